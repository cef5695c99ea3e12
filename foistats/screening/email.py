"""What an email holds that its reader doesn't see, or that somebody wrote earlier."""

import re
from collections.abc import Iterable, Iterator
from email import message_from_bytes, policy
from email.message import Message as Part

from foistats.documents.email_file import charset_of, payload_of
from foistats.documents.email_forms import BOILERPLATE, FEWEST_WORDS, words_only_in
from foistats.documents.email_message import Body, Message, quoted_text
from foistats.documents.html_seen import shown_text
from foistats.documents.html_tree import decode_text
from foistats.documents.words import unseen_signs
from foistats.records import Finding
from foistats.screening.html import findings_in_page
from foistats.screening.quoted_request import any_beyond
from schemas.channels import Channel

_SIGNS = re.compile(r"[^\W_]{2,}")


def findings_in_eml(content: bytes, *, question: str) -> list[Finding]:
    """Everything in an email file beside what its reader sees."""
    from foistats.documents.email_file import message_of

    root = message_from_bytes(content.lstrip(b"\xef\xbb\xbf \t\r\n"), policy=policy.default)
    found = findings_in_message(message_of(content), question=question)
    found += _alternatives(root)
    found += _behind_pages(root)
    return found + _beside_parts(root)


def findings_in_message(message: Message, *, question: str) -> list[Finding]:
    """What the bodies of a message hide, and what they quote."""
    found = []
    beyond = any_beyond(quoted_text(message), question)
    if beyond:
        found.append(Finding(Channel.QUOTED_MESSAGE, "text", beyond, "lines"))
    for number, body in enumerate(message.bodies, 1):
        place = "text" if len(message.bodies) == 1 else f"text {number} of {len(message.bodies)}"
        found += _findings_in_body(body, place)
    return found


def _findings_in_body(body: Body, place: str) -> list[Finding]:
    found = []
    if body.page.strip():
        found += findings_in_page(body.page, place=f"{place}, as a page")
        if body.text.strip():
            found += _only_in_plain(body.text, body.page, place)
    signs = unseen_signs(body.text)
    if signs:
        found.append(Finding(Channel.INVISIBLE_TEXT, place, signs, "signs"))
    return found


def _only_in_plain(text: str, page: str, place: str) -> list[Finding]:
    """Words of the plain form that the page, which mail programs show, doesn't have."""
    words = len(words_only_in(text, page))
    if words < FEWEST_WORDS:
        return []
    return [Finding(Channel.INVISIBLE_TEXT, f"{place}, as plain text", words, "words")]


def _alternatives(root: Part) -> list[Finding]:
    """Forms of one text beyond the first plain one and the first page: nobody is shown those."""
    found = []
    for part in root.walk():
        if part.get_content_type() != "multipart/alternative":
            continue
        leaves = [one for one in part.walk() if one.get_content_maintype() == "text"]
        texts = [one for one in leaves if one.get_content_subtype() == "plain"]
        pages = [one for one in leaves if one.get_content_subtype() == "html"]
        others = [one for one in leaves if one.get_content_subtype() in ("enriched", "richtext")]
        shown = " ".join(_text_of(one) for one in [*texts[:1], *pages[:1]])
        for one in [*texts[1:], *pages[1:], *others]:
            words = len(words_only_in(shown_text(_text_of(one)), shown))
            if words >= FEWEST_WORDS:
                found.append(Finding(Channel.INVISIBLE_TEXT, "another form", words, "words"))
    return found


def _text_of(part: Part) -> str:
    return decode_text(payload_of(part), charset_of(part))[0]


def _behind_pages(root: Part) -> list[Finding]:
    """Files kept as if they were pictures of a page: mail programs show no attachment."""
    found = []
    for number, part in enumerate(_leaves(root), 1):
        kind = part.get_content_maintype()
        hidden = (
            part.get("content-id") is not None
            and part.get_content_disposition() != "attachment"
            and kind not in ("image", "text", "font")
        )
        if hidden and part.get_payload():
            found.append(Finding(Channel.ATTACHED_FILE, f"attachment {number}", 1, "files"))
    return found


def _leaves(root: Part) -> Iterator[Part]:
    """Parts that are no text of the message."""
    for part in root.walk():
        if not part.is_multipart() and part.get_content_maintype() != "text":
            yield part


def _beside_parts(root: Part) -> list[Finding]:
    """Text before the first part or after the last one, which no mail program shows."""
    found = []
    for part in root.walk():
        beside: Iterable[tuple[str, str | None]] = (
            ("before the first part", part.preamble),
            ("after the last part", part.epilogue),
        )
        for place, text in beside:
            said = [line for line in (text or "").splitlines() if not BOILERPLATE.search(line)]
            words = sum(len(_SIGNS.findall(line)) for line in said)
            if words >= FEWEST_WORDS:
                found.append(Finding(Channel.BYTES_BEYOND_THE_END, place, words, "words"))
    return found
