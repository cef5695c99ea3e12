"""One table of a document as it was understood, cell by cell, for a person who has to decide.

Runs in a worker process. Nothing of a sealed document is ever drawn, and of a released one only
what its page shows.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from foistats.documents.model import Document, Grid, as_text, column_letters
from foistats.reading.around import cells_of, corner_of, open_part
from foistats.reading.explain import said_of, understood
from foistats.reading.places import Finder, passage_at
from foistats.records import Asked, Declared
from foistats.tables.account import parts_of
from foistats.tables.entries import TableReading
from foistats.tables.senses import SensedGrid
from foistats.tables.words import tidy

DRAW = "foistats.reading.drawn:draw"
_CELL_LENGTH = 80
_TEXT_LENGTH = 2000
# As much of a large sheet as a person takes in: its heads, and what stands around the place.
_MOST_ROWS, _MOST_COLUMNS = 40, 14
_ROWS_AROUND, _COLUMNS_AROUND = 6, 4
_HEADS = 6

Spots = frozenset[tuple[int, int]]


class DrawnCell(NamedTuple):
    """A cell's text, the part that it plays (empty for a blank), and whether it is asked about."""

    text: str
    part: str
    marked: bool


class DrawnRow(NamedTuple):
    """A row by the number that its place gives it. `gap` is True where rows above are left out."""

    number: str
    cells: tuple[DrawnCell, ...]
    gap: bool = False


class Drawn(NamedTuple):
    """A table with the parts of its cells, or a passage; both empty where nothing can be shown.

    `said` is how the table was understood, in words. `rows_left_out` and `columns_left_out` count
    what a large sheet has beside what is shown.
    """

    name: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[DrawnRow, ...] = ()
    said: tuple[str, ...] = ()
    rows_left_out: int = 0
    columns_left_out: int = 0
    before: str = ""
    passage: str = ""
    after: str = ""


def draw(
    path: str,
    asked: Asked,
    declared: Declared,
    part: str,
    places: Sequence[str],
    words: Sequence[str] = (),
) -> Drawn:
    """Draw what stands at the first of some places that is found, with all of them marked.

    `part` is the path of a file inside the document, empty for itself. Cells of that table with one
    of the `words` are marked, too.
    """
    question = f"{asked.title}\n{asked.question}"
    document = open_part(
        Path(path), Path(path).name, part, question=question, released=declared.released
    )
    if document is None:
        return Drawn()
    for place in places:
        number = passage_at(document, place)
        if number is not None:
            return _passage(document, number)
    finder = Finder(document)
    for place in places:
        number = _grid_at(finder, document, place)
        if number is not None and not document.grids[number].hidden:
            grid = document.grids[number]
            marked = _marked(finder, number, places) | cells_of(grid, words)
            return _grid(document, grid, asked, declared, part, marked)
    return Drawn()


def _passage(document: Document, number: int) -> Drawn:
    texts = [one.text[:_TEXT_LENGTH] for one in document.passages]
    before = texts[number - 1] if number else ""
    after = texts[number + 1] if number + 1 < len(texts) else ""
    return Drawn(before=before, passage=texts[number], after=after)


def _grid_at(finder: Finder, document: Document, place: str) -> int | None:
    """The number of the grid that a place lies in, or is."""
    spot = finder.cell_at(place)
    if spot is not None:
        return spot.grid
    found = (n for n, grid in enumerate(document.grids) if corner_of(grid, place) is not None)
    return next(found, None)


def _marked(finder: Finder, number: int, places: Iterable[str]) -> Spots:
    spots = (finder.cell_at(place) for place in places)
    return frozenset((spot.row, spot.col) for spot in spots if spot and spot.grid == number)


def _grid(
    document: Document, grid: Grid, asked: Asked, declared: Declared, part: str, marked: Spots
) -> Drawn:
    read = understood(document, asked, declared, part=part, name=part)
    sensed = next((one for one in read.sensed if one.grid is grid), None)
    if sensed is None:
        return Drawn()
    readings = [reading for reading in read.readings if reading.table.sensed is sensed]
    parts = parts_of(sensed, readings)
    visible_rows = [r for r in range(len(grid.rows)) if r not in grid.hidden_rows]
    visible_cols = [c for c in range(grid.width) if c not in grid.hidden_cols]
    of_row: dict[int, set[str]] = {}
    for (row, _), role in parts.items():
        of_row.setdefault(row, set()).add(role)
    heads = {row for row, roles in of_row.items() if roles == {"headings"}}
    rows = _rows_shown(visible_rows, sorted(heads)[:_HEADS], {r for r, _ in marked})
    cols = _columns_shown(visible_cols, {c for _, c in marked})
    lines = []
    before = -1
    for row in rows:
        cells = tuple(_cell(sensed, row, col, parts, marked) for col in cols)
        gap = before >= 0 and visible_rows.index(row) > visible_rows.index(before) + 1
        lines.append(DrawnRow(_number(grid, row), cells, gap))
        before = row
    return Drawn(
        grid.name,
        tuple(_letters(grid, col) for col in cols),
        tuple(lines),
        _said(readings),
        len(visible_rows) - len(rows),
        len(visible_cols) - len(cols),
    )


def _said(readings: Sequence[TableReading]) -> tuple[str, ...]:
    return tuple(line.strip() for reading in readings for line in said_of(reading))


def _cell(
    sensed: SensedGrid,
    row: int,
    col: int,
    parts: dict[tuple[int, int], str],
    marked: Spots,
) -> DrawnCell:
    value = sensed.grid.rows[row][col]
    text = "" if value is None else tidy(as_text(value))
    cut = f"{text[:_CELL_LENGTH]}…" if len(text) > _CELL_LENGTH else text
    return DrawnCell(cut, parts.get((row, col), ""), (row, col) in marked)


def _rows_shown(rows: Sequence[int], heads: Sequence[int], marked: set[int]) -> list[int]:
    """All rows of a short sheet; of a long one its heads and those around what is asked about."""
    if len(rows) <= _MOST_ROWS:
        return list(rows)
    first = sorted(marked)[: _MOST_ROWS // (2 * _ROWS_AROUND + 1) + 1] or [rows[0]]
    wanted = {r for one in first for r in range(one - _ROWS_AROUND, one + _ROWS_AROUND + 1)}
    if not marked:
        wanted = set(rows[:_MOST_ROWS])
    return [r for r in rows if r in wanted or r in heads]


def _columns_shown(cols: Sequence[int], marked: set[int]) -> list[int]:
    if len(cols) <= _MOST_COLUMNS:
        return list(cols)
    if not marked:
        return list(cols[:_MOST_COLUMNS])
    wanted = {
        c
        for one in sorted(marked)[:2]
        for c in range(one - _COLUMNS_AROUND, one + _COLUMNS_AROUND + 1)
    }
    return [c for c in cols if c in wanted or c in cols[:2]]


def _number(grid: Grid, row: int) -> str:
    return str(grid.origins[row][2] + 1 if grid.origins else row + 1)


def _letters(grid: Grid, col: int) -> str:
    return column_letters(col) if grid.is_sheet and not grid.origins else str(col + 1)
