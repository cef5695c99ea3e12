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
    "a group of one part, where words name the other sums": (
        """
        Offences recorded in 2018/19 | |
        Offence | Small | Large
        Theft offences | |
        Burglary | 180 | 73
        Shoplifting | 184 | 66
        All theft offences | 364 | 139
        Weapons | |
        Possession of weapons offences | 180 | 23
        Weapons | 180 | 23
        Sexual offences | |
        Rape | 75 | 116
        Other sexual offences | 101 | 137
        All sexual offences | 176 | 253
        """,
        {"2018-04": [180, 73, 184, 66, 180, 23, 75, 116, 101, 137]},
    ),
    "a group of one part, its sum apart from it and in the total": (
        """
        Offence | 2018/19 | 2019/20
        Possession of weapons offences | 131 | 52
        Rape | 0 | 151
        Other sexual offences | 0 | 146
        Weapons | 131 | 52
        Sexual offences | 0 | 297
        Recorded crime | 131 | 349
        """,
        {"2018-04": [131, 0, 0], "2019-04": [52, 151, 146]},
    ),
    "columns called as the heading that spans them": (
        """
        Offences in 2018/19 | | | | |
         | Robbery | | Weapons | |
        Offence | Robbery | Business | Possession | Weapons | Fraud
        Affray | 31 | 31 | 42 | 42 | 8
        Arson | 18 | 18 | 57 | 57 | 3
        """,
        {"2018-04": [31, 42, 8, 18, 57, 3]},
    ),
    "sums that leave no line over, in small figures": (
        """
        Offence | 2018/19 | 2019/20
        Theft | 35 | 45
        Burglary | 3 | 2
        Vehicles | 18 | 5
        Persons | 14 | 2
        Bicycles | 0 | 17
        Shops | 0 | 19
        Violence | 27 | 30
        Homicide | 9 | 0
        Injury | 0 | 15
        Assault | 14 | 0
        Stalking | 4 | 15
        Drugs | 1 | 29
        Trafficking | 0 | 18
        Possession | 1 | 11
        """,
        {
            "2018-04": [3, 18, 14, 0, 0, 9, 0, 14, 4, 0, 1],
            "2019-04": [2, 5, 2, 17, 19, 0, 15, 0, 15, 18, 11],
        },
    ),
    "a sign alone under the headings": (
        """
        Offences in 2018/19 | | |
        Offence | Small | Large | Percentage
         | Number | Number | %
        Arson | 41 | 12 | 28
        Theft | 62 | 35 | 52
        Fraud | 9 | 29 | 20
        Kent | 112 | 76 | 100
        """,
        {"2018-04": [41, 12, 62, 35, 9, 29]},
    ),
    "the total first, and each group's name alone above its lines": (
        """
        Offence | 2018/19 | 2019/20
        TOTAL | 171 | 140
        Robbery | |
        Of business | 61 | 40
        Of persons | 40 | 29
        Fraud | |
        Online | 51 | 60
        By post | 19 | 11
        """,
        {"2018-04": [61, 40, 51, 19], "2019-04": [40, 29, 60, 11]},
    ),
    "sums below the lines that are set in": (
        """
        Offence | 2018/19 | 2019/20
        - - Rape | 152 | 21
        - - Assault | 40 | 286
        - Sexual | 192 | 307
        - Homicide | 7 | 15
        Violence | 199 | 322
        - Burglary | 224 | 3
        - Shops | 171 | 246
        Theft | 395 | 249
        """,
        {"2018-04": [152, 40, 7, 224, 171], "2019-04": [21, 286, 15, 3, 246]},
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


TWINS = {
    "in one column": """
        Offence | 2018/19
        Weapons | 146
        Theft | 38
        Possession | 146
        """,
    "beside blanks that a total would hold": """
        Offence | 2018/19 | 2019/20
        Homicide | | 55
        Arson | | 0
        Fraud | | 0
        Kent | 0 | 55
        """,
    "called as its group, in small figures": """
        Offences in 2018/19 | |
         | Robbery | | Fraud
        Offence | Robbery | Of business | Online
        Affray | 2 | 2 | 1
        """,
}


@pytest.mark.parametrize("drawing", TWINS.values(), ids=TWINS)
def test_a_figure_that_comes_again_may_be_a_sum_of_one_part(drawing: str, tmp_path: Path) -> None:
    reading = read(drawing, tmp_path)
    asked = [one.found for one in reading.problems if one.code is P.CELL_UNEXPLAINED]
    assert len(asked) == 1
    assert "it may be their total" in asked[0]


def test_small_lines_that_are_alike_are_counts(tmp_path: Path) -> None:
    drawing = (
        "Offence | 2018/19 | 2019/20\nRape | 2 | 1\nArson | 3 | 4\nFraud | 2 | 1\nTheft | 9 | 8"
    )
    assert counts_of(read(drawing, tmp_path)) == {"2018-04": [2, 3, 2, 9], "2019-04": [1, 4, 1, 8]}


def test_a_column_that_breaks_the_sums_of_the_others_is_asked_about(tmp_path: Path) -> None:
    # Kent is the sum of the other lines in each year; 31 is not 12 + 40 + 29.
    reading = read(
        """
        Offence | 2018/19 | 2019/20 | Score
        Arson | 411 | 120 | 12
        Theft | 622 | 353 | 40
        Fraud | 97 | 295 | 29
        Kent | 1130 | 768 | 31
        """,
        tmp_path,
    )
    assert counts_of(reading) == {"2018-04": [411, 622, 97], "2019-04": [120, 353, 295]}
    [asked] = [one for one in reading.problems if one.code is P.CELL_UNEXPLAINED]
    assert "'Score' doesn't add up where the lines beside it do" in asked.found


def test_a_column_that_may_give_sums_of_another_is_asked_about(tmp_path: Path) -> None:
    # 16 is 11 + 5, once only: accident does so in one of eight tables, either way round.
    reading = read(
        """
        Offences in 2018/19 | |
        Area | Persons | Distress
        North | 16 | 11
        South | 16 | 5
        East | 0 | 0
        West | 0 | 0
        """,
        tmp_path,
    )
    assert counts_of(reading) == {"2018-04": [11, 5, 0, 0]}
    [asked] = [one for one in reading.problems if one.code is P.CELL_UNEXPLAINED]
    assert "it may be their total" in asked.found


def test_noughts_in_a_row_are_no_sums_of_noughts(tmp_path: Path) -> None:
    drawing = """
        Offences in 2018/19 | | |
         | Affray | Weapons |
        Area | Affray | Total | Possession
        North | 16 | 0 | 0
        South | 24 | 0 | 0
        East | 37 | 15 | 15
        West | 50 | 0 | 0
        Coast | 33 | 0 | 0
        """
    counts = [16, 0, 24, 0, 37, 15, 50, 0, 33, 0]
    assert counts_of(read(drawing, tmp_path)) == {"2018-04": counts}


def test_the_heading_of_a_running_total_says_nothing_of_the_year(tmp_path: Path) -> None:
    drawing = """
        Offences in 2018/19 | |
        Offence | Offences | To date
        Burglary | 80 | 80
        Robbery | 50 | 130
        Theft | 120 | 250
        Arson | 40 | 290
        """
    assert counts_of(read(drawing, tmp_path)) == {"2018-04": [80, 50, 120, 40]}


def test_sums_are_found_where_each_year_hides_a_count(tmp_path: Path) -> None:
    # 1007 is 604 + 400 + 3, 3 being hidden; 904 is 502 + 401 + 1.
    reading = read(
        """
        Offence | 2018/19 | 2019/20
        Violence | 1007 | 904
        With injury | 604 | 502
        Without injury | 400 | 401
        Homicide | <5 | <5
        Theft | 51 | 45
        """,
        tmp_path,
    )
    assert counts_of(reading) == {"2018-04": [604, 400, 0, 51], "2019-04": [502, 401, 0, 45]}


def test_a_total_of_one_total_is_no_breakdown_beside_it(tmp_path: Path) -> None:
    reading = read(
        """
        Offence | 2018/19 | 2019/20
        Fraud | 511 | 276
        All fraud | 511 | 276
        Arson | 0 | 0
        Total of fraud and arson | 511 | 276
        """,
        tmp_path,
    )
    assert len({one.table for one in reading.observations}) == 1
    assert counts_of(reading) == {"2018-04": [511, 0], "2019-04": [276, 0]}


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
    "what adds up the months, and has no total": (
        """
        Month | Burglary | Theft | Built up
        Jan-19 | 127 | 216 | 343
        Feb-19 | 105 | 276 | 724
        Mar-19 | 258 | 95 | 1077
        Total | 490 | 587 |
        """,
        {"2019-01": [127, 216], "2019-02": [105, 276], "2019-03": [258, 95]},
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


MEASURES = {
    "rows": (
        """
        Area | Basis | 2019 | 2020
        North | Actual | 20793 | 331
         | Estimated | 20949 | 332
        South | Actual | 1220 | 31
         | Estimated | 1291 | 33
        """,
        {"2019-01": 20793 + 1220, "2020-01": 331 + 31},
    ),
    "columns": (
        """
        Offence | Offences 2019 | Estimated offences 2019
        Arson | 952 | 1751
        Fraud | 2052 | 4149
        """,
        {"2019-01": 952 + 2052},
    ),
    "lower headings": (
        """
         | 2019 | 2019 | 2020 | 2020
        Offence | Actual | Target | Actual | Target
        Burglary | 20793 | 20000 | 210 | 200
        Arson | 331 | 300 | 34 | 30
        """,
        {"2019-01": 20793 + 331, "2020-01": 210 + 34},
    ),
}


@pytest.mark.parametrize("case", MEASURES.values(), ids=MEASURES)
def test_figures_that_were_come_by_in_two_ways_are_never_added(
    case: tuple[str, dict[str, int]], tmp_path: Path
) -> None:
    drawing, first = case
    sums: dict[str, dict[str, int]] = {}
    for one in read(drawing, tmp_path).observations:
        of_table = sums.setdefault(one.table, {})
        start = one.period.start.isoformat()[:7]
        of_table[start] = of_table.get(start, 0) + (one.count.low or 0)
    assert len(sums) == 2
    assert next(iter(sums.values())) == first


@pytest.mark.parametrize(
    "title",
    [
        "Offences (£000s)",
        "Offences (x1000)",
        "Numbers in 1,000s",
        "Offences per 1,000 people",
        "£m",
        "Thousands",
        "Offences, in thousands",
    ],
)
def test_a_caption_that_scales_its_figures_leaves_no_counts(title: str, tmp_path: Path) -> None:
    reading = read(f"{title}\nOffence | 2018/19 | 2019/20\nTheft | 22 | 24", tmp_path)
    assert reading.observations == ()
    assert [one.code for one in reading.problems] == [P.LAYOUT_UNCLEAR]


def test_a_heading_that_scales_one_column_says_nothing_of_the_others(tmp_path: Path) -> None:
    drawing = "Offence | Offences 2018/19 | Loss (£000s)\nTheft | 22 | 24\nArson | 13 | 1"
    assert counts_of(read(drawing, tmp_path)) == {"2018-04": [22, 13]}


# Each drawing with what is said of its total, worked out by hand.
EXPLAINED = {
    "an average that the total adds in": (
        """
        Offence | 2018/19 | 2019/20 | Average | Total
        Theft | 30 | 20 | 25 | 75
        Fraud | 9 | 4 | 7 | 20
        """,
        "with 'Average', which is not counted, they come to it",  # 30 + 20 + 25, 9 + 4 + 7
    ),
    "a part in brackets": (
        "Offence | 2018/19\nTheft | 30\n(including burglary) | 12\nFraud | 9\nTotal | 51",
        "with '(including burglary)', which is not counted",  # 30 + 12 + 9
    ),
    "a sub-total that is wrong itself": (
        """
        Offence | 2018/19
        1 Violence | 7
        1.1 With injury | 5
        1.2 Without injury | 3
        2 Theft | 4
        Total | 11
        """,
        "with '1 Violence' in place of its parts",  # 7 + 4
    ),
    "sub-totals added to their parts": (
        """
        Offence | 2018/19
        Theft | 30
        Burglary | 12
        Sub-total of theft | 42
        Fraud | 9
        Arson | 3
        Sub-total of others | 12
        Total | 108
        """,
        "with 'Sub-total of theft', 'Sub-total of others' added to their own parts",  # 54 + 54
    ),
    "a total of the last lines": (
        "Offence | 2018/19\nTheft | 30\nRape | 12\nFraud | 19\nArson | 8\nAffray | 5\nTotal | 32",
        "'Affray' to 'Fraud' alone come to it",  # 5 + 8 + 19
    ),
    "a column in which nothing adds up": (
        """
        Offence | 2018/19 | 2019/20 | Severity
        Theft | 30 | 21 | 5
        Burglary | 12 | 33 | 9
        Sub-total | 42 | 54 | 7
        Fraud | 9 | 40 | 3
        Arson | 4 | 9 | 1
        Sub-total | 13 | 49 | 2
        """,
        "no total comes out here, and all beside it do",
    ),
    "digits that changed places": (
        "Offence | 2018/19\nTheft | 30\nBurglary | 12\nFraud | 9\nTotal | 15",
        "no line that is left out or counted twice explains it",  # 51
    ),
}


@pytest.mark.parametrize("case", EXPLAINED.values(), ids=EXPLAINED)
def test_a_total_that_is_wrong_says_what_would_make_it(
    case: tuple[str, str], tmp_path: Path
) -> None:
    drawing, said = case
    told = [one.found for one in read(drawing, tmp_path).problems if one.code is P.TOTAL_MISMATCH]
    assert any(said in found for found in told), told


def test_a_total_that_counts_a_line_and_its_parts_is_no_proof(tmp_path: Path) -> None:
    # 2065 is 1007 + 604 + 403 + 51, and 1007 is 604 + 403; so in the other years.
    reading = read(
        """
        Offence | 2018/19 | 2019/20 | 2020/21
        Violence | 1007 | 904 | 811
        With injury | 604 | 503 | 402
        Without injury | 403 | 401 | 409
        Theft | 51 | 45 | 12
        Total | 2065 | 1853 | 1634
        """,
        tmp_path,
    )
    [asked] = [one.found for one in reading.problems if one.code is P.CELL_UNEXPLAINED]
    assert "'Violence' comes to the sum of 'With injury' to 'Without injury'" in asked


def sums_of(lines: list[tuple[int, ...]], slack: list[tuple[int, ...]] | None = None) -> set:
    found = sums_among(lines, kin=lambda *_: False, slack=slack or ())
    return {(find.head, find.parts) for find in found.sure}


def test_a_line_between_a_total_and_its_parts_is_their_sum() -> None:
    # Two groups above their lines; two lines of the first are groups of one line; a total of all.
    lines = [
        (56, 21, 42, 15),
        *[(30, 13, 0, 0)] * 2,
        *[(10, 0, 16, 10)] * 2,
        (16, 8, 26, 5),
        (29, 45, 27, 43),
        (0, 18, 0, 0),
        (24, 5, 13, 30),
        (5, 22, 14, 13),
        (85, 66, 69, 58),
    ]
    groups = {(0, (1, 3, 5)), (1, (2,)), (3, (4,)), (6, (7, 8, 9))}
    # 85 is 30 + 10 + 16 + 29, too: the total comes to the parts of the first group as well.
    assert sums_of(lines) == {*groups, (10, (0, 6))}


def test_a_group_of_one_hidden_count_shows_in_the_sum_above_it() -> None:
    # 21 is 1 + 20, where the 1 is hidden in the line and in the group that it alone makes.
    lines = [
        (36, 78, 21, 18),
        *[(13, 0, 0, 0)] * 2,
        (23, 78, 20, 18),
        (5, 40, 12, 18),
        (18, 38, 8, 0),
        (41, 12, 40, 22),
        (12, 4, 26, 0),
        (29, 8, 14, 22),
    ]
    hidden, exact = (0, 0, 4, 0), (0, 0, 0, 0)
    slack = [exact, hidden, hidden, *[exact] * 6]
    assert sums_of(lines, slack) == {(0, (1, 3)), (1, (2,)), (3, (4, 5)), (6, (7, 8))}


def test_among_sums_a_line_that_repeats_the_one_before_it_is_asked_about() -> None:
    lines = [(93, 101), (54, 54), (29, 30), (25, 24), (39, 43), (22, 19), (17, 24), (0, 4), (0, 4)]
    found = sums_among(lines, kin=lambda *_: False)
    assert [(find.head, find.parts) for find in found.doubted] == [(7, (8,))]
    # Where nothing else is a sum, four twice are two counts.
    assert not sums_among([(9, 31), (0, 4), (0, 4), (7, 2)], kin=lambda *_: False).doubted
