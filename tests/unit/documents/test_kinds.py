"""The kind of a file is told by its content; what only looks like another kind is not."""

import zipfile
from pathlib import Path

import pytest

from foistats.formats.beginning import Beginning
from foistats.formats.opening import read_document
from foistats.formats.registry import FORMATS, format_of
from tests.golden.documents.builders import build_xls
from tests.golden.documents.outlook import Attached, Outlook, build_msg, compound_file
from tests.hostile.seeds import SEEDS


def kind_of(content: bytes) -> str:
    return format_of(Beginning(content)).kind


@pytest.mark.parametrize(
    "content",
    [
        b"From: foi@police.uk\nSubject: reply\n\n12",
        b"Received: by x\r\n\tid 12\r\nFrom: FOI\r\n\r\n12",
        b"From jo@x Mon Jun 03\nReturn-Path: <a@b>\nX-Spam: no\n\n12",
        b"\xef\xbb\xbf\r\nMIME-Version: 1.0\nContent-Type: text/plain\n\n12",
        b"Message-ID: <1>\nDate: Mon, 3 Jun 2019\n\n%PDF-1.4 is attached",
        b"Subject: x\nFrom: a@b.uk\nTo: c\nCc: d",
        b"Received: by x\nFrom: a\nMIME-Version: 1.0\nbroken line\nSubject: x\n\n12",
    ],
)
def test_a_header_block_is_an_email(content: bytes) -> None:
    assert kind_of(content) == "eml"


@pytest.mark.parametrize(
    "content",
    [
        b"Date: 3 June 2019\nOur ref: 123\nSubject: FOI\n\nDear Jo,",
        b"From: the FOI unit\nTo: Jo\nSubject: FOI\n\nWe hold 12.",
        b"Subject,From,To\nx,a@b.uk,c\n",
        b"Subject: stalking,2018,2019\nrecorded,12,13\n",
        b"From: a@b.uk\nOffence,2018\nRape,12\n",
        b"Offence: count\nRape: 12\nTheft: 13\n\n",
        b"From: 2018\n\n12",
        b"Dear Jo, <html> is how pages begin",
        b"BMX bikes,12\n",
    ],
)
def test_a_letter_or_table_is_none(content: bytes) -> None:
    assert kind_of(content) == "text"


@pytest.mark.parametrize(
    "content",
    [
        b"<html><p>12",
        b"\xef\xbb\xbf\r\n<!DOCTYPE HTML PUBLIC>\n<HTML>",
        b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html><html>',
        b"<!-- saved from x -->\n<table><tr>",
        "<html><p>12".encode("utf-16"),
        b"<style>td{}</style><table>",
    ],
)
def test_markup_of_a_page_is_a_page(content: bytes) -> None:
    assert kind_of(content) == "html"


def test_a_message_with_a_workbook_in_it_is_a_message_and_the_other_way_round(
    tmp_path: Path,
) -> None:
    workbook = build_xls(tmp_path / "a.xls", {"S": [["Rape", 7]]}).read_bytes()
    locked = compound_file({"EncryptedPackage": b"x" * 5000})
    message = Outlook("x", "y", attachments=[Attached("a.xls", workbook), Attached("b", locked)])
    content = build_msg(tmp_path / "a.msg", message).read_bytes()
    assert kind_of(content) == "msg"
    assert kind_of(workbook) == "xls"
    inside = compound_file({"Workbook": b"x" * 5000, "MBD1": message.tree()})
    assert kind_of(inside) == "xls"


@pytest.mark.parametrize("seed", SEEDS)
def test_no_file_is_claimed_by_two_formats(seed: str) -> None:
    beginning = Beginning(SEEDS[seed]())
    claims = [one.kind for one in FORMATS.values() if one.sniff and one.sniff(beginning)]
    assert len(claims) == (0 if format_of(beginning).sniff is None else 1)


def test_a_pdf_that_lies_at_the_top_of_another_file_is_not_that_file(tmp_path: Path) -> None:
    # Stored and not packed, its first bytes are among the first of the zip.
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("letter.pdf", SEEDS["pdf"]())
        archive.writestr("b.csv", b"a,b")
    assert b"%PDF-" in (tmp_path / "a.zip").read_bytes()[:1024]
    document = read_document(tmp_path / "a.zip")
    assert [part.name for part in document.parts] == ["letter.pdf", "b.csv"]
    assert kind_of(b"<html><p>The file begins with %PDF-1.4") == "html"


def test_a_message_is_not_locked_by_a_locked_file_in_it(tmp_path: Path) -> None:
    locked = compound_file({"EncryptedPackage": b"x" * 5000, "EncryptionInfo": b"y" * 5000})
    message = Outlook("FOI", "We recorded 12.", attachments=[Attached("a.xlsx", locked)])
    document = read_document(build_msg(tmp_path / "a.msg", message))
    assert [passage.text for passage in document.passages][-1] == "We recorded 12."
    assert [part.name for part in document.parts] == ["a.xlsx"]
