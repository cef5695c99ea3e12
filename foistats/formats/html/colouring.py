"""The colours of an element: of its letters, and of what is behind them."""

from collections.abc import Mapping

from foistats.formats.html.displays import CELLS, INLINE
from foistats.formats.html.looks import FAINT, Given, Look
from foistats.formats.html.values import (
    BLACK,
    WHITE,
    Colour,
    apart,
    attribute_colour,
    colour,
    colours_in,
    over,
)


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
        if stops and all(apart(one, stops[0]) < FAINT for one in stops):
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
