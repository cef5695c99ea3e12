"""How a web page shows an element: its colours, its size, and whether it shows it at all."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from schemas.channels import Channel

Colour = tuple[int, int, int]
Declarations = Mapping[str, str]

_WHITE: Colour = (255, 255, 255)
_BLACK: Colour = (0, 0, 0)
# Of 255 steps of a colour: closer to what is behind it, text is not seen.
_FAINT = 20
# In pixels. Below, nobody reads anything.
_TINY = 3.0
# In pixels: no screen shows what lies this far to the left or above.
_FAR = -400.0
_DEFAULT_SIZE = 16.0
_CSS_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_CSS_AT_BLOCK = re.compile(r"@[\w-]+[^{};]*(?:;|\{(?:[^{}]|\{[^{}]*\})*\})")
_CSS_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COMPOUND = re.compile(r"(?P<tag>[a-z][\w-]*|\*)?(?P<names>(?:[.#][\w-]+)*)", re.IGNORECASE)
_LENGTH = re.compile(r"(-?\d*\.?\d+)\s*(px|pt|em|rem|ex|%|in|cm|mm|pc)?")
_PIXELS = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 37.8, "mm": 3.78, "": 1.0}
_SIZES = {"xx-small": 9, "x-small": 10, "small": 13, "medium": 16, "large": 18, "x-large": 24}
_FONT_SIZES = (10.0, 13.0, 16.0, 18.0, 24.0, 32.0, 48.0)
_LOOKED_AT = ("style", "class", "id", "bgcolor", "color", "size", "hidden", "background", "text")
_UNKNOWN_GROUND = ("url(", "gradient")


class Look(NamedTuple):
    """How text inside an element looks. `hidden` is the channel through which it isn't seen."""

    ink: Colour | None = _BLACK
    ground: Colour | None = _WHITE
    size: float = _DEFAULT_SIZE
    hidden: Channel | None = None

    @property
    def unseen(self) -> Channel | None:
        """The channel of text that stands here and isn't seen; None where it is seen."""
        if self.hidden is not None:
            return self.hidden
        if self.size < _TINY:
            return Channel.TINY_TEXT
        if self.ink is None or self.ground is None:
            return None
        far = max(abs(a - b) for a, b in zip(self.ink, self.ground, strict=True))
        return Channel.INVISIBLE_TEXT if far < _FAINT else None


class _Rule(NamedTuple):
    compounds: tuple[tuple[str, frozenset[str]], ...]
    declarations: Declarations


class Styles:
    """The style rules of one page.

    Rules that only hold on other screens, or while something is pointed at, are left out.
    """

    def __init__(self, root: Any) -> None:
        """Read the rules of every style element."""
        self._rules: dict[str, list[_Rule]] = {}
        self._known: dict[tuple[Any, ...], Look] = {}
        self._by_place = False
        for style in root.iter("style"):
            for rule in _rules_of(_CSS_COMMENT.sub(" ", "".join(style.itertext()))):
                tag, names = rule.compounds[-1]
                key = min(names) if names else tag
                self._rules.setdefault(key, []).append(rule)
                self._by_place = self._by_place or len(rule.compounds) > 1

    def look(self, element: Any, around: Look) -> Look:
        """How text inside an element looks, by how it looks around it."""
        if self._by_place:
            return self._look(element, around)
        # Cells of a table look alike by the thousand.
        key = (element.tag, around, *map(element.get, _LOOKED_AT))
        look = self._known.get(key)
        if look is None:
            look = self._known[key] = self._look(element, around)
        return look

    def _look(self, element: Any, around: Look) -> Look:
        declared = self._declared(element)
        size = _size_of(declared, element, around.size)
        hidden = around.hidden or _hidden_by(declared, element)
        ground = _ground_of(declared, element, around.ground)
        ink = _ink_of(declared, element, around.ink)
        if declared.get("visibility") == "visible" and hidden is Channel.VANISHED_TEXT:
            hidden = around.hidden
        return Look(ink, ground, size, hidden)

    def _declared(self, element: Any) -> dict[str, str]:
        declared: dict[str, str] = {}
        if self._rules:
            for key in {element.tag, "*", *_names(element)}:
                for rule in self._rules.get(key, ()):
                    if _matches(rule, element):
                        declared |= rule.declarations
        style = element.get("style")
        return {**declared, **_declarations(style)} if style else declared


def _rules_of(css: str) -> Iterator[_Rule]:
    for selectors, body in _CSS_RULE.findall(_CSS_AT_BLOCK.sub(" ", css)):
        declarations = _declarations(body)
        for selector in selectors.split(","):
            compounds = [_compound(part) for part in selector.replace(">", " ").split()]
            if compounds and all(compounds):
                yield _Rule(tuple(one for one in compounds if one), declarations)


def _compound(text: str) -> tuple[str, frozenset[str]] | None:
    match = _COMPOUND.fullmatch(text)
    if match is None:
        return None
    names = frozenset(re.findall(r"[.#][\w-]+", match["names"]))
    return (match["tag"] or "*").lower(), names


def _names(element: Any) -> list[str]:
    names = [f".{name}" for name in (element.get("class") or "").split()]
    return [*names, f"#{element.get('id')}"] if element.get("id") else names


def _matches(rule: _Rule, element: Any) -> bool:
    """True where the last part fits the element, and those before it elements around it in turn."""
    *before, last = rule.compounds
    if not _fits(last, element):
        return False
    around = element.iterancestors()
    return all(any(_fits(one, outer) for outer in around) for one in reversed(before))


def _fits(compound: tuple[str, frozenset[str]], element: Any) -> bool:
    tag, names = compound
    return tag in ("*", element.tag) and names <= set(_names(element))


@lru_cache(maxsize=512)
def _declarations(text: str) -> Declarations:
    parts = (part.partition(":") for part in text.split(";"))
    return {
        name.strip().lower(): value.replace("!important", "").strip().lower()
        for name, colon, value in parts
        if colon
    }


def _hidden_by(declared: Declarations, element: Any) -> Channel | None:
    vanished = (
        declared.get("display") == "none"
        or declared.get("visibility") in ("hidden", "collapse")
        or declared.get("mso-hide") == "all"
        or element.get("hidden") is not None
    )
    if declared.get("mso-element", "").startswith("comment"):
        return Channel.COMMENTS
    if vanished:
        return Channel.HIDDEN_ROWS if element.tag == "tr" else Channel.VANISHED_TEXT
    if any(_is_far(declared.get(name, "")) for name in ("left", "top", "text-indent")) or any(
        _is_far(declared.get(name, "")) for name in ("margin-left", "margin-top", "right", "bottom")
    ):
        return Channel.OFF_PAGE_TEXT
    return Channel.INVISIBLE_TEXT if _is_shut(declared) else None


def _is_far(value: str) -> bool:
    length = _length(value, _DEFAULT_SIZE)
    return length is not None and length < _FAR


def _is_shut(declared: Declarations) -> bool:
    """True for boxes without any opening, and for what is seen through altogether."""
    if re.fullmatch(r"0*\.?0+%?", declared.get("opacity", "1")):
        return True
    if re.match(r"(?:rect\(\s*(?:0|1px)\b|inset\(\s*(?:50|100)%)", declared.get("clip", "")):
        return True
    if re.match(r"inset\(\s*(?:50|100)%", declared.get("clip-path", "")):
        return True
    cut = any(
        declared.get(name) in ("hidden", "clip")
        for name in ("overflow", "overflow-x", "overflow-y")
    )
    sizes = (_length(declared.get(name, ""), 16.0) for name in ("height", "width", "max-height"))
    return cut and any(size is not None and size <= 1 for size in sizes)


def _size_of(declared: Declarations, element: Any, around: float) -> float:
    value = declared.get("font-size", "")
    if not value and "font" in declared:
        value = next((p for p in declared["font"].split() if _LENGTH.match(p)), "").split("/")[0]
    if value in _SIZES:
        return _SIZES[value]
    found = _length(value, around)
    if found is not None:
        return found
    size = (element.get("size") or "").strip() if element.tag == "font" else ""
    return _FONT_SIZES[min(int(size), 7) - 1] if re.fullmatch(r"[1-9]\d{0,2}", size) else around


def _length(value: str, around: float) -> float | None:
    match = _LENGTH.fullmatch(value.strip())
    if match is None:
        return None
    number, unit = float(match[1]), match[2] or ""
    if unit in ("em", "rem", "%", "ex"):
        base = _DEFAULT_SIZE if unit == "rem" else around
        return number * base * {"%": 0.01, "ex": 0.5}.get(unit, 1.0)
    return number * _PIXELS[unit]


def _ground_of(declared: Declarations, element: Any, around: Colour | None) -> Colour | None:
    value = declared.get("background-color") or declared.get("background") or ""
    value = value or (element.get("bgcolor") or "")
    image = f"{declared.get('background-image', '')} {declared.get('background', '')}"
    if element.get("background") or any(sign in image for sign in _UNKNOWN_GROUND):
        return None
    return _colour(value) or around


def _ink_of(declared: Declarations, element: Any, around: Colour | None) -> Colour | None:
    value = declared.get("color", "")
    if element.tag == "font" and not value:
        value = element.get("color") or ""
    if element.tag == "body" and not value:
        value = element.get("text") or ""
    return _colour(value) or around


@lru_cache(maxsize=512)
def _colour(value: str) -> Colour | None:
    """A colour as red, green and blue; None for none, or one that can't be told."""
    from PIL import ImageColor

    for part in [value, *value.split()]:
        try:
            found = ImageColor.getrgb(part.strip())
        except ValueError:
            continue
        if len(found) == 4 and found[3] == 0:
            return None
        return found[0], found[1], found[2]
    return None
