"""The rules of a page: straight lines across and down, those in line with each other as one."""

from collections.abc import Iterable
from typing import NamedTuple

from foistats.formats.pdf.shapes import is_long
from foistats.formats.pdf.turned import Box


class Rule(NamedTuple):
    """A straight line, `at` a height (across) or a distance (down), from `start` to `end`."""

    at: float
    start: float
    end: float


def rules_of(boxes: Iterable[Box]) -> tuple[list[Rule], list[Rule]]:
    """Thin boxes as rules across and down. A dot where rules meet extends both, neither alone."""
    across, down = [], []
    for x0, top, x1, bottom in boxes:
        width, height = x1 - x0, bottom - top
        if is_long(width, height):
            across.append(Rule((top + bottom) / 2, x0, x1))
        elif is_long(height, width):
            down.append(Rule((x0 + x1) / 2, top, bottom))
    return joined(across), joined(down)


def joined(rules: Iterable[Rule], *, apart: float = 1.5, gap: float = 3.0) -> list[Rule]:
    """Rules in line with each other as one, across small gaps.

    >>> joined([Rule(10, 0, 50), Rule(10.4, 51, 90), Rule(30, 0, 50)])
    [Rule(at=10, start=0, end=90), Rule(at=30, start=0, end=50)]
    """
    out: list[Rule] = []
    band: list[Rule] = []
    for rule in sorted(rules):
        if band and rule.at - band[0].at > apart:
            out += _joined_band(band, gap)
            band = []
        band.append(rule)
    return out + (_joined_band(band, gap) if band else [])


def _joined_band(band: list[Rule], gap: float) -> list[Rule]:
    out: list[Rule] = []
    for rule in sorted(band, key=lambda r: r.start):
        if out and rule.start <= out[-1].end + gap:
            out[-1] = out[-1]._replace(end=max(out[-1].end, rule.end))
        else:
            out.append(rule._replace(at=band[0].at))
    return out
