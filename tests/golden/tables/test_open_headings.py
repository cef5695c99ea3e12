"""Headings that name no one period: read for what they say, or asked about once in a document.

The expected counts stand in the rows drawn here; what a heading means was worked out by hand.
"""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from foistats.documents.model import Document, Grid, Value
from foistats.naming.periods import label_of
from foistats.reading.file import read_cells
from foistats.records import Asked, DocumentReading
from foistats.tables.shape.day_levels import meanings_asked_about
from schemas.problem_codes import ProblemCode as P
from schemas.vocabulary import HeadingsAre, PeriodKind, Source
from tests.golden.tables.builders import drawn

DORSET = Asked(force_ids=("dorset",))


def read(drawing: str, asked: Asked = DORSET) -> DocumentReading:
    rows: list[list[Value]] = drawn(drawing)
    return read_cells(Document([Grid("Sheet1", rows)]), asked=asked, name="reply.xlsx")


def counts(reading: DocumentReading) -> list[tuple[str, int | None]]:
    return [(label_of(one.period), one.count.low) for one in reading.observations]


def asked_about(reading: DocumentReading) -> Sequence[HeadingsAre]:
    """What the one open question of a document offers; a second question would fail here."""
    (problem,) = [one for one in reading.problems if one.code is P.PERIOD_AMBIGUOUS]
    assert not reading.observations
    return meanings_asked_about(problem.found)


DAYS = """
Offence | 31/03/2018 | 31/03/2019
Burglary | 45 | 60
Robbery | 5 | 6
"""
QUARTERS = """
Quarter | Burglaries
2018 Q2 | 45
2018 Q3 | 60
"""
SPAN = """
Offence | 2018-2019
Burglary | 45
Robbery | 5
"""
FINANCIAL_TITLE = """
Offences by financial year
Offence | 2018 | 2019
Burglary | 45 | 60
"""
APART = """
Offence | Mar-18 | Mar-19
Burglary | 45 | 60
"""
BEGUN = """
Month | Burglaries
01/04/2018 | 45
01/07/2018 | 60
""".replace("Month", "Recorded")

OPEN = {
    "years that end on days": (DAYS, HeadingsAre.YEARS_ENDED, ["2017/18", "2018/19"] * 2),
    "months that end on days": (DAYS, HeadingsAre.MONTHS_ENDED, ["March 2018", "March 2019"] * 2),
    "quarters that begin on days": (
        BEGUN,
        HeadingsAre.QUARTERS_BEGUN,
        ["Q1 2018/19", "Q2 2018/19"],
    ),
    "quarters of a calendar year": (
        QUARTERS,
        HeadingsAre.CALENDAR_QUARTERS,
        ["Q1 2018/19", "Q2 2018/19"],
    ),
    "quarters of the year begun": (
        QUARTERS,
        HeadingsAre.QUARTERS_OF_YEAR_BEGUN,
        ["Q2 2018/19", "Q3 2018/19"],
    ),
    "quarters of the year ended": (
        QUARTERS,
        HeadingsAre.QUARTERS_OF_YEAR_ENDED,
        ["Q2 2017/18", "Q3 2017/18"],
    ),
    "a financial year of two years": (SPAN, HeadingsAre.FINANCIAL_YEARS, ["2018/19"] * 2),
    "bare years that begin": (
        FINANCIAL_TITLE,
        HeadingsAre.FINANCIAL_YEARS_BEGUN,
        ["2018/19", "2019/20"],
    ),
    "bare years that end": (
        FINANCIAL_TITLE,
        HeadingsAre.FINANCIAL_YEARS_ENDED,
        ["2017/18", "2018/19"],
    ),
    "months that end a year": (
        APART,
        HeadingsAre.YEARS_TO_THE_MONTH,
        ["2017/18", "2018/19"],
    ),
}


@pytest.mark.parametrize("name", OPEN)
def test_open_headings_are_one_question_and_one_answer_settles_them(name: str) -> None:
    drawing, meaning, periods = OPEN[name]
    assert meaning in asked_about(read(drawing))
    told = read(drawing, replace(DORSET, headings_are=meaning))
    assert [period for period, _ in counts(told)] == periods
    assert {one.period_from for one in told.observations} == {Source.DECLARED}


def test_what_was_asked_for_is_offered_first() -> None:
    quarters = replace(DORSET, period_kind=PeriodKind.QUARTER)
    assert asked_about(read(BEGUN, quarters))[0] is HeadingsAre.QUARTERS_BEGUN
    months = replace(DORSET, period_kind=PeriodKind.MONTH)
    assert asked_about(read(BEGUN, months))[0] is HeadingsAre.MONTHS_BEGUN


def test_a_meaning_that_days_can_not_have_is_neither_offered_nor_taken() -> None:
    drawing = DAYS.replace("31/03/2019", "14/03/2019")
    assert asked_about(read(drawing)) == []
    told = replace(DORSET, headings_are=HeadingsAre.YEARS_ENDED)
    assert read(drawing, told).observations == ()


def test_years_that_would_overlap_are_not_offered() -> None:
    drawing = DAYS.replace("31/03/2019", "31/12/2018")
    assert HeadingsAre.YEARS_ENDED not in asked_about(read(drawing))


def test_a_long_list_of_days_is_one_question() -> None:
    rows = "\n".join(f"{day:02}/03/2020 | {day + 40}" for day in range(1, 29))
    assert asked_about(read(f"Recorded | Burglaries\n{rows}")) == []


def test_quarters_below_a_bare_year_are_one_question() -> None:
    drawing = """
    Offence | 2018 |  |
    | Q1 | Q2 | Q3
    Burglary | 45 | 60 | 70
    """
    assert HeadingsAre.CALENDAR_QUARTERS in asked_about(read(drawing))
    told = read(drawing, replace(DORSET, headings_are=HeadingsAre.QUARTERS_OF_YEAR_BEGUN))
    assert counts(told) == [("Q1 2018/19", 45), ("Q2 2018/19", 60), ("Q3 2018/19", 70)]


ENDS = """
Effective date | Financial year | Burglaries
31/03/2018 | 2017/18 | 45
31/03/2019 | 2018/19 | 60
"""


def test_the_last_day_beside_each_year_says_no_more_than_the_year() -> None:
    assert counts(read(ENDS)) == [("2017/18", 45), ("2018/19", 60)]


def test_days_within_a_year_leave_its_figures_open() -> None:
    within = ENDS.replace("31/03/2018", "30/09/2017")
    assert read(within).observations == ()
    twice = ENDS + "01/04/2018 | 2018/19 | 70\n"
    assert read(twice).observations == ()


def test_titles_out_of_a_database_say_where_months_begin_and_end() -> None:
    reading = read(
        """
        start_date | end_date | year | month | burglaries
        01/01/2018 | 31/01/2018 | 2018 | 1 | 45
        01/02/2018 | 28/02/2018 | 2018 | 2 | 60
        """
    )
    assert counts(reading) == [("January 2018", 45), ("February 2018", 60)]


def test_a_series_that_goes_back_beyond_the_forces_is_read_from_their_first_year() -> None:
    reading = read("when | burglaries\n1972 | 40\n1973 | 41\n1974 | 45\n1975 | 60")
    assert counts(reading) == [("1974", 45), ("1975", 60)]
    assert [one.code for one in reading.problems] == [P.LINE_LEFT_OUT]
    by_day = read("Year | burglaries\n1973-01-01 | 41\n1974-01-01 | 45\n1975-01-01 | 60")
    assert counts(by_day) == [("1974", 45), ("1975", 60)]


def test_numbers_like_early_years_that_do_not_lead_up_to_years_are_none() -> None:
    reading = read("when | burglaries\n1950 | 40\n1973 | 41\n1974 | 45\n1975 | 60")
    assert all(label_of(one.period) not in ("1974", "1975") for one in reading.observations)
