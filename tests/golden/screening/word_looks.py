"""Word documents whose text is there and looks as if it weren't, or the other way round.

What each shows was seen in LibreOffice, and is by ECMA-376 what Word shows. Where programs differ
the text is taken for hidden.
"""

from collections.abc import Callable
from pathlib import Path

from schemas.channels import Channel
from tests.golden.screening.case import SECRET, CleanCase, HiddenCase
from tests.golden.screening.packages import NewPart, with_parts
from tests.golden.screening.word_cases import DOCUMENT, letter, paragraph, run, shape, with_xml

_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_WHITE = '<w:color w:val="FFFFFF"/>'
_SEEN = "Kent"


def cell(text: str, *, lay: str = "", look: str = "", paragraph_lay: str = "") -> str:
    """A cell of a table."""
    inside = paragraph(run(text, look), properties=paragraph_lay)
    return f"<w:tc><w:tcPr>{lay}</w:tcPr>{inside}</w:tc>"


def row(*cells: str, lay: str = "") -> str:
    """A row of a table."""
    return f"<w:tr><w:trPr>{lay}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str, lay: str = "", widths: tuple[int, int] = (3000, 3000)) -> str:
    """A table of rows."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    inside = f"<w:tblPr>{lay}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}"
    return f"<w:tbl>{inside}</w:tbl>"


def counts(
    text: str,
    *,
    lay: str = "",
    row_lay: str = "",
    cell_lay: str = "",
    look: str = "",
    paragraph_lay: str = "",
) -> str:
    """A table of two rows with a text as its only count."""
    head = row(cell("Year"), cell("Offences"))
    count = cell(text, lay=cell_lay, look=look, paragraph_lay=paragraph_lay)
    return table(head, row(cell("2018/19"), count, lay=row_lay), lay=lay)


def said(text: str, look: str = "", lay: str = "") -> str:
    """A paragraph with one text."""
    return paragraph(run(text, look), properties=lay)


def style(style_id: str, kind: str, inside: str, based_on: str = "") -> str:
    """A style, based on another perhaps."""
    basis = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    name = f'<w:name w:val="{style_id}"/>{basis}'
    return f'<w:style w:type="{kind}" w:styleId="{style_id}">{name}{inside}</w:style>'


def styled(folder: Path, styles: str, xml: str) -> Path:
    """A letter with more styles and this XML in it."""
    end = "</w:styles>"
    return with_parts(with_xml(folder, xml), replaced={"word/styles.xml": {end: styles + end}})


def section(size: str, margins: str, columns: str = "") -> str:
    """The end of a section, as a paragraph of its own."""
    inside = f"<w:pgSz {size}/><w:pgMar {margins}/>{columns}"
    return f"<w:p><w:pPr><w:sectPr>{inside}</w:sectPr></w:pPr></w:p>"


_PAPER = 'w:w="11906" w:h="16838"'
_MARGINS = 'w:top="1440" w:right="1440" w:bottom="1440" w:left="1440"'
_FIXED = '<w:tblLayout w:type="fixed"/>'
_NARROW = '<w:tcW w:w="10" w:type="dxa"/>'
_BOX = '<w:framePr w:w="2000" w:hAnchor="page" w:vAnchor="page" {}/>'


def _field(code: str, result: str) -> str:
    begin, part, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    return paragraph(begin, code, part, run(result), end)


def _instruction(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def _choice(needs: str, uri: str, text: str, otherwise: str) -> str:
    chosen = f'<mc:Choice xmlns:{needs}="{uri}" Requires="{needs}">{said(text)}</mc:Choice>'
    other = f"<mc:Fallback>{said(otherwise)}</mc:Fallback>"
    return f'<mc:AlternateContent xmlns:mc="{_MC}">{chosen}{other}</mc:AlternateContent>'


def drawn_box(
    text: str, look: str = "", *, fill: str = "<a:noFill/>", high: int = 700_000, body: str = ""
) -> str:
    """A text box in the notation of Word 2010 and later."""
    inside = f"<wps:txbx><w:txbxContent>{said(text, look)}</w:txbxContent></wps:txbx>"
    return _drawn(inside, fill=fill, high=high, body=body)


def _drawn(inside: str, *, fill: str, high: int = 700_000, behind: int = 0, body: str = "") -> str:
    spaces = (
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    offset = "<wp:posOffset>900000</wp:posOffset>"
    places = "".join(
        f'<wp:position{way} relativeFrom="page">{offset}</wp:position{way}>' for way in "HV"
    )
    return paragraph(
        f'<w:r><w:drawing><wp:anchor {spaces} behindDoc="{behind}">{places}'
        f'<wp:extent cx="2000000" cy="{high}"/><wp:wrapNone/><wp:docPr id="3" name="Box"/>'
        f"<a:graphic><a:graphicData><wps:wsp><wps:spPr>{fill}</wps:spPr>{inside}<wps:bodyPr>{body}</wps:bodyPr>"
        "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )


def _pictured(text: str, *, down: int, behind: int = 0) -> str:
    """A paragraph by which a picture stands, so many English Metric Units below its top."""
    spaces = (
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    )
    picture = (
        f'<w:r><w:drawing><wp:anchor {spaces} behindDoc="{behind}">'
        '<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{down}</wp:posOffset></wp:positionV>'
        '<wp:extent cx="2000000" cy="600000"/><wp:wrapNone/><wp:docPr id="4" name="Picture"/>'
        "<pic:pic/></wp:anchor></w:drawing></w:r>"
    )
    return paragraph(picture, run(text))


def _solid(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def _bound(text: str, bound: str) -> Callable[[Path], Path]:
    control = (
        '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/ns0:reply/ns0:count[1]"/><w:text/></w:sdtPr>'
        f"<w:sdtContent>{said(text)}</w:sdtContent></w:sdt>"
    )
    part = NewPart(
        "customXml/item7.xml",
        f'<reply xmlns="http://schemas.microsoft.com/office/x"><count>{bound}</count></reply>',
        "",
        DOCUMENT,
        "customXml",
    )
    return lambda folder: with_xml(folder, control, part)


def _note_without_mark(folder: Path) -> Path:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    notes = f'<w:footnotes {space}><w:footnote w:id="4">{said(SECRET)}</w:footnote></w:footnotes>'
    part = NewPart("word/footnotes.xml", notes, kind, DOCUMENT, "footnotes")
    return with_parts(letter(folder), part)


def _numbered(look: str) -> Callable[[Path], Path]:
    """A paragraph of a list that puts the telling word before it, looking like this."""
    level = f'<w:lvl w:ilvl="0"><w:lvlText w:val="{SECRET} %1"/><w:rPr>{look}</w:rPr></w:lvl>'
    lists = (
        f'<w:abstractNum w:abstractNumId="77">{level}</w:abstractNum>'
        '<w:num w:numId="77"><w:abstractNumId w:val="77"/></w:num></w:numbering>'
    )
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>'

    def build(folder: Path) -> Path:
        path = with_xml(folder, said(_SEEN, lay=numbered))
        return with_parts(path, replaced={"word/numbering.xml": {"</w:numbering>": lists}})

    return build


def _tall(text: str) -> str:
    return f"<w:tc><w:tcPr/>{said('Kent')}{said('Sussex')}{said(text)}</w:tc>"


def _lines(value: int, rule: str) -> str:
    return f'<w:spacing w:line="{value}" w:lineRule="{rule}"/>'


def _height(value: int) -> str:
    return f'<w:trHeight w:val="{value}" w:hRule="exact"/>'


def _pattern(share: int) -> str:
    return f'<w:shd w:val="pct{share}" w:color="000000" w:fill="FFFFFF"/>'


def _in_section(size: str, margins: str, columns: str = "") -> str:
    """The telling word in a section of its own, behind an ordinary one."""
    return section(_PAPER, _MARGINS) + said(SECRET) + section(size, margins, columns)


def _vanish(style_id: str, kind: str) -> str:
    return style(style_id, kind, "<w:rPr><w:vanish/></w:rPr>")


_BANDED = style(
    "Banded",
    "table",
    '<w:tblStylePr w:type="band1Horz"><w:tcPr><w:shd w:val="clear" w:fill="000080"/></w:tcPr>'
    "</w:tblStylePr>",
)
_WHITE_COLUMN = style(
    "Pale",
    "table",
    '<w:tblStylePr w:type="lastCol"><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:tblStylePr>',
)


def _look(name: str) -> str:
    bits = {"Banded": "0400", "Pale": "0100", "Pale, switched off": "0000"}[name]
    return f'<w:tblStyle w:val="{name.partition(",")[0]}"/><w:tblLook w:val="{bits}"/>'


# What hides the telling word, in the XML of the letter's second paragraph (or table).
_XML: dict[str, tuple[Channel, str]] = {
    "letters_of_2.5_points": (Channel.TINY_TEXT, said(SECRET, '<w:sz w:val="5"/>')),
    "letters_1_percent_wide": (Channel.TINY_TEXT, said(SECRET, '<w:w w:val="1"/>')),
    "letters_upon_one_another": (Channel.TINY_TEXT, said(SECRET, '<w:spacing w:val="-200"/>')),
    "a_text_fitted_to_nothing": (Channel.TINY_TEXT, said(SECRET, '<w:fitText w:val="20"/>')),
    "tiny_letters_of_complex_script": (
        Channel.TINY_TEXT,
        said(SECRET, '<w:sz w:val="24"/><w:szCs w:val="2"/><w:cs/>'),
    ),
    "raised_letters_of_4_points": (
        Channel.TINY_TEXT,
        said(SECRET, '<w:sz w:val="8"/><w:vertAlign w:val="superscript"/>'),
    ),
    "letters_larger_than_the_page": (Channel.OFF_PAGE_TEXT, said(SECRET, '<w:sz w:val="3276"/>')),
    "a_line_of_1_point": (Channel.TINY_TEXT, said(SECRET, lay=_lines(20, "exact"))),
    "a_line_of_a_24th_of_its_height": (Channel.TINY_TEXT, said(SECRET, lay=_lines(10, "auto"))),
    "raised_out_of_an_exact_line": (
        Channel.TINY_TEXT,
        said(SECRET, '<w:position w:val="60"/>', _lines(240, "exact")),
    ),
    "raised_off_the_page": (Channel.OFF_PAGE_TEXT, said(SECRET, '<w:position w:val="3000"/>')),
    "a_row_of_2_millimetres": (Channel.HIDDEN_ROWS, counts(SECRET, row_lay=_height(90))),
    "a_third_line_in_a_row_for_one": (
        Channel.HIDDEN_ROWS,
        table(row(cell("Force"), _tall(SECRET), lay=_height(300))),
    ),
    "a_line_below_a_row_for_one": (
        Channel.HIDDEN_ROWS,
        counts(SECRET, row_lay=_height(300), paragraph_lay='<w:spacing w:before="2000"/>'),
    ),
    "a_margin_higher_than_the_row": (
        Channel.HIDDEN_ROWS,
        counts(SECRET, row_lay=_height(300), cell_lay='<w:tcMar><w:top w:w="2000"/></w:tcMar>'),
    ),
    "a_table_below_what_its_row_shows": (
        Channel.HIDDEN_ROWS,
        table(
            row(
                f"<w:tc>{said(_SEEN)}{said(_SEEN)}{counts(SECRET)}<w:p/></w:tc>", lay=_height(300)
            )
        ),
    ),
    "a_row_marked_as_hidden": (Channel.HIDDEN_ROWS, counts(SECRET, row_lay="<w:hidden/>")),
    "a_turned_text_in_a_low_row": (
        Channel.HIDDEN_ROWS,
        counts(SECRET, row_lay=_height(100), cell_lay='<w:textDirection w:val="btLr"/>'),
    ),
    "a_column_without_width": (
        Channel.HIDDEN_COLUMNS,
        table(row(cell("2018/19"), cell(SECRET, lay=_NARROW)), lay=_FIXED, widths=(3000, 10)),
    ),
    "a_column_without_width_that_word_widens": (
        Channel.HIDDEN_COLUMNS,
        table(row(cell("2018/19"), cell(SECRET, lay=_NARROW)), widths=(3000, 10)),
    ),
    "a_table_without_width": (
        Channel.HIDDEN_COLUMNS,
        counts(SECRET, lay=f'<w:tblW w:w="1" w:type="dxa"/>{_FIXED}'),
    ),
    "a_column_right_of_the_page": (
        Channel.OFF_PAGE_TEXT,
        table(row(cell("2018/19"), cell(SECRET)), lay=_FIXED, widths=(12_000, 3000)),
    ),
    "a_table_left_of_the_page": (
        Channel.OFF_PAGE_TEXT,
        counts(SECRET, lay='<w:tblInd w:w="-31000" w:type="dxa"/>'),
    ),
    "a_floating_table_off_the_page": (
        Channel.OFF_PAGE_TEXT,
        counts(SECRET, lay='<w:tblpPr w:tblpX="500" w:tblpY="31000" w:vertAnchor="page"/>'),
    ),
    "a_cell_with_a_vast_margin": (
        Channel.OFF_PAGE_TEXT,
        table(
            row(cell("2018/19"), cell(SECRET, lay='<w:tcMar><w:left w:w="31000"/></w:tcMar>')),
            lay=_FIXED,
        ),
    ),
    "a_paragraph_left_of_the_page": (
        Channel.OFF_PAGE_TEXT,
        said(SECRET, lay='<w:ind w:left="-31000"/>'),
    ),
    "a_first_line_left_of_the_page": (
        Channel.OFF_PAGE_TEXT,
        said(SECRET, lay='<w:ind w:hanging="31000"/>'),
    ),
    "a_middle_left_of_the_page": (
        Channel.OFF_PAGE_TEXT,
        said(SECRET, lay='<w:ind w:left="-31000"/><w:jc w:val="center"/>'),
    ),
    "a_paragraph_right_of_the_page": (
        Channel.OFF_PAGE_TEXT,
        said(SECRET, lay='<w:ind w:start="31000"/>'),
    ),
    "a_right_edge_off_the_page": (
        Channel.OFF_PAGE_TEXT,
        said(SECRET, lay='<w:ind w:right="-31000"/><w:jc w:val="end"/>'),
    ),
    "a_line_without_width": (Channel.OFF_PAGE_TEXT, said(SECRET, lay='<w:ind w:right="31000"/>')),
    "a_tab_that_leads_off_the_page": (
        Channel.OFF_PAGE_TEXT,
        paragraph(
            run("In 2018/19"), "<w:r><w:tab/></w:r>", run(SECRET),
            properties='<w:tabs><w:tab w:val="left" w:pos="31000"/></w:tabs>',
        ),
    ),
    "a_frame_off_the_page": (
        Channel.OFF_PAGE_TEXT,
        said(SECRET, lay=_BOX.format('w:x="500" w:y="31000"')),
    ),
    "a_frame_without_height": (
        Channel.OFF_PAGE_TEXT,
        said(SECRET, lay=_BOX.format('w:x="500" w:y="500" w:h="20" w:hRule="exact"')),
    ),
    "margins_wider_than_the_page": (
        Channel.OFF_PAGE_TEXT,
        _in_section(_PAPER, 'w:left="13000" w:right="0" w:top="1440" w:bottom="1440"'),
    ),
    "a_page_of_1_point": (
        Channel.OFF_PAGE_TEXT,
        _in_section('w:w="20" w:h="20"', 'w:left="0" w:right="0" w:top="0" w:bottom="0"'),
    ),
    "a_column_of_the_page_without_width": (
        Channel.OFF_PAGE_TEXT,
        _in_section(
            _PAPER, _MARGINS,
            '<w:cols w:equalWidth="0"><w:col w:w="10"/><w:col w:w="9000"/></w:cols>',
        ),
    ),
    "letters_filled_with_nothing": (
        Channel.INVISIBLE_TEXT,
        said(SECRET, f'<w14:textFill xmlns:w14="{_W14}"><w14:noFill/></w14:textFill>'),
    ),
    "yellow_under_a_yellow_marker": (
        Channel.INVISIBLE_TEXT,
        said(SECRET, '<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>'),
    ),
    "grey_on_a_pattern_that_looks_grey": (
        Channel.INVISIBLE_TEXT,
        said(SECRET, f'<w:color w:val="808080"/>{_pattern(50)}'),
    ),
    "white_for_one_program_black_for_another": (
        Channel.INVISIBLE_TEXT,
        said(SECRET, '<w:color w:val="FFFFFF" w:themeColor="text1"/>'),
    ),
    "white_on_a_pale_paragraph_in_a_dark_cell": (
        Channel.INVISIBLE_TEXT,
        counts(
            SECRET, look=_WHITE, cell_lay='<w:shd w:val="clear" w:fill="000080"/>',
            paragraph_lay='<w:shd w:val="clear" w:fill="FFFFFF"/>',
        ),
    ),
    "white_in_a_box_without_a_filling": (Channel.INVISIBLE_TEXT, drawn_box(SECRET, _WHITE)),
    "black_in_a_black_box": (
        Channel.INVISIBLE_TEXT,
        drawn_box(SECRET, '<w:color w:val="000000"/>', fill=_solid("000000")),
    ),
    "a_box_lower_than_its_letters": (Channel.TINY_TEXT, drawn_box(SECRET, high=30_000)),
    "hidden_on_the_web_only": (Channel.VANISHED_TEXT, counts(SECRET, look="<w:webHidden/>")),
    "in_an_element_that_word_does_not_know": (
        Channel.VANISHED_TEXT,
        f'<x:old xmlns:x="urn:example">{said(SECRET)}</x:old>',
    ),
    "a_choice_that_word_does_not_understand": (
        Channel.VANISHED_TEXT,
        _choice("x", "urn:example", SECRET, _SEEN),
    ),
    "a_form_for_programs_that_know_less": (
        Channel.VANISHED_TEXT,
        _choice("w14", _W14, _SEEN, SECRET),
    ),
    "text_within_an_instruction": (
        Channel.VANISHED_TEXT,
        _field(run(SECRET) + _instruction(" PAGE "), "1"),
    ),
    "a_quotation_kept_as_an_instruction": (
        Channel.VANISHED_TEXT,
        _field(_instruction(f' QUOTE "{SECRET}" '), _SEEN),
    ),
    "a_phantom_in_a_formula": (
        Channel.VANISHED_TEXT,
        paragraph(
            '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:phant>'
            f'<m:phantPr><m:show m:val="0"/></m:phantPr><m:e><m:r><m:t>{SECRET}</m:t></m:r></m:e>'
            "</m:phant></m:oMath>"
        ),
    ),
    "a_merge_that_begins_nowhere": (
        Channel.COVERED_TEXT,
        counts(SECRET, cell_lay="<w:vMerge/>") + counts(_SEEN),
    ),
    "an_inserted_row": (
        Channel.TRACKED_CHANGES,
        counts(SECRET, row_lay='<w:ins w:id="1" w:author="a"/>'),
    ),
    "a_deleted_row": (
        Channel.TRACKED_CHANGES,
        counts(SECRET, row_lay='<w:del w:id="1" w:author="a"/>'),
    ),
    "moved_text_where_it_went": (
        Channel.TRACKED_CHANGES,
        paragraph(f'<w:moveTo w:id="1" w:author="a">{run(SECRET)}</w:moveTo>'),
    ),
    "text_under_a_picture": (Channel.COVERED_TEXT, _pictured(SECRET, down=-100_000)),
    "text_under_a_white_box": (
        Channel.COVERED_TEXT,
        said(SECRET) + _drawn("", fill=_solid("FFFFFF")),
    ),
}  # fmt: skip
_STYLED: dict[str, tuple[Channel, str, str]] = {
    "hidden_by_a_paragraph_and_a_letter_style": (
        Channel.VANISHED_TEXT,
        _vanish("P", "paragraph") + _vanish("C", "character"),
        said(SECRET, '<w:rStyle w:val="C"/>', '<w:pStyle w:val="P"/>'),
    ),
    "hidden_by_the_style_of_a_table": (
        Channel.VANISHED_TEXT,
        _vanish("T", "table"),
        counts(SECRET, lay='<w:tblStyle w:val="T"/>'),
    ),
    "a_line_of_a_point_by_style": (
        Channel.TINY_TEXT,
        style("L", "paragraph", f"<w:pPr>{_lines(20, 'exact')}</w:pPr>")
        + style("M", "paragraph", "", "L"),
        said(SECRET, lay='<w:pStyle w:val="M"/>'),
    ),
    "off_the_page_by_the_style_of_a_table": (
        Channel.OFF_PAGE_TEXT,
        style("T", "table", '<w:pPr><w:ind w:left="-31000"/></w:pPr>'),
        counts(SECRET, lay='<w:tblStyle w:val="T"/>'),
    ),
    "white_on_the_pale_band_of_a_table": (
        Channel.INVISIBLE_TEXT,
        _BANDED,
        counts(SECRET, lay=_look("Banded"), look=_WHITE),
    ),
    "white_in_the_last_column_by_style": (
        Channel.INVISIBLE_TEXT,
        _WHITE_COLUMN,
        counts(SECRET, lay=_look("Pale")),
    ),
}


def _hidden(name: str, channel: Channel, xml: str) -> HiddenCase:
    return HiddenCase(name, channel, lambda folder: with_xml(folder, xml))


def _hidden_by(name: str, channel: Channel, styles: str, xml: str) -> HiddenCase:
    return HiddenCase(name, channel, lambda folder: styled(folder, styles, xml))


CASES: tuple[HiddenCase, ...] = (
    *(_hidden(name, channel, xml) for name, (channel, xml) in _XML.items()),
    *(_hidden_by(name, *case) for name, case in _STYLED.items()),
    HiddenCase("a_control_bound_to_something_else", Channel.VANISHED_TEXT, _bound(SECRET, _SEEN)),
    HiddenCase("a_hidden_word_of_a_list", Channel.VANISHED_TEXT, _numbered("<w:vanish/>")),
    HiddenCase("a_white_word_of_a_list", Channel.INVISIBLE_TEXT, _numbered(_WHITE)),
    HiddenCase("a_note_that_nothing_points_to", Channel.ORPHAN_TEXT, _note_without_mark),
)

_CLEAN_XML: dict[str, str] = {
    "letters_of_4_points": said(_SEEN, '<w:sz w:val="8"/>'),
    "letters_a_third_wide": said(_SEEN, '<w:w w:val="33"/>'),
    "letters_a_little_closer": said(_SEEN, '<w:spacing w:val="-30"/>'),
    "a_note_mark_in_small_letters": paragraph(
        run("39"), run("1", '<w:sz w:val="16"/><w:vertAlign w:val="superscript"/>')
    ),
    "lines_of_exactly_12_points": said(_SEEN, lay=_lines(240, "exact")),
    "lines_of_three_quarters": said(_SEEN, lay=_lines(180, "auto")),
    "a_row_of_exactly_one_line": counts(_SEEN, row_lay=_height(260)),
    "a_row_of_exactly_three_lines": table(row(cell("Force"), _tall("Dorset"), lay=_height(1300))),
    "a_space_above_in_a_row_for_it": counts(
        _SEEN, row_lay=_height(600), paragraph_lay='<w:spacing w:before="120"/>'
    ),
    "a_table_in_a_row_for_it": table(
        row(f"<w:tc>{said('Dorset')}{counts(_SEEN)}<w:p/></w:tc>", lay=_height(1500))
    ),
    "a_table_of_a_width_by_percentage": counts(_SEEN, lay='<w:tblW w:w="5000" w:type="pct"/>'),
    "a_turned_heading_in_a_high_row": table(
        row(cell(_SEEN, lay='<w:textDirection w:val="btLr"/>'), cell("1"), lay=_height(1500))
    ),
    "an_empty_narrow_column": table(
        row(cell("2018/19"), cell("", lay=_NARROW)), lay=_FIXED, widths=(3000, 10)
    ),
    "a_table_a_little_left": counts(_SEEN, lay='<w:tblInd w:w="-108" w:type="dxa"/>'),
    "a_floating_table": counts(
        _SEEN, lay='<w:tblpPr w:tblpX="1500" w:tblpY="3000" w:vertAnchor="page"/>'
    )
    + said("Source: our records."),
    "a_negative_indent": said(_SEEN, lay='<w:ind w:left="-720"/>'),
    "right_of_a_vast_indent": said(_SEEN, lay='<w:ind w:left="-31000"/><w:jc w:val="right"/>'),
    "an_indent_of_half_the_page": said(_SEEN, lay='<w:ind w:left="6000"/>'),
    "a_tab_within_the_page": paragraph(
        run("Year"), "<w:r><w:tab/></w:r>", run(_SEEN),
        properties='<w:tabs><w:tab w:val="right" w:pos="9000"/></w:tabs>',
    ),
    "an_address_in_a_frame": said(
        _SEEN, lay=_BOX.format('w:x="1400" w:y="2800" w:h="1500" w:hRule="exact"')
    ),
    "two_columns_on_a_page": said(_SEEN) + section(_PAPER, _MARGINS, '<w:cols w:num="2"/>'),
    "a_page_with_a_negative_margin": said(_SEEN)
    + section(_PAPER, 'w:top="-1440" w:right="720" w:bottom="1440" w:left="720"'),
    "black_under_a_grey_marker": said(_SEEN, '<w:highlight w:val="lightGray"/>'),
    "dark_on_a_pale_pattern": said(_SEEN, _pattern(10)),
    "white_in_a_dark_box": drawn_box(_SEEN, _WHITE, fill=_solid("1F3864")),
    "a_box_of_one_line": drawn_box(_SEEN, high=250_000),
    "a_box_that_becomes_as_high_as_its_text": drawn_box(_SEEN, high=635, body="<a:spAutoFit/>"),
    "a_coloured_box_behind_the_text": said(_SEEN)
    + _drawn("", fill=_solid("D9E2F3"), behind=1),
    "a_signature_below_a_name": _pictured(_SEEN, down=300_000),
    "a_picture_behind_a_text": _pictured(_SEEN, down=-100_000, behind=1),
    "a_cover_of_boxes": (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Cover Pages"/></w:docPartObj>'
        f"</w:sdtPr><w:sdtContent>{_drawn('', fill=_solid('FFFFFF'))}{said(_SEEN)}</w:sdtContent>"
        "</w:sdt>"
    ),
    "a_text_box_over_the_page": drawn_box(_SEEN, fill=_solid("FFFFFF")),
    "a_form_letter": _field(
        _instruction(' IF "a" = "b" "Dear Sir" "Dear Madam" '), "Dear Madam"
    ),
    "a_link": _field(_instruction(' HYPERLINK "https://example.org/2019" '), "our website"),
    "the_same_in_two_notations": _choice("w14", _W14, _SEEN, _SEEN),
    "a_smiling_face_in_two_notations": _choice("w14", _W14, "\U0001f60a", "\u263a"),
    "a_shape_on_the_page": shape(),
    "a_sum_under_a_stroke": paragraph(
        '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">'
        f"<m:r><m:t>{_SEEN}</m:t></m:r></m:oMath>"
    ),
    "a_format_that_changed": paragraph(
        run(_SEEN), properties='<w:pPrChange w:id="1" w:author="a"><w:pPr/></w:pPrChange>'
    ),
}  # fmt: skip
_CLEAN_STYLED: dict[str, tuple[str, str]] = {
    "white_on_the_dark_band_of_a_table": (
        _BANDED,
        table(row(cell("2018/19", look=_WHITE), cell(_SEEN, look=_WHITE)), lay=_look("Banded")),
    ),
    "a_white_column_that_is_switched_off": (
        _WHITE_COLUMN,
        counts(_SEEN, lay=_look("Pale, switched off")),
    ),
    "a_paragraph_style_named_for_letters": (
        _vanish("P", "paragraph"),
        said(_SEEN, '<w:rStyle w:val="P"/>'),
    ),
    "a_tiny_style_without_an_id": (
        '<w:style><w:name w:val="Empty"/><w:rPr><w:sz w:val="2"/></w:rPr></w:style>',
        said(_SEEN),
    ),
    "a_style_that_shows_again": (
        _vanish("P", "paragraph")
        + style("Q", "paragraph", '<w:rPr><w:vanish w:val="0"/></w:rPr>', "P"),
        said(_SEEN, lay='<w:pStyle w:val="Q"/>'),
    ),
}


def _clean(name: str, xml: str) -> CleanCase:
    return CleanCase(f"docx_{name}", lambda folder: with_xml(folder, xml))


def _clean_by(name: str, styles: str, xml: str) -> CleanCase:
    return CleanCase(f"docx_{name}", lambda folder: styled(folder, styles, xml))


CLEAN: tuple[CleanCase, ...] = (
    *(_clean(name, xml) for name, xml in _CLEAN_XML.items()),
    *(_clean_by(name, *case) for name, case in _CLEAN_STYLED.items()),
    CleanCase("docx_a_control_that_shows_what_it_is_bound_to", _bound(_SEEN, _SEEN)),
)
