"""The colours of a Word document: of its text, and of what the text stands on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from foistats.formats.docx.nodes import Node
from foistats.formats.office.colours import (
    BLACK,
    OFFICE_THEME,
    WHITE,
    Colour,
    read_hex,
    shows,
    tinted,
)

# The order in which a theme's colours come, under both of the names that each has.
_SLOTS = {
    name: number
    for number, names in enumerate(
        ["light1 lt1", "dark1 dk1", "light2 lt2", "dark2 dk2"]
        + [f"accent{n}" for n in range(1, 7)]
        + ["hyperlink hlink", "followedHyperlink folHlink"]
    )
    for name in names.split()
}
_LONG = {"bg1": "background1", "tx1": "text1", "bg2": "background2", "tx2": "text2"}
# What the settings call these colours, and which they are where they don't say.
_USUAL = {"background1": ("bg1", "light1"), "text1": ("t1", "dark1")}
_USUAL |= {"background2": ("bg2", "light2"), "text2": ("t2", "dark2")}
_MARKERS = {
    "black": "000000", "white": "FFFFFF", "yellow": "FFFF00", "green": "00FF00", "cyan": "00FFFF",
    "magenta": "FF00FF", "blue": "0000FF", "red": "FF0000", "darkBlue": "000080",
    "darkCyan": "008080", "darkGreen": "008000", "darkMagenta": "800080", "darkRed": "800000",
    "darkYellow": "808000", "darkGray": "808080", "lightGray": "C0C0C0",
}  # fmt: skip


class Ground(NamedTuple):
    """What text stands on: each colour that it may have, None where it can't be told.

    Text without a colour of its own turns white on a dark ground, but not under a marker.
    """

    colours: tuple[Colour, ...] | None
    marker: bool = False


PAPER = Ground((WHITE,))
UNKNOWN = Ground(None)
# Each colour in which text may be drawn; none where the program chooses one that shows.
Ink = tuple[Colour, ...]


def is_seen(ink: Ink, ground: Ground) -> bool:
    """True where text can be read in each of its colours on each that may be behind it.

    >>> is_seen((WHITE,), PAPER), is_seen((), PAPER), is_seen((), Ground((BLACK,), marker=True))
    (False, True, False)
    """
    if not ink and ground.marker:
        ink = (BLACK,)
    return all(shows(one, other) for one in ink for other in ground.colours or ())


@dataclass(slots=True)
class Palette:
    """The theme's colours, and which of them the document calls its text and background.

    `load` gives the colours once one of them is asked for; `mapping` is what the settings say.
    """

    load: Callable[[], Sequence[Colour]] = lambda: OFFICE_THEME
    mapping: Mapping[str, str] = field(default_factory=dict)
    theme: Sequence[Colour] = ()

    def ink(self, colour: Node | None) -> Ink | None:
        """The colours in which a `color` lets text be drawn; None where nothing is said of it."""
        return None if colour is None else self._either(colour.written, "val", "themeColor")

    def marker(self, highlight: Node | None, shd: Node | None) -> Ground | None:
        """What a marker or a run's own shading puts behind text."""
        marked = "" if highlight is None else highlight.written.get("val", "")
        colour = read_hex(_MARKERS.get(marked, ""))
        return Ground((colour,), marker=True) if colour else self.shading(shd)

    def shading(self, shd: Node | None) -> Ground | None:
        """What a shading puts behind text, None where it puts nothing."""
        if shd is None:
            return None
        pattern = shd.written.get("val", "clear")
        fill = self._either(shd.written, "fill", "themeFill")
        if pattern in ("nil", "clear"):
            return Ground(fill) if fill and pattern == "clear" else None
        above = self._either(shd.written, "color", "themeColor") or (BLACK,)
        if pattern == "solid":
            return Ground(above)
        if not pattern.startswith("pct") or not pattern[3:].isdigit():
            return UNKNOWN
        part = min(int(pattern[3:]), 100) / 100
        return Ground(tuple(_mixed(a, b, part) for a in above for b in fill or (WHITE,)))

    def fill(self, solid: Node) -> Ink | None:
        """The colour of a `solidFill` in a drawing; None where it can't be told."""
        choice = solid.children[0] if solid.children else None
        if choice is None or choice.children:
            return None
        text = choice.written.get("lastClr") or choice.written.get("val", "")
        colour = self._of_theme(text, {}) if choice.name.endswith("schemeClr") else read_hex(text)
        return None if colour is None else (colour,)

    def _either(self, written: Mapping[str, str], plain: str, themed: str) -> Ink:
        """The plain colour and the theme's: programs differ in which of them they draw."""
        prefix = "themeFill" if themed == "themeFill" else "theme"
        changes = {key: written.get(f"{prefix}{key}", "") for key in ("Tint", "Shade")}
        both = (self._of_theme(written.get(themed, ""), changes), read_hex(written.get(plain, "")))
        return tuple(one for one in both if one is not None)

    def _of_theme(self, name: str, changes: Mapping[str, str]) -> Colour | None:
        """One of the theme's colours, made lighter or darker."""
        name = _LONG.get(name, name)
        if name in _USUAL:
            key, usual = _USUAL[name]
            name = self.mapping.get(key, usual)
        slot = _SLOTS.get(name)
        if slot is None:
            return None
        self.theme = self.theme or self.load()
        try:
            if changes.get("Tint"):
                return tinted(self.theme[slot], 1 - int(changes["Tint"], 16) / 255)
            if changes.get("Shade"):
                return tinted(self.theme[slot], int(changes["Shade"], 16) / 255 - 1)
        except ValueError:
            pass
        return self.theme[slot]


def _mixed(colour: Colour, other: Colour, part: float) -> Colour:
    return Colour(*(round(a * part + b * (1 - part)) for a, b in zip(colour, other, strict=True)))
