"""Lists of records that no rule divides: lines of several texts each, all in the same columns."""

from collections.abc import Sequence
from itertools import pairwise

from foistats.formats.pdf.cells import PageTable, cell_text
from foistats.formats.pdf.lines import Columns, Line, column_of, columns_of, merged
from foistats.formats.pdf.words import Word

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
    return all(_is_aligned(run, columns, col) for col in range(len(columns)))


def _is_aligned(run: Sequence[Line], columns: Columns, col: int) -> bool:
    segments = [s for line in run for s in line.segments if column_of(columns, s) == col]
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
