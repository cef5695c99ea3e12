"""What stands in the footers of ordinary letters, and what of it hides something."""

import io
import zipfile

import pytest

from foistats.formats.opening import Entered, enter
from schemas.channels import Channel

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = (
    f'xmlns:w="{_W}"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package'
    '.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd'
    '.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName='
    '"/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument'
    '.wordprocessingml.footer+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument'
    '/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/'
    'package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/footer" Target="footer1.xml"/><Relationship Id="r2" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"'
    ' Target="styles.xml"/></Relationships>',
    "word/styles.xml": f'<w:styles {_SPACES}><w:style w:type="paragraph" w:styleId="PageNumber1">'
    '<w:name w:val="Page Number1"/></w:style></w:styles>',
    "word/document.xml": f"<w:document {_SPACES}><w:body><w:p><w:r><w:t>We hold nothing."
    '</w:t></w:r></w:p><w:sectPr><w:footerReference w:type="default" r:id="r1"/>'
    '<w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>',
}


def letter(footer: str) -> Entered:
    parts = _PARTS | {"word/footer1.xml": f"<w:ftr {_SPACES}>{footer}</w:ftr>"}
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return enter(content.getvalue(), "letter.docx")


def drawing(
    *, level: int, top: int, inside: str = "", fill: str = "<a:noFill/>", hidden: str = ""
) -> str:
    """A drawing of 400 x 30 points, so far from the top of the page, upon those of lower levels."""
    way = '<wp:position{0} relativeFrom="page"><wp:posOffset>{1}</wp:posOffset></wp:position{0}>'
    return (
        f'<w:r><w:drawing><wp:anchor behindDoc="0" relativeHeight="{level}">'
        f"{way.format('H', 40 * 12_700)}{way.format('V', top * 12_700)}"
        f'<wp:extent cx="{400 * 12_700}" cy="{30 * 12_700}"/><wp:wrapNone/>'
        f'<wp:docPr id="{level}" name="Shape"{hidden}/><a:graphic><a:graphicData uri="{_SHAPE}">'
        f"<wps:wsp><wps:spPr>{fill}</wps:spPr>{inside}<wps:bodyPr/></wps:wsp>"
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )


def box(text: str, *, style: str = "", colour: str = "") -> str:
    style = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' * bool(style)
    look = f'<w:rPr><w:color w:val="{colour}"/></w:rPr>' * bool(colour)
    inside = f"<w:p>{style}<w:r>{look}<w:t>{text}</w:t></w:r></w:p>"
    return f"<wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx>"


BLUE = '<a:solidFill><a:srgbClr val="005EB8"/></a:solidFill>'
WHITE = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
MOTTO = box("integrity and caring", colour="FFFFFF")


@pytest.mark.parametrize("text_first", [True, False])
def test_white_letters_over_a_dark_drawing_are_seen(text_first: bool) -> None:
    drawings = [drawing(level=2, top=780, inside=MOTTO), drawing(level=1, top=778, fill=BLUE)]
    drawings = drawings if text_first else drawings[::-1]
    assert letter(f"<w:p>{''.join(drawings)}</w:p>").hidden == ()


@pytest.mark.parametrize(
    ("level", "top", "fill"),
    [(1, 778, WHITE), (3, 778, BLUE), (1, 700, BLUE), (1, 798, BLUE)],
    ids=["white too", "above the text", "elsewhere", "under a third of it"],
)
def test_white_letters_over_nothing_dark_are_hidden(level: int, top: int, fill: str) -> None:
    other = drawing(level=level, top=top, fill=fill)
    found = letter(f"<w:p>{drawing(level=2, top=780, inside=MOTTO)}{other}</w:p>")
    assert [one.channel for one in found.hidden] == [Channel.INVISIBLE_TEXT]


def test_the_topmost_drawing_below_the_letters_decides() -> None:
    drawings = (
        drawing(level=3, top=780, inside=MOTTO),
        drawing(level=1, top=780, fill=BLUE),
        drawing(level=2, top=780, fill=WHITE),
    )
    found = letter(f"<w:p>{''.join(drawings)}</w:p>")
    assert [one.channel for one in found.hidden] == [Channel.INVISIBLE_TEXT]


@pytest.mark.parametrize(
    ("text", "style", "hides"),
    [
        ("1", "PageNumber1", False),
        ("iv", "PageNumber1", False),
        ("1", "Footer", True),
        ("12 arrests", "PageNumber1", True),
        ("1204", "PageNumber1", True),
        ("Quillfeather", "PageNumber1", True),
    ],
)
def test_a_hidden_number_of_a_page_hides_nothing(text: str, style: str, hides: bool) -> None:
    hidden = drawing(level=1, top=780, inside=box(text, style=style), hidden=' hidden="1"')
    found = letter(f"<w:p>{hidden}</w:p>")
    assert [one.channel for one in found.hidden] == [Channel.VANISHED_TEXT] * hides
