"""Headings that can mean several periods, all of them read under one meaning that a person gave.

`2022 Q1` is January to March, or April to June of the financial year that begins, or ends, in 2022;
`2016` beside words about financial years may be one of them.
"""

from collections.abc import Callable, Mapping, Sequence

from foistats.errors import UnreadablePeriod
from foistats.model.values import Period
from foistats.naming.periods.spans import (
    PeriodReading,
    financial_year,
    months_later,
    quarter_from,
    span,
)
from schemas.vocabulary import HeadingsAre, PeriodKind

# Which of the three that a quarter of a bare year can be, in the order of their days.
_QUARTERS = {
    HeadingsAre.CALENDAR_QUARTERS: 1,
    HeadingsAre.QUARTERS_OF_YEAR_BEGUN: 2,
    HeadingsAre.QUARTERS_OF_YEAR_ENDED: 0,
}


def headings_may_be(readings: Sequence[PeriodReading]) -> tuple[HeadingsAre, ...]:
    """The meanings under which each of some headings is one period."""
    return tuple(
        meaning
        for meaning in _CHOOSES
        if all(period_if(reading, meaning) is not None for reading in readings)
    )


def period_if(reading: PeriodReading, meaning: HeadingsAre) -> Period | None:
    """The period of a heading under a meaning; None where it can't have that meaning."""
    choose = _CHOOSES.get(meaning)
    try:
        return choose(reading) if choose is not None else None
    except UnreadablePeriod:
        return None


def quarter_if(calendar: Period, meaning: HeadingsAre | None) -> Period | None:
    """A quarter of a calendar year, or the like of the year that was meant; None if not said."""
    if meaning is HeadingsAre.CALENDAR_QUARTERS:
        return calendar
    moved = {HeadingsAre.QUARTERS_OF_YEAR_BEGUN: 3, HeadingsAre.QUARTERS_OF_YEAR_ENDED: -9}
    if meaning not in moved:
        return None
    start = months_later(calendar.start, moved[meaning])
    return quarter_from(start.year, start.month)


def _of_kind(kind: PeriodKind) -> Callable[[PeriodReading], Period | None]:
    def choose(reading: PeriodReading) -> Period | None:
        fitting = [period for period in _all_of(reading) if period.kind is kind]
        return fitting[0] if len(fitting) == 1 else None

    return choose


def _quarter(number: int) -> Callable[[PeriodReading], Period | None]:
    def choose(reading: PeriodReading) -> Period | None:
        known = sorted(_all_of(reading))
        three = len(known) == len(_QUARTERS)
        quarters = all(period.kind is PeriodKind.QUARTER for period in known)
        return known[number] if three and quarters else None

    return choose


def _financial(years: int) -> Callable[[PeriodReading], Period | None]:
    def choose(reading: PeriodReading) -> Period | None:
        year = reading.period
        if year is None or year.kind is not PeriodKind.CALENDAR_YEAR:
            return None
        return financial_year(year.start.year + years)

    return choose


def _twelve_months(reading: PeriodReading) -> Period | None:
    month = reading.period
    if month is None or month.kind is not PeriodKind.MONTH:
        return None
    return span(months_later(month.start, -11), month.end)


def _all_of(reading: PeriodReading) -> tuple[Period, ...]:
    return reading.alternatives or ((reading.period,) if reading.period is not None else ())


_CHOOSES: Mapping[HeadingsAre, Callable[[PeriodReading], Period | None]] = {
    HeadingsAre.FINANCIAL_YEARS: _of_kind(PeriodKind.FINANCIAL_YEAR),
    HeadingsAre.CALENDAR_YEARS: _of_kind(PeriodKind.CALENDAR_YEAR),
    HeadingsAre.FINANCIAL_YEARS_BEGUN: _financial(0),
    HeadingsAre.FINANCIAL_YEARS_ENDED: _financial(-1),
    HeadingsAre.SEVERAL_YEARS: _of_kind(PeriodKind.MULTI_YEAR),
    HeadingsAre.MONTHS: _of_kind(PeriodKind.MONTH),
    HeadingsAre.YEARS_TO_THE_MONTH: _twelve_months,
    **{meaning: _quarter(number) for meaning, number in _QUARTERS.items()},
}
