"""Laws about periods: each figure is of one period, and it is the one that its heading means."""

import re
from itertools import pairwise

from foistats.naming.periods import label_of, period_reading, periods_in
from foistats.tables.axes import Axis
from foistats.tables.laws.draft import Draft, Law
from foistats.tables.levels import LevelKind
from foistats.tables.words import (
    Claim,
    says_other_year,
    says_rolling_year,
)
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import PeriodKind

_SHORT_YEARS = re.compile(r"\d\d\s*[-/–—]\s*\d\d")


def _clash(draft: Draft) -> str:
    for line in [*draft.rows.lines.values(), *draft.cols.lines.values()]:
        if line.clash:
            return f"two periods head one line: {line.clash}"
    return ""


def _periods_twice(draft: Draft) -> str:
    rows, cols = draft.rows, draft.cols
    both = rows.has(LevelKind.PERIOD) and cols.has(LevelKind.PERIOD)
    doubtful = any(
        line.unsettled or line.no_period for axis in (rows, cols) for line in axis.lines.values()
    )
    if both and (doubtful or not _nested(rows, cols)):
        return "periods stand over the columns and beside the rows, and neither holds the other"
    return ""


def _nested(rows: Axis, cols: Axis) -> bool:
    pairs = [
        (r.period, c.period)
        for r in rows.lines.values()
        for c in cols.lines.values()
        if r.period is not None and c.period is not None
    ]
    return all(
        (a.start <= b.start and b.end <= a.end) or (b.start <= a.start and a.end <= b.end)
        for a, b in pairs
    )


def _other_years(draft: Draft) -> str:
    periods = {line.period for line in (*draft.rows.lines.values(), *draft.cols.lines.values())}
    kinds = {period.kind for period in periods if period is not None}
    for text in draft.around:
        if PeriodKind.FINANCIAL_YEAR in kinds and says_other_year(text):
            return f"its years may be no financial years: {text[:80]!r}"
        if PeriodKind.MONTH in kinds and says_rolling_year(text):
            return f"its months may be the ends of years: {text[:80]!r}"
    return ""


def _period_among_names(draft: Draft) -> str:
    for axis in (draft.rows, draft.cols):
        for level in axis.levels:
            if level.kind is not LevelKind.CATEGORY or level.caption:
                continue
            dated = [
                text
                for line, text in level.texts.items()
                if line in axis.lines and axis.lines[line].claim is Claim.PLAIN and _is_dated(text)
            ]
            if dated and len(set(dated)) < len(set(level.texts.values())):
                return f"{dated[0]!r} is a period and stands among names"
    return ""


def _is_dated(text: str) -> bool:
    """True for a period that can be nothing else: no bare number, no word such as May."""
    reading = period_reading(text)
    if reading is None or reading.bare:
        return False
    return reading.part is None or any(letter.isdigit() for letter in text)


def _title_of_another_year(draft: Draft) -> str:
    """12-13, 13-14 under a title that names 2018 are ages: as years they would contradict it."""
    named = [r.period for text in draft.titles for r in periods_in(text) if r.period is not None]
    for axis in (draft.rows, draft.cols):
        for level in axis.levels:
            short = [text for line, text in level.texts.items() if line in level.periods]
            if not short or not all(_SHORT_YEARS.fullmatch(text.strip()) for text in short):
                continue
            periods = level.periods.values()
            apart = [t for t in named if all(p.end < t.start or t.end < p.start for p in periods)]
            if apart and len(apart) == len(named):
                return f"{short[0]!r} may be an age: the title names {label_of(apart[0])}"
    return ""


def _wrapped_months(draft: Draft) -> str:
    for axis, other in ((draft.rows, draft.cols), (draft.cols, draft.rows)):
        months = [
            line.part.number
            for line in axis.lines.values()
            if line.part is not None and line.part.kind is PeriodKind.MONTH
        ]
        wraps = any(a == 12 and b == 1 for a, b in pairwise(months)) and months[0] != 1
        kinds = {
            line.period.kind for one in (axis, other) for line in one.lines.values() if line.period
        }
        if wraps and kinds == {PeriodKind.CALENDAR_YEAR}:
            return "months run from one year into the next, and one year is named"
    return ""


PERIODS: tuple[Law, ...] = (
    Law(
        "one_period_a_line",
        "A row or column has one period, or periods of which one lies within the other.",
        "Two periods that overlap otherwise leave open which of them the figures are of.",
        """
        Offence | 2017/18 | 2018/19
         | Apr 2018 | May 2018
        Theft | 40 | 44
        """,
        _clash,
    ),
    Law(
        "periods_along_one_axis",
        "Where periods stand beside the rows and over the columns, one holds the other.",
        "Else each figure would have two periods.",
        """
        Year | 2017/18 | 2018/19
        2015/16 | 12 | 14
        2016/17 | 40 | 44
        """,
        _periods_twice,
    ),
    Law(
        "years_as_headed",
        "Nothing near a table of financial years says that its years or months are others.",
        "Academic years and rolling twelve months were once printed as financial years.",
        """
        Academic years (September to August)
        Offence | 2017/18 | 2018/19
        Theft | 40 | 44
        """,
        _other_years,
        ProblemCode.PERIOD_AMBIGUOUS,
    ),
    Law(
        "periods_are_no_names",
        "A heading that can only be a period doesn't stand among names.",
        "Quarters beside Male and Female would be added to them as if they were of the whole year.",
        """
        Year | Male | Female | Q1 | Q2
        2017/18 | 40 | 44 | 20 | 24
        2018/19 | 41 | 45 | 21 | 25
        """,
        _period_among_names,
    ),
    Law(
        "years_of_the_title",
        "Short years such as 12-13 agree with the year that the title names.",
        "Else they are ages, and their counts would go into years in which nobody was asked.",
        """
        Victims in 2018
        Group | Victims
        12-13 | 1
        13-14 | 2
        14-15 | 5
        """,
        _title_of_another_year,
    ),
    Law(
        "months_of_one_year",
        "Months that run over the end of a year are not of one calendar year.",
        "April to March under 2017 would put January 2018 into 2017.",
        """
        Year | Nov | Dec | Jan
        2017 | 40 | 44 | 45
        2018 | 41 | 42 | 43
        """,
        _wrapped_months,
    ),
)
