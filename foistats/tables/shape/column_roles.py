"""Which columns of a table label its rows, and which hold counts, flags or notes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, pairwise

from foistats.naming.counts import CellSense
from foistats.naming.periods import period_reading
from foistats.tables.choices import Choices, Decision, Kind
from foistats.tables.senses import SensedCell
from foistats.tables.shape.row_roles import consecutive
from foistats.tables.table import Table
from foistats.tables.words import (
    is_code,
    is_derived,
    is_dimension,
    is_measure,
    is_notes,
    is_numbering,
    is_period_title,
    spoken,
    unit_claimed,
)

_ENDS_IN_TIME = re.compile(r"\w\s+(?:years?|periods?|quarters?|months?)$", re.IGNORECASE)
_BEGINS_IN_TIME = re.compile(r"(?:date|year|period)s?\b", re.IGNORECASE)
# A number that stands among so many words is a name like them.
_RARE = 100
_COUNTED = (CellSense.COUNT, CellSense.NEGATIVE, CellSense.FRACTIONAL)


class ColumnRole(StrEnum):
    """What a column of a table is."""

    LABEL = "labels"
    MEASURE = "counts"
    FLAG = "flags"
    NOTES = "notes"
    NUMBERING = "numbering"
    NONE = "none"


def sort_columns(table: Table, choices: Choices) -> None:
    """Tell the columns that label rows from the columns of counts, flags and notes."""
    used = sorted(
        {
            c
            for row in [*table.header_rows, *table.data_rows]
            for c, _ in table.sensed.filled(row)
            if table.left <= c < table.right
        }
        | {
            c
            for row in table.header_rows
            for (r, c) in table.sensed.covered
            if r == row and table.left <= c < table.right
        }
    )
    columns = {
        c: [cell for row in table.data_rows if (cell := table.sensed.at(row, c))] for c in used
    }
    first = next((c for c in used if columns[c]), None)
    measures = 0
    for col in used:
        column = _Column(table, col, columns[col], col == first, others=len(columns) > 1)
        role = choices.take(
            Decision(Kind.COLUMN, (table.data_rows[0], col)), column.role(), column.other_roles
        )
        match role:
            case ColumnRole.LABEL:
                table.label_cols.append(col)
            case ColumnRole.MEASURE:
                table.measure_cols.append(col)
                measures += 1
            case ColumnRole.FLAG:
                table.flag_cols.append(col)
            case ColumnRole.NOTES:
                table.note_cols.append(col)
            case ColumnRole.NUMBERING:
                table.numbering_cols.append(col)
    _drop_identifiers(table)
    if table.label_cols and not any(columns[col] for col in table.measure_cols):
        _drop_empty(table)
    if first is not None and not table.label_cols and _numbered_down(table, first):
        table.measure_cols.remove(first)
        table.label_cols.append(first)
    if not table.header_rows and _is_numbered_list(table):
        table.label_cols, table.measure_cols = [*table.measure_cols, *table.label_cols], []


def _drop_identifiers(table: Table) -> None:
    """Numbers that are headed as identifiers name nothing where the other labels tell rows apart.

    Where they don't, each line is of another station or case, and its number stays in its labels.
    """
    for col in list(table.label_cols):
        cells = [cell for row in table.data_rows if (cell := table.sensed.at(row, col))]
        others = [other for other in table.label_cols if other != col]
        title = table.title_of(col)
        # Home Office codes are numbers, too, and say what is counted.
        if not cells or not others or "code" in title.casefold() or not is_numbering(title):
            continue
        if not all(cell.sense is CellSense.COUNT for cell in cells) or is_period_title(title):
            continue
        named = [
            tuple(cell.text if (cell := table.heading(row, o)) else "" for o in others)
            for row in table.data_rows
        ]
        if len(set(named)) == len(named):
            table.label_cols.remove(col)
            table.numbering_cols.append(col)


def _drop_empty(table: Table) -> None:
    """Columns of which no row has anything count nothing, unless their headings say so.

    A list of records has columns that nobody fills in; an empty column below 2019 lacks its counts.
    """
    counting = [
        col
        for col in table.measure_cols
        if is_measure(table.title_of(col))
        or any(
            cell is not None and cell.period is not None
            for row in table.header_rows
            if (cell := table.heading(row, col)) is not None
        )
    ]
    if not counting:
        table.note_cols += table.measure_cols
        table.measure_cols = []


def _numbered_down(table: Table, first: int) -> bool:
    """Hours, ages or lengths down the side: numbers that must be labels, or there are none."""
    if first not in table.measure_cols or len(table.measure_cols) < 2 or len(table.data_rows) < 2:
        return False
    title = table.title_of(first)
    if not title or is_measure(title) or unit_claimed(title) or period_reading(title) is not None:
        return False
    cells = [table.sensed.at(row, first) for row in table.data_rows]
    values = [
        cell.value for cell in cells if cell is not None and isinstance(cell.value, (int, str))
    ]
    return len({str(value) for value in values}) == len(cells)


def _is_numbered_list(table: Table) -> bool:
    """Notes numbered 1, 2, 3 in the first column, with sentences beside the numbers."""
    if len(table.measure_cols) != 1 or any(c < table.measure_cols[0] for c in table.label_cols):
        return False
    numbers = [table.sensed.at(row, table.measure_cols[0]) for row in table.data_rows]
    values = [cell.text.strip(".)") for cell in numbers if cell is not None]
    return bool(table.label_cols) and values == [str(n + 1) for n in range(len(values))]


@dataclass(frozen=True, slots=True)
class _Column:
    """One column of a table: its filled cells, whether it is the first, and whether it is alone."""

    table: Table
    col: int
    cells: list[SensedCell]
    leftmost: bool
    others: bool

    @property
    def title(self) -> str:
        return self.table.title_of(self.col)

    @property
    def counted(self) -> int:
        return sum(cell.sense in _COUNTED for cell in self.cells)

    @property
    def counted_in_digits(self) -> int:
        """How many cells hold digits that count: "No suspect" among outcomes is a word."""
        return sum(
            cell.sense in _COUNTED and any(letter.isdigit() for letter in cell.text)
            for cell in self.cells
        )

    @property
    def headed_by_a_period(self) -> bool:
        """True where any heading over the column is a period that can be nothing else."""
        return any(
            cell is not None and cell.period is not None and not cell.period.bare
            for row in self.table.header_rows
            if (cell := self.table.heading(row, self.col)) is not None
        )

    def has_shares_beside(self) -> bool:
        """True for `No.` where a column of `%` stands beside it: a number of things."""
        return any(
            is_derived(cell.text)
            for row in self.table.header_rows
            for _, cell in self.table.sensed.filled(row)
        )

    def role(self) -> ColumnRole:  # noqa: PLR0911 - one question after the other, each with its answer
        """The likeliest role of the column."""
        table, cells, title, leftmost = self.table, self.cells, self.title, self.leftmost
        numbers = sum(cell.numeric for cell in cells)
        words = len(cells) - numbers
        if not cells:
            return ColumnRole.MEASURE if title and not is_notes(title) else ColumnRole.NONE
        if title and is_notes(title) and words >= numbers:
            return ColumnRole.NOTES
        if not title and not leftmost and (untitled := self.untitled_role()):
            return untitled
        if self.headed_by_a_period and not leftmost:
            return ColumnRole.MEASURE  # whatever stands under 2016/17 stands where a count belongs
        # "Under 13" down the side is a name, even where the same words could be a count.
        counted = self.counted_in_digits if words else self.counted
        if (leftmost or words) and self.others and not counted and not is_measure(title) and title:
            return ColumnRole.LABEL
        if leftmost and self.others and not counted:
            return ColumnRole.LABEL
        if title and not leftmost and self.others and _letters_for_names(cells):
            return ColumnRole.LABEL
        if not title and table.header_rows and not leftmost and _all_shares(cells):
            return ColumnRole.NOTES
        dated = not leftmost and self.holds_periods()
        if title and self.others and (is_dimension(title) or is_code(title) or dated):
            number = title.casefold().strip(" .") in ("no", "nos", "number")
            beside_shares = (number or is_measure(title)) and self.has_shares_beside()
            return ColumnRole.MEASURE if beside_shares else ColumnRole.LABEL
        if words > numbers:
            if counted * _RARE > words and title and not leftmost and table.label_cols:
                # Words where counts were left out: as a label the counts would be lost unseen.
                return ColumnRole.MEASURE
            # Names without a heading stand before the counts; what stands after them are notes.
            names = leftmost or title or not table.header_rows or not table.measure_cols
            return ColumnRole.LABEL if names else ColumnRole.NOTES
        if self.others and leftmost and _labels_by_period(cells, title):
            return ColumnRole.LABEL
        if self.others and leftmost and not title and table.header_rows:
            return ColumnRole.LABEL
        if self.others and leftmost and _mostly_bands(cells) and not is_measure(title):
            return ColumnRole.LABEL
        return ColumnRole.MEASURE

    def holds_periods(self) -> bool:
        """True for years below `registration period`: a title that ends in a word of time."""
        title = spoken(self.title)
        counts = is_measure(title) or unit_claimed(title) is not None
        return (
            not counts
            and bool(_ENDS_IN_TIME.search(title))
            and all(cell.period is not None for cell in self.cells)
        )

    def untitled_role(self) -> ColumnRole | None:
        """What a column is that no heading names, where its cells alone show it."""
        if months_beside_years(self.table, self.col):
            return ColumnRole.LABEL
        return ColumnRole.FLAG if self.table.header_rows and _all_flags(self.cells) else None

    def other_roles(self) -> Iterator[ColumnRole]:
        """The roles that the column could play beside the likeliest.

        Counts label nothing, unless each of them is a period, or numbers the lines.
        """
        if not self.cells or not self.others or self.headed_by_a_period:
            return
        if self.may_hold_years() and all(cell.period is not None for cell in self.cells):
            yield ColumnRole.LABEL
        elif self.counted and not is_dimension(self.title) and not is_code(self.title):
            yield ColumnRole.MEASURE
        if not self.table.label_cols and numbers_the_lines(self.cells):
            yield ColumnRole.NUMBERING

    def may_hold_years(self) -> bool:
        """True where nothing over the column says that it counts: no heading, or one of years.

        A heading that is merged over the labels to the left says nothing of this column.
        """
        before = self.table.label_cols[-1:]
        shared = bool(before) and self.table.title_of(before[0]) == self.title
        named = not self.title or shared or is_dimension(self.title) or is_period_title(self.title)
        return named and len(self.cells) > 1


def months_beside_years(table: Table, col: int) -> bool:
    """True for a column of 1, 2, 3 that runs on within each year of the column to its left."""
    pairs = []
    for row in table.data_rows:
        year, month = table.sensed.at(row, col - 1) if col else None, table.sensed.at(row, col)
        if year is None or year.period is None or year.period.part is not None:
            return False
        if month is None or not re.fullmatch(r"0?[1-9]|1[0-2]", month.text):
            return False
        pairs.append((year.text, int(month.text)))
    runs = [other - one for (a, one), (b, other) in pairwise(pairs) if a == b]
    return len(runs) > 1 and set(runs) == {1}


def numbers_the_lines(cells: Sequence[SensedCell]) -> bool:
    """True for 1, 2, 3 ... down a column, each number once or on several lines in a row."""
    values = [
        cell.count.low
        for cell in cells
        if cell.count is not None and cell.count.exact and cell.count.low is not None
    ]
    if len(values) < 3 or len(values) < len(cells) or values[0] not in (0, 1):
        return False
    return {b - a for a, b in pairwise(values)} <= {0, 1} and values[-1] - values[0] >= 2


def _all_flags(cells: list[SensedCell]) -> bool:
    return all(
        len(cell.text) <= 4
        and cell.count is None
        and cell.sense in (CellSense.MARK, CellSense.TEXT)
        for cell in cells
    )


def _letters_for_names(cells: list[SensedCell]) -> bool:
    """True for M and F down a column: letters that tell rows apart, though each may be a mark."""
    texts = {cell.text for cell in cells}
    return len(texts) > 1 and all(
        cell.sense is CellSense.MARK and cell.text.isalpha() for cell in cells
    )


def _all_shares(cells: list[SensedCell]) -> bool:
    return all(cell.sense in (CellSense.FRACTIONAL, CellSense.PERCENT) for cell in cells)


def _labels_by_period(cells: list[SensedCell], title: str) -> bool:
    readings = [cell.period for cell in cells if cell.period is not None]
    if len(readings) * 2 <= len(cells):
        return False
    if any(not reading.bare for reading in readings):
        return True
    years = [cell.value for cell in cells if cell.period is not None]
    distinct = [year for year, _ in groupby(years)]
    # "Date of return" over 2010, 2010, 2011, 2011 with something else beside each year.
    once = len(distinct) == len(years) or bool(_BEGINS_IN_TIME.match(spoken(title)))
    return (
        once
        and len(set(map(str, distinct))) == len(distinct)
        and (not is_measure(title))
        and (len(distinct) == 1 or consecutive(distinct))
    )


def _mostly_bands(cells: list[SensedCell]) -> bool:
    return sum(cell.sense is CellSense.INTERVAL for cell in cells) * 2 > len(cells)
