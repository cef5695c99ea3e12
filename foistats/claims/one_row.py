"""The least value of a sum whose variables one row binds, all with the same weight.

That is what a reply for several years together, or of several forces, mostly comes to. Filling the
cheapest variables first, or emptying the dearest, gives the least value in whole numbers; no
library needs to be loaded for it.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor

from foistats.claims.proofs import Limits, Row, Vector


def point_of_one_row(objective: Vector, row: Row, limits: Limits) -> tuple[int, ...] | bool | None:
    """Where the least value is; False where nothing meets the row, None where it isn't such a case.

    It is no such case either if nothing bounds the objective.
    """
    weights = set(row.terms.values())
    if len(weights) != 1 or len(row.terms) != len(limits) or min(weights) <= 0:
        return None
    (weight,) = weights
    low = None if row.low is None else ceil(row.low / weight)
    high = None if row.high is None else floor(row.high / weight)
    if low is not None and high is not None and low > high:
        return False
    costs = [objective.get(number, Fraction(0)) for number in range(len(limits))]
    point = [least for least, _ in limits]
    total = sum(point)
    if high is not None and total > high:
        return False
    # Each that lowers the objective is raised, those that lower it most before the others.
    for number in _by_cost(costs):
        least, greatest = limits[number]
        wanted = None if costs[number] < 0 else 0 if low is None else max(0, low - total)
        room = [one for one in (wanted, None if high is None else high - total,
                                None if greatest is None else greatest - least)
                if one is not None]  # fmt: skip
        if not room:
            return None  # nothing bounds it
        more = max(0, min(room))
        point[number] += more
        total += more
    return False if low is not None and total < low else tuple(point)


def _by_cost(costs: Sequence[Fraction]) -> list[int]:
    return sorted(range(len(costs)), key=lambda number: (costs[number], number))
