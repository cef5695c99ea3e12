"""Where on a page text stands like a table: rows of counts, what heads them, their labels."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from foistats.formats.pdf.lines import (
    Columns,
    Line,
    columns_of,
    covered,
    headed,
    loose_columns,
    parts_of,
)
from foistats.formats.pdf.words import Word

# Lines of one table are at most this many letter sizes apart, foot to foot.
_ROWS_APART = 4.0
_HEADERS_APART = 2.2
# Turned headings stand this much further from the rows below them.
_TURNED_APART = 1.6
# The rest of a wrapped label stands this close.
_WRAP_APART = 1.45
_HEADER_LINES = 6


@dataclass(slots=True, eq=False)
class Block:
    """Lines of one page that look like a table; a single row needs a neighbour page to be one."""

    lines: list[Line]
    rows: int

    @property
    def words(self) -> list[Word]:
        """Every word of the block."""
        return [word for line in self.lines for word in line.words]


def find_blocks(lines: Sequence[Line]) -> list[Block]:
    """Stretches of rows with the lines that head them and the rest of their labels.

    `lines` are what a page says apart from ruled tables, headers and footers. One row alone is
    taken only at the very top or foot of them, where a table may run over from another page.
    """
    blocks = []
    done = 0
    for run in _runs(lines):
        if run[0] < done:
            continue
        rows = [lines[i] for i in range(run[0], run[-1] + 1) if lines[i].has_counts]
        if not rows:
            continue
        columns = columns_of(rows) or loose_columns(rows)
        first, last = _with_tight_rows(lines, run[0], run[-1], columns)
        first = max(done, first)
        start = max(done, _start(lines, first, columns))
        end = _end(lines, last, columns)
        at_edge = start == 0 or end == len(lines) - 1
        if last > first or at_edge or start < first:
            blocks.append(Block(list(lines[start : end + 1]), last - first + 1 + (start < first)))
            done = end + 1
    return blocks


def _runs(lines: Sequence[Line]) -> Iterator[list[int]]:
    """Rows that hang together; lines of label alone may stand between them."""
    run: list[int] = []
    for i, line in enumerate(lines):
        if not line.is_row:
            continue
        begins = line.heads_years and not (run and lines[run[-1]].heads_years)
        if run and (begins or not _hang_together(lines, run[-1], i)):
            yield run
            run = []
        run.append(i)
    if run:
        yield run


def _hang_together(lines: Sequence[Line], upper: int, lower: int) -> bool:
    """True where nothing but labels, or counts, stands between two rows, close together."""
    step = max(lines[upper].size, 1.0) * _ROWS_APART
    if any(b.bottom - a.bottom > step for a, b in pairwise(lines[upper : lower + 1])):
        return False
    second = min(segment[0].x0 for segment in lines[lower].segments[1:])
    between = lines[upper + 1 : lower]
    return all(
        (len(line.segments) == 1 and line.words[-1].x1 < second + line.size)
        or line.words[-1].is_count
        for line in between
    )


def _with_tight_rows(
    lines: Sequence[Line], first: int, last: int, columns: Columns
) -> tuple[int, int]:
    """The run with rows above and below it whose label all but touches their count."""
    rows = [line for line in lines[first : last + 1] if line.has_counts]

    def is_tight_row(line: Line, beside: Line) -> bool:
        step = _HEADERS_APART * max(line.size, beside.size)
        if abs(line.bottom - beside.bottom) > step:
            return False
        parts = parts_of(line, rows, columns)
        return (
            parts is not None
            and len(parts) > 1
            and all(word.is_count for col, words in parts if col for word in words)
        )

    while first > 0 and is_tight_row(lines[first - 1], lines[first]):
        first -= 1
    while last + 1 < len(lines) and is_tight_row(lines[last + 1], lines[last]):
        last += 1
    return first, last


def _start(lines: Sequence[Line], first: int, columns: Columns) -> int:
    """The first of the lines above that head the columns.

    A line that runs across from the labels into the counts is a title, and ends the header.
    Labels without counts may stand between the header and the first row, or the top of the page
    and the first row. Where there is neither, close lines above begin the first row's own label.
    """
    start = first
    headers = 0
    step = _step(lines[first:])
    for i in range(first - 1, -1, -1):
        apart = lines[i + 1].bottom - lines[i].bottom
        most = _TURNED_APART * step if lines[i].is_turned else step
        if apart > most or headers == _HEADER_LINES:
            break
        if _is_label(lines[i], columns):
            start = 0 if i == 0 and not lines[first].heads_years else start
            continue
        covers = [headed(columns, segment) for segment in lines[i].segments]
        level = [segment for segment in lines[i].segments if not segment[0].is_turned]
        flat = [col for segment in level for col in headed(columns, segment)]
        runs_across = any(0 in cover and len(cover) > 1 for cover in covers)
        # A line over none of the columns is a title at the margin of a table set in the middle.
        if runs_across or not any(covers) or len(flat) != len(set(flat)):
            break
        start = i
        headers += 1
    if start == first and lines[first].has_counts:
        while start > 0 and is_rest_of_label(lines[start - 1], lines[start], columns):
            start -= 1
    return start


def _end(lines: Sequence[Line], last: int, columns: Columns) -> int:
    """The last line below that is the rest of a wrapped label, or a label at the page's foot."""
    end = last
    while end + 1 < len(lines) and is_rest_of_label(lines[end + 1], lines[end], columns):
        end += 1
    step = _step(lines[: last + 1])
    below = end
    while (
        below + 1 < len(lines)
        and _is_label(lines[below + 1], columns)
        and lines[below + 1].bottom - lines[below].bottom <= step
    ):
        below += 1
    return below if below == len(lines) - 1 else end


def _step(lines: Sequence[Line]) -> float:
    """How far apart the rows of these lines stand, and a little more."""
    size = max(line.size for line in lines)
    rows = [line.bottom for line in lines if line.is_row]
    pitch = max((b - a for a, b in pairwise(rows[:3])), default=0.0)
    return min(max(_HEADERS_APART * size, 1.3 * pitch), _ROWS_APART * size)


def _is_label(line: Line, columns: Columns) -> bool:
    """True for text in the first column alone."""
    ends_before = len(columns) < 2 or line.words[-1].x1 < columns[1][0]
    return len(line.segments) == 1 and ends_before and covered(columns, line.segments[0]) == [0]


def is_rest_of_label(line: Line, row: Line, columns: Columns) -> bool:
    """True for text in the first column alone that stands as near a row as wrapped lines do."""
    close = abs(line.bottom - row.bottom) <= _WRAP_APART * line.size
    return close and len(line.segments) == 1 and covered(columns, line.segments[0]) == [0]
