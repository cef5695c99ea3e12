"""Word documents (.docx) that hide the telling word, one for each way of hiding it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from schemas.channels import Channel
from tests.golden.screening.case import SECRET, HiddenCase
from tests.golden.screening.packages import WORD, NewPart, with_parts
from tests.golden.screening.workbook_cases import CHART

DOCUMENT = "word/document.xml"
_WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def letter(folder: Path, change: Callable[[Any], None] | None = None) -> Path:
    """A short letter made by python-docx, changed by a function of it."""
    import docx

    document = docx.Document()
    document.add_paragraph("Thank you for your request. There were 12 offences.")
    if change:
        change(document)
    path = folder / "reply.docx"
    document.save(str(path))
    return path


def with_xml(folder: Path, xml: str, *more: NewPart) -> Path:
    """A letter with this XML as its second paragraph (or table)."""
    mark = "PLACE-OF-THE-XML"
    path = letter(folder, lambda document: document.add_paragraph(mark))
    old = f"<w:p><w:r><w:t>{mark}</w:t></w:r></w:p>"
    return with_parts(path, *more, replaced={DOCUMENT: {old: xml}})


def run(text: str, properties: str = "", tag: str = "t") -> str:
    """A run of text with properties."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:{tag}>{text}</w:{tag}></w:r>"


def paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph of runs."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def _case(name: str, channel: Channel, xml: str) -> HiddenCase:
    return HiddenCase(name, channel, lambda folder: with_xml(folder, xml))


def _part(name: str, channel: Channel, part: NewPart) -> HiddenCase:
    return HiddenCase(name, channel, lambda folder: with_parts(letter(folder), part))


def _hidden_by_style(folder: Path) -> Path:
    def change(document: Any) -> None:
        style = document.styles.add_style("Unseen", 1)
        style.font.hidden = True
        basis = document.styles.add_style("Based on it", 1)
        basis.base_style = style
        document.add_paragraph(SECRET, style=basis)

    return letter(folder, change)


def _mail_merge(folder: Path) -> Path:
    merge = f'<w:mailMerge><w:query w:val="select {SECRET}"/></w:mailMerge>'
    return with_parts(
        letter(folder), replaced={"word/settings.xml": {"</w:settings>": merge + "</w:settings>"}}
    )


_SPACES = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_BOX = f"<w:txbxContent>{paragraph(run(SECRET))}</w:txbxContent>"


def shape(written: str = "", *, offset: int = 0, size: int = 900_000) -> str:
    """A floating text box."""
    return paragraph(
        f'<w:r><w:drawing><wp:anchor {_SPACES}><wp:positionH relativeFrom="page"><wp:posOffset>'
        f'{offset}</wp:posOffset></wp:positionH><wp:extent cx="{size}" cy="{size}"/>'
        f'<wp:docPr id="1" name="Box"{written}/>{_BOX}</wp:anchor></w:drawing></w:r>'
    )


_FALLBACK = paragraph(
    f"<w:r><mc:AlternateContent {_SPACES}><mc:Choice Requires='wps'><w:t>Note</w:t></mc:Choice>"
    f"<mc:Fallback><w:pict><v:shape><v:textbox>{_BOX}</v:textbox></v:shape></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)
_HIDDEN_VML = paragraph(
    f"<w:r><w:pict {_SPACES}><v:shape style='position:absolute; visibility: hidden'><v:textbox>"
    f"{_BOX}</v:textbox></v:shape></w:pict></w:r>"
)
_LOW_ROW = (
    '<w:tbl><w:tr><w:trPr><w:trHeight w:val="1" w:hRule="exact"/></w:trPr><w:tc>'
    f"{paragraph(run(SECRET))}</w:tc></w:tr></w:tbl>"
)
_COVERED = (
    f'<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{paragraph(run("Kent"))}'
    f"</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>{paragraph(run(SECRET))}</w:tc></w:tr>"
    "</w:tbl>"
)
_CHARTED = (
    f'<c:chartSpace xmlns:c="{CHART}"><c:strRef><c:strCache><c:pt idx="0">'
    f"<c:v>{SECRET}</c:v></c:pt></c:strCache></c:strRef></c:chartSpace>"
)
_BLOCKS = (
    f'<w:glossaryDocument xmlns:w="{WORD}"><w:docParts><w:docPart><w:docPartBody>'
    f"{paragraph(run(SECRET))}</w:docPartBody></w:docPart></w:docParts></w:glossaryDocument>"
)
_COMMENT = (
    f'<w:comments xmlns:w="{WORD}"><w:comment w:id="0" w:author="{SECRET}">'
    f"{paragraph(run(SECRET))}</w:comment></w:comments>"
)
_CHANGED = '<w:{0} w:id="1" w:author="a" w:date="2024-01-01T00:00:00Z">{1}</w:{0}>'


def _behind_the_end(folder: Path) -> Path:
    path = letter(folder)
    path.write_bytes(path.read_bytes() + SECRET.encode())
    return path


CASES: tuple[HiddenCase, ...] = (
    _case("hidden_text", Channel.VANISHED_TEXT, paragraph(run(SECRET, "<w:vanish/>"))),
    HiddenCase("text_hidden_by_a_style", Channel.VANISHED_TEXT, _hidden_by_style),
    _case("a_hidden_shape", Channel.VANISHED_TEXT, shape(' hidden="1"')),
    _case("a_hidden_shape_in_old_notation", Channel.VANISHED_TEXT, _HIDDEN_VML),
    _case("a_shape_only_for_old_programs", Channel.VANISHED_TEXT, _FALLBACK),
    _case(
        "white_text",
        Channel.INVISIBLE_TEXT,
        paragraph(run(SECRET, '<w:color w:val="FFFFFF"/>')),
    ),
    _case(
        "white_of_the_theme",
        Channel.INVISIBLE_TEXT,
        paragraph(run(SECRET, '<w:color w:themeColor="background1"/>')),
    ),
    _case(
        "text_of_the_colour_of_its_shading",
        Channel.INVISIBLE_TEXT,
        paragraph(
            run(SECRET, '<w:color w:val="000000"/>'),
            properties='<w:shd w:val="clear" w:color="auto" w:fill="000000"/>',
        ),
    ),
    _case(
        "text_under_a_black_marker",
        Channel.INVISIBLE_TEXT,
        paragraph(run(SECRET, '<w:highlight w:val="black"/>')),
    ),
    _case("tiny_text", Channel.TINY_TEXT, paragraph(run(SECRET, '<w:sz w:val="2"/>'))),
    _case("a_minute_shape", Channel.TINY_TEXT, shape(size=9000)),
    _case("a_shape_off_the_page", Channel.OFF_PAGE_TEXT, shape(offset=-90_000_000)),
    _case("a_row_without_height", Channel.HIDDEN_ROWS, _LOW_ROW),
    _case("text_under_a_merged_cell", Channel.COVERED_TEXT, _COVERED),
    _case(
        "deleted_text",
        Channel.TRACKED_CHANGES,
        paragraph(_CHANGED.format("del", run(SECRET, tag="delText"))),
    ),
    _case("inserted_text", Channel.TRACKED_CHANGES, paragraph(_CHANGED.format("ins", run(SECRET)))),
    _case(
        "moved_text", Channel.TRACKED_CHANGES, paragraph(_CHANGED.format("moveFrom", run(SECRET)))
    ),
    _part(
        "a_comment",
        Channel.COMMENTS,
        NewPart("word/comments.xml", _COMMENT, f"{_WORDML}comments+xml", DOCUMENT, "comments"),
    ),
    _part(
        "an_embedded_workbook",
        Channel.EMBEDDED_OBJECT,
        NewPart("word/embeddings/a.xlsx", SECRET, "", DOCUMENT, "package"),
    ),
    _part(
        "a_page_that_is_merged_in",
        Channel.EMBEDDED_OBJECT,
        NewPart("word/a.html", SECRET, "text/html", DOCUMENT, "aFChunk"),
    ),
    _part(
        "values_kept_by_a_chart",
        Channel.CHART_CACHE,
        NewPart("word/charts/chart1.xml", _CHARTED, "", DOCUMENT, "chart"),
    ),
    _part(
        "stored_xml",
        Channel.ORPHAN_PART,
        NewPart(
            "customXml/item7.xml",
            f'<case xmlns="urn:example"><name>{SECRET}</name></case>',
            "",
            DOCUMENT,
            "customXml",
        ),
    ),
    _part(
        "a_building_block",
        Channel.ORPHAN_PART,
        NewPart(
            "word/glossary/document.xml",
            _BLOCKS,
            f"{_WORDML}document.glossary+xml",
            DOCUMENT,
            "glossaryDocument",
        ),
    ),
    _part(
        "a_part_that_nothing_links",
        Channel.ORPHAN_PART,
        NewPart("word/notes.xml", f"<notes>{SECRET}</notes>"),
    ),
    _part(
        "recipients_of_a_mail_merge",
        Channel.CONNECTION,
        NewPart("word/r.xml", f"<r>{SECRET}</r>", "", "word/settings.xml", "recipientData"),
    ),
    HiddenCase("the_source_of_a_mail_merge", Channel.CONNECTION, _mail_merge),
    HiddenCase("bytes_behind_the_end", Channel.BYTES_BEYOND_THE_END, _behind_the_end),
)
