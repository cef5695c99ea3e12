"""Lengths of time and open stretches that a line speaks of, and whether they are one given period.

`The last five years`, `(3 years)`, `since 2021`, `on record`: where such words head a count, it is
of that much time, and not of the one year that was asked about.
"""

import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from foistats.model.values import Period
from foistats.naming.periods.atoms import MONTH, NUMBERS
from foistats.naming.periods.dating import periods_dating
from foistats.naming.periods.spans import calendar_year, financial_year
from foistats.naming.spelling import plain, regex

_LONGEST = 600
# In a longer line a bare length is often of something else, unless a preposition leads to it.
_TITLE = 100
_MAY_BE = (
    r"(?i)year|yr|m(?:on)?th|quarter|qtr|decade|week|wk|day|since|onward|later|after|record|file"
    r"|time|ever|histor|cumul|so far|the (?:last|past|previous)\b"
)
_FROM_THIRTEEN = (
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
# "Over 60 years" is an age.
_MOST_YEARS = 20
_VALUES = {
    **NUMBERS,
    **{word: n for n, word in enumerate(_FROM_THIRTEEN, 13)},
    **{"a couple of": 2, "couple of": 2, "both": 2, "half": 0, "thirty": 30, "forty": 40},
}
_NUMBER = rf"(?:\d{{1,3}}(?:\.\d)?|{'|'.join(sorted(_VALUES, key=len, reverse=True))})"
_MONTHS = {"y": 12, "m": 1, "q": 3, "d": 120}
_UNIT = r"(?P<unit>years?|yrs?|months?|mths?|quarters?|qtrs?|decades?|weeks?|wks?|days?)\b"
_KIND = (
    r"(?:(?:full|whole|complete|completed|consecutive|successive|separate|calendar|financial"
    r"|fiscal|reporting|performance|rolling)[ -])*"
)
_RELATIVE = r"(?:last|past|previous|preceding|prior|recent|latest|foregoing|rolling)"
_MANY = r"(?:(?:few|several|many|number of|multiple) )"
_LENGTH = (
    rf"(?<![\d/.,£$-])(?:\b(?P<now>(?:most )?{_RELATIVE})[ -])?(?P<kind>{_KIND})"
    rf"(?<![\w/])(?P<number>{_NUMBER})(?: ?\(\d{{1,3}}\))?"
    r"(?P<half>[ -]and[ -]a[ -]half)?[ -]?"
    rf"(?P<after>(?:most )?{_RELATIVE} )?(?P<kinds>{_KIND}){_UNIT}"
)
_NO_NUMBER = (
    rf"\b(?P<now>(?:most )?{_RELATIVE}|current|this|present)[ -](?P<many>{_MANY})?"
    rf"(?P<kind>{_KIND}){_UNIT}"
)
_SEVERAL = r"\b(?:several|multiple|many|a number of|a few|all|all the|combined) (?:\w+ )?years\b"
_POINT = rf"(?:{MONTH}|\d|(?:the )?(?:start|beginning|end|turn|spring|summer|autumn|winter)\b)"
_OPEN = (
    rf"\bsince (?:[a-z]+ ){{0,3}}?{_POINT}[^\s,;.)]*(?: [a-z]+)? ?(?:\d{{4}})?"
    r"|\bsince (?:the |its |their |our )?(?:records?|recording|introduction|launch|inception"
    r"|formation|implementation|creation)\b"
    rf"|\b(?:19|20)\d\d(?:[/-]\d\d(?:\d\d)?)? ?\(?(?:onwards?|and (?:later|after))\b"
    rf"|\bfrom (?:[a-z]+ )?{_POINT}[^,;]{{0,16}}?\bonwards?\b"
    r"|\bon record\b|\bon file\b|\ball[ -]time\b|\bever (?:been )?[a-z]+ed\b|\b[a-z]+ed ever\b"
    r"|\bever (?:made|held)\b|\bhistoric(?:al)? (?:total|figures?|data|counts?)\b"
    r"|\bcumulative(?:ly)?\b|\bso far\b|\brecords began\b|\ball years\b|\byears combined\b"
)
# The name of a sheet is cut off after 31 letters.
_SO_MANY = rf"(?: {_NUMBER}(?:[ -]and(?:[ -]a)?)?)?[ -]?$"
_CUT_OFF = rf"\b(?:in|over|for|during) the (?:last|past|previous){_SO_MANY}"
_EARLIER = (
    r"\b(?:and|plus|\+|&)(?: (?:all|the|any))? (?:previous|prior|earlier|preceding)"
    r"(?: \w+)? years?\b"
)
# What a length is of where it isn't of the figures: an age, a sentence, how long data is kept.
_NOT_BARE = (
    r"(?:\b(?:aged?|ages|under|below|above|old|older than|younger than|less than|fewer than"
    r"|more than|longer than|at least|within|every|after|before|minimum|maximum|lasting|year"
    r"|sentence[ds]?|imprison\w*|custod\w*|bans?|banned|disqualif\w*|service|up to|between|next"
    r"|per|age of)(?: of| for| an?| the)* |[<>≥≤] ?|\d ?(?:-|to|–|and) ?)$"
)
_NOT_OF_FIGURES = (
    r"\b(?:compar\w+|versus|vs\.?|than|against|unlike|retain\w*|retention|kept|stored?|destroy\w*"
    r"|delet\w+|weed\w*|in (?:place|use|force|operation|post|service)|introduced|implemented|live"
    r"|adopted|operat\w+|used|available|changed|merged|replaced|reviewed|updated|policy|average"
    r" age|employed|experience)\b[^.;:]{0,40}$"
)
_NOT_AFTER = (
    r"[ -]*(?:\bolds?\b|of age\b|ago\b|later\b|(?:and|or) (?:over|under|above|below|older|younger"
    r"|more|less|longer)\b|\+|'? ?(?:service|imprisonment|custody|custodial|sentences?|experience"
    r"|anniversary|ban|plan|strategy|programme|contract|notice|retention)\b|(?:-|to|–) ?\d)"
)
_LEADS = (
    r"\b(?:over|for|across|during|cover\w*|span\w*|in|of|total)(?: (?:the|a|all|these|those))* $"
)
_SPEAKS_OF_FIGURES = (
    r"\b(?:figures?|data|tables?|totals?|numbers?|counts?|these|this|covers?|covering|results)\b"
    r"[^.;:]{0,60}\b(?:over|for|across|during|cover\w*|span\w*|is|are|in|of|to|from|relat\w+)\b"
    r"|^\W*(?:(?:note|nb)\W+)?(?:covers?|covering)\b"
)


class Reach(StrEnum):
    """How a line ties a stretch of time to a day."""

    LENGTH = "a length alone"
    BEFORE = "a length that ends with the day of the reply, or shortly before"
    CURRENT = "the year that is running"
    OPEN = "no length that is known"


class Length(NamedTuple):
    """A stretch of time that a line speaks of without naming it.

    `months` is its length; 0 where it isn't known, or isn't a number of months. `kind` is
    `financial` or `calendar` where the line calls its years so.
    """

    said: str
    reach: Reach
    months: int = 0
    kind: str = ""


@lru_cache(maxsize=20_000)
def lengths_in(text: str) -> tuple[Length, ...]:
    """Every length of time and open stretch that a line speaks of, where figures may be of it.

    >>> [one.months for one in lengths_in("Burglaries over the last five years")]
    [60]
    >>> lengths_in("Victims aged 5 years"), lengths_in("Children (10-17 years)")
    ((), ())
    >>> [one.reach.value for one in lengths_in("Burglaries since 2021")]
    ['no length that is known']
    """
    if len(text) > _LONGEST or not regex(_MAY_BE).search(text):
        return ()
    lower = " ".join(plain(text).casefold().split())
    return tuple(_found(lower))


def _found(lower: str) -> Iterator[Length]:
    for match in regex(_LENGTH).finditer(lower):
        relative = bool(match["now"] or match["after"])
        if not _of_figures(lower, match, relative=relative):
            continue
        unit, written = match["unit"][0], match["number"]
        number = _VALUES[written] if written in _VALUES else float(written)
        number += 0.5 if match["half"] else 0
        if unit == "w" or match["unit"].startswith("day"):
            if relative or unit == "w":
                yield Length(match.group(), Reach.BEFORE if relative else Reach.LENGTH)
            continue
        reach = Reach.BEFORE if relative else Reach.LENGTH
        yield Length(match.group(), reach, round(number * _MONTHS[unit]), _kind(match.group()))
    for match in regex(_NO_NUMBER).finditer(lower):
        if not _of_figures(lower, match, relative=True):
            continue
        now, unit = match["now"], match["unit"]
        if now in ("current", "this", "present"):
            yield Length(match.group(), Reach.CURRENT, 0, _kind(match.group()))
        elif match["many"] or (unit.endswith("s") and unit[0] != "d"):
            yield Length(match.group(), Reach.OPEN)
        elif unit[0] in _MONTHS:
            months = 0 if unit.startswith("day") else _MONTHS[unit[0]]
            yield Length(match.group(), Reach.BEFORE, months, _kind(match.group()))
    for pattern in (_OPEN, _SEVERAL, _EARLIER, _CUT_OFF):
        for match in regex(pattern).finditer(lower):
            if not regex(_NOT_OF_FIGURES).search(lower, 0, match.start()):
                yield Length(match.group(), Reach.OPEN)


def _kind(said: str) -> str:
    financial = "financial" in said or "fiscal" in said
    return "financial" if financial else "calendar" if "calendar" in said else ""


def _of_figures(lower: str, match: re.Match[str], *, relative: bool) -> bool:
    """True where a length may be how much time figures are of."""
    before = lower[: match.start()]
    if regex(_NOT_OF_FIGURES).search(before) or regex(_NOT_AFTER).match(lower, match.end()):
        return False
    if relative:
        return True
    written = match["number"]
    if regex(_NOT_BARE).search(before) or (
        written.isdigit() and int(written) > _MOST_YEARS and match["unit"].startswith("y")
    ):
        return False
    return len(lower) < _TITLE or regex(_LEADS).search(before) is not None


def is_of_figures(text: str) -> bool:
    """True where a note says of figures what they are of: `The data covers five years`.

    >>> is_of_figures("Figures are for the last three years"), is_of_figures("Since 2019 we use it")
    (True, False)
    """
    return regex(_SPEAKS_OF_FIGURES).search(plain(text).casefold()) is not None


def speaks_of_other(text: str, period: Period, replied_on: date | None) -> str:
    """The words in which a line speaks of a stretch of time that is not the period; else "".

    A line that names its period itself is believed, but for a length that isn't that period's.

    >>> year = financial_year(2022)
    >>> speaks_of_other("Burglaries, last 12 months", year, date(2023, 7, 3))
    'last 12 months'
    >>> speaks_of_other("Last financial year", year, date(2023, 7, 3))
    ''
    """
    lengths = lengths_in(text)
    if not lengths:
        return ""
    named = bool(periods_dating(text))
    return next(
        (length.said for length in lengths if _differs(length, period, replied_on, named)), ""
    )


def _differs(length: Length, period: Period, replied_on: date | None, named: bool) -> bool:
    months = _months(period)
    if named:
        earlier = length.reach is Reach.OPEN and regex(_EARLIER).search(length.said) is not None
        return earlier or (length.months not in (0, months) and length.reach is not Reach.CURRENT)
    if length.reach is Reach.LENGTH:
        return length.months != months
    if length.reach is Reach.OPEN or replied_on is None:
        return True
    if length.reach is Reach.BEFORE and not (length.months == months == 12 and length.kind):
        return True
    back = 1 if length.reach is Reach.BEFORE else 0
    return period not in _years(replied_on, back, length.kind)


def _months(period: Period) -> int:
    """The number of calendar months that a period reaches over."""
    years = period.end.year - period.start.year
    return 12 * years + period.end.month - period.start.month + 1


def _years(day: date, back: int, kind: str) -> tuple[Period, ...]:
    """The financial or calendar year of a day, or so many years before it."""
    begun = day.year - (day.month < 4) - back
    financial, calendar = financial_year(begun), calendar_year(day.year - back)
    if kind:
        return (financial,) if kind == "financial" else (calendar,)
    return (financial, calendar)
