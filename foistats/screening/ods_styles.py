"""The styles of an .ods: what they hide, colour, shrink or mask."""

import operator
import re
from dataclasses import dataclass, field

from foistats.screening.cell_styles import TINY
from foistats.screening.colours import WHITE, Colour, read_hex, shows

_LENGTH = re.compile(r"(-?[\d.]+)\s*(pt|cm|mm|in|pc|px)?")
_POINTS = {"pt": 1.0, "cm": 28.35, "mm": 2.835, "in": 72.0, "pc": 12.0, "px": 0.75}
_CONDITION = re.compile(r"\s*(?:value|cell-content)\(\)\s*(<=|>=|!=|<>|<|>|=)\s*(-?[\d.]+)\s*")
_NEVER = re.compile(r"is-true-formula\((?:ISERROR|ISERR|ISNA|ISBLANK|FALSE|0\))", re.IGNORECASE)
_TESTS = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    "=": operator.eq, "!=": operator.ne, "<>": operator.ne,
}  # fmt: skip
# Rows lower and columns narrower than these show nothing, in points.
_SEEN = 2.0
_LONGEST_CHAIN = 32
_MARKS = frozenset("<>≤≥")


@dataclass(slots=True)
class Style:
    """One style as it is written; what it leaves open its parent says."""

    parent: str = ""
    data: str = ""
    colour: Colour | None = None
    automatic: bool = False
    ground: str = ""
    size: float | None = None
    unseen: bool = False
    protects: bool = False
    maps: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class DataStyle:
    """One number format: whether it shows the value itself, and what else it writes."""

    is_text: bool = False
    shows: bool = False
    literal: str = ""
    maps: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class OdsStyles:
    """All styles by family and name; those of content.xml go before those of styles.xml."""

    styles: dict[tuple[str, str], Style] = field(default_factory=dict)
    data: dict[str, DataStyle] = field(default_factory=dict)
    current: Style | None = None
    form: DataStyle | None = None
    in_literal: bool = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take in the start of an element of a style."""
        if tag in ("style:style", "style:default-style"):
            self.current = Style(
                attributes.get("style:parent-style-name", ""),
                attributes.get("style:data-style-name", ""),
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
            self.in_literal = tag == "number:text"
            self.form.shows |= tag.startswith("number:") and not self.in_literal
        elif self.current is not None:
            self._properties(self.current, tag, attributes)

    def end(self, tag: str) -> None:
        """Take in the end of an element of a style."""
        if tag.startswith("number:") and tag.endswith("-style"):
            self.form = None
        elif tag == "style:style":
            self.current = None
        self.in_literal = False

    def text(self, text: str) -> None:
        """Take in what a number format writes beside the number."""
        if self.in_literal and self.form is not None:
            self.form.literal += text

    @staticmethod
    def _properties(style: Style, tag: str, attributes: dict[str, str]) -> None:
        if tag == "style:text-properties":
            style.colour = read_hex(attributes.get("fo:color", ""))
            style.automatic = attributes.get("style:use-window-font-color") == "true"
            size = attributes.get("fo:font-size", "")
            style.size = points(size) if not size.endswith("%") else None
            style.unseen |= attributes.get("text:display") == "none"
        elif tag == "style:table-cell-properties":
            style.ground = attributes.get("fo:background-color", "")
            style.protects = attributes.get("style:cell-protect") == "hidden-and-protected"
        elif tag == "style:table-properties":
            style.unseen |= attributes.get("table:display") == "false"
        elif tag == "style:table-row-properties":
            height = points(attributes.get("style:row-height", ""))
            style.unseen |= height is not None and height < _SEEN
        elif tag == "style:table-column-properties":
            width = points(attributes.get("style:column-width", ""))
            style.unseen |= width is not None and width < _SEEN

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

    def colours(self, family: str, name: str) -> tuple[Colour | None, Colour | None]:
        """Text's colour (None where the program picks one that shows) and what it stands on."""
        colour, ground = None, None
        for style in self.chain(family, name):
            if style.colour is not None or style.automatic:
                colour = None if style.automatic else style.colour
                break
        for style in self.chain(family, name):
            if style.ground:
                ground = read_hex(style.ground)
                break
        return colour, ground

    def is_pale(self, family: str, name: str, *, ground: Colour | None = None) -> bool:
        """True where text of this style has the colour of what it stands on."""
        colour, filled = self.colours(family, name)
        return colour is not None and not shows(colour, filled or ground or WHITE)

    def is_tiny(self, family: str, name: str) -> bool:
        """True where text of this style is too small to be read."""
        size = next((s.size for s in self.chain(family, name) if s.size is not None), None)
        return size is not None and size <= TINY

    def maps_of(self, name: str) -> list[tuple[str, str]]:
        """The conditions of a cell's style and the styles that they apply."""
        return next((s.maps for s in self.chain("table-cell", name) if s.maps), [])

    def data_style(self, name: str) -> DataStyle | None:
        """The number format of a cell's style."""
        data = next((s.data for s in self.chain("table-cell", name) if s.data), "")
        return self.data.get(data)

    def masks_number(self, name: str, number: float) -> bool:
        """True where a cell's style shows something else than its number, or nothing."""
        form = self.data_style(name)
        if form is None or not number:
            return False
        conditioned = False
        for condition, target in form.maps:
            if condition_holds(condition, number):
                form, conditioned = self.data.get(target, form), True
                break
        if form.shows or (form.is_text and not conditioned):
            return False
        return not (abs(number) == 1 and form.literal.strip().isalpha())

    def masks_text(self, name: str) -> bool:
        """True where a cell's style shows nothing, or something else, in place of a text."""
        form = self.data_style(name)
        return form is not None and form.is_text and not form.shows


def condition_holds(condition: str, value: float | str) -> bool:
    """True where a style's condition holds for a cell with content, or where that can't be told.

    >>> condition_holds("cell-content()<5", 3), condition_holds("is-true-formula(FALSE())", 3)
    (True, False)
    """
    bare = condition.replace(" ", "")
    if _NEVER.match(bare) or bare.endswith('=""'):
        return False
    found = _CONDITION.fullmatch(condition)
    if found is None or isinstance(value, str):
        return True
    return bool(_TESTS[found[1]](value, float(found[2])))


def points(length: str) -> float | None:
    """A length in points.

    >>> points("2pt"), points("0.5in"), points("")
    (2.0, 36.0, None)
    """
    found = _LENGTH.fullmatch(length.strip())
    return float(found[1]) * _POINTS[found[2] or "pt"] if found else None


def is_mark(number: float, drawn: str) -> bool:
    """True where the text drawn for a number is a mark that keeps it from being seen.

    >>> is_mark(3, "<5"), is_mark(3, "*"), is_mark(3, "3"), is_mark(1, "yes")
    (True, True, False, False)
    """
    bare = drawn.strip()
    if not bare or not number:
        return False
    if bare[0] in _MARKS:
        return True
    return not any(one.isdigit() for one in bare) and not (abs(number) == 1 and bare.isalpha())
