"""Sums over the forces of an area, and comparisons of two periods over the forces in both."""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple

from foistats.aggregation.areas import Area, areas_of
from foistats.aggregation.gathering import Forces
from foistats.intake.requests import RESERVED_CATEGORY
from foistats.model.values import Period
from foistats.records import Request
from schemas.tables import CHANGES, TOTALS, Record
from schemas.vocabulary import NO_SERIES


class Interval(NamedTuple):
    """A sum as an interval; `high` is None where nothing bounds it."""

    low: int
    high: int | None


Figures = Mapping[tuple[str, Period], Mapping[Forces, Interval]]
"""By category and period: each force's figure, and joint ones that no force divides."""


def category_ids(request: Request) -> tuple[str, ...]:
    """The categories that have totals: those asked for, or `all` where none is."""
    return tuple(c.category_id for c in request.categories) or (RESERVED_CATEGORY,)


def total_rows(request: Request, figures: Figures) -> list[Record]:
    """One row per area, period and category, whether or not any force is in it."""
    rows: list[Record] = []
    for category in category_ids(request):
        for period in request.periods:
            of_period = figures.get((category, period), {})
            for area in (*areas_of(request), *_joint_areas(of_period)):
                within = _within(area, of_period)
                counted = {force_id for forces in within for force_id in forces}
                missing = [force_id for force_id in area.members if force_id not in counted]
                low, high = _sum(within.values())
                rows.append(
                    TOTALS.record(
                        request_id=request.request_id,
                        area_kind=area.kind,
                        area_id=area.area_id,
                        category_id=category,
                        period_start=period.start,
                        period_end=period.end,
                        area_name=area.name,
                        period_kind=period.kind,
                        unit=request.unit,
                        count_low=low,
                        count_high=high,
                        forces_in_area=len(area.members),
                        forces_asked=len(area.asked),
                        forces_counted=len(counted),
                        complete=not missing,
                        forces_missing="|".join(missing),
                        region_set=request.sent_on,
                    )
                )
    return rows


def change_rows(request: Request, figures: Figures) -> list[Record]:
    """One row per area, category and pair of periods: each and the next, the first and the last.

    Only the forces with a figure in both are compared. Parts of years and several years never are.
    """
    if request.period_kind in NO_SERIES:
        return []
    periods = request.periods
    pairs = list(pairwise(periods))
    if len(periods) > 2:
        pairs.append((periods[0], periods[-1]))
    rows: list[Record] = []
    for category in category_ids(request):
        for area in areas_of(request):
            within = {p: _within(area, figures.get((category, p), {})) for p in periods}
            rows += [
                _change(request, area, category, earlier=earlier, later=later, within=within)
                for earlier, later in pairs
            ]
    return rows


def _change(
    request: Request,
    area: Area,
    category: str,
    *,
    earlier: Period,
    later: Period,
    within: Mapping[Period, Mapping[Forces, Interval]],
) -> Record:
    before, after = within[earlier], within[later]
    both = before.keys() & after.keys()
    compared = {force_id for forces in both for force_id in forces}
    left_out = [force_id for force_id in area.members if force_id not in compared]
    from_low, from_high = _sum(before[forces] for forces in both)
    to_low, to_high = _sum(after[forces] for forces in both)
    return CHANGES.record(
        request_id=request.request_id,
        area_kind=area.kind,
        area_id=area.area_id,
        category_id=category,
        from_start=earlier.start,
        to_start=later.start,
        area_name=area.name,
        from_end=earlier.end,
        to_end=later.end,
        period_kind=request.period_kind,
        unit=request.unit,
        forces_in_area=len(area.members),
        forces_asked=len(area.asked),
        forces_compared=len(compared),
        complete=not left_out,
        forces_left_out="|".join(left_out),
        from_low=from_low,
        from_high=from_high,
        to_low=to_low,
        to_high=to_high,
        **difference_of(from_low, from_high, to_low, to_high),
        region_set=request.sent_on,
    )


def difference_of(
    from_low: int | None, from_high: int | None, to_low: int | None, to_high: int | None
) -> dict[str, int | float | None]:
    """What two sums say of the difference between them, and of it in per cent, by column."""
    low, high = _less(to_low, from_high), _less(to_high, from_low)
    return {
        "difference_low": low,
        "difference_high": high,
        "percent_low": _percent(low, from_high, least_base=from_low),
        "percent_high": _percent(high, from_low, least_base=from_low),
    }


def _joint_areas(figures: Mapping[Forces, Interval]) -> list[Area]:
    """Forces whose counts are not divided between them: one area, once."""
    from foistats.naming.forces import force_name

    return [
        Area("joint", "|".join(forces), " and ".join(map(force_name, forces)), forces, forces)
        for forces in sorted(figures)
        if len(forces) > 1
    ]


def _within(area: Area, figures: Mapping[Forces, Interval]) -> dict[Forces, Interval]:
    """The figures whose forces all lie in the area and were asked."""
    if len(area.asked) == 1:
        return {area.asked: figures[area.asked]} if area.asked in figures else {}
    asked = set(area.asked)
    return {forces: one for forces, one in figures.items() if asked.issuperset(forces)}


def _sum(intervals: Iterable[Interval]) -> tuple[int | None, int | None]:
    """The sum's low and high; both None over nothing, high None where one is unbounded."""
    low, high, some = 0, 0, False
    bounded = True
    for interval in intervals:
        some = True
        low += interval.low
        if interval.high is None:
            bounded = False
        else:
            high += interval.high
    return (low if some else None), (high if some and bounded else None)


def _less(a: int | None, b: int | None) -> int | None:
    return None if a is None or b is None else a - b


def _percent(difference: int | None, base: int | None, *, least_base: int | None) -> float | None:
    """A difference in percent of its base; None where the base can be zero, or has no bound."""
    if difference is None or not base or not least_base:
        return None
    return round(100 * difference / base, 4)
