"""Columns of text that no rule divides: the gaps that all rows of counts leave."""

from collections.abc import Iterable, Sequence

from foistats.formats.pdf.lines import Line
from foistats.formats.pdf.words import Word

# Counts of one column stand in line to within this many points.
_ALIGNED = 1.5

Columns = list[tuple[float, float]]


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


def merged(one: Columns, other: Columns) -> Columns:
    """The bands of two sets of columns together."""
    return _bands([*one, *other])


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
    return min(
        range(len(columns)),
        key=lambda i: max(columns[i][0] - middle, middle - columns[i][1], 0.0),
    )


def covered(columns: Columns, segment: Sequence[Word]) -> list[int]:
    """The columns whose bands a segment touches."""
    left, right = segment[0].x0, segment[-1].x1
    return [i for i, (start, end) in enumerate(columns) if left <= end and start <= right]


def headed(columns: Columns, segment: Sequence[Word]) -> list[int]:
    """The columns that a segment of a heading stands over; a turned word heads one alone."""
    if segment[0].is_turned:
        return [column_of(columns, segment)]
    return covered(columns, segment)
