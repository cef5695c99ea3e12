"""Spreadsheets in which a count can't be seen, and such as only look like that.

The count stands in row 4: of an .xlsx in B4. Each way of hiding it is taken from what spreadsheet
programs draw: conditional formats, bars, scales of colours, boxes, small letters, low rows.
"""

import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from schemas.channels import Channel
from tests.golden.screening import ods_cases
from tests.golden.screening.compound import compound_file, record, stream_of, with_sheet
from tests.golden.screening.packages import with_parts
from tests.golden.screening.workbook_cases import SHEET, anchor, drawn

COUNT = 7319
WHITE, BLUE = "FFFFFFFF", "FF1F497D"
Change = Callable[[Any], None]


class HiddenCount(NamedTuple):
    """One way of hiding a count. `is_refused` where programs differ on whether it is seen."""

    name: str
    channel: Channel
    build: Callable[[Path], Path]
    is_refused: bool = False


def xlsx(folder: Path, change: Change | None = None) -> Path:
    """A small table with the count in B4, made by openpyxl; a function changes the sheet."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Reply"
    for row in (("Force", "2019/20"), ("Kent", 12), ("Essex", 15), ("Surrey", COUNT)):
        sheet.append(row)
    if change:
        change(sheet)
    path = folder / "reply.xlsx"
    book.save(path)
    return path


def _font(**said: Any) -> Change:
    def change(sheet: Any) -> None:
        from openpyxl.styles import Font

        sheet["B4"].font = Font(**said)

    return change


def _both(*changes: Change) -> Change:
    def change(sheet: Any) -> None:
        for one in changes:
            one(sheet)

    return change


def _set(cell: str, name: str, value: Any) -> Change:
    return lambda sheet: setattr(sheet[cell], name, value)


def _rule(rule: Callable[[], Any], area: str = "B2:B9") -> Change:
    return lambda sheet: sheet.conditional_formatting.add(area, rule())


def _styled(kind: str, *formulas: str, text: str = "", ground: str = "", **said: Any) -> Change:
    """A rule that gives the text a colour, or what it stands on, or both."""

    def rule() -> Any:
        from openpyxl.formatting.rule import Rule
        from openpyxl.styles import Font, PatternFill
        from openpyxl.styles.differential import DifferentialStyle

        style = DifferentialStyle(
            font=Font(color=text) if text else None,
            fill=PatternFill("solid", bgColor=ground) if ground else None,
        )
        return Rule(type=kind, formula=list(formulas), dxf=style, **said)

    return _rule(rule)


def _scale(low: str, high: str) -> Change:
    def rule() -> Any:
        from openpyxl.formatting.rule import ColorScaleRule

        return ColorScaleRule("min", None, low, "max", None, high)

    return _rule(rule)


def _bar(*, shows: bool) -> Change:
    def rule() -> Any:
        from openpyxl.formatting.rule import DataBarRule

        return DataBarRule("min", None, "max", None, color="FF638EC6", showValue=shows)

    return _rule(rule)


def _icons(*, shows: bool) -> Change:
    def rule() -> Any:
        from openpyxl.formatting.rule import IconSetRule

        return IconSetRule("3Arrows", "percent", [0, 33, 67], showValue=shows)

    return _rule(rule)


def _row(height: float) -> Change:
    return lambda sheet: setattr(sheet.row_dimensions[4], "height", height)


def _column(width: float) -> Change:
    return lambda sheet: setattr(sheet.column_dimensions["B"], "width", width)


def _merged(folder: Path, change: Change | None = None) -> Path:
    merge = '</sheetData><mergeCells><mergeCell ref="A4:B4"/></mergeCells>'
    return with_parts(xlsx(folder, change), replaced={SHEET: {"</sheetData>": merge}})


def _replaced(old: str, new: str) -> Callable[[Path], Path]:
    return lambda folder: with_parts(xlsx(folder), replaced={SHEET: {old: new}})


# From the middle of A3 to the middle of C5: all of B4 lies under it.
_OVER = (
    "<xdr:from><xdr:col>0</xdr:col><xdr:colOff>300000</xdr:colOff><xdr:row>2</xdr:row>"
    "<xdr:rowOff>90000</xdr:rowOff></xdr:from><xdr:to><xdr:col>2</xdr:col>"
    "<xdr:colOff>300000</xdr:colOff><xdr:row>4</xdr:row><xdr:rowOff>90000</xdr:rowOff></xdr:to>"
)
# The same size in one piece of the old kind: 1.2 million units wide and 381,000 high.
_FROM = _OVER[: _OVER.index("<xdr:to>")] + '<xdr:ext cx="1200000" cy="381000"/>'
_FILL = "<xdr:spPr><a:solidFill><a:srgbClr val='FFFFFF'/></a:solidFill></xdr:spPr>"
_NO_FILL = "<xdr:spPr><a:noFill/></xdr:spPr>"
_PICTURE = (
    f"<xdr:twoCellAnchor>{_OVER}<xdr:pic><xdr:nvPicPr><xdr:cNvPr id='3' name='a'/></xdr:nvPicPr>"
    "<xdr:blipFill/><xdr:spPr/></xdr:pic><xdr:clientData/></xdr:twoCellAnchor>"
)
_CHART = (
    f"<xdr:twoCellAnchor>{_OVER}<xdr:graphicFrame><xdr:nvGraphicFramePr>"
    "<xdr:cNvPr id='3' name='a'/></xdr:nvGraphicFramePr></xdr:graphicFrame>"
    "<xdr:clientData/></xdr:twoCellAnchor>"
)


def _box(properties: str, corners: str = _OVER, kind: str = "twoCellAnchor") -> str:
    box = anchor("See below", corners=corners).replace("<xdr:spPr/>", properties)
    return box.replace("twoCellAnchor", kind)


def _under(anchors: str) -> Callable[[Path], Path]:
    def build(folder: Path) -> Path:
        seen = drawn(folder, anchors)
        cells = '<row r="3"><c r="B3"><v>15</v></c></row><row r="4"><c r="B4"><v>7319</v></c></row>'
        import re
        import zipfile

        with zipfile.ZipFile(seen) as archive:
            xml = archive.read(SHEET).decode()
        rows = re.search(r"<sheetData>.*</sheetData>", xml, re.DOTALL)
        assert rows is not None
        return with_parts(seen, replaced={SHEET: {rows[0]: f"<sheetData>{cells}</sheetData>"}})

    return build


def _x(name: str, channel: Channel, *changes: Change) -> HiddenCount:
    return HiddenCount(name, channel, lambda folder: xlsx(folder, _both(*changes)))


def _table(text: str, ground: str = "") -> Change:
    """A table over all cells, whose style the workbook itself defines."""

    def change(sheet: Any) -> None:
        from openpyxl.styles import Font, PatternFill
        from openpyxl.styles.differential import DifferentialStyle
        from openpyxl.styles.table import TableStyle, TableStyleElement, TableStyleList
        from openpyxl.worksheet.table import Table, TableStyleInfo

        fill = PatternFill("solid", bgColor=ground) if ground else None
        style = DifferentialStyle(font=Font(color=text), fill=fill)
        number = sheet.parent._differential_styles.add(style)
        element = TableStyleElement(type="wholeTable", dxfId=number)
        own = TableStyle(name="Own", tableStyleElement=[element])
        sheet.parent._table_styles = TableStyleList(tableStyle=[own])
        table = Table(displayName="Counts", ref="A1:B4")
        table.tableStyleInfo = TableStyleInfo(name="Own")
        sheet.add_table(table)

    return change


def _closed(sheet: Any) -> None:
    sheet.parent.views[0].visibility = "hidden"


_WHITE_TEXT = _font(color=WHITE)
_FOREIGN = '<z:c xmlns:z="urn:example" r="B4"><z:v>7319</z:v></z:c>'
_CHOICE = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    '<mc:Choice Requires="zzz" xmlns:zzz="urn:zzz"><c r="B4"><v>7319</v></c></mc:Choice>'
    "<mc:Fallback/></mc:AlternateContent>"
)
_CELL = '<c r="B4" t="n"><v>7319</v></c>'

_XLSX = (
    _x("white", Channel.INVISIBLE_TEXT, _WHITE_TEXT),
    _x(
        "white_by_a_rule_that_holds",
        Channel.INVISIBLE_TEXT,
        _styled("cellIs", "100", text=WHITE, operator="greaterThan"),
    ),
    _x(
        "white_by_a_rule_that_nobody_can_tell",
        Channel.INVISIBLE_TEXT,
        _styled("expression", 'COUNTIF($A$2:$A$9,"Kent")>0', text=WHITE),
    ),
    _x(
        "white_where_another_cell_is_blank",
        Channel.INVISIBLE_TEXT,
        _styled("expression", "ISBLANK($Z$99)", text=WHITE),
    ),
    _x(
        "white_where_a_cell_is_itself",
        Channel.INVISIBLE_TEXT,
        _styled("expression", "B2=B2", text=WHITE),
    ),
    _x(
        "white_where_a_count_comes_twice",
        Channel.INVISIBLE_TEXT,
        _set("B3", "value", COUNT),
        _styled("duplicateValues", text=WHITE),
    ),
    _x(
        "black_on_black_by_a_rule",
        Channel.INVISIBLE_TEXT,
        _styled("cellIs", "100", ground="FF000000", operator="greaterThan"),
    ),
    _x("white_on_a_white_scale", Channel.INVISIBLE_TEXT, _WHITE_TEXT, _scale("FFFFFF", "FFFFFF")),
    _x(
        "white_beside_a_fill_that_does_not_hold",
        Channel.INVISIBLE_TEXT,
        _WHITE_TEXT,
        _styled("cellIs", "5", ground=BLUE, operator="lessThan"),
    ),
    _x("white_on_a_bar", Channel.INVISIBLE_TEXT, _WHITE_TEXT, _bar(shows=True)),
    _x("a_bar_in_place_of_it", Channel.MASKED_CELLS, _bar(shows=False)),
    _x(
        "a_bar_in_place_of_what_its_format_draws",
        Channel.MASKED_CELLS,
        _set("B4", "number_format", '"c. "0'),
        _bar(shows=False),
    ),
    _x("an_arrow_in_place_of_it", Channel.MASKED_CELLS, _icons(shows=False)),
    _x("a_star_in_place_of_it", Channel.MASKED_CELLS, _set("B4", "number_format", '[>99]"*";0')),
    _x("a_format_without_a_digit", Channel.MASKED_CELLS, _set("B4", "number_format", "#,,,,")),
    _x(
        "white_by_its_format",
        Channel.INVISIBLE_TEXT,
        _set("B4", "number_format", "[>99][White]0;0"),
    ),
    _x("white_by_the_style_of_its_table", Channel.INVISIBLE_TEXT, _table(text=WHITE)),
    _x("a_workbook_without_a_window", Channel.HIDDEN_SHEET, _closed),
    _x("letters_of_2_points_and_a_half", Channel.TINY_TEXT, _font(size=2.5)),
    _x("a_row_of_3_points", Channel.HIDDEN_ROWS, _row(3)),
    _x("a_column_of_less_than_a_digit", Channel.HIDDEN_COLUMNS, _column(0.8)),
    HiddenCount("a_cell_under_a_merged_one", Channel.COVERED_TEXT, _merged),
    HiddenCount("a_picture_over_it", Channel.COVERED_TEXT, _under(_PICTURE)),
    HiddenCount("a_chart_over_it", Channel.COVERED_TEXT, _under(_CHART)),
    HiddenCount("a_white_box_over_it", Channel.COVERED_TEXT, _under(_box(_FILL))),
    HiddenCount(
        "a_box_of_one_corner_over_it",
        Channel.COVERED_TEXT,
        _under(_box(_FILL, _FROM, "oneCellAnchor")),
    ),
    HiddenCount(
        "cells_of_which_programs_take_a_choice",
        Channel.VANISHED_TEXT,
        _replaced(_CELL, _CHOICE),
        is_refused=True,
    ),
    HiddenCount(
        "cells_in_a_notation_of_their_own",
        Channel.VANISHED_TEXT,
        _replaced(_CELL, _FOREIGN),
        is_refused=True,
    ),
)


def _number(value: int, style: str = "", inside: str = "") -> str:
    named = f' table:style-name="{style}"' if style else ""
    return (
        f'<table:table-cell{named} office:value-type="float" office:value="{value}">{inside}'
        f"<text:p>{value}</text:p></table:table-cell>"
    )


_CALCEXT = ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


def _ods(
    name: str, channel: Channel, row: str, *, styles: str = "", behind: str = "", common: str = ""
) -> HiddenCount:
    """A sheet of which the third row hides the count; `behind` are its conditional formats.

    `common` are the styles that those may apply: programs pass over any other.
    """
    kept = (
        f"<office:document-styles {ods_cases.SPACES}><office:styles>{common}</office:styles>"
        "</office:document-styles>"
    )
    formats = f"<calcext:conditional-formats{_CALCEXT}>{behind}</calcext:conditional-formats>"
    body = ods_cases.table(ods_cases.SHOWN, row, formats if behind else "")
    return HiddenCount(
        f"ods_{name}",
        channel,
        lambda folder: ods_cases.ods(folder, body, styles=styles, parts={"styles.xml": kept}),
    )


def _cells(style: str = "", inside: str = "", written: str = "") -> str:
    return ods_cases.row(ods_cases.cell("Surrey"), _number(COUNT, style, inside), written=written)


def _style(properties: str, *, family: str = "table-cell", name: str = "s", more: str = "") -> str:
    return (
        f'<style:style style:name="{name}" style:family="{family}"{more}>{properties}</style:style>'
    )


def _behind(inside: str) -> str:
    return (
        '<calcext:conditional-format calcext:target-range-address="Reply.B3:Reply.B3">'
        f"{inside}</calcext:conditional-format>"
    )


_WHITE_STYLE = '<style:text-properties fo:color="#ffffff"/>'
_WHITE_GROUND = '<style:table-cell-properties fo:background-color="#ffffff"/>'
_BLUE_GROUND = '<style:table-cell-properties fo:background-color="#1f497d"/>'
_IMAGE = (
    '<draw:frame svg:x="-1cm" svg:y="-0.2cm" svg:width="9cm" svg:height="2cm">'
    '<draw:image xlink:href="Pictures/a.png"/></draw:frame>'
)
_SCALE = (
    '<calcext:color-scale><calcext:color-scale-entry calcext:color="#ffffff"/>'
    '<calcext:color-scale-entry calcext:color="#ffffff"/></calcext:color-scale>'
)
_STAR = '<number:number-style style:name="N1"><number:text>*</number:text></number:number-style>'

_ABOUT = (
    '<number:number-style style:name="N1"><number:text>c. </number:text><number:number/>'
    "</number:number-style>"
)

_ODS = (
    _ods("white", Channel.INVISIBLE_TEXT, _cells("s"), styles=_style(_WHITE_STYLE)),
    _ods(
        "white_by_a_rule_behind_the_rows",
        Channel.INVISIBLE_TEXT,
        _cells(),
        common=_style(_WHITE_STYLE, name="w"),
        behind=_behind('<calcext:condition calcext:apply-style-name="w" calcext:value="&gt;100"/>'),
    ),
    _ods(
        "white_on_white_by_a_rule",
        Channel.INVISIBLE_TEXT,
        _cells("s"),
        common=_style(_WHITE_GROUND, name="w"),
        styles=_style(
            _WHITE_STYLE
            + '<style:map style:condition="cell-content()&gt;5" style:apply-style-name="w"/>'
        ),
    ),
    _ods(
        "white_on_a_white_scale",
        Channel.INVISIBLE_TEXT,
        _cells("s"),
        styles=_style(_WHITE_STYLE + _BLUE_GROUND),
        behind=_behind(_SCALE),
    ),
    _ods(
        "a_bar_in_place_of_it",
        Channel.MASKED_CELLS,
        _cells(),
        behind=_behind('<calcext:data-bar calcext:show-value="false"/>'),
    ),
    _ods(
        "a_bar_in_place_of_what_its_format_draws",
        Channel.MASKED_CELLS,
        _cells("s"),
        styles=_ABOUT + _style("", more=' style:data-style-name="N1"'),
        behind=_behind('<calcext:data-bar calcext:show-value="false"/>'),
    ),
    _ods(
        "letters_of_2_points_and_a_half",
        Channel.TINY_TEXT,
        _cells("s"),
        styles=_style('<style:text-properties fo:font-size="2.5pt"/>'),
    ),
    _ods(
        "a_star_in_place_of_it",
        Channel.MASKED_CELLS,
        _cells("s"),
        styles=_STAR + _style("", more=' style:data-style-name="N1"'),
    ),
    _ods(
        "a_row_of_a_millimetre",
        Channel.HIDDEN_ROWS,
        _cells(written=' table:style-name="r"'),
        styles=_style(
            '<style:table-row-properties style:row-height="0.1cm"/>', family="table-row", name="r"
        ),
    ),
    _ods(
        "a_cell_under_a_merged_one",
        Channel.COVERED_TEXT,
        ods_cases.row(
            '<table:table-cell table:number-columns-spanned="2" office:value-type="string">'
            "<text:p>Surrey</text:p></table:table-cell>",
            _number(COUNT).replace("table:table-cell", "table:covered-table-cell"),
        ),
    ),
    _ods("a_picture_over_it", Channel.COVERED_TEXT, _cells(inside=_IMAGE)),
    _ods(
        "white_beside_a_fill_that_no_program_applies",
        Channel.INVISIBLE_TEXT,
        _cells("s"),
        styles=_style(_BLUE_GROUND, name="w")
        + _style(
            _WHITE_STYLE
            + '<style:map style:condition="cell-content()&gt;5" style:apply-style-name="w"/>'
        ),
    ),
)


def xls(folder: Path, change: Callable[[Any], None] | None = None, *, style: Any = None) -> Path:
    """A small table with the count in its fourth row, made by xlwt."""
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("Reply")
    for r, line in enumerate((("Force", "2019/20"), ("Kent", 12), ("Essex", 15))):
        for c, value in enumerate(line):
            sheet.write(r, c, value)
    sheet.write(3, 0, "Surrey")
    if style is None:
        sheet.write(3, 1, COUNT)
    else:
        sheet.write(3, 1, COUNT, style)
    if change:
        change(sheet)
    path = folder / "reply.xls"
    book.save(str(path))
    return path


def _old(name: str, channel: Channel, change: Callable[[Any], None]) -> HiddenCount:
    return HiddenCount(f"xls_{name}", channel, lambda folder: xls(folder, change))


def _old_style(name: str, channel: Channel, style: str, code: str = "General") -> HiddenCount:
    def build(folder: Path) -> Path:
        import xlwt

        return xls(folder, style=xlwt.easyxf(style, num_format_str=code))

    return HiddenCount(f"xls_{name}", channel, build)


def _flat(sheet: Any) -> None:
    sheet.row(3).height_mismatch = True
    sheet.row(3).height = 60


def _bitmap() -> bytes:
    """A picture of two by two dots."""
    dots = bytes(16)
    return (
        b"BM" + struct.pack("<IHHI", 54 + len(dots), 0, 0, 54)
        + struct.pack("<IiiHHIIiiII", 40, 2, 2, 1, 24, 0, len(dots), 0, 0, 0, 0) + dots
    )  # fmt: skip


def _pictured(sheet: Any) -> None:
    sheet.insert_bitmap_data(_bitmap(), 2, 0, x=2, y=2, scale_x=90, scale_y=60)


def old_rule(text: int | None = None, *, above: int = 100) -> bytes:
    """A conditional format of the fourth row's count: numbers above a bound get a colour."""
    font = bytearray(118)
    struct.pack_into("<I", font, 68, 0)
    struct.pack_into("<I", font, 80, 0xFFFFFFFF if text is None else text)
    struct.pack_into("<I", font, 88, 0x9A)
    area = struct.pack("<4H", 3, 3, 1, 1)
    head = struct.pack("<HH4HH", 1, 1, 3, 3, 1, 1, 1) + area
    test = struct.pack("<BH", 0x1E, above)
    rule = struct.pack("<BBHHIH", 1, 5, len(test), 0, 0x04000000, 0) + bytes(font) + test
    return record(0x1B0, head) + record(0x1B1, rule)


def _ruled(added: Callable[[], bytes]) -> Callable[[Path], Path]:
    def build(folder: Path) -> Path:
        stream = with_sheet(stream_of(xls(folder)), added())
        return compound_file(folder / "reply.xls", {("Workbook",): stream})

    return build


_XLS = (
    _old_style("white", Channel.INVISIBLE_TEXT, "font: color white"),
    _old_style("letters_of_2_points_and_a_half", Channel.TINY_TEXT, "font: height 50"),
    _old_style("a_star_in_place_of_it", Channel.MASKED_CELLS, "", '[>99]"*";0'),
    _old("a_row_of_3_points", Channel.HIDDEN_ROWS, _flat),
    _old("a_picture_over_it", Channel.COVERED_TEXT, _pictured),
    HiddenCount(
        "xls_white_by_a_rule_that_holds",
        Channel.INVISIBLE_TEXT,
        # The palette's number of white.
        _ruled(lambda: old_rule(9)),
    ),
    HiddenCount(
        "xls_a_cell_under_a_merged_one",
        Channel.COVERED_TEXT,
        _ruled(lambda: record(0xE5, struct.pack("<5H", 1, 3, 3, 0, 1))),
    ),
)

HIDDEN: tuple[HiddenCount, ...] = (*_XLSX, *_ODS, *_XLS)

_SEEN_XLSX = (
    _x(
        "white_on_a_fill_that_holds",
        Channel.INVISIBLE_TEXT,
        _WHITE_TEXT,
        _styled("cellIs", "5", ground=BLUE, operator="greaterThan"),
    ),
    _x(
        "black_before_white",
        Channel.INVISIBLE_TEXT,
        _styled("cellIs", "5", text="FF000000", operator="greaterThan", priority=1),
        _styled("cellIs", "5", text=WHITE, operator="greaterThan", priority=2),
    ),
    _x("a_scale_behind_it", Channel.INVISIBLE_TEXT, _scale("FFFFFF", "63BE7B")),
    _x("a_table_of_white_on_blue", Channel.INVISIBLE_TEXT, _table(text=WHITE, ground=BLUE)),
    _x("red_by_its_format", Channel.INVISIBLE_TEXT, _set("B4", "number_format", "[Red]0")),
    _x("a_bar_behind_it", Channel.MASKED_CELLS, _bar(shows=True)),
    _x("an_arrow_beside_it", Channel.MASKED_CELLS, _icons(shows=True)),
    _x("letters_of_5_points", Channel.TINY_TEXT, _font(size=5)),
    _x("a_row_of_9_points", Channel.HIDDEN_ROWS, _row(9)),
    HiddenCount("a_box_without_a_ground", Channel.COVERED_TEXT, _under(_box(_NO_FILL))),
    HiddenCount(
        "a_box_beside_it",
        Channel.COVERED_TEXT,
        _under(_box(_FILL, _OVER.replace("<xdr:row>2<", "<xdr:row>3<"))),
    ),
)
_SEEN_ODS = (
    _ods(
        "a_rule_that_does_not_hold",
        Channel.INVISIBLE_TEXT,
        _cells(),
        common=_style(_WHITE_STYLE, name="w"),
        behind=_behind('<calcext:condition calcext:apply-style-name="w" calcext:value="&lt;5"/>'),
    ),
    _ods(
        "a_fill_that_holds",
        Channel.INVISIBLE_TEXT,
        _cells("s"),
        common=_style(_BLUE_GROUND, name="w"),
        styles=_style(
            _WHITE_STYLE
            + '<style:map style:condition="cell-content()&gt;5" style:apply-style-name="w"/>'
        ),
    ),
    _ods(
        "a_bar_behind_it",
        Channel.MASKED_CELLS,
        _cells(),
        behind=_behind("<calcext:data-bar/>"),
    ),
)
_SEEN_XLS = (
    HiddenCount(
        "xls_a_rule_that_does_not_hold",
        Channel.INVISIBLE_TEXT,
        _ruled(lambda: old_rule(9, above=9000)),
    ),
    HiddenCount("xls_a_rule_that_draws_red", Channel.INVISIBLE_TEXT, _ruled(lambda: old_rule(10))),
)
SEEN: tuple[HiddenCount, ...] = (*_SEEN_XLSX, *_SEEN_ODS, *_SEEN_XLS)
