"""What stands around a place in a document, for a person to look at. Runs in a worker process.

A document comes in by the same door as for reading: nothing of a sealed one is ever shown, and of
a released one only what its page shows.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from foistats.documents.model import Document, Grid, as_text, column_letters
from foistats.errors import DocumentRefused
from foistats.formats.opening import enter
from foistats.naming.counts import sense_of
from foistats.reading.file import read_reply
from foistats.reading.places import cell_at, is_visible, passage_at
from foistats.records import Asked, Declared, DocumentReading
from foistats.tables.senses import NUMERIC
from foistats.tables.shape.layouts import read_area
from foistats.tables.words import tidy

LOOK = "foistats.reading.around:look"
_CELL_LENGTH = 40
_TEXT_LENGTH = 700
_ROWS, _COLUMNS = 3, 2
_MOST_COLUMNS = 8


class Wanted(NamedTuple):
    """What is to be looked at: a place in the document, or in a file inside it.

    `words` are those of the problem: where the place is a table, the cell that has them is shown.
    """

    part: str
    place: str
    words: str = ""


class Excerpt(NamedTuple):
    """The cells around a place with their columns' letters, or the passage that stands there.

    `place` is the cell in the middle and `says` its own text; None where there is no one cell.
    """

    text: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    place: str = ""
    says: str | None = None


class Looked(NamedTuple):
    """A document as read with what is declared now, and the excerpts that were wanted."""

    reading: DocumentReading
    excerpts: tuple[Excerpt, ...]


def look(path: str, asked: Asked, declared: Declared, wanted: Sequence[Wanted]) -> Looked:
    """Read a document as a run would, and show what stands around some places of it."""
    reading = read_reply(path, asked, declared)
    if reading.hidden and not declared.released:
        return Looked(reading, tuple(Excerpt() for _ in wanted))
    opened: dict[str, Document | None] = {}
    excerpts = []
    for one in wanted:
        if one.part not in opened:
            question = f"{asked.title}\n{asked.question}"
            opened[one.part] = open_part(
                Path(path), Path(path).name, one.part, question=question, released=declared.released
            )
        document = opened[one.part]
        excerpts.append(Excerpt() if document is None else excerpt(document, one.place, one.words))
    return Looked(reading, tuple(excerpts))


def open_part(
    path: Path, name: str, part: str, *, question: str, released: bool
) -> Document | None:
    """The document, or the file inside it that `part` names, as far as the door lets it in.

    `name` is what the document was received as, `question` what was asked, `released` True where a
    person had the visible part of a sealed document read.
    """
    from foistats.formats.opening import content_of

    try:
        content = content_of(path)
        for inner in [*part.split("/"), ""] if part else [""]:
            entered = enter(content, name, question=question, released=released)
            document = entered.document
            if document is None or not inner:
                return document
            inside = next((one for one in document.parts if one.name == inner), None)
            if inside is None:
                return None
            content, name = inside.content, inside.name
    except DocumentRefused:
        return None
    return None


def excerpt(document: Document, place: str, words: str = "") -> Excerpt:
    """What stands around a place; nothing where the document shows no such place.

    `words` are looked for in a table that the place names, and in a passage that is too long.
    """
    number = passage_at(document, place)
    if number is not None:
        return Excerpt(text=cut_around(document.passages[number].text, words))
    spot = cell_at(document, place)
    if spot is not None:
        grid = document.grids[spot.grid]
        if not is_visible(grid, spot.row, spot.col):
            return Excerpt()
        return _around(grid, spot.row, spot.col)
    for grid in document.grids:
        corner = corner_of(grid, place)
        if corner is not None and not grid.hidden:
            found = _cells_with(grid, words) if words else []
            if found:
                row, col = found[0]
                shown = _around(grid, row, col)
                return shown if len(found) == 1 else shown._replace(place="", says=None)
            return _window(grid, [*range(corner[0], corner[0] + 2 * _ROWS)], range(corner[1], 99))
    return Excerpt()


def cut_around(text: str, words: str, *, length: int = _TEXT_LENGTH) -> str:
    """A text, or as much of it as a person takes in, with the words; a dot shows where it was cut.

    >>> cut_around("one two three four", "three", length=9)
    '… three …'
    """
    if len(text) <= length:
        return text
    room = length - 2
    start = max(0, text.find(words) - max(0, (room - len(words)) // 2)) if words else 0
    start = min(start, len(text) - room)
    before, after = "…" * (start > 0), "…" * (start + room < len(text))
    return f"{before}{text[start : start + room]}{after}"


def corner_of(grid: Grid, place: str) -> tuple[int, int] | None:
    """The first row and column of a grid's table that a place names."""
    if place == grid.name:
        return 0, 0
    if grid.origins:
        page, table, _ = grid.origins[0]
        named = f"page {page}, table {table}"
        return (0, 0) if place == named or place.startswith(f"{named}, row ") else None
    if not grid.is_sheet:
        return (0, 0) if place.startswith(f"{grid.name}, row ") else None
    sheet, _, area = place.rpartition("!")
    if sheet != grid.name:
        return None
    try:
        found = read_area(area.split(" [")[0])
    except ValueError:
        return None
    return found.top, found.left


def cells_of(grid: Grid, words: Sequence[str]) -> frozenset[tuple[int, int]]:
    """The visible cells of a grid that have just one of some texts."""
    return frozenset(spot for word in words for spot in _cells_with(grid, word))


def _cells_with(grid: Grid, words: str) -> list[tuple[int, int]]:
    said = tidy(words)
    return [
        (r, c)
        for r, row in enumerate(grid.rows)
        for c, value in enumerate(row)
        if value is not None and is_visible(grid, r, c) and tidy(as_text(value)) == said
    ]


def _around(grid: Grid, row: int, col: int) -> Excerpt:
    """Some rows and columns around a cell, with what labels its row and what heads its column."""
    rows = [*range(max(0, row - _ROWS), min(len(grid.rows), row + _ROWS + 1))]
    heading = next((r for r in range(rows[0] - 1, -1, -1) if _is_words(grid, r, col)), None)
    cols = {c for c in range(col - _COLUMNS, col + _COLUMNS + 1) if 0 <= c < grid.width}
    labels = next((c for c in range(grid.width) if _is_words(grid, row, c)), col)
    shown = _window(
        grid, [*([heading] if heading is not None else []), *rows], sorted({labels, *cols})
    )
    return shown._replace(place=grid.place(row, col), says=tidy(as_text(grid.rows[row][col])))


def _is_words(grid: Grid, row: int, col: int) -> bool:
    value = grid.rows[row][col]
    return value is not None and is_visible(grid, row, col) and sense_of(value)[0] not in NUMERIC


def _window(grid: Grid, rows: Sequence[int], cols: Sequence[int]) -> Excerpt:
    """Visible cells only, each cut to a length that a person takes in."""
    shown_rows = [r for r in rows if r < len(grid.rows) and r not in grid.hidden_rows]
    shown_cols = [c for c in cols if c < grid.width and c not in grid.hidden_cols][:_MOST_COLUMNS]
    lines = tuple(
        (
            _number(grid, r),
            *(
                cut_around(tidy(as_text(grid.rows[r][c])), "", length=_CELL_LENGTH)
                for c in shown_cols
            ),
        )
        for r in shown_rows
    )
    columns = tuple(column_letters(c) if grid.is_sheet and not grid.origins else str(c + 1)
                    for c in shown_cols)  # fmt: skip
    return Excerpt(columns=columns, rows=lines)


def _short(text: str) -> str:
    return cut_around(tidy(text), "", length=_CELL_LENGTH)


def _number(grid: Grid, row: int) -> str:
    return str(grid.origins[row][2] + 1 if grid.origins else row + 1)
