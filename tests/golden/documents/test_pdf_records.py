"""Lists of records in PDF: many lines of texts in columns, over many pages."""

import time
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from tests.golden.documents.pdf_drawing import drawn

YEARS = ("2019/2020", "2020/2021", "2021/2022")
KINDS = ("SEXUAL OFFENCES", "THEFT", "VIOLENCE AGAINST THE PERSON")
OUTCOMES = ("Type 1 - Charged", "Type 16 - Named Suspect - Victim Unsupportive")


def records(many: int) -> list[list[str]]:
    return [[str(n + 1), YEARS[n % 3], KINDS[n % 3 - 1], OUTCOMES[n % 2]] for n in range(many)]


def lay_out(page: Canvas, rows: list[list[str]], *, to_a_page: int) -> None:
    for start in range(0, len(rows), to_a_page):
        page.setFont("Helvetica", 6)
        for number, row in enumerate(rows[start : start + to_a_page]):
            for left, text in zip((30, 80, 160, 360), row, strict=True):
                page.drawString(left, 810 - 8 * number, text)
        page.showPage()


def test_records_over_pages_are_one_table(tmp_path: Path) -> None:
    rows = [["No", "Year", "Offence", "Outcome"], *records(130)]
    document = drawn(tmp_path, lambda page: lay_out(page, rows, to_a_page=60))
    (grid,) = document.grids
    assert grid.rows == rows
    assert document.passages == []


def test_headings_on_each_page_are_rows_of_the_list_and_a_letterhead_is_none(
    tmp_path: Path,
) -> None:
    head = ["No", "Year", "Offence", "Outcome"]
    rows = records(118)
    pages = [[head, *rows[:59]], [head, *rows[59:]]]

    def draw(page: Canvas) -> None:
        for lines in pages:
            page.setFont("Helvetica", 6)
            page.drawString(30, 826, "Reply of the force to a request for information")
            for number, row in enumerate(lines):
                for left, text in zip((30, 80, 160, 360), row, strict=True):
                    page.drawString(left, 810 - 8 * number, text)
            page.showPage()

    (grid,) = drawn(tmp_path, draw).grids
    assert grid.rows == [*pages[0], *pages[1]]


def test_thirty_pages_of_records_take_a_few_seconds(tmp_path: Path) -> None:
    rows = records(2200)
    began = time.process_time()
    (grid,) = drawn(tmp_path, lambda page: lay_out(page, rows, to_a_page=74)).grids
    assert grid.rows == rows
    # About 5 seconds; letters compared with all others of their page took more than 45.
    assert time.process_time() - began < 25


def test_running_text_is_no_list_of_records(tmp_path: Path) -> None:
    def draw(page: Canvas) -> None:
        for number in range(12):
            page.drawString(60, 700 - 12 * number, "We hold no record of that in any of the years.")

    assert drawn(tmp_path, draw).grids == []
