"""Letters in PDF that hide nothing, though something in each looks as if it did."""

import random
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw
from reportlab.lib import colors
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import SimpleDocTemplate, Table, TableStyle

from tests.golden.documents.builders import PdfTable, build_pdf
from tests.golden.screening.case import CleanCase
from tests.golden.screening.pdf_writing import (
    annotation,
    page_of,
    stream,
    text_at,
    update_pdf,
    write_pdf,
)

OFFENCES = ("Burglary", "Arson", "Robbery", "Theft from the person", "Stalking", "Bigamy", "Rape")
YEARS = ("2015/16", "2016/17", "2017/18", "2018/19")


def random_table(seed: int, rows: int) -> list[list[str]]:
    """A table of counts with its header."""
    chance = random.Random(seed)
    body = [
        [f"{chance.choice(OFFENCES)} {n}", *(f"{chance.randrange(9000):,}" for _ in YEARS)]
        for n in range(rows)
    ]
    return [["Offence", *YEARS], *body]


def _drawn(draw: Callable[[Canvas], None], *, first: bool = True) -> Callable[[Path], Path]:
    """A page drawn by hand, with an ordinary sentence on it `first`."""

    def build(folder: Path) -> Path:
        page = Canvas(str(folder / "reply.pdf"), pagesize=(595, 842), invariant=1)
        page.setFont("Helvetica", 11)
        if first:
            page.drawString(60, 700, "We recorded 12 offences in 2018/19.")
        draw(page)
        page.save()
        return folder / "reply.pdf"

    return build


def _written(content: str, **more: object) -> Callable[[Path], Path]:
    return lambda folder: write_pdf(folder / "reply.pdf", content, **more)  # type: ignore[arg-type]  # passed on as given


def _styled(seed: int) -> Callable[[Path], Path]:
    """A table as reports have it: a dark header, banded rows, coloured cells, over pages."""

    def build(folder: Path) -> Path:
        chance = random.Random(seed)
        rows = random_table(seed, chance.randrange(4, 70))
        dark = chance.choice([colors.black, colors.navy, colors.darkgreen, colors.maroon])
        band = chance.choice([colors.whitesmoke, colors.lightgrey, colors.lightyellow])
        style = [
            ("BACKGROUND", (0, 0), (-1, 0), dark),
            ("TEXTCOLOR", (0, 0), (-1, 0), colors.white),
            ("ROWBACKGROUNDS", (0, 1), (-1, -1), [colors.white, band]),
            ("FONTSIZE", (0, 0), (-1, -1), chance.choice([6, 8, 10, 12])),
        ]
        if chance.random() < 0.5:
            style.append(("GRID", (0, 0), (-1, -1), 0.4, colors.grey))
        table = Table(rows, repeatRows=1, style=TableStyle(style))
        path = folder / "reply.pdf"
        SimpleDocTemplate(str(path), pagesize=(595, 842), invariant=1).build([table])
        return path

    return build


def _watermark(page: Canvas) -> None:
    page.saveState()
    page.translate(297, 421)
    page.rotate(45)
    page.setFont("Helvetica-Bold", 90)
    page.setFillGray(0.94)
    page.drawCentredString(0, 0, "OFFICIAL")
    page.restoreState()


def _faint_watermark(page: Canvas) -> None:
    page.saveState()
    page.setFillAlpha(0.1)
    page.setFont("Helvetica-Bold", 80)
    page.drawString(100, 400, "DISCLOSED")
    page.restoreState()


def _grey_print(page: Canvas) -> None:
    page.setFillGray(0.6)
    page.setFont("Helvetica", 6)
    page.drawString(60, 40, "Dorset Police - 101 - www.dorset.police.uk")


def _same_lightness(page: Canvas) -> None:
    """Red letters on green: in grey they would not be seen."""
    page.setFillColorRGB(0, 0.51, 0)
    page.rect(50, 590, 200, 24, fill=1, stroke=0)
    page.setFillColorRGB(1, 0, 0)
    page.drawString(60, 598, "Burglary 12")


def _white_page_first(page: Canvas) -> None:
    page.setFillGray(1)
    page.rect(0, 0, 595, 842, fill=1, stroke=0)
    page.setFillGray(0)
    page.drawString(60, 650, "Burglary 12")


def _photograph(dark: bool) -> ImageReader:
    chance = random.Random(7)
    picture = Image.new("RGB", (40, 40))
    low, high = (0, 90) if dark else (160, 255)
    picture.putdata([tuple(chance.randrange(low, high) for _ in range(3)) for _ in range(1600)])
    return ImageReader(picture)


def _on_a_photograph(page: Canvas) -> None:
    page.drawImage(_photograph(dark=True), 50, 560, 300, 100)
    page.setFillGray(1)
    page.setFont("Helvetica-Bold", 20)
    page.drawString(60, 600, "Policing Dorset since 1974")


def _letterhead(page: Canvas) -> None:
    """A picture over the whole page, drawn first, with all of the text on it."""
    page.drawImage(_photograph(dark=False), 0, 0, 595, 842)
    for line in range(20):
        page.drawString(60, 650 - 14 * line, f"Offence {line}: {line * 3} recorded")


def _signature(page: Canvas) -> None:
    picture = Image.new("RGBA", (200, 60), (255, 255, 255, 0))
    ImageDraw.Draw(picture).line([(5, 50), (60, 10), (90, 50), (190, 20)], fill="blue", width=3)
    page.drawString(60, 300, "Yours sincerely")
    page.drawImage(ImageReader(picture), 60, 255, 120, 60, mask="auto")
    page.drawString(60, 240, "Disclosure Officer")


def _struck(page: Canvas) -> None:
    page.drawString(60, 600, "Burglary 12")
    page.line(60, 604, 130, 604)
    page.setFillGray(0)
    page.rect(60, 597.5, 70, 0.8, fill=1, stroke=0)


def _highlighted(page: Canvas) -> None:
    page.drawString(60, 600, "Burglary 12")
    page.setFillColorRGB(1, 1, 0, alpha=0.4)
    page.rect(55, 595, 90, 16, fill=1, stroke=0)


def _redacted_well(page: Canvas) -> None:
    """Black boxes with a label and nothing below them."""
    page.drawString(60, 600, "The officer was")
    page.rect(142, 596, 90, 14, fill=1)
    page.setFillGray(1)
    page.setFont("Helvetica", 8)
    page.drawString(150, 600, "Section 40(2)")


def _blocks(page: Canvas) -> None:
    page.drawString(60, 600, "The officer was ")
    page.setFillGray(0)
    for n in range(12):
        page.rect(150 + 7 * n, 598, 7, 11, fill=1, stroke=0)


def _twice(page: Canvas) -> None:
    for move in (0, 0.3):
        page.drawString(60 + move, 600, "Total 1,204")


def _chart(page: Canvas) -> None:
    for n, (label, height) in enumerate(zip(YEARS, (40, 70, 20, 90), strict=True)):
        page.setFillColorRGB(0.2, 0.3, 0.7)
        page.rect(80 + 50 * n, 400, 40, height, fill=1)
        page.setFillGray(1)
        page.drawString(88 + 50 * n, 405, str(height))
        page.setFillGray(0)
        page.setFont("Helvetica", 7)
        page.drawString(84 + 50 * n, 390, label)
        page.setFont("Helvetica", 11)


def _footnote(page: Canvas) -> None:
    page.setFont("Helvetica", 5)
    page.drawString(250, 704, "1")
    page.drawString(60, 60, "1 Source: records of 3 May 2019.")


def _cell_too_small(page: Canvas) -> None:
    """As spreadsheets print a text that its neighbour cuts off."""
    page.saveState()
    cell = page.beginPath()
    cell.rect(60, 598, 60, 14)
    page.clipPath(cell, stroke=0)
    page.drawString(62, 601, "Theft of pedal cycles and other vehicles")
    page.restoreState()
    page.drawString(125, 601, "12")


def _over_the_edge(page: Canvas) -> None:
    """As spreadsheets print a title that runs on to the next page."""
    title = "Offences recorded by the force in each financial year by offence group and outcome"
    page.setFont("Helvetica", 16)
    page.drawString(300, 600, title)
    page.showPage()
    page.setFont("Helvetica", 16)
    page.drawString(-295, 600, title)


def _letters_one_by_one(page: Canvas) -> None:
    for n, letter in enumerate("Burglary12"):
        page.drawString(60 + 8 * n, 600, letter)


def _outlined(page: Canvas) -> None:
    text = page.beginText(60, 600)
    text.setTextRenderMode(1)
    text.setFont("Helvetica-Bold", 30)
    text.textOut("2018/19")
    page.drawText(text)


def _marks_without_text(page: Canvas) -> None:
    for _ in range(5):
        text = page.beginText(60, 600)
        text.setTextRenderMode(3)
        page.drawText(text)
    text = page.beginText(60, 600)
    text.setTextRenderMode(3)
    text.textOut("   ")
    text.setTextRenderMode(0)
    page.drawText(text)


def _field(page: Canvas) -> None:
    page.acroForm.textfield(name="ref", value="FOI 2019/123", x=60, y=600, width=150, height=20)


def _link(page: Canvas) -> None:
    page.drawString(60, 600, "www.dorset.police.uk")
    page.linkURL("https://www.dorset.police.uk", (60, 598, 180, 612))
    page.bookmarkPage("start")
    page.addOutlineEntry("Reply", "start")


def _turned(angle: int) -> Callable[[Canvas], None]:
    def draw(page: Canvas) -> None:
        page.setPageRotation(angle)
        page.drawString(60, 300, "Burglary 12")

    return draw


_HIGHLIGHT = annotation(
    "Highlight",
    (60, 695, 250, 712),
    "/QuadPoints [60 712 250 712 60 695 250 695] /C [1 1 0] /Contents (12 offences in 2018/19.)",
)
_TAGGED = (
    "/P << /MCID 0 /ActualText (Burglary) >> BDC "
    + text_at(60, 600, "Burglary")
    + " EMC /Artifact << /Type /Pagination >> BDC "
    + text_at(60, 40, "Page 1 of 1", size=8)
    + " EMC"
)
_LAYER_ON = "/OCProperties << /OCGs [12 0 R] /D << /Order [12 0 R] /ON [12 0 R] >> >>"


def _signed(folder: Path) -> Path:
    """Saved once more to sign it: nothing that was seen is gone."""
    path = write_pdf(folder / "reply.pdf")
    field = annotation("Widget", (0, 0, 0, 0), "/FT /Sig /T (Signature1) /V 21 0 R /F 132")
    page = (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> /Annots [20 0 R] >>"
    )
    seal = "<< /Type /Sig /Filter /Adobe.PPKLite /Contents <00> /ByteRange [0 1 2 3] >>"
    return update_pdf(path, {3: page, 20: field, 21: seal})


def _properties_added(folder: Path) -> Path:
    path = write_pdf(folder / "reply.pdf")
    return update_pdf(path, {30: "<< /Title (Reply) /Author (FOI Unit) >>"})


def _page_added(folder: Path) -> Path:
    path = write_pdf(folder / "reply.pdf")
    return update_pdf(path, {4: stream(page_of(text_at(60, 600, "Also: 7 in 2019/20")))})


def _tail(tail: bytes) -> Callable[[Path], Path]:
    def build(folder: Path) -> Path:
        path = write_pdf(folder / "reply.pdf")
        path.write_bytes(path.read_bytes() + tail)
        return path

    return build


def _letter(seed: int) -> Callable[[Path], Path]:
    """A letter of paragraphs and tables as its force's own program sets it."""

    def build(folder: Path) -> Path:
        chance = random.Random(seed)
        ruled = chance.random() < 0.5
        rows = random_table(seed, chance.randrange(3, 60))
        parts: list[str | PdfTable] = ["Dear Ms Doe,", "Thank you for your request."] * 2
        parts += [PdfTable(rows, ruled=ruled, repeat=chance.randrange(2)), "Yours, FOI Unit"]
        return build_pdf(folder / "reply.pdf", parts)

    return build


CLEAN = [
    *(CleanCase(f"a coloured table, {seed}", _styled(seed)) for seed in range(8)),
    *(CleanCase(f"a letter with a table, {seed}", _letter(seed)) for seed in range(6)),
    CleanCase("a watermark", _drawn(_watermark)),
    CleanCase("a faint watermark over the text", _drawn(_faint_watermark)),
    CleanCase("small grey print", _drawn(_grey_print)),
    CleanCase("red on green", _drawn(_same_lightness)),
    CleanCase("a white page drawn first", _drawn(_white_page_first, first=False)),
    CleanCase("white letters on a photograph", _drawn(_on_a_photograph)),
    CleanCase("a letterhead behind the page", _drawn(_letterhead, first=False)),
    CleanCase("a picture of a signature", _drawn(_signature)),
    CleanCase("a struck line", _drawn(_struck)),
    CleanCase("a highlighter over the text", _drawn(_highlighted)),
    CleanCase("a name taken out well", _drawn(_redacted_well)),
    CleanCase("blocks for a name", _drawn(_blocks)),
    CleanCase("letters drawn twice", _drawn(_twice)),
    CleanCase("a chart", _drawn(_chart)),
    CleanCase("a footnote", _drawn(_footnote)),
    CleanCase("a cell too small for its text", _drawn(_cell_too_small)),
    CleanCase("a title over two pages", _drawn(_over_the_edge)),
    CleanCase("letters one by one", _drawn(_letters_one_by_one)),
    CleanCase("outlined letters", _drawn(_outlined)),
    CleanCase("spaces that are not drawn", _drawn(_marks_without_text)),
    CleanCase("a filled field", _drawn(_field)),
    CleanCase("a link and a bookmark", _drawn(_link)),
    *(CleanCase(f"a page turned by {n}", _drawn(_turned(n), first=False)) for n in (90, 180, 270)),
    CleanCase(
        "a highlight that repeats the text",
        _written(page_of(), page="/Annots [10 0 R]", objects={10: _HIGHLIGHT}),
    ),
    CleanCase("a tagged page", _written(page_of(_TAGGED))),
    CleanCase(
        "a layer switched on",
        _written(
            page_of(f"/OC /L BDC {text_at(60, 600, 'Burglary 12')} EMC"),
            catalog=_LAYER_ON,
            resources="/Properties << /L 12 0 R >>",
            objects={12: "<< /Type /OCG /Name (Text) >>"},
        ),
    ),
    CleanCase("a page cut to its crop", _written(page_of(), page="/CropBox [20 20 575 822]")),
    CleanCase("a signed letter", _signed),
    CleanCase("properties saved later", _properties_added),
    CleanCase("a sentence saved later", _page_added),
    CleanCase("blank bytes after the end", _tail(b"\r\n\0\0\0   \n")),
    CleanCase("a line of the server's after the end", _tail(b"\r\n------=_Part_12_345.678--\r\n")),
]
