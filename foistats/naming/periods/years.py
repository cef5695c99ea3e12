"""What one year, two years or a month and year mean: one period, two possible ones, or a part."""

from datetime import date

from foistats.errors import UnreadablePeriod
from foistats.model.values import Period
from foistats.naming.periods.atoms import Atom, Sort, full_year
from foistats.naming.periods.spans import (
    LAST_YEAR,
    PeriodPart,
    PeriodReading,
    calendar_year,
    combine,
    financial_year,
    month_of,
    span,
)
from schemas.vocabulary import PeriodKind

# A text may say which sort of year it means: the month in which such a year starts, or 0.
FINANCIAL, CALENDAR = 4, 1


def one(period: Period) -> PeriodReading:
    """The reading of a text with one meaning."""
    return PeriodReading(period, (), None, False)


def single(atom: Atom, hint: int) -> PeriodReading | None:
    """One atom alone."""
    if atom.sort is Sort.DAY:
        raise UnreadablePeriod("a single day is not a period; state the first and last day")
    if atom.sort is Sort.MONTH:
        if atom.year:
            return one(month_of(atom.year, atom.month))
        return PeriodReading(None, (), PeriodPart(PeriodKind.MONTH, atom.month), False)
    if atom.sort is Sort.YEAR:
        if hint == FINANCIAL:
            # Some name a financial year by its first year, some by its last.
            return PeriodReading(
                None, (financial_year(atom.year), financial_year(atom.year - 1)), None, False
            )
        return PeriodReading(calendar_year(atom.year), (), None, hint != CALENDAR)
    return _two_years(atom, hint)


def financial_of(atom: Atom) -> Period | None:
    """The financial year that two years name, if the second follows the first."""
    follows = str(atom.year + 1)
    return financial_year(atom.year) if atom.second in (follows, follows[2:]) else None


def _two_years(atom: Atom, hint: int) -> PeriodReading:
    """`2016/17`, `16-17`, `2020-2021`, `2015-2020`, `2018-04`; `09/10` may be a month too."""
    dash, long, short = atom.join == "-", len(atom.second) == 4, atom.day == 2
    year = financial_of(atom)
    meanings: list[Period] = [year] if year is not None and hint != CALENDAR else []
    if not hint and short and year is not None and 1 <= atom.year % 100 <= 12:
        meanings.append(month_of(full_year(atom.second), atom.year % 100))
    if not hint and not short and not long and dash and 1 <= int(atom.second) <= 12:
        meanings.append(month_of(atom.year, int(atom.second)))
    if dash and not short and (long or year is None) and full_year(atom.second) > atom.year:
        last = full_year(atom.second)
        meanings += many_years(atom.year, last, hint=hint, consecutive=year is not None)
    if not meanings:
        raise UnreadablePeriod(
            "the second year doesn't follow the first; write all years, like 2018/19 to 2019/20"
        )
    if len(meanings) == 1:
        return PeriodReading(meanings[0], (), None, short and not hint)
    return PeriodReading(None, tuple(meanings), None, short and not hint)


def many_years(first: int, last: int, *, hint: int, consecutive: bool) -> list[Period]:
    """What `2015-2020` can mean: calendar years, or the financial years between."""
    calendar = span(date(first, 1, 1), date(last, 12, 31))
    if hint == CALENDAR:
        return [calendar]
    by_first = span(date(first, 4, 1), date(last + 1, 3, 31)) if last < LAST_YEAR else None
    if consecutive:
        return [] if hint else [calendar]
    meanings = [span(date(first, 4, 1), date(last, 3, 31))]
    if hint == FINANCIAL:
        return [*meanings, *([by_first] if by_first else [])]
    return [*meanings, calendar]


def quarter_of(year: Atom, part: PeriodPart, hint: int) -> PeriodReading | None:
    """A quarter of what may be a calendar year or a financial one."""
    if year.sort is Sort.YEARS and (whole := financial_of(year)) is not None:
        return one(combine(whole, part))
    if year.sort is not Sort.YEAR:
        return None
    calendar = combine(calendar_year(year.year), part)
    if hint == CALENDAR:
        return one(calendar)
    financial = tuple(combine(financial_year(y), part) for y in (year.year, year.year - 1))
    return PeriodReading(None, financial if hint else (calendar, *financial), None, False)
