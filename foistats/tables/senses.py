"""What each cell could be: every cell of a grid with its possible meanings, found once."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from sys import intern
from types import MappingProxyType

from foistats.documents.model import Grid, Value, as_text
from foistats.model.values import Count
from foistats.naming.counts import CellSense, sense_of
from foistats.naming.forces import Area, area_named, area_reading
from foistats.naming.periods import PeriodReading, period_reading
from foistats.tables.words import tidy

# Where a count could stand: a number of any sort, a mark, or words that stand for one.
NUMERIC = frozenset(
    {
        CellSense.COUNT,
        CellSense.INTERVAL,
        CellSense.ABSENCE,
        CellSense.MARK,
        CellSense.NEGATIVE,
        CellSense.FRACTIONAL,
        CellSense.PERCENT,
        CellSense.MONEY,
        CellSense.ERROR,
    }
)
# A day with its month first or second, and its time, which doesn't matter here.
_SLASHED = re.compile(
    r"\s*(?P<first>\d{1,2})([/-])(?P<second>\d{1,2})\2(?P<year>(?:19|20)\d\d)"
    r"(?:,?\s+\d{1,2}:\d\d(?::\d\d)?(?:\s?[AaPp]\.?[Mm]\.?)?)?\s*"
)
_MAY_BE_DAYS = (CellSense.DATE, CellSense.TEXT)
_DECEMBER = 12
# One such day may be a slip of the pen.
_SHOWN_BY = 2


@dataclass(slots=True)
class SensedCell:
    """One non-empty cell: what it holds and what that could mean as a count.

    `text` is the cell as it is quoted, its line breaks folded. `named` is what a reviewed
    alias of the request makes of a name that the register hasn't.
    """

    value: Value
    sense: CellSense
    count: Count | None
    flag: str
    text: str
    named: Area | None = None

    @property
    def numeric(self) -> bool:
        """True where the cell could stand in a column of counts."""
        return self.sense in NUMERIC

    @property
    def period(self) -> PeriodReading | None:
        """What the cell means as a period, if it can be one."""
        return period_reading(self.value)

    @property
    def area(self) -> Area | None:
        """What the cell names as a force, region or other body, if it is nothing but a name."""
        return self.named if self.named is not None else area_reading(self.text)


@dataclass
class SensedGrid:
    """A grid with the senses of its cells, row by row; None is blank."""

    grid: Grid
    rows: list[list[SensedCell | None]]
    footnotes: list[tuple[int, str]] | None = None

    def at(self, row: int, col: int) -> SensedCell | None:
        """The cell at a place counted from 0."""
        return self.rows[row][col]

    def filled(self, row: int) -> list[tuple[int, SensedCell]]:
        """The non-empty cells of a row, from the left."""
        return self._filled[row]

    @cached_property
    def _filled(self) -> list[list[tuple[int, SensedCell]]]:
        return [[(c, cell) for c, cell in enumerate(row) if cell is not None] for row in self.rows]

    @cached_property
    def senses(self) -> frozenset[CellSense]:
        """The sorts of cells that the grid has: most have no fraction and nothing below zero."""
        return frozenset(cell.sense for cells in self._filled for _, cell in cells)

    @cached_property
    def words(self) -> list[tuple[int, str]]:
        """The row and text of every cell of words, from the top."""
        return [
            (row, cell.text)
            for row, cells in enumerate(self._filled)
            for _, cell in cells
            if not cell.numeric
        ]

    @cached_property
    def covered(self) -> dict[tuple[int, int], tuple[int, int]]:
        """For each cell covered by a merge, the first cell of that merge."""
        return {
            (r, c): (m.row, m.col)
            for m in self.grid.merges
            if (m.row_end - m.row + 1) * (m.col_end - m.col + 1) < 100_000
            for r in range(m.row, m.row_end + 1)
            for c in range(m.col, m.col_end + 1)
            if (r, c) != (m.row, m.col)
        }


def sense_grid(
    grid: Grid, aliases: Mapping[str, tuple[str, ...]] = MappingProxyType({})
) -> SensedGrid:
    """Give every cell of a grid its possible meanings; `aliases` are names of forces."""
    rows: list[list[SensedCell | None]] = []
    for r, row in enumerate(grid.rows):
        sensed: list[SensedCell | None] = []
        for c, written in enumerate(row):
            # A date that the sheet shows as "Apr-18" says that month, not its day.
            value = grid.shown.get((r, c), written) if grid.shown else written
            if value is None:
                sensed.append(None)
                continue
            sense, count, flag = sense_of(value)
            if sense is CellSense.BLANK:
                sensed.append(None)
                continue
            # The same small numbers stand everywhere, and each count keeps how it was written.
            text = intern(str(value)) if type(value) is int else tidy(as_text(value))
            sensed.append(SensedCell(value, sense, count, flag, text))
        if aliases:
            for cell in sensed:
                if cell is not None and cell.sense is CellSense.TEXT:
                    cell.named = area_named(cell.text, aliases)
        rows.append(sensed)
    _read_months_first(rows)
    return SensedGrid(grid, rows)


def _read_months_first(rows: Sequence[Sequence[SensedCell | None]]) -> None:
    """Give the days of a column that writes the month first: `4/13/2019` is 13 April.

    Several of them must show it, by a second number that no month has, and none the contrary.
    """
    written: dict[int, list[tuple[SensedCell, re.Match[str]]]] = {}
    for row in rows:
        for col, cell in enumerate(row):
            if cell is not None and isinstance(cell.value, str) and cell.sense in _MAY_BE_DAYS:
                found = _SLASHED.fullmatch(cell.value)
                if found is not None:
                    written.setdefault(col, []).append((cell, found))
    for days in written.values():
        first = [int(found["first"]) for _, found in days]
        second = [int(found["second"]) for _, found in days]
        if max(first) > _DECEMBER or sum(day > _DECEMBER for day in second) < _SHOWN_BY:
            continue
        for cell, found in days:
            try:
                day = date(int(found["year"]), int(found["first"]), int(found["second"]))
            except ValueError:
                continue
            # What stands there is still quoted.
            cell.value, cell.sense = day, CellSense.DATE
