"""The styles of a Word document, and how text and paragraphs look by all that is said of them.

What a run says itself comes first, then its character style, the paragraph's style, the table's
style (with its own parts for first rows, bands and so on) and the document's defaults.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from foistats.formats.docx.colours import Ground, Ink, Palette
from foistats.formats.docx.nodes import Node, is_on, node_of, number, whole
from foistats.formats.office.markup import sliced

_LONGEST_CHAIN = 32
# A hundredth of a letter's width, for indents that are counted in letters.
_OF_LETTER = 2.1
# The parts of a table's style in the order in which Word lays them over one another: against
# ECMA-376 17.7.6, rows come after columns (Word's own style Colorful Shading needs that).
_PARTS = ["band1Vert", "band2Vert", "band1Horz", "band2Horz", "lastCol", "firstCol"]
_PARTS += ["lastRow", "firstRow", "nwCell", "neCell", "swCell", "seCell"]
_LOOK_BITS = {"firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100}
_LOOK_BITS |= {"noHBand": 0x200, "noVBand": 0x400}


class Letters(NamedTuple):
    """How text looks, as far as one place says; None where it says nothing. Sizes in points."""

    vanish: bool | None = None
    web_hidden: bool | None = None
    strike: bool | None = None
    double_strike: bool | None = None
    ink: Ink | None = None
    clear: bool | None = None
    ground: Ground | None = None
    size: float | None = None
    complex_size: float | None = None
    is_complex: bool | None = None
    scale: float | None = None
    spacing: float | None = None
    fit: float | None = None
    position: float | None = None
    raised: str | None = None
    font: str | None = None


class Lay(NamedTuple):
    """How a paragraph lies, as far as one place says. Measures in twentieths of a point."""

    left: float | None = None
    right: float | None = None
    first: float | None = None
    line: float | None = None
    line_rule: str | None = None
    before: float | None = None
    after: float | None = None
    side: str | None = None
    ground: Ground | None = None
    frame: Node | None = None
    number: tuple[str, int] | None = None
    # Where tabs lead to, from the left of the text, in order.
    tabs: tuple[float, ...] | None = None


NO_LETTERS, NO_LAY = Letters(), Lay()
_OF_LETTERS = frozenset(
    {"vanish", "specVanish", "webHidden", "strike", "dstrike", "color", "highlight", "shd", "sz"}
    | {"szCs", "cs", "rtl", "w", "spacing", "fitText", "position", "vertAlign", "rFonts"}
    | {"w14:textFill"}
)
Said = TypeVar("Said", Letters, Lay)


class Dress(NamedTuple):
    """What a table's style gives one of its cells."""

    letters: Letters = NO_LETTERS
    lay: Lay = NO_LAY
    ground: Ground | None = None


@dataclass(slots=True)
class Style:
    """One style, with those that it is based on taken in."""

    letters: Letters = NO_LETTERS
    lay: Lay = NO_LAY
    ground: Ground | None = None
    parts: dict[str, Dress] = field(default_factory=dict)
    bands: tuple[int, int] = (1, 1)
    names: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Styles:
    """All styles by their kind and id, understood when they are first asked for."""

    palette: Palette = field(default_factory=Palette)
    slices: dict[tuple[str, str], bytes] = field(default_factory=dict)
    usual: dict[str, str] = field(default_factory=dict)
    letters: Letters = NO_LETTERS
    lay: Lay = NO_LAY
    known: dict[tuple[str, str], Style] = field(default_factory=dict)

    @classmethod
    def of(cls, xml: bytes, palette: Palette) -> "Styles":
        """The styles of a document, by its part of them as plain XML; a template has hundreds."""
        styles = cls(palette)
        for written, slice_of_it in sliced(xml, "style"):
            kind, style_id = written.get("type", "paragraph"), written.get("styleId", "")
            if not style_id:
                # SQL Server Reporting Services writes one: nothing can be of it.
                continue
            styles.slices[kind, style_id] = slice_of_it
            if is_on(written.get("default")):
                styles.usual[kind] = style_id
        for _, slice_of_it in sliced(xml, "docDefaults"):
            usual = node_of(slice_of_it, "styles").children[0]
            styles.letters = letters_by(usual.first("rPrDefault", "rPr"), palette)
            styles.lay = lay_by(usual.first("pPrDefault", "pPr"), palette)
        return styles

    def style(self, kind: str, style_id: str) -> Style:
        """A style; the usual one of its kind where none of that kind has the id."""
        if (kind, style_id) not in self.slices:
            style_id = self.usual.get(kind, "")
        known = self.known.get((kind, style_id))
        if known is None:
            known = self.known[kind, style_id] = self._understood(kind, style_id)
        return known

    def _understood(self, kind: str, style_id: str) -> Style:
        style = Style()
        for _ in range(_LONGEST_CHAIN):
            xml = self.slices.get((kind, style_id))
            if xml is None:
                break
            node = node_of(xml, "styles").children[0]
            self._take_in(style, node)
            style_id = node.value("basedOn")
        return style

    def _take_in(self, style: Style, node: Node) -> None:
        """Let a style that another is based on say what that one leaves open."""
        style.names.append(node.value("name").lower())
        own = self._dress(node)
        style.letters, style.lay = over(style.letters, own.letters), over(style.lay, own.lay)
        style.ground = style.ground or own.ground
        sizes = (node.value("tblPr", f"tblStyle{way}BandSize") for way in ("Row", "Col"))
        bands = tuple(whole(size, 0, most=100) for size in sizes)
        if any(bands) and style.bands == (1, 1):
            style.bands = max(bands[0], 1), max(bands[1], 1)
        for part in node.children:
            if part.name == "tblStylePr":
                kind = part.written.get("type", "")
                upper, lower = style.parts.get(kind, Dress()), self._dress(part)
                style.parts[kind] = _dressed(upper, lower)

    def _dress(self, node: Node) -> Dress:
        cell, table = node.first("tcPr", "shd"), node.first("tblPr", "shd")
        return Dress(
            letters_by(node.first("rPr"), self.palette),
            lay_by(node.first("pPr"), self.palette),
            self.palette.shading(cell) or self.palette.shading(table),
        )


@dataclass(slots=True)
class TableDress:
    """What a table's style gives its cells, by where they stand."""

    style: Style
    look: frozenset[str]
    rows: int

    @classmethod
    def of(cls, properties: Node | None, styles: Styles, *, rows: int) -> "TableDress":
        """By the table's own properties: which style, and which parts of it are switched on."""
        style_id = "" if properties is None else properties.value("tblStyle")
        look = None if properties is None else properties.first("tblLook")
        written = {} if look is None else look.written
        try:
            bits = int(written.get("val", "0"), 16)
        except ValueError:
            bits = 0
        on = frozenset(
            name
            for name, bit in _LOOK_BITS.items()
            if (is_on(written[name]) if name in written else bool(bits & bit))
        )
        return cls(styles.style("table", style_id), on, rows)

    def at(self, row: int, col: int, cols: int) -> Dress:
        """What the style gives to one cell, of a row of `cols` cells."""
        style = self.style
        found = Dress(style.letters, style.lay, style.ground)
        if not style.parts:
            return found
        here = self._parts_at(row, col, cols)
        for name in _PARTS:
            if name in here and name in style.parts:
                found = _dressed(style.parts[name], found)
        return found

    def _parts_at(self, row: int, col: int, cols: int) -> set[str]:
        look = self.look
        top, bottom = "firstRow" in look and row == 0, "lastRow" in look and row == self.rows - 1
        left, right = "firstColumn" in look and col == 0, "lastColumn" in look and col == cols - 1
        down, across = self.style.bands
        row, col = row - ("firstRow" in look), col - ("firstColumn" in look)
        here = {
            "firstRow": top, "lastRow": bottom, "firstCol": left, "lastCol": right,
            "nwCell": top and left, "neCell": top and right,
            "swCell": bottom and left, "seCell": bottom and right,
            "band1Horz": "noHBand" not in look and row // down % 2 == 0,
            "band2Horz": "noHBand" not in look and row // down % 2 == 1,
            "band1Vert": "noVBand" not in look and col // across % 2 == 0,
            "band2Vert": "noVBand" not in look and col // across % 2 == 1,
        }  # fmt: skip
        return {name for name, holds in here.items() if holds}


def _dressed(upper: Dress, lower: Dress) -> Dress:
    letters, lay = over(upper.letters, lower.letters), over(upper.lay, lower.lay)
    return Dress(letters, lay, upper.ground or lower.ground)


def over(first: Said, *others: Said) -> Said:
    """What the first says, else the next, and so on."""
    for other in others:
        if other is NO_LETTERS or other is NO_LAY:
            continue
        if first is NO_LETTERS or first is NO_LAY:
            first = other
            continue
        pairs = zip(first, other, strict=True)
        first = type(first)._make(a if a is not None else b for a, b in pairs)
    return first


def mixed(levels: Sequence[Letters]) -> Letters:
    """How text looks by a run itself, its style, its paragraph's and table's, and the defaults.

    Hidden and struck are switches: in Word, styles that say the same twice undo each other
    (ECMA-376, 17.7.3), in LibreOffice the nearest holds. What either hides is taken for hidden.
    """
    own, *styled, defaults = levels
    found = over(own, *styled, defaults)
    return found._replace(
        vanish=found.vanish or _switched(own.vanish, [*styled, defaults], "vanish"),
        strike=found.strike or _switched(own.strike, [*styled, defaults], "strike"),
    )


def _switched(own: bool | None, others: Sequence[Letters], name: str) -> bool:
    if own is not None:
        return own
    *styled, usual = (bool(getattr(other, name)) for other in others)
    return usual or sum(styled) % 2 == 1


def letters_by(properties: Node | None, palette: Palette) -> Letters:
    """What one `rPr` says."""
    if properties is None or not properties.children:
        return NO_LETTERS
    said = {child.name: child for child in reversed(properties.children)}
    if said.keys().isdisjoint(_OF_LETTERS):
        return NO_LETTERS

    def switch(name: str) -> bool | None:
        return is_on(said[name].written.get("val", "1")) if name in said else None

    def points(name: str, parts: int) -> float | None:
        return _points(said[name].written.get("val", ""), parts) if name in said else None

    sides, filled = (switch("cs"), switch("rtl")), said.get("w14:textFill")
    return Letters(
        vanish=True if switch("specVanish") else switch("vanish"),
        web_hidden=switch("webHidden"),
        strike=switch("strike"),
        double_strike=switch("dstrike"),
        ink=_ink(said.get("color"), filled, palette),
        clear=_is_clear(filled),
        ground=palette.marker(said.get("highlight"), said.get("shd")),
        size=points("sz", 2),
        complex_size=points("szCs", 2),
        is_complex=None if sides == (None, None) else any(sides),
        scale=points("w", 100),
        spacing=points("spacing", 20),
        fit=points("fitText", 20),
        position=points("position", 2),
        raised=properties.value("vertAlign") or None,
        font=said["rFonts"].written.get("ascii") if "rFonts" in said else None,
    )


def _points(text: str, parts: int) -> float | None:
    if not text:
        return None
    found = number(text.rstrip("%"), math.nan)
    # Measures with units are counted in twentieths by now.
    parts = 20 if text[-1:].isalpha() else parts
    return None if math.isnan(found) else found / parts


def _ink(colour: Node | None, filled: Node | None, palette: Palette) -> Ink | None:
    """The colours of text: newer programs draw its fill where it has one, others its colour."""
    plain = palette.ink(colour)
    solid = None if filled is None else filled.first("w14:solidFill")
    drawn = None if solid is None else palette.fill(solid)
    return plain if drawn is None else (*(plain or ()), *drawn)


def _is_clear(fill: Node | None) -> bool | None:
    """True where letters are filled with nothing at all."""
    if fill is None:
        return None
    if fill.first("w14:noFill") is not None:
        return True
    alphas = [number(one.written.get("val")) for one in fill.below("w14:alpha")]
    return any(alpha > 95_000 for alpha in alphas)


def lay_by(properties: Node | None, palette: Palette) -> Lay:
    """What one `pPr` says."""
    if properties is None or not properties.children:
        return NO_LAY
    indent = properties.first("ind")
    written = {} if indent is None else indent.written
    spacing = properties.first("spacing")
    lines = {} if spacing is None else spacing.written
    numbered = properties.first("numPr")
    return Lay(
        left=_indent(written, "start", "left"),
        right=_indent(written, "end", "right"),
        first=_first(written),
        line=number(lines["line"]) if "line" in lines else None,
        line_rule=lines.get("lineRule", "auto") if "line" in lines else None,
        before=number(lines["before"]) if "before" in lines else None,
        after=number(lines["after"]) if "after" in lines else None,
        side=properties.value("jc") or None,
        ground=palette.shading(properties.first("shd")),
        frame=properties.first("framePr"),
        number=None if numbered is None else number_of(numbered),
        tabs=_tabs(properties.first("tabs")),
    )


def _tabs(stops: Node | None) -> tuple[float, ...] | None:
    if stops is None:
        return None
    kept = (
        child for child in stops.children if child.written.get("val") not in ("clear", "bar", "num")
    )
    return tuple(sorted(number(one.written.get("pos")) for one in kept))


def number_of(numbered: Node) -> tuple[str, int]:
    """The list and the level that a `numPr` names; an empty list where it leaves that open."""
    return numbered.value("numId"), whole(numbered.value("ilvl"), 0, most=8)


def _indent(written: Mapping[str, str], *names: str) -> float | None:
    for name in names:
        if number(written.get(f"{name}Chars")):
            return number(written[f"{name}Chars"]) * _OF_LETTER
        if name in written:
            return number(written[name])
    return None


def _first(written: Mapping[str, str]) -> float | None:
    hanging = _indent(written, "hanging")
    return -hanging if hanging is not None else _indent(written, "firstLine")
