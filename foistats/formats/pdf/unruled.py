"""Tables aligned by text alone: rows are lines, columns the gaps all rows of counts leave."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from foistats.documents.model import Merge
from foistats.formats.pdf.blocks import Block, is_rest_of_label
from foistats.formats.pdf.cells import (
    PageTable,
    Undivided,
    cell_text,
    indents_of,
    is_year_range,
    rows_of,
    text_lines,
)
from foistats.formats.pdf.lines import Columns, Line, column_of, headed, parts_of
from foistats.formats.pdf.rules import Rule
from foistats.formats.pdf.words import PageMarks, Word, rejoined, unjoined

# Blanks that differ by more than this share of the letters' size are not of one phrase.
_OTHER_BLANK = 0.03
# Letters of one word stand this close.
_LETTERS_APART = 0.05


def table_of(block: Block, columns: Columns | None, marks: PageMarks) -> PageTable | Undivided:
    """The lines of a block as rows of cells, every word in exactly one."""
    refused = Undivided(block.words, "the columns of its rows do not come apart")
    if columns is None:
        return refused
    counted = [line for line in block.lines if line.has_counts]
    first_count = next(
        i for i, line in enumerate(block.lines) if _counts_in(line, counted, columns)
    )
    if first_count and not block.lines[first_count - 1].is_row:
        first_count = _label_start(block, first_count, columns)
    header, body = block.lines[:first_count], block.lines[first_count:]
    middles = [(a[1] + b[0]) / 2 for a, b in pairwise(columns)]
    rows: list[list[list[Word]]] = []
    merges: list[Merge] = []
    usual = _usual_blank(block.lines)
    for group in _header_rows(header, block.lines, marks):
        cells: list[list[Word]] = [[] for _ in columns]
        for line in group:
            for segment in line.segments:
                for part, covers in _headings(segment, columns, usual):
                    if len(covers) > 1:
                        merges.append(Merge(len(rows), covers[0], len(rows), covers[-1]))
                    cells[covers[0]] += part
        rows.append(cells)
    owner: dict[Word, int] = {}
    for line in body:
        parts = parts_of(line, counted, columns)
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
    indents = indents_of({row: cells[0] for row, cells in enumerate(rows)})
    return PageTable(top, bottom, edges, values, merges, ruled=False, indents=indents)


def _counts_in(line: Line, rows: Sequence[Line], columns: Columns) -> bool:
    """True for a line with counts, whether its label touches them or stands in the next line."""
    parts = parts_of(line, rows, columns) or []
    return line.has_counts or any(
        col > 0 and all(word.is_count for word in segment) for col, segment in parts
    )


def _label_start(block: Block, first_count: int, columns: Columns) -> int:
    """Where the label of the first row of counts begins, which may be lines above it."""
    start = first_count
    while start > 0 and is_rest_of_label(block.lines[start - 1], block.lines[start], columns):
        start -= 1
    return start


def _usual_blank(lines: Iterable[Line]) -> float | None:
    """How wide the blank between words of one phrase is, as a share of their size."""
    gaps = sorted(
        (word.x0 - before.x1) / before.size
        for line in lines
        for segment in line.segments
        for before, word in pairwise(segment)
        if word.run == before.run and before.size
    )
    return gaps[len(gaps) // 2] if gaps else None


def _headings(
    segment: list[Word], columns: Columns, usual: float | None
) -> Iterator[tuple[list[Word], list[int]]]:
    """The headings that a segment is, each with the columns that it stands over."""
    apart = _drawn_apart(segment, columns, usual)
    if len(apart) > 1:
        yield from ((part, [column_of(columns, part)]) for part in apart)
        return
    for part in _split_figures(segment, columns):
        yield part, headed(columns, part) or [column_of(columns, part)]


def _drawn_apart(segment: list[Word], columns: Columns, usual: float | None) -> list[list[Word]]:
    """Two headings that stand as close as words do, or touch, each over a column of its own.

    They were not drawn in one go, and what parts them is no blank as wide as others are.
    """
    parts: list[list[Word]] = []
    for stroke in _strokes(segment):
        if parts and column_of(columns, stroke) == column_of(columns, parts[-1]):
            parts[-1] += stroke
        else:
            parts.append(stroke)
    taken = [column_of(columns, part) for part in parts]
    ends = [(before[-1], after[0]) for before, after in pairwise(parts)]
    whole = len(parts) == 1 or len(set(taken)) < len(taken)
    if whole or not all(_are_apart(*pair, usual) for pair in ends):
        return [segment]
    return [list(rejoined(part)) for part in parts]


def _strokes(segment: Sequence[Word]) -> list[list[Word]]:
    """The words of a segment as they were drawn: in one go, or letter by letter."""
    strokes: list[list[Word]] = []
    for piece in (piece for word in segment for piece in unjoined(word)):
        if strokes and piece.run == strokes[-1][-1].run:
            strokes[-1].append(piece)
        else:
            strokes.append([piece])
    return strokes


def _are_apart(before: Word, after: Word, usual: float | None) -> bool:
    """True for pieces drawn one by one with neither a blank nor the gap of two letters between."""
    gap = (after.x0 - before.x1) / after.size
    is_blank = usual is not None and abs(gap - usual) <= _OTHER_BLANK
    return before.run != after.run and not is_blank and abs(gap) > _LETTERS_APART


def _split_figures(segment: list[Word], columns: Columns) -> list[list[Word]]:
    """Years that head narrow columns stand as close as words do: each goes to its own column."""
    parts: list[list[Word]] = []
    for word in segment:
        # A range of years is a heading of its own: in `2018/19 Total` the total is the next.
        after_range = bool(parts) and is_year_range(parts[-1][-1])
        begins = (word.is_figure and len(word.text) > 1) or after_range
        same = parts and column_of(columns, [word]) == column_of(columns, parts[-1])
        if parts and not (begins and (not same or not parts[-1][0].is_figure)):
            parts[-1].append(word)
        else:
            parts.append([word])
    taken = [column_of(columns, part) for part in parts]
    heads = all(part[0].is_figure or is_year_range(before[-1]) for before, part in pairwise(parts))
    return parts if heads and len(set(taken)) == len(taken) else [segment]


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
