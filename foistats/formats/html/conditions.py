"""Whether the condition of a style rule (`@media`, `@supports`) holds on the screens of readers.

Each answer is true, false, or None where it depends on what nobody can tell from the page.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

# The widths and heights of windows in which people read a page or a message on a desk, in pixels.
_SCREENS = ((1280.0, 640.0), (1920.0, 1080.0))
_PAPER = (718.0, 1047.0)
_PIXELS = {"px": 1.0, "em": 16.0, "rem": 16.0, "pt": 4 / 3, "cm": 37.8, "mm": 3.78, "in": 96.0}
# Features that have the same value on every desk, and those values.
_USUAL = {
    "prefers-color-scheme": ("light",),
    "prefers-reduced-motion": ("no-preference",),
    "prefers-reduced-transparency": ("no-preference",),
    "prefers-reduced-data": ("no-preference",),
    "prefers-contrast": ("no-preference",),
    "forced-colors": ("none",),
    "inverted-colors": ("none",),
    "hover": ("hover",),
    "any-hover": ("hover",),
    "pointer": ("fine",),
    "any-pointer": ("fine",),
    "update": ("fast",),
    "display-mode": ("browser",),
    "orientation": ("landscape",),
    "scan": (),
    "grid": ("0",),
    "monochrome": ("0",),
    "-ms-high-contrast": (),
    "-ms-ie-max-min-device-pixel-ratio": (),
    "-webkit-transform-3d": ("", "1"),
    "color": ("", "8"),
    "min-color": ("1", "8"),
    "min-monochrome": (),
}
_SUPPORTED = re.compile(
    r"display|position|color|background(?:-\w+)*|opacity|visibility|overflow(?:-\w+)?|grid(?:-\w+)*"
    r"|gap|flex(?:-\w+)*|transform|object-fit|aspect-ratio|width|height|font-\w+|--.*"
)
_NEVER_SUPPORTED = re.compile(r"-(?:ms|o|khtml)-.*")

Verdict = bool | None
Leaf = Callable[[Sequence[Any]], Verdict]


def media_on_screen(tokens: Sequence[Any]) -> Verdict:
    """Whether a media query holds on a screen of the usual size."""
    found = {_media(tokens, "screen", width, height) for width, height in _SCREENS}
    return found.pop() if len(found) == 1 else None


def media_on_paper(tokens: Sequence[Any]) -> Verdict:
    """Whether a media query holds where the page is printed."""
    return _media(tokens, "print", *_PAPER)


def supported(tokens: Sequence[Any]) -> Verdict:
    """Whether the programs of readers support what a rule asks for."""
    return _condition(list(_filled(tokens)), _supports)


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Whether every condition holds."""
    found = list(verdicts)
    return False if False in found else None if None in found else True


def any_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Whether at least one condition holds."""
    found = list(verdicts)
    return True if True in found else None if None in found else False


def _filled(tokens: Iterable[Any]) -> Iterable[Any]:
    return (token for token in tokens if token.type not in ("whitespace", "comment"))


def _media(tokens: Sequence[Any], medium: str, width: float, height: float) -> Verdict:
    queries: list[list[Any]] = [[]]
    for token in _filled(tokens):
        if token.type == "literal" and token.value == ",":
            queries.append([])
        else:
            queries[-1].append(token)
    if queries == [[]]:
        return True
    return any_of(_query(query, medium, width, height) for query in queries)


def _query(query: list[Any], medium: str, width: float, height: float) -> Verdict:
    def feature(inside: Sequence[Any]) -> Verdict:
        return _feature(inside, width, height)

    words = [token.lower_value if token.type == "ident" else "" for token in query]
    negated = words[:1] == ["not"]
    at = 1 if words[:1] in (["not"], ["only"]) else 0
    if at < len(query) and words[at] and words[at] != "not":
        of_type = words[at] in ("all", medium)
        rest = query[at + 1 :]
        if rest and not (rest[0].type == "ident" and rest[0].lower_value == "and"):
            return False
        held = all_of([of_type, _condition(rest[1:], feature) if rest else True])
        return held if not negated or held is None else not held
    return _condition(query, feature) if query else False


def _condition(tokens: list[Any], leaf: Leaf) -> Verdict:
    """`not (a)`, `(a) and (b)`, `(a) or (b)`; false where the words make no condition."""
    if not tokens:
        return False
    if tokens[0].type == "ident" and tokens[0].lower_value == "not":
        inner = _term(tokens[1], leaf) if len(tokens) == 2 else None
        return None if inner is None else not inner
    verdicts = [_term(token, leaf) for token in tokens[::2]]
    joints = {t.lower_value if t.type == "ident" else "" for t in tokens[1::2]}
    if joints - {"and", "or"} or len(joints) > 1 or len(tokens) % 2 == 0:
        return False
    return any_of(verdicts) if joints == {"or"} else all_of(verdicts)


def _term(token: Any, leaf: Leaf) -> Verdict:
    if token.type == "function":
        return leaf([token])
    if token.type != "() block":
        return None
    inside = list(_filled(token.content))
    nested = inside and (
        inside[0].type == "() block"
        or (inside[0].type == "ident" and inside[0].lower_value == "not")
    )
    return _condition(inside, leaf) if nested else leaf(inside)


def _feature(inside: Sequence[Any], width: float, height: float) -> Verdict:
    import tinycss2

    text = tinycss2.serialize(inside).strip().lower()
    compared = re.fullmatch(r"(?:(\S+)\s*([<>]=?)\s*)?([a-z-]+)\s*(?:([<>]=?)\s*(\S+))?", text)
    if compared and (compared[2] or compared[4]):
        low = _compared(compared[1], _turned(compared[2]), compared[3], width, height)
        high = _compared(compared[5], compared[4], compared[3], width, height)
        return all_of([low, high])
    name, _, value = (part.strip() for part in text.partition(":"))
    if name in ("width", "height", "device-width", "device-height"):
        return _compared(value, "=", name, width, height) if value else True
    bound = re.fullmatch(r"(min|max)-((?:device-)?(?:width|height))", name)
    if bound:
        return _compared(value, ">=" if bound[1] == "min" else "<=", bound[2], width, height)
    if name in _USUAL:
        return value in _USUAL[name] or (not value and bool(set(_USUAL[name]) - {"0", "none"}))
    ratio = re.fullmatch(
        r"(?:-webkit-)?(min|max)-(?:device-pixel-ratio|resolution|-moz-device-pixel-ratio)", name
    )
    if ratio:
        # A screen shows one to three dots to a pixel.
        number = re.match(r"\d*\.?\d+", value)
        dots = float(number[0]) / (96 if "dpi" in value else 1) if number else 0.0
        if dots <= 1:
            return ratio[1] == "min" or (None if dots == 1 else False)
        return ratio[1] == "max" if dots > 4 else None
    return None


def _turned(sign: str | None) -> str | None:
    return sign.translate(str.maketrans("<>", "><")) if sign else sign


def _compared(
    value: str | None, sign: str | None, name: str, width: float, height: float
) -> Verdict:
    if value is None or sign is None:
        return True
    known = {"width": width, "height": height, "device-width": width, "device-height": height}
    match = re.fullmatch(r"(\d*\.?\d+)([a-z]*)", value)
    if name not in known or match is None or (match[2] or "px") not in _PIXELS:
        return None
    wanted, is_ = float(match[1]) * _PIXELS[match[2] or "px"], known[name]
    return {
        "<": is_ < wanted,
        "<=": is_ <= wanted,
        ">": is_ > wanted,
        ">=": is_ >= wanted,
        "=": is_ == wanted,
    }[sign]


def _supports(inside: Sequence[Any]) -> Verdict:
    import tinycss2

    text = tinycss2.serialize(inside).strip().lower()
    name, colon, _ = text.partition(":")
    if not colon or _NEVER_SUPPORTED.fullmatch(name.strip()):
        return False if colon else None
    return True if _SUPPORTED.fullmatch(name.strip()) else None
