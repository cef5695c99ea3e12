"""What kind of file this is, by its first bytes and, in a zip, by its parts."""

import io
import re
import zipfile
from enum import StrEnum

from foistats.documents.refusals import broken, locked, unsupported


class Kind(StrEnum):
    """A kind of file that has a reader."""

    XLSX = "xlsx"
    ODS = "ods"
    XLS = "xls"
    DOCX = "docx"
    PDF = "pdf"
    TEXT = "text"


_SUFFIXES = {
    Kind.XLSX: (".xlsx", ".xlsm", ".xltx", ".xltm"),
    Kind.ODS: (".ods", ".ots"),
    Kind.XLS: (".xls", ".xlt"),
    Kind.PDF: (".pdf",),
    Kind.TEXT: (".csv", ".tsv", ".tab", ".txt"),
}
_OTHER_SUFFIXES = (".xlsb", ".doc", ".docx", ".odt", ".htm", ".html", ".eml", ".msg", ".rtf")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BARE_XLS = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
_SAVE_TABLE = "copy its tables into a workbook, save it as .xlsx and receive that beside it"
_UNREAD = (
    (b"{\\rtf", "a rich text document", _SAVE_TABLE),
    (b"\x89PNG", "an image", _SAVE_TABLE),
    (b"\xff\xd8\xff", "an image", _SAVE_TABLE),
    (b"GIF8", "an image", _SAVE_TABLE),
    (b"II*\x00", "an image", _SAVE_TABLE),
    (b"MM\x00*", "an image", _SAVE_TABLE),
    (b"\x1f\x8b", "a compressed file", "unpack it and receive the files inside one by one"),
    (b"7z\xbc\xaf", "a compressed file", "unpack it and receive the files inside one by one"),
    (b"Rar!", "a compressed file", "unpack it and receive the files inside one by one"),
)
# Documents of other kinds may have a workbook inside.
_NOT_A_WORKBOOK = (b"word/", b"ppt/", b"mimetype", b"xl/workbook.bin")
_MARKUP = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|table|meta|style|div|\?xml|\w+:?workbook)\b|"
    rb"<\?mso-application|mime-version:",
    re.IGNORECASE,
)
_EMAIL = re.compile(rb"(?:received|return-path|delivered-to|from|subject|date): ", re.IGNORECASE)


def kinds_of_suffix(suffix: str) -> tuple[Kind | None, ...]:
    """The kinds that a name's ending stands for; empty where it says nothing.

    >>> kinds_of_suffix(".XLSM"), kinds_of_suffix(".docx"), kinds_of_suffix("")
    ((<Kind.XLSX: 'xlsx'>,), (None,), ())
    """
    suffix = suffix.lower()
    known = tuple(kind for kind, suffixes in _SUFFIXES.items() if suffix in suffixes)
    return known or ((None,) if suffix in _OTHER_SUFFIXES else ())


def kind_of(content: bytes) -> Kind:
    """The kind of a file with content; one that has no reader is refused with what to do."""
    if b"%PDF-" in content[:1024]:
        return Kind.PDF
    if content.startswith(b"PK"):
        return _kind_of_zip(content)
    if content.startswith(_OLE):
        return _kind_of_ole(content)
    if content.startswith(_BARE_XLS) and content[2:4] in (b"\x10\x00", b"\x08\x00", b"\x06\x00"):
        return Kind.XLS
    for start, kind, remedy in _UNREAD:
        if content.startswith(start):
            raise unsupported(kind, remedy)
    head = content[:2048].lstrip(b"\xef\xbb\xbf \t\r\n")
    if _MARKUP.match(head):
        raise unsupported(
            "a web page or XML file", "open it in a spreadsheet, save it as .xlsx and receive that"
        )
    if _EMAIL.match(head):
        raise unsupported("an email", "save its attachments and receive them one by one")
    return Kind.TEXT


def _kind_of_zip(content: bytes) -> Kind:
    if b"xl/workbook.xml" in content and not any(name in content for name in _NOT_A_WORKBOOK):
        return Kind.XLSX
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = {name.replace("\\", "/").lower() for name in archive.namelist()}
            mimetype = archive.read("mimetype")[:200] if "mimetype" in names else b""
    except (zipfile.BadZipFile, KeyError, EOFError, OSError, RuntimeError) as error:
        raise broken("a zip file that is damaged or cut short") from error
    if b"opendocument.spreadsheet" in mimetype or (not mimetype and "content.xml" in names):
        return Kind.ODS
    if "xl/workbook.bin" in names:
        raise unsupported(
            "a binary workbook (xlsb), in which hidden cells cannot be told from others",
            "open it in a spreadsheet, save it as .xlsx and receive that",
        )
    if "[content_types].xml" in names:
        if any(name.startswith("word/") for name in names):
            raise unsupported("a Word document", _SAVE_TABLE)
        if any(name.startswith("ppt/") for name in names):
            raise unsupported("a presentation", _SAVE_TABLE)
        return Kind.XLSX
    if mimetype:
        raise unsupported("an OpenDocument file that is not a spreadsheet", _SAVE_TABLE)
    raise unsupported("a zip file", "unpack it and receive the files inside one by one")


def _kind_of_ole(content: bytes) -> Kind:
    """Compound files name their streams in UTF-16: Workbook, EncryptedPackage, WordDocument."""
    if _stream(content, "EncryptedPackage"):
        raise locked("Office document")
    if _stream(content, "Workbook") or _stream(content, "Book"):
        return Kind.XLS
    if _stream(content, "WordDocument"):
        raise unsupported("a Word document", _SAVE_TABLE)
    if _stream(content, "__substg1.0_"):
        raise unsupported("an Outlook message", "save its attachments and receive them one by one")
    raise broken("a compound file without a workbook in it, or one cut short")


def _stream(content: bytes, name: str) -> bool:
    return name.encode("utf-16-le") in content
