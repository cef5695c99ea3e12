"""Word documents: what a reader of the page sees, cell by cell and paragraph by paragraph."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given

from foistats.documents.model import Document, Merge
from foistats.errors import DocumentRefused
from foistats.formats.docx.look import look_at
from foistats.formats.opening import read_document
from schemas.problem_codes import ProblemCode
from tests.golden.documents.rewriting import replace_in
from tests.golden.documents.spans import SPANNED, Spanned
from tests.golden.documents.word import build_word, p, r, tbl, tc, tr

TABLE = [["Offence", "2017/18", "2018/19"], ["Stalking", "39", "<5"], ["Total", "39", "1,204"]]


def read(path: Path, *body: str, **parts: str) -> Document:
    return read_document(build_word(path / "reply.docx", "".join(body), parts))


def texts(document: Document) -> list[str]:
    return [passage.text for passage in document.passages]


def test_a_letter_written_by_another_program_is_read(tmp_path: Path) -> None:
    letter = docx.Document()
    letter.add_heading("Freedom of Information request 123/19", level=1)
    letter.add_paragraph("Dear Jo Smith,")
    letter.add_paragraph("Table 1: offences recorded")
    table = letter.add_table(rows=0, cols=3, style="Table Grid")
    for row in TABLE:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    letter.add_paragraph("Source: our records.\nThey are live.")
    letter.sections[0].header.paragraphs[0].text = "OFFICIAL"
    letter.save(str(tmp_path / "reply.docx"))
    document = read_document(tmp_path / "reply.docx")
    (grid,) = document.grids
    assert grid.rows == TABLE
    assert not grid.is_sheet
    assert grid.place(1, 2) == "table 1, row 2, col 3"
    assert grid.caption == (
        "Freedom of Information request 123/19",
        "Dear Jo Smith,",
        "Table 1: offences recorded",
    )
    assert grid.notes == ("Source: our records.", "They are live.")
    assert [tuple(passage) for passage in document.passages] == [
        ("paragraph 1", "Freedom of Information request 123/19"),
        ("paragraph 2", "Dear Jo Smith,"),
        ("paragraph 3", "Table 1: offences recorded"),
        ("paragraph 4", "Source: our records.\nThey are live."),
    ]
    assert document.remarks == []


def test_merged_cells_are_merged_areas(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        tbl(
            tr(tc("Offence", down="restart"), tc("2018/19", span=2)),
            tr(tc("hidden below", down="continue"), "Adult", "Child"),
            tr(tc("Stalking", down="restart"), "1", "2"),
            tr(tc(down="continue"), "3", "4"),
        ),
    )
    (grid,) = document.grids
    assert grid.rows == [
        ["Offence", "2018/19", None],
        [None, "Adult", "Child"],
        ["Stalking", "1", "2"],
        [None, "3", "4"],
    ]
    assert grid.merges == (Merge(0, 0, 1, 0), Merge(0, 1, 0, 2), Merge(2, 0, 3, 0))


def test_a_span_over_columns_that_are_not_there_is_one_column(tmp_path: Path) -> None:
    document = read(tmp_path, tbl(tr(tc("Offence"), tc("2018/19", span=900)), ["Stalking", "39"]))
    assert document.grids[0].rows == [["Offence", "2018/19"], ["Stalking", "39"]]
    with pytest.raises(DocumentRefused) as refusal:
        read(tmp_path, tbl(tr(tc("Offence"), tc("2018/19", span=200_000_000)), ["Theft", "39"]))
    assert refusal.value.code is ProblemCode.DOCUMENT_HOSTILE


def test_borders_dragged_by_hand_make_no_columns_of_their_own(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        tbl(
            tr(tc("Offence", span=2), tc("2017/18", span=2), "2018/19"),
            tr("Stalking", tc("39", span=2), tc("41", span=2)),
            widths=[2000, 60, 1400, 50, 1500],
        ),
    )
    assert document.grids[0].rows == [["Offence", "2017/18", "2018/19"], ["Stalking", "39", "41"]]


def test_rows_that_begin_further_in_and_deleted_or_hidden_ones(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        tbl(
            tr("2017/18", "2018/19", lay='<w:gridBefore w:val="1"/>'),
            tr("Stalking", "39", "41"),
            tr("Secret", "1", "2", lay="<w:hidden/>"),
            tr("Withdrawn", "1", "2", lay='<w:del w:id="1" w:author="x"/>'),
        ),
    )
    assert document.grids[0].rows == [[None, "2017/18", "2018/19"], ["Stalking", "39", "41"]]


def test_a_table_in_a_table_is_a_grid_of_its_own(tmp_path: Path) -> None:
    inner = tbl(*TABLE)
    document = read(tmp_path, tbl(tr(tc(p("Offences"), inner, p("End")), tc("Logo"))))
    (grid,) = document.grids
    assert grid.rows == TABLE
    assert texts(document) == ["Offences", "End", "Logo"]
    both = read(tmp_path, tbl(["Offence", "2016/17"], tr("Rape", tc(p("7"), inner, p()))))
    assert [grid.rows for grid in both.grids] == [[["Offence", "2016/17"], ["Rape", "7"]], TABLE]


def test_questions_beside_answers_are_text_and_no_table(tmp_path: Path) -> None:
    question = "How many offences were recorded in each year?"
    answer = "In 2018/19 we recorded 39 offences of stalking."
    document = read(tmp_path, tbl(["1.", question], ["", answer]), tbl(tr(tc(p("A note"), p("B")))))
    assert document.grids == []
    assert texts(document) == ["1.", question, answer, "A note", "B"]


def test_what_is_deleted_hidden_or_struck_out_is_never_read(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="character" w:styleId="base"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="unseen"><w:basedOn w:val="base"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="gone"><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    document = read(
        tmp_path,
        p(
            "We hold ",
            '<w:del w:id="1"><w:r><w:delText>12 </w:delText><w:t>13</w:t></w:r></w:del>',
            '<w:moveFrom w:id="2"><w:r><w:t>14</w:t></w:r></w:moveFrom>',
            "39 ",
            r("15", "<w:vanish/>"),
            r("16", '<w:rStyle w:val="unseen"/>'),
            r("17", "<w:strike/>"),
            r("offences", '<w:rStyle w:val="unseen"/><w:vanish w:val="0"/>'),
        ),
        p("18", lay='<w:pStyle w:val="gone"/>'),
        tbl(["Offence", "2018/19"], tr("Stalking", tc(p(r("4", "<w:vanish/>"), "39")))),
        styles=styles,
    )
    assert texts(document) == ["We hold 39 offences"]
    assert document.grids[0].rows == [["Offence", "2018/19"], ["Stalking", "39"]]


@pytest.mark.parametrize("change", ["ins", "moveTo"])
def test_a_letter_with_insertions_that_nobody_accepted_is_not_read(
    tmp_path: Path, change: str
) -> None:
    run = f'<w:{change} w:id="3">{r("5 ")}</w:{change}>'
    with pytest.raises(DocumentRefused, match="accepted or rejected"):
        read(tmp_path, p("We hold 12", run, "offences"))
    row = tr("Stalking", "41", lay=f'<w:{change} w:id="1" w:author="x"/>')
    if change == "ins":
        with pytest.raises(DocumentRefused, match="accepted or rejected"):
            read(tmp_path, tbl(["Offence", "2018/19"], row))


def test_white_letters_are_read_only_where_they_are_seen(tmp_path: Path) -> None:
    white, dark = '<w:color w:val="FFFFFF"/>', '<w:shd w:val="clear" w:fill="1F3864"/>'
    document = read(
        tmp_path,
        p("We hold 39", r(" 12", white), r(" 13", '<w:sz w:val="2"/>'), r(" now", white + dark)),
        p(r("Heading", white), lay=dark),
        tbl(
            tr(tc(p(r("Offence", white)), lay=dark), tc(p(r("2018/19", white)), lay=dark)),
            tr("Stalking", tc(p("39", r("14", white)))),
        ),
    )
    assert texts(document) == ["We hold 39 now", "Heading"]
    assert document.grids[0].rows == [["Offence", "2018/19"], ["Stalking", "39"]]


def test_a_field_is_read_by_its_result(tmp_path: Path) -> None:
    def sign(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    inner = sign("begin") + r("IN") + sign("separate") + r("13") + sign("end")
    entries = '<w:listEntry w:val="Yes"/><w:listEntry w:val="No"/>'
    choice = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>'
        f"{entries}</w:ddList></w:ffData></w:fldChar></w:r>"
    )
    document = read(
        tmp_path,
        p(sign("begin"), "<w:r><w:instrText>SUM 12</w:instrText></w:r>", inner, sign("separate")),
        p("39", sign("end"), " held, ", '<w:fldSimple w:instr="x">' + r("4") + "</w:fldSimple>"),
        p(choice, sign("end"), '<w:hyperlink w:anchor="a">' + r(" a link") + "</w:hyperlink>"),
    )
    assert texts(document) == ["39 held, 4", "No a link"]
    with pytest.raises(DocumentRefused, match="doesn't end"):
        read(tmp_path, p(sign("begin"), "lost"), p("We hold 39."))


def test_a_raised_figure_is_a_footnote_mark_and_no_digit(tmp_path: Path) -> None:
    note = '<w:footnoteReference w:id="2"/>'
    document = read(
        tmp_path,
        p("We hold 39", f"<w:r>{note}</w:r>"),
        tbl(
            ["Offence", "2018/19"],
            tr("Stalking", tc(p("635", r("1", RAISED)))),
            tr("Rape", tc(p("7", f"<w:r>{note.replace('2', '3')}</w:r>"))),
        ),
        footnotes=(
            '<w:footnote w:type="separator" w:id="0">' + p("no") + "</w:footnote>"
            '<w:footnote w:id="2">' + p("Part year.") + "</w:footnote>"
            '<w:footnote w:id="3">' + p("Provisional.") + "</w:footnote>"
        ),
    )
    assert document.grids[0].rows[1:] == [["Stalking", "635¹"], ["Rape", "7²"]]
    assert document.grids[0].notes[0] == "² Provisional."
    assert [tuple(one) for one in document.passages] == [
        ("paragraph 1", "We hold 39¹"),
        ("footnote 1", "¹ Part year."),
        ("footnote 2", "² Provisional."),
    ]


RAISED = '<w:vertAlign w:val="superscript"/>'


def test_lists_have_the_numbers_that_word_shows(tmp_path: Path) -> None:
    def item(level: int, text: str, num_id: int = 1) -> str:
        place = f'<w:ilvl w:val="{level}"/><w:numId w:val="{num_id}"/>'
        return p(text, lay=f"<w:numPr>{place}</w:numPr>")

    def level(at: int, style: str, shown: str, start: int = 1) -> str:
        return (
            f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>'
            f'<w:lvlText w:val="{shown}"/></w:lvl>'
        )

    numbering = (
        '<w:abstractNum w:abstractNumId="0">'
        + level(0, "decimal", "%1.")
        + level(1, "lowerLetter", "%1%2)")
        + '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
        + level(0, "bullet", "\uf0b7")
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="7"/></w:lvlOverride></w:num>'
    )
    document = read(
        tmp_path,
        item(0, "How many?"),
        item(1, "by year"),
        item(1, "by month"),
        item(0, "And then?"),
        item(1, "at all"),
        item(0, "39 of them", 2),
        item(0, "Again", 3),
        item(0, "None", 0),
        tbl(["Offence", "2018/19"], tr(tc(item(0, "Stalking")), "39")),
        numbering=numbering,
    )
    assert texts(document) == [
        *("1. How many?", "1a) by year", "1b) by month", "2. And then?", "2a) at all"),
        *("39 of them", "7. Again", "None"),
    ]
    assert document.grids[0].rows[1] == ["Stalking", "39"]


def test_breaks_tabs_boxes_and_controls_are_text(tmp_path: Path) -> None:
    box = "<w:txbxContent>" + p("In a box") + tbl(*TABLE) + "</w:txbxContent>"
    shape = (
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>"
        f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}"
        "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    document = read(
        tmp_path,
        p("2018/19", "<w:r><w:tab/><w:t>39</w:t><w:br/><w:t>a</w:t><w:noBreakHyphen/></w:r>"),
        p("Anchor", shape),
        "<w:sdt><w:sdtPr/><w:sdtContent>" + p("Controlled") + "</w:sdtContent></w:sdt>",
        p('<w:r><w:sym w:font="Symbol" w:char="F0A3"/><w:t>5</w:t></w:r>'),
        p("joined ", lay='<w:rPr><w:del w:id="1"/></w:rPr>'),
        p("on"),
    )
    assert texts(document) == [
        *("2018/19\t39\na-", "Anchor", "In a box", "Controlled", "≤5", "joined on")
    ]
    assert [grid.rows for grid in document.grids] == [TABLE]


def test_a_strict_document_is_read_as_any_other(tmp_path: Path) -> None:
    path = build_word(tmp_path / "a.docx", p("We hold 39.") + tbl(*TABLE))
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    replace_in(path, "word/document.xml", {w: strict})
    document = read_document(path)
    assert texts(document) == ["We hold 39."]
    assert document.grids[0].rows == TABLE


def test_what_word_would_fetch_or_expand_is_refused(tmp_path: Path) -> None:
    path = build_word(tmp_path / "a.docx", p("39"))
    replace_in(
        path, "word/document.xml", {"<w:document": "<!DOCTYPE d [<!ENTITY e '9'>]><w:document"}
    )
    with pytest.raises(DocumentRefused) as refusal:
        read_document(path)
    assert refusal.value.code is ProblemCode.DOCUMENT_HOSTILE
    with pytest.raises(DocumentRefused, match="takes another file in"):
        read(tmp_path, p("We hold:"), '<w:altChunk w:id="c"/>')


def test_a_document_cut_short_or_without_a_text_is_broken(tmp_path: Path) -> None:
    path = build_word(tmp_path / "a.docx", p("We hold 39."))
    replace_in(path, "word/document.xml", {"</w:body>": ""})
    for spoil in (lambda: None, lambda: replace_in(path, "word/document.xml", {"w:body": "w:b"})):
        spoil()
        with pytest.raises(DocumentRefused) as refusal:
            read_document(path)
        assert refusal.value.code is ProblemCode.DOCUMENT_BROKEN


def test_a_zip_of_documents_is_not_taken_for_one(tmp_path: Path) -> None:
    inner = build_word(tmp_path / "a.docx", p("39"))
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.write(inner, "word/a.docx")
    assert [part.name for part in read_document(tmp_path / "b.zip").parts] == ["word - a.docx"]


@given(SPANNED)
def test_any_table_with_spans_is_read_back(table: Spanned) -> None:
    rows = []
    for row in range(table.height):
        cells = []
        for cell in table.at_row(row):
            begins = cell.row == row
            tall = cell.row_end > cell.row
            down = ("restart" if begins else "continue") if tall else ""
            span = cell.col_end - cell.col + 1
            cells.append(tc(cell.text if begins else "", span=span if span > 1 else 0, down=down))
        rows.append(tr(*cells))
    file = io.BytesIO()
    build_word(file, tbl(*rows))  # type: ignore[arg-type]  # zipfile takes either
    _, read_it = look_at(file.getvalue())
    (grid,) = read_it().grids
    assert grid.rows == table.rows
    assert grid.merges == table.merges
