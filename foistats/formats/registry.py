"""Every format that is read. To add one: a folder with its declaration, and a line here."""

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
from foistats.formats.unread import UNREAD_SUFFIXES, refusal_of_unread
from foistats.formats.xls.declaration import XLS
from foistats.formats.xlsx.declaration import XLSX

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
