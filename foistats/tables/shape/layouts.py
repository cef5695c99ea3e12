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
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from foistats.errors import FoistatsError, WorkspaceError
from foistats.model.layouts import Area, Layout
from foistats.naming.counts import read_count
from foistats.naming.forces import read_force
from foistats.naming.periods import read_period
from foistats.toml import Lines, UnreadableToml, read_toml, shown
from schemas.vocabulary import Unit

# More rows than any spreadsheet has; row 0 is none.
_ROW = "([1-9][0-9]{0,6})"
_AREA = re.compile(f"([A-Z]{{1,3}}){_ROW}(?::([A-Z]{{1,3}}){_ROW})?")
_LETTERS = re.compile("[A-Z]{1,3}")
_WHOLE = re.compile("[0-9]{1,7}")
_KEYS = {"because", "by", "on", "table"}
_TABLE_KEYS = {
    "sheet", "page", "table", "area", "headings", "labels", "expect", "period", "force", "unit",
    "rows", "columns", "total_rows", "total_columns", "ignore", "marks",
}  # fmt: skip
_MEANINGS = ("category", "period", "force")


def read_layouts(path: Path) -> tuple[Layout, ...]:
    """The layouts of one document's file; raises WorkspaceError naming what can't be used."""
    try:
        written = path.read_bytes()
    except OSError as reason:
        raise WorkspaceError(
            f"{path.name} can't be opened: {reason.strerror}; make it readable"
        ) from reason
    return layouts_in(written, name=path.name)


def layouts_in(written: bytes, *, name: str) -> tuple[Layout, ...]:
    """The layouts that the content of a file declares; `name` is how a person knows the file."""
    try:
        content = read_toml(written)
    except UnreadableToml as reason:
        raise WorkspaceError(f"{reason.about(name)}; correct it") from reason
    lines = Lines(written.decode("utf-8-sig"))
    unknown = set(content) - _KEYS
    if unknown:
        place = lines.place(min(unknown))
        raise WorkspaceError(
            f"{name} {place}: an unknown key; correct or delete it; known: {sorted(_KEYS)}"
        )
    because, by, on = (content.get(key) for key in ("because", "by", "on"))
    for key, said in (("because", because), ("by", by)):
        if not isinstance(said, str) or not said.strip():
            found = shown(said) if key in content else "nothing"
            raise WorkspaceError(
                f"{name} {lines.place(key)}: {found}; a layout needs a reason and a name: write"
                " `because` and `by` between quotes"
            )
    if on is not None and not isinstance(on, date):
        raise WorkspaceError(
            f"{name} {lines.place('on')}: {shown(on)} is no date; write it as 2019-06-03"
        )
    tables = content.get("table", [])
    if not isinstance(tables, list) or not tables:
        raise WorkspaceError(f"{name} declares no [[table]]; add one or delete the file")
    signed = (str(because), str(by), on)
    return tuple(
        _layout(name, lines, number, table, signed) for number, table in enumerate(tables, 1)
    )


def _layout(
    name: str, lines: Lines, number: int, table: Any, signed: tuple[str, str, date | None]
) -> Layout:
    if not isinstance(table, dict):
        raise WorkspaceError(f"{name}: {shown(table)} is no table; write [[table]] above its keys")
    unknown = set(table) - _TABLE_KEYS
    if unknown:
        place = lines.place("table", number, min(unknown))
        raise WorkspaceError(
            f"{name} {place}: an unknown key; correct or delete it; known in [[table]]:"
            f" {sorted(_TABLE_KEYS)}"
        )
    read = _Table(table)
    try:
        return _checked(read, signed)
    except (FoistatsError, ValueError) as reason:
        place = lines.place("table", number, *read.path)
        raise WorkspaceError(f"{name} {place}: {reason}; correct this [[table]]") from reason


class _Table:
    """The keys of one [[table]], each of the type that it must have.

    `path` leads to the value that was read last: a key, or an entry of the table under a key.
    """

    def __init__(self, content: Mapping[str, Any]) -> None:
        self.content = content
        self.path: tuple[str, ...] = ()

    def has(self, key: str) -> bool:
        self.path = (key,)
        return key in self.content

    def text(self, key: str, otherwise: str = "") -> str:
        """A text that isn't blank."""
        self.path = (key,)
        return _text(self.content.get(key, otherwise)) if key in self.content else otherwise

    def number(self, key: str, otherwise: int, *, least: int) -> int:
        """A whole number; one between quotes is taken too."""
        self.path = (key,)
        return _number(self.content.get(key, otherwise), least)

    def items(self, key: str) -> list[Any]:
        """A list; nothing is an empty one."""
        self.path = (key,)
        found = self.content.get(key, [])
        if not isinstance(found, list):
            raise ValueError(f"{shown(found)} is no list; write it between square brackets")
        return found

    def entries(self, key: str) -> Iterator[tuple[str, Any]]:
        """The entries of a table of its own; nothing is an empty one."""
        self.path = (key,)
        found = self.content.get(key, {})
        if not isinstance(found, dict):
            raise ValueError(f'{shown(found)} is no table such as {{ A3 = "Offence" }}')
        for name, value in found.items():
            self.path = (key, name)
            yield name, value


def _checked(table: _Table, signed: tuple[str, str, date | None]) -> Layout:
    if table.has("sheet"):
        grid = table.text("sheet")
    elif table.has("page"):
        page, number = table.number("page", 1, least=1), table.number("table", 1, least=1)
        grid = f"page {page}, table {number}"
    else:
        raise ValueError("nothing; a table needs a sheet, or a page and a table")
    if not table.has("area"):
        raise ValueError('nothing; a table needs an area such as "A3:F9"')
    area = read_area(table.text("area"))
    headings = table.number("headings", 1, least=0)
    if headings > area.bottom - area.top:
        raise ValueError(f"{headings} rows of headings leave no row of the area for counts")
    labels = tuple(_column(_text(letters)) for letters in table.items("labels"))
    if any(not area.left <= label <= area.right for label in labels):
        raise ValueError("a column of labels outside the area")
    rows, columns = _meaning(table, "rows"), _meaning(table, "columns")
    total_rows = tuple(_number(row, 1) - 1 for row in table.items("total_rows"))
    total_cols = tuple(_column(_text(letters)) for letters in table.items("total_columns"))
    because, by, on = signed
    return Layout(
        grid=grid,
        area=area,
        headings=headings,
        labels=labels,
        expect=tuple(
            (*_corner(place), _as_written(text)) for place, text in table.entries("expect")
        ),
        period=read_period(table.text("period")) if table.has("period") else None,
        force_ids=read_force(table.text("force")) if table.has("force") else (),
        unit=Unit(table.text("unit")) if table.has("unit") else None,
        rows=rows,
        columns=columns,
        total_rows=total_rows,
        total_cols=total_cols,
        ignore=tuple(_ignored(one) for one in table.items("ignore")),
        marks={mark: read_count(_as_written(meaning)) for mark, meaning in table.entries("marks")},
        because=because,
        by=by,
        on=on,
    )


def _meaning(table: _Table, key: str) -> str:
    meaning = table.text(key)
    if table.has(key) and meaning not in _MEANINGS:
        raise ValueError(f"{meaning!r}; use one of {', '.join(_MEANINGS)}")
    return meaning


def _ignored(one: Any) -> tuple[Area, str]:
    if not isinstance(one, dict) or set(one) != {"area", "because"}:
        raise ValueError(
            f'{shown(one)}; write each as {{ area = "G3:G9", because = "percentages" }}'
        )
    return read_area(_text(one["area"])), _text(one["because"])


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{shown(value)} is no text; write it between quotes")
    return value


def _as_written(value: Any) -> str:
    """A text; a number that stands without quotes is taken as it is written."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError(f"{shown(value)} is no text; write it between quotes")
    return str(value)


def _number(value: Any, least: int) -> int:
    written = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(written, str) or not _WHOLE.fullmatch(written) or int(written) < least:
        raise ValueError(f"{shown(value)} is no whole number from {least} to 9999999")
    return int(written)


def read_area(text: str) -> Area:
    """A rectangle as a spreadsheet writes it; rows and columns of PDF tables count the same way.

    >>> read_area("B3:F9")
    Area(top=2, left=1, bottom=8, right=5)
    """
    match = _AREA.fullmatch(text.strip().upper())
    if match is None:
        raise ValueError(f"{shown(text)} is no area such as A3:F9")
    left, top, right, bottom = match.groups()
    area = Area(int(top) - 1, _column(left), int(bottom or top) - 1, _column(right or left))
    if area.bottom < area.top or area.right < area.left:
        raise ValueError(f"{shown(text)} ends before it begins")
    return area


def _corner(text: str) -> tuple[int, int]:
    area = read_area(text)
    return area.top, area.left


def _column(letters: str) -> int:
    written = letters.strip().upper()
    if not _LETTERS.fullmatch(written):
        raise ValueError(f"{shown(letters)} is no column such as B")
    number = 0
    for letter in written:
        number = number * 26 + ord(letter) - 64
    return number - 1
