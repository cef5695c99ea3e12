"""The stretches of time that a sentence names, or points back to."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from foistats.claims.number_forms import MONTH
from foistats.claims.number_words import cardinal, ordinal
from foistats.errors import UnreadablePeriod
from foistats.model.values import Period
from foistats.naming.periods.spans import calendar_year, financial_year, month_end, month_of, span
from foistats.records import Request
from schemas.vocabulary import PeriodKind


class When(StrEnum):
    """How a stretch of time is said."""

    ONE = "one"
    """A period that is named, alone (`2020/21`, `last year`)."""
    SEVERAL = "several"
    """Periods that are taken together (`over the last five years`)."""
    SINCE = "since"
    """From a named period on."""
    EARLIER = "earlier"
    """Some years before what was named last (`the year before`)."""
    LATER = "later"
    BEFORE_THAT = "before that"
    """As many years, before the stretch that was named last."""
    AGAIN = "again"
    """The stretch of the change named last (`over the same period`)."""
    SAME = "same"
    """What was named last (`that year`)."""
    EVER = "ever"
    """All that the tables have (`on record`)."""
    OTHER = "other"
    """A stretch that is none of the request's periods."""


@dataclass(frozen=True, slots=True)
class TimeSaid:
    """A stretch of time as a sentence says it; `years` counts for EARLIER, LATER and a length."""

    when: When
    periods: tuple[Period, ...] = ()
    years: int = 0
    text: str = ""
    is_length: bool = False
    is_change: bool = False


_YEAR = r"(?:19|20)\d\d"
_YEARS = rf"{_YEAR} ?[/–—-] ?{_YEAR}(?!\d)|{_YEAR}(?: ?/ ?|[–—-])\d\d(?!\d)|{_YEAR}(?![\d,]*\d)|fy ?\d\d(?:/\d\d)?|(?:0\d|1\d|2\d)/\d\d(?![\d/])"
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? )?{MONTH},? ?(?:{_YEAR}|['’]\d\d)"
_ATOM = rf"(?:(?:the )?(?:financial |fiscal |calendar )?(?:years? )?(?:(?:the )?(?:start|beginning|end|close) of )?(?:{_DAY}|{_YEARS})(?: (?:financial|fiscal|calendar) year)?)"
_COUNT = r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_LAST = r"(?:last|past|previous|latest|most recent|full|whole|entire|same|preceding)"
_PANDEMIC = (
    r"(?:the )?(?:covid(?:-19)?(?: pandemic)?|coronavirus(?: pandemic)?|pandemic|lockdowns?)"
)
_ATOM_RE = re.compile(_ATOM, re.IGNORECASE)
_YEARS_RE = re.compile(_YEARS, re.IGNORECASE)
_DAY_RE = re.compile(
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? )?(?P<month>{MONTH}),? ?(?P<year>{_YEAR}|['’]\d\d)",
    re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

Reader = Callable[[re.Match[str], "Calendar"], TimeSaid | None]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The periods that a request asks for, as words of time point to them."""

    periods: tuple[Period, ...]
    kind: PeriodKind

    @property
    def last(self) -> Period:
        """The latest period."""
        return self.periods[-1]

    def covering(self, start: date, end: date) -> tuple[Period, ...]:
        """The periods that together are exactly a stretch of days; () where none are."""
        inside = tuple(p for p in self.periods if start <= p.start and p.end <= end)
        if inside and inside[0].start == start and inside[-1].end == end:
            return inside
        return ()

    def latest(self, count: int) -> tuple[Period, ...]:
        """The last periods, as many as asked for; () where there are fewer."""
        per_year = {PeriodKind.MONTH: 12, PeriodKind.QUARTER: 4}.get(self.kind, 1)
        wanted = count * per_year
        return self.periods[-wanted:] if wanted <= len(self.periods) else ()


def calendar_of(request: Request) -> Calendar:
    """The calendar of one request."""
    return Calendar(request.periods, request.period_kind)


def _period(written: str, calendar: Calendar) -> Period | None:
    """The period that a year, or a month of one, names."""
    day = _DAY_RE.search(written)
    if day:
        return month_of(_full(day["year"]), _month(day["month"])) if not day["day"] else None
    years = _YEARS_RE.search(written)
    if years is None:
        return None
    numbers = re.findall(r"\d+", years[0])
    first = _full(numbers[0])
    financial = calendar.kind is PeriodKind.FINANCIAL_YEAR
    if len(numbers) == 2:
        last = int(numbers[1]) if len(numbers[1]) == 4 else first // 100 * 100 + int(numbers[1])
        if last < first:
            last += 100
        if last == first + 1 and not (
            calendar.kind is PeriodKind.CALENDAR_YEAR and "/" not in years[0]
        ):
            return financial_year(first)
        return (
            span(date(first, 4, 1), date(last, 3, 31))
            if financial
            else span(date(first, 1, 1), date(last, 12, 31))
        )
    if written.casefold().startswith("fy") or (
        "financial year" in written.casefold() and financial and "to" in written
    ):
        return financial_year(first - 1)
    return calendar_year(first)


def _full(written: str) -> int:
    digits = re.sub(r"\D", "", written)
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _month(written: str) -> int:
    return _MONTHS.index(written[:3].casefold()) + 1


def _ends(written: str) -> tuple[date, date] | None:
    """The first and the last day that a day or month of a year says."""
    found = _DAY_RE.search(written)
    if found is None:
        return None
    year, month = _full(found["year"]), _month(found["month"])
    if found["day"]:
        try:
            day = date(year, month, int(found["day"]))
        except ValueError:
            return None
        return day, day
    if re.search(r"\b(?:start|beginning) of", written, re.IGNORECASE):
        return date(year, month, 1), date(year, month, 1)
    return date(year, month, 1), month_end(year, month)


def _stretch(start: date, end: date, calendar: Calendar, *, text: str) -> TimeSaid:
    inside = calendar.covering(start, end)
    if len(inside) == 1:
        return TimeSaid(When.ONE, inside, text=text)
    if inside:
        return TimeSaid(When.SEVERAL, inside, text=text)
    try:
        return TimeSaid(When.OTHER, (span(start, end),), text=text)
    except UnreadablePeriod:
        return TimeSaid(When.OTHER, text=text)


def _named(written: str, calendar: Calendar) -> TimeSaid:
    try:
        period = _period(written, calendar)
    except UnreadablePeriod:
        # "2021-06" of a date is no stretch of 85 years, and a force founded in 1829 had no request.
        period = None
    if period is None:
        return TimeSaid(When.OTHER, text=written)
    if period.kind is PeriodKind.MULTI_YEAR or (
        period not in calendar.periods and calendar.covering(period.start, period.end)
    ):
        return _stretch(period.start, period.end, calendar, text=written)
    return TimeSaid(When.ONE, (period,), text=written)


def _range(match: re.Match[str], calendar: Calendar) -> TimeSaid | None:
    atoms = _ATOM_RE.findall(match[0])
    if len(atoms) != 2:
        return None
    first, last = _ends(atoms[0]), _ends(atoms[1])
    if first is not None and last is not None:
        return _stretch(first[0], last[1], calendar, text=match[0])
    one, other = _period(atoms[0], calendar), _period(atoms[1], calendar)
    if one is None or other is None or one.start >= other.start:
        return None
    said = _stretch(one.start, other.end, calendar, text=match[0])
    if said.when is When.OTHER:
        return TimeSaid(When.OTHER, (one, other), text=match[0])
    return said


def _year_to(match: re.Match[str], calendar: Calendar) -> TimeSaid | None:
    ends = _ends(match["end"]) if re.search(r"\d{2}", match["end"]) else None
    if ends is None:
        return TimeSaid(When.ONE, (calendar.last,), text=match[0])
    end = ends[1]
    start = date(end.year - 1, end.month % 12 + 1, 1) if end.month < 12 else date(end.year, 1, 1)
    return _stretch(start, end, calendar, text=match[0])


def _counted(match: re.Match[str]) -> int:
    written = next((m for m in re.findall(_COUNT, match[0], re.IGNORECASE)), "")
    value = cardinal(written) if written and not written.isdigit() else None
    return int(value) if value is not None else int(written or 10)


def _last_years(match: re.Match[str], calendar: Calendar) -> TimeSaid | None:
    count = _counted(match)
    if "month" in match[0].casefold():
        if calendar.kind is PeriodKind.MONTH:
            found = calendar.periods[-count:]
            return TimeSaid(When.SEVERAL, found, count, match[0], is_length=True)
        if count != 12:
            return TimeSaid(When.OTHER, text=match[0])
        return TimeSaid(When.ONE, (calendar.last,), text=match[0])
    found = calendar.latest(count)
    if not found and count == len(calendar.periods) + 1:
        return TimeSaid(When.SEVERAL, calendar.periods, count, match[0], is_length=True)
    when = When.SEVERAL if found else When.OTHER
    return TimeSaid(when, found, count, match[0], is_length=True)


def _years_to(match: re.Match[str], calendar: Calendar) -> TimeSaid | None:
    count = _counted(match)
    atom = _ATOM_RE.search(match["end"])
    if atom is None:
        return None
    ends = _ends(atom[0])
    period = None if ends is not None else _period(atom[0], calendar)
    last = ends[1] if ends is not None else (period.end if period is not None else None)
    if last is None:
        return None
    if match["way"].casefold() in {"from", "since"}:
        found = tuple(
            p for p in calendar.periods if period is not None and p.start >= period.start
        )[:count]
    else:
        found = tuple(p for p in calendar.periods if p.end <= last)[-count:]
    if len(found) != count:
        return TimeSaid(When.OTHER, text=match[0], years=count)
    return TimeSaid(When.SEVERAL, found, count, match[0], is_length=True)


def _since(match: re.Match[str], calendar: Calendar) -> TimeSaid | None:
    atom = _ATOM_RE.search(match[0])
    if atom is None:
        return None
    ends = _ends(atom[0])
    if ends is not None:
        found = tuple(p for p in calendar.periods if p.start <= ends[0] <= p.end)[:1]
    else:
        period = _period(atom[0], calendar)
        found = (period,) if period is not None else ()
    return (
        TimeSaid(When.SINCE, found, text=match[0]) if found else TimeSaid(When.OTHER, text=match[0])
    )


def _earlier(match: re.Match[str], calendar: Calendar) -> TimeSaid | None:
    lower = match[0].casefold()
    years = (
        _counted(match)
        if re.search(_COUNT, lower) and "twelve" not in lower and "12" not in lower
        else 1
    )
    if "decade" in lower:
        years = 10
    if "ago" in lower:
        at = len(calendar.periods) - 1 - years
        # "Five years ago" is the first of five years as often as the one before them.
        if at == -1:
            at = 0
        found = (calendar.periods[at],) if at >= 0 else ()
        return TimeSaid(When.ONE if found else When.OTHER, found, years, match[0])
    return TimeSaid(When.EARLIER, (), years, match[0])


def _later(match: re.Match[str], _calendar: Calendar) -> TimeSaid | None:
    lower = match[0].casefold()
    return TimeSaid(When.LATER, (), _counted(match) if re.search(_COUNT, lower) else 1, match[0])


def _pandemic(match: re.Match[str], calendar: Calendar) -> TimeSaid | None:
    lower = match[0].casefold()
    begins = (
        financial_year(2020)
        if calendar.kind is not PeriodKind.CALENDAR_YEAR
        else calendar_year(2020)
    )
    offset = 0
    if re.search(r"before|pre-|prior", lower):
        offset = -1
    elif "second" in lower:
        offset = 1
    elif "third" in lower:
        offset = 2
    make = financial_year if begins.kind is PeriodKind.FINANCIAL_YEAR else calendar_year
    return TimeSaid(When.ONE, (make(2020 + offset),), text=match[0])


def _before_that(match: re.Match[str], _calendar: Calendar) -> TimeSaid | None:
    return TimeSaid(When.BEFORE_THAT, (), _counted(match), match[0], is_length=True)


def _always(when: When) -> Reader:
    return lambda match, _: TimeSaid(when, text=match[0])


def _latest(match: re.Match[str], calendar: Calendar) -> TimeSaid | None:
    return TimeSaid(When.ONE, (calendar.last,), text=match[0])


def _first(match: re.Match[str], calendar: Calendar) -> TimeSaid | None:
    return TimeSaid(When.ONE, (calendar.periods[0],), text=match[0])


def _whole(match: re.Match[str], calendar: Calendar) -> TimeSaid | None:
    return TimeSaid(When.SEVERAL, calendar.periods, len(calendar.periods), match[0])


def _nth(match: re.Match[str], calendar: Calendar) -> TimeSaid | None:
    place = ordinal(match["nth"])
    if place is None or place > len(calendar.periods):
        return None
    return TimeSaid(When.ONE, (calendar.periods[place - 1],), text=match[0])


def _first_years(match: re.Match[str], calendar: Calendar) -> TimeSaid | None:
    count = _counted(match)
    found = calendar.periods[:count]
    return TimeSaid(When.SEVERAL if len(found) == count else When.OTHER, found, count, match[0])


def _one(match: re.Match[str], calendar: Calendar) -> TimeSaid | None:
    ends = _ends(match[0])
    if ends is not None:
        if ends[0] == ends[1]:
            return TimeSaid(When.OTHER, text=match[0])
        return _stretch(*ends, calendar, text=match[0])
    return _named(match[0], calendar)


_FORMS: tuple[tuple[str, Reader], ...] = (
    (rf"(?:the )?{_COUNT} years before (?:that|then)", _before_that),
    (rf"between {_ATOM} (?:and|to) {_ATOM}|(?:from )?{_ATOM} ?(?:to|until|till|through to|through|up to|–|—|-) ?(?:and including )?{_ATOM}", _range),
    (rf"(?:the |over the |in the )?(?:12|twelve)[ -]months? (?:to|ending|ended|up to|ending in)(?: (?:on|in|the end of))? (?P<end>{_DAY}|{MONTH}(?! \d))", _year_to),
    (rf"(?:the |in the )?(?:financial )?year (?:to|ending|ended|end|up to|that ended in|ending in)(?: (?:on|in|the end of))? (?P<end>{_DAY}|{MONTH}(?! \d))", _year_to),
    (rf"(?:the )?(?:{_LAST} )?{_COUNT}[ -]years?(?: period)? (?P<way>to|up to|ending|ended|until|from|since)(?: the end of)? (?P<end>{_ATOM})", _years_to),
    (rf"(?:the )?(?:{_LAST} )?{_COUNT}[ -]years?(?: period)? (?:from|between) {_ATOM} ?(?:and|to|until|till|through to|through|up to|–|—|-) ?{_ATOM}", _range),
    (rf"(?:ever )?since (?:at least )?(?:the )?(?:start of |beginning of )?{_ATOM}|from {_ATOM} on(?:wards?)?", _since),
    (r"since then", _always(When.SINCE)),
    (r"since (?:comparable )?(?:records|recording) began|ever|on record|in recent memory|since figures were first collected", _always(When.EVER)),
    (rf"(?:in )?(?:the )?(?:first|second|third)(?: full)? (?:year|12 months) of {_PANDEMIC}|the first pandemic year|(?:in )?the first {_PANDEMIC} year", _pandemic),
    (rf"(?:in )?the (?:last )?(?:full )?year before (?:the )?{_PANDEMIC}(?: began| hit| struck)?|before {_PANDEMIC}|pre-(?:pandemic|covid|lockdown)(?: year)?|prior to {_PANDEMIC}", _pandemic),
    (r"the same (?:period|12 months|time) (?:a|the|one) year (?:before|earlier)|(?:the|a|one) year (?:before(?!\s+(?:the|that)\b)|earlier|previously|prior|beforehand)|(?:the )?(?:previous|preceding|prior) (?:financial |full |calendar )?(?:year|12 months|twelve months)|the (?:12|twelve) months before|the year before that|(?:a|one) year ago|year before last", _earlier),
    (rf"{_COUNT} years (?:before|earlier|previously|prior|ago)|a decade (?:ago|earlier|before)", _earlier),
    (rf"(?:the )?(?:following|next|subsequent) (?:financial |full )?(?:year|12 months)|the year after(?: that)?|(?:a|one) year (?:later|on)|(?:just )?{_COUNT} years (?:later|on)\b", _later),
    (rf"(?:the |these |those )?first {_COUNT} (?:of (?:the|those) )?years(?: of the period)?", _first_years),
    (rf"(?:the |these |those |its |all |these last |a )?(?:{_LAST} )?(?:full )?{_COUNT}[ -](?:financial |full |calendar )?(?:years?|months?)(?:-|['’]s?)?(?: (?:period|span|stretch|combined|taken together|together|in total|covered|in question))?(?! old|-old|s)", _last_years),
    (rf"(?:the )?(?:{_LAST}) (?:half[- ])?decade|a decade", _last_years),
    (r"(?:the )?(?P<nth>first|second|third|fourth|fifth) (?:year|12 months)(?: of (?:the|that|this) (?:period|data|figures|series))?(?! of|(?: running| in a row))", _nth),
    (r"(?:at |in )?the (?:start|beginning) of (?:the|that|this) period|(?:at |in )?the outset|the earliest year|the opening year", _first),
    (r"(?:at |by )?the end of (?:the|that|this) period|(?:the )?(?:final|closing) year(?: of the period)?", _latest),
    (r"(?:the )?(?:last|latest|past|most recent|current) (?:financial |full |calendar |reporting |recorded )?(?:year|12 months|twelve months)(?! before| of)|this (?:financial )?year|the year just gone|the latest (?:period|figures|data)|most recently|now(?= (?:it|they|the (?:figure|number|total))(?: is| are|['’]s| stands?)\b)|(?<=is )now(?= (?:at )?(?:\\d|(?:about|around|almost|nearly|over) \\d))|(?<=stands )now(?= at)", _latest),
    (r"the last of (?:them|those|these)(?: years)?", _latest),
    (r"the first of (?:them|those|these)(?: years)?", _first),
    (r"(?:over |in |during )?(?:the|that) same (?:period|time|timeframe|stretch|years)", _always(When.AGAIN)),
    (r"(?:the|this|that|the whole|the full|the entire) (?:whole |full |entire )?(?:period|timeframe|time frame)(?: covered| as a whole| in question)?|(?:all of )?(?:those|these|the) years(?: combined| taken together)?|all (?:the )?years(?: combined)?", _whole),
    (r"the next(?=[ ,.;)])(?! [a-z]{3,} (?:to|will))", _later),
    (r"(?:that|the same) (?:same )?(?:financial )?year|the year(?= (?:as a whole|in question))|(?<=during )the year|(?<=in )the year(?! of)|(?<=over )the year|the 12 months|then(?=[,.;]|$)", _always(When.SAME)),
    (_ATOM, _one),
)  # fmt: skip
_COMPILED = tuple(
    (re.compile(rf"(?:{form})(?!\w)", re.IGNORECASE), reader) for form, reader in _FORMS
)
_STARTS = re.compile(
    rf"[\d'’(]|(?:between|from|ever|since|the|in|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|year|years|just|last|past|previous|prior|preceding|latest|most|following|next|subsequent|first|second|third|fourth|fifth|final|closing|this|that|these|those|its|all|before|pre|on|at|by|fy|financial|calendar|start|end|over|then|now|full|whole|entire|same|current|{MONTH})(?!\w)",
    re.IGNORECASE,
)


# "The Freedom of Information Act 2000" was passed in that year.
_LAW_BEFORE = re.compile(r"\b(?:Act|Bill|Regulations|Order|Guidance),? $")


def time_at(text: str, start: int, end: int, calendar: Calendar) -> tuple[TimeSaid, int] | None:
    """The stretch of time that is said at a place of a sentence, and where its words end."""
    if not _STARTS.match(text, start, end) or _LAW_BEFORE.search(text, max(0, start - 16), start):
        return None
    best: tuple[TimeSaid, int] | None = None
    for form, reader in _COMPILED:
        found = form.match(text, start, end)
        if found is None or (best is not None and found.end() <= best[1]):
            continue
        said = reader(found, calendar)
        if said is not None:
            best = said, found.end()
    return best
