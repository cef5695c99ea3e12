"""True bounds in fractions, from the dual values that HiGHS gives in floats.

Whatever the weights are, a sum of rows weighed with them bounds the objective (Neumaier and
Shcherbina, 2004); with the exact ones it is the least value itself. So no verdict hangs on a float.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

Vector = Mapping[int, Fraction]
"""A number for each variable that has one other than zero, by the variable's number."""

Limits = tuple[tuple[int, int | None], ...]
"""The least and the greatest value of each variable."""

_DENOMINATORS = (1, 60, 5_000, 1_000_000)
_SMALL = 1e-7


class Row(NamedTuple):
    """A sum of variables lies in an interval; None is no bound on that side."""

    terms: Vector
    low: Fraction | None
    high: Fraction | None


def sides_of(rows: Sequence[Row]) -> list[tuple[Row, Fraction, int]]:
    """Each bound of each row as one that holds from above, with the sign that makes it so."""
    found = []
    for row in rows:
        if row.low is not None:
            found.append((row, row.low, -1))
        if row.high is not None:
            found.append((row, row.high, 1))
    return found


def proved_bound(
    objective: Vector, rows: Sequence[Row], limits: Limits, found: Any
) -> Fraction | None:
    """The best true bound among those that the dual values give, made exact in several ways."""
    marginals = [float(dual) for dual in found.ineqlin.marginals] if rows else []
    sides = sides_of(rows)
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
