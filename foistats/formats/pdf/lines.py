"""Lines of text on a page, and the columns that no rule divides: the gaps all rows leave."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from foistats.formats.pdf.cells import is_year_range, text_lines
from foistats.formats.pdf.words import Word, without_struck

# Counts of one column stand in line to within this many points.
_ALIGNED = 1.5

Columns = list[tuple[float, float]]
# Gaps as shares of the size of the letters: a space is about 0.28, in justified text up to 0.8.
_GAP_AMONG_WORDS = 0.9
_GAP_AMONG_FIGURES = 0.5
# Text whose foot is this near to another's stands beside it, not below.
_BESIDE = 0.9
# The blank before a count that stands in line with others is wider than one between words.
_GAP_BEFORE_COUNT = 0.45


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
        """The line as it reads, without what is crossed out."""
        return " ".join(word.text for word in without_struck(self.words))

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

    @property
    def is_turned(self) -> bool:
        """True for a line with words that run up or down."""
        return any(word.is_turned for word in self.words)

    @property
    def heads_years(self) -> bool:
        """True for a row whose figures are years, which begins a table or its next page."""
        last = [s[0] for s in self.segments[1:] if len(s) == 1 and s[0].is_figure]
        if not self.is_row or any(not is_year_range(word) for word in last if "/" in word.text):
            return False
        if all(is_year_range(word) for word in last):
            return bool(last)
        years = [int(word.text) for word in last if word.text.isdecimal() and len(word.text) == 4]
        steps = {b - a for a, b in pairwise(years)}
        return len(years) == len(last) > 1 and steps in ({1}, {-1})


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
    _part_counts_from_labels(lines)
    return lines


def _part_counts_from_labels(lines: Sequence[Line]) -> None:
    """Part the first count of rows from their labels where narrow columns stand close together.

    Else `Burglary 12 | 34` would have the first year's count in its label. In each row of a run the
    label must end in a count, in line with those of the other rows, after more than a blank, or
    drawn by itself below a figure of the line above, which heads it.
    """
    run: list[Line] = []
    above: Line | None = None
    for before, line in pairwise([None, *lines, None]):
        if line is not None and line.has_counts:
            above = above if run else before
            run.append(line)
            continue
        if len(run) > 1 and _end_in_counts(run, above):
            for one in run:
                first = one.segments[0]
                one.segments[:1] = [first[:-1], first[-1:]]
            if above is not None:
                above.segments = _parted_at_figures(above.words)
        run = []


def _end_in_counts(rows: Sequence[Line], above: Line | None) -> bool:
    """True where the first segment of each row is a label and a count that stands in line."""
    firsts = [line.segments[0] for line in rows]
    if not all(len(first) > 1 and first[-1].is_count for first in firsts):
        return False
    if any(word.is_figure for first in firsts for word in first[:-1]):
        return False
    ends = [first[-1:] for first in firsts]
    spread = (
        max(places) - min(places)
        for places in ([place(end) for end in ends] for place in (_left, _right, _middle))
    )
    if min(spread) > _ALIGNED:
        return False
    if all(
        count.x0 - word.x1 > _GAP_BEFORE_COUNT * max(count.size, word.size)
        for *_, word, count in firsts
    ):
        return True
    left, right = min(end[0].x0 for end in ends), max(end[0].x1 for end in ends)
    heads = above is not None and any(
        word.is_figure and word.x0 < right and left < word.x1 for word in above.words
    )
    return heads and all(word.run != count.run for *_, word, count in firsts)


def _parted_at_figures(words: Sequence[Word]) -> list[list[Word]]:
    """A line of headings, parted before each figure that was drawn by itself."""
    segments = [[words[0]]]
    for before, word in pairwise(words):
        wide = word.x0 - before.x1 > _GAP_AMONG_WORDS * max(before.size, word.size)
        if wide or (word.is_figure and word.run != before.run):
            segments.append([word])
        else:
            segments[-1].append(word)
    return segments


def _neighbours(lines: Sequence[Line], line: Line) -> list[Line]:
    at = lines.index(line)
    return [*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2]]


def _segments(line: Sequence[Word]) -> list[list[Word]]:
    segments = [[line[0]]]
    for before, word in pairwise(line):
        both = before.is_figure and word.is_figure
        gap = _GAP_AMONG_FIGURES if both else _GAP_AMONG_WORDS
        is_turned = before.is_turned or word.is_turned
        if is_turned or word.x0 - before.x1 > gap * max(before.size, word.size):
            segments.append([word])
        else:
            segments[-1].append(word)
    return segments


def columns_of(rows: Sequence[Line]) -> Columns | None:
    """The bands that the segments of all rows leave gaps between; None where they run together."""
    columns = loose_columns(rows)
    for line in rows:
        taken = [column_of(columns, segment) for segment in line.segments]
        if len(set(taken)) < len(taken):
            return None
    return columns if len(columns) > 1 else None


def _is_aligned(rows: Sequence[Line], columns: Columns, word: Word) -> bool:
    """True where a word's left, right or middle stands where all counts of its column have it."""
    col = column_of(columns, [word])
    column = [s for line in rows for s in line.segments if column_of(columns, s) == col]
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


def parts_of(
    line: Line, rows: Sequence[Line], columns: Columns
) -> list[tuple[int, list[Word]]] | None:
    """The segments of a line of the body with their columns; None where that cannot be told.

    A long label may come as near to its count as words do. The count is known by standing in
    line with the other counts of its column; a heading that runs across has no such end.
    """
    parts: list[tuple[int, list[Word]]] = []
    for segment in line.segments:
        covers = covered(columns, segment)
        if len(covers) < 2:
            parts.append((column_of(columns, segment), segment))
            continue
        end = len(segment)
        while (
            end > 0 and segment[end - 1].is_count and _is_aligned(rows, columns, segment[end - 1])
        ):
            end -= 1
        label, counts = segment[:end], segment[end:]
        beyond = [word for word in label if column_of(columns, [word]) != covers[0]]
        if any(word.is_figure for word in beyond) or (beyond and covers[0]):
            return None
        parts += [(covers[0], label)] if label else []
        parts += [(column_of(columns, [word]), [word]) for word in counts]
    taken = [col for col, _ in parts]
    return parts if len(set(taken)) == len(taken) else None


def loose_columns(rows: Sequence[Line]) -> Columns:
    """The bands of all segments, whether or not some row has two of its segments in one."""
    return _bands((s[0].x0, s[-1].x1) for line in rows for s in line.segments)


def merged(columns: Columns, other: Columns) -> Columns:
    """The bands of two sets of columns together."""
    return _bands([*columns, *other])


def _bands(spans: Iterable[tuple[float, float]]) -> Columns:
    columns: Columns = []
    for left, right in sorted(spans):
        if columns and left <= columns[-1][1] + 1.0:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns


def column_of(columns: Columns, segment: Sequence[Word]) -> int:
    """The column whose band the middle of a segment is in or nearest to."""
    middle = _middle(segment)
    # Bands lie beside each other, from left to right.
    after = bisect_right(columns, (middle, inf))
    if after == 0 or after == len(columns):
        return max(after - 1, 0)
    before = max(middle - columns[after - 1][1], 0.0)
    return after - 1 if before <= columns[after][0] - middle else after


def covered(columns: Columns, segment: Sequence[Word]) -> list[int]:
    """The columns whose bands a segment touches."""
    left, right = segment[0].x0, segment[-1].x1
    return [i for i, (start, end) in enumerate(columns) if left <= end and start <= right]


def headed(columns: Columns, segment: Sequence[Word]) -> list[int]:
    """The columns that a segment of a heading stands over; a turned word heads one alone."""
    if segment[0].is_turned:
        return [column_of(columns, segment)]
    return covered(columns, segment)
