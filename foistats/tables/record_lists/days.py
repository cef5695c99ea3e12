"""The day of one record, as lists of crimes and incidents write it, in the time of the UK."""

import re
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from foistats.naming.periods.reading import day_written
from foistats.tables.senses import SensedCell

# `14:30`, `14:30:00`, `2:30:00 PM`, `1430 hrs`, after a comma or not.
_TIME = r"(?:,?\s*(?:T|\b)(?:\d{1,2}:\d\d(?::\d\d)?(?:\s?[AaPp]\.?[Mm]\.?)?|\d{4})(?:\s?hrs\.?)?)?"
_DAY = re.compile(rf"^\s*(?P<d>\d{{1,2}})[/.-](?P<m>\d{{1,2}})[/.-](?P<y>(?:19|20)\d\d){_TIME}\s*$")
_ISO_DAY = re.compile(rf"^\s*(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d){_TIME}\s*$")
# `2020-07-31T23:08:00+00:00`, `2016-01-01T22:55:00.000Z`: a moment, with how far from Greenwich.
_MOMENT = re.compile(
    r"^\s*\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)\s*$"
)
_SUNDAY = 6


def day_of_record(cell: SensedCell) -> date | None:
    """The day in a cell: typed, written day first as the police do, or in a database's way.

    A moment that says how far it is from Greenwich is on the day that it was in the UK.
    """
    value = cell.value
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return _day_in(value) if isinstance(value, str) else None


@lru_cache(maxsize=8192)
def _day_in(value: str) -> date | None:
    if _MOMENT.match(value):
        return uk_day(datetime.fromisoformat(value.strip().replace("Z", "+00:00")))
    match = _DAY.match(value) or _ISO_DAY.match(value)
    if match is None:
        return day_written(value) if any(letter.isalpha() for letter in value) else None
    try:
        return date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        return None


def has_time_of_day(cell: SensedCell) -> bool:
    """True for a moment with its hour and minute: it is of one event."""
    value = cell.value
    if isinstance(value, datetime):
        return value.time() != time()
    return isinstance(value, str) and bool(_MOMENT.match(value))


def uk_day(moment: datetime) -> date:
    """The day in the UK at a moment: an hour ahead of Greenwich in summer.

    >>> uk_day(datetime(2020, 7, 31, 23, 8, tzinfo=UTC))
    datetime.date(2020, 8, 1)
    >>> uk_day(datetime(2020, 12, 31, 23, 8, tzinfo=UTC))
    datetime.date(2020, 12, 31)
    """
    greenwich = moment.astimezone(UTC)
    begins, ends = (_last_sunday(greenwich.year, month) for month in (3, 10))
    summer = begins <= greenwich < ends
    return (greenwich + timedelta(hours=summer)).date()


def _last_sunday(year: int, month: int) -> datetime:
    """One o'clock at Greenwich on the last Sunday of a month of 31 days: when the clocks change."""
    last = datetime(year, month, 31, 1, tzinfo=UTC)
    return last - timedelta(days=(last.weekday() - _SUNDAY) % 7)
