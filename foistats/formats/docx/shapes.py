"""Drawings of a Word document: what they decide of text in them, and of text that they cover."""

import math
from collections.abc import Iterable

from foistats.formats.docx.colours import PAPER, UNKNOWN, Ground, Palette
from foistats.formats.docx.nodes import Node, is_on, number
from foistats.formats.docx.page import Area, Page, Room, shape_is_off
from foistats.formats.docx.seen import Around, Float
from foistats.formats.office.colours import WHITE, read_hex
from schemas.channels import Channel

# Points. No line shows in a box as low as this.
_SMALLEST_BOX = 2.0
# A box over the text that is smaller covers no figure: a box to be ticked, a stroke.
_COVERING = (20.0, 6.0)
# A cover's picture is at least this large, in points (an inch).
_PICTURE = 72.0
# Of a text box: a drawing below it that bears less is not what its letters stand on.
_BEARS = 0.6
_VML = ("v:rect", "v:roundrect", "v:oval", "v:shape")
_FILLS = {"a:gradFill", "a:blipFill", "a:pattFill", "a:grpFill"}


def in_shape(shape: Node, around: Around, page: Page, palette: Palette) -> Around:
    """What a drawing, or one of the shapes in it, decides of the text in it."""
    style = _style(shape)
    properties = shape.first("wp:docPr") or shape.first("wps:cNvPr")
    hidden = properties is not None and is_on(properties.written.get("hidden"))
    if hidden or style.get("visibility") == "hidden" or style.get("display") == "none":
        return around.without(Channel.VANISHED_TEXT)
    sizes, grows = _sizes(shape), _grows(shape)
    # Word writes a height of next to nothing for a box that becomes as high as its text.
    if sizes and min(sizes[:1] if grows else sizes) < _SMALLEST_BOX:
        return around.without(Channel.TINY_TEXT)
    if shape.name == "wp:anchor" and shape_is_off(shape, page):
        return around.without(Channel.OFF_PAGE_TEXT)
    places = [
        _length(style.get(f"margin-{side}"))
        for side, way in (("left", "horizontal"), ("top", "vertical"))
        if style.get(f"mso-position-{way}", "absolute") == "absolute"
    ]
    if any(abs(place) > max(page.width, page.height) / 20 for place in places):
        return around.without(Channel.OFF_PAGE_TEXT)
    if sizes:
        wide, high = sizes[0] * 20, sizes[1] * 20
        if _is_upright(shape):
            wide, high = high, wide
        around = around._replace(area=Area(0, wide, 0, wide))
        around = around._replace(room=None if grows else Room(high, Channel.TINY_TEXT))
    return around.on(_fill(shape, palette))


def _style(shape: Node) -> dict[str, str]:
    """What a style attribute sets, by name."""
    written = shape.written.get("style", "").replace(" ", "").lower()
    parts = (one.partition(":") for one in written.split(";"))
    return {name: value for name, _, value in parts}


def _sizes(shape: Node) -> list[float]:
    """Width and height of a drawing in points; nothing where they aren't said."""
    extent = shape.first("wp:extent")
    if extent is not None:
        return [number(extent.written.get(key)) / 12_700 for key in ("cx", "cy")]
    style = _style(shape)
    if "width" in style and "height" in style:
        lengths = [_length(style[key]) for key in ("width", "height")]
        return [] if any(map(math.isnan, lengths)) else lengths
    return []


def _length(text: str | None) -> float:
    """A length in points; percentages, and what counts in the units of a group, are none."""
    return number(text, math.nan) / 20 if text and text[-2:].isalpha() else math.nan


def _grows(shape: Node) -> bool:
    """True for a box that becomes as high as its text, and for a group of shapes."""
    if next(shape.below("a:spAutoFit", "wpg:wgp", "wpc:wpc"), None) is not None:
        return True
    boxes = (_style(box) for box in shape.below("v:textbox"))
    return any(box.get("mso-fit-shape-to-text") in ("t", "true") for box in boxes)


def _is_upright(shape: Node) -> bool:
    """True for a box in which lines run up or down."""
    old = (_style(box).get("layout-flow", "") for box in shape.below("v:textbox"))
    new = (body.written.get("vert", "horz") for body in shape.below("wps:bodyPr"))
    return any(flow.startswith("vert") for flow in old) or any(flow != "horz" for flow in new)


def _fill(shape: Node, palette: Palette) -> Ground | None:
    """What a shape puts behind its text; None where it is not the one that decides."""
    if shape.name == "wps:wsp":
        look = shape.first("wps:spPr") or shape
        solid = look.first("a:solidFill")
        if solid is not None:
            return Ground(palette.fill(solid))
        if look.first("a:noFill") is not None:
            return PAPER
        filled = {child.name for child in look.children} & _FILLS
        return UNKNOWN if filled or shape.first("wps:style") is not None else PAPER
    if shape.name in _VML and shape.first("v:textbox") is not None:
        if shape.first("v:fill") is not None or shape.first("v:imagedata") is not None:
            return UNKNOWN
        if shape.written.get("filled", "t").lower() in ("f", "false", "0"):
            return PAPER
        colour = [*shape.written.get("fillcolor", "white").split(), "white"][0]
        known = WHITE if colour in ("white", "window") else read_hex(colour)
        return Ground((known,)) if known else UNKNOWN
    return None


def float_of(anchor: Node, palette: Palette) -> Float | None:
    """Where a drawing lies; None where its place isn't said from the page's edges."""
    starts = []
    for way in "HV":
        position = anchor.first(f"wp:position{way}") or anchor
        offset = position.first("wp:posOffset")
        if offset is None or position.written.get("relativeFrom") != "page":
            return None
        starts.append(number(offset.text) / 12_700)
    sizes = _sizes(anchor)
    if not sizes or is_on(anchor.written.get("behindDoc")):
        return None
    shape = anchor.first("a:graphic", "a:graphicData", "wps:wsp")
    solid = None if shape is None else (shape.first("wps:spPr") or shape).first("a:solidFill")
    fill = None if solid is None else Ground(palette.fill(solid))
    left, top = starts
    box = (left, top, left + sizes[0], top + sizes[1])
    return Float(number(anchor.written.get("relativeHeight")), box, fill)


def ground_below(one: Float, others: Iterable[Float]) -> Ground | None:
    """The fill of the topmost filled drawing below another one that bears most of it."""
    left, top, right, bottom = one.box
    whole = (right - left) * (bottom - top)
    below = []
    for other in others:
        x0, y0, x1, y1 = other.box
        shared = max(min(right, x1) - max(left, x0), 0) * max(min(bottom, y1) - max(top, y0), 0)
        if other.fill is not None and other.level < one.level and shared >= _BEARS * whole:
            below.append(other)
    return max(below, key=lambda other: other.level).fill if below else None


def is_behind(anchor: Node) -> bool:
    """True for a drawing behind the text that is large enough for white letters to stand on."""
    return is_on(anchor.written.get("behindDoc")) and min(_sizes(anchor)) >= _PICTURE


def covers_text(shape: Node) -> bool:
    """True for a filled box without text that lies over the words of the page."""
    sizes = _sizes(shape)
    if not sizes or sizes[0] < _COVERING[0] or sizes[1] < _COVERING[1]:
        return False
    if shape.name == "wp:anchor":
        front = not is_on(shape.written.get("behindDoc")) and shape.first("wp:wrapNone") is not None
        box = shape.first("a:graphic", "a:graphicData", "wps:wsp")
        if not front or box is None or next(box.below("txbxContent"), None) is not None:
            return False
        solid = (box.first("wps:spPr") or box).first("a:solidFill")
        return solid is not None and next(solid.below("a:alpha"), None) is None
    style = _style(shape)
    if shape.name not in _VML or style.get("position") != "absolute":
        return False
    inside = ("v:textbox", "v:imagedata", "v:textpath", "w10:wrap", "v:fill")
    return (
        number(style.get("z-index")) >= 0
        and shape.written.get("filled", "t").lower() not in ("f", "false", "0")
        and not any(shape.first(name) is not None for name in inside)
    )


def picture_covers(anchor: Node, *, width: float, line: float) -> bool:
    """True for a picture over the first line, of this size, of the paragraph that it stands by."""
    offsets = []
    for way, beside in (("H", ("column", "margin", "character")), ("V", ("paragraph", "line"))):
        position = anchor.first(f"wp:position{way}") or anchor
        offset = position.first("wp:posOffset")
        if offset is None or position.written.get("relativeFrom") not in beside:
            return False
        offsets.append(number(offset.text) / 635)
    sizes = _sizes(anchor)
    if is_on(anchor.written.get("behindDoc")) or anchor.first("wp:wrapNone") is None or not sizes:
        return False
    across, down = offsets
    wide, high = sizes[0] * 20, sizes[1] * 20
    over_line = down <= 0.3 * line and down + high >= 0.7 * line
    return over_line and across < 0.5 * width and across + wide > 0.8 * width
