"""Periods with nothing around them: one atom, two with `to` between, a quarter, months."""

import re

from foistats.errors import UnreadablePeriod
from foistats.model.values import Period
from foistats.naming.periods.atoms import (
    MONTH,
    Atom,
    Sort,
    atom_at,
    first_day,
    last_day,
    quarter_at,
)
from foistats.naming.periods.spans import (
    ONE_YEAR,
    PeriodPart,
    PeriodReading,
    combine,
    financial_year,
    label_of,
    span,
)
from foistats.naming.periods.years import (
    CALENDAR,
    FINANCIAL,
    financial_of,
    many_years,
    one,
    quarter_of,
    single,
)
from schemas.vocabulary import PeriodKind

TO = re.compile(r" ?- ?| (?:to|until|till|through|thru|up to|hyd|i) (?:end of |the end of )?")
_AND = re.compile(r" and ")
_LAST_WORDS = ("", " inclusive", " (inclusive)", ", inclusive")


def core(text: str, *, hint: int, between: bool) -> PeriodReading | None:
    """A text with nothing around it; `between` lets `and` stand for `to`."""
    quarter = _quarter(text, hint)
    if quarter is not None:
        return quarter
    at = atom_at(text, 0)
    if at is None:
        return None
    atom, end = at
    if end == len(text):
        return single(atom, hint)
    rest = text[end:]
    if atom.sort in (Sort.YEAR, Sort.YEARS) and rest[0] in " ,":
        whole = single(atom, hint or (0 if atom.sort is Sort.YEAR else FINANCIAL))
        inside = rest.strip(" ,-")
        if whole is not None and whole.period is not None and re.match(MONTH, inside):
            return months_inside(whole.period, inside)
    points = two_points(text, between=between)
    return _range(*points, hint=hint) if points is not None else None


def two_points(text: str, *, between: bool = False) -> tuple[Atom, Atom] | None:
    """The two atoms of a text that is `A to B` or `A - B`."""
    at = atom_at(text, 0)
    if at is None:
        return None
    joined = TO.match(text, at[1]) or (_AND.match(text, at[1]) if between else None)
    after = atom_at(text, joined.end()) if joined is not None else None
    if after is None:
        return None
    rest = text[after[1] :]
    return (at[0], after[0]) if rest in ("", " inclusive", " (inclusive)", ", inclusive") else None


def _range(first: Atom, last: Atom, *, hint: int) -> PeriodReading | None:
    sorts = {first.sort, last.sort}
    if sorts == {Sort.YEARS}:
        start, end = financial_of(first), financial_of(last)
        if start is None or end is None or start.end >= end.start or hint == CALENDAR:
            raise UnreadablePeriod(
                "the years don't run from a first to a later last financial year"
            )
        return one(span(start.start, end.end))
    if sorts == {Sort.YEAR}:
        if first.year >= last.year:
            raise UnreadablePeriod("the last year doesn't come after the first")
        consecutive = last.year == first.year + 1
        meanings = [financial_year(first.year)] if consecutive and hint != CALENDAR else []
        meanings += many_years(first.year, last.year, hint=hint, consecutive=consecutive)
        if len(meanings) == 1:
            return one(meanings[0])
        return PeriodReading(None, tuple(meanings), None, False)
    if not sorts <= {Sort.DAY, Sort.MONTH}:
        return None
    if not first.year and not last.year:
        return _months_without_year(first, last)
    if not first.year:
        first = first._replace(year=last.year)
    if not last.year:
        last = last._replace(year=first.year)
    first_on, last_on = first_day(first), last_day(last)
    if first_on >= last_on:
        raise UnreadablePeriod(
            "the period ends before it starts, or a year is left out; state both"
        )
    period = span(first_on, last_on)
    if hint and period.kind in ONE_YEAR and period.start.month != hint:
        raise UnreadablePeriod("the days are not that sort of year; write the one that is meant")
    return one(period)


def _months_without_year(first: Atom, last: Atom) -> PeriodReading | None:
    """`Apr-Jun` is a quarter that needs its year; other months without a year are refused."""
    if first.day or last.day or first.month % 3 != 1 or last.month != first.month + 2:
        raise UnreadablePeriod("the months have no year; write the year with them")
    quarter = PeriodPart(PeriodKind.QUARTER, (first.month - 4) // 3 % 4 + 1, first.month)
    return PeriodReading(None, (), quarter, False)


def _quarter(text: str, hint: int) -> PeriodReading | None:
    """`Q1`, `Q1 2017/18`, `2017/18 Q1`."""
    at = quarter_at(text, 0)
    if at is not None:
        year_text = re.sub(r"^[ ,:-]*(?:of |in )?", "", text[at[1] :])
        year_text = year_text.removeprefix("(").removesuffix(")")
        quarter = at[0]
    else:
        first = atom_at(text, 0)
        if first is None or first[0].sort not in (Sort.YEAR, Sort.YEARS):
            return None
        gap = re.compile(r"[ ,:-]*\(?").match(text, first[1])
        at = quarter_at(text, gap.end() if gap is not None else first[1])
        if at is None or text[at[1] :] not in ("", " only", ")", " only)"):
            return None
        quarter, year_text = at[0], text[: first[1]]
    part = PeriodPart(PeriodKind.QUARTER, quarter.month)
    if not year_text:
        return PeriodReading(None, (), part, False)
    year = atom_at(year_text, 0)
    if year is None or year[1] != len(year_text):
        return None
    return quarter_of(year[0], part, hint)


def months_inside(whole: Period, text: str) -> PeriodReading | None:
    """Months without a year (`Jan - Sep`, `April`) in the year that stands beside them."""
    points = two_points(text)
    if points is not None and not points[0].year and not points[1].year:
        return one(inside_of(whole, *points))
    at = atom_at(text, 0)
    if at is None or at[1] != len(text) or at[0].sort is not Sort.MONTH or at[0].year:
        return None
    return one(combine(whole, PeriodPart(PeriodKind.MONTH, at[0].month)))


def inside_of(whole: Period, first: Atom, last: Atom) -> Period:
    """The days from one month or day to another, placed in the one year they lie in."""
    starts = [y for y in _years(whole) if not first.year or first.year == y]
    ends = [y for y in _years(whole) if not last.year or last.year == y]
    found = {
        (start, end)
        for a in starts
        for b in ends
        if whole.start <= (start := first_day(first._replace(year=a)))
        and (end := last_day(last._replace(year=b))) <= whole.end
        and start < end
    }
    if len(found) != 1:
        raise UnreadablePeriod(f"the months are not months of {label_of(whole)}; state both days")
    start, end = found.pop()
    return span(start, end)


def _years(period: Period) -> range:
    return range(period.start.year, period.end.year + 1)
