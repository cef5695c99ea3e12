"""Every format that is read. To add one: a folder with its declaration, and a line here."""

from foistats.documents.refusals import broken, locked, unsupported
from foistats.errors import DocumentRefused
from foistats.formats.archive.declaration import ZIP
from foistats.formats.beginning import Beginning
from foistats.formats.docx.declaration import DOCX
from foistats.formats.format import Format
from foistats.formats.gzip.declaration import GZIP
from foistats.formats.html.declaration import HTML
from foistats.formats.mail.declaration import EML, MSG
from foistats.formats.ods.declaration import FODS, ODS
from foistats.formats.pdf.declaration import PDF
from foistats.formats.text.declaration import TEXT
from foistats.formats.xls.declaration import XLS
from foistats.formats.xlsx.declaration import XLSX

# Endings of files that have no reader.
UNREAD_SUFFIXES = (".xlsb", ".doc", ".odt", ".rtf", ".ppt", ".pptx", ".xml", ".7z", ".rar")

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


def refusal_of_unread(beginning: Beginning) -> DocumentRefused | None:
    """Why a file that no format claims can't be read; None for what may be plain text."""
    if beginning.is_zip:
        return _of_zip(beginning)
    if beginning.is_compound:
        return _of_compound(beginning)
    content = beginning.content
    for start, kind, remedy in _UNREAD:
        if content.startswith(start) and (start != b"BM" or b"\x00" in content[:64]):
            return unsupported(kind, remedy)
    if beginning.is_xml:
        head = beginning.letters.lower()
        if b"excel" in head or b"workbook" in head:
            return unsupported("a workbook saved as XML", _SAVE_AS_XLSX)
        return unsupported("an XML file", "open it in the program it comes from and save a copy")
    return None


def _of_zip(beginning: Beginning) -> DocumentRefused:
    if "xl/workbook.bin" in beginning.parts:
        return unsupported(
            "a binary workbook (xlsb), in which hidden cells cannot be told from others",
            _SAVE_AS_XLSX,
        )
    if any(name.startswith("ppt/") for name in beginning.parts):
        return unsupported("a presentation", _SAVE_AS_PDF)
    return unsupported("an OpenDocument file that is not a spreadsheet", _SAVE_AS_DOCX)


def _of_compound(beginning: Beginning) -> DocumentRefused:
    if beginning.has_stream("EncryptedPackage"):
        return locked("Office document")
    if beginning.has_stream("WordDocument"):
        return unsupported("a Word document of the old kind (doc)", _SAVE_AS_DOCX)
    if beginning.has_stream("PowerPoint Document"):
        return unsupported("a presentation", _SAVE_AS_PDF)
    return broken("a compound file without a workbook in it, or one cut short")


FORMATS: dict[str, Format] = {
    one.kind: one for one in (XLSX, ODS, FODS, XLS, DOCX, PDF, EML, MSG, HTML, ZIP, GZIP, TEXT)
}


def kinds_of_suffix(suffix: str) -> tuple[str | None, ...]:
    """The kinds that a name's ending stands for; None for one that has no reader.

    >>> kinds_of_suffix(".XLSM"), kinds_of_suffix(".doc"), kinds_of_suffix("")
    (('xlsx',), (None,), ())
    """
    suffix = suffix.lower()
    known = tuple(one.kind for one in FORMATS.values() if suffix in one.suffixes)
    return known or ((None,) if suffix in UNREAD_SUFFIXES else ())


def format_of(beginning: Beginning) -> Format:
    """The format of a file by its bytes; one of a kind that has no reader is refused."""
    for one in FORMATS.values():
        if one.sniff is not None and one.sniff(beginning):
            return one
    refusal = refusal_of_unread(beginning)
    if refusal is not None:
        raise refusal
    return TEXT
