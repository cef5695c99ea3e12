"""Workbooks (.xlsx) that hide the telling word, one for each way of hiding it."""

import base64
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from schemas.channels import Channel
from tests.golden.screening.case import SECRET, HiddenCase
from tests.golden.screening.packages import MAIN, NewPart, sheet_type, with_parts

WORKBOOK, SHEET = "xl/workbook.xml", "xl/worksheets/sheet1.xml"
ROWS = (
    ("Offences recorded", None, None),
    ("Force", "2019/20", "2020/21"),
    ("Kent Police", 12, 15),
    ("Sussex Police", 7, 9),
)


def base(folder: Path, change: Callable[[Any, Any], None] | None = None) -> Path:
    """A small reply made by openpyxl, changed by a function of workbook and sheet."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Reply"
    for row in ROWS:
        sheet.append(row)
    if change:
        change(book, sheet)
    path = folder / "reply.xlsx"
    book.save(path)
    return path


def _made(name: str, channel: Channel, change: Callable[[Any, Any], None]) -> HiddenCase:
    return HiddenCase(name, channel, lambda folder: base(folder, change))


def _hidden_sheet(state: str) -> Callable[[Any, Any], None]:
    def change(book: Any, _: Any) -> None:
        other = book.create_sheet(SECRET)
        other["B2"] = SECRET
        other.sheet_state = state

    return change


def _in_row(**dimension: Any) -> Callable[[Any, Any], None]:
    def change(_: Any, sheet: Any) -> None:
        sheet["A9"] = SECRET
        for key, value in dimension.items():
            setattr(sheet.row_dimensions[9], key, value)

    return change


def _in_column(**dimension: Any) -> Callable[[Any, Any], None]:
    def change(_: Any, sheet: Any) -> None:
        sheet["E3"] = SECRET
        for key, value in dimension.items():
            setattr(sheet.column_dimensions["E"], key, value)

    return change


def _default_width(_: Any, sheet: Any) -> None:
    sheet["E3"] = SECRET
    for letter in "ABC":
        sheet.column_dimensions[letter].width = 12
    sheet.sheet_format.defaultColWidth = 0


def _filtered(_: Any, sheet: Any) -> None:
    sheet["A5"] = SECRET
    sheet.auto_filter.ref = "A2:C5"
    sheet.auto_filter.add_filter_column(0, ["Kent Police", "Sussex Police"])
    sheet.row_dimensions[5].hidden = True


def _cell(**style: Any) -> Callable[[Any, Any], None]:
    def change(_: Any, sheet: Any) -> None:
        sheet["E3"] = SECRET
        for key, value in style.items():
            setattr(sheet["E3"], key, value)

    return change


def _font(**colour: Any) -> Any:
    from openpyxl.styles import Font
    from openpyxl.styles.colors import Color

    return Font(color=Color(**colour))


def _fill(rgb: str) -> Any:
    from openpyxl.styles import PatternFill

    return PatternFill("solid", fgColor=rgb)


def _font_size(size: float) -> Any:
    from openpyxl.styles import Font

    return Font(size=size)


def _condition(**change: Any) -> Callable[[Any, Any], None]:
    def add(_: Any, sheet: Any) -> None:
        from openpyxl.formatting.rule import Rule
        from openpyxl.styles.differential import DifferentialStyle

        sheet["E3"] = SECRET
        rule = Rule(type="expression", formula=["TRUE"], dxf=DifferentialStyle(**change))
        sheet.conditional_formatting.add("E3:E9", rule)

    return add


def _condition_mask(folder: Path) -> Path:
    def change(book: Any, sheet: Any) -> None:
        _condition(font=_font(rgb="FF000000"))(book, sheet)

    return with_parts(
        base(folder, change),
        replaced={"xl/styles.xml": {"<dxf>": '<dxf><numFmt numFmtId="190" formatCode=";;;"/>'}},
    )


def _covered(folder: Path) -> Path:
    def change(_: Any, sheet: Any) -> None:
        sheet["B9"] = SECRET

    path = base(folder, change)
    return with_parts(
        path,
        replaced={
            SHEET: {"</sheetData>": '</sheetData><mergeCells><mergeCell ref="A9:C9"/></mergeCells>'}
        },
    )


def _rich_run(folder: Path) -> Path:
    import xlsxwriter

    path = folder / "reply.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Reply")
    white = book.add_format({"font_color": "#FFFFFF"})
    sheet.write_rich_string("A1", "Total ", white, SECRET)
    book.close()
    return path


def _orphan_text(folder: Path) -> Path:
    import xlsxwriter

    path = folder / "reply.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Reply")
    sheet.write("A1", SECRET)
    sheet.write("A1", "Kent Police")
    book.close()
    return path


def _comment(_: Any, sheet: Any) -> None:
    from openpyxl.comments import Comment

    sheet["B3"].comment = Comment(SECRET, SECRET)


def _name(_: Any, __: Any) -> None:
    from openpyxl.workbook.defined_name import DefinedName

    _.defined_names["kept"] = DefinedName("kept", attr_text=f'"{SECRET} and others"')


def _name_of_hidden(book: Any, sheet: Any) -> None:
    from openpyxl.workbook.defined_name import DefinedName

    _hidden_sheet("hidden")(book, sheet)
    book.defined_names["list"] = DefinedName("list", attr_text=f"{SECRET}!$B$2")


def _pivot_definition(items: str) -> str:
    return (
        f'<pivotCacheDefinition xmlns="{MAIN}" recordCount="1"><cacheSource type="worksheet">'
        '<worksheetSource ref="A1:A9" sheet="gone"/></cacheSource><cacheFields count="1">'
        f'<cacheField name="Name" numFmtId="0">{items}</cacheField></cacheFields>'
        "</pivotCacheDefinition>"
    )


def _pivot_items(folder: Path) -> Path:
    xml = _pivot_definition(f'<sharedItems count="1"><s v="{SECRET}"/></sharedItems>')
    return with_parts(base(folder), _cache_part(xml))


def _cache_part(xml: str) -> NewPart:
    return NewPart(
        "xl/pivotCache/pivotCacheDefinition1.xml", xml, sheet_type("pivotCacheDefinition"),
        WORKBOOK, "pivotCacheDefinition",
    )  # fmt: skip


def _pivot_records(folder: Path) -> Path:
    records = (
        f'<pivotCacheRecords xmlns="{MAIN}" count="1"><r><s v="{SECRET}"/></r></pivotCacheRecords>'
    )
    cache = _cache_part(_pivot_definition("<sharedItems/>"))
    return with_parts(
        base(folder),
        cache,
        NewPart(
            "xl/pivotCache/records1.xml",
            records,
            sheet_type("pivotCacheRecords"),
            cache.name,
            "pivotCacheRecords",
        ),
    )


def _linked(inside: str) -> Callable[[Path], Path]:
    def build(folder: Path) -> Path:
        xml = f'<externalLink xmlns="{MAIN}">{inside}</externalLink>'
        part = NewPart(
            "xl/externalLinks/externalLink1.xml",
            xml,
            sheet_type("externalLink"),
            WORKBOOK,
            "externalLink",
        )
        return with_parts(base(folder), part)

    return build


def _thread(folder: Path) -> Path:
    space = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    xml = (
        f'<ThreadedComments xmlns="{space}"><threadedComment ref="A1" id="{{1}}">'
        f"<text>{SECRET}</text></threadedComment></ThreadedComments>"
    )
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    part = NewPart(
        "xl/threadedComments/t1.xml",
        xml,
        "application/vnd.ms-excel.threadedcomments+xml",
        SHEET,
        kind,
    )
    return with_parts(base(folder), part)


def _embedded(name: str, content_type: str, kind: str) -> Callable[[Path], Path]:
    def build(folder: Path) -> Path:
        return with_parts(base(folder), NewPart(name, SECRET, content_type, SHEET, kind))

    return build


CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
SHEET_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


def drawn(folder: Path, anchors: str, *more: NewPart) -> Path:
    """A reply with a drawing of these anchors."""
    xml = (
        f'<xdr:wsDr xmlns:xdr="{SHEET_DRAWING}" xmlns:a="{DRAWING}" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        f'xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main">{anchors}</xdr:wsDr>'
    )
    content_type = "application/vnd.openxmlformats-officedocument.drawing+xml"
    part = NewPart("xl/drawings/drawing1.xml", xml, content_type, SHEET, "drawing")
    return with_parts(base(folder), part, *more)


def anchor(text: str, *, hidden: str = "", corners: str = "", size: int = 900_000) -> str:
    """A text box on a sheet."""
    corners = corners or (
        "<xdr:from><xdr:col>5</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row><xdr:rowOff>0"
        f"</xdr:rowOff></xdr:from><xdr:to><xdr:col>5</xdr:col><xdr:colOff>{size}</xdr:colOff>"
        f"<xdr:row>1</xdr:row><xdr:rowOff>{size}</xdr:rowOff></xdr:to>"
    )
    return (
        f'<xdr:twoCellAnchor>{corners}<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="Box"{hidden}/>'
        "</xdr:nvSpPr><xdr:spPr/><xdr:txBody><a:p><a:r><a:t>"
        f"{text}</a:t></a:r></a:p></xdr:txBody></xdr:sp><xdr:clientData/></xdr:twoCellAnchor>"
    )


def _chart(folder: Path) -> Path:
    xml = (
        f'<c:chartSpace xmlns:c="{CHART}"><c:chart><c:plotArea><c:barChart><c:ser><c:tx><c:strRef>'
        '<c:f>[1]Sheet1!$A$1</c:f><c:strCache><c:pt idx="0"><c:v>'
        f"{SECRET}</c:v></c:pt></c:strCache>"
        "</c:strRef></c:tx></c:ser></c:barChart></c:plotArea></c:chart></c:chartSpace>"
    )
    content_type = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
    part = NewPart("xl/charts/chart1.xml", xml, content_type, "xl/drawings/drawing1.xml", "chart")
    return drawn(folder, "", part)


def _revision(folder: Path) -> Path:
    xml = (
        f'<revisions xmlns="{MAIN}"><rcc rId="1" sId="1"><oc r="A1" t="inlineStr"><is><t>'
        f"{SECRET}</t></is></oc></rcc></revisions>"
    )
    part = NewPart("xl/revisions/log1.xml", xml, sheet_type("revisionLog"), WORKBOOK, "revisionLog")
    return with_parts(base(folder), part)


_SHEET_XML = (
    f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>'
    f"{SECRET}</t></is></c></row></sheetData></worksheet>"
)


def _orphan_sheet(folder: Path) -> Path:
    return with_parts(
        base(folder), NewPart("xl/worksheets/sheet9.xml", _SHEET_XML, sheet_type("worksheet"))
    )


def _linked_sheet_without_tab(folder: Path) -> Path:
    part = NewPart(
        "xl/worksheets/sheet9.xml", _SHEET_XML, sheet_type("worksheet"), WORKBOOK, "worksheet"
    )
    return with_parts(base(folder), part)


def _custom_xml(folder: Path) -> Path:
    xml = f'<records xmlns="urn:example"><person>{SECRET}</person></records>'
    return with_parts(base(folder), NewPart("customXml/item1.xml", xml, "", WORKBOOK, "customXml"))


def _queries(folder: Path) -> Path:
    inside = io.BytesIO()
    with zipfile.ZipFile(inside, "w") as archive:
        archive.writestr("Formulas/Section1.m", f'section Section1; shared Q = "{SECRET}";')
    raw = (0).to_bytes(4, "little") + len(inside.getvalue()).to_bytes(4, "little")
    text = base64.b64encode(raw + inside.getvalue()).decode()
    xml = f'<DataMashup xmlns="http://schemas.microsoft.com/DataMashup">{text}</DataMashup>'
    part = NewPart("customXml/item1.xml", xml.encode("utf-16"), "", WORKBOOK, "customXml")
    return with_parts(base(folder), part)


def _connection(folder: Path) -> Path:
    xml = (
        f'<connections xmlns="{MAIN}"><connection id="1" name="crime" type="1">'
        f'<dbPr connection="DSN=crime" command="select {SECRET}"/></connection></connections>'
    )
    part = NewPart("xl/connections.xml", xml, sheet_type("connections"), WORKBOOK, "connections")
    return with_parts(base(folder), part)


def _model(folder: Path) -> Path:
    kind = "http://schemas.microsoft.com/office/2011/relationships/powerPivotData"
    content_type = "application/vnd.openxmlformats-officedocument.model+data"
    return with_parts(
        base(folder), NewPart("xl/model/item.data", SECRET, content_type, WORKBOOK, kind)
    )


def _scenario(folder: Path) -> Path:
    xml = (
        '</sheetData><scenarios><scenario name="a">'
        f'<inputCells r="B3" val="{SECRET}"/></scenario></scenarios>'
    )
    return with_parts(base(folder), replaced={SHEET: {"</sheetData>": xml}})


def _vml(folder: Path) -> Path:
    vml = (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:x="urn:schemas-microsoft-com:office:excel">'
        '<v:shape style="visibility:hidden;width:90pt"><v:textbox><div>'
        f'{SECRET}<br></div></v:textbox><x:ClientData ObjectType="Rect"/></v:shape></xml>'
    )
    content_type = "application/vnd.openxmlformats-officedocument.vmlDrawing"
    return with_parts(
        base(folder), NewPart("xl/drawings/vml1.vml", vml, content_type, SHEET, "vmlDrawing")
    )


def _fallback(folder: Path) -> Path:
    seen, unseen = anchor("Note"), anchor(SECRET)
    return drawn(
        folder,
        f'<mc:AlternateContent><mc:Choice Requires="a14">{seen}</mc:Choice><mc:Fallback>{unseen}'
        "</mc:Fallback></mc:AlternateContent>",
    )


def _unknown(folder: Path) -> Path:
    kind = "http://example.org/relationships/notes"
    return with_parts(
        base(folder), NewPart("xl/notes.bin", SECRET, "application/x-notes", WORKBOOK, kind)
    )


def _behind_the_end(folder: Path) -> Path:
    path = base(folder)
    path.write_bytes(path.read_bytes() + SECRET.encode())
    return path


def _zip_comment(folder: Path) -> Path:
    path = base(folder)
    with zipfile.ZipFile(path, "a") as archive:
        archive.comment = SECRET.encode()
    return path


def unlisted(path: Path) -> Path:
    """Take the last part from the zip's directory: its bytes stay, and no program lists it."""
    content = path.read_bytes()
    at = content.rindex(b"PK\x01\x02")
    end = content.rindex(b"PK\x05\x06")
    entry = content[at:end]
    tail = bytearray(content[end:])
    for place in (8, 10):
        count = int.from_bytes(tail[place : place + 2], "little") - 1
        tail[place : place + 2] = count.to_bytes(2, "little")
    size = int.from_bytes(tail[12:16], "little") - len(entry)
    tail[12:16] = size.to_bytes(4, "little")
    path.write_bytes(content[:at] + bytes(tail))
    return path


def _unlisted(folder: Path) -> Path:
    path = base(folder)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_STORED) as archive:
        archive.writestr("xl/notes.txt", SECRET)
    return unlisted(path)


def _behind_a_packed_part(folder: Path) -> Path:
    """The word behind the last part's own end, within the room that the zip gives it."""
    path = base(folder)
    with zipfile.ZipFile(path) as archive:
        last, directory = archive.infolist()[-1], archive.start_dir
    raw, word = bytearray(path.read_bytes()), SECRET.encode()
    raw[directory:directory] = word
    entry, end = bytes(raw).rindex(b"PK\x01\x02"), bytes(raw).rindex(b"PK\x05\x06")
    longer = last.compress_size + len(word)
    for at, number in (
        (last.header_offset + 18, longer),
        (entry + 20, longer),
        (end + 16, directory + len(word)),
    ):
        raw[at : at + 4] = number.to_bytes(4, "little")
    path.write_bytes(bytes(raw))
    return path


def _older_file_before(folder: Path) -> Path:
    older = io.BytesIO()
    with zipfile.ZipFile(older, "w") as archive:
        archive.writestr("notes.txt", SECRET)
    path = base(folder)
    path.write_bytes(older.getvalue() + path.read_bytes())
    return path


_LINKED_ROW = (
    '<externalBook><sheetNames><sheetName val="a"/></sheetNames><sheetDataSet>'
    '<sheetData sheetId="0"><row r="1"><cell r="A1" t="str"><v>'
    f"{SECRET}</v></cell></row></sheetData></sheetDataSet></externalBook>"
)
_LINKED_PROGRAM = (
    '<ddeLink ddeService="x" ddeTopic="y"><ddeItems><ddeItem name="z"><values><value t="str"><val>'
    f"{SECRET}</val></value></values></ddeItem></ddeItems></ddeLink>"
)
_OFF_SHEET = (
    "<xdr:from><xdr:col>20000</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row><xdr:rowOff>0"
    "</xdr:rowOff></xdr:from><xdr:to><xdr:col>20002</xdr:col><xdr:colOff>0</xdr:colOff>"
    "<xdr:row>5</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>"
)
_OLE = "application/vnd.openxmlformats-officedocument.oleObject"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

CASES: tuple[HiddenCase, ...] = (
    _made("a_hidden_sheet", Channel.HIDDEN_SHEET, _hidden_sheet("hidden")),
    _made("a_very_hidden_sheet", Channel.HIDDEN_SHEET, _hidden_sheet("veryHidden")),
    _made("a_hidden_row", Channel.HIDDEN_ROWS, _in_row(hidden=True)),
    _made("a_row_without_height", Channel.HIDDEN_ROWS, _in_row(height=0.5)),
    _made("a_row_in_a_collapsed_group", Channel.HIDDEN_ROWS, _in_row(hidden=True, outlineLevel=1)),
    _made("a_row_that_is_filtered_out", Channel.HIDDEN_ROWS, _filtered),
    _made("a_hidden_column", Channel.HIDDEN_COLUMNS, _in_column(hidden=True)),
    _made("a_column_without_width", Channel.HIDDEN_COLUMNS, _in_column(width=0.01)),
    _made("a_sheet_whose_columns_have_no_width", Channel.HIDDEN_COLUMNS, _default_width),
    _made("a_format_that_shows_nothing", Channel.MASKED_CELLS, _cell(number_format=";;;")),
    HiddenCase("a_condition_that_shows_nothing", Channel.MASKED_CELLS, _condition_mask),
    _made("white_text", Channel.INVISIBLE_TEXT, _cell(font=_font(rgb="FFFFFFFF"))),
    _made("white_of_the_theme", Channel.INVISIBLE_TEXT, _cell(font=_font(theme=0))),
    _made(
        "a_dark_colour_of_the_theme_made_white",
        Channel.INVISIBLE_TEXT,
        _cell(font=_font(theme=4, tint=1.0)),
    ),
    _made("white_by_number", Channel.INVISIBLE_TEXT, _cell(font=_font(indexed=9))),
    _made(
        "text_of_the_colour_of_its_fill",
        Channel.INVISIBLE_TEXT,
        _cell(font=_font(rgb="FF123456"), fill=_fill("FF123456")),
    ),
    _made("black_on_black", Channel.INVISIBLE_TEXT, _cell(fill=_fill("FF000000"))),
    _made(
        "a_format_that_draws_white",
        Channel.INVISIBLE_TEXT,
        _cell(number_format="[White]General;[White]General;[White]General;[White]@"),
    ),
    _made(
        "a_condition_that_draws_white",
        Channel.INVISIBLE_TEXT,
        _condition(font=_font(rgb="FFFFFFFF")),
    ),
    HiddenCase("a_white_word_within_a_text", Channel.INVISIBLE_TEXT, _rich_run),
    _made("tiny_text", Channel.TINY_TEXT, _cell(font=_font_size(1))),
    HiddenCase("a_cell_under_a_merged_one", Channel.COVERED_TEXT, _covered),
    HiddenCase("items_of_a_pivot_cache", Channel.PIVOT_CACHE, _pivot_items),
    HiddenCase("records_of_a_pivot_cache", Channel.PIVOT_CACHE, _pivot_records),
    HiddenCase("values_of_another_workbook", Channel.EXTERNAL_LINK_CACHE, _linked(_LINKED_ROW)),
    HiddenCase("values_of_another_program", Channel.EXTERNAL_LINK_CACHE, _linked(_LINKED_PROGRAM)),
    _made("a_comment", Channel.COMMENTS, _comment),
    HiddenCase("a_thread_of_comments", Channel.COMMENTS, _thread),
    _made("a_name_that_holds_a_text", Channel.HIDDEN_NAME, _name),
    _made("a_name_of_a_hidden_cell", Channel.HIDDEN_NAME, _name_of_hidden),
    HiddenCase(
        "an_embedded_workbook",
        Channel.EMBEDDED_OBJECT,
        _embedded("xl/embeddings/a.xlsx", _XLSX, "package"),
    ),
    HiddenCase(
        "an_embedded_object",
        Channel.EMBEDDED_OBJECT,
        _embedded("xl/embeddings/a.bin", _OLE, "oleObject"),
    ),
    HiddenCase(
        "a_control",
        Channel.EMBEDDED_OBJECT,
        _embedded("xl/activeX/activeX1.bin", "application/vnd.ms-office.activeX", "control"),
    ),
    HiddenCase("values_kept_by_a_chart", Channel.CHART_CACHE, _chart),
    HiddenCase("a_log_of_changes", Channel.TRACKED_CHANGES, _revision),
    HiddenCase("a_sheet_outside_the_workbook", Channel.ORPHAN_PART, _orphan_sheet),
    HiddenCase("a_sheet_without_a_tab", Channel.ORPHAN_PART, _linked_sheet_without_tab),
    HiddenCase("a_text_that_no_cell_uses", Channel.ORPHAN_TEXT, _orphan_text),
    HiddenCase("a_scenario", Channel.ORPHAN_TEXT, _scenario),
    HiddenCase("xml_kept_beside_it", Channel.ORPHAN_PART, _custom_xml),
    HiddenCase("queries", Channel.CONNECTION, _queries),
    HiddenCase("a_connection", Channel.CONNECTION, _connection),
    HiddenCase("a_data_model", Channel.DATA_MODEL, _model),
    HiddenCase("a_part_of_an_unknown_kind", Channel.ORPHAN_PART, _unknown),
    HiddenCase(
        "a_hidden_text_box",
        Channel.VANISHED_TEXT,
        lambda f: drawn(f, anchor(SECRET, hidden=' hidden="1"')),
    ),
    HiddenCase("a_hidden_box_in_old_notation", Channel.VANISHED_TEXT, _vml),
    HiddenCase("a_box_only_for_old_programs", Channel.VANISHED_TEXT, _fallback),
    HiddenCase(
        "a_minute_text_box", Channel.TINY_TEXT, lambda f: drawn(f, anchor(SECRET, size=9000))
    ),
    HiddenCase(
        "a_text_box_off_the_sheet",
        Channel.OFF_PAGE_TEXT,
        lambda f: drawn(f, anchor(SECRET, corners=_OFF_SHEET)),
    ),
    HiddenCase("bytes_behind_the_end", Channel.BYTES_BEYOND_THE_END, _behind_the_end),
    HiddenCase("a_comment_of_the_zip", Channel.BYTES_BEYOND_THE_END, _zip_comment),
    HiddenCase("a_part_that_the_zip_does_not_list", Channel.BYTES_BEYOND_THE_END, _unlisted),
    HiddenCase("bytes_behind_a_packed_part", Channel.BYTES_BEYOND_THE_END, _behind_a_packed_part),
    HiddenCase("another_file_before_it", Channel.BYTES_BEYOND_THE_END, _older_file_before),
)
