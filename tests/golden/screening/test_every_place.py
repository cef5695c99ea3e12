"""Texts beside what a file shows: told in every format, and sealed where they are a person's."""

import struct
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import NamedTuple

import pytest

from foistats.documents.model import Document
from foistats.formats.opening import enter
from tests.golden.documents.rewriting import replace_in
from tests.golden.screening.case import SECRET
from tests.golden.screening.compound import compound_file, record, stream_of, text, with_sheet
from tests.golden.screening.mail_cases import message
from tests.golden.screening.ods_cases import SHOWN, ods, table
from tests.golden.screening.page_cases import TABLE, page, write_page
from tests.golden.screening.pdf_writing import stream, write_pdf
from tests.golden.screening.word_cases import paragraph, run, with_xml
from tests.golden.screening.workbook_cases import SHEET, base
from tests.golden.screening.xls_cases import base as old_base

# What is put into each place: a note that names nobody's data, and one that does.
NOTE = f"{SECRET} of the lane"
PERSONAL = f"{SECRET}, call 07700 900123"
Build = Callable[[Path, str], Path]


class Place(NamedTuple):
    """A kind of place that may hold a text; without one the file says nothing there."""

    name: str
    build: Build


def _workbook(before: str, added: str) -> Build:
    """A sheet with something put before one of its elements."""

    def build(folder: Path, said: str) -> Path:
        new = added.replace("TEXT", said) if said else ""
        return replace_in(base(folder), SHEET, {before: new + before})

    return build


def _word(xml: str) -> Build:
    return lambda folder, said: with_xml(folder, xml.replace("TEXT", said))


def _ods(xml: str) -> Build:
    def build(folder: Path, said: str) -> Path:
        return ods(folder, xml.replace("TEXT", said) + table(SHOWN))

    return build


def _page(body: str, head: str = "") -> Build:
    def build(folder: Path, said: str) -> Path:
        more, top = (one.replace("TEXT", said) for one in (body, head))
        return write_page(folder, page(TABLE.format("") + more, top))

    return build


def _mail(header: str) -> Build:
    def build(folder: Path, said: str) -> Path:
        mail: EmailMessage = message()
        if said:
            mail[header] = said
        path = folder / "reply.eml"
        path.write_bytes(mail.as_bytes())
        return path

    return build


def _old(kind: int, content: Callable[[str], bytes]) -> Build:
    def build(folder: Path, said: str) -> Path:
        found = stream_of(old_base(folder))
        if said:
            found = with_sheet(found, record(kind, content(said)))
        return compound_file(folder / "reply.xls", {("Workbook",): found})

    return build


def _prompt(said: str) -> bytes:
    return struct.pack("<I", 0x40100) + text("Force") + text("") + text(said) + text("") + bytes(8)


def _pdf(catalog: str, added: str, *, page_too: str = "") -> Build:
    def build(folder: Path, said: str) -> Path:
        path = folder / "reply.pdf"
        if not said:
            return write_pdf(path)
        return write_pdf(
            path, catalog=catalog, page=page_too, objects={10: added.replace("TEXT", said)}
        )

    return build


def _unused(content: str) -> Build:
    def build(folder: Path, said: str) -> Path:
        path = folder / "reply.pdf"
        added = {10: stream(content.replace("TEXT", said))} if said else {}
        return write_pdf(path, objects=added)

    return build


_XMP = (
    "<< /Type /Metadata /Subtype /XML /Length 400 >>\nstream\n<x:xmpmeta xmlns:x='adobe:ns:meta/'>"
    "<rdf:RDF><rdf:Description><dc:description><rdf:Alt><rdf:li>TEXT</rdf:li></rdf:Alt>"
    "</dc:description></rdf:Description></rdf:RDF></x:xmpmeta>\nendstream"
)
_SHAPE = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
    'wordprocessingDrawing"><wp:docPr id="1" name="Picture 1" descr="TEXT"/></wp:inline>'
    "</w:drawing></w:r></w:p>"
)
_LIST = (
    '<w:p><w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText="TEXT" w:value="a"/>'
    "</w:dropDownList></w:sdtPr><w:sdtContent><w:r><w:t>12</w:t></w:r></w:sdtContent></w:sdt></w:p>"
)
_VALIDATION = (
    '<dataValidations count="1"><dataValidation type="list" sqref="B3" prompt="TEXT">'
    "<formula1>A3:A4</formula1></dataValidation></dataValidations>"
)
_CHOICES = (
    '<dataValidations count="1"><dataValidation type="list" sqref="B3"><formula1>"TEXT"</formula1>'
    "</dataValidation></dataValidations>"
)
_FORM = "/AcroForm << /Fields [10 0 R] >>"
_FIELD = "<< /FT /Ch /T (box) /Subtype /Widget /Rect [0 0 9 9] /Opt [(TEXT)] >>"
_TIP = "<< /FT /Tx /T (box) /TU (TEXT) >>"
_CHAPTER = "/Outlines << /First 10 0 R /Last 10 0 R /Count 1 >>"
_HELP = (
    '<table:content-validations><table:content-validation table:name="val1"><table:help-message '
    "table:title='a'><text:p>TEXT</text:p></table:help-message></table:content-validation>"
    "</table:content-validations>"
)
_BOX = (
    '<table:table table:name="Box"><table:shapes><draw:frame><draw:text-box><text:p>TEXT</text:p>'
    "</draw:text-box></draw:frame></table:shapes></table:table>"
)
PLACES = (
    Place("xlsx_a_prompt_of_a_cell", _workbook("<pageMargins", _VALIDATION)),
    Place("xlsx_choices_of_a_cell", _workbook("<pageMargins", _CHOICES)),
    Place(
        "xlsx_a_header_on_paper",
        lambda folder, said: replace_in(
            base(folder),
            SHEET,
            {"</worksheet>": f"<headerFooter><oddHeader>&amp;L{said}</oddHeader></headerFooter>"
             "</worksheet>"},
        ),
    ),
    Place("docx_an_alternative_text", _word(_SHAPE)),
    Place("docx_choices_of_a_form", _word(_LIST)),
    Place(
        "docx_the_code_of_a_field",
        _word(
            paragraph(
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
                run(" PAGE TEXT ", tag="instrText"),
                '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            )
        ),
    ),
    Place("ods_a_prompt_of_a_cell", _ods(_HELP)),
    Place("ods_a_box_over_the_cells", _ods(_BOX)),
    *(
        Place(f"html_{name.partition('=')[0]}", _page(f'<img src="a.png" {name}>'))
        for name in ('alt="TEXT"', 'title="TEXT"', 'data-note="TEXT"', 'aria-label="TEXT"')
    ),
    Place("html_placeholder", _page('<input type="text" placeholder="TEXT">')),
    Place("html_description", _page("", '<meta name="description" content="TEXT">')),
    Place("html_choices", _page("<select><option>a<option>TEXT</select>")),
    Place("eml_a_remark_in_the_header", _mail("Comments")),
    Place("eml_a_header_of_ones_own", _mail("X-Note")),
    Place("eml_a_description", _mail("Content-Description")),
    Place("xls_a_prompt_of_a_cell", _old(0x01BE, _prompt)),
    Place("xls_a_header_on_paper", _old(0x0014, text)),
    Place("xls_a_chart's_title", _old(0x100D, lambda said: b"\0\0" + text(said)[0:1] + b"\0"
          + said.encode())),
    Place("xls_a_record_that_nobody_knows", _old(0x0F77, text)),
    Place("pdf_choices_of_a_field", _pdf(_FORM, _FIELD)),
    Place("pdf_a_tip_of_a_field", _pdf(_FORM, _TIP)),
    Place("pdf_a_chapter", _pdf(_CHAPTER, "<< /Title (TEXT) /Dest [3 0 R /Fit] >>")),
    Place("pdf_an_alternative_text", _pdf("/StructTreeRoot 10 0 R", "<< /Alt (TEXT) >>")),
    Place("pdf_properties_in_xml", _pdf("/Metadata 10 0 R", _XMP)),
    Place("pdf_text_that_nothing_uses", _unused("BT /F1 9 Tf 60 60 Td (TEXT) Tj ET")),
    Place("pdf_a_note_that_nothing_uses", _unused("TEXT")),
)  # fmt: skip
_NAMED = [place.name for place in PLACES]


def _read(document: Document | None) -> str:
    assert document is not None
    return repr((document.grids, document.passages, document.margins))


@pytest.mark.parametrize("place", PLACES, ids=_NAMED)
def test_a_text_beside_the_page_is_told_and_changes_nothing_that_is_read(
    place: Place, tmp_path: Path
) -> None:
    path = place.build(tmp_path, "")
    without = enter(path.read_bytes(), path.name)
    path = place.build(tmp_path, NOTE)
    entered = enter(path.read_bytes(), path.name, released=True)
    found = {*entered.hidden, *entered.noted}
    assert found - {*without.hidden, *without.noted}
    assert SECRET not in repr(found)
    if SECRET not in _read(entered.document):
        assert _read(entered.document) == _read(without.document)


# Properties say who made a file and what it is: they are told, and name people every day.
@pytest.mark.parametrize("place", [p for p in PLACES if p.name != "pdf_properties_in_xml"])
def test_what_tells_of_a_person_seals_the_file_in_every_place(place: Place, tmp_path: Path) -> None:
    path = place.build(tmp_path, PERSONAL)
    assert enter(path.read_bytes(), path.name).document is None


def test_a_prompt_that_is_a_sentence_seals_nothing(tmp_path: Path) -> None:
    path = PLACES[0].build(tmp_path, "Choose a force from the list")
    assert enter(path.read_bytes(), path.name).document is not None
