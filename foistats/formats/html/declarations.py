"""Declarations of styles as those of single properties, and whether browsers heed them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from foistats.formats.html.displays import DISPLAYS
from foistats.formats.html.sheets import Declared
from foistats.formats.html.values import Undecided, colour, length, number

_PLAIN_STYLE = re.compile(r"[^\"'\\(){}\[\]/*@<!]*")
_SIDES = ("top", "right", "bottom", "left")
_ONE_SIDE = {
    **dict.fromkeys(("margin-inline-start", "margin-inline"), "margin-left"),
    **dict.fromkeys(("inset-inline-start", "inset-inline"), "left"),
    **dict.fromkeys(("margin-block-start", "margin-block"), "margin-top"),
    **dict.fromkeys(("inset-block-start", "inset-block"), "top"),
}
_OTHER_NAMES = {
    "text-decoration": "text-decoration-line",
    "animation": "animation-name",
    "-webkit-animation": "animation-name",
    "-webkit-background-clip": "background-clip",
}
_VALID_WORDS = {
    "display": DISPLAYS,
    "visibility": ("visible", "hidden", "collapse"),
    "position": ("static", "relative", "absolute", "fixed", "sticky", "-webkit-sticky"),
    "float": ("left", "right", "none", "inline-start", "inline-end"),
}
_WIDE = ("inherit", "initial", "unset", "revert", "revert-layer")
_LENGTHS = frozenset(
    (
        *("left", "right", "top", "bottom", "text-indent", "height", "width", "max-height"),
        *("max-width", "min-height", "min-width", "font-size"),
        *(f"{kind}-{side}" for kind in ("margin", "padding") for side in _SIDES),
    )
)
_LENGTH_WORDS = re.compile(
    r"auto|none|(?:min|max|fit)-content|-webkit-fill-available|stretch|larger|smaller|medium"
    r"|(?:x{1,3}-)?(?:small|large)|math"
)


def cascade(
    in_order: Iterable[tuple[str, str]],
    inherited: tuple[tuple[str, str], ...],
    *,
    quirks: bool,
) -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    """The values that hold, without shorthands, and the variables, by those around the element."""
    declared = list(in_order)
    own = {name: value for name, value in declared if name.startswith("--")}
    variables = inherited
    if own:
        known = dict(inherited)
        for name, value in own.items():
            if value.lower() == "initial":
                known.pop(name, None)
            elif value.lower() not in ("inherit", "unset"):
                known[name] = value
        variables = tuple(sorted(known.items()))
    cascaded: dict[str, str] = {}
    for name, value in declared:
        if name.startswith("--"):
            continue
        resolved: str | None = value
        if "var(" in value.lower() or "env(" in value.lower():
            resolved = with_variables(value, dict(variables))
        for single, part in expanded(name, (resolved or "unset").lower().strip()):
            if single == "all":
                cascaded.clear()
            if is_valid(single, part, quirks=quirks):
                # Case matters in what a style writes.
                cascaded[single] = resolved or "none" if name == "content" else part
    return cascaded, variables


def with_variables(value: str, known: Mapping[str, str], depth: int = 0) -> str | None:
    """A value with its variables put in; None where one is not known, or needs itself.

    >>> with_variables("var(--x, none)", {}), with_variables("var(--x)", {"--x": "block"})
    ('none', 'block')
    """
    import tinycss2

    if depth > 12:
        return None
    pieces = []
    for token in tinycss2.parse_component_value_list(value):
        if token.type != "function" or token.lower_name not in ("var", "env"):
            inner = token.serialize()
            if "var(" in inner.lower() and token.type in ("function", "() block"):
                parts = with_variables(tinycss2.serialize(_content(token)), known, depth + 1)
                if parts is None:
                    return None
                inner = f"{token.name if token.type == 'function' else ''}({parts})"
            pieces.append(inner)
            continue
        written = tinycss2.serialize(token.arguments)
        name, comma, otherwise = written.partition(",")
        found = known.get(name.strip()) if token.lower_name == "var" else None
        if found is None:
            found = otherwise if comma else None
        put_in = None if found is None else with_variables(found, known, depth + 1)
        if put_in is None and comma:
            put_in = with_variables(otherwise, known, depth + 1)
        if put_in is None:
            return None
        pieces.append(put_in)
    return "".join(pieces).strip()


def _content(token: Any) -> Any:
    return token.arguments if token.type == "function" else token.content


@lru_cache(maxsize=4096)
def style_of(style: str) -> Declared:
    """The declarations of a style attribute."""
    import tinycss2

    if _PLAIN_STYLE.fullmatch(style):
        parts = (part.partition(":") for part in style.split(";"))
        named = ((name.strip().lower(), value.strip()) for name, colon, value in parts if colon)
        return tuple((name, value, False) for name, value in named if value)
    return tuple(
        (
            content.name if content.name.startswith("--") else content.lower_name,
            tinycss2.serialize(content.value).strip(),
            bool(content.important),
        )
        for content in tinycss2.parse_blocks_contents(style)
        if content.type == "declaration"
    )


@lru_cache(maxsize=4096)
def expanded(name: str, value: str) -> tuple[tuple[str, str], ...]:
    """A declaration as those of single properties, as far as they are looked at.

    >>> expanded("margin", "0 auto")[1], expanded("overflow", "hidden scroll")[0]
    (('margin-right', 'auto'), ('overflow-x', 'hidden'))
    """
    parts = _words(value) or [value]
    if name in ("margin", "padding", "inset"):
        prefix = "" if name == "inset" else f"{name}-"
        return tuple(
            (f"{prefix}{side}", one) for side, one in zip(_SIDES, _four(parts), strict=True)
        )
    if name in _ONE_SIDE:
        return ((_ONE_SIDE[name], parts[0]),)
    if name == "overflow":
        return (("overflow-x", parts[0]), ("overflow-y", parts[-1]))
    if name == "list-style":
        return (("list-style-type", "none" if "none" in parts else value),)
    if name == "background":
        return _background(value)
    if name == "font":
        return tuple(_font(value))
    return ((_OTHER_NAMES.get(name, name), value),)


def _four(parts: list[str]) -> list[str]:
    """The values of four sides, of which the last ones may be left out."""
    right = parts[1] if len(parts) > 1 else parts[0]
    return [
        parts[0],
        right,
        parts[2] if len(parts) > 2 else parts[0],
        parts[3] if len(parts) > 3 else right,
    ]


def _words(value: str) -> list[str]:
    """The parts of a value between its spaces; those in brackets stay whole."""
    return re.findall(r"(?:[^\s(]|\([^()]*(?:\([^()]*\)[^()]*)*\))+", value)


def _background(value: str) -> tuple[tuple[str, str], ...]:
    if value in _WIDE:
        return (("background-color", value), ("background-image", "none"))
    images = [word for word in _words(value) if re.match(r"(?:url|[a-z-]*gradient|image)", word)]
    found = ""
    for word in re.split(r"[\s/,]+(?![^(]*\))", value):
        try:
            found = word if word == "currentcolor" or colour(word) is not None else found
        except Undecided:
            found = word if not re.match(r"(?:url|image|[a-z-]*gradient)", word) else found
    clip = (("background-clip", "text"),) if re.search(r"\btext\b", value) else ()
    return (
        ("background-color", found or "initial"),
        ("background-image", " ".join(images) or "none"),
        *clip,
    )


def _font(value: str) -> Iterator[tuple[str, str]]:
    if value in _WIDE:
        yield from (("font-size", value), ("line-height", value))
    for word in _words(value):
        size, _, line = word.partition("/") if "(" not in word else (word, "", "")
        is_size = re.fullmatch(r"(?:x{1,3}-)?(?:small|large)|smaller|larger|medium", size)
        if is_size or re.match(r"[\d.]+[a-z%]+$|calc\(|clamp\(|0$", size):
            yield "font-size", size
            yield "line-height", line or "normal"
            return


@lru_cache(maxsize=4096)
def is_valid(name: str, value: str, *, quirks: bool) -> bool:
    """False for a value that browsers pass over, so that an earlier one holds.

    >>> is_valid("display", "nonee", quirks=False), is_valid("color", "windowtext", quirks=False)
    (False, True)
    """
    if value in _WIDE:
        return True
    if name in _VALID_WORDS:
        return value in _VALID_WORDS[name] or (name == "display" and len(value.split()) > 1)
    try:
        if name in ("color", "background-color", "-webkit-text-fill-color"):
            return value == "currentcolor" or colour(value) is not None
        if name == "opacity":
            return number(value) is not None
        return name not in _LENGTHS or _is_length(name, value, quirks=quirks)
    except Undecided:
        return True


def _is_length(name: str, value: str, *, quirks: bool) -> bool:
    found = length(value, size=16.0, whole=16.0, quirks=quirks)
    if found is not None and found < 0:
        return not re.match(r"(?:font-size|(?:m..-)?(?:height|width)|padding)", name)
    return found is not None or _LENGTH_WORDS.fullmatch(value) is not None
