"""The straight lines that paths draw, and the rules that such lines make: in columns."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from foistats.formats.pdf.pdfium import Array, filled, filled_rows, plain_calls
from foistats.formats.pdf.rules import AS_LONG, THICKEST_BORDER, THICKEST_LINE, Matrix, Rule, times

# Lines of a table lean no further than this, in points.
_LEAN = 0.5
# Rules this near are one, and one rule goes on over gaps of this size.
_APART, _GAP = 1.5, 3.0
# Further than any page reaches.
_FAR = 1e6


class Paths(NamedTuple):
    """What some paths draw: which are filled, and their lines, each with the path's place."""

    is_filled: Array
    owners: Array
    boxes: Array


def lines_of_paths(objects: Sequence[int], matrices: Sequence[Matrix | None], raw: Any) -> Paths:
    """The straight lines of paths, as boxes in the page's own units.

    A line is a side that is stroked, or a filled shape that is thin. `matrices` are those of the
    forms that paths lie in.
    """
    p = plain_calls()
    many = len(objects)
    modes = filled(p.Path_GetDrawMode, objects, shape=(many, 2), kind="i4")
    is_filled, is_stroked = modes[:, 0] != raw.FPDF_FILLMODE_NONE, modes[:, 1] != 0
    own = filled_rows(p.PageObj_GetMatrix, objects, shape=(many, 6), kind="f4").astype("f8")
    for at in [at for at, outer in enumerate(matrices) if outer is not None]:
        own[at] = times(tuple(own[at].tolist()), matrices[at])
    width = filled(p.PageObj_GetStrokeWidth, objects, shape=(many, 1), kind="f4")[:, 0]
    is_thin = is_stroked & (width * np.hypot(own[:, 0], own[:, 1]) <= THICKEST_BORDER)
    drawn = np.flatnonzero(is_filled | is_stroked)
    sides = _sides([objects[at] for at in drawn.tolist()], own[drawn], raw)
    lefts, bottoms, rights, tops = sides.box.T
    parts = int(sides.part[-1]) + 1 if len(sides.part) else 0
    around = np.stack((*np.full((2, parts), np.inf), *np.full((2, parts), -np.inf)), axis=1)
    for way, column in ((np.minimum, 0), (np.minimum, 1), (np.maximum, 2), (np.maximum, 3)):
        way.at(around[:, column], sides.part, sides.box[:, column])
    owner = np.zeros(parts, "i8")
    owner[sides.part] = drawn[sides.path]
    has_sides = np.isfinite(around[:, 0])
    across, down = around[:, 2] - around[:, 0], around[:, 3] - around[:, 1]
    whole = has_sides & is_filled[owner] & (are_long(across, down) | are_long(down, across))
    straight = ~sides.is_curved & (np.minimum(rights - lefts, tops - bottoms) <= _LEAN)
    single = straight & ~whole[sides.part] & is_thin[drawn[sides.path]]
    owners = np.append(owner[whole], drawn[sides.path[single]])
    return Paths(is_filled, owners, np.concatenate((around[whole], sides.box[single])))


class _Sides(NamedTuple):
    """The sides of paths: the path's place, the stroke of the pen it is part of, its box."""

    path: Array
    part: Array
    is_curved: Array
    box: Array


def _sides(objects: Sequence[int], matrices: Array, raw: Any) -> _Sides:
    p = plain_calls()
    counts = np.maximum(np.fromiter(map(p.Path_CountSegments, objects), "i8", len(objects)), 0)
    path = np.repeat(np.arange(len(objects)), counts)
    many = len(path)
    first = np.diff(path, prepend=-1) > 0
    within = np.arange(many) - np.flatnonzero(first)[np.cumsum(first) - 1]
    owners = map(objects.__getitem__, path.tolist())
    segments = list(map(p.Path_GetPathSegment, owners, within.tolist()))
    points = filled(p.PathSegment_GetPoint, segments, shape=(many, 2), kind="f4").astype("f8")
    kinds = np.fromiter(map(p.PathSegment_GetType, segments), "i8", many)
    closes = np.fromiter(map(p.PathSegment_GetClose, segments), "i8", many) != 0
    a, b, c, d, e, f = matrices[path].T
    points = np.stack(
        (a * points[:, 0] + c * points[:, 1] + e, b * points[:, 0] + d * points[:, 1] + f), axis=1
    )
    moves = kinds == raw.FPDF_SEGMENT_MOVETO
    begins = first | moves
    part = np.cumsum(begins) - 1
    # A path that moves nowhere first begins at zero.
    start = np.where(moves[begins][:, None], points[begins], 0.0)[part]
    before = np.concatenate((np.zeros((1, 2)), points[:-1])) if many else points
    before = np.where(np.append(True, closes[:-1])[:many, None], start, before)
    before = np.where(begins[:, None], start, before)
    side = np.flatnonzero(~moves)
    back = np.flatnonzero(~moves & closes & (points != start).any(axis=1))
    one = np.concatenate((before[side], points[back]))
    other = np.concatenate((points[side], start[back]))
    order = np.argsort(np.append(part[side], part[back]), kind="stable")
    curved = np.append(kinds[side] == raw.FPDF_SEGMENT_BEZIERTO, np.zeros(len(back), bool))
    box = np.concatenate((np.minimum(one, other), np.maximum(one, other)), axis=1)
    return _Sides(
        np.append(path[side], path[back])[order],
        np.append(part[side], part[back])[order],
        curved[order],
        box[order],
    )


def are_long(length: Array, thickness: Array) -> Array:
    """True for boxes of these measures that are lines."""
    thin = (thickness <= THICKEST_LINE) & (length > 2 * thickness)
    border = (thickness > THICKEST_LINE) & (thickness <= THICKEST_BORDER)
    return thin | (border & (length > AS_LONG * thickness))


def rules_of(boxes: Array) -> tuple[list[Rule], list[Rule]]:
    """Thin boxes as rules across and down. A dot where rules meet extends both, neither alone."""
    x0, top, x1, bottom = boxes.T
    width, height = x1 - x0, bottom - top
    is_across = are_long(width, height)
    is_down = are_long(height, width) & ~is_across
    across = np.stack(((top + bottom) / 2, x0, x1), axis=1)[is_across]
    down = np.stack(((x0 + x1) / 2, top, bottom), axis=1)[is_down]
    return joined(across), joined(down)


def joined(rules: Array) -> list[Rule]:
    """Rules (at, start, end) in line with each other as one, across small gaps.

    >>> joined(np.array([(10.0, 0, 50), (10.4, 51, 90), (30, 0, 50)]))
    [Rule(at=10.0, start=0.0, end=90.0), Rule(at=30.0, start=0.0, end=50.0)]
    """
    if not len(rules):
        return []
    rules = rules[np.lexsort((rules[:, 2], rules[:, 1], rules[:, 0]))]
    at = rules[:, 0]
    firsts = [0]
    while (following := int(np.searchsorted(at, at[firsts[-1]] + _APART, "right"))) < len(at):
        firsts.append(following)
    band = np.zeros(len(at), "i8")
    band[firsts[1:]] = 1
    band = np.cumsum(band)
    rules = rules[np.lexsort((rules[:, 1], band))]
    # Each band lies beyond the ends of the one before it, so that one pass joins them all.
    reach = np.maximum.accumulate(rules[:, 2] + band * _FAR) - band * _FAR
    apart = np.append(True, (band[1:] > band[:-1]) | (rules[1:, 1] > reach[:-1] + _GAP))
    starts = np.flatnonzero(apart)
    ends = reach[np.append(starts[1:], len(at)) - 1]
    heights = at[firsts][band[starts]]
    found = zip(heights.tolist(), rules[starts, 1].tolist(), ends.tolist(), strict=True)
    return [Rule(*rule) for rule in found]
