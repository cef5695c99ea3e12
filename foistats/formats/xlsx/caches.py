"""Copies of values that a workbook keeps beside its cells: of pivot tables, links and charts.

A copy of what the cells show hides nothing; only values that no visible cell has are counted.
"""

import re
from collections.abc import Iterator

from foistats.documents.model import Merge
from foistats.formats.office.charts import unseen_in_chart
from foistats.formats.office.markup import (
    ATTRIBUTES,
    PREFIX,
    attributes,
    bare_text,
    bodies,
    start_tags,
)
from foistats.formats.office.roles import Role
from foistats.formats.sheets.areas import areas_of
from foistats.formats.xlsx.book import Workbook
from foistats.records import Finding
from schemas.channels import Channel

_ITEM = re.compile(rb"<" + PREFIX + rb"([sndbe])" + ATTRIBUTES + rb"/?>")
_CELL = re.compile(
    rb"<"
    + PREFIX
    + rb"(?:cell|value)"
    + ATTRIBUTES
    + rb">(.*?)</"
    + PREFIX
    + rb"(?:cell|value)\s*>",
    re.DOTALL,
)
_REFERENCE = re.compile(r"^=?(?:'((?:[^']|'')+)'|([^'!]+))!(.+)$")


def cache_findings(book: Workbook) -> Iterator[Finding]:
    """A finding for each kind of cache that keeps values which no visible cell shows."""
    parts = book.parts
    for part in parts.with_role(Role.PIVOT_CACHE, Role.PIVOT_RECORDS):
        unseen = sum(not book.seen.shows(*item) for item in _pivot_items(parts.xml(part)))
        if unseen:
            yield Finding(Channel.PIVOT_CACHE, "the workbook", unseen, "values")
    for part in parts.with_role(Role.EXTERNAL_LINK):
        unseen = sum(not book.seen.shows(*item) for item in _linked_values(parts.xml(part)))
        if unseen:
            yield Finding(Channel.EXTERNAL_LINK_CACHE, "the workbook", unseen, "values")
    for part in parts.with_role(Role.CHART):
        unseen = unseen_in_chart(
            parts.xml(part), book.seen, of_numbers=lambda f: _is_of_numbers(book, f)
        )
        if unseen:
            yield Finding(Channel.CHART_CACHE, _chart_place(book, part), unseen, "values")


def _pivot_items(xml: bytes) -> Iterator[tuple[str, str]]:
    """The values of a cache's definition or records; the steps of its own groups are none."""
    blocks = bodies(xml, "sharedItems") if b"sharedItems" in xml else iter([xml])
    for block in blocks:
        for item in _ITEM.finditer(block):
            value = attributes(item[2]).get("v")
            if value is not None:
                yield item[1].decode(), value


def _linked_values(xml: bytes) -> Iterator[tuple[str, str]]:
    """The values kept of another workbook, or of a program that was asked for them."""
    for cell in _CELL.finditer(xml):
        kind = attributes(cell[1]).get("t", "n")
        text = bare_text(cell[2]).strip()
        if text:
            yield ("n" if kind == "n" else kind if kind in ("b", "e") else "s"), text


def _is_of_numbers(book: Workbook, reference: str) -> bool:
    """True where a reference is to cells of a visible sheet that show numbers."""
    found = _REFERENCE.match(reference.strip())
    if found is None:
        return False
    name = (found[1] or found[2]).replace("''", "'")
    areas = areas_of(found[3])
    for look in book.sights.values():
        if look.name == name and areas:
            return any(
                not isinstance(look.value(cell), str) and _within(areas[0], cell.row, cell.col)
                for cell in look.seen_cells()
            )
    return False


def _within(area: Merge, row: int, col: int) -> bool:
    return area.row <= row <= area.row_end and area.col <= col <= area.col_end


def _chart_place(book: Workbook, part: str) -> str:
    """The sheet that a chart stands on: it belongs to a drawing, and that to a sheet."""
    for link in book.parts.reached.get(part, ()):
        place = book.place_of(link.source)
        if place != "the workbook":
            return place
    return book.place_of(part)


def orphan_text_findings(book: Workbook) -> Iterator[Finding]:
    """Texts that no cell shows: left over in the shared table, or kept as a scenario."""
    strings = book.strings
    if strings.xml:
        used: set[int] = set()
        for sheet in book.worksheets.values():
            used |= sheet.texts_used()
        if len(used) < len(strings.items):
            # Certain only when every cell has been looked at, however it is written.
            for sheet in book.worksheets.values():
                used |= {int(cell.value) for cell in sheet.cells() if cell.kind == "s"}
        unused = set(range(len(strings.items))) - used - strings.blank
        left = sum(not book.seen.has_text(strings.text(number)) for number in unused)
        left += strings.sounds()
        if left:
            yield Finding(Channel.ORPHAN_TEXT, "the workbook", left, "texts")
    for tab in book.tabs:
        if not tab.has_cells or tab.hidden:
            continue
        frame = book.parts.xml(tab.part) if b"inputCells" in book.parts.xml(tab.part) else b""
        kept = sum(bool(tag.get("val", "").strip()) for tag in start_tags(frame, "inputCells"))
        if kept:
            yield Finding(Channel.ORPHAN_TEXT, book.place(tab), kept, "values")
