"""How a page shows the text inside an element, computed from what its styles declare for it."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeVar

from foistats.formats.html.boxes import (
    OPEN,
    Opening,
    hidden_by_box,
    may_cover,
    opening_of,
    scale_of,
)
from foistats.formats.html.loud import FAR
from foistats.formats.html.values import (
    BLACK,
    MEDIUM,
    WHITE,
    Colour,
    Undecided,
    apart,
    attribute_colour,
    colour,
    colours_in,
    length,
    number,
    over,
)
from schemas.channels import Channel

# Of 255 steps of a colour: closer to what is behind it, text is not seen.
_FAINT = 20.0
# In pixels. Below, nobody reads anything.
_TINY = 3.0
# Elements that browsers don't show unless a style says so, and that hold no words of the page.
SILENT = frozenset(
    (
        *("head", "title", "script", "style", "meta", "link", "base", "noframes", "area", "param"),
        *("source", "track", "rp", "xml"),
    )
)
_UNSHOWN = frozenset(("template", "datalist", "noscript", "noembed"))
# Elements whose content stands in for them where they can't be shown at all.
_FALLBACK = frozenset(("canvas", "video", "audio", "iframe", "meter", "progress"))
_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog"),
        *("dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1"),
        *("h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "main"),
        *("menu", "nav", "ol", "optgroup", "option", "p", "pre", "search", "section", "summary"),
        *("ul", "listing", "xmp", "plaintext", "frameset", "frame"),
    )
)
_TABLE_PARTS = {
    **{"table": "table", "caption": "table-caption", "tr": "table-row", "td": "table-cell"},
    **{"th": "table-cell", "tbody": "table-row-group", "thead": "table-header-group"},
    **{"tfoot": "table-footer-group", "col": "table-column", "colgroup": "table-column-group"},
}
_CELLS = ("table-cell", "table-row", "table-row-group", "table-caption")
_ATOMS = frozenset(
    (
        *("img", "input", "select", "textarea", "button", "meter", "progress", "video", "audio"),
        *("canvas", "iframe", "object", "embed", "svg", "math"),
    )
)
DISPLAYS = frozenset(
    (
        *("none", "contents", "block", "inline", "inline-block", "flow-root", "list-item", "flex"),
        *("inline-flex", "grid", "inline-grid", "table", "inline-table", "ruby", "run-in", "math"),
        *("-webkit-box", "-webkit-inline-box", "-webkit-flex", "-webkit-inline-flex", "ruby-text"),
        *("inline-flow-root", "flow", *_TABLE_PARTS.values()),
    )
)
_UNCONTAINED = ("inline", "contents", "table", "table-row", "table-row-group", "ruby")
_INLINE = ("inline", "ruby", "ruby-text", "contents", "math", "run-in")
_FLEXIBLE = ("flex", "inline-flex", "grid", "inline-grid", "-webkit-flex", "-webkit-box")
_NO_BOX_SIZE = ("table-row", "table-cell", "table-row-group", "table", "table-header-group")
_FONT_SIZES = (10.0, 13.0, 16.0, 18.0, 24.0, 32.0, 48.0)
_SIZE_WORDS = {
    **{"xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0},
    **{"x-large": 24.0, "xx-large": 32.0, "xxx-large": 48.0},
}
# Letters drawn closer to one another than by two tenths of their size, or by four pixels.
_CLOSE = r"-(?!0?\.[01]\d*em|[0-3](?:\.\d+)?p[xt]|\.\d+p[xt]|0).*"
_STRUCK = frozenset(("del", "s", "strike"))
_HARMLESS_FILTERS = r"(?:\s*(?:drop-shadow\([^()]*(?:\([^()]*\)[^()]*)?\)|progid:.*|alpha\(.*))*\s*"
_UA_SIZES = {"small": 1 / 1.2, "big": 1.2, "sup": 1 / 1.2, "sub": 1 / 1.2, "h1": 2.0, "h2": 1.5}


class Look(NamedTuple):
    """How text inside an element looks.

    `hidden` is the channel through which nothing in it is seen; `unsure` says why nobody can tell
    whether it is. It is `shut` in a box without any opening, which what is placed by the page may
    leave; `drawn_indent` is how far the first line of its block is moved; `covers` is true for a
    box that may lie over other text. `besides` is a colour that may be behind the text instead of
    its `ground`.
    elements in it are laid out. `raised` is 1 for raised letters and -1 for lowered ones.
    """

    display: str = "block"
    boxes: str = ""
    hidden: Channel | None = None
    shut: bool = False
    opening: Opening = OPEN
    unsure: str = ""
    visible: bool = True
    ink: Colour = BLACK
    filled: Colour | None = None
    ground: Colour = WHITE
    besides: Colour | None = None
    pictured: bool = False
    shadowed: bool = False
    opacity: float = 1.0
    size: float = MEDIUM
    scale: float = 1.0
    indent: float = 0.0
    drawn_indent: float = 0.0
    struck: bool = False
    raised: int = 0
    keeps_lines: bool = False
    turned: bool = False
    numbered: bool = True
    apart: bool = False
    covers: bool = False
    variables: tuple[tuple[str, str], ...] = ()

    @property
    def unseen(self) -> Channel | None:
        """The channel of text that stands here and isn't seen; None where it is seen."""
        if self.hidden is not None:
            return self.hidden
        if not self.visible:
            return Channel.VANISHED_TEXT
        if self.shut:
            return Channel.INVISIBLE_TEXT
        if abs(self.drawn_indent) > FAR:
            return Channel.OFF_PAGE_TEXT
        if self.size * self.scale < _TINY:
            return Channel.TINY_TEXT
        return Channel.INVISIBLE_TEXT if self.is_faint and not self.doubt else None

    @property
    def is_faint(self) -> bool:
        """True for letters in the colour of what is behind them."""
        return self._is_faint_on(self.ground)

    def _is_faint_on(self, ground: Colour) -> bool:
        ink = self.ink if self.filled is None else self.filled
        seen = over(ink._replace(alpha=ink.alpha * self.opacity), ground)
        return apart(seen, ground) < _FAINT

    @property
    def doubt(self) -> str:
        """Why nobody can tell whether text is seen here; empty where it can be told."""
        if self.unsure:
            return self.unsure
        if self.is_faint and (self.pictured or self.shadowed):
            return "letters in the colour of their ground, on a picture or with a shadow"
        if self.besides is not None and self._is_faint_on(self.besides) != self.is_faint:
            return "letters that may stand beside their ground"
        return ""


class Given(NamedTuple):
    """An element as its look is computed: its tag, attributes, and declarations that hold.

    `cascaded` are the values by property, without shorthands. `shut` is true for a part of
    `<details>` that is not open.
    """

    tag: str
    attributes: Mapping[str, str]
    cascaded: Mapping[str, str]
    variables: tuple[tuple[str, str], ...] = ()
    quirks: bool = False
    shut: bool = False


T = TypeVar("T")


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
    size = decided(lambda: _size(given, around), around.size)
    hidden = around.hidden or _vanished(given, display)
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
    ground, pictured = decided(lambda: _ground(given, around), (around.ground, True))
    ink = decided(lambda: _ink(given, around), around.ink)
    filled = decided(lambda: _filled(values, around), around.filled)
    if values.get("background-clip", "") == "text":
        # The ground is drawn in the shape of the letters, behind their own colour.
        if (filled or ink).alpha < 0.5:
            image = colours_in(values.get("background-image", ""))
            filled = image[0] if image else ground
        ground, pictured = around.ground, around.pictured
    share = decided(lambda: number(values.get("opacity", "1")), None)
    if display == "contents":
        share, ground, pictured = 1.0, around.ground, around.pictured
    indent = decided(lambda: _indent(given, around, size), around.indent)
    covers = decided(lambda: may_cover(given.tag, values, size), True) if values else False
    return Look(
        display=display,
        boxes=display if display in _FLEXIBLE else "",
        hidden=hidden,
        shut=shut,
        opening=opening,
        unsure=next(filter(None, doubts), ""),
        visible=_visible(values, around),
        ink=ink,
        filled=filled,
        ground=ground,
        besides=_besides(values, around, ground, display),
        pictured=pictured,
        shadowed=_inherited(values, "text-shadow", around.shadowed, lambda v: v != "none"),
        opacity=around.opacity * (1.0 if share is None else min(max(share, 0.0), 1.0)),
        size=size,
        scale=scale,
        indent=indent,
        drawn_indent=around.drawn_indent if display in _INLINE else indent,
        struck=_struck(given, around, display),
        raised=decided(lambda: _raised(given, around, display, size), around.raised),
        keeps_lines=_keeps_lines(given, around),
        turned=_turned(given, around),
        numbered=_inherited(values, "list-style-type", around.numbered, lambda v: v != "none"),
        apart=_stands_apart(given, display, size),
        covers=covers,
        variables=given.variables,
    )


def display_of(given: Given, around: Look) -> str:
    """What an element is among those around it; floats and the like are blocks."""
    values = given.cascaded
    display = values.get("display", "")
    if not display or display in ("revert", "revert-layer"):
        display = _usual_display(given)
    elif display in ("initial", "unset"):
        display = "inline"
    elif display == "inherit":
        display = around.display
    if display == "none":
        return display
    taken_out = values.get("position") in ("absolute", "fixed") or values.get("float", "none") in (
        *("left", "right", "inline-start", "inline-end"),
    )
    if taken_out and display in _CELLS:
        return "block"
    if (taken_out or around.boxes) and (display in _INLINE or display.startswith("inline-")):
        return "block"
    return display


def _usual_display(given: Given) -> str:
    """How browsers show an element of which no style says how."""
    tag, attributes = given.tag, given.attributes
    if tag in SILENT or tag in _UNSHOWN or "hidden" in attributes:
        return "none"
    if tag == "dialog" and "open" not in attributes:
        return "none"
    if tag == "input" and attributes.get("type", "").strip().lower() == "hidden":
        return "none"
    if "popover" in attributes:
        return "none"
    if tag in _BLOCKS:
        return "block"
    if tag in _ATOMS:
        return "inline-block"
    return "list-item" if tag == "li" else _TABLE_PARTS.get(tag, "inline")


def _vanished(given: Given, display: str) -> Channel | None:
    values = given.cascaded
    if values.get("mso-element", "").startswith("comment"):
        return Channel.COMMENTS
    collapsed = values.get("visibility") == "collapse" and given.tag in ("tr", "tbody", "thead")
    vanished = (
        given.shut
        or display == "none"
        or given.tag in _FALLBACK
        or (given.tag == "object" and bool({"data", "classid"} & given.attributes.keys()))
        or collapsed
        or values.get("mso-hide") == "all"
        or (values.get("content-visibility") == "hidden" and display not in _UNCONTAINED)
    )
    if vanished:
        rows = given.tag in ("tr", "tbody", "thead", "tfoot")
        return Channel.HIDDEN_ROWS if rows else Channel.VANISHED_TEXT
    masked = values.get("-webkit-text-security", "none") not in ("none", "")
    return Channel.INVISIBLE_TEXT if masked else None


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


def _size(given: Given, around: Look) -> float:
    value = given.cascaded.get("font-size", "")
    if given.tag == "table" and given.quirks and not value:
        return MEDIUM
    if value in _SIZE_WORDS:
        return _SIZE_WORDS[value]
    if value == "initial":
        return MEDIUM
    if value in ("larger", "smaller"):
        return around.size * 1.2 if value == "larger" else around.size / 1.2
    zoom = number(given.cascaded["zoom"]) if "zoom" in given.cascaded else None
    times = zoom if zoom else 1.0
    found = length(value, size=around.size, whole=around.size, quirks=given.quirks)
    if found is not None:
        return found * times
    if given.tag == "font" and (sized := _font_size(given.attributes.get("size", ""))):
        return sized * times
    return around.size * _UA_SIZES.get(given.tag, 1.0) * times


def _font_size(written: str) -> float | None:
    match = re.match(r"\s*([-+]?)(\d+)", written)
    if match is None:
        return None
    number_ = int(match[2][:3]) * (-1 if match[1] == "-" else 1)
    step = number_ + 3 if match[1] else number_
    return _FONT_SIZES[min(max(step, 1), 7) - 1]


def _ground(given: Given, around: Look) -> tuple[Colour, bool]:
    """The colour behind an element, and whether a picture lies over that colour."""
    values = given.cascaded
    image = values.get("background-image", "none")
    ground, pictured = around.ground, around.pictured
    own = values.get("background-color", "")
    if own in ("", "inherit", "initial", "unset", "revert"):
        written = attribute_colour(given.attributes.get("bgcolor", "")) if not own else None
        behind = written if given.tag in ("table", "tr", "td", "th", "body", "tbody") else None
        if given.tag == "mark" and not own:
            behind = Colour(255, 255, 0)
    elif own == "currentcolor":
        behind = _ink(given, around)
    else:
        behind = colour(own)
    if behind is not None and behind.alpha > 0:
        ground = over(behind, around.ground)
        pictured = pictured and behind.alpha < 1
    if "gradient(" in image and "url(" not in image:
        stops = [over(one, ground) for one in colours_in(image)]
        if stops and all(apart(one, stops[0]) < _FAINT for one in stops):
            ground = stops[0]
        else:
            pictured = True
    elif image not in ("none", "", "initial") or "background" in given.attributes:
        pictured = True
    return ground, pictured


def _besides(
    values: Mapping[str, str], around: Look, ground: Colour, display: str
) -> Colour | None:
    """The colour that may be behind an element instead: what is taken out leaves its ground."""
    own = ground != around.ground
    if values.get("position") in ("absolute", "fixed") or values.get("float", "none") != "none":
        return around.besides if own or around.ground == WHITE else WHITE
    high = values.get("height") or values.get("max-height") or "auto"
    if own and high[0].isdigit() and display not in _CELLS and display != "table":
        return around.ground
    return None if own else around.besides


def _ink(given: Given, around: Look) -> Colour:
    values, attributes = given.cascaded, given.attributes
    value = values.get("color", "")
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


def _filled(values: Mapping[str, str], around: Look) -> Colour | None:
    """The colour that letters are filled with in place of their own; inherited beside it."""
    value = values.get("-webkit-text-fill-color", "")
    if not value or value in ("inherit", "unset", "revert"):
        return around.filled
    return None if value in ("currentcolor", "initial") else colour(value)


def _indent(given: Given, around: Look, size: float) -> float:
    """How far the first line of a block is moved, in pixels; every block in it inherits this."""
    value = given.cascaded.get("text-indent", "")
    if not value or value in ("inherit", "unset"):
        return around.indent
    first = value.split()[0]
    if "%" not in first:
        found = length(first, size=size, whole=0.0, quirks=given.quirks)
        return 0.0 if found is None else found
    share = length(first, size=size, whole=1.0) or 0.0
    cuts = given.cascaded.get("overflow-x", "visible") != "visible"
    if share >= 1 and cuts and given.tag not in ("tr", "tbody", "table"):
        return 2 * FAR
    if share <= -0.5 or share >= 1:
        raise Undecided
    return 0.0


def _struck(given: Given, around: Look, display: str) -> bool:
    """True for letters that are crossed out, by this element or one that it stands in."""
    if around.struck and display not in ("inline-block", "inline-table"):
        return True
    value = given.cascaded.get("text-decoration-line", "")
    return given.tag in _STRUCK if value in ("", "revert") else "line-through" in value


def _raised(given: Given, around: Look, display: str, size: float) -> int:
    if given.tag in ("sup", "rt"):
        return 1
    if given.tag == "sub":
        return -1
    if display in ("table-cell", "block", "table", "list-item"):
        return 0 if given.tag in ("td", "th") else around.raised
    values = given.cascaded
    value = values.get("vertical-align") or values.get("font-variant-position") or ""
    if value in ("super", "sub"):
        return 1 if value == "super" else -1
    shift = length(value, size=size, whole=size * 1.2) if value else None
    if not shift and values.get("position") == "relative" and size < around.size:
        top = values.get("top", "")
        shift = -(length(top, size=size, whole=size) or 0.0) if top else None
    if shift and abs(shift) > 0.15 * size:
        return 1 if shift > 0 else -1
    return around.raised


def _keeps_lines(given: Given, around: Look) -> bool:
    value = given.cascaded.get("white-space", "")
    if value and value not in ("inherit", "unset", "revert"):
        return value.split()[0] in ("pre", "pre-wrap", "pre-line", "break-spaces", "preserve")
    if given.tag in ("pre", "textarea", "listing", "xmp", "plaintext"):
        return True
    return around.keeps_lines and not (given.quirks and given.tag == "table")


def _turned(given: Given, around: Look) -> bool:
    """True where letters are written from right to left by order, whatever they are."""
    values = given.cascaded
    override = values.get("unicode-bidi", "") in ("bidi-override", "isolate-override")
    if given.tag == "bdo" and not values.get("unicode-bidi"):
        override = True
    if not override:
        return around.turned
    return (values.get("direction") or given.attributes.get("dir", "").lower()) == "rtl"


def _stands_apart(given: Given, display: str, size: float) -> bool:
    """True where an element stands visibly apart from the letters before and after it."""
    if display not in _INLINE:
        return True
    sides = (
        given.cascaded.get(f"{kind}-{side}", "")
        for kind in ("margin", "padding")
        for side in ("left", "right")
    )
    for value in filter(None, sides):
        try:
            if (length(value, size=size, whole=100.0) or 0.0) > 0.15 * size:
                return True
        except Undecided:
            return True
    return False


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
