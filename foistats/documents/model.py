"""What a reader gives: grids of values with their places, and the running text around them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

Value = str | int | float | bool | datetime | date | time | timedelta | None


class Merge(NamedTuple):
    """A merged area, ends included, counted from 0. The value stands at its first cell."""

    row: int
    col: int
    row_end: int
    col_end: int


class Cell(NamedTuple):
    """One non-empty cell: where it stands, what it shows, and the value behind it."""

    place: str
    row: int
    col: int
    text: str
    value: Value
    hidden: bool
    row_span: int
    col_span: int


@dataclass(slots=True)
class Grid:
    """One sheet, or one table on a page: a rectangle of values.

    `rows` is rectangular; None is blank, an integral number is an int, text is as written.
    Covered cells of a merge are None. Rows and columns count from 0, places from 1 (`Sheet1!C7`,
    `page 2, table 1, row 4, col 3`). For a table that runs over pages, `origins` gives each row's
    (page, table on the page, row in that table) and `caption` and `notes` are the lines of text
    on the page directly above and below it; a sheet has none of these, its title is in its cells.
    `is_sheet` is False for a table in running text (`table 1, row 4, col 3`), which has a caption
    and notes too; `titles` are those of these lines that the sender's own program calls a caption.
    `hidden` is about the whole sheet. `second` names the unrelated reader that gave the same for
    every cell but those in `doubtful`; empty where there was none. `shown` is what the sheet shows
    for a day whose format leaves the day of the month out (`Apr-18`, `2018`): the value stays a
    day. `indents` are the steps by which a label is set in, or its whole row is below others; a
    label without any isn't listed.
    """

    name: str
    rows: list[list[Value]]
    merges: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_cols: frozenset[int] = frozenset()
    hidden: bool = False
    caption: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    origins: tuple[tuple[int, int, int], ...] = ()
    is_sheet: bool = True
    second: str = ""
    doubtful: frozenset[tuple[int, int]] = frozenset()
    shown: dict[tuple[int, int], str] = field(default_factory=dict)
    indents: dict[tuple[int, int], int] = field(default_factory=dict)

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.rows[0]) if self.rows else 0

    def is_confirmed(self, row: int, col: int) -> bool:
        """True where a second reader gave the same for a cell."""
        return bool(self.second) and (row, col) not in self.doubtful

    def place(self, row: int, col: int) -> str:
        """Where a cell stands, as a person would look it up."""
        if self.origins:
            page, table, line = self.origins[row]
            return f"page {page}, table {table}, row {line + 1}, col {col + 1}"
        if not self.is_sheet:
            return f"{self.name}, row {row + 1}, col {col + 1}"
        return f"{self.name}!{column_letters(col)}{row + 1}"

    def cells(self) -> Iterator[Cell]:
        """Every non-empty cell, row by row."""
        spans = {
            (m.row, m.col): (m.row_end - m.row + 1, m.col_end - m.col + 1) for m in self.merges
        }
        for r, row in enumerate(self.rows):
            for c, value in enumerate(row):
                if value is None:
                    continue
                row_span, col_span = spans.get((r, c), (1, 1))
                hidden = self.hidden or r in self.hidden_rows or c in self.hidden_cols
                yield Cell(
                    self.place(r, c), r, c, as_text(value), value, hidden, row_span, col_span
                )


# Where the subject of a message stands, which opens no part of its text.
SUBJECT = "subject"


class Passage(NamedTuple):
    """A paragraph of running text and where it stands (`page 2, paragraph 3`, `lines 4-6`).

    Lines that the sender broke stay lines of `text`, parted by line breaks; wrapped ones in a PDF
    as well, for where a paragraph ends is not marked there.
    """

    place: str
    text: str


class Part(NamedTuple):
    """A file inside a file: an attachment, or a member of a zip.

    `name` is safe as a file name and no other part of the same file has it.
    """

    name: str
    content: bytes


@dataclass(slots=True)
class Document:
    """One received file, read: its grids in order, the text outside tables, the files inside it.

    `passages` is the running text from the top (empty for workbooks and CSV). `parts` are files
    that are documents of their own. `remarks` are things worth telling a person: (problem code,
    place, what was found). `margins` are the lines of a letter's headers and footers, which name
    its sender and say nothing else that is read. `sent_on` is the day of the message that it is,
    or that it came with, `sent_by` the name in its header, `quoted` how many lines of an earlier
    message it repeats, which are not among its passages.
    `lines_in_order` gives a web page's or letter's paragraphs and table rows one a line, as they
    follow each other, and is None for what has no such order.
    """

    grids: list[Grid] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    remarks: list[tuple[str, str, str]] = field(default_factory=list)
    margins: list[str] = field(default_factory=list)
    sent_on: date | None = None
    sent_by: str = ""
    quoted: int = 0
    lines_in_order: Callable[[], list[str]] | None = None

    @property
    def lines(self) -> list[str]:
        """The running text line by line."""
        return [line for passage in self.passages for line in passage.text.split("\n")]


# Asked for the place of every cell, and a table has few columns.
@lru_cache(maxsize=1_000)
def column_letters(col: int) -> str:
    """A spreadsheet's name for a column counted from 0.

    >>> column_letters(0), column_letters(25), column_letters(26), column_letters(16383)
    ('A', 'Z', 'AA', 'XFD')
    """
    letters = ""
    col += 1
    while col:
        col, rest = divmod(col - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def as_text(value: Value) -> str:
    """A value as it is quoted to a person; the text itself where the cell held text.

    >>> as_text(1118), as_text(0.25), as_text(" 66776 "), as_text(date(2018, 4, 1))
    ('1118', '0.25', ' 66776 ', '2018-04-01')
    """
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, datetime):
        midnight = (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0)
        return value.date().isoformat() if midnight else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
