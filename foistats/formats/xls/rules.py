"""The conditional formats of old workbooks: when they apply, and what they change."""

import struct
from typing import NamedTuple

from foistats.formats.xls.tokens import constant

_OPERATORS = (
    "", "between", "notBetween", "equal", "notEqual", "greaterThan", "lessThan",
    "greaterThanOrEqual", "lessThanOrEqual",
)  # fmt: skip
_COMPARES = 1
# Which blocks of changes follow, in this order, and how long each is.
_HAS_NUMBER, _HAS_FONT, _HAS_PLACE = 0x02000000, 0x04000000, 0x08000000
_HAS_BORDER, _HAS_FILL = 0x10000000, 0x20000000
_FONT_BYTES, _BORDER_BYTES, _PLACE_BYTES = 118, 8, 8
_FONT_OPTIONS, _FONT_COLOUR, _FONT_CHANGED = 68, 80, 88
_STRUCK = 0x80
_UNCHANGED = 0xFFFFFFFF


class OldRule(NamedTuple):
    """One rule: its test, and the numbers of the colours that it gives to text and ground.

    `formulas` are constants as they are typed, or something that can't be told. A colour is None
    where the rule leaves it; `changes_format` says that it has a number format of its own.
    """

    kind: str
    operator: str
    formulas: tuple[str, ...]
    text: int | None
    ground: int | None
    fills: bool
    strikes: bool
    changes_format: bool


def read_rule(content: bytes) -> OldRule | None:
    """A rule from its record, None where it is cut short."""
    if len(content) < 12:
        return None
    kind, sign, first, second, flags = struct.unpack_from("<BBHHI", content)
    formulas = content[-(first + second) :] if first + second else b""
    parts = [formulas[:first], formulas[first:]] if second else [formulas]
    at = 12
    text = ground = None
    strikes = False
    if flags & _HAS_NUMBER:
        at += 2
    if flags & _HAS_FONT and len(content) >= at + _FONT_BYTES:
        colour = struct.unpack_from("<I", content, at + _FONT_COLOUR)[0]
        text = None if colour == _UNCHANGED else colour
        options = struct.unpack_from("<I", content, at + _FONT_OPTIONS)[0]
        unchanged = struct.unpack_from("<I", content, at + _FONT_CHANGED)[0]
        strikes = bool(options & _STRUCK) and not unchanged & _STRUCK
        at += _FONT_BYTES
    at += _PLACE_BYTES if flags & _HAS_PLACE else 0
    at += _BORDER_BYTES if flags & _HAS_BORDER else 0
    if flags & _HAS_FILL and len(content) >= at + 4:
        pattern, colours = struct.unpack_from("<HH", content, at)
        # A solid fill's colour is written as its background.
        ground = colours >> 7 & 0x7F if pattern >> 10 in (0, 1) else None
    known = tuple(constant(part) or "?" for part in parts)
    operator = _OPERATORS[sign] if sign < len(_OPERATORS) else ""
    return OldRule(
        "cellIs" if kind == _COMPARES else "expression",
        operator,
        known,
        text,
        ground,
        bool(flags & _HAS_FILL),
        strikes,
        bool(flags & _HAS_NUMBER),
    )
