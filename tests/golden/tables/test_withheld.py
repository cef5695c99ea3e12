"""`Figures under 5 have been withheld`: what stands in their place is told by what is in print."""

from pathlib import Path

import pytest

from foistats.naming.counts.withheld import withheld_below
from foistats.reading.file import read_reply
from foistats.records import DocumentReading
from schemas.problem_codes import ProblemCode as P
from tests.golden.tables.case import DORSET

SAID = "Figures under 5 have been withheld."


def read(tmp_path: Path, grooming: str, said: str = SAID) -> DocumentReading:
    path = tmp_path / "reply.csv"
    path.write_text(
        "Offence,2016/17,2017/18,2018/19\nRape,112,140,131\nSexual assault,210,236,198\n"
        f'Grooming,{grooming}\n\n"{said}"\n',
        encoding="utf-8",
    )
    return read_reply(path, DORSET)


def grooming(reading: DocumentReading) -> list[tuple[int | None, int | None]]:
    return [
        (one.count.low, one.count.high)
        for one in reading.observations
        if one.labels == ("Grooming",)
    ]


@pytest.mark.parametrize("mark", ["*", "**", "#", "[c]", "x", ""])
@pytest.mark.parametrize(
    "said",
    [
        SAID,
        "Where below five withheld",
        "Any numbers of less than 5 are suppressed to protect individuals.",
        "Values of 4 or fewer have been redacted under section 40(2).",
        "Mae ffigurau o dan 5 wedi'u hatal.",
    ],
)
def test_the_one_mark_there_is_stands_for_what_is_withheld(
    mark: str, said: str, tmp_path: Path
) -> None:
    reading = read(tmp_path, f"{mark},46,{mark}", said)
    assert grooming(reading) == [(0, 4), (46, 46), (0, 4)]
    assert reading.problems == ()


@pytest.mark.parametrize("mark", ["-", "..", "R", "n/a"])
def test_what_stands_for_none_or_for_nothing_known_hides_no_count(
    mark: str, tmp_path: Path
) -> None:
    reading = read(tmp_path, f"{mark},46,9")
    assert (0, 4) not in grooming(reading)


def test_two_marks_are_not_told_apart_by_it(tmp_path: Path) -> None:
    reading = read(tmp_path, "*,#,46")
    assert P.MARK_UNEXPLAINED in {one.code for one in reading.problems}
    # Beside a mark a blank is something else.
    assert P.BLANK_UNEXPLAINED in {one.code for one in read(tmp_path, "*,,46").problems}


def test_a_figure_in_print_that_small_shows_it_to_be_of_something_else(tmp_path: Path) -> None:
    reading = read(tmp_path, ",3,46")
    assert {one.code for one in reading.problems} == {P.BLANK_UNEXPLAINED}
    # A nought in print hides nobody.
    assert grooming(read(tmp_path, ",0,46")) == [(0, 4), (0, 0), (46, 46)]


def test_a_year_that_is_all_blank_may_be_any(tmp_path: Path) -> None:
    path = tmp_path / "reply.csv"
    path.write_text(
        f'Offence,2016/17,2017/18,2018/19\nRape,112,140,\nGrooming,,46,\n\n"{SAID}"\n',
        encoding="utf-8",
    )
    reading = read_reply(path, DORSET)
    assert grooming(reading) == [(0, 4), (46, 46)]
    assert {one.code for one in reading.problems} == {P.BLANK_UNEXPLAINED}


def test_what_sums_show_comes_first(tmp_path: Path) -> None:
    path = tmp_path / "reply.csv"
    path.write_text(
        "Offence,2016/17,2017/18\nRape,112,140\nGrooming,,46\nAssault,9,\nTotal,121,186\n\n"
        f'"{SAID}"\n',
        encoding="utf-8",
    )
    counts = {(one.labels, one.count.low, one.count.high) for one in read_reply(path, DORSET)[0]}
    assert (("Grooming",), 0, 0) in counts


@pytest.mark.parametrize(
    "said",
    [
        "Figures under 5 may be withheld.",
        "Figures under 5 have not been withheld.",
        "Suspects aged under 5 are not included.",
        "Property with a value under 5 was removed.",
        "Figures have been withheld.",
        "Offences under section 5 are not included.",
        "Figures under 5 have been withheld. Numbers below 10 are suppressed.",
    ],
)
def test_other_sentences_say_nothing_of_small_counts(said: str) -> None:
    assert withheld_below([said]) is None


@pytest.mark.parametrize(
    "said",
    [
        "0 = fewer than 5",
        "Zero means fewer than five",
        "Where a figure is less than 5 it is shown as 0",
        "Figures of fewer than 5 have been suppressed to 0",
        "Please note: 0 may represent fewer than 5",
    ],
)
def test_a_zero_with_another_meaning_is_no_zero(said: str, tmp_path: Path) -> None:
    reading = read(tmp_path, "0,46,10", said)
    assert grooming(reading) == [(0, 4), (46, 46), (10, 10)]
    assert reading.problems == ()


def test_a_figure_that_is_printed_for_smaller_ones_may_be_itself(tmp_path: Path) -> None:
    reading = read(tmp_path, "5,46,10", "Numbers under 5 are shown as 5")
    assert grooming(reading) == [(0, 5), (46, 46), (10, 10)]


@pytest.mark.parametrize(
    ("cell", "said", "expected"),
    [
        ("0*", "* fewer than 10", (0, 9)),
        ("0*", "* Suppressed as fewer than 10", (0, 9)),
        ("0 [c]", "[c] less than 10", (0, 9)),
        ("5*", "* 5 or fewer", (0, 5)),
        ("12*", "* fewer than 10", (0, 12)),
        ("12*", "* provisional", (12, 12)),
    ],
)
def test_a_figure_with_a_mark_is_what_the_mark_stands_for(
    cell: str, said: str, expected: tuple[int, int], tmp_path: Path
) -> None:
    assert grooming(read(tmp_path, f"{cell},46,0", said)) == [expected, (46, 46), (0, 0)]


@pytest.mark.parametrize(
    "said",
    ["0 = none", "* = fewer than 5", "Crimes fell to 0 in fewer than 5 areas"],
)
def test_a_zero_is_itself_where_nothing_says_otherwise(said: str, tmp_path: Path) -> None:
    assert grooming(read(tmp_path, "0,46,5", said)) == [(0, 0), (46, 46), (5, 5)]
