"""A whole is not counted beside its parts, and no count twice, whatever kind of file says so."""

from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

import docx
import pytest

from foistats.documents.model import Merge
from foistats.reading.file import read_reply
from foistats.records import DocumentReading
from tests.golden.documents.builders import PdfTable, build_ods, build_pdf, build_xlsx
from tests.golden.tables.case import asked_of

Cells = Sequence[Sequence[str | int | None]]
Spans = Sequence[tuple[int, int, int, int]]
ASKED = asked_of("dorset", first=2017)
HEAD = ("Offence", "2017/18", "2018/19")
# By what says so: the labels of a whole of 71 and 64, of its parts, and of one line beside them.
FORMS = {
    "blanks": ("Violence", "   With injury", "   Without injury", "Theft"),
    "blanks that don't break": (
        "Violence",
        "\xa0\xa0With injury",
        "\xa0\xa0Without injury",
        "Theft",
    ),
    "dashes": ("Violence", "- With injury", "- Without injury", "Theft"),
    "bullets": ("Violence", "• With injury", "• Without injury", "Theft"),
    "numbers": ("1 Violence", "1.1 With injury", "1.2 Without injury", "2 Theft"),
    "letters": ("Violence", "(a) With injury", "(b) Without injury", "Theft"),
    "figures alone": ("Violence", "With injury", "Without injury", "Theft"),
}


def workbook(folder: Path, rows: Cells, spans: Spans) -> Path:
    areas = [f"{chr(65 + c)}{r + 1}:{chr(65 + d)}{e + 1}" for r, c, e, d in spans]
    return build_xlsx(folder / "reply.xlsx", {"Sheet1": rows}, merges={"Sheet1": areas})


def open_sheet(folder: Path, rows: Cells, spans: Spans) -> Path:
    merges = {(r, c): (e - r + 1, d - c + 1) for r, c, e, d in spans}
    return build_ods(folder / "reply.ods", {"Sheet1": rows}, merges={"Sheet1": merges})


def letter(folder: Path, rows: Cells, spans: Spans) -> Path:
    document = docx.Document()
    document.add_paragraph("Offences recorded")
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for line, row in zip(table.rows, rows, strict=True):
        for cell, value in zip(line.cells, row, strict=True):
            cell.text = "" if value is None else str(value)
    for r, c, e, d in spans:
        text = table.cell(r, c).text
        table.cell(r, c).merge(table.cell(e, d)).text = text
    document.save(str(folder / "reply.docx"))
    return folder / "reply.docx"


def page(folder: Path, rows: Cells, spans: Spans) -> Path:
    covered = {
        (row, col)
        for r, c, e, d in spans
        for row in range(r, e + 1)
        for col in range(c, d + 1)
        if (row, col) != (r, c)
    }
    wide = {(r, c): f' rowspan="{e - r + 1}" colspan="{d - c + 1}"' for r, c, e, d in spans}
    lines = []
    for r, row in enumerate(rows):
        cells = [
            f"<td{wide.get((r, c), '')}>{'' if value is None else escape(str(value))}</td>"
            for c, value in enumerate(row)
            if (r, c) not in covered
        ]
        lines.append(f"<tr>{''.join(cells)}</tr>")
    # A page keeps blanks at the beginning of a cell only where it is told so.
    style = "<style>td { white-space: pre }</style>"
    path = folder / "reply.html"
    path.write_text(f"<html>{style}<p>Offences recorded</p><table>{''.join(lines)}</table></html>")
    return path


def print_out(folder: Path, rows: Cells, spans: Spans) -> Path:
    shown = [((c, r), (d, e)) for r, c, e, d in spans]
    return build_pdf(folder / "reply.pdf", ["Offences recorded", PdfTable(rows, spans=shown)])


BUILDERS = [workbook, open_sheet, letter, page, print_out]
Builder = Callable[[Path, Cells, Spans], Path]


def counts(reading: DocumentReading) -> dict[int, list[int | None]]:
    found: dict[int, list[int | None]] = {}
    for one in reading.observations:
        found.setdefault(one.period.start.year, []).append(one.count.low)
    return {year: sorted(values, key=lambda value: value or 0) for year, values in found.items()}


@pytest.mark.parametrize("build", BUILDERS)
@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_parts_are_counted_and_their_whole_is_not(
    form: tuple[str, ...], build: Builder, tmp_path: Path
) -> None:
    whole, one, other, beside = form
    rows = [HEAD, (whole, 571, 364), (one, 340, 211), (other, 231, 153), (beside, 95, 87)]
    reading = read_reply(build(tmp_path, rows, ()), ASKED)
    assert counts(reading) == {2017: [95, 231, 340], 2018: [87, 153, 211]}


@pytest.mark.parametrize("build", BUILDERS)
@pytest.mark.parametrize("said", ["of which: dwelling", "including dwelling"])
def test_a_line_that_says_it_is_some_of_another_is_not_counted(
    said: str, build: Builder, tmp_path: Path
) -> None:
    rows = [HEAD, ("Burglary", 571, 364), (said, 340, 211), ("Theft", 95, 87)]
    reading = read_reply(build(tmp_path, rows, ()), ASKED)
    assert counts(reading) == {2017: [95, 571], 2018: [87, 364]}


@pytest.mark.parametrize("build", BUILDERS)
@pytest.mark.parametrize("span", [(1, 1, 1, 2), (1, 1, 2, 1)], ids=["two years", "two offences"])
def test_one_count_over_several_lines_is_of_none_alone(
    span: tuple[int, int, int, int], build: Builder, tmp_path: Path
) -> None:
    rows: list[list[str | int | None]] = [
        list(HEAD),
        ["Burglary", 571, 364],
        ["Theft", 95, 87],
        ["Fraud", 12, 10],
    ]
    merge = Merge(*span)
    for row in range(merge.row, merge.row_end + 1):
        for col in range(merge.col, merge.col_end + 1):
            if (row, col) != (merge.row, merge.col):
                rows[row][col] = None
    reading = read_reply(build(tmp_path, rows, [span]), ASKED)
    assert 571 not in [one.count.low for one in reading.observations]
    # What it covers is not silently absent: the sums lack both, or nothing is read.
    assert reading.problems
    assert len(reading.gaps) == 2 or not reading.observations
