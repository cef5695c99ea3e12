"""Workbooks (.xlsx) in which a count can't be seen, and such as only look like that.

The count stands in B4. Each way of hiding it is taken from what spreadsheet programs draw:
conditional formats, bars, scales of colours, boxes, small letters, low rows.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from schemas.channels import Channel
from tests.golden.screening.hidden_count import BLUE, COUNT, WHITE, Change, HiddenCount
from tests.golden.screening.packages import with_parts
from tests.golden.screening.workbook_cases import SHEET, anchor, drawn


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

HIDDEN: tuple[HiddenCount, ...] = (
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

SEEN: tuple[HiddenCount, ...] = (
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
