"""Workbooks that hide nothing though they may look as if: each seed takes other traps."""

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from tests.golden.screening.case import CleanCase

FORCES = ("Kent Police", "Sussex Police", "Dorset Police", "Cheshire Constabulary", "North Wales")
YEARS = ("2018/19", "2019/20", "2020/21")
# The smallest picture there is: one pixel.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000154a24f5d0000000049454e44ae426082"
)


def counts(chance: Random) -> list[list[str | int]]:
    """A small table of counts with a heading and a total."""
    rows = [[force, *(chance.randrange(0, 90) for _ in YEARS)] for force in FORCES]
    totals = [sum(int(row[n]) for row in rows) for n in range(1, len(YEARS) + 1)]
    return [["Force", *YEARS], *rows, ["Total", *totals]]


def _openpyxl(chance: Random, path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Reply"
    for row in counts(chance):
        sheet.append(row)
    for trap in chance.sample(_TRAPS, 6):
        trap(book, sheet)
    book.save(path)


def _white_on_blue(_: Any, sheet: Any) -> None:
    from openpyxl.styles import Font, PatternFill

    for cell in sheet[1]:
        cell.font = Font(color="FFFFFFFF", bold=True)
        cell.fill = PatternFill("solid", fgColor="FF1F497D")


def _table_with_white_headings(_: Any, sheet: Any) -> None:
    from openpyxl.styles import Font
    from openpyxl.worksheet.table import Table, TableStyleInfo

    table = Table(displayName="Counts", ref=f"A1:D{len(FORCES) + 1}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleMedium2", showRowStripes=True)
    sheet.add_table(table)
    for cell in sheet[1]:
        cell.font = Font(color="FFFFFFFF")


def _empty_hidden_rows_and_columns(_: Any, sheet: Any) -> None:
    from openpyxl.styles import PatternFill

    for row in (30, 31, 32):
        sheet.row_dimensions[row].hidden = True
        sheet.cell(row, 2).fill = PatternFill("solid", fgColor="FFFFFF00")
    sheet.column_dimensions["H"].hidden = True
    sheet["H3"].number_format = ";;;"


def _empty_hidden_sheet(book: Any, _: Any) -> None:
    book.create_sheet("Settings").sheet_state = "veryHidden"


def _unused_rows_hidden_by_default(_: Any, sheet: Any) -> None:
    sheet.sheet_format.zeroHeight = True


def _filter_that_hides_nothing(_: Any, sheet: Any) -> None:
    sheet.auto_filter.ref = f"A1:D{len(FORCES) + 1}"


def _printed(_: Any, sheet: Any) -> None:
    sheet.print_area = "A1:D9"
    sheet.print_title_rows = "1:1"
    sheet.freeze_panes = "B2"
    sheet.oddFooter.center.text = "Page &P of &N"


def _conditions(_: Any, sheet: Any) -> None:
    from openpyxl.formatting.rule import CellIsRule, ColorScaleRule, FormulaRule
    from openpyxl.styles import Font, PatternFill

    red = PatternFill("solid", bgColor="FFC00000")
    white = Font(color="FFFFFFFF")
    sheet.conditional_formatting.add(
        "B2:D6", CellIsRule("greaterThan", ["50"], font=white, fill=red)
    )
    sheet.conditional_formatting.add("B2:D6", FormulaRule(["ISERROR(B2)"], font=white))
    sheet.conditional_formatting.add("B2:D6", CellIsRule("equal", ["0"], font=white))
    sheet.conditional_formatting.add(
        "B7:D7", ColorScaleRule("min", None, "FFFFFF", "max", None, "00FF00")
    )


def _labels_said_once(_: Any, sheet: Any) -> None:
    from openpyxl.styles import Font

    sheet["A9"], sheet["A10"] = "Region", "Region"
    sheet["A10"].font = Font(color="FFFFFFFF")


def _zeros_not_shown(_: Any, sheet: Any) -> None:
    for row in sheet["B2:D6"]:
        for cell in row:
            cell.number_format = '#,##0;-#,##0;"-";@'
    sheet["B3"] = 0
    sheet["B3"].number_format = "0;-0;;@"
    sheet["E2"] = 1
    sheet["E2"].number_format = '"Yes";"Yes";"No"'


def _names(book: Any, _: Any) -> None:
    from openpyxl.workbook.defined_name import DefinedName

    for name, text in (
        ("Counts", "Reply!$B$2:$D$6"), ("VAT", "0.2"), ("_Order1", "255"), ("Gone", "#REF!"),
        ("SAPBEXrevision", "1"), ("SAPBEXsysID", '"BWP system"'), ("Version", '"1.4.2"'),
        ("solver_typ", "1"), ("Who", '"Kent Police"'), ("Last", "OFFSET(Reply!$A$1,1,0)"),
    ):  # fmt: skip
        book.defined_names[name] = DefinedName(name, attr_text=text, hidden=name.startswith("S"))


def _choices(_: Any, sheet: Any) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    choice = DataValidation(type="list", formula1='"Recorded crime,Non-crime incident"')
    choice.add("F2:F9")
    sheet.add_data_validation(choice)


def _merged_title(_: Any, sheet: Any) -> None:
    sheet.insert_rows(1)
    sheet["A1"] = "Offences recorded, by force"
    sheet.merge_cells("A1:D1")


def _formulas(_: Any, sheet: Any) -> None:
    sheet["F9"] = "=SUM(B2:D2)"


def _pale_greys(_: Any, sheet: Any) -> None:
    from openpyxl.styles import Font, PatternFill

    sheet["A8"].font = Font(color="FFBFBFBF")
    sheet["A8"] = "Source: crime recording system"
    sheet["A2"].fill = PatternFill("solid", fgColor="FFF2F2F2")
    sheet["A3"].font = Font(color="FFFFFFFF")
    sheet["A3"].fill = PatternFill("darkUp", fgColor="FF000000")


_TRAPS: tuple[Callable[[Any, Any], None], ...] = (
    _white_on_blue, _table_with_white_headings, _empty_hidden_rows_and_columns,
    _empty_hidden_sheet, _unused_rows_hidden_by_default, _filter_that_hides_nothing, _printed,
    _conditions, _labels_said_once, _zeros_not_shown, _names, _choices, _formulas, _pale_greys,
)  # fmt: skip


def _xlsxwriter(chance: Random, path: Path) -> None:
    import io

    import xlsxwriter

    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Counts by force")
    heading = book.add_format({"bold": True, "font_color": "white", "bg_color": "#00338D"})
    rows = counts(chance)
    for r, row in enumerate(rows):
        sheet.write_row(r, 0, row, heading if not r else None)
    last = len(rows) - 1
    if chance.random() < 0.6:
        chart = book.add_chart({"type": chance.choice(["column", "line", "pie"])})
        chart.add_series(
            {
                "name": ["Counts by force", 0, 1],
                "categories": ["Counts by force", 1, 0, last, 0],
                "values": ["Counts by force", 1, 1, last, 1],
            }
        )
        chart.set_title({"name": "Offences"})
        sheet.insert_chart("H2", chart)
    if chance.random() < 0.5:
        sheet.insert_textbox("H2", "Please note that figures are provisional")
    if chance.random() < 0.5:
        sheet.insert_image("M2", "logo.png", {"image_data": io.BytesIO(PIXEL)})
    if chance.random() < 0.5:
        sheet.add_sparkline("G2", {"range": "'Counts by force'!B2:D2"})
    if chance.random() < 0.5:
        white = book.add_format({"font_color": "white"})
        dark = book.add_format({"bg_color": "#222222", "font_color": "white"})
        sheet.write_rich_string(last + 2, 0, "Notes ", white, "to the table", dark)
    if chance.random() < 0.5:
        sheet.set_default_row(hide_unused_rows=True)
    if chance.random() < 0.5:
        sheet.set_column("Q:XFD", None, None, {"hidden": True})
    if chance.random() < 0.5:
        sheet.set_row(1, None, None, {"level": 1})
        sheet.conditional_format("B2:D6", {"type": "data_bar"})
        sheet.conditional_format("B2:D6", {"type": "icon_set", "icon_style": "3_arrows"})
    if chance.random() < 0.5:
        other = book.add_worksheet("Notes")
        other.write_url("A1", "https://www.example.org/", string="Where this comes from")
        other.write_formula("A2", "='Counts by force'!B2", None, rows[1][1])
        other.merge_range("A4:C4", "Rounded to the nearest whole number")
        other.protect()
        other.write_blank("C9", None, heading)
    book.set_properties({"author": "A. Officer", "company": "A Police Force"})
    book.close()


def _xlwt(chance: Random, path: Path) -> None:
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("Reply")
    heading = xlwt.easyxf(
        "font: color white, bold on; pattern: pattern solid, fore_colour dark_blue"
    )
    for r, row in enumerate(counts(chance)):
        for c, value in enumerate(row):
            sheet.write(r, c, value, heading) if not r else sheet.write(r, c, value)
    if chance.random() < 0.5:
        sheet.write_merge(9, 9, 0, 3, "Source: crime recording system")
    if chance.random() < 0.5:
        sheet.row(20).hidden = True
        sheet.col(9).hidden = True
    if chance.random() < 0.5:
        sheet.write(12, 0, 0, xlwt.easyxf(num_format_str="0;-0;;@"))
        sheet.write(12, 1, 0.25, xlwt.easyxf(num_format_str="0%"))
    if chance.random() < 0.5:
        book.add_sheet("Empty").visibility = 1
    if chance.random() < 0.5:
        sheet.write(13, 0, xlwt.Formula("SUM(B2:B6)"))
        sheet.set_panes_frozen(True)
        sheet.set_horz_split_pos(1)
    book.save(str(path))


def _odfpy(chance: Random, path: Path) -> None:
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.style import Style, TableCellProperties, TableRowProperties, TextProperties
    from odf.table import Table, TableCell, TableColumn, TableRow
    from odf.text import P

    document = OpenDocumentSpreadsheet()
    heading = Style(name="heading", family="table-cell")
    heading.addElement(TableCellProperties(backgroundcolor="#00338d"))
    heading.addElement(TextProperties(color="#ffffff", fontweight="bold"))
    flat = Style(name="flat", family="table-row")
    flat.addElement(TableRowProperties(rowheight="0cm"))
    for style in (heading, flat):
        document.automaticstyles.addElement(style)
    table = Table(name="Reply")
    hides = chance.random() < 0.5
    table.addElement(TableColumn(numbercolumnsrepeated=8))
    table.addElement(TableColumn(visibility="collapse" if hides else "visible"))
    for r, row in enumerate(counts(chance)):
        line = TableRow()
        for value in row:
            kind = {"valuetype": "string"} if isinstance(value, str) else {
                "valuetype": "float", "value": value
            }  # fmt: skip
            cell = TableCell(**kind, **({"stylename": heading} if not r else {}))
            cell.addElement(P(text=str(value)))
            line.addElement(cell)
        table.addElement(line)
    if chance.random() < 0.5:
        empty = TableRow(numberrowsrepeated=1_000_000, visibility="collapse")
        empty.addElement(TableCell(numbercolumnsrepeated=1000))
        table.addElement(empty)
    if chance.random() < 0.5:
        thin = TableRow(stylename=flat)
        thin.addElement(TableCell())
        table.addElement(thin)
    document.spreadsheet.addElement(table)
    if chance.random() < 0.5:
        document.meta.addElement(_creator())
    document.save(str(path))


def _creator() -> Any:
    from odf.dc import Creator

    return Creator(text="A. Officer")


def _seeded(
    kind: str, suffix: str, seeds: range, write: Callable[[Random, Path], None]
) -> tuple[CleanCase, ...]:
    def build(seed: int) -> Callable[[Path], Path]:
        def made(folder: Path) -> Path:
            path = folder / f"reply{suffix}"
            write(Random(seed), path)
            return path

        return made

    return tuple(CleanCase(f"{kind}_{seed}", build(seed)) for seed in seeds)


def _single(name: str, trap: Callable[[Any, Any], None]) -> CleanCase:
    def build(folder: Path) -> Path:
        import openpyxl

        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = "Reply"
        for row in counts(Random(7)):
            sheet.append(row)
        trap(book, sheet)
        path = folder / "reply.xlsx"
        book.save(path)
        return path

    return CleanCase(f"xlsx{name}", build)


CLEAN: tuple[CleanCase, ...] = (
    *(_single(trap.__name__, trap) for trap in (*_TRAPS, _merged_title)),
    *_seeded("openpyxl", ".xlsx", range(20), _openpyxl),
    *_seeded("xlsxwriter", ".xlsx", range(25), _xlsxwriter),
    *_seeded("xlwt", ".xls", range(15), _xlwt),
    *_seeded("odfpy", ".ods", range(15), _odfpy),
)
