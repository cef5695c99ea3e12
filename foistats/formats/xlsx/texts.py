"""The table of texts that a workbook's cells share, and texts of more than one font."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from foistats.documents.refusals import broken
from foistats.documents.words import is_blank
from foistats.formats.office.markup import PREFIX, as_text, bodies, tree
from foistats.formats.sheets.looks import Font
from foistats.formats.sheets.runs import Stretch
from foistats.formats.xlsx.styles import StyleBook

_SOUNDS = re.compile(rb"<" + PREFIX + rb"rPh\b.*?</" + PREFIX + rb"rPh\s*>", re.DOTALL)
_PREFIXED = re.compile(rb"(</?)[^\s<>/:=\"']+:")
_PLAIN = re.compile(rb"<si><t(?: xml:space=\"preserve\")?>([^<]*)</t></si>")


class Run(NamedTuple):
    """A stretch of a text; `font` is None where it has that of its cell."""

    text: str
    font: Font | None

    @property
    def stretch(self) -> Stretch:
        """The stretch as it is drawn."""
        font = self.font or Font()
        return Stretch(self.text, font.struck, font.shift)


def text_of(item: bytes) -> str:
    """The text of an `si` or `is` element; how it sounds in Japanese isn't shown."""
    if b"rPh" in item:
        item = _SOUNDS.sub(b"", item)
    return "".join(as_text(part) for part in bodies(item, "t"))


def runs_of(item: bytes, styles: StyleBook) -> list[Run]:
    """The stretches of an `si` or `is` element; empty where it is in the font of its cell."""
    if b"rPr" not in item:
        return []
    runs = []
    for run in bodies(item, "r"):
        font = next(bodies(run, "rPr"), b"")
        drawn = styles.font(tree(b"<rPr>" + _bare(font) + b"</rPr>")) if font else None
        runs.append(Run(text_of(run), drawn))
    return runs


def _bare(font: bytes) -> bytes:
    """The elements of a font without their prefixes, whose meaning is declared elsewhere."""
    return _PREFIXED.sub(rb"\1", font) if b":" in font else font


@dataclass
class SharedTexts:
    """The texts by their numbers; taken apart only when something asks for one."""

    xml: bytes = b""
    styles: StyleBook = field(default_factory=StyleBook)

    @cached_property
    def items(self) -> list[bytes]:
        """Each entry as it is written."""
        return list(bodies(self.xml, "si"))

    @cached_property
    def texts(self) -> list[str]:
        """Each entry's text."""
        plain = _PLAIN.findall(self.xml)
        if len(plain) == self.xml.count(b"<si") and b":si" not in self.xml:
            return [as_text(text) for text in plain]
        return [text_of(item) for item in self.items]

    @cached_property
    def blank(self) -> frozenset[int]:
        """The numbers of the texts that show nothing."""
        return frozenset(n for n, text in enumerate(self.texts) if is_blank(text))

    @cached_property
    def runs(self) -> dict[int, list[Run]]:
        """The texts of which a part has its own font, by number."""
        if b"rPr" not in self.xml:
            return {}
        found = ((n, runs_of(item, self.styles)) for n, item in enumerate(self.items))
        return {n: runs for n, runs in found if runs}

    def text(self, number: int) -> str:
        """The text of a number; a cell that refers to none is a broken file's."""
        if not 0 <= number < len(self.texts):
            raise broken("a cell refers to a text that is not there")
        return self.texts[number]

    def sounds(self) -> int:
        """How many texts carry another one that says how they sound."""
        if b"rPh" not in self.xml:
            return 0
        return sum(
            not is_blank(
                "".join(as_text(t) for part in bodies(item, "rPh") for t in bodies(part, "t"))
            )
            for item in self.items
        )
