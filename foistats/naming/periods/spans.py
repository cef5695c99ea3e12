"""Stretches of days: what kind they are, which single periods lie in them, how they are printed."""

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from foistats.errors import UnreadablePeriod
from foistats.model.values import Period
from schemas.vocabulary import PeriodKind

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
# The present territorial forces date from 1974; a later limit catches typing errors.
FIRST_YEAR, LAST_YEAR = 1974, 2049
_YEAR_LABEL = re.compile(r"(?P<year>[0-9]{4})(?:/(?P<next>[0-9]{2}))?")
ONE_YEAR = (PeriodKind.FINANCIAL_YEAR, PeriodKind.CALENDAR_YEAR)


class PeriodPart(NamedTuple):
    """A month or quarter whose year stands elsewhere.

    `starts` is the month in which a quarter begins where the text says so (`Q1 (Apr-Jun)`), else 0:
    a plain `Q1` is April to June of a financial year and January to March of a calendar year.
    """

    kind: PeriodKind
    number: int
    starts: int = 0


class PeriodReading(NamedTuple):
    """What a text means as a period; exactly one of the first three fields is filled.

    `bare` is true where the same text could as well be a count, an age or a code.
    """

    period: Period | None
    alternatives: tuple[Period, ...]
    part: PeriodPart | None
    bare: bool


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def months_later(day: date, months: int) -> date:
    """The same day of the month, `months` later (or earlier); the month's last day at most."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def span(start: date, end: date) -> Period:
    """The period from one day to another, with the kind that its length and place give it.

    Raises UnreadablePeriod for a single day, for an end before the start, for whole months plus one
    day (`1 April 2018 to 1 April 2019`: the last day may not be meant), and beyond 1974 to 2049.

    >>> span(date(2021, 4, 1), date(2021, 12, 31)).kind.value
    'part_year'
    >>> span(date(2017, 4, 1), date(2017, 6, 30)).kind.value
    'quarter'
    """
    if not (start.year >= FIRST_YEAR and end.year <= LAST_YEAR):
        raise UnreadablePeriod(f"{start} to {end} lies outside {FIRST_YEAR} to {LAST_YEAR}")
    if end <= start:
        raise UnreadablePeriod("the period ends before it starts, or is a single day")
    after = end + timedelta(days=1)
    if end.day == start.day and end != month_end(end.year, end.month):
        raise UnreadablePeriod(
            f"{start} to {end} is whole months and one day; state the last day that is counted"
        )
    whole_months = start.day == 1 and after.day == 1
    months = (after.year - start.year) * 12 + after.month - start.month
    if months_later(start, 12) == after:
        financial_or_calendar = whole_months and start.month in (1, 4)
        kind = year_kind(start.month) if financial_or_calendar else PeriodKind.OTHER_YEAR
        return Period(start, end, kind)
    if after > months_later(start, 12):
        return Period(start, end, PeriodKind.MULTI_YEAR)
    if whole_months and months == 1:
        return Period(start, end, PeriodKind.MONTH)
    if whole_months and months == 3 and start.month % 3 == 1:
        return Period(start, end, PeriodKind.QUARTER)
    return Period(start, end, PeriodKind.PART_YEAR)


def year_kind(start_month: int) -> PeriodKind:
    """The kind of a year that starts in January or April."""
    return PeriodKind.CALENDAR_YEAR if start_month == 1 else PeriodKind.FINANCIAL_YEAR


def financial_year(start: int) -> Period:
    """The year from 1 April of `start`."""
    return span(date(start, 4, 1), date(start + 1, 3, 31))


def calendar_year(year: int) -> Period:
    """The year from 1 January."""
    return span(date(year, 1, 1), date(year, 12, 31))


def month_of(year: int, month: int) -> Period:
    """One calendar month."""
    return span(date(year, month, 1), month_end(year, month))


def quarter_from(year: int, month: int) -> Period:
    """Three months from the first of a month."""
    start = date(year, month, 1)
    return span(start, months_later(start, 3) - timedelta(days=1))


def combine(year: Period, part: PeriodPart) -> Period:
    """The month or quarter of a year; raises UnreadablePeriod where the year is not one year.

    >>> label_of(combine(financial_year(2018), PeriodPart(PeriodKind.MONTH, 1)))
    'January 2019'
    >>> label_of(combine(calendar_year(2019), PeriodPart(PeriodKind.QUARTER, 1)))
    'Q4 2018/19'
    """
    if year.kind is part.kind is PeriodKind.MONTH and year.start.month == part.number:
        return year  # "1" beside January 2018
    if year.kind not in ONE_YEAR:
        raise UnreadablePeriod(
            f"{label_of(year)} is not one year, so a month or quarter of it is unclear;"
            " declare the period in the layout"
        )
    first = year.start.month
    month = part.number if part.kind is PeriodKind.MONTH else part.starts
    if not month:
        month = (first - 1 + 3 * (part.number - 1)) % 12 + 1
    in_year = year.start.year + (month < first)
    if part.kind is PeriodKind.MONTH:
        return month_of(in_year, month)
    return quarter_from(in_year, month)


_STEPS = {
    PeriodKind.FINANCIAL_YEAR: 12,
    PeriodKind.CALENDAR_YEAR: 12,
    PeriodKind.QUARTER: 3,
    PeriodKind.MONTH: 1,
}


def periods_of(kind: PeriodKind, first: Period, last: Period) -> tuple[Period, ...]:
    """All single periods of a kind that cover the days from `first` to `last`, in order.

    >>> first, last = financial_year(2016), financial_year(2018)
    >>> [label_of(period) for period in periods_of(PeriodKind.FINANCIAL_YEAR, first, last)]
    ['2016/17', '2017/18', '2018/19']
    """
    if kind not in _STEPS:
        return (span(first.start, last.end),)
    months = _STEPS[kind]
    start = first.start.replace(day=1)
    lead = {PeriodKind.FINANCIAL_YEAR: (start.month - 4) % 12, PeriodKind.MONTH: 0}
    start = months_later(start, -lead.get(kind, (start.month - 1) % months))
    found = []
    while start <= last.end:
        after = months_later(start, months)
        found.append(Period(start, after - timedelta(days=1), kind))
        start = after
    return tuple(found)


def year_labelled(text: str) -> Period | None:
    """The year whose own label a text is, such as 2018/19 or 2019; None for whatever else it says.

    `read_period` says the same of it, and takes as long as a command does to learn all other ways.

    >>> label_of(year_labelled("2018/19")), year_labelled("2018/20"), year_labelled("April 2019")
    ('2018/19', None, None)
    """
    found = _YEAR_LABEL.fullmatch(text)
    if found is None or not FIRST_YEAR <= int(found["year"]) < LAST_YEAR:
        return None
    year = int(found["year"])
    if found["next"] is None:
        return calendar_year(year)
    return financial_year(year) if int(found["next"]) == (year + 1) % 100 else None


def label_of(period: Period) -> str:
    """How a period is printed to a person; each label reads back to its own period.

    Quarters are printed as quarters of a financial year, for `Q1 2019` alone has two meanings.

    >>> label_of(span(date(2021, 4, 1), date(2021, 12, 31)))
    'Apr–Dec 2021'
    >>> label_of(span(date(2016, 4, 1), date(2021, 3, 31)))
    '2016/17–2020/21'
    """
    start, end = period.start, period.end
    if period.kind is PeriodKind.FINANCIAL_YEAR:
        return _financial(start.year)
    if period.kind is PeriodKind.CALENDAR_YEAR:
        return str(start.year)
    if period.kind is PeriodKind.MONTH:
        return f"{MONTHS[start.month - 1]} {start.year}"
    if period.kind is PeriodKind.QUARTER and start >= date(FIRST_YEAR, 4, 1):
        year, quarter = (
            (start.year, (start.month - 4) // 3 + 1) if start.month > 3 else (start.year - 1, 4)
        )
        return f"Q{quarter} {_financial(year)}"
    if (start.month, start.day, end.month, end.day) == (4, 1, 3, 31):
        return f"{_financial(start.year)}–{_financial(end.year - 1)}"
    if start.day == 1 and end == month_end(end.year, end.month):
        first = _short(start) if start.year == end.year else f"{_short(start)} {start.year}"
        return f"{first}–{_short(end)} {end.year}"
    return f"{start.day} {_short(start)} {start.year}–{end.day} {_short(end)} {end.year}"


def _financial(start: int) -> str:
    return f"{start}/{(start + 1) % 100:02d}"


def _short(day: date) -> str:
    return MONTHS[day.month - 1][:3]
