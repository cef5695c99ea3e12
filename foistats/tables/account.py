"""Every non-empty cell accounted for (docs/rules.md, rule 12): what is left over is a problem."""

from collections.abc import Iterable, Sequence
from itertools import product

from foistats.naming.counts import CellSense
from foistats.records import CellAccount
from foistats.tables.entries import TableReading
from foistats.tables.figures.amounts import Place
from foistats.tables.problems import Found
from foistats.tables.senses import SensedCell, SensedGrid
from schemas.problem_codes import ProblemCode


def account_for(
    sensed: Sequence[SensedGrid], readings: Sequence[TableReading], found: Found
) -> CellAccount:
    """Count the cells of a document by the part they play; report numbers that play none."""
    tally = {"counts": 0, "headings": 0, "totals": 0, "notes": 0, "ignored": 0, "unexplained": 0}
    for one in sensed:
        roles = _roles_in(one, readings)
        for row, cells in enumerate(one.rows):
            for col, cell in enumerate(cells):
                if cell is None:
                    continue
                role = roles.get((row, col)) or _role_outside(cell)
                if role is None:
                    if cell.period is None or not cell.period.bare:
                        found.add(
                            ProblemCode.CELL_UNEXPLAINED,
                            one.grid.place(row, col),
                            f"{cell.text[:60]!r} stands outside any table",
                        )
                    role = "unexplained"
                tally[role] += 1
    return CellAccount(**tally)


def unexplained(sensed: SensedGrid, readings: Sequence[TableReading]) -> set[Place]:
    """The cells of a grid that hold a figure which no reading of its tables explains."""
    roles = _roles_in(sensed, readings)
    return {
        (row, col)
        for row, cells in enumerate(sensed.rows)
        for col, cell in enumerate(cells)
        if cell is not None
        and (role := roles.get((row, col))) in (None, "unexplained")
        and (role or _is_outside(cell))
    }


def _is_outside(cell: SensedCell) -> bool:
    """True for a cell outside every table that holds a figure and not just a year."""
    return _role_outside(cell) is None and (cell.period is None or not cell.period.bare)


def parts_of(sensed: SensedGrid, readings: Sequence[TableReading]) -> dict[Place, str]:
    """The part that each non-empty cell of a grid plays, by the names of `CellAccount`."""
    roles = _roles_in(sensed, readings)
    return {
        (row, col): roles.get((row, col)) or _role_outside(cell) or "unexplained"
        for row, cells in enumerate(sensed.rows)
        for col, cell in enumerate(cells)
        if cell is not None
    }


def _roles_in(sensed: SensedGrid, readings: Sequence[TableReading]) -> dict[Place, str]:
    roles: dict[Place, str] = {}
    for reading in readings:
        if reading.table.sensed is sensed:
            roles |= _roles(reading)
    return roles


def _role_outside(cell: SensedCell) -> str | None:
    """The part that a cell outside every table plays: words and marks are notes."""
    return "notes" if not cell.numeric or cell.sense is CellSense.MARK else None


def _roles(reading: TableReading) -> dict[Place, str]:
    table, sums = reading.table, reading.sums
    roles: dict[Place, str] = {}

    def play(part: str, places: Iterable[Place]) -> None:
        roles.update(dict.fromkeys(places, part))

    width = range(table.left, table.right or table.sensed.grid.width)
    sections = {row for rows in table.sections.values() for row in rows}
    joined = {row for rows in table.joined.values() for row in rows}
    play("headings", product((*table.header_rows, *table.repeated_rows), width))
    play("notes", product((*table.title_rows, *table.note_rows), width))
    play("headings", product(sections | joined, width))
    play("headings", product(table.data_rows, (*table.label_cols, *table.numbering_cols)))
    if reading.not_counts:
        play("notes", product(table.data_rows, width))
    play("ignored", reading.ignored)
    play("counts", (entry.place for entry in reading.entries if entry.count is not None))
    total_rows = [row for row in table.data_rows if row in sums.rows]
    total_cols = [col for col in table.measure_cols if col in sums.cols]
    totals = {*product(total_rows, table.measure_cols), *product(table.data_rows, total_cols)}
    play("totals", totals - reading.ignored)
    play("unexplained", reading.unread)
    return roles
