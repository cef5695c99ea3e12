"""One worksheet part: the frame around its cells as a tree, the cells only when asked for.

A sheet of half a million cells costs as much as its frame where nothing in it can hide one.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple
from xml.etree import ElementTree

from foistats.documents.limits import current
from foistats.documents.model import Merge
from foistats.documents.refusals import broken
from foistats.documents.words import is_blank
from foistats.formats.office.markup import (
    ATTRIBUTES,
    PREFIX,
    as_text,
    attributes,
    is_on,
    local,
    named,
    own,
    tree,
)
from foistats.formats.sheets.areas import column_index, read_area
from foistats.formats.sheets.looks import HEIGHT_SEEN, WIDTH_SEEN
from foistats.formats.xlsx.texts import SharedTexts, text_of

# Beyond this many bytes the matches would take more memory than the slower walk does.
_LARGEST = 20_000_000
_OPENED = re.compile(rb"<(" + PREFIX + rb")sheetData" + ATTRIBUTES + rb"(/?)>")
_CLOSED = re.compile(rb"</" + PREFIX + rb"sheetData\s*>")
_ROW = re.compile(rb"<" + PREFIX + rb"row" + ATTRIBUTES + rb"/?>")
_CELL = re.compile(
    rb"<" + PREFIX + rb"c" + ATTRIBUTES + rb"(?:/>|>(.*?)</" + PREFIX + rb"c\s*>)", re.DOTALL
)
# Cells as nearly every program writes them: a third of the time. Each cell must be matched.
_USUAL = re.compile(
    rb'<row ([^>]*)>|<c r="([A-Z]{1,3})(\d{1,7})"(?: s="(\d{1,6})?")?(?: t="(\w{1,9})")?'
    rb"(?:/>|>(?:<f([^>]*)(?:/>|>([^<]*)</f>))?(?:<v>([^<]*)</v>|<v ?/>)?"
    rb"(?:<is><t[^>]*>([^<]*)</t></is>)?(</c>))"
)
_USUAL_ROW = re.compile(rb'(?:^| )r="(\d{1,7})"')
_VALUE = re.compile(rb"<" + PREFIX + rb"v" + ATTRIBUTES + rb">([^<]*)<")
_FORMULA = re.compile(rb"<" + PREFIX + rb"f" + ATTRIBUTES + rb"(?:/>|>([^<]*)<)")
_STYLED = re.compile(rb"""\bs\s*=\s*["'](\d{1,9})["']""")
_SHARED = re.compile(rb' t="s"><v>(\d{1,9})</v>')
_SHARED_FORMULA = re.compile(rb"""\bsi\s*=\s*["'](\d{1,9})["']""")
_REFERENCE = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")
_OF_CELLS = rb"(?:row|c|v|f|is|t|r)[\s/>]"
_TWO_KINDS = "a sheet with cells of two kinds, of which some programs show one and some the other"
_PREFIXED = re.compile(rb"<[^\s<>/:=\"']+:" + _OF_CELLS)


class Cell(NamedTuple):
    """A cell with content: `kind` as XLSX writes it (n, s, str, inlineStr, b, e, d).

    `value` is the text as written: the number of a shared text, or the text itself. `formula` is
    None where there is none; a cell with a formula and no value was never calculated. Cells whose
    formula is the same but for their place say `shared`: only the first has it. `inline` is the
    markup of a text with fonts of its own.
    """

    row: int
    col: int
    style: int
    kind: str
    value: str
    formula: str | None
    inline: bytes
    shared: str = ""


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
        for found in _ROW.finditer(self.body):
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
        if wanted is None and len(self.body) <= _LARGEST:
            found = _USUAL.findall(self.body)
            cells = sum(bool(one[1]) for one in found)
            closed = sum(one[9] == b"</c>" for one in found)
            rows = len(_ROW.findall(self.body))
            every = (self.body.count(b"<c "), self.body.count(b"</c>"), len(found) - cells)
            if (cells, closed, rows) == every:
                yield from self._usual_cells(found)
                return
        row = -1
        opened = iter(_ROW.finditer(self.body))
        current = next(opened, None)
        while current is not None:
            following = next(opened, None)
            written = attributes(current[1])
            row = int(written["r"]) - 1 if "r" in written else row + 1
            some = None if wanted is None or wanted.rows(row) else wanted
            if some is None or some.cols or some.styles:
                end = following.start() if following else len(self.body)
                yield from self._row(row, current.end(), end, some)
            current = following

    def _usual_cells(self, found: list[tuple[bytes, ...]]) -> Iterator[Cell]:
        row = -1
        number = b""
        blank = self.strings.blank
        for opened, letters, place, style, kind, formed, formula, value, inline, _ in found:
            if not letters:
                said = _USUAL_ROW.search(opened)
                row = int(said[1]) - 1 if said else row + 1
                number = b"%d" % (row + 1)
                continue
            if place != number:
                raise _misplaced(letters + place, row)
            formula_text, shared = None, ""
            if formed or formula:
                formula_text, shared = as_text(formula), _shared(formed)
            if not value and not inline:
                if formula_text is not None and kind != b"str":
                    col, look = _index(letters), int(style or 0)
                    yield Cell(row, col, look, "n", "", formula_text, b"", shared)
                continue
            text = as_text(value or inline)
            kind_of = kind.decode() or "n"
            if kind == b"s":
                if text.isdigit() and int(text) in blank:
                    continue
            elif kind and kind != b"n" and is_blank(text):
                continue
            col, look = _index(letters), int(style or 0)
            yield Cell(row, col, look, kind_of, text, formula_text, b"", shared)

    def _row(self, row: int, start: int, end: int, wanted: Wanted | None) -> Iterator[Cell]:
        col = -1
        for found in _CELL.finditer(self.body, start, end):
            written = attributes(found[1])
            place = _REFERENCE.fullmatch(written.get("r", ""))
            if place is not None and int(place[2]) != row + 1:
                raise _misplaced(found[1], row)
            col = column_index(place[1].upper()) if place else col + 1
            # An empty number is the first style, as programs take it.
            style, kind = int(written.get("s") or 0), written.get("t") or "n"
            inside = found[2]
            if not inside or (wanted and col not in wanted.cols and style not in wanted.styles):
                continue
            cell = self._cell(row, col, style, kind, inside)
            if cell is not None:
                yield cell

    def _cell(self, row: int, col: int, style: int, kind: str, inside: bytes) -> Cell | None:
        found = _VALUE.search(inside)
        value = as_text(found[2]) if found else ""
        written = _FORMULA.search(inside)
        formula = as_text(written[2] or b"") if written else None
        shared = _shared(written[1]) if written else ""
        inline = b""
        if kind == "inlineStr":
            value, inline = text_of(inside), inside
        if kind == "s":
            number = value.strip()
            if number.isdigit() and int(number) in self.strings.blank:
                return None
        elif is_blank(value) and not (formula is not None and kind != "str" and not value):
            return None
        return Cell(row, col, style, kind, value, formula, inline, shared)

    def text(self, cell: Cell) -> str:
        """What a cell of text says; of any other, its value as written."""
        return self.strings.text(_number(cell.value)) if cell.kind == "s" else cell.value

    def formulas(self) -> int:
        """How many cells hold a formula."""
        return sum(1 for _ in _FORMULA.finditer(self.body)) if b"f" in self.body else 0

    def texts_used(self) -> set[int]:
        """The numbers of the shared texts that cells refer to, in the usual notation."""
        return {int(one) for one in _SHARED.findall(self.body)}


def _shared(written: bytes) -> str:
    found = _SHARED_FORMULA.search(written) if b"shared" in written else None
    return found[1].decode() if found else ""


def _number(written: str) -> int:
    """The number of a text, -1 where it is none: there is no text of that number."""
    bare = written.strip()
    return int(bare) if bare.isascii() and bare.isdigit() else -1


def _misplaced(place: bytes, row: int) -> Exception:
    said = place.decode(errors="replace")[:40].strip()
    return broken(f"a cell that says of itself {said} stands in row {row + 1}")


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
