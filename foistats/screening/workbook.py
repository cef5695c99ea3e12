"""A workbook (.xlsx, .xlsm) at the door: everything that it keeps and doesn't show."""

import io
import zipfile
from collections.abc import Iterator

from foistats.records import Finding
from foistats.screening.caches import cache_findings, orphan_text_findings
from foistats.screening.custom_xml import custom_xml_findings
from foistats.screening.defined_names import name_findings
from foistats.screening.drawings import drawing_findings, shapes_of
from foistats.screening.kept_parts import (
    comment_findings,
    link_findings,
    noted_findings,
    object_findings,
    orphan_findings,
)
from foistats.screening.refusing import refusing
from foistats.screening.roles import Role
from foistats.screening.workbook_model import Tab, Workbook, open_workbook
from foistats.screening.worksheet import read_worksheet
from foistats.screening.zip_bytes import bytes_outside
from schemas.channels import Channel

_PLACE = "the workbook"


def workbook_findings(content: bytes) -> list[Finding]:
    """What a workbook hides, and what of it is noted; raises DocumentRefused for a broken one."""
    with refusing("workbook"), zipfile.ZipFile(io.BytesIO(content)) as archive:
        book = open_workbook(archive, content)
        parts = book.parts
        found = bytes_outside(archive, content)
        hiding = []
        for tab in book.tabs:
            of_tab = list(_hidden_tab(book, tab)) if tab.hidden else _visible_tab(book, tab)
            found += of_tab
            hiding += [tab.part] if of_tab else []
        found += cache_findings(book)
        found += name_findings(book, hiding)
        found += drawing_findings(book)
        found += comment_findings(parts, book.place_of)
        found += object_findings(parts, book.place_of)
        found += link_findings(parts, _PLACE)
        found += custom_xml_findings(parts, place=_PLACE, is_seen=book.shows_text)
        found += _orphan_sheets(book)
        found += orphan_findings(parts, set(book.worksheets), _PLACE)
        found += orphan_text_findings(book)
        found += noted_findings(parts, _PLACE)
        formulas = sum(sheet.formulas() for sheet in book.worksheets.values())
        if formulas:
            found.append(Finding(Channel.FORMULAS, _PLACE, formulas, "cells"))
    return found


def _visible_tab(book: Workbook, tab: Tab) -> list[Finding]:
    look = book.looks.get(tab.part)
    return look.findings() if look else []


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
