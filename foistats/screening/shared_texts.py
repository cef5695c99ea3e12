"""The table of texts that a workbook's cells share."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from foistats.screening.cell_styles import StyleBook
from foistats.screening.colours import BLACK, Colour
from foistats.screening.markup import PREFIX, as_text, bodies, start_tags

# Characters that show nothing and that str.strip leaves.
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_SOUNDS = re.compile(rb"<" + PREFIX + rb"rPh\b.*?</" + PREFIX + rb"rPh\s*>", re.DOTALL)


class Run(NamedTuple):
    """A stretch of a text with a colour and size of its own."""

    text: str
    colour: Colour
    size: float


def is_blank(text: str) -> bool:
    """True for texts that show nothing.

    >>> is_blank(" \\u200b"), is_blank("0")
    (True, False)
    """
    return not text.strip().strip(_INVISIBLE).strip()


def text_of(item: bytes) -> str:
    """The text of an `si` or `is` element; how it sounds in Japanese isn't shown."""
    if b"rPh" in item:
        item = _SOUNDS.sub(b"", item)
    return "".join(as_text(part) for part in bodies(item, "t"))


def runs_of(item: bytes, styles: StyleBook) -> list[Run]:
    """The runs of an `si` or `is` element that have a font of their own."""
    if b"rPr" not in item:
        return []
    runs = []
    for run in bodies(item, "r"):
        text = text_of(run)
        font = next(bodies(run, "rPr"), b"")
        if font and not is_blank(text):
            written = next(start_tags(font, "color"), None)
            size = next(start_tags(font, "sz"), {}).get("val", "11")
            colour = styles.colour(written) if written else None
            runs.append(Run(text, colour or BLACK, _number(size)))
    return runs


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 11.0


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
    def blank(self) -> frozenset[int]:
        """The numbers of the texts that show nothing."""
        return frozenset(n for n, item in enumerate(self.items) if is_blank(text_of(item)))

    @cached_property
    def runs(self) -> dict[int, list[Run]]:
        """The texts of which a part has its own font, by number."""
        if b"rPr" not in self.xml:
            return {}
        found = ((n, runs_of(item, self.styles)) for n, item in enumerate(self.items))
        return {n: runs for n, runs in found if runs}

    def text(self, number: int) -> str:
        """One text, empty where there is none of that number."""
        return text_of(self.items[number]) if 0 <= number < len(self.items) else ""

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
