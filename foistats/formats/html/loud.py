"""Which declarations of a page could keep a text from sight, or change how it reads.

An ordinary letter from Word or Outlook has kilobytes of styles that do neither. Properties come in
groups that only matter together: as long as no value of a group is loud, none of the group is
looked at.
"""

import re
from functools import lru_cache

from foistats.formats.html.values import Undecided, brightness, colour, colours_in, length, number

# Farther than this to one side, a text may be out of sight.
FAR = 400.0
_SMALL = 8.0
_GROUPS = {
    "display": ("display",),
    "visibility": ("visibility",),
    "colour": (
        *("color", "background", "background-color", "background-image", "background-clip"),
        *("-webkit-background-clip", "-webkit-text-fill-color", "text-shadow"),
    ),
    "size": ("font-size", "font", "zoom"),
    "place": (
        *("position", "left", "right", "top", "bottom", "inset", "margin", "margin-left"),
        *("margin-right", "margin-top", "margin-bottom", "inset-inline", "inset-inline-start"),
        *("inset-inline-end", "inset-block", "inset-block-start", "margin-inline-start"),
        *("margin-inline", "margin-block-start", "margin-block", "background"),
        *("background-color", "background-image", "content"),
    ),
    "box": (
        *("overflow", "overflow-x", "overflow-y", "height", "width", "max-height", "max-width"),
        *("line-height", "block-size", "inline-size", "max-block-size", "max-inline-size"),
        *("padding", "padding-top", "padding-bottom", "min-height", "min-width", "table-layout"),
        *("white-space", "position", "-webkit-line-clamp", "padding-left", "padding-right"),
    ),
    "indent": ("text-indent",),
    "shape": ("transform", "scale", "translate", "rotate", "backface-visibility"),
    "clip": (
        *("clip", "clip-path", "-webkit-clip-path", "mask", "mask-image", "-webkit-mask"),
        *("-webkit-mask-image", "position"),
    ),
    "tight": ("letter-spacing",),
    "through": ("opacity", "filter", "content-visibility", "-webkit-text-security"),
    "struck": ("text-decoration", "text-decoration-line"),
    "raised": ("vertical-align", "font-variant-position", "font-variant", "position", "top"),
    "space": ("white-space",),
    "content": ("content",),
    "moving": ("animation", "animation-name", "-webkit-animation"),
    "office": ("mso-hide", "mso-element"),
    "turned": ("unicode-bidi", "direction"),
    "all": ("all",),
    "list": ("list-style", "list-style-type"),
    "apart": ("float", "margin-left", "margin-right", "margin", "padding-left", "padding-right"),
}
GROUPS_OF: dict[str, tuple[str, ...]] = {
    name: tuple(group for group, names in _GROUPS.items() if name in names)
    for names in _GROUPS.values()
    for name in names
}
_QUIET_WORDS = {
    "visibility": r"visible",
    "struck": r"(?!.*line-through).*",
    "space": r"normal|nowrap|wrap",
    "shape": r"none",
    "clip": r"none|auto",
    "through": r"none|visible|1(?:\.0+)?|100%|alpha\(opacity=100\)",
    "moving": r"none",
    "turned": r"ltr|normal|embed|isolate|plaintext|rtl",
    "list": r"(?!.*none).*",
    "content": r"none|normal|\"\"|''",
    "tight": r"(?!-).*|-\.?[0-3]?(?:\.\d+)?(?:pt|px)|-0?\.[01]\d*em",
    "indent": r"-?\d{0,2}(?:\.\d+)?(?:px|pt|em|cm|in|mm)?",
}
_SIMPLE = ("inherit", "initial", "unset")


def loud_groups(name: str, value: str) -> tuple[str, ...]:
    """The groups of properties that have to be looked at where this declaration stands.

    >>> loud_groups("margin", "0cm 0cm 8pt"), loud_groups("text-indent", "-9999px")
    ((), ('indent',))
    """
    groups = GROUPS_OF.get(name, ())
    return tuple(group for group in groups if _is_loud(group, name, value.lower()))


@lru_cache(maxsize=4096)
def _is_loud(group: str, name: str, value: str) -> bool:
    if "var(" in value or "env(" in value:
        return True
    if group == "raised":
        return name.startswith(("vertical", "font")) and _is_raised(value)
    if group == "apart":
        return name == "float" and value != "none"
    if group in _QUIET_WORDS:
        return re.fullmatch(_QUIET_WORDS[group], value) is None
    try:
        return _LOUDNESS.get(group, _always)(name, value)
    except Undecided:
        return True


def _always(name: str, value: str) -> bool:
    del name, value
    return True


def _is_raised(value: str) -> bool:
    return bool(re.search(r"\bsu(?:per|b)\b", value)) or (
        value[:1] in "-+.0123456789" and (number_of(value) or 0) != 0
    )


def number_of(value: str) -> float | None:
    """The size of a length of whatever unit, roughly in pixels."""
    return length(value, size=16.0, whole=16.0)


def _loud_colour(name: str, value: str) -> bool:
    """Dark letters on light ground are seen; everything else has to be looked at."""
    if name == "text-shadow":
        return False
    if "clip" in name:
        return "text" in value
    if name in ("color", "-webkit-text-fill-color"):
        if value in (*_SIMPLE, "currentcolor"):
            return False
        ink = colour(value)
        return ink is not None and (ink.alpha < 0.6 or brightness(ink) > 0.4)
    if "url(" in value or "gradient" in value:
        return True
    return any(ground.alpha > 0 and brightness(ground) < 0.6 for ground in colours_in(value))


def _loud_size(name: str, value: str) -> bool:
    if name == "zoom":
        return (number(value) or 1.0) < 0.8
    if value in _SIMPLE or value.isalpha():
        return False
    if name == "font":
        sizes = [length(part, size=16.0, whole=16.0) for part in re.split(r"[\s/]+", value)]
        return any(size is not None and size < _SMALL for size in sizes)
    size = length(value, size=16.0, whole=16.0, quirks=True)
    return size is None or size < (_SMALL if re.search(r"p[xt]|[cm]m|in", value) else 13.0)


def _loud_place(name: str, value: str) -> bool:
    if name == "position":
        # A box that is taken out of the text may lie on other text.
        return value in ("absolute", "fixed")
    if name.startswith("background") or name == "content":
        return False
    sizes = [length(part, size=16.0, whole=1280.0, quirks=True) for part in _parts(value)]
    most = FAR if not name.startswith("margin") else 1.0
    return any(s is not None and (s < -most or s >= 5 * FAR) for s in sizes)


def _parts(value: str) -> list[str]:
    return [value] if "(" in value else value.split()


def _loud_box(name: str, value: str) -> bool:
    return name.startswith("overflow") and value != "visible"


_LOUDNESS = {
    "colour": _loud_colour,
    "size": _loud_size,
    "place": _loud_place,
    "box": _loud_box,
}
