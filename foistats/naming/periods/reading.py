"""A cell's value or a whole text as a period: `period_reading` and `read_period`."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from itertools import pairwise

from foistats.errors import AmbiguousPeriod, UnreadablePeriod
from foistats.naming.periods.atoms import MONTH
from foistats.naming.periods.phrases import phrase
from foistats.naming.periods.spans import (
    FIRST_YEAR,
    LAST_YEAR,
    PeriodReading,
    calendar_year,
    label_of,
    month_of,
    months_later,
)
from foistats.naming.spelling import plain, without_footnotes
from foistats.records import Period

LONGEST = 90
# Most cells of most tables: a number that is no year.
_JUST_A_NUMBER = re.compile(r"\s*(?:\d{1,3}|\d{5,}|\d{1,3}(?:,\d{3})+)\s*")
# Cheap early exit: what has neither a digit nor one of these words is no period.
_SPEAKS_OF_TIME = re.compile(rf"\d|(?<![a-z]){MONTH}|quarter|qtr|chwarter", re.IGNORECASE)


def period_reading(value: object) -> PeriodReading | None:
    """What a cell's value means as a period; None if the whole of it isn't one.

    A typed date is None: a date shown as Apr-18 and one that means a day can't be told apart in a
    cell. `month_reading_of_dates` reads a row of them.

    >>> label_of(period_reading("FY 2010/11 (1)").period)
    '2010/11'
    >>> [label_of(p) for p in period_reading("2020-2021").alternatives]
    ['2020/21', 'Jan 2020–Dec 2021']
    >>> period_reading("Table 2"), period_reading("30 September 20123")
    (None, None)
    """
    if isinstance(value, str):
        if len(value) > LONGEST or _SPEAKS_OF_TIME.search(value) is None:
            return None
        if _JUST_A_NUMBER.fullmatch(value):
            return None
        return _reading_or_none(value)
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float) and FIRST_YEAR <= value <= LAST_YEAR and value == int(value):
        return PeriodReading(calendar_year(int(value)), (), None, True)
    return None


def read_period(text: object) -> Period:
    """The one period a text means; raises UnreadablePeriod or AmbiguousPeriod with a remedy.

    >>> label_of(read_period("1 April 2018 to 31 March 2019"))
    '2018/19'
    >>> read_period("2020-2021")  # doctest: +NORMALIZE_WHITESPACE
    Traceback (most recent call last):
    foistats.errors.AmbiguousPeriod: '2020-2021' can mean 2020/21 or Jan 2020–Dec 2021;
    write the one that is meant
    """
    try:
        reading = _parsed(text) if isinstance(text, str) else period_reading(text)
    except UnreadablePeriod as reason:
        raise UnreadablePeriod(f"{text!r}: {reason}") from None
    if reading is None:
        raise UnreadablePeriod(
            f"{text!r} is not a period; write it like 2018/19, 2019 or Apr 2018 to Mar 2019"
        )
    if reading.part is not None:
        raise UnreadablePeriod(f"{text!r} has no year; write the year with it, like April 2018")
    if reading.period is None:
        meant = " or ".join(label_of(period) for period in reading.alternatives)
        raise AmbiguousPeriod(f"{text!r} can mean {meant}; write the one that is meant")
    return reading.period


def is_refused_time(text: str) -> bool:
    """True for a text that speaks of time and still is no period, like a day or `2019 onwards`."""
    try:
        _parsed(text)
    except UnreadablePeriod:
        return True
    return False


@lru_cache(maxsize=50_000)
def _reading_or_none(text: str) -> PeriodReading | None:
    try:
        return _parsed(text)
    except UnreadablePeriod:
        return None


@lru_cache(maxsize=50_000)
def _parsed(text: str) -> PeriodReading | None:
    # str.isdigit and int() take Arabic-Indic and full-width digits; we don't.
    cleaned = without_footnotes(plain(text)).casefold().rstrip(" .,:;")
    if not cleaned or any(ch.isdigit() and not ch.isascii() for ch in cleaned):
        return None
    return phrase(cleaned)


def month_reading_of_dates(values: Sequence[date]) -> tuple[Period, ...] | None:
    """The months that typed dates stand for: only if each is the first day of the month after.

    >>> [label_of(p) for p in month_reading_of_dates([date(2018, 12, 1), date(2019, 1, 1)])]
    ['December 2018', 'January 2019']
    >>> month_reading_of_dates([date(2018, 12, 1), date(2019, 1, 3)]) is None
    True
    """
    days = [value.date() if isinstance(value, datetime) else value for value in values]
    if len(days) < 2 or any(day.day != 1 for day in days):
        return None
    if any(months_later(a, 1) != b for a, b in pairwise(days)):
        return None
    if not all(FIRST_YEAR <= day.year <= LAST_YEAR for day in days):
        return None
    return tuple(month_of(day.year, day.month) for day in days)
