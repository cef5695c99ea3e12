"""From words to the text of a cell and to rows, and a table on a page as its cells."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from foistats.documents.model import Merge, Value
from foistats.formats.pdf.turned import Frame, Turn
from foistats.formats.pdf.words import APART, Word, without_struck

# Lines of one wrapped label are at most this many letter sizes apart, from foot to foot.
_WRAP_APART = 1.45
# Lines this much further apart than the closest ones belong to different rows.
_CLEARLY = 1.2
# In points: labels that begin less far apart begin in line.
_STEP = 2.5
# Nobody sets labels on more levels.
_MOST_STEPS = 5
_YEARS = re.compile(r"\d{4}[/–-]\d{2,4}")


@dataclass(slots=True)
class PageTable:
    """One table on one page: its cells, its column edges from left to right, what it covers.

    `doubtful` are cells of a ruled table that the numbers' own places don't bear out, `indents`
    how many steps a label stands further in than others.
    """

    top: float
    bottom: float
    edges: tuple[float, ...]
    rows: list[list[Value]]
    merges: list[Merge] = field(default_factory=list)
    ruled: bool = True
    doubtful: set[tuple[int, int]] = field(default_factory=set)
    indents: dict[tuple[int, int], int] = field(default_factory=dict)


class Undivided(NamedTuple):
    """Words that look like a table whose columns do not come apart: shown, never read."""

    words: Sequence[Word]
    why: str

    @property
    def beginning(self) -> str:
        """The first line, for a person to find it."""
        return " ".join(word.text for word in text_lines(self.words)[0])


def is_year_range(word: Word) -> bool:
    """True for `2018/19` and the like, which needs no further word to be a heading."""
    return _YEARS.fullmatch(word.text) is not None


def text_lines(words: Iterable[Word]) -> list[list[Word]]:
    """Words that stand on one line, lines from top to bottom, each from left to right.

    Words share a line where at least half the height of the lower one overlaps.
    """
    lines: list[list[Word]] = []
    top = bottom = 0.0
    for word in sorted(words, key=_place):
        if lines:
            shared = min(bottom, word.bottom) - max(top, word.top)
            if shared >= 0.5 * min(bottom - top, word.bottom - word.top):
                lines[-1].append(word)
                top, bottom = min(top, word.top), max(bottom, word.bottom)
                continue
        lines.append([word])
        top, bottom = word.top, word.bottom
    for line in lines:
        if len(line) > 1:
            line.sort(key=_left)
    return lines


def _place(word: Word) -> tuple[float, float]:
    return (word.top + word.bottom) / 2, word.x0


_left = attrgetter("x0")


def cell_lines(words: Sequence[Word]) -> list[list[Word]]:
    """The words of one cell line by line, in the order in which they read, turned or not."""
    turn = words[0].turn
    if any(word.turn is not turn for word in words) or turn is Turn.ALONG:
        return text_lines(words)
    frame = Frame(turn, 0.0, 0.0)
    seen = {Word(word.text, *frame.seen(word[1:5]), word.size): word for word in words}
    return [[seen[word] for word in line] for line in text_lines(seen)]


def cell_text(words: Sequence[Word], *, is_enclosed: bool = False) -> Value:
    """The words of one cell as text, lines joined by spaces; several numbers are kept apart.

    Digits grouped by a thin space stay one text (`1 108`), as they are written. Where rules
    enclose the cell (`is_enclosed`) and its digits were drawn in one go, nothing but one number
    can stand there, and its blank is written as one that parts no words.
    """
    if not words:
        return None
    if len(words) == 1:
        return words[0].text
    words = without_struck(words)
    lines = cell_lines(words)
    years = len(words) > 1 and all(is_year_range(w) for w in words)
    if len(words) < 2 or not (years or all(w.is_count for w in words)):
        return " ".join(w.text for line in lines for w in line)
    if len(lines) == 1 and _is_grouped(lines[0]):
        is_one = is_enclosed and len({w.run for w in words}) == 1
        return ("\u00a0" if is_one else " ").join(w.text for w in lines[0])
    return APART.join(w.text for line in lines for w in line)


def _is_grouped(words: Sequence[Word]) -> bool:
    """True for the groups of one number, no further apart than a space is wide."""
    first, *rest = words
    gaps = [b.x0 - a.x1 for a, b in pairwise(words)]
    return (
        first.text.isdecimal()
        and len(first.text) <= 3
        and first.text != "0"
        and all(len(w.text) == 3 and w.text.isdecimal() for w in rest)
        and all(gap <= 0.4 * first.size for gap in gaps)
    )


def indents_of(labels: Mapping[int, Sequence[Word]]) -> dict[tuple[int, int], int]:
    """How many steps the labels of the first column stand further in, by their cells.

    `labels` are the words of that column by row. Labels set in the middle or to the right have no
    steps. Those at the left edge are left out.
    """
    lines = {row: cell_lines(words)[0] for row, words in labels.items() if words}
    lefts = [line[0].x0 for line in lines.values()]
    edges = sorted(set(lefts))
    steps = [at for before, at in pairwise([-_STEP, *edges]) if at - before >= _STEP]
    for others in ([ln[-1].x1 for ln in lines.values()], [_middle(ln) for ln in lines.values()]):
        if len(steps) > 1 and max(others) - min(others) < _STEP:
            return {}
    if len(steps) > _MOST_STEPS:
        return {}
    found = {row: sum(line[0].x0 >= at for at in steps) - 1 for row, line in lines.items()}
    return {(row, 0): step for row, step in found.items() if step > 0}


def _middle(line: Sequence[Word]) -> float:
    return (line[0].x0 + line[-1].x1) / 2


def rows_of(words: Sequence[Word], *, labels: Sequence[Word]) -> list[list[Word]]:
    """The words of each row, from top to bottom; `labels` are those of the first column.

    Close label lines around exactly one line of counts are one row. Where several lines of counts
    stand beside them every line is a row of its own, so that a label is never given to two rows.
    """
    of_label = {id(word) for word in labels}
    counts = text_lines(w for w in words if id(w) not in of_label)
    rows: list[list[Word]] = []
    left = {at: (_middle_down(line), 0.3 * line[0].size) for at, line in enumerate(counts)}
    for block in _blocks(text_lines(labels)):
        top, bottom = min(w.top for w in block[0]), max(w.bottom for w in block[-1])
        beside = [at for at, (y, slack) in left.items() if top - slack <= y <= bottom + slack]
        if len(beside) == 1:
            rows.append([w for line in block for w in line] + counts[beside[0]])
        else:
            lines = [*block, *(counts[at] for at in beside)]
            rows += text_lines([w for line in lines for w in line])
        for at in beside:
            del left[at]
    return sorted(rows + [counts[at] for at in left], key=lambda row: min(w.top for w in row))


def _middle_down(line: Sequence[Word]) -> float:
    return (min(w.top for w in line) + max(w.bottom for w in line)) / 2


def _blocks(lines: Sequence[list[Word]]) -> list[list[list[Word]]]:
    """Label lines closer together than others are, or that begin in small letters: wrapped ones."""
    gaps = [_foot(lower) - _foot(upper) for upper, lower in pairwise(lines)]
    closest = min(gaps, default=0.0)
    wraps = any(gap >= _CLEARLY * closest for gap in gaps)
    blocks = [[line] for line in lines[:1]]
    for line, gap in zip(lines[1:], gaps, strict=True):
        close = gap <= _WRAP_APART * max(w.size for w in line)
        nearer = (wraps or len(lines) == 2) and gap < _CLEARLY * closest
        if close and (nearer or line[0].text[0].islower()):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _foot(line: Sequence[Word]) -> float:
    return max(w.bottom for w in line)


def without_slivers(table: PageTable) -> PageTable:
    """Leave out columns and rows that exist only because two cells' edges do not quite meet.

    Such a column has no text of its own and is always part of a wider cell.
    """
    for by_col in (True, False):
        size = len(table.rows[0]) if by_col else len(table.rows)
        for index in reversed(range(size)):
            if size > 1 and _is_sliver(table, index, by_col=by_col):
                _drop(table, index, by_col=by_col)
                size -= 1
    return table


def _is_sliver(table: PageTable, index: int, *, by_col: bool) -> bool:
    across = range(len(table.rows)) if by_col else range(len(table.rows[0]))
    for other in across:
        r, c = (other, index) if by_col else (index, other)
        if table.rows[r][c] is not None:
            return False
        covered = any(
            (m.col < c if by_col else m.row < r)
            and m.row <= r <= m.row_end
            and m.col <= c <= m.col_end
            for m in table.merges
        )
        if not covered:
            return False
    return True


def _drop(table: PageTable, index: int, *, by_col: bool) -> None:
    if by_col:
        for cells in table.rows:
            del cells[index]
        table.edges = table.edges[:index] + table.edges[index + 1 :]
    else:
        del table.rows[index]

    def moved(r: int, c: int) -> tuple[int, int]:
        return (r, c - (c > index)) if by_col else (r - (r > index), c)

    table.doubtful = {moved(*cell) for cell in table.doubtful}
    table.indents = {moved(*cell): step for cell, step in table.indents.items()}
    kept = []
    for m in table.merges:
        row, col, row_end, col_end = m
        if by_col:
            col, col_end = col - (col > index), col_end - (col_end >= index)
        else:
            row, row_end = row - (row > index), row_end - (row_end >= index)
        if (row, col) != (row_end, col_end):
            kept.append(Merge(row, col, row_end, col_end))
    table.merges = kept
