"""Columns of measurements beside columns of counts: means, prices, scores, with parts of a whole.

`Crimes | Mean satisfaction`: 7.52 counts nothing, and says nothing against the crimes beside it.
"""

from foistats.naming.counts import CellSense
from foistats.tables.shape.axes import Axis, Line
from foistats.tables.table import Table
from foistats.tables.words import Claim

# Fewer figures may be whole, or not, by accident.
_TELLING = 5


def set_aside_measurements(table: Table, cols: Axis) -> None:
    """Mark the columns of fractions as no counts, where the others hold whole numbers throughout.

    A column below a period, or without a heading, is of the same measure as those beside it.
    """
    shown = {col: _fractions_and_whole(table, col) for col in cols.lines}
    left = [line for line in cols.lines.values() if line.claim is not Claim.DERIVED]
    measured = [
        line for line in left if _has_own_heading(line) and _is_fractional(*shown[line.index])
    ]
    others = [shown[line.index] for line in left if line not in measured]
    if not measured or any(fractions for fractions, _ in others):
        return
    if not any(whole >= _TELLING for _, whole in others):
        return
    for line in measured:
        line.claim, line.left_out = Claim.DERIVED, "most of its figures are no whole numbers"


def _has_own_heading(line: Line) -> bool:
    dated = line.period is not None or line.part is not None or line.unsettled or line.no_period
    return bool(line.labels) and line.area is None and not dated


def _is_fractional(fractions: int, whole: int) -> bool:
    return fractions + whole >= _TELLING and fractions > whole


def _fractions_and_whole(table: Table, col: int) -> tuple[int, int]:
    """How many cells of a column are no whole numbers, or below zero, and how many count."""
    cells = [cell for row in table.data_rows if (cell := table.sensed.at(row, col)) is not None]
    fractions = sum(cell.sense in (CellSense.FRACTIONAL, CellSense.NEGATIVE) for cell in cells)
    return fractions, sum(cell.sense is CellSense.COUNT for cell in cells)
