"""What a PDF carries beside its pages: files, pages taken out, scripts, properties, bytes."""

import ctypes
import io
import re
import zlib
from collections.abc import Iterable
from typing import Any

from foistats.formats.pdf.drawn import Drawn
from foistats.formats.pdf.painted import Painting
from foistats.records import Finding
from schemas.channels import Channel

_PACKED_OBJECTS = re.compile(rb"/Type\s*/ObjStm\b")
_STREAM = re.compile(rb"stream\r?\n")
_MOST_UNPACKED = 20 * 1024**2
# Mail and web servers leave a line of their own behind a file: `--boundary--`.
_SERVER_LINE = re.compile(rb"--[-\w.=+']+(?:--)?")
_SIGNS = re.compile(rb"[0-9A-Za-z]")
_FEWEST_SIGNS = 4
_SCRIPT = re.compile(rb"/S\s*/(?:JavaScript|Launch|SubmitForm|ImportData)\b")
_FILE_INSIDE = re.compile(rb"/EmbeddedFile\b")
_AUTHOR = re.compile(rb"<dc:creator\b|<xmp:LastModifiedBy\b|<pdf:Author\b")
_LAYER_OFF = re.compile(rb"/OFF\s*(?:\[\s*\d|\d+\s+\d+\s+R)|/BaseState\s*/OFF\b")
_PAGE = re.compile(rb"/Type\s*/Page\b")


def carried_in(pdf: Any, content: bytes) -> list[Finding]:
    """Files, forms and pages taken out; scripts and authors are noted."""
    from pypdfium2 import raw

    syntax = syntax_of(content)
    found = _attached(pdf, raw)
    is_inside = not found and _FILE_INSIDE.search(syntax) is not None
    if is_inside and not any(_has_pin(page, raw) for page in pdf):
        found.append(Finding(Channel.ATTACHED_FILE, "", 1, "files"))
    if raw.FPDF_GetFormType(pdf) in (raw.FORMTYPE_XFA_FULL, raw.FORMTYPE_XFA_FOREGROUND):
        found.append(Finding(Channel.EMBEDDED_OBJECT, "", 1, "forms"))
    if len(_PAGE.findall(syntax)) > len(pdf):
        found += loose_pages_in(content)
    scripts = max(raw.FPDFDoc_GetJavaScriptActionCount(pdf), len(_SCRIPT.findall(syntax)))
    if scripts:
        found.append(Finding(Channel.MACROS, "", scripts, "scripts"))
    authors = bool(pdf.get_metadata_value("Author").strip()) + bool(_AUTHOR.search(content))
    if authors:
        found.append(Finding(Channel.DOCUMENT_PROPERTIES, "", authors, "properties"))
    return found


def _attached(pdf: Any, raw: Any) -> list[Finding]:
    return [
        Finding(Channel.ATTACHED_FILE, f"attachment {index + 1}", size, "bytes")
        for index in range(raw.FPDFDoc_GetAttachmentCount(pdf))
        if (size := _size(raw.FPDFDoc_GetAttachment(pdf, index), raw))
    ]


def _size(attachment: Any, raw: Any) -> int:
    size = ctypes.c_ulong()
    # One that cannot be unpacked may hold anything.
    return size.value if raw.FPDFAttachment_GetFile(attachment, None, 0, size) else 1


def _has_pin(page: Any, raw: Any) -> bool:
    """True for a page with a file pinned to it, which is found with its annotations."""
    kinds = []
    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        kinds.append(raw.FPDFAnnot_GetSubtype(annotation))
        raw.FPDFPage_CloseAnnot(annotation)
    return raw.FPDF_ANNOT_FILEATTACHMENT in kinds


def has_layers_off(content: bytes) -> bool:
    """True for a file with layers that are switched off."""
    return _LAYER_OFF.search(syntax_of(content)) is not None


def hidden_pictures_in(page: Any, drawn: Drawn, number: int) -> list[Finding]:
    """Pictures that leave no trace on their page, in a document with layers switched off."""
    pictures = [cover for cover in drawn.covers if cover.is_picture]
    if not pictures:
        return []
    shows = Painting(page, drawn).traces_of(picture.objects[-1] for picture in pictures)
    unseen = sum(not shows(picture.box) for picture in pictures)
    if not unseen:
        return []
    return [Finding(Channel.HIDDEN_LAYER, f"page {number}", unseen, "pictures")]


def loose_pages_in(content: bytes) -> list[Finding]:
    """Pages that were taken out of the document and not out of the file."""
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser

    document = PDFDocument(PDFParser(io.BytesIO(content)))
    shown = {page.pageid for page in PDFPage.create_pages(document)}
    loose = 0
    for number in {number for xref in document.xrefs for number in xref.get_objids()} - shown:
        found = _object(document, number)
        if isinstance(found, dict) and _name(found.get("Type")) == "Page":
            loose += _has_content(found.get("Contents"))
    return [Finding(Channel.ORPHAN_PART, "", loose, "pages")] if loose else []


def _object(document: Any, number: int) -> Any:
    from pdfminer.pdftypes import PDFObjectNotFound

    try:
        return document.getobj(number)
    except PDFObjectNotFound:
        return None


def _name(found: Any) -> str:
    return str(getattr(found, "name", ""))


def _has_content(contents: Any) -> bool:
    from pdfminer.pdftypes import resolve1

    held = resolve1(contents)
    streams: Iterable[Any] = held if isinstance(held, list) else [held]
    return any(
        stream is not None and stream.get_data().strip() for stream in map(resolve1, streams)
    )


def syntax_of(content: bytes) -> bytes:
    """The file with its packed objects unpacked after it, to look for names in.

    Content of pages and pictures stays packed. Objects of an encrypted file stay so as well.
    """
    parts = [content]
    left = _MOST_UNPACKED
    for match in _PACKED_OBJECTS.finditer(content):
        start = _STREAM.search(content, match.end())
        if start is None or left <= 0:
            break
        try:
            unpacked = zlib.decompressobj().decompress(content[start.end() :], left)
        except zlib.error:
            continue
        left -= len(unpacked)
        parts.append(unpacked)
    return b"\n".join(parts)


def beyond_the_end(content: bytes) -> list[Finding]:
    """Something before the first line of a PDF or after its last one, but for what servers add."""
    found = []
    before = _said(content[: max(content.find(b"%PDF-"), 0)])
    if before:
        found.append(Finding(Channel.BYTES_BEYOND_THE_END, "before the start", before, "bytes"))
    end = content.rfind(b"%%EOF")
    after = _said(content[end + 5 :]) if end >= 0 else 0
    if after:
        found.append(Finding(Channel.BYTES_BEYOND_THE_END, "after the end", after, "bytes"))
    return found


def _said(content: bytes) -> int:
    """How many bytes there are, if some say anything."""
    rest = _SERVER_LINE.sub(b"", content.strip(b"\0 \t\r\n"), count=1).strip(b"\0 \t\r\n")
    return len(rest) if len(_SIGNS.findall(rest)) >= _FEWEST_SIGNS else 0
