"""Outlook messages (.msg): a compound file with a stream for each property ([MS-OXMSG])."""

import hashlib
import io
import re
from contextlib import suppress
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

from foistats.documents import email_file
from foistats.documents.email_message import (
    Attachment,
    Body,
    Message,
    Remark,
    broken_off,
    document_of_message,
    file_name_of,
)
from foistats.documents.html_tree import decode_page
from foistats.documents.model import Document
from foistats.documents.msg_rtf import page_in_rtf
from foistats.documents.refusals import broken, unsupported
from foistats.errors import DocumentRefused
from schemas.problem_codes import ProblemCode

_CLASS, _SUBJECT = 0x001A, 0x0037
_BODY, _RTF, _HTML = 0x1000, 0x1009, 0x1013
_DATA, _METHOD = 0x3701, 0x3705
_NAMES = (0x3707, 0x3704, 0x3001)
_TYPE, _CONTENT_ID, _FLAGS, _HIDDEN = 0x370E, 0x3712, 0x3714, 0x7FFE
# Properties begin after a header, which is longer in the outermost message.
_HEADER_OUTERMOST, _HEADER_INNER, _HEADER_ATTACHMENT = 32, 24, 8
_BY_VALUE, _MESSAGE = 1, 5
_LINKED = (2, 3, 4, 7)
_SHOWN_IN_PAGE = 4
_DEEPEST = 10
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|bmp|emz|wmz|emf|wmf|svg)", re.IGNORECASE)


def read_msg(content: bytes) -> Document:
    """The sender's text, the tables in it, and what is attached."""
    return document_of_message(message_of(content))


def message_of(content: bytes) -> Message:
    """The bodies and attachments of a message as Outlook saves it."""
    from olefile import OleFileIO
    from oxmsg.storage import Storage

    try:
        with OleFileIO(io.BytesIO(content)) as file:
            storage = Storage.from_ole(file)
    except OSError as error:
        raise broken(f"an Outlook message that is damaged or cut short ({error})") from error
    return _message(storage, header=_HEADER_OUTERMOST, depth=0)


def _message(storage: Any, *, header: int, depth: int) -> Message:
    from oxmsg.properties import Properties

    properties = Properties(storage, properties_header_offset=header)
    kind = _text(storage, properties, _CLASS).lower()
    remarks: list[Remark] = []
    body = Body(_text(storage, properties, _BODY), _page(storage, properties, remarks))
    if not body.text.strip() and not body.page.strip() and _bytes(storage, _RTF):
        what = "a message whose text is kept as rich text alone; only what is attached was read"
        remarks.append((ProblemCode.DOCUMENT_UNSUPPORTED, "", what))
    bodies = [body]
    attachments: list[Attachment] = []
    for inner in storage.iter_attachment_storages():
        found = _attachment(inner, remarks, depth=depth)
        if found is None:
            continue
        if found.content_type == "multipart/signed":
            signed = email_file.message_of(found.content)
            bodies = [*signed.bodies] or bodies
            attachments += signed.attachments
            remarks += signed.remarks
        elif kind.startswith("ipm.note.smime") or found.name.lower() == "message.rpmsg":
            raise unsupported(
                "an encrypted or sealed message",
                "open it in Outlook, save its text and its attachments and receive those",
            )
        else:
            attachments.append(found)
    subject = " ".join(_text(storage, properties, _SUBJECT).split())
    return Message(subject, tuple(bodies), tuple(attachments), tuple(dict.fromkeys(remarks)))


def _page(storage: Any, properties: Any, remarks: list[Remark]) -> str:
    """The page of a message: by itself, or packed into its rich text."""
    content = _bytes(storage, _HTML)
    if content:
        encoding = "utf-8"
        with suppress(Exception):
            encoding = properties.body_encoding
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            return decode_page(content)[0]
    page = _text(storage, properties, _HTML)
    packed = _bytes(storage, _RTF)
    if page or not packed:
        return page
    try:
        return page_in_rtf(packed)
    except DocumentRefused as refusal:
        remarks.append(broken_off(refusal.found))
        return ""


def _attachment(storage: Any, remarks: list[Remark], *, depth: int) -> Attachment | None:
    from oxmsg.properties import Properties

    properties = Properties(storage, properties_header_offset=_HEADER_ATTACHMENT)
    names = (_text(storage, properties, one).strip("\x00 ") for one in _NAMES)
    name = next(filter(None, names), "")
    method = _number(properties, _METHOD, _BY_VALUE)
    content = _bytes(storage, _DATA)
    if method == _MESSAGE:
        inner = next((one for one in storage.storages if one.name.endswith("3701000D")), None)
        if inner is not None and depth < _DEEPEST:
            message = _message(inner, header=_HEADER_INNER, depth=depth + 1)
            called = file_name_of(message.subject or name)
            return Attachment(called, as_eml(message), "message/rfc822")
    if content is None:
        linked = "only linked to, not attached" if method in _LINKED else "an object of Office"
        what = f"the file '{name}' is {linked}; it was not read"
        remarks.append((ProblemCode.DOCUMENT_UNSUPPORTED, "", what))
        return None
    kind = _text(storage, properties, _TYPE).lower()
    is_picture = kind.startswith("image/") or bool(_PICTURE.search(name[-5:]))
    in_page = bool(_number(properties, _FLAGS, 0) & _SHOWN_IN_PAGE)
    in_page = in_page or bool(_number(properties, _HIDDEN, 0) & 0xFF)
    in_page = in_page or bool(_text(storage, properties, _CONTENT_ID))
    return Attachment(name or "attachment", content, kind, is_picture and in_page)


def _text(storage: Any, properties: Any, number: int) -> str:
    """A property that is text; one that its code page can't tell, as far as can be told."""
    try:
        return properties.str_prop_value(number) or ""
    except MemoryError:
        raise
    except Exception:
        wide, narrow = (_stream(storage, number, kind) for kind in (0x001F, 0x001E))
        if wide is not None:
            return wide.decode("utf-16-le", errors="replace")
        return (narrow or b"").decode("cp1252", errors="replace")


def _bytes(storage: Any, number: int) -> bytes | None:
    return _stream(storage, number, 0x0102)


def _stream(storage: Any, number: int, kind: int) -> bytes | None:
    name = f"__substg1.0_{number:04X}{kind:04X}"
    return next((one.bytes_ for one in storage.streams if one.name.upper() == name.upper()), None)


def _number(properties: Any, number: int, otherwise: int) -> int:
    try:
        value = properties.int_prop_value(number)
    except Exception:
        return otherwise
    return otherwise if value is None else int(value)


def as_eml(message: Message) -> bytes:
    """A message within a message as a file of its own: the same bytes every time."""
    email = EmailMessage(policy=SMTP)
    email["Subject"] = message.subject
    email["MIME-Version"] = "1.0"
    email.make_mixed()
    for body in message.bodies:
        part = EmailMessage(policy=SMTP)
        part.set_content(_encodable(body.text), cte="base64")
        if body.page:
            part.add_alternative(_encodable(body.page), subtype="html", cte="base64")
        email.attach(part)
    for one in message.attachments:
        part = EmailMessage(policy=SMTP)
        main, _, sub = (one.content_type or "application/octet-stream").partition("/")
        if main in ("message", "multipart") or not re.fullmatch(r"[\w.+-]+", sub):
            main, sub = "application", "octet-stream"
        part.set_content(
            one.content,
            maintype=main,
            subtype=sub,
            filename=one.name,
            disposition="inline" if one.shown else "attachment",
        )
        email.attach(part)
    digest = hashlib.sha256(repr(message).encode("utf-8", errors="replace")).hexdigest()[:24]
    for number, part in enumerate(email.walk()):
        if part.is_multipart():
            part.set_boundary(f"{number}-{digest}")
    return email.as_bytes()


def _encodable(text: str) -> str:
    return text.encode("utf-8", errors="replace").decode("utf-8")
