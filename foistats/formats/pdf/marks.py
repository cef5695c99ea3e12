"""The visible letters and lines of a page as words and rules."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from foistats.formats.pdf.drawn import Lines
from foistats.formats.pdf.gluing import glued
from foistats.formats.pdf.letters import NO_BLANK, SPACE, THIN, TURNS, Letters
from foistats.formats.pdf.pdfium import Array
from foistats.formats.pdf.rules import Rule
from foistats.formats.pdf.straight import rules_of
from foistats.formats.pdf.struck import Covers, struck_through
from foistats.formats.pdf.turned import Frame, Turn
from foistats.formats.pdf.twice import drawn_once
from foistats.formats.pdf.words import APART, CELL_GAP, GLUED, LEVEL, Joint, PageMarks, Word

# Thousands are parted by no more than this share.
_WIDEST_THIN = 0.4
# Nobody prints this near a page's edge on purpose.
_EDGE = 0.5


def marks_of(
    number: int,
    size: tuple[float, float],
    letters: Letters,
    lines: Lines,
    covers: Callable[[], Covers],
) -> PageMarks:
    """The words and rules of a page, seen the way most of its text runs.

    `covers` are boxes, by their place in what is drawn, that hide lines drawn before them.
    """
    orders = np.array([run.order for run in letters.runs], "i8")[letters.run]
    rows = np.flatnonzero(drawn_once(letters, orders))
    turns = letters.turn[rows]
    page = Frame(_main_turn(turns), *size)
    marks = PageMarks(number, *page.size)
    lines = Lines(lines.orders, np.stack(seen_columns(page, lines.boxes), axis=1))
    across, marks.down = rules_of(lines.boxes)
    for way, turn in enumerate(TURNS):
        one_way = rows[turns == way]
        if len(one_way):
            stroke = _Stroke(letters, orders, one_way, Frame(turn, *size))
            marks.words += _words(stroke, page, marks.down)

    def covers_seen() -> Covers:
        return [(order, page.seen(box)) for order, box in covers()]

    marks.words, kept = struck_through(marks.words, lines, covers_seen)
    marks.across = across
    if not kept.all():
        marks.across, marks.down = rules_of(lines.boxes[kept])
    return marks


def _main_turn(turns: Array) -> Turn:
    """The direction in which most letters of a page run; of equal ones that of the first letter."""
    if not len(turns):
        return Turn.ALONG
    many = np.bincount(turns, minlength=len(TURNS))
    return TURNS[int(turns[np.argmax(many[turns])])]


def seen_columns(frame: Frame, boxes: Array) -> tuple[Array, ...]:
    """The four columns of boxes as a frame sees them."""
    left, top, right, bottom = boxes.T
    seen: Any = frame.seen((left, top, right, bottom))
    return tuple(seen)


class _Stroke:
    """Letters that run one way (`line`), in columns, as they are seen along it."""

    def __init__(self, letters: Letters, orders: Array, rows: Array, line: Frame) -> None:
        self.line = line
        whole = len(rows) == len(letters)
        self.text = letters.text if whole else "".join(letters.text[row] for row in rows.tolist())
        self.x0: Array
        self.top: Array
        self.x1: Array
        self.bottom: Array
        self.x0, self.top, self.x1, self.bottom = seen_columns(line, letters.box[rows])
        self.size, self.blank, self.order = letters.size[rows], letters.blank[rows], orders[rows]
        self.thin = (
            {at: letters.thin[row] for at, row in enumerate(rows.tolist()) if row in letters.thin}
            if letters.thin
            else {}
        )

    def follow(self) -> Array:
        """True where a letter follows the one before it on one level, in one size, with no gap."""
        x0, last_x0, last_x1 = self.x0[1:], self.x0[:-1], self.x1[:-1]
        last_size = self.size[:-1]
        gap = x0 - last_x1
        level = np.abs(self.bottom[1:] - self.bottom[:-1]) <= LEVEL * last_size / 2
        level &= np.abs(self.size[1:] - last_size) <= 0.01 * last_size
        # The two letters that one sign stands for take the same room.
        same = (x0 == last_x0) & (self.x1[1:] == last_x1)
        same &= (self.top[1:] == self.top[:-1]) & (self.bottom[1:] == self.bottom[:-1])
        near = (same | ((x0 >= last_x0) & (gap <= GLUED * last_size))) & (
            self.blank[1:] == NO_BLANK
        )
        if self.thin and (self.blank == SPACE).any():
            # A narrow blank among digits parts thousands, where the page has others for words.
            for at in np.flatnonzero(self.blank[1:] == THIN).tolist():
                near[at] = (
                    self.order[at] == self.order[at + 1]
                    and self.text[at].isdecimal()
                    and self.text[at + 1].isdecimal()
                    and 0 <= gap[at] <= _WIDEST_THIN * last_size[at]
                )
        return np.append(False, level & near)


def _words(stroke: _Stroke, page: Frame, down: Sequence[Rule]) -> list[Word]:
    """Words of letters that run one way, placed as the page is seen."""
    line = stroke.line
    along = down if line.turn is page.turn else ()
    starts = _cut_at_rules(stroke, np.flatnonzero(~stroke.follow()), along)
    follows_blank = stroke.blank[starts] != NO_BLANK
    words = glued(_words_of(stroke, starts), follows_blank, along)
    words = [_marked_where_cut(word, *line.size) for word in words]
    if line.turn is page.turn:
        return words
    turn = page.turn_seen(line.turn)
    boxes = [page.seen(line.on_page(word[1:5])) for word in words]
    return [
        Word(word.text, *box, word.size, turn, word.run)
        for word, box in zip(words, boxes, strict=True)
    ]


def _cut_at_rules(stroke: _Stroke, starts: Array, down: Sequence[Rule]) -> Array:
    """Where words begin: cells close to their rule can run into one, which the rule divides.

    Letters that follow each other without any gap are one word, whatever a rule does: a number
    too wide for its cell is not two numbers.
    """
    if not down:
        return starts
    ends = np.append(starts[1:], len(stroke.text))
    middle = (stroke.top[starts] + stroke.bottom[starts]) / 2
    left, right = stroke.x0[starts], stroke.x1[ends - 1]
    added: list[int] = []
    for rule in sorted(down):
        crossed = (left < rule.at) & (rule.at < right)
        crossed &= (rule.start <= middle) & (middle <= rule.end)
        for at in np.flatnonzero(crossed).tolist():
            begin = max([int(starts[at]), *(one for one in added if starts[at] < one < ends[at])])
            rows = np.arange(begin, ends[at])
            before = begin + int(((stroke.x0[rows] + stroke.x1[rows]) / 2 < rule.at).sum())
            if begin < before < ends[at]:
                gap = stroke.x0[before] - stroke.x1[before - 1]
                if gap > CELL_GAP * stroke.size[begin]:
                    added.append(before)
    return np.sort(np.append(starts, np.array(added, "i8"))) if added else starts


def _words_of(stroke: _Stroke, starts: Array) -> list[Word]:
    ends = np.append(starts[1:], len(stroke.text)).tolist()
    text = stroke.text
    texts = [text[a:b] for a, b in zip(starts.tolist(), ends, strict=True)]
    columns = (
        np.minimum.reduceat(stroke.x0, starts),
        np.minimum.reduceat(stroke.top, starts),
        np.maximum.reduceat(stroke.x1, starts),
        np.maximum.reduceat(stroke.bottom, starts),
        stroke.size[starts],
        stroke.order[starts],
    )
    begins = np.zeros(len(text), bool)
    begins[starts] = True
    changes = np.append(False, stroke.order[1:] != stroke.order[:-1])
    odd = np.flatnonzero(~begins & (changes | (stroke.blank == THIN)))
    joints: dict[int, tuple[Joint, ...]] = {}
    for at in sorted(set((np.searchsorted(starts, odd, "right") - 1).tolist())):
        texts[at], joints[at] = _spelled(stroke, int(starts[at]), ends[at])
    return [
        Word(one, x0, top, x1, bottom, size, Turn.ALONG, order, joints.get(at, ()))
        for at, (one, x0, top, x1, bottom, size, order) in enumerate(
            zip(texts, *(column.tolist() for column in columns), strict=True)
        )
    ]


def _spelled(stroke: _Stroke, start: int, end: int) -> tuple[str, tuple[Joint, ...]]:
    """A word with the thin blanks in it, and where other runs begin in it."""
    text, joints = stroke.text[start], []
    for before, row in pairwise(range(start, end)):
        text += stroke.thin.get(row, "")
        if stroke.order[row] != stroke.order[before]:
            x0, x1 = float(stroke.x1[before]), float(stroke.x0[row])
            joints.append(Joint(len(text), int(stroke.order[row]), x0, x1))
        text += stroke.text[row]
    return text, tuple(joints)


def _marked_where_cut(word: Word, width: float, height: float) -> Word:
    """A figure at the page's very edge may have lost digits that lie beyond it."""
    whole = word.x0 > _EDGE and word.x1 < width - _EDGE and word.bottom < height - _EDGE
    return word if whole or not word.is_figure else word._replace(text=word.text + APART.rstrip())
