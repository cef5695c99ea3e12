"""A message, however it was saved: what its sender wrote this time, and the files with it."""

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from foistats.documents.email_forms import FEWEST_WORDS, words_only_in
from foistats.documents.file_names import distinct_names
from foistats.documents.flow import Block, document_of
from foistats.documents.html_blocks import blocks_of
from foistats.documents.html_tree import hidden_test, parse_page
from foistats.documents.model import Document, Part, Passage
from foistats.documents.plain_text import Line, text_blocks
from foistats.documents.quoted import split_quoted
from foistats.documents.quoted_html import take_out_quoted
from foistats.documents.second_markup import confirm_rows, page_rows
from foistats.errors import DocumentRefused
from schemas.problem_codes import ProblemCode

Remark = tuple[str, str, str]

# What mail programs attach by themselves and that never answers anything, by type and ending.
_NO_DOCUMENTS = {
    "application/pkcs7-signature": (".p7s",),
    "application/x-pkcs7-signature": (".p7s",),
    "application/pgp-signature": (".asc", ".sig"),
    "text/vcard": (".vcf",),
    "text/x-vcard": (".vcf",),
    "text/calendar": (".ics",),
}


class Body(NamedTuple):
    """One stretch of a message's text, as plain text, as a web page, or both saying the same."""

    text: str = ""
    page: str = ""


class Attachment(NamedTuple):
    """A file with a message; `shown` is a picture that is part of the text, as logos are."""

    name: str
    content: bytes
    content_type: str = ""
    shown: bool = False


class Message(NamedTuple):
    """What is read of a message; its other headers are not."""

    subject: str = ""
    bodies: tuple[Body, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    remarks: tuple[Remark, ...] = ()


def document_of_message(message: Message) -> Document:
    """The sender's own text and tables, the subject before them, and the files as parts.

    Earlier messages that are quoted are left out. Pictures in the text are, too, unless the
    message says nothing else: a logo must not hold up a reply, a picture of a table must.
    """
    remarks = list(message.remarks)
    blocks: list[Block] = []
    for body in message.bodies:
        blocks += _blocks_of_body(body, remarks)
    document = document_of(blocks)
    if document.grids:
        again = [row for body in message.bodies for row in page_rows(body.page)]
        confirm_rows(document, again, by="another HTML parser")
    files = [one for one in message.attachments if not _is_no_document(one)]
    besides = [one for one in files if not one.shown]
    if not besides and not document.passages and not document.grids:
        besides = files
    names = distinct_names(one.name for one in besides)
    document.parts = [Part(name, one.content) for name, one in zip(names, besides, strict=True)]
    if message.subject.strip():
        document.passages.insert(0, Passage("subject", message.subject.strip()))
    document.remarks = remarks
    return document


def _is_no_document(attachment: Attachment) -> bool:
    endings = _NO_DOCUMENTS.get(attachment.content_type)
    suffix = PurePosixPath(attachment.name).suffix.lower()
    return endings is not None and suffix in (*endings, "")


def _blocks_of_body(body: Body, remarks: list[Remark]) -> Sequence[Block]:
    """The web page where it has a table of figures or is all there is, else the plain text.

    Plain text has no tables left in it, and less in it that can go wrong. But mail programs show
    the page: of a plain text that says more than its page, the rest was hidden.
    """
    has_text = bool(body.text.strip())
    if has_text and body.page.strip():
        has_text = len(words_only_in(body.text, body.page)) < FEWEST_WORDS
    if body.page.strip() and (not has_text or "<td" in body.page.lower()):
        try:
            blocks = _blocks_of_page(body.page)
        except DocumentRefused as refusal:
            remarks.append((refusal.code, "", refusal.found))
            blocks = []
        if not has_text or document_of(blocks).grids:
            return blocks
    own, _ = split_quoted(body.text)
    lines = [Line(number, line) for number, line in enumerate(own.splitlines(), 1)]
    found, unread = text_blocks(lines, placed=False)
    remarks += unread
    return found


def _blocks_of_page(page: str) -> list[Block]:
    root = parse_page(page)
    if root is None:
        return []
    take_out_quoted(root, headed=False, message=True)
    return blocks_of(root, hidden_test(root))


def quoted_text(message: Message) -> Iterator[str]:
    """What a message quotes of earlier ones, body by body, as plain text.

    Both forms of a body are looked through: programs differ in what they show.
    """
    for body in message.bodies:
        yield split_quoted(body.text)[1]
        if body.page.strip():
            root = parse_page(body.page)
            if root is not None:
                yield take_out_quoted(root, headed=False, message=True)


def file_name_of(subject: str) -> str:
    """The name of a message that came inside another, by its subject."""
    return re.sub(r"[/\\]", "_", subject.strip() or "message") + ".eml"


def broken_off(found: str) -> Remark:
    """What is told of a message that is read as far as it goes."""
    return (ProblemCode.DOCUMENT_BROKEN, "", found)
