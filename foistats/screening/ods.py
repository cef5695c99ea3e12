"""An OpenDocument spreadsheet at the door: everything that it keeps and doesn't show."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from foistats.documents.refusals import locked
from foistats.documents.workbook_parts import Package, open_package
from foistats.records import Finding
from foistats.screening.areas import cell_place, col_place, row_place
from foistats.screening.named_texts import is_of_program, is_telling
from foistats.screening.ods_cells import CellScan, Table
from foistats.screening.ods_styles import OdsStyles
from foistats.screening.open_document import stream
from foistats.screening.refusing import refusing
from foistats.screening.shared_texts import is_blank
from foistats.screening.zip_bytes import bytes_outside
from schemas.channels import Channel

_PLACE = "the spreadsheet"
_STYLES = ("office:automatic-styles", "office:styles")
_CHANGES = (
    "table:cell-content-change", "table:deletion", "table:insertion", "table:movement",
)  # fmt: skip
# Elements that keep copies of values: only for these must all that is seen be known.
_KEEPERS = (b"data-pilot-member", b"dde-link", b"named-expression", b"table-source", b"draw:object")
_SOURCES = (
    "table:database-source-query",
    "table:database-source-sql",
    "table:database-source-table",
)
_LITERAL = re.compile(r'"((?:[^"]|"")*)"')
_LISTS = re.compile(r"\{[-\d.,;|\s]*[,;|][-\d.,;|\s]*\}")
_LISTED = re.compile(rb"""full-path\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_OF_PROGRAM = re.compile(
    r"mimetype|content\.xml|styles\.xml|meta\.xml|settings\.xml|manifest\.rdf|layout-cache|"
    r"meta-inf/.*|thumbnails/.*|configurations2/.*|.*/|fonts/.*"
)
_MACROS = re.compile(r"(?:basic|scripts|dialogs)/.*")
_OBJECT = re.compile(r"(.*?)/(?:content|styles|meta|settings)\.xml")
_NUMBERS = ("float", "percentage", "currency")
_PEOPLE = ("meta:initial-creator", "dc:creator", "meta:printed-by", "meta:user-defined")


@dataclass(slots=True)
class _Content:
    """The state of one pass over content.xml."""

    cells: CellScan
    in_styles: bool = False
    changes: int = 0
    inside_changes: int = 0
    sources: int = 0
    links: int = 0
    members: list[str] = field(default_factory=list)
    constants: list[tuple[str, str]] = field(default_factory=list)
    ranges: list[str] = field(default_factory=list)
    linked: set[str] = field(default_factory=set)
    objects: set[str] = field(default_factory=set)
    ole: int = 0
    formulas: int = 0
    dde: list[str] = field(default_factory=list)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in _STYLES:
            self.in_styles = True
        elif self.in_styles:
            self.cells.styles.start(tag, attributes)
        elif tag == "table:tracked-changes" or self.inside_changes:
            self.inside_changes += 1
            self.changes += tag in _CHANGES
        elif tag == "table:dde-link" or self.links:
            self.links += 1
            self.dde += [
                v for k, v in attributes.items() if k in ("office:value", "office:string-value")
            ]
        else:
            self._start_body(tag, attributes)

    def _start_body(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in ("table:data-pilot-member", "table:data-pilot-group-member"):
            self.members.append(attributes.get("table:name", ""))
        elif tag in _SOURCES:
            self.sources += 1
        elif tag == "table:named-expression":
            name = attributes.get("table:name", "")
            self.constants.append((name, attributes.get("table:expression", "")))
        elif tag == "table:named-range":
            self.ranges.append(attributes.get("table:cell-range-address", ""))
        elif tag.startswith("draw:object"):
            self._note_object(tag, attributes)
        self.formulas += "table:formula" in attributes
        if "xlink:href" in attributes:
            self.linked.add(attributes["xlink:href"].removeprefix("./").lower())
        self.cells.start(tag, attributes)

    def _note_object(self, tag: str, attributes: dict[str, str]) -> None:
        target = attributes.get("xlink:href", "").removeprefix("./").strip("/").lower()
        if tag == "draw:object-ole":
            self.ole += 1
        elif target:
            self.objects.add(target)

    def end(self, tag: str) -> None:
        if tag in _STYLES:
            self.in_styles = False
        elif self.in_styles:
            self.cells.styles.end(tag)
        elif self.inside_changes:
            self.inside_changes -= 1
        elif self.links:
            self.links -= 1
        else:
            self.cells.end(tag)

    def text(self, text: str) -> None:
        if self.in_styles:
            self.cells.styles.text(text)
        elif not self.inside_changes and not self.links:
            self.cells.text(text)


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
        seen = _Content(CellScan(styles, keep))
        stream(xml, start=seen.start, end=seen.end, text=seen.text)
        found = bytes_outside(archive, content)
        found += _tables(seen)
        found += _caches(seen)
        found += _beside(seen)
        found += _parts(package, seen, manifest)
    return found


def _read_manifest(package: Package) -> bytes:
    # Not read as XML: OpenOffice 2 and 3 gave it a document type.
    name = package.names.get("meta-inf/manifest.xml")
    return package.archive.read(name) if name else b""


def _tables(content: _Content) -> Iterator[Finding]:
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


def _caches(content: _Content) -> Iterator[Finding]:
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


def _holds(content: _Content, name: str, expression: str) -> bool:
    """True where a name is a text or a list of numbers rather than a place."""
    bare = _LITERAL.sub("", expression)
    if "[" in bare or "$" in bare:
        return False
    texts = [text for text in _LITERAL.findall(expression) if is_telling(name, text)]
    unseen = any(not content.cells.seen.has_text(text) for text in texts)
    return unseen or (_LISTS.fullmatch(bare) is not None and not is_of_program(name))


def _leads(content: _Content, address: str) -> bool:
    sheet = address.partition(":")[0].rpartition(".")[0].lstrip("$").strip("'").replace("''", "'")
    return any(t.name == sheet and t.hidden and t.filled for t in content.cells.tables)


def _beside(content: _Content) -> Iterator[Finding]:
    if content.changes:
        yield Finding(Channel.TRACKED_CHANGES, _PLACE, content.changes, "changes")
    if content.sources:
        yield Finding(Channel.CONNECTION, _PLACE, content.sources, "connections")
    if content.formulas:
        yield Finding(Channel.FORMULAS, _PLACE, content.formulas, "cells")


def _parts(package: Package, content: _Content, manifest: bytes) -> Iterator[Finding]:
    listed = {(a or b).decode(errors="replace").lower() for a, b in _LISTED.findall(manifest)}
    embedded, charts, orphans, macros, versions = content.ole, 0, 0, 0, 0
    for part in package.names:
        size = package.archive.getinfo(package.names[part]).file_size
        if not size or (_OF_PROGRAM.fullmatch(part) and (part in listed or _is_core(part))):
            continue
        if _MACROS.fullmatch(part):
            macros += 1
        elif part.startswith("versions/") or part == "versionlist.xml":
            versions += 1
        elif part.startswith("objectreplacements/"):
            orphans += part.partition("/")[2] not in content.objects and part not in content.linked
        elif (inside := _OBJECT.fullmatch(part)) and inside[1] in content.objects:
            if part.endswith("/content.xml"):
                kind, unseen = _object(package.read(part), content)
                charts += unseen
                embedded += kind == "other"
        elif part not in content.linked and not _belongs(part, content):
            orphans += bool(package.read(part).strip(b"\x00 \r\n"))
    noted = _people(package)
    amounts = (
        (Channel.EMBEDDED_OBJECT, embedded, "objects"),
        (Channel.CHART_CACHE, charts, "values"),
        (Channel.ORPHAN_PART, orphans, "parts"),
        (Channel.OLD_REVISION, versions, "parts"),
        (Channel.MACROS, macros, "parts"),
        (Channel.DOCUMENT_PROPERTIES, noted, "properties"),
    )
    for channel, amount, noun in amounts:
        if amount:
            yield Finding(channel, _PLACE, amount, noun)


def _is_core(part: str) -> bool:
    """True for parts that need no line in the manifest."""
    return part in ("mimetype", "content.xml", "styles.xml", "meta.xml", "settings.xml") or (
        part.startswith("meta-inf/") and part.endswith((".xml", ".rdf"))
    )


def _belongs(part: str, content: _Content) -> bool:
    """True for what an object that is shown has beside its content."""
    return any(part.startswith(f"{target}/") for target in content.objects)


def _object(xml: bytes, content: _Content) -> tuple[str, int]:
    """What an object inside is, and how many values a chart keeps that no visible cell has."""
    kinds: list[str] = []
    values: list[str] = []
    in_cell = in_paragraph = False

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal in_cell, in_paragraph
        if tag in ("office:chart", "office:spreadsheet", "office:text"):
            kinds.append(tag)
        elif tag == "math" or tag.endswith(":math"):
            kinds.append("math")
        elif tag == "table:table-cell":
            in_cell = True
            if attributes.get("office:value-type") in _NUMBERS:
                values.append(attributes.get("office:value", ""))
        elif tag == "text:p" and in_cell:
            in_paragraph = True
            values.append("")

    def end(tag: str) -> None:
        nonlocal in_cell, in_paragraph
        in_cell = in_cell and tag != "table:table-cell"
        in_paragraph = in_paragraph and tag != "text:p"

    def characters(written: str) -> None:
        if in_paragraph:
            values[-1] += written

    stream(xml, start=start, end=end, text=characters)
    if kinds[:1] == ["office:chart"]:
        shown = content.cells.seen
        unseen = [one for one in values if not is_blank(one) and one.lower() != "nan"]
        return "chart", sum(not shown.has_text(one) for one in unseen if not _is_usual(one))
    return ("math" if kinds[:1] == ["math"] else "other"), 0


def _is_usual(text: str) -> bool:
    """True for the headings that LibreOffice gives rows and columns of a chart itself."""
    return re.fullmatch(r"(?:Row|Column) (?:\d+|[A-Z]{1,3})|\s*", text) is not None


def _people(package: Package) -> int:
    if not package.has("meta.xml"):
        return 0
    found: list[bool] = []
    within = False

    def start(tag: str, _: dict[str, str]) -> None:
        nonlocal within
        within = tag in _PEOPLE
        if within:
            found.append(False)

    def text(written: str) -> None:
        if within and not is_blank(written):
            found[-1] = True

    def end(_: str) -> None:
        nonlocal within
        within = False

    stream(package.read("meta.xml"), start=start, end=end, text=text)
    return sum(found)
