"""Controlled rounding: every figure to a multiple of five beside it, so that sums still add up.

As Cox (Journal of the American Statistical Association 82, 1987) and Salazar-Gonzalez (Mathematical
Programming 105, 2006) pose it, solved by HiGHS. Single counts go to a multiple next to them; where
sums can't all do so at once, as in tables of three ways, they may go one further, which is said.
What is printed is the interval in which the number can be: a rounded number as if it was the count
would be a wrong one.
"""

from collections.abc import Mapping
from typing import NamedTuple

from foistats.disclosure.publication import Key, Publication
from foistats.errors import FoistatsError

BASE = 5
_MOST_FURTHER = 3
_PENALTY = 1000.0
_SECONDS = 60.0


class Rounded(NamedTuple):
    """The multiple of five of each figure, and the interval in which each is printed."""

    numbers: Mapping[Key, int]
    printed: Mapping[Key, tuple[int, int]]


def rounded(publication: Publication, *, seconds: float = _SECONDS) -> Rounded:
    """Round every exact figure; a figure over a force's mark is printed as the sum of its parts."""
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import coo_array

    exact = {
        key: one.low
        for key, one in publication.figures.items()
        if not one.hidden and one.low == one.high
    }
    of_sums = {whole[0]: parts for whole, parts in publication.sums if len(whole) == 1}

    def leaves(key: Key) -> list[str]:
        return [leaf for name in key for leaf in of_sums.get(name, (name,))]

    counts = sorted({name for key in exact for name in leaves(key) if (name,) in exact})
    number = {name: n for n, name in enumerate(counts)}
    sums = [
        key for key in exact if len(leaves(key)) > 1 and all(name in number for name in leaves(key))
    ]
    lines, columns, values = [], [], []
    low, high = [], []
    for line, key in enumerate(sums):
        those = leaves(key)
        least = sum(_below(exact[(name,)]) for name in those)
        for name in those:
            lines.append(line)
            columns.append(number[name])
            values.append(float(BASE))
        low.append(_below(exact[key]) - least)
        high.append(_above(exact[key]) - least)
    size = len(counts) + len(sums)
    further = coo_array(
        ([float(BASE)] * len(sums), (range(len(sums)), range(len(counts), size))),
        shape=(len(sums), size),
    )
    matrix = coo_array((values, (lines, columns)), shape=(len(sums), size))
    rest = [exact[(name,)] % BASE for name in counts]
    found = milp(
        np.array([BASE - 2.0 * one if one else 0.0 for one in rest] + [_PENALTY] * len(sums)),
        integrality=np.ones(size),
        bounds=Bounds([0.0] * size, [float(one > 0) for one in rest] + [_MOST_FURTHER] * len(sums)),
        constraints=[
            LinearConstraint(matrix + further, np.array(low, dtype=float), np.inf),
            LinearConstraint(matrix - further, -np.inf, np.array(high, dtype=float)),
        ]
        if sums
        else [],
        options={"time_limit": seconds},
    )
    if found.x is None:
        raise FoistatsError(
            'these figures can\'t be rounded so that they add up; write method = "suppress" in'
            " [disclosure] of request.toml"
        )
    numbers: dict[Key, int] = {
        (name,): _below(exact[(name,)]) + BASE * round(found.x[number[name]]) for name in counts
    }
    most = max((round(one) for one in found.x[len(counts) :]), default=0)
    for key in sums:
        numbers[key] = sum(numbers[(name,)] for name in leaves(key))
    printed = {
        key: _interval(value, 0 if len(leaves(key)) == 1 else most)
        for key, value in numbers.items()
    }
    for key in publication.figures.keys() - numbers.keys():
        one = publication.figures[key]
        if one.hidden:
            continue
        parts = [printed.get((name,), _marked(publication, name)) for name in leaves(key)]
        if all(part is not None for part in parts):
            ends = [part for part in parts if part is not None]
            printed[key] = (sum(a for a, _ in ends), sum(b for _, b in ends))
    return Rounded(numbers, printed)


def _marked(publication: Publication, name: str) -> tuple[int, int] | None:
    one = publication.figures.get((name,))
    return None if one is None or not one.hidden or one.high is None else (one.low, one.high)


def _below(value: int) -> int:
    return value - value % BASE


def _above(value: int) -> int:
    return _below(value) + (BASE if value % BASE else 0)


def _interval(value: int, further: int) -> tuple[int, int]:
    """What a reader knows of the count behind a rounded number.

    >>> _interval(10, 0), _interval(0, 0)
    ((6, 14), (0, 4))
    """
    reach = BASE - 1 + BASE * further
    return max(0, value - reach), value + reach
