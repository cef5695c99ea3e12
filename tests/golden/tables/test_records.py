"""Lists of records: each row counts one; when and what it was are held against the request.

The expected counts were made by counting the rows drawn here.
"""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime

import pytest

from foistats.documents.model import Document, Grid, Value
from foistats.naming.periods import label_of
from foistats.naming.spelling import fold
from foistats.reading.file import read_cells
from foistats.records import Asked, DocumentReading, HeadingMeaning
from schemas.problem_codes import ProblemCode as P
from schemas.vocabulary import Concern, PeriodKind

YEARS = Asked(force_ids=("dorset",), unit="offences", period_kind=PeriodKind.CALENDAR_YEAR)
BURGLARY = replace(YEARS, title="Burglary offences")
HEAD: list[Value] = ["Crime ref", "Date reported", "Offence", "Outcome"]
CRIMES: list[list[Value]] = [
    ["A101", date(2018, 4, 3), "Burglary", "Charged"],
    ["A102", date(2018, 5, 4), "Robbery", "No suspect"],
    ["A103", date(2019, 6, 5), "Burglary", "No suspect"],
    ["A104", date(2019, 7, 6), "Burglary", "Charged"],
]


def read(rows: list[list[Value]], asked: Asked = YEARS) -> DocumentReading:
    return read_cells(Document([Grid("Sheet1", rows)]), asked=asked, name="reply.xlsx")


def counts(reading: DocumentReading) -> dict[str, int]:
    found: Counter[str] = Counter()
    for one in reading.observations:
        if one.concern in (Concern.ASKED, Concern.BREAKDOWN):
            found[label_of(one.period)] += one.count.low or 0
    return dict(found)


def test_records_of_another_offence_are_not_counted() -> None:
    reading = read([HEAD, *CRIMES], BURGLARY)
    assert counts(reading) == {"2018": 1, "2019": 2}
    assert [one.found for one in reading.problems] == ["'Robbery'"]


def test_records_above_the_first_word_for_none_are_records_too() -> None:
    assert counts(read([HEAD, *CRIMES])) == {"2018": 2, "2019": 2}


def test_a_list_that_does_not_say_what_it_lists_is_one_question() -> None:
    rows: list[list[Value]] = [["uid", "incident_date", "district"]]
    rows += [[f"X{n}", date(2018, n, 3), f"D{n % 2}"] for n in range(1, 7)]
    reading = read(rows, BURGLARY)
    (heading,) = reading.headings
    assert heading.words == ("uid | incident_date | district",)
    assert counts(reading) == {}
    said = {fold(heading.words[0]): HeadingMeaning(Concern.ASKED)}
    assert counts(read(rows, replace(BURGLARY, headings=said))) == {"2018": 6}
    said = {fold(heading.words[0]): HeadingMeaning(Concern.OTHER)}
    assert counts(read(rows, replace(BURGLARY, headings=said))) == {}


def test_a_caption_says_what_a_list_lists() -> None:
    rows: list[list[Value]] = [["Burglary", None, None], ["uid", "incident_date", "district"]]
    rows += [[f"X{n}", date(2018, n, 3), f"D{n % 2}"] for n in range(1, 7)]
    reading = read(rows, BURGLARY)
    assert (reading.headings, counts(reading)) == ((), {"2018": 6})


def test_the_minute_of_each_row_says_that_it_is_a_record() -> None:
    rows: list[list[Value]] = [["DTRECD", "Year", "Month", "Task"]]
    rows += [[datetime(2018, n, 3, 8, n), 2018, n, "Rats"] for n in range(1, 7)]
    assert counts(read(rows)) == {"2018": 6}
    # A day without its minute, in a column whose title says nothing of time, may be anything.
    days = [[row[0].date() if isinstance(row[0], datetime) else row[0], row[3]] for row in rows]
    assert counts(read([["DTRECD", "Task"], *days[1:]])) == {}


def test_a_year_that_is_another_than_the_day_says_leaves_records_open() -> None:
    rows: list[list[Value]] = [["year", "incident_date", "place"]]
    rows += [[2018, date(2018, n, 3), "here"] for n in range(1, 6)]
    assert counts(read(rows)) == {"2018": 5}
    reading = read([*rows, [2018, date(2019, 1, 1), "here"]])
    assert reading.observations == ()
    (problem,) = reading.problems
    assert (problem.code, "'year' and 'incident_date'" in problem.found) == (P.NO_PERIOD, True)


@pytest.mark.parametrize(
    ("moment", "period"),
    [
        ("2018-12-31T23:30:00+00:00", "December 2018"),
        ("2018-07-31T23:30:00+00:00", "August 2018"),
        ("2018-07-31T22:30:00Z", "July 2018"),
        ("2018-08-01T00:30:00+01:00", "August 2018"),
        ("2018-08-01T00:30:00+02:00", "July 2018"),
        ("2018-03-25T23:30:00Z", "March 2018"),
    ],
)
def test_a_moment_is_on_the_day_that_it_was_in_the_uk(moment: str, period: str) -> None:
    rows: list[list[Value]] = [["Incident ref", "Date", "Type"]]
    rows += [[f"B10{n}", "2018-10-02T12:00:00Z", "Search"] for n in range(4)]
    months = replace(YEARS, period_kind=PeriodKind.MONTH)
    found = counts(read([*rows, ["B199", moment, "Search"]], months))
    assert found == {"October 2018": 4, period: 1}


def test_columns_that_nobody_fills_in_count_nothing() -> None:
    rows = [[*row, None] for row in CRIMES]
    reading = read([[*HEAD, "Operation name"], *rows])
    assert counts(reading) == {"2018": 2, "2019": 2}


def test_coordinates_divide_no_records() -> None:
    rows: list[list[Value]] = [["Incident ref", "Date", "Type", "Latitude"]]
    rows += [[f"B10{n}", date(2018, n, 2), "Search", 50.71 + n % 2] for n in range(1, 7)]
    assert {one.labels for one in read(rows).observations} == {("Search",)}


BURGLARIES: list[list[Value]] = [
    ["Crime number", "Date recorded", "Offence"],
    *([f"C{n}", f"0{n}/05/{2017 + n}", "Burglary"] for n in (1, 2, 3, 4)),
]
OF_BURGLARIES = replace(
    YEARS, title="Burglaries", unit="offences", period_kind=PeriodKind.FINANCIAL_YEAR
)


@pytest.mark.parametrize("above", [True, False])
@pytest.mark.parametrize(
    "note",
    [
        "Only the first 4 records are shown.",
        "Attempted burglaries are not listed.",
        "Records before 2019 could not be retrieved.",
        "Excludes crimes recorded at Poole.",
        "A crime with several suspects appears on several rows.",
        "Each row represents a suspect.",
        "The list is truncated at 4 rows.",
    ],
)
def test_a_note_beside_a_list_is_held_against_the_question(note: str, *, above: bool) -> None:
    lines: list[list[Value]] = [[note, None, None], [None, None, None]]
    rows = [*lines, *BURGLARIES] if above else [*BURGLARIES, *lines[::-1]]
    reading = read(rows, OF_BURGLARIES)
    assert (counts(reading), len(reading.headings)) == ({}, 1)


@pytest.mark.parametrize(
    "note",
    [
        "Source: crime recording system",
        "There is one row for each crime.",
        "Records before 2012 could not be retrieved.",
    ],
)
def test_a_note_that_takes_nothing_from_a_list_is_no_question(note: str) -> None:
    reading = read([*BURGLARIES, [None] * 3, [note, None, None]], OF_BURGLARIES)
    assert counts(reading) == {"2018/19": 1, "2019/20": 1, "2020/21": 1, "2021/22": 1}
    assert reading.headings == ()


# In turn of the financial years 2018/19, 2019/20, 2019/20, 2019/20 and 2020/21.
DAYS = (date(2019, 3, 31), date(2019, 4, 1), date(2019, 12, 3), date(2020, 3, 9), date(2020, 4, 5))
BY_YEAR = {"2018/19": 1, "2019/20": 3, "2020/21": 1}


@pytest.mark.parametrize("written", ["%b-%y", "%B %Y", "%b %Y"])
def test_months_of_records_are_added_up_to_the_years_that_were_asked_for(written: str) -> None:
    rows: list[list[Value]] = [
        [f"C{n}", day.strftime(written), "Burglary"] for n, day in enumerate(DAYS)
    ]
    reading = read([["Crime number", "Month", "Offence"], *rows], OF_BURGLARIES)
    assert (counts(reading), reading.headings, reading.problems) == (BY_YEAR, (), ())


@pytest.mark.parametrize("written", ["%B", "%b", "%m"])
def test_a_year_and_a_month_in_two_columns_date_a_record_together(written: str) -> None:
    rows: list[list[Value]] = [
        [f"C{n}", str(day.year), day.strftime(written), "Burglary"] for n, day in enumerate(DAYS)
    ]
    head: list[Value] = ["Crime number", "Year", "Month", "Offence"]
    reading = read([head, *rows], OF_BURGLARIES)
    assert (counts(reading), reading.headings, reading.problems) == (BY_YEAR, (), ())


def test_the_year_of_one_date_and_the_month_of_another_date_nothing_together() -> None:
    rows: list[list[Value]] = [
        [f"C{n}", str(day.year), day.strftime("%B"), "Burglary"] for n, day in enumerate(DAYS)
    ]
    head: list[Value] = ["Crime number", "Year recorded", "Month occurred", "Offence"]
    assert not counts(read([head, *rows], OF_BURGLARIES)).keys() & BY_YEAR.keys()
