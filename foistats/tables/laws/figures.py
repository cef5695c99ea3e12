"""Laws about figures: which columns and cells can be counts of events at all."""

from foistats.formats.pdf.words import APART
from foistats.naming.counts import CellSense
from foistats.naming.spelling import regex
from foistats.tables.laws.draft import Draft, Law
from foistats.tables.shape.column_roles import numbers_the_lines
from foistats.tables.table import Table
from foistats.tables.words import (
    Claim,
    claim_of,
    is_derived,
    is_measure,
    is_not_counts,
    is_rate,
    is_scaled,
    is_stock,
    unit_claimed,
)
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import PeriodKind

_A_THOUSAND = 1000
_FEWEST_ROUND = 3
_LONGEST_NAME = 3
# What heads the numbers of lines as well as counts.
_BARE_NUMBERS = frozenset({"no", "nos", "number", "#", "nr"})


def _sheet_of_shares(draft: Draft) -> str:
    grid = draft.table.sensed.grid
    if grid.is_sheet and not grid.origins and is_derived(grid.name):
        return f"the sheet is named {grid.name!r}"
    return ""


def _fractions(draft: Draft) -> str:
    if CellSense.FRACTIONAL not in draft.table.sensed.senses:
        return ""
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
    # What heads a column that is left out says nothing of the others.
    own = {
        text
        for line in draft.cols.lines.values()
        if line.claim is Claim.DERIVED
        for text in line.labels
    }
    for text in [*draft.titles[:4], *_unit_notes(draft.table)]:
        if text not in own and is_not_counts(text):
            return f"the table says {text!r}; {fractions} of its figures are no whole numbers"
    if fractions > max(whole, 3):
        return f"{fractions} of {fractions + whole} figures are no whole numbers"
    return ""


def _differences(draft: Draft) -> str:
    table = draft.table
    if CellSense.NEGATIVE not in table.sensed.senses:
        return ""
    for col, line in draft.cols.lines.items():
        if line.claim is Claim.DERIVED or claim_of(table.title_of(col)) is Claim.DERIVED:
            continue
        cells = [cell for row in table.data_rows if (cell := table.sensed.at(row, col)) is not None]
        negative = sum(cell.sense is CellSense.NEGATIVE for cell in cells)
        if negative >= 3 and negative * 10 >= len(cells):
            return f"{negative} figures of one column are below zero: differences, no counts"
    return ""


def _run_together(draft: Draft) -> str:
    for row in draft.table.data_rows:
        for _, cell in draft.table.sensed.filled(row):
            if isinstance(cell.value, str) and APART in cell.text:
                return f"the figures of several columns run together: {cell.text[:60]!r}"
    return ""


def _stock(draft: Draft) -> str:
    near = [*_unit_notes(draft.table), *draft.titles[:3]]
    found = next((text for text in near if is_stock(text)), "")
    return f"figures as at a day, or not of events: {found!r}" if found else ""


def _scaled(draft: Draft) -> str:
    lines = [*draft.rows.lines.values(), *draft.cols.lines.values()]
    derived = [line for line in lines if line.claim is Claim.DERIVED]
    # "Loss (£000s)" over a column that is left out says nothing of the others.
    own = {text for line in derived for text in line.labels}
    found = next((line for line in draft.around if line not in own and is_scaled(line)), "")
    if not found and not derived:
        heads, labels = draft.titles[:2], _heads_of_labels(draft.table)
        found = next(
            (
                line
                for line in heads
                if is_rate(line) or (line not in labels and _ends_derived(line))
            ),
            "",
        )
    return f"no exact counts: {found[:80]!r}" if found else ""


def _ends_derived(line: str) -> bool:
    """True for a title that says last what its figures are: `Knife crimes, monthly average`."""
    pieces = regex(r"\s*[,:;()]\s*|\s[-–—]\s").split(line)
    last = next((piece for piece in reversed(pieces) if piece), "")
    return len(last.split()) <= _LONGEST_NAME and is_derived(last)


def _heads_of_labels(table: Table) -> set[str]:
    """The headings over the labels, which a person is asked about where they name a cost."""
    return set(map(table.title_of, table.label_cols))


def _all_thousands(draft: Draft) -> str:
    """Every figure ends in three noughts: of three figures or more, accident does so once in 10^9.

    Lines that are left out, and cells with a mark, say nothing.
    """
    rows = [line.index for line in draft.rows.lines.values() if line.claim is not Claim.DERIVED]
    cols = [line.index for line in draft.cols.lines.values() if line.claim is not Claim.DERIVED]
    figures = 0
    for row in rows:
        cells = draft.table.sensed.rows[row]
        for col in cols:
            cell = cells[col]
            low = cell.count.low if cell is not None and cell.count is not None else None
            if low:
                if low % _A_THOUSAND:
                    return ""
                figures += 1
    if figures < _FEWEST_ROUND:
        return ""
    return f"each of its {figures} figures ends in three noughts: they are rounded, or money"


def _numbering(draft: Draft) -> str:
    table = draft.table
    if len(table.measure_cols) < 2 or len(table.data_rows) < 3:
        return ""
    # Further right, beside labels, 1, 2, 3 may be counts that rise.
    for col in table.measure_cols[:1]:
        if any(label < col for label in table.label_cols):
            break
        title = table.title_of(col)
        bare = title.casefold().strip(" .:") in _BARE_NUMBERS
        said = not bare and (is_measure(title) or unit_claimed(title) is not None)
        line = draft.cols.lines[col]
        dated = line.period is not None or line.part is not None
        if said or dated or line.claim is not Claim.PLAIN:
            continue
        cells = [table.sensed.at(row, col) for row in table.data_rows]
        if all(cells) and numbers_the_lines([cell for cell in cells if cell is not None]):
            return f"{title or 'a column'!r} numbers the lines: 1, 2, 3"
    return ""


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


def _unit_notes(table: Table) -> list[str]:
    """What stands above the columns of counts without heading them: `Full-time equivalents`."""
    return [
        cell.text
        for row in [*table.header_rows, *table.title_rows]
        for _, cell in table.sensed.filled(row)
        if not cell.numeric
    ]


FIGURES: tuple[Law, ...] = (
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
        "Nothing around the table says that its figures are rounded, in thousands or rates.",
        "A rounded figure is no count.",
        """
        Figures are rounded to the nearest 5
        Offence | 2017/18 | 2018/19
        Theft | 605 | 705
        """,
        _scaled,
    ),
    Law(
        "figures_end_unevenly",
        "Not every figure of a table ends in three noughts.",
        "Pounds, and counts rounded to thousands, look like counts.",
        """
        Year | High risk backlog
        2017/18 | 255000000
        2018/19 | 534000000
        2019/20 | 538000000
        """,
        _all_thousands,
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
)
