"""An office file's parts as its own program finds them: content types, links, what is reached."""

import zipfile
import zlib
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import unquote
from xml.etree import ElementTree

from foistats.documents.refusals import broken
from foistats.formats.office.markup import local, own, plain, root_name, tree, unchecked
from foistats.formats.office.roles import Role, role_of_link, role_of_root, role_of_type

# The list of what each part is.
TYPES = "[content_types].xml"
# Plain parts up to this size are kept: the same drawing or table of texts is asked for again.
_KEPT_BYTES = 4 * 1024**2
# As they stand in the zip, parts up to this size: styles, links, themes are looked at four times.
_SMALL_BYTES = 64 * 1024


@dataclass(slots=True)
class Package:
    """An open zip whose parts are found by name whatever their case and slashes."""

    archive: zipfile.ZipFile
    content: bytes
    names: Mapping[str, str]
    small: dict[str, bytes] = field(default_factory=dict)

    def has(self, part: str) -> bool:
        """True where there is such a part."""
        return _plain(part) in self.names

    def read(self, part: str) -> bytes:
        """A part's bytes; a part that is missing is refused."""
        known = self.small.get(part)
        if known is not None:
            return known
        name = self.names.get(_plain(part))
        if name is None:
            raise broken(f"the file lacks its part {part}")
        content = self._inflated(self.archive.getinfo(name))
        if len(content) <= _SMALL_BYTES:
            self.small[part] = content
        return content

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


class Link(NamedTuple):
    """One relationship: what kind, from which part, to which part (or address outside)."""

    link_id: str
    kind: str
    source: str
    target: str
    outside: bool


@dataclass(slots=True)
class Parts:
    """The parts of an open package by their plain names (lower case, forward slashes)."""

    package: Package
    types: dict[str, str]
    links: dict[str, list[Link]] = field(default_factory=dict)
    reached: dict[str, list[Link]] = field(default_factory=dict)
    roles: dict[str, frozenset[Role]] = field(default_factory=dict)
    kept: dict[str, bytes] = field(default_factory=dict)
    trees: dict[str, ElementTree.Element] = field(default_factory=dict)
    listed: list[str] = field(default_factory=list)

    def names(self) -> list[str]:
        """Every part with bytes in it, but for the package's own lists."""
        if not self.listed:
            archive = self.package.archive
            self.listed += [
                part
                for part, name in self.package.names.items()
                if part != TYPES
                and not part.endswith("/")
                and not is_links(part)
                and archive.getinfo(name).file_size
            ]
        return self.listed

    def has(self, part: str) -> bool:
        """True where there is such a part."""
        return bool(part) and part in self.package.names

    def size(self, part: str) -> int:
        """How many bytes a part has when inflated."""
        return self.package.archive.getinfo(self.package.names[part]).file_size

    def raw(self, part: str) -> bytes:
        """A part's bytes as they are."""
        return self.package.read(part)

    def xml(self, part: str) -> bytes:
        """A part's XML, made plain."""
        known = self.kept.get(part)
        if known is None:
            known = plain(self.package.read(part))
            if len(known) <= _KEPT_BYTES:
                self.kept[part] = known
        return known

    def tree(self, part: str) -> ElementTree.Element:
        """A part's XML as a tree, for parts without cells."""
        known = self.trees.get(part)
        if known is None:
            known = self.trees[part] = tree(unchecked(self.package.read(part)))
        return known

    def with_role(self, *roles: Role) -> list[str]:
        """The parts that have one of these roles by any of the signs."""
        wanted = frozenset(roles)
        return [part for part in self.names() if self.roles[part] & wanted]

    def linked(self, source: str, *roles: Role) -> Iterator[str]:
        """The parts that one part links to in one of these roles."""
        for link in self.links.get(source, ()):
            if not link.outside and role_of_link(link.kind) in roles and self.has(link.target):
                yield link.target

    def target(self, source: str, link_id: str) -> str:
        """The part that a link of another leads to, empty where there is none."""
        for link in self.links.get(source, ()):
            if link.link_id == link_id and not link.outside:
                return link.target
        return ""

    def is_xml(self, part: str) -> bool:
        """True where a part's bytes look like XML in any encoding."""
        if self.size(part) <= _SMALL_BYTES:
            head = self.package.read(part)[:64]
        else:
            with self.package.archive.open(self.package.names[part]) as content:
                head = content.read(64)
        head = head.replace(b"\x00", b"")
        return head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")


def open_parts(archive: zipfile.ZipFile, content: bytes) -> Parts:
    """The parts of a zip with all that links them; refused where the package itself is broken."""
    package = open_package(archive, content)
    if len(package.names) != len(archive.infolist()):
        raise broken("a zip in which two parts have the same name")
    parts = Parts(package, _content_types(package))
    for part in package.names:
        if is_links(part):
            source = _source_of(part)
            parts.links[source] = _links(parts, part, source)
    _follow(parts)
    for part in parts.names():
        parts.roles[part] = _roles(parts, part)
    return parts


def _content_types(package: Package) -> dict[str, str]:
    if not package.has(TYPES):
        raise broken("an office file without its list of content types")
    by_ending: dict[str, str] = {}
    by_part: dict[str, str] = {}
    for entry in tree(unchecked(package.read(TYPES))):
        written = own(entry)
        kind = written.get("ContentType", "")
        if local(entry.tag) == "Default":
            by_ending[written.get("Extension", "").lower()] = kind
        else:
            by_part[_as_part(written.get("PartName", ""), "")] = kind
    endings = {part: part.rpartition(".")[2] for part in package.names}
    return {part: by_part.get(part) or by_ending.get(endings[part], "") for part in package.names}


def _links(parts: Parts, part: str, source: str) -> list[Link]:
    found = []
    for entry in parts.tree(part):
        written = own(entry)
        target, outside = written.get("Target", ""), written.get("TargetMode") == "External"
        where = target if outside else _find(parts, target, source)
        found.append(Link(written.get("Id", ""), written.get("Type", ""), source, where, outside))
    return found


def _find(parts: Parts, target: str, source: str) -> str:
    """The part that a target means: as written, or with its escaped characters undone."""
    part = _as_part(target, source)
    return part if parts.has(part) else _as_part(unquote(target), source)


def _as_part(target: str, source: str) -> str:
    """A link's target as a plain part name, seen from the part that links.

    >>> _as_part("../theme/Theme1.xml", "xl/worksheets/sheet1.xml"), _as_part("/xl\\\\a.xml", "x/y")
    ('xl/theme/theme1.xml', 'xl/a.xml')
    """
    path = target.replace("\\", "/").partition("#")[0].lower()
    if not path.startswith("/"):
        path = f"{source.rpartition('/')[0]}/{path}"
    steps: list[str] = []
    for step in path.split("/"):
        if step == ".." and steps:
            steps.pop()
        elif step not in ("", ".", ".."):
            steps.append(step)
    return "/".join(steps)


def is_links(part: str) -> bool:
    """True for a part that lists the links of another."""
    folder, _, name = part.rpartition("/")
    return name.endswith(".rels") and (folder == "_rels" or folder.endswith("/_rels"))


def _source_of(links: str) -> str:
    """The part whose links these are, empty for the package's own."""
    folder, _, name = links.rpartition("/")
    folder = folder.removesuffix("_rels").rstrip("/")
    source = name.removesuffix(".rels")
    return f"{folder}/{source}" if folder and source else source


def _follow(parts: Parts) -> None:
    """Note every part that can be reached from the package's own links."""
    waiting = deque([""])
    seen = {""}
    while waiting:
        for link in parts.links.get(waiting.popleft(), ()):
            if link.outside or not parts.has(link.target):
                continue
            parts.reached.setdefault(link.target, []).append(link)
            if link.target not in seen:
                seen.add(link.target)
                waiting.append(link.target)


def _roles(parts: Parts, part: str) -> frozenset[Role]:
    """By its links and content type; by its root where these say nothing."""
    signs = {role_of_link(link.kind) for link in parts.reached.get(part, ())}
    signs.add(role_of_type(parts.types[part]))
    found = frozenset(role for role in signs if role is not None)
    if not found and parts.is_xml(part):
        role = role_of_root(root_name(parts.xml(part)))
        return frozenset({role}) if role else frozenset()
    return found
