"""What is drawn on a page: words where they stand, and straight rules."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from foistats.documents.pdf_turned import Box, Frame, Turn, letter_seen, main_turn, turn_of

# A rule is thin; anything thicker is shading, which word processors also draw behind paragraphs.
_THICKEST_RULE = 2.0
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_COUNT = re.compile(r"[<>≤≥]?\d{1,3}(?:,\d{3})+[*†]?|[<>≤≥]?\d+[*†]?|[-–—*~]|\.\.|\d+(?:\.\d+)?%")
_FIGURE = re.compile(r"[^A-Za-z]*\d[^A-Za-z]*")
# Between numbers that stand in one cell, and after one that the page's edge cuts. No parser takes
# it for part of a number: such a number is refused, never joined or shortened.
APART = " ¦ "
# A gap inside a word is less than this share of its size; a space is about 0.28.
_GLUED = 0.15
# Letters on two sides of a rule are further apart than this share, letters of a word are not.
_CELL_GAP = 0.05
# Nobody prints this near a page's edge on purpose.
_EDGE = 0.5


class Word(NamedTuple):
    """One word and the box it fills, in points from the top left corner of the page."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float

    @property
    def x(self) -> float:
        """The middle across."""
        return (self.x0 + self.x1) / 2

    @property
    def y(self) -> float:
        """The middle down."""
        return (self.top + self.bottom) / 2

    @property
    def is_count(self) -> bool:
        """True for a number or a mark that can stand for one."""
        return _COUNT.fullmatch(self.text) is not None

    @property
    def is_figure(self) -> bool:
        """True for anything with a digit and no letter: a count, a year, a range."""
        return self.is_count or _FIGURE.fullmatch(self.text) is not None


class Rule(NamedTuple):
    """A straight line, `at` a height (across) or a distance (down), from `start` to `end`."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class PageMarks:
    """One page: its words in reading order, its rules across and down.

    `hidden` counts the words left out because nobody sees them.
    """

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    hidden: int = 0


def marks_of(page: Any, unseen: Sequence[Box] = ()) -> PageMarks:
    """The words and rules of a pdfplumber page, seen the way most of its text runs.

    Letters in `unseen` boxes are left out.
    """
    from pdfplumber.utils.text import dedupe_chars

    # Some programs draw bold text twice, a hair apart.
    letters = _outside(dedupe_chars(page.chars, tolerance=1, extra_attrs=()), unseen)
    size = (float(page.width), float(page.height))
    frame = Frame(main_turn(letters), *size)
    marks = PageMarks(page.page_number, *frame.size, hidden=len(unseen))
    _take_rules(page, marks, frame)
    # Text beside the page is not seen; text that the edge cuts keeps all its letters.
    letters = [c for c in letters if c["x1"] > 0 and c["x0"] < size[0]]
    letters = [c for c in letters if c["bottom"] > 0 and c["top"] < size[1]]
    for turn in Turn:
        run = [c for c in letters if turn_of(c) is turn]
        if run:
            marks.words += _words(run, frame, Frame(turn, *size), marks)
    return marks


def _outside(letters: list[Any], boxes: Sequence[Box]) -> list[Any]:
    """The letters that stand in none of some boxes."""
    if not boxes:
        return letters

    def is_in_one(letter: Any) -> bool:
        x, y = (letter["x0"] + letter["x1"]) / 2, (letter["top"] + letter["bottom"]) / 2
        return any(
            x0 - 1 <= x <= x1 + 1 and top - 1 <= y <= bottom + 1 for x0, top, x1, bottom in boxes
        )

    return [letter for letter in letters if not is_in_one(letter)]


def _words(letters: list[Any], page: Frame, line: Frame, marks: PageMarks) -> list[Word]:
    """Words of letters that run one way (`line`), placed as the page is seen."""
    from pdfplumber.utils.text import extract_words

    turned = [letter_seen(c, line) for c in letters]
    found = extract_words(turned, x_tolerance_ratio=_GLUED, extra_attrs=["size"], return_chars=True)
    down = marks.down if line.turn is page.turn else []
    words = _glued(
        [
            _marked_where_cut(_word_of(piece), *line.size)
            for one in found
            for piece in _cut_at_rules(one["chars"], down)
        ]
    )
    if line.turn is page.turn:
        return words
    boxes = (page.seen(line.on_page(word[1:5])) for word in words)
    return [Word(word.text, *box, word.size) for word, box in zip(words, boxes, strict=True)]


def _marked_where_cut(word: Word, width: float, height: float) -> Word:
    """A figure at the page's very edge may have lost digits that lie beyond it."""
    whole = word.x0 > _EDGE and word.x1 < width - _EDGE and word.bottom < height - _EDGE
    return word if whole or not word.is_figure else word._replace(text=word.text + APART.rstrip())


def _word_of(chars: list[Any]) -> Word:
    return Word(
        "".join(c["text"] for c in chars),
        min(c["x0"] for c in chars),
        min(c["top"] for c in chars),
        max(c["x1"] for c in chars),
        max(c["bottom"] for c in chars),
        float(chars[0]["size"]),
    )


def _cut_at_rules(chars: list[Any], down: Iterable[Rule]) -> list[list[Any]]:
    """Cells close to their rule can run into one word; a rule in the gap between divides them.

    Letters that follow each other without any gap are one word, whatever a rule does: a number
    too wide for its cell is not two numbers.
    """
    middle = (chars[0]["top"] + chars[0]["bottom"]) / 2
    left, right = chars[0]["x0"], chars[-1]["x1"]
    cuts = [r.at for r in down if left < r.at < right and r.start <= middle <= r.end]
    pieces = [chars]
    for at in sorted(cuts):
        last = pieces[-1]
        before = [c for c in last if (c["x0"] + c["x1"]) / 2 < at]
        after = last[len(before) :]
        if before and after and after[0]["x0"] - before[-1]["x1"] > _CELL_GAP * chars[0]["size"]:
            pieces[-1:] = [before, after]
    return pieces


def _glued(words: list[Word]) -> list[Word]:
    """Pieces of one word whose letters differ in size; a raised small figure is a footnote mark.

    Left as it is, `635` with a raised `1` would read 6351.
    """
    glued: list[Word] = []
    for word in words:
        last = glued[-1] if glued else None
        touches = (
            last is not None
            and abs(word.x0 - last.x1) <= _GLUED * last.size
            and last.top - 0.5 * word.size <= word.y <= last.bottom + 0.5 * word.size
            and abs(word.size - last.size) > 0.01
        )
        if last is None or not touches:
            glued.append(word)
            continue
        raised = word.size < 0.85 * last.size and last.bottom - word.bottom > 0.1 * last.size
        text = word.text.translate(_SUPERSCRIPTS) if raised else word.text
        glued[-1] = last._replace(
            text=last.text + text, x1=word.x1, top=min(last.top, word.top), bottom=last.bottom
        )
    return glued


def _take_rules(page: Any, marks: PageMarks, frame: Frame) -> None:
    boxes = [(line["x0"], line["top"], line["x1"], line["bottom"]) for line in page.lines]
    for rect in page.rects:
        x0, top, x1, bottom = rect["x0"], rect["top"], rect["x1"], rect["bottom"]
        if x1 - x0 <= _THICKEST_RULE or bottom - top <= _THICKEST_RULE:
            boxes.append((x0, top, x1, bottom))
        elif rect.get("stroke"):
            boxes += [(x0, top, x1, top), (x0, bottom, x1, bottom)]
            boxes += [(x0, top, x0, bottom), (x1, top, x1, bottom)]
    for curve in page.curves:
        points = curve.get("pts") or []
        if len(points) == 2 and curve.get("stroke"):
            (x0, y0), (x1, y1) = points
            boxes.append((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
    for box in boxes:
        _take_box(marks, *frame.seen(box))
    marks.across = joined(marks.across)
    marks.down = joined(marks.down)


def _take_box(marks: PageMarks, x0: float, top: float, x1: float, bottom: float) -> None:
    """A thin box as a rule. A dot where rules meet extends both, and neither alone."""
    width, height = x1 - x0, bottom - top
    if height <= _THICKEST_RULE and width > 2 * height:
        marks.across.append(Rule((top + bottom) / 2, x0, x1))
    elif width <= _THICKEST_RULE and height > 2 * width:
        marks.down.append(Rule((x0 + x1) / 2, top, bottom))


def joined(rules: Iterable[Rule], *, apart: float = 1.5, gap: float = 3.0) -> list[Rule]:
    """Rules in line with each other as one, across small gaps.

    >>> joined([Rule(10, 0, 50), Rule(10.4, 51, 90), Rule(30, 0, 50)])
    [Rule(at=10, start=0, end=90), Rule(at=30, start=0, end=50)]
    """
    out: list[Rule] = []
    band: list[Rule] = []
    for rule in sorted(rules):
        if band and rule.at - band[0].at > apart:
            out += _joined_band(band, gap)
            band = []
        band.append(rule)
    return out + (_joined_band(band, gap) if band else [])


def _joined_band(band: list[Rule], gap: float) -> list[Rule]:
    out: list[Rule] = []
    for rule in sorted(band, key=lambda r: r.start):
        if out and rule.start <= out[-1].end + gap:
            out[-1] = out[-1]._replace(end=max(out[-1].end, rule.end))
        else:
            out.append(rule._replace(at=band[0].at))
    return out
