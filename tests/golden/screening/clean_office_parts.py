"""Files as Office itself writes them: with all the parts beside the content that hide nothing."""

import base64
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.golden.screening import workbook_cases as workbooks
from tests.golden.screening.case import CleanCase
from tests.golden.screening.clean_workbooks import PIXEL
from tests.golden.screening.compound import compound_file
from tests.golden.screening.packages import MAIN, NewPart, parts_of, sheet_type, with_parts
from tests.golden.screening.word_cases import DOCUMENT, letter, paragraph, run, with_xml
from tests.golden.screening.xls_cases import base as old_base

_OFFICE = "http://schemas.microsoft.com/office/"
_WB, _SHEET = workbooks.WORKBOOK, workbooks.SHEET
_SEEN_CACHE = (
    f'<pivotCacheDefinition xmlns="{MAIN}" recordCount="2"><cacheSource type="worksheet">'
    '<worksheetSource ref="A2:C4" sheet="Reply"/></cacheSource><cacheFields count="3">'
    '<cacheField name="Force"><sharedItems count="2"><s v="Kent Police"/><s v="SUSSEX Police"/>'
    '<m/></sharedItems></cacheField><cacheField name="2019/20"><sharedItems containsNumber="1" '
    'minValue="7" maxValue="12"/></cacheField><cacheField name="Quarters" databaseField="0">'
    '<fieldGroup base="0"><rangePr groupBy="quarters"/><groupItems count="2">'
    '<s v="&lt;01/01/2020"/><s v="Qtr1"/></groupItems></fieldGroup></cacheField></cacheFields>'
    "</pivotCacheDefinition>"
)
_SEEN_RECORDS = (
    f'<pivotCacheRecords xmlns="{MAIN}"><r><x v="0"/><n v="12"/></r><r><x v="1"/><n v="7.0"/></r>'
    "</pivotCacheRecords>"
)
_SEEN_LINK = (
    f'<externalLink xmlns="{MAIN}"><externalBook><sheetNames><sheetName val="Crimes 2020"/>'
    '</sheetNames><sheetDataSet><sheetData sheetId="0"><row r="1"><cell r="A1" t="str">'
    '<v>Kent Police</v></cell><cell r="B1"><v>12</v></cell><cell r="C1" t="e"><v>#N/A</v></cell>'
    "</row></sheetData></sheetDataSet></externalBook></externalLink>"
)


def _mashup(formulas: str) -> str:
    inside = io.BytesIO()
    with zipfile.ZipFile(inside, "w") as archive:
        archive.writestr("Formulas/Section1.m", formulas)
    raw = (0).to_bytes(4, "little") + len(inside.getvalue()).to_bytes(4, "little")
    text = base64.b64encode(raw + inside.getvalue()).decode()
    return f'<DataMashup xmlns="http://schemas.microsoft.com/DataMashup">{text}</DataMashup>'


def _seen_caches(folder: Path) -> Path:
    cache = NewPart(
        "xl/pivotCache/d1.xml", _SEEN_CACHE, sheet_type("pivotCacheDefinition"), _WB,
        "pivotCacheDefinition",
    )  # fmt: skip
    records = NewPart(
        "xl/pivotCache/r1.xml", _SEEN_RECORDS, sheet_type("pivotCacheRecords"), cache.name,
        "pivotCacheRecords",
    )  # fmt: skip
    link = NewPart(
        "xl/externalLinks/e1.xml", _SEEN_LINK, sheet_type("externalLink"), _WB, "externalLink", "r7"
    )
    return with_parts(workbooks.base(folder), cache, records, link)


_STUBS: dict[str, str] = {
    "b": '<b:Sources SelectedStyle="" xmlns:b="http://schemas.openxmlformats.org/'
    'officeDocument/2006/bibliography"/>',
    "p": f'<p:properties xmlns:p="{_OFFICE}2006/metadata/properties"><documentManagement>'
    "<Status>Final</Status></documentManagement></p:properties>",
    "f": '<FormTemplates xmlns="http://schemas.microsoft.com/sharepoint/v3/contenttype/forms">'
    "<Display>DocumentLibraryForm</Display></FormTemplates>",
    "g": '<Gemini xmlns="http://gemini/pivotcustomization/ShowHidden"><CustomContent>True'
    "</CustomContent></Gemini>",
    "o": '<metadata xmlns="http://www.objective.com/ecm/document/metadata/53D2" version="1.0.0">'
    '<systemFields><field name="Objective-Title"><value order="0">Pupils in 2017 - Updated</value>'
    "</field></systemFields></metadata>",
    "m": _mashup("section Section1;"),
    "l": '<sisl xmlns="http://www.boldonjames.com/2008/01/sie/internal/label"><element uid="id"/>'
    "</sisl>",
}


def _stubs(make: Callable[[Path], Path], source: str) -> Callable[[Path], Path]:
    def build(folder: Path) -> Path:
        added = [
            NewPart(f"customXml/item{7 + n}.xml", xml, "", source, "customXml", f"rc{n}")
            for n, xml in enumerate(_STUBS.values())
        ]
        return with_parts(make(folder), *added)

    return build


def _machinery(folder: Path) -> Path:
    """Settings of the printer, the order of calculation, a picture of the first page, people."""
    calc = f'<calcChain xmlns="{MAIN}"><c r="B5" i="1"/></calcChain>'
    people = f'<personList xmlns="{_OFFICE}spreadsheetml/2018/threadedcomments"/>'
    empty = f'<comments xmlns="{MAIN}"><authors/><commentList/></comments>'
    revisions = f'<revisions xmlns="{MAIN}"/>'
    return with_parts(
        workbooks.base(folder),
        NewPart("xl/calcChain.xml", calc, sheet_type("calcChain"), _WB, "calcChain", "rc"),
        NewPart(
            "xl/persons/person.xml", people, "application/vnd.ms-excel.person+xml", _WB,
            f"{_OFFICE}2017/10/relationships/person", "rp",
        ),
        NewPart(
            "xl/printerSettings/p1.bin", b"P\0r\0i\0n\0t\0e\0r\0",
            sheet_type("printerSettings")[:-4], _SHEET, "printerSettings",
        ),
        NewPart("xl/comments1.xml", empty, sheet_type("comments"), _SHEET, "comments", "rcm"),
        NewPart("xl/revisions/l1.xml", revisions, sheet_type("revisionLog"), _WB, "revisionLog"),
        NewPart(
            "docProps/thumbnail.wmf", PIXEL, "image/x-wmf", "",
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail",
        ),
        NewPart("[trash]/0000.dat", bytes(600)),
        NewPart(
            "xl/connections.xml", f'<connections xmlns="{MAIN}"/>', sheet_type("connections"),
            _WB, "connections", "rcn",
        ),
    )  # fmt: skip


def _controls(folder: Path) -> Path:
    """A button: Excel draws it in the old notation, and hides what the new one says."""
    box = workbooks.anchor("Print this page", hidden=' hidden="1"').replace(
        ' hidden="1"/>',
        ' hidden="1"><a:extLst><a:ext uri="{63B3BB69-23CF-44E3-9099-C40C66FF867C}">'
        '<a14:compatExt spid="_x0000_s1025"/></a:ext></a:extLst></xdr:cNvPr>',
    )
    slicer = (
        '<mc:AlternateContent><mc:Choice Requires="a14"><xdr:twoCellAnchor><xdr:graphicFrame/>'
        "</xdr:twoCellAnchor></mc:Choice><mc:Fallback>"
        f"{workbooks.anchor('This shape represents a slicer.')}</mc:Fallback></mc:AlternateContent>"
    )
    twice = (
        f'<mc:AlternateContent><mc:Choice Requires="a14">{workbooks.anchor("Note 1")}</mc:Choice>'
        f"<mc:Fallback>{workbooks.anchor('Note 1')}</mc:Fallback></mc:AlternateContent>"
    )
    return workbooks.drawn(folder, box + slicer + twice + workbooks.anchor("Provisional"))


def _room_to_grow(folder: Path) -> Path:
    """Office leaves room behind the names of parts, and some programs write sizes last."""
    path = workbooks.base(folder)
    parts = parts_of(path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.extra = (0xA220).to_bytes(2, "little") + (300).to_bytes(2, "little")
            info.extra += b"\x28\xa0\x00\x01" + bytes(296)
            archive.writestr(info, content)
    return path


class _Unseekable(io.RawIOBase):
    """A pipe: sizes can only be written after what they are the sizes of."""

    def __init__(self) -> None:
        self.written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.written += data
        return len(data)


def _streamed(folder: Path) -> Path:
    path = workbooks.base(folder)
    parts = parts_of(path)
    pipe = _Unseekable()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[arg-type]
        for name, content in parts.items():
            archive.writestr(name, content)
    path.write_bytes(bytes(pipe.written))
    return path


def _with_line_end(folder: Path) -> Path:
    path = workbooks.base(folder)
    path.write_bytes(path.read_bytes() + b"\r\n")
    return path


def _rewrapped_xls(folder: Path) -> Path:
    from tests.golden.screening.compound import stream_of

    stream = stream_of(old_base(folder))
    return compound_file(folder / "reply.xls", {("Workbook",): stream, ("\x01CompObj",): b"Excel"})


# Table styles whose first row is not dark: a white heading in it is not seen.
PALE = ("Table Grid", "Medium List 2", "Colorful Shading")


def word_table(style: str, *, white_head: bool) -> Callable[[Path], Path]:
    """A letter with a table in one of Word's own styles, its headings white or as they come."""

    def change(document: Any) -> None:
        from docx.shared import RGBColor

        document.add_heading("Response", 1)
        table = document.add_table(3, 3, style=style)
        for row, line in enumerate((("Force", "2019/20", "2020/21"), ("Kent", "12", "15"))):
            for col, text in enumerate(line):
                words = table.cell(row, col).paragraphs[0].add_run(text)
                if not row and white_head:
                    words.font.color.rgb = RGBColor(255, 255, 255)
        table.cell(2, 0).merge(table.cell(2, 2)).text = "Source: crime recording system"
        document.sections[0].header.paragraphs[0].text = "OFFICIAL"
        document.sections[0].footer.paragraphs[0].text = "Page 1"

    return lambda folder: letter(folder, change)


_WORD_XML: dict[str, str] = {
    "contents_with_page_numbers": paragraph(run("Introduction"), run("3", "<w:webHidden/>")),
    "an_index_entry": paragraph(run("Kent"), run(' XE "Kent" ', "<w:vanish/>", tag="instrText")),
    "an_empty_hidden_run": paragraph(run("  ", "<w:vanish/>")),
    "hidden_switched_off": paragraph(run("Kent", '<w:vanish w:val="0"/>')),
    "a_hidden_paragraph_mark": paragraph(
        run("Kent"), properties="<w:rPr><w:vanish/><w:specVanish/></w:rPr>"
    ),
    "a_small_empty_paragraph": paragraph(run(" ", '<w:sz w:val="2"/>')),
    "white_on_a_dark_cell": '<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:val="clear" w:fill="1F497D"/>'
    f'</w:tcPr>{paragraph(run("Force", """<w:color w:val="FFFFFF"/>"""))}</w:tc></w:tr></w:tbl>',
    "white_on_a_dark_paragraph": paragraph(
        run("Force", '<w:color w:val="FFFFFF"/>'),
        properties='<w:shd w:val="clear" w:color="auto" w:fill="000080"/>',
    ),
    "automatic_on_black": paragraph(
        run("Force"), properties='<w:shd w:val="clear" w:color="auto" w:fill="000000"/>'
    ),
    "a_yellow_marker": paragraph(run("Force", '<w:highlight w:val="yellow"/>')),
    "a_change_of_format": paragraph(
        run("Force", '<w:b/><w:rPrChange w:id="1" w:author="A"><w:rPr/></w:rPrChange>')
    ),
    "the_edge_of_a_form": paragraph(run("Top of Form", "<w:vanish/>")),
}


def _word_xml(xml: str) -> Callable[[Path], Path]:
    return lambda folder: with_xml(folder, xml)


def _prompts(folder: Path) -> Path:
    xml = (
        '<w:glossaryDocument xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:docParts><w:docPart><w:docPartPr><w:category><w:gallery w:val="placeholder"/>'
        f"</w:category></w:docPartPr><w:docPartBody>{paragraph(run('Click here to enter text.'))}"
        "</w:docPartBody></w:docPart></w:docParts></w:glossaryDocument>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.glossary+xml"
    part = NewPart("word/glossary/document.xml", xml, kind, DOCUMENT, "glossaryDocument")
    return with_parts(letter(folder), part)


CLEAN: tuple[CleanCase, ...] = (
    CleanCase("xlsx_caches_of_what_is_seen", _seen_caches),
    CleanCase("xlsx_settings_of_programs", _stubs(workbooks.base, _WB)),
    CleanCase("xlsx_machinery", _machinery),
    CleanCase("xlsx_controls_and_slicers", _controls),
    CleanCase("xlsx_room_to_grow", _room_to_grow),
    CleanCase("xlsx_sizes_written_last", _streamed),
    CleanCase("xlsx_a_line_end_behind", _with_line_end),
    CleanCase("xls_in_a_new_wrapping", _rewrapped_xls),
    CleanCase("docx_settings_of_programs", _stubs(letter, DOCUMENT)),
    CleanCase("docx_prompts_of_fields", _prompts),
    *(
        CleanCase(
            f"docx_{style.replace(' ', '_')}", word_table(style, white_head=style not in PALE)
        )
        for style in (
            "Table Grid", "Light List Accent 1", "Medium Shading 1 Accent 2", "Medium List 2",
            "Medium Grid 3 Accent 3", "Dark List Accent 4", "Colorful Shading",
        )
    ),
    *(CleanCase(f"docx_{name}", _word_xml(xml)) for name, xml in _WORD_XML.items()),
)  # fmt: skip
