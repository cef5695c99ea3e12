"""Web pages: the tables and text that a browser shows, whoever wrote the page."""

from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foistats.documents.html_page import read_html
from foistats.documents.model import Document, Merge
from foistats.documents.quoted_html import split_quoted_page
from foistats.errors import DocumentRefused
from foistats.formats.opening import read_document
from schemas.problem_codes import ProblemCode
from tests.golden.documents.spans import SPANNED, Spanned

TABLE = [["Offence", "2017/18", "2018/19"], ["Stalking", "39", "<5"], ["Total", "39", "1,204"]]


def html_table(rows: list[list[str]], more: str = "") -> str:
    lines = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
    return f"<table {more}>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def read(text: str) -> Document:
    return read_html(text.encode())


def texts(text: str) -> list[str]:
    return [passage.text for passage in read(text).passages]


def test_a_page_gives_its_tables_and_the_lines_around_them(tmp_path: Path) -> None:
    path = tmp_path / "reply.html"
    table = html_table(TABLE).replace(">", "><caption>Table 1</caption>", 1)
    path.write_text(
        f"<!DOCTYPE html><html><head><title>No text</title></head><body><h1>FOI 123</h1>"
        f"<p>Dear Jo,<br>we hold:</p>{table}<p>Source: our records.</p></body></html>"
    )
    document = read_document(path)
    (grid,) = document.grids
    assert grid.rows == TABLE
    assert grid.place(1, 1) == "table 1, row 2, col 2"
    assert grid.caption == ("FOI 123", "Dear Jo,", "we hold:", "Table 1")
    assert grid.notes == ("Source: our records.",)
    assert [tuple(one) for one in document.passages] == [
        ("paragraph 1", "FOI 123"),
        ("paragraph 2", "Dear Jo,\nwe hold:"),
        ("paragraph 3", "Table 1"),
        ("paragraph 4", "Source: our records."),
    ]
    assert document.remarks == []


def test_head_and_foot_stand_where_a_browser_puts_them() -> None:
    page = (
        "<table><tfoot><tr><td>Total<td>9</tfoot><tbody><tr><td>Rape<td>9</tbody>"
        "<thead><tr><th>Offence<th>2018</thead></table>"
    )
    assert read(page).grids[0].rows == [["Offence", "2018"], ["Rape", "9"], ["Total", "9"]]


def test_spans_push_cells_aside_and_never_reach_beyond_the_table() -> None:
    page = (
        "<table><tr><th rowspan=2>Offence<th colspan=2>2018/19</tr><tr><th>Adult<th>Child</tr>"
        "<tr><td rowspan=99999>Rape<td>1<td colspan=99999999>2</tr><tr><td>3<td>4</tr></table>"
    )
    (grid,) = read(page).grids
    assert grid.rows == [
        ["Offence", "2018/19", None],
        [None, "Adult", "Child"],
        ["Rape", "1", "2"],
        [None, "3", "4"],
    ]
    assert grid.merges == (Merge(0, 0, 1, 0), Merge(0, 1, 0, 2), Merge(2, 0, 3, 0))


def test_a_table_that_lays_out_the_page_is_no_grid() -> None:
    inner = html_table(TABLE)
    page = (
        f"<table><tr><td><table><tr><td><p>Dear Jo,</p>{inner}<p>Yours</p></td></tr></table></td>"
        "<td>Logo</td></tr></table>"
    )
    document = read(page)
    assert [grid.rows for grid in document.grids] == [TABLE]
    assert [one.text for one in document.passages] == ["Dear Jo,", "Yours", "Logo"]


def test_what_is_not_shown_is_not_read() -> None:
    page = """<html><head><style>.gone, p#away {color:red; display:none} i{font-size:0}
    @media (max-width:600px) { .small {display:none} }</style><script>var a = "12"</script></head>
    <body><!-- 13 --><p class="x gone">14</p><p id=away>15</p><p hidden>16</p><i>17</i>
    <p style="visibility: hidden">18</p><p style="mso-hide:all">19</p><template>20</template>
    <p class=small>We hold <del>21</del><span style="text-decoration: line-through">22</span>
    39&nbsp;&lt;5 &#163;<input type=hidden value=23></p>
    <table><tr><th>Offence<th style="display:none">2017/18<th>2018/19</tr>
    <tr><td>Rape<td style="display:none">24<td>7</tr><tr style="display:none"><td>a<td>25<td>26</tr>
    </table></body></html>"""
    document = read(page)
    assert [one.text for one in document.passages] == ["We hold 39\xa0<5 £"]
    assert document.grids[0].rows == [["Offence", None, "2018/19"], ["Rape", None, "7"]]


def test_a_column_that_excel_hid_is_blank() -> None:
    page = "<table><col><col style='display:none'><col>" + html_table(TABLE).partition(">")[2]
    assert read(page).grids[0].rows[1] == ["Stalking", None, "<5"]


def test_raised_figures_are_marks_and_lists_are_numbered() -> None:
    page = "<ol start=3><li>635<sup>1</sup><li><p>CO<sub>2</sub></p></ol><ul><li>39</ul>"
    assert texts(page) == ["3. 635¹", "4. CO₂", "39"]
    assert texts("<ol type=a><li>x<li>y</ol>") == ["a. x", "b. y"]


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8", ""),
        ("utf-8", '<meta charset="utf-8">'),
        ("cp1252", '<meta http-equiv=Content-Type content="text/html; charset=iso-8859-1">'),
        ("cp1252", "<meta charset=windows-1252>"),
        ("utf-8-sig", "<meta charset=windows-1252>"),
        ("utf-16", ""),
    ],
)
def test_the_encoding_is_the_one_that_the_page_names(
    tmp_path: Path, encoding: str, head: str
) -> None:
    path = tmp_path / "reply.htm"
    path.write_bytes(f"<html><head>{head}</head><p>£39 – ‘held’</p></html>".encode(encoding))
    document = read_document(path)
    assert [one.text for one in document.passages] == ["£39 – ‘held’"]
    assert document.remarks == []


def test_a_page_in_no_encoding_that_it_names_is_remarked() -> None:
    document = read_html("<meta charset=utf-8><p>£39</p>".encode("cp1252"))
    assert [one.text for one in document.passages] == ["£39"]
    assert [code for code, _, _ in document.remarks] == [ProblemCode.TEXT_GUESSED]


def test_a_page_of_excel_named_xls_is_read_with_a_remark(tmp_path: Path) -> None:
    path = tmp_path / "reply.xls"
    path.write_text(
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><!--[if gte mso 9]><xml>'
        "<x:Name>Sheet1</x:Name></xml><![endif]--><style>td{mso-number-format:General}</style>"
        f"</head><body>{html_table(TABLE)}</body></html>"
    )
    document = read_document(path)
    assert [grid.rows for grid in document.grids] == [TABLE]
    assert [code for code, _, _ in document.remarks] == [ProblemCode.DOCUMENT_NOT_ITS_EXTENSION]


def test_a_page_of_word_is_read_as_it_is_shown() -> None:
    page = (
        "<html xmlns:o='urn:schemas-microsoft-com:office:office'><body lang=EN-GB>"
        "<p class=MsoNormal>We hold 39<o:p></o:p></p><p class=MsoListParagraph>"
        "<![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;</span></span>"
        "<![endif]>How\nmany?</p></body></html>"
    )
    assert texts(page) == ["We hold 39", "1.\xa0How many?"]


def test_a_workbook_as_xml_is_refused_with_what_to_click(tmp_path: Path) -> None:
    path = tmp_path / "reply.xls"
    path.write_text(
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook></Workbook>'
    )
    with pytest.raises(DocumentRefused, match="Save As, Excel Workbook") as refusal:
        read_document(path)
    assert refusal.value.code is ProblemCode.DOCUMENT_UNSUPPORTED


def test_a_message_saved_as_a_page_keeps_its_own_header_and_no_other() -> None:
    header = "<p><b>From:</b> {}<br><b>Sent:</b> 3 June<br><b>To:</b> b<br><b>Subject:</b> c</p>"
    page = (
        f"<div>{header.format('FOI')}<p>We hold 39.</p>{header.format('Jo')}<p>How many?</p></div>"
    )
    assert texts(page) == ["From: FOI\nSent: 3 June\nTo: b\nSubject: c", "We hold 39."]


OWN, OLD = "We hold 39.", "How many in 2018/19?"


@pytest.mark.parametrize(
    "page",
    [
        '<p>{own}</p><blockquote type="cite">{old}</blockquote>',
        '<p>{own}</p><div class="gmail_quote"><div class="gmail_attr">On 3 June Jo wrote:</div>'
        '<blockquote class="gmail_quote">{old}</blockquote></div>',
        '<p>{own}</p><div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message'
        " ---------<br>From: Jo</div><div>{old}</div></div>",
        '<div class="gmail_quote"><blockquote class="gmail_quote">{old}</blockquote><p>{own}</p>'
        '<blockquote class="gmail_quote">{old}</blockquote></div>',
        '<p>{own}</p><div id="appendonsend"></div><hr><div id="divRplyFwdMsg">x</div><p>{old}</p>',
        "<p>{own}</p><div class=OutlookMessageHeader>From: Jo</div><table><tr><td>{old}</table>",
        "<div><p>{own}</p><div style='border-top:solid'><p><b>From:</b> Jo<br><b>Sent:</b> 3 June"
        "<br><b>To:</b> FOI<br><b>Subject:</b> x</p></div><p>{old}</p></div><p>{old}</p>",
        "<p>{own}</p><p>-----Original Message-----<br>{old}</p><p>{old}</p>",
        '<p>{own}</p><blockquote style="border-left: 2px solid blue">{old}</blockquote>',
        '<p>{own}</p><div class="moz-cite-prefix">On 3 June, Jo wrote:</div>'
        '<blockquote cite="mid:1">{old}</blockquote>',
        '<p>{own}</p><div class="x_gmail_quote">{old}</div>',
        "<p>{own}</p><pre>&gt; {old}\n&gt; {old}</pre>",
        "<p>{own}</p><blockquote>{old}</blockquote>",
        "<div>{own}</div><table><tr><td>From:</td><td>Jo</td></tr><tr><td>Sent:</td><td>3 June</td>"
        "</tr><tr><td>To:</td><td>FOI</td></tr><tr><td>Subject:</td><td>x</td></tr></table>{old}",
    ],
)
def test_each_programs_way_of_quoting_is_known(page: str) -> None:
    own, quoted = split_quoted_page(page.format(own=OWN, old=OLD))
    assert own.split("\n") == [OWN]
    assert OLD in quoted
    assert OWN not in quoted


def test_an_indented_block_is_the_senders_own() -> None:
    page = f'<p>Held:</p><blockquote style="margin:0 0 0 40px;border:none">{OWN}</blockquote>'
    assert split_quoted_page(page) == (f"Held:\n{OWN}", "")


@given(SPANNED)
def test_any_table_with_spans_is_read_back(table: Spanned) -> None:
    rows = ""
    for row in range(table.height):
        cells = ""
        for cell in table.at_row(row):
            down, across = cell.row_end - cell.row + 1, cell.col_end - cell.col + 1
            if cell.row == row:
                cells += f'<td rowspan="{down}" colspan="{across}">{cell.text}</td>'
        rows += f"<tr>{cells}</tr>"
    (grid,) = read(f"<table>{rows}</table>").grids
    assert grid.rows == table.rows
    assert grid.merges == table.merges


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=8)


@given(st.lists(st.lists(WORDS, min_size=1, max_size=5).map(" ".join), max_size=6))
def test_no_line_of_a_page_is_lost(lines: list[str]) -> None:
    page = "<html><body>" + "".join(f"<p>x {escape(line)}</p>" for line in lines) + "</body></html>"
    assert texts(page) == [f"x {line}" for line in lines]
