"""The letters of a rich text: those that a program shows, and those that it doesn't."""

import re
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from foistats.documents.signs import SUBSCRIPTS, SUPERSCRIPTS
from schemas.channels import Channel

_TOKEN = re.compile(
    rb"\\'([0-9a-fA-F]{2})|\\([a-zA-Z]+)(-?\d{1,10})?[ ]?|\\([^a-zA-Z'])|([{}])|[\r\n]+"
    rb"|([^\\{}\r\n]+)"
)
# Groups that define what the text is set in, or that hold files.
_DEFINITIONS = frozenset((b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"object"))
_BREAKS = {
    **dict.fromkeys((b"par", b"line", b"row", b"sect", b"page"), "\n"),
    **dict.fromkeys((b"tab", b"cell", b"nestcell"), "\t"),
    **{b"lquote": "\u2018", b"rquote": "\u2019", b"ldblquote": "\u201c", b"rdblquote": "\u201d"},
    **{b"bullet": "\u2022", b"endash": "\u2013", b"emdash": "\u2014"},
}
_SHIFTS = {b"super": 1, b"up": 1, b"sub": -1, b"dn": -1, b"nosupersub": 0}
# In half points, and of 765 steps of red, green and blue together.
_TINY, _WHITE = 5, 740
_GAP = "\x00"


class RichText(NamedTuple):
    """What a rich text shows, and what it doesn't, with the channel of each piece."""

    shown: str
    unseen: tuple[tuple[Channel, str], ...] = ()


@dataclass(slots=True)
class _Group:
    """What holds within a pair of braces."""

    aside: bool = False
    hidden: bool = False
    struck: bool = False
    shift: int = 0
    size: int = 24
    ink: int = 0
    ground: int = 0
    skip: int = 1

    @property
    def is_plain(self) -> bool:
        return not (self.hidden or self.struck or self.shift)


@dataclass(slots=True)
class _Reading:
    encoding: str
    colours: list[int]
    shown: list[str] = field(default_factory=list)
    unseen: list[tuple[Channel, str]] = field(default_factory=list)
    groups: list[_Group] = field(default_factory=lambda: [_Group()])
    letters: bytearray = field(default_factory=bytearray)
    to_skip: int = 0

    def take(self, token: re.Match[bytes]) -> None:
        code, word, number, sign, brace, text = token.groups()
        group = self.groups[-1]
        if code is not None:
            if not self.to_skip:
                self.letters.append(int(code, 16))
            self.to_skip = max(self.to_skip - 1, 0)
            return
        if text is not None:
            self.letters += text[self.to_skip :]
            self.to_skip = max(0, self.to_skip - len(text))
            return
        self.flush()
        if word is not None:
            self._word(group, word, int(number) if number else None)
        elif sign == b"*":
            group.aside = True
        elif sign is not None:
            self._put(sign.decode() if sign in b"{}\\" else {b"~": "\xa0", b"_": "-"}.get(sign, ""))
        elif brace == b"{":
            self.groups.append(replace(group))
        elif brace is not None and len(self.groups) > 1:
            self.groups.pop()

    def _word(self, group: _Group, word: bytes, number: int | None) -> None:
        is_on = number != 0
        if word in _DEFINITIONS:
            group.aside = True
        elif word == b"v":
            group.hidden = is_on
        elif word in (b"strike", b"striked", b"deleted"):
            group.struck = is_on
        elif word in _SHIFTS:
            group.shift = _SHIFTS[word] * is_on
        elif word == b"fs":
            group.size = 24 if number is None else number
        elif word == b"cf":
            group.ink = number or 0
        elif word in (b"cb", b"highlight", b"chcbpat"):
            group.ground = number or 0
        elif word == b"plain":
            group.hidden = group.struck = False
            group.shift, group.size, group.ink, group.ground = 0, 24, 0, 0
        elif word == b"uc":
            group.skip = number or 0
        elif word == b"u" and number is not None:
            self._put(chr(number % 0x10000))
            self.to_skip = group.skip
        elif word in _BREAKS:
            self._put(_BREAKS[word])

    def flush(self) -> None:
        """Letters gathered so far, in the text's own code page, are text."""
        if not self.letters:
            return
        try:
            text = self.letters.decode(self.encoding, errors="replace")
        except LookupError:
            text = self.letters.decode("cp1252", errors="replace")
        self.letters.clear()
        self._put(text)

    def _put(self, text: str) -> None:
        group = self.groups[-1]
        if group.aside or not text:
            return
        channel = self._channel(group)
        if channel is not None and not text.isspace():
            self.unseen.append((channel, text))
        elif group.struck and not text.isspace():
            # What is crossed out is said no more.
            self.shown.append(_GAP)
        else:
            shift = {1: SUPERSCRIPTS, -1: SUBSCRIPTS}.get(group.shift)
            self.shown.append(text.translate(shift) if shift else text)

    def _channel(self, group: _Group) -> Channel | None:
        if group.hidden:
            return Channel.VANISHED_TEXT
        if group.size <= _TINY:
            return Channel.TINY_TEXT
        ink = self.colours[group.ink] if 0 < group.ink < len(self.colours) else 0
        return Channel.INVISIBLE_TEXT if ink > _WHITE and not group.ground else None


def texts_of(rtf: bytes) -> RichText:
    r"""What a rich text shows, and what it hides.

    >>> text = texts_of(rb"{\rtf1{\fonttbl Arial;}We hold {\strike 11}12{\v 13}{\super 1}.\par}")
    >>> text.shown, [(str(channel), said) for channel, said in text.unseen]
    ('We hold 12¹.\n', [('vanished_text', '13')])
    """
    codepage = re.search(rb"\\ansicpg(\d+)", rtf[:4096])
    reading = _Reading(f"cp{codepage[1].decode()}" if codepage else "cp1252", _colours(rtf))
    for token in _TOKEN.finditer(rtf):
        reading.take(token)
    reading.flush()
    text = _whole_letters("".join(reading.shown))
    text = re.sub(rf"(?<=\w){_GAP}+(?=\w)", " ", text).replace(_GAP, "")
    return RichText(text, tuple((channel, _whole_letters(one)) for channel, one in reading.unseen))


def _whole_letters(text: str) -> str:
    """Letters beyond the first 65,536 come in two halves."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _colours(rtf: bytes) -> list[int]:
    """The brightness of each colour of the table, as the sum of its parts."""
    table = re.search(rb"\{\\colortbl([^{}]*)\}", rtf[:100_000])
    if table is None:
        return []
    return [
        sum(int(part) for part in re.findall(rb"\\(?:red|green|blue)(\d{1,3})", entry))
        for entry in table[1].split(b";")
    ]
