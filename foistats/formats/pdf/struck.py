"""Text that a line crosses out: everybody sees that it doesn't hold."""

from collections.abc import Callable, Sequence

import numpy as np

from foistats.formats.pdf.drawn import Lines
from foistats.formats.pdf.pdfium import Array
from foistats.formats.pdf.rules import THICKEST_LINE
from foistats.formats.pdf.turned import Box, Turn
from foistats.formats.pdf.words import STROKE, Word

# A line through the middle of letters: further from their head and foot than this share of them.
_MIDDLE = 0.3
# Of the width of a word.
_MOST = 0.6

Covers = Sequence[tuple[int, Box]]


def middle_line(box: Box) -> Box:
    """The line through the middle of a marked line of text."""
    left, top, right, bottom = box
    if right - left >= bottom - top:
        return left, (top + bottom) / 2, right, (top + bottom) / 2
    return (left + right) / 2, top, (left + right) / 2, bottom


def struck_through(
    words: Sequence[Word], lines: Lines, covers: Callable[[], Covers]
) -> tuple[list[Word], Array]:
    """Words with a stroke through each letter of those crossed out, and which lines cross none.

    No parser takes a struck digit for a number. The rules of a table never run through the middle
    of its words, so that a line which does is no rule. `covers` are drawn over lines before them.
    """
    marked, crosses_none = list(words), np.ones(len(lines.orders), bool)
    x0, top, x1, bottom = lines.boxes.T
    thin = np.flatnonzero((bottom - top <= THICKEST_LINE) & (x1 - x0 > 2 * (bottom - top)))
    heights = (top[thin] + bottom[thin]) / 2
    thin = thin[np.argsort(heights, kind="stable")]
    heights = np.sort(heights)
    for index, start, end in _crossed(words, heights):
        word = words[index]
        for line in thin[start:end].tolist():
            shared = min(x1[line], word.x1) - max(x0[line], word.x0)
            if shared >= _MOST * (word.x1 - word.x0) and not _is_covered(
                int(lines.orders[line]), word, covers()
            ):
                crosses_none[line] = False
                if marked[index] is word:
                    struck = "".join(letter + STROKE for letter in word.text)
                    marked[index] = word._replace(text=struck)
    return marked, crosses_none


def _crossed(words: Sequence[Word], heights: Array) -> list[tuple[int, int, int]]:
    """Words with lines at the height of their middle, and the first and last of those lines."""
    if not len(heights) or not words:
        return []
    tops, bottoms = np.array([(word.top, word.bottom) for word in words]).T
    inset = _MIDDLE * (bottoms - tops)
    starts = np.searchsorted(heights, tops + inset, "right")
    ends = np.searchsorted(heights, bottoms - inset, "left")
    rows = np.flatnonzero(starts < ends).tolist()
    found = zip(rows, starts[rows].tolist(), ends[rows].tolist(), strict=True)
    return [one for one in found if words[one[0]].turn is Turn.ALONG]


def _is_covered(order: int, word: Word, covers: Covers) -> bool:
    """True where something was drawn over a line at the place of a word."""
    return any(
        after > order and box[0] <= word.x <= box[2] and box[1] <= word.y <= box[3]
        for after, box in covers
    )
