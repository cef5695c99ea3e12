"""The numbers that Word puts before paragraphs of a list; a bullet is no number."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from foistats.documents.signs import numeral
from foistats.formats.docx.colours import Palette
from foistats.formats.docx.nodes import Node, whole
from foistats.formats.docx.styles import NO_LAY, NO_LETTERS, Lay, Letters, lay_by, letters_by

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")


class Level(NamedTuple):
    """One level of a list: where it starts, how its number is written and looks, where it lies."""

    start: int
    style: str
    text: str
    letters: Letters = NO_LETTERS
    lay: Lay = NO_LAY

    @property
    def has_words(self) -> bool:
        """True where the list puts words of its own before each paragraph."""
        return any(sign.isalnum() for sign in _PLACE.sub("", self.text))


@dataclass(slots=True)
class ListNumbers:
    """Counts the paragraphs of each list as they come.

    `load` gives the part that defines the lists, once a paragraph is of one.
    """

    load: Callable[[], Node | None]
    palette: Palette
    is_known: bool = False
    lists: dict[str, tuple[str, dict[int, Level]]] = field(default_factory=dict)
    starts: dict[tuple[str, int], int] = field(default_factory=dict)
    counts: dict[str, list[int]] = field(default_factory=dict)

    def _define(self) -> None:
        """Take in the lists that the document defines, none of them begun."""
        self.is_known = True
        root = self.load()
        if root is None:
            return
        abstract = {one.written.get("abstractNumId", ""): one for one in root.below("abstractNum")}
        for one in root.below("num"):
            num_id, abstract_id = one.written.get("numId", ""), one.value("abstractNumId")
            known = abstract.get(abstract_id)
            levels = {} if known is None else _levels(known, self.palette)
            for override in one.below("lvlOverride"):
                level = whole(override.written.get("ilvl"), 0, most=_LEVELS - 1)
                levels |= _levels(override, self.palette)
                start = override.value("startOverride")
                if start:
                    self.starts[num_id, level] = whole(start, 1, most=100_000)
            self.lists[num_id] = (abstract_id, levels)

    def level(self, number: tuple[str, int]) -> Level | None:
        """The level of a list that a paragraph names."""
        if not number[0]:
            return None
        if not self.is_known:
            self._define()
        known = self.lists.get(number[0])
        return None if known is None else known[1].get(number[1])

    def next(self, number: tuple[str, int]) -> str:
        """The number of the next paragraph of a list as it is shown, empty where it has none."""
        num_id, level = number
        known = self.lists.get(num_id)
        if known is None or level not in known[1]:
            return ""
        abstract_id, levels = known
        counts = self.counts.setdefault(abstract_id, [-1] * _LEVELS)
        start = self.starts.pop((num_id, level), None)
        if start is not None or counts[level] < 0:
            counts[level] = levels[level].start if start is None else start
        else:
            counts[level] += 1
        counts[level + 1 :] = [-1] * (_LEVELS - level - 1)
        if levels[level].style in ("bullet", "none"):
            return ""
        return _PLACE.sub(lambda m: _shown(levels, counts, int(m[1]) - 1), levels[level].text)


def _shown(levels: dict[int, Level], counts: list[int], level: int) -> str:
    if level not in levels:
        return ""
    number = counts[level] if counts[level] >= 0 else levels[level].start
    return numeral(number, levels[level].style)


def _levels(parent: Node, palette: Palette) -> dict[int, Level]:
    return {
        whole(one.written.get("ilvl"), 0, most=_LEVELS - 1): Level(
            whole(one.value("start"), 1, most=100_000),
            one.value("numFmt") or "decimal",
            one.value("lvlText"),
            letters_by(one.first("rPr"), palette),
            lay_by(one.first("pPr"), palette),
        )
        for one in parent.below("lvl")
    }
