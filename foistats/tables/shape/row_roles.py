"""What one row could be, by itself and by its neighbours: heading, numbers, a line alone.

Each test answers one question that a careful reader asks while going down a table.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import pairwise

from foistats.naming.counts import CellSense
from foistats.naming.periods import period_reading
from foistats.tables.around.proposed import is_period_label
from foistats.tables.around.reply_day import day_of_row
from foistats.tables.choices import Choices
from foistats.tables.senses import SensedCell, SensedGrid
from foistats.tables.table import Table
from foistats.tables.words import (
    Claim,
    claim_of,
    is_breakdown,
    is_dimension,
    is_measure,
    is_numbering,
    is_placeholder,
    is_sign_alone,
    is_stub,
)
from schemas.vocabulary import PeriodKind

_NOTE_OPENING = ("note", "source", "*", "(", "[", "†", "‡", "please", "nb", "n.b", "©")


def is_note(text: str) -> bool:
    """True for a line that opens as notes do."""
    return text.lower().startswith(_NOTE_OPENING)


class RowRole(StrEnum):
    """What a row of a grid is to the tables in it."""

    LEGEND = "legend"
    SINGLE = "a line alone"
    HEADING = "headings"
    COUNTS = "counts"


class Rows:
    """The rows of a panel and how far the reading has come: what is open, what waits.

    `titles` and `headers` are rows gathered before the numbers of a table; `waiting` lines that
    stand alone and may head what follows; `sections` those that head the numbers being read.
    `side` is the first column that tables use here: the labels' column.
    """

    def __init__(self, sensed: SensedGrid, left: int, right: int, choices: Choices) -> None:  # noqa: D107 - the class says it
        self.sensed, self.left, self.right = sensed, left, right
        self.choices = choices
        self.tables: list[Table] = []
        self.titles: list[int] = []
        self.headers: list[int] = []
        self.waiting: list[int] = []
        self.sections: list[int] = []
        self.table: Table | None = None
        self.after_blank = False
        self.last = 0
        self.last_wide_row = -1
        self.side = left

    def cells(self, row: int) -> list[tuple[int, SensedCell]]:
        """The non-empty cells of a row within the panel, from the left."""
        filled = self.sensed.filled(row)
        if self.left == 0 and self.right == self.sensed.grid.width:
            return filled
        return [(c, cell) for c, cell in filled if self.left <= c < self.right]

    def role(self, row: int, cells: list[tuple[int, SensedCell]]) -> RowRole:
        """The likeliest role of a row, by its own cells and what stands above and below."""
        if self.table is not None and self.is_legend(cells):
            return RowRole.LEGEND
        if len(cells) == 1 and self.is_single(cells[0][1]):
            return RowRole.SINGLE
        if self.table is None and (self.dates_the_reply(row, cells) or states_the_period(cells)):
            return RowRole.SINGLE
        return RowRole.HEADING if self.is_header(row, cells) else RowRole.COUNTS

    def dates_the_reply(self, row: int, cells: list[tuple[int, SensedCell]]) -> bool:
        """True for `Date of response | 3 December 2020` above a table: neither cell heads one.

        A title "Date" over a column of days looks alike; it has more days below it.
        """
        if len(cells) != 2 or day_of_row([cell.value for _, cell in cells]) is None:
            return False
        col = cells[1][0]
        below = dict(self.next_cells(row)).get(col)
        return below is None or day_of_row(["date", below.value]) is None

    def other_roles(self, row: int, cells: list[tuple[int, SensedCell]]) -> Iterator[RowRole]:
        """The roles that a row could play beside the likeliest."""
        numbers = [cell for _, cell in cells if cell.numeric]
        if self.may_head(row, cells, numbers):
            yield RowRole.HEADING
        # Words alone are never read as counts: two tables would become one.
        if len(cells) > 1 and numbers:
            yield RowRole.COUNTS

    def may_head(
        self, row: int, cells: list[tuple[int, SensedCell]], numbers: list[SensedCell]
    ) -> bool:
        """True where a row can head columns at all.

        `Burglary | 2015` can't: a count may look like a year. Periods head columns where nothing
        stands beside them, or the title of an axis, or where they follow one another. Words do so
        above a row of headings that has nothing beside it, or under the title of an axis.
        """
        col, first = cells[0]
        untitled = col > self.side
        titled = not first.numeric and first.period is None and is_stub(first.text)
        if numbers:
            heads = [cell for _, cell in cells if cell is not first or untitled]
            if len(numbers) == 1 and is_numbering(first.text):
                return False  # "FOI reference | 2019": the number is the letter's
            if untitled and all(cell.sense is CellSense.INTERVAL for cell in numbers):
                return len({cell.text for cell in numbers}) > 1  # "Under 18 | 18 and over"
            if not all(cell.period is not None for cell in heads):
                return False
            if in_turn(numbers):
                return True
            # A year alone heads what follows only where more headings do: else it is a figure.
            below = self.cells(row + 1) if row + 1 < self.last else []
            more = bool(below) and not any(cell.numeric for _, cell in below)
            return (untitled or titled) and more
        below = self.cells(row + 1) if row + 1 < self.last else []
        over_headings = (
            bool(below)
            and below[0][0] > self.side
            and all(cell.period is not None for _, cell in below)
        )
        wordy = not any(letter.isdigit() for _, cell in cells for letter in cell.text)
        return wordy and (titled or over_headings)

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
        """True for a cell that can stand alone on its row: words, or a period."""
        if not cell.numeric:
            return True
        reading = cell.period
        return reading is not None and not (reading.bare and isinstance(cell.value, int))

    def is_blank_row(self, row: int, col: int, cell: SensedCell) -> bool:
        """True for a label beside blanks between rows of numbers that is no heading.

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
            or (names_more(cell) and not self.like_the_rows_above(col))
            or self.only_totals_above()
        )
        follows = row + 1 < self.last and any(
            c in self.number_cols() and below.numeric for c, below in self.cells(row + 1)
        )
        return not heading and follows and not self.years_follow(row)

    def years_follow(self, row: int) -> bool:
        """True where the next row has years in turn: it heads another table, and this titles it."""
        below = self.cells(row + 1) if row + 1 < self.last else []
        years = [cell for _, cell in below if cell.numeric]
        return in_turn(years) and all(cell.period is not None for cell in years)

    def is_blank_first_row(self, row: int, col: int, cell: SensedCell) -> bool:
        """A label beside blanks directly below the headings, and the only one of its sort."""
        text = cell.text
        if self.waiting or self.after_blank or col != self.side or len(text) > 60:
            return False
        if text.endswith(":") or is_measure(text) or is_breakdown(text) or names_more(cell):
            return False
        if text.lower().startswith(_NOTE_OPENING) or (row, col + 1) in self.sensed.covered:
            return False
        following = [self.cells(r) for r in range(row + 1, self.last)]
        if not following or not any(c.numeric for _, c in following[0]) or len(following[0]) < 2:
            return False
        until = next((n for n, cells in enumerate(following) if not cells), len(following))
        alone = [n for n, cells in enumerate(following[:until]) if len(cells) == 1]
        return not any(n + 1 < until and self.is_single(following[n][0][1]) for n in alone)

    def is_stray(self, row: int) -> bool:
        """True for figures without a label below a gap: no part of the table above."""
        assert self.table is not None
        labelled = any(self.sensed.at(r, self.side) is not None for r in self.table.data_rows)
        return self.after_blank and labelled and self.sensed.at(row, self.side) is None

    def goes_on_at(self, row: int) -> bool:
        """Headings that come again go on with a table over a page, or with nothing in between.

        After a gap or a line of words they head another table: its counts must not be added.
        """
        origins = self.sensed.grid.origins
        if origins and origins[row][0] != origins[row - 1][0]:
            return True
        return not self.after_blank and not self.waiting

    def only_totals_above(self) -> bool:
        """True where the table begins with its total: a line alone below it heads a part."""
        assert self.table is not None
        above = [self.sensed.at(row, self.side) for row in self.table.data_rows]
        return all(cell is not None and claim_of(cell.text) is Claim.TOTAL for cell in above)

    def like_the_rows_above(self, col: int) -> bool:
        """True where the last row of numbers is labelled by a force or a period too."""
        assert self.table is not None
        above = self.sensed.at(self.table.data_rows[-1], col)
        return above is not None and names_more(above)

    def is_year_over_parts(self, cell: SensedCell, col: int) -> bool:
        """True for `2019` below January to December: it begins the next year's table."""
        assert self.table is not None
        above = self.sensed.at(self.table.data_rows[-1], col)
        part = above.period if above is not None else None
        return (
            cell.period is not None
            and cell.period.part is None
            and part is not None
            and part.part is not None
        )

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
        """True for a row that heads columns, by its own cells and what stands below."""
        numeric = [(c, cell) for c, cell in cells if cell.numeric and not is_sign_alone(cell.text)]
        if not numeric:
            return not (self.is_text_row_of_table(row, cells) or self.is_words_under_periods(cells))
        if self.are_letters_over_figures(row, cells):
            return True
        beyond = [(c, cell) for c, cell in cells if c != cells[0][0] or len(cells) == 1]
        if all(cell.period is not None for _, cell in numeric) and any(
            cell.period is not None for _, cell in beyond
        ):
            return self.is_period_header(row, cells)
        return self.is_mixed_header(row, cells, numeric)

    def are_letters_over_figures(self, row: int, cells: list[tuple[int, SensedCell]]) -> bool:
        """`Offence | M | F` above figures: letters name the columns, though each could be a mark.

        Of several marks in a row of figures, the first cell would be the name of what is counted.
        """
        col, first = cells[0]
        untitled = col > self.side
        heads = [(c, cell) for c, cell in cells if cell is not first or untitled]
        letters = {cell.text for _, cell in heads if len(cell.text) == 1 and cell.text.isalpha()}
        if (
            self.table is not None
            or len(letters) < 2
            or not (untitled or is_stub(first.text) or is_placeholder(first.text))
        ):
            return False
        below = dict(self.next_cells(row))
        named = all(cell.text in letters or not cell.numeric for _, cell in heads)
        return named and all(c in below and below[c].sense is CellSense.COUNT for c, _ in heads)

    def is_words_under_periods(self, cells: list[tuple[int, SensedCell]]) -> bool:
        """`Rape | approx 100 | c.140` below years: words where counts belong, not more headings."""
        if self.table is not None or not self.headers:
            return False
        dated = [c for c, head in self.cells(self.headers[-1]) if head.period is not None]
        col, first = cells[0]
        return bool(
            col == self.side
            and {c for c, _ in cells[1:]} <= set(dated)
            and not is_stub(first.text)
            and not any(cell.period for _, cell in cells)
            and self.heads_all(cells)
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
        """True where the periods of a row head columns, and are no counts like years."""
        periods = [(c, cell.period) for c, cell in cells if cell.period is not None]
        explicit = [c for c, reading in periods if reading is not None and not reading.bare]
        if explicit and self.are_labels_above(explicit):
            return False
        outside = [c for c, cell in cells if not cell.numeric and cell.period is None]
        if explicit and any(c != cells[0][0] for c in explicit):
            # 2016/17 over a column can't be a count; "2016/17 | 511" is a row of one.
            return all(cell.period is not None for _, cell in cells if cell.numeric)
        years = [cell.value for c, cell in cells if c not in outside]
        known = self.table is not None or self.heads_all(cells) or self.lone_heading(row, cells)
        first = cells[0][1]
        if known:
            titled = first.period is None and is_dimension(first.text)
            if self.table is not None and self.after_blank and is_stub(first.text):
                return True  # "Offence | 2018" below a gap heads another table
            return consecutive(years) and (titled or self.repeats(cells))
        if first.period is not None and first.numeric and len(cells) > 1:
            return consecutive(years)
        # "FOI reference | 2019": one bare number beside what numbers the letter is no heading.
        return not (len(years) == 1 and is_numbering(first.text))

    def are_labels_above(self, cols: Sequence[int]) -> bool:
        """True where the last row of the table has periods in these columns too: they label it."""
        if self.table is None or not self.table.data_rows:
            return False
        above = [self.sensed.at(self.table.data_rows[-1], col) for col in cols]
        return all(cell is not None and cell.period is not None for cell in above)

    def heads_all(self, cells: list[tuple[int, SensedCell]]) -> bool:
        """True where the heading rows gathered so far already stand over all of these cells."""
        bare = {c for c, _ in cells[1:]}
        # From below, for the nearest rows head the most: a list of words has thousands of them.
        for row in reversed(self.headers):
            bare.difference_update(c for c, _ in self.cells(row))
            if not bare:
                return True
        return False

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
        if self.table is not None and len(words) < 2:
            return False  # in an open table two words stand over figures at least
        below = dict(self.next_cells(row))
        heads = sum(1 for c in words if c in below and below[c].numeric)
        against = sum(1 for c, _ in numeric if c in below and not below[c].numeric)
        bands = [c for c, cell in cells if cell.sense is CellSense.INTERVAL]
        repeated = len({cell.text for c, cell in cells if c in bands}) < len(bands)
        if repeated and self.headers and self.tells_apart(self.headers[-1], bands):
            return False  # "<5 | <5": headings tell columns apart
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

    def tells_apart(self, row: int, cols: Sequence[int]) -> bool:
        """True where a row of headings says something else over each of some columns."""
        over = dict(self.cells(row))
        texts = [over[col].text for col in cols if col in over]
        return len(texts) == len(cols) and len(set(texts)) == len(texts)

    def next_cells(self, row: int) -> list[tuple[int, SensedCell]]:
        """The next row below that has several cells."""
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
        """The columns in which the open table has shown numbers so far."""
        assert self.table is not None
        return {
            c for row in self.table.data_rows[-8:] for c, cell in self.cells(row) if cell.numeric
        }

    def lone_heading(self, row: int, cells: list[tuple[int, SensedCell]]) -> bool:
        """True where the row above is one cell that stands over numbers, not over labels."""
        if not self.titles or self.titles[-1] != row - 1:
            return False
        col = self.cells(self.titles[-1])[0][0]
        return col > self.side and any(c == col and cell.numeric for c, cell in cells)

    def headers_follow(self, row: int) -> bool:
        """True where a line that waits may be the title of what follows."""
        text = self.cells(row)[0][1].text.lower()
        return row < self.last_wide_row and not text.startswith(_NOTE_OPENING)


def states_the_period(cells: Sequence[tuple[int, SensedCell]]) -> bool:
    """True for `Period covered: | 2018/19`: a statement about the table below, and no heading."""
    if len(cells) != 2:
        return False
    label, value = cells[0][1], cells[1][1]
    stated = value.period is not None and value.period.part is None and not value.period.bare
    return stated and label.text.rstrip().endswith(":") and is_period_label(label.text)


def names_more(cell: SensedCell) -> bool:
    """True for a label that is a force, a region or a period."""
    return cell.period is not None or cell.area is not None


def in_turn(cells: Sequence[SensedCell]) -> bool:
    """True for two cells or more that hold years, or months, that follow one another."""
    return len(cells) > 1 and consecutive([cell.value for cell in cells])


def consecutive(values: Sequence[object]) -> bool:
    """True for years, or months written as 201801, that go up or down by one."""
    numbers = []
    for value in values:
        text = str(value).strip()
        if not text.isascii() or not text[:4].isdigit():
            return False
        reading = period_reading(value) if len(text) == 6 else None
        month = reading is not None and reading.period and reading.period.kind is PeriodKind.MONTH
        numbers.append(int(text[:4]) * 12 + int(text[4:]) if month else int(text[:4]))
    steps = {b - a for a, b in pairwise(numbers)}
    return len(numbers) > 1 and steps in ({1}, {-1})


def _bands_of_age(cells: list[SensedCell]) -> bool:
    lows = [
        cell.count.low for cell in cells if cell.count is not None and cell.count.low is not None
    ]
    return len(lows) > 1 and all(a < b for a, b in pairwise(lows)) and lows[-1] < 120
