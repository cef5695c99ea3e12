"""Rules across and down a page, and the measures of what is one."""

from typing import NamedTuple

Matrix = tuple[float, float, float, float, float, float]

# A line is thin; anything thicker is shading, which word processors also draw behind paragraphs.
THICKEST_LINE = 2.0
# A border that parts or surrounds a whole table may be this thick, and is many times as long.
THICKEST_BORDER = 4.0
AS_LONG = 10.0


class Rule(NamedTuple):
    """A straight line, `at` a height (across) or a distance (down), from `start` to `end`."""

    at: float
    start: float
    end: float


def times(inner: Matrix, outer: Matrix | None) -> Matrix:
    """One matrix within another."""
    if outer is None:
        return inner
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )
