"""Where on its page text lies, and whether it has room there. Twentieths of a point throughout.

Nothing is laid out as Word would: what is called off the page or cut off here is so by a wide
margin, whatever font the letters come in.
"""

from dataclasses import dataclass
from typing import NamedTuple

from foistats.formats.docx.nodes import Node, number
from foistats.formats.docx.styles import Lay
from schemas.channels import Channel

# No text is read in a strip as narrow as this (three points).
NARROWEST = 60
# What begins this far beyond the edge of its page is not on it (half an inch).
_BEYOND = 720
# A letter is at least this wide, by the size of the font.
_LETTER = 0.35
# Word shows what it is able to: as far as this nothing is out of reach.
_FARTHEST = 31_680
# English Metric Units in a twentieth of a point.
_EMU = 635


class Area(NamedTuple):
    """Between which edges text is set, and between which it would be seen."""

    left: float
    right: float
    low: float
    high: float
    # Widths are certain: the text can't spread beyond them.
    is_fixed: bool = False


@dataclass(slots=True)
class Room:
    """The height that lines may take before they are cut off, and how much they take so far."""

    height: float
    channel: Channel = Channel.HIDDEN_ROWS
    used: float = 0.0
    # Widths of letters on the line that was begun.
    across: float = 0.0
    # The lines run up or down.
    is_turned: bool = False

    def take(self, text: str, size: float, *, line: float, width: float) -> bool:
        """Set a text of a font's size in lines; False where its end is cut off for certain."""
        letter = size * 20 * _LETTER
        if self.is_turned:
            self.across += len(text) * letter
            return self.across <= self.height
        for number_of_line, part in enumerate(text.split("\n")):
            if number_of_line:
                self.used, self.across = self.used + line, 0.0
            self.across += len(part) * letter
            while width > letter and self.across > width:
                self.used, self.across = self.used + line, self.across - width
        # Lines may be a little closer than is thought here.
        return 0.9 * self.used + line / 2 <= self.height

    def below(self, margin: float, *, is_turned: bool) -> "Room":
        """What is left of the height for a cell beside others, below its margin."""
        return Room(self.height - self.used - margin, self.channel, is_turned=is_turned)

    def end_line(self, height: float) -> None:
        """Begin the next paragraph."""
        self.used, self.across = self.used + height, 0.0


class Page(NamedTuple):
    """The size of a section's pages and where its text lies on them."""

    width: float = 11_906
    height: float = 16_838
    left: float = 1440
    right: float = 1440
    top: float = 1440
    bottom: float = 1440
    # A column without width.
    has_narrow: bool = False

    @classmethod
    def of(cls, section: Node | None) -> "Page":
        """The pages of a section."""
        if section is None:
            return cls()
        usual = cls()
        size, margins = section.first("pgSz"), section.first("pgMar")
        sides = {} if margins is None else margins.written
        said = {} if size is None else size.written
        width, height = number(said.get("w"), usual.width), number(said.get("h"), usual.height)
        left, right, top, bottom = (
            number(sides.get(name), 1440) for name in ("left", "right", "top", "bottom")
        )
        widths = [number(one.written.get("w"), _BEYOND) for one in section.below("col")]
        left += number(sides.get("gutter"))
        return cls(width, height, left, right, top, bottom, any(w < NARROWEST for w in widths))

    @property
    def area(self) -> Area:
        """Where the section's text lies."""
        return Area(self.left, self.width - self.right, 0, self.width)

    @property
    def has_no_text(self) -> bool:
        """True where margins leave no room on the page, or the page is none."""
        across = self.width - self.left - self.right
        down = self.height - abs(self.top) - abs(self.bottom)
        return min(across, down) < NARROWEST or self.has_narrow


def line_of(lay: Lay, size: float) -> float:
    """How high a paragraph's lines are, at least, with letters of a size in points."""
    if lay.line_rule == "exact":
        return abs(lay.line or 0)
    share = (lay.line or 240) / 240 if lay.line_rule == "auto" else 1.0
    return size * 20 * min(share, 1.0)


def is_off(lay: Lay, area: Area) -> bool:
    """True where a paragraph's text begins, or is centred, outside of what is seen."""
    left = area.left + (lay.left or 0) + (lay.first or 0)
    right = area.right - (lay.right or 0)
    side = lay.side or "left"
    if right - area.left - (lay.left or 0) < NARROWEST:
        return True
    if side in ("right", "end"):
        return right < area.low + NARROWEST or right > area.high + _BEYOND
    if side == "center":
        middle = (left + right) / 2
        return middle < area.low or middle > area.high
    return (
        left < area.low - _BEYOND
        or left > area.high - NARROWEST
        or (area.is_fixed and left > area.right - NARROWEST)
    )


def frame_is_off(frame: Node, page: Page) -> bool:
    """True for a frame or a floating table that lies off its page, or has no size."""
    written = frame.written
    across = number(written.get("tblpX", written.get("x")))
    down = number(written.get("tblpY", written.get("y")))
    if written.get("horzAnchor", written.get("hAnchor", "text")) != "page":
        across += page.left
    on_page = written.get("vertAnchor", written.get("vAnchor", "text")) in ("page", "margin")
    lowest = page.height if on_page else _FARTHEST / 2
    if number(written.get("w"), _BEYOND) < NARROWEST and "w" in written:
        return number(written["w"]) > 0
    if written.get("hRule") == "exact" and number(written.get("h"), _BEYOND) < NARROWEST:
        return True
    return not -_BEYOND <= across < page.width - NARROWEST or not -lowest < down < lowest


def shape_is_off(anchor: Node, page: Page) -> bool:
    """True for a drawing that is anchored off its page."""
    extent = anchor.first("wp:extent")
    sizes = {} if extent is None else extent.written
    for way, size, length, margin in (
        ("H", "cx", page.width, page.left), ("V", "cy", page.height, page.top),
    ):  # fmt: skip
        position = anchor.first(f"wp:position{way}")
        offset = None if position is None else position.first("wp:posOffset")
        if position is None or offset is None:
            continue
        of = position.written.get("relativeFrom", "page")
        start = number(offset.text) / _EMU
        if of in ("page", "leftMargin", "topMargin"):
            pass
        elif of in ("margin", "column", "insideMargin") or way == "H":
            start += margin
        else:
            # Beside a paragraph, which may stand anywhere on the page.
            if abs(start) > length:
                return True
            continue
        if start + number(sizes.get(size)) / _EMU <= 0 or start >= length:
            return True
    return False
