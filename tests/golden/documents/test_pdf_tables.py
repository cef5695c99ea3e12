"""Tables in PDF: with rules, without, over page breaks, and text that must not be read."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from foistats.documents.model import Document, Merge
from foistats.errors import DocumentRefused
from foistats.formats.opening import enter, read_document
from schemas.channels import Channel
from schemas.problem_codes import ProblemCode
from tests.golden.documents.builders import PdfTable, build_pdf

HEADER = ["Offence", "2014/15", "2015/16", "Total"]
ROWS = [
    ["Rape", "1,118", "12", "1,130"],
    ["Sexual assault", "7", None, "7"],
    ["Grooming", "*", "<5", "-"],
    ["Total", "1,125", "12", "1,137"],
]
TABLE = [HEADER, *ROWS]
LONG = [HEADER, *([f"Offence {n}", str(n), str(2 * n), str(3 * n)] for n in range(1, 60))]
LABEL = "Racially or religiously aggravated public fear, alarm or distress"


def read(path: Path, *parts: str | PdfTable, height: float = 842) -> Document:
    return read_document(build_pdf(path / "reply.pdf", parts, page_height=height))


def drawn(path: Path, draw: Callable[[Canvas], None]) -> Document:
    page = Canvas(str(path / "reply.pdf"), pagesize=(595, 842), invariant=1)
    page.setFont("Helvetica", 10)
    draw(page)
    page.save()
    return read_document(path / "reply.pdf")


def put(page: Canvas, *lines: tuple[str, ...], top: float = 700) -> None:
    """Lines of a table by hand: the first column to the left, the others to the right."""
    for number, (label, *counts) in enumerate(lines):
        page.drawString(50, top - 20 * number, label)
        for column, count in enumerate(counts):
            page.drawRightString(250 + 80 * column, top - 20 * number, count)


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize("right", [True, False])
def test_a_table_is_read_cell_by_cell(tmp_path: Path, ruled: bool, right: bool) -> None:
    document = read(
        tmp_path,
        "Dear Sir, in 2015 we recorded 12 of them.",
        "Table 1",
        PdfTable(TABLE, ruled=ruled, right=right),
        "Source: our records, 3 May 2016.",
    )
    (grid,) = document.grids
    assert grid.rows == TABLE
    assert grid.place(1, 1) == "page 1, table 1, row 2, col 2"
    assert grid.caption == ("Dear Sir, in 2015 we recorded 12 of them.", "Table 1")
    assert grid.notes == ("Source: our records, 3 May 2016.",)
    assert document.lines == [*grid.caption, *grid.notes]
    assert document.remarks == []


@pytest.mark.parametrize("ruled", [True, False])
def test_a_wrapped_label_is_one_row(tmp_path: Path, ruled: bool) -> None:
    rows = [HEADER, [LABEL, "8", "15", "23"], ["Rape", "1", "2", "3"], [LABEL, "3", "4", "7"]]
    table = PdfTable(rows, ruled=ruled, wrap=True, widths=[130, 60, 60, 60])
    (grid,) = read(tmp_path, table).grids
    assert grid.rows == rows


@pytest.mark.parametrize("ruled", [True, False])
def test_a_table_over_a_page_break_is_one_grid(tmp_path: Path, ruled: bool) -> None:
    (grid,) = read(tmp_path, "Table 1", PdfTable(LONG, ruled=ruled), "The end.").grids
    assert grid.rows == LONG
    assert {page for page, _, _ in grid.origins} == {1, 2}
    second = next(row for row, (page, _, _) in enumerate(grid.origins) if page == 2)
    assert grid.place(second, 0) == "page 2, table 1, row 1, col 1"
    assert grid.caption == ("Table 1",)
    assert grid.notes == ("The end.",)


@pytest.mark.parametrize("ruled", [True, False])
def test_a_header_repeated_after_a_page_break_is_a_row(tmp_path: Path, ruled: bool) -> None:
    (grid,) = read(tmp_path, PdfTable(LONG, ruled=ruled, repeat=1)).grids
    second = next(row for row, (page, _, _) in enumerate(grid.origins) if page == 2)
    assert grid.rows[second] == HEADER
    assert [row for i, row in enumerate(grid.rows) if i != second] == LONG


@pytest.mark.parametrize("ruled", [True, False])
def test_a_title_between_two_pages_keeps_their_tables_apart(tmp_path: Path, ruled: bool) -> None:
    table = PdfTable(TABLE, ruled=ruled)
    document = read(tmp_path, table, "\f", "Table 2 has arrests", table)
    assert [grid.rows for grid in document.grids] == [TABLE, TABLE]
    assert document.grids[1].caption == ("Table 2 has arrests",)


@pytest.mark.parametrize("ruled", [True, False])
def test_two_tables_on_a_page_are_two_grids(tmp_path: Path, ruled: bool) -> None:
    other = [["Force area", "2016/17"], ["Dorset", "5"], ["Wiltshire", "6"]]
    document = read(
        tmp_path, PdfTable(TABLE, ruled=ruled), "Second, by area", PdfTable(other, ruled=ruled)
    )
    assert [grid.rows for grid in document.grids] == [TABLE, other]
    assert document.grids[0].notes == ("Second, by area",)
    assert document.grids[1].caption == ("Second, by area",)
    assert document.grids[1].place(1, 1) == "page 1, table 2, row 2, col 2"


def test_a_header_over_two_columns_is_merged(tmp_path: Path) -> None:
    rows = [["Offence", "2014/15", None, "2015/16", None], ["Rape", "1", "2", "3", "4"]]
    (grid,) = read(tmp_path, PdfTable(rows, spans=[((1, 0), (2, 0)), ((3, 0), (4, 0))])).grids
    assert grid.rows == rows
    assert grid.merges == (Merge(0, 1, 0, 2), Merge(0, 3, 0, 4))


def test_a_label_over_two_rows_is_merged(tmp_path: Path) -> None:
    rows = [["Rape", "2014/15", "1"], [None, "2015/16", "2"], ["Theft", "2014/15", "3"]]
    (grid,) = read(tmp_path, PdfTable(rows, spans=[((0, 0), (0, 1))])).grids
    assert grid.rows == rows
    assert grid.merges == (Merge(0, 0, 1, 0),)


def test_rows_that_no_rule_divides_are_told_apart_by_their_counts(tmp_path: Path) -> None:
    def draw(page: Canvas) -> None:
        put(page, ("Offence", "2014/15", "2015/16"), ("Rape", "1", "2"), ("Theft", "3", "4"))
        page.rect(40, 650, 300, 65)
        for x in (190, 262):
            page.line(x, 650, x, 715)

    (grid,) = drawn(tmp_path, draw).grids
    assert grid.rows == [["Offence", "2014/15", "2015/16"], ["Rape", "1", "2"], ["Theft", "3", "4"]]


def test_a_single_row_after_a_page_break_is_not_lost(tmp_path: Path) -> None:
    def draw(page: Canvas) -> None:
        put(page, ("Offence", "2014/15"), ("Rape", "1"), ("Theft", "3"), top=100)
        page.showPage()
        page.setFont("Helvetica", 10)
        put(page, ("Total", "4"), top=780)

    (grid,) = drawn(tmp_path, draw).grids
    assert grid.rows == [["Offence", "2014/15"], ["Rape", "1"], ["Theft", "3"], ["Total", "4"]]


def test_page_numbers_do_not_part_a_table(tmp_path: Path) -> None:
    def draw(page: Canvas) -> None:
        for number, lines in enumerate(
            [[("Offence", "2014/15"), ("Rape", "1")], [("Theft", "3"), ("Total", "4")]], 1
        ):
            page.setFont("Helvetica", 10)
            page.drawString(270, 30, f"Page {number} of 2")
            page.drawString(50, 810, "Official")
            put(page, *lines, top=760)
            page.showPage()

    (grid,) = drawn(tmp_path, draw).grids
    assert grid.rows == [["Offence", "2014/15"], ["Rape", "1"], ["Theft", "3"], ["Total", "4"]]


def test_two_counts_in_one_cell_are_never_joined(tmp_path: Path) -> None:
    rows = [["Offence", "2014/15"], ["Rape", "5 3"], ["Theft", "1 108"]]
    (grid,) = read(tmp_path, PdfTable(rows)).grids
    assert grid.rows[1] == ["Rape", "5 ¦ 3"]
    # Drawn in one go within four rules: its blank parts thousands.
    assert grid.rows[2] == ["Theft", "1\u00a0108"]


def test_a_footnote_mark_is_no_digit(tmp_path: Path) -> None:
    def draw(page: Canvas) -> None:
        put(page, ("Offence", "2014/15"), ("Rape", "12"), ("Theft", "635"))
        page.setFont("Helvetica", 6)
        page.drawString(250.2, 664, "1")

    assert drawn(tmp_path, draw).grids[0].rows[2] == ["Theft", "635¹"]


def test_bold_text_drawn_twice_is_read_once(tmp_path: Path) -> None:
    def draw(page: Canvas) -> None:
        put(page, ("Offence", "2014/15"), ("Rape", "11"))
        page.translate(0.3, 0)
        put(page, ("Offence", "2014/15"), ("Rape", "11"))

    assert drawn(tmp_path, draw).grids[0].rows == [["Offence", "2014/15"], ["Rape", "11"]]


@pytest.mark.parametrize("angle", [90, 270, 180])
def test_a_table_laid_sideways_is_read_along_its_lines(tmp_path: Path, angle: int) -> None:
    def draw(page: Canvas) -> None:
        page.translate(297, 421)
        page.rotate(angle)
        page.translate(-300, -650)
        put(page, ("Offence", "2014/15"), ("Rape", "12"), ("Theft", "1,108"))

    assert drawn(tmp_path, draw).grids[0].rows == [
        ["Offence", "2014/15"],
        ["Rape", "12"],
        ["Theft", "1,108"],
    ]


def test_what_nobody_can_see_is_not_read(tmp_path: Path) -> None:
    def draw(page: Canvas) -> None:
        put(page, ("Offence", "2014/15"), ("Rape", "12"), ("Theft", "13"))
        page.rect(220, 675, 40, 14, fill=1)
        page.setFillGray(1)
        put(page, ("Arson", "14"), top=600)

    document = drawn(tmp_path, draw)
    assert document.grids[0].rows == [["Offence", "2014/15"], ["Rape", None], ["Theft", "13"]]
    assert [(code, place) for code, place, _ in document.remarks] == [
        (ProblemCode.HIDDEN_CELLS, "page 1")
    ]
    assert "14" not in document.remarks[0][2]


def test_white_text_in_a_dark_header_is_read(tmp_path: Path) -> None:
    def draw(page: Canvas) -> None:
        page.rect(40, 693, 240, 18, fill=1)
        page.setFillGray(1)
        put(page, ("Offence", "2014/15"))
        page.setFillGray(0)
        put(page, ("Rape", "12"), ("Theft", "13"), top=680)

    document = drawn(tmp_path, draw)
    assert document.grids[0].rows == [["Offence", "2014/15"], ["Rape", "12"], ["Theft", "13"]]
    assert document.remarks == []


@pytest.mark.parametrize("mode", [3, 0])
def test_a_text_layer_over_or_under_a_scan_is_refused(tmp_path: Path, mode: int) -> None:
    scan = ImageReader(Image.new("RGB", (60, 84), "beige"))

    def draw(page: Canvas) -> None:
        if mode == 3:
            page.drawImage(scan, 0, 0, 595, 842)
        text = page.beginText(50, 700)
        text.setTextRenderMode(mode)
        text.textLine("Rape 12")
        page.drawText(text)
        if mode == 0:
            page.drawImage(scan, 0, 0, 595, 842)

    with pytest.raises(DocumentRefused, match="invisible text"):
        drawn(tmp_path, draw)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_unseen_text_is_left_out_however_the_page_is_turned_and_cut(
    tmp_path: Path, turn: int
) -> None:
    def draw(page: Canvas) -> None:
        page.setPageRotation(turn)
        page.setCropBox((20, 30, 560, 560))
        put(page, ("Offence", "2014/15"), ("Rape", "12"), ("Theft", "13"), top=500)
        page.setFillGray(1)
        put(page, ("Arson", "17"), top=440)

    (grid,) = drawn(tmp_path, draw).grids
    assert grid.rows == [["Offence", "2014/15"], ["Rape", "12"], ["Theft", "13"]]


def test_a_number_across_a_rule_is_refused_and_not_cut(tmp_path: Path) -> None:
    rows = [["Offence", "2014/15", "2015/16"], ["Rape", "123456", "7"]]
    document = read(tmp_path, PdfTable(rows, widths=[80, 18, 18], right=False))
    assert document.grids == []
    ((code, place, found),) = document.remarks
    assert (code, place) == (ProblemCode.LAYOUT_UNCLEAR, "page 1")
    assert "runs across the rule" in found


def test_a_number_that_the_pages_edge_cuts_is_never_shortened(tmp_path: Path) -> None:
    def draw(page: Canvas) -> None:
        for y, (label, count) in zip(
            (700, 680), (("Rape", "1234567"), ("Theft", "7")), strict=True
        ):
            page.drawString(480, y, label)
            page.drawString(570, y, count)

    (grid,) = drawn(tmp_path, draw).grids
    assert str(grid.rows[0][1]).endswith("¦")
    assert grid.rows[1] == ["Theft", "7"]


def test_columns_that_run_together_are_refused(tmp_path: Path) -> None:
    def draw(page: Canvas) -> None:
        put(page, ("Offence", "2014/15"), ("Rape", "12"), ("Theft", "13"))
        page.drawString(241, 660, "")
        page.drawString(232, 640, "88888")
        page.drawString(50, 640, "Arson")
        page.drawString(250 + 12, 640, "99")
        page.drawString(50, 620, "Other")
        page.drawString(240, 620, "5")
        page.drawString(255, 620, "777")

    document = drawn(tmp_path, draw)
    assert ProblemCode.LAYOUT_UNCLEAR in [code for code, _, _ in document.remarks]
    assert document.grids == []


def test_a_letter_without_tables_gives_its_lines_alone(tmp_path: Path) -> None:
    document = read(tmp_path, "Dear Sir,", "We recorded 12 offences in 2015/16 and 14 in 2016/17.")
    assert document.grids == []
    assert document.lines[1] == "We recorded 12 offences in 2015/16 and 14 in 2016/17."


@pytest.mark.parametrize(("usual", "is_hidden"), [(10.0, True), (2.5, False)])
def test_letters_of_two_points_are_hidden_beside_others_of_ten(
    tmp_path: Path, usual: float, *, is_hidden: bool
) -> None:
    path = tmp_path / "r.pdf"
    page = Canvas(str(path), pagesize=(595, 842), invariant=1)
    for number, row in enumerate((("Year", "Offences"), ("2017/18", "12"), ("2018/19", "34"))):
        page.setFont("Helvetica", 2.5 if number == 2 else usual)
        page.drawString(60, 700 - 15 * number, row[0])
        page.drawString(160, 700 - 15 * number, row[1])
    page.save()
    entered = enter(path.read_bytes(), "r.pdf")
    found = [(one.channel, one.amount) for one in entered.hidden]
    assert found == ([(Channel.TINY_TEXT, 2)] if is_hidden else [])
