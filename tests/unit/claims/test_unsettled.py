"""What grammar leaves open: a comparison's area and year, elided nouns, words that point."""

from dataclasses import replace

import pytest

from foistats.claims.checking import check
from foistats.claims.model import Verdict
from foistats.claims.reading.draft import read_draft
from tests.unit.claims.requests_by_hand import SPIKING
from tests.unit.claims.test_conditions import answers
from tests.unit.claims.worlds_by_hand import known

HOLDS, FAILS, OPEN = Verdict.HOLDS, Verdict.FAILS, Verdict.UNRESOLVED

# 2016/17 to 2020/21: Devon and Cornwall 511 829 686 675 931, Dorset 185 266 265 226 212,
# Wiltshire 300 310 320 330 340, Avon and Somerset 400 410 420 430 440, Gloucestershire
# 50 60 70 80 91, Cheshire 226 348 349 403 506.
DORSET = "Dorset recorded 212 offences in 2020/21."
CHESHIRE = "Cheshire recorded 506 offences in 2020/21."
SAID = [
    # 403 to 506 is 26 per cent, 80 to 91 is 14 and 330 to 340 is 3: the unit is said once.
    ("From 2019/20 to 2020/21 Cheshire's number rose by 26 per cent, Gloucestershire's by 14.",
     "14", HOLDS),
    ("From 2019/20 to 2020/21 Cheshire's number rose by 26 per cent, Gloucestershire's by 25.",
     "25", FAILS),
    # 506 is the year's, and not that of the year it is held against.
    (CHESHIRE + " Cheshire, 506, is nowhere near where it was in 2018/19 (349).", "506", HOLDS),
    ("Cheshire was at 349 in 2018/19 and is now 506.", "349", HOLDS),
    # A number held against the piece's own: 506 is more than twice Dorset's 212.
    (DORSET + " Cheshire had twice our number.", "twice", OPEN),
    # Words that point or are said of places, lengths and occasions.
    (DORSET + " Cheshire, twice as populous, had 506.", "twice", OPEN),
    (DORSET + " The number in Cheshire has risen three times.", "three times", OPEN),
    # 1,741 to 2,014 are 273 more.
    ("The South West's total of 2,014 is 273 higher than the 1,741 of 2019/20.", "273", HOLDS),
    # A set that a pronoun stands for, and no area that it is held against.
    (DORSET + " Those that answered saw a drop, though less than Dorset: from 999 to 888.", "999",
     OPEN),
    # What was printed before and is put right.
    ("Cheshire first said 560 and later said 506. " + CHESHIRE, "560", OPEN),
    # A set that leaves one out has no name.
    ("Excluding Cheshire, the forces recorded 2,014 offences in 2020/21.", "2,014", OPEN),
    # By how many, and not how many: 226 to 212 are 14 fewer.
    ("Offences fell over the last year in one place: Dorset, by 14.", "14", HOLDS),
    # 403 is the year before; the change is counted from it.
    ("Cheshire recorded 506 offences, 103 up on the 403 of 2019/20 and more than twice as many as"
     " the 226 it had in 2016/17.", "103", HOLDS),
    # Each of two forces has its number, in their order.
    (DORSET + " Dorset and Wiltshire had 226 and 330 in 2019/20.", "226", HOLDS),
]  # fmt: skip


@pytest.mark.parametrize(("text", "number", "expected"), SAID)
def test_what_a_comparison_or_pointing_word_is_of(
    text: str, number: str, expected: Verdict
) -> None:
    found = {mention: one for mention, one in answers(text).items() if mention.startswith(number)}
    (answer,) = found.values()
    assert answer.verdict is expected, answer.because


# 2016/17 to 2020/21, by category.
SPIKED = {
    "drink-spiking": (100, 110, 120, 130, 140),
    "needle-spiking": (10, 20, 30, 40, 50),
    "kept-needle": (1, 2, 3, 4, 5),
}


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        # 140 + 50 + 5
        ("Of Dorset's 195 incidents in 2020/21 140 were drink spiking.", "195", HOLDS),
        ("Of Dorset's 196 incidents in 2020/21 140 were drink spiking.", "196", FAILS),
        # A category that is named is not the sum of all.
        ("Dorset recorded 195 incidents of drink spiking in 2020/21.", "195", FAILS),
    ],
)
def test_the_bare_unit_may_count_every_category(text: str, number: str, expected: Verdict) -> None:
    rows = [known({"dorset": row}) for row in SPIKED.values()]
    figures = {
        (category, period): given
        for category, one in zip(SPIKED, rows, strict=True)
        for (_, period), given in one.figures.items()
    }
    worlds = replace(rows[0], request=SPIKING, figures=figures)
    (answer,) = (
        one for one in check(read_draft(text, SPIKING), worlds) if one.mention.text == number
    )
    assert answer.verdict is expected, answer.because


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        # Columns below a heading of two years: 212 in the first, 226 in the second.
        ("By force, 2020/21 and 2019/20\n\n- Dorset: 212 and 226", "226", HOLDS),
        ("By force, 2020/21 and 2019/20\n\n- Dorset: 212 and 227", "227", FAILS),
        # A per cent behind a rank: Cheshire rose by 26 per cent, and Devon and Cornwall by 38.
        ("Last year Devon and Cornwall had the steepest rise, at 38 per cent.", "38 per cent", HOLDS),
        ("Last year Devon and Cornwall had the steepest rise, at 83 per cent.", "83 per cent", FAILS),
        # All six gave figures; "figures from six forces" are of six, whoever else answered.
        ("Figures from five forces show that Dorset recorded 212 offences in 2020/21.", "five",
         OPEN),
    ],
)  # fmt: skip
def test_columns_ranks_with_a_per_cent_and_sets_of_forces(
    text: str, number: str, expected: Verdict
) -> None:
    assert answers(text)[number].verdict is expected, answers(text)[number].because
