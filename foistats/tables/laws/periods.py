"""Laws about periods: each figure is of one period, and it is the one that its heading means."""

import re
from itertools import pairwise

from foistats.naming.periods import label_of, period_reading, periods_in
from foistats.naming.periods.other_years import CALENDAR, FINANCIAL, says_other_year
from foistats.tables.laws.draft import Draft, Law
from foistats.tables.shape.axes import Axis
from foistats.tables.shape.levels import LevelKind
from foistats.tables.words import (
    Claim,
    is_period_title,
    is_year_title,
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
    levels = [one for one in (*draft.rows.levels, *draft.cols.levels) if one.periods]
    own = [text for level in levels for text in (level.title, *level.texts.values())]
    for text in dict.fromkeys((*draft.around, *own, *draft.elsewhere)):
        if PeriodKind.FINANCIAL_YEAR in kinds and says_other_year(text, starts=FINANCIAL):
            return f"its years may be no financial years: {text[:80]!r}"
        if PeriodKind.CALENDAR_YEAR in kinds and says_other_year(text, starts=CALENDAR):
            return f"its years may be no calendar years: {text[:80]!r}"
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
            months = {text for text in level.texts.values() if _is_part(text)}
            if len(months) > 1:
                return f"{min(months)!r} is a month and stands among names"
    return ""


def _numbered_periods(draft: Draft) -> str:
    """`Financial year | Period | Offences` with 1, 2, 3: parts of a year, nobody knows which."""
    table = draft.table
    for col in table.label_cols:
        title = table.title_of(col)
        if not is_period_title(title) or is_year_title(title):
            continue
        level = next((one for one in draft.rows.levels if one.title == title), None)
        cells = [cell for row in table.data_rows if (cell := table.sensed.at(row, col)) is not None]
        numbers = cells and all(re.fullmatch(r"[Pp]?\d{1,2}", cell.text) for cell in cells)
        if numbers and level is not None and level.kind is LevelKind.CATEGORY:
            return f"{title!r} numbers parts of a year that nothing names"
    return ""


def _is_part(text: str) -> bool:
    reading = period_reading(text)
    return reading is not None and reading.part is not None


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
        parts = [line.part for line in axis.lines.values() if line.part is not None]
        months = [
            part.number if part.kind is PeriodKind.MONTH else part.starts
            for part in parts
            if part.kind is PeriodKind.MONTH or part.starts
        ]
        wraps = any(a > b == 1 for a, b in pairwise(months)) and months[0] != 1
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
        "Nothing said of a table's years or months makes them others than April or January begins.",
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
        "parts_of_years_are_named",
        "No column headed Period, Month or Quarter holds numbers that are none of these.",
        "Period 1 may be April or January: three months were taken for a whole year.",
        """
        Financial year | Period | Offences
        2018/19 | 1 | 40
        2018/19 | 2 | 50
        2018/19 | 3 | 60
        """,
        _numbered_periods,
        ProblemCode.PERIOD_AMBIGUOUS,
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
