"""The least whole-numbered value of a sum under constraints, never by a float alone.

HiGHS proposes, through SciPy; what it says is confirmed in rationals. A solution is rounded and put
into the constraints. A bound comes from HiGHS's dual values, made fractions: whatever they are,
the sum that they weigh the constraints with is a true bound (Neumaier and Shcherbina, 2004), and a
problem without solution is shown to be one by the same on the sum of its violations.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, lcm
from typing import Any, NamedTuple

Vector = Mapping[int, Fraction]
"""A number for each variable that has one other than zero, by the variable's number."""

Limits = tuple[tuple[int, int | None], ...]
"""The least and the greatest value of each variable."""

# What remains after variables were joined is small; a search that needs more is left open.
_MOST_NODES = 60
_MOST_NODES_FOR_ANY = 12
_SECONDS = 2.0
_DENOMINATORS = (1, 60, 5_000, 1_000_000)
_SMALL = 1e-7
_NOT_WHOLE = 1e-6


class Row(NamedTuple):
    """A sum of variables lies in an interval; None is no bound on that side."""

    terms: Vector
    low: Fraction | None
    high: Fraction | None


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
        bound = _safe_bound(objective, rows, limits, found)
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
    bound = _safe_bound(violations, elastic, wider, found)
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
    for row, side, sign in _sides(rows):
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


def _sides(rows: Sequence[Row]) -> list[tuple[Row, Fraction, int]]:
    """Each bound of each row as one that holds from above, with the sign that makes it so."""
    found = []
    for row in rows:
        if row.low is not None:
            found.append((row, row.low, -1))
        if row.high is not None:
            found.append((row, row.high, 1))
    return found


def _safe_bound(
    objective: Vector, rows: Sequence[Row], limits: Limits, found: Any
) -> Fraction | None:
    """The best true bound among those that the dual values give, made exact in several ways."""
    marginals = [float(dual) for dual in found.ineqlin.marginals] if rows else []
    sides = _sides(rows)
    tried = [_exact_duals(objective, sides, limits, marginals, list(map(float, found.x)))]
    bound = _weighed(objective, sides, limits, tried[0])
    if bound is not None:
        return bound
    rounded = [
        [Fraction(dual).limit_denominator(most) for dual in marginals] for most in _DENOMINATORS
    ]
    bounds = [_weighed(objective, sides, limits, weights) for weights in rounded]
    return max((one for one in bounds if one is not None), default=None)


def _weighed(
    objective: Vector,
    sides: Sequence[tuple[Row, Fraction, int]],
    limits: Limits,
    weights: Sequence[Fraction],
) -> Fraction | None:
    """What the rows, so weighed, show that the objective is at least; None if they show nothing."""
    bound = Fraction(0)
    rest = dict(objective)
    for (row, side, sign), weight in zip(sides, weights, strict=True):
        if weight >= 0:
            continue
        bound += weight * side * sign
        for number, term in row.terms.items():
            rest[number] = rest.get(number, Fraction(0)) - weight * term * sign
    for number, cost in rest.items():
        low, high = limits[number]
        if cost > 0:
            bound += cost * low
        elif cost < 0 and high is None:
            return None
        elif cost < 0:
            bound += cost * (high or 0)
    return bound


def _exact_duals(
    objective: Vector,
    sides: Sequence[tuple[Row, Fraction, int]],
    limits: Limits,
    marginals: Sequence[float],
    point: Sequence[float],
) -> list[Fraction]:
    """The dual values as fractions, from the variables that lie within their limits.

    For each of those the weighed rows must add up to what the objective has: these equations are
    solved in fractions for the rows that HiGHS gives a weight.
    """
    active = [number for number, dual in enumerate(marginals) if abs(dual) > _SMALL]
    equations = []
    for variable, ((low, high), value) in enumerate(zip(limits, point, strict=True)):
        if value - low > _SMALL and (high is None or high - value > _SMALL):
            terms = [
                sides[number][0].terms.get(variable, Fraction(0)) * sides[number][2]
                for number in active
            ]
            equations.append([*terms, objective.get(variable, Fraction(0))])
    solved = _solved(equations, [marginals[number] for number in active])
    weights = [Fraction(0)] * len(marginals)
    for number, weight in zip(active, solved, strict=True):
        weights[number] = weight
    return weights


def _solved(equations: list[list[Fraction]], near: Sequence[float]) -> list[Fraction]:
    """A solution of linear equations; what they leave open is taken from a solution in floats."""
    unknowns = len(near)
    pivots: dict[int, list[Fraction]] = {}
    for equation in equations:
        line = list(equation)
        for column, pivot in pivots.items():
            if line[column]:
                factor = line[column]
                line = [a - factor * b for a, b in zip(line, pivot, strict=True)]
        column = next((n for n in range(unknowns) if line[n]), -1)
        if column < 0:
            continue
        line = [a / line[column] for a in line]
        for other, pivot in pivots.items():
            if pivot[column]:
                factor = pivot[column]
                pivots[other] = [a - factor * b for a, b in zip(pivot, line, strict=True)]
        pivots[column] = line
    values = [Fraction(one).limit_denominator(_DENOMINATORS[-1]) for one in near]
    for column, line in pivots.items():
        free = (line[n] * values[n] for n in range(unknowns) if n not in pivots and line[n])
        values[column] = line[-1] - sum(free, Fraction(0))
    return values


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
