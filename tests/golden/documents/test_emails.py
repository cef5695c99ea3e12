"""Emails: the sender's own text, the tables in it, the attachments, whatever the mail program."""

import base64
from email.message import EmailMessage, Message
from email.policy import SMTP
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foistats.documents.email_file import message_of, read_eml
from foistats.documents.email_message import quoted_text
from foistats.documents.model import Document
from foistats.errors import DocumentRefused
from foistats.formats.opening import read_document
from schemas.problem_codes import ProblemCode
from tests.golden.documents.builders import build_xlsx
from tests.golden.documents.test_web_pages import TABLE, html_table

PNG = b"\x89PNG\r\n\x1a\n"
HEAD = b"From: foi@dorset.police.uk\r\nTo: jo@charity.org.uk\r\nSubject: FOI 123\r\n"
QUOTED = "On 3 June 2019 at 10:00, Jo <jo@charity.org.uk> wrote:\r\n> How many in 2018/19?\r\n"


def email(text: str = "We hold 39.", page: str = "") -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"] = "FOI <foi@dorset.police.uk>"
    message["To"] = "jo@charity.org.uk"
    message["Subject"] = "Reply to FOI 123 – stalking"
    message["Date"] = "Fri, 21 Jun 2019 10:00:00 +0100"
    if text:
        message.set_content(text)
    if page and text:
        message.add_alternative(page, subtype="html")
    elif page:
        message.set_content(page, subtype="html")
    return message


def read(message: EmailMessage) -> Document:
    return read_eml(message.as_bytes())


def texts(document: Document) -> list[str]:
    return [passage.text for passage in document.passages if passage.place != "subject"]


def test_a_message_gives_its_subject_its_text_and_its_files(tmp_path: Path) -> None:
    workbook = build_xlsx(tmp_path / "a.xlsx", {"S": TABLE}).read_bytes()
    message = email("Dear Jo,\n\nPlease see\nthe file.\n\n" + QUOTED)
    message.add_attachment(
        workbook, maintype="application", subtype="octet-stream", filename="../Reply 1.xlsx"
    )
    path = tmp_path / "reply.eml"
    path.write_bytes(message.as_bytes())
    document = read_document(path)
    assert [tuple(one) for one in document.passages] == [
        ("subject", "Reply to FOI 123 – stalking"),
        ("paragraph 1", "Dear Jo,"),
        ("paragraph 2", "Please see\nthe file."),
    ]
    assert [tuple(part) for part in document.parts] == [("Reply 1.xlsx", workbook)]
    assert document.grids == []
    assert document.remarks == []


def test_text_in_two_forms_is_read_once() -> None:
    page = "<html><body><p>We hold <b>39</b>.</p></body></html>"
    assert texts(read(email("We hold 39.", page))) == ["We hold 39."]
    assert texts(read(email("", page))) == ["We hold 39."]


def test_a_table_in_a_message_is_a_grid_with_its_lines_around() -> None:
    page = f"<p>Dear Jo,</p>{html_table(TABLE)}<p>Regards</p>"
    document = read(email("Dear Jo,\n\nOffence\n\n2017/18\n\nRegards", page))
    (grid,) = document.grids
    assert grid.rows == TABLE
    assert grid.place(2, 2) == "table 1, row 3, col 3"
    assert grid.caption == ("Dear Jo,",)
    assert texts(document) == ["Dear Jo,", "Regards"]


def test_tables_in_quoted_messages_are_not_read() -> None:
    header = "<p><b>From:</b> a<br><b>Sent:</b> b<br><b>To:</b> c<br><b>Subject:</b> d</p>"
    page = f"<p>We hold nothing.</p>{header}{html_table(TABLE)}"
    document = read(email("We hold nothing.", page))
    assert document.grids == []
    assert texts(document) == ["We hold nothing."]
    message = message_of(email("We hold nothing.\n\n" + QUOTED, page).as_bytes())
    plain, rich = quoted_text(message)
    assert "How many in 2018/19?" in plain
    assert "1,204" in rich


def test_aligned_columns_of_plain_text_are_a_grid() -> None:
    rows = ["Offence        2017/18   2018/19", "Stalking            39        41"]
    document = read(email("Dear Jo,\n\n" + "\n".join(rows) + "\n\nRegards"))
    assert document.grids[0].rows == [["Offence", "2017/18", "2018/19"], ["Stalking", "39", "41"]]
    assert texts(document) == ["Dear Jo,", "Regards"]


def test_rows_that_lack_a_column_are_told_and_never_shifted() -> None:
    rows = ["Offence    2017/18   2018/19", "Stalking   39        41", "Rape                 7"]
    document = read(email("Dear Jo,\n\n" + "\n".join(rows)))
    assert document.grids == []
    assert texts(document) == ["Dear Jo,"]
    assert [code for code, _, _ in document.remarks] == [ProblemCode.LAYOUT_UNCLEAR]


@pytest.mark.parametrize("disposition", ["inline", "attachment"])
def test_a_logo_is_left_out_and_an_attached_picture_is_not(disposition: str) -> None:
    message = email("We hold 39.", '<p>We hold 39.</p><img src="cid:logo">')
    message.add_attachment(
        PNG,
        maintype="image",
        subtype="png",
        filename="a.png",
        disposition=disposition,
        cid="<logo>",
    )
    expected = [] if disposition == "inline" else ["a.png"]
    assert [part.name for part in read(message).parts] == expected


def test_a_message_that_is_nothing_but_a_picture_keeps_it() -> None:
    message = email("", '<img src="cid:table">')
    message.add_related(PNG, maintype="image", subtype="png", filename="table.png", cid="<table>")
    assert [part.name for part in read(message).parts] == ["table.png"]


def test_signatures_and_cards_are_no_documents_but_a_file_named_otherwise_is() -> None:
    message = email()
    for kind, name in (("x-vcard", "jo.vcf"), ("calendar", "a.ics"), ("calendar", "figures.csv")):
        message.add_attachment(b"x", maintype="text", subtype=kind, filename=name)
    assert [part.name for part in read(message).parts] == ["figures.csv"]


def test_a_message_in_a_message_is_a_part() -> None:
    outer = email("Please see the reply attached.")
    outer.add_attachment(email("We hold 39."))
    (part,) = read(outer).parts
    assert part.name == "Reply to FOI 123 – stalking.eml"
    assert texts(read_eml(part.content)) == ["We hold 39."]


def test_files_of_one_name_are_told_apart() -> None:
    message = email()
    for name in ("a.csv", "A.CSV", "../a.csv", "", "a\u202e.csv"):
        message.add_attachment(b"x,1", maintype="text", subtype="csv", filename=name)
    names = [part.name for part in read(message).parts]
    assert names == ["a.csv", "A-2.CSV", "a-3.csv", "attachment.csv", "a-4.csv"]


def test_a_message_that_is_sealed_is_refused() -> None:
    content = HEAD + b'Content-Type: multipart/encrypted; boundary="x"\r\n\r\n--x\r\n\r\na\r\n--x--'
    with pytest.raises(DocumentRefused, match="encrypted"):
        read_eml(content)


@pytest.mark.parametrize(
    ("charset", "raw", "shown", "guessed"),
    [
        ("utf-8", "£39 – held".encode(), "£39 – held", False),
        ("windows-1252", "£39 – held".encode("cp1252"), "£39 – held", False),
        ("iso-8859-1", "£39 – held".encode("cp1252"), "£39 – held", False),
        ("us-ascii", "£39 – held".encode(), "£39 – held", False),
        ("x-unknown", "£39 – held".encode(), "£39 – held", False),
        ("rot13", b"We hold 39", "We hold 39", False),
        ("utf-8", "£39 – held".encode("cp1252"), "£39 – held", True),
        ("", "£39 – held".encode("cp1252"), "£39 – held", True),
    ],
)
def test_text_is_in_the_charset_it_names_or_else_a_remark_says_so(
    charset: str, raw: bytes, shown: str, guessed: bool
) -> None:
    kind = f'Content-Type: text/plain; charset="{charset}"\r\n' if charset else ""
    document = read_eml(HEAD + kind.encode() + b"\r\n" + raw)
    assert texts(document) == [shown]
    assert [code for code, _, _ in document.remarks] == [ProblemCode.TEXT_GUESSED] * guessed


def multipart(boundary: str, *, end: str = "--") -> bytes:
    workbook = base64.b64encode(b"Rape,7\n").decode()
    return (
        'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="right"\r\n\r\npreamble\r\n'
        f"--{boundary}\r\nContent-Type: text/plain\r\n\r\nWe hold 39.\r\n--{boundary}\r\n"
        'Content-Type: text/csv; name="a.csv"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
        f"{workbook}\r\n--{boundary}{end}\r\n"
    ).encode()


def test_a_wrong_boundary_is_found_out() -> None:
    document = read_eml(HEAD + multipart("wrong"))
    assert texts(document) == ["We hold 39."]
    assert [tuple(part) for part in document.parts] == [("a.csv", b"Rape,7\n")]


def test_a_message_that_breaks_off_is_read_with_a_remark() -> None:
    whole = HEAD + multipart("right")
    assert read_eml(whole).remarks == []
    document = read_eml(whole[: whole.index(b"Content-Type: text/csv")])
    assert texts(document) == ["We hold 39."]
    assert [code for code, _, _ in document.remarks] == [ProblemCode.DOCUMENT_BROKEN]


def test_headers_that_no_program_may_write_hold_nothing_up() -> None:
    content = (
        b"From: \xff\xfe <foi@dorset.police.uk>\r\nSubject: =?utf-9?Q?broken\r\nDate: never\r\n"
        b"MIME-Version: x\r\nContent-Type: text/plain; charset*=x'y; name*0*=a; name=\"\r\n"
        b"Content-Disposition: ;;=\r\nMessage-ID: <[]@>\r\n\r\nWe hold 39."
    )
    assert texts(read_eml(content)) == ["We hold 39."]


def test_a_part_that_the_library_cannot_decode_is_refused_and_not_empty(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(part: object, i: object = None, decode: bool = False) -> object:
        if decode:
            raise ValueError("We hold 39.")
        return kept(part, i, decode)

    kept = Message.get_payload
    content = email().as_bytes()
    monkeypatch.setattr(Message, "get_payload", fail)
    with pytest.raises(DocumentRefused) as refusal:
        read_eml(content)
    assert "39" not in str(refusal.value)


def test_a_page_saved_with_its_pictures_is_a_message() -> None:
    content = (
        "From: <Saved by Blink>\r\nSubject: Reply\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\n'
        "Content-Type: text/html\r\nContent-Location: https://x.org/a\r\n\r\n"
        f"{html_table(TABLE)}\r\n--b\r\nContent-Type: image/png\r\n"
        "Content-Location: https://x.org/logo.png\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        "iVBORw0KGgo=\r\n--b--\r\n"
    )
    document = read_eml(content.encode())
    assert [grid.rows for grid in document.grids] == [TABLE]
    assert document.parts == []


@given(st.binary(max_size=400), st.sampled_from(["", "multipart/mixed; boundary=b", "text/html"]))
def test_any_bytes_after_a_header_are_read_or_refused(body: bytes, kind: str) -> None:
    content = HEAD + (f"Content-Type: {kind}\r\n".encode() if kind else b"") + b"\r\n" + body
    try:
        document = read_eml(content)
    except DocumentRefused:
        return
    for passage in document.passages:
        passage.text.encode("utf-8")


WORD = st.text("abcdefghij0123456789,.", min_size=1, max_size=9)
PROSE = st.lists(st.lists(WORD, min_size=1, max_size=7).map(" ".join), min_size=1, max_size=8)


@given(PROSE, st.booleans())
def test_no_line_of_a_message_is_lost(lines: list[str], as_page: bool) -> None:
    text = "\n".join(f"we {line}" for line in lines)
    page = "".join(f"<p>we {line}</p>" for line in lines)
    document = read(email(text, page if as_page else ""))
    assert document.lines[1:] == [f"we {line}" for line in lines]
