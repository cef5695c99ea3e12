"""To what a number is bound where its sentence names more than one thing: worked out by hand."""

from dataclasses import replace

import pytest

from foistats.claims.checking import check
from foistats.claims.model import Verdict
from foistats.claims.reading.draft import read_draft
from schemas.vocabulary import Outcome
from tests.unit.claims.requests_by_hand import request
from tests.unit.claims.test_conditions import answers
from tests.unit.claims.worlds_by_hand import known

HOLDS, FAILS, OPEN = Verdict.HOLDS, Verdict.FAILS, Verdict.UNRESOLVED
NONE = Verdict.NOT_A_STATISTIC

# Devon and Cornwall 511 829 686 675 931, Dorset 185 266 265 226 212, Wiltshire 300 310 320 330 340,
# Avon and Somerset 400 410 420 430 440, Gloucestershire 50 60 70 80 91, Cheshire 226 348 349 403 506.
# The South West has 2,014 in 2020/21, all six forces 2,144 in 2019/20 and 2,520 in 2020/21.
DORSET = "Dorset recorded 212 offences in 2020/21"
TABLE = "| Year | Offences |\n|---|---|\n| 2019/20 | {} |\n| 2020/21 | {} |\n| Total | {} |\n"
SAID = [
    # A line of sources names a force, and the table is of it or of all.
    ("Offences. Source: Dorset Police.\n\n" + TABLE.format("226", "212", "438"), "438", HOLDS),
    ("Offences. Source: Dorset Police.\n\n" + TABLE.format("226", "212", "439"), "439", FAILS),
    ("All forces. Dorset's are provisional.\n\n" + TABLE.format("2,144", "2,520", "4,664"),
     "2,144", HOLDS),
    # Ordinals of falls rank nothing that is counted, and are no third of anything.
    ("Dorset saw a third fall in 2020/21.", "third", NONE),
    ("Dorset recorded 212 offences in 2020/21, the third fall running.", "third fall running",
     HOLDS),
    # How many forces there are, and not their offences.
    ("Of the five forces in the South West, Dorset was the only one of the five to see a fall in"
     " 2020/21.", "five", HOLDS),
    ("All six forces gave figures. All six recorded offences in 2020/21.", "six", HOLDS),
    # Each of the three has more than 200 and Dorset no more than 212.
    ("Dorset, Wiltshire and Cheshire answered. All three recorded more than 200 offences in"
     " 2020/21.", "200", HOLDS),
    ("Dorset, Wiltshire and Cheshire answered. All three recorded more than 212 offences in"
     " 2020/21.", "212", FAILS),
    # What was listed, taken together: 212 + 340.
    (DORSET + " and Wiltshire 340. All 552 were looked at.", "552", HOLDS),
    (DORSET + " and Wiltshire 340. These 552 offences are not all of it.", "552", HOLDS),
    # The same number with an article is the one of before.
    ("The six forces recorded 2,520 offences in 2020/21. Dorset accounted for 212 of the 2,520.",
     "2,520", HOLDS),
    ("The six forces recorded 2,520 offences in 2020/21. Dorset accounted for 212 of the 2,521.",
     "2,521", FAILS),
    # Whose `ours` are isn't said beside them.
    ("In Cheshire 506 offences were recorded in 2020/21. While Wiltshire saw its number grow to"
     " 340, ours went from 403 to 506.", "403", OPEN),
    # A clause between a name and its verb, and a bracket, keep their year, area and denial.
    ("Dorset, where the total had been 226 the year before, had 212.", "212", HOLDS),
    ("Dorset, where the total had been 226 the year before, had 213.", "213", FAILS),
    ("Cheshire, which isn't in the South West, recorded 506 offences in 2020/21.", "506", HOLDS),
    ("Dorset's fall (the figure for Wiltshire isn't falling) was from 226 in 2019/20 to 212 in"
     " 2020/21.", "226", HOLDS),
    # A question says of nothing that it has a rank; what answers it isn't said to be a count.
    ("Has Dorset got the highest number in the South West?\n\n" + DORSET + ".", "highest", OPEN),
    ("Which force recorded the biggest rise in offences?\n\nIt was Devon and Cornwall, with 256.",
     "256", OPEN),
    # How likely something is, the half of an `it`, a person's own month.
    ("A study found girls were three times more likely to be targeted. " + DORSET + ".",
     "three times", OPEN),
    ("“Half of it happens at home,” she said of the 212 offences that Dorset recorded in 2020/21.",
     "Half", OPEN),
    ("“We now handle ten cases a month,” a Wiltshire detective said.\n\nWiltshire recorded 340"
     " offences in 2020/21.", "ten", OPEN),
    # `Worst` ranks counts, and no fears or secrets.
    ("It was the worst kept secret in Dorset, where 212 offences were recorded in 2020/21.",
     "worst", NONE),
    ("Her worst fear came true. " + DORSET + ".", "worst", NONE),
    ("In 2020/21 Dorset was the worst force in the South West.", "worst", FAILS),
    # A count of each of two forces, in the order of their names.
    ("In 2020/21 Dorset recorded far fewer offences than Wiltshire: 212 against 340.", "212",
     HOLDS),
    ("In 2020/21 Dorset recorded far fewer offences than Wiltshire: 213 against 340.", "213",
     FAILS),
    ("Cheshire had more offences than Dorset in 2020/21 (506 against 212).", "212", HOLDS),
    # 340 - 212 is 128; 212 is 10.5 per cent of 2,014; 226 is 0.45 of 506.
    (DORSET + " and Wiltshire 340. That's 128 more.", "128", HOLDS),
    (DORSET + " and Wiltshire 340. That's 129 more.", "129", FAILS),
    ("The South West recorded 2,014 offences in 2020/21. Dorset accounts for 11 per cent of that"
     " total.", "11 per cent", HOLDS),
    ("The South West recorded 2,014 offences in 2020/21. Dorset accounts for 12 per cent of that"
     " total.", "12 per cent", FAILS),
    ("Cheshire recorded 226 offences in 2016/17, fewer than half as many as the 506 in 2020/21.",
     "half", HOLDS),
]  # fmt: skip


@pytest.mark.parametrize(("text", "number", "expected"), SAID)
def test_a_number_is_bound_to_what_its_sentence_says(
    text: str, number: str, expected: Verdict
) -> None:
    found = answers(text)[number]
    assert found.verdict is expected, found.because


FORCES = ("gwent", "kent", "south-wales", "warwickshire")
# Gwent gave nothing and Warwickshire nothing before 2018/19; the others have 944 in 2020/21, and
# with Warwickshire's 141 it is 1,085.
SOME = replace(
    known(
        {
            "kent": (700, 690, 640, 655, 611),
            "south-wales": (420, 400, 380, 360, 333),
            "warwickshire": (None, None, 130, 135, 141),
        },
        asked=FORCES,
    ),
    coverage={
        one: {
            "force_id": one,
            "outcome": Outcome.REFUSED if one == "gwent" else Outcome.ANSWERED,
        }
        for one in FORCES
    },
)


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        ("Data from three of the four forces show that 1,085 offences were recorded in 2020/21.",
         "1,085", HOLDS),
        ("Data from three of the four forces show that 1,086 offences were recorded in 2020/21.",
         "1,086", FAILS),
        ("1,085 offences were recorded in 2020/21 (3 of the 4 forces).", "1,085", HOLDS),
        ("Gwent gave no figures. The other three forces recorded 1,085 offences in 2020/21.",
         "1,085", HOLDS),
        # What is said of all that were asked is said of no region: Wales lacks Gwent's figure.
        ("Data from three of the four forces.\n\nIn Wales 333 offences were recorded in 2020/21.",
         "333", Verdict.DEPENDS),
        ("Police recorded 1,085 offences in 2020/21, said all four forces.", "1,085",
         Verdict.DEPENDS),
        ("Warwickshire, which has figures from 2018/19 only, recorded 406 offences over the"
         " period.", "406", HOLDS),
        ("Warwickshire recorded 406 offences over the period.", "406", Verdict.DEPENDS),
    ],
)  # fmt: skip
def test_figures_are_of_the_forces_and_years_that_the_draft_says(
    text: str, number: str, expected: Verdict
) -> None:
    asked = request(forces=FORCES)
    found = {one.mention.text: one for one in check(read_draft(text, asked), SOME)}[number]
    assert found.verdict is expected, found.because


# Gwent refused, and the other three of the four gave figures.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One force of four refused.", (HOLDS, HOLDS)),
        ("Three forces of the four answered.", (HOLDS, HOLDS)),
        ("Three out of four forces answered.", (HOLDS, HOLDS)),
        ("Two forces of four refused.", (FAILS, HOLDS)),
        # Of the region that a sentence before is about nothing is said.
        ("Offences in Wales fell. One force of four refused.", (HOLDS, HOLDS)),
        ("Offences in Wales fell and one force of four refused.", (HOLDS, HOLDS)),
        # Of which five it is one isn't said: four were asked.
        ("One force of five refused.", (OPEN, OPEN)),
        # One in four is a share, and may be 11 of 43.
        ("One in four forces refused.", (OPEN, OPEN)),
    ],
)
def test_a_part_of_the_forces_is_of_those_asked_unless_an_area_is_named(
    text: str, expected: tuple[Verdict, Verdict]
) -> None:
    found = check(read_draft(text, request(forces=FORCES)), SOME)
    assert tuple(one.verdict for one in found) == expected, [one.because for one in found]
