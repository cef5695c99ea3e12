"""Days that stand where periods belong: what they may mean, and the periods under one meaning.

`2018-03-31, 2019-03-31` may end the years that are counted, or be the days as at which something
was. Nothing but a person can tell; what is possible at all depends on the days.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from foistats.errors import UnreadablePeriod
from foistats.model.values import Period
from foistats.naming.periods.spans import months_later, span
from schemas.vocabulary import HeadingsAre, PeriodKind

_ONE_DAY = timedelta(days=1)
_YEARS = (PeriodKind.FINANCIAL_YEAR, PeriodKind.CALENDAR_YEAR, PeriodKind.OTHER_YEAR)


class _Way(NamedTuple):
    """One meaning of days: how many months each stands for, and whether it ends or begins them."""

    months: int
    ends: bool
    kinds: tuple[PeriodKind, ...]


_WAYS: dict[HeadingsAre, _Way] = {
    HeadingsAre.YEARS_ENDED: _Way(12, ends=True, kinds=_YEARS),
    HeadingsAre.YEARS_BEGUN: _Way(12, ends=False, kinds=_YEARS),
    HeadingsAre.QUARTERS_ENDED: _Way(3, ends=True, kinds=(PeriodKind.QUARTER,)),
    HeadingsAre.QUARTERS_BEGUN: _Way(3, ends=False, kinds=(PeriodKind.QUARTER,)),
    HeadingsAre.MONTHS_ENDED: _Way(1, ends=True, kinds=(PeriodKind.MONTH,)),
    HeadingsAre.MONTHS_BEGUN: _Way(1, ends=False, kinds=(PeriodKind.MONTH,)),
}


def days_may_be(days: Sequence[date], kind: PeriodKind | None = None) -> tuple[HeadingsAre, ...]:
    """The meanings that some days can have: those of the `kind` asked for first, then the longest.

    >>> [str(one) for one in days_may_be([date(2018, 3, 31), date(2019, 3, 31)])]
    ['years that end on them', 'quarters that end on them', 'months that end on them']
    >>> [str(one) for one in days_may_be([date(2018, 1, 1), date(2018, 4, 1)], PeriodKind.MONTH)]
    ['months that begin on them', 'quarters that begin on them']
    >>> days_may_be([date(2018, 3, 14), date(2018, 3, 15)])
    ()
    """
    possible = [meaning for meaning in _WAYS if periods_if(days, meaning) is not None]
    return tuple(sorted(possible, key=lambda meaning: kind not in _WAYS[meaning].kinds))


def periods_if(days: Sequence[date], meaning: HeadingsAre) -> tuple[Period, ...] | None:
    """The periods of some days under one meaning, in their order; None where it is impossible.

    No two of them may overlap, and quarters are those of the calendar: four begin with a year.
    """
    months, ends, kinds = _WAYS[meaning]
    distinct = sorted(set(days))
    if not distinct or not all((day + _ONE_DAY if ends else day).day == 1 for day in distinct):
        return None
    stretch: Callable[[date, int], Period] = _ending if ends else _beginning
    try:
        of_day = {day: stretch(day, months) for day in distinct}
    except UnreadablePeriod:
        return None  # before the present forces, or too far ahead
    in_order = [of_day[day] for day in distinct]
    overlap = any(a.end >= b.start for a, b in pairwise(in_order))
    if overlap or not all(period.kind in kinds for period in in_order):
        return None
    return tuple(of_day[day] for day in days)


def _ending(day: date, months: int) -> Period:
    return span(months_later(day + _ONE_DAY, -months), day)


def _beginning(day: date, months: int) -> Period:
    return span(day, months_later(day, months) - _ONE_DAY)
