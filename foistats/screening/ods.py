"""An OpenDocument spreadsheet at the door: everything that it keeps and doesn't show."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator

from foistats.documents.refusals import locked
from foistats.documents.workbook_parts import Package, open_package
from foistats.records import Finding
from foistats.screening.areas import cell_place, col_place, row_place
from foistats.screening.named_texts import is_of_program, is_telling
from foistats.screening.ods_cells import CellScan, Table
from foistats.screening.ods_content import OdsContent
from foistats.screening.ods_parts import part_findings
from foistats.screening.ods_styles import OdsStyles
from foistats.screening.open_document import stream
from foistats.screening.refusing import refusing
from foistats.screening.zip_bytes import bytes_outside
from schemas.channels import Channel

_PLACE = "the spreadsheet"
_KEEPERS = (b"data-pilot-member", b"dde-link", b"named-expression", b"table-source", b"draw:object")
_LITERAL = re.compile(r'"((?:[^"]|"")*)"')
_LISTS = re.compile(r"\{[-\d.,;|\s]*[,;|][-\d.,;|\s]*\}")


def ods_findings(content: bytes) -> list[Finding]:
    """What a spreadsheet hides, and what is noted; raises DocumentRefused for a broken one."""
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
        seen = OdsContent(CellScan(styles, keep))
        stream(xml, start=seen.start, end=seen.end, text=seen.text)
        found = bytes_outside(archive, content)
        found += _tables(seen)
        found += _caches(seen)
        found += _beside(seen)
        found += part_findings(package, seen, manifest)
    return found


def _read_manifest(package: Package) -> bytes:
    # Not read as XML: OpenOffice 2 and 3 gave it a document type.
    name = package.names.get("meta-inf/manifest.xml")
    return package.archive.read(name) if name else b""


def _tables(content: OdsContent) -> Iterator[Finding]:
    tables = [table for table in content.cells.tables if not table.cached]
    for number, table in enumerate(tables, 1):
        place = f"sheet {number} of {len(tables)}"
        if table.comments:
            yield Finding(Channel.COMMENTS, place, table.comments, "comments")
        if table.hidden:
            if table.filled:
                yield Finding(Channel.HIDDEN_SHEET, place, table.filled, "cells")
            continue
        amounts = Counter(table.amounts)
        pale = [(row, col) for row, col, value in table.pale if value not in table.seen]
        if pale:
            amounts[Channel.INVISIBLE_TEXT] = len(pale)
        for channel, amount in sorted(amounts.items()):
            yield Finding(channel, _place(table, channel, pale), amount, "cells")


def _place(table: Table, channel: Channel, pale: list[tuple[int, int]]) -> str:
    if channel is Channel.HIDDEN_ROWS:
        return row_place(table.name, table.rows)
    if channel is Channel.HIDDEN_COLUMNS:
        return col_place(table.name, table.cols)
    return cell_place(table.name, table.cells.get(channel, pale))


def _caches(content: OdsContent) -> Iterator[Finding]:
    seen = content.cells.seen
    kept = [item for table in content.cells.tables if table.cached for item in table.values]
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
    return any(t.name == sheet and t.hidden and t.filled for t in content.cells.tables)


def _beside(content: OdsContent) -> Iterator[Finding]:
    if content.changes:
        yield Finding(Channel.TRACKED_CHANGES, _PLACE, content.changes, "changes")
    if content.sources:
        yield Finding(Channel.CONNECTION, _PLACE, content.sources, "connections")
    if content.formulas:
        yield Finding(Channel.FORMULAS, _PLACE, content.formulas, "cells")
