"""The styles of a Word document: what they hide, colour, shrink or shade."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple
from xml.etree import ElementTree

from foistats.formats.office.colours import BLACK, WHITE, Colour, read_hex
from foistats.formats.office.markup import child, is_on, named, own, sliced, tree

_LONGEST_CHAIN = 32
_HIGHLIGHTS = {"black": BLACK, "white": WHITE}


class Ground(NamedTuple):
    """What text stands on. `colour` is None where it can't be told, so that any text may show."""

    colour: Colour | None
    marker: bool = False


PAPER = Ground(WHITE)
UNKNOWN = Ground(None)


class Drawn(NamedTuple):
    """What one place says about text; None for what it leaves to others."""

    vanish: bool | None = None
    colour: Colour | None = None
    automatic: bool = False
    ground: Ground | None = None
    half_points: float | None = None


NOTHING = Drawn()


class Style:
    """One style, understood when it is first asked for: a template has hundreds."""

    def __init__(self, xml: bytes) -> None:
        """Keep the XML; what it says is read from it later."""
        self.xml = xml

    @cached_property
    def element(self) -> ElementTree.Element:
        """The style's element."""
        return next(iter(tree(self.xml)))

    @cached_property
    def parent(self) -> str:
        """The style that this one comes from."""
        based_on = child(self.element, "basedOn")
        return own(based_on).get("val", "") if based_on is not None else ""

    @cached_property
    def drawn(self) -> Drawn:
        """What it says about text."""
        return drawn_by(child(self.element, "rPr"))

    @cached_property
    def shading(self) -> Ground | None:
        """What it puts behind a paragraph."""
        return shading(child(self.element, "pPr", "shd"))

    @cached_property
    def fills(self) -> bool:
        """True where it shades any part of a table."""
        return any(shading(shd) is not None for shd in named(self.element, "shd"))


@dataclass(slots=True)
class WordStyles:
    """All styles by their ids, and what holds where none is named."""

    styles: dict[str, Style] = field(default_factory=dict)
    defaults: Drawn = NOTHING
    paragraph: str = ""

    def chain(self, name: str) -> Iterator[Style]:
        """A style and those that it comes from."""
        for _ in range(_LONGEST_CHAIN):
            style = self.styles.get(name)
            if style is None:
                return
            yield style
            name = style.parent

    def fills_tables(self, name: str) -> bool:
        """True where a table's style shades any part of it."""
        return any(style.fills for style in self.chain(name))


def read_styles(xml: bytes) -> WordStyles:
    """The styles part of a document, as plain XML; empty where it has none."""
    found = WordStyles()
    for written, one in sliced(xml, "style"):
        name = written.get("styleId", "")
        found.styles[name] = Style(one)
        if written.get("type") == "paragraph" and is_on(written.get("default")):
            found.paragraph = name
    for _, one in sliced(xml, "rPrDefault"):
        found.defaults = drawn_by(child(tree(one), "rPrDefault", "rPr"))
    return found


def drawn_by(properties: ElementTree.Element | None) -> Drawn:
    """What one set of run properties says."""
    if properties is None:
        return Drawn()
    colour = child(properties, "color")
    text, automatic = None, False
    if colour is not None:
        written = own(colour)
        text = read_hex(written.get("val", ""))
        if text is None and written.get("themeColor") in ("background1", "light1"):
            text = WHITE
        automatic = text is None and "themeColor" not in written
    size = child(properties, "sz")
    marked = child(properties, "highlight")
    ground = shading(child(properties, "shd"))
    if marked is not None and own(marked).get("val") != "none":
        colour_of_marker = _HIGHLIGHTS.get(own(marked).get("val", ""))
        ground = Ground(colour_of_marker, marker=True)
    return Drawn(
        is_set(child(properties, "vanish")),
        text,
        automatic,
        ground,
        _number(own(size).get("val", "")) if size is not None else None,
    )


def is_set(toggle: ElementTree.Element | None) -> bool | None:
    """Whether a property is on, None where it isn't there."""
    return None if toggle is None else own(toggle).get("val", "1") not in ("0", "false", "off")


def shading(shd: ElementTree.Element | None) -> Ground | None:
    """What a shading puts behind text, None where it puts nothing."""
    if shd is None:
        return None
    written = own(shd)
    pattern = written.get("val", "clear")
    if pattern == "nil":
        return None
    if pattern == "solid":
        return Ground(read_hex(written.get("color", "")) or BLACK)
    if pattern != "clear":
        return UNKNOWN
    fill = read_hex(written.get("fill", ""))
    if fill is not None:
        return Ground(fill)
    return UNKNOWN if written.get("themeFill") else None


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
