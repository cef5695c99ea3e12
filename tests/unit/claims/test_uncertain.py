"""Numbers of which a sentence leaves something open: true, open or false, worked out by hand."""

import pytest

from foistats.claims.answers.as_json import answers_as_json
from foistats.claims.model import Verdict
from foistats.claims.reading.unnumbered import statements_without_number
from tests.unit.claims.requests_by_hand import IMAGES
from tests.unit.claims.test_conditions import answers, verdicts

# Devon and Cornwall 511 829 686 675 931, Dorset 185 266 265 226 212, Wiltshire 300 310 320 330 340,
# Avon and Somerset 400 410 420 430 440, Gloucestershire 50 60 70 80 91, Cheshire 226 348 349 403 506.
SAID = [
    # What it counts isn't said, so nothing makes it false.
    ("Dorset recorded 212 offences in 2020/21. Peers put down 27 amendments, nine of which deal"
     " with it.", "nine", Verdict.NOT_A_STATISTIC),
    ("Last year 2,340 of you gave.", "2,340", Verdict.NOT_A_STATISTIC),
    ("One offence can be of 5 images.", "One", Verdict.UNRESOLVED),
    ("There were two dips on the way in Dorset.", "two", Verdict.UNRESOLVED),
    # A number that one is told to ring, and the same number as a count.
    ("Report it on 101 or, if it is happening now, 999.", "999", Verdict.NOT_A_STATISTIC),
    # A change whose two years aren't said: 212 against 226 is 6 per cent, against 185 it is 15.
    ("Dorset recorded 212 offences in 2020/21, 226 in 2019/20 and 185 in 2016/17. So offences have"
     " gone up by 15 per cent.", "15 per cent", Verdict.HOLDS),
    # Each number stands beside its own name.
    ("Cheshire, with 506, and Wiltshire, with 340, had more in 2020/21.", "340", Verdict.HOLDS),
    ("Cheshire, with 340, and Wiltshire, with 340, had more in 2020/21.", "340", Verdict.HOLDS),
    # A part of a number: 91 is more than half of 170, and 0.27 of 340.
    ("Gloucestershire recorded 91 offences in 2020/21, a little over a quarter of the 340 in"
     " Wiltshire.", "340", Verdict.HOLDS),
    ("Cheshire recorded 506 offences in 2020/21, more than twice the 226 of 2016/17.", "twice",
     Verdict.HOLDS),
    ("Dorset recorded 212 offences in 2020/21, fewer than half the 226 of 2019/20.", "half",
     Verdict.FAILS),
    # Years one after the other: 829 to 686, then to 675.
    ("Devon and Cornwall recorded 931 offences in 2020/21, after two years of falls: from 829 to"
     " 686, then to 675.", "686", Verdict.HOLDS),
    # A change of each: Dorset fell by 14, and Wiltshire rose by 10 as Cheshire did by 103.
    ("In Wiltshire and Cheshire numbers went up, by 10 and 103, in 2020/21.", "103", Verdict.HOLDS),
    ("In Wiltshire and Cheshire numbers went up, by 10 and 104, in 2020/21.", "104", Verdict.FAILS),
    # Counts don't come to a percentage: 506 are 126 per cent of 403.
    ("Offences in Cheshire increased to 26 per cent in 2020/21.", "26 per cent", Verdict.FAILS),
    # Forces that are counted and not named: 212 + 340, then 506 + 91 + 212.
    ("Dorset recorded 212 offences in 2020/21 and Wiltshire 340. The two forces together recorded"
     " 552.", "552", Verdict.HOLDS),
    ("In 2020/21 Cheshire recorded 506 offences, Gloucestershire 91 and Dorset 212. Those three had"
     " 809 between them.", "809", Verdict.HOLDS),
    ("In 2020/21 Cheshire recorded 506 offences, Gloucestershire 91 and Dorset 212. Those three had"
     " 810 between them.", "810", Verdict.FAILS),
    ("In 2020/21 Cheshire recorded 506 offences, Gloucestershire 91 and Dorset 212. Those three had"
     " 809 between them.", "three", Verdict.HOLDS),
    ("Cheshire, Gloucestershire and Wiltshire gave figures. All three rose in 2020/21.", "three",
     Verdict.HOLDS),
    ("Cheshire, Gloucestershire and Dorset gave figures. All three rose in 2020/21.", "three",
     Verdict.FAILS),
    # The region's members are named as such, and the total is the region's: 2,014.
    ("In the South West region, which includes Dorset and Wiltshire, the total came to 2,014 in"
     " 2020/21.", "2,014", Verdict.HOLDS),
    # The second number's year stands in its bracket.
    ("In Dorset, 212 offences were recorded in 2020/21 (226 in 2019/20).", "226", Verdict.HOLDS),
    ("Dorset 212 (2019/20: 226), Wiltshire 340 (2019/20: 330).", "340", Verdict.HOLDS),
    # Changes one after the other: 226 to 348 is 54 per cent; to 349 it is 0.3, to 403 15.
    ("Offences in Cheshire rose by 15 per cent in 2019/20 and then by 26 per cent.", "26 per cent",
     Verdict.HOLDS),
    # A range of rises.
    ("All five rose in 2020/21, ranging from 3 per cent in Wiltshire to 26 per cent in Cheshire.",
     "26 per cent", Verdict.HOLDS),
    # How often, and no multiple.
    ("It happened 212 times in Dorset in 2020/21.", "212 times", Verdict.HOLDS),
]  # fmt: skip


@pytest.mark.parametrize(("text", "number", "expected"), SAID)
def test_a_number_is_false_only_where_it_is_certain_what_it_is_of(
    text: str, number: str, expected: Verdict
) -> None:
    found = answers(text)[number]
    assert found.verdict is expected, found.because


def test_a_number_that_is_another_figure_near_by_is_left_open() -> None:
    # 506 are Cheshire's, which was named before; the sentence doesn't say whose they are.
    text = (
        "Cheshire recorded 506 offences in 2020/21.\n\nIn Dorset there were fewer than in Wiltshire,"
        " says the charity. {} were recorded in 2020/21."
    )
    assert answers(text.format("506"))["506"].verdict is not Verdict.FAILS
    assert answers(text.format("507"))["507"].verdict is Verdict.FAILS


def test_a_caption_carries_area_and_period_for_the_table_below_it() -> None:
    text = (
        "Offences in Dorset\n\n| Year | Offences |\n|---|---|\n| 2019/20 | 226 |\n"
        "| 2020/21 | 213 |\n"
    )
    assert verdicts(text)["226"] is Verdict.HOLDS
    assert verdicts(text)["213"] is Verdict.FAILS


def test_a_reason_is_whole_sentences() -> None:
    for text in (
        "Dorset Police recorded 213 offences in 2020/21.",
        "A boy of 14 told us.",
        "It costs £5 in Dorset.",
        "Three of the five forces in the South West recorded more than 200 offences in 2020/21.",
    ):
        for one in answers(text).values():
            assert one.because[0].isupper(), one.because
            assert one.because.endswith("."), one.because


def test_the_json_lists_the_statements_that_have_no_number() -> None:
    text = "Dorset recorded 212 offences in 2020/21. Offences in Dorset have risen every year."
    said = answers_as_json(
        (), draft="a.txt", request_id="made-up", tables="t", text=text,
        unchecked=statements_without_number(text, IMAGES),
    )  # fmt: skip
    (one,) = said["unchecked"]
    assert (
        text[one["start"] : one["end"]]
        == one["text"]
        == ("Offences in Dorset have risen every year.")
    )
