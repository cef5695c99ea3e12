"""Words put together from pieces that touch: drawn apart, or of another size or level."""

from collections.abc import Sequence

import numpy as np

from foistats.formats.pdf.letters import DESCENT
from foistats.formats.pdf.pdfium import Array
from foistats.formats.pdf.rules import Rule
from foistats.formats.pdf.words import CELL_GAP, GLUED, LEVEL, Joint, Word

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_DOUBTFUL = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
# A figure raised by as much as this behind a word, as a share of the word's size, marks a note.
_A_BLANK = 0.5
# Figures smaller than this share of the letters beside them are the mark of a note. A smaller digit
# on one line with a number may be one or not: it is written as a digit that no parser takes for
# part of a number.
_SMALL = 0.85
_ONE_SIZE = 0.95
# Pieces of text by how far down they stand, in bands this high, and how many of those are looked at
# above and below one.
_BAND, _BANDS = 8, 3
# A glued word reaches down no further than this from its first piece.
_FARTHEST_DOWN = 64.0


def glued(words: Sequence[Word], follows_blank: Array, down: Sequence[Rule]) -> list[Word]:
    """Pieces of text as words, from left to right; `follows_blank` has one entry for each.

    A small, raised or lowered figure is the mark of a note: left as it is, `635` with a raised
    `1` would read 6351.
    """
    boxes = np.array([word[1:6] for word in words])
    in_order = np.lexsort((boxes[:, 2], boxes[:, 0]))
    open_yet = _may_touch(words, boxes, follows_blank)
    found: list[Word] = []
    rows: dict[int, list[int]] = {}
    if not open_yet.any():
        return [words[at] for at in in_order.tolist()]
    for index in in_order.tolist():
        word = words[index]
        row = int(word.y // _BAND)
        if open_yet[index]:
            around = range(row - _BANDS, row + _BANDS + 1)
            near = [at for one in around for at in rows.get(one, ())]
            if follows_blank[index]:
                if any(_is_note_mark(word, found[at]) for at in near):
                    word = word._replace(text=word.text.translate(_RAISED))
            elif before := [at for at in near if _touches(found[at], word, down)]:
                at = min(before, key=lambda one: abs(found[one].bottom - word.bottom))
                found[at] = _joined(found[at], word)
                continue
        rows.setdefault(row, []).append(len(found))
        found.append(word)
    return found


def _may_touch(words: Sequence[Word], boxes: Array, follows_blank: Array) -> Array:
    """True for pieces that begin about where another one ends, on about one height.

    After a blank only figures are asked about, which may be the mark of a note.
    """
    largest = boxes[:, 4].max()
    figures = np.array([word.text.isdecimal() for word in words])
    asked = np.flatnonzero(~follows_blank | figures)
    found = np.zeros(len(words), bool)
    ends = np.argsort(boxes[:, 2])
    rights = boxes[ends, 2]
    least = np.where(follows_blank[asked], _A_BLANK, GLUED) * largest
    starts = np.searchsorted(rights, boxes[asked, 0] - least, "left")
    stops = np.searchsorted(rights, boxes[asked, 0] + GLUED * largest, "right")
    many = np.maximum(stops - starts, 0)
    one = np.repeat(asked, many)
    within = np.arange(len(one)) - np.repeat(np.cumsum(many) - many, many)
    other = ends[np.repeat(starts, many) + within]
    apart = np.abs((boxes[one, 1] + boxes[one, 3] - boxes[other, 1] - boxes[other, 3]) / 2)
    found[one[(one != other) & (apart <= _FARTHEST_DOWN)]] = True
    return found


def _is_note_mark(word: Word, last: Word) -> bool:
    """True for a small raised figure that stands a blank behind a word."""
    is_raised = _foot(last) - _foot(word) > LEVEL * last.size
    is_near = 0 <= word.x0 - last.x1 <= _A_BLANK * last.size and word.bottom > last.top
    return word.text.isdecimal() and word.size < _SMALL * last.size and is_raised and is_near


def _touches(last: Word, word: Word, down: Sequence[Rule]) -> bool:
    """True where a piece begins where another ends, and no rule runs between them."""
    size = max(last.size, word.size)
    gap = word.x0 - last.x1
    if abs(gap) > GLUED * size or word.x0 < last.x0:
        return False
    if not last.top - 0.5 * word.size <= word.y <= last.bottom + 0.5 * word.size:
        return False
    parted = any(
        last.x1 - 0.5 <= rule.at <= word.x0 + 0.5 and rule.start <= word.y <= rule.end
        for rule in down
    )
    return gap <= CELL_GAP * size or not parted


def _foot(word: Word) -> float:
    """The height of the line that a word stands on."""
    return word.bottom - DESCENT * word.size


def _joined(last: Word, word: Word) -> Word:
    """Two pieces that touch as one word, figures of another size as marks."""
    one, other = last.text, word.text
    shift = abs(_foot(last) - _foot(word)) > LEVEL * max(last.size, word.size)
    ratio = word.size / (last.size or 1.0)
    if not shift and one[-1:].isdecimal() and other[:1].isdecimal():
        one = one.translate(_DOUBTFUL) if ratio > 1 / _ONE_SIZE else one
        other = other.translate(_DOUBTFUL) if ratio < _ONE_SIZE else other
    elif ratio < _SMALL or (shift and ratio <= 1):
        other = other.translate(_RAISED) if one[-1:].isalnum() else other
    elif ratio > 1 / _SMALL or shift:
        one = one.translate(_RAISED)
    larger = last if last.size >= word.size else word
    joint = Joint(len(one), word.run, last.x1, word.x0)
    return last._replace(
        text=one + other,
        joints=(*last.joints, joint, *(j._replace(at=j.at + len(one)) for j in word.joints)),
        x1=max(last.x1, word.x1),
        top=min(last.top, word.top),
        bottom=larger.bottom,
        size=larger.size,
    )
