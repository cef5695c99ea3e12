"""What tables are counted in, where arrests were asked about: by their titles, else their headings.

A count of offences is no count of arrests; a table that speaks of arrests is what was asked for.
"""

from datetime import date

import pytest

from foistats.documents.model import Document, Grid, Value
from foistats.reading.file import read_cells
from foistats.records import Asked, DocumentReading
from schemas.vocabulary import Concern, PeriodKind

ARRESTS = Asked(
    title="Arrests for burglary",
    question="How many arrests for burglary were made in each financial year?",
    unit="arrests",
    force_ids=("dorset",),
    asked_force_ids=("dorset",),
    period_kind=PeriodKind.FINANCIAL_YEAR,
    received_on=date(2022, 7, 1),
)
# The title of this request speaks of the offences for which persons were arrested.
FOR_OFFENCES = Asked(
    title="Sexual offences against children",
    question="How many sexual offences against children did you record?",
    unit="arrests",
    force_ids=("dorset",),
    asked_force_ids=("dorset",),
    period_kind=PeriodKind.FINANCIAL_YEAR,
    received_on=date(2022, 7, 1),
)


def read(rows: list[list[Value]], asked: Asked = ARRESTS) -> DocumentReading:
    return read_cells(Document([Grid("Sheet1", rows)]), asked=asked, name="reply.xlsx")


def table(label: str, *, corner: str = "Offence", title: str = "") -> list[list[Value]]:
    above: list[list[Value]] = [[title, None, None]] if title else []
    return [*above, [corner, "2019/20", "2020/21"], [label, 12, 13]]


@pytest.mark.parametrize(
    "rows",
    [
        table("Arrests for burglary"),
        table("Burglary arrests"),
        table("Burglary", title="Arrests by offence"),
        table("Burglary", title="Number of arrests made"),
        table("Burglary", title="Arrests for burglary"),
    ],
)
def test_a_table_that_speaks_of_arrests_is_of_arrests(rows: list[list[Value]]) -> None:
    reading = read(rows)
    found = [(one.unit, one.concern, one.count.low) for one in reading.observations]
    assert found == [("arrests", Concern.ASKED, 12), ("arrests", Concern.ASKED, 13)]
    assert reading.headings == ()


@pytest.mark.parametrize("title", ["Recorded offences", "Burglary offences recorded"])
def test_a_title_that_speaks_of_offences_makes_no_arrests(title: str) -> None:
    reading = read(table("Burglary", corner="Type", title=title))
    assert {one.unit for one in reading.observations} == {"offences"}


@pytest.mark.parametrize(
    "rows",
    [
        [["Year", "Recorded sexual offences against children"], ["2019/20", 12], ["2020/21", 13]],
        table("Recorded sexual offences against children", corner="Category"),
        table("Children", corner="Age", title="Recorded sexual offences against children"),
    ],
)
def test_offences_are_no_arrests_though_the_request_names_them(rows: list[list[Value]]) -> None:
    reading = read(rows, FOR_OFFENCES)
    assert {one.unit for one in reading.observations} == {"offences"}


def test_offences_beside_arrests_are_not_taken_for_them() -> None:
    rows: list[list[Value]] = [
        ["Offence", "2019/20", "2020/21"],
        ["Burglary offences", 120, 130],
        ["Arrests for burglary", 12, 13],
    ]
    counted = [
        one
        for one in read(rows).observations
        if one.unit == "arrests" and one.concern in (Concern.ASKED, Concern.BREAKDOWN)
    ]
    assert all((one.count.low or 0) < 100 for one in counted)


@pytest.mark.parametrize(
    ("number", "when", "unit"),
    [
        ("Crime number", "Date recorded", "offences"),
        ("Crime number", "Arrest date", "arrests"),
        ("Arrest ref", "Date", "arrests"),
    ],
)
def test_a_list_that_numbers_crimes_is_of_no_arrests(number: str, when: str, unit: str) -> None:
    rows: list[list[Value]] = [
        [f"C{n}", date(2019 + n % 2, 5, n + 1), "Burglary"] for n in range(6)
    ]
    reading = read([[number, when, "Offence"], *rows])
    assert {one.unit for one in reading.observations} == {unit}
