"""Lines of running text on a page as paragraphs, by how far apart and how far in they stand."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from foistats.documents.model import Passage
from foistats.formats.pdf.lines import Line
from foistats.formats.pdf.pages import Page

# Shares of the size of the letters. Lines set at 1.8 are still one paragraph, a blank line is more.
_WIDEST_SPACING = 1.8
_MORE_THAN_SPACING = 1.25
_INDENTED = 0.8
_OUTDENTED = 1.5
_OTHER_SIZE = 0.6
_SHORT = 0.75
_BULLET = re.compile(r"(?:\(cid:\d+\)|\ufffd)\s|[•●▪◦‣·\uf0b7\uf0a7➢✓]|[-–—*o]\s")
_LIST_NUMBER = re.compile(
    r"(?:\d{1,2}[.)]|[A-Za-z][.)]|\([A-Za-z\d]{1,4}\)|[ivx]{1,4}[.)])(?:\s|$)"
)
_ENDS = (".", ":", ";", "?", "!")


def passages_of(page: Page) -> Iterator[Passage]:
    """The paragraphs of a page outside its tables; lines of a table that isn't read are in none."""
    unread = {id(word) for one in page.undivided for word in one.words}
    lines = [line for line in page.lines if not any(id(word) in unread for word in line.words)]
    breaks = sorted(table.top for table in page.tables)
    for number, paragraph in enumerate(paragraphs(lines, breaks), 1):
        text = "\n".join(line.text for line in paragraph)
        yield Passage(f"page {page.marks.number}, paragraph {number}", text)


def paragraphs(lines: Sequence[Line], breaks: Sequence[float]) -> list[list[Line]]:
    """Lines from top to bottom in paragraphs; none goes on past one of the heights in `breaks`."""
    if not lines:
        return []
    apart = _MORE_THAN_SPACING * _spacing(lines)
    right = max(line.words[-1].x1 for line in lines)
    found = [[lines[0]]]
    for above, line in pairwise(lines):
        parted = any(above.top < at <= line.top for at in breaks)
        far = line.bottom - above.bottom > apart * max(above.size, line.size)
        other = abs(line.size - above.size) > _OTHER_SIZE
        if parted or far or other or _begins(found[-1], line, right=right):
            found.append([line])
        else:
            found[-1].append(line)
    return found


def _spacing(lines: Sequence[Line]) -> float:
    """How far apart the lines of one paragraph stand, in sizes of their letters."""
    steps = [(b.bottom - a.bottom) / b.size for a, b in pairwise(lines) if b.size]
    return min([step for step in steps if step >= 1] + [_WIDEST_SPACING])


def _begins(paragraph: Sequence[Line], line: Line, *, right: float) -> bool:
    """True where a line stands in or out as the first of a paragraph does, or has a bullet."""
    above = paragraph[-1]
    if _BULLET.match(line.text):
        return True
    short = above.words[-1].x1 < _SHORT * right
    if _LIST_NUMBER.match(line.text) and (short or above.text.endswith(_ENDS)):
        return True
    shift = line.words[0].x0 - above.words[0].x0
    listed = _BULLET.match(paragraph[0].text) or _LIST_NUMBER.match(paragraph[0].text)
    if shift > _INDENTED * line.size:
        return not (listed and len(paragraph) == 1)
    return shift < -_OUTDENTED * line.size and len(paragraph) > 1
