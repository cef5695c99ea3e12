"""What is a heading of a count, and what only names an axis."""

import pytest

from foistats.documents.model import Document, Grid, Value
from foistats.reading.file import read_cells
from foistats.records import Asked


def labels(rows: list[list[Value]]) -> list[tuple[str, ...]]:
    width = max(len(row) for row in rows)
    grid = Grid("Sheet1", [row + [None] * (width - len(row)) for row in rows])
    reading = read_cells(Document([grid]), asked=Asked(force_ids=("dorset",)), name="reply.xlsx")
    return [observation.labels for observation in reading.observations]


@pytest.mark.parametrize("over", ["Financial year", "Year (April to March)", "Column Labels"])
def test_the_title_of_the_axis_of_years_is_no_heading_of_a_count(over: str) -> None:
    rows: list[list[Value]] = [
        ["Count of crime", over],
        ["Row Labels", "2018/19", "2019/20"],
        ["Rape", 10, 12],
    ]
    assert labels(rows) == [("Rape",), ("Rape",)]


def test_a_heading_that_says_something_else_stays() -> None:
    rows: list[list[Value]] = [
        ["Offence", "Under 18", None],
        [None, "2018/19", "2019/20"],
        ["Rape", 10, 12],
    ]
    assert labels(rows) == [("Rape", "Under 18"), ("Rape", "Under 18")]
