"""From words to the text of a cell, and a table on a page as its cells."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from foistats.documents.model import Merge, Value
from foistats.formats.pdf.turned import Frame, Turn
from foistats.formats.pdf.words import APART, Word, without_struck

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
    for word in sorted(words, key=lambda w: (w.y, w.x0)):
        last = lines[-1] if lines else []
        if last:
            top, bottom = min(w.top for w in last), max(w.bottom for w in last)
            shared = min(bottom, word.bottom) - max(top, word.top)
            if shared >= 0.5 * min(bottom - top, word.bottom - word.top):
                last.append(word)
                continue
        lines.append([word])
    return [sorted(line, key=lambda w: w.x0) for line in lines]


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
