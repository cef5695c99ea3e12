"""The numbers that Word puts before paragraphs of a list; a bullet is no number."""

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from foistats.documents.docx_parts import Parts, W, value_of, whole
from foistats.documents.list_numbers import numeral

_LEVELS = 9


class _Level(NamedTuple):
    start: int
    style: str
    text: str


@dataclass(slots=True)
class ListNumbers:
    """Counts the paragraphs of each list as they come."""

    parts: Parts
    lists: dict[str, tuple[str, dict[int, _Level]]] = field(default_factory=dict)
    starts: dict[tuple[str, int], int] = field(default_factory=dict)
    counts: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, parts: Parts) -> "ListNumbers":
        """The lists that a document defines, none of them begun."""
        numbers = cls(parts)
        root = parts.numbering
        if root is None:
            return numbers
        abstract = {one.get(f"{W}abstractNumId") or "": one for one in root.iter(f"{W}abstractNum")}
        for one in root.iter(f"{W}num"):
            num_id, abstract_id = one.get(f"{W}numId") or "", value_of(one, "abstractNumId")
            levels = _levels(abstract.get(abstract_id))
            for override in one.iter(f"{W}lvlOverride"):
                level = whole(override.get(f"{W}ilvl"), 0, most=_LEVELS - 1)
                levels |= _levels(override)
                start = value_of(override, "startOverride")
                if start:
                    numbers.starts[num_id, level] = whole(start, 1, most=100_000)
            numbers.lists[num_id] = (abstract_id, levels)
        return numbers

    def next(self, paragraph: Any, style_id: str) -> str:
        """The number of this paragraph as it is shown, empty where it has none."""
        num_id, level = self._number(paragraph, style_id)
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
        return re.sub(
            r"%([1-9])", lambda m: _shown(levels, counts, int(m[1]) - 1), levels[level].text
        )

    def _number(self, paragraph: Any, style_id: str) -> tuple[str, int]:
        own = paragraph.find(f"{W}pPr/{W}numPr")
        by_style = self.parts.by_style(style_id, "number") or ("", 0)
        if own is None:
            return by_style
        num_id = value_of(own, "numId") or by_style[0]
        return num_id, whole(value_of(own, "ilvl"), by_style[1], most=_LEVELS - 1)


def _shown(levels: dict[int, _Level], counts: list[int], level: int) -> str:
    if level not in levels:
        return ""
    number = counts[level] if counts[level] >= 0 else levels[level].start
    return numeral(number, levels[level].style)


def _levels(parent: Any) -> dict[int, _Level]:
    if parent is None:
        return {}
    return {
        whole(one.get(f"{W}ilvl"), 0, most=_LEVELS - 1): _Level(
            whole(value_of(one, "start"), 1, most=100_000),
            value_of(one, "numFmt") or "decimal",
            value_of(one, "lvlText"),
        )
        for one in parent.iter(f"{W}lvl")
    }
