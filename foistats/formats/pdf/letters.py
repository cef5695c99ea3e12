"""The letters of a page, each taken once, in the runs in which they are drawn."""

import ctypes
import math
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from foistats.documents.refusals import broken
from foistats.formats.pdf.rules import Matrix
from foistats.formats.pdf.turned import Box, Turn

Shown = Callable[[float, float], tuple[float, float]]

# How far a letter reaches below the line that it stands on, as a share of its size.
DESCENT = 0.21
_UNKNOWN = "\ufffd"


class Letter(NamedTuple):
    """One letter. `ink` is what it blackens, in the page's own units.

    `box` (left, top, right, bottom) is the room it takes on the page as it is shown, in points,
    and `turn` the way its line runs there. `blank` is what was typed directly before it.
    """

    text: str
    ink: Box
    box: Box
    size: float
    turn: Turn
    blank: str
    order: int

    @property
    def is_telling(self) -> bool:
        """True for what says something; dots and dashes don't."""
        left, bottom, right, top = self.ink
        has_ink = left < right and bottom < top
        return self.text.isalnum() or (_is_unnamed(self.text) and has_ink)


@dataclass(eq=False)
class Run:
    """Text drawn in one go. `objects` are PDFium's: the text, and before it the forms it lies in.

    `mode` is the way its letters are drawn, as PDF counts them: filled, outlined, not at all ...
    """

    order: int
    objects: tuple[Any, ...]
    matrix: Matrix | None
    mode: int
    pieces: "list[Piece]" = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its pieces, one space apart."""
        return " ".join(piece.text for piece in self.pieces)

    @cached_property
    def reach(self) -> float:
        """How far its largest letter goes, up or across."""
        inks = [letter.ink for piece in self.pieces for letter in piece.letters]
        return max((max(one[2] - one[0], one[3] - one[1]) for one in inks), default=0.0)

    @property
    def is_drawn(self) -> bool:
        """False where its very mode of drawing leaves nothing on the page."""
        return self.mode not in (3, 7)

    @property
    def is_cut_out(self) -> bool:
        """True where its letters are the holes through which something else is seen."""
        return self.mode >= 4


@dataclass(eq=False)
class Piece:
    """Letters of one run up to a space: they are seen, or hidden, together."""

    run: Run
    letters: list[Letter] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(letter.text for letter in self.letters)

    @cached_property
    def inks(self) -> list[Box]:
        """The ink of those letters that say something."""
        return [letter.ink for letter in self.letters if letter.is_telling]

    @cached_property
    def box(self) -> Box:
        """The box around the ink of its letters."""
        lefts, bottoms, rights, tops = zip(*(one.ink for one in self.letters), strict=True)
        return min(lefts), min(bottoms), max(rights), max(tops)


def shown_box(box: Box, shown: Shown) -> Box:
    """A box of the page as it is shown: left, top, right, bottom."""
    one, other = shown(box[0], box[1]), shown(box[2], box[3])
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[0], other[0]),
        max(one[1], other[1]),
    )


class _Setting(NamedTuple):
    """How the letters of one run are set: their size, and which way they run on the page."""

    size: float
    turn: Turn
    turn_shown: Turn


def take_letters(
    page: Any,
    runs: dict[int, Run],
    shown: Shown,
    raw: Any,
) -> None:
    """Divide the letters of a page among the runs they belong to, cut at spaces."""
    text_page = page.get_textpage()
    handle = text_page.raw
    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    loose = raw.FS_RECTF()
    settings: dict[int, _Setting] = {}
    piece: Piece | None = None
    blank = ""
    for index in range(text_page.count_chars()):
        text = _text_of(handle, index, raw)
        if text.isspace():
            if not raw.FPDFText_IsGenerated(handle, index):
                blank += text
                raw.FPDFText_GetCharOrigin(handle, index, x, y)
                _end_at(piece, shown(x.value, y.value))
            piece = None
            continue
        text_object = raw.FPDFText_GetTextObject(handle, index)
        address = ctypes.addressof(text_object.contents) if text_object else 0
        run = runs.get(address)
        if run is None or not raw.FPDFText_GetCharBox(handle, index, left, right, bottom, top):
            # What can't be placed could be neither read nor found hidden.
            raise broken("a PDF with text that belongs to nothing its pages draw")
        if address not in settings:
            settings[address] = _setting(handle, index, shown, raw)
        raw.FPDFText_GetCharOrigin(handle, index, x, y)
        raw.FPDFText_GetLooseCharBox(handle, index, loose)
        sides = (loose.left, loose.bottom, loose.right, loose.top)
        size, turn, turn_shown = settings[address]
        if piece is not None and piece.run is run:
            _end_at(piece, shown(x.value, y.value))
        room = shown_box(_room(x.value, y.value, sides, turn, size), shown)
        ink = (left.value, bottom.value, right.value, top.value)
        if piece is None or piece.run is not run:
            piece = Piece(run)
            run.pieces.append(piece)
        piece.letters.append(Letter(text, ink, room, size, turn_shown, blank, run.order))
        blank = ""
    text_page.close()


def _end_at(piece: Piece | None, point: tuple[float, float]) -> None:
    """Have the room of a piece's last letter end where the next sign begins."""
    if piece is None:
        return
    last = piece.letters[-1]
    x0, top, x1, bottom = last.box
    x, y = point
    box = {
        Turn.ALONG: (x0, top, x if x0 < x < x1 else x1, bottom),
        Turn.OVER: (x if x0 < x < x1 else x0, top, x1, bottom),
        Turn.UP: (x0, y if top < y < bottom else top, x1, bottom),
        Turn.DOWN: (x0, top, x1, y if top < y < bottom else bottom),
    }[last.turn]
    piece.letters[-1] = last._replace(box=box)


def _text_of(handle: Any, index: int, raw: Any) -> str:
    code = raw.FPDFText_GetUnicode(handle, index)
    if raw.FPDFText_IsHyphen(handle, index) == 1:
        return "-"
    if code >= 0x110000 or 0xD800 <= code < 0xE000 or code == 0:
        return _UNKNOWN
    if raw.FPDFText_HasUnicodeMapError(handle, index) == 1:
        return _UNKNOWN
    return chr(code)


def _setting(handle: Any, index: int, shown: Shown, raw: Any) -> _Setting:
    found = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(handle, index, found)
    size = raw.FPDFText_GetFontSize(handle, index) * math.hypot(found.c, found.d)
    (x0, y0), (x1, y1) = shown(0, 0), shown(found.a * 1000, found.b * 1000)
    return _Setting(size, _direction(found.a, found.b), _direction(x1 - x0, y0 - y1))


def _direction(along: float, up: float) -> Turn:
    if abs(along) >= abs(up):
        return Turn.ALONG if along >= 0 else Turn.OVER
    return Turn.UP if up > 0 else Turn.DOWN


def _room(x: float, y: float, sides: Box, turn: Turn, size: float) -> Box:
    """The room that a letter takes on its line, in the page's own units."""
    below, above = DESCENT * size, (1 - DESCENT) * size
    left, bottom, right, top = sides
    if turn is Turn.ALONG:
        return x, y - below, max(right, x), y + above
    if turn is Turn.OVER:
        return min(left, x), y - above, x, y + below
    if turn is Turn.UP:
        return x - above, y, x + below, max(top, y)
    return x - below, min(bottom, y), x + above, y


def _is_unnamed(letter: str) -> bool:
    """True for a letter that no table maps to a sign; it shows something all the same."""
    return letter == _UNKNOWN or unicodedata.category(letter) in ("Co", "Cn")
