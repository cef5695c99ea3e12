"""Every format that is read. To add one: a folder with its declaration, and a line here."""

from foistats.documents.kinds import Kind
from foistats.formats.archive.declaration import ZIP
from foistats.formats.docx.declaration import DOCX
from foistats.formats.format import Format
from foistats.formats.html.declaration import HTML
from foistats.formats.mail.declaration import EML, MSG
from foistats.formats.ods.declaration import ODS
from foistats.formats.pdf.declaration import PDF
from foistats.formats.text.declaration import TEXT
from foistats.formats.xls.declaration import XLS
from foistats.formats.xlsx.declaration import XLSX

FORMATS: dict[Kind, Format] = {
    one.kind: one for one in (XLSX, ODS, XLS, DOCX, PDF, EML, MSG, HTML, ZIP, TEXT)
}
