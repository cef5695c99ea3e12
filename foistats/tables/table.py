"""What a table is: rows and columns of a grid, by the part they play."""

from dataclasses import dataclass, field

from foistats.model.layouts import Layout
from foistats.tables.senses import SensedCell, SensedGrid


@dataclass(slots=True)
class Table:
    """One table: rows and columns of its grid by the part they play.

    `sections` gives for a data row the heading rows that stand alone above it; `joined` the rows
    whose label goes on in the next row (a row broken over a page); `blocks` numbers the runs of
    rows that blank rows part.
    """

    sensed: SensedGrid
    header_rows: list[int] = field(default_factory=list)
    data_rows: list[int] = field(default_factory=list)
    title_rows: list[int] = field(default_factory=list)
    note_rows: list[int] = field(default_factory=list)
    repeated_rows: list[int] = field(default_factory=list)
    label_cols: list[int] = field(default_factory=list)
    measure_cols: list[int] = field(default_factory=list)
    flag_cols: list[int] = field(default_factory=list)
    note_cols: list[int] = field(default_factory=list)
    numbering_cols: list[int] = field(default_factory=list)
    sections: dict[int, tuple[int, ...]] = field(default_factory=dict)
    joined: dict[int, list[int]] = field(default_factory=dict)
    blocks: dict[int, int] = field(default_factory=dict)
    left: int = 0
    right: int = 0
    declared: Layout | None = None

    @property
    def top(self) -> int:
        """The first row that belongs to the table itself."""
        return min([*self.header_rows[:1], *self.data_rows[:1]])

    @property
    def bottom(self) -> int:
        """The last row that belongs to the table itself."""
        return max([*self.header_rows[-1:], *self.data_rows[-1:]])

    @property
    def name(self) -> str:
        """The area of the table, as a person would look it up."""
        grid = self.sensed.grid
        if grid.origins:
            page, number, _ = grid.origins[self.top]
            suffix = f", row {self.top + 1}" if self.top and not self.declared else ""
            return f"page {page}, table {number}{suffix}"
        if not grid.is_sheet:
            return f"{grid.name}, row {self.top + 1}" if self.top else grid.name
        cols = [*self.label_cols, *self.measure_cols, *self.flag_cols]
        first, last = (min(cols), max(cols)) if cols else (self.left, self.right - 1)
        end = grid.place(self.bottom, last).rpartition("!")[2]
        return f"{grid.place(self.top, first)}:{end}"

    def heading(self, row: int, col: int, *, along: str = "") -> SensedCell | None:
        """A heading cell, found through the merge that covers the place.

        With `along` only a merge within that row (or col) counts: a heading merged over several
        heading rows belongs to the first of them.
        """
        cell = self.sensed.rows[row][col]
        if cell is None and (origin := self.sensed.covered.get((row, col))):
            if (along == "row" and origin[0] != row) or (along == "col" and origin[1] != col):
                return None
            cell = self.sensed.rows[origin[0]][origin[1]]
        return cell

    def title_of(self, col: int) -> str:
        """The lowest heading over a column: the title of a label column."""
        for row in reversed(self.header_rows):
            cell = self.heading(row, col)
            if cell is not None:
                return cell.text
        return ""
