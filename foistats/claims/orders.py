"""Ranks, peaks and runs: which sum is the greatest, and how long one has been rising."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from foistats.claims.closed_form import range_of_sum
from foistats.claims.model import AreaRef, Claim, Statistic, StatisticKind, Verdict
from foistats.claims.programme import extremes, open_forces, plus, programme
from foistats.claims.ranges import range_of
from foistats.claims.shapes import is_wide, shape_of
from foistats.claims.worlds import Linear, Worlds, area_name
from foistats.model.values import Period
from foistats.naming.periods import label_of

Decided = tuple[Verdict, Fraction | None, Fraction | None, tuple[str, ...], str]
"""The verdict, the least and the greatest rank or length, who would settle it, and a remark."""

_CHANGES = {
    "rise": StatisticKind.CHANGE,
    "change": StatisticKind.CHANGE,
    "percent_rise": StatisticKind.PERCENT_CHANGE,
    "percent_change": StatisticKind.PERCENT_CHANGE,
}


class _Item(NamedTuple):
    """One of the things that are compared: its name and its sum."""

    name: str
    terms: Linear


def decide_order(claim: Claim, worlds: Worlds, *, published: bool = False) -> Decided | None:
    """The verdict on a rank, a peak or a run; None where it compares nothing."""
    statistic = claim.statistic
    if statistic.kind is StatisticKind.RUN:
        return _decide_run(claim, worlds)
    if statistic.which in _CHANGES and len(statistic.periods) >= 2:
        return _decide_steepest(statistic, worlds)
    items = _items(statistic, worlds)
    if len(items) < 2:
        return None
    return _decide_rank(items, statistic.order or 1, worlds, published=published)


def compared(statistic: Statistic, worlds: Worlds) -> list[tuple[str, Linear]]:
    """What a rank or a peak compares, the one meant first: names and sums."""
    return [(item.name, item.terms) for item in _items(statistic, worlds)]


def _items(statistic: Statistic, worlds: Worlds) -> list[_Item]:
    areas = _areas(statistic, worlds)
    category = statistic.category_id
    if len(areas) > 1:
        return [
            _Item(area_name(area), worlds.sum_of((area,), statistic.periods, category))
            for number, area in enumerate(areas)
            if not number or not _is_left_out(area, statistic, worlds)
        ]
    if not areas:
        return []
    (area,) = areas
    periods = _periods(statistic, worlds)
    if area.only_answered and (forces := worlds.gave_all(area, periods, category)):
        return [_Item(label_of(p), worlds.over(forces, p, category)) for p in periods]
    return [_Item(label_of(p), worlds.sum_of((area,), (p,), category)) for p in periods]


def _is_left_out(area: AreaRef, statistic: Statistic, worlds: Worlds) -> bool:
    """Whether a rank is among those that answered and nobody of an area did."""
    return area.only_answered and not any(
        worlds.answered(area, period, statistic.category_id) for period in statistic.periods
    )


def _areas(statistic: Statistic, worlds: Worlds) -> list[AreaRef]:
    """The areas compared: a force against a region is that force against the others in it."""
    if len(statistic.areas) < 2:
        return list(statistic.areas)
    meant, *others = statistic.areas
    found = [meant]
    for other in others:
        if is_wide(other) and not is_wide(meant):
            forces = (
                worlds.gave_all(other, statistic.periods, statistic.category_id)
                if other.only_answered
                else worlds.members(other)
            )
            found += [AreaRef("force", force_id) for force_id in forces]
        else:
            found.append(other)
    once: dict[tuple[str, str], AreaRef] = {}
    for area in found:
        once.setdefault((area.kind, area.area_id), area)
    return list(once.values())


def _periods(statistic: Statistic, worlds: Worlds) -> list[Period]:
    """The periods compared, the one meant first: all that were asked for if only one is named."""
    found = list(dict.fromkeys(statistic.periods))
    if len(found) == 1:
        found += [period for period in worlds.periods if period != found[0]]
    return found


def _decide_rank(items: Sequence[_Item], order: int, worlds: Worlds, *, published: bool) -> Decided:
    """How many of the others are above the one meant, surely and perhaps."""
    sign, place = (1, order) if order > 0 else (-1, -order)
    meant, *others = items
    above_surely = above_perhaps = level_surely = level_perhaps = 0
    open_: set[str] = set()
    ties = []
    for other in others:
        terms = plus(other.terms, meant.terms, -1)
        low, high = extremes(programme(worlds, [terms], published=published))
        if sign < 0:
            low, high = (None if high is None else -high), (None if low is None else -low)
        above_surely += low is not None and low > 0
        above_perhaps += high is None or high > 0
        level_surely += low is not None and low >= 0
        level_perhaps += high is None or high >= 0
        if low is None or high is None or (low <= 0 <= high and low != high):
            open_ |= set(open_forces(terms, worlds))
        if low == high == 0:
            ties.append(other.name)
    low_rank, high_rank = Fraction(above_surely + 1), Fraction(above_perhaps + 1)
    note = f"it shares its place with {' and '.join(ties)}" if ties else ""
    if above_surely != above_perhaps or above_surely + 1 != place:
        note = _who_has(items, order, worlds) or note
    if above_perhaps <= place - 1 <= level_surely:
        return Verdict.HOLDS, low_rank, high_rank, (), note
    if above_surely > place - 1 or level_perhaps < place - 1:
        return Verdict.FAILS, low_rank, high_rank, (), note
    return Verdict.DEPENDS, low_rank, high_rank, tuple(sorted(open_)), note


def _who_has(items: Sequence[_Item], order: int, worlds: Worlds) -> str:
    """What has the place that is said, where all sums are known."""
    sums = []
    for item in items:
        low, high = range_of_sum(item.terms, worlds)
        if low is None or low != high:
            return ""
        sums.append((low, item.name))
    placed = sorted(sums, key=lambda one: -one[0] if order > 0 else one[0])
    if abs(order) > len(placed):
        return ""
    value, name = placed[abs(order) - 1]
    return f"that place is {name}'s, with {value.numerator:,}"


def _decide_steepest(statistic: Statistic, worlds: Worlds) -> Decided | None:
    """A rank of rises: of areas between two periods, else of one area's steps between periods."""
    kind = _CHANGES[statistic.which]
    areas = _areas(statistic, worlds)
    if len(areas) > 1:
        pairs = [(area, statistic.periods[0], statistic.periods[1]) for area in areas]
    else:
        steps = list(pairwise(worlds.periods))
        first = (statistic.periods[0], statistic.periods[1])
        if first not in steps or not areas:
            return None
        pairs = [(areas[0], *step) for step in [first, *(s for s in steps if s != first)]]
    ranges = []
    for area, earlier, later in pairs:
        one = Statistic(kind, (area,), (earlier, later), statistic.category_id)
        shape = shape_of(one, worlds)
        if shape is None:
            return None
        ranges.append((range_of(shape, worlds), shape))
    sign, place = (1, statistic.order or 1) if statistic.order >= 0 else (-1, -statistic.order)
    ends = [_signed(ends, sign) for ends, _ in ranges]
    (low, high), others = ends[0], ends[1:]
    surely = sum(o[0] is not None and high is not None and o[0] > high for o in others)
    perhaps = sum(o[1] is None or low is None or o[1] > low for o in others)
    low_rank, high_rank = Fraction(surely + 1), Fraction(perhaps + 1)
    if surely == perhaps:
        verdict = Verdict.HOLDS if surely == place - 1 else Verdict.FAILS
    elif surely > place - 1 or perhaps < place - 1:
        verdict = Verdict.FAILS
    else:
        verdict = Verdict.DEPENDS
    open_ = {f for ends, shape in ranges if ends[0] is None or ends[0] != ends[1]
             for f in open_forces({**shape.top, **(shape.bottom or {})}, worlds)}  # fmt: skip
    return verdict, low_rank, high_rank, tuple(sorted(open_)), ""


def _signed(
    ends: tuple[Fraction | None, Fraction | None], sign: int
) -> tuple[Fraction | None, Fraction | None]:
    low, high = ends
    if sign > 0:
        return low, high
    return None if high is None else -high, None if low is None else -low


def _decide_run(claim: Claim, worlds: Worlds) -> Decided | None:
    """The consecutive rises, or falls, that end in the last of the periods."""
    statistic = claim.statistic
    if not statistic.areas or not statistic.periods:
        return None
    last = max(statistic.periods)
    periods = [period for period in worlds.periods if period <= last]
    if last not in periods:
        return None
    sign = -1 if statistic.order < 0 else 1
    surely = perhaps = 0
    sure, open_ = True, set[str]()
    for earlier, later in reversed(list(pairwise(periods))):
        step = Statistic(
            StatisticKind.CHANGE, statistic.areas[:1], (earlier, later), statistic.category_id
        )
        shape = shape_of(step, worlds)
        if shape is None:
            return None
        low, high = _signed(extremes(programme(worlds, [shape.top])), sign)
        if high is not None and high <= 0:
            break
        perhaps += 1
        if low is not None and low > 0:
            surely += sure
        else:
            sure = False
            open_ |= set(open_forces(shape.top, worlds))
    low_run, high_run = Fraction(surely), Fraction(perhaps)
    said = claim.said.loose
    if surely == perhaps or (said.holds(low_run) and said.holds(high_run)):
        verdict = Verdict.HOLDS if said.holds(low_run) else Verdict.FAILS
    elif (said.low is not None and high_run < said.low) or (
        said.high is not None and low_run > said.high
    ):
        verdict = Verdict.FAILS
    else:
        verdict = Verdict.DEPENDS
    return verdict, low_run, high_run, tuple(sorted(open_)), ""
