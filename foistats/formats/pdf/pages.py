"""The pages of a PDF taken apart: ruled tables, blocks of aligned text, and running text."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from foistats.formats.pdf.blocks import Block, find_blocks
from foistats.formats.pdf.cells import PageTable, Undivided
from foistats.formats.pdf.lines import Columns, Line, columns_of, covered, lines_of
from foistats.formats.pdf.records import chained, find_records, is_headed, records_of
from foistats.formats.pdf.ruled import ruled_tables
from foistats.formats.pdf.unruled import table_of
from foistats.formats.pdf.words import PageMarks


@dataclass(slots=True)
class Page:
    """One page: tables from top to bottom, what looked like one and is not read, other lines."""

    marks: PageMarks
    tables: list[PageTable] = field(default_factory=list)
    undivided: list[Undivided] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def starts_with(self, block: Block) -> bool:
        """True where nothing stands above a block."""
        top = block.lines[0].top
        return not any(t.top < top for t in self.tables) and not self._other(top, above=True)

    def ends_with(self, block: Block) -> bool:
        """True where nothing stands below a block."""
        bottom = block.lines[-1].bottom
        below = any(t.bottom > bottom for t in self.tables)
        return not below and not self._other(bottom, above=False)

    def _other(self, at: float, *, above: bool) -> bool:
        blocked = [line for block in self.blocks for line in block.lines]
        free = [*self.lines, *blocked]
        return any(line.top < at - 1 if above else line.bottom > at + 1 for line in free)


def take_apart(all_marks: Sequence[PageMarks]) -> list[Page]:
    """Every page's tables and text; a table aligned by text may run over several pages."""
    pages = []
    for marks in all_marks:
        found, undivided = ruled_tables(marks)
        used = {id(word) for _, words in found for word in words}
        used |= {id(word) for one in undivided for word in one.words}
        page = Page(marks, [table for table, _ in found], undivided)
        page.lines = lines_of(w for w in marks.words if id(w) not in used)
        pages.append(page)
    _leave_out_furniture(pages)
    for page in pages:
        page.blocks = find_blocks(page.lines)
        blocked = {id(line) for block in page.blocks for line in block.lines}
        page.lines = [line for line in page.lines if id(line) not in blocked]
    read = [columns for chain in _chains(pages) if (columns := _read_chain(chain)) is not None]
    _take_records(pages)
    for page in pages:
        _report_rows_apart(page, read)
        page.tables.sort(key=lambda table: (table.top, table.edges[0]))
    return pages


def _leave_out_furniture(pages: Sequence[Page]) -> None:
    """Drop lines that stand at the same height on other pages: headers, footers, page numbers.

    The headings of a list of records stand there, too, and are none of these.
    """
    seen = Counter(key for page in pages for key in {_furniture_key(line) for line in page.lines})
    texts = Counter(line.text for page in pages for line in page.lines)
    for page in pages:
        top, foot = 0.15 * page.marks.height, 0.85 * page.marks.height
        page.lines = [
            line
            for line, below in zip_longest(page.lines, page.lines[1:])
            if seen[_furniture_key(line)] < 2
            or line.is_row
            or top < line.top < foot
            or (below is not None and texts[below.text] < 2 and is_headed(line, below))
        ]


def _furniture_key(line: Line) -> tuple[int, str]:
    return round(line.top / 4), re.sub(r"\d+", "#", line.text)


def _chains(pages: Sequence[Page]) -> Iterable[list[tuple[Page, Block]]]:
    """Blocks that run from the foot of one page to the top of the next, their columns in line."""
    chains: list[list[tuple[Page, Block]]] = []
    for page in pages:
        for block in page.blocks:
            last_page, last = chains[-1][-1] if chains else (None, None)
            runs_on = (
                last_page is not None
                and last is not None
                and last_page.marks.number == page.marks.number - 1
                and last_page.ends_with(last)
                and page.starts_with(block)
                and _in_line([one for _, one in chains[-1]], block)
            )
            if runs_on:
                chains[-1].append((page, block))
            else:
                chains.append([(page, block)])
    return chains


def _columns(blocks: Iterable[Block]) -> Columns | None:
    return columns_of([line for block in blocks for line in block.lines if line.has_counts])


def _in_line(blocks: Sequence[Block], block: Block) -> bool:
    """True where the rows of all share columns and none has a column of its own."""
    together = _columns([*blocks, block])
    apart = (_columns(blocks), _columns([block]))
    return together is not None and len(together) == max(len(c) for c in apart if c is not None)


def _read_chain(chain: Sequence[tuple[Page, Block]]) -> Columns | None:
    """Read the blocks of a chain with the columns they share; a row alone is no table."""
    columns = _columns(block for _, block in chain)
    alone = len(chain) == 1 and chain[0][1].rows < 2
    for page, block in chain:
        table = None if alone else table_of(block, columns, page.marks)
        if isinstance(table, PageTable):
            page.tables.append(table)
        else:
            if table is not None:
                page.undivided.append(table)
            page.lines = sorted([*page.lines, *block.lines], key=lambda line: line.top)
    return None if alone else columns


def _take_records(pages: Sequence[Page]) -> None:
    """Read lists of records among the lines that are left, with the columns their pages share."""
    runs = [(index, run) for index, page in enumerate(pages) for run in find_records(page.lines)]
    for columns, chain in chained(runs):
        for index, run in (runs[at] for at in chain):
            page = pages[index]
            page.tables.append(records_of(run, columns))
            taken = {id(line) for line in run}
            page.lines = [line for line in page.lines if id(line) not in taken]


def _report_rows_apart(page: Page, tables: Sequence[Columns]) -> None:
    """Say where a line has counts under the columns of a table that it was not found to be in."""
    known = {id(word) for one in page.undivided for word in one.words}
    for line in page.lines:
        if not line.has_counts or any(id(word) in known for word in line.words):
            continue
        counts = [s for s in line.segments[1:] if all(word.is_count for word in s)]
        if any(covered(columns[1:], segment) for columns in tables for segment in counts):
            page.undivided.append(Undivided(line.words, "it stands apart from the table above it"))
