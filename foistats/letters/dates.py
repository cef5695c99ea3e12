"""Periods inside a sentence and where they stand, for a count is only of the period beside it."""

from datetime import date
from typing import NamedTuple

from foistats.model.values import Period
from foistats.naming.periods import label_of, period_reading
from foistats.naming.periods.atoms import MONTH
from foistats.naming.periods.spans import FIRST_YEAR, LAST_YEAR
from foistats.naming.spelling import regex
from foistats.records import Asked
from schemas.vocabulary import PeriodKind

_ORD = r"(?:st|nd|rd|th)"
_YEAR = r"(?:19|20)\d\d(?!\d)"
_DAY = (
    rf"(?:\d{{1,2}}{_ORD}?(?: day)?(?: of)? {MONTH}(?:,? ?{_YEAR})?"
    rf"|{MONTH} \d{{1,2}}(?:{_ORD},? {_YEAR}|{_ORD}|,? {_YEAR})"
    rf"|\d{{1,2}}[/.]\d{{1,2}}[/.](?:{_YEAR}|\d\d(?!\d))|{_YEAR}-\d\d-\d\d"
    rf"|\d{{1,2}}-\d{{1,2}}-{_YEAR})"
)
_MONTH = rf"{MONTH}(?:,? (?:of )?{_YEAR}|[-']\d\d(?!\d)| '\d\d(?!\d))"
_TWO_YEARS = rf"(?:{_YEAR}(?:[/-](?:{_YEAR}|\d\d(?!\d))|_\d\d(?!\d)))"
_ONE = rf"(?:{_DAY}|{_MONTH}|{_TWO_YEARS}|{_YEAR})"
_HEAD = (
    r"(?:the )?(?:(?:(?:full|whole) )?(?:financial|fiscal|calendar|reporting|fin\.) years?(?: of)?"
    r"|f/?y|c/?y|blwyddyn ariannol|flwyddyn ariannol|years?|blwyddyn|flwyddyn|(?:time )?periods?)"
    r"[ :]*(?:(?:from|between|of) )?(?:the )?"
)
_ENDING = (
    r"(?:the )?(?:(?:financial )?year|(?:twelve|three|six|nine|12|3|6|9"
    r"|\d\d)[ -]months?(?: period)?"
    r"|(?:two|three|four|five|ten|\d\d?)[ -]years?(?: period)?|y/e) ?"
    r"(?:ending|ended|end|up to|to|until)?(?: in| on)?(?: the)?(?: end of)? "
)
_QUARTER = (
    r"(?:q ?[1-4]|quarter (?:[1-4]|one|two|three|four)|(?:first|second|third|fourth|[1-4]"
    r"(?:st|nd|rd|th)) quarter)(?: of)?(?: the)?(?: (?:financial|calendar) year)?[ ,]{1,2}"
)
_TO = (
    r"(?: ?- ?| to (?:the )?(?:end of )?| until (?:the )?(?:end of )?"
    r"| up to (?:and including )?)(?:the )?"
)
_BARE_MONTH = rf"(?:\d{{1,2}}{_ORD}?(?: of)? )?{MONTH}"
_STRETCH = (
    rf"(?:{_ONE}|{_BARE_MONTH})"
    rf"(?:{_TO}|(?<=\d) and |(?<=[a-z]) and )(?:{_ONE})"
)
# "2021 (to September)" is no whole year; a bracket that speaks of no time is left.
_BRACKET = (
    rf"(?i) ?\([^()]{{0,40}}(?:\b{MONTH}|\bq ?[1-4]\b|quarter|\bytd\b|to date|\bpart|so far"
    rf"|\bonly\b"
    r"|months?|year|\d/\d)[^()]{0,40}\)"
)
_OPEN_END = r"(?: ?\(?(?:year )?to (?:date|present)\)?| ?\(?ytd\)?| onwards?| so far)"
PERIOD = (
    rf"(?:between (?:the )?(?:{_HEAD})?{_STRETCH}"
    rf"|(?:from )?(?:{_HEAD})?(?:{_ONE}|{_BARE_MONTH}){_TO}{_ONE}"
    rf"|{_QUARTER}(?:{_HEAD})?{_ONE}|{_ENDING}{_ONE}|{_HEAD}(?:{_ONE}|'?\d\d[/-]\d\d(?!\d))|{_ONE})"
    rf"(?:{_OPEN_END}|,? inclusive)?"
)
_OPEN_BEFORE = (
    r"(?i)(?:since|before|after|prior to|until|till|by|as at|as of|as on|on|dated|at|up to|pre|post"
    r"|end of|beginning of|start of|from|early|late|mid)[ -](?:the )?$"
)
_BARE_YEAR = rf"(?:{_YEAR})"
_BEFORE_YEAR = (
    r"(?i)(?:(?:^|\b)(?:in|for|during|year|years|calendar|throughout|within|over|and|to|yn|between"
    r"|of"
    r"|than|was|is|with)(?: the)? |[,;:(/-] ?|^)$"
)


class When(NamedTuple):
    """A time that a sentence names; `period` is None where it is no stretch, `why` says so."""

    period: Period | None
    why: str = ""


def end_of(text: str, end: int) -> int:
    """Where a period ends, with what a bracket after it says of it."""
    bracket = regex(_BRACKET).match(text, end)
    if bracket is None or regex(_YEAR).search(bracket.group()):
        return end
    return bracket.end()


def when_at(text: str, start: int, end: int, asked: Asked) -> When | None:
    """What the time at a place of a sentence means; None where it is no time at all."""
    said = text[start:end]
    if regex(_OPEN_BEFORE).search(text[max(0, start - 24) : start]):
        return When(None, f"{said!r} doesn't say where the period starts and ends")
    if regex(_BARE_YEAR).fullmatch(said):
        if not FIRST_YEAR <= int(said) <= LAST_YEAR:
            return None
        before = regex(_BEFORE_YEAR).search(text[max(0, start - 24) : start])
        if before is None and not regex(r" ?[:=]| -+ ").match(text, end):
            return None
    reading = period_reading(_in_english(said))
    if reading is None or reading.part is not None:
        return When(None, f"{said!r} is no period")
    if reading.period is not None:
        return When(reading.period)
    return _settled(reading.alternatives, said, asked)


def _in_english(said: str) -> str:
    """A Welsh period with the words that English ones have for a year."""
    said = regex(r"(?i)\b[bf]lwyddyn ariannol\b").sub("financial year", said)
    return regex(r"(?i)\b[bf]lwyddyn\b").sub("year", said)


def _settled(alternatives: tuple[Period, ...], said: str, asked: Asked) -> When:
    """The stretch that the request asks about as a whole, if it is one of two that are possible."""
    if asked.first is not None and asked.last is not None:
        whole = (asked.first.start, asked.last.end)
        for period in alternatives:
            if (period.start, period.end) == whole and period.kind is PeriodKind.MULTI_YEAR:
                return When(period)
    return When(None, f"{said!r} can mean {' or '.join(label_of(p) for p in alternatives)}")


def year_beside(period: Period, years: int) -> Period | None:
    """The year before or after a year; None for what is no single year."""
    if period.kind not in (PeriodKind.FINANCIAL_YEAR, PeriodKind.CALENDAR_YEAR):
        return None
    year = period.start.year + years
    if not FIRST_YEAR < year < LAST_YEAR:
        return None
    start = period.start.replace(year=year)
    end = period.end.replace(year=period.end.year + years)
    return Period(start, end, period.kind)


def overlaps(period: Period, first: date, last: date) -> bool:
    """True where a period and the days from first to last have one in common."""
    return period.start <= last and first <= period.end
