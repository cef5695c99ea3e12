"""Workbooks: values from calamine, each held against the workbook's own XML."""

import io
import math
import re
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from foistats.documents.hidden_cells import blank_hidden, count_filled, remark_hidden
from foistats.documents.model import Document, Grid, Merge, Value, column_letters
from foistats.documents.ods_sheet import read_ods_facts
from foistats.documents.refusals import broken, locked
from foistats.documents.sheet_facts import SheetFacts
from foistats.documents.workbook_parts import (
    Package,
    cell_formats,
    open_package,
    shared_texts,
    workbook_parts,
)
from foistats.documents.xlsx_plain import read_plain_facts
from foistats.documents.xlsx_sheet import read_facts
from schemas.problem_codes import ProblemCode

# Characters that show nothing and that str.strip leaves: no-break spaces it does remove.
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"
_DATES = (datetime, date, time, timedelta)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# A few differing cells are told one by one; with more of them nothing of the file is believed.
MOST_DIFFERING = 5


def read_xlsx(content: bytes) -> Document:
    """The visible sheets of an .xlsx or .xlsm."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        package = open_package(archive, content)
        parts = workbook_parts(package)
        shared = shared_texts(package, parts.shared_strings)
        formats = cell_formats(package, parts.styles)
        facts = []
        for number, sheet in enumerate(parts.sheets, 1):
            xml = package.read(sheet.part)
            # What is wrong with a hidden sheet is told without its name, which is hidden too.
            told = f"{number} of {len(parts.sheets)}" if sheet.hidden else sheet.name
            sources = (told, xml, formats, shared)
            one = read_plain_facts(*sources) or read_facts(*sources)
            one.name, one.hidden = sheet.name, sheet.hidden
            facts.append(one)
    return _read(content, facts)


def read_ods(content: bytes) -> Document:
    """The visible sheets of an .ods."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        package = open_package(archive, content)
        if _is_encrypted(package):
            raise locked("workbook")
        facts = read_ods_facts(package.read("content.xml"))
    return _read(content, facts)


def _is_encrypted(package: Package) -> bool:
    manifest = "META-INF/manifest.xml"
    return package.has("encrypted-package") or (
        package.has(manifest) and b"encryption-data" in package.read(manifest)
    )


def _read(content: bytes, facts: Iterable[SheetFacts]) -> Document:
    """Values sheet by sheet, checked, with what is not shown taken out."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum

    document = Document()
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    kinds = [m.name for m in book.sheets_metadata if m.typ == SheetTypeEnum.WorkSheet]
    known = list(facts)
    if kinds != [sheet.name for sheet in known]:
        raise broken(
            f"{len(kinds)} sheets by one reader and {len(known)} by another, or other names"
        )
    for number, sheet in enumerate(known, 1):
        if sheet.last_row < 0 and not sheet.shown:
            if not sheet.hidden:
                document.grids.append(Grid(sheet.name, []))
            continue
        values = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
        if sheet.hidden:
            where = f"sheet {number} of {len(known)}"
            remark_hidden(document, where, max(count_filled(values), len(sheet.shown)))
            continue
        document.grids.append(_grid(document, sheet, values))
    return document


def _grid(document: Document, sheet: SheetFacts, values: list[list[Any]]) -> Grid:
    doubtful = _hold_against(document, sheet, values)
    height, width = sheet.last_row + 1, sheet.last_col + 1
    # Most cells are blank or hold a count: they are told here, without a call for each.
    rows: list[list[Value]] = [
        [
            None
            if value == ""
            else int(value)
            if type(value) is float and value.is_integer()
            else as_value(value)
            for value in row[:width]
        ]
        for row in values[:height]
    ]
    for row in rows:
        row.extend([None] * (width - len(row)))
    rows.extend([None] * width for _ in range(height - len(rows)))
    for (r, c), value in sheet.shown.items():
        rows[r][c] = as_value(value)
    hidden_cols = {
        c for first, last in sheet.hidden_cols for c in range(first, min(last + 1, width))
    }
    grid = Grid(
        sheet.name,
        rows,
        merges=tuple(sorted(m for m in sheet.merges if m.row < height and m.col < width)),
        hidden_rows=frozenset(r for r in sheet.hidden_rows if r < height),
        hidden_cols=frozenset(hidden_cols),
        second="the sheet's XML",
        doubtful=frozenset(doubtful),
    )
    blank_hidden(document, grid, masked=sheet.masked)
    trim(grid)
    return grid


def _hold_against(
    document: Document, sheet: SheetFacts, values: list[list[Any]]
) -> set[tuple[int, int]]:
    """The cells on which calamine and the sheet's XML differ: each is told, and shows both.

    Where they differ on whether a number is a date, the cell becomes text that says so.
    """
    differing: dict[tuple[int, int], str] = {}
    for row, col, number, is_date in sheet.numbers:
        value = _at(values, row, col)
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
    for (row, col), both in differing.items():
        if row in sheet.hidden_rows or any(a <= col <= b for a, b in sheet.hidden_cols):
            continue
        place = f"{sheet.name}!{column_letters(col)}{row + 1}"
        document.remarks.append((ProblemCode.READERS_DISAGREE, place, both))
        sheet.shown[row, col] = f"two readers: {both}"
    return set(differing)


def _at(values: list[list[Any]], row: int, col: int) -> Any:
    return values[row][col] if row < len(values) and col < len(values[row]) else None


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
        return value if value.strip() and value.strip().strip(_INVISIBLE) else None
    return value  # type: ignore[no-any-return]  # the other types calamine gives are all Values


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
