"""The straight lines that a page draws, as rules across and down; those in line as one."""

import ctypes
import math
from collections.abc import Iterable
from typing import Any, NamedTuple

from foistats.formats.pdf.turned import Box

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]

# A line is thin; anything thicker is shading, which word processors also draw behind paragraphs.
THICKEST_LINE = 2.0
# A border that parts or surrounds a whole table may be this thick, and is many times as long.
_THICKEST_BORDER = 4.0
_AS_LONG = 10.0
# Lines of a table lean no further than this, in points.
_LEAN = 0.5


class Rule(NamedTuple):
    """A straight line, `at` a height (across) or a distance (down), from `start` to `end`."""

    at: float
    start: float
    end: float


def rules_of(boxes: Iterable[Box]) -> tuple[list[Rule], list[Rule]]:
    """Thin boxes as rules across and down. A dot where rules meet extends both, neither alone."""
    across, down = [], []
    for x0, top, x1, bottom in boxes:
        width, height = x1 - x0, bottom - top
        if is_long(width, height):
            across.append(Rule((top + bottom) / 2, x0, x1))
        elif is_long(height, width):
            down.append(Rule((x0 + x1) / 2, top, bottom))
    return joined(across), joined(down)


def joined(rules: Iterable[Rule], *, apart: float = 1.5, gap: float = 3.0) -> list[Rule]:
    """Rules in line with each other as one, across small gaps.

    >>> joined([Rule(10, 0, 50), Rule(10.4, 51, 90), Rule(30, 0, 50)])
    [Rule(at=10, start=0, end=90), Rule(at=30, start=0, end=50)]
    """
    out: list[Rule] = []
    band: list[Rule] = []
    for rule in sorted(rules):
        if band and rule.at - band[0].at > apart:
            out += _joined_band(band, gap)
            band = []
        band.append(rule)
    return out + (_joined_band(band, gap) if band else [])


def _joined_band(band: list[Rule], gap: float) -> list[Rule]:
    out: list[Rule] = []
    for rule in sorted(band, key=lambda r: r.start):
        if out and rule.start <= out[-1].end + gap:
            out[-1] = out[-1]._replace(end=max(out[-1].end, rule.end))
        else:
            out.append(rule._replace(at=band[0].at))
    return out


def matrix_of(one: Any, raw: Any) -> Matrix:
    """The matrix of a page object of PDFium's."""
    found = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(one, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


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


def is_long(length: float, thickness: float) -> bool:
    """True for a box of these measures that is a line."""
    if thickness <= THICKEST_LINE:
        return length > 2 * thickness
    return thickness <= _THICKEST_BORDER and length > _AS_LONG * thickness


def lines_of_path(one: Any, matrix: Matrix | None, raw: Any) -> tuple[bool, list[Box]]:
    """Whether a path is filled, and its straight lines, as boxes in the page's own units.

    A line is a side that is stroked, or a filled shape that is thin.
    """
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(one, fill, stroke)
    is_filled = bool(fill.value != raw.FPDF_FILLMODE_NONE)
    is_stroked = bool(stroke.value)
    if not is_filled and not is_stroked:
        return False, []
    whole = times(matrix_of(one, raw), matrix)
    width = ctypes.c_float()
    raw.FPDFPageObj_GetStrokeWidth(one, width)
    is_thin_stroke = is_stroked and width.value * math.hypot(*whole[:2]) <= _THICKEST_BORDER
    lines: list[Box] = []
    for part in _parts(one, whole, raw):
        box = _around([point for side in part for point in side.ends])
        across, down = box[2] - box[0], box[3] - box[1]
        if is_filled and (is_long(across, down) or is_long(down, across)):
            lines.append(box)
        elif is_thin_stroke:
            lines += [_around(side.ends) for side in part if side.runs_straight]
    return is_filled, lines


class _Side(NamedTuple):
    """One side of a path, from point to point."""

    ends: tuple[Point, Point]
    is_curved: bool

    @property
    def runs_straight(self) -> bool:
        """True for a side that runs across or down."""
        (x0, y0), (x1, y1) = self.ends
        return not self.is_curved and min(abs(x1 - x0), abs(y1 - y0)) <= _LEAN


def _parts(one: Any, matrix: Matrix, raw: Any) -> list[list[_Side]]:
    """The sides of each part of a path that is drawn without lifting the pen."""
    a, b, c, d, e, f = matrix
    parts: list[list[_Side]] = [[]]
    x, y = ctypes.c_float(), ctypes.c_float()
    start = at = (0.0, 0.0)
    for index in range(max(raw.FPDFPath_CountSegments(one), 0)):
        segment = raw.FPDFPath_GetPathSegment(one, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            parts.append([])
            start = at = point
            continue
        parts[-1].append(_Side((at, point), kind == raw.FPDF_SEGMENT_BEZIERTO))
        at = point
        if raw.FPDFPathSegment_GetClose(segment) and at != start:
            parts[-1].append(_Side((at, start), is_curved=False))
            at = start
    return [part for part in parts if part]


def _around(points: Iterable[Point]) -> Box:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)
