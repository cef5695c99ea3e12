"""Mentions of one draft that no world satisfies together, whatever the forces would answer.

Only what the tables leave open can conflict: where they decide, they decide. The set that is named
is a smallest one: without any of its mentions the others could all be true.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from foistats.claims.model import Claim, StatisticKind
from foistats.claims.orders import compared
from foistats.claims.programme import is_possible, plus
from foistats.claims.ranges import constraints_of
from foistats.claims.shapes import shape_of
from foistats.claims.worlds import Cell, Constraint, Worlds

_LEVELS = (StatisticKind.VALUE, StatisticKind.SUM)

Parts = Mapping[int, tuple[Constraint, ...]]
"""What each mention, by its number in the draft, says of the counts."""


def constraints(claim: Claim, worlds: Worlds, *, whole: bool = True) -> tuple[Constraint, ...]:
    """What a claim says of the counts; () where that can't be said by sums."""
    statistic = claim.statistic
    source = f"“{claim.mention.text}”"
    if statistic.kind in (StatisticKind.PEAK, StatisticKind.RANK):
        if abs(statistic.order or 1) != 1 or statistic.which:
            return ()
        items = compared(statistic, worlds)
        if len(items) < 2:
            return ()
        (_, meant), *others = items
        low, high = (None, Fraction(0)) if statistic.order < 0 else (Fraction(0), None)
        return tuple(Constraint(plus(meant, terms, -1), low, high, source) for _, terms in others)
    shape = shape_of(statistic, worlds, whole=whole)
    return () if shape is None else constraints_of(shape, claim.said.loose, source)


def in_order(claims: Mapping[int, Claim]) -> list[int]:
    """The mentions as a conflict is best shown: counts first, then what is computed from counts."""
    return sorted(claims, key=lambda n: (claims[n].statistic.kind not in _LEVELS, n))


def components(parts: Parts, worlds: Worlds) -> list[list[int]]:
    """The mentions in groups that share counts, or counts that a reply ties to each other."""
    group: dict[Cell, int] = {}
    leader: dict[int, int] = {}

    def root(number: int) -> int:
        while leader[number] != number:
            number = leader[number]
        return number

    ties = [set(one.terms) for one in (*worlds.from_replies, *worlds.from_published)]
    sets = [({c for one in those for c in one.terms}, n) for n, those in parts.items()]
    sets += [(cells, -1 - n) for n, cells in enumerate(ties)]
    for cells, number in sets:
        leader[number] = number
        for cell in cells:
            if cell in group:
                leader[root(group[cell])] = root(number)
            group[cell] = number
    found: dict[int, list[int]] = {}
    for number in parts:
        found.setdefault(root(number), []).append(number)
    return list(found.values())


def smallest_conflict(
    parts: Parts, order: Sequence[int], worlds: Worlds, *, published: bool = False
) -> tuple[int, ...]:
    """A smallest set of mentions that no world satisfies together; () where some world does.

    Mentions that come first in `order` are named rather than later ones (QuickXplain, Junker
    2004; then each is left out once more, to be sure that none is one too many).
    """

    def impossible(numbers: Sequence[int]) -> bool:
        those = [part for number in numbers for part in parts[number]]
        return is_possible(worlds, those, published=published) is False

    def explained(known: list[int], added: bool, candidates: list[int]) -> list[int]:
        if added and impossible(known):
            return []
        if len(candidates) == 1:
            return candidates
        half = len(candidates) // 2
        first, second = candidates[:half], candidates[half:]
        of_second = explained(known + first, bool(first), second)
        of_first = explained(known + of_second, bool(of_second), first)
        return of_first + of_second

    numbers = [number for number in order if parts.get(number)]
    if not numbers or not impossible(numbers):
        return ()
    found = explained([], False, numbers)
    for number in list(found):
        without = [other for other in found if other != number]
        if without and impossible(without):
            found = without
    return tuple(sorted(found))
