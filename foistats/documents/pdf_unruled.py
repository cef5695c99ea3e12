"""Tables aligned by text alone: rows are lines, columns the gaps all rows of counts leave."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from foistats.documents.model import Merge
from foistats.documents.pdf_cells import PageTable, Undivided, cell_text, text_lines
from foistats.documents.pdf_marks import PageMarks, Rule, Word
from foistats.documents.pdf_rows import rows_of

# Gaps as shares of the size of the letters: a space is about 0.28, in justified text up to 0.8.
_GAP_AMONG_WORDS = 0.9
_GAP_AMONG_FIGURES = 0.5
# Lines of one table are at most this many letter sizes apart, baseline to baseline.
_ROWS_APART = 4.0
# The rest of a wrapped label stands this close below.
_WRAP_APART = 1.45
_HEADER_LINES = 6


@dataclass(slots=True)
class _Line:
    """One line of text in segments: runs of words with no wide gap."""

    segments: list[list[Word]]

    @property
    def words(self) -> list[Word]:
        return [word for segment in self.segments for word in segment]

    @property
    def bottom(self) -> float:
        return max(w.bottom for w in self.words)

    @property
    def top(self) -> float:
        return min(w.top for w in self.words)

    @property
    def size(self) -> float:
        return max(w.size for w in self.words)

    @property
    def has_figures(self) -> bool:
        """True for a line that could be a row of a table: something, a gap, a figure."""
        return len(self.segments) > 1 and any(
            all(w.is_figure for w in segment) for segment in self.segments[1:]
        )

    @property
    def has_counts(self) -> bool:
        return len(self.segments) > 1 and any(_is_count(s) for s in self.segments[1:])


def unruled_tables(
    words: Iterable[Word], marks: PageMarks
) -> tuple[list[tuple[PageTable, list[Word]]], list[Undivided]]:
    """Every table of at least two rows among words that no ruled table took up."""
    lines = [_Line(_segments(line)) for line in text_lines(words)]
    tables: list[tuple[PageTable, list[Word]]] = []
    refused: list[Undivided] = []
    for first, last in _runs(lines):
        rows = lines[first : last + 1]
        columns = _columns([line for line in rows if line.has_counts])
        if columns is None:
            refused.append(_undivided(rows))
            continue
        start = _header_start(lines, first, columns)
        end = _wrapped_end(lines, last, columns)
        block = lines[start : end + 1]
        table = _table(block, columns, marks)
        if table is None:
            refused.append(_undivided(block))
            continue
        tables.append((table, [word for line in block for word in line.words]))
    return tables, refused


def _undivided(lines: Sequence[_Line]) -> Undivided:
    words = [word for line in lines for word in line.words]
    return Undivided(words, "the columns of its rows do not come apart")


def _segments(line: Sequence[Word]) -> list[list[Word]]:
    segments = [[line[0]]]
    for before, word in pairwise(line):
        both = before.is_figure and word.is_figure
        gap = _GAP_AMONG_FIGURES if both else _GAP_AMONG_WORDS
        if word.x0 - before.x1 > gap * max(before.size, word.size):
            segments.append([word])
        else:
            segments[-1].append(word)
    return segments


def _is_count(segment: Sequence[Word]) -> bool:
    return all(word.is_count for word in segment)


def _runs(lines: Sequence[_Line]) -> Iterable[tuple[int, int]]:
    """First and last line of each stretch of rows; lines of label alone may stand between."""
    rows = [i for i, line in enumerate(lines) if line.has_figures]
    run: list[int] = []
    for i in rows:
        if run and not _belongs(lines, run[-1], i):
            yield from _whole(lines, run)
            run = []
        run.append(i)
    yield from _whole(lines, run)


def _whole(lines: Sequence[_Line], run: list[int]) -> Iterable[tuple[int, int]]:
    if len(run) > 1 and any(lines[i].has_counts for i in run):
        yield run[0], run[-1]


def _belongs(lines: Sequence[_Line], upper: int, lower: int) -> bool:
    """True where nothing but short lines at the left stands between two rows, close together."""
    step = max(lines[upper].size, 1.0) * _ROWS_APART
    for one, other in pairwise(range(upper, lower + 1)):
        if lines[other].bottom - lines[one].bottom > step:
            return False
    second = min(segment[0].x0 for segment in lines[lower].segments[1:])
    between = lines[upper + 1 : lower]
    return all(
        len(line.segments) == 1 and line.words[-1].x1 < second + line.size for line in between
    )


def _columns(rows: Sequence[_Line]) -> list[tuple[float, float]] | None:
    """The bands that the segments of all rows leave gaps between; None where they run together."""
    spans = sorted((s[0].x0, s[-1].x1) for line in rows for s in line.segments)
    columns: list[tuple[float, float]] = []
    for left, right in spans:
        if columns and left <= columns[-1][1] + 1.0:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    for line in rows:
        taken = [_column_of(columns, segment) for segment in line.segments]
        if len(set(taken)) < len(taken):
            return None
    return columns if len(columns) > 1 else None


def _column_of(columns: Sequence[tuple[float, float]], segment: Sequence[Word]) -> int:
    middle = (segment[0].x0 + segment[-1].x1) / 2
    return min(
        range(len(columns)),
        key=lambda i: max(columns[i][0] - middle, middle - columns[i][1], 0.0),
    )


def _covered(columns: Sequence[tuple[float, float]], segment: Sequence[Word]) -> list[int]:
    left, right = segment[0].x0, segment[-1].x1
    return [i for i, (start, end) in enumerate(columns) if left <= end and start <= right]


def _header_start(
    lines: Sequence[_Line], first: int, columns: Sequence[tuple[float, float]]
) -> int:
    """The first of the lines above that head the columns, apart from each other or not at the left.

    A line that runs across from the labels into the counts is a title, and ends the header.
    """
    start = first
    while start > 0 and first - start < _HEADER_LINES:
        line = lines[start - 1]
        if lines[start].bottom - line.bottom > 2.2 * max(line.size, lines[start].size):
            break
        covers = [_covered(columns, segment) for segment in line.segments]
        flat = [i for cover in covers for i in cover]
        if len(flat) != len(set(flat)):
            break
        runs_across = any(0 in cover and len(cover) > 1 for cover in covers)
        at_left_alone = len(covers) == 1 and (not flat or flat == [0])
        if runs_across or at_left_alone:
            break
        start -= 1
    return start


def _wrapped_end(lines: Sequence[_Line], last: int, columns: Sequence[tuple[float, float]]) -> int:
    """The last line below that is the rest of a wrapped label: close, short, at the left."""
    end = last
    while end + 1 < len(lines):
        line = lines[end + 1]
        close = line.bottom - lines[end].bottom <= _WRAP_APART * line.size
        if not close or len(line.segments) > 1 or _covered(columns, line.segments[0]) != [0]:
            break
        end += 1
    return end


def _table(
    block: Sequence[_Line], columns: Sequence[tuple[float, float]], marks: PageMarks
) -> PageTable | None:
    """The lines of a block as rows; None where two segments fall into one cell."""
    first_count = next(i for i, line in enumerate(block) if line.has_counts)
    header, body = block[:first_count], block[first_count:]
    middles = [(a[1] + b[0]) / 2 for a, b in pairwise(columns)]
    rows: list[list[list[Word]]] = []
    merges: list[Merge] = []
    for group in _header_rows(header, block, marks):
        cells: list[list[Word]] = [[] for _ in columns]
        for line in group:
            for segment in _split_figures(line.segments, columns):
                covers = _covered(columns, segment) or [_column_of(columns, segment)]
                if len(covers) > 1:
                    merges.append(Merge(len(rows), covers[0], len(rows), covers[-1]))
                cells[covers[0]] += segment
        rows.append(cells)
    for words in rows_of([w for line in body for w in line.words], labels_end=middles[0]):
        cells = [[] for _ in columns]
        for segment in (s for line in text_lines(words) for s in _segments(line)):
            col = _column_of(columns, segment)
            if len(_covered(columns, segment)) > 1 or (cells[col] and col > 0):
                return None
            cells[col] += segment
        rows.append(cells)
    edges = (columns[0][0], *middles, columns[-1][1])
    values = [[cell_text(cell) for cell in row] for row in rows]
    return PageTable(block[0].top, block[-1].bottom, edges, values, merges, ruled=False)


def _split_figures(
    segments: Iterable[list[Word]], columns: Sequence[tuple[float, float]]
) -> Iterator[list[Word]]:
    """Years that head narrow columns stand as close as words do: each goes to its own column."""
    for segment in segments:
        parts: list[list[Word]] = []
        for word in segment:
            col = _column_of(columns, [word])
            if parts and col == _column_of(columns, parts[-1]):
                parts[-1].append(word)
            else:
                parts.append([word])
        taken = [_column_of(columns, part) for part in parts]
        figures = all(word.is_figure for part in parts[1:] for word in part)
        if figures and len(set(taken)) == len(taken):
            yield from parts
        else:
            yield segment


def _header_rows(
    header: Sequence[_Line], block: Sequence[_Line], marks: PageMarks
) -> list[list[_Line]]:
    """Header lines as rows: those between two rules are one, the others stand for themselves."""
    groups: list[list[_Line]] = []
    for line in header:
        if groups and _same_header(groups[-1][-1], line, block, marks):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _same_header(upper: _Line, lower: _Line, block: Sequence[_Line], marks: PageMarks) -> bool:
    """True where rules above and below bound both lines and none runs between them."""
    left = min(line.words[0].x0 for line in block)
    right = max(line.words[-1].x1 for line in block)

    def crosses(rule: Rule) -> bool:
        return rule.start < right and rule.end > left

    across = [rule.at for rule in marks.across if crosses(rule)]
    above = any(at <= upper.top + 1 for at in across)
    below = any(lower.bottom - 1 <= at <= lower.bottom + lower.size for at in across)
    between = any(upper.bottom - 1 < at < lower.top + 1 for at in across)
    return above and below and not between
