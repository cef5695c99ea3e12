"""The pages of a PDF taken apart: ruled tables, blocks of aligned text, and running text."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest

from foistats.formats.pdf.blocks import Block, find_blocks
from foistats.formats.pdf.cells import PageTable, Undivided, cell_text
from foistats.formats.pdf.lines import (
    Columns,
    Line,
    column_of,
    columns_of,
    covered,
    lines_of,
    merged,
)
from foistats.formats.pdf.ruled import ruled_tables
from foistats.formats.pdf.unruled import table_of
from foistats.formats.pdf.words import PageMarks, Word


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
    keys = {id(line): _furniture_key(line) for page in pages for line in page.lines}
    seen = Counter(key for page in pages for key in {keys[id(line)] for line in page.lines})
    texts = Counter(line.text for page in pages for line in page.lines)
    for page in pages:
        top, foot = 0.15 * page.marks.height, 0.85 * page.marks.height
        page.lines = [
            line
            for line, below in zip_longest(page.lines, page.lines[1:])
            if seen[keys[id(line)]] < 2
            or top < line.top < foot
            or line.is_row
            or (below is not None and texts[below.text] < 2 and is_headed(line, below))
        ]


def _furniture_key(line: Line) -> tuple[int, str]:
    return round(line.top / 4), re.sub(r"\d+", "#", line.text)


def _chains(pages: Sequence[Page]) -> Iterable[list[tuple[Page, Block]]]:
    """Blocks that run from the foot of one page to the top of the next, their columns in line."""
    chains: list[list[tuple[Page, Block]]] = []
    known: Columns | None = None
    for page in pages:
        for block in page.blocks:
            last_page, last = chains[-1][-1] if chains else (None, None)
            own = _columns([block])
            follows = (
                last_page is not None
                and last is not None
                and last_page.marks.number == page.marks.number - 1
                and last_page.ends_with(last)
                and page.starts_with(block)
            )
            together = _together(known, own, chains[-1], block) if follows else None
            if together is not None:
                chains[-1].append((page, block))
                known = together
            else:
                chains.append([(page, block)])
                known = own
    return chains


def _columns(blocks: Iterable[Block]) -> Columns | None:
    return columns_of([line for block in blocks for line in block.lines if line.has_counts])


def _together(
    known: Columns | None, own: Columns | None, chain: Sequence[tuple[Page, Block]], block: Block
) -> Columns | None:
    """The columns that the rows of all share; None where there are none, or one has its own.

    `known` are the columns of the chain, `own` those of the block. As a rule they lie over each
    other, one on one, and no row is looked at again: a chain may be hundreds of pages long.
    """
    if known is not None and own is not None and len(known) == len(own):
        together = merged(known, own)
        if len(together) == len(own) and all(
            left <= min(one[0], other[0]) and max(one[1], other[1]) <= right
            for (left, right), one, other in zip(together, known, own, strict=True)
        ):
            return together
    found = _columns([*(one for _, one in chain), block])
    most = max((len(one) for one in (known, own) if one is not None), default=0)
    return found if found is not None and len(found) == most else None


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


# Running text never stands in three columns for so many lines.
_FEWEST_LINES = 4
_FEWEST_COLUMNS = 3
# Lines of one list are at most this many letter sizes apart, foot to foot.
_ROWS_APART = 2.5
# Texts of one column begin in line to within this many points.
_ALIGNED = 1.5
# Of the texts of a column.
_MOST = 0.8


def find_records(lines: Sequence[Line]) -> list[list[Line]]:
    """Stretches of lines that are records; the line that heads them mostly is like one."""
    found: list[list[Line]] = []
    run: list[Line] = []
    for line in lines:
        if run and (len(line.segments) < _FEWEST_COLUMNS or not _is_close(run[-1], line)):
            found.append(run)
            run = []
        if len(line.segments) >= _FEWEST_COLUMNS:
            run.append(line)
    return [run for run in [*found, run] if _are_records(run)]


def _is_close(upper: Line, lower: Line) -> bool:
    return lower.bottom - upper.bottom <= _ROWS_APART * max(upper.size, lower.size)


def _are_records(run: Sequence[Line]) -> bool:
    """True for lines whose texts begin, or end, in line in each column."""
    columns = columns_of(run) if len(run) >= _FEWEST_LINES else None
    if columns is None or len(columns) < _FEWEST_COLUMNS:
        return False
    by_column: list[list[list[Word]]] = [[] for _ in columns]
    for line in run:
        for segment in line.segments:
            by_column[column_of(columns, segment)].append(segment)
    return all(map(_is_aligned, by_column))


def _is_aligned(segments: Sequence[Sequence[Word]]) -> bool:
    for places in ([s[0].x0 for s in segments], [s[-1].x1 for s in segments]):
        middle = sorted(places)[len(places) // 2]
        if sum(abs(place - middle) <= _ALIGNED for place in places) >= _MOST * len(places):
            return True
    return False


def is_headed(line: Line, below: Line) -> bool:
    """True for a line of headings over a record: texts that begin where those below begin."""
    if min(len(line.segments), len(below.segments)) < _FEWEST_COLUMNS or not _is_close(line, below):
        return False
    begin = [segment[0].x0 for segment in below.segments]
    aligned = sum(
        any(abs(segment[0].x0 - left) <= _ALIGNED for left in begin) for segment in line.segments
    )
    return aligned >= _MOST * min(len(line.segments), len(below.segments))


def chained(runs: Sequence[tuple[int, list[Line]]]) -> list[tuple[Columns, list[int]]]:
    """Runs, by page, that share columns on pages that follow each other: as their indexes."""
    chains: list[tuple[Columns, list[int]]] = []
    for index, (page, run) in enumerate(runs):
        columns = columns_of(run) or []
        if chains and runs[chains[-1][1][-1]][0] == page - 1:
            together = merged(chains[-1][0], columns)
            if len(together) == len(columns) == len(chains[-1][0]):
                chains[-1] = (together, [*chains[-1][1], index])
                continue
        chains.append((columns, [index]))
    return chains


def records_of(run: Sequence[Line], columns: Columns) -> PageTable:
    """A run of records as rows of cells."""
    rows = []
    for line in run:
        cells: list[list[Word]] = [[] for _ in columns]
        for segment in line.segments:
            cells[column_of(columns, segment)] += segment
        rows.append([cell_text(cell) for cell in cells])
    middles = [(a[1] + b[0]) / 2 for a, b in pairwise(columns)]
    edges = (columns[0][0], *middles, columns[-1][1])
    return PageTable(run[0].top, run[-1].bottom, edges, rows, ruled=False)
