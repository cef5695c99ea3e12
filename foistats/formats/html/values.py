"""Values of styles: lengths in pixels, colours, and whether a value could keep text from sight."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple


class Undecided(Exception):
    """A value that only a whole browser can tell."""


class Colour(NamedTuple):
    """Red, green and blue from 0 to 255, and how opaque they are from 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0


BLACK, WHITE = Colour(0, 0, 0), Colour(255, 255, 255)
CLEAR = Colour(0, 0, 0, 0)
# The width and height of a usual window in pixels, which percentages are taken of.
WINDOW = (1280.0, 720.0)
MEDIUM = 16.0
_ABSOLUTE = {
    **{"px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4},
    **{"q": 96 / 101.6, "rem": MEDIUM, "vw": WINDOW[0] / 100, "vh": WINDOW[1] / 100},
    **{"vmin": WINDOW[1] / 100, "vmax": WINDOW[0] / 100, "vi": WINDOW[0] / 100},
    **{"vb": WINDOW[1] / 100, "rlh": 19.2},
}
_RELATIVE = {"em": 1.0, "ex": 0.5, "ch": 0.5, "ic": 1.0, "cap": 0.7, "lh": 1.2}
_NUMBER = re.compile(r"([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)([a-z%]*)")
_KEYWORD = re.compile(r"[a-z-]*")
_SYSTEM = {
    **{"windowtext": BLACK, "canvastext": BLACK, "buttontext": BLACK, "fieldtext": BLACK},
    **{"menutext": BLACK, "infotext": BLACK, "captiontext": BLACK, "window": WHITE},
    **{"canvas": WHITE, "field": WHITE, "menu": WHITE, "infobackground": WHITE},
    **{"graytext": Colour(128, 128, 128), "linktext": Colour(0, 0, 238)},
    **{"buttonface": Colour(239, 239, 239), "highlighttext": BLACK, "transparent": CLEAR},
}
_COLOUR_FUNCTION = re.compile(r"(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\([^()]*\)")


@lru_cache(maxsize=2048)
def length(value: str, *, size: float, whole: float, quirks: bool = False) -> float | None:
    """A length in pixels; None for a keyword, or what no browser takes for a length.

    `size` is the size of the letters and `whole` what percentages are taken of. Raises Undecided
    for what only the layout of the whole page gives.

    >>> length("-0.5in", size=16, whole=0), length("150%", size=16, whole=16)
    (-48.0, 24.0)
    >>> length("calc(100% - 2em)", size=10, whole=100), length("auto", size=16, whole=0)
    (80.0, None)
    """
    text = value.strip().lower()
    match = _NUMBER.fullmatch(text)
    if match:
        number, unit = float(match[1]), match[2]
        if not unit:
            return number if quirks or not number else None
        if unit == "%":
            return number * whole / 100
        if unit in _ABSOLUTE:
            return number * _ABSOLUTE[unit]
        return number * _RELATIVE[unit] * size if unit in _RELATIVE else None
    if _KEYWORD.fullmatch(text):
        return None
    if re.match(r"(?:-webkit-|-moz-)?(?:calc|min|max|clamp)\(", text):
        return _calculated(text, lambda part: length(part, size=size, whole=whole))
    if "(" in text:
        raise Undecided
    return None


def _calculated(text: str, read: Callable[[str], float | None]) -> float:
    """`calc(...)`, `min(...)`, `max(...)` and `clamp(...)` of lengths and numbers."""
    import tinycss2

    (token,) = tinycss2.parse_component_value_list(text)
    if token.type != "function":
        raise Undecided
    return _sum([token], read)


def _sum(tokens: Sequence[Any], read: Callable[[str], float | None]) -> float:
    terms: list[list[Any]] = [[]]
    signs = [1.0]
    for token in tokens:
        if token.type == "whitespace":
            continue
        if token.type == "literal" and token.value in "+-" and terms[-1]:
            terms.append([])
            signs.append(-1.0 if token.value == "-" else 1.0)
        else:
            terms[-1].append(token)
    return sum(sign * _product(term, read) for sign, term in zip(signs, terms, strict=True))


def _product(tokens: Sequence[Any], read: Callable[[str], float | None]) -> float:
    if not tokens:
        raise Undecided
    found = _factor(tokens[0], read)
    for sign, token in zip(tokens[1::2], tokens[2::2], strict=False):
        factor = _factor(token, read)
        if sign.type != "literal" or sign.value not in "*/" or (sign.value == "/" and not factor):
            raise Undecided
        found = found * factor if sign.value == "*" else found / factor
    if len(tokens) % 2 == 0:
        raise Undecided
    return found


def _factor(token: Any, read: Callable[[str], float | None]) -> float:
    if token.type == "() block":
        return _sum(token.content, read)
    if token.type == "number":
        return float(token.value)
    if token.type != "function":
        found = read(token.serialize())
        if found is None:
            raise Undecided
        return found
    name = token.lower_name.removeprefix("-webkit-").removeprefix("-moz-")
    parts: list[list[Any]] = [[]]
    for argument in token.arguments:
        if argument.type == "literal" and argument.value == ",":
            parts.append([])
        else:
            parts[-1].append(argument)
    given = [_sum(part, read) for part in parts]
    if name == "calc" and len(given) == 1:
        return given[0]
    if name in ("min", "max"):
        return min(given) if name == "min" else max(given)
    if name == "clamp" and len(given) == 3:
        return max(given[0], min(given[1], given[2]))
    raise Undecided


@lru_cache(maxsize=2048)
def number(value: str) -> float | None:
    """A plain number or a percentage as a share; None for none.

    >>> number("0.5"), number("40%"), number("none")
    (0.5, 0.4, None)
    """
    match = _NUMBER.fullmatch(value.strip().lower())
    if match is None or match[2] not in ("", "%"):
        if "(" in value:
            raise Undecided
        return None
    return float(match[1]) / (100 if match[2] else 1)


@lru_cache(maxsize=2048)
def colour(value: str) -> Colour | None:
    """A colour; None for what no browser takes for one. Raises Undecided for mixtures.

    >>> colour("#f00"), colour("rgb(0 0 0 / 50%)"), colour("redd")
    (Colour(red=255.0, green=0.0, blue=0.0, alpha=1.0), \
Colour(red=0.0, green=0.0, blue=0.0, alpha=0.5), None)
    """
    import tinycss2.color4

    text = value.strip().lower()
    if text in _SYSTEM:
        return _SYSTEM[text]
    try:
        found = tinycss2.color4.parse_color(text)
    except (ValueError, TypeError, ZeroDivisionError):
        raise Undecided from None
    if found is None or found == "currentcolor":
        if "(" in text:
            raise Undecided
        return None
    try:
        red, green, blue = (min(max(part, 0.0), 1.0) * 255 for part in found.to("srgb").coordinates)
    except (NotImplementedError, ValueError, TypeError):
        raise Undecided from None
    return Colour(red, green, blue, found.alpha)


def attribute_colour(value: str) -> Colour | None:
    """A colour as an attribute (`bgcolor`) names it, by the rules that HTML has for those.

    >>> attribute_colour("ffffff") == attribute_colour("#FFFFFF") == attribute_colour("white")
    True
    """
    text = value.strip().lower()
    if not text or text == "transparent":
        return None
    if re.fullmatch(r"#[0-9a-f]{3}|#[0-9a-f]{6}", text) or text.isalpha():
        try:
            known = colour(text)
        except Undecided:
            known = None
        if known is not None:
            return known
    digits = re.sub(r"[^0-9a-f]", "0", text[:128].removeprefix("#")) or "000"
    digits += "0" * (-len(digits) % 3)
    share = len(digits) // 3
    parts = [digits[at : at + share][-8:] for at in range(0, len(digits), share)]
    while len(parts[0]) > 2 and all(part[0] == "0" for part in parts):
        parts = [part[1:] for part in parts]
    red, green, blue = (float(int(part[:2], 16)) for part in parts)
    return Colour(red, green, blue)


def over(front: Colour, behind: Colour) -> Colour:
    """What is seen of a colour that lies over another one.

    >>> over(Colour(255, 255, 255, 0.5), BLACK)
    Colour(red=127.5, green=127.5, blue=127.5, alpha=1.0)
    """
    share = front.alpha
    red, green, blue = (
        f * share + b * (1 - share) for f, b in zip(front[:3], behind, strict=False)
    )
    return Colour(red, green, blue)


def apart(one: Colour, other: Colour) -> float:
    """How far two colours are apart, in steps of the channel in which they differ most."""
    return max(abs(a - b) for a, b in zip(one[:3], other[:3], strict=True))


def brightness(one: Colour) -> float:
    """Relative luminance, WCAG 2."""
    red, green, blue = (
        part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4
        for part in one[:3]
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def colours_in(value: str) -> list[Colour]:
    """Every colour that stands in a value, such as those of a gradient."""
    found = []
    for word in [*_COLOUR_FUNCTION.findall(value), *re.findall(r"#[0-9a-f]+\b|\b[a-z]+\b", value)]:
        try:
            one = colour(word)
        except Undecided:
            continue
        if one is not None:
            found.append(one)
    return found
