"""One worksheet part: the frame around its cells as a tree, the cells only when asked for.

A sheet of half a million cells costs as much as its frame where nothing in it can hide one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from xml.etree import ElementTree

from foistats.documents.limits import current
from foistats.documents.model import Merge
from foistats.documents.refusals import broken
from foistats.formats.office.markup import (
    ATTRIBUTES,
    PREFIX,
    attributes,
    is_on,
    local,
    named,
    own,
    tree,
)
from foistats.formats.sheets.areas import read_area
from foistats.formats.sheets.looks import HEIGHT_SEEN, WIDTH_SEEN
from foistats.formats.xlsx.cells import FORMULA, ROW, Cell, Wanted, cells_of
from foistats.formats.xlsx.texts import SharedTexts

_OPENED = re.compile(rb"<(" + PREFIX + rb")sheetData" + ATTRIBUTES + rb"(/?)>")
_CLOSED = re.compile(rb"</" + PREFIX + rb"sheetData\s*>")
_STYLED = re.compile(rb"""\bs\s*=\s*["'](\d{1,9})["']""")
_SHARED = re.compile(rb' t="s"><v>(\d{1,9})</v>')
_OF_CELLS = rb"(?:row|c|v|f|is|t|r)[\s/>]"
_TWO_KINDS = "a sheet with cells of two kinds, of which some programs show one and some the other"
_PREFIXED = re.compile(rb"<[^\s<>/:=\"']+:" + _OF_CELLS)


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

    @property
    def has_plain_extent(self) -> bool:
        """True where what the sheet says of its extent is an area, or it says nothing."""
        said = next(named(self.frame, "dimension"), None)
        area = (
            read_area(own(said).get("ref", "").upper()) if said is not None else Merge(0, 0, 0, 0)
        )
        return area is not None and area.row >= 0

    @cached_property
    def usual(self) -> dict[str, str]:
        """What holds for rows and columns that say nothing themselves."""
        written = next(named(self.frame, "sheetFormatPr"), None)
        return own(written) if written is not None else {}

    @cached_property
    def widths(self) -> list[tuple[int, int, float, bool]]:
        """First and last column, width in digits, and whether they are hidden."""
        found = []
        for one in named(self.frame, "col"):
            written = own(one)
            first = max(int(written.get("min", 1)) - 1, 0)
            last = min(int(written.get("max", first + 1)), current().columns) - 1
            width = float(written.get("width") or 9)
            found.append((first, last, width, is_on(written.get("hidden"))))
        return found

    @cached_property
    def hidden_cols(self) -> frozenset[int]:
        """Columns that are hidden or have no width."""
        unseen: set[int] = set()
        if float(self.usual.get("defaultColWidth") or 9) < WIDTH_SEEN:
            unseen.update(range(current().columns))
            for first, last, _, _ in self.widths:
                unseen.difference_update(range(first, last + 1))
        for first, last, width, is_hidden in self.widths:
            if is_hidden or width < WIDTH_SEEN:
                unseen.update(range(first, last + 1))
        return frozenset(unseen)

    @cached_property
    def rows(self) -> dict[int, dict[str, str]]:
        """What rows say of themselves beside their number; those that say nothing are left out."""
        if not any(word in self.body for word in (b"hidden", b"ht", b"outlineLevel")):
            return {}
        found: dict[int, dict[str, str]] = {}
        for row, written in self._rows():
            if b"hidden" in written or b"ht" in written or b"outlineLevel" in written:
                found[row] = attributes(written)
        return found

    def _rows(self) -> Iterator[tuple[int, bytes]]:
        row = -1
        for found in ROW.finditer(self.body):
            number = attributes(found[1]).get("r") if b"r" in found[1] else None
            row = int(number) - 1 if number else row + 1
            yield row, found[1]

    @cached_property
    def hidden_rows(self) -> frozenset[int]:
        """Rows that are hidden or have no height.

        Rows that a sheet hides by default (`zeroHeight`) are those it doesn't list: nothing stands
        in them. It is how Excel hides all unused rows.
        """
        usual = float(self.usual.get("defaultRowHeight") or 15)
        hidden = {
            row
            for row, written in self.rows.items()
            if is_on(written.get("hidden")) or float(written.get("ht") or usual) < HEIGHT_SEEN
        }
        if usual < HEIGHT_SEEN and is_on(self.usual.get("customHeight")):
            hidden |= {row for row, written in self._rows() if b"ht" not in written}
        return frozenset(hidden)

    @cached_property
    def listed_rows(self) -> frozenset[int] | None:
        """The rows that have a line of their own, where all others are hidden; else None."""
        if not is_on(self.usual.get("zeroHeight")):
            return None
        return frozenset(row for row, _ in self._rows())

    def shows_any(self, rows: range, cols: range) -> bool:
        """True where something that lies over these rows and columns has any room."""
        listed = self.listed_rows
        return any(
            row not in self.hidden_rows and (listed is None or row in listed) for row in rows
        ) and any(col not in self.hidden_cols for col in cols)

    def uses(self, styles: frozenset[int]) -> bool:
        """True where a cell may have one of these styles; certain only where it says no."""
        if not styles:
            return False
        if 0 in styles or b"&#" in self.body:
            return True
        return any(int(number) in styles for number in set(_STYLED.findall(self.body)))

    def cells(self, wanted: Wanted | None = None) -> Iterator[Cell]:
        """The cells with content: all, or those that are wanted."""
        return cells_of(self.body, self.strings, wanted)

    def text(self, cell: Cell) -> str:
        """What a cell of text says; of any other, its value as written."""
        return self.strings.text(_number(cell.value)) if cell.kind == "s" else cell.value

    def formulas(self) -> int:
        """How many cells hold a formula."""
        return sum(1 for _ in FORMULA.finditer(self.body)) if b"f" in self.body else 0

    def texts_used(self) -> set[int]:
        """The numbers of the shared texts that cells refer to, in the usual notation."""
        return {int(one) for one in _SHARED.findall(self.body)}


def _number(written: str) -> int:
    """The number of a text, -1 where it is none: there is no text of that number."""
    bare = written.strip()
    return int(bare) if bare.isascii() and bare.isdigit() else -1


def read_worksheet(xml: bytes, strings: SharedTexts) -> Worksheet:
    """A worksheet's plain XML parted into frame and cells."""
    opened = _OPENED.search(xml)
    if opened is None:
        return Worksheet(tree(xml), b"", strings)
    if opened[3]:
        return Worksheet(tree(xml), b"", strings)
    closings = [found.start() for found in _CLOSED.finditer(xml, opened.end())]
    if not closings:
        raise broken("a worksheet whose cells never end")
    body = xml[opened.end() : closings[-1]]
    frame = tree(xml[: opened.end()] + xml[closings[-1] :])
    _refuse_other_cells(opened[1], opened[2], body)
    if [local(one.tag) for one in frame].count("sheetData") != 1:
        raise broken(_TWO_KINDS)
    return Worksheet(frame, body, strings)


def _refuse_other_cells(prefix: bytes, written: bytes, body: bytes) -> None:
    """Refuse cells of two kinds, of which programs show one or the other.

    Cells in another namespace than the sheet's are passed over by Excel; of alternatives it shows
    the first one that it knows.
    """
    if prefix:
        foreign = re.compile(rb"<(?!/|" + re.escape(prefix) + rb")(?:[^\s<>/:=\"']+:)?" + _OF_CELLS)
        declared = b"xmlns:" + prefix.rstrip(b":") + b"="
    else:
        foreign, declared = _PREFIXED, b"xmlns="
    redeclared = declared in written or (b"xmlns" in body and declared in body)
    if redeclared or b"AlternateContent" in body or foreign.search(body):
        raise broken(_TWO_KINDS)
