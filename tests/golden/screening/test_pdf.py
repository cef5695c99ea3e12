"""A piece of a PDF is read or hidden, never both; what is typed on or repeated hides nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from foistats.errors import DocumentRefused
from foistats.formats.opening import Entered, enter
from schemas.channels import Channel
from tests.golden.screening.case import SECRET, HiddenCase
from tests.golden.screening.pdf_cases import CASES
from tests.golden.screening.pdf_writing import annotation, page_of, stream, text_at, write_pdf

# The text behind a scan is a program's guess at it, and never read.
REFUSED = ("a scan with a box on its text",)
PROGRAM = "Powered by Makedoc \\(www.makedoc.example\\)"


def entered(path: Path, *, released: bool = False) -> Entered:
    return enter(path.read_bytes(), path.name, released=released)


@pytest.mark.parametrize("released", [True, False])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_nothing_that_is_hidden_is_ever_read(
    tmp_path: Path, case: HiddenCase, released: bool
) -> None:
    path = case.build(tmp_path)
    if released and case.name in REFUSED:
        with pytest.raises(DocumentRefused) as refusal:
            entered(path, released=True)
        assert SECRET not in str(refusal.value)
        return
    found = entered(path, released=released)
    assert case.channel in {finding.channel for finding in found.hidden}
    assert SECRET not in repr(found)
    assert "4711" not in repr(found)
    assert (found.document is not None) == released


def white_over(folder: Path, hidden: str, *shown: str) -> Path:
    """A page with a line in white, and others that are seen."""
    lines = [text_at(60, 600 - 20 * row, line) for row, line in enumerate(shown)]
    return write_pdf(folder / "reply.pdf", page_of(text_at(430, 800, hidden, how="1 g"), *lines))


@pytest.mark.parametrize(
    "line", ["0300 000 0000", "www.kent.police.example", "Kent Police", "Table 4 -"]
)
def test_a_line_in_white_that_is_seen_elsewhere_is_told_and_seals_nothing(
    tmp_path: Path, line: str
) -> None:
    found = entered(white_over(tmp_path, line, f"Call {line}, or write."))
    assert found.hidden == ()
    assert [finding.channel for finding in found.noted] == [Channel.STATIONERY]
    assert found.document is not None
    assert found.document.remarks == []
    # Once, where it is seen.
    assert "\n".join(found.document.lines).count(line) == 1


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("Kent Police", "Kent has a Police force"),  # the words, not the line
        ("Robbery 45", "Robbery 46 and 45"),
        ("112 offences", "We recorded 1,112 offences"),
        ("45", "We recorded 45."),  # where it stands it says something
        ("0300 000 0001", "0300 000 0000"),
    ],
)
def test_a_line_in_white_that_says_more_is_hidden(tmp_path: Path, line: str, shown: str) -> None:
    found = entered(white_over(tmp_path, line, shown))
    assert [finding.channel for finding in found.hidden] == [Channel.INVISIBLE_TEXT]


def test_two_lines_that_are_seen_apart_are_hidden_side_by_side(tmp_path: Path) -> None:
    """Each alone is seen; that one stands beside the other is not."""
    white = [text_at(60, 650, "Burglary", how="1 g"), text_at(140, 650, "offences", how="1 g")]
    shown = [text_at(60, 600, "Burglary is rare"), text_at(60, 580, "All offences are below")]
    found = entered(write_pdf(tmp_path / "reply.pdf", page_of(*white, *shown)))
    assert [finding.channel for finding in found.hidden] == [Channel.INVISIBLE_TEXT]


@pytest.mark.parametrize("line", [PROGRAM, "Makedoc 7", ". . .", "-"])
def test_a_programs_own_line_one_point_high_seals_nothing(tmp_path: Path, line: str) -> None:
    path = write_pdf(
        tmp_path / "reply.pdf",
        page_of(text_at(0.5, 1, line, size=1)),
        objects={10: "<< /Producer (Makedoc 7 \\(www.makedoc.example\\)) >>"},
        trailer="/Info 10 0 R",
    )
    found = entered(path)
    assert found.hidden == ()
    assert found.document is not None
    assert found.document.lines == ["We recorded 12 offences in 2018/19."]


@pytest.mark.parametrize("line", [f"{PROGRAM} 45", "Makedoc recorded 45", "Powered by hand"])
def test_more_than_a_programs_name_one_point_high_is_hidden(tmp_path: Path, line: str) -> None:
    path = write_pdf(
        tmp_path / "reply.pdf",
        page_of(text_at(0.5, 1, line, size=1)),
        objects={10: "<< /Producer (Makedoc 7 \\(www.makedoc.example\\)) >>"},
        trailer="/Info 10 0 R",
    )
    assert [finding.channel for finding in entered(path).hidden] == [Channel.TINY_TEXT]


def typed(folder: Path, kind: str, said: str, drawn: str, more: str = "/F 4") -> Path:
    """A text put onto the page from outside, with a look of its own."""
    look = stream(
        f"BT /F1 11 Tf 2 4 Td ({drawn}) Tj ET",
        "/Type /XObject /Subtype /Form /BBox [0 0 140 20] /Resources << /Font << /F1 5 0 R >> >>",
    )
    note = annotation(kind, (60, 500, 200, 520), f"/Contents ({said}) {more} /AP << /N 11 0 R >>")
    return write_pdf(folder / "reply.pdf", page="/Annots [10 0 R]", objects={10: note, 11: look})


@pytest.mark.parametrize("kind", ["FreeText", "Stamp"])
def test_text_typed_onto_a_page_is_read_where_it_stands(tmp_path: Path, kind: str) -> None:
    found = entered(typed(tmp_path, kind, "Final figures", "Final figures"))
    assert found.hidden == ()
    assert found.document is not None
    assert found.document.lines == ["We recorded 12 offences in 2018/19.", "Final figures"]


def test_a_filled_field_is_read_where_it_stands(tmp_path: Path) -> None:
    path = typed(tmp_path, "Widget", "", "768", "/F 4 /FT /Tx /T (total) /V (768)")
    found = entered(path)
    assert found.hidden == ()
    assert found.document is not None
    assert found.document.lines[-1] == "768"


@pytest.mark.parametrize(
    ("said", "drawn", "more"),
    [
        (f"Final, {SECRET} 4711", "Final", "/F 4"),  # says more than it shows
        (f"{SECRET} 4711", f"{SECRET} 4711", "/F 2"),  # hidden
        (f"{SECRET} 4711", f"{SECRET} 4711", "/F 32"),  # not for the screen
    ],
)
def test_typed_text_that_is_not_shown_is_a_comment(
    tmp_path: Path, said: str, drawn: str, more: str
) -> None:
    path = typed(tmp_path, "FreeText", said, drawn, more)
    found = entered(path)
    assert [finding.channel for finding in found.hidden] == [Channel.COMMENTS]
    assert SECRET not in repr(entered(path, released=True))


def test_typed_text_in_white_is_hidden(tmp_path: Path) -> None:
    path = typed(tmp_path, "FreeText", "", f") Tj 1 g ({SECRET}")
    found = entered(path)
    assert [finding.channel for finding in found.hidden] == [Channel.INVISIBLE_TEXT]
    assert SECRET not in repr(entered(path, released=True))


def test_a_text_to_be_read_aloud_is_not_what_is_seen(tmp_path: Path) -> None:
    spoken = f"/Span << /ActualText (45 {SECRET}) >> BDC {text_at(60, 600, 'Burglary 12')} EMC"
    document = entered(write_pdf(tmp_path / "reply.pdf", page_of(spoken))).document
    assert document is not None
    assert document.lines[-1] == "Burglary 12"


def test_letters_of_the_page_stay_where_hidden_ones_lie_behind_them(tmp_path: Path) -> None:
    white = text_at(60, 600, f"{SECRET} 4711", how="1 g")
    path = write_pdf(tmp_path / "reply.pdf", page_of(white, text_at(60, 600, "Arson 9 in 2019")))
    document = entered(path, released=True).document
    assert document is not None
    assert document.lines[-1] == "Arson 9 in 2019"


def test_a_dash_in_white_is_not_read_as_a_mark(tmp_path: Path) -> None:
    rows = [("Offence", "2017/18", "2018/19"), ("Arson", "1", "2"), ("Theft", "3", "4")]
    drawn = [
        text_at(60 + 80 * col, 600 - 16 * row, text)
        for row, cells in enumerate(rows)
        for col, text in enumerate(cells)
    ]
    dashes = [
        text_at(60, 552, "Robbery"),
        text_at(140, 552, "-", how="1 g"),
        text_at(220, 552, "-"),
    ]
    document = entered(write_pdf(tmp_path / "reply.pdf", "\n".join([*drawn, *dashes]))).document
    assert document is not None
    assert document.grids[0].rows[-1] == ["Robbery", None, "-"]


def test_a_count_typed_into_a_cell_is_read_in_the_cell(tmp_path: Path) -> None:
    cells = [("Offence", "2017/18"), ("Arson", "12"), ("Theft", "")]
    drawn = [
        f"{60 + 80 * col} {600 - 20 * row} 80 20 re S "
        + text_at(64 + 80 * col, 606 - 20 * row, text)
        for row, line in enumerate(cells)
        for col, text in enumerate(line)
    ]
    look = stream(
        "BT /F1 11 Tf 2 4 Td (768) Tj ET",
        "/Type /XObject /Subtype /Form /BBox [0 0 40 16] /Resources << /Font << /F1 5 0 R >> >>",
    )
    note = annotation("FreeText", (142, 562, 182, 578), "/Contents (768) /F 4 /AP << /N 11 0 R >>")
    path = write_pdf(
        tmp_path / "reply.pdf",
        "\n".join(drawn),
        page="/Annots [10 0 R]",
        objects={10: note, 11: look},
    )
    document = entered(path).document
    assert document is not None
    assert document.grids[0].rows == [["Offence", "2017/18"], ["Arson", "12"], ["Theft", "768"]]


def test_text_too_deep_within_boxes_to_be_judged_is_refused(tmp_path: Path) -> None:
    boxes: dict[int, str | bytes] = {}
    for number in range(10, 24):
        inner = f"/X {number + 1} 0 R" if number < 23 else ""
        drawn = "/X Do" if inner else text_at(60, 600, f"{SECRET} 4711")
        head = (
            "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> "
            f"/XObject << {inner} >> >>"
        )
        boxes[number] = stream(drawn, head)
    path = write_pdf(
        tmp_path / "reply.pdf",
        page_of("/X Do"),
        resources="/XObject << /X 10 0 R >>",
        objects=boxes,
    )
    with pytest.raises(DocumentRefused, match="belongs to nothing"):
        entered(path, released=True)


def test_the_verdict_depends_on_no_order_of_a_set(tmp_path: Path) -> None:
    paths = []
    for number, case in enumerate(CASES[:20]):
        folder = tmp_path / str(number)
        folder.mkdir()
        paths.append(str(case.build(folder)))
    code = (
        "import sys\nfrom pathlib import Path\nfrom foistats.formats.opening import enter\n"
        "from foistats.errors import DocumentRefused\n"
        "for path in sys.argv[1:]:\n"
        "    try: print(enter(Path(path).read_bytes(), path, released=True))\n"
        "    except DocumentRefused as refusal: print(refusal)\n"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code, *paths],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(said) == 1
