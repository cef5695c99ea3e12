"""A cell's value or a whole text as a period: `period_reading` and `read_period`."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise

from foistats.errors import AmbiguousPeriod, UnreadablePeriod
from foistats.model.values import Period
from foistats.naming.periods.atoms import MONTH, Sort, atom_at
from foistats.naming.periods.phrases import phrase
from foistats.naming.periods.spans import (
    FIRST_YEAR,
    LAST_YEAR,
    PeriodReading,
    calendar_year,
    financial_year,
    label_of,
    month_of,
    months_later,
    span,
)
from foistats.naming.spelling import plain, without_footnotes

LONGEST = 90
# Most cells of most tables: a number that is no year.
_JUST_A_NUMBER = re.compile(r"\s*(?:\d{1,3}|\d{5}|\d{7,}|\d{1,3}(?:,\d{3})+)\s*")
# A year and a month, or two years, without what usually parts them: 201801, 2018_01, 201718.
_COMPACT = re.compile(r"\s*((?:19|20)\d\d)[ _]?(\d\d)\s*")
# The same in two digits each: FY1718. FY2021 may as well be the financial year 2021.
_SHORT = re.compile(r"\s*f/?y[ _-]?(\d\d)(\d\d)\s*", re.IGNORECASE)
# Cheap early exit: what has neither a digit nor one of these words is no period.
_SPEAKS_OF_TIME = re.compile(rf"\d|(?<![a-z]){MONTH}|quarter|qtr|chwarter", re.IGNORECASE)


# Which version of its figures a period has: `2020/21 (provisional)`, `2019/20 - final`, `2021p`.
_VERSION = re.compile(
    r"(?<=[\d)])[\s,(\[-]*(?:(?:provisional|prov\.?|final(?:i[sz]ed)?|revised|updated|amended"
    r"|published|unaudited|audited)(?:\s+(?:figures?|data|counts?))?|[pr])[)\]]?$"
)


def period_reading(value: object) -> PeriodReading | None:
    """What a cell's value means as a period; None if the whole of it isn't one.

    A typed date is None: a date shown as Apr-18 and one that means a day can't be told apart in a
    cell. `periods_of_days` reads a row of them.

    >>> label_of(period_reading("FY 2010/11 (1)").period)
    '2010/11'
    >>> [label_of(p) for p in period_reading("2020-2021").alternatives]
    ['2020/21', 'Jan 2020–Dec 2021']
    >>> label_of(period_reading("201801").period), label_of(period_reading(201718).period)
    ('January 2018', '2017/18')
    >>> label_of(period_reading("FY1718").period), period_reading("FY1719")
    ('2017/18', None)
    >>> period_reading("Table 2"), period_reading("30 September 20123")
    (None, None)
    """
    if isinstance(value, str):
        return _reading_of_text(value) if len(value) <= LONGEST else None
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float) and FIRST_YEAR <= value <= LAST_YEAR and value == int(value):
        return PeriodReading(calendar_year(int(value)), (), None, True)
    if isinstance(value, int | float) and FIRST_YEAR * 100 < value < LAST_YEAR * 100:
        return _compact(str(int(value))) if value == int(value) else None
    return None


@lru_cache(maxsize=50_000)
def _reading_of_text(written: str) -> PeriodReading | None:
    """Asked several times of each heading, and the same headings come again in other replies."""
    if _SPEAKS_OF_TIME.search(written) is None or _JUST_A_NUMBER.fullmatch(written):
        return None
    return _compact(written) or _reading_or_none(written)


@lru_cache(maxsize=10_000)
def _compact(written: str) -> PeriodReading | None:
    """`201801` or `2018_01`: a month; `201718`: a financial year; `201112` can be either.

    Six digits may as well be a number: they are bare, a period only in the company of others.
    """
    short = _SHORT.fullmatch(written)
    if short is not None and not FIRST_YEAR <= int(short[1] + short[2]) <= LAST_YEAR:
        first, second = int(short[1]), int(short[2])
        if second != (first + 1) % 100 or 2000 + first > LAST_YEAR:
            return None
        return PeriodReading(financial_year(2000 + first), (), None, False)
    found = _COMPACT.fullmatch(written)
    if found is None:
        return None
    year, second = int(found[1]), int(found[2])
    meanings: list[Period] = []
    if FIRST_YEAR <= year < LAST_YEAR:
        meanings += [month_of(year, second)] if 1 <= second <= 12 else []
        meanings += [financial_year(year)] if second == (year + 1) % 100 else []
    if not meanings:
        return None
    bare = found[0].strip().isdigit()
    if len(meanings) == 1:
        return PeriodReading(meanings[0], (), None, bare)
    return PeriodReading(None, tuple(meanings), None, bare)


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
    return phrase(_VERSION.sub("", cleaned))


def day_written(text: str) -> date | None:
    """The one day that a text names in full, with the day before the month; None for all else.

    >>> day_written("1/2/2018"), day_written("2018-02-01 00:00"), day_written("Feb 2018")
    (datetime.date(2018, 2, 1), datetime.date(2018, 2, 1), None)
    """
    cleaned = plain(text).casefold()
    try:
        at = atom_at(cleaned, 0)
    except UnreadablePeriod:
        return None
    if at is None or at[1] != len(cleaned) or at[0].sort is not Sort.DAY or not at[0].year:
        return None
    return date(at[0].year, at[0].month, at[0].day)


def periods_of_days(
    days: Sequence[date], *, months: bool, year_ends: bool, years: bool = False
) -> tuple[Period, ...] | None:
    """The months or years that days stand for, in the same order; None where nothing shows it.

    First days of months that follow one another are these months, with few gaps in a long run.
    With `months` (a heading speaks of months) so are any first days, and any last days; with
    `year_ends` (it says "year ending") last days of months end their years; with `years` (it says
    "year") the first or last days of calendar years are these years.

    >>> [label_of(p) for p in periods_of_days([date(2018, 12, 1), date(2019, 1, 1)],
    ...                                       months=False, year_ends=False)]
    ['December 2018', 'January 2019']
    >>> periods_of_days([date(2018, 12, 31)], months=False, year_ends=False) is None
    True
    """
    plain_days = [day.date() if isinstance(day, datetime) else day for day in days]
    distinct = sorted(set(plain_days))
    if not distinct or not all(FIRST_YEAR <= day.year <= LAST_YEAR for day in distinct):
        return None
    first_days = all(day.day == 1 for day in distinct)
    last_days = all((day + timedelta(days=1)).day == 1 for day in distinct)
    if last_days and year_ends and distinct[0].year > FIRST_YEAR:
        one_day = timedelta(days=1)
        return tuple(span(months_later(day + one_day, -12), day) for day in plain_days)
    if years and {(day.month, day.day) for day in distinct} in ({(1, 1)}, {(12, 31)}):
        return tuple(calendar_year(day.year) for day in plain_days)
    steps = [months_later(a, 1) == b for a, b in pairwise(distinct)]
    # A month without figures is often left out: a gap or two in a long run is no other reading.
    in_turn = bool(steps) and (
        all(steps) or (len(steps) >= 8 and steps.count(False) * 8 <= len(steps))
    )
    if (first_days and (months or in_turn)) or (last_days and months):
        return tuple(month_of(day.year, day.month) for day in plain_days)
    return None
