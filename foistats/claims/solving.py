"""The least whole-numbered value of a sum under constraints, never by a float alone.

HiGHS proposes, through SciPy; what it says is confirmed in fractions. A solution is rounded and put
into the constraints; a bound, or that there is no solution, is shown by `proofs`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, lcm
from typing import Any, NamedTuple

from foistats.claims.proofs import Limits, Row, Vector, proved_bound, sides_of

# What remains after variables were joined is small; a search that needs more is left open.
_MOST_NODES = 60
_MOST_NODES_FOR_ANY = 12
_SECONDS = 2.0
_NOT_WHOLE = 1e-6


@dataclass(frozen=True, slots=True)
class Least:
    """What was found: `possible` is None where neither a solution nor a proof of none was found.

    `value` is a true lower bound, None where there is none. `point` is a solution; it attains the
    value where `attained` says so.
    """

    possible: bool | None
    value: Fraction | None = None
    point: tuple[int, ...] | None = None
    attained: bool = False


def least(
    objective: Vector, rows: Sequence[Row], limits: Limits, sums: Sequence[Vector] = ()
) -> Least:
    """The least value of an objective over whole numbers within limits that meet all rows.

    `sums` are sums of the variables, each times a whole number, at which the search splits before
    it splits at a variable: many variables may add up to one figure in many ways.
    """
    scale = lcm(*(weight.denominator for weight in objective.values())) if objective else 1
    weights = {number: weight * scale for number, weight in objective.items()}
    open_nodes: list[tuple[Fraction | None, Limits, tuple[Row, ...]]] = [(None, limits, ())]
    best: tuple[Fraction, tuple[int, ...]] | None = None
    left: list[Fraction | None] = []
    for step in range(_MOST_NODES if objective else _MOST_NODES_FOR_ANY):
        if not open_nodes:
            break
        above, within, splits = open_nodes.pop()
        if best is not None and above is not None and above >= best[0]:
            continue
        node = _relaxed(weights, (*rows, *splits), within)
        if node.impossible:
            continue
        bound = None if node.bound is None else Fraction(ceil(node.bound))
        for point in _points(node.point, weights, rows, within, thoroughly=not step):
            reached = _dot(weights, point)
            if best is None or reached < best[0]:
                best = (reached, point)
        if best is not None and bound is not None and bound >= best[0]:
            continue
        if best is not None and bound is None:
            left.append(None)  # nothing bounds it: to split it would find no more
            continue
        if halves := _halves(node.point, sums):
            open_nodes += [(bound, within, (*splits, half)) for half in halves]
        elif branches := _branches(node.point, within):
            open_nodes += [(bound, branch, splits) for branch in branches]
        else:
            left.append(bound)
    left += [above for above, _, _ in open_nodes]
    if best is None:
        return Least(None if left else False, _lowest(left, None, scale) if left else None)
    value = _lowest(left, best[0], scale)
    return Least(True, value, best[1], attained=value == best[0] / scale)


def _lowest(left: Sequence[Fraction | None], best: Fraction | None, scale: int) -> Fraction | None:
    """The lowest of the bounds that are left, and of the best solution."""
    those = [*left, *([best] if best is not None else [])]
    known = [bound for bound in those if bound is not None]
    return None if len(known) < len(those) or not known else min(known) / scale


class _Node(NamedTuple):
    """What the relaxed problem says: proved impossible, or a true bound and perhaps a point."""

    impossible: bool
    bound: Fraction | None
    point: Sequence[float] | None


def _relaxed(objective: Vector, rows: Sequence[Row], limits: Limits) -> _Node:
    if any(high is not None and low > high for low, high in limits):
        return _Node(True, None, None)
    found = _highs(objective, rows, limits)
    if found.status == 0:
        bound = proved_bound(objective, rows, limits, found)
        return _Node(False, bound, found.x)
    # Unbounded, impossible, or in trouble: the sum of violations says which.
    count = len(limits)
    sides = [(row, side) for row in rows for side in (row.low, row.high) if side is not None]
    elastic, slack = [], count
    for row in rows:
        terms = dict(row.terms)
        if row.low is not None:
            terms[slack] = Fraction(1)
            slack += 1
        if row.high is not None:
            terms[slack] = Fraction(-1)
            slack += 1
        elastic.append(Row(terms, row.low, row.high))
    wider: Limits = (*limits, *((0, None) for _ in sides))
    violations = {number: Fraction(1) for number in range(count, slack)}
    found = _highs(violations, elastic, wider)
    if found.status != 0:
        return _Node(False, None, None)
    bound = proved_bound(violations, elastic, wider, found)
    if bound is not None and bound > 0:
        return _Node(True, None, None)
    return _Node(False, None, found.x[:count])


def _points(
    point: Sequence[float] | None,
    objective: Vector,
    rows: Sequence[Row],
    limits: Limits,
    *,
    thoroughly: bool,
) -> list[tuple[int, ...]]:
    """Whole-numbered points near a solution that meet all rows, by exact arithmetic."""
    if point is None:
        return []
    found = [one for one in _rounded(point, limits) if _meets(one, rows, limits)]
    if not found and thoroughly:
        found = [one for one in _whole_numbered(objective, rows, limits)
                 if _meets(one, rows, limits)]  # fmt: skip
    return found


def _whole_numbered(
    objective: Vector, rows: Sequence[Row], limits: Limits
) -> list[tuple[int, ...]]:
    """The point that HiGHS finds over whole numbers, to be confirmed; [] where it finds none."""
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp

    matrix = np.zeros((len(rows), len(limits)))
    for line, row in enumerate(rows):
        for number, weight in row.terms.items():
            matrix[line, number] = float(weight)
    weights = np.zeros(len(limits))
    for number, weight in objective.items():
        weights[number] = float(weight)
    found = milp(
        weights,
        integrality=np.ones(len(limits)),
        bounds=Bounds(
            [low for low, _ in limits], [np.inf if high is None else high for _, high in limits]
        ),
        constraints=LinearConstraint(
            matrix,
            [-np.inf if row.low is None else float(row.low) for row in rows],
            [np.inf if row.high is None else float(row.high) for row in rows],
        ),
        options={"time_limit": _SECONDS},
    )
    return [] if found.x is None else [tuple(round(value) for value in found.x)]


def _highs(objective: Vector, rows: Sequence[Row], limits: Limits) -> Any:
    import numpy as np
    from scipy.optimize import linprog

    weights = np.zeros(len(limits))
    for number, weight in objective.items():
        weights[number] = float(weight)
    upper, ends = [], []
    for row, side, sign in sides_of(rows):
        line = np.zeros(len(limits))
        for number, weight in row.terms.items():
            line[number] = float(weight * sign)
        upper.append(line)
        ends.append(float(side * sign))
    return linprog(
        weights,
        A_ub=np.array(upper) if upper else None,
        b_ub=ends or None,
        bounds=list(limits),
        method="highs",
    )


def _rounded(point: Sequence[float], limits: Limits) -> list[tuple[int, ...]]:
    """The whole-numbered points next to a solution, within the limits."""
    ways = (round, floor, ceil)
    return list(
        dict.fromkeys(
            tuple(
                min(max(way(value), low), _greatest(high))
                for value, (low, high) in zip(map(float, point), limits, strict=True)
            )
            for way in ways
        )
    )


def _greatest(high: int | None) -> int:
    """A limit from above, or a number that no count reaches."""
    return 10**15 if high is None else high


def _halves(point: Sequence[float] | None, sums: Sequence[Vector]) -> list[Row]:
    """The first sum that isn't whole at a point, held below and above it; [] if there is none."""
    if point is None:
        return []
    for terms in sums:
        value = sum(float(weight) * float(point[number]) for number, weight in terms.items())
        if abs(value - round(value)) > _NOT_WHOLE:
            return [
                Row(terms, Fraction(ceil(value)), None),
                Row(terms, None, Fraction(floor(value))),
            ]
    return []


def _branches(point: Sequence[float] | None, limits: Limits) -> list[Limits]:
    """The limits split at the variable that is furthest from a whole number."""
    if point is None:
        return []
    far, number = max((abs(value - round(value)), n) for n, value in enumerate(map(float, point)))
    if far < _NOT_WHOLE:
        # A solution in floats that no whole numbers near it confirm: split where there is room.
        widths = [
            (high is None or high > low, n) for n, (low, high) in enumerate(limits) if high != low
        ]
        if not widths:
            return []
        number = widths[0][1]
    low, high = limits[number]
    cut = floor(float(point[number]))
    cut = max(cut, low)
    if high is not None and cut >= high:
        cut = high - 1
    below = (*limits[:number], (low, cut), *limits[number + 1 :])
    above = (*limits[:number], (cut + 1, high), *limits[number + 1 :])
    return [above, below]


def _meets(point: Sequence[int], rows: Sequence[Row], limits: Limits) -> bool:
    inside = all(
        low <= value and (high is None or value <= high)
        for value, (low, high) in zip(point, limits, strict=True)
    )
    return inside and all(
        (row.low is None or _dot(row.terms, point) >= row.low)
        and (row.high is None or _dot(row.terms, point) <= row.high)
        for row in rows
    )


def _dot(weights: Vector, point: Sequence[int]) -> Fraction:
    return sum((weight * point[number] for number, weight in weights.items()), Fraction(0))
