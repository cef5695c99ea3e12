"""The text of one paragraph as it is put together; figures that aren't one are kept apart."""

import re
from dataclasses import dataclass, field

from foistats.documents.signs import SUBSCRIPTS, SUPERSCRIPTS
from foistats.formats.docx.nodes import Node, whole
from foistats.formats.docx.seen import is_in_pictures, lift_of, size_of
from foistats.formats.docx.styles import Lay, Letters
from foistats.formats.docx.tables import STRUCK

_SHIFTS = {"superscript": SUPERSCRIPTS, "subscript": SUBSCRIPTS}
# No XML can hold these signs: where a struck text stood, and where figures change their size.
_STRUCK, _SMALLER = "\x00", "\x01"
_BETWEEN_FIGURES = re.compile(r"(?<=[\d.,])(\s*[\x00\x01][\x00\x01\s]*)(?=[\d.,])")
_SAME_SIZE = 0.75
_UNKNOWN_SIGN = "\ufffd"
# Letters of Word's symbol font stand for others than their codes say; these are figures.
_SYMBOLS = {0xA3: "≤", 0xB3: "≥", 0x2D: "-", 0xB1: "±", 0xB4: "×"}
# How far a letter's width goes into an indent, and two blanks, in twentieths of a point.
_BLANK, _STEP = 55, 110


@dataclass(slots=True)
class Writing:
    """The text of one paragraph that is seen, and what of it is struck out."""

    pieces: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    size: float = 0.0
    # How many tabs the line has come to, and whether the last led off the page.
    tabs: int = 0
    is_beyond: bool = False

    def put(self, text: str, letters: Letters, *, lift: str = "", is_counted: bool = False) -> None:
        """Add a text; raised, lowered and smaller figures are told apart from those before them.

        `is_counted` says that programs show another number than is kept.
        """
        if is_in_pictures(letters) or (is_counted and text.strip().isdigit()):
            self.pieces.append(_UNKNOWN_SIGN * len(text))
            return
        shift = _SHIFTS.get(lift or lift_of(letters))
        if shift is not None:
            self.pieces.append(text.translate(shift))
            return
        size, before = size_of(letters), self.size
        self.size = size
        last = self.pieces[-1][-1:] if self.pieces else ""
        both = text[:1].isdigit() and last.isdigit()
        if both and min(size, before) < _SAME_SIZE * max(size, before):
            self.pieces.append(_SMALLER)
        self.pieces.append(text)

    def strike(self, text: str) -> None:
        """Keep a text that is struck out; it joins nothing before it to what follows."""
        if self.pieces and self.pieces[-1] == _STRUCK:
            self.struck[-1] += text
        else:
            self.struck.append(text)
            self.pieces.append(_STRUCK)

    def move_on(self, sign: str, lay: Lay, *, width: float) -> None:
        """Come to the next stop of a tab, or to the next line; `width` is all up to the edge."""
        if sign == "\t":
            stops = lay.tabs or ()
            self.is_beyond = self.tabs < len(stops) and stops[self.tabs] > width
            self.tabs += 1
        elif sign == "\n":
            self.tabs, self.is_beyond = 0, False

    def text(self) -> str:
        """All text, without what is struck out."""
        text = _BETWEEN_FIGURES.sub(_told_between, "".join(self.pieces))
        return text.replace(_STRUCK, "").replace(_SMALLER, "")


def _told_between(found: re.Match[str]) -> str:
    return STRUCK if _STRUCK in found[1] else "[smaller]"


def indent_of(lay: Lay, text: str, *, is_listed: bool) -> int:
    """How far a paragraph's text is set in, in steps of about two blanks.

    >>> indent_of(Lay(left=440.0), "Rape", is_listed=False)
    4
    >>> indent_of(Lay(), "    Rape", is_listed=False)
    2
    """
    if (lay.side or "left") not in ("left", "start", "both"):
        return 0
    blanks = text[: len(text) - len(text.lstrip())].replace("\t", " " * 12)
    # The number of a list hangs before its text.
    inwards = (lay.left or 0) + (0 if is_listed else lay.first or 0)
    return max(0, round((inwards + _BLANK * len(blanks)) / _STEP))


def symbol(sign: Node) -> str:
    """A letter of a symbol font, where it is known which one is seen."""
    try:
        code = int(sign.written.get("char", ""), 16)
    except ValueError:
        return _UNKNOWN_SIGN
    if not 0xF000 <= code <= 0xF0FF:
        return chr(code) if 0x20 <= code < 0xD800 else _UNKNOWN_SIGN
    if sign.written.get("font", "").lower() != "symbol":
        return _UNKNOWN_SIGN
    low = code - 0xF000
    return _SYMBOLS.get(low) or (chr(low) if 0x20 <= low < 0x40 else _UNKNOWN_SIGN)


def chosen_of(field_sign: Node) -> str:
    """What the list of a form shows, where a field is one."""
    choice = field_sign.first("ffData", "ddList")
    if choice is None:
        return ""
    entries = [
        child.written.get("val", "") for child in choice.children if child.name == "listEntry"
    ]
    at = whole(choice.value("result"), 0, most=len(entries))
    return entries[at] if at < len(entries) else ""
