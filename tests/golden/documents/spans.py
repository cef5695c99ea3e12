"""Random tables with cells over several rows and columns, and what is to be read in them."""

from typing import NamedTuple

from hypothesis import strategies as st

from foistats.documents.model import Merge


class SpannedCell(NamedTuple):
    """A cell by the rows and columns it covers, ends included."""

    row: int
    col: int
    row_end: int
    col_end: int
    text: str


class Spanned(NamedTuple):
    """A table fully covered by cells; its first row has no merged ones."""

    height: int
    width: int
    cells: tuple[SpannedCell, ...]

    @property
    def rows(self) -> list[list[str | None]]:
        """Each text at its cell's first place, None elsewhere."""
        rows: list[list[str | None]] = [[None] * self.width for _ in range(self.height)]
        for cell in self.cells:
            rows[cell.row][cell.col] = cell.text
        return rows

    @property
    def merges(self) -> tuple[Merge, ...]:
        """The areas of more than one place."""
        areas = (Merge(*cell[:4]) for cell in self.cells)
        return tuple(sorted(area for area in areas if area[:2] != area[2:]))

    def at_row(self, row: int) -> list[SpannedCell]:
        """The cells that cover a row, from the left."""
        return sorted(
            (cell for cell in self.cells if cell.row <= row <= cell.row_end),
            key=lambda cell: cell.col,
        )


@st.composite
def _spanned(draw: st.DrawFn) -> Spanned:
    width = draw(st.integers(2, 5))
    height = draw(st.integers(2, 6))
    cells = [SpannedCell(0, col, 0, col, f"20{col}0/{col}1") for col in range(width)]
    free = {(row, col) for row in range(1, height) for col in range(width)}
    while free:
        row, col = min(free)
        right = col
        while (row, right + 1) in free and draw(st.booleans()):
            right += 1
        down = row
        while all((down + 1, c) in free for c in range(col, right + 1)) and draw(st.booleans()):
            down += 1
        free -= {(r, c) for r in range(row, down + 1) for c in range(col, right + 1)}
        cells.append(SpannedCell(row, col, down, right, str(row * 100 + col)))
    return Spanned(height, width, tuple(cells))


SPANNED = _spanned()
