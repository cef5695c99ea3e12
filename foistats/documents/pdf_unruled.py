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
# Lines of one table are at most this many letter sizes apart, foot to foot.
_ROWS_APART = 4.0
_HEADERS_APART = 2.2
# The rest of a wrapped label stands this close.
_WRAP_APART = 1.45
_HEADER_LINES = 6
# Text whose foot is this near to another's stands beside it, not below.
_BESIDE = 0.9
# Counts of one column stand in line to within this many points.
_ALIGNED = 1.5

Columns = list[tuple[float, float]]


@dataclass(slots=True, eq=False)
class Line:
    """One line of text in segments: runs of words with no wide gap."""

    segments: list[list[Word]]

    @property
    def words(self) -> list[Word]:
        """All words from left to right."""
        return [word for segment in self.segments for word in segment]

    @property
    def text(self) -> str:
        """The line as it reads."""
        return " ".join(word.text for word in self.words)

    @property
    def top(self) -> float:
        """The highest point of its letters."""
        return min(w.top for w in self.words)

    @property
    def bottom(self) -> float:
        """The lowest point of its letters."""
        return max(w.bottom for w in self.words)

    @property
    def size(self) -> float:
        """The size of its largest letters."""
        return max(w.size for w in self.words)

    @property
    def is_row(self) -> bool:
        """True for a line that could be a row of a table: something, a gap, a figure."""
        return len(self.segments) > 1 and any(
            all(w.is_figure for w in segment) for segment in self.segments[1:]
        )

    @property
    def has_counts(self) -> bool:
        """True for a row with a count or a mark in it."""
        return len(self.segments) > 1 and any(
            all(w.is_count for w in segment) for segment in self.segments[1:]
        )


@dataclass(slots=True, eq=False)
class Block:
    """Lines of one page that look like a table; a single row needs a neighbour page to be one."""

    lines: list[Line]
    rows: int

    @property
    def words(self) -> list[Word]:
        """Every word of the block."""
        return [word for line in self.lines for word in line.words]


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Words as lines from top to bottom.

    Counts centred beside a label of several lines fall between two of them: they are taken to
    the nearest, so that the line is seen to be a row.
    """
    lines = [Line(_segments(line)) for line in text_lines(words)]
    for line in [line for line in lines if all(word.is_count for word in line.words)]:
        beside = [
            other
            for other in _neighbours(lines, line)
            if abs(other.bottom - line.bottom) < _BESIDE * line.size
            and other.words[-1].x1 < line.words[0].x0
        ]
        if beside:
            nearest = min(beside, key=lambda other: abs(other.bottom - line.bottom))
            nearest.segments += line.segments
            lines.remove(line)
    return lines


def _neighbours(lines: Sequence[Line], line: Line) -> list[Line]:
    at = lines.index(line)
    return [*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2]]


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
        columns = columns_of(rows) or _loose_columns(rows)
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
        if run and not _hang_together(lines, run[-1], i):
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


def columns_of(rows: Sequence[Line]) -> Columns | None:
    """The bands that the segments of all rows leave gaps between; None where they run together."""
    columns = _loose_columns(rows)
    for line in rows:
        taken = [_column_of(columns, segment) for segment in line.segments]
        if len(set(taken)) < len(taken):
            return None
    return columns if len(columns) > 1 else None


def _is_aligned(rows: Sequence[Line], columns: Columns, word: Word) -> bool:
    """True where a word's left, right or middle stands where all counts of its column have it."""
    col = _column_of(columns, [word])
    column = [s for line in rows for s in line.segments if _column_of(columns, s) == col]
    for place in (_left, _right, _middle):
        places = [place(segment) for segment in column]
        if max(places) - min(places) <= _ALIGNED and abs(places[0] - place([word])) <= _ALIGNED:
            return True
    return False


def _left(segment: Sequence[Word]) -> float:
    return segment[0].x0


def _right(segment: Sequence[Word]) -> float:
    return segment[-1].x1


def _middle(segment: Sequence[Word]) -> float:
    return (segment[0].x0 + segment[-1].x1) / 2


def _parts(
    line: Line, rows: Sequence[Line], columns: Columns
) -> list[tuple[int, list[Word]]] | None:
    """The segments of a line of the body with their columns; None where that cannot be told.

    A long label may come as near to its count as words do. The count is known by standing in
    line with the other counts of its column; a heading that runs across has no such end.
    """
    parts: list[tuple[int, list[Word]]] = []
    for segment in line.segments:
        covers = _covered(columns, segment)
        if len(covers) < 2:
            parts.append((_column_of(columns, segment), segment))
            continue
        end = len(segment)
        while (
            end > 0 and segment[end - 1].is_count and _is_aligned(rows, columns, segment[end - 1])
        ):
            end -= 1
        label, counts = segment[:end], segment[end:]
        beyond = [word for word in label if _column_of(columns, [word]) != covers[0]]
        if any(word.is_figure for word in beyond) or (beyond and covers[0]):
            return None
        parts += [(covers[0], label)] if label else []
        parts += [(_column_of(columns, [word]), [word]) for word in counts]
    taken = [col for col, _ in parts]
    return parts if len(set(taken)) == len(taken) else None


def _loose_columns(rows: Sequence[Line]) -> Columns:
    columns: Columns = []
    for left, right in sorted((s[0].x0, s[-1].x1) for line in rows for s in line.segments):
        if columns and left <= columns[-1][1] + 1.0:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns


def _column_of(columns: Columns, segment: Sequence[Word]) -> int:
    middle = _middle(segment)
    return min(
        range(len(columns)),
        key=lambda i: max(columns[i][0] - middle, middle - columns[i][1], 0.0),
    )


def _covered(columns: Columns, segment: Sequence[Word]) -> list[int]:
    left, right = segment[0].x0, segment[-1].x1
    return [i for i, (start, end) in enumerate(columns) if left <= end and start <= right]


def _with_tight_rows(
    lines: Sequence[Line], first: int, last: int, columns: Columns
) -> tuple[int, int]:
    """The run with rows above and below it whose label all but touches their count."""
    rows = [line for line in lines[first : last + 1] if line.has_counts]

    def is_tight_row(line: Line, beside: Line) -> bool:
        step = _HEADERS_APART * max(line.size, beside.size)
        if abs(line.bottom - beside.bottom) > step:
            return False
        parts = _parts(line, rows, columns)
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
    Labels without counts may stand between the header and the first row; where no header is
    found, close lines above are the beginning of the first row's own label.
    """
    start = first
    rows = [line.bottom for line in lines[first:] if line.is_row][:3]
    pitch = max((b - a for a, b in pairwise(rows)), default=0.0)
    for i in range(first - 1, max(-1, first - 1 - _HEADER_LINES), -1):
        line, lower = lines[i], lines[i + 1]
        size = max(line.size, lower.size)
        step = min(max(_HEADERS_APART * size, 1.3 * pitch), _ROWS_APART * size)
        if lower.bottom - line.bottom > step:
            break
        covers = [_covered(columns, segment) for segment in line.segments]
        flat = [col for cover in covers for col in cover]
        runs_across = any(0 in cover and len(cover) > 1 for cover in covers)
        if runs_across or len(flat) != len(set(flat)):
            break
        at_left_alone = len(covers) == 1 and (not flat or flat == [0])
        if not at_left_alone:
            start = i
    if start == first and lines[first].has_counts:
        while start > 0 and _is_rest_of_label(lines[start - 1], lines[start], columns):
            start -= 1
    return start


def _end(lines: Sequence[Line], last: int, columns: Columns) -> int:
    """The last line below that is the rest of a wrapped label."""
    end = last
    while end + 1 < len(lines) and _is_rest_of_label(lines[end + 1], lines[end], columns):
        end += 1
    return end


def _is_rest_of_label(line: Line, row: Line, columns: Columns) -> bool:
    close = abs(line.bottom - row.bottom) <= _WRAP_APART * line.size
    return close and len(line.segments) == 1 and _covered(columns, line.segments[0]) == [0]


def table_of(block: Block, columns: Columns | None, marks: PageMarks) -> PageTable | Undivided:
    """The lines of a block as rows of cells, every word in exactly one."""
    refused = Undivided(block.words, "the columns of its rows do not come apart")
    if columns is None:
        return refused
    first_count = next(i for i, line in enumerate(block.lines) if _counts_in(line, columns))
    if first_count and not block.lines[first_count - 1].is_row:
        first_count = _label_start(block, first_count, columns)
    header, body = block.lines[:first_count], block.lines[first_count:]
    middles = [(a[1] + b[0]) / 2 for a, b in pairwise(columns)]
    rows: list[list[list[Word]]] = []
    merges: list[Merge] = []
    for group in _header_rows(header, block.lines, marks):
        cells: list[list[Word]] = [[] for _ in columns]
        for line in group:
            for segment in _split_figures(line.segments, columns):
                covers = _covered(columns, segment) or [_column_of(columns, segment)]
                if len(covers) > 1:
                    merges.append(Merge(len(rows), covers[0], len(rows), covers[-1]))
                cells[covers[0]] += segment
        rows.append(cells)
    owner: dict[Word, int] = {}
    counted = [line for line in body if line.has_counts]
    for line in body:
        parts = _parts(line, counted, columns)
        if parts is None:
            return refused
        owner |= {word: col for col, segment in parts for word in segment}
    for words in rows_of(list(owner), labels=[word for word in owner if owner[word] == 0]):
        cells = [[] for _ in columns]
        for word in words:
            cells[owner[word]].append(word)
        if any(len(text_lines(cell)) > 1 for cell in cells[1:]):
            return refused
        rows.append(cells)
    edges = (columns[0][0], *middles, columns[-1][1])
    values = [[cell_text(cell) for cell in row] for row in rows]
    top, bottom = block.lines[0].top, block.lines[-1].bottom
    return PageTable(top, bottom, edges, values, merges, ruled=False)


def _counts_in(line: Line, columns: Columns) -> bool:
    """True for a line with counts, even one whose label stands in the lines around it."""
    return line.has_counts or any(
        all(word.is_count for word in segment) and 0 not in _covered(columns, segment)
        for segment in line.segments
    )


def _label_start(block: Block, first_count: int, columns: Columns) -> int:
    """Where the label of the first row of counts begins, which may be lines above it."""
    start = first_count
    while start > 0 and _is_rest_of_label(block.lines[start - 1], block.lines[start], columns):
        start -= 1
    return start


def _split_figures(segments: Iterable[list[Word]], columns: Columns) -> Iterator[list[Word]]:
    """Years that head narrow columns stand as close as words do: each goes to its own column."""
    for segment in segments:
        parts: list[list[Word]] = []
        for word in segment:
            begins = word.is_figure and len(word.text) > 1
            same = parts and _column_of(columns, [word]) == _column_of(columns, parts[-1])
            if parts and not (begins and (not same or not parts[-1][0].is_figure)):
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
    header: Sequence[Line], lines: Sequence[Line], marks: PageMarks
) -> list[list[Line]]:
    """Header lines as rows: those between two rules are one, the others stand for themselves."""
    left = min(line.words[0].x0 for line in lines)
    right = max(line.words[-1].x1 for line in lines)
    across = [r for r in marks.across if r.start < right and r.end > left]
    groups: list[list[Line]] = []
    for line in header:
        if groups and _same_header(groups[-1][-1], line, across):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _same_header(upper: Line, lower: Line, across: Sequence[Rule]) -> bool:
    """True where rules above and below bound both lines and none runs between them."""
    above = any(rule.at <= upper.top + 1 for rule in across)
    below = any(lower.bottom - 1 <= rule.at <= lower.bottom + lower.size for rule in across)
    between = any(upper.bottom - 1 < rule.at < lower.top + 1 for rule in across)
    return above and below and not between
