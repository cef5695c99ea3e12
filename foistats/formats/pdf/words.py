"""Words of a page and what stands around them, as a reader of tables needs them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from foistats.formats.pdf.rules import Rule
from foistats.formats.pdf.turned import Turn

_COUNT = re.compile(
    r"[<>≤≥]?\d{1,3}(?:[,\u00a0\u2007\u2009\u202f]\d{3})+[*†]?|[<>≤≥]?\d+[*†]?|[-–—*~]|\.\."
    r"|\d+(?:\.\d+)?%"
)
_MARKED = re.compile(r"(?<=\d)[⁰¹²³⁴-⁹]+$")
_FIGURE = re.compile(r"[^A-Za-z]*\d[^A-Za-z]*")
# Between numbers that stand in one cell, and after one that the page's edge cuts. No parser takes
# it for part of a number: such a number is refused, never joined or shortened.
APART = " ¦ "
# A gap inside a word is less than this share of its size; a space is about 0.28.
GLUED = 0.15
# Letters on two sides of a rule are further apart than this share, letters of a word are not.
CELL_GAP = 0.05
# Letters raised or lowered by more than this share of their size are not on one line.
LEVEL = 0.1
# Pieces of one word stand closer than this share of their size.
_TOUCHES = 0.15
# Behind each letter that is crossed out.
STROKE = "\u0336"


class Joint(NamedTuple):
    """Where two strokes of one word meet."""

    at: int
    run: int
    x0: float
    x1: float


class Word(NamedTuple):
    """One word and the box it fills, in points from the top left corner of the page.

    `turn` is the way its line runs on the page as read, and `run` the stroke in which its first
    letter was drawn: words of one phrase mostly share it. `joints` are the places in its text where
    another stroke begins, each with the stroke and with where its last letter ends and it begins.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    turn: Turn = Turn.ALONG
    run: int = 0
    joints: tuple["Joint", ...] = ()

    @property
    def x(self) -> float:
        """The middle across."""
        return (self.x0 + self.x1) / 2

    @property
    def y(self) -> float:
        """The middle down."""
        return (self.top + self.bottom) / 2

    @property
    def is_turned(self) -> bool:
        """True for a word that runs up or down the page, as headings of narrow columns do."""
        return self.turn in (Turn.UP, Turn.DOWN)

    @property
    def is_count(self) -> bool:
        """True for a number or a mark that can stand for one."""
        return _is_count(self.text)

    @property
    def is_figure(self) -> bool:
        """True for anything with a digit and no letter: a count, a year, a range."""
        return _is_figure(self.text)


# Asked again and again of the words of a page, of which many say the same.
@lru_cache(maxsize=20_000)
def _is_count(text: str) -> bool:
    return _COUNT.fullmatch(_MARKED.sub("", text)) is not None


@lru_cache(maxsize=20_000)
def _is_figure(text: str) -> bool:
    return _is_count(text) or _FIGURE.fullmatch(text) is not None


@dataclass(slots=True)
class PageMarks:
    """One page: its visible words, its rules across and down.

    `hidden` counts the words left out because nobody sees them. `is_scan` is True where the text
    lies behind a picture of the page.
    """

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    hidden: int = 0
    pictures: int = 0
    is_scan: bool = False


def unjoined(word: Word) -> Iterator[Word]:
    """The pieces of a word as they were drawn."""
    ends = [*word.joints, Joint(len(word.text), 0, word.x1, word.x1)]
    start, left, run = 0, word.x0, word.run
    for end in ends:
        yield word._replace(text=word.text[start : end.at], x0=left, x1=end.x0, run=run, joints=())
        start, left, run = end.at, end.x1, end.run


def rejoined(pieces: Sequence[Word]) -> Iterator[Word]:
    """Words again of pieces that touch."""
    word = pieces[0]
    for piece in pieces[1:]:
        if piece.x0 - word.x1 <= _TOUCHES * word.size and piece.run != word.run:
            word = word._replace(text=word.text + piece.text, x1=piece.x1, run=piece.run)
        else:
            yield word
            word = piece
    yield word


def without_struck(words: Sequence[Word]) -> list[Word]:
    """The words that hold, where there are any; else all of them, each struck through."""
    return [word for word in words if STROKE not in word.text] or list(words)
