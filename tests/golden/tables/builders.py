"""Documents from a drawing of their cells, in every format that has cells."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

Cell = str | int | float | date | None
Rows = list[list[Cell]]


class Percent(float):
    """A share that the workbook shows as a percentage."""


def drawn(drawing: str) -> Rows:
    """The cells of a table drawn with bars; a leading apostrophe keeps a cell's text as it stands.

    A dot alone is a blank line, `\\n` a line break inside a cell, `80%` a formatted share.

    >>> drawn('''
    ... Offence | 2014/15 | 2015
    ... .
    ... Rape | 12 | '1,204 |
    ... ''')
    [['Offence', '2014/15', 2015], [None, None, None], ['Rape', 12, '1,204']]
    """
    rows = [
        [] if line.strip() == "." else [_cell(cell) for cell in line.split("|")]
        for line in drawing.splitlines()
        if line.strip()
    ]
    width = max(len(row) for row in rows)
    padded = [row + [None] * (width - len(row)) for row in rows]
    while width and all(row[width - 1] is None for row in padded):
        width -= 1
    return [row[:width] for row in padded]


def _cell(text: str) -> Cell:
    text = text.strip()
    if not text:
        return None
    if text.startswith("'"):
        return text[1:].rstrip("'").replace("\\n", "\n")
    if text.endswith("%") and text[:-1].lstrip("-").replace(".", "").isdigit():
        return Percent(float(text[:-1]) / 100)
    for kind in (int, float, date.fromisoformat):
        try:
            return kind(text)
        except ValueError:
            continue
    return text.replace("\\n", "\n")


@dataclass(frozen=True)
class Workbook:
    """Builds an xlsx: its sheets in order; merged areas, hidden columns and rows by sheet."""

    sheets: Mapping[str, Rows]
    merges: Mapping[str, Sequence[str]] = field(default_factory=dict)
    hidden_columns: Mapping[str, Sequence[str]] = field(default_factory=dict)
    hidden_rows: Mapping[str, Sequence[int]] = field(default_factory=dict)

    def __call__(self, path: Path) -> None:
        """Write the file."""
        import openpyxl

        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for name, rows in self.sheets.items():
            sheet = book.create_sheet(name)
            for r, row in enumerate(rows, 1):
                for c, value in enumerate(row, 1):
                    if value is None:
                        continue
                    cell = sheet.cell(r, c, float(value) if isinstance(value, Percent) else value)
                    if isinstance(value, Percent):
                        cell.number_format = "0%"
            for area in self.merges.get(name, ()):
                sheet.merge_cells(area)
            for letter in self.hidden_columns.get(name, ()):
                sheet.column_dimensions[letter].hidden = True
            for number in self.hidden_rows.get(name, ()):
                sheet.row_dimensions[number].hidden = True
        book.save(path)


@dataclass(frozen=True)
class OldWorkbook:
    """Builds an .xls of 1997."""

    sheets: Mapping[str, Rows]

    def __call__(self, path: Path) -> None:
        """Write the file."""
        import xlwt  # type: ignore[import-untyped]  # no types

        book = xlwt.Workbook()
        for name, rows in self.sheets.items():
            sheet = book.add_sheet(name)
            for r, row in enumerate(rows):
                for c, value in enumerate(row):
                    if value is not None:
                        sheet.write(r, c, value)
        book.save(str(path))


@dataclass(frozen=True)
class OpenDocument:
    """Builds an .ods with typed numbers, and rows repeated below as LibreOffice leaves them."""

    sheets: Mapping[str, Rows]

    def __call__(self, path: Path) -> None:
        """Write the file."""
        from odf.opendocument import OpenDocumentSpreadsheet  # type: ignore[import-untyped]  # no types
        from odf.table import Table, TableCell, TableRow  # type: ignore[import-untyped]  # no types
        from odf.text import P  # type: ignore[import-untyped]  # no types

        book = OpenDocumentSpreadsheet()
        for name, rows in self.sheets.items():
            table = Table(name=name)
            for row in rows:
                line = TableRow()
                for value in row:
                    if value is None:
                        line.addElement(TableCell())
                        continue
                    kind: dict[str, Any] = {"valuetype": "string"}
                    if isinstance(value, int | float):
                        kind = {"valuetype": "float", "value": str(value)}
                    cell = TableCell(**kind)
                    cell.addElement(P(text=str(value)))
                    line.addElement(cell)
                table.addElement(line)
            table.addElement(TableRow(numberrowsrepeated="1000"))
            book.spreadsheet.addElement(table)
        book.save(str(path))


@dataclass(frozen=True)
class Separated:
    """Builds a text table."""

    rows: Rows
    delimiter: str = ","
    encoding: str = "utf-8"

    def __call__(self, path: Path) -> None:
        """Write the file."""
        with path.open("w", encoding=self.encoding, newline="") as lines:
            csv.writer(lines, delimiter=self.delimiter).writerows(self.rows)


class Ruled(NamedTuple):
    """A table with lines round its cells, or only between its rows.

    `repeat` rows stand again on each page; `spans` are joined cells, as (col, row) to (col, row);
    `label_width` in points wraps the labels of the first column.
    """

    rows: Rows
    repeat: int = 0
    rules: str = "GRID"
    spans: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    label_width: int | None = None


class Unruled(NamedTuple):
    """A table that only the alignment of its words makes one."""

    rows: Rows


class Gap(NamedTuple):
    """White space down the page, in points."""

    height: int


@dataclass(frozen=True)
class Letter:
    """Builds a PDF letter: paragraphs, tables and gaps, top to bottom."""

    parts: Sequence[str | Ruled | Unruled | Gap]

    def __call__(self, path: Path) -> None:
        """Write the file."""
        from reportlab.lib.colors import black  # type: ignore[import-untyped]  # no types
        from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]  # no types
        from reportlab.lib.styles import getSampleStyleSheet  # type: ignore[import-untyped]  # no types
        from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle  # type: ignore[import-untyped]  # no types

        normal = getSampleStyleSheet()["Normal"]
        flow: list[Any] = []
        for part in self.parts:
            if isinstance(part, str):
                flow += [Paragraph(part, normal), Spacer(1, 10)]
            elif isinstance(part, Gap):
                flow.append(Spacer(1, part.height))
            else:
                cells: list[list[Any]] = [
                    ["" if cell is None else str(cell) for cell in row] for row in part.rows
                ]
                style: list[Any] = [("ALIGN", (1, 0), (-1, -1), "RIGHT")]
                widths = None
                repeat = 0
                if isinstance(part, Ruled):
                    repeat = part.repeat
                    style.append((part.rules, (0, 0), (-1, -1), 0.5, black))
                    style += [("SPAN", first, last) for first, last in part.spans]
                    if part.label_width:
                        widths = [part.label_width] + [60] * (len(cells[0]) - 1)
                        cells = [[Paragraph(row[0], normal), *row[1:]] for row in cells]
                table = Table(cells, widths, repeatRows=repeat, hAlign="LEFT")
                table.setStyle(TableStyle(style))
                flow += [table, Spacer(1, 10)]
        SimpleDocTemplate(str(path), pagesize=A4, invariant=1).build(flow)
