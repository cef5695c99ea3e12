"""The letters of an element: their size, and whether they are raised, crossed out or moved."""

import re

from foistats.formats.html.displays import INLINE
from foistats.formats.html.looks import Given, Look
from foistats.formats.html.loud import FAR
from foistats.formats.html.values import MEDIUM, Undecided, length

_FONT_SIZES = (10.0, 13.0, 16.0, 18.0, 24.0, 32.0, 48.0)

_SIZE_WORDS = {
    **{"xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0},
    **{"x-large": 24.0, "xx-large": 32.0, "xxx-large": 48.0},
}

_STRUCK = frozenset(("del", "s", "strike"))

_UA_SIZES = {"small": 1 / 1.2, "big": 1.2, "sup": 1 / 1.2, "sub": 1 / 1.2, "h1": 2.0, "h2": 1.5}


def size_of(given: Given, around: Look) -> float:
    """The size of the letters in pixels."""
    value = given.cascaded.get("font-size", "")
    if given.tag == "table" and given.quirks and not value:
        return MEDIUM
    if value in _SIZE_WORDS:
        return _SIZE_WORDS[value]
    if value == "initial":
        return MEDIUM
    if value in ("larger", "smaller"):
        return around.size * 1.2 if value == "larger" else around.size / 1.2
    found = length(value, size=around.size, whole=around.size, quirks=given.quirks)
    if found is not None:
        return found
    if given.tag == "font" and (sized := _font_size(given.attributes.get("size", ""))):
        return sized
    return around.size * _UA_SIZES.get(given.tag, 1.0)


def _font_size(written: str) -> float | None:
    match = re.match(r"\s*([-+]?)(\d+)", written)
    if match is None:
        return None
    number_ = int(match[2][:3]) * (-1 if match[1] == "-" else 1)
    step = number_ + 3 if match[1] else number_
    return _FONT_SIZES[min(max(step, 1), 7) - 1]


def indent_of(given: Given, around: Look, size: float) -> float:
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


def is_struck(given: Given, around: Look, display: str) -> bool:
    """True for letters that are crossed out, by this element or one that it stands in."""
    if around.struck and display not in ("inline-block", "inline-table"):
        return True
    value = given.cascaded.get("text-decoration-line", "")
    return given.tag in _STRUCK if value in ("", "revert") else "line-through" in value


def raised_of(given: Given, around: Look, display: str, size: float) -> int:
    """1 for raised letters, -1 for lowered ones, 0 for those on the line."""
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


def keeps_lines(given: Given, around: Look) -> bool:
    """True where line breaks in the text are shown."""
    value = given.cascaded.get("white-space", "")
    if value and value not in ("inherit", "unset", "revert"):
        return value.split()[0] in ("pre", "pre-wrap", "pre-line", "break-spaces", "preserve")
    if given.tag in ("pre", "textarea", "listing", "xmp", "plaintext"):
        return True
    return around.keeps_lines and not (given.quirks and given.tag == "table")


def is_turned(given: Given, around: Look) -> bool:
    """True where letters are written from right to left by order, whatever they are."""
    values = given.cascaded
    override = values.get("unicode-bidi", "") in ("bidi-override", "isolate-override")
    if given.tag == "bdo" and not values.get("unicode-bidi"):
        override = True
    if not override:
        return around.turned
    return (values.get("direction") or given.attributes.get("dir", "").lower()) == "rtl"


def stands_apart(given: Given, display: str, size: float) -> bool:
    """True where an element stands visibly apart from the letters before and after it."""
    if display not in INLINE:
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
