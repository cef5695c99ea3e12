"""Small documents built in code, one function for each kind of file that is read."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

Value = str | int | float | bool | date | datetime | None
Rows = Sequence[Sequence[Value]]


def build_xlsx(
    path: Path,
    sheets: Mapping[str, Rows],
    *,
    merges: Mapping[str, Sequence[str]] | None = None,
    hidden_rows: Mapping[str, Sequence[int]] | None = None,
    hidden_cols: Mapping[str, Sequence[str]] | None = None,
    hidden_sheets: Mapping[str, str] | None = None,
    formats: Mapping[str, Mapping[str, str]] | None = None,
) -> Path:
    """Write an .xlsx; merges are areas (`A1:B1`), rows count from 1, columns are letters.

    `formats` gives number formats by sheet and cell, `hidden_sheets` says hidden or veryHidden.
    """
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for r, row in enumerate(rows, 1):
            for c, value in enumerate(row, 1):
                if value is not None:
                    sheet.cell(r, c, value)
        for area in (merges or {}).get(name, ()):
            sheet.merge_cells(area)
        for number in (hidden_rows or {}).get(name, ()):
            sheet.row_dimensions[number].hidden = True
        for letters in (hidden_cols or {}).get(name, ()):
            sheet.column_dimensions[letters].hidden = True
        for cell, code in (formats or {}).get(name, {}).items():
            sheet[cell].number_format = code
        sheet.sheet_state = (hidden_sheets or {}).get(name, "visible")
    book.save(path)
    return path


def build_ods(
    path: Path,
    sheets: Mapping[str, Rows],
    *,
    hidden_rows: Mapping[str, Sequence[int]] | None = None,
    hidden_cols: Mapping[str, Sequence[int]] | None = None,
    hidden_sheets: Sequence[str] = (),
    merges: Mapping[str, Mapping[tuple[int, int], tuple[int, int]]] | None = None,
    percentages: bool = False,
) -> Path:
    """Write an .ods; rows and columns count from 0, merges map a first cell to its spans.

    With `percentages`, a float is written as a percentage shown without decimals.
    """
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.style import Style, TableProperties
    from odf.table import CoveredTableCell, Table, TableCell, TableColumn, TableRow
    from odf.text import P

    document = OpenDocumentSpreadsheet()
    unseen = Style(name="unseen", family="table")
    unseen.addElement(TableProperties(display="false"))
    document.automaticstyles.addElement(unseen)
    for name, rows in sheets.items():
        style = {"stylename": unseen} if name in hidden_sheets else {}
        table = Table(name=name, **style)
        spans = (merges or {}).get(name, {})
        covered = {
            (row + r, col + c)
            for (row, col), (height, width) in spans.items()
            for r in range(height)
            for c in range(width)
        } - set(spans)
        for c in range(max((len(row) for row in rows), default=0)):
            unseen_col = c in (hidden_cols or {}).get(name, ())
            table.addElement(TableColumn(visibility="collapse" if unseen_col else "visible"))
        for r, row in enumerate(rows):
            unseen_row = r in (hidden_rows or {}).get(name, ())
            line = TableRow(visibility="collapse" if unseen_row else "visible")
            for c, value in enumerate(row):
                if (r, c) in covered:
                    line.addElement(CoveredTableCell())
                    continue
                attributes = _ods_attributes(value, percentages=percentages)
                if (r, c) in spans:
                    attributes["numberrowsspanned"], attributes["numbercolumnsspanned"] = spans[
                        r, c
                    ]
                cell = TableCell(**attributes)
                if isinstance(value, float) and percentages:
                    cell.addElement(P(text=f"{value:.0%}"))
                elif value is not None:
                    cell.addElement(P(text=str(value)))
                line.addElement(cell)
            table.addElement(line)
        document.spreadsheet.addElement(table)
    document.save(str(path))
    return path


def _ods_attributes(value: Value, *, percentages: bool) -> dict[str, Any]:
    if value is None:
        return {}
    if isinstance(value, bool):
        return {"valuetype": "boolean", "booleanvalue": str(value).lower()}
    if isinstance(value, float) and percentages:
        return {"valuetype": "percentage", "value": value}
    if isinstance(value, int | float):
        return {"valuetype": "float", "value": value}
    if isinstance(value, date):
        return {"valuetype": "date", "datevalue": value.isoformat()}
    return {"valuetype": "string"}


def build_xls(
    path: Path,
    sheets: Mapping[str, Rows],
    *,
    merges: Mapping[str, Sequence[tuple[int, int, int, int]]] | None = None,
    hidden_rows: Mapping[str, Sequence[int]] | None = None,
    hidden_cols: Mapping[str, Sequence[int]] | None = None,
    hidden_sheets: Sequence[str] = (),
    formats: Mapping[str, Mapping[tuple[int, int], str]] | None = None,
) -> Path:
    """Write an .xls; rows and columns count from 0, a merge is (row, row_end, col, col_end)."""
    import xlwt

    book = xlwt.Workbook()
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        codes = (formats or {}).get(name, {})
        firsts = {(area[0], area[2]): area for area in (merges or {}).get(name, ())}
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if value is None:
                    continue
                style = xlwt.easyxf(num_format_str=codes.get((r, c), "General"))
                if isinstance(value, date) and (r, c) not in codes:
                    style = xlwt.easyxf(num_format_str="DD/MM/YYYY")
                if (r, c) in firsts:
                    sheet.write_merge(*firsts[r, c], value, style)
                else:
                    sheet.write(r, c, value, style)
        for number in (hidden_rows or {}).get(name, ()):
            sheet.row(number).hidden = True
        for number in (hidden_cols or {}).get(name, ()):
            sheet.col(number).hidden = True
        if name in hidden_sheets:
            sheet.visibility = 1
    book.save(str(path))
    return path


def build_csv(
    path: Path,
    rows: Rows,
    *,
    encoding: str = "utf-8",
    delimiter: str = ",",
    line_end: str = "\r\n",
) -> Path:
    """Write a delimited text file, quoted only where it must be."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=line_end).writerows(rows)
    path.write_bytes(out.getvalue().encode(encoding))
    return path


@dataclass(frozen=True)
class PdfTable:
    """A table on a page: `ruled` with lines around every cell, or aligned by text alone.

    `widths` in points. `spans` are ((col, row), (col_end, row_end)) as reportlab counts them,
    `repeat` header rows stand again after a page break, `wrap` breaks long labels in the column.
    """

    rows: Rows
    ruled: bool = True
    widths: Sequence[float] | None = None
    spans: Sequence[tuple[tuple[int, int], tuple[int, int]]] = ()
    repeat: int = 0
    wrap: bool = False
    right: bool = True


def build_pdf(path: Path, parts: Sequence[str | PdfTable], *, page_height: float = 842) -> Path:
    """Write a PDF of paragraphs and tables, in order; `\\f` starts a new page."""
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer

    styles = getSampleStyleSheet()
    story: list[Any] = []
    for part in parts:
        if isinstance(part, PdfTable):
            story += [_pdf_table(part, styles), Spacer(1, 14)]
        elif part == "\f":
            story.append(PageBreak())
        else:
            story.append(Paragraph(part, styles["BodyText"]))
    SimpleDocTemplate(str(path), pagesize=(595, page_height), invariant=1).build(story)
    return path


def _pdf_table(table: PdfTable, styles: Any) -> Any:
    from reportlab.lib import colors
    from reportlab.platypus import Paragraph, Table, TableStyle

    shown: list[list[Any]] = [
        ["" if value is None else str(value) for value in row] for row in table.rows
    ]
    if table.wrap:
        for row in shown:
            row[0] = Paragraph(row[0], styles["BodyText"])
    made = Table(shown, colWidths=table.widths, repeatRows=table.repeat)
    commands: list[Any] = [("SPAN", *span) for span in table.spans]
    if table.right:
        commands.append(("ALIGN", (1, 0), (-1, -1), "RIGHT"))
    if table.ruled:
        commands.append(("GRID", (0, 0), (-1, -1), 0.5, colors.black))
    made.setStyle(TableStyle(commands))
    return made
