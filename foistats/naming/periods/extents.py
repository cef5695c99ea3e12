"""What a line of text says of how far figures reach: until a day, from a day, or of a part only.

Such a line stands in a title, a heading or a note: `2023/24 covers April to September only`,
`figures to 30 June 2023`, `data extracted on 12/07/2018`, `2020 to date`.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from foistats.errors import UnreadablePeriod
from foistats.model.values import Period
from foistats.naming.periods.atoms import MONTH, Atom, Sort, atom_at, first_day, last_day
from foistats.naming.periods.plain_forms import TO, inside_of
from foistats.naming.periods.spans import calendar_year
from foistats.naming.periods.years import financial_of
from foistats.naming.spelling import plain, regex

_LONGEST = 600
_HEADING = 60
_SENTENCE = re.compile(r"(?<=[a-z\d)][.;])\s+|\n")
# Without one of these words, or a stretch from one day to another, a line limits nothing.
_MAY_LIMIT = (
    r"\b(?:to|until|till|through|hyd|as|at|on|of|from|since|only|part|partial|ytd|date|far"
    r"|incomplete|complete|full|whole|months?|quarters?|half|q[1-4]|between|cover\w*|start\w*"
    r"|beg[ai]n\w*|commenc\w*)\b|-"
)
_YEAR = r"(?<!\d)(?:19|20)\d\d(?!\d)"
_POINT = rf"(?<![a-z\d/.])(?:\d|'?{MONTH})"
_UNTIL = (
    r"(?<!compared )(?<!prior )(?<!relating )(?<!relates )(?<!related )(?<!due )(?<!subject )"
    r"(?<!similar )(?<!back )(?<!respect )(?<!changed )(?<!moved )(?<!introduced )"
    r"\b(?:up to|to|until|till|through|hyd|i)(?: and including)?(?: the)?(?: end)?(?: of)?"
    r"(?: the)? $"
)
_AS_AT = (
    r"\b(?:as|correct|accurate|current|extract\w*|taken|run|ran|quer\w+|searched|compiled"
    r"|download\w*|pulled|retriev\w+|collated|captured|snapshot|obtained|generated)\b"
    r"(?: [a-z]+){0,3}? ?(?:at|on|of|in)?:?(?: the)? $"
)
_FROM = (
    r"\b(?:from|since|start(?:s|ed|ing)?|began|begins?|beginning|commenc\w+)"
    r"(?: on| in| from)?(?: the)? $"
)
_OF_FIGURES = (
    r"\b(?:data|figures?|numbers?|counts?|records?|recorded|recording|information|statistics"
    r"|collected|collection|available|held|only|captured)\b"
)
_COVERS = (
    r"\b(?:cover\w*|figures?|data|numbers?|counts?|offences|crimes|incidents|period|dates?|only"
    r"|time ?frame|range)\b"
)
# A day of which something else is told: how many people there were, which rules held.
_OF_OTHER_THINGS = (
    r"\b(?:populations?|census|headcounts?|boundar\w+|staff|workforce|strength|in post|in force"
    r"|legislation|definitions?|guidance|deadline|next (?:update|release)|estimates?)\b"
)
_TO_DATE = (
    r"(?P<open>(?<!up )\bto (?:date|present|now|the present|today)\b|\bonwards?\b|\bso far\b)"
)
_YEAR_TO_DATE = r"\bytd\b|\byear[ -]to[ -]date\b"
_PART_YEAR = (
    r"\bpart[- ]years?\b|\bpartial years?\b|\bpart of (?:the|a|that|this) (?:\w+ )?year\b"
    r"|\bnot (?:yet )?(?:a |the )?(?:complete|full|whole) (?:\w+ )?years?\b"
    r"|\bincomplete (?:\w+ )?years?\b"
)
_NUMBER = r"(?:[1-9]|1[01]|two|three|four|five|six|seven|eight|nine|ten|eleven)"
_PART = (
    r"\b(?:incomplete|partial|unfinished|part only)\b|\bhalf[- ]years?\b|\b(?:first|second) half\b"
    r"|\bnot (?:yet )?(?:a |been )?(?:complete|full|whole|finished|ended|completed)\b"
    rf"|\b(?:first|last|for|covers?|only|is|are|of)(?: the)?(?: first)? {_NUMBER} "
    r"(?:months?|quarters?|weeks?)\b"
    r"|\bto (?:the end of )?(?:week|month|quarter|period) \d{1,2}\b"
    rf"|\b{_NUMBER} (?:months?|quarters?|weeks?)(?:'s?)?(?: of)?(?: data| figures)? only\b"
    rf"|[(\[]\s*{_NUMBER} (?:months?|quarters?|weeks?)\s*[)\]]"
    r"|\bq[1-4]\b ?(?:and|&|to|-|,) ?q[1-4]\b|\bq[1-3] only\b|\bup to q[1-4]\b"
    r"|\bquarters? [1-4] ?(?:and|&|to|-) ?[1-4]\b"
)


class Manner(StrEnum):
    """How a line limits figures."""

    STRETCH = "from one day to another"
    UNTIL = "until a day"
    AS_AT = "as they stood on a day"
    SINCE = "since a day"
    PART = "a part of a year"
    TO_DATE = "the last year is not over"
    YEAR_TO_DATE = "each year until the same day"


class Extent(NamedTuple):
    """How far a line says that figures reach.

    `of` is the year that it speaks of; None where it names none. `first` and `last` are the days
    that it names; `months` are the first and last of a stretch without a year, and `until` is a
    day or month without a year. `plainly` is True where the line speaks of the figures themselves.
    """

    manner: Manner
    said: str
    of: Period | None = None
    first: date | None = None
    last: date | None = None
    months: tuple[Atom, Atom] | None = None
    until: Atom | None = None
    plainly: bool = False


class _Point(NamedTuple):
    """A day, month or year of a sentence, and where it stands."""

    start: int
    end: int
    atom: Atom


@lru_cache(maxsize=20_000)
def extents_in(text: str) -> tuple[Extent, ...]:
    """Everything that a line says of how far figures reach; () for nearly every line.

    >>> [one] = extents_in("2023/24 covers April to September only.")
    >>> one.manner.value, one.first.isoformat(), one.last.isoformat()
    ('from one day to another', '2023-04-01', '2023-09-30')
    >>> extents_in("2018/19"), extents_in("Recorded up to date figures")
    ((), ())
    """
    if len(text) > _LONGEST:
        return ()
    return tuple(one for sentence in _SENTENCE.split(text) for one in _of_sentence(sentence))


def days_named(text: str) -> tuple[date, ...]:
    """The first day of each day or month with its year that a line names.

    >>> [day.isoformat() for day in days_named("live on 3 July 2021, replaced in May 2022")]
    ['2021-07-03', '2022-05-01']
    """
    atoms = (point.atom for point in _points(plain(text).casefold()[:_LONGEST]))
    return tuple(
        first_day(atom) for atom in atoms if atom.sort in (Sort.DAY, Sort.MONTH) and atom.year
    )


def _of_sentence(sentence: str) -> Iterator[Extent]:
    said = " ".join(sentence.split())
    lower = plain(said).casefold()
    if not regex(_MAY_LIMIT).search(lower):
        return
    points = _points(lower)
    years = _named_years(points)
    dated: list[Extent] = []
    taken: set[int] = set()
    plainly = regex(_COVERS).search(lower) is not None
    for n, point in enumerate(points):
        if n in taken:
            continue
        if n + 1 < len(points) and _joined(lower, point, points[n + 1]):
            taken |= {n, n + 1}
            dated += _stretch(point.atom, points[n + 1].atom, said, years, plainly)
        elif point.atom.sort in (Sort.DAY, Sort.MONTH):
            dated += _single(lower, point, said, years, plainly)
    yield from dated
    if not dated:
        left = [year for n, year in years.items() if n not in taken]
        yield from _open(lower, said, left)


def _points(lower: str) -> list[_Point]:
    found: list[_Point] = []
    at = 0
    for match in regex(_POINT).finditer(lower):
        if match.start() < at:
            continue
        try:
            atom = atom_at(lower, match.start())
        except UnreadablePeriod:
            continue
        if atom is not None:
            at = atom[1]
            found.append(_Point(match.start(), at, atom[0]))
    return found


def _named_years(points: Sequence[_Point]) -> dict[int, Period]:
    """The single years that a sentence names, by the number of their point."""
    years: dict[int, Period] = {}
    for n, point in enumerate(points):
        if point.atom.sort in (Sort.YEAR, Sort.YEARS):
            years.update((n, year) for year in _year_of(point.atom))
    return years


def _year_of(atom: Atom) -> tuple[Period, ...]:
    try:
        year = calendar_year(atom.year) if atom.sort is Sort.YEAR else financial_of(atom)
    except UnreadablePeriod:
        # "2049-50" in an address: its second year is none that a reply is about.
        return ()
    return (year,) if year is not None else ()


def _joined(lower: str, one: _Point, other: _Point) -> bool:
    """True where two points are the ends of one stretch."""
    if TO.fullmatch(lower, one.end, other.start):
        return True
    between = regex(r"\bbetween(?: the)? $").search(lower, 0, one.start)
    return (
        between is not None
        and regex(r" and (?:the )?").fullmatch(lower, one.end, other.start) is not None
    )


def _stretch(
    one: Atom, other: Atom, said: str, years: dict[int, Period], plainly: bool
) -> Iterator[Extent]:
    dated = (Sort.DAY, Sort.MONTH)
    if other.sort not in dated:
        return
    if one.sort not in dated:
        # "2018 to June 2020": the last year reaches to June. "2020 to June" names its year.
        yield from _until(other, said, () if other.year else _year_of(one), plainly)
        return
    try:
        if other.year or one.year:
            first = first_day(one._replace(year=one.year or other.year))
            last = last_day(other._replace(year=other.year or one.year))
            if first < last:
                yield Extent(Manner.STRETCH, said, first=first, last=last, plainly=plainly)
            return
    except UnreadablePeriod:
        return
    for year in years.values():
        try:
            inner = inside_of(year, one, other)
        except UnreadablePeriod:
            yield Extent(Manner.PART, said, of=year)
        else:
            yield Extent(Manner.STRETCH, said, of=year, first=inner.start, last=inner.end)
    if not years:
        yield Extent(Manner.STRETCH, said, months=(one, other), plainly=plainly)


def _single(
    lower: str, point: _Point, said: str, years: dict[int, Period], plainly: bool
) -> Iterator[Extent]:
    """A day or month alone, with what stands before it."""
    atom, before = point.atom, lower[max(0, point.start - 60) : point.start]
    others = regex(_OF_OTHER_THINGS).search(lower) is not None
    named = tuple(years.values())
    if not others and regex(_UNTIL).search(before):
        yield from _until(atom, said, named, plainly)
    elif not others and atom.year and regex(_AS_AT).search(before):
        # "2000-2009 data as of 12/8/2010" says nothing of 2010.
        others_named = regex(_YEAR).search(lower[: point.start] + lower[point.end :]) is not None
        for of in named if others_named else (None,):
            yield Extent(Manner.AS_AT, said, of=of, last=last_day(atom), plainly=True)
    elif atom.year and regex(_FROM).search(before) and regex(_OF_FIGURES).search(lower):
        yield Extent(Manner.SINCE, said, first=first_day(atom), plainly=plainly)


def _until(atom: Atom, said: str, named: Sequence[Period], plainly: bool) -> Iterator[Extent]:
    if atom.year:
        of = next((y for y in named if y.start <= last_day(atom) <= y.end), None)
        yield Extent(Manner.UNTIL, said, of=of, last=last_day(atom), plainly=plainly)
        return
    for year in named:
        first = Atom(Sort.DAY, year.start.year, year.start.month, 1)
        try:
            last = inside_of(year, first, atom).end
        except UnreadablePeriod:
            yield Extent(Manner.PART, said, of=year)
        else:
            yield Extent(Manner.UNTIL, said, of=year, last=last, plainly=plainly)
    if not named:
        yield Extent(Manner.UNTIL, said, until=atom, plainly=plainly)


def _open(lower: str, said: str, named: Sequence[Period]) -> Iterator[Extent]:
    """Words that say that a year isn't whole, and not how far it reaches."""
    each = regex(_YEAR_TO_DATE).search(lower) is not None
    to_date = regex(_TO_DATE).search(lower)
    part = each or regex(_PART_YEAR).search(lower) or regex(_PART).search(lower)
    if named and to_date is not None and not each:
        # "2018 to date" begins in 2018; "2020 figures are to date" ends in 2020.
        begins = lower[: to_date.start()].rstrip(" (-")[-1:].isdigit()
        manner = Manner.TO_DATE if begins else Manner.PART
        yield Extent(manner, said, of=named[-1])
    elif named and part:
        yield from (Extent(Manner.PART, said, of=year) for year in named)
    elif each:
        yield Extent(Manner.YEAR_TO_DATE, said)
    elif to_date is not None or regex(_PART_YEAR).search(lower):
        yield Extent(Manner.TO_DATE, said)


def year_cut_short(text: str) -> Period | None:
    """The one year that a heading names and says to be unfinished: `2020/21 to date`, `2020 YTD`.

    >>> year_cut_short("2020 (so far)").start.year, year_cut_short("2020")
    (2020, None)
    """
    return _only_year(text, (Manner.PART, Manner.TO_DATE))


def year_limited(text: str) -> Period | None:
    """The one year of which a heading names a part: `2020/21 up to 30 June`.

    >>> year_limited("2020/21 up to 30 June").start.year, year_limited("2020/21 to date")
    (2020, None)
    """
    return _only_year(text, (Manner.STRETCH, Manner.UNTIL))


def _only_year(text: str, manners: Sequence[Manner]) -> Period | None:
    years = {extent.of for extent in extents_in(text) if extent.manner in manners and extent.of}
    return years.pop() if len(years) == 1 and len(text) < _HEADING else None
