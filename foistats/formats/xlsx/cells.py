"""The cells between the tags of a worksheet, in whatever notation they are written."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from foistats.documents.limits import current
from foistats.documents.refusals import broken
from foistats.documents.words import is_blank
from foistats.formats.office.markup import ATTRIBUTES, PREFIX, as_text, attributes
from foistats.formats.sheets.areas import column_index
from foistats.formats.xlsx.texts import SharedTexts, text_of

# Beyond this many bytes the matches would take more memory than the slower walk does.
_LARGEST = 20_000_000
ROW = re.compile(rb"<" + PREFIX + rb"row" + ATTRIBUTES + rb"/?>")
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
FORMULA = re.compile(rb"<" + PREFIX + rb"f" + ATTRIBUTES + rb"(?:/>|>([^<]*)<)")
_SHARED_FORMULA = re.compile(rb"""\bsi\s*=\s*["'](\d{1,9})["']""")
_REFERENCE = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")


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


def cells_of(body: bytes, strings: SharedTexts, wanted: Wanted | None = None) -> Iterator[Cell]:
    """The cells with content that stand between the tags of a sheet: all, or those wanted."""
    if wanted is None and len(body) <= _LARGEST:
        found = _USUAL.findall(body)
        cells = sum(bool(one[1]) for one in found)
        closed = sum(one[9] == b"</c>" for one in found)
        rows = len(ROW.findall(body))
        every = (body.count(b"<c "), body.count(b"</c>"), len(found) - cells)
        if (cells, closed, rows) == every:
            yield from _usual_cells(found, strings)
            return
    row = -1
    opened = iter(ROW.finditer(body))
    here = next(opened, None)
    while here is not None:
        following = next(opened, None)
        written = attributes(here[1])
        row = int(written["r"]) - 1 if "r" in written else row + 1
        some = None if wanted is None or wanted.rows(row) else wanted
        if some is None or some.cols or some.styles:
            end = following.start() if following else len(body)
            yield from _row_of(body[here.end() : end], row, strings, some)
        here = following


def _usual_cells(found: list[tuple[bytes, ...]], strings: SharedTexts) -> Iterator[Cell]:
    row = -1
    number = b""
    blank = strings.blank
    for opened, letters, place, style, kind, formed, formula, value, inline, _ in found:
        if not letters:
            said = _USUAL_ROW.search(opened)
            row = int(said[1]) - 1 if said else row + 1
            number = b"%d" % (row + 1)
            continue
        if place != number:
            raise _misplaced(letters + place, row)
        if value and not (kind or formed or formula):
            yield Cell(row, _index(letters), int(style or 0), "n", value.decode(), None, b"")
            continue
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


def _row_of(
    inside_row: bytes, row: int, strings: SharedTexts, wanted: Wanted | None
) -> Iterator[Cell]:
    col = -1
    for found in _CELL.finditer(inside_row):
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
        cell = _cell((row, col), style, kind, inside, strings)
        if cell is not None:
            yield cell


def _cell(
    place: tuple[int, int], style: int, kind: str, inside: bytes, strings: SharedTexts
) -> Cell | None:
    found = _VALUE.search(inside)
    value = as_text(found[2]) if found else ""
    written = FORMULA.search(inside)
    formula = as_text(written[2] or b"") if written else None
    shared = _shared(written[1]) if written else ""
    inline = b""
    if kind == "inlineStr":
        value, inline = text_of(inside), inside
    if kind == "s":
        number = value.strip()
        if number.isdigit() and int(number) in strings.blank:
            return None
    elif is_blank(value) and not (formula is not None and kind != "str" and not value):
        return None
    return Cell(*place, style, kind, value, formula, inline, shared)


def _shared(written: bytes) -> str:
    found = _SHARED_FORMULA.search(written) if b"shared" in written else None
    return found[1].decode() if found else ""


def _misplaced(place: bytes, row: int) -> Exception:
    said = place.decode(errors="replace")[:40].strip()
    return broken(f"a cell that says of itself {said} stands in row {row + 1}")
