"""Whether a reader of the page sees a stretch of text, and if not, why."""

import re
from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

from foistats.formats.docx.colours import PAPER, Ground, is_seen
from foistats.formats.docx.page import Area, Room
from foistats.formats.docx.styles import NO_LAY, NO_LETTERS, Lay, Letters
from schemas.channels import Channel

# Points. At three points a figure is less than a millimetre high.
_SMALLEST = 3.0
_NARROWEST_LETTERS = 2.5
# Four inches: hardly a letter of a word is on the page.
_LARGEST = 300.0
# Raised and lowered letters are drawn at two thirds of their size.
_RAISED = 2 / 3
# Letters that keep less than this of their own width lie upon one another.
_LEAST_ADVANCE = 0.3
_USUAL_SIZE = 10.0
# A letter is about half as wide as high; raised further than this it is off its page.
_LETTER = 0.5
_HIGHEST = 400.0
# Fonts in which letters and figures are little pictures.
_PICTURES = ("wingdings", "webdings", "marlett", "zapf dingbats", "bookshelf symbol")


class Aside(Enum):
    """What is left out of the reading without being hidden: it is the program's own."""

    OF_PROGRAM = "of_program"


Unseen = Channel | Aside | None


class Float(NamedTuple):
    """A drawing that lies on the page: how far up, its box in points from the page's corner."""

    level: float
    box: tuple[float, float, float, float]
    fill: Ground | None


class Around(NamedTuple):
    """What the elements around a run decide; `area` is None where its section's page does."""

    unseen: Unseen = None
    ground: Ground = PAPER
    area: Area | None = None
    letters: Letters = NO_LETTERS
    lay: Lay = NO_LAY
    room: Room | None = None
    is_struck: bool = False
    is_inserted: bool = False
    in_table: bool = False
    # Word's own cover pages are drawn of boxes upon one another.
    on_cover: bool = False
    float: Float | None = None

    def without(self, unseen: Unseen) -> "Around":
        """The same, hidden in one more way unless it is hidden already."""
        return self if self.unseen is not None else self._replace(unseen=unseen)

    def on(self, ground: Ground | None) -> "Around":
        """The same on another ground, if there is one."""
        return self if ground is None else self._replace(ground=ground)


def size_of(letters: Letters) -> float:
    """The size in points at which letters are drawn."""
    size = letters.complex_size if letters.is_complex else letters.size
    size = _USUAL_SIZE if size is None else size
    return size * _RAISED if letters.raised in ("superscript", "subscript") else size


def lift_of(letters: Letters) -> str:
    """`superscript`, `subscript` or nothing, for letters that are raised or lowered."""
    if letters.raised in ("superscript", "subscript"):
        return letters.raised
    lifted, size = letters.position or 0.0, size_of(letters)
    if abs(lifted) < size / 6:
        return ""
    return "superscript" if lifted > 0 else "subscript"


def is_in_pictures(letters: Letters) -> bool:
    """True where letters are drawn in a font of little pictures."""
    return (letters.font or "").lower().startswith(_PICTURES)


def why_unseen(letters: Letters, lay: Lay, ground: Ground, text: str) -> Channel | None:
    """Why a stretch of text isn't seen, by how its letters look; None where it is."""
    if letters.vanish or letters.web_hidden:
        return Channel.VANISHED_TEXT
    size = size_of(letters)
    if size <= _SMALLEST or size * (letters.scale or 1.0) <= _NARROWEST_LETTERS:
        return Channel.TINY_TEXT
    advance = size * (letters.scale or 1.0) * _LETTER + (letters.spacing or 0.0)
    if letters.fit is not None and letters.fit > 0:
        advance = letters.fit / max(len(text.strip()), 1)
    if advance < size * _LETTER * _LEAST_ADVANCE:
        return Channel.TINY_TEXT
    if _is_cut_off(letters, lay, size):
        return Channel.TINY_TEXT
    if abs(letters.position or 0.0) > _HIGHEST or size > _LARGEST:
        return Channel.OFF_PAGE_TEXT
    if letters.clear or not is_seen(letters.ink or (), ground):
        return Channel.INVISIBLE_TEXT
    return None


def _is_cut_off(letters: Letters, lay: Lay, size: float) -> bool:
    """True where the line is so low that less than half of its letters shows."""
    if lay.line is None:
        return False
    if lay.line_rule == "exact":
        room = abs(lay.line) / 20
        return room < size / 2 or abs(letters.position or 0.0) > room
    # The least height of a line is no limit to it; its share of the usual height is.
    return lay.line_rule == "auto" and 0 < lay.line < 100


def numbers_a_page(text: str, styles: Iterable[str]) -> bool:
    """True for a page's number as programs set it in a footer, by the style or a field around it.

    >>> numbers_a_page("12", ["Page Number1"]), numbers_a_page("12", ["Footer"])
    (True, False)
    """
    of_page = any(name.lower().replace(" ", "").startswith("pagenumber") for name in styles)
    return of_page and is_a_page(text)


def is_a_page(text: str) -> bool:
    """True for a number as pages have them, in figures or Roman."""
    return re.fullmatch(r"\d{1,3}|[ivxl]{1,6}", text.strip()) is not None


def is_number_of_page(text: str, styles: Iterable[str], letters: Letters) -> bool:
    """True for page numbers of a contents list: LibreOffice hides what Word hides on the web."""
    contents = any(name.startswith(("toc", "contents")) for name in styles)
    number = text.strip()
    if contents:
        return len(number) <= 4
    return not letters.vanish and number.isdigit() and len(number) <= 3
