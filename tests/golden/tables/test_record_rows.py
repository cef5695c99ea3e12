"""Lists of records: rows that are no records, records on several rows, and periods in part.

All expected counts are those of the rows drawn here.
"""

import time
from dataclasses import replace
from datetime import date, timedelta

import pytest

from foistats.documents.model import Value
from schemas.problem_codes import ProblemCode as P
from schemas.vocabulary import Concern
from tests.golden.tables.test_record_columns import (
    ALL,
    BURGLARIES,
    CRIMES,
    HEAD,
    answered,
    counts,
    read,
)

VICTIMS: list[list[Value]] = [
    ["Crime number", "Date recorded", "Offence", "Victim number"],
    ["C1", date(2019, 5, 11), "Burglary", 1],
    ["C1", date(2019, 5, 11), "Burglary", 2],
    ["C2", date(2019, 6, 13), "Burglary", 1],
    ["C3", date(2020, 7, 15), "Burglary", 1],
]


def test_one_crime_on_several_rows_is_a_question() -> None:
    reading = read(VICTIMS)
    assert counts(reading) == {}
    (heading,) = reading.headings
    assert heading.words == ("each 'Crime number' counted once", "every row counted")
    once = read(VICTIMS, answered(reading, Concern.ASKED, Concern.OTHER))
    assert (counts(once), once.headings) == ({"2019/20": 2, "2020/21": 1}, ())
    every = read(VICTIMS, answered(reading, Concern.OTHER, Concern.ASKED))
    assert counts(every) == {"2019/20": 3, "2020/21": 1}


def test_a_number_with_two_offences_is_one_record_of_each() -> None:
    rows = [*VICTIMS, ["C2", date(2019, 6, 13), "Theft", 1]]
    rows[3:3] = [["C4", date(2019, 6, 13), "Theft", 1], ["C4", date(2019, 6, 13), "Burglary", 1]]
    reading = read(rows)
    once = read(rows, answered(reading, Concern.ASKED, Concern.OTHER))
    assert counts(once) == {"2019/20": 3, "2020/21": 1}


def test_every_record_twice_is_a_question() -> None:
    assert counts(read([HEAD, *[row for row in CRIMES for _ in (1, 2)]])) == {}


def test_rows_without_numbers_are_repeated_only_where_accident_hardly_repeats_them() -> None:
    head: list[Value] = ["Date recorded", "Offence", "Street"]
    rows: list[list[Value]] = [
        [date(2019, 4, 2) + timedelta(days=6 * n), "Burglary", f"{n} High Street"]
        for n in range(60)
    ]
    assert counts(read([head, *rows])) == {"2019/20": 60}
    reading = read([head, *rows, rows[7]])
    assert counts(reading) == {}
    assert [one.words[0] for one in reading.headings] == ["each row that is repeated counted once"]
    # A few streets and a few days: two burglaries agree in both by accident.
    alike: list[list[Value]] = [
        [date(2019, 4, 2) + timedelta(days=18 * (n % 20)), "Burglary", f"{n % 7} High Street"]
        for n in range(60)
    ]
    assert counts(read([head, *alike, alike[7]])) == {"2019/20": 61}


@pytest.mark.parametrize(
    "foot", [["Total", 5, None], ["Total", None, 5], ["Total: 5", None, None], [5, None, None]]
)
def test_a_total_at_the_foot_is_no_record(foot: list[Value]) -> None:
    assert counts(read([HEAD, *CRIMES, foot])) == ALL


@pytest.mark.parametrize("foot", [["Total", 7, None], ["Total: 7", None, None]])
def test_a_total_that_is_not_the_number_of_rows_is_a_problem(foot: list[Value]) -> None:
    reading = read([HEAD, *CRIMES, foot])
    assert counts(reading) == {}
    (problem,) = reading.problems
    assert (problem.code, "prints 7" in problem.found) == (P.TOTAL_MISMATCH, True)


def test_headings_that_come_again_blank_rows_and_numbers_of_lines_are_no_records() -> None:
    assert counts(read([HEAD, *CRIMES[:2], HEAD, *CRIMES[2:]])) == ALL
    assert counts(read([HEAD, *CRIMES[:2], [None] * 3, *CRIMES[2:]])) == ALL
    numbered: list[list[Value]] = [[n, *row] for n, row in enumerate(CRIMES, 1)]
    for title in ("Row", "No", None):
        assert counts(read([[title, *HEAD], *numbered])) == ALL


def test_a_row_without_marks_goes_on_with_a_list() -> None:
    rows = [[*row, "N/A" if n < 3 else "Closed"] for n, row in enumerate(CRIMES)]
    assert (
        counts(read([[*HEAD, "Status"], *rows])) == ALL
        or counts(read([[*HEAD, "Ward"], *rows])) == ALL
    )


@pytest.mark.parametrize("title", ["No. of offences", "Count", "Number of crimes"])
def test_a_column_that_counts_is_summed(title: str) -> None:
    rows = [[*row[1:], n] for row, n in zip(CRIMES, (1, 2, 1, 4, 1), strict=True)]
    reading = read([["Date recorded", "Offence", title], *rows])
    assert counts(reading) == {"2019/20": 4, "2020/21": 5}


@pytest.mark.parametrize("title", ["No. of burglaries", "Crimes", "Crime count"])
def test_a_column_that_counts_what_was_asked_is_summed_beside_references(title: str) -> None:
    rows = [[*row, n] for row, n in zip(CRIMES, (1, 2, 1, 4, 1), strict=True)]
    reading = read([[*HEAD, title], *rows])
    assert (counts(reading), reading.headings) == ({"2019/20": 4, "2020/21": 5}, ())


NUMBERS = (1, 1, 1, 30, 1)


@pytest.mark.parametrize(
    "title",
    ["Number of items", "No. of victims", "Suspects", "Total vehicles", "Victim count", "Value"],
)
@pytest.mark.parametrize("first", [0, 1])
def test_numbers_of_something_that_a_record_has_count_no_records(title: str, first: int) -> None:
    rows = [[*row[first:], n] for row, n in zip(CRIMES, NUMBERS, strict=True)]
    reading = read([[*HEAD[first:], title], *rows])
    assert (counts(reading), reading.headings, reading.problems) == (ALL, (), ())


@pytest.mark.parametrize("title", ["Quantity", "Number", "No. of attempts", "No. of robberies"])
@pytest.mark.parametrize("first", [0, 1])
def test_whether_an_open_column_counts_records_is_one_question(title: str, first: int) -> None:
    rows = [[*row[first:], n] for row, n in zip(CRIMES, NUMBERS, strict=True)]
    cells: list[list[Value]] = [[*HEAD[first:], title], *rows]
    reading = read(cells)
    assert counts(reading) == {}
    (heading,) = reading.headings
    assert heading.words == ("each row counted as one", f"each row counted by its {title!r}")
    as_one = answered(reading, Concern.ASKED, Concern.OTHER)
    assert counts(read(cells, as_one)) == ALL
    by_number = answered(reading, Concern.OTHER, Concern.ASKED)
    assert counts(read(cells, by_number)) == {"2019/20": 3, "2020/21": 31}


def test_an_open_column_of_ones_is_no_question() -> None:
    reading = read([[*HEAD, "Quantity"], *([*row, 1] for row in CRIMES)])
    assert (counts(reading), reading.headings) == (ALL, ())


def test_persons_are_summed_where_they_were_asked_about() -> None:
    victims = replace(BURGLARIES, title="Victims of burglary", unit="victims")
    rows = [[*row[1:], n] for row, n in zip(CRIMES, NUMBERS, strict=True)]
    reading = read([["Date recorded", "Offence", "Number of victims"], *rows], victims)
    assert counts(reading) == {"2019/20": 3, "2020/21": 31}


PERSONS = ["Suspect ID", "Victim ref", "Offender URN", "Custody number", "Name of victim"]


@pytest.mark.parametrize("title", PERSONS)
def test_rows_that_only_persons_tell_apart_are_a_question(title: str) -> None:
    rows = [[f"P{n}", *row[1:]] for n, row in enumerate(CRIMES)]
    cells: list[list[Value]] = [[title, *HEAD[1:]], *rows]
    reading = read(cells)
    assert (counts(reading), len(reading.headings)) == ({}, 1)
    assert counts(read(cells, answered(reading, Concern.ASKED))) == ALL
    assert counts(read(cells, answered(reading, Concern.OTHER))) == {}


@pytest.mark.parametrize("title", PERSONS)
def test_persons_beside_the_number_of_each_crime_are_no_question(title: str) -> None:
    rows = [[*row, f"P{n}"] for n, row in enumerate(CRIMES)]
    reading = read([[*HEAD, title], *rows])
    assert (counts(reading), reading.headings, reading.problems) == (ALL, (), ())


def test_rows_of_persons_are_what_was_asked_where_persons_were() -> None:
    victims = replace(BURGLARIES, title="Victims of burglary", unit="victims")
    rows = [[f"P{n}", *row[1:]] for n, row in enumerate(CRIMES)]
    assert counts(read([["Victim ref", *HEAD[1:]], *rows], victims)) == ALL


def test_days_that_end_years_count_nothing_by_themselves() -> None:
    rows: list[list[Value]] = [[date(year, 3, 31), "Burglary", 40] for year in (2019, 2020, 2021)]
    assert counts(read([["Date", "Offence", "Count"], *rows])) == {}


@pytest.mark.parametrize("day", [None, "31/02/2020", date(1900, 1, 1), date(2022, 7, 5)])
def test_a_record_of_no_day_that_can_be_leaves_all_periods_open(day: Value) -> None:
    reading = read([HEAD, *CRIMES, ["C6", day, "Burglary"]])
    assert counts(reading) == {}
    assert {one.code for one in reading.problems} == {P.PERIOD_AMBIGUOUS}


def daily(first: date, *, days: int, every: int = 1) -> list[list[Value]]:
    return [
        [f"{first.year}-{n}", first + timedelta(days=n), "Burglary"] for n in range(0, days, every)
    ]


def test_a_list_that_ends_within_a_year_is_a_question_about_that_year() -> None:
    rows = [HEAD, *daily(date(2019, 4, 1), days=366), *daily(date(2020, 4, 1), days=183)]
    reading = read(rows)
    assert counts(reading) == {"2019/20": 366}
    (heading,) = reading.headings
    assert heading.words == ("2020/21 with rows from 2020-04-01 to 2020-09-30 only",)
    whole = read(rows, answered(reading, Concern.ASKED))
    assert counts(whole) == {"2019/20": 366, "2020/21": 183}
    assert counts(read(rows, answered(reading, Concern.PART))) == {"2019/20": 366}


def test_a_season_of_each_year_is_no_part_of_a_list() -> None:
    rows = [HEAD, *daily(date(2019, 4, 1), days=100), *daily(date(2020, 4, 1), days=100)]
    assert counts(read(rows)) == {"2019/20": 100, "2020/21": 100}


def test_a_list_that_says_what_it_covers_is_of_that() -> None:
    title: list[Value] = ["Burglaries from 1 April to 30 September 2020", None, None]
    rows = [title, HEAD, *daily(date(2020, 4, 1), days=183)]
    assert counts(read(rows)) == {"Apr–Sep 2020": 183}


def test_months_without_a_row_are_not_zero() -> None:
    months = replace(BURGLARIES, period_kind=None)
    assert counts(read([HEAD, *CRIMES], months)) == {
        "May 2019": 1,
        "June 2019": 1,
        "July 2019": 1,
        "May 2020": 1,
        "June 2020": 1,
    }


def test_records_above_the_headings_leave_a_list_open() -> None:
    reading = read([*CRIMES[:3], HEAD, *CRIMES[3:]])
    assert counts(reading) == {}
    assert reading.problems != ()


def test_ten_thousand_rows_take_a_few_seconds() -> None:
    rows: list[list[Value]] = [[*HEAD, "Status", "Street"]]
    rows += [
        [
            f"N{n}",
            date(2018, 4, 1) + timedelta(days=n % 1461),
            "Burglary",
            "Filed",
            f"{n % 400} Way",
        ]
        for n in range(10_000)
    ]
    began = time.process_time()
    found = counts(read(rows))
    # About one second and a half; each step looks at a row once.
    assert time.process_time() - began < 15
    # 10,000 is six times 1,461 days, of which the first 365 are 2018/19, and 1,234 more.
    assert found == {
        "2018/19": 7 * 365,
        "2019/20": 7 * 366,
        "2020/21": 7 * 365,
        "2021/22": 6 * 365 + 1234 - 365 - 366 - 365,
    }


@pytest.mark.parametrize("again", [True, False], ids=["headings again", "no headings again"])
def test_a_list_under_a_line_for_each_year_is_never_read_in_part(again: bool) -> None:
    """Two crimes stand under 2019 and three under 2020; the last group alone is no answer."""
    head: list[Value] = ["Crime number", "Date recorded", "Offence"]
    rows: list[list[Value]] = [
        ["2019", None, None],
        head,
        ["C1", date(2019, 4, 3), "Burglary"],
        ["C2", date(2019, 8, 5), "Burglary"],
        ["2020", None, None],
        *([head] if again else []),
        ["C3", date(2020, 1, 10), "Burglary"],
        ["C4", date(2020, 8, 5), "Burglary"],
        ["C5", date(2020, 9, 6), "Burglary"],
    ]
    reading = read(rows)
    assert counts(reading) in ({}, {"2019/20": 3, "2020/21": 2})
    assert reading.problems or counts(reading)
