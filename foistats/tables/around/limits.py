"""How far the figures of a table reach, by what stands around it and by the day of the reply.

`2020/21` beside "to 30 September 2020" is half a year, and 2020 in a letter of 3 December 2020
was not over: neither ever stands as a whole year (docs/rules.md, rules 4 and 15).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from foistats.errors import UnreadablePeriod
from foistats.model.values import Period
from foistats.naming.periods import label_of
from foistats.naming.periods.atoms import Atom, Sort
from foistats.naming.periods.extents import Extent, Manner, extents_in
from foistats.naming.periods.plain_forms import inside_of
from foistats.naming.periods.spans import ONE_YEAR, months_later, span

_ONE_DAY = timedelta(days=1)
UNFINISHED = "it had not ended on the day of the reply"
_SHOWN = 6


class Limit(NamedTuple):
    """What one line says of the periods of a table.

    `of` is the period that it limits, None for all of them. Figures lie between `first` and `last`;
    without either the line says only that the period is not whole. With `narrows` the period
    becomes that part of it; otherwise what it covers is left open.
    """

    said: str
    of: Period | None = None
    first: date | None = None
    last: date | None = None
    narrows: bool = False


@dataclass(slots=True)
class Limits:
    """The limits of one table. `unfinished` gathers the periods that the reply's day cut short."""

    limits: tuple[Limit, ...] = ()
    replied_on: date | None = None
    unfinished: dict[Period, None] = field(default_factory=dict)

    def heed(self, period: Period) -> tuple[Period, str]:
        """The part of a period that its figures are of, and why that is left open, or ""."""
        for limit in self.limits:
            period, why = _limited(period, limit)
            if why:
                return period, f"{label_of(period)!r} ({why[:120]})"
        if self.replied_on is not None and period.end >= self.replied_on:
            self.unfinished[period] = None
            return period, UNFINISHED
        return period, ""

    def why_unfinished(self) -> str:
        """What a person is told of the periods that the reply's day cut short; "" for none."""
        named = [label_of(period) for period in sorted(self.unfinished)]
        more = f" and {len(named) - _SHOWN} more" if len(named) > _SHOWN else ""
        said = f"{', '.join(named[:_SHOWN])}{more}"
        return f"{said} {not_ended(self.replied_on)}" if named else ""


def not_ended(replied_on: date | None) -> str:
    """What is said of a period that the day of the reply cut short."""
    return f"had not ended on {replied_on}, the day of the reply"


def _limited(period: Period, limit: Limit) -> tuple[Period, str]:
    of, first, last = limit.of, limit.first or date.min, limit.last or date.max
    if of is not None and (of.end < period.start or period.end < of.start):
        return period, ""
    if limit.first is None and limit.last is None:
        whole = of is None or (period.start <= of.start and of.end <= period.end)
        return period, limit.said if whole else ""
    if first <= period.start and period.end <= last:
        return period, ""
    if period.end < first or last < period.start:
        # Another part of the year that the line speaks of; without one it speaks of others.
        return period, limit.said if of is not None else ""
    if limit.last == period.start and not limit.narrows:
        return period, ""  # "as of 1 January 2014" something changed
    if not limit.narrows or (of is not None and of != period):
        return period, limit.said
    try:
        return span(max(first, period.start), min(last, period.end)), ""
    except UnreadablePeriod:
        return period, limit.said


def limits_of(
    periods: Iterable[Period],
    *,
    titles: Sequence[str],
    around: Iterable[str],
    replied_on: date | None,
) -> Limits:
    """The limits that lines set to the periods of a table.

    `titles` head the table and speak of all of it; `around` are all other lines near it.
    """
    ordered = sorted(set(periods))
    heads = dict.fromkeys(titles)
    found: list[Limit] = []
    for line in (*heads, *(fromkey for fromkey in dict.fromkeys(around) if fromkey not in heads)):
        for extent in extents_in(line):
            found += _limits(extent, ordered, heads_all=line in heads)
    return Limits(tuple(found), replied_on)


def limited_by(period: Period, lines: Iterable[str]) -> tuple[Period, str]:
    """The part of one period that lines about it alone leave, and why that is open, or ""."""
    for line in lines:
        for extent in extents_in(line):
            for limit in _limits(extent, [period], heads_all=True):
                period, why = _limited(period, limit)
                if why:
                    return period, why
    return period, ""


def _limits(extent: Extent, periods: Sequence[Period], *, heads_all: bool) -> Iterator[Limit]:
    said, of = extent.said, extent.of
    match extent.manner:
        case Manner.STRETCH if of is not None or extent.months is not None:
            yield from _of_months(extent, periods, heads_all=heads_all)
        case Manner.STRETCH if heads_all or extent.plainly:
            yield from _of_stretch(extent, periods)
        case Manner.UNTIL if extent.last is not None:
            narrows = of is not None or heads_all or extent.plainly
            yield Limit(said, of, None, extent.last, narrows=narrows)
        case Manner.UNTIL:
            yield from _until_each_year(extent, periods, heads_all=heads_all)
        case Manner.AS_AT:
            yield Limit(said, of, last=extent.last)
        case Manner.SINCE:
            yield Limit(said, first=extent.first)
        case Manner.PART:
            yield Limit(said, of)
        case Manner.TO_DATE if periods and (heads_all or of is None or of in periods):
            # "2018 to date" names the first of several years, and it is the last that isn't whole.
            yield Limit(said, periods[-1])
            if of is not None and not (heads_all and of == periods[0]):
                yield Limit(said, of)
        case Manner.YEAR_TO_DATE if periods:
            yield from (Limit(said, period) for period in (periods if heads_all else periods[-1:]))


def _of_months(extent: Extent, periods: Sequence[Period], *, heads_all: bool) -> Iterator[Limit]:
    """`2020/21 covers April to September`, or `April to September` of every year of the table."""
    if extent.of is not None:
        yield Limit(extent.said, extent.of, extent.first, extent.last, narrows=True)
        return
    if extent.months is None or not (heads_all or " only" in extent.said.casefold()):
        return
    first, last = extent.months
    for year in periods:
        if year.kind not in ONE_YEAR:
            continue
        try:
            inner = inside_of(year, first, last)
        except UnreadablePeriod:
            continue  # twelve months that begin elsewhere: a law of its own
        if (inner.start, inner.end) != (year.start, year.end):
            yield Limit(extent.said, year, inner.start, inner.end, narrows=heads_all)


def _of_stretch(extent: Extent, periods: Sequence[Period]) -> Iterator[Limit]:
    """`1 January 2021 to 30 June 2023` over 2021, 2022 and 2023: the last is half a year.

    Where the stretch is whole years that begin on another day (1 June 2021 to 31 May 2023), the
    years over the columns are those, and none is what it is taken for.
    """
    first, last = extent.first, extent.last
    years = [period for period in periods if period.kind in ONE_YEAR]
    if first is None or last is None:
        return
    if not years:
        yield Limit(extent.said, None, first, last, narrows=True)
        return
    touched = [year for year in years if year.start <= last and first <= year.end]
    if not touched:
        return
    begins = any(_same_day(first, year.start) for year in years)
    ends = any(_same_day(last + _ONE_DAY, year.start) for year in years)
    number = _whole_years(first, last)
    if not begins and not ends and number and len(touched) != number + 1:
        yield from (Limit(extent.said, year) for year in years)
        return
    beyond = not ends and last > years[-1].end
    yield Limit(extent.said, None, first, last, narrows=not beyond)


def _same_day(one: date, other: date) -> bool:
    return (one.month, one.day) == (other.month, other.day)


def _whole_years(first: date, last: date) -> int:
    """How many years a stretch is; 0 where it is no whole number of them."""
    number = last.year - first.year + 1
    return next(
        (n for n in (number, number - 1) if n and months_later(first, 12 * n) == last + _ONE_DAY), 0
    )


def _until_each_year(
    extent: Extent, periods: Sequence[Period], *, heads_all: bool
) -> Iterator[Limit]:
    """`To 30 June` without a year: of the last year, or of all where it heads the table."""
    until = extent.until
    if until is None:
        return
    for year in periods if heads_all else periods[-1:]:
        if (year.end.month, year.end.day if until.day else 0) == (until.month, until.day):
            continue
        try:
            last = inside_of(year, Atom(Sort.DAY, 0, year.start.month, 1), until).end
        except UnreadablePeriod:
            yield Limit(extent.said, year)
        else:
            # Over several years it may be the day on which each of them ends.
            alone = len(periods) == 1
            yield Limit(extent.said, year, None, last if alone else None, narrows=alone)
