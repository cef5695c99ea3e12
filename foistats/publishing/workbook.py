"""A release as one workbook for people: cover, contents, notes, then one table on each sheet.

Laid out as the Government Analysis Function asks of accessible spreadsheets: a heading in A1, one
table a sheet, marked as a table, no merged or blank cells in it, notes on a sheet of their own.
The same tables give the same bytes.
"""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from foistats.release.spreadsheet import harmless
from schemas.tables import TABLES, Table

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Row = Mapping[str, Any]
# Programs refuse sheets with more rows; the CSV and Parquet files have them all.
MOST_ROWS = 1_000_000
_NO_VALUE = "[z]"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_WIDEST = 60


def workbook(
    *,
    cover: Sequence[str],
    notes: Sequence[str],
    legend: Mapping[str, str],
    rows: Mapping[str, Sequence[Row]],
    marks: Sequence[str],
    made_on: date,
) -> bytes:
    """The workbook's bytes. `marks` has a text for each row of `totals`."""
    import openpyxl

    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "Cover"
    _lines(first, cover)
    _contents(book.create_sheet("Contents"), rows)
    marks_told = [f"{mark}: {meaning}" for mark, meaning in legend.items()]
    blank = f"{_NO_VALUE}: There is nothing to say here, and never was."
    _lines(book.create_sheet("Notes"), ["Notes", *notes, "Marks", *marks_told, blank])
    for table in TABLES:
        of_table = rows[table.name]
        if len(of_table) <= MOST_ROWS:
            extra = {"mark": marks} if table.name == "totals" else {}
            _table(book.create_sheet(table.name.capitalize()), table, of_table, extra)
    moment = datetime(made_on.year, made_on.month, made_on.day)
    book.properties.created = book.properties.modified = moment
    book.properties.creator = "foistats"
    book.properties.title = cover[0]
    written = io.BytesIO()
    book.save(written)
    return _without_clock(written.getvalue(), moment)


def _lines(sheet: "Worksheet", lines: Sequence[str]) -> None:
    from openpyxl.styles import Alignment, Font

    for number, line in enumerate(lines, start=1):
        cell = sheet.cell(number, 1, str(harmless(line)))
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if number == 1 or line in ("Marks",):
            cell.font = Font(bold=True, size=14 if number == 1 else 12)
    sheet.column_dimensions["A"].width = 100


def _contents(sheet: "Worksheet", rows: Mapping[str, Sequence[Row]]) -> None:
    from openpyxl.styles import Font
    from openpyxl.worksheet.hyperlink import Hyperlink

    sheet.cell(1, 1, "Contents").font = Font(bold=True, size=14)
    for column, heading in enumerate(("Sheet", "One row is", "Rows"), start=1):
        sheet.cell(3, column, heading).font = Font(bold=True)
    for number, table in enumerate(TABLES, start=4):
        name = table.name.capitalize()
        cell = sheet.cell(number, 1, name)
        if len(rows[table.name]) <= MOST_ROWS:
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{name}'!A1")
        sheet.cell(number, 2, table.row)
        sheet.cell(number, 3, len(rows[table.name]))
    sheet.column_dimensions["A"].width = 18
    sheet.column_dimensions["B"].width = 100


def _table(
    sheet: "Worksheet", table: Table, rows: Sequence[Row], extra: Mapping[str, Sequence[str]]
) -> None:
    """One table from A3 on, below its heading and what one row is."""
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.table import Table as Marked
    from openpyxl.worksheet.table import TableStyleInfo

    sheet.cell(1, 1, table.name.capitalize()).font = Font(bold=True, size=14)
    sheet.cell(2, 1, f"This sheet has one table. One row is: {table.row}")
    columns = [*table.columns, *extra]
    for column, name in enumerate(columns, start=1):
        sheet.cell(3, column, name).font = Font(bold=True)
    widths = [len(name) for name in columns]
    for number, row in enumerate(rows, start=4):
        values = [
            *(row[name] for name in table.columns),
            *(of[number - 4] for of in extra.values()),
        ]
        for column, value in enumerate(values, start=1):
            shown = _shown(value)
            cell = sheet.cell(number, column, shown)
            if isinstance(shown, str):
                cell.data_type = "s"
            widths[column - 1] = max(widths[column - 1], len(str(shown)))
    last = get_column_letter(len(columns))
    marked = Marked(displayName=f"table_{table.name}", ref=f"A3:{last}{max(4, len(rows) + 3)}")
    marked.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    sheet.add_table(marked)
    sheet.freeze_panes = "A4"
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = min(_WIDEST, width + 3)


def _shown(value: object) -> Any:
    """A value as a cell has it: no cell of a table is blank, and a flag is a word."""
    if value is None or value == "":
        return _NO_VALUE
    if isinstance(value, bool):
        return "yes" if value else "no"
    return harmless(value)


def _without_clock(book: bytes, moment: datetime) -> bytes:
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
