"""What is one number in a PDF and what isn't: wrapped, struck, raised and small digits, blanks."""

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from foistats.formats.opening import read_document
from foistats.naming.counts.numbers import exact_number
from tests.golden.documents.pdf_drawing import boxed, drawn
from tests.golden.screening.pdf_writing import annotation, page_of, text_at, write_pdf

HEAD = (("Offence",), ("2017", "/18"), ("2018", "/19"))
NARROW = (90, 30, 30)


def test_digits_wrapped_by_a_narrow_column_are_one_number(tmp_path: Path) -> None:
    rows = [
        HEAD,
        (("Burglary in a", "dwelling"), ("123", "45"), ("134", "56")),
        (("Burglary", "elsewhere"), ("102", "30"), ("1,02", "9")),
    ]
    (grid,) = drawn(tmp_path, lambda page: boxed(page, rows, NARROW)).grids
    assert grid.rows[1:] == [
        ["Burglary in a dwelling", "12345", "13456"],
        ["Burglary elsewhere", "10230", "1,029"],
    ]
    # No other route to a joined number confirms it.
    assert not grid.is_confirmed(1, 1)


def test_a_wrapped_number_beside_one_label_and_one_count_is_one_row(tmp_path: Path) -> None:
    rows = [
        (("Offence",), ("Year",), ("Next",)),
        (("Burglary",), ("123", "45"), ("34",)),
        (("Total",), ("123", "50"), ("40",)),
    ]
    (grid,) = drawn(tmp_path, lambda page: boxed(page, rows, NARROW)).grids
    assert grid.rows[1:] == [["Burglary", "12345", "34"], ["Total", "12350", "40"]]


def test_counts_that_would_fit_on_one_line_are_rows(tmp_path: Path) -> None:
    rows = [
        (("Offence",), ("2017/18",), ("2018/19",)),
        (("Burglary", "Arson"), ("12", "45"), ("13", "56")),
    ]
    (grid,) = drawn(tmp_path, lambda page: boxed(page, rows, (90, 60, 60))).grids
    assert grid.rows[1:] == [["Burglary", "12", "13"], ["Arson", "45", "56"]]


@pytest.mark.parametrize(
    "row",
    [
        # Two labels, or one that is wrapped: 123 and 45, or 12345.
        (("Burglary", "Arson"), ("123", "45"), ("134", "56")),
        # Two numbers would fit on one line, and there is one label for both.
        (("Burglary",), ("1", "4"), ("34",)),
        (("",), ("123", "45"), ("",)),
    ],
)
def test_what_nothing_tells_is_kept_apart(tmp_path: Path, row: tuple[tuple[str, ...], ...]) -> None:
    rows = [(("Offence",), ("Year",), ("Next",)), row, (("Robbery",), ("5",), ("6",))]
    (grid,) = drawn(tmp_path, lambda page: boxed(page, rows, NARROW)).grids
    assert len(grid.rows) == 3
    assert grid.rows[2] == ["Robbery", "5", "6"]
    assert grid.rows[1][1] == " ¦ ".join(row[1])
    assert exact_number(str(grid.rows[1][1])) is None


@pytest.mark.parametrize(
    ("size", "rise", "read"),
    [
        (6, 4, "34¹"),  # raised
        (6, -2, "34¹"),  # lowered
        (10, 3, "34¹"),  # raised and no smaller
        (6, 0, "34₁"),  # on the line: it may be either
        (9, 0, "34₁"),
    ],
)
def test_a_small_or_raised_digit_is_never_part_of_a_number(
    tmp_path: Path, size: float, rise: float, read: str
) -> None:
    def draw(page: Canvas) -> None:
        rows = [(("Offence",), ("2017/18",)), (("Burglary",), ("34",)), (("Robbery",), ("6",))]
        boxed(page, rows, (90, 60))
        page.setFont("Helvetica", size)
        page.drawString(154 + 11.2, 700 - 22 - 14 + rise, "1")

    (grid,) = drawn(tmp_path, draw).grids
    assert grid.rows[1] == ["Burglary", read]
    assert exact_number(read) is None


def test_a_small_digit_before_a_number_is_no_part_of_it(tmp_path: Path) -> None:
    def draw(page: Canvas) -> None:
        boxed(page, [(("Offence",), ("2017/18",)), (("Burglary",), ("",))], (90, 60))
        page.drawString(154, 664, "34")
        page.setFont("Helvetica", 6)
        page.drawString(154 - 3.4, 668, "1")

    (grid,) = drawn(tmp_path, draw).grids
    assert grid.rows[1] == ["Burglary", "¹34"]


def test_a_raised_digit_behind_a_blank_is_a_mark(tmp_path: Path) -> None:
    def draw(page: Canvas) -> None:
        boxed(page, [(("Offence",), ("2017/18",)), (("Burglary",), ("",))], (90, 60))
        text = page.beginText(154, 664)
        text.setFont("Helvetica", 10)
        text.textOut("34 ")
        text.setFont("Helvetica", 6)
        text.setRise(4)
        text.textOut("1")
        page.drawText(text)

    (grid,) = drawn(tmp_path, draw).grids
    assert grid.rows[1] == ["Burglary", "34 ¹"]


@pytest.mark.parametrize("blank", ["\u00a0", " "])
def test_a_blank_within_a_number_in_a_ruled_cell_parts_thousands(
    tmp_path: Path, blank: str
) -> None:
    rows = [(("Offence",), ("2017/18",)), (("Burglary",), (f"1{blank}204",))]
    (grid,) = drawn(tmp_path, lambda page: boxed(page, rows, (90, 60))).grids
    assert exact_number(str(grid.rows[1][1])) == 1204


def test_digits_drawn_apart_in_a_ruled_cell_stay_apart(tmp_path: Path) -> None:
    def draw(page: Canvas) -> None:
        boxed(page, [(("Offence",), ("2017/18",)), (("Burglary",), ("1",))], (90, 60))
        page.drawString(154 + 8.4, 700 - 22 - 14, "204")

    (grid,) = drawn(tmp_path, draw).grids
    assert exact_number(str(grid.rows[1][1])) is None


def test_a_struck_count_is_none(tmp_path: Path) -> None:
    def draw(page: Canvas) -> None:
        rows = [
            (("Offence",), ("2017/18",), ("2018/19",)),
            (("Burglary",), ("34",), ("35 36",)),
            (("Robbery",), ("5",), ("6",)),
        ]
        boxed(page, rows, (90, 60, 60))
        page.setLineWidth(0.6)
        page.line(153, 667.5, 167, 667.5)
        page.line(213, 667.5, 226, 667.5)

    (grid,) = drawn(tmp_path, draw).grids
    assert grid.rows[1] == ["Burglary", "3\u03364\u0336", "36"]
    assert exact_number(str(grid.rows[1][1])) is None
    assert grid.rows[2] == ["Robbery", "5", "6"]


def test_what_is_struck_in_a_letter_is_not_said(tmp_path: Path) -> None:
    def draw(page: Canvas) -> None:
        page.drawString(60, 700, "We recorded 34 35 offences in 2017/18.")
        page.line(121, 703.5, 133, 703.5)

    assert drawn(tmp_path, draw).lines == ["We recorded 35 offences in 2017/18."]


def test_an_underlined_count_is_not_struck(tmp_path: Path) -> None:
    def draw(page: Canvas) -> None:
        boxed(page, [(("Offence",), ("2017/18",)), (("Burglary",), ("34",))], (90, 60))
        page.line(153, 662.5, 167, 662.5)

    assert drawn(tmp_path, draw).grids[0].rows[1] == ["Burglary", "34"]


def test_a_line_behind_a_box_strikes_nothing(tmp_path: Path) -> None:
    def draw(page: Canvas) -> None:
        page.line(50, 703.5, 300, 703.5)
        page.setFillGray(1)
        page.rect(55, 695, 200, 16, stroke=0, fill=1)
        page.setFillGray(0)
        page.drawString(60, 700, "We recorded 34 offences in 2017/18.")

    assert drawn(tmp_path, draw).lines == ["We recorded 34 offences in 2017/18."]


def test_words_marked_as_struck_are_struck(tmp_path: Path) -> None:
    box = "/QuadPoints [107 610 120 610 107 598 120 598] /C [1 0 0]"
    mark = annotation("StrikeOut", (105, 598, 121, 612), box)
    drawn_text = page_of(text_at(60, 600, "Burglary: 34 35 in 2018/19", size=11))
    write_pdf(tmp_path / "reply.pdf", drawn_text, page="/Annots [10 0 R]", objects={10: mark})
    said = "\n".join(read_document(tmp_path / "reply.pdf").lines)
    assert "35 in 2018/19" in said
    assert "34 35" not in said
