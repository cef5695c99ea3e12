"""What an Outlook message holds that its reader doesn't see."""

import io
import re
from typing import Any

from foistats.documents.words import words_beyond, words_of
from foistats.records import Finding
from foistats.screening.email import findings_in_message
from schemas.channels import Channel

_RTF = "__SUBSTG1.0_10090102"
_BODY = ("__SUBSTG1.0_1000001F", "__SUBSTG1.0_1000001E")
# Who created and who last changed the message.
_PEOPLE = re.compile(r"__SUBSTG1\.0_3FF[8A]001[EF]")
_FEWEST_WORDS = 2


def findings_in_msg(content: bytes, *, question: str) -> list[Finding]:
    """Everything in a message as Outlook saves it beside what its reader sees."""
    from foistats.documents.msg import message_of

    message = message_of(content)
    found = findings_in_message(message, question=question)
    streams = _streams(content)
    packed = streams.get(_RTF)
    if packed:
        plain = "\n".join(body.text for body in message.bodies)
        found += _in_rich_text(packed, plain)
    people = sum(1 for name in streams if _PEOPLE.fullmatch(name))
    if people:
        found.append(Finding(Channel.DOCUMENT_PROPERTIES, "", people, "properties"))
    return found


def _streams(content: bytes) -> dict[str, bytes]:
    """The outermost streams of the file, by their names."""
    import olefile

    file: Any
    with olefile.OleFileIO(io.BytesIO(content)) as file:
        names = [entry[0] for entry in file.listdir() if len(entry) == 1]
        wanted = [name for name in names if name.upper() == _RTF or _PEOPLE.fullmatch(name.upper())]
        return {name.upper(): file.openstream(name).read() for name in wanted}


def _in_rich_text(packed: bytes, plain: str) -> list[Finding]:
    """Hidden letters of the rich form, and words of the plain form that the rich one lacks."""
    from foistats.documents.msg_rtf import unpacked
    from foistats.screening.rtf import texts_of

    rtf = unpacked(packed)
    # A page packed into rich text is looked at as a page.
    if b"\\fromhtml" in rtf[:4096]:
        return []
    shown, hidden = texts_of(rtf)
    found = []
    if words_of(hidden):
        found.append(Finding(Channel.VANISHED_TEXT, "text", len(words_of(hidden)), "words"))
    only = set(words_beyond(plain, words_of(shown)))
    if len(only) >= _FEWEST_WORDS:
        found.append(Finding(Channel.INVISIBLE_TEXT, "text, as plain text", len(only), "words"))
    return found
