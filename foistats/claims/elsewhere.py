"""Whether a number that seems false is another figure of the areas that its draft names.

A number is false only where it is certain what it is of. Where reading left something open, and
the number is exactly some other figure of the areas and periods around it, it may well be that one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise, permutations, product

from foistats.claims.deciding import decide
from foistats.claims.model import AreaRef, Claim, Statistic, StatisticKind, Verdict
from foistats.claims.reading.areas import together
from foistats.claims.worlds import Worlds
from foistats.model.values import Period

_COUNTS = frozenset(
    [StatisticKind.VALUE, StatisticKind.SUM, StatisticKind.CHANGE, StatisticKind.AVERAGE]
)
_PER_CENT = frozenset([StatisticKind.PERCENT_CHANGE, StatisticKind.SHARE])
# A small number is some figure or other of any table, which says nothing.
_TELLING = 20
_MOST_AREAS = 4
_MOST_NAMED = 12


def another_figure(claim: Claim, areas: Sequence[AreaRef], worlds: Worlds) -> str:
    """What a mention that seems false may be of instead, in words; empty where it is nothing else.

    `areas` are those that the draft names, the nearest to the mention first.
    """
    if abs(claim.said.written) < _TELLING and claim.statistic.kind in _COUNTS:
        areas = claim.statistic.areas[:1]
    for other in _others(claim, tuple(areas)[:_MOST_AREAS], worlds):
        if decide(other, worlds, thoroughly=False).verdict is Verdict.HOLDS:
            return _SAID[other.statistic.kind]
    return ""


def any_figure(claim: Claim, areas: Sequence[AreaRef], worlds: Worlds, *, doubts: int) -> str:
    """The same over all categories and periods, for a number of which more than one thing is open.

    Of two doubts or more, a small number is never false: some figure or other always has it.
    """
    first = claim.statistic
    said = claim.said if claim.said.written >= 0 else claim.said.turned
    if first.kind in _COUNTS or first.kind is StatisticKind.RATE:
        if abs(said.written) < _TELLING:
            return _SMALL if doubts > 1 else ""
        kinds = dict.fromkeys(("all", *(c.category_id for c in worlds.request.categories)))
        spans = dict.fromkeys((first.periods, *((one,) for one in worlds.periods), worlds.periods))
        for area, period, category in product(areas[:_MOST_NAMED], spans, kinds):
            if doubts == 1 and category == first.category_id and area == first.areas[0]:
                continue  # what isn't in doubt here is the year
            kind = StatisticKind.VALUE if len(period) == 1 else StatisticKind.SUM
            base = replace(first, areas=(area,), category_id=category, which="", divided_by=None,
                           per="", every=False)  # fmt: skip
            one = _as(replace(claim, said=said), base, kind, period)
            if decide(one, worlds, thoroughly=False).verdict is Verdict.HOLDS:
                return _SAID[StatisticKind.VALUE]
        return ""
    if first.kind is StatisticKind.PERCENT_CHANGE and doubts > 1:
        for area, pair in product(areas[:_MOST_AREAS], combinations(worlds.periods, 2)):
            one = _as(claim, replace(first, areas=(area,)), first.kind, pair)
            if decide(one, worlds, thoroughly=False).verdict is Verdict.HOLDS:
                return _SAID[first.kind]
    return ""


_SMALL = "one of many figures that are as small"
_SAID = {
    StatisticKind.VALUE: "a count of an area or period that the draft names elsewhere",
    StatisticKind.CHANGE: "a difference between two of the counts",
    StatisticKind.PERCENT_CHANGE: "a change in per cent of an area that the draft names",
    StatisticKind.SHARE: "a share of an area that the draft names",
    StatisticKind.MULTIPLE: "a multiple of one of the counts",
}


def _others(claim: Claim, areas: tuple[AreaRef, ...], worlds: Worlds) -> Iterator[Claim]:
    """The other figures that a number of this form may be, the likelier ones first."""
    kind = claim.statistic.kind
    if kind in _COUNTS:
        yield from _counts(claim, areas, worlds)
    elif kind in _PER_CENT or kind is StatisticKind.MULTIPLE:
        yield from _quotients(claim, areas, worlds)


def _counts(claim: Claim, areas: tuple[AreaRef, ...], worlds: Worlds) -> Iterator[Claim]:
    first, periods = claim.statistic, worlds.periods
    said = claim.said if claim.said.written >= 0 else claim.said.turned
    plain = replace(claim, said=said)
    # A count may be a difference of either direction; a word of direction is taken at its word.
    moved = [claim] if first.kind is StatisticKind.CHANGE else [
        plain, replace(plain, said=said.turned)]  # fmt: skip
    joined = [together(areas[:count]) for count in range(2, 6) if _are_forces(areas[:count])]
    for area in (*areas, *joined):
        base = replace(first, areas=(area,), which="", divided_by=None)
        for period in first.periods:
            yield _as(plain, base, StatisticKind.VALUE, (period,))
        # Between which periods a change may be, reading has tried already.
        for pair in _usual_pairs(periods) if first.kind is not StatisticKind.CHANGE else ():
            for one in moved:
                yield _as(one, base, StatisticKind.CHANGE, pair)
    for areas_of_pair in combinations(areas, 2):
        for one in moved:
            for period in dict.fromkeys((*first.periods, *periods[-1:])):
                base = replace(first, areas=areas_of_pair)
                yield _as(one, base, StatisticKind.CHANGE, (period,))


def _quotients(claim: Claim, areas: tuple[AreaRef, ...], worlds: Worlds) -> Iterator[Claim]:
    first, periods = claim.statistic, worlds.periods
    if first.kind is not StatisticKind.SHARE:
        for area in areas:
            base = replace(first, areas=(area,))
            for pair in _usual_pairs(periods):
                yield _as(claim, base, first.kind, pair)
    if first.kind is not StatisticKind.PERCENT_CHANGE:
        for part, whole in permutations(areas, 2):
            for period in dict.fromkeys((*first.periods, *periods[-1:])):
                base = replace(first, areas=(part, whole), of_category="")
                yield _as(claim, base, first.kind, (period,))


def _usual_pairs(periods: Sequence[Period]) -> Iterator[tuple[Period, Period]]:
    """A year and the next, and the first and the last: what most changes are between."""
    yield from pairwise(periods)
    yield periods[0], periods[-1]


def _as(claim: Claim, base: Statistic, kind: StatisticKind, periods: Sequence[Period]) -> Claim:
    return replace(claim, statistic=replace(base, kind=kind, periods=tuple(periods)))


def _are_forces(areas: Iterable[AreaRef]) -> bool:
    kinds = [area.kind for area in areas]
    return len(kinds) > 1 and set(kinds) == {"force"}
