"""Outlook messages: the same as emails, from a compound file."""

from pathlib import Path

import pytest

from foistats.documents.email_file import read_eml
from foistats.documents.model import Document
from foistats.errors import DocumentRefused
from foistats.formats.opening import read_document
from schemas.problem_codes import ProblemCode
from tests.golden.documents.builders import build_xls
from tests.golden.documents.outlook import Attached, Outlook, build_msg, packed_rtf
from tests.golden.documents.test_emails import PNG, multipart
from tests.golden.documents.test_web_pages import TABLE, html_table

QUOTED = (
    "\r\n\r\nFrom: Jo\r\nSent: 3 June 2019\r\nTo: FOI\r\nSubject: x\r\n\r\nHow many in 2018/19?"
)
ENCAPSULATED = rb"""{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0\fswiss Arial;}}
{\*\htmltag19 <html>}{\*\htmltag84 <p>}\htmlrtf \par \htmlrtf0 We hold \'a339 {\*\htmltag84 &lt;}
\htmlrtf <\htmlrtf0 5 \u8364?, \u-10179?\u-8704?{\*\htmltag92 </p>}{\*\mhtmltag1 12}{\*\htmltag1
<table><tr><td>Offence</td><td>2018/19</td></tr><tr><td>}Stalking{\*\htmltag1 </td><td>}39
{\*\htmltag1 </td></tr></table>}}"""


def read(path: Path, message: Outlook) -> Document:
    return read_document(build_msg(path / "reply.msg", message))


def test_a_message_gives_its_subject_its_text_and_its_files(tmp_path: Path) -> None:
    workbook = build_xls(tmp_path / "a.xls", {"S": TABLE}).read_bytes()
    assert len(workbook) > 4096
    document = read(
        tmp_path,
        Outlook(
            "Reply to FOI 123",
            "Dear Jo,\r\n\r\nWe hold 39." + QUOTED,
            attachments=[Attached("../Reply.xls", workbook), Attached("note.txt", b"We hold 12.")],
        ),
    )
    assert [tuple(one) for one in document.passages] == [
        ("subject", "Reply to FOI 123"),
        ("paragraph 1", "Dear Jo,"),
        ("paragraph 2", "We hold 39."),
    ]
    assert [tuple(part) for part in document.parts] == [
        ("Reply.xls", workbook),
        ("note.txt", b"We hold 12."),
    ]
    assert document.remarks == []


@pytest.mark.parametrize("codepage", [65001, 1252])
def test_a_table_in_its_page_is_a_grid(tmp_path: Path, codepage: int) -> None:
    page = f"<p>£ held</p>{html_table(TABLE)}".encode("utf-8" if codepage == 65001 else "cp1252")
    document = read(tmp_path, Outlook("", "£ held", page, codepage=codepage))
    assert [grid.rows for grid in document.grids] == [TABLE]
    assert [one.text for one in document.passages] == ["£ held"]


def test_a_page_packed_into_rich_text_is_read(tmp_path: Path) -> None:
    for rtf in (packed_rtf(ENCAPSULATED), _unpacked(ENCAPSULATED)):
        document = read(tmp_path, Outlook("", "We hold 39", rtf=rtf))
        assert [grid.rows for grid in document.grids] == [
            [["Offence", "2018/19"], ["Stalking", "39"]]
        ]
        assert [one.text for one in document.passages] == ["We hold £39 <5 €, 😀"]


def _unpacked(rtf: bytes) -> bytes:
    return (
        b"".join(part.to_bytes(4, "little") for part in (len(rtf) + 12, len(rtf), 0x414C454D, 0))
        + rtf
    )


def test_a_message_whose_rich_text_breaks_off_is_refused(tmp_path: Path) -> None:
    # What the rest would have shown, or hidden, can't be known.
    rtf = packed_rtf(ENCAPSULATED)[:120]
    with pytest.raises(DocumentRefused, match="breaks off"):
        read(tmp_path, Outlook("", "We hold 39.", rtf=rtf))
    alone = read(tmp_path, Outlook("", "", rtf=packed_rtf(b"{\\rtf1\\ansi We hold 39.}")))
    assert [code for code, _, _ in alone.remarks] == [ProblemCode.DOCUMENT_UNSUPPORTED]


def test_a_message_in_a_message_is_a_part_the_same_every_time(tmp_path: Path) -> None:
    inner = Outlook(
        "Inner: 1/2",
        "We hold 39." + QUOTED,
        html_table(TABLE).encode(),
        attachments=[Attached("a.csv", b"Rape,7\n"), Attached("", Outlook("Deeper", "We hold 4."))],
    )
    parts = [
        read(tmp_path, Outlook("Outer", "See below.", attachments=[Attached("x", inner)])).parts
        for _ in range(2)
    ]
    assert parts[0] == parts[1]
    ((name, content),) = parts[0]
    assert name == "Inner_ 1_2.eml"
    document = read_eml(content)
    assert [grid.rows for grid in document.grids] == [TABLE]
    assert document.passages[0].text == "Inner: 1/2"
    assert [part.name for part in document.parts] == ["a.csv", "Deeper.eml"]
    assert read_eml(document.parts[1].content).lines == ["Deeper", "We hold 4."]


def test_a_logo_is_left_out_and_a_linked_file_is_told(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        Outlook(
            "",
            "We hold 39.",
            attachments=[
                Attached("image001.png", PNG, "image/png", content_id="logo"),
                Attached("photo.png", PNG, "image/png"),
                Attached("figures.xlsx", None, method=7),
            ],
        ),
    )
    assert [part.name for part in document.parts] == ["photo.png"]
    ((code, _, found),) = document.remarks
    assert code is ProblemCode.DOCUMENT_UNSUPPORTED
    assert "figures.xlsx" in found


def test_a_signed_message_is_read_and_a_sealed_one_refused(tmp_path: Path) -> None:
    signed = Attached("smime.p7m", multipart("right"), "multipart/signed")
    kind = "IPM.Note.SMIME.MultipartSigned"
    document = read(tmp_path, Outlook("FOI", kind=kind, attachments=[signed]))
    assert document.lines == ["FOI", "We hold 39."]
    assert [part.name for part in document.parts] == ["a.csv"]
    sealed = Attached("smime.p7m", b"\x30\x80", "application/pkcs7-mime")
    with pytest.raises(DocumentRefused, match="encrypted"):
        read(tmp_path, Outlook("FOI", kind="IPM.Note.SMIME", attachments=[sealed]))


def test_a_message_cut_short_is_broken(tmp_path: Path) -> None:
    path = build_msg(tmp_path / "a.msg", Outlook("x", "We hold 39. " * 900))
    content = path.read_bytes()
    for share in (2, 3, 5):
        path.write_bytes(content[: len(content) * (share - 1) // share])
        with pytest.raises(DocumentRefused) as refusal:
            read_document(path)
        assert refusal.value.code is ProblemCode.DOCUMENT_BROKEN
