"""Sentences that say more than a figure: each verdict worked out by hand from the counts below."""

import pytest

from foistats.claims.answers.text import lines_of_answers
from foistats.claims.checking import check
from foistats.claims.model import Answer, Verdict
from foistats.claims.reading.draft import read_draft
from foistats.claims.reading.unnumbered import statements_without_number
from tests.unit.claims.requests_by_hand import IMAGES
from tests.unit.claims.worlds_by_hand import known

# 2016/17 to 2020/21
WORLDS = known(
    {
        "devon-and-cornwall": (511, 829, 686, 675, 931),
        "dorset": (185, 266, 265, 226, 212),
        "wiltshire": (300, 310, 320, 330, 340),
        "avon-and-somerset": (400, 410, 420, 430, 440),
        "gloucestershire": (50, 60, 70, 80, 91),
        "cheshire": (226, 348, 349, 403, 506),
    }
)


def verdicts(text: str) -> dict[str, Verdict]:
    return {mention: one.verdict for mention, one in answers(text).items()}


def answers(text: str) -> dict[str, Answer]:
    return {one.mention.text: one for one in check(read_draft(text, IMAGES), WORLDS)}


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        # A denial is true where its statement is false.
        ("Dorset Police did not record 212 offences in 2020/21.", "212", Verdict.FAILS),
        ("Dorset Police did not record 900 offences in 2020/21.", "900", Verdict.HOLDS),
        ("Dorset Police didn’t record 900 offences in 2020/21.", "900", Verdict.HOLDS),
        (
            "It is not true that Dorset Police recorded 212 offences in 2020/21.",
            "212",
            Verdict.FAILS,
        ),
        (
            "It is untrue that Dorset Police recorded 213 offences in 2020/21.",
            "213",
            Verdict.HOLDS,
        ),
        # 212 are more than 100, though nobody would say so of it: the denial is false.
        ("Dorset Police did not record more than 100 offences in 2020/21.", "100", Verdict.FAILS),
        ("Dorset Police did not record more than 212 offences in 2020/21.", "212", Verdict.HOLDS),
        # What exactly is denied is open.
        ("Nobody recorded 212 offences in Dorset in 2020/21.", "212", Verdict.UNRESOLVED),
        (
            "Neither Dorset nor Wiltshire recorded 212 offences in 2020/21.",
            "212",
            Verdict.UNRESOLVED,
        ),
        (
            "Dorset Police recorded 212 offences in 2020/21, rather than 300.",
            "300",
            Verdict.UNRESOLVED,
        ),
        # `not only` denies nothing.
        ("Dorset Police not only recorded 212 offences in 2020/21.", "212", Verdict.HOLDS),
        # Every period: Dorset had 185, 266, 265, 226 and 212.
        (
            "Dorset Police has never recorded more than 260 offences in a year.",
            "260",
            Verdict.FAILS,
        ),
        (
            "Dorset Police has never recorded more than 266 offences in a year.",
            "266",
            Verdict.HOLDS,
        ),
        ("In no year did Dorset Police record fewer than 185 offences.", "185", Verdict.HOLDS),
        ("In no year did Dorset Police record fewer than 186 offences.", "186", Verdict.FAILS),
        ("Dorset Police has always recorded more than 184 offences.", "184", Verdict.HOLDS),
        ("Dorset Police has always recorded more than 185 offences.", "185", Verdict.FAILS),
        ("Dorset Police recorded more than 200 offences every year.", "200", Verdict.FAILS),
        (
            "Dorset Police recorded more than 200 offences every year since 2017/18.",
            "200",
            Verdict.HOLDS,
        ),
        ("Dorset Police has never recorded 212 offences.", "212", Verdict.UNRESOLVED),
        # Each of both: 212 and 340, whose sum is 552.
        ("In 2020/21 Dorset and Wiltshire each recorded 552 offences.", "552", Verdict.FAILS),
        ("In 2020/21 Dorset and Wiltshire each recorded 212 offences.", "212", Verdict.FAILS),
        (
            "In 2020/21 Dorset and Wiltshire each recorded more than 210 offences.",
            "210",
            Verdict.HOLDS,
        ),
        (
            "In 2020/21 Dorset and Wiltshire each recorded more than 212 offences.",
            "212",
            Verdict.FAILS,
        ),
        (
            "In 2019/20 Dorset and Wiltshire each recorded more than 225 offences.",
            "225",
            Verdict.HOLDS,
        ),
        (
            "Dorset recorded 212 offences in 2020/21, each of them a child failed.",
            "212",
            Verdict.HOLDS,
        ),
        # The direction: 226 came before 212, and Wiltshire had 340.
        (
            "Dorset Police recorded 212 offences in 2020/21, up from 226 the year before.",
            "226",
            Verdict.FAILS,
        ),
        (
            "Dorset Police recorded 212 offences in 2020/21, down from 226 the year before.",
            "226",
            Verdict.HOLDS,
        ),
        (
            "Dorset Police recorded 212 offences in 2020/21, more than Wiltshire.",
            "212",
            Verdict.FAILS,
        ),
        (
            "Dorset Police recorded 212 offences in 2020/21, fewer than Wiltshire.",
            "212",
            Verdict.HOLDS,
        ),
        (
            "Dorset Police recorded 212 offences in 2020/21, up on the year before.",
            "212",
            Verdict.FAILS,
        ),
        (
            "Dorset Police recorded 212 offences in 2020/21, down on the year before.",
            "212",
            Verdict.HOLDS,
        ),
        # Of the South West, 931, 212, 340 and 440 are more than 200, and 91 is not.
        (
            "Four of the five forces in the South West recorded more than 200 offences in 2020/21.",
            "200",
            Verdict.HOLDS,
        ),
        (
            "Four of the five forces in the South West recorded more than 200 offences in 2020/21.",
            "Four",
            Verdict.HOLDS,
        ),
        (
            "Three of the five forces in the South West recorded more than 200 offences in 2020/21.",
            "Three",
            Verdict.FAILS,
        ),
        (
            "Three of the five forces in the South West recorded more than 212 offences in 2020/21.",
            "212",
            Verdict.HOLDS,
        ),
        (
            "Two of the forces in the South West recorded fewer than 213 offences in 2020/21.",
            "Two",
            Verdict.HOLDS,
        ),
        (
            "Every force in the South West but two recorded at least 340 offences in 2020/21.",
            "two",
            Verdict.HOLDS,
        ),
        (
            "Every force in the South West recorded more than 90 offences in 2020/21.",
            "90",
            Verdict.HOLDS,
        ),
        (
            "Every force in the South West recorded more than 91 offences in 2020/21.",
            "91",
            Verdict.FAILS,
        ),
        (
            "No force in the South West recorded more than 900 offences in 2020/21.",
            "900",
            Verdict.FAILS,
        ),
        (
            "Dorset recorded 212 offences in 2020/21. Three forces in the South West recorded more.",
            "Three",
            Verdict.HOLDS,
        ),
        (
            "Of the five forces in the South West, only Gloucestershire, at 91, recorded fewer.",
            "five",
            Verdict.HOLDS,
        ),
        (
            "Gloucestershire was the only force in the South West to record fewer than 100 offences"
            " in 2020/21.",
            "100",
            Verdict.UNRESOLVED,
        ),
        (
            "The five forces in the South West recorded more than 2,000 offences in 2020/21.",
            "2,000",
            Verdict.HOLDS,
        ),
        ("Dorset Police failed to record 212 offences in 2020/21.", "212", Verdict.UNRESOLVED),
        (
            "Offences in Dorset rose from 226 in 2019/20 to 212 in 2020/21.",
            "212",
            Verdict.FAILS,
        ),
        (
            "Offences in Dorset fell from 226 in 2019/20 to 212 in 2020/21.",
            "212",
            Verdict.HOLDS,
        ),
        # Another year than the one before may be meant: 185 were recorded in 2016/17.
        ("Offences in Dorset rose to 212 in 2020/21.", "212", Verdict.UNRESOLVED),
        ("Offences in Dorset fell to 212 in 2020/21.", "212", Verdict.HOLDS),
        (
            # The comparison is false; whose the 212 are isn't said in so many words.
            "Dorset recorded more offences than Wiltshire in 2020/21, with 212.",
            "212",
            Verdict.UNRESOLVED,
        ),
        (
            "Dorset recorded fewer offences than Wiltshire in 2020/21, with 212.",
            "212",
            Verdict.HOLDS,
        ),
        (
            "Dorset’s rise from 2016/17 to 2020/21 was the smallest in the South West.",
            "smallest",
            Verdict.HOLDS,
        ),
        # No count is below zero.
        ("Dorset Police recorded minus 212 offences in 2020/21.", "212", Verdict.UNRESOLVED),
        ("Dorset Police recorded -212 offences in 2020/21.", "212", Verdict.UNRESOLVED),
        ("Dorset - 212", "212", Verdict.HOLDS),
        # Changes from 2016/17 to 2020/21: Devon and Cornwall 420, Gloucestershire 41, the others
        # of the South West 40, 40 and 27. Cheshire 280. Levels would have Dorset fourth of five.
        (
            "The rise in Devon and Cornwall from 2016/17 to 2020/21 was the largest in the South"
            " West.",
            "largest",
            Verdict.HOLDS,
        ),
        (
            "The rise in Dorset from 2016/17 to 2020/21 was the smallest in the South West.",
            "smallest",
            Verdict.HOLDS,
        ),
        (
            "The rise in Gloucestershire from 2016/17 to 2020/21 was the smallest in the South"
            " West.",
            "smallest",
            Verdict.FAILS,
        ),
        # Devon and Cornwall had 829 in 2017/18, more than any; Wiltshire's 310 were not.
        (
            "Devon and Cornwall Police recorded the most, with 829 in 2017/18.",
            "most",
            Verdict.HOLDS,
        ),
        ("Cheshire recorded the most, with 348 in 2017/18.", "most", Verdict.FAILS),
        # Two numbers are the ends of one figure.
        (
            "Offences in Dorset fell by between 5 and 7 per cent from 2019/20 to 2020/21.",
            "7 per cent",
            Verdict.UNRESOLVED,
        ),
        (
            "Six police forces in the south and east of England recorded offences.",
            "Six",
            Verdict.UNRESOLVED,
        ),
        (
            "Dorset, Wiltshire, Cheshire and Gloucestershire gave figures. Across the four forces,"
            " 1,149 offences were recorded.",
            # Four forces were named: 212 + 340 + 506 + 91.
            "four",
            Verdict.HOLDS,
        ),
        (
            "Dorset, Wiltshire, Cheshire and Gloucestershire gave figures. Across the four forces,"
            " 1,149 offences were recorded.",
            "1,149",
            Verdict.HOLDS,
        ),
    ],
)
def test_what_a_sentence_says_besides_its_figure_counts(
    text: str, number: str, expected: Verdict
) -> None:
    assert verdicts(text)[number] is expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Offences in Dorset have risen every year since 2016/17.", True),
        ("Gloucestershire recorded no offences.", True),
        ("All of the forces gave figures.", True),
        ("Dorset Police recorded 212 offences in 2020/21.", False),
        ("The charity has written to Dorset Police.", False),
    ],
)
def test_a_statement_without_a_number_is_said_to_be_unchecked(text: str, *, found: bool) -> None:
    assert bool(statements_without_number(text, IMAGES)) is found
    lines = list(
        lines_of_answers(
            check(read_draft(text, IMAGES), WORLDS), text=text, worlds=WORLDS, draft="x"
        )
    )
    assert any("without a number" in line and text in line for line in lines) is found


def test_a_number_of_forces_is_told_in_words() -> None:
    text = "Four of the five forces in the South West refused."
    blocks = "\n".join(
        lines_of_answers(
            check(read_draft(text, IMAGES), WORLDS), text=text, worlds=WORLDS, draft="x"
        )
    )
    assert "“Four” is how many forces of South West refused." in blocks


def test_fewer_than_five_is_as_the_reply_has_it() -> None:
    worlds = known({"dorset": ((0, 4), 266, 265, 226, 212)})
    text = "Dorset Police recorded fewer than five offences in 2016/17."
    one = check(read_draft(text, IMAGES), worlds)[0]
    assert (one.verdict, one.wording) == (Verdict.HOLDS, ())
