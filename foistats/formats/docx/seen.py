"""Whether a reader of the page sees a stretch of text, and if not, why."""

import math
from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

from foistats.formats.docx.colours import PAPER, UNKNOWN, Ground, Palette, is_seen
from foistats.formats.docx.nodes import Node, is_on, number
from foistats.formats.docx.page import Area, Page, Room, shape_is_off
from foistats.formats.docx.styles import NO_LAY, NO_LETTERS, Lay, Letters
from foistats.screening.colours import WHITE, read_hex
from schemas.channels import Channel

# Points. At three points a figure is less than a millimetre high.
_SMALLEST = 3.0
_NARROWEST_LETTERS = 2.5
_SMALLEST_BOX = 2.0
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
# A cover's picture is at least this large, in English Metric Units (an inch).
_PICTURE = 914_400


class Aside(Enum):
    """What is left out of the reading without being hidden: it is the program's own."""

    OF_PROGRAM = "of_program"


Unseen = Channel | Aside | None


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
    if abs(letters.position or 0.0) > _HIGHEST:
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


def is_number_of_page(text: str, styles: Iterable[str], letters: Letters) -> bool:
    """True for page numbers of a contents list: LibreOffice hides what Word hides on the web."""
    contents = any(name.startswith(("toc", "contents")) for name in styles)
    return (contents or not letters.vanish) and text.strip().isdigit() and len(text.strip()) < 5


def in_shape(shape: Node, around: Around, page: Page, palette: Palette) -> Around:
    """What a drawing, or one of the shapes in it, decides of the text in it."""
    style = shape.written.get("style", "").replace(" ", "").lower()
    properties = shape.first("wp:docPr") or shape.first("wps:cNvPr")
    hidden = properties is not None and is_on(properties.written.get("hidden"))
    if hidden or "visibility:hidden" in style or "display:none" in style:
        return around.without(Channel.VANISHED_TEXT)
    sizes = _sizes(shape, style)
    if sizes and min(sizes) < _SMALLEST_BOX:
        return around.without(Channel.TINY_TEXT)
    if shape.name == "wp:anchor" and shape_is_off(shape, page):
        return around.without(Channel.OFF_PAGE_TEXT)
    places = [number(value) for key, value in _pairs(style) if key in ("margin-left", "margin-top")]
    if any(abs(place) > max(page.width, page.height) for place in places):
        return around.without(Channel.OFF_PAGE_TEXT)
    if sizes:
        wide = sizes[0] * 20
        around = around._replace(area=Area(0, wide, 0, wide), room=None)
    return around.on(_fill(shape, palette))


def _fill(shape: Node, palette: Palette) -> Ground | None:
    """What a shape puts behind its text; None where it is not the one that decides."""
    if shape.name == "wps:wsp":
        look = shape.first("wps:spPr") or shape
        solid = look.first("a:solidFill")
        if solid is not None:
            return Ground(palette.fill(solid))
        if look.first("a:noFill") is not None:
            return PAPER
        kinds = {child.name for child in look.children}
        filled = kinds & {"a:gradFill", "a:blipFill", "a:pattFill", "a:grpFill"}
        return UNKNOWN if filled or shape.first("wps:style") is not None else PAPER
    if shape.name.startswith("v:") and shape.first("v:textbox") is not None:
        if shape.first("v:fill") is not None or shape.first("v:imagedata") is not None:
            return UNKNOWN
        if shape.written.get("filled", "t").lower() in ("f", "false", "0"):
            return PAPER
        colour = shape.written.get("fillcolor", "white").split()[0]
        known = WHITE if colour in ("white", "window") else read_hex(colour)
        return Ground((known,)) if known else UNKNOWN
    return None


def _pairs(style: str) -> list[tuple[str, str]]:
    """What a style attribute sets, by name."""
    parts = (one.partition(":") for one in style.split(";"))
    return [(name, value) for name, _, value in parts]


def _sizes(shape: Node, style: str) -> list[float]:
    """Width and height of a drawing in points; nothing where they aren't said."""
    extent = shape.first("wp:extent")
    if extent is not None:
        return [number(extent.written.get(key)) / 12_700 for key in ("cx", "cy")]
    said = dict(_pairs(style))
    if "width" in said and "height" in said:
        lengths = [number(said[key], math.nan) / 20 for key in ("width", "height")]
        # Percentages are no lengths.
        return [] if any(map(math.isnan, lengths)) else lengths
    return []


def is_behind(anchor: Node) -> bool:
    """True for a drawing behind the text that is large enough for white letters to stand on."""
    extent = anchor.first("wp:extent")
    sizes = {} if extent is None else extent.written
    large = all(number(sizes.get(key)) >= _PICTURE for key in ("cx", "cy"))
    return large and is_on(anchor.written.get("behindDoc"))
