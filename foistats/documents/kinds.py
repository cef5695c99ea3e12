"""What kind of file this is, by its first bytes and, in a zip or compound file, by its parts."""

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
    EML = "eml"
    MSG = "msg"
    HTML = "html"
    ZIP = "zip"
    TEXT = "text"


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BARE_XLS = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
_SAVE_AS_DOCX = "open it in Word, choose Save As, Word Document (.docx), and receive that file"
_SAVE_AS_XLSX = "open it in Excel, choose Save As, Excel Workbook (.xlsx), and receive that file"
_SAVE_AS_PDF = "open it in PowerPoint, choose Save As, PDF, and receive that file"
_UNPACK = "unpack it and receive the files inside one by one"
_RETYPE = "type the figures it shows into a workbook, save it as .xlsx and receive that beside it"
_UNREAD = (
    (b"{\\rtf", "a rich text document (rtf)", _SAVE_AS_DOCX),
    (b"\x89PNG", "an image", _RETYPE),
    (b"\xff\xd8\xff", "an image", _RETYPE),
    (b"GIF8", "an image", _RETYPE),
    (b"BM", "an image", _RETYPE),
    (b"II*\x00", "an image", _RETYPE),
    (b"MM\x00*", "an image", _RETYPE),
    (b"7z\xbc\xaf", "a compressed file (7z)", _UNPACK),
    (b"Rar!", "a compressed file (rar)", _UNPACK),
    (
        b"\x78\x9f\x3e\x22",
        "a bundle of attachments that only Outlook opens (winmail.dat)",
        "ask for the message again as HTML or plain text, or save its attachments in Outlook",
    ),
)
# Documents of other kinds may have a workbook inside.
_NOT_A_WORKBOOK = (b"word/", b"ppt/", b"mimetype", b"xl/workbook.bin")
_HTML = re.compile(
    rb"(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)?"
    rb"<(?:!doctype\s+html|html|head|body|table|meta|style|div|title|center|font|span|p|h[1-6])\b",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(rb"<\?xml\b|<\?mso-application|<\w+:?workbook\b", re.IGNORECASE)
_HEADER_LINE = re.compile(rb"([!-9;-~]{1,76}):(?:[ \t].*|)$")
_MAIL_HEADERS = frozenset(
    (b"from", b"to", b"cc", b"bcc", b"date", b"subject", b"reply-to", b"sender", b"importance")
)
_TRANSPORT_HEADERS = frozenset(
    (
        *(b"received", b"return-path", b"delivered-to", b"message-id", b"mime-version"),
        *(
            b"content-type",
            b"content-transfer-encoding",
            b"dkim-signature",
            b"authentication-results",
        ),
        *(b"thread-topic", b"thread-index", b"in-reply-to", b"references", b"envelope-to"),
    )
)


def kind_of(content: bytes) -> Kind:
    """The kind of a file with content; one that has no reader is refused with what to do."""
    if b"%PDF-" in content[:1024] and not _is_message(content):
        return Kind.PDF
    if content.startswith(b"PK"):
        return _kind_of_zip(content)
    if content.startswith(_OLE):
        return _kind_of_ole(content)
    if content.startswith(_BARE_XLS) and content[2:4] in (b"\x10\x00", b"\x08\x00", b"\x06\x00"):
        return Kind.XLS
    for start, kind, remedy in _UNREAD:
        if content.startswith(start) and (start != b"BM" or b"\x00" in content[:64]):
            raise unsupported(kind, remedy)
    head = _letters(content[:8192])
    if _HTML.match(head):
        return Kind.HTML
    if _XML.match(head):
        if b"excel" in head.lower() or b"workbook" in head.lower():
            raise unsupported("a workbook saved as XML", _SAVE_AS_XLSX)
        raise unsupported("an XML file", "open it in the program it comes from and save a copy")
    return Kind.EML if _is_message(content) else Kind.TEXT


def _letters(head: bytes) -> bytes:
    """The beginning of a text without its byte order mark, UTF-16 a byte for each letter."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", errors="replace").encode("ascii", errors="replace")
    return head.lstrip(b"\xef\xbb\xbf \t\r\n")


def _is_message(content: bytes) -> bool:
    """True where the file begins with the header of an email.

    Two of an email's headers and nothing else up to a blank line; one of them is such as no
    person writes, or has an address.
    """
    head = content[:65536].lstrip(b"\xef\xbb\xbf \t\r\n")
    names: list[bytes] = []
    has_address = False
    for line in head.splitlines():
        if not line.strip():
            break
        if line[:1] in (b" ", b"\t") or (not names and line.startswith(b"From ")):
            continue
        match = _HEADER_LINE.match(line)
        if match is None:
            # A line of some other kind ends no header of a letter; mail gateways write worse.
            return len(_TRANSPORT_HEADERS.intersection(names)) > 1
        name = match[1].lower()
        names.append(name)
        has_address = has_address or (name == b"from" and b"@" in line)
    transport = [n for n in names if n in _TRANSPORT_HEADERS or n.startswith(b"x-")]
    if len({*transport, *_MAIL_HEADERS.intersection(names)}) < 2:
        return False
    return bool(transport) or (has_address and _MAIL_HEADERS.issuperset(names))


def _kind_of_zip(content: bytes) -> Kind:
    listed = _listing(content)
    if b"xl/workbook.xml" in listed and not any(name in listed for name in _NOT_A_WORKBOOK):
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
            _SAVE_AS_XLSX,
        )
    if "[content_types].xml" in names:
        if any(name.startswith("word/") for name in names):
            return Kind.DOCX
        if any(name.startswith("ppt/") for name in names):
            raise unsupported("a presentation", _SAVE_AS_PDF)
        return Kind.XLSX
    if mimetype:
        raise unsupported("an OpenDocument file that is not a spreadsheet", _SAVE_AS_DOCX)
    return Kind.ZIP


def _listing(content: bytes) -> bytes:
    """The list of a zip's parts at its end: a zip inside it has a list of its own."""
    end = content.rfind(b"PK\x05\x06")
    start = int.from_bytes(content[end + 16 : end + 20], "little")
    return content[start:end] if 0 < start < end else b""


def _kind_of_ole(content: bytes) -> Kind:
    """A compound file by the streams at its root; by their names alone where it can't be opened.

    A message has its attachments inside, so that names anywhere in it say little.
    """
    names = _root_names(content)
    if _has(content, names, "__properties_version1.0"):
        return Kind.MSG
    if _has(content, names, "EncryptedPackage"):
        raise locked("Office document")
    if _has(content, names, "WordDocument"):
        raise unsupported("a Word document of the old kind (doc)", _SAVE_AS_DOCX)
    if _has(content, names, "PowerPoint Document"):
        raise unsupported("a presentation", _SAVE_AS_PDF)
    if _has(content, names, "Workbook") or _has(content, names, "Book"):
        return Kind.XLS
    raise broken("a compound file without a workbook in it, or one cut short")


def _root_names(content: bytes) -> frozenset[str] | None:
    from olefile import OleFileIO

    try:
        with OleFileIO(io.BytesIO(content)) as file:
            return frozenset(path[0].lower() for path in file.listdir())
    except MemoryError:
        raise
    except Exception:
        return None


def _has(content: bytes, names: frozenset[str] | None, name: str) -> bool:
    return name.encode("utf-16-le") in content if names is None else name.lower() in names
