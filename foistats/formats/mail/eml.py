"""Emails saved as files (.eml, .mht), whatever the program that wrote them made of the rules."""

import base64
import binascii
import html
import mimetypes
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import Message as Part
from email.utils import parseaddr
from typing import Any

from foistats.documents.refusals import broken, unsupported
from foistats.formats.format import Look, Opening
from foistats.formats.html.tree import decode_page, decode_text
from foistats.formats.mail.forms import words_beside_parts
from foistats.formats.mail.headers import header_findings
from foistats.formats.mail.message import (
    Attachment,
    Body,
    Message,
    Remark,
    broken_off,
    day_sent,
    file_name_of,
    look_at_message,
    shown_by,
)
from foistats.records import Finding
from schemas.channels import Channel
from schemas.problem_codes import ProblemCode

# Reports of delivery say nothing about what was asked.
_NO_TEXT = ("message/delivery-status", "message/disposition-notification", "text/rfc822-headers")
# Forms of a text that mail programs show; calendars are no text.
_SHOWN_FORMS = ("text/plain", "text/html", "text/calendar")
_SEALED = ("application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted")
_BOUNDARY = re.compile(rb"^--(\S[^\r\n]{0,69}?)[ \t]*\r?$", re.MULTILINE)
# Defects that the library finds and after which something is missing or misread.
_BREAKS_OFF = {
    "CloseBoundaryNotFoundDefect": "a message that breaks off before its end",
    "MissingHeaderBodySeparatorDefect": "a message whose header breaks off",
    "FirstHeaderLineIsContinuationDefect": "a message whose header lacks its beginning",
    "InvalidBase64LengthDefect": "an attachment that breaks off",
}


def look_at_eml(content: bytes, opening: Opening) -> Look:
    """What a message hides, and what it shows."""
    root = _root_of(content)
    message = _message(root)
    more = [*_beside_parts(root), *header_findings(_headers(root), shown_by(message))]
    return look_at_message(message, more, question=opening.question)


def _headers(root: Part) -> Iterator[tuple[str, str]]:
    for part in root.walk():
        for name in dict.fromkeys(part.keys()):
            values = _guarded(lambda part=part, name=name: part.get_all(name, []), [])
            yield from (
                (name, _clean(_guarded(lambda value=value: str(value)))) for value in values
            )


def message_of(content: bytes) -> Message:
    """The bodies and attachments of a message in the format of the internet."""
    return _message(_root_of(content))


def _root_of(content: bytes) -> Part:
    return message_from_bytes(content.lstrip(b"\xef\xbb\xbf \t\r\n"), policy=policy.default)


def _message(root: Part) -> Message:
    reading = _Reading()
    reading.take(root)
    subject = _clean(_guarded(lambda: str(root["subject"] or "")))
    return Message(
        subject,
        tuple(reading.bodies),
        tuple(reading.attachments),
        tuple(dict.fromkeys(reading.remarks)),
        tuple(reading.styles),
        _guarded(lambda: day_sent(getattr(root["date"], "datetime", None)), None),
        _clean(_guarded(lambda: parseaddr(str(root["from"] or ""))[0])),
        _clean(_guarded(lambda: str(root["to"] or ""))),
    )


def _beside_parts(root: Part) -> list[Finding]:
    """Text before the first part or after the last one, which no mail program shows."""
    found = []
    for part in root.walk():
        beside: Iterable[tuple[str, str | None]] = (
            ("before the first part", part.preamble),
            ("after the last part", part.epilogue),
        )
        for place, text in beside:
            words = words_beside_parts(text or "")
            if words:
                found.append(Finding(Channel.BYTES_BEYOND_THE_END, place, words, "words"))
    return found


def _guarded(read: Any, otherwise: Any = "") -> Any:
    """What the library makes of a header; some malformed ones raise errors of every kind."""
    try:
        return read()
    except MemoryError:  # nothing is malformed; without this a body would be lost in silence
        raise
    except Exception:
        return otherwise


def _clean(text: str) -> str:
    """Text without stray bytes, on one line."""
    letters = text.encode("utf-8", errors="surrogateescape").decode("utf-8", errors="replace")
    return " ".join(letters.split())


@dataclass(slots=True)
class _Reading:
    """A message on its way from parts within parts to bodies and attachments."""

    # True for one of several forms of the same text.
    is_form: bool = False
    bodies: list[Body] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    styles: list[tuple[str, str]] = field(default_factory=list)

    def take(self, part: Part, *, related: bool = False) -> None:
        """One part and all within it; `related` parts are pieces of a page beside them."""
        kind = _type_of(part)
        if kind in _SEALED:
            raise unsupported(
                "an encrypted or sealed message",
                "open it in the mail program, save its text and its attachments and receive those",
            )
        self._tell_defects(part)
        if kind.startswith("multipart/"):
            self._take_several(part, kind)
        elif kind == "message/rfc822" or (kind.startswith("message/") and part.is_multipart()):
            self._take_message(part, kind)
        elif kind not in _NO_TEXT:
            self._take_leaf(part, kind, related=related)

    def _tell_defects(self, part: Part) -> None:
        for defect in part.defects:
            found = _BREAKS_OFF.get(type(defect).__name__)
            if found:
                self.remarks.append(broken_off(found))

    def _take_several(self, part: Part, kind: str) -> None:
        children = _children(part)
        if children is None:
            self.remarks.append(broken_off("a message whose parts are not where it says"))
            self._add_body(text=self._text(part))
            return
        if kind == "multipart/alternative":
            self._take_alternatives(children)
        elif kind == "multipart/related":
            for number, child in enumerate(children):
                self.take(child, related=number > 0)
        else:
            for child in children:
                self.take(child)

    def _take_alternatives(self, children: Iterable[Part]) -> None:
        """One body in several forms, of which programs show the last one that they know."""
        forms: list[list[Body]] = []
        for child in children:
            inner = _Reading(is_form=True)
            inner.take(child)
            forms.append(inner.bodies)
            self.attachments += inner.attachments
            self.remarks += inner.remarks
            self.styles += inner.styles
        texts = ["\n".join(b.text for b in form) for form in forms if not _has_page(form)]
        pages = [_as_pages(form) for form in forms if _has_page(form)]
        others = [text for text in texts[1:] if text.strip()]
        others += ["\n".join(form) for form in pages[:-1]]
        others += [other for form in forms for body in form for other in body.others]
        text = next(filter(str.strip, texts), "")
        if text or pages or others:
            self.bodies.append(Body(text, pages[-1] if pages else (), tuple(others)))

    def _take_message(self, part: Part, kind: str) -> None:
        """A message within a message comes as a file; one part of it may be packed by mistake."""
        if kind in _NO_TEXT or kind == "message/partial":
            return
        inner = _guarded(lambda: part.get_payload(0), None)
        if inner is None:
            self._take_leaf(part, kind, related=False)
            return
        content = _bytes_of(inner)
        if (
            str(_guarded(lambda: part["content-transfer-encoding"]) or "").strip().lower()
            == "base64"
        ):
            with suppress(binascii.Error):
                content = base64.b64decode(content.strip())
        subject = _clean(_guarded(lambda: str(inner["subject"] or "")))
        name = _name_of(part) or file_name_of(subject)
        self.attachments.append(Attachment(name, content, kind))

    def _take_leaf(self, part: Part, kind: str, *, related: bool) -> None:
        name = _name_of(part)
        disposition = _guarded(part.get_content_disposition, None)
        if not name and disposition != "attachment" and self._is_other_form(kind):
            self.bodies.append(Body(others=(self._text(part),)))
            return
        if kind == "text/css" and related:
            self._add_style(part)
        if kind in ("text/plain", "text/html") and not name and disposition != "attachment":
            if kind == "text/plain":
                self._add_body(text=self._text(part))
                return
            if not related:
                self._add_body(page=self._page(part))
                return
        content = payload_of(part)
        if not content and not name:
            return
        has_id = part.get("content-id") is not None or part.get("content-location") is not None
        shown = kind.startswith("image/") and (
            disposition == "inline" or related or (has_id and disposition != "attachment")
        )
        # Whatever else is kept as a piece of a page, no mail program shows as an attachment.
        shown = shown or (related and has_id and disposition != "attachment")
        if not name:
            name = f"attachment{mimetypes.guess_extension(kind) or ''}"
        self.attachments.append(Attachment(name, content, kind, shown))

    def _add_body(self, *, text: str = "", page: str = "") -> None:
        if text.strip() or page.strip():
            self.bodies.append(Body(text, (page,) if page.strip() else ()))

    def _is_other_form(self, kind: str) -> bool:
        return self.is_form and kind.startswith("text/") and kind not in _SHOWN_FORMS

    def _add_style(self, part: Part) -> None:
        """A style sheet that a saved page keeps beside it, under its address."""
        css = self._text(part)
        where = _clean(str(_guarded(lambda: part["content-location"], "") or ""))
        name = _clean(str(_guarded(lambda: part["content-id"], "") or "")).strip("<>")
        self.styles += [
            (address, css) for address in (where, f"cid:{name}" if name else "") if address
        ]

    def _text(self, part: Part) -> str:
        charset = charset_of(part)
        text, guessed = decode_text(payload_of(part), charset)
        if guessed:
            what = "text that is not in the encoding it names, read as cp1252"
            self.remarks.append((ProblemCode.TEXT_GUESSED, "", what))
        return text.replace("\x00", "\ufffd")

    def _page(self, part: Part) -> str:
        """A page by the encoding that the message names, else by the one that it names itself."""
        charset = charset_of(part)
        return self._text(part) if charset else decode_page(payload_of(part))[0]


def _has_page(form: Iterable[Body]) -> bool:
    return any(body.pages for body in form)


def _as_pages(form: Iterable[Body]) -> tuple[str, ...]:
    """The pages of a form in parts; a plain part among them is shown as it is."""
    pages: list[str] = []
    for body in form:
        pages += body.pages or ([f"<pre>{html.escape(body.text)}</pre>"] if body.text else [])
    return tuple(pages)


def _type_of(part: Part) -> str:
    return str(_guarded(part.get_content_type, "application/octet-stream"))


def _name_of(part: Part) -> str:
    name = _clean(str(_guarded(part.get_filename, "") or ""))
    if name:
        return name
    # Pages saved with their pictures name each by its address.
    where = _clean(str(_guarded(lambda: part["content-location"], "") or ""))
    last = re.split(r"[/\\]", where.partition("?")[0])[-1]
    return last if "." in last and not _type_of(part).startswith("text/html") else ""


def payload_of(part: Part) -> bytes:
    """What a part holds, decoded; refused where the library fails, for empty would be a guess."""
    try:
        payload = part.get_payload(decode=True)
    except MemoryError:
        raise
    except Exception as error:
        raise broken(
            f"an email with a part that cannot be decoded ({type(error).__name__})"
        ) from error
    return payload if isinstance(payload, bytes) else b""


def charset_of(part: Part) -> str:
    """The encoding that a part names; empty where it names none that can be read."""
    return str(_guarded(part.get_content_charset, "") or "")


def _bytes_of(part: Part) -> bytes:
    """A message as it would be saved by itself."""
    try:
        return part.as_bytes(policy=policy.compat32)
    except MemoryError:
        raise
    except Exception:
        return part.as_string(policy=policy.compat32).encode("utf-8", errors="surrogateescape")


def _children(part: Part) -> list[Part] | None:
    """The parts of a part; where its boundary isn't the one it names, by the one that is there."""
    if part.is_multipart():
        return list(_iter_payload(part))
    payload = part.get_payload()
    raw = payload.encode("utf-8", errors="surrogateescape") if isinstance(payload, str) else b""
    found = _BOUNDARY.search(raw)
    if found is None:
        return None
    head = b'Content-Type: multipart/mixed; boundary="' + found[1].replace(b'"', b"") + b'"\r\n\r\n'
    again = message_from_bytes(head + raw, policy=policy.default)
    return list(_iter_payload(again)) if again.is_multipart() else None


def _iter_payload(part: Part) -> Iterator[Part]:
    payload = part.get_payload()
    if isinstance(payload, list):
        yield from (one for one in payload if isinstance(one, Part))
