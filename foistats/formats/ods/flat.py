"""A flat spreadsheet (.fods): all that the parts of an .ods hold, in a single file of XML.

It is parted into a package as LibreOffice would write it, so that one look and one second reader
serve both.
"""

import io
import re
import zipfile
from typing import NamedTuple
from xml.parsers import expat

from foistats.documents.refusals import broken, unsupported
from foistats.documents.words import words_of
from foistats.formats.format import Look
from foistats.formats.ods.look import look_at_spreadsheet
from foistats.formats.ods.stream import standard_name
from foistats.records import Finding
from schemas.channels import Channel

_MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
# Which part of a package holds what; all else belongs to the content.
_PARTS = {
    "styles.xml": ("document-styles", ("office:styles", "office:master-styles")),
    "meta.xml": ("document-meta", ("office:meta",)),
    "settings.xml": ("document-settings", ("office:settings",)),
}
_OBJECTS = ("draw:object", "draw:object-ole", "draw:applet", "draw:plugin")
# The second reader bears no blanks around cells and paragraphs. None is in a text: a paragraph
# holds neither an element of tables nor another paragraph.
_INDENT = re.compile(rb"\s+(?=</?table:|<text:p[\s/>]|<office:annotation)")
_PLACE = "the spreadsheet"


class _Piece(NamedTuple):
    """An element right below the root: its name, and where its bytes begin and end."""

    name: str
    start: int
    end: int


def look_at_flat_spreadsheet(content: bytes) -> Look:
    """What a flat spreadsheet hides, what of it is noted, and what of it is seen."""
    parting = _Parting(content)
    findings, read = look_at_spreadsheet(parting.package())
    if parting.macros:
        findings.append(Finding(Channel.MACROS, _PLACE, parting.macros, "parts"))
    if parting.comments:
        findings.append(Finding(Channel.COMMENTS, _PLACE, parting.comments, "comments"))
    return Look(findings, read)


class _Parting:
    """The elements right below the root, and what only a flat file can hold."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.pieces: list[_Piece] = []
        self.macros = self.comments = 0
        self._starts: list[tuple[str, int]] = []
        self._depth = self._end = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._finish
        self._parser.CommentHandler = self._comment
        try:
            self._parser.Parse(content, True)
        except expat.ExpatError as error:
            raise broken(f"a spreadsheet whose XML ends or breaks off ({error})") from error
        ends = [start for _, start in self._starts[1:]] + [self._end]
        self.pieces = [
            _Piece(name, start, end) for (name, start), end in zip(self._starts, ends, strict=True)
        ]

    def _start(self, name: str, _: dict[str, str]) -> None:
        tag = standard_name(name)
        if tag in _OBJECTS:
            raise unsupported(
                "a flat spreadsheet with a chart or another object inside",
                "open it in LibreOffice, choose Save As, ODF Spreadsheet (.ods), and receive that",
            )
        if self._depth == 1:
            self._starts.append((tag, self._parser.CurrentByteIndex))
        self.macros += tag.endswith(":source-code")
        self._depth += 1

    def _finish(self, _: str) -> None:
        self._depth -= 1
        if not self._depth:
            self._end = self._parser.CurrentByteIndex

    def _comment(self, text: str) -> None:
        self.comments += bool(words_of(text))

    def package(self) -> bytes:
        """The same spreadsheet as a package."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
            archive.writestr("mimetype", _MIMETYPE)
            archive.writestr("content.xml", _INDENT.sub(b"", self._part("document-content", None)))
            for name, (root, held) in _PARTS.items():
                archive.writestr(name, self._part(root, held))
            listed = "".join(
                f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>'
                for name in ("content.xml", *_PARTS)
            )
            archive.writestr(
                "META-INF/manifest.xml",
                '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest'
                f':1.0">{listed}</manifest:manifest>',
            )
        return out.getvalue()

    def _part(self, root: str, held: tuple[str, ...] | None) -> bytes:
        """The root under another name, with the elements that the part holds."""
        elsewhere = {name for _, names in _PARTS.values() for name in names}
        opening = self.content[: self.pieces[0].start if self.pieces else self._end]
        inside = b"".join(
            self.content[piece.start : piece.end]
            for piece in self.pieces
            if (piece.name in held if held is not None else piece.name not in elsewhere)
        )
        name = root.encode()
        closing = self.content[self._end :]
        return (
            opening.replace(b"<office:document", b"<office:" + name, 1)
            + inside
            + closing.replace(b"</office:document", b"</office:" + name, 1)
        )
