"""Text that a line crosses out: everybody sees that it doesn't hold."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from foistats.formats.pdf.drawn import Line
from foistats.formats.pdf.rules import THICKEST_LINE
from foistats.formats.pdf.turned import Box, Turn
from foistats.formats.pdf.words import STROKE, Word

# A line through the middle of letters: further from their head and foot than this share of them.
_MIDDLE = 0.3
# Of the width of a word.
_MOST = 0.6


def middle_line(box: Box) -> Box:
    """The line through the middle of a marked line of text."""
    left, top, right, bottom = box
    if right - left >= bottom - top:
        return left, (top + bottom) / 2, right, (top + bottom) / 2
    return (left + right) / 2, top, (left + right) / 2, bottom


def struck_through(
    words: Sequence[Word], lines: Sequence[Line], covers: Sequence[tuple[int, Box]]
) -> tuple[list[Word], list[Line]]:
    """Words with a stroke through each letter of those crossed out, and the lines that cross none.

    No parser takes a struck digit for a number. The rules of a table never run through the middle
    of its words, so that a line which does is no rule. `covers` are drawn over lines before them.
    """
    thin = [line for line in lines if _runs_across(line.box)]
    by_height = sorted(thin, key=_height)
    struck: dict[int, None] = {}
    crossing: dict[Line, None] = {}
    for index, word in enumerate(words):
        if word.turn is not Turn.ALONG:
            continue
        for line in _between(by_height, word):
            shared = min(line.box[2], word.x1) - max(line.box[0], word.x0)
            if shared >= _MOST * (word.x1 - word.x0) and not _is_covered(line, word, covers):
                struck[index] = None
                crossing[line] = None
    marked = [
        word._replace(text="".join(letter + STROKE for letter in word.text))
        if index in struck
        else word
        for index, word in enumerate(words)
    ]
    return marked, [line for line in lines if line not in crossing]


def _runs_across(box: Box) -> bool:
    height = box[3] - box[1]
    return height <= THICKEST_LINE and box[2] - box[0] > 2 * height


def _is_covered(line: Line, word: Word, covers: Sequence[tuple[int, Box]]) -> bool:
    """True where something was drawn over a line at the place of a word."""
    return any(
        order > line.order and box[0] <= word.x <= box[2] and box[1] <= word.y <= box[3]
        for order, box in covers
    )


def _height(line: Line) -> float:
    return (line.box[1] + line.box[3]) / 2


def _between(lines: Sequence[Line], word: Word) -> Sequence[Line]:
    """The lines, sorted by height, that run at the height of the middle of a word."""
    height = word.bottom - word.top
    top, bottom = word.top + _MIDDLE * height, word.bottom - _MIDDLE * height
    return lines[bisect_right(lines, top, key=_height) : bisect_left(lines, bottom, key=_height)]
