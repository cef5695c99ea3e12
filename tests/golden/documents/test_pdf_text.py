"""Running text of PDFs as paragraphs: by distance, indentation and size."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from foistats.documents.model import Document
from foistats.errors import DocumentRefused
from foistats.formats.opening import read_document
from schemas.problem_codes import ProblemCode
from tests.golden.documents.builders import PdfTable, build_pdf
from tests.golden.screening.pdf_writing import stream, write_pdf

Text = tuple[float, float, str]


def drawn(path: Path, *pages: Sequence[Text], size: float = 10) -> Document:
    canvas = Canvas(str(path / "reply.pdf"), pagesize=(595, 842), invariant=1)
    for page in pages:
        canvas.setFont("Helvetica", size)
        for x, y, text in page:
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return read_document(path / "reply.pdf")


def texts(document: Document) -> list[str]:
    return [passage.text for passage in document.passages]


def lines(*said: str, top: float = 700, step: float = 12, x: float = 50) -> list[Text]:
    return [(x, top - step * number, text) for number, text in enumerate(said)]


def test_lines_close_to_each_other_are_a_paragraph(tmp_path: Path) -> None:
    document = drawn(
        tmp_path,
        [
            *lines("Dear Ms Smith,"),
            *lines("I can confirm that we recorded 39 offences in", "the year 2018/19.", top=676),
            *lines("Yours sincerely,", top=640),
        ],
    )
    assert [tuple(one) for one in document.passages] == [
        ("page 1, paragraph 1", "Dear Ms Smith,"),
        (
            "page 1, paragraph 2",
            "I can confirm that we recorded 39 offences in\nthe year 2018/19.",
        ),
        ("page 1, paragraph 3", "Yours sincerely,"),
    ]
    assert document.grids == []
    assert document.remarks == []


@pytest.mark.parametrize("step", [11.5, 14, 17.5])
def test_wider_spacing_parts_no_paragraph(tmp_path: Path, step: float) -> None:
    said = ["We hold 39 offences for", "the year that you asked for", "and none for the other"]
    more = lines("Regards", top=700 - 2 * step - 2 * step, step=step)
    document = drawn(tmp_path, [*lines(*said, step=step), *more])
    assert texts(document) == ["\n".join(said), "Regards"]


def test_lists_of_years_keep_a_line_for_each(tmp_path: Path) -> None:
    document = drawn(tmp_path, lines("Offences:", "2022/23 - 10", "2023/24 - 6", "2024/25 – 0"))
    assert document.lines == ["Offences:", "2022/23 - 10", "2023/24 - 6", "2024/25 – 0"]
    bullets = drawn(tmp_path, lines("Offences:", "- 2022/23 - 10", "- 2023/24 - 6"))
    assert texts(bullets) == ["Offences:", "- 2022/23 - 10", "- 2023/24 - 6"]


def unnamed(path: Path, *said: str) -> Document:
    """A letter in which • is a drawn sign of a font that names none of its signs."""
    fonts = "/Font << /F1 5 0 R /F2 10 0 R >>"
    page = (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        f"/Resources << {fonts} >> >>"
    )
    signs = (
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 500 500] /FontMatrix [0.001 0 0 0.001 0 0] "
        "/CharProcs << /g1 11 0 R >> /Encoding << /Type /Encoding /Differences [65 /g1] >> "
        "/FirstChar 65 /LastChar 65 /Widths [500] /Resources << >> >>"
    )
    drawn = []
    for row, text in enumerate(said):
        shown = f"({text}) Tj".replace("•", ") Tj /F2 11 Tf (A) Tj /F1 11 Tf (")
        drawn.append(f"BT /F1 11 Tf 60 {700 - 14 * row} Td {shown} ET")
    sign = stream("500 0 0 0 500 500 d1 0 0 500 500 re f")
    objects = {3: page, 10: signs, 11: sign}
    return read_document(write_pdf(path / "reply.pdf", "\n".join(drawn), objects=objects))


def test_a_bullet_that_the_file_does_not_name_holds_nothing_up(tmp_path: Path) -> None:
    document = unnamed(tmp_path, "Offences:", "• 2022/23 - 10", "• 2023/24 - 6")
    first, *items = texts(document)
    assert first == "Offences:"
    assert [item.partition(" ")[2] for item in items] == ["2022/23 - 10", "2023/24 - 6"]
    with pytest.raises(DocumentRefused, match="does not name"):
        unnamed(tmp_path, "Offences:", "2022/23 - •", "2023/24 - •")


def test_a_line_that_begins_further_in_begins_a_paragraph(tmp_path: Path) -> None:
    document = drawn(
        tmp_path,
        [
            *lines("  ", "We hold 39 offences for the year"),
            (50, 676, "that you asked for."),
            (70, 664, "In the other we hold none at"),
            (50, 652, "all."),
        ],
    )
    assert texts(document) == [
        "We hold 39 offences for the year\nthat you asked for.",
        "In the other we hold none at\nall.",
    ]


def test_a_number_at_the_start_of_a_wrapped_line_parts_nothing(tmp_path: Path) -> None:
    said = ["The total of offences recorded by the force in that year was", "12. In 2019 none."]
    assert texts(drawn(tmp_path, lines(*said))) == ["\n".join(said)]
    asked = drawn(tmp_path, lines("You asked:", "1. How many in 2018/19?", "2. And before?"))
    assert texts(asked) == ["You asked:", "1. How many in 2018/19?", "2. And before?"]


def test_a_heading_in_larger_letters_is_a_paragraph_of_its_own(tmp_path: Path) -> None:
    document = read_document(
        build_pdf(tmp_path / "a.pdf", ["<font size=13>Response</font>", "We hold 39."])
    )
    assert texts(document) == ["Response", "We hold 39."]


def test_a_paragraph_over_a_page_break_is_two_and_furniture_is_none(tmp_path: Path) -> None:
    document = drawn(
        tmp_path,
        [(50, 810, "OFFICIAL"), *lines("We recorded", top=60), (280, 30, "Page 1 of 2")],
        [(50, 810, "OFFICIAL"), *lines("39 offences.", top=790), (280, 30, "Page 2 of 2")],
    )
    assert [tuple(one) for one in document.passages] == [
        ("page 1, paragraph 1", "We recorded"),
        ("page 2, paragraph 1", "39 offences."),
    ]


def test_a_table_parts_the_text_around_it(tmp_path: Path) -> None:
    table = PdfTable([["Offence", "2018/19"], ["Rape", "7"]])
    document = read_document(build_pdf(tmp_path / "a.pdf", ["We hold:", table, "That is all."]))
    assert texts(document) == ["We hold:", "That is all."]


def test_rows_of_a_table_that_is_not_read_are_no_sentences(tmp_path: Path) -> None:
    def put(*rows: tuple[str, ...]) -> list[Text]:
        return [
            (x, 700 - 20 * number, text)
            for number, row in enumerate(rows)
            for x, text in zip((50, 232, 262, 240, 255), row, strict=False)
            if text
        ]

    document = drawn(
        tmp_path,
        put(
            ("Offence", "2014/15"),
            ("Rape", "12"),
            ("Theft", "13"),
            ("Arson", "88888", "99"),
            ("Other", "", "", "5", "777"),
        ),
    )
    assert ProblemCode.LAYOUT_UNCLEAR in [code for code, _, _ in document.remarks]
    assert document.passages == []


def test_pictures_alone_stay_refused_and_text_alone_is_read(tmp_path: Path) -> None:
    def picture(canvas: Canvas) -> None:
        canvas.rect(50, 50, 100, 100, fill=1)

    canvas = Canvas(str(tmp_path / "a.pdf"))
    draw: Callable[[Canvas], None] = picture
    draw(canvas)
    canvas.save()
    with pytest.raises(DocumentRefused):
        read_document(tmp_path / "a.pdf")
    assert texts(drawn(tmp_path, lines("We hold no information."))) == ["We hold no information."]
