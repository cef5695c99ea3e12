"""The number formats of an .ods, written as the codes that workbooks have for them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

_LETTERS = {
    "number:day": "d", "number:month": "m", "number:year": "y",
    "number:hours": "h", "number:minutes": "m", "number:seconds": "s",
}  # fmt: skip
_THOUSANDS = {"1000": ",", "1000000": ",,", "1000000000": ",,,"}
_DEEPEST = 3
_COLOURS = {
    "#000000": "Black", "#ffffff": "White", "#ff0000": "Red", "#00ff00": "Green",
    "#0000ff": "Blue", "#ffff00": "Yellow", "#ff00ff": "Magenta", "#00ffff": "Cyan",
}  # fmt: skip


@dataclass(slots=True)
class DataStyle:
    """One number format: the pieces of its code, and the formats that conditions put in its place.

    `maps` are (condition, name of the style). A format for texts draws numbers as its maps say.
    """

    pieces: list[str] = field(default_factory=list)
    maps: list[tuple[str, str]] = field(default_factory=list)
    is_text: bool = False
    literal: str = ""

    def take(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take in the start of an element of the style."""
        if tag in ("number:number", "number:scientific-number"):
            self.pieces.append(_digits(attributes))
        elif tag == "number:fraction":
            self.pieces.append("# ?/?")
        elif tag in _LETTERS:
            self.pieces.append(_letters(tag, attributes))
        elif tag == "number:day-of-week":
            self.pieces.append("dddd" if attributes.get("number:style") == "long" else "ddd")
        elif tag == "number:am-pm":
            self.pieces.append("AM/PM")
        elif tag == "number:text-content":
            self.pieces.append("@")
        elif tag in ("number:boolean", "number:era", "number:quarter", "number:week-of-year"):
            self.pieces.append("General")
        elif tag == "style:text-properties":
            name = _COLOURS.get(attributes.get("fo:color", "").lower())
            self.pieces += [f"[{name}]"] if name else []

    def end_literal(self) -> None:
        """Take in what was written beside the number."""
        if self.literal:
            self.pieces.append(_quoted(self.literal))
        self.literal = ""


def _digits(attributes: Mapping[str, str]) -> str:
    decimals = attributes.get("number:decimal-places")
    least = int(attributes.get("number:min-integer-digits") or 0)
    if decimals is None and "number:min-integer-digits" not in attributes:
        return "General"
    whole = "#,##0" if attributes.get("number:grouping") == "true" else "0" * max(least, 1)
    if not least and attributes.get("number:grouping") != "true":
        whole = "#"
    thousands = _THOUSANDS.get(attributes.get("number:display-factor", ""), "")
    behind = "." + "0" * int(decimals) if decimals and decimals != "0" else ""
    return whole + behind + thousands


def _letters(tag: str, attributes: Mapping[str, str]) -> str:
    is_long = attributes.get("number:style") == "long"
    if attributes.get("number:textual") == "true":
        return "mmmm" if is_long else "mmm"
    letter = _LETTERS[tag]
    if letter == "y":
        return "yyyy" if is_long else "yy"
    return letter * 2 if is_long else letter


def _quoted(text: str) -> str:
    """What stands beside a number; a percent sign is one that multiplies."""
    parts = text.replace('"', "'").split("%")
    return "%".join(f'"{part}"' if part else "" for part in parts)


def code_of(name: str, styles: Mapping[str, DataStyle], depth: int = 0) -> str:
    """The code of a style by name, with those that its conditions lead to; General for none.

    >>> plain, small = DataStyle(["0"], [("value()<5", "small")]), DataStyle(['"<5"'])
    >>> code_of("plain", {"plain": plain, "small": small})
    '[<5]"<5";0'
    """
    style = styles.get(name)
    if style is None:
        return "General"
    own = "".join(style.pieces)
    sections = []
    for condition, target in style.maps if depth < _DEEPEST else ():
        bare = condition.replace(" ", "").removeprefix("value()").replace("!=", "<>")
        if bare[:1] in "<>=" and bare:
            sections.append(f"[{bare}]" + code_of(target, styles, _DEEPEST))
    if style.is_text and (sections or own != "@"):
        return ";".join([*sections[:3], *["General"] * (3 - len(sections)), own])
    return ";".join([*sections[:2], own or '""'])
