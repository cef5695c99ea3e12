"""The answer sheet: a workbook with one cell for each number asked.

Its layout is one that the reader of tables takes without a doubt, filled in. It has one table on
one sheet, nothing hidden, nothing merged, and no prompt that only a click would show.
"""

import io
from datetime import datetime, time
from typing import TYPE_CHECKING

from foistats.naming.periods import label_of
from foistats.publishing.xlsx import without_clock
from foistats.records import Request
from schemas.vocabulary import PeriodKind

if TYPE_CHECKING:
    from openpyxl import Workbook

_FONT = "Arial"
_YEAR = {
    PeriodKind.FINANCIAL_YEAR: "Financial year",
    PeriodKind.CALENDAR_YEAR: "Calendar year",
    PeriodKind.OTHER_YEAR: "Year",
    PeriodKind.MONTH: "Month",
    PeriodKind.QUARTER: "Quarter",
}
_LINES_OF_NOTES = 20
_MARKS = ("not held", "not available", "<5")


def answer_sheet_bytes(request: Request) -> bytes:
    """The workbook's bytes; the same request gives the same bytes."""
    import openpyxl
    from openpyxl.styles import Alignment, Border, Font, Side
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Answer"
    sheet.cell(1, 1, request.title).font = Font(name=_FONT, size=14, bold=True)
    sheet.cell(2, 1, "Police force").font = Font(name=_FONT, size=10, bold=True)
    headings, rows = _table(request)
    thin = Side(style="thin", color="808080")
    framed = Border(left=thin, right=thin, top=thin, bottom=thin)
    sheet.cell(2, 2).border = framed
    top = 4
    for column, heading in enumerate(headings, start=1):
        cell = sheet.cell(top, column, heading)
        cell.font = Font(name=_FONT, size=10, bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(column)].width = max(16, min(40, len(heading)))
    sheet.column_dimensions["A"].width = max(24, *(len(row) + 2 for row in rows))
    for number, row in enumerate(rows, start=top + 1):
        cell = sheet.cell(number, 1, row)
        cell.data_type, cell.font = "s", Font(name=_FONT, size=10)
        for column in range(2, len(headings) + 1):
            empty = sheet.cell(number, column)
            empty.border = framed
            empty.font = Font(name=_FONT, size=10)
    last = top + len(rows)
    first_cell, last_cell = f"B{top + 1}", f"{get_column_letter(len(headings))}{last}"
    listed = "".join(f'{first_cell}="{mark}",' for mark in _MARKS)
    whole = f"AND(ISNUMBER({first_cell}),{first_cell}>=0,{first_cell}=INT({first_cell}))"
    rule = f"OR({listed}{whole})"
    check = DataValidation(type="custom", formula1=rule, allow_blank=True)
    # A warning, not a refusal: a force must be able to write what it has to say.
    check.errorStyle = "warning"
    check.add(f"{first_cell}:{last_cell}")
    sheet.add_data_validation(check)
    sheet.freeze_panes = sheet.cell(top + 1, 2).coordinate
    _add_notes(book)
    moment = datetime.combine(request.sent_on, time())
    book.properties.created = book.properties.modified = moment
    book.properties.creator = "foistats"
    book.properties.title = request.title
    book.properties.language = "en-GB"
    written = io.BytesIO()
    book.save(written)
    return without_clock(written.getvalue(), moment)


def _add_notes(book: "Workbook") -> None:
    """A blank sheet for what a force says of its numbers; how to fill it in stands in the letter.

    Whatever stands on it when it comes back is the force's own and is held against the question.
    """
    from openpyxl.styles import Alignment, Font

    sheet = book.create_sheet("Notes")
    sheet.column_dimensions["A"].width = 100
    sheet.cell(1, 1, "Notes").font = Font(name=_FONT, size=14, bold=True)
    for number in range(2, 2 + _LINES_OF_NOTES):
        sheet.cell(number, 1).alignment = Alignment(wrap_text=True, vertical="top")


def _table(request: Request) -> tuple[list[str], list[str]]:
    """The headings from the first column on, and the label of each row."""
    kind = _YEAR.get(request.period_kind, "Period")
    labels = [label_of(period) for period in request.periods]
    if request.categories:
        return ["Category", *labels], [category.name for category in request.categories]
    return [kind, f"Number of {_unit(request)}"], labels


def _unit(request: Request) -> str:
    return "records" if request.unit == "other" else request.unit
