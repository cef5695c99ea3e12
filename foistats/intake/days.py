"""Dates as people write them, and the working days that the law gives for a reply."""

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from foistats.errors import Unreadable
from foistats.intake.bank_holidays import bank_holidays

WORKING_DAYS_ALLOWED = 20

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00(?:\.0+)?)?)?", re.ASCII)
_BRITISH = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: 00:00(?::00)?)?", re.ASCII)
# FOIA 2000 binds authorities outside Scotland and UK-wide ones; FOISA 2002 the Scottish ones.
_SCOTTISH = "Scotland"
_UNDER_UK_ACT = frozenset(
    {"England", "Wales", "Northern Ireland", "Great Britain", "United Kingdom", "England and Wales"}
)


def read_day(text: str) -> date:
    """A date written year first with dashes, or day first with slashes as Excel in the UK does.

    >>> read_day("2019-06-03"), read_day("03/06/2019")
    (datetime.date(2019, 6, 3), datetime.date(2019, 6, 3))
    >>> read_day("June 2019")
    Traceback (most recent call last):
    foistats.errors.Unreadable: 'June 2019' is not a date; write it as 2019-06-03 or 03/06/2019
    """
    written = text.strip()
    if match := _ISO.fullmatch(written):
        year, month, day = (int(part) for part in match.groups())
    elif match := _BRITISH.fullmatch(written):
        day, month, year = (int(part) for part in match.groups())
    else:
        raise Unreadable(f"{text!r} is not a date; write it as 2019-06-03 or 03/06/2019")
    try:
        return datetime(year, month, day).date()
    except ValueError as reason:
        raise Unreadable(f"{text!r} is not a date: {reason}; correct it") from reason


@lru_cache(maxsize=1000)
def due_on(sent_on: date, country: str, days: int = WORKING_DAYS_ALLOWED) -> date | None:
    """The last day the law gives for a reply; None for a force outside the UK's two acts.

    With other `days` than the twenty of the law, the day that comes so many working days later.

    None also where the calendar ends before that day.

    Twenty working days after receipt, taken to be the day it was sent: FOIA 2000 s.10(1) and (6)
    leave out bank holidays of any part of the UK, FOISA 2002 s.10(1) and s.73 those of Scotland.

    >>> due_on(date(2019, 4, 1), "England"), due_on(date(2019, 4, 1), "Scotland")
    (datetime.date(2019, 5, 1), datetime.date(2019, 4, 30))
    """
    if country not in _UNDER_UK_ACT | {_SCOTTISH}:
        return None
    day, left = sent_on, days
    while left:
        if day == date.max:
            return None
        day += timedelta(days=1)
        left -= _is_working_day(day, country)
    return day


def working_days_taken(sent_on: date, received_on: date, country: str) -> int | None:
    """How many working days a reply took, the day after sending counting as the first."""
    if country not in _UNDER_UK_ACT | {_SCOTTISH}:
        return None
    first, last = sorted((sent_on, received_on))
    years = sum(_worked_until(date(year, 12, 31), country) for year in range(first.year, last.year))
    taken = years + _worked_until(last, country) - _worked_until(first, country)
    return taken if sent_on <= received_on else -taken


@lru_cache(maxsize=10_000)
def _worked_until(last: date, country: str) -> int:
    """Working days of a year, up to and with its day `last`.

    >>> _worked_until(date(2019, 1, 7), "England")  # 3, 4 and 7 January
    3
    """
    first = date(last.year, 1, 1)
    weeks, days = divmod((last - first).days + 1, 7)
    weekdays = 5 * weeks + sum((first.weekday() + n) % 7 < 5 for n in range(days))
    holidays = bank_holidays(last.year, country == _SCOTTISH)
    return weekdays - sum(day.weekday() < 5 and day <= last for day in holidays)


def _is_working_day(day: date, country: str) -> bool:
    return day.weekday() < 5 and day not in bank_holidays(day.year, country == _SCOTTISH)
