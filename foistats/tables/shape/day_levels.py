"""Days that head the counts of a table: the months or years that they stand for, or a question.

Days dated before the present forces (1974) can't be asked for; their lines are told and left out.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from foistats.model.values import Period
from foistats.naming.counts import CellSense
from foistats.naming.periods import periods_of_days
from foistats.naming.periods.days import days_may_be, periods_if
from foistats.naming.periods.reading import day_written
from foistats.naming.periods.spans import FIRST_YEAR
from foistats.tables.senses import SensedCell
from foistats.tables.words import spoken
from schemas.vocabulary import HeadingsAre, PeriodKind

_YEAR_TITLE = re.compile(r"\W*(?:calendar\s+)?years?\W*", re.IGNORECASE)
_YEAR_END_TITLE = re.compile(
    r"\b(?:years?|(?:12|twelve)[\s-]months?)\s+(?:end(?:ing|ed|s)?|(?:up\s+)?to)\b|\by/?e\b",
    re.IGNORECASE,
)
_MONTH_TITLE = re.compile(r"\bmonths?\b|\bmis\b|\bperiod\s*end\b|\bmth\b", re.IGNORECASE)
_DAY = re.compile(
    r"^\s*\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?[A-Za-z]{3,9}\s+(?:19|20)\d\d\d?\s*$|^\s*\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\s*$"
)
_ISO = re.compile(r"^\s*(1[5-9]\d\d)-\d\d-\d\d\s*$")
_MAY_BE = re.compile(r"they may be (?P<said>[^;]+)$")
_SHOWN = 3


class DaysRead(NamedTuple):
    """What the days of a level stand for, by line.

    `unsettled` are lines of a day that may stand for several things, and `asks` the question about
    them all. `outside` are lines of days before 1974. `declared` is True where a person said it.
    """

    periods: dict[int, Period]
    unsettled: set[int]
    outside: set[int]
    asks: str = ""
    declared: bool = False


def read_days(
    plain: Mapping[int, SensedCell],
    *,
    title: str,
    kind: PeriodKind | None,
    declared: HeadingsAre | None,
) -> DaysRead | None:
    """The months or years that days begin or end; None where most headings are no days.

    First days of months in turn are these months; last days, too, where the title speaks of months;
    and under "Year ending" they end years. Any other days are asked about: figures *as at* a day
    are no counts over a period. `kind` is what the request asks for.
    """
    outside = {line for line, cell in plain.items() if _before_the_forces(cell)}
    left = {line: cell for line, cell in plain.items() if line not in outside}
    days = {line: day for line, cell in left.items() if (day := day_of(cell)) is not None}
    if not days or (len(days) * 2 < len(plain) and not _has_typed(plain)):
        return None
    words, listed = spoken(title), list(days.values())
    periods = None
    if len(days) == len(left):
        periods = periods_of_days(
            listed,
            months=bool(_MONTH_TITLE.search(words)),
            year_ends=bool(_YEAR_END_TITLE.search(words)),
            years=bool(_YEAR_TITLE.fullmatch(words)),
        )
    if periods is None and declared is not None:
        periods = periods_if(listed, declared)
        if periods is not None:
            said = dict(zip(days, periods, strict=True))
            return DaysRead(said, set(), outside, declared=True)
    if periods is None:
        return DaysRead({}, set(days), outside, _asked([left[line] for line in days], listed, kind))
    return DaysRead(dict(zip(days, periods, strict=True)), set(), outside)


def _asked(cells: Sequence[SensedCell], days: Sequence[date], kind: PeriodKind | None) -> str:
    """What a person is asked about all days of a level: what they may be."""
    texts = [cell.text for cell in cells]
    return question_about(texts, "days, and no period is named", days_may_be(days, kind))


def question_about(texts: Sequence[str], what: str, meanings: Sequence[HeadingsAre]) -> str:
    """The one question about all headings of a level that name no one period."""
    texts = list(dict.fromkeys(texts))
    named = ", ".join(map(repr, texts[:_SHOWN]))
    more = f" and {len(texts) - _SHOWN} more" if len(texts) > _SHOWN else ""
    return f"{named}{more}: {what}{may_be(meanings)}"


def may_be(meanings: Sequence[HeadingsAre]) -> str:
    """How the question about open headings ends: with what they may be."""
    return f"; they may be {', '.join(meanings)}" if meanings else ""


def meanings_asked_about(found: str) -> list[HeadingsAre]:
    """What the headings may be that a problem's sentence asks about.

    >>> said = "days, and no period is named; they may be years that end on them, months"
    >>> meanings_asked_about(said)[1].value
    'months'
    """
    match = _MAY_BE.search(found)
    known = {one.value: one for one in HeadingsAre}
    said = match["said"].split(", ") if match else []
    return [known[one] for one in said if one in known]


def _before_the_forces(cell: SensedCell) -> bool:
    day = day_of(cell)
    if day is None and (match := _ISO.match(cell.text)):
        return int(match[1]) < FIRST_YEAR
    return day is not None and day.year < FIRST_YEAR


def _has_typed(plain: Mapping[int, SensedCell]) -> bool:
    return any(cell.sense is CellSense.DATE for cell in plain.values())


def day_of(cell: SensedCell) -> date | None:
    """The day that a cell holds, typed, or written with the day before the month."""
    value = cell.value
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if cell.sense is not CellSense.DATE and not _DAY.match(cell.text):
        return None
    return day_written(cell.text)
