"""Tables of Word documents and web pages, read a second time by parsers of another make."""

from pathlib import Path

import pytest

from foistats.documents.model import Document, Grid
from foistats.documents.second_markup import confirm_rows, page_rows, word_rows
from foistats.formats.opening import read_document
from foistats.reading.file import read_reply
from foistats.records import Asked
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import Basis

ROWS = [["Offence", "2017/18", "2018/19"], ["Rape", "7", "1,208"], ["Other & <more>", "10", "20"]]
PAGE = """<p>Our figures</p><table><tr><th>Offence<th>2017/18<th>2018/19</tr>
<tr><td>Rape</td><td>7</td><td><b>1,208</b></td></tr>
<tr><td>Other &amp; &lt;more&gt;<td> 10 <td>20</table>"""


def build_docx(path: Path) -> Path:
    import docx

    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    for r, row in enumerate(ROWS):
        for c, value in enumerate(row):
            table.cell(r, c).text = value
    document.save(str(path))
    return path


def build_page(path: Path) -> Path:
    path.write_text(PAGE, encoding="utf-8")
    return path


def build_mail(path: Path) -> Path:
    head = "From: foi@dorset.police.uk\nSubject: FOI\nContent-Type: text/html; charset=utf-8\n\n"
    path.write_text(f"{head}<html><body>{PAGE}</body></html>\n", encoding="utf-8")
    return path


BUILDERS = {"docx": build_docx, "html": build_page, "eml": build_mail}


@pytest.mark.parametrize("kind", BUILDERS)
def test_every_cell_of_an_ordinary_table_is_confirmed(tmp_path: Path, kind: str) -> None:
    path = BUILDERS[kind](tmp_path / f"r.{kind}")
    document = read_document(path)
    (grid,) = document.grids
    assert grid.rows == ROWS
    assert all(grid.is_confirmed(r, c) for r in range(3) for c in range(3))
    assert document.remarks == []
    reading = read_reply(path, Asked(force_ids=("dorset",)))
    assert {(o.basis, o.confirmed) for o in reading.observations} == {(Basis.AGREED, True)}


def confirmed(rows: list[list[str | None]], again: list[tuple[str, ...]]) -> tuple[Document, Grid]:
    document = Document(grids=[Grid("table 1", [list(row) for row in rows], is_sheet=False)])
    confirm_rows(document, again, by="another")
    return document, document.grids[0]


def test_another_number_under_the_same_label_is_told_and_no_longer_a_number() -> None:
    document, grid = confirmed(
        [["Rape", "7", "8"], ["Theft", "1", "2"]], [("Rape", "7", "9"), ("Theft", "1", "2")]
    )
    assert grid.rows == [["Rape", "7", "two readers differ"], ["Theft", "1", "2"]]
    assert [(code, place) for code, place, _ in document.remarks] == [
        (ProblemCode.READERS_DISAGREE, "table 1, row 1, col 3")
    ]
    assert not any("9" in what or "8" in what for _, _, what in document.remarks)
    assert grid.is_confirmed(1, 1)
    assert not grid.is_confirmed(0, 1)


@pytest.mark.parametrize(
    "again",
    [
        [],
        [("Rape", "7", "9", "1")],  # another table's row
        [("Rape", "7", "9"), ("Rape", "6", "9")],  # which of them is meant nobody can tell
        [("Rape", "seven", "8")],
    ],
)
def test_a_row_that_is_not_there_again_is_unconfirmed_and_stays(
    again: list[tuple[str, ...]],
) -> None:
    document, grid = confirmed([["Rape", "7", "8"]], again)
    assert grid.rows == [["Rape", "7", "8"]]
    assert document.remarks == []
    assert not grid.is_confirmed(0, 1)


def test_blank_cells_and_nested_tables_are_rows_of_their_own_texts() -> None:
    page = "<table><tr><td>a<td><td>b<tr><td>c<td><table><tr><td>d<td>e</table></table>"
    assert page_rows(page) == [("a", "b"), ("d", "e"), ("c",)]


def test_deleted_words_and_field_codes_are_in_no_second_reading() -> None:
    w = 'xmlns:w="x"'
    xml = (
        f"<w:tbl {w}><w:tr><w:tc><w:p><w:del><w:r><w:t>9</w:t></w:r></w:del><w:r><w:t>7</w:t></w:r>"
        "</w:p></w:tc><w:tc><w:p><w:r><w:instrText>SUM</w:instrText><w:t>8</w:t></w:r></w:p></w:tc>"
        "</w:tr></w:tbl>"
    )
    assert word_rows(xml.encode()) == [("7", "8")]
    assert word_rows(b"<broken") == []
