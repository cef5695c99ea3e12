"""Where the numbers are: finds each table in a grid, its headings, its labels and its counts.

A table is a run of rows with numbers, the heading rows directly above them, and the columns of
text that label them. Nothing here decides what a heading means; that is `headings`.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foistats.extraction.sensed import SensedCell, SensedGrid
from foistats.extraction.words import (
    is_breakdown,
    is_dimension,
    is_measure,
    is_notes,
    is_numbering,
    is_stub,
    unit_claimed,
)
from foistats.naming.counts import CellSense
from foistats.naming.forces import area_reading
from foistats.naming.periods import period_reading

if TYPE_CHECKING:
    from foistats.extraction.layouts import Layout

_COUNTED = (CellSense.COUNT, CellSense.NEGATIVE, CellSense.FRACTIONAL)
_NOTE_OPENING = ("note", "source", "*", "(", "[", "†", "‡", "please", "nb", "n.b", "©")


@dataclass(slots=True)
class Table:
    """One table: rows and columns of its grid by the part they play.

    `sections` gives for a data row the heading rows that stand alone above it; `joined` the rows
    whose label goes on in the next row (a row broken over a page); `blocks` numbers the runs of
    rows that blank rows part.
    """

    sensed: SensedGrid
    header_rows: list[int] = field(default_factory=list)
    data_rows: list[int] = field(default_factory=list)
    title_rows: list[int] = field(default_factory=list)
    note_rows: list[int] = field(default_factory=list)
    repeated_rows: list[int] = field(default_factory=list)
    label_cols: list[int] = field(default_factory=list)
    measure_cols: list[int] = field(default_factory=list)
    flag_cols: list[int] = field(default_factory=list)
    note_cols: list[int] = field(default_factory=list)
    sections: dict[int, tuple[int, ...]] = field(default_factory=dict)
    joined: dict[int, list[int]] = field(default_factory=dict)
    blocks: dict[int, int] = field(default_factory=dict)
    left: int = 0
    right: int = 0
    declared: "Layout | None" = None

    @property
    def top(self) -> int:
        """The first row that belongs to the table itself."""
        return min([*self.header_rows[:1], *self.data_rows[:1]])

    @property
    def bottom(self) -> int:
        """The last row that belongs to the table itself."""
        return max([*self.header_rows[-1:], *self.data_rows[-1:]])

    @property
    def name(self) -> str:
        """The area of the table, as a person would look it up."""
        grid = self.sensed.grid
        if grid.origins:
            page, number, _ = grid.origins[self.top]
            suffix = f", row {self.top + 1}" if self.top and not self.declared else ""
            return f"page {page}, table {number}{suffix}"
        cols = [*self.label_cols, *self.measure_cols, *self.flag_cols]
        first, last = (min(cols), max(cols)) if cols else (self.left, self.right - 1)
        end = grid.place(self.bottom, last).rpartition("!")[2]
        return f"{grid.place(self.top, first)}:{end}"

    def heading(self, row: int, col: int, *, along: str = "") -> SensedCell | None:
        """A heading cell, found through the merge that covers the place.

        With `along` only a merge within that row (or col) counts: a heading merged over several
        heading rows belongs to the first of them.
        """
        cell = self.sensed.rows[row][col]
        if cell is None and (origin := self.sensed.covered.get((row, col))):
            if (along == "row" and origin[0] != row) or (along == "col" and origin[1] != col):
                return None
            cell = self.sensed.rows[origin[0]][origin[1]]
        return cell

    def title_of(self, col: int) -> str:
        """The lowest heading over a column: the title of a label column."""
        for row in reversed(self.header_rows):
            cell = self.heading(row, col)
            if cell is not None:
                return cell.text
        return ""


def find_tables(sensed: SensedGrid) -> list[Table]:
    """Every table of a grid, top to bottom and left to right, with titles and notes beside it."""
    tables: list[Table] = []
    for first, last, panels in _bands(sensed):
        for left, right in panels:
            found = _Scan(sensed, left, right).run(first, last)
            tables += [table for table in found if table.data_rows]
    for table in tables:
        _sort_columns(table)
    return [table for table in tables if table.measure_cols or table.label_cols]


def _bands(sensed: SensedGrid) -> list[tuple[int, int, list[tuple[int, int]]]]:
    """Runs of rows, each with the panels that stand side by side in it.

    A sheet is one band unless a run of rows without a blank row holds tables side by side.
    """
    height = len(sensed.rows)
    bands: list[tuple[int, int, list[tuple[int, int]]]] = []
    whole = [(0, sensed.grid.width)]
    start = 0
    row = 0
    while row < height:
        if not sensed.filled(row):
            row += 1
            continue
        end = row
        while end < height and sensed.filled(end):
            end += 1
        panels = _panels(sensed, row, end)
        if len(panels) > 1:
            if start < row:
                bands.append((start, row, whole))
            bands.append((row, end, panels))
            start = end
        row = end
    if start < height:
        bands.append((start, height, whole))
    return bands


def _panels(sensed: SensedGrid, first: int, last: int) -> list[tuple[int, int]]:
    """Split a run of rows at blank columns where both sides have labels of their own."""
    used = sorted({c for row in range(first, last) for c, _ in sensed.filled(row)})
    if len(used) < 4 or last - first < 2:
        return [(0, sensed.grid.width)]
    runs: list[list[int]] = [[used[0]]]
    for col in used[1:]:
        if col == runs[-1][-1] + 1:
            runs[-1].append(col)
        else:
            runs.append([col])
    covered = {c for (r, c) in sensed.covered if first <= r < last}
    if len(runs) < 2 or not all(_own_labels(sensed, first, last, run) for run in runs):
        return [(0, sensed.grid.width)]
    edges = [run[0] for run in runs]
    if covered & set(range(runs[0][-1] + 1, edges[1])):
        return [(0, sensed.grid.width)]
    return [
        (0 if i == 0 else edges[i], edges[i + 1] if i + 1 < len(edges) else sensed.grid.width)
        for i in range(len(runs))
    ]


def _own_labels(sensed: SensedGrid, first: int, last: int, run: list[int]) -> bool:
    """True where a run of columns starts with labels and has numbers beside them."""
    labels = numbers = 0
    for row in range(first, last):
        cell = sensed.at(row, run[0])
        beside = any(
            (other := sensed.at(row, c)) is not None and other.numeric for c in run[1:]
        )
        if beside:
            numbers += 1
            labels += cell is not None and (
                cell.sense is CellSense.TEXT or cell.period is not None
            )
    return len(run) > 1 and numbers >= 1 and labels * 2 > numbers


class _Scan:
    """One pass down the rows of a panel, gathering titles, headings and numbers into tables."""

    def __init__(self, sensed: SensedGrid, left: int, right: int) -> None:
        self.sensed, self.left, self.right = sensed, left, right
        self.tables: list[Table] = []
        self.titles: list[int] = []
        self.headers: list[int] = []
        self.waiting: list[int] = []
        self.sections: list[int] = []
        self.table: Table | None = None
        self.after_blank = False
        self.last = 0
        self.side = left

    def run(self, first: int, last: int) -> list[Table]:
        self.last = last
        # A table may stand anywhere on its sheet: its labels are in the first column it uses.
        used = [cells[0][0] for row in range(first, last) if len(cells := self.cells(row)) > 1]
        self.side = min(used, default=self.left)
        for row in range(first, last):
            cells = self.cells(row)
            if not cells:
                self.after_blank = True
                if self.table is None and self.headers:
                    self.drop_headers_unless_used(row)
                continue
            self.take(row, cells)
            self.after_blank = False
        self.close()
        self.table_of_text()
        return self.tables

    def cells(self, row: int) -> list[tuple[int, SensedCell]]:
        filled = self.sensed.filled(row)
        if self.left == 0 and self.right == self.sensed.grid.width:
            return filled
        return [(c, cell) for c, cell in filled if self.left <= c < self.right]

    def take(self, row: int, cells: list[tuple[int, SensedCell]]) -> None:
        if self.table is not None and self.is_legend(cells):
            self.table.note_rows.append(row)
        elif len(cells) == 1 and self.is_single(cells[0][1]):
            self.take_single(row, cells[0])
        elif self.is_header(row, cells):
            if self.table is not None and self.repeats(cells) and self.goes_on_at(row):
                self.table.repeated_rows.append(row)
                self.settle_waiting()
                return
            if self.table is not None:
                self.close()
            elif self.waiting:
                # A line stood alone below these words and no numbers followed: all were a title.
                self.titles += [*self.headers, *self.waiting]
                self.headers, self.waiting = [], []
            self.headers.append(row)
        else:
            self.take_numbers(row)

    def is_legend(self, cells: list[tuple[int, SensedCell]]) -> bool:
        """Below the counts: a mark on its own, and beside it what it stands for."""
        first, rest = cells[0][1], cells[1:]
        return (
            len(rest) == 1
            and first.sense is CellSense.MARK
            and not any(cell.sense is CellSense.COUNT for _, cell in rest)
            and bool(self.after_blank or self.waiting)
        )

    def is_single(self, cell: SensedCell) -> bool:
        if not cell.numeric:
            return True
        reading = cell.period
        return reading is not None and not (reading.bare and isinstance(cell.value, int))

    def take_single(self, row: int, item: tuple[int, SensedCell]) -> None:
        col, cell = item
        if self.table is None:
            if not self.headers and not self.heading_above_blanks(row, item):
                self.titles.append(row)
            elif col > self.side and not self.waiting:
                self.headers.append(row)
            elif self.is_blank_first_row(row, col, cell):
                self.take_numbers(row)
            else:
                self.waiting.append(row)
            return
        if self.goes_on(row, cell):
            self.table.joined.setdefault(self.table.data_rows[-1], []).append(row)
        elif self.is_blank_row(row, col, cell):
            self.take_numbers(row)
        else:
            self.waiting.append(row)

    def is_blank_row(self, row: int, col: int, cell: SensedCell) -> bool:
        """A label beside blanks, between rows of numbers: counts left blank, or a heading?

        A heading is told by what it says, by a gap above it, or by being one of several that
        began above the first numbers.
        """
        assert self.table is not None
        heading = (
            self.after_blank
            or self.sections
            or self.waiting
            or col != self.side
            or (row, col + 1) in self.sensed.covered
            or cell.text.endswith(":")
            or cell.text.lower().startswith(_NOTE_OPENING)
            or len(cell.text) > 60
            or is_breakdown(cell.text)
            or (_names_more(cell) and not self.like_the_rows_above(col))
        )
        follows = row + 1 < self.last and any(
            c in self.number_cols() and below.numeric for c, below in self.cells(row + 1)
        )
        return not heading and follows

    def heading_above_blanks(self, row: int, item: tuple[int, SensedCell]) -> bool:
        """A lone heading over counts, then a label beside a blank: take the heading for one."""
        if not self.titles or self.titles[-1] != row - 1:
            return False
        col = self.cells(self.titles[-1])[0][0]
        below = dict(self.next_cells(row))
        if item[0] != self.side or col <= self.side or col not in below or not below[col].numeric:
            return False
        if not self.is_blank_first_row(row, *item):
            return False
        self.headers.append(self.titles.pop())
        return True

    def is_blank_first_row(self, row: int, col: int, cell: SensedCell) -> bool:
        """A label beside blanks directly below the headings, and the only one of its sort."""
        text = cell.text
        if self.waiting or self.after_blank or col != self.side or len(text) > 60:
            return False
        if text.endswith(":") or is_measure(text) or is_breakdown(text) or _names_more(cell):
            return False
        if text.lower().startswith(_NOTE_OPENING) or (row, col + 1) in self.sensed.covered:
            return False
        following = [self.cells(r) for r in range(row + 1, self.last)]
        if not following or not any(c.numeric for _, c in following[0]) or len(following[0]) < 2:
            return False
        until = next((n for n, cells in enumerate(following) if not cells), len(following))
        alone = [n for n, cells in enumerate(following[:until]) if len(cells) == 1]
        return not any(n + 1 < until and self.is_single(following[n][0][1]) for n in alone)

    def goes_on_at(self, row: int) -> bool:
        """Headings that come again go on with a table over a page, or with nothing in between.

        After a gap or a line of words they head another table: its counts must not be added.
        """
        origins = self.sensed.grid.origins
        if origins and origins[row][0] != origins[row - 1][0]:
            return True
        return not self.after_blank and not self.waiting

    def like_the_rows_above(self, col: int) -> bool:
        """True where the last row of numbers is labelled by a force or a period too."""
        assert self.table is not None
        above = self.sensed.at(self.table.data_rows[-1], col)
        return above is not None and _names_more(above)

    def goes_on(self, row: int, cell: SensedCell) -> bool:
        """A row broken over a page: its label goes on in small letters at the top of the next."""
        origins = self.sensed.grid.origins
        assert self.table is not None
        if not origins or not self.table.data_rows:
            return False
        before = self.table.data_rows[-1]
        if before != row - 1:
            return False
        return cell.text[:1].islower()

    def is_header(self, row: int, cells: list[tuple[int, SensedCell]]) -> bool:
        numeric = [(c, cell) for c, cell in cells if cell.numeric]
        if not numeric:
            return not (self.is_text_row_of_table(row, cells) or self.is_words_under_periods(cells))
        beyond = [(c, cell) for c, cell in cells if c != cells[0][0] or len(cells) == 1]
        if all(cell.period is not None for _, cell in numeric) and any(
            cell.period is not None for _, cell in beyond
        ):
            return self.is_period_header(row, cells)
        return self.is_mixed_header(row, cells, numeric)

    def is_words_under_periods(self, cells: list[tuple[int, SensedCell]]) -> bool:
        """`Rape | approx 100 | c.140` below years: words where counts belong, not more headings."""
        if self.table is not None or not self.headers or not self.heads_all(cells):
            return False
        dated = [c for c, head in self.cells(self.headers[-1]) if head.period is not None]
        col, first = cells[0]
        return bool(
            col == self.side
            and not is_stub(first.text)
            and not any(cell.period for _, cell in cells)
            and {c for c, _ in cells[1:]} <= set(dated)
        )

    def is_text_row_of_table(self, row: int, cells: list[tuple[int, SensedCell]]) -> bool:
        """Inside a table, words where counts stand are an unreadable count, not a heading."""
        if self.table is None or self.repeats(cells):
            return False
        over_numbers = [c for c, _ in cells if c in self.number_cols()]
        if any(cell.period is not None for c, cell in cells if c in over_numbers):
            return False
        following = self.next_cells(row)
        heads = sum(1 for c, cell in following if cell.numeric and c in over_numbers)
        if heads and (self.after_blank or (self.waiting and is_stub(cells[0][1].text))):
            return False
        return len(over_numbers) < 2 or not heads

    def is_period_header(self, row: int, cells: list[tuple[int, SensedCell]]) -> bool:
        periods = [(c, cell.period) for c, cell in cells if cell.period is not None]
        explicit = [c for c, reading in periods if reading is not None and not reading.bare]
        outside = [c for c, cell in cells if not cell.numeric and cell.period is None]
        if explicit and any(c != cells[0][0] for c in explicit):
            # 2016/17 over a column can't be a count; "2016/17 | 511" is a row of one.
            return all(cell.period is not None for _, cell in cells if cell.numeric)
        years = [cell.value for c, cell in cells if c not in outside]
        known = self.table is not None or self.heads_all(cells) or self.lone_heading(row, cells)
        first = cells[0][1]
        if known:
            titled = first.period is None and is_dimension(first.text)
            return _consecutive(years) and (titled or self.repeats(cells))
        if first.period is not None and first.numeric and len(cells) > 1:
            return _consecutive(years)
        # "FOI reference | 2019": one bare number beside what numbers the letter is no heading.
        return not (len(years) == 1 and is_numbering(first.text))

    def heads_all(self, cells: list[tuple[int, SensedCell]]) -> bool:
        """True where the heading rows gathered so far already stand over all of these cells."""
        heads = {c for row in self.headers for c, _ in self.cells(row)}
        return bool(heads) and all(c in heads for c, _ in cells[1:])

    def is_mixed_header(
        self,
        row: int,
        cells: list[tuple[int, SensedCell]],
        numeric: list[tuple[int, SensedCell]],
    ) -> bool:
        """A heading row with numbers among its words: `10 - 14 | 15 | 16 | 17+ | Female`."""
        words = [c for c, cell in cells[1:] if not cell.numeric]
        if cells[0][0] > self.side:
            words = [c for c, cell in cells if not cell.numeric]
        below = dict(self.next_cells(row))
        heads = sum(1 for c in words if c in below and below[c].numeric)
        against = sum(1 for c, _ in numeric if c in below and not below[c].numeric)
        bands = [c for c, cell in cells if cell.sense is CellSense.INTERVAL]
        if self.table is not None:
            return heads >= 2 and not against and heads > len(numeric)
        bare_corner = cells[0][0] > self.side
        only_bands = len(bands) == len(numeric)
        counts_below = any(below[c].sense is CellSense.COUNT for c in bands if c in below)
        if self.headers and bare_corner and only_bands and counts_below:
            return True
        if self.heads_all(cells):
            return False
        if heads >= 1 and not against and heads * 2 >= len(numeric):
            return True
        periods_below = any(cell.period and not cell.period.bare for cell in below.values())
        untitled = bare_corner or is_stub(cells[0][1].text)
        if only_bands and untitled and (counts_below or periods_below):
            return True
        # Age bands: numbers in a row that rise from band to band, over longer rows of numbers.
        stub = is_stub(cells[0][1].text)
        return bool(bands or stub) and not against and _bands_of_age([cell for _, cell in cells])

    def next_cells(self, row: int) -> list[tuple[int, SensedCell]]:
        for below in range(row + 1, min(row + 4, self.last)):
            cells = self.cells(below)
            if len(cells) > 1:
                return cells
        return []

    def repeats(self, cells: list[tuple[int, SensedCell]]) -> bool:
        """True where a row is the same as one of the open table's heading rows."""
        if self.table is None:
            return False
        texts = [(c, cell.text) for c, cell in cells]
        return any(
            texts == [(c, cell.text) for c, cell in self.cells(row)]
            for row in self.table.header_rows
        )

    def number_cols(self) -> set[int]:
        assert self.table is not None
        return {
            c for row in self.table.data_rows[-8:] for c, cell in self.cells(row) if cell.numeric
        }

    def take_numbers(self, row: int) -> None:
        if self.table is None:
            self.take_lone_heading(row)
            self.table = Table(self.sensed, left=self.left, right=self.right)
            self.table.title_rows = self.titles
            self.table.header_rows = self.headers
            self.titles, self.headers = [], []
        self.settle_waiting()
        if self.sections:
            self.table.sections[row] = tuple(self.sections)
        above = self.table.blocks[self.table.data_rows[-1]] if self.table.data_rows else 0
        self.table.blocks[row] = above + (self.after_blank and bool(self.table.data_rows))
        self.table.data_rows.append(row)

    def take_lone_heading(self, row: int) -> None:
        """A heading row of one cell over the counts looks like a title until they come."""
        first = self.headers[0] if self.headers else row
        if not self.titles or self.titles[-1] != first - 1:
            return
        col, cell = self.cells(self.titles[-1])[0]
        merged = (self.titles[-1], col + 1) in self.sensed.covered
        if self.lone_heading(first, self.cells(row)) and (
            not self.headers or merged or cell.period is not None
        ):
            self.headers.insert(0, self.titles.pop())

    def lone_heading(self, row: int, cells: list[tuple[int, SensedCell]]) -> bool:
        """True where the row above is one cell that stands over numbers, not over labels."""
        if not self.titles or self.titles[-1] != row - 1:
            return False
        col = self.cells(self.titles[-1])[0][0]
        return col > self.side and any(c == col and cell.numeric for c, cell in cells)

    def settle_waiting(self) -> None:
        """Lines that stood alone between rows of numbers: headings of what follows, or notes."""
        assert self.table is not None
        fresh: list[int] = []
        for row in self.waiting:
            text = self.cells(row)[0][1].text
            if text.lower().startswith(_NOTE_OPENING) or len(text) > 120 or text.endswith("."):
                self.table.note_rows.append(row)
            else:
                fresh.append(row)
        if fresh:
            self.sections = fresh
        self.waiting = []

    def drop_headers_unless_used(self, row: int) -> None:
        """Words in several columns, then a blank row, then no numbers: running text, not headings."""
        below = next((self.cells(r) for r in range(row, min(row + 4, self.last)) if self.cells(r)), [])
        if not below:
            self.titles += [*self.headers, *self.waiting]
            self.headers, self.waiting = [], []

    def close(self) -> None:
        """End the open table; lines that wait belong to the next one's title, or are notes."""
        if self.table is None:
            return
        self.take_blank_rows_at_the_end()
        self.tables.append(self.table)
        titles: list[int] = []
        for row in self.waiting:
            (titles if self.headers_follow(row) else self.table.note_rows).append(row)
        self.titles = titles
        self.waiting, self.sections, self.table = [], [], None

    def take_blank_rows_at_the_end(self) -> None:
        """A force or year that closes the table with nothing beside it is a blank, not a note."""
        assert self.table is not None
        while self.waiting and self.waiting[0] == self.table.bottom + 1:
            col, cell = self.cells(self.waiting[0])[0]
            if not (_names_more(cell) and self.like_the_rows_above(col)):
                return
            self.table.blocks[self.waiting[0]] = self.table.blocks[self.table.data_rows[-1]]
            self.table.data_rows.append(self.waiting.pop(0))

    def headers_follow(self, row: int) -> bool:
        text = self.cells(row)[0][1].text.lower()
        more = any(len(self.cells(r)) > 1 for r in range(row + 1, self.last))
        return more and not text.startswith(_NOTE_OPENING)

    def table_of_text(self) -> None:
        """A list whose every cell is text (one row per record) never shows a number."""
        if len(self.headers) < 3:
            return
        table = Table(self.sensed, left=self.left, right=self.right)
        table.title_rows, table.header_rows = self.titles, self.headers[:1]
        table.data_rows = self.headers[1:]
        self.tables.append(table)


def _names_more(cell: SensedCell) -> bool:
    """True for a label that is a force, a region or a period."""
    return cell.period is not None or area_reading(cell.text) is not None


def _consecutive(values: list[object]) -> bool:
    """True for years that go up or down by one."""
    numbers = []
    for value in values:
        text = str(value).strip()
        if not text.isascii() or not text[:4].isdigit():
            return False
        numbers.append(int(text[:4]))
    steps = {b - a for a, b in zip(numbers, numbers[1:], strict=False)}
    return len(numbers) > 1 and steps in ({1}, {-1})


def _bands_of_age(cells: list[SensedCell]) -> bool:
    lows = [cell.count.low for cell in cells if cell.count is not None and cell.count.low is not None]
    return len(lows) > 1 and all(a < b for a, b in zip(lows, lows[1:], strict=False)) and lows[-1] < 120


def _sort_columns(table: Table) -> None:
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
    columns = {c: [cell for row in table.data_rows if (cell := table.sensed.at(row, c))] for c in used}
    first = next((c for c in used if columns[c]), None)
    for col in used:
        cells, title = columns[col], table.title_of(col)
        match _part_of(table, cells, title=title, leftmost=col == first, others=len(columns) > 1):
            case "label":
                table.label_cols.append(col)
            case "measure":
                table.measure_cols.append(col)
            case "flag":
                table.flag_cols.append(col)
            case "notes":
                table.note_cols.append(col)
    if not table.label_cols and _numbered_down(table, first):
        table.measure_cols.remove(first)
        table.label_cols.append(first)
    if not table.header_rows and _is_numbered_list(table):
        table.label_cols, table.measure_cols = [*table.measure_cols, *table.label_cols], []


def _numbered_down(table: Table, first: int | None) -> bool:
    """Hours, ages or lengths down the side: numbers that must be labels, or nothing labels the rows."""
    if first not in table.measure_cols or len(table.measure_cols) < 2 or len(table.data_rows) < 2:
        return False
    title = table.title_of(first)
    if not title or is_measure(title) or unit_claimed(title) or period_reading(title) is not None:
        return False
    cells = [table.sensed.at(row, first) for row in table.data_rows]
    values = [cell.value for cell in cells if cell is not None and isinstance(cell.value, (int, str))]
    return len({str(value) for value in values}) == len(cells)


def _is_numbered_list(table: Table) -> bool:
    """Notes numbered 1, 2, 3 in the first column, with sentences beside the numbers."""
    if len(table.measure_cols) != 1 or any(c < table.measure_cols[0] for c in table.label_cols):
        return False
    numbers = [table.sensed.at(row, table.measure_cols[0]) for row in table.data_rows]
    values = [cell.text.strip(".)") for cell in numbers if cell is not None]
    return bool(table.label_cols) and values == [str(n + 1) for n in range(len(values))]


def _part_of(
    table: Table, cells: list[SensedCell], *, title: str, leftmost: bool, others: bool
) -> str:
    """The part that one column plays: label, measure, flag, notes, or none."""
    numbers = sum(cell.numeric for cell in cells)
    words = len(cells) - numbers
    if not cells:
        return "measure" if title and not is_notes(title) else "none"
    if title and is_notes(title) and words >= numbers:
        return "notes"
    if not title and table.header_rows and not leftmost and _all_flags(cells):
        return "flag"
    heads = period_reading(title) if title else None
    if heads is not None and not heads.bare and not leftmost:
        return "measure"  # whatever stands under 2016/17 stands where a count belongs
    # "Under 13" down the side is a name, even where the same words could be a count.
    counted = sum(cell.sense in _COUNTED for cell in cells)
    if (leftmost or words) and others and not counted and not is_measure(title) and title:
        return "label"
    if leftmost and others and not counted:
        return "label"
    if not title and table.header_rows and not leftmost and _all_shares(cells):
        return "notes"
    if words > numbers:
        return "label" if leftmost or title or not table.header_rows else "notes"
    if title and is_dimension(title) and others:
        return "label"
    if others and leftmost and _labels_by_period(cells, title):
        return "label"
    if others and leftmost and not title and table.header_rows:
        return "label"
    if others and leftmost and _mostly_bands(cells) and not is_measure(title):
        return "label"
    return "measure"


def _all_flags(cells: list[SensedCell]) -> bool:
    return all(
        len(cell.text) <= 4 and cell.count is None and cell.sense in (CellSense.MARK, CellSense.TEXT)
        for cell in cells
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
    return len(set(map(str, years))) == len(years) and (not is_measure(title)) and (
        len(years) == 1 or _consecutive(years)
    )


def _mostly_bands(cells: list[SensedCell]) -> bool:
    return sum(cell.sense is CellSense.INTERVAL for cell in cells) * 2 > len(cells)
