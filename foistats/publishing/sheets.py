"""What the sheets of a release's workbook show, whichever kind of file they are written to.

Laid out as the Government Analysis Function asks of accessible spreadsheets: a heading in A1, one
table a sheet, no merged or blank cells in it, notes on a sheet of their own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from foistats.release.spreadsheet import for_spreadsheet
from schemas.tables import TABLES, Table

Row = Mapping[str, Any]
Value = str | int | float | date
"""What one cell of a table holds; it is never blank, and a flag is a word."""
# Programs refuse sheets with more rows; the CSV and Parquet files have them all.
MOST_ROWS = 1_000_000
# Excel keeps no more of a text, and says nothing about the rest.
_LONGEST_TEXT = 32_767
_CUT = " [...] The CSV file has the rest."
_NO_VALUE = "[z]"
_WIDTH_OF_LINES = 100


@dataclass(frozen=True, slots=True)
class Grid:
    """The table of a sheet. `links` leads from the first cell of a row to another sheet.

    No column is wider than `widest` letters.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    links: Mapping[int, str] = field(default_factory=dict)
    widest: int = 60

    @property
    def widths(self) -> tuple[int, ...]:
        """How many letters wide each column is, up to a limit."""
        found = [len(name) for name in self.columns]
        for row in self.rows:
            found = [max(most, len(str(value))) for most, value in zip(found, row, strict=True)]
        return tuple(min(self.widest, most + 3) for most in found)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: lines of text from A1 on, of which the first is its heading, then its table.

    `sections` are the lines that head those after them.
    """

    name: str
    lines: tuple[str, ...]
    grid: Grid | None = None
    sections: frozenset[str] = frozenset()

    @property
    def width_of_lines(self) -> int:
        """How many letters wide the column is on a sheet without a table."""
        return _WIDTH_OF_LINES

    def rows_of_text(self, line: str) -> int:
        """How many rows a line takes at most on a sheet without a table."""
        return sum(1 + len(part) // _WIDTH_OF_LINES for part in line.splitlines() or [""])


def sheets_of(
    *,
    cover: Sequence[str],
    notes: Sequence[str],
    legend: Mapping[str, str],
    rows: Mapping[str, Sequence[Row]],
    marks: Sequence[str],
) -> tuple[Sheet, ...]:
    """The sheets in their order. `marks` has a text for each row of `totals`."""
    told = [f"{mark}: {meaning}" for mark, meaning in legend.items()]
    blank = f"{_NO_VALUE}: There is nothing to say here, and never was."
    marked = [{**row, "mark": mark} for row, mark in zip(rows["totals"], marks, strict=True)]
    return (
        _text_sheet("Cover", cover),
        _contents(rows),
        _text_sheet("Notes", ["Notes", *notes, "Marks", *told, blank], sections=("Marks",)),
        *(
            _table_sheet(table, table.columns, rows[table.name])
            if table.name != "totals"
            else _table_sheet(table, (*table.columns, "mark"), marked)
            for table in TABLES
            if _fits(rows[table.name])
        ),
    )


def _text_sheet(name: str, lines: Sequence[str], *, sections: Sequence[str] = ()) -> Sheet:
    return Sheet(name, tuple(map(_text, lines)), sections=frozenset(sections))


def _contents(rows: Mapping[str, Sequence[Row]]) -> Sheet:
    found: list[tuple[Value, ...]] = []
    links = {}
    for number, table in enumerate(TABLES):
        name, of_table = _name(table), rows[table.name]
        if _fits(of_table):
            links[number] = name
            found.append((name, table.row, len(of_table)))
        else:
            there = f"{table.row} It is too long for a sheet: see {table.name}.csv."
            found.append((f"{name} (no sheet)", there, len(of_table)))
    lines = ("Contents", "This sheet has one table. One row is: One sheet with a table.")
    columns = ("Sheet", "One row is", "Rows")
    return Sheet("Contents", lines, Grid("contents", columns, tuple(found), links, widest=120))


def _table_sheet(table: Table, columns: Sequence[str], rows: Sequence[Row]) -> Sheet:
    shown = tuple(tuple(_shown(row[name]) for name in columns) for row in rows)
    said = f"This sheet has one table{'' if rows else ', which has no rows'}."
    lines = (_name(table), f"{said} One row is: {table.row}")
    return Sheet(_name(table), lines, Grid(table.name, tuple(columns), shown))


def _name(table: Table) -> str:
    return table.name.capitalize()


def _fits(rows: Sequence[Row]) -> bool:
    return len(rows) <= MOST_ROWS


def _shown(value: Any) -> Value:
    """A value as a cell has it.

    >>> _shown(None), _shown(""), _shown(True), _shown(0), _shown("=1+1")
    ('[z]', '[z]', 'yes', 0, "'=1+1")
    """
    if value is None or value == "":
        return _NO_VALUE
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return _text(value)
    shown: Value = value
    return shown


def _text(text: str) -> str:
    """A text that a workbook can hold: no formula, no more than fits, nothing that XML refuses.

    >>> _text("a" + chr(11) + "b") == "a" + chr(92) + "x0b" + "b"
    True
    """
    text = str(for_spreadsheet(text))
    return text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - len(_CUT)] + _CUT
