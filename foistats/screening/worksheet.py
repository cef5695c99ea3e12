"""One worksheet part: the frame around its cells as a tree, the cells only when asked for.

A sheet of half a million cells costs as much as its frame where nothing in it can hide one.
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple
from xml.etree import ElementTree

from foistats.documents.limits import current
from foistats.documents.model import Merge
from foistats.documents.refusals import broken
from foistats.documents.xlsx_sheet import column_index, read_area
from foistats.screening.markup import (
    ATTRIBUTES,
    PREFIX,
    as_text,
    attributes,
    is_on,
    named,
    own,
    tree,
)
from foistats.screening.shared_texts import SharedTexts, is_blank, text_of

# Rows lower and columns narrower than these show nothing, in points and in digits.
_HEIGHT_SEEN = 2.0
_WIDTH_SEEN = 0.5
_OPENED = re.compile(rb"<" + PREFIX + rb"sheetData" + ATTRIBUTES + rb"(/?)>")
_CLOSED = re.compile(rb"</" + PREFIX + rb"sheetData\s*>")
_ROW = re.compile(rb"<" + PREFIX + rb"row" + ATTRIBUTES + rb"/?>")
_CELL = re.compile(
    rb"<" + PREFIX + rb"c" + ATTRIBUTES + rb"(?:/>|>(.*?)</" + PREFIX + rb"c\s*>)", re.DOTALL
)
# Attributes as nearly every program writes them; anything else is taken apart in full.
_USUAL = re.compile(rb' r="([A-Z]{1,3})(\d{1,7})"(?: s="(\d{1,6})")?(?: t="(\w{1,9})")?')
_VALUE = re.compile(rb"<" + PREFIX + rb"v" + ATTRIBUTES + rb">([^<]*)<")
_FORMULA = re.compile(rb"<" + PREFIX + rb"f" + ATTRIBUTES + rb"/?>")
_SHARED = re.compile(rb' t="s"><v>(\d{1,9})</v>')
_STYLED = re.compile(rb"""\bs\s*=\s*["'](\d{1,9})["']""")
_REFERENCE = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")


class Cell(NamedTuple):
    """A cell with content: `kind` as XLSX writes it (n, s, str, inlineStr, b, e, d).

    `value` is the text as written: the number of a shared text, or the text itself. `formula` says
    that there is one; a cell with a formula and no value was never calculated.
    """

    row: int
    col: int
    style: int
    kind: str
    value: str
    formula: bool
    inline: bytes


class Wanted(NamedTuple):
    """Which cells are asked for: all of some rows, of all others those of a column or style."""

    rows: Callable[[int], bool]
    cols: frozenset[int]
    styles: frozenset[int]


@lru_cache(maxsize=current().columns)
def _index(letters: bytes) -> int:
    return column_index(letters.decode())


@dataclass
class Worksheet:
    """The parts of a worksheet that tell what is seen of it; rows and columns count from 0."""

    frame: ElementTree.Element
    body: bytes
    strings: SharedTexts

    @cached_property
    def merges(self) -> list[Merge]:
        """Merged areas of more than one cell."""
        areas = (read_area(one.get("ref", "").upper()) for one in named(self.frame, "mergeCell"))
        return [area for area in areas if area is not None and area[:2] != area[2:]]

    @cached_property
    def hidden_cols(self) -> frozenset[int]:
        """Columns that are hidden or have no width."""
        hidden, given = bytearray(current().columns), bytearray(current().columns)
        for one in named(self.frame, "col"):
            written = own(one)
            first = max(int(written.get("min", 1)) - 1, 0)
            width = max(min(int(written.get("max", first + 1)), current().columns) - first, 0)
            given[first : first + width] = b"\1" * width
            if is_on(written.get("hidden")) or float(written.get("width", 9)) < _WIDTH_SEEN:
                hidden[first : first + width] = b"\1" * width
        usual = next(named(self.frame, "sheetFormatPr"), None)
        if usual is not None and float(own(usual).get("defaultColWidth", 9)) < _WIDTH_SEEN:
            hidden = bytearray(one or not two for one, two in zip(hidden, given, strict=True))
        return frozenset(col for col, is_hidden in enumerate(hidden) if is_hidden)

    @cached_property
    def hidden_rows(self) -> frozenset[int]:
        """Rows that are hidden or have no height.

        Rows that a sheet hides by default (`zeroHeight`) are those it doesn't list: nothing stands
        in them. It is how Excel hides all unused rows.
        """
        if b"hidden" not in self.body and b"ht" not in self.body:
            return frozenset()
        hidden = set()
        row = -1
        for found in _ROW.finditer(self.body):
            written = attributes(found[1])
            row = int(written["r"]) - 1 if "r" in written else row + 1
            if is_on(written.get("hidden")) or float(written.get("ht", 15)) < _HEIGHT_SEEN:
                hidden.add(row)
        return frozenset(hidden)

    @cached_property
    def listed_rows(self) -> frozenset[int] | None:
        """The rows that have a line of their own, where all others are hidden; else None."""
        usual = next(named(self.frame, "sheetFormatPr"), None)
        if usual is None or not is_on(own(usual).get("zeroHeight")):
            return None
        listed = set()
        row = -1
        for found in _ROW.finditer(self.body):
            number = attributes(found[1]).get("r")
            row = int(number) - 1 if number else row + 1
            listed.add(row)
        return frozenset(listed)

    def shows_any(self, rows: range, cols: range) -> bool:
        """True where something that lies over these rows and columns has any room."""
        listed = self.listed_rows
        return any(
            row not in self.hidden_rows and (listed is None or row in listed) for row in rows
        ) and any(col not in self.hidden_cols for col in cols)

    def uses(self, styles: Collection[int]) -> bool:
        """True where a cell may have one of these styles; certain only where it says no."""
        if not styles:
            return False
        if 0 in styles or b"&#" in self.body:
            return True
        return any(int(number) in styles for number in set(_STYLED.findall(self.body)))

    def cells(self, wanted: Wanted | None = None) -> Iterator[Cell]:
        """The cells with content: all, or those that are wanted."""
        row = -1
        rows = iter(_ROW.finditer(self.body))
        current = next(rows, None)
        while current is not None:
            following = next(rows, None)
            written = attributes(current[1])
            row = int(written["r"]) - 1 if "r" in written else row + 1
            some = None if wanted is None or wanted.rows(row) else wanted
            if some is None or some.cols or some.styles:
                end = following.start() if following else len(self.body)
                yield from self._row(row, current.end(), end, some)
            current = following

    def _row(self, row: int, start: int, end: int, wanted: Wanted | None) -> Iterator[Cell]:
        col = -1
        for found in _CELL.finditer(self.body, start, end):
            usual = _USUAL.fullmatch(found[1])
            if usual:
                col = _index(usual[1])
                style, kind = int(usual[3] or 0), usual[4]
            else:
                written = attributes(found[1])
                place = _REFERENCE.fullmatch(written.get("r", ""))
                col = column_index(place[1].upper()) if place else col + 1
                style, kind = int(written.get("s", 0)), written.get("t", "n").encode()
            inside = found[2]
            if not inside or (wanted and col not in wanted.cols and style not in wanted.styles):
                continue
            cell = self._cell(row, col, style, (kind or b"n").decode(), inside)
            if cell is not None:
                yield cell

    def _cell(self, row: int, col: int, style: int, kind: str, inside: bytes) -> Cell | None:
        found = _VALUE.search(inside)
        value = as_text(found[2]) if found else ""
        formula = _FORMULA.search(inside) is not None
        inline = b""
        if kind == "inlineStr":
            value, inline = text_of(inside), inside
        if kind == "s":
            number = value.strip()
            if not number.isdigit() or int(number) in self.strings.blank:
                return None
        elif is_blank(value) and not (formula and kind != "str" and not found):
            return None
        return Cell(row, col, style, kind, value, formula, inline)

    def text(self, cell: Cell) -> str:
        """What a cell of text says; of any other, its value as written."""
        return self.strings.text(int(cell.value)) if cell.kind == "s" else cell.value

    def formulas(self) -> int:
        """How many cells hold a formula."""
        return sum(1 for _ in _FORMULA.finditer(self.body)) if b"f" in self.body else 0

    def texts_used(self) -> set[int]:
        """The numbers of the shared texts that cells refer to, in the usual notation."""
        return {int(one) for one in _SHARED.findall(self.body)}


def read_worksheet(xml: bytes, strings: SharedTexts) -> Worksheet:
    """A worksheet's plain XML parted into frame and cells."""
    opened = _OPENED.search(xml)
    if opened is None:
        return Worksheet(tree(xml), b"", strings)
    if opened[2]:
        return Worksheet(tree(xml), b"", strings)
    closings = [found.start() for found in _CLOSED.finditer(xml, opened.end())]
    if not closings:
        raise broken("a worksheet whose cells never end")
    body = xml[opened.end() : closings[-1]]
    return Worksheet(tree(xml[: opened.end()] + xml[closings[-1] :]), body, strings)
