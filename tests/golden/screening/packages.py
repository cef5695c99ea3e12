"""Changes to built Office files that no library makes: new parts, links, records, odd zips."""

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHEETML = "application/vnd.openxmlformats-officedocument.spreadsheetml."


class NewPart(NamedTuple):
    """A part to add: its name, bytes, content type, and which part links to it how.

    `source` is the linking part, empty for the package, None for a part that nothing links to.
    """

    name: str
    content: bytes | str
    content_type: str = ""
    source: str | None = None
    kind: str = ""
    link_id: str = "rIdNew"


def parts_of(path: Path) -> dict[str, bytes]:
    """Every part of a zip by name."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write_parts(path: Path, parts: Mapping[str, bytes]) -> Path:
    """A zip of these parts, in their order."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def with_parts(
    path: Path, *added: NewPart, replaced: Mapping[str, Mapping[str, str]] | None = None
) -> Path:
    """Add parts with their types and links, and replace text in others; each text must be there."""
    parts = parts_of(path)
    for part, changes in (replaced or {}).items():
        text = parts[part].decode()
        for old, new in changes.items():
            assert old in text, f"{old} is not in {part}"
            text = text.replace(old, new, 1)
        parts[part] = text.encode()
    for one in added:
        content = one.content
        parts[one.name] = content if isinstance(content, bytes) else content.encode()
        if one.content_type:
            override = f'<Override PartName="/{one.name}" ContentType="{one.content_type}"/>'
            parts["[Content_Types].xml"] = _before_end(parts["[Content_Types].xml"], override)
        if one.source is not None:
            _link(parts, one)
    return write_parts(path, parts)


def _link(parts: dict[str, bytes], one: NewPart) -> None:
    assert one.source is not None
    folder, _, name = one.source.rpartition("/")
    links = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
    kind = one.kind if one.kind.startswith("http") else TRANSITIONAL + one.kind
    link = f'<Relationship Id="{one.link_id}" Type="{kind}" Target="/{one.name}"/>'
    parts[links] = _before_end(parts.get(links, empty), link)


def _before_end(xml: bytes, added: str) -> bytes:
    text = xml.decode()
    closed = re.sub(r"<(\w+)((?:\s[^<>]*)?)/>\s*$", r"<\1\2></\1>", text)
    at = closed.rindex("</")
    return (closed[:at] + added + closed[at:]).encode()


def sheet_type(word: str) -> str:
    """The content type of a kind of workbook part."""
    return f"{_SHEETML}{word}+xml"
