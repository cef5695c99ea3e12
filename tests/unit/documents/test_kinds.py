"""The kind of a file is told by its content; what only looks like another kind is not."""

from pathlib import Path

import pytest

from foistats.documents.kinds import Kind, kind_of
from tests.golden.documents.builders import build_xls
from tests.golden.documents.outlook import Attached, Outlook, build_msg, compound_file

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


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
    assert kind_of(content) is Kind.EML


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
    assert kind_of(content) is Kind.TEXT


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
    assert kind_of(content) is Kind.HTML


def test_a_message_with_a_workbook_in_it_is_a_message_and_the_other_way_round(
    tmp_path: Path,
) -> None:
    workbook = build_xls(tmp_path / "a.xls", {"S": [["Rape", 7]]}).read_bytes()
    locked = compound_file({"EncryptedPackage": b"x" * 5000})
    message = Outlook("x", "y", attachments=[Attached("a.xls", workbook), Attached("b", locked)])
    content = build_msg(tmp_path / "a.msg", message).read_bytes()
    assert kind_of(content) is Kind.MSG
    assert kind_of(workbook) is Kind.XLS
    inside = compound_file({"Workbook": b"x" * 5000, "MBD1": message.tree()})
    assert kind_of(inside) is Kind.XLS
