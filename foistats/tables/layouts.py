"""Layouts that a person declared: how to read a table, where reading alone can't be sure.

`raw/<request_id>/layouts/<document>.toml`:

    because = "the title gives the year only in a picture"
    by = "A. Person"
    on = 2019-07-02

    [[table]]
    sheet = "Sheet1"            # or: page = 2, table = 1
    area = "A3:F9"              # headings and counts together
    headings = 1                # rows of headings at the top of the area
    labels = ["A"]              # columns that label the rows
    expect = { A3 = "Offence", B3 = "2014/15" }
    period = "2018/19"          # only where the axes name none
    force = "wiltshire"         # likewise
    unit = "offences"
    rows = "category"           # what labels the rows: category, period or force
    columns = "period"
    total_rows = ["9"]          # rows and columns that are totals without saying so
    total_columns = []
    ignore = [{ area = "G3:G9", because = "percentages" }]
    marks = { "-" = "0" }

Once a document has a layout, its undeclared tables are not read: say so by declaring them.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from foistats.errors import FoistatsError, WorkspaceError
from foistats.naming.counts import read_count
from foistats.naming.forces import read_force
from foistats.naming.periods import read_period
from foistats.records import Count, Period
from schemas.vocabulary import Unit

_AREA = re.compile(r"^([A-Z]{1,3})(\d+)(?::([A-Z]{1,3})(\d+))?$")
_KEYS = {"because", "by", "on", "table"}
_TABLE_KEYS = {
    "sheet", "page", "table", "area", "headings", "labels", "expect", "period", "force", "unit",
    "rows", "columns", "total_rows", "total_columns", "ignore", "marks",
}  # fmt: skip
_MEANINGS = ("category", "period", "force")


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, ends included, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, col: int) -> bool:
        """True where a cell lies in the rectangle."""
        return self.top <= row <= self.bottom and self.left <= col <= self.right


@dataclass(frozen=True, slots=True)
class Layout:
    """How a person says that one table is to be read. `grid` is the sheet or `page 2, table 1`."""

    grid: str
    area: Area
    headings: int
    labels: tuple[int, ...]
    expect: tuple[tuple[int, int, str], ...] = ()
    period: Period | None = None
    force_ids: tuple[str, ...] = ()
    unit: Unit | None = None
    rows: str = ""
    columns: str = ""
    total_rows: tuple[int, ...] = ()
    total_cols: tuple[int, ...] = ()
    ignore: tuple[tuple[Area, str], ...] = ()
    marks: Mapping[str, Count] = field(default_factory=dict)
    because: str = ""
    by: str = ""
    on: date | None = None


def read_layouts(path: Path) -> tuple[Layout, ...]:
    """The layouts of one document's file; raises WorkspaceError naming what can't be used."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as reason:
        raise WorkspaceError(f"{path.name} is no readable TOML: {reason}; correct it") from reason
    unknown = set(content) - _KEYS
    if unknown:
        raise WorkspaceError(
            f"{path.name} has an unknown key {min(unknown)!r}; known: {sorted(_KEYS)}"
        )
    if not content.get("because") or not content.get("by"):
        raise WorkspaceError(
            f"{path.name} doesn't say `because` and `by`; a layout needs a reason and a name"
        )
    tables = content.get("table", [])
    if not isinstance(tables, list) or not tables:
        raise WorkspaceError(f"{path.name} declares no [[table]]; add one or delete the file")
    return tuple(_layout(path.name, content, table) for table in tables)


def _layout(name: str, content: dict, table: dict) -> Layout:
    unknown = set(table) - _TABLE_KEYS
    if unknown:
        raise WorkspaceError(
            f"{name} has an unknown key {min(unknown)!r} in [[table]]; known: {sorted(_TABLE_KEYS)}"
        )
    try:
        return _checked(content, table)
    except (KeyError, TypeError, AttributeError, ValueError, FoistatsError) as reason:
        raise WorkspaceError(f"{name}: {reason}; correct this [[table]]") from reason


def _checked(content: dict, table: dict) -> Layout:
    if "sheet" not in table and "page" not in table:
        raise KeyError("a table needs a sheet, or a page and a table")
    grid = (
        table["sheet"]
        if "sheet" in table
        else f"page {table['page']}, table {table.get('table', 1)}"
    )
    for key in ("rows", "columns"):
        if table.get(key, "category") not in _MEANINGS:
            raise ValueError(f"{key} is {table[key]!r}; use one of {', '.join(_MEANINGS)}")
    return Layout(
        grid=grid,
        area=read_area(table["area"]),
        headings=int(table.get("headings", 1)),
        labels=tuple(_column(letters) for letters in table.get("labels", [])),
        expect=tuple((*_corner(place), text) for place, text in table.get("expect", {}).items()),
        period=read_period(table["period"]) if "period" in table else None,
        force_ids=read_force(table["force"]) if "force" in table else (),
        unit=Unit(table["unit"]) if "unit" in table else None,
        rows=table.get("rows", ""),
        columns=table.get("columns", ""),
        total_rows=tuple(int(row) - 1 for row in table.get("total_rows", [])),
        total_cols=tuple(_column(letters) for letters in table.get("total_columns", [])),
        ignore=tuple((read_area(one["area"]), one["because"]) for one in table.get("ignore", [])),
        marks={mark: read_count(meaning) for mark, meaning in table.get("marks", {}).items()},
        because=content["because"],
        by=content["by"],
        on=content.get("on"),
    )


def read_area(text: str) -> Area:
    """A rectangle as a spreadsheet writes it; rows and columns of PDF tables count the same way.

    >>> read_area("B3:F9")
    Area(top=2, left=1, bottom=8, right=5)
    """
    match = _AREA.match(text.strip().upper())
    if match is None:
        raise ValueError(f"{text!r} is no area such as A3:F9")
    left, top, right, bottom = match.groups()
    return Area(
        int(top) - 1,
        _column(left),
        int(bottom or top) - 1,
        _column(right or left),
    )


def _corner(text: str) -> tuple[int, int]:
    area = read_area(text)
    return area.top, area.left


def _column(letters: str) -> int:
    number = 0
    for letter in letters.strip().upper():
        if not "A" <= letter <= "Z":
            raise ValueError(f"{letters!r} is no column such as B")
        number = number * 26 + ord(letter) - 64
    return number - 1
