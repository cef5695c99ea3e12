"""Outlook messages (.msg): a compound file with a stream for each property ([MS-OXMSG])."""

import hashlib
import io
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, time
from email import message_from_string
from email.message import EmailMessage
from email.policy import SMTP, compat32
from email.utils import format_datetime
from typing import Any

from foistats.documents.refusals import broken, unsupported
from foistats.errors import DocumentRefused
from foistats.formats.format import Look, Opening
from foistats.formats.html.tree import decode_page
from foistats.formats.mail import eml
from foistats.formats.mail.headers import header_findings
from foistats.formats.mail.message import (
    Attachment,
    Body,
    Message,
    Remark,
    day_sent,
    file_name_of,
    look_at_message,
    shown_by,
)
from foistats.formats.mail.packed import page_in_rtf, unpacked
from foistats.formats.mail.rtf import texts_of
from foistats.records import Finding
from schemas.channels import Channel
from schemas.problem_codes import ProblemCode

_CLASS, _SUBJECT = 0x001A, 0x0037
# When its sender sent it, else when it was delivered.
_SENT = (0x0039, 0x0E06)
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
# Who created and who last changed the message.
_PEOPLE = re.compile(r"__substg1\.0_3FF[8A]001[EF]", re.IGNORECASE)
_TEXT_STREAM = re.compile(r"__substg1\.0_([0-9A-F]{4})001([EF])", re.IGNORECASE)
_HEADERS = 0x007D
# The text and subject in their forms, the topic, and who wrote it to whom, which Outlook shows.
_READ = frozenset(
    {
        0x001A, 0x0037, 0x003D, 0x0070, 0x0E1D, 0x1000, 0x1013, 0x1035, 0x1039, 0x1042,
        0x0040, 0x0042, 0x0044, 0x0064, 0x0065, 0x0075, 0x0076, 0x0077, 0x0078, 0x0C1A, 0x0C1E,
        0x0C1F, 0x0E03, 0x0E04, 0x0E28, 0x0E29, 0x3FF8, 0x3FFA, 0x4022, 0x4023, 0x4024, 0x4025,
        0x4030, 0x4031, 0x4034, 0x4035, 0x4038, 0x4039, 0x5D01, 0x5D02, 0x5D07, 0x5D08, 0x5D09,
        0x5D0A, 0x5D0B, 0x00E4,
    }
)  # fmt: skip
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|bmp|emz|wmz|emf|wmf|svg)", re.IGNORECASE)


def look_at_msg(content: bytes, opening: Opening) -> Look:
    """What a message as Outlook saves it hides, and what it shows."""
    from olefile import OleFileIO
    from oxmsg.storage import Storage

    try:
        with OleFileIO(io.BytesIO(content)) as file:
            people = [name for name, *rest in file.listdir() if not rest and _PEOPLE.match(name)]
            kept = list(_texts_kept(file))
            storage = Storage.from_ole(file)
    except OSError as error:
        raise broken(f"an Outlook message that is damaged or cut short ({error})") from error
    message = _message(storage, header=_HEADER_OUTERMOST, depth=0)
    more = [Finding(Channel.DOCUMENT_PROPERTIES, "", len(people), "properties")] if people else []
    more += header_findings(kept, shown_by(message))
    return look_at_message(message, more, question=opening.question)


def _texts_kept(file: Any) -> Iterator[tuple[str, str]]:
    """The texts that a message keeps as properties of its own, with the headers that it came by."""
    for name, *rest in file.listdir():
        found = None if rest else _TEXT_STREAM.fullmatch(name)
        if found is None or int(found[1], 16) in _READ:
            continue
        encoding = "utf-16-le" if found[2].upper() == "F" else "cp1252"
        text = file.openstream(name).read().decode(encoding, errors="replace").strip("\0 ")
        if int(found[1], 16) == _HEADERS:
            parsed = message_from_string(text, policy=compat32)
            yield from ((key, str(value)) for key, value in parsed.items())
        else:
            yield "a property", text


def _message(storage: Any, *, header: int, depth: int) -> Message:
    from oxmsg.properties import Properties

    properties = Properties(storage, properties_header_offset=header)
    kind = _text(storage, properties, _CLASS).lower()
    remarks: list[Remark] = []
    bodies = [_body(storage, properties)]
    attachments: list[Attachment] = []
    for inner in storage.iter_attachment_storages():
        found = _attachment(inner, remarks, depth=depth)
        if found is None:
            continue
        if found.content_type == "multipart/signed":
            signed = eml.message_of(found.content)
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
    return Message(
        subject,
        tuple(bodies),
        tuple(attachments),
        tuple(dict.fromkeys(remarks)),
        sent_on=_day_sent(properties),
    )


def _day_sent(properties: Any) -> date | None:
    for number in _SENT:
        with suppress(Exception):
            sent = properties.date_prop_value(number)
            if (day := day_sent(sent)) is not None:
                return day
    return None


def _body(storage: Any, properties: Any) -> Body:
    """The text of a message: its page where it has one, else its rich text, else the plain one."""
    plain = _text(storage, properties, _BODY)
    page = _page(storage, properties)
    packed = _bytes(storage, _RTF)
    if page or not packed:
        return Body(plain, (page,) if page.strip() else ())
    rtf = unpacked(packed)
    page = page_in_rtf(rtf)
    if page.strip():
        return Body(plain, (page,))
    rich = texts_of(rtf)
    if not rich.shown.strip():
        return Body(plain)
    return Body(rich.shown, derived=plain, unseen=rich.unseen)


def _page(storage: Any, properties: Any) -> str:
    content = _bytes(storage, _HTML)
    if not content:
        return _text(storage, properties, _HTML)
    encoding = "utf-8"
    with suppress(Exception):
        encoding = properties.body_encoding
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return decode_page(content)[0]


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
            try:
                message = _message(inner, header=_HEADER_INNER, depth=depth + 1)
            except DocumentRefused as refusal:
                remarks.append((refusal.code, "", f"the message '{name}' inside: {refusal.found}"))
                return None
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
    return next(
        (stream.bytes_ for stream in storage.streams if stream.name.upper() == name.upper()), None
    )


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
    if message.sent_on is not None:
        noon = datetime.combine(message.sent_on, time(12), UTC)
        email["Date"] = format_datetime(noon)
    email["MIME-Version"] = "1.0"
    email.make_mixed()
    for body in message.bodies:
        part = EmailMessage(policy=SMTP)
        part.set_content(_encodable(body.text), cte="base64")
        for page in body.pages:
            part.add_alternative(_encodable(page), subtype="html", cte="base64")
        email.attach(part)
    for attachment in message.attachments:
        part = EmailMessage(policy=SMTP)
        main, _, sub = (attachment.content_type or "application/octet-stream").partition("/")
        if main in ("message", "multipart") or not re.fullmatch(r"[\w.+-]+", sub):
            main, sub = "application", "octet-stream"
        part.set_content(
            attachment.content,
            maintype=main,
            subtype=sub,
            filename=attachment.name,
            disposition="inline" if attachment.shown else "attachment",
        )
        email.attach(part)
    digest = hashlib.sha256(repr(message).encode("utf-8", errors="replace")).hexdigest()[:24]
    for number, part in enumerate(email.walk()):
        if part.is_multipart():
            part.set_boundary(f"{number}-{digest}")
    return email.as_bytes()


def _encodable(text: str) -> str:
    return text.encode("utf-8", errors="replace").decode("utf-8")
