"""Copies of values that a chart keeps, held against what the document beside it shows."""

import re
from collections.abc import Callable, Iterator
from typing import Protocol

from foistats.formats.office.markup import ATTRIBUTES, PREFIX, as_text, bare_text, bodies

_POINT = re.compile(
    rb"<" + PREFIX + rb"pt" + ATTRIBUTES + rb">(.*?)</" + PREFIX + rb"pt\s*>", re.DOTALL
)
_NUMBERS = ("numCache", "numLit", "numDim")
_TEXTS = ("strCache", "strLit", "multiLvlStrCache", "dlblRangeCache", "strDim")


class Shown(Protocol):
    """What a document shows, as far as copies of it are compared."""

    def shows(self, kind: str, written: str) -> bool:
        """True where a kept value is seen."""
        ...


def unseen_in_chart(xml: bytes, seen: Shown, *, of_numbers: Callable[[str], bool]) -> int:
    """How many values a chart keeps that aren't seen beside it.

    `of_numbers` tells whether a reference is to visible cells with numbers: dates and numbers that
    head a chart are kept as they are written on its axis.
    """
    unseen = 0
    for name in _NUMBERS:
        for block in bodies(xml, name) if name.encode() in xml else ():
            unseen += sum(not seen.shows("n", point) for point in _points(block))
    for name in _TEXTS:
        if name.encode() not in xml:
            continue
        holders = {"strCache": "strRef", "multiLvlStrCache": "multiLvlStrRef"}
        for block in bodies(xml, holders.get(name, name)):
            missing = sum(not seen.shows("s", point) for point in _points(block))
            if missing and not any(of_numbers(as_text(f)) for f in bodies(block, "f")):
                unseen += missing
    return unseen


def _points(block: bytes) -> Iterator[str]:
    for point in _POINT.finditer(block):
        yield bare_text(point[2]).strip()
