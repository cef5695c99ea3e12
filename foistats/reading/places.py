"""Places found again: from `Sheet1!C7` back to the cell, from `page 1, paragraph 4` to its text."""

import re
from typing import NamedTuple

from foistats.documents.model import Document, Grid, Passage

_CELL = re.compile(r"(?P<grid>.+)!(?P<col>[A-Z]{1,3})(?P<row>[1-9][0-9]{0,6})", re.DOTALL)
_IN_TABLE = re.compile(
    r"(?P<grid>.+), row (?P<row>[1-9][0-9]{0,6}), col (?P<col>[1-9][0-9]{0,4})", re.DOTALL
)
_IN_PASSAGE = re.compile(r", [a-z]+ \d+")


class Spot(NamedTuple):
    """A cell of a document by the number of its grid, its row and its column, from 0."""

    grid: int
    row: int
    col: int


class Finder:
    """Finds cells of one document by their places; a place that two cells have finds neither."""

    def __init__(self, document: Document) -> None:
        """Note where the rows of tables on pages are; sheets need no such list."""
        self.grids = document.grids
        self.on_page: dict[str, list[tuple[int, int]]] = {}
        for number, grid in enumerate(document.grids):
            for row, (page, table, line) in enumerate(grid.origins):
                self.on_page.setdefault(f"page {page}, table {table}, {line}", []).append(
                    (number, row)
                )

    def cell_at(self, place: str) -> Spot | None:
        """The one cell that a place names, blank or not; None where there is none, or no one."""
        match = _CELL.fullmatch(place) or _IN_TABLE.fullmatch(place)
        if match is None:
            return None
        name, line, written = match["grid"], int(match["row"]) - 1, match["col"]
        col = int(written) - 1 if written.isdecimal() else _column(written)
        rows = [
            *self.on_page.get(f"{name}, {line}", ()),
            *((n, line) for n, g in enumerate(self.grids) if g.name == name and not g.origins),
        ]
        found = [
            Spot(number, row, col)
            for number, row in rows
            if row < len(self.grids[number].rows)
            and col < self.grids[number].width
            and self.grids[number].place(row, col) == place
        ]
        return found[0] if len(found) == 1 else None


def cell_at(document: Document, place: str) -> Spot | None:
    """The one cell of a document that a place names."""
    return Finder(document).cell_at(place)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def is_visible(grid: Grid, row: int, col: int) -> bool:
    """True for a cell that nothing hides."""
    return not (grid.hidden or row in grid.hidden_rows or col in grid.hidden_cols)


def passage_at(document: Document, place: str) -> int | None:
    """The number of the one passage at a place, or around it (`page 1, paragraph 4, figure 2`)."""
    same = [n for n, one in enumerate(document.passages) if one.place == place]
    found = same or [n for n, one in enumerate(document.passages) if lies_in(place, one)]
    return found[0] if len(found) == 1 else None


def lies_in(place: str, passage: Passage) -> bool:
    """True where a place is a passage, or a part of one."""
    if place == passage.place:
        return True
    rest = place.removeprefix(passage.place)
    return rest != place and _IN_PASSAGE.fullmatch(rest) is not None


def standing(words: str, text: str) -> list[re.Match[str]]:
    """Where some words stand in a text, however its lines are broken.

    >>> [match.span() for match in standing("12 crimes", "We had 12\\n crimes, not 112 crimes.")]
    [(7, 17)]
    """
    parts = words.split()
    if not parts:
        return []
    before = r"(?<![\w.,])" if parts[0][0].isalnum() else ""
    after = r"(?!\w|[.,]\d)" if parts[-1][-1].isalnum() else ""
    return list(re.finditer(before + r"\s+".join(map(re.escape, parts)) + after, text))
