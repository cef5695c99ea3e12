"""What a plain text hides, or quotes of somebody else's message."""

from foistats.documents.model import Document
from foistats.documents.plain_text import is_table
from foistats.documents.quoted import split_quoted
from foistats.documents.text_table import text_of
from foistats.documents.words import unseen_signs
from foistats.records import Finding
from foistats.screening.quoted_request import lines_beyond_request
from schemas.channels import Channel

# Old programs end a text here and show nothing of what follows.
_END = b"\x1a"


def findings_in_text(content: bytes, *, question: str) -> list[Finding]:
    """Signs that no program shows, text after the end mark, and earlier messages that it quotes."""
    end = content.find(_END)
    beyond = len(content[end:].strip(_END + b"\0 \t\r\n")) if end >= 0 else 0
    # Where the beginning is no text either, the file is broken and its end mark is none.
    if beyond and text_of(Document(), content[:end]):
        return [Finding(Channel.BYTES_BEYOND_THE_END, "after the end", beyond, "bytes")]
    text = text_of(Document(), content)
    found = []
    signs = unseen_signs(text)
    if signs:
        found.append(Finding(Channel.INVISIBLE_TEXT, "text", signs, "signs"))
    if not is_table(text):
        _, quoted = split_quoted(text, headed=True)
        lines = lines_beyond_request(quoted, question)
        if lines:
            found.append(Finding(Channel.QUOTED_MESSAGE, "text", lines, "lines"))
    return found
