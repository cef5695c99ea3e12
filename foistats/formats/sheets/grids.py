"""From what a look finds on a sheet to its grid: only what is seen, each value read twice."""

import io
import math
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from foistats.documents.model import Document, Grid, Merge, Value, column_letters
from foistats.documents.refusals import broken
from foistats.documents.words import is_blank
from foistats.formats.sheets.areas import cell_place, col_place, row_place
from foistats.formats.sheets.facts import Place, SheetFacts
from foistats.formats.sheets.number_formats import shown_day
from schemas.channels import Channel
from schemas.problem_codes import ProblemCode

_DATES = (datetime, date, time, timedelta)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# A few differing cells are told one by one; with more of them nothing of the file is believed.
MOST_DIFFERING = 5


def document_of(content: bytes, sheets: Sequence[SheetFacts], *, is_old: bool = False) -> Document:
    """The visible sheets of a workbook, each held against what calamine reads in it.

    Of an old workbook (`is_old`) calamine can't read all; what only one reader can read is not
    confirmed.
    """
    document = Document()
    again = _again_if_readable(content) if is_old else _again(content, sheets)
    for number, sheet in enumerate(sheets, 1):
        if sheet.hidden:
            if sheet.last_row >= 0:
                remark_hidden(document, f"sheet {number} of {len(sheets)}", filled(sheet))
        elif sheet.last_row < 0:
            document.grids.append(Grid(sheet.name, []))
        else:
            document.grids.append(_grid(document, sheet, again(sheet.name)))
    return document


Again = Callable[[str], list[list[Any]] | None]


def _again(content: bytes, sheets: Sequence[SheetFacts]) -> Again:
    """What calamine gives for a sheet by name; it must find the same sheets."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    kinds = [m.name for m in book.sheets_metadata if m.typ == SheetTypeEnum.WorkSheet]
    if kinds != [sheet.name for sheet in sheets]:
        raise broken(
            f"{len(kinds)} sheets by one reader and {len(sheets)} by another, or other names"
        )
    return lambda name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def _again_if_readable(content: bytes) -> Again:
    """What calamine gives for a sheet by name; nothing where it can't read the file."""
    from python_calamine import CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        found = {
            name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in book.sheet_names
        }
    # calamine raises PanicException, which is a BaseException (pyo3); xlrd has read the file
    except BaseException as fault:
        if isinstance(fault, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        found = {}
    return found.get


def filled(sheet: SheetFacts) -> int:
    """How many cells of a sheet hold something."""
    places = {(row, col) for row, col, *_ in (*sheet.numbers, *sheet.texts)}
    return len(places | sheet.shown.keys() | sheet.given.keys())


def _grid(document: Document, sheet: SheetFacts, values: list[list[Any]] | None) -> Grid:
    height, width = sheet.last_row + 1, sheet.last_col + 1
    rows: list[list[Value]] = [[None] * width for _ in range(height)]
    grid = Grid(
        sheet.name,
        rows,
        merges=tuple(sorted(m for m in sheet.merges if m.row < height and m.col < width)),
        hidden_rows=frozenset(r for r in sheet.hidden_rows if r < height),
        hidden_cols=frozenset(c for c in sheet.hidden_cols if c < width),
        second="calamine" if values is not None else "",
    )
    days = dict(sheet.day_texts)
    for row, col, number, is_date in sheet.numbers:
        if not is_date:
            rows[row][col] = int(number) if number.is_integer() else as_value(number)
            continue
        value = _at(values, row, col)
        if isinstance(value, _DATES):
            rows[row][col] = value
            drawn = shown_day(value, sheet.days.get((row, col), ""))
            if drawn is not None:
                days[row, col] = drawn
    for row, col, text in sheet.texts:
        rows[row][col] = as_value(text if values is None else _at(values, row, col))
    for (row, col), given in sheet.given.items():
        rows[row][col] = given if given is not None else as_value(_at(values, row, col))
    differing = _differing(sheet, values) if values is not None else {}
    for (row, col), seen in sheet.shown.items():
        rows[row][col] = as_value(seen)
    _tell(document, sheet, rows, differing)
    grid.doubtful = frozenset(differing)
    finish(document, grid, sheet, days)
    return grid


def finish(document: Document, grid: Grid, sheet: SheetFacts, days: dict[Place, str]) -> None:
    """Take out of a grid what isn't seen, say so, and note how what is left is drawn."""
    blank_unseen(document, grid, sheet)
    grid.shown = {
        place: drawn for place, drawn in days.items() if isinstance(_cell(grid, place), _DATES)
    }
    grid.indents = _indents(grid, sheet)
    trim(grid)


def _cell(grid: Grid, place: Place) -> Value:
    return grid.rows[place[0]][place[1]]


def _indents(grid: Grid, sheet: SheetFacts) -> dict[Place, int]:
    """By how much labels are set in; a row's outline goes for its first label."""
    found = {
        place: steps
        for place, steps in sheet.indents.items()
        if steps and isinstance(_cell(grid, place), str)
    }
    for row, level in sheet.outlines.items():
        if row < len(grid.rows):
            first = next((c for c, v in enumerate(grid.rows[row]) if v is not None), None)
            if first is not None and isinstance(grid.rows[row][first], str):
                found.setdefault((row, first), level)
    return found


def _differing(sheet: SheetFacts, values: list[list[Any]]) -> dict[Place, str]:
    """The cells on which calamine and the sheet's own XML differ, and what each says.

    Where they differ on whether a number is a day, the cell becomes text that says so.
    """
    differing: dict[Place, str] = {}
    for row, col, number, is_date in sheet.numbers:
        try:
            value = values[row][col]
        except IndexError:
            value = None
        if value == number and not isinstance(value, str | bool):
            if is_date:
                sheet.shown[row, col] = f"{number:.15g}, which is written as a date"
        elif not isinstance(value, _DATES):
            differing[row, col] = f"{value!r} or {number:.15g}"
        elif not is_date:
            sheet.shown[row, col] = f"{number:.15g}, which may be the date {value}"
    for row, col, text in sheet.texts:
        value = _at(values, row, col)
        # A text that is shown in another way is not taken from calamine anyway.
        if value == text or (row, col) in sheet.shown:
            continue
        if not isinstance(value, str) or _folded(value) != _folded(text):
            differing[row, col] = f"{value!r} or {text!r}"
    if len(differing) > max(MOST_DIFFERING, len(sheet.numbers) // 50):
        row, col = min(differing)
        raise broken(
            f"two readers disagree on {len(differing)} cells of {sheet.name}, "
            f"the first at {column_letters(col)}{row + 1}"
        )
    for place in _found_by_one_only(sheet, values):
        differing[place] = "something, or nothing"
    return differing


def _found_by_one_only(sheet: SheetFacts, values: list[list[Any]]) -> Iterable[Place]:
    """The cells in which calamine finds something where the sheet's own XML has nothing."""
    known = len(sheet.numbers) + len(sheet.texts) + len(sheet.given)
    given = sum(value != "" for row in values for value in row)
    if given <= known:
        return ()
    places = {(row, col) for row, col, *_ in (*sheet.numbers, *sheet.texts)}
    places |= sheet.shown.keys() | sheet.given.keys() | sheet.unseen.keys()
    return [
        (r, c)
        for r, row in enumerate(values)
        for c, value in enumerate(row)
        if value != "" and (r, c) not in places and not (isinstance(value, str) and is_blank(value))
    ]


def _tell(
    document: Document, sheet: SheetFacts, rows: list[list[Value]], differing: dict[Place, str]
) -> None:
    for (row, col), both in differing.items():
        if (row, col) in sheet.unseen:
            continue
        place = f"{sheet.name}!{column_letters(col)}{row + 1}"
        document.remarks.append((ProblemCode.READERS_DISAGREE, place, both))
        if row < len(rows) and col < len(rows[row]):
            rows[row][col] = f"two readers: {both}"


def _at(values: list[list[Any]] | None, row: int, col: int) -> Any:
    inside = values is not None and row < len(values) and col < len(values[row])
    return values[row][col] if values is not None and inside else None


def _folded(text: str) -> str:
    """A text as both readers must have it: blanks, and characters that XML can't hold, aside."""
    return " ".join(_ESCAPED.sub(lambda m: chr(int(m[1], 16)), text).split())


def as_value(value: Any) -> Value:
    """A cell's value as a grid holds it: None for blank, an int where the number is whole.

    >>> as_value(12.0), as_value(0.5), as_value(True), as_value("00123"), as_value(" \\xa0")
    (12, 0.5, True, '00123', None)
    >>> as_value(float("inf"))
    'inf'
    """
    if isinstance(value, float):
        if value.is_integer():
            return int(value)
        return value if math.isfinite(value) else str(value)
    if isinstance(value, str):
        return None if is_blank(value) else value
    return value  # type: ignore[no-any-return]  # the other types calamine gives are all Values


def as_written(value: Value) -> str:
    """A value as a person writes it.

    >>> as_written(34.0), as_written("<5")
    ('34', '<5')
    """
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def blank_unseen(document: Document, grid: Grid, sheet: SheetFacts) -> None:
    """Empty the cells that nobody sees and remark how many there are.

    A mark that a format draws in the place of a number is seen: it stays.
    """
    taken: dict[Channel, list[Place]] = {}
    for (row, col), channel in sheet.unseen.items():
        mark = sheet.marks.get((row, col)) if channel is Channel.MASKED_CELLS else None
        grid.rows[row][col] = mark
        if mark is not None:
            continue
        taken.setdefault(channel, []).append((row, col))
    amount = sum(map(len, taken.values()))
    if not amount:
        return
    cols = {col for _, col in taken.pop(Channel.HIDDEN_COLUMNS, [])}
    rows = {row for row, _ in taken.pop(Channel.HIDDEN_ROWS, [])}
    single = [place for places in taken.values() for place in places]
    places = [col_place(grid.name, cols)] if cols else []
    places += [row_place(grid.name, rows)] if rows else []
    places += [cell_place(grid.name, single)] if single else []
    remark_hidden(document, ", ".join(places), amount)


def remark_hidden(document: Document, place: str, cells: int) -> None:
    """Say where hidden cells are and how many: not even a hidden sheet's name is told."""
    noun = "cell" if cells == 1 else "cells"
    document.remarks.append((ProblemCode.HIDDEN_CELLS, place, f"{cells} non-empty hidden {noun}"))


def trim(grid: Grid) -> None:
    """Take off blank rows below and blank columns to the right of everything."""
    rows = grid.rows
    while rows and not any(value is not None for value in rows[-1]):
        rows.pop()
    width = grid.width
    while width and not any(row[width - 1] is not None for row in rows):
        width -= 1
    if width < grid.width:
        grid.rows = [row[:width] for row in rows]
    height = len(rows)
    clipped = (
        Merge(m.row, m.col, min(m.row_end, height - 1), min(m.col_end, width - 1))
        for m in grid.merges
        if m.row < height and m.col < width
    )
    grid.merges = tuple(m for m in clipped if m[:2] != m[2:])
    grid.hidden_rows = frozenset(r for r in grid.hidden_rows if r < height)
    grid.hidden_cols = frozenset(c for c in grid.hidden_cols if c < width)
