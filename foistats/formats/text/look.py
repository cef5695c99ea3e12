"""One look at a plain text: what it says, what it hides, and what it quotes of others."""

import re

from foistats.documents.flow import document_of
from foistats.documents.model import Document
from foistats.documents.plain_text import Line, is_table, text_blocks
from foistats.documents.quoted import quoted_lines, split_quoted
from foistats.documents.refusals import broken
from foistats.documents.text_table import read_text_table, text_of
from foistats.documents.words import unseen_signs
from foistats.formats.format import Look, Opening
from foistats.records import Finding
from foistats.screening.quoted_request import lines_beyond_request
from schemas.channels import Channel

# Old programs end a text here and show nothing of what follows.
_END = b"\x1a"
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
# Under the name of any other kind, running text is what a server says instead of sending a file.
_IN_WRITING = frozenset(("text", "eml", "html"))
_TABLE_SUFFIXES = (".csv", ".tsv", ".tab")


def look_at_text(content: bytes, opening: Opening) -> Look:
    """What a text hides, what it quotes of others, and its table or paragraphs."""
    content, beyond = _ended(content)
    findings = []
    if beyond:
        findings.append(Finding(Channel.BYTES_BEYOND_THE_END, "after the end", beyond, "bytes"))
    text = text_of(Document(), content)
    signs = unseen_signs(text)
    if signs:
        findings.append(Finding(Channel.INVISIBLE_TEXT, "text", signs, "signs"))
    if not is_table(text):
        _, quoted = split_quoted(text, headed=True)
        lines = lines_beyond_request(quoted, opening.question)
        if lines:
            findings.append(Finding(Channel.QUOTED_MESSAGE, "text", lines, "lines"))
    return Look(findings, lambda: read_text(content, opening.suffix, opening.said))


def _ended(content: bytes) -> tuple[bytes, int]:
    """The bytes up to a text's end mark, and how many follow it that hold something.

    Where the beginning is no text either, the file is broken and its end mark is none. In UTF-16
    that byte is half of a letter.
    """
    end = -1 if content.startswith(_WIDE_MARKS) else content.find(_END)
    beyond = len(content[end:].strip(_END + b"\0 \t\r\n")) if end >= 0 else 0
    if beyond and text_of(Document(), content[:end]):
        return content[:end], beyond
    return content, 0


def read_text(content: bytes, suffix: str, said: tuple[str | None, ...]) -> Document:
    """One table where the whole text is one, else its paragraphs and the tables among them.

    `said` are the kinds of file that the ending `suffix` of its name stands for.
    """
    if suffix in _TABLE_SUFFIXES:
        return read_text_table(content, one_column=suffix == ".csv")
    aside = Document()
    text = text_of(aside, content)
    if is_table(text):
        return read_text_table(content, one_column=False)
    if said and not _IN_WRITING.intersection(said):
        raise broken(f"a few lines of text under a name that ends in {suffix}")
    lines = [Line(n, line) for n, line in enumerate(re.split(r"\r\n|\r|\n|\f", text), 1)]
    quoted = quoted_lines([line.text for line in lines], headed=True)
    own = [
        line._replace(text="") if is_quoted else line
        for line, is_quoted in zip(lines, quoted, strict=True)
    ]
    blocks, unread = text_blocks(own, placed=True)
    document = document_of(blocks)
    document.remarks = [*aside.remarks, *unread]
    return document
