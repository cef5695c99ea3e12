"""Where the numbers are: finds each table in a grid, its headings, its labels and its counts.

A table is a run of rows with numbers, the heading rows directly above them, and the columns of
text that label them. Nothing here decides what a heading means; that is `levels`.
"""

from foistats.naming.counts import CellSense
from foistats.tables.choices import Choices, Decision, Kind
from foistats.tables.record_lists.days import day_of_record
from foistats.tables.record_lists.lines import day_columns, is_foot, set_aside_lines
from foistats.tables.senses import SensedCell, SensedGrid
from foistats.tables.shape.captions import captions_from_below
from foistats.tables.shape.column_roles import sort_columns
from foistats.tables.shape.row_roles import RowRole, Rows, is_note, names_more
from foistats.tables.table import Table


def find_tables(sensed: SensedGrid, choices: Choices | None = None) -> list[Table]:
    """Every table of a grid, top to bottom and left to right, with titles and notes beside it.

    `choices` say where to depart from the likeliest way to part rows and columns.
    """
    choices = choices or Choices()
    tables: list[Table] = []
    for first, last, panels in _bands(sensed):
        for left, right in panels:
            found = Scan(sensed, left, right, choices).run(first, last)
            tables += [table for table in found if table.data_rows]
    captions_from_below(sensed, tables)
    for table in tables:
        set_aside_lines(table)
        sort_columns(table, choices)
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
    if edges := _repeated_stubs(sensed, first, last):
        return list(zip([0, *edges[1:]], [*edges[1:], sensed.grid.width], strict=True))
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


def _repeated_stubs(sensed: SensedGrid, first: int, last: int) -> list[int]:
    """The columns at which `Offence | 2016/17 | Offence | 2017/18` begins a table again.

    Empty unless the heading of the labels stands there again, over words, with figures beside it.
    """
    heads = next(
        (sensed.filled(row) for row in range(first, last) if len(sensed.filled(row)) > 1), []
    )
    stub = heads[0][1].text if heads and not heads[0][1].numeric else ""
    edges = [col for col, cell in heads if stub and cell.text == stub]
    below = [dict(sensed.filled(row)) for row in range(first + 1, last)]
    for col in edges:
        words = [not row[col].numeric for row in below if col in row]
        figures = [row[col + 1].numeric for row in below if col + 1 in row]
        if not words or not figures or sum(words) * 2 <= len(words) or not any(figures):
            return []
    return edges if len(edges) > 1 else []


def _own_labels(sensed: SensedGrid, first: int, last: int, run: list[int]) -> bool:
    """True where a run of columns starts with labels and has numbers beside them."""
    labels = numbers = 0
    for row in range(first, last):
        cell = sensed.at(row, run[0])
        beside = any((other := sensed.at(row, c)) is not None and other.numeric for c in run[1:])
        if beside:
            numbers += 1
            labels += cell is not None and (cell.sense is CellSense.TEXT or cell.period is not None)
    return len(run) > 1 and numbers >= 1 and labels * 2 > numbers


class Scan(Rows):
    """One pass down the rows of a panel, gathering titles, headings and numbers into tables."""

    def run(self, first: int, last: int) -> list[Table]:
        """Read the rows from first up to last, and give the tables found."""
        self.last = last
        # A table may stand anywhere on its sheet: its labels are in the first column it uses.
        used = [cells[0][0] for row in range(first, last) if len(cells := self.cells(row)) > 1]
        self.side = min(used, default=self.left)
        self.last_wide_row = max(
            (row for row in range(first, last) if len(self.cells(row)) > 1), default=-1
        )
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

    def take(self, row: int, cells: list[tuple[int, SensedCell]]) -> None:
        """Take one row for what it is: the likeliest, or what the choices say."""
        role = self.choices.take(
            Decision(Kind.ROW, (row,)), self.role(row, cells), lambda: self.other_roles(row, cells)
        )
        match role:
            case RowRole.LEGEND if self.table is not None:
                self.table.note_rows.append(row)
            case RowRole.SINGLE:
                self.take_single(row, cells[0])
            case RowRole.HEADING if not self.goes_on_with_days(cells):
                self.take_heading(row, cells)
            case _:
                self.take_numbers(row)

    def goes_on_with_days(self, cells: list[tuple[int, SensedCell]]) -> bool:
        """True for a row of words with a day where the row above has one: it is a record, too.

        The rows above may have marks, such as N/A, where this one has words only.
        """
        if self.table is None or not self.table.data_rows:
            return False
        above = dict(self.cells(self.table.data_rows[-1]))
        return any(
            day_of_record(cell) is not None and day_of_record(above[col]) is not None
            for col, cell in cells
            if col in above
        )

    def take_heading(self, row: int, cells: list[tuple[int, SensedCell]]) -> None:
        """Take a row of headings: it repeats those of the open table, or begins another."""
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

    def take_single(self, row: int, item: tuple[int, SensedCell]) -> None:
        """Take a row of one cell: a title, a heading, a blank row, or a line that waits."""
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

    def take_numbers(self, row: int) -> None:
        """Take a row of numbers; the first opens a table."""
        if self.table is not None and self.is_stray(row):
            self.close()
        if self.table is None:
            self.take_lone_heading(row)
            self.table = Table(self.sensed, left=self.left, right=self.right)
            self.table.title_rows = self.titles
            records = self.records_above(row)
            self.table.header_rows = [header for header in self.headers if header not in records]
            self.table.data_rows = records
            self.table.blocks = dict.fromkeys(records, 0)
            self.titles, self.headers = [], []
        self.settle_waiting()
        if self.sections:
            self.table.sections[row] = tuple(self.sections)
        above = self.table.blocks[self.table.data_rows[-1]] if self.table.data_rows else 0
        self.table.blocks[row] = above + (self.after_blank and bool(self.table.data_rows))
        self.table.data_rows.append(row)

    def records_above(self, row: int) -> list[int]:
        """The rows of words above the first figure that have days where it has one.

        They are no headings, but records: "No suspect" below "Charged" is the first word that may
        stand for a count. A total at the foot of a list has no day itself.
        """
        dated = [c for c, cell in self.cells(row) if day_of_record(cell) is not None]
        if not dated and is_foot(self.sensed, row):
            dated = day_columns(self.sensed, self.headers[1:])
        records: list[int] = []
        for above in reversed(self.headers[1:]):
            cells = dict(self.cells(above))
            days = [c for c in dated if c in cells and day_of_record(cells[c]) is not None]
            if not days or above != row - 1 - len(records):
                break
            records.insert(0, above)
        return records

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

    def settle_waiting(self) -> None:
        """Lines that stood alone between rows of numbers: headings of what follows, or notes."""
        assert self.table is not None
        fresh: list[int] = []
        for row in self.waiting:
            text = self.cells(row)[0][1].text
            if is_note(text) or len(text) > 120 or (text.endswith(".") and not text.endswith("..")):
                self.table.note_rows.append(row)
            else:
                fresh.append(row)
        if fresh:
            self.sections = fresh
        self.waiting = []

    def drop_headers_unless_used(self, row: int) -> None:
        """Words in several columns, then a blank row, then no numbers: running text."""
        below = next(
            (self.cells(r) for r in range(row, min(row + 4, self.last)) if self.cells(r)), []
        )
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
            if not (names_more(cell) and self.like_the_rows_above(col)):
                return
            if self.is_year_over_parts(cell, col):
                return
            self.table.blocks[self.waiting[0]] = self.table.blocks[self.table.data_rows[-1]]
            self.table.data_rows.append(self.waiting.pop(0))

    def table_of_text(self) -> None:
        """A list whose every cell is text (one row per record) never shows a number."""
        if len(self.headers) < 3:
            return
        table = Table(self.sensed, left=self.left, right=self.right)
        table.title_rows, table.header_rows = self.titles, self.headers[:1]
        table.data_rows = self.headers[1:]
        table.note_rows = [row for row in self.waiting if row > self.headers[-1]]
        self.tables.append(table)
