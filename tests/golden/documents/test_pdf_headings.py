"""Headings in PDF stand over their own columns: turned, nearly touching, over two columns."""

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from foistats.documents.model import Merge
from foistats.formats.opening import read_document
from tests.golden.documents.builders import PdfTable, build_pdf
from tests.golden.documents.pdf_drawing import boxed, drawn

BODY = [("Dorset", "56", "1", "57"), ("Wiltshire", "53", "2", "55"), ("Kent", "27", "4", "31")]


def body(page: Canvas, *, top: float = 680) -> None:
    """Rows of counts that end at 210, 260 and 300."""
    for number, (label, *counts) in enumerate(BODY):
        page.drawString(60, top - 14 * number, label)
        for right, count in zip((210, 260, 300), counts, strict=True):
            page.drawRightString(right, top - 14 * number, count)


def turned(page: Canvas, x: float, y: float, text: str, *, angle: int) -> None:
    page.saveState()
    page.translate(x, y)
    page.rotate(angle)
    page.drawString(0, 0, text)
    page.restoreState()


@pytest.mark.parametrize("angle", [90, 270])
def test_turned_headings_stand_over_their_columns(tmp_path: Path, angle: int) -> None:
    def draw(page: Canvas) -> None:
        # Lines of one heading follow each other to the right if it reads upwards, else to the left.
        step, foot = (11, 701) if angle == 90 else (-11, 742)
        page.drawString(60, 701, "Force")
        for middle, lines in (
            (206, ["Charged"]),
            (256, ["Not", "Stated"]),
            (296, ["Total", "Used"]),
        ):
            for number, line in enumerate(lines):
                turned(page, middle + step * (number - 0.3), foot, line, angle=angle)
        body(page)

    (grid,) = drawn(tmp_path, draw).grids
    assert grid.rows == [["Force", "Charged", "Not Stated", "Total Used"], *map(list, BODY)]


@pytest.mark.parametrize("angle", [90, 270])
def test_a_turned_heading_of_several_words_reads_along_its_line(tmp_path: Path, angle: int) -> None:
    def draw(page: Canvas) -> None:
        boxed(page, [(("Force",) * 5, ("",), ("",)), (("Kent",), ("27",), ("4",))], (80, 40, 40))
        for middle, line in ((164, "Not yet stated"), (204, "Total used")):
            turned(page, middle, 632 if angle == 90 else 698, line, angle=angle)

    (grid,) = drawn(tmp_path, draw).grids
    assert [str(value).split(" ", 1)[-1] for value in grid.rows[0][1:]] == ["yet stated", "used"]
    assert grid.rows[0][1:] == ["Not yet stated", "Total used"]
    assert grid.rows[1] == ["Kent", "27", "4"]


@pytest.mark.parametrize("gap", [1.0, 1.3, 3.5])
def test_two_headings_that_nearly_touch_are_two(tmp_path: Path, gap: float) -> None:
    def draw(page: Canvas) -> None:
        page.setFont("Helvetica", 6)
        page.drawString(60, 700, "Category")
        for right, head in ((160, "Oct-18"), (190, "Nov-18")):
            page.drawRightString(right, 700, head)
        page.drawString(190 + gap, 700, "Grand Total")
        for number, label in enumerate(("Flats", "Houses", "Other homes")):
            page.drawString(60, 690 - 9 * number, label)
            for right, count in ((160, "1200"), (190, "1500"), (216, "2700")):
                page.drawRightString(right, 690 - 9 * number, count)

    (grid,) = drawn(tmp_path, draw).grids
    assert grid.rows[0] == ["Category", "Oct-18", "Nov-18", "Grand Total"]
    assert grid.merges == ()


def test_headings_that_overlap_a_little_are_told_apart(tmp_path: Path) -> None:
    def draw(page: Canvas) -> None:
        heads = ("Oct-18", "Nov-18")
        for right, head in zip((210, 240), heads, strict=True):
            page.drawRightString(right, 700, head)
        page.drawString(60, 700, "Category")
        page.drawString(239, 700, "Grand Total")
        for number, label in enumerate(("Flats", "Houses")):
            page.drawString(60, 686 - 14 * number, label)
            for right, count in ((210, "12"), (240, "15"), (292, "27")):
                page.drawRightString(right, 686 - 14 * number, count)

    (grid,) = drawn(tmp_path, draw).grids
    assert grid.rows[0] == ["Category", "Oct-18", "Nov-18", "Grand Total"]


def test_headings_drawn_letter_by_letter_are_words(tmp_path: Path) -> None:
    def draw(page: Canvas) -> None:
        rows = [("Offence", "2017/18", "2018/19"), ("Burglary", "1234", "35"), ("Theft", "5", "6")]
        for number, row in enumerate(rows):
            for left, text in zip((60, 210, 290), row, strict=True):
                for index, letter in enumerate(text):
                    at = left + page.stringWidth(text[:index], "Helvetica", 10)
                    page.drawString(at, 700 - 14 * number, letter)

    (grid,) = drawn(tmp_path, draw).grids
    assert grid.rows[0] == ["Offence", "2017/18", "2018/19"]
    assert grid.rows[1] == ["Burglary", "1234", "35"]


def test_a_heading_over_two_columns_stays_one(tmp_path: Path) -> None:
    def draw(page: Canvas) -> None:
        page.drawString(60, 714, "Force")
        page.drawCentredString(252, 714, "Number of offences")
        for right, head in ((210, "2019"), (260, "2020"), (300, "2021")):
            page.drawRightString(right, 700, head)
        body(page, top=686)

    (grid,) = drawn(tmp_path, draw).grids
    assert grid.rows[0] == ["Force", "Number of offences", None, None]
    assert grid.merges == (Merge(0, 1, 0, 3),)


def test_a_count_over_two_ruled_columns_is_merged(tmp_path: Path) -> None:
    rows = [["Offence", "2017/18", "2018/19"], ["Burglary", "12", None], ["Robbery", "5", "6"]]
    table = PdfTable(rows, spans=[((1, 1), (2, 1))])
    (grid,) = read_document(build_pdf(tmp_path / "reply.pdf", [table])).grids
    assert grid.rows == rows
    assert grid.merges == (Merge(1, 1, 1, 2),)


def test_a_title_within_the_frame_of_a_table_is_a_row_of_its_own(tmp_path: Path) -> None:
    def draw(page: Canvas) -> None:
        page.drawString(120, 706, "Burglary by year")
        page.rect(60, 700, 210, 20)
        rows = [(("Force",), ("2017/18",), ("2018/19",)), (("Kent",), ("27",), ("4",))]
        boxed(page, rows, (90, 60, 60))
        # No rule parts the title from the headings.
        page.setStrokeGray(1)

    (grid,) = drawn(tmp_path, draw).grids
    assert grid.rows[-2:] == [["Force", "2017/18", "2018/19"], ["Kent", "27", "4"]]


def test_a_frame_around_the_page_takes_no_words_of_its_tables(tmp_path: Path) -> None:
    def draw(page: Canvas) -> None:
        page.rect(20, 20, 555, 800)
        page.line(20, 790, 575, 790)
        page.line(300, 790, 300, 820)
        page.drawString(30, 800, "Official")
        page.drawString(310, 800, "Reply 12")
        boxed(page, [(("Force",), ("2017/18",)), (("Kent",), ("27",))], (90, 60))

    grids = drawn(tmp_path, draw).grids
    assert [["Force", "2017/18"], ["Kent", "27"]] in [grid.rows for grid in grids]
    assert sum(value == "27" for grid in grids for row in grid.rows for value in row) == 1


def test_labels_that_stand_further_in_are_told_by_steps(tmp_path: Path) -> None:
    def draw(page: Canvas) -> None:
        page.drawString(60, 714, "Offence")
        page.drawRightString(260, 714, "2017/18")
        labels = ((60, "Violence"), (70, "with injury"), (80, "grievous"), (60, "Arson"))
        for number, (left, label) in enumerate(labels):
            page.drawString(left, 700 - 14 * number, label)
            page.drawRightString(260, 700 - 14 * number, f"{number}0")

    (grid,) = drawn(tmp_path, draw).grids
    assert grid.indents == {(2, 0): 1, (3, 0): 2}


def test_labels_set_in_the_middle_have_no_steps(tmp_path: Path) -> None:
    def draw(page: Canvas) -> None:
        page.drawCentredString(100, 714, "Offence")
        page.drawRightString(260, 714, "2017/18")
        for number, label in enumerate(("Violence", "Arson", "Theft")):
            page.drawCentredString(100, 700 - 14 * number, label)
            page.drawRightString(260, 700 - 14 * number, f"{number}0")

    (grid,) = drawn(tmp_path, draw).grids
    assert grid.indents == {}


@pytest.mark.parametrize("gap", [5.0, 8.0])
def test_a_narrow_first_column_of_counts_stands_apart_from_the_labels(
    tmp_path: Path, gap: float
) -> None:
    rows = (("Offence", "2017/18", "2018/19"), ("Burglary", "12", "34"), ("Robbery", "5", "6"))

    def draw(page: Canvas) -> None:
        widest = max(page.stringWidth(row[0], "Helvetica", 10) for row in rows)
        for number, row in enumerate(rows):
            for left, text in zip((60, 60 + widest + gap, 170), row, strict=True):
                page.drawString(left, 700 - 15 * number, text)

    (grid,) = drawn(tmp_path, draw).grids
    assert grid.rows == [list(row) for row in rows]


def test_numbers_within_labels_stay_there(tmp_path: Path) -> None:
    def draw(page: Canvas) -> None:
        for number, row in enumerate((("", "2018/19"), ("Area 1", "34"), ("Area 2", "6"))):
            for left, text in zip((60, 170), row, strict=True):
                page.drawString(left, 700 - 15 * number, text)

    (grid,) = drawn(tmp_path, draw).grids
    assert grid.rows[1:] == [["Area 1", "34"], ["Area 2", "6"]]


def test_cells_drawn_one_by_one_a_blank_apart_are_columns_below_their_headings(
    tmp_path: Path,
) -> None:
    rows = (("Offence", "2017/18", "2018/19"), ("Burglary", "12", "34"), ("Robbery", "5", "6"))

    def draw(page: Canvas) -> None:
        for number, row in enumerate(rows):
            for left, text in zip((60, 104, 150), row, strict=True):
                page.drawString(left, 700 - 15 * number, text)

    (grid,) = drawn(tmp_path, draw).grids
    assert grid.rows == [list(row) for row in rows]


def test_words_drawn_one_by_one_stay_a_label_without_a_heading_over_them(tmp_path: Path) -> None:
    def draw(page: Canvas) -> None:
        for number, row in enumerate(
            (("", "", "2018/19"), ("Area", "1", "34"), ("Area", "2", "6"))
        ):
            for left, text in zip((60, 84, 150), row, strict=True):
                page.drawString(left, 700 - 15 * number, text)

    (grid,) = drawn(tmp_path, draw).grids
    assert grid.rows[1:] == [["Area 1", "34"], ["Area 2", "6"]]
