"""Build the reply files of the bundled examples, as `raw/README.md` describes them.

Run once, by hand: `uv run python -m tests.data.build_examples`. It refuses to overwrite a file, for
what lies in raw/ has receipts. Every number is published, or the sum of published ones.
"""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

RAW = Path(__file__).resolve().parents[2] / "raw"
SEXUAL_OFFENCES = "child-sexual-offences-2019"
IMAGES = "child-abuse-images-2021"
YEARS_2019 = ("2014/15", "2015/16", "2016/17", "2017/18", "2018/19")
YEARS_2021 = ("2016/17", "2017/18", "2018/19", "2019/20", "2020/21")
RECONSTRUCTED = "Reconstructed from published figures; see raw/README.md"
RECORDED = "Recorded sexual offences against children"


def build() -> None:
    """Write all nine files."""
    _avon_and_somerset((1118, 1040, 1483, 1371, 1264))
    _devon_and_cornwall((1358, 1498, 1885, 2367, 2463))
    _dorset((332, 422, 354, 628, 768))
    _gloucestershire((335, 381, 504, 489, 525))
    _wiltshire((698, 556, 570, 536, 495))
    _devon_and_cornwall_images((511, 829, 686, 675, 931))
    _dorset_images((185, 266, 265, 226, 212))
    _cheshire_images((226, 348, 349, 403, 506))
    _wiltshire_images(1329)


def _avon_and_somerset(counts: tuple[int, ...]) -> None:
    """A workbook: a title, years across, a printed total, a note below."""
    book = Workbook()
    sheet = book.active
    sheet.title = "FOI response"
    sheet.append(["Avon and Somerset Constabulary: sexual offences against children, by year"])
    sheet.append([])
    sheet.append(["Financial year", *YEARS_2019, "Total"])
    sheet.append(["Offences recorded", *counts, sum(counts)])
    sheet.append([])
    sheet.append([f"Note: {RECONSTRUCTED}"])
    _write_workbook(SEXUAL_OFFENCES, "avon-and-somerset.xlsx", book)


def _devon_and_cornwall(counts: tuple[int, ...]) -> None:
    """A long CSV: one row per count."""
    rows = [["Force", "Financial year", "Offence type", "Offences recorded"]]
    rows += [
        ["Devon & Cornwall Police", year, "Sexual offences against children", str(count)]
        for year, count in zip(YEARS_2019, counts, strict=True)
    ]
    _write_csv(SEXUAL_OFFENCES, "devon-and-cornwall.csv", rows)


def _dorset(counts: tuple[int, ...]) -> None:
    """An OpenDocument sheet: years down, with a printed total."""
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    document = OpenDocumentSpreadsheet()
    sheet = Table(name="Sexual offences")
    rows: list[list[str | int]] = [["Dorset Police"], ["Year", RECORDED]]
    rows += [[year, count] for year, count in zip(YEARS_2019, counts, strict=True)]
    rows += [["Total", sum(counts)], [], [RECONSTRUCTED]]
    for row in rows:
        line = TableRow()
        for value in row:
            number = isinstance(value, int)
            cell = (
                TableCell(valuetype="float", value=value)
                if number
                else TableCell(valuetype="string")
            )
            cell.addElement(P(text=str(value)))
            line.addElement(cell)
        sheet.addElement(line)
    document.spreadsheet.addElement(sheet)
    written = io.BytesIO()
    document.write(written)
    _write(SEXUAL_OFFENCES, "dorset.ods", written.getvalue())


def _gloucestershire(counts: tuple[int, ...]) -> None:
    """A letter in PDF with a ruled table."""
    _write_letter(
        SEXUAL_OFFENCES,
        "gloucestershire.pdf",
        before=[
            "Gloucestershire Constabulary",
            "Freedom of Information request: sexual offences against children",
            "Thank you for your request. The offences recorded are shown in the table below.",
        ],
        table=[["Financial year", "Offences recorded"]]
        + [[year, str(count)] for year, count in zip(YEARS_2019, counts, strict=True)],
    )


def _wiltshire(counts: tuple[int, ...]) -> None:
    """An old workbook: two rows of headings, years across, a printed total."""
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("Wiltshire Police")
    sheet.write_merge(0, 0, 1, len(YEARS_2019), "Financial year")
    for column, year in enumerate((*YEARS_2019, "Total"), start=1):
        sheet.write(1, column, year)
    sheet.write(2, 0, RECORDED)
    for column, count in enumerate((*counts, sum(counts)), start=1):
        sheet.write(2, column, count)
    sheet.write(4, 0, RECONSTRUCTED)
    written = io.BytesIO()
    book.save(written)
    _write(SEXUAL_OFFENCES, "wiltshire.xls", written.getvalue())


def _devon_and_cornwall_images(counts: tuple[int, ...]) -> None:
    """A workbook: years down, each written out with its first and last day."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Indecent images"
    sheet.append(["Period", "Child abuse image offences"])
    for year, count in zip(YEARS_2021, counts, strict=True):
        first = int(year[:4])
        sheet.append([f"1 April {first} to 31 March {first + 1}", count])
    sheet.append([])
    sheet.append([RECONSTRUCTED])
    _write_workbook(IMAGES, "devon-and-cornwall.xlsx", book)


def _dorset_images(counts: tuple[int, ...]) -> None:
    """A CSV: years across, with the total that was published as well."""
    rows = [["", *YEARS_2021, "Total"], ["Child abuse image offences", *counts, sum(counts)]]
    _write_csv(IMAGES, "dorset.csv", rows)


def _cheshire_images(counts: tuple[int, ...]) -> None:
    """A letter in PDF, with the total that was published as well."""
    rows = [[year, str(count)] for year, count in zip(YEARS_2021, counts, strict=True)]
    _write_letter(
        IMAGES,
        "cheshire.pdf",
        before=[
            "Cheshire Constabulary",
            "Freedom of Information request: offences of child abuse images",
            "The number of offences recorded in each financial year was:",
        ],
        table=[["Financial year", "Offences"], *rows, ["Total", f"{sum(counts):,}"]],
    )


def _wiltshire_images(total: int) -> None:
    """A workbook with one number: five years together, and none of them alone."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Reply"
    sheet.append(["Period", "Child abuse image offences"])
    sheet.append(["2016/17 to 2020/21", total])
    sheet.append([])
    sheet.append([RECONSTRUCTED])
    _write_workbook(IMAGES, "wiltshire.xlsx", book)


def _write_letter(request_id: str, name: str, *, before: list[str], table: list[list[str]]) -> None:
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

    written = io.BytesIO()
    style = getSampleStyleSheet()["Normal"]
    grid = Table(table)
    grid.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)]))
    story = [part for text in before for part in (Paragraph(text, style), Spacer(1, 12))]
    story += [grid, Spacer(1, 12), Paragraph(RECONSTRUCTED, style)]
    SimpleDocTemplate(written, pagesize=A4, invariant=1).build(story)
    _write(request_id, name, written.getvalue())


def _write_workbook(request_id: str, name: str, book: Workbook) -> None:
    written = io.BytesIO()
    book.save(written)
    _write(request_id, name, written.getvalue())


def _write_csv(request_id: str, name: str, rows: Sequence[Sequence[object]]) -> None:
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerows(rows)
    _write(request_id, name, written.getvalue().encode())


def _write(request_id: str, name: str, content: bytes) -> None:
    path = RAW / request_id / "documents" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(content)


if __name__ == "__main__":
    build()
