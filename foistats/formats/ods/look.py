"""An OpenDocument spreadsheet at the door: everything that it keeps and doesn't show."""

import io
import re
import zipfile
from collections.abc import Iterator

from foistats.documents.model import Document
from foistats.documents.refusals import locked, refusing
from foistats.formats.format import Look
from foistats.formats.ods.cells import CellScan
from foistats.formats.ods.content import OdsContent
from foistats.formats.ods.every_text import texts_beside
from foistats.formats.ods.parts import generator, part_findings
from foistats.formats.ods.stream import stream
from foistats.formats.ods.styles import OdsStyles
from foistats.formats.ods.table import Table
from foistats.formats.office.package import Package, open_package
from foistats.formats.office.zip_bytes import bytes_outside
from foistats.formats.sheets.areas import cell_place, col_place, row_place
from foistats.formats.sheets.facts import Place
from foistats.formats.sheets.formulas import CALCULATES, all_nought, refuse_uncalculated
from foistats.formats.sheets.grids import document_of
from foistats.formats.sheets.named_texts import is_of_program, is_telling
from foistats.records import Finding
from schemas.channels import Channel

_PLACE = "the spreadsheet"
_KEEPERS = (b"data-pilot-member", b"dde-link", b"named-expression", b"table-source", b"draw:object")
# What stands behind the rows, or over them.
_BEHIND = (b"conditional-format", b"draw:")
_LITERAL = re.compile(r'"((?:[^"]|"")*)"')
_LISTS = re.compile(r"\{[-\d.,;|\s]*[,;|][-\d.,;|\s]*\}")


def look_at_spreadsheet(content: bytes) -> Look:
    """What a spreadsheet hides, what of it is noted, and what of it is seen."""
    with refusing("spreadsheet"), zipfile.ZipFile(io.BytesIO(content)) as archive:
        package = open_package(archive, content)
        manifest = _read_manifest(package)
        if package.has("encrypted-package") or b"encryption-data" in manifest:
            raise locked("workbook")
        styles = OdsStyles()
        if package.has("styles.xml"):
            stream(package.read("styles.xml"), start=styles.start, end=styles.end, text=styles.text)
        xml = package.read("content.xml")
        charts = any("object" in part for part in package.names)
        keep = charts or any(word in xml for word in _KEEPERS)
        later = any(word in xml for word in _BEHIND)
        seen = OdsContent(CellScan(styles, keep, later))
        stream(xml, start=seen.start, end=seen.end, text=seen.text)
        found = bytes_outside(archive, content)
        found += _tables(seen)
        found += _caches(seen)
        found += _beside(seen)
        found += part_findings(package, seen, manifest)
        found += texts_beside(package, seen, xml, manifest)
        programs = generator(package)
    return Look(found, lambda: _read(content, seen, programs))


def _read(content: bytes, seen: OdsContent, programs: str) -> Document:
    """The document of a spreadsheet that was looked at, each value read a second time."""
    sheets = [table.facts for table in seen.cells.tables]
    doubtful = all_nought(sheets) and not CALCULATES.search(programs)
    refuse_uncalculated(sheets, is_uncalculated=doubtful)
    return document_of(content, sheets)


def _read_manifest(package: Package) -> bytes:
    # Not read as XML: OpenOffice 2 and 3 gave it a document type.
    name = package.names.get("meta-inf/manifest.xml")
    return package.archive.read(name) if name else b""


def _tables(content: OdsContent) -> Iterator[Finding]:
    tables = [table for table in content.cells.tables if not table.is_cached]
    for number, table in enumerate(tables, 1):
        place = f"sheet {number} of {len(tables)}"
        if table.comments:
            yield Finding(Channel.COMMENTS, place, table.comments, "comments")
        if table.hidden:
            if table.filled:
                yield Finding(Channel.HIDDEN_SHEET, place, table.filled, "cells")
            continue
        found = _unseen(table)
        for channel, cells in sorted(found.items()):
            yield Finding(channel, _place(table, channel, cells), len(cells), "cells")


def _unseen(table: Table) -> dict[Channel, list[Place]]:
    """The cells with content that aren't seen, by channel."""
    found: dict[Channel, list[Place]] = {}
    for place, channel in table.facts.unseen.items():
        # A label that is repeated unseen beside where it is seen hides nothing.
        if place not in table.repeated and table.unseen_texts.get(place) not in table.seen_texts:
            found.setdefault(channel, []).append(place)
    return found


def _place(table: Table, channel: Channel, cells: list[Place]) -> str:
    if channel is Channel.HIDDEN_ROWS:
        return row_place(table.facts.name, {row for row, _ in cells})
    if channel is Channel.HIDDEN_COLUMNS:
        return col_place(table.facts.name, {col for _, col in cells})
    return cell_place(table.facts.name, cells)


def _caches(content: OdsContent) -> Iterator[Finding]:
    seen = content.cells.seen
    kept = [item for table in content.cells.tables if table.is_cached for item in table.values]
    unseen = sum(not seen.shows(*item) for item in kept)
    unseen += sum(not seen.has_text(text) for text in content.dde)
    if unseen:
        yield Finding(Channel.EXTERNAL_LINK_CACHE, _PLACE, unseen, "values")
    members = sum(not seen.has_text(text) for text in content.members)
    if members:
        yield Finding(Channel.PIVOT_CACHE, _PLACE, members, "values")
    holding = sum(_holds(content, *constant) for constant in content.constants)
    leading = sum(_leads(content, address) for address in content.ranges)
    if holding + leading:
        yield Finding(Channel.HIDDEN_NAME, f"{_PLACE}'s defined names", holding + leading, "names")


def _holds(content: OdsContent, name: str, expression: str) -> bool:
    """True where a name is a text or a list of numbers rather than a place."""
    bare = _LITERAL.sub("", expression)
    if "[" in bare or "$" in bare:
        return False
    texts = [text for text in _LITERAL.findall(expression) if is_telling(name, text)]
    unseen = any(not content.cells.seen.has_text(text) for text in texts)
    return unseen or (_LISTS.fullmatch(bare) is not None and not is_of_program(name))


def _leads(content: OdsContent, address: str) -> bool:
    sheet = address.partition(":")[0].rpartition(".")[0].lstrip("$").strip("'").replace("''", "'")
    return any(t.facts.name == sheet and t.hidden and t.filled for t in content.cells.tables)


def _beside(content: OdsContent) -> Iterator[Finding]:
    if content.changes:
        yield Finding(Channel.TRACKED_CHANGES, _PLACE, content.changes, "changes")
    if content.sources:
        yield Finding(Channel.CONNECTION, _PLACE, content.sources, "connections")
    if content.formulas:
        yield Finding(Channel.FORMULAS, _PLACE, content.formulas, "cells")
