"""Word documents: figures that are struck, raised or smaller, captions, indents, joint cells."""

from pathlib import Path

import pytest

from foistats.documents.model import Merge
from foistats.formats.opening import read_document
from schemas.problem_codes import ProblemCode
from tests.golden.documents.test_word_documents import read, texts
from tests.golden.documents.word import build_word, p, r, tbl, tc, tr
from tests.golden.screening.packages import NewPart, with_parts

CAPTION = '<w:pStyle w:val="C"/>'
CAPTION_STYLE = '<w:style w:type="paragraph" w:styleId="C"><w:name w:val="caption"/></w:style>'


def test_lines_below_a_table_come_first_among_its_notes_and_captions_are_known(
    tmp_path: Path,
) -> None:
    cited = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    document = read(
        tmp_path,
        p("Please find our figures."),
        tbl(["Offence", "Number"], tr("Stalking", tc(p("39", cited)))),
        p("Offences in 2017/18", lay=CAPTION),
        tbl(["Offence", "Number"], ["Stalking", "41"]),
        p("Offences in 2018/19", lay=CAPTION),
        p("Source: our records."),
        styles=CAPTION_STYLE,
        footnotes='<w:footnote w:id="2">' + p("Provisional.") + "</w:footnote>",
    )
    first, second = document.grids
    assert first.caption == ("Please find our figures.",)
    assert first.notes == ("Offences in 2017/18", "¹ Provisional.")
    assert first.titles == ("Offences in 2017/18",)
    assert second.caption == ("Offences in 2017/18",)
    assert second.notes == ("Offences in 2018/19", "Source: our records.", "¹ Provisional.")
    assert second.titles == ("Offences in 2017/18", "Offences in 2018/19")


def test_captions_below_by_their_style_belong_to_the_table_above(tmp_path: Path) -> None:
    from foistats.tables.shape.captions import with_captions_from_below

    document = read(
        tmp_path,
        tbl(["Offence", "Number"], ["Stalking", "39"]),
        p("Offences in 2017/18", lay=CAPTION),
        tbl(["Offence", "Number"], ["Stalking", "41"]),
        p("Offences in 2018/19", lay=CAPTION),
        styles=CAPTION_STYLE,
    )
    with_captions_from_below(document)
    assert [grid.caption for grid in document.grids] == [
        ("Offences in 2017/18",),
        ("Offences in 2018/19",),
    ]


def test_struck_figures_are_told_and_join_nothing(tmp_path: Path) -> None:
    strike = "<w:strike/>"
    document = read(
        tmp_path,
        p(
            "We hold 1",
            r("2", strike),
            "5 and ",
            r("34", strike),
            "35; ",
            r("not", strike),
            " held.",
        ),
        p(r("In 2016/17 we held 12.", "<w:dstrike/>")),
        tbl(
            ["Offence", "2018/19"],
            tr("Stalking", tc(p(r("39", strike)))),
            tr("Rape", tc(p(r("7", strike), " 8"))),
            tr("Theft", tc("9", lay='<w:tcBorders><w:tl2br w:val="single"/></w:tcBorders>')),
        ),
    )
    assert texts(document) == ["We hold 1[struck out]5 and 35;  held."]
    assert document.grids[0].rows[1:] == [
        ["Stalking", "[struck out]"],
        ["Rape", " 8"],
        ["Theft", "[struck out]"],
    ]
    assert document.remarks == [
        (ProblemCode.FIGURE_LEFT_OUT, "paragraph 1", "'2; 34; not' is crossed out"),
        (
            ProblemCode.FIGURE_LEFT_OUT,
            "before paragraph 2",
            "'In 2016/17 we held 12.' is crossed out",
        ),
        (ProblemCode.FIGURE_LEFT_OUT, "table 1, row 2, col 2", "'39' is crossed out"),
        (ProblemCode.FIGURE_LEFT_OUT, "table 1, row 3, col 2", "'7' is crossed out"),
        (ProblemCode.FIGURE_LEFT_OUT, "table 1, row 4, col 2", "'9' is crossed out"),
    ]


def test_figures_that_are_raised_smaller_or_in_formulas_are_no_digits_of_others(
    tmp_path: Path,
) -> None:
    m = "http://schemas.openxmlformats.org/officeDocument/2006/math"

    def formula(inside: str) -> str:
        return f'<w:p><m:oMath xmlns:m="{m}">{inside}</m:oMath></w:p>'

    def t(number: int) -> str:
        return f"<m:r><m:t>{number}</m:t></m:r>"

    small = '<w:sz w:val="10"/>'
    document = read(
        tmp_path,
        p("34", r("1", '<w:position w:val="8"/><w:sz w:val="14"/>')),
        p("34", r("1", '<w:position w:val="1"/>')),
        p("34", r("1", small), " of 9"),
        p("Total ", r("34", small)),
        formula(f"<m:f><m:num>{t(34)}</m:num><m:den>{t(12)}</m:den></m:f>"),
        formula(f"<m:sSup><m:e>{t(34)}</m:e><m:sup>{t(2)}</m:sup></m:sSup>"),
        p(r("34", '<w:rFonts w:ascii="Wingdings"/>')),
    )
    assert texts(document) == [
        *("34¹", "341", "34[smaller]1 of 9", "Total 34", "34/12", "34²", "\ufffd\ufffd")
    ]


def test_the_number_of_a_page_is_not_read_for_programs_count_it_anew(tmp_path: Path) -> None:
    page = f'<w:fldSimple w:instr=" PAGE ">{r("7331")}</w:fldSimple>'
    document = read(tmp_path, p("We hold ", page, " of 39."))
    assert texts(document) == ["We hold \ufffd\ufffd\ufffd\ufffd of 39."]


def test_labels_know_how_far_they_are_set_in(tmp_path: Path) -> None:
    lay = {
        "Violence": "",
        "Stalking": '<w:ind w:left="440"/>',
        "Theft": "",
        "of bicycles": '<w:ind w:left="220" w:firstLine="220"/>',
        "Centred": '<w:ind w:left="880"/><w:jc w:val="center"/>',
        "By style": '<w:pStyle w:val="deep"/>',
        "By list": '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>',
    }
    rows = [
        tr(tc(p(label, lay=one)), tc(p("1", lay='<w:ind w:left="440"/>')))
        for label, one in lay.items()
    ]
    document = read(
        tmp_path,
        tbl(["Offence", "2018/19"], *rows, ["    Blanks", "2"]),
        styles='<w:style w:type="paragraph" w:styleId="deep"><w:pPr><w:ind w:start="660"/></w:pPr>'
        "</w:style>",
        numbering='<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
        '<w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    )
    assert document.grids[0].indents == {(2, 0): 4, (4, 0): 4, (6, 0): 6, (7, 0): 7, (8, 0): 2}


def test_a_cell_that_only_a_list_fills_shows_its_number(tmp_path: Path) -> None:
    numbered = p(lay='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    document = read(
        tmp_path,
        tbl(["No.", "Offence", "2018/19"], tr(tc(numbered), "Stalking", "39")),
        numbering='<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="%1."/>'
        '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    )
    assert document.grids[0].rows[1] == ["1.", "Stalking", "39"]


def test_a_label_merged_over_a_column_is_a_merged_area(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        tbl(
            ["Offence", "2017/18", "2018/19"],
            ["Burglary", "12", "34"],
            tr(tc("Robbery", span=2), "6"),
        ),
    )
    assert document.grids[0].rows[2] == ["Robbery", None, "6"]
    assert document.grids[0].merges == (Merge(2, 0, 2, 1),)


@pytest.mark.parametrize(("kept", "shown"), [("2019-06-21T00:00:00", True), ("2018-01-01", False)])
def test_a_day_bound_to_another_day_is_not_read(tmp_path: Path, kept: str, shown: bool) -> None:
    control = (
        '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a/day"/>'
        '<w:date w:fullDate="2019-06-21T00:00:00Z"/>'
        f"</w:sdtPr><w:sdtContent>{p('21 June 2019')}</w:sdtContent></w:sdt>"
    )
    path = build_word(tmp_path / "reply.docx", p("Dear Jo") + control)
    item = NewPart(
        "customXml/item1.xml", f"<a><day>{kept}</day></a>", "", "word/document.xml", "customXml"
    )
    with_parts(path, item)
    assert ("21 June 2019" in texts(read_document(path))) is shown
