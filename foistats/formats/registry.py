"""Every format that is read. To add one: a folder with its declaration, and a line here."""

from foistats.formats.archive.declaration import ZIP
from foistats.formats.docx.declaration import DOCX
from foistats.formats.format import Format
from foistats.formats.gzip.declaration import GZIP
from foistats.formats.html.declaration import HTML
from foistats.formats.mail.declaration import EML, MSG
from foistats.formats.ods.declaration import ODS
from foistats.formats.pdf.declaration import PDF
from foistats.formats.text.declaration import TEXT
from foistats.formats.xls.declaration import XLS
from foistats.formats.xlsx.declaration import XLSX

FORMATS: dict[str, Format] = {
    one.kind: one for one in (XLSX, ODS, XLS, DOCX, PDF, EML, MSG, HTML, ZIP, GZIP, TEXT)
}

# Endings of files that have no reader.
_OTHER_SUFFIXES = (".xlsb", ".doc", ".odt", ".rtf", ".ppt", ".pptx", ".xml", ".7z", ".rar")


def kinds_of_suffix(suffix: str) -> tuple[str | None, ...]:
    """The kinds that a name's ending stands for; None for one that has no reader.

    >>> kinds_of_suffix(".XLSM"), kinds_of_suffix(".doc"), kinds_of_suffix("")
    (('xlsx',), (None,), ())
    """
    suffix = suffix.lower()
    known = tuple(str(one.kind) for one in FORMATS.values() if suffix in one.suffixes)
    return known or ((None,) if suffix in _OTHER_SUFFIXES else ())


def sniffed(content: bytes) -> Format | None:
    """The format that a file's first bytes alone tell, if there is one."""
    return next((one for one in FORMATS.values() if one.sniff and one.sniff(content)), None)
