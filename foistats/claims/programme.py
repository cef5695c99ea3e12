"""Sums of counts under all that is known of them, made small and answered exactly.

Counts that stand in just the same sums are joined into one variable: whole numbers between the sum
of their least and the sum of their greatest values are just what they can add up to. What is then
bound by no sum is answered in closed form; only what remains goes to `solving`.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import ceil, floor

from foistats.claims.one_row import point_of_one_row
from foistats.claims.proofs import Limits, Row, Vector
from foistats.claims.solving import Least, least
from foistats.claims.worlds import ONE, Cell, Constraint, Linear, Worlds


@dataclass(frozen=True)
class Programme:
    """Variables with their limits, the rows that bind them, and some sums that are asked about.

    `impossible` says that the limits alone leave nothing.
    """

    limits: Limits
    rows: tuple[Row, ...]
    forms: tuple[Vector, ...]
    impossible: bool

    @cached_property
    def _parts(self) -> list[tuple[tuple[int, ...], tuple[Row, ...]]]:
        """The variables that rows bind to each other, with those rows."""
        group = {number: number for number in range(len(self.limits))}

        def root(number: int) -> int:
            while group[number] != number:
                number = group[number]
            return number

        for row in self.rows:
            first, *others = map(root, row.terms)
            for other in others:
                group[root(other)] = root(first)
        bound: dict[int, list[Row]] = defaultdict(list)
        for row in self.rows:
            bound[root(next(iter(row.terms)))].append(row)
        members: dict[int, list[int]] = defaultdict(list)
        for number in range(len(self.limits)):
            members[root(number)].append(number)
        return [(tuple(members[one]), tuple(rows)) for one, rows in bound.items()]

    @cached_property
    def _bound(self) -> frozenset[int]:
        return frozenset(number for row in self.rows for number in row.terms)

    def possible(self) -> bool | None:
        """Whether there is a world at all; None where that was not found out."""
        if self.impossible:
            return False
        answers = []
        for numbers, rows in self._parts:
            found = self._least_of({}, numbers, rows)
            if found.possible is False:
                return False
            answers.append(found.possible is True)
        return True if all(answers) else None

    def least(self, objective: Vector) -> Least:
        """The least value of a sum, as a true bound, with a point where one was found."""
        if self.impossible:
            return Least(False)
        value: Fraction | None = Fraction(0)
        point = [low for low, _ in self.limits]
        attained, whole = True, True
        for number, weight in objective.items():
            if number in self._bound:
                continue
            low, high = self.limits[number]
            if weight < 0 and high is None:
                value = None
                attained = False
            else:
                point[number] = low if weight >= 0 else high or 0
                value = None if value is None else value + weight * point[number]
        for numbers, rows in self._parts:
            found = self._least_of(objective, numbers, rows)
            if found.possible is False:
                return Least(False)
            attained = attained and found.attained
            value = None if value is None or found.value is None else value + found.value
            if found.point is None:
                whole = False
                continue
            for number, at in zip(numbers, found.point, strict=True):
                point[number] = at
        if not whole:
            return Least(None, value)
        return Least(True, value, tuple(point), attained)

    def _least_of(
        self, objective: Vector, numbers: tuple[int, ...], rows: tuple[Row, ...]
    ) -> Least:
        own = {number: n for n, number in enumerate(numbers)}
        mine = {own[number]: weight for number, weight in objective.items() if number in own}
        those = [
            Row({own[n]: weight for n, weight in row.terms.items()}, row.low, row.high)
            for row in rows
        ]
        limits = tuple(self.limits[number] for number in numbers)
        if len(those) == 1:
            point = point_of_one_row(mine, those[0], limits)
            if point is False:
                return Least(False)
            if isinstance(point, tuple):
                value = sum((weight * point[n] for n, weight in mine.items()), Fraction(0))
                return Least(True, value, point, attained=True)
        sums = [
            part
            for form in (*self.forms, *(row.terms for row in rows))
            if (part := {own[n]: weight for n, weight in form.items() if n in own})
            and all(weight.denominator == 1 for weight in part.values())
        ]
        return least(mine, those, limits, sums)


def programme(
    worlds: Worlds,
    forms: Sequence[Linear],
    more: Sequence[Constraint] = (),
    *,
    published: bool = False,
) -> Programme:
    """The programme of some sums: with what binds their counts, and with further constraints.

    `published` says whether evidence from elsewhere counts as known.
    """
    known = (*worlds.from_replies, *(worlds.from_published if published else ()))
    constraints = [*more, *_touching(known, [*forms, *(one.terms for one in more)])]
    signs: dict[Cell, list[tuple[int, Fraction]]] = defaultdict(list)
    for number, terms in enumerate((*(constraint.terms for constraint in constraints), *forms)):
        for cell, weight in terms.items():
            if weight:
                signs[cell].append((number, weight))
    joined: dict[tuple[tuple[int, Fraction], ...], list[Cell]] = defaultdict(list)
    for cell, sign in signs.items():
        joined[tuple(sign)].append(cell)
    limits: list[tuple[int, int | None]] = []
    vectors: list[dict[int, Fraction]] = [{} for _ in range(len(constraints) + len(forms))]
    for variable, (key, cells) in enumerate(joined.items()):
        limits.append(_together(worlds, cells))
        for number, weight in key:
            vectors[number][variable] = weight
    rows = [
        Row(vector, one.low, one.high)
        for vector, one in zip(vectors[: len(constraints)], constraints, strict=True)
    ]
    return tightened(limits, rows, vectors[len(constraints) :])


def is_possible(
    worlds: Worlds, more: Sequence[Constraint], *, published: bool = False
) -> bool | None:
    """Whether some world meets all of some constraints; None where that was not found out."""
    return programme(worlds, (), more, published=published).possible()


def _touching(known: Sequence[Constraint], those: Iterable[Linear]) -> list[Constraint]:
    """What is known of counts in some sums, and of those that it ties them to."""
    left = list(known)
    cells = {cell for terms in those for cell in terms}
    found: list[Constraint] = []
    while True:
        near = [one for one in left if not cells.isdisjoint(one.terms)]
        if not near:
            return found
        found += near
        left = [one for one in left if cells.isdisjoint(one.terms)]
        cells.update(cell for one in near for cell in one.terms)


def _together(worlds: Worlds, cells: Iterable[Cell]) -> tuple[int, int | None]:
    low, high, bounded = 0, 0, True
    for cell in cells:
        known = worlds.bounds.get(cell)
        if known is None:
            bounded = False
            continue
        low += known.low
        bounded = bounded and known.high is not None
        high += known.high or 0
    return low, high if bounded else None


def tightened(
    limits: list[tuple[int, int | None]], rows: list[Row], forms: list[dict[int, Fraction]]
) -> Programme:
    """Rows of one variable become its limits; rows of fixed variables are checked and dropped."""
    impossible = False
    left = rows
    changed = True
    while changed and not impossible:
        changed = False
        rows, left = left, []
        for row in rows:
            fixed = Fraction(0)
            free: dict[int, Fraction] = {}
            for number, weight in row.terms.items():
                low, high = limits[number]
                if low == high:
                    fixed += weight * low
                else:
                    free[number] = weight
            low_left = None if row.low is None else row.low - fixed
            high_left = None if row.high is None else row.high - fixed
            if not free:
                outside = (low_left is not None and low_left > 0) or (
                    high_left is not None and high_left < 0
                )
                impossible = impossible or outside
            elif len(free) == 1:
                ((number, weight),) = free.items()
                limits[number] = _narrowed(limits[number], weight, low_left, high_left)
                low, high = limits[number]
                impossible = impossible or (high is not None and low > high)
                changed = True
            else:
                left.append(Row(free, low_left, high_left))
    return Programme(tuple(limits), tuple(left), tuple(forms), impossible)


def _narrowed(
    limit: tuple[int, int | None], weight: Fraction, low: Fraction | None, high: Fraction | None
) -> tuple[int, int | None]:
    if weight < 0:
        low, high = high, low
    least_value, greatest = limit
    if low is not None:
        least_value = max(least_value, ceil(low / weight))
    if high is not None:
        cut = floor(high / weight)
        greatest = cut if greatest is None else min(greatest, cut)
    return least_value, greatest


def plus(linear: Linear, other: Linear, factor: Fraction | int = 1) -> Linear:
    """One sum and another times a number; counts that cancel stay with weight zero.

    >>> plus({}, {}, -1)
    {}
    """
    found = dict(linear)
    for cell, weight in other.items():
        moved = factor * weight if weight is not ONE else Fraction(factor)
        found[cell] = found[cell] + moved if cell in found else moved
    return found


def extremes(prog: Programme) -> tuple[Fraction | None, Fraction | None]:
    """The least and the greatest value of a programme's first sum; None for no bound."""
    (form, *_) = prog.forms
    least_value = prog.least(form).value
    greatest = prog.least({number: -weight for number, weight in form.items()}).value
    return least_value, None if greatest is None else -greatest


def open_forces(terms: Linear, worlds: Worlds) -> tuple[str, ...]:
    """The forces whose part in a sum isn't known exactly: their answers would settle it."""
    of_force: dict[str, dict[Cell, Fraction]] = defaultdict(dict)
    for cell, weight in terms.items():
        if weight:
            of_force[cell.force_id][cell] = weight
    found = []
    for force_id, part in sorted(of_force.items()):
        known = [worlds.bounds.get(cell) for cell in part]
        if all(one is not None and one.low == one.high for one in known):
            continue
        low, high = extremes(programme(worlds, [part]))
        if low is None or low != high:
            found.append(force_id)
    return tuple(found)
