"""A whole and its parts are counted once, whatever calls them so; derived lines are told.

Every expected value is added up by hand from the drawing above it.
"""

from pathlib import Path

import pytest

from foistats.reading.file import read_reply
from foistats.records import Asked
from foistats.tables.totals.nesting import sums_among
from schemas.problem_codes import ProblemCode as P
from schemas.vocabulary import Basis
from tests.golden.documents.builders import build_csv
from tests.golden.tables.test_search import counts_of, read

# Each drawing with the counts of each period; sums of others are not among them.
ONCE = {
    "sub-totals above their parts": (
        """
        Offence | 2018/19 | 2019/20
        Violence | 402 | 431
        With injury | 301 | 290
        Without injury | 101 | 141
        Theft | 405 | 389
        Shoplifting | 301 | 300
        Bicycle theft | 104 | 89
        """,
        {"2018-04": [301, 101, 301, 104], "2019-04": [290, 141, 300, 89]},
    ),
    "sub-totals below their parts": (
        """
        Offence | 2018/19 | 2019/20
        With injury | 301 | 290
        Without injury | 101 | 141
        Violence | 402 | 431
        Shoplifting | 301 | 300
        Bicycle theft | 104 | 89
        Theft | 405 | 389
        """,
        {"2018-04": [301, 101, 301, 104], "2019-04": [290, 141, 300, 89]},
    ),
    "sub-totals together at the end, and a total without the word": (
        """
        Offence | 2018/19 | 2019/20
        With injury | 301 | 290
        Without injury | 101 | 141
        Shoplifting | 301 | 300
        Bicycle theft | 104 | 89
        Violence | 402 | 431
        Theft | 405 | 389
        Recorded crime | 807 | 820
        """,
        {"2018-04": [301, 101, 301, 104], "2019-04": [290, 141, 300, 89]},
    ),
    "a group of one line beside others": (
        """
        Offence | 2018/19 | 2019/20
        Violence | 402 | 431
        With injury | 301 | 290
        Without injury | 101 | 141
        Weapons | 57 | 83
        Possession of weapons | 57 | 83
        Theft | 405 | 389
        Shoplifting | 301 | 300
        Bicycle theft | 104 | 89
        """,
        {"2018-04": [301, 101, 57, 301, 104], "2019-04": [290, 141, 83, 300, 89]},
    ),
    "columns apart from their sums": (
        """
        Year | Homicide | Assault | Burglary | Theft | Violent crime | Property crime
        2015 | 41 | 330 | 140 | 250 | 371 | 390
        2016 | 37 | 329 | 142 | 254 | 366 | 396
        """,
        {"2015-01": [41, 330, 140, 250], "2016-01": [37, 329, 142, 254]},
    ),
    "one column, and a total that shows which lines are sums": (
        """
        Offence | 2018/19
        With injury | 34
        Without injury | 32
        Violent crime | 66
        Fraud | 9
        Theft | 23
        Total | 98
        """,
        {"2018-04": [34, 32, 9, 23]},
    ),
    "lettered parts": (
        """
        Offence | 2018/19
        Violence | 7
        (a) With injury | 5
        (b) Without injury | 2
        Theft | 4
        """,
        {"2018-04": [5, 2, 4]},
    ),
}


@pytest.mark.parametrize("case", ONCE.values(), ids=ONCE)
def test_a_whole_is_not_counted_beside_its_parts(
    case: tuple[str, dict[str, list[int]]], tmp_path: Path
) -> None:
    drawing, expected = case
    assert counts_of(read(drawing, tmp_path)) == expected


def test_small_numbers_that_add_up_in_one_column_are_counts(tmp_path: Path) -> None:
    drawing = "Offence | 2018/19\nRape | 2\nArson | 3\nFraud | 5\nTheft | 9\nAffray | 4"
    assert counts_of(read(drawing, tmp_path)) == {"2018-04": [2, 3, 5, 9, 4]}


def test_a_sum_that_accident_may_have_made_is_asked_about(tmp_path: Path) -> None:
    # 790 = 342 + 448, in one column of six lines: accident makes one in some thirty tables so.
    reading = read(
        """
        Offence | 2018/19
        Harassment | 342
        Stalking | 448
        Malicious acts | 790
        Fraud | 37
        Theft | 71
        Arson | 20
        """,
        tmp_path,
    )
    assert "it may be their total" in "".join(
        one.found for one in reading.problems if one.code is P.CELL_UNEXPLAINED
    )
    assert 790 not in counts_of(reading)["2018-04"]


def test_the_chance_of_a_sum_falls_with_each_column() -> None:
    one = [(42,), (48,), (90,), (37,)]
    three = [(42, 51, 60), (48, 12, 33), (90, 63, 93), (37, 7, 8)]
    assert sums_among(one, kin=lambda *_: False).sure == ()
    [find] = sums_among(three, kin=lambda *_: False).sure
    assert (find.head, find.parts) == (2, (0, 1))


def test_a_heading_that_names_its_parts_needs_less_proof() -> None:
    lines = [(342,), (448,), (790,), (37,), (90,), (11,)]
    assert not sums_among(lines, kin=lambda *_: False).sure
    assert sums_among(lines, kin=lambda *_: True).sure


# What is left out without a word for it, with the counts that stay.
DERIVED = {
    "a share of two neighbours": (
        """
        Offence | 2018/19 | 2019/20 | Proven
        Burglary | 80 | 19 | 24
        Robbery | 50 | 13 | 26
        Theft | 120 | 31 | 26
        Arson | 40 | 10 | 25
        """,
        {"2018-04": [80, 50, 120, 40], "2019-04": [19, 13, 31, 10]},
    ),
    "what adds up the lines before it": (
        """
        Offences in 2018/19 | |
        Offence | Offences | Added up
        Burglary | 80 | 80
        Robbery | 50 | 130
        Theft | 120 | 250
        Arson | 40 | 290
        """,
        {"2018-04": [80, 50, 120, 40]},
    ),
    "a rank": (
        """
        Offence | 2018/19 | Rank
        Burglary | 80 | 2
        Robbery | 50 | 3
        Theft | 120 | 1
        Arson | 40 | 4
        """,
        {"2018-04": [80, 50, 120, 40]},
    ),
}


@pytest.mark.parametrize("case", DERIVED.values(), ids=DERIVED)
def test_a_line_is_derived_by_its_figures_and_told(
    case: tuple[str, dict[str, list[int]]], tmp_path: Path
) -> None:
    drawing, expected = case
    reading = read(drawing, tmp_path)
    assert counts_of(reading) == expected
    assert P.LINE_LEFT_OUT in {one.code for one in reading.problems}


COUNTS = {
    "a total needs the lines that are worded as derived": (
        """
        Offence | 2018/19 | 2019/20
        Change of use offences | 8 | 19
        Percentage fraud | 12 | 13
        Burglary | 50 | 55
        Total | 70 | 87
        """,
        {"2018-04": [8, 12, 50], "2019-04": [19, 13, 55]},
    ),
    "no share is more than a hundred": (
        """
        Offence | 2018/19 | 2019/20
        Shared ownership (percentage) | 8 | 191
        Burglary | 50 | 55
        """,
        {"2018-04": [8, 50], "2019-04": [191, 55]},
    ),
}


@pytest.mark.parametrize("case", COUNTS.values(), ids=COUNTS)
def test_a_word_alone_leaves_nothing_out(
    case: tuple[str, dict[str, list[int]]], tmp_path: Path
) -> None:
    drawing, expected = case
    assert counts_of(read(drawing, tmp_path)) == expected


def test_what_only_a_word_calls_derived_is_asked_about(tmp_path: Path) -> None:
    drawing = "Offence | 2018/19 | 2019/20\nChange of use offences | 8 | 91\nBurglary | 50 | 55"
    reading = read(drawing, tmp_path)
    assert counts_of(reading) == {"2018-04": [50], "2019-04": [55]}
    [asked] = [one for one in reading.problems if one.code is P.CELL_UNEXPLAINED]
    assert asked.place == "csv!B2; csv!C2"
    # The sums lack it: they are not whole.
    assert len(reading.gaps) == 2


def test_a_total_that_does_not_add_up_names_the_line_that_would_make_it(tmp_path: Path) -> None:
    reading = read(
        """
        Offence | 2018/19
        With injury | 34
        Without injury | 32
        Violent crime | 71
        Fraud | 9
        Theft | 23
        Total | 98
        """,
        tmp_path,
    )
    [told] = [one for one in reading.problems if one.code is P.TOTAL_MISMATCH]
    # 34 + 32 + 9 + 23 = 98
    assert "without 'Violent crime' they come to it" in told.found


def test_a_line_left_out_is_named_beside_a_total_that_it_would_make(tmp_path: Path) -> None:
    reading = read(
        """
        Offence | 2018/19
        Theft | 30
        Burglary | 12
        of which: dwelling | 5
        Fraud | 9
        Total | 56
        """,
        tmp_path,
    )
    [told] = [one for one in reading.problems if one.code is P.TOTAL_MISMATCH]
    assert "with 'of which: dwelling', which is not counted" in told.found


def test_numbers_of_stations_label_nothing_where_names_tell_the_rows_apart(tmp_path: Path) -> None:
    heads = "Station ID | Station | 2019 | 2020\n"
    named = read(heads + "473041 | North | 31 | 7\n473060 | South | 12 | 8", tmp_path)
    assert [one.labels for one in named.observations] == [("North",)] * 2 + [("South",)] * 2
    alike = read(heads + "473041 | North | 31 | 7\n473060 | North | 12 | 8", tmp_path)
    assert len({one.labels for one in alike.observations}) == 2


def test_no_over_the_numbers_of_lines_counts_nothing(tmp_path: Path) -> None:
    reading = read(
        """
        Offences recorded in 2019 | | | |
         | | Robbery | | Theft
        No | Area | Business | Personal | Shops
        1 | North | 31 | 12 | 90
        2 | South | 12 | 40 | 31
        3 | East | 5 | 17 | 8
        """,
        tmp_path,
    )
    assert counts_of(reading) == {"2019-01": [31, 12, 90, 12, 40, 31, 5, 17, 8]}


def test_a_count_that_one_total_bears_out_and_another_contradicts_is_not_proved(
    tmp_path: Path,
) -> None:
    path = build_csv(
        tmp_path / "r.csv",
        [
            ["Offence", "2020/21", "2021/22", "Total"],
            ["Stalking", 100, 120, 220],
            ["Harassment", 200, 210, 410],
            ["Total", 300, 340, 640],
        ],
    )
    reading = read_reply(path, Asked(force_ids=("dorset",)))
    bases = {o.count.low: o.basis for o in reading.observations}
    # 120 + 210 are 330; the rows come out, and so does the first column.
    assert bases == {
        100: Basis.PROVED,
        200: Basis.PROVED,
        120: Basis.AGREED,
        210: Basis.AGREED,
    }
