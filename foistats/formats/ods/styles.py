"""The styles of an .ods: what they hide, colour, shrink, strike out, raise or draw for a value."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from foistats.formats.ods.data_styles import DataStyle, code_of
from foistats.formats.office.colours import Colour, read_hex
from foistats.formats.sheets.looks import HEIGHT_SEEN, TINY

_LENGTH = re.compile(r"(-?[\d.]+)\s*(pt|cm|mm|in|pc|px)?")
_POINTS = {"pt": 1.0, "cm": 28.35, "mm": 2.835, "in": 72.0, "pc": 12.0, "px": 0.75}
# Columns narrower than this show not one digit, in points.
_WIDTH_SEEN = 5.0
# By how many points LibreOffice sets a label in at each step.
_STEP = 10.0
_LONGEST_CHAIN = 32
_UNSEEN_LINE = ("none", "")


@dataclass(slots=True)
class Style:
    """One style as it is written; what it leaves open its parent says."""

    parent: str = ""
    data: str = ""
    colour: Colour | None = None
    automatic: bool = False
    ground: str = ""
    size: float | None = None
    struck: bool | None = None
    shift: int | None = None
    margin: float | None = None
    length: float | None = None
    fill: str = ""
    unseen: bool = False
    protects: bool = False
    is_common: bool = False
    maps: list[tuple[str, str]] = field(default_factory=list)


class Drawn(NamedTuple):
    """How a style draws text, once all that it comes from has been asked.

    `colour` is None where the program picks one that shows, `ground` where nothing is filled.
    `shift` is 1 where text is raised, -1 where it is lowered; `indent` is in steps.
    """

    colour: Colour | None
    ground: Colour | None
    size: float | None
    struck: bool
    shift: int
    indent: int
    code: str
    maps: Sequence[tuple[str, str]]


@dataclass(slots=True)
class OdsStyles:
    """All styles by family and name; those of content.xml go before those of styles.xml."""

    styles: dict[tuple[str, str], Style] = field(default_factory=dict)
    data: dict[str, DataStyle] = field(default_factory=dict)
    known: dict[tuple[str, str], Drawn] = field(default_factory=dict)
    current: Style | None = None
    form: DataStyle | None = None
    in_literal: bool = False
    in_common: bool = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take in the start of an element of a style."""
        if tag in ("office:styles", "office:automatic-styles"):
            self.in_common = tag == "office:styles"
        elif tag in ("style:style", "style:default-style"):
            self.current = Style(
                attributes.get("style:parent-style-name", ""),
                attributes.get("style:data-style-name", ""),
                is_common=self.in_common,
            )
            name = attributes.get("style:name", "")
            self.styles[attributes.get("style:family", ""), name] = self.current
        elif tag.startswith("number:") and tag.endswith("-style"):
            self.form = DataStyle(is_text=tag == "number:text-style")
            self.data[attributes.get("style:name", "")] = self.form
        elif tag == "style:map":
            rule = (
                attributes.get("style:condition", ""),
                attributes.get("style:apply-style-name", ""),
            )
            target = self.form or self.current
            if target is not None:
                target.maps.append(rule)
        elif self.form is not None:
            self.in_literal = tag in ("number:text", "number:currency-symbol")
            self.form.take(tag, attributes)
        elif self.current is not None:
            _properties(self.current, tag, attributes)

    def end(self, tag: str) -> None:
        """Take in the end of an element of a style."""
        if tag.startswith("number:") and tag.endswith("-style"):
            self.form = None
        elif tag == "style:style":
            self.current = None
        if self.form is not None and self.in_literal:
            self.form.end_literal()
        self.in_literal = False

    def text(self, text: str) -> None:
        """Take in what a number format writes beside the number."""
        if self.in_literal and self.form is not None:
            self.form.literal += text

    def chain(self, family: str, name: str) -> list[Style]:
        """A style with those that it comes from, the default last."""
        found: list[Style] = []
        while (family, name) in self.styles and len(found) < _LONGEST_CHAIN:
            style = self.styles[family, name]
            found.append(style)
            if not name:
                break
            name = style.parent
        return found

    def hides(self, family: str, name: str) -> bool:
        """True for sheets that aren't displayed, and rows and columns without size."""
        style = self.styles.get((family, name))
        return style is not None and style.unseen

    def length(self, family: str, name: str) -> float | None:
        """How high a row or how wide a column is, in points."""
        style = self.styles.get((family, name))
        return style.length if style is not None else None

    def drawn(self, family: str, name: str) -> Drawn:
        """How text of a style is drawn."""
        key = (family, name)
        known = self.known.get(key)
        if known is None:
            known = self.known[key] = self._drawn(self.chain(family, name))
        return known

    def _drawn(self, chain: list[Style]) -> Drawn:
        coloured = next((s for s in chain if s.colour is not None or s.automatic), None)
        filled = next((s.ground for s in chain if s.ground), "")
        margin = next((s.margin for s in chain if s.margin is not None), 0.0)
        return Drawn(
            None if coloured is None or coloured.automatic else coloured.colour,
            read_hex(filled),
            next((s.size for s in chain if s.size is not None), None),
            next((s.struck for s in chain if s.struck is not None), False),
            next((s.shift for s in chain if s.shift is not None), 0),
            round(margin / _STEP) or int(margin > 1),
            code_of(next((s.data for s in chain if s.data), ""), self.data),
            next((s.maps for s in chain if s.maps), ()),
        )

    def colours(self, family: str, name: str) -> tuple[Colour | None, Colour | None]:
        """Text's colour (None where the program picks one that shows) and what it stands on."""
        drawn = self.drawn(family, name)
        return drawn.colour, drawn.ground

    def is_tiny(self, family: str, name: str) -> bool:
        """True where text of this style is too small to be read."""
        size = self.drawn(family, name).size
        return size is not None and size <= TINY

    def stroke(self, family: str, name: str) -> tuple[bool, int]:
        """Whether text of this style is struck out, and if it is raised (1) or lowered (-1)."""
        drawn = self.drawn(family, name)
        return drawn.struck, drawn.shift

    def is_common(self, name: str) -> bool:
        """True for a style of cells that rules may apply: programs pass over those of one cell."""
        style = self.styles.get(("table-cell", name))
        return style is not None and style.is_common

    def fill(self, name: str) -> str:
        """How a shape is filled, empty where its style leaves that open."""
        return next((s.fill for s in self.chain("graphic", name) if s.fill), "")

    def maps_of(self, name: str) -> Sequence[tuple[str, str]]:
        """The conditions of a cell's style and the styles that they apply."""
        return self.drawn("table-cell", name).maps

    def code(self, name: str) -> str:
        """The number format of a cell's style, as a workbook writes it."""
        return self.drawn("table-cell", name).code


def _properties(style: Style, tag: str, attributes: dict[str, str]) -> None:
    if tag == "style:text-properties":
        _text_properties(style, attributes)
    elif tag == "style:table-cell-properties":
        style.ground = attributes.get("fo:background-color", "")
        style.protects = attributes.get("style:cell-protect") == "hidden-and-protected"
    elif tag == "style:paragraph-properties":
        style.margin = points(attributes.get("fo:margin-left", ""))
    elif tag == "style:graphic-properties":
        style.fill = attributes.get("draw:fill", "")
    elif tag == "style:table-properties":
        style.unseen |= attributes.get("table:display") == "false"
    elif tag == "style:table-row-properties":
        style.length = points(attributes.get("style:row-height", ""))
        style.unseen |= style.length is not None and style.length < HEIGHT_SEEN
    elif tag == "style:table-column-properties":
        style.length = points(attributes.get("style:column-width", ""))
        style.unseen |= style.length is not None and style.length < _WIDTH_SEEN


def _text_properties(style: Style, attributes: dict[str, str]) -> None:
    style.colour = read_hex(attributes.get("fo:color", ""))
    style.automatic = attributes.get("style:use-window-font-color") == "true"
    size = attributes.get("fo:font-size", "")
    style.size = points(size) if not size.endswith("%") else None
    style.unseen |= attributes.get("text:display") == "none"
    lines = [attributes.get(f"style:text-line-through-{one}") for one in ("style", "type")]
    if any(line is not None for line in lines):
        style.struck = not any(line in _UNSEEN_LINE for line in lines)
    position = attributes.get("style:text-position", "").split()
    if position:
        style.shift = _shift(position[0])


def _shift(position: str) -> int:
    """Whether text is raised (1) or lowered (-1): `super`, `sub`, or by how many per cent.

    >>> _shift("super"), _shift("-33%"), _shift("0%")
    (1, -1, 0)
    """
    if position in ("super", "sub"):
        return 1 if position == "super" else -1
    share = position.rstrip("%")
    return 0 if not share.strip("-0.") else -1 if share.startswith("-") else 1


def points(length: str) -> float | None:
    """A length in points.

    >>> points("2pt"), points("0.5in"), points("")
    (2.0, 36.0, None)
    """
    found = _LENGTH.fullmatch(length.strip())
    return float(found[1]) * _POINTS[found[2] or "pt"] if found else None
