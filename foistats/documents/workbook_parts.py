"""The parts of an .xlsx and where they lie, looked at before anything is inflated."""

import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from typing import NamedTuple
from xml.etree import ElementTree
from xml.parsers import expat

from foistats.documents.limits import current
from foistats.documents.number_formats import NumberFormat, builtin_format, read_format
from foistats.documents.refusals import broken, too_large

_ATTRIBUTES = rb"""((?:[^>"']|"[^"]*"|'[^']*')*)>"""
_NUMBER_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\b" + _ATTRIBUTES)
_FORMAT_ID = re.compile(rb"""\bnumFmtId\s*=\s*["'](\d+)["']""")
_FORMAT_CODE = re.compile(rb"""\bformatCode\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_CELL_FORMATS = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_CELL_FORMAT = re.compile(rb"<(?:\w+:)?xf\b" + _ATTRIBUTES)


class SheetPart(NamedTuple):
    """One worksheet of a workbook: its name, whether it can be seen, the part it lies in."""

    name: str
    hidden: bool
    part: str


@dataclass(slots=True)
class Package:
    """An open zip whose parts are found by name whatever their case and slashes."""

    archive: zipfile.ZipFile
    content: bytes
    names: Mapping[str, str]

    def has(self, part: str) -> bool:
        """True where there is such a part."""
        return _plain(part) in self.names

    def read(self, part: str) -> bytes:
        """A part's bytes; a part that is missing is refused."""
        name = self.names.get(_plain(part))
        if name is None:
            raise broken(f"the file lacks its part {part}")
        return self._inflated(self.archive.getinfo(name))

    def _inflated(self, part: zipfile.ZipInfo) -> bytes:
        """A part's bytes, 40 µs sooner than the library opens and reads it: there are ten."""
        if part.compress_type != zipfile.ZIP_DEFLATED or part.flag_bits & 1:
            return self.archive.read(part)
        start = part.header_offset + 30
        lengths = self.content[start - 4 : start]
        start += int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little")
        packed = self.content[start : start + part.compress_size]
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        content = inflater.decompress(packed, part.file_size + 1)
        if len(content) != part.file_size or zlib.crc32(content) != part.CRC:
            raise broken(f"the part {part.filename} is damaged")
        return content


def open_package(archive: zipfile.ZipFile, content: bytes) -> Package:
    """The parts of a zip that the guard let through: how far they inflate is known by then."""
    listed = archive.infolist()
    return Package(archive, content, {_plain(part.filename): part.filename for part in listed})


def _plain(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").lower()


class WorkbookParts(NamedTuple):
    """What a workbook consists of, as far as it is read."""

    sheets: tuple[SheetPart, ...]
    styles: str | None
    shared_strings: str | None


def workbook_parts(package: Package) -> WorkbookParts:
    """The worksheets in the order of the tabs; chart, dialog and macro sheets are left out."""
    main = "xl/workbook.xml"
    for kind, part in _targets(package, "").values():
        if kind == "officeDocument":
            main = part
    targets = _targets(package, main)
    listed = [s for s in ElementTree.fromstring(package.read(main)).iter() if _is_sheet(s.tag)]
    if len(listed) > current().sheets:
        raise too_large(f"{len(listed)} sheets in one workbook", f"at most {current().sheets}")
    sheets = []
    for sheet in listed:
        link = next((v for k, v in sheet.attrib.items() if k.endswith("}id")), "")
        kind, part = targets.get(link, ("", ""))
        if kind == "worksheet":
            seen = sheet.attrib.get("state", "visible") == "visible"
            sheets.append(SheetPart(sheet.attrib.get("name", ""), not seen, part))
    by_kind = {kind: part for kind, part in targets.values() if package.has(part)}
    return WorkbookParts(tuple(sheets), by_kind.get("styles"), by_kind.get("sharedStrings"))


def _targets(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """What a part points to: kind and part by relationship id."""
    folder, _, name = part.rpartition("/")
    links = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    if not package.has(links):
        return {}
    targets = {}
    for link in ElementTree.fromstring(package.read(links)):
        target = link.attrib.get("Target", "").replace("\\", "/")
        path = target if target.startswith("/") or not folder else f"{folder}/{target}"
        kind = link.attrib.get("Type", "").rpartition("/")[2]
        targets[link.attrib.get("Id", "")] = (kind, _without_dots(path))
    return targets


def _without_dots(path: str) -> str:
    steps: list[str] = []
    for step in path.split("/"):
        if step == ".." and steps:
            steps.pop()
        elif step not in ("", ".", ".."):
            steps.append(step)
    return "/".join(steps)


def _is_sheet(tag: str) -> bool:
    return tag.rpartition("}")[2] == "sheet"


def cell_formats(package: Package, part: str | None) -> dict[str, NumberFormat]:
    """The number formats that change what a number means, by a cell's style number as written."""
    if part is None:
        return {}
    styles = package.read(part)
    block = _CELL_FORMATS.search(styles)
    if block is None:
        return {}
    own: dict[int, NumberFormat | None] = {}
    for attributes in _NUMBER_FORMAT.findall(styles):
        number, code = _FORMAT_ID.search(attributes), _FORMAT_CODE.search(attributes)
        if number and code:
            own[int(number[1])] = read_format(unescape((code[1] or code[2] or b"").decode()))
    formats = {}
    for style, attributes in enumerate(_CELL_FORMAT.findall(block[0])):
        number = _FORMAT_ID.search(attributes)
        key = int(number[1]) if number else 0
        form = own[key] if key in own else builtin_format(key)
        if form is not None:
            formats[str(style)] = form
    return formats


def shared_texts(package: Package, part: str | None) -> list[str]:
    """The texts that cells refer to by number, without how they are spoken."""
    if part is None:
        return []
    scan = _SharedTexts()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = scan.start
    parser.EndElementHandler = scan.end
    parser.CharacterDataHandler = scan.characters
    try:
        parser.Parse(package.read(part), True)
    except expat.ExpatError as error:
        raise broken(f"the table of texts ends or breaks off ({error})") from error
    return scan.texts


class _SharedTexts:
    """The state of one pass over the table of texts; expat calls its methods."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.pieces: list[str] = []
        self.inside = False
        self.aside = False

    def start(self, tag: str, _: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "si":
            self.pieces = []
        elif name == "t":
            self.inside = not self.aside
        elif name == "rPh":
            self.aside = True

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name == "si":
            self.texts.append("".join(self.pieces))
        elif name == "t":
            self.inside = False
        elif name == "rPh":
            self.aside = False

    def characters(self, text: str) -> None:
        if self.inside:
            self.pieces.append(text)
