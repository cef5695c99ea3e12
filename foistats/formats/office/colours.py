"""Colours of office files, resolved to red, green and blue, and whether one shows on another."""

import colorsys
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple
from xml.etree import ElementTree

from foistats.formats.office.markup import local, named


class Colour(NamedTuple):
    """Red, green and blue from 0 to 255."""

    red: int
    green: int
    blue: int


BLACK = Colour(0, 0, 0)
WHITE = Colour(255, 255, 255)
# Below this ratio of brightness nobody reads text: F2F2F2 on white has 1.12, D9D9D9 has 1.41.
_READABLE = 1.15
_SLOTS = ("lt1", "dk1", "lt2", "dk2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
_OFFICE = "FFFFFF 000000 EEECE1 1F497D 4F81BD C0504D 9BBB59 8064A2 4BACC6 F79646 0000FF 800080"
# ECMA-376 18.8.27; 0 to 7 are repeated by 8 to 15, 64 and 65 are the system's own.
_FIRST = "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF"
_OTHERS = (
    "800000 008000 000080 808000 800080 008080 C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF 660066"
    " FF8080 0066CC CCCCFF 000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF 00CCFF CCFFFF"
    " CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699"
    " 969696 003366 339966 003300 333300 993300 993366 333399 333333"
)


def read_hex(text: str) -> Colour | None:
    """A colour written as six or eight hexadecimal digits, with or without #.

    >>> read_hex("#FFFFFF"), read_hex("80FF0000"), read_hex("auto")
    (Colour(red=255, green=255, blue=255), Colour(red=255, green=0, blue=0), None)
    """
    digits = text.strip().removeprefix("#")[-6:]
    try:
        return Colour(*bytes.fromhex(digits)) if len(digits) == 6 else None
    except ValueError:
        return None


PALETTE: tuple[Colour, ...] = tuple(
    colour for text in f"{_FIRST} {_FIRST} {_OTHERS}".split() if (colour := read_hex(text))
)
OFFICE_THEME: tuple[Colour, ...] = tuple(
    colour for text in _OFFICE.split() if (colour := read_hex(text))
)


def theme_colours(theme: ElementTree.Element) -> tuple[Colour, ...]:
    """The twelve colours of a theme part, in the order in which workbooks number them."""
    scheme = next(named(theme, "clrScheme"), None)
    if scheme is None:
        return OFFICE_THEME
    found: dict[str, Colour] = {}
    for slot in scheme:
        for value in slot:
            text = value.get("lastClr") or value.get("val") or ""
            colour = read_hex(text) or {"window": WHITE, "windowText": BLACK}.get(text)
            if colour:
                found[local(slot.tag)] = colour
    return tuple(found.get(slot, usual) for slot, usual in zip(_SLOTS, OFFICE_THEME, strict=True))


def workbook_colour(
    written: Mapping[str, str], theme: Sequence[Colour], palette: Sequence[Colour]
) -> Colour | None:
    """A colour of a workbook's styles; None where it is left to the program."""
    colour: Colour | None = None
    try:
        if "rgb" in written:
            colour = read_hex(written["rgb"])
        elif "theme" in written:
            colour = theme[int(written["theme"])]
        elif "indexed" in written:
            number = int(written["indexed"])
            colour = {64: BLACK, 65: WHITE}.get(number) or palette[number]
        tint = float(written.get("tint", 0))
    except (ValueError, IndexError):
        return None
    return tinted(colour, tint) if colour and tint else colour


def tinted(colour: Colour, tint: float) -> Colour:
    """A theme's colour made lighter (up to 1) or darker (down to -1), as ECMA-376 18.8.19 has it.

    >>> tinted(WHITE, -0.5), tinted(BLACK, 1.0)
    (Colour(red=128, green=128, blue=128), Colour(red=255, green=255, blue=255))
    """
    tint = max(-1.0, min(1.0, tint))
    hue, light, full = colorsys.rgb_to_hls(*(part / 255 for part in colour))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return Colour(*(round(part * 255) for part in colorsys.hls_to_rgb(hue, light, full)))


@lru_cache(maxsize=4096)
def shows(text: Colour, ground: Colour) -> bool:
    """True where text of one colour can be read on the other.

    >>> shows(WHITE, WHITE), shows(read_hex("F2F2F2"), WHITE), shows(read_hex("BFBFBF"), WHITE)
    (False, False, True)
    """
    bright, dark = sorted((_brightness(text), _brightness(ground)), reverse=True)
    # Two strong colours can be equally bright and still be told apart.
    apart = max(abs(a - b) for a, b in zip(text, ground, strict=True)) > 48
    return apart or (bright + 0.05) / (dark + 0.05) >= _READABLE


def _brightness(colour: Colour) -> float:
    """Relative luminance, WCAG 2."""
    red, green, blue = (
        part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4
        for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
