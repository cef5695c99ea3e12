"""A workbook (.xlsx, .xlsm) at the door: everything that it keeps and doesn't show."""

import io
import re
import zipfile
from collections.abc import Collection, Iterator

from foistats.documents.refusals import refusing
from foistats.formats.format import Look
from foistats.formats.office.custom_xml import custom_xml_findings
from foistats.formats.office.every_text import texts_beside
from foistats.formats.office.kept_parts import (
    comment_findings,
    link_findings,
    noted_findings,
    object_findings,
    orphan_findings,
)
from foistats.formats.office.markup import named, own
from foistats.formats.office.roles import Role
from foistats.formats.office.zip_bytes import bytes_outside
from foistats.formats.sheets.areas import areas_of
from foistats.formats.sheets.named_texts import is_of_program, is_telling
from foistats.formats.xlsx.book import Tab, Workbook, open_workbook
from foistats.formats.xlsx.caches import cache_findings, orphan_text_findings
from foistats.formats.xlsx.drawings import drawn_findings, shapes_of
from foistats.formats.xlsx.reading import read_book
from foistats.formats.xlsx.sight import SheetSight
from foistats.formats.xlsx.worksheet import read_worksheet
from foistats.records import Finding
from schemas.channels import Channel

_PLACE = "the workbook"


def look_at_workbook(content: bytes) -> Look:
    """What a workbook hides, what of it is noted, and what of it is seen."""
    with refusing("workbook"):
        # Closed with the look: the visible cells are read from what is in memory.
        archive = zipfile.ZipFile(io.BytesIO(content))
        book = open_workbook(archive, content)
        return Look(_findings(book, archive, content), lambda: read_book(book, content))


def _findings(book: Workbook, archive: zipfile.ZipFile, content: bytes) -> list[Finding]:
    """What a workbook hides, and what of it is noted."""
    parts = book.parts
    found = bytes_outside(archive, content)
    hiding = []
    for tab in book.tabs:
        of_tab = list(_hidden_tab(book, tab)) if tab.hidden else _visible_tab(book, tab)
        found += of_tab
        hiding += [tab.part] if of_tab else []
    found += cache_findings(book)
    found += name_findings(book, hiding)
    for tab in book.tabs:
        if not tab.hidden:
            sheet = book.worksheets.get(tab.part)
            found += drawn_findings(parts, tab.part, sheet, place=book.place(tab))
    found += comment_findings(parts, book.place_of)
    found += object_findings(parts, book.place_of)
    found += link_findings(parts, _PLACE)
    found += custom_xml_findings(parts, place=_PLACE, is_seen=book.shows_text)
    found += _orphan_sheets(book)
    found += orphan_findings(parts, set(book.worksheets), _PLACE)
    found += orphan_text_findings(book)
    found += texts_beside(parts, book.knows_text)
    found += noted_findings(parts, _PLACE)
    formulas = sum(sheet.formulas() for sheet in book.worksheets.values())
    if formulas:
        found.append(Finding(Channel.FORMULAS, _PLACE, formulas, "cells"))
    return found


def _visible_tab(book: Workbook, tab: Tab) -> list[Finding]:
    sight = book.sights.get(tab.part)
    return sight.findings() if sight else []


def _hidden_tab(book: Workbook, tab: Tab) -> Iterator[Finding]:
    """What a hidden sheet holds: cells, or else what is drawn on it."""
    sheet = book.worksheets.get(tab.part)
    if sheet is None:
        # Old macro sheets have cells too.
        sheet = read_worksheet(book.parts.xml(tab.part), book.strings)
    cells = sum(1 for cell in sheet.cells() if cell.kind != "e")
    if cells:
        yield Finding(Channel.HIDDEN_SHEET, book.place(tab), cells, "cells")
        return
    drawn = sum(
        shapes_of(book.parts.tree(part)) for part in book.parts.linked(tab.part, Role.DRAWING)
    )
    if drawn:
        yield Finding(Channel.HIDDEN_SHEET, book.place(tab), drawn, "shapes")


def _orphan_sheets(book: Workbook) -> Iterator[Finding]:
    """Worksheets that the package has and the workbook doesn't list."""
    listed = {tab.part for tab in book.tabs}
    for part, sheet in book.worksheets.items():
        if part in listed:
            continue
        cells = sum(1 for _ in sheet.cells())
        if cells:
            yield Finding(Channel.ORPHAN_PART, "a sheet that has no tab", cells, "cells")


_LITERAL = re.compile(r'"((?:[^"]|"")*)"')
_REFERENCE = re.compile(r"(?:'((?:[^']|'')+)'|([\w.]+))!(\$?[A-Z]*\$?\d*(?::\$?[A-Z]*\$?\d*)?)")
_NUMBERS = re.compile(r"\{[-\d.,;\s]*[,;][-\d.,;\s]*\}")


def name_findings(book: Workbook, hiding: Collection[str]) -> Iterator[Finding]:
    """A finding for names that hold texts or lists, and one for names of hidden cells.

    `hiding` are the parts of the sheets, hidden or not, in which hidden content was found.
    """
    holding = leading = 0
    for one in named(book.root, "definedName"):
        name, formula = own(one).get("name", ""), "".join(one.itertext()).strip().removeprefix("=")
        if name.lower().startswith("_xlnm."):
            continue
        if _holds(book, name, formula):
            holding += 1
        elif hiding and _leads(book, formula, hiding):
            leading += 1
    if holding:
        yield Finding(Channel.HIDDEN_NAME, "the workbook's defined names", holding, "names")
    if leading:
        yield Finding(Channel.HIDDEN_NAME, "defined names of hidden cells", leading, "names")


def _holds(book: Workbook, name: str, formula: str) -> bool:
    """True where a name is a text or a list of numbers rather than a place."""
    bare = _LITERAL.sub("", formula)
    if "!" in bare:
        return False
    if _NUMBERS.fullmatch(bare):
        return not is_of_program(name)
    telling = [text for text in _LITERAL.findall(formula) if is_telling(name, text)]
    return not all(book.seen.has_text(text.replace('""', '"')) for text in telling)


def _leads(book: Workbook, formula: str, hiding: Collection[str]) -> bool:
    for quoted, plain, cells in _REFERENCE.findall(_LITERAL.sub("", formula)):
        sheet = (quoted or plain).replace("''", "'")
        for tab in book.tabs:
            if tab.name != sheet or tab.part not in hiding:
                continue
            look = book.sights.get(tab.part)
            if look is None or _is_unseen(look, cells):
                return True
    return False


def _is_unseen(look: SheetSight, cells: str) -> bool:
    """True where a reference covers hidden rows or columns and nothing else."""
    area = next(iter(areas_of(cells)), None)
    if area is None:
        return False
    hidden_rows, hidden_cols = look.sheet.hidden_rows, look.sheet.hidden_cols
    return all(col in hidden_cols for col in range(area.col, area.col_end + 1)) or (
        bool(hidden_rows) and all(row in hidden_rows for row in range(area.row, area.row_end + 1))
    )
