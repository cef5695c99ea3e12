"""The text of a Word document, walked once: what of it a reader of the page doesn't see."""

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree import ElementTree

from foistats.documents.words import is_blank
from foistats.formats.office.colours import BLACK, shows
from foistats.formats.office.markup import child, is_on, local, named, own
from foistats.formats.xlsx.drawings import text_in, texts_in
from foistats.records import Finding
from foistats.screening.word_styles import (
    PAPER,
    UNKNOWN,
    Drawn,
    Ground,
    WordStyles,
    drawn_by,
    shading,
)
from schemas.channels import Channel

_CHANGES = ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel")
_GONE = ("del", "moveFrom")
# Twentieths of a point; half points; English Metric Units (12,700 to a point).
_LOW_ROW = 40
_TINY = 4
_TINY_BOX = 25_400
_FAR_OFF = 30 * 914_400
# Word puts these around forms copied from web pages.
_FORM_EDGES = ("top of form", "bottom of form")
# A title over a dark picture stands this close to where the picture is anchored.
_NEAR = 15
_PROPERTIES = ("rPr", "pPr", "tblPr", "trPr", "tcPr", "sectPr", "sdtPr", "tblGrid", "instrText")


class Around(NamedTuple):
    """What the elements around a run decide."""

    ground: Ground = PAPER
    style: str = ""
    unseen: Channel | None = None


@dataclass
class Story:
    """One stretch of text: the body, a header, the footnotes. Collects what isn't seen in it."""

    name: str
    styles: WordStyles
    is_margin: bool = False
    amounts: Counter[Channel] = field(default_factory=Counter)
    first: dict[Channel, int] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)
    changes: int = 0
    paragraphs: int = 0
    last_floating: int = -1_000_000

    def walk(self, element: ElementTree.Element, around: Around) -> None:
        """Take in an element and all in it."""
        name = local(element.tag)
        if name in _PROPERTIES:
            self.changes += sum(1 for _ in named(element, *_CHANGES))
            return
        if name in _CHANGES:
            self.changes += 1
            if name in _GONE:
                return
        if name == "r":
            self._run(element, around)
            return
        if name == "AlternateContent":
            self._alternatives(element, around)
            return
        if name == "tbl":
            around = self._in_table(element, around)
        elif name == "tr":
            around = self._in_row(element, around)
        elif name == "tc":
            around = self._in_cell(element, around)
        elif name == "p":
            around = self._in_paragraph(element, around)
        elif name in ("inline", "anchor", "shape", "rect", "roundrect", "oval", "textbox"):
            around = self._in_shape(element, name, around)
        elif name == "txbxContent":
            around = Around(UNKNOWN, unseen=around.unseen)
        for one in element:
            self.walk(one, around)

    def _in_table(self, table: ElementTree.Element, around: Around) -> Around:
        style = child(table, "tblPr", "tblStyle")
        if style is not None and self.styles.fills_tables(own(style).get("val", "")):
            return around._replace(ground=UNKNOWN)
        return self._shaded(around, child(table, "tblPr", "shd"))

    def _in_row(self, row: ElementTree.Element, around: Around) -> Around:
        height = child(row, "trPr", "trHeight")
        written = own(height) if height is not None else {}
        if written.get("hRule") == "exact" and float(written.get("val", 999)) < _LOW_ROW:
            return around._replace(unseen=Channel.HIDDEN_ROWS)
        return around

    def _in_cell(self, cell: ElementTree.Element, around: Around) -> Around:
        merged = child(cell, "tcPr", "vMerge")
        if merged is not None and own(merged).get("val", "continue") == "continue":
            around = around._replace(unseen=around.unseen or Channel.COVERED_TEXT)
        return self._shaded(around, child(cell, "tcPr", "shd"))

    def _in_paragraph(self, paragraph: ElementTree.Element, around: Around) -> Around:
        self.paragraphs += 1
        self.seen.append("\n")
        style = child(paragraph, "pPr", "pStyle")
        name = own(style).get("val", "") if style is not None else self.styles.paragraph
        for one in self.styles.chain(name):
            if one.shading is not None:
                around = around._replace(ground=one.shading)
                break
        return self._shaded(around._replace(style=name), child(paragraph, "pPr", "shd"))

    @staticmethod
    def _shaded(around: Around, shd: ElementTree.Element | None) -> Around:
        ground = shading(shd)
        return around if ground is None else around._replace(ground=ground)

    def _in_shape(self, shape: ElementTree.Element, name: str, around: Around) -> Around:
        written = own(shape)
        if name == "anchor" and is_on(written.get("behindDoc")):
            self.last_floating = self.paragraphs
        style = written.get("style", "").replace(" ", "").lower()
        properties = child(shape, "docPr")
        hidden = properties is not None and is_on(own(properties).get("hidden"))
        if hidden or "visibility:hidden" in style:
            return around._replace(unseen=Channel.VANISHED_TEXT)
        extent = child(shape, "extent")
        if extent is not None:
            sizes = [int(own(extent).get(key, 0)) for key in ("cx", "cy")]
            if min(sizes) < _TINY_BOX:
                return around._replace(unseen=Channel.TINY_TEXT)
        for way in ("positionH", "positionV"):
            offset = child(shape, way, "posOffset")
            if offset is not None and abs(int(offset.text or 0)) > _FAR_OFF:
                return around._replace(unseen=Channel.OFF_PAGE_TEXT)
        return around

    def _alternatives(self, block: ElementTree.Element, around: Around) -> None:
        """Of several versions of a shape the first is drawn; the last is for old programs."""
        drawn = next((one for one in block if local(one.tag) == "Choice"), None)
        fallback = next((one for one in block if local(one.tag) == "Fallback"), None)
        if drawn is None:
            drawn, fallback = fallback, None
        if drawn is None:
            return
        self.walk(drawn, around)
        if fallback is not None:
            seen = "".join(text_in(drawn).split())
            lost = [t for t in texts_in(fallback) if "".join(t.split()) not in seen]
            for text in lost:
                self._note(Channel.VANISHED_TEXT, text)

    def _run(self, run: ElementTree.Element, around: Around) -> None:
        properties = child(run, "rPr")
        if properties is not None:
            self.changes += sum(1 for _ in named(properties, *_CHANGES))
        pieces = []
        for one in run:
            name = local(one.tag)
            if name == "t":
                pieces.append(one.text or "")
            elif name in ("tab", "br", "cr", "noBreakHyphen"):
                pieces.append("-" if name == "noBreakHyphen" else " ")
            elif name in ("drawing", "pict", "AlternateContent", "object"):
                self.walk(one, around)
            elif name == "delText":
                self.changes += not is_blank(one.text or "")
        text = "".join(pieces)
        if is_blank(text):
            self.seen.append(text)
            return
        channel = around.unseen or self._unseen(properties, around)
        if channel is Channel.VANISHED_TEXT and _is_page_number(text, around.style):
            channel = None
        if channel is None:
            self.seen.append(text)
        else:
            self._note(channel, text)

    def _note(self, channel: Channel, text: str) -> None:
        if not is_blank(text) and text.strip().lower() not in _FORM_EDGES:
            self.amounts[channel] += 1
            self.first.setdefault(channel, self.paragraphs)

    def _unseen(self, properties: ElementTree.Element | None, around: Around) -> Channel | None:
        """Why a run's text isn't seen, by its own properties and those of its styles."""
        said = [drawn_by(properties)]
        style = child(properties, "rStyle")
        if style is not None:
            said += [one.drawn for one in self.styles.chain(own(style).get("val", ""))]
        said += [one.drawn for one in self.styles.chain(around.style)]
        said.append(self.styles.defaults)
        if next((one.vanish for one in said if one.vanish is not None), False):
            return Channel.VANISHED_TEXT
        size = next((one.half_points for one in said if one.half_points is not None), None)
        if size is not None and size <= _TINY:
            return Channel.TINY_TEXT
        ground = next((one.ground for one in said if one.ground is not None), around.ground)
        coloured = next((one for one in said if one.colour is not None or one.automatic), Drawn())
        # Automatic text turns white on a dark shading, but stays black under a marker.
        colour = coloured.colour or (BLACK if ground.marker else None)
        if colour is None or ground.colour is None or shows(colour, ground.colour):
            return None
        return None if self._over_a_picture(ground) else Channel.INVISIBLE_TEXT

    def _over_a_picture(self, ground: Ground) -> bool:
        """True where white text on paper may stand on a dark shape that is drawn behind it."""
        near = self.paragraphs - self.last_floating <= _NEAR
        return ground == PAPER and (near or (self.is_margin and self.last_floating >= 0))

    def findings(self) -> list[Finding]:
        """One finding for each way in which text of this story is kept from being seen."""
        return [
            Finding(channel, f"{self.name}, from paragraph {self.first[channel]}", amount, "texts")
            for channel, amount in sorted(self.amounts.items())
        ]


def _is_page_number(text: str, style: str) -> bool:
    """True for page numbers of a contents list: LibreOffice hides what Word hides on the web."""
    contents = style.lower().startswith(("toc", "contents"))
    return contents and text.strip().isdigit() and len(text.strip()) < 5
