"""Of a web page is read what a browser shows: no row more, and no row less.

What each page shows was worked out by the rules of CSS and HTML, and seen in Chromium: a page was
drawn with one number and with another, and a number is shown where the two drawings differ.
"""

import pytest

from foistats.errors import DocumentRefused
from foistats.formats.format import Opening
from foistats.formats.html.look import look_at_html
from schemas.channels import Channel
from schemas.problem_codes import ProblemCode

YEARS = [["Year", "Offences"], ["2017/18", "628"]]
LAST = ["2018/19", "7336"]
PAGE = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"><style>{css}</style></head><body>'
    "<p>Offences recorded.</p><table><tr><th>Year<th>Offences</tr><tr><td>2017/18<td>628</tr>"
    '<tr class="x" id="i" data-x="1" {row}><td>2018/19<td {cell}>7336</tr></table>{after}</body>'
)


def page(css: str = "", row: str = "", cell: str = "", after: str = "") -> bytes:
    return PAGE.format(css=css, row=row, cell=cell, after=after).encode()


def rows_and_channels(content: bytes) -> tuple[list[list[object]], set[Channel]]:
    look = look_at_html(content, Opening())
    (grid,) = look.read().grids
    return [list(row) for row in grid.rows], {finding.channel for finding in look.findings}


SHOWING = [
    "@media print and (min-width:9999px){.x{display:none}}",
    "@media (max-width:600px){.x{display:none}}",
    "@media not all{.x{display:none}}",
    "@media only screen and (max-width:480px),(max-width:30em){.x{display:none!important}}",
    "@media (prefers-color-scheme:dark){.x{color:white}}",
    "@supports not (display:grid){.x{display:none}}",
    "@layer a{.x{display:none}} .x{display:table-row}",
    "@layer a,b; @layer b{.x{display:table-row}} @layer a{.x{display:none}}",
    "#i{display:table-row} .x{display:none}",
    "tr.x{display:table-row} .x{display:none}",
    ".x{display:none} .x{display:table-row!important}",
    "table>tr.x{display:none}",
    "tr:nth-child(4){display:none}",
    "tr:not(.x):not(:first-child) td b{display:none}",
    ".x:hover{display:none} .x:focus-within{opacity:0}",
    ".X{display:none}",
    "[data-x='2']{display:none}",
    ".x{display:none;display:table-row}",
    ".x{display:table-row;display:nonee}",
    ".x{color:white;color:windowtext}",
    ".x{font-size:0;font-size:11pt}",
    ".x{font-size:11pt;font-size:-1px}",
    ".x{display:var(--unknown)}",
    ":root{--d:none} .x{--d:table-row;display:var(--d)}",
    ".x{height:0;overflow:hidden}",
    ".x td{height:0}",
    ".x{left:-9999px}",
    ".x td{margin-left:-9999px}",
    ".x{clip:rect(0,0,0,0)}",
    ".x{clip-path:polygon(0 0,100% 0,100% 100%,0 100%)}",
    ".x{background:#000;color:#fff}",
    "table{background:#fff;color:#fff} td,th{color:#000}",
    "body{background:#000;color:#eee}",
    ".x{opacity:1.5}",
    ".x{visibility:hidden} .x td{visibility:visible}",
    "rt{display:none} ruby{font-size:0}",
    ".x::-webkit-scrollbar{display:none}",
    "d\\69splay{display:none}",
    "<!-- .y{display:none} -->",
]
HIDING = [
    ("@media screen{.x{display:none}}", Channel.HIDDEN_ROWS),
    ("@media all and (min-width:600px){.x{display:none}}", Channel.HIDDEN_ROWS),
    ("@media not print{.x{display:none}}", Channel.HIDDEN_ROWS),
    ("@media (width >= 40em){.x{display:none}}", Channel.HIDDEN_ROWS),
    ("@supports (display:grid){.x{display:none}}", Channel.HIDDEN_ROWS),
    ("@layer a,b; @layer b{.x{display:none}} @layer a{.x{display:table-row}}", Channel.HIDDEN_ROWS),
    ("[data-x]{display:none}", Channel.HIDDEN_ROWS),
    ("[data-x='1' i]{display:none}", Channel.HIDDEN_ROWS),
    ("tr:last-child{display:none}", Channel.HIDDEN_ROWS),
    ("tr:nth-child(2n+1):not(:first-child){display:none}", Channel.HIDDEN_ROWS),
    ("tr+tr+tr{display:none}", Channel.HIDDEN_ROWS),
    ("tr~.x{display:none}", Channel.HIDDEN_ROWS),
    ("tr.x:not(.y){display:none}", Channel.HIDDEN_ROWS),
    (":is(.x,.y){display:none}", Channel.HIDDEN_ROWS),
    ("tr:has(td+td).x{display:none}", Channel.HIDDEN_ROWS),
    (".x:not(:hover){display:none}", Channel.HIDDEN_ROWS),
    ("table{ .x{display:none} }", Channel.HIDDEN_ROWS),
    ("tr{&.x{display:none}}", Channel.HIDDEN_ROWS),
    (":root{--d:none} .x{display:var(--d)}", Channel.HIDDEN_ROWS),
    (".x{--d:none;display:var(--e,var(--d))}", Channel.HIDDEN_ROWS),
    (".x{display:none!important} #i{display:table-row}", Channel.HIDDEN_ROWS),
    ("@import 'data:text/css,.x{display:none}';", Channel.HIDDEN_ROWS),
    (".x{d\\69splay:none}", Channel.HIDDEN_ROWS),
    (".x{display:/**/none", Channel.HIDDEN_ROWS),
    (".x{transform:scale(0)}", Channel.TINY_TEXT),
    (".x{scale:0 1}", Channel.TINY_TEXT),
    (".x{transform:rotateY(90deg)}", Channel.TINY_TEXT),
    (".x{transform:translateX(-9999px)}", Channel.TINY_TEXT),
    (".x{zoom:.05}", Channel.TINY_TEXT),
    (".x{font:0/0 a}", Channel.TINY_TEXT),
    (".x{font-size:calc(1px - 1px)}", Channel.TINY_TEXT),
    (".x{position:absolute;left:-9999px}", Channel.OFF_PAGE_TEXT),
    (".x{position:absolute;right:200vw}", Channel.OFF_PAGE_TEXT),
    (".x{text-indent:-9999px}", Channel.OFF_PAGE_TEXT),
    (".x{clip-path:inset(50%)}", Channel.INVISIBLE_TEXT),
    (".x{clip-path:circle(0)}", Channel.INVISIBLE_TEXT),
    (".x{clip-path:polygon(0 0,0 0,0 0)}", Channel.INVISIBLE_TEXT),
    (".x{opacity:.01}", Channel.INVISIBLE_TEXT),
    (".x{filter:opacity(0)}", Channel.INVISIBLE_TEXT),
    (".x{color:transparent}", Channel.INVISIBLE_TEXT),
    (".x{color:rgb(0 0 0 / 3%)}", Channel.INVISIBLE_TEXT),
    (":root{--c:#fff} .x{color:var(--c)}", Channel.INVISIBLE_TEXT),
    (".x{background:#234;color:#243545}", Channel.INVISIBLE_TEXT),
    (".x{background:linear-gradient(#000,#000)}", Channel.INVISIBLE_TEXT),
    (".x{background:#000}", Channel.INVISIBLE_TEXT),
    (".x{-webkit-text-fill-color:white}", Channel.INVISIBLE_TEXT),
    (".x td{-webkit-text-security:disc}", Channel.INVISIBLE_TEXT),
    (".x{visibility:hidden}", Channel.VANISHED_TEXT),
    (".x{visibility:collapse}", Channel.HIDDEN_ROWS),
]
UNDECIDED = [
    "@media print{.x{display:none}}",
    "@container (min-width:1px){.x{display:none}}",
    "@media (min-width:1500px){.x{display:none}}",
    ".x:unheard-of{display:none}",
    ".x:-moz-broken,.x{display:none}",
    "@keyframes k{to{opacity:0}} .x{animation:k 1s forwards}",
    ".x td{clip-path:url(#p)}",
    ".x{filter:blur(20px)}",
    ".x{mask-image:linear-gradient(transparent,transparent)}",
    ".x{letter-spacing:-1em}",
    ".x{direction:rtl;unicode-bidi:bidi-override}",
    ".x{background:url(x.png);color:white}",
    ".x{color:white;text-shadow:0 0 2px black}",
    ".x td:last-child::after{counter-increment:n;content:counter(n)}",
    "table::after{content:'';position:absolute;inset:0;background:white}",
    "@scope (table){.x{display:none}}",
    "table{transform:rotate(90deg)}",
    "table{position:fixed;bottom:-100px}",
    "table{position:absolute;left:1300px}",
    "table{display:block;height:1em;overflow:hidden}",
    "table{display:block;width:9px;overflow:hidden}",
    ".x{background:#000;color:#fff} .x td{float:left}",
    "table{translate:-100%}",
    ".x td{text-indent:-60%}",
]


@pytest.mark.parametrize("css", SHOWING)
def test_a_row_that_a_browser_shows_is_read(css: str) -> None:
    assert rows_and_channels(page(css)) == ([*YEARS, LAST], set())


@pytest.mark.parametrize(("css", "channel"), HIDING)
def test_a_row_that_a_browser_does_not_show_is_found_and_not_read(
    css: str, channel: Channel
) -> None:
    rows, channels = rows_and_channels(page(css))
    assert channel in channels
    assert "7336" not in repr(rows)


@pytest.mark.parametrize("css", UNDECIDED)
def test_what_only_a_whole_browser_could_tell_is_found_and_the_page_is_not_read(css: str) -> None:
    look = look_at_html(page(css), Opening())
    assert look.findings
    with pytest.raises(DocumentRefused, match="can't be told what a person sees"):
        look.read()


@pytest.mark.parametrize(
    ("after", "shown"),
    [
        ("<dialog>7336 a</dialog>", False),
        ("<dialog open>7336 a</dialog>", True),
        ("<details><summary>b</summary>7336 a</details>", False),
        ("<details open><summary>b</summary>7336 a</details>", True),
        ("<noscript>7336 a</noscript>", False),
        ("<template>7336 a</template>", False),
        ("<p popover>7336 a</p>", False),
        ("<p hidden>7336 a</p>", False),
        ("<p hidden style='display:block'>7336 a</p>", True),
        ("<canvas>7336 a</canvas>", False),
        ("<object>7336 a</object>", True),
        ("<textarea>7336 a</textarea>", True),
        ("<input value='7336 a'>", True),
        ("<input type=password value='7336 a'>", False),
        ("<select><option>b<option selected>7336 a</select>", True),
        ("<select><option>b<option>7336 a</select>", False),
        ("<select><option selected>7336 a<option selected>b</select>", False),
        ("<select><option disabled>7336 a<option>b</select>", False),
        ("<select><optgroup disabled><option>7336 a</optgroup><option>b</select>", False),
        ("<select><optgroup label=b><option>7336 a</select>", True),
        ("<select><option label=b>7336 a</select>", False),
        ("<select><option label='7336 a'>b</select>", True),
        ("<select multiple><option>b<option>7336 a</select>", True),
        ("<select size=4><option>b<option>7336 a</select>", True),
        ("<select><button>7336 a</button><option>b</select>", False),
        ("<option>7336 a</option>", True),
        # Fields and buttons belong to the frame of a page: what may be unseen in them isn't read.
        ("<option><button>7336 a</button></option>", False),
        ("<option><button>b<option>7336 a</button></option>", False),
        ("<option><select><option>7336 a</option></select></option>", False),
        ("<select size=1 multiple><option>7336 a</select>", False),
        ("<select multiple><option>b<option>c<option>d<option>e<option>7336 a</select>", False),
        ("<title>7336 a</title>", False),
        ("<p><font color=white>b</p><p>7336 a</p>", False),
        ("<p><font color=white>b</font></p><p>7336 a</p>", True),
        ("<p style='display:none'>b<p>7336 a", True),
        ("<div style='display:none'/>7336 a", False),
        ("<table bgcolor=black><tr><td><font color=white>7336 a</font></table>", True),
        ("<table bgcolor=black><tr><td>7336 a</table>", False),
        ("<span style='background:#000;color:#fff'>7336 a</span>", True),
        ("<span style='background:#000;color:#fff'>b<p>7336 a</p></span>", False),
        ("<body style='zoom:.01'><p style='font-size:16px'>7336 a</p>", False),
        ("<font color='#ffffgg'>7336 a</font>", True),
        ("<font color=fffeff>7336 a</font>", False),
        ("<div style='color:white'><a href=x>7336 a</a></div>", True),
        ("<div style='font-size:0'><b style='font-size:1em'>7336 a</b></div>", False),
        ("<div style='font-size:0'><b style='font-size:1rem'>7336 a</b></div>", True),
        ("<div style='opacity:0'><b style='opacity:1'>7336 a</b></div>", False),
        ("<div style='height:0;overflow:hidden'>7336 a</div>", False),
        ("<span style='height:0;overflow:hidden'>7336 a</span>", True),
        ("<div style='display:flex'><b style='width:0;overflow:hidden'>7336 a</b></div>", False),
        ("<span style='transform:scale(0)'>7336 a</span>", True),
    ],
)
def test_what_an_element_shows_by_itself_is_read(after: str, shown: bool) -> None:
    content = page(after=after).replace(b"<td >7336", b"<td>1")
    document = look_at_html(content, Opening()).read()
    assert ("7336 a" in repr(document)) == shown


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ('<link rel="stylesheet" href="https://www.dorset.police.uk/site.css">', True),
        ("<style>@import url(//cdn.example/site.css);</style>", True),
        ('<link rel="stylesheet" href="reply_files/site.css">', False),
        ('<link rel="icon" href="https://www.dorset.police.uk/icon.png">', False),
    ],
)
def test_styles_that_lie_elsewhere_are_told_and_hide_nothing_of_the_file(
    head: str, told: bool
) -> None:
    document = look_at_html(f"<html><head>{head}</head><p>We hold 12.".encode(), Opening()).read()
    assert document.lines == ["We hold 12."]
    assert [code for code, _, _ in document.remarks] == [ProblemCode.DOCUMENT_UNSUPPORTED] * told


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("<div style='color:white'><table><tr><td>7336 a</table></div>", True),
        ("<body style='color:white'><div style='color:black'><table><tr><td>7336 a</table>", False),
        ("<div style='font-size:0'><table><tr><td>7336 a</table></div>", True),
        ("<style>.X{display:none}</style><p class=x>7336 a", False),
        ("<p style='position:absolute;left:-9999'>7336 a", False),
    ],
)
def test_a_page_without_a_document_type_is_shown_by_older_rules(page: str, shown: bool) -> None:
    for head, is_shown in (("", shown), ("<!DOCTYPE html>", not shown)):
        document = look_at_html(f"{head}{page}".encode(), Opening()).read()
        assert ("7336 a" in repr(document)) == is_shown


def test_a_page_whose_styles_take_too_long_is_refused() -> None:
    rows = "<tr><td>1" * 3001
    content = f"<style>tr~tr{{display:none}}</style><table>{rows}</table>".encode()
    with pytest.raises(DocumentRefused, match="by what is beside them"):
        look_at_html(content, Opening())
    plain = content.replace(b"tr~tr", b"tr.x")
    assert len(look_at_html(plain, Opening()).read().grids[0].rows) == 3001


def test_figures_in_a_drawing_are_told_and_not_read() -> None:
    content = b"<p>We hold 12.</p><svg><text>7336</text></svg>"
    document = look_at_html(content, Opening()).read()
    assert document.lines == ["We hold 12."]
    assert [code for code, _, _ in document.remarks] == [ProblemCode.DOCUMENT_UNSUPPORTED]


def test_what_a_style_writes_beside_a_number_is_read_with_it() -> None:
    rows, channels = rows_and_channels(page(".x td+td::before{content:'<'}"))
    assert rows == [*YEARS, ["2018/19", "<7336"]]
    assert channels == set()
    assert rows_and_channels(page("td+td::after{content:attr(data-n)}", cell="data-n='*'"))[0] == [
        *YEARS,
        ["2018/19", "7336*"],
    ]


def test_numbers_that_stand_apart_are_never_read_as_one() -> None:
    for markup in (
        "7<span style='display:inline-block'>8</span>",
        "7<span style='float:right'>8</span>",
        "<s>7</s>8 and 7<del>8</del>9",
        "7<b style='display:block'>8</b>",
        "7<b style='margin-left:2em'>8</b>",
        "7<b style='padding:0 1em'>8</b>",
    ):
        document = look_at_html(f"<p>We hold {markup}</p>".encode(), Opening()).read()
        assert "78" not in " ".join(document.lines)
        assert "79" not in " ".join(document.lines)


def test_a_cell_reaches_no_farther_than_its_part_of_the_table() -> None:
    content = (
        b"<table><thead><tr><th rowspan=3>Year<th>Offences</tr></thead><tbody><tr><td>2017/18"
        b"<td>628</tr></tbody></table>"
    )
    (grid,) = look_at_html(content, Opening()).read().grids
    assert grid.rows == YEARS
    assert grid.merges == ()


@pytest.mark.parametrize(
    "after",
    [
        # Chromium shows none of these, and shows as many that differ little.
        "<option><b>7336 a</b></option>",
        "<option label=b>7336 a</option>",
        "<marquee width=0>7336 a</marquee>",
        "<marquee height=0><b>7336 a</b></marquee>",
        # Chromium draws the label, other programs don't.
        "<optgroup label=b>7336 a</optgroup>",
    ],
)
def test_what_browsers_show_of_malformed_choices_is_not_guessed(after: str) -> None:
    look = look_at_html(page(after=after).replace(b"<td >7336", b"<td>1"), Opening())
    with pytest.raises(DocumentRefused) as refusal:
        look.read()
    assert refusal.value.code is ProblemCode.DOCUMENT_UNSUPPORTED


def test_a_line_that_moves_over_a_page_and_has_no_figures_is_ordinary() -> None:
    look = look_at_html(page(after="<marquee>Office closed at Easter</marquee>"), Opening())
    assert look.read().grids[0].rows[-1] == LAST
    assert look.findings == []
