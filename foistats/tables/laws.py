"""The laws that a reading of a table must keep: one function each, with its sentence and reason.

A law looks at a draft (the rows and columns by their parts, and what each heading means) and says
in words how the draft breaks it, or nothing. No reading that breaks a law is used: the search tries
other readings, and where none keeps all laws, the table is refused with the sentence of the first
reading. Each law has a drawing of a table whose likeliest reading breaks it; the tests read it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from foistats.formats.pdf.words import APART
from foistats.naming.counts import CellSense
from foistats.naming.periods import label_of, period_reading, periods_in
from foistats.naming.periods.other_years import CALENDAR, FINANCIAL, says_other_year
from foistats.tables.axes import Axis
from foistats.tables.column_roles import numbers_the_lines
from foistats.tables.levels import LevelKind
from foistats.tables.row_roles import in_turn
from foistats.tables.surroundings import titles_of, words_around
from foistats.tables.table import Table
from foistats.tables.words import (
    Claim,
    claim_of,
    is_cumulative,
    is_derived,
    is_measure,
    is_not_counts,
    is_period_title,
    is_scaled,
    is_stock,
    is_stub,
    is_year_title,
    says_rolling_year,
    unit_claimed,
)
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import PeriodKind

_SHORT_YEARS = re.compile(r"\d\d\s*[-/–—]\s*\d\d")


@dataclass(frozen=True, slots=True)
class Draft:
    """A table with what its rows and columns mean, before anything is added up or counted.

    `titles` are the lines that head the table, nearest first; `around` is every line near it;
    `elsewhere` are lines of the document that speak of all of its tables.
    """

    table: Table
    rows: Axis
    cols: Axis
    titles: Sequence[str]
    around: Sequence[str]
    elsewhere: Sequence[str] = ()


def draft_of(table: Table, rows: Axis, cols: Axis) -> Draft:
    """The draft of a table, with the words around it."""
    return Draft(table, rows, cols, titles_of(table), words_around(table))


class Law(NamedTuple):
    """One law: its name, what it says, why, a drawing that breaks it, and the check.

    `broken` gives how a draft breaks the law in words, and nothing where the draft keeps it.
    `sheet` is the name of the sheet that the drawing stands on.
    """

    name: str
    says: str
    why: str
    drawing: str
    broken: Callable[[Draft], str]
    code: ProblemCode = ProblemCode.LAYOUT_UNCLEAR
    sheet: str = "Sheet1"


class Broken(NamedTuple):
    """A law that a draft breaks, and how."""

    law: Law
    how: str


def first_broken(draft: Draft) -> Broken | None:
    """The first law that a draft breaks; None where it keeps them all."""
    for law in LAWS:
        if how := law.broken(draft):
            return Broken(law, how)
    return None


def _fractions(draft: Draft) -> str:
    rows = [line.index for line in draft.rows.lines.values() if line.claim is not Claim.DERIVED]
    cols = [line.index for line in draft.cols.lines.values() if line.claim is not Claim.DERIVED]
    fractions = whole = 0
    for row in rows:
        cells = draft.table.sensed.rows[row]
        for col in cols:
            cell = cells[col]
            if cell is not None:
                fractions += cell.sense is CellSense.FRACTIONAL
                whole += cell.sense is CellSense.COUNT
    if not fractions:
        return ""
    for text in [*draft.titles[:4], *_unit_notes(draft.table)]:
        if is_not_counts(text):
            return f"the table says {text!r}; {fractions} of its figures are no whole numbers"
    if fractions > max(whole, 3):
        return f"{fractions} of {fractions + whole} figures are no whole numbers"
    return ""


def _sheet_of_shares(draft: Draft) -> str:
    grid = draft.table.sensed.grid
    if grid.is_sheet and not grid.origins and is_derived(grid.name):
        return f"the sheet is named {grid.name!r}"
    return ""


def _differences(draft: Draft) -> str:
    table = draft.table
    for col in draft.cols.lines:
        if claim_of(table.title_of(col)) is Claim.DERIVED:
            continue
        cells = [cell for row in table.data_rows if (cell := table.sensed.at(row, col)) is not None]
        negative = sum(cell.sense is CellSense.NEGATIVE for cell in cells)
        if negative >= 3 and negative * 10 >= len(cells):
            return f"{negative} figures of one column are below zero: differences, no counts"
    return ""


def _run_together(draft: Draft) -> str:
    for row in draft.table.data_rows:
        for _, cell in draft.table.sensed.filled(row):
            if APART in cell.text:
                return f"the figures of several columns run together: {cell.text[:60]!r}"
    return ""


def _stock(draft: Draft) -> str:
    near = [*_unit_notes(draft.table), *draft.titles[:3]]
    found = next((text for text in near if is_stock(text)), "")
    return f"figures as at a day, or not of events: {found!r}" if found else ""


def _scaled(draft: Draft) -> str:
    found = next((line for line in draft.around if is_scaled(line)), "")
    return f"no exact counts: {found[:80]!r}" if found else ""


def _cumulative(draft: Draft) -> str:
    """A line near the table says so: of such figures each holds the one before it."""
    named = [draft.table.sensed.grid.name, *draft.titles[:4], *draft.around]
    found = next((text for text in named if is_cumulative(text)), "")
    return f"each figure may hold those before it: {found[:80]!r}" if found else ""


def _shifted(draft: Draft) -> str:
    table = draft.table
    blank = [
        col
        for col in table.measure_cols
        if all(table.sensed.at(row, col) is None for row in table.data_rows)
    ]
    for row in table.header_rows:
        over = {
            col: cell
            for col in [*table.label_cols, *table.measure_cols]
            if (cell := table.heading(row, col)) is not None and cell.period is not None
        }
        astray = [col for col in [*table.label_cols, *blank] if col in over]
        figures = [col for col in table.measure_cols if col in over and col not in blank]
        bare = [
            col
            for col in table.measure_cols
            if all(table.heading(one, col) is None for one in table.header_rows)
        ]
        if astray and figures and bare:
            period = over[astray[0]].text
            return f"{period!r} stands over no figures, and nothing over a column of figures"
    return ""


def _unheaded_column(draft: Draft) -> str:
    """A column of figures without a heading, in a table whose other columns have one.

    A single figure that strayed is refused by itself, in `counts`; a printed total may stand
    without a word.
    """
    table, lines = draft.table, draft.cols.lines
    if not table.header_rows or not any(line.headed for line in lines.values()):
        return ""
    for col, line in lines.items():
        filled = sum(
            cell is not None and cell.numeric
            for row in table.data_rows
            for cell in (table.sensed.at(row, col),)
        )
        if not line.headed and filled * 2 > len(table.data_rows) and not _adds_up(draft, col):
            place = table.sensed.grid.place(table.data_rows[0], col)
            return f"nothing heads the column of figures that begins at {place}"
    return ""


def _adds_up(draft: Draft, col: int) -> bool:
    """True for a column that is the sum of the others on every row: their total, without a word."""
    table = draft.table
    others = [one for one in table.measure_cols if one != col]
    for row in table.data_rows:
        cells = [table.sensed.at(row, one) for one in (col, *others)]
        counts = [
            cell.count.low if cell and cell.count and cell.count.exact else None for cell in cells
        ]
        if None in counts or counts[0] != sum(count or 0 for count in counts[1:]):
            return False
    return len(others) > 1


def _no_heading_at_all(draft: Draft) -> str:
    table, rows, cols = draft.table, draft.rows, draft.cols
    headed = rows.has(LevelKind.PERIOD) or cols.has(LevelKind.PERIOD) or table.declared is not None
    if not table.header_rows and not headed and _has_words(table):
        return "nothing heads the figures, and words stand among them"
    return ""


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


def _half_areas(draft: Draft) -> str:
    for level in [*draft.rows.levels, *draft.cols.levels]:
        if level.unclear:
            known = sorted({level.texts[line] for line in level.areas})[:2]
            other = sorted({level.texts[line] for line in level.unknown})[:2]
            return f"{' and '.join(known)} could be forces, {' and '.join(other)} can't"
    return ""


def _two_forces(draft: Draft) -> str:
    for axis in (draft.rows, draft.cols):
        named = [level for level in axis.levels if level.kind is LevelKind.AREA]
        for index in axis.lines:
            areas = [level.areas[index] for level in named if index in level.areas]
            held = {frozenset(area.force_ids) for area in areas if area.force_ids}
            smallest = min(held, key=len, default=frozenset())
            if any(not smallest <= other for other in held):
                return "two levels of headings name forces, and not the same"
    return ""


def _forces_on_both(draft: Draft) -> str:
    if draft.rows.has(LevelKind.AREA) and draft.cols.has(LevelKind.AREA):
        return "forces stand over the columns and beside the rows"
    return ""


def _numbering(draft: Draft) -> str:
    table = draft.table
    if len(table.measure_cols) < 2 or len(table.data_rows) < 3:
        return ""
    # Further right, beside labels, 1, 2, 3 may be counts that rise.
    for col in table.measure_cols[:1]:
        if any(label < col for label in table.label_cols):
            break
        title = table.title_of(col)
        said = is_measure(title) or unit_claimed(title) is not None
        line = draft.cols.lines[col]
        dated = line.period is not None or line.part is not None
        if said or dated or line.claim is not Claim.PLAIN:
            continue
        cells = [table.sensed.at(row, col) for row in table.data_rows]
        if all(cells) and numbers_the_lines([cell for cell in cells if cell is not None]):
            return f"{title or 'a column'!r} numbers the lines: 1, 2, 3"
    return ""


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


def _years_counted(draft: Draft) -> str:
    table = draft.table
    for col in table.measure_cols if len(table.data_rows) >= 3 else ():
        line = draft.cols.lines[col]
        cells = [cell for row in table.data_rows if (cell := table.sensed.at(row, col)) is not None]
        title = table.title_of(col)
        counts = is_measure(title) or unit_claimed(title) is not None
        if counts or line.period is not None or line.part is not None or len(cells) < 3:
            continue
        if all(cell.period is not None and cell.period.bare for cell in cells):
            place = table.sensed.grid.place(table.data_rows[0], col)
            return f"each figure of the column that begins at {place} is a year"
    return ""


def _years_of_its_own_columns(draft: Draft) -> str:
    """A row whose figures are the very years that head its columns is another row of headings."""
    table = draft.table
    years = {
        col: line.period
        for col, line in draft.cols.lines.items()
        if line.period is not None and line.period.kind is PeriodKind.CALENDAR_YEAR
    }
    for row in table.data_rows if len(years) > 1 else ():
        cells = {col: cell for col in years if (cell := table.sensed.at(row, col))}
        same = [
            cell.period is not None and cell.period.period == years[c] for c, cell in cells.items()
        ]
        if len(same) > 1 and all(same):
            return f"row {row + 1} repeats the years of the headings"
    return ""


def _years_as_figures(draft: Draft) -> str:
    """The first row of figures is years in turn, and what stands before them heads labels."""
    table = draft.table
    row = table.data_rows[0]
    cells = [cell for col in table.measure_cols if (cell := table.sensed.at(row, col)) is not None]
    labels = [cell for col in table.label_cols if (cell := table.sensed.at(row, col)) is not None]
    years = all(cell.period is not None and cell.period.bare for cell in cells)
    if years and in_turn(cells) and all(is_stub(cell.text) for cell in labels):
        return f"row {row + 1} has years in turn where figures would stand"
    return ""


def _half_spanned(draft: Draft) -> str:
    """Years stand over some of the months and not over others: unmerged headings are centred."""
    for level in draft.cols.levels[:-1]:
        if level.kind is LevelKind.PERIOD and level.periods:
            bare = [
                index
                for index, line in draft.cols.lines.items()
                if index not in level.texts and line.claim is Claim.PLAIN and line.headed
            ]
            if bare:
                place = draft.table.sensed.grid.place(draft.table.header_rows[0], bare[0])
                return f"periods stand over some columns and none at {place}"
    return ""


def _labels_between(draft: Draft) -> str:
    """`Offence | 2016/17 | Offence | 2017/18`: two tables side by side without a gap."""
    table = draft.table
    titles: dict[str, int] = {}
    for col in table.label_cols:
        title = table.title_of(col)
        before = titles.setdefault(title, col)
        if title and before != col and any(before < m < col for m in table.measure_cols):
            return f"two columns of labels are headed {title!r}, with figures between them"
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


def _unit_notes(table: Table) -> list[str]:
    """What stands above the columns of counts without heading them: `Full-time equivalents`."""
    return [
        cell.text
        for row in [*table.header_rows, *table.title_rows]
        for _, cell in table.sensed.filled(row)
        if not cell.numeric
    ]


def _has_words(table: Table) -> bool:
    return any(
        (cell := table.sensed.at(row, col)) is not None and not cell.numeric
        for row in table.data_rows
        for col in table.measure_cols
    )


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


LAWS: tuple[Law, ...] = (
    Law(
        "figures_of_the_sheet",
        "No sheet that is named after shares, rates or changes holds counts.",
        "Its cells look like whole numbers where they are rounded.",
        """
        Offence | 2017/18 | 2018/19
        Theft | 4 | 5
        """,
        _sheet_of_shares,
        ProblemCode.COUNT_FRACTIONAL,
        sheet="Rate per 1000",
    ),
    Law(
        "counts_are_whole",
        "Most figures of a table of counts are whole numbers.",
        "Shares, rates and full-time equivalents count no events.",
        """
        Offence | 2017/18 | 2018/19
        Rape | 0.5 | 1.25
        Theft | 2.75 | 3.5
        """,
        _fractions,
        ProblemCode.COUNT_FRACTIONAL,
    ),
    Law(
        "counts_are_not_negative",
        "No column of counts has several figures below zero.",
        "Such a column gives changes from one period to another.",
        """
        Offence | 2017/18 | Since then
        Rape | 12 | -3
        Theft | 40 | -4
        Arson | 7 | -1
        """,
        _differences,
        ProblemCode.COUNT_FRACTIONAL,
    ),
    Law(
        "one_figure_a_cell",
        "Each cell holds one figure.",
        "A reader of PDFs that could not part two columns gives cells with several.",
        f"""
        Offence | 2017/18 | 2018/19
        Rape | 12{APART}14 | 16
        """,
        _run_together,
    ),
    Law(
        "events_not_stocks",
        "The figures count events over a time, not what there was on one day.",
        "Officers as at 31 March are not offences of a year.",
        """
        As at: | 2017 | 2018
        Officers | 120 | 130
        Staff | 80 | 90
        """,
        _stock,
    ),
    Law(
        "exact_figures",
        "Nothing around the table says that its figures are rounded or in thousands.",
        "A rounded figure is no count.",
        """
        Figures are rounded to the nearest 5
        Offence | 2017/18 | 2018/19
        Theft | 605 | 705
        """,
        _scaled,
    ),
    Law(
        "figures_of_one_period",
        "No title says that the figures are cumulative.",
        "Of cumulative figures each holds the one before it: their sum counts things many times.",
        """
        Cumulative offences 2018/19
        Offence | Q1 | Q2 | Q3 | Q4
        Burglary | 5 | 9 | 12 | 20
        """,
        _cumulative,
    ),
    Law(
        "headings_over_their_figures",
        "No period stands over labels or blanks while a column of figures has no heading.",
        "The headings stand a cell too far to one side: each figure would get another's year.",
        """
        2017/18 | 2018/19 |
        Rape | 12 | 14
        Theft | 40 | 44
        """,
        _shifted,
    ),
    Law(
        "each_column_is_headed",
        "A column of figures has a heading where the others have one.",
        "Figures without a heading count something that the table doesn't say.",
        """
        Offence | 2017/18 | | 2018/19
        Rape | 12 | 3 | 14
        Theft | 40 | 4 | 44
        """,
        _unheaded_column,
    ),
    Law(
        "words_need_headings",
        "A table in which words stand among the figures has headings.",
        "Without headings the words may say what the figures are.",
        """
        Rape | 12 | 13
        Theft | see note | 14
        Arson | 5 | 6
        """,
        _no_heading_at_all,
    ),
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
        "areas_are_forces",
        "Where some headings of a level are forces, the others are forces or regions, too.",
        "Derby beside Derbyshire is a youth offending team.",
        """
        Team | 2018/19
        Derbyshire | 12
        Dorset | 13
        Derby | 4
        """,
        _half_areas,
    ),
    Law(
        "one_force_a_line",
        "Two levels of headings that name forces name the same ones, or a region and its forces.",
        "Else each figure would belong to two forces.",
        """
        Sent by | About | 2018/19
        Kent Police | Dorset Police | 12
        Kent Police | Surrey Police | 14
        """,
        _two_forces,
    ),
    Law(
        "forces_along_one_axis",
        "Forces stand over the columns or beside the rows, not both.",
        "Else each figure would belong to two forces.",
        """
        2018/19 | Kent Police | Surrey Police
        Dorset Police | 12 | 13
        Wiltshire Police | 14 | 15
        """,
        _forces_on_both,
    ),
    Law(
        "numbering_counts_nothing",
        "A column of 1, 2, 3 that no word calls a count numbers the lines.",
        "The numbers of lines were once added to the counts beside them.",
        """
        MonthY | Month | Number
        1 | Jan 2018 | 12
        2 | Feb 2018 | 14
        3 | Mar 2018 | 11
        """,
        _numbering,
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
        "years_are_no_counts",
        "A column without a period over it does not hold years only.",
        "The year beside a month was once counted as 2013 offences.",
        """
        Month | Cal | Incidents
        Jan 2013 | 2013 | 12
        Feb 2013 | 2013 | 14
        Jan 2014 | 2014 | 15
        """,
        _years_counted,
    ),
    Law(
        "headings_are_no_counts",
        "No row of figures repeats the years of its own headings.",
        "It is the heading of the next table.",
        """
        Division | 2019 | 2020
        North | 12 | 14
        Custody suite | 2019 | 2020
        Central | 5 | 6
        """,
        _years_of_its_own_columns,
    ),
    Law(
        "years_in_turn_are_headings",
        "No table begins with years in turn where its figures would stand.",
        "The heading row of a table whose years were unclear was once counted as 2018 offences.",
        """
        Kind | First | Second | Third
        Offence | 2018 | 2019 | 2020
        Burglary | 45 | 60 | 20
        """,
        _years_as_figures,
    ),
    Law(
        "spanning_headings_span",
        "Where periods stand over groups of columns, each column has one above it.",
        "A heading that is centred without merged cells seems to begin in the middle of its group.",
        """
        Offence | | 2017 | | | 2018 |
         | Jan | Feb | Mar | Jan | Feb | Mar
        Theft | 1 | 2 | 3 | 4 | 5 | 6
        """,
        _half_spanned,
    ),
    Law(
        "one_table_at_a_time",
        "No two columns of labels have the same heading with figures between them.",
        "Two tables side by side would give each figure the labels of both.",
        """
        Code | Offence | 2016/17 | Offence | 2017/18
        1A | Theft | 103 | Arson | 44
        1B | Fraud | 12 | Rape | 13
        """,
        _labels_between,
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
