"""A message, however it was saved: what its sender wrote this time, and the files with it."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import NamedTuple

from foistats.documents.file_names import distinct_names
from foistats.documents.flow import Block, document_of
from foistats.documents.model import SUBJECT, Document, Part, Passage
from foistats.documents.plain_text import Line, text_blocks
from foistats.documents.quoted import split_quoted
from foistats.documents.refusals import undecided
from foistats.documents.second_markup import confirm_rows, page_rows
from foistats.documents.words import unseen_signs, words_beyond, words_of
from foistats.formats.format import Look
from foistats.formats.html.blocks import blocks_of, plain_text
from foistats.formats.html.look import findings_in_page, refuse_doubtful
from foistats.formats.html.pieces import Seen, seen_of
from foistats.formats.html.quoted import take_out_quoted
from foistats.formats.mail.forms import FEWEST_WORDS, words_only_in
from foistats.records import Finding
from foistats.screening.quoted_request import any_beyond
from schemas.channels import Channel
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
# Pieces of a page that hold no text of their own.
_OF_PAGES = ("image/", "font/", "application/font", "application/x-font", "text/css")


# Clocks that were never set say 1970, 1980 or 1601; no request is older than the acts.
_FIRST_YEAR = 2000
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".emz", ".wmz", ".emf", ".wmf", ".svg")


class Body(NamedTuple):
    """One stretch of a message's text, in the forms in which it was sent.

    Mail programs show `pages` where there are any, one below the other. `text` is the plain form,
    which they show otherwise. `others` are further forms, of which some programs show one.
    `derived` is a plain form beside rich text, and `unseen` what the rich text hides.
    """

    text: str = ""
    pages: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    derived: str = ""
    unseen: tuple[tuple[Channel, str], ...] = ()


class Attachment(NamedTuple):
    """A file with a message; `shown` is a piece of a page, such as a logo."""

    name: str
    content: bytes
    content_type: str = ""
    shown: bool = False


class Message(NamedTuple):
    """What is read of a message; its other headers are not.

    `styles` are sheets by address. `sent_on` is the day of its header, None where that gives none,
    `sent_by` the name beside the address of its sender, `sent_to` the names and addresses of whom
    it was sent to.
    """

    subject: str = ""
    bodies: tuple[Body, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    remarks: tuple[Remark, ...] = ()
    styles: tuple[tuple[str, str], ...] = ()
    sent_on: date | None = None
    sent_by: str = ""
    sent_to: str = ""


@dataclass(slots=True)
class _Form:
    """One page of a body after the walk over it, and what it quotes."""

    page: str
    seen: Seen
    shown: str
    quoted: str


@dataclass(slots=True)
class _Looked:
    """One body: its pages, its own plain text and what that quotes, and why it can't be read."""

    body: Body
    forms: list[_Form]
    own: str
    quoted: str
    doubts: list[str] = field(default_factory=list)


def shown_by(message: Message) -> Callable[[str], bool]:
    """Tells whether a text says no more than the words of a message, its subject among them."""
    texts = (text for body in message.bodies for text in (body.text, *body.pages))
    words = {word for text in (message.subject, message.sent_by, *texts) for word in words_of(text)}
    return lambda text: not words_beyond(text, words)


def look_at_message(message: Message, more: Sequence[Finding], *, question: str) -> Look:
    """What a message hides and shows; `more` is what was found beside its bodies."""
    looked = [_looked_at(body, dict(message.styles)) for body in message.bodies]
    findings = _quoted_findings(looked, question, sent_to=message.sent_to)
    for number, one in enumerate(looked, 1):
        place = "text" if len(looked) == 1 else f"text {number} of {len(looked)}"
        findings += _findings_in_body(one, place)
    findings += more
    findings += _behind_pages(message)
    return Look(findings, lambda: _document_of(message, looked))


def _looked_at(body: Body, styles: dict[str, str]) -> _Looked:
    forms = []
    for page in body.pages:
        seen = seen_of(page, scripting=False, styles=styles)
        shown = seen.shown
        forms.append(_Form(page, seen, shown, take_out_quoted(seen, headed=False, message=True)))
    own, quoted = split_quoted(body.text)
    return _Looked(body, forms, own, quoted)


def _quoted_findings(looked: Sequence[_Looked], question: str, *, sent_to: str) -> list[Finding]:
    """What a message quotes of earlier ones; both forms are looked at, for programs differ."""
    quotations = [text for one in looked for text in _quotations(one)]
    beyond = any_beyond(quotations, question, sent_to=sent_to)
    return [Finding(Channel.QUOTED_MESSAGE, "text", beyond, "lines")] if beyond else []


def _quotations(one: _Looked) -> Iterator[str]:
    yield one.quoted
    for form in one.forms:
        yield form.quoted


def _findings_in_body(one: _Looked, place: str) -> list[Finding]:
    found = []
    for form in one.forms:
        found += findings_in_page(form.seen, form.shown, form.page, place=f"{place}, as a page")
    pages = " ".join(form.page for form in one.forms)
    shown = " ".join(form.shown for form in one.forms) if one.forms else one.body.text
    for channel, text in one.body.unseen:
        if words := len(words_of(text)):
            found.append(Finding(channel, place, words, "words"))
    plain = one.body.text if one.forms else one.body.derived
    if plain.strip():
        words = len(words_only_in(plain, pages, shown))
        if words >= FEWEST_WORDS:
            found.append(Finding(Channel.INVISIBLE_TEXT, f"{place}, as plain text", words, "words"))
    for other in one.body.others:
        said = seen_of(other, scripting=False).shown if "<" in other else other
        beyond = words_only_in(said, pages, f"{shown} {one.body.text}")
        if "<" in other:
            beyond |= words_only_in(shown, other, f"{said} {one.body.text}")
        words = len(beyond)
        if words >= FEWEST_WORDS:
            found.append(Finding(Channel.INVISIBLE_TEXT, "another form", words, "words"))
            if "<" in other or not one.forms:
                one.doubts.append("two forms of it say different things")
    signs = unseen_signs(one.body.text)
    if signs:
        found.append(Finding(Channel.INVISIBLE_TEXT, place, signs, "signs"))
    return found


def _behind_pages(message: Message) -> list[Finding]:
    """Files kept as if they were pictures of a page: mail programs show no attachment."""
    hidden = [
        attachment
        for attachment in message.attachments
        if attachment.shown and not _is_of_page(attachment)
    ]
    hidden = [one for one in hidden if one.content_type != "text/html" and one.content]
    return [
        Finding(Channel.ATTACHED_FILE, f"attachment {number}", 1, "files")
        for number, _ in enumerate(hidden, 1)
    ]


def _is_of_page(attachment: Attachment) -> bool:
    is_picture = PurePosixPath(attachment.name).suffix.lower() in _PICTURES
    return is_picture or attachment.content_type.startswith(_OF_PAGES)


def _document_of(message: Message, looked: Sequence[_Looked]) -> Document:
    """The sender's own text and tables, the subject before them, and the files as parts.

    Earlier messages that are quoted are left out. Pictures in the text are, too, unless the
    message says nothing else: a logo must not hold up a reply, a picture of a table must.
    """
    remarks = list(message.remarks)
    blocks: list[Block] = []
    for one in looked:
        for doubt in one.doubts:
            raise undecided(doubt)
        for form in one.forms:
            refuse_doubtful(form.seen, form.shown)
        blocks += _blocks_of_body(one, remarks)
    document = document_of(blocks)
    if document.grids:
        again = [row for one in looked for form in one.forms for row in page_rows(form.page)]
        confirm_rows(document, again, by="another HTML parser")
    files = [attachment for attachment in message.attachments if not _is_no_document(attachment)]
    besides = [one for one in files if not one.shown]
    if not besides and not document.passages and not document.grids:
        besides = [one for one in files if _is_of_page(one)]
    names = distinct_names(one.name for one in besides)
    document.parts = [Part(name, one.content) for name, one in zip(names, besides, strict=True)]
    if message.subject.strip():
        document.passages.insert(0, Passage(SUBJECT, message.subject.strip()))
    for file in files:
        if file.shown and file.content_type == "text/html":
            what = f"the page '{file.name}' that is shown within this one was not read"
            remarks.append((ProblemCode.DOCUMENT_UNSUPPORTED, "", what))
    document.remarks = remarks
    document.sent_on = message.sent_on
    document.sent_by = message.sent_by
    document.quoted = sum(max(map(_lines_in, _quotations(one)), default=0) for one in looked)
    return document


def _lines_in(text: str) -> int:
    return sum(bool(line.strip(" >")) for line in text.splitlines())


def _is_no_document(attachment: Attachment) -> bool:
    endings = _NO_DOCUMENTS.get(attachment.content_type)
    suffix = PurePosixPath(attachment.name).suffix.lower()
    return endings is not None and suffix in (*endings, "")


def _blocks_of_body(one: _Looked, remarks: list[Remark]) -> Sequence[Block]:
    """What mail programs show: the pages where there are any, else the plain text.

    Plain text that says the very same keeps aligned columns, which a page may have lost.
    """
    blocks = [
        block for form in one.forms for block in blocks_of(form.seen.page.root, form.seen.looks)
    ]
    has_text = bool(one.own.strip())
    if one.forms and (not has_text or document_of(blocks).grids):
        return blocks
    if one.forms and words_of(one.own) != words_of(plain_text(blocks)):
        return blocks
    lines = [Line(number, line) for number, line in enumerate(one.own.splitlines(), 1)]
    found, unread = text_blocks(lines, placed=False)
    if one.forms and not document_of(found).grids:
        return blocks
    remarks += unread
    return found


def day_sent(sent: datetime | None) -> date | None:
    """The day on the sender's clock; None for a clock that was never set."""
    return sent.date() if sent is not None and sent.year >= _FIRST_YEAR else None


def file_name_of(subject: str) -> str:
    """The name of a message that came inside another, by its subject."""
    return re.sub(r"[/\\]", "_", subject.strip() or "message") + ".eml"


def broken_off(found: str) -> Remark:
    """What is told of a message that is read as far as it goes."""
    return (ProblemCode.DOCUMENT_BROKEN, "", found)
