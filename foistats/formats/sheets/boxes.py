"""Where a picture or a box lies on a sheet: which cells are under it with all of their room.

Lengths are in English Metric Units: 12,700 to a point, 9,525 to a dot on the screen.
"""

from collections.abc import Callable
from typing import NamedTuple

from foistats.documents.limits import current
from foistats.documents.model import Merge

POINT, DOT = 12_700, 9_525
# A margin of two dots: a box drawn by hand doesn't meet the lines of the grid.
_SLACK = 2 * DOT


class Corner(NamedTuple):
    """A corner of a box: a row, how far below its top, a column, how far right of its left edge."""

    row: int
    down: float
    col: int
    right: float


class Lines(NamedTuple):
    """The grid of a sheet: how high each row is and how wide each column."""

    height: Callable[[int], float]
    width: Callable[[int], float]

    def moved(self, start: Corner, down: float, right: float) -> Corner:
        """The corner that lies some way below and to the right of another."""
        row, down = _step(start.row, start.down + down, self.height, current().rows)
        col, right = _step(start.col, start.right + right, self.width, current().columns)
        return Corner(row, down, col, right)

    def under(self, start: Corner, end: Corner) -> Merge | None:
        """The cells between two corners that are wholly covered, None where no cell is."""
        area = Merge(
            start.row + (start.down > _SLACK),
            start.col + (start.right > _SLACK),
            end.row - (end.down + _SLACK < self.height(end.row)),
            end.col - (end.right + _SLACK < self.width(end.col)),
        )
        return area if area.row <= area.row_end and area.col <= area.col_end else None


def _step(at: int, way: float, size: Callable[[int], float], most: int) -> tuple[int, float]:
    """How many rows or columns a way goes over, and what is left of it in the last one."""
    while at < most and way > size(at):
        way -= size(at)
        at += 1
    return at, way
