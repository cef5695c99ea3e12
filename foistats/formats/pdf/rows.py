"""Which lines of text are one row, where no rule says so: labels wrap, counts do not."""

from collections.abc import Sequence
from itertools import pairwise

from foistats.formats.pdf.cells import text_lines
from foistats.formats.pdf.words import Word

# Lines of one wrapped label are at most this many letter sizes apart, from foot to foot.
_WRAP_APART = 1.45
# Lines this much further apart than the closest ones belong to different rows.
_CLEARLY = 1.2


def rows_of(words: Sequence[Word], *, labels: Sequence[Word]) -> list[list[Word]]:
    """The words of each row, from top to bottom; `labels` are those of the first column.

    Close label lines around exactly one line of counts are one row. Where several lines of counts
    stand beside them every line is a row of its own, so that a label is never given to two rows.
    """
    of_label = {id(word) for word in labels}
    counts = text_lines(w for w in words if id(w) not in of_label)
    rows: list[list[Word]] = []
    left = list(counts)
    for block in _blocks(text_lines(labels)):
        beside = [line for line in left if _stands_beside(line, block)]
        if len(beside) == 1:
            rows.append([w for line in block for w in line] + beside[0])
        else:
            rows += text_lines([w for line in [*block, *beside] for w in line])
        left = [line for line in left if line not in beside]
    return sorted(rows + left, key=lambda row: min(w.top for w in row))


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


def _stands_beside(line: Sequence[Word], block: Sequence[Sequence[Word]]) -> bool:
    top, bottom = min(w.top for w in block[0]), max(w.bottom for w in block[-1])
    slack = 0.3 * line[0].size
    middle = (min(w.top for w in line) + max(w.bottom for w in line)) / 2
    return top - slack <= middle <= bottom + slack


def _foot(line: Sequence[Word]) -> float:
    return max(w.bottom for w in line)
