"""Letters in PDF that hide something, each in another way."""

from pathlib import Path

from schemas.channels import Channel
from tests.golden.screening.case import SECRET, HiddenCase
from tests.golden.screening.pdf_writing import (
    annotation,
    page_of,
    stream,
    text_at,
    update_pdf,
    write_pdf,
)

FULL = f"Constable {SECRET} 4711"
PICTURE = (
    "/Type /XObject /Subtype /Image /Width 2 /Height 2 /BitsPerComponent 8 /ColorSpace /DeviceRGB"
)
HIDDEN = text_at(60, 600, FULL)


def _pdf(folder: Path) -> Path:
    return folder / "reply.pdf"


def _white(folder: Path) -> Path:
    return write_pdf(_pdf(folder), page_of(text_at(60, 600, FULL, how="1 g")))


def _nearly_white(folder: Path) -> Path:
    return write_pdf(_pdf(folder), page_of(text_at(60, 600, FULL, how="0.97 g")))


def _blue_on_blue(folder: Path) -> Path:
    box = "0.1 0.2 0.6 rg 50 590 300 30 re f"
    return write_pdf(_pdf(folder), page_of(box, text_at(60, 600, FULL, how="0.1 0.2 0.6 rg")))


def _white_under_visible(folder: Path) -> Path:
    """White letters in the same place as black ones: something is seen where they stand."""
    shown = text_at(60, 600, "Offences recorded by year")
    return write_pdf(_pdf(folder), page_of(text_at(60, 600, FULL, how="1 g"), shown))


def _separation_ink(folder: Path) -> Path:
    tint = "<< /FunctionType 2 /Domain [0 1] /N 1 /C0 [0 0 0 0] /C1 [0 0 0 1] >>"
    ink = f"[/Separation /Ink /DeviceCMYK {tint}]"
    drawn = text_at(60, 600, FULL, how="/C cs 0 scn")
    return write_pdf(_pdf(folder), page_of(drawn), resources=f"/ColorSpace << /C {ink} >>")


def _mode_3(folder: Path) -> Path:
    return write_pdf(_pdf(folder), page_of(text_at(60, 600, FULL, how="3 Tr")))


def _mode_7(folder: Path) -> Path:
    return write_pdf(_pdf(folder), page_of(text_at(60, 600, FULL, how="7 Tr")))


def _see_through(folder: Path) -> Path:
    drawn = f"q /G gs {HIDDEN} Q"
    return write_pdf(
        _pdf(folder), page_of(drawn), resources="/ExtGState << /G << /ca 0 /CA 0 >> >>"
    )


def _clipped_away(folder: Path) -> Path:
    return write_pdf(_pdf(folder), page_of(f"q 0 0 10 10 re W n {HIDDEN} Q"))


def _in_a_form(folder: Path) -> Path:
    form = stream(
        text_at(0, 0, FULL, how="1 g"),
        "/Type /XObject /Subtype /Form /BBox [0 0 400 50] /Resources << /Font << /F1 5 0 R >> >>",
    )
    drawn = page_of("q 1 0 0 1 60 600 cm /X Do Q")
    return write_pdf(_pdf(folder), drawn, resources="/XObject << /X 10 0 R >>", objects={10: form})


def _under_a_box(folder: Path) -> Path:
    return write_pdf(_pdf(folder), page_of(HIDDEN, "0 g 55 595 250 20 re f"))


def _under_a_label(folder: Path) -> Path:
    """The usual black box with a label on it: letters are seen where the name stands."""
    label = text_at(60, 600, "Redacted under section 40", how="1 g")
    return write_pdf(_pdf(folder), page_of(HIDDEN, "0 g 55 595 250 20 re f", label))


def _under_half_a_box(folder: Path) -> Path:
    line = text_at(60, 600, f"The officer was {SECRET} of this force.")
    return write_pdf(_pdf(folder), page_of(line, "0 g 135 596 65 16 re f"))


def _under_a_white_box(folder: Path) -> Path:
    return write_pdf(_pdf(folder), page_of(HIDDEN, "1 g 50 590 300 30 re f"))


def _under_a_picture(folder: Path) -> Path:
    picture = stream(
        b"\x20" * 12,
        PICTURE,
    )
    drawn = page_of(HIDDEN, "q 300 0 0 30 50 592 cm /P Do Q")
    return write_pdf(
        _pdf(folder), drawn, resources="/XObject << /P 10 0 R >>", objects={10: picture}
    )


def _under_an_annotation(folder: Path) -> Path:
    look = stream("0 g 0 0 300 30 re f", "/Type /XObject /Subtype /Form /BBox [0 0 300 30]")
    box = annotation("Square", (50, 590, 350, 620), "/F 4 /AP << /N 11 0 R >>")
    return write_pdf(
        _pdf(folder), page_of(HIDDEN), page="/Annots [10 0 R]", objects={10: box, 11: look}
    )


def _marked_to_redact(folder: Path) -> Path:
    mark = annotation("Redact", (50, 590, 350, 620))
    return write_pdf(_pdf(folder), page_of(HIDDEN), page="/Annots [10 0 R]", objects={10: mark})


def _redacted_scan(folder: Path) -> Path:
    """A scan with its text laid over it, and a box drawn over both."""
    picture = stream(
        b"\xe0" * 12,
        PICTURE,
    )
    drawn = [
        "q 595 0 0 842 0 0 cm /P Do Q",
        text_at(60, 700, "We recorded 12 offences.", how="3 Tr"),
        text_at(60, 600, FULL, how="3 Tr"),
        "0 g 55 595 250 20 re f",
    ]
    return write_pdf(
        _pdf(folder),
        "\n".join(drawn),
        resources="/XObject << /P 10 0 R >>",
        objects={10: picture},
    )


def _beside_the_page(folder: Path) -> Path:
    return write_pdf(_pdf(folder), page_of(text_at(700, 600, FULL)))


def _outside_the_crop(folder: Path) -> Path:
    drawn = page_of(text_at(60, 30, FULL))
    return write_pdf(_pdf(folder), drawn, page="/CropBox [0 100 595 842]")


def _tiny(folder: Path) -> Path:
    return write_pdf(_pdf(folder), page_of(text_at(60, 600, FULL, size=1)))


def _tiny_by_matrix(folder: Path) -> Path:
    return write_pdf(_pdf(folder), page_of(f"q 0.05 0 0 0.05 60 600 cm {text_at(0, 0, FULL)} Q"))


_LAYERS = (
    "/OCProperties << /OCGs [12 0 R] /D << /Order [12 0 R] /OFF [12 0 R] >> >>"  # switched off
)
_LAYER = "<< /Type /OCG /Name (Notes) >>"


def _layer_off(folder: Path) -> Path:
    return write_pdf(
        _pdf(folder),
        page_of(f"/OC /L BDC {HIDDEN} EMC"),
        catalog=_LAYERS,
        resources="/Properties << /L 12 0 R >>",
        objects={12: _LAYER},
    )


def _picture_in_a_layer(folder: Path) -> Path:
    picture = stream(
        SECRET.encode(),
        PICTURE,
        packed=False,
    )
    return write_pdf(
        _pdf(folder),
        page_of("/OC /L BDC q 200 0 0 100 60 400 cm /P Do Q EMC"),
        catalog=_LAYERS,
        resources="/Properties << /L 12 0 R >> /XObject << /P 10 0 R >>",
        objects={10: picture, 12: _LAYER},
    )


_FILE = "<< /Type /Filespec /F (staff.csv) /UF (staff.csv) /EF << /F 11 0 R >> >>"
_HELD = stream(f"name,collar\n{SECRET},4711\n", "/Type /EmbeddedFile", packed=False)


def _attached(folder: Path) -> Path:
    names = "/Names << /EmbeddedFiles << /Names [(staff.csv) 10 0 R] >> >>"
    return write_pdf(_pdf(folder), catalog=names, objects={10: _FILE, 11: _HELD})


def _portfolio(folder: Path) -> Path:
    names = (
        "/Collection << /Type /Collection /View /D >> "
        "/Names << /EmbeddedFiles << /Names [(staff.csv) 10 0 R] >> >>"
    )
    return write_pdf(_pdf(folder), catalog=names, objects={10: _FILE, 11: _HELD})


def _pinned_file(folder: Path) -> Path:
    pin = annotation("FileAttachment", more="/FS 10 0 R /Name /PushPin")
    return write_pdf(_pdf(folder), page="/Annots [12 0 R]", objects={10: _FILE, 11: _HELD, 12: pin})


def _associated_file(folder: Path) -> Path:
    return write_pdf(_pdf(folder), catalog="/AF [10 0 R]", objects={10: _FILE, 11: _HELD})


def _comment(folder: Path) -> Path:
    note = annotation("Text", more=f"/Contents ({FULL}) /Name /Comment")
    return write_pdf(_pdf(folder), page="/Annots [10 0 R]", objects={10: note})


def _commented_highlight(folder: Path) -> Path:
    note = annotation(
        "Highlight",
        (60, 695, 200, 712),
        f"/QuadPoints [60 712 200 712 60 695 200 695] /C [1 1 0] /Contents ({FULL})",
    )
    return write_pdf(_pdf(folder), page="/Annots [10 0 R]", objects={10: note})


def _typed_over(folder: Path) -> Path:
    note = annotation("FreeText", more=f"/Contents ({FULL}) /DA (/Helv 10 Tf 0 g)")
    return write_pdf(_pdf(folder), page="/Annots [10 0 R]", objects={10: note})


def _hidden_field(folder: Path) -> Path:
    field = annotation("Widget", more=f"/FT /Tx /T (officer) /V ({FULL}) /F 2")
    return write_pdf(
        _pdf(folder),
        page="/Annots [10 0 R]",
        catalog="/AcroForm << /Fields [10 0 R] >>",
        objects={10: field},
    )


def _earlier_version(folder: Path) -> Path:
    path = write_pdf(_pdf(folder), page_of(HIDDEN))
    return update_pdf(path, {4: stream(page_of(text_at(60, 600, "Constable X")))})


def _comment_deleted(folder: Path) -> Path:
    path = _comment(folder)
    page = (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>"
    )
    return update_pdf(path, {3: page})


def _page_taken_out(folder: Path) -> Path:
    page = (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 11 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>"
    )
    return write_pdf(_pdf(folder), objects={10: page, 11: stream(HIDDEN)})


def _after_the_end(folder: Path) -> Path:
    path = write_pdf(_pdf(folder))
    path.write_bytes(path.read_bytes() + f"\nname,collar\n{SECRET},4711\n".encode())
    return path


def _before_the_start(folder: Path) -> Path:
    path = write_pdf(_pdf(folder))
    path.write_bytes(f"{SECRET},4711\n".encode() + path.read_bytes())
    return path


CASES = [
    HiddenCase("white letters", Channel.INVISIBLE_TEXT, _white),
    HiddenCase("nearly white letters", Channel.INVISIBLE_TEXT, _nearly_white),
    HiddenCase("blue letters on blue", Channel.INVISIBLE_TEXT, _blue_on_blue),
    HiddenCase("white letters behind black ones", Channel.INVISIBLE_TEXT, _white_under_visible),
    HiddenCase("letters in none of an ink", Channel.INVISIBLE_TEXT, _separation_ink),
    HiddenCase("letters that are not drawn", Channel.INVISIBLE_TEXT, _mode_3),
    HiddenCase("letters that only clip", Channel.INVISIBLE_TEXT, _mode_7),
    HiddenCase("letters that are seen through", Channel.INVISIBLE_TEXT, _see_through),
    HiddenCase("letters clipped away", Channel.INVISIBLE_TEXT, _clipped_away),
    HiddenCase("white letters in a form", Channel.INVISIBLE_TEXT, _in_a_form),
    HiddenCase("a name under a black box", Channel.COVERED_TEXT, _under_a_box),
    HiddenCase("a name under a box with a label", Channel.COVERED_TEXT, _under_a_label),
    HiddenCase("one word of a line under a box", Channel.COVERED_TEXT, _under_half_a_box),
    HiddenCase("a name under a white box", Channel.COVERED_TEXT, _under_a_white_box),
    HiddenCase("a name under a picture", Channel.COVERED_TEXT, _under_a_picture),
    HiddenCase("a name under an annotation", Channel.COVERED_TEXT, _under_an_annotation),
    HiddenCase("a mark to redact", Channel.COVERED_TEXT, _marked_to_redact),
    HiddenCase("a scan with a box on its text", Channel.COVERED_TEXT, _redacted_scan),
    HiddenCase("text beside the page", Channel.OFF_PAGE_TEXT, _beside_the_page),
    HiddenCase("text outside the crop", Channel.OFF_PAGE_TEXT, _outside_the_crop),
    HiddenCase("tiny letters", Channel.TINY_TEXT, _tiny),
    HiddenCase("letters made tiny", Channel.TINY_TEXT, _tiny_by_matrix),
    HiddenCase("a layer switched off", Channel.HIDDEN_LAYER, _layer_off),
    HiddenCase("a picture in a layer switched off", Channel.HIDDEN_LAYER, _picture_in_a_layer),
    HiddenCase("an attached file", Channel.ATTACHED_FILE, _attached),
    HiddenCase("a portfolio", Channel.ATTACHED_FILE, _portfolio),
    HiddenCase("a file pinned to a page", Channel.ATTACHED_FILE, _pinned_file),
    HiddenCase("an associated file", Channel.ATTACHED_FILE, _associated_file),
    HiddenCase("a comment", Channel.COMMENTS, _comment),
    HiddenCase("a highlight with a comment", Channel.COMMENTS, _commented_highlight),
    HiddenCase("text typed over the page", Channel.COMMENTS, _typed_over),
    HiddenCase("a hidden field", Channel.INVISIBLE_TEXT, _hidden_field),
    HiddenCase("an earlier version", Channel.OLD_REVISION, _earlier_version),
    HiddenCase("a comment deleted later", Channel.OLD_REVISION, _comment_deleted),
    HiddenCase("a page taken out", Channel.ORPHAN_PART, _page_taken_out),
    HiddenCase("text after the end", Channel.BYTES_BEYOND_THE_END, _after_the_end),
    HiddenCase("text before the start", Channel.BYTES_BEYOND_THE_END, _before_the_start),
]
