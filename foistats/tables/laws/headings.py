"""Laws about headings: which figures they stand over, and that each column has one."""

import re
from collections.abc import Sequence

from foistats.naming.periods import period_reading
from foistats.tables.laws.draft import Draft, Law
from foistats.tables.senses import SensedCell
from foistats.tables.shape.levels import LevelKind
from foistats.tables.shape.row_roles import in_turn
from foistats.tables.table import Table
from foistats.tables.words import Claim, is_stub

# A word, and after a blank a number: the end of a label that has a count in it.
_ENDS_IN_COUNT = re.compile(r"[^\W\d].*\s\d[\d,]*$")


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


def _has_words(table: Table) -> bool:
    return any(
        (cell := table.sensed.at(row, col)) is not None and not cell.numeric
        for row in table.data_rows
        for col in table.measure_cols
    )


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


def _years_as_figures(draft: Draft) -> str:
    """Years in turn as the figures of a row, where what stands before them is the title of labels.

    `Offence | 2018 | 2019` below figures begins the next table, whatever stands over it.
    """
    table = draft.table
    for row in table.data_rows:
        labels = [c for col in table.label_cols if (c := table.sensed.at(row, col)) is not None]
        if labels and all(is_stub(cell.text) for cell in labels) and _in_turn(_figures(table, row)):
            return f"row {row + 1} has years in turn where figures would stand"
    return ""


def _counts_in_labels(draft: Draft) -> str:
    """`Offence 2017/18` over `Burglary 12` and `Robbery 5`: two columns that run together."""
    table = draft.table
    for col in table.label_cols:
        words = table.title_of(col).split()
        ends = (" ".join(words[at:]) for at in range(1, len(words)))
        if not any(reading is not None and reading.period for reading in map(period_reading, ends)):
            continue
        labels = [cell.text for row in table.data_rows if (cell := table.sensed.at(row, col))]
        if labels and all(_ENDS_IN_COUNT.search(label) for label in labels):
            return f"{' '.join(words)!r} stands over {labels[0]!r}: two columns may run together"
    return ""


def _two_rows_of_years(draft: Draft) -> str:
    """Years in turn above the headings, or in a row among the figures."""
    table = draft.table
    above = [cell for _, cell in table.sensed.filled(table.top - 1)] if table.top else []
    if table.header_rows and _in_turn(above) and _dated(table):
        return f"two rows of years stand over the figures, in rows {table.top} and {table.top + 1}"
    for row in table.data_rows:
        labels = [c for col in table.label_cols if (c := table.sensed.at(row, col)) is not None]
        figures = _figures(table, row)
        # `2016 | 2017` with nothing over it: the year is no label, and the next one no count.
        begun = not table.header_rows and len(labels) == 1 and _in_turn([*labels, *figures])
        # Counts that are years in turn, below years: no accident does that in two columns.
        dated = bool(table.header_rows) and _in_turn(_heads(table))
        begun = begun or (dated and len(figures) > 1 and _in_turn(figures))
        if begun or (table.label_cols and not labels and _in_turn(figures)):
            return f"row {row + 1} has years in turn among the figures: it may head them"
    return ""


def _dated(table: Table) -> bool:
    """True where years stand in the first row of headings, too."""
    return any(cell.period is not None for cell in _heads(table))


def _heads(table: Table) -> list[SensedCell]:
    """The first row of headings over the figures."""
    row = table.header_rows[0]
    return [cell for col in table.measure_cols if (cell := table.heading(row, col)) is not None]


def _figures(table: Table, row: int) -> list[SensedCell]:
    return [cell for col in table.measure_cols if (cell := table.sensed.at(row, col)) is not None]


def _in_turn(cells: Sequence[SensedCell]) -> bool:
    """True for bare years that follow one another, and nothing else."""
    years = all(cell.period is not None and cell.period.bare for cell in cells)
    return years and in_turn(cells)


HEADINGS: tuple[Law, ...] = (
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
        "labels_hold_no_counts",
        "No heading over labels names a period while each of them ends in a number.",
        "Where two columns of a page stand too close, a year's counts end up in labels.",
        """
        Offence 2017/18 | 2018/19
        Burglary 12 | 34
        Robbery 5 | 6
        """,
        _counts_in_labels,
    ),
    Law(
        "years_in_turn_are_headings",
        "No row that begins as headings do has years in turn where figures would stand.",
        "The heading row of a table whose years were unclear was once counted as 2018 offences.",
        """
        Kind | First | Second | Third
        Offence | 2018 | 2019 | 2020
        Burglary | 45 | 60 | 20
        """,
        _years_as_figures,
    ),
    Law(
        "years_in_one_row",
        "Years in turn stand over figures in one row: another one is neither counts nor a title.",
        "Of two rows of years over a table one was counted, and the other dated the figures.",
        """
         | 2016 | 2017
         | 2018 | 2019
        Burglary | 2019 | 5
        """,
        _two_rows_of_years,
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
)
