"""How the text inside an element looks, computed from what styles declare for it."""

import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from foistats.formats.html.boxes import OPEN, hidden_by_box, may_cover, opening_of, scale_of
from foistats.formats.html.displays import CELLS, FLEXIBLE, INLINE, display_of, vanished_by
from foistats.formats.html.lettering import (
    indent_of,
    is_struck,
    is_turned,
    keeps_lines,
    raised_of,
    size_of,
    stands_apart,
)
from foistats.formats.html.looks import FAINT, Given, Look
from foistats.formats.html.values import (
    BLACK,
    WHITE,
    Colour,
    Undecided,
    apart,
    attribute_colour,
    colour,
    colours_in,
    number,
    over,
)
from schemas.channels import Channel


def ground_around(around: Look, display: str) -> Colour:
    """The colour behind an element; a block is not in front of what a part of a line has."""
    return around.ground if display in INLINE else around.block_ground


def ground_of(given: Given, around: Look, display: str) -> tuple[Colour, bool]:
    """The colour behind an element, and whether a picture lies over that colour."""
    values = given.cascaded
    image = values.get("background-image", "none")
    ground, pictured = ground_around(around, display), around.pictured
    own = values.get("background-color", "")
    if own in ("", "inherit", "initial", "unset", "revert"):
        written = attribute_colour(given.attributes.get("bgcolor", "")) if not own else None
        behind = written if given.tag in ("table", "tr", "td", "th", "body", "tbody") else None
        if given.tag == "mark" and not own:
            behind = Colour(255, 255, 0)
    elif own == "currentcolor":
        behind = ink_of(given, around)
    else:
        behind = colour(own)
    if behind is not None and behind.alpha > 0:
        ground = over(behind, ground)
        pictured = pictured and behind.alpha < 1
    if "gradient(" in image and "url(" not in image:
        stops = [over(one, ground) for one in colours_in(image)]
        if stops and all(apart(stop, stops[0]) < FAINT for stop in stops):
            ground = stops[0]
        else:
            pictured = True
    elif image not in ("none", "", "initial") or "background" in given.attributes:
        pictured = True
    return ground, pictured


def besides_of(
    values: Mapping[str, str], around: Look, ground: Colour, display: str
) -> Colour | None:
    """The colour that may be behind an element instead: what is taken out leaves its ground."""
    own = ground != ground_around(around, display)
    if values.get("position") in ("absolute", "fixed") or values.get("float", "none") != "none":
        return around.besides if own or around.ground == WHITE else WHITE
    high = values.get("height") or values.get("max-height") or "auto"
    if own and high[0].isdigit() and display not in CELLS and display != "table":
        return around.ground
    return None if own else around.besides


def ink_of(given: Given, around: Look) -> Colour:
    """The colour of the letters, by styles, by old attributes, or as browsers have it."""
    values, attributes = given.cascaded, given.attributes
    value = values.get("color", "")
    if given.tag == "table" and given.quirks and not value:
        # Without a document type, tables take the colour of the body whatever is around them.
        return around.body_ink
    if value == "initial":
        return BLACK
    if value and value not in ("inherit", "unset", "currentcolor", "revert"):
        found = colour(value)
        if found is not None:
            return found
    if value in ("inherit", "currentcolor", "unset"):
        return around.ink
    named = attributes.get({"font": "color", "body": "text"}.get(given.tag, ""), "")
    if named and (written := attribute_colour(named)) is not None:
        return written
    if given.tag == "a" and "href" in attributes:
        return Colour(0, 0, 238)
    if given.tag in ("mark", "input", "textarea", "button", "select"):
        return BLACK
    return around.ink


def filled_of(values: Mapping[str, str], around: Look) -> Colour | None:
    """The colour that letters are filled with in place of their own; inherited beside it."""
    value = values.get("-webkit-text-fill-color", "")
    if not value or value in ("inherit", "unset", "revert"):
        return around.filled
    return None if value in ("currentcolor", "initial") else colour(value)


T = TypeVar("T")

# Letters drawn closer to one another than by two tenths of their size, or by four pixels.

# Letters drawn closer to one another than by two tenths of their size, or by four pixels.
_CLOSE = r"-(?!0?\.[01]\d*em|[0-3](?:\.\d+)?p[xt]|\.\d+p[xt]|0).*"
_HARMLESS_FILTERS = r"(?:\s*(?:drop-shadow\([^()]*(?:\([^()]*\)[^()]*)?\)|progid:.*|alpha\(.*))*\s*"


def look_of(given: Given, around: Look) -> Look:
    """How text inside an element looks, by how it looks around it."""
    values, doubts = given.cascaded, [around.unsure]

    def decided(read: Callable[[], T], otherwise: T) -> T:
        try:
            return read()
        except Undecided:
            doubts.append("a style that only a whole browser can work out")
            return otherwise

    display = display_of(given, around)
    size = decided(lambda: size_of(given, around), around.size)
    hidden = around.hidden or vanished_by(given, display)
    scale = around.scale
    opening = OPEN
    shut = around.shut and values.get("position") not in ("absolute", "fixed")
    if values and hidden is None and display != "contents":
        hidden = decided(lambda: hidden_by_box(values, display, size), None)
        opening = decided(lambda: opening_of(given.tag, values, display, size), OPEN)
        if opening.is_shut(size):
            # What is placed by a box farther out shows beyond a shut one.
            shut = True
            if values.get("position", "static") != "static":
                hidden = hidden or Channel.INVISIBLE_TEXT
        scale *= decided(lambda: scale_of(values, display, size), 1.0)
        doubts += _doubts(values, display)
    ground, pictured = decided(lambda: ground_of(given, around, display), (around.ground, True))
    ink = decided(lambda: ink_of(given, around), around.ink)
    filled = decided(lambda: filled_of(values, around), around.filled)
    if values.get("background-clip", "") == "text":
        # The ground is drawn in the shape of the letters, behind their own colour.
        if (filled or ink).alpha < 0.5:
            image = colours_in(values.get("background-image", ""))
            filled = image[0] if image else ground
        ground, pictured = around.ground, around.pictured
    scale *= decided(lambda: number(values.get("zoom", "1")) or 1.0, 1.0)
    share = decided(lambda: number(values.get("opacity", "1")), None)
    if display == "contents":
        share, ground, pictured = 1.0, around.ground, around.pictured
    indent = decided(lambda: indent_of(given, around, size), around.indent)
    covers = decided(lambda: may_cover(given.tag, values, size), True) if values else False
    return Look(
        display=display,
        boxes=display if display in FLEXIBLE else "",
        hidden=hidden,
        shut=shut,
        opening=opening,
        unsure=next(filter(None, doubts), ""),
        visible=_visible(values, around),
        ink=ink,
        filled=filled,
        body_ink=ink if given.tag == "body" else around.body_ink,
        ground=ground,
        block_ground=around.block_ground if display in INLINE else ground,
        besides=besides_of(values, around, ground, display),
        pictured=pictured,
        shadowed=_inherited(values, "text-shadow", around.shadowed, lambda v: v != "none"),
        opacity=around.opacity * (1.0 if share is None else min(max(share, 0.0), 1.0)),
        size=size,
        scale=scale,
        indent=indent,
        drawn_indent=around.drawn_indent if display in INLINE else indent,
        struck=is_struck(given, around, display),
        raised=decided(lambda: raised_of(given, around, display, size), around.raised),
        keeps_lines=keeps_lines(given, around),
        turned=is_turned(given, around),
        numbered=_inherited(values, "list-style-type", around.numbered, lambda v: v != "none"),
        apart=stands_apart(given, display, size),
        covers=covers,
        variables=given.variables,
    )


def _visible(values: Mapping[str, str], around: Look) -> bool:
    value = values.get("visibility", "")
    if value in ("hidden", "collapse"):
        return False
    return True if value in ("visible", "initial") else around.visible


def _inherited(
    values: Mapping[str, str], name: str, around: bool, read: Callable[[str], bool]
) -> bool:
    value = values.get(name, "")
    return around if value in ("", "inherit", "unset") else read(value)


def _doubts(values: Mapping[str, str], display: str) -> list[str]:
    """Why nobody can tell whether an element is seen, by styles that act on the whole of it."""
    found = []
    filters = values.get("filter", "none")
    if "(" in filters and not re.fullmatch(_HARMLESS_FILTERS, filters):
        found.append("a filter over the text")
    mask = values.get("mask-image") or values.get("mask") or ""
    if mask not in ("", "none", "initial"):
        found.append("a mask over the text")
    turned = values.get("transform", "") + values.get("rotate", "")
    if values.get("backface-visibility") == "hidden" and "180" in turned and display != "inline":
        found.append("a text that is turned away")
    if re.fullmatch(_CLOSE, values.get("letter-spacing", "")):
        found.append("letters that lie on one another")
    if "all" in values:
        found.append("a style that sets all others back")
    if "url(" in values.get("content", "") and display != "none":
        found.append("a picture in place of the text")
    return found
