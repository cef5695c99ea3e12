"""Years that begin in another month than those of the police: academic years, seasons, June to May.

`2019/20` is April to March unless a line near it says something else.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from foistats.errors import UnreadablePeriod
from foistats.naming.lexicon import joined
from foistats.naming.periods.atoms import MONTH, atom_at
from foistats.naming.periods.years import CALENDAR, FINANCIAL
from foistats.naming.spelling import plain, regex

_LONGEST = 400
_DAY = r"(?:\d{1,2}(?:st|nd|rd|th)? (?:of )?)?"
_STRETCH = (
    rf"(?<![\d/]){_DAY}(?P<first>{MONTH}) ?(?:-|to|until|till|through)"
    rf" ?{_DAY}(?P<last>{MONTH})(?! ?'?\d)"
)
_TWO_MONTHS = rf"(?P<first>{MONTH}) ?(?:-|to|until) ?{_DAY}(?P<last>{MONTH})"
_ENDING = (
    r"\b(?:(?:(?:12|twelve)[ -]months?|years?)(?: period)? (?:ending|ended|ends?|to|up to)"
    r"|fye|y/?e)"
    rf"(?: in| on| at)?(?: the)?(?: end of)? {_DAY}(?P<ends>{MONTH})"
)
_BEGINNING = (
    r"\byears?(?: period)? (?:beginning|starting|commencing|begins?|starts?|runs? from|from)"
    rf"(?: in| on)? {_DAY}(?P<begins>{MONTH})"
)


@cache
def _named() -> re.Pattern[str]:
    """Years and seasons by their name; none of them begins in April or January."""
    years = rf"\b(?:{joined('years', 'named')})[ -]years?\b(?! old)"
    short = r"\bA/?Y(?![a-z])(?= ?\d|\W*$)"
    return re.compile(rf"(?i:{years})|(?i:{joined('years', 'season')})|{short}")


@lru_cache(maxsize=20_000)
def says_other_year(text: str, *, starts: int = FINANCIAL) -> bool:
    """True where a line says that years begin in another month than `starts`.

    >>> says_other_year("Academic years"), says_other_year("Year ending March 2018")
    (True, False)
    >>> says_other_year("June to May"), says_other_year("1 April - 31 March")
    (True, False)
    >>> says_other_year("January to December"), says_other_year("Jan - Dec", starts=CALENDAR)
    (True, False)
    """
    if len(text) > _LONGEST:
        return False
    tidy = plain(text)
    if _named().search(tidy):
        return True
    return any(month != starts for month in _first_months(tidy.casefold()))


@lru_cache(maxsize=20_000)
def says_calendar_year(text: str) -> bool:
    """True where a line says that years begin in January.

    >>> says_calendar_year("By calendar year"), says_calendar_year("Jan - Dec 2018")
    (True, True)
    """
    lower = plain(text).casefold()
    return "calendar" in lower or any(
        (_month(found["first"]), _month(found["last"])) == (1, 12)
        for found in regex(_TWO_MONTHS).finditer(lower)
    )


def _first_months(lower: str) -> Iterator[int]:
    """The months in which the years begin that a line describes by their months."""
    for found in regex(_STRETCH).finditer(lower):
        first, last = _month(found["first"]), _month(found["last"])
        if (last - first) % 12 == 11:
            yield first
        elif first == last and regex(r"\b[2-9]\d? ").search(found.group()):
            yield first + 12  # 6 April to 5 April: no month's first day
    for found in regex(_ENDING).finditer(lower):
        yield _month(found["ends"]) % 12 + 1
    for found in regex(_BEGINNING).finditer(lower):
        yield _month(found["begins"])


def _month(written: str) -> int:
    try:
        at = atom_at(written, 0)
    except UnreadablePeriod:
        return 0
    return at[0].month if at is not None else 0


__all__ = ["CALENDAR", "FINANCIAL", "says_other_year"]
