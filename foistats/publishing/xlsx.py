"""The sheets of a release as an Excel workbook. The same sheets and day give the same bytes."""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from foistats.publishing.sheets import Grid, Sheet

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_FONT = "Arial"
# Points of one row of text, of the largest letters.
_HEIGHT = 18
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def xlsx_bytes(sheets: Sequence[Sheet], *, title: str, made_on: date) -> bytes:
    """The workbook's bytes."""
    import openpyxl

    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    book.remove(first)
    for sheet in sheets:
        _write(book.create_sheet(sheet.name), sheet)
    moment = datetime(made_on.year, made_on.month, made_on.day)
    book.properties.created = book.properties.modified = moment
    book.properties.creator = "foistats"
    book.properties.title = title
    book.properties.language = "en-GB"
    written = io.BytesIO()
    book.save(written)
    return without_clock(written.getvalue(), moment)


def _write(made: "Worksheet", sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, Font

    for number, line in enumerate(sheet.lines, start=1):
        cell = made.cell(number, 1, line)
        cell.data_type = "s"
        if sheet.grid is None:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            # Not every program makes a row as high as its text needs.
            made.row_dimensions[number].height = _HEIGHT * sheet.rows_of_text(line)
        large = 14 if number == 1 else 12 if line in sheet.sections else 0
        cell.font = Font(name=_FONT, size=large or 10, bold=large > 0)
    if sheet.grid is None:
        made.column_dimensions["A"].width = sheet.width_of_lines
    else:
        _write_grid(made, sheet.grid, top=len(sheet.lines) + 1)
    made.page_setup.orientation = "landscape"
    made.page_setup.paperSize = made.PAPERSIZE_A4
    made.sheet_properties.pageSetUpPr.fitToPage = True
    made.page_setup.fitToHeight = 0


def _write_grid(made: "Worksheet", grid: Grid, *, top: int) -> None:
    """The table with its headings in row `top`, marked as a table."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.hyperlink import Hyperlink
    from openpyxl.worksheet.table import Table, TableStyleInfo

    plain, left = Font(name=_FONT, size=10), Alignment(horizontal="left")
    for column, name in enumerate(grid.columns, start=1):
        made.cell(top, column, name).font = Font(name=_FONT, size=10, bold=True)
    for number, row in enumerate(grid.rows):
        for column, value in enumerate(row, start=1):
            cell = made.cell(top + 1 + number, column, value)
            cell.font = plain
            if isinstance(value, str):
                cell.data_type = "s"
            elif isinstance(value, date):
                cell.number_format, cell.alignment = "yyyy-mm-dd", left
        if (leads_to := grid.links.get(number)) is not None:
            cell = made.cell(top + 1 + number, 1)
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{leads_to}'!A1")
            cell.font = Font(name=_FONT, size=10, underline="single", color="FF0B4F9E")
    last = get_column_letter(len(grid.columns))
    bottom = top + max(1, len(grid.rows))
    marked = Table(displayName=f"table_{grid.name}", ref=f"A{top}:{last}{bottom}")
    marked.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    made.add_table(marked)
    made.freeze_panes = f"A{top + 1}"
    made.print_title_rows = f"{top}:{top}"
    for column, width in enumerate(grid.widths, start=1):
        made.column_dimensions[get_column_letter(column)].width = width


def without_clock(book: bytes, moment: datetime) -> bytes:
    """The same package with one time for all parts, and no time of saving in its properties."""
    stamp = moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book)) as parts,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for part in parts.infolist():
            content = parts.read(part)
            if part.filename == "docProps/core.xml":
                content = _with_time(content, stamp)
            info = zipfile.ZipInfo(part.filename, _LONG_AGO)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            made.writestr(info, content)
    return out.getvalue()


def _with_time(core: bytes, stamp: bytes) -> bytes:
    """The properties with one time in place of the time of saving."""
    return re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>" + stamp, core)
