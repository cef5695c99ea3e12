"""The periods of one row or column of headings together: what one leaves open, others settle."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from foistats.model.values import Period
from foistats.naming.periods.spans import PeriodReading
from schemas.vocabulary import PeriodKind


def settle(readings: Sequence[PeriodReading]) -> list[Period] | None:
    """The periods of one axis, in its order; None where more than one meaning is left.

    All ambiguous headings of an axis are of one sort: all financial years, all calendar years or
    all months. A sort is possible only if it gives each of them exactly one meaning and

    - none overlaps another heading, unless it is made up of the others without gap (a total) or
      lies within a period of more than a year;
    - months follow one another and have only months beside them.

    So `2016-2017, 2017-2018` are financial years (as calendar years they overlap), `2019/20,
    2020-2021` as well, and a lone `2020-2021` or `2016-2017, 2018-2019` stay unsettled. Headings
    without a year (`Q1`) are never settled here: `combine` them with their year.
    """
    if any(reading.part is not None for reading in readings):
        return None
    sure = {r.period for r in readings if r.period is not None}
    unsure = {r.alternatives for r in readings if r.period is None}
    if not unsure:
        return [r.period for r in readings if r.period is not None]
    found = []
    for sort in ("financial", "calendar", "month"):
        chosen = _choose(unsure, sort)
        if chosen is not None and _possible(set(chosen.values()), sure, sort):
            found.append(chosen)
    if len(found) != 1:
        return None
    return [r.period or found[0][r.alternatives] for r in readings]


def _choose(unsure: set[tuple[Period, ...]], sort: str) -> dict[tuple[Period, ...], Period] | None:
    chosen = {}
    for alternatives in unsure:
        fitting = [period for period in alternatives if _sort_of(period) == sort]
        if len(fitting) != 1:
            return None
        chosen[alternatives] = fitting[0]
    return chosen


def _sort_of(period: Period) -> str:
    if period.kind in (PeriodKind.MONTH, PeriodKind.QUARTER):
        return period.kind.value
    return "calendar" if period.start.month == 1 else "financial"


def _possible(chosen: set[Period], sure: set[Period], sort: str) -> bool:
    together = sorted(chosen | sure)
    if sort == "month":
        return all(p.kind is PeriodKind.MONTH for p in together) and all(
            a.end + timedelta(days=1) == b.start for a, b in pairwise(together)
        )
    return all(_undisturbed(period, together) for period in chosen)


def _undisturbed(period: Period, together: list[Period]) -> bool:
    """True if nothing overlaps a period but what contains it, or what makes it up exactly."""
    parts = []
    for other in together:
        if other == period or other.end < period.start or other.start > period.end:
            continue
        if other.start <= period.start and period.end <= other.end:
            if other.kind is not PeriodKind.MULTI_YEAR:
                return False
            continue
        if not (period.start <= other.start and other.end <= period.end):
            return False
        parts.append(other)
    if not parts:
        return True
    # Years and their quarters may both be there: the longest parts make up the whole.
    longest = [p for p in parts if not any(_inside(p, q) for q in parts)]
    edges = [period.start, *(p.end + timedelta(days=1) for p in longest)]
    starts = [*(p.start for p in longest), period.end + timedelta(days=1)]
    return edges == starts


def _inside(period: Period, other: Period) -> bool:
    return period != other and other.start <= period.start and period.end <= other.end
