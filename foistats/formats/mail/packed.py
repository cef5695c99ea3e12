"""The web page that Outlook packs into rich text when it saves a message ([MS-OXRTFEX])."""

import re
import struct
from dataclasses import dataclass, field, replace
from html import escape

from foistats.documents.limits import current
from foistats.documents.refusals import broken, too_large

# What every packed text may refer back to from its first byte on ([MS-OXRTFCP], 2.1.3.1.1).
_BEGINNING = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript "
    rb"\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
_WINDOW = 4096
_PACKED, _UNPACKED = 0x75465A4C, 0x414C454D
_TOKEN = re.compile(
    rb"\\'([0-9a-fA-F]{2})|\\([a-zA-Z]+)(-?\d{1,10})?[ ]?|\\([^a-zA-Z'])|([{}])|[\r\n]+"
    rb"|([^\\{}\r\n]+)"
)
# Groups that define what the page is set in, and say nothing.
_DEFINITIONS = frozenset((b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"object"))
_LETTERS = {
    b"par": "\r\n",
    b"line": "\r\n",
    b"tab": "\t",
    b"lquote": "\u2018",
    b"rquote": "\u2019",
    b"ldblquote": "\u201c",
    b"rdblquote": "\u201d",
    b"bullet": "\u2022",
    b"endash": "\u2013",
    b"emdash": "\u2014",
}


def page_in_rtf(rtf: bytes) -> str:
    """The page in a message's rich text; empty where the message was none."""
    if b"\\fromhtml" not in rtf[:4096]:
        return ""
    codepage = re.search(rb"\\ansicpg(\d+)", rtf[:4096])
    reading = _Reading(f"cp{codepage[1].decode()}" if codepage else "cp1252")
    for token in _TOKEN.finditer(rtf):
        reading.take(token)
    reading.flush()
    # Letters beyond the first 65,536 come in two halves.
    return "".join(reading.pieces).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def unpacked(packed: bytes) -> bytes:
    """Rich text as it was before it was packed; refused where it breaks off.

    >>> unpacked(struct.pack("<IIII", 19, 7, 0x414C454D, 0) + b"{\\\\rtf1}")
    b'{\\\\rtf1}'
    """
    if len(packed) < 16:
        raise broken("a message whose text breaks off")
    _, size, kind, _ = struct.unpack("<IIII", packed[:16])
    if size > current().page_bytes:
        raise too_large(
            f"a message of {size} bytes of text", f"at most {current().page_bytes} bytes"
        )
    if kind == _UNPACKED:
        return packed[16 : 16 + size]
    if kind != _PACKED:
        raise broken("a message whose text is packed in an unknown way")
    window = bytearray(_BEGINNING) + bytearray(_WINDOW - len(_BEGINNING))
    at = len(_BEGINNING)
    out = bytearray()
    position = 16
    while position < len(packed) and len(out) <= size:
        flags = packed[position]
        position += 1
        for bit in range(8):
            if not flags >> bit & 1:
                if position >= len(packed):
                    break
                run = bytearray(packed[position : position + 1])
                position += 1
            else:
                reference = int.from_bytes(packed[position : position + 2], "big")
                position += 2
                start, length = reference >> 4, (reference & 0xF) + 2
                if start == at % _WINDOW:
                    return bytes(out[:size])
                run = bytearray()
                for step in range(length):
                    # What is being written may be referred to at once.
                    letter = window[(start + step) % _WINDOW]
                    run.append(letter)
                    window[(at + step) % _WINDOW] = letter
            for letter in run:
                window[at % _WINDOW] = letter
                at += 1
            out += run
    if len(out) < size:
        raise broken("a message whose text breaks off")
    return bytes(out[:size])


@dataclass(slots=True)
class _Group:
    """What holds within a pair of braces."""

    aside: bool = False
    markup: bool = False
    rtf_only: bool = False
    skip: int = 1


@dataclass(slots=True)
class _Reading:
    """The page so far, and the braces that are open."""

    encoding: str
    pieces: list[str] = field(default_factory=list)
    groups: list[_Group] = field(default_factory=lambda: [_Group()])
    letters: bytearray = field(default_factory=bytearray)
    to_skip: int = 0
    starred: bool = False

    def take(self, token: re.Match[bytes]) -> None:
        code, word, number, sign, brace, text = token.groups()
        if code is not None:
            if self.to_skip:
                self.to_skip -= 1
            elif self._shown():
                self.letters.append(int(code, 16))
            return
        if word is not None:
            self._take_word(word, int(number) if number else None)
        elif brace is not None:
            self.flush()
            if brace == b"{":
                self.groups.append(replace(self.groups[-1]))
            elif len(self.groups) > 1:
                self.groups.pop()
        elif sign is not None:
            self._take_sign(sign)
        elif text is not None:
            skipped, self.to_skip = text[self.to_skip :], max(0, self.to_skip - len(text))
            if self._shown():
                self.letters += skipped
        self.starred = sign == b"*"

    def _take_sign(self, sign: bytes) -> None:
        known = {b"~": "\xa0", b"_": "\u2011", b"-": "", b"\n": "\r\n", b"\r": "\r\n"}
        if sign == b"*":
            self.groups[-1].aside = True
        elif sign in b"{}\\":
            self._put(sign.decode())
        else:
            self._put(known.get(sign, ""))

    def _take_word(self, word: bytes, number: int | None) -> None:
        group = self.groups[-1]
        if word == b"htmltag" and self.starred:
            self.flush()
            group.aside, group.markup = False, True
        elif word in _DEFINITIONS:
            group.aside = True
        elif word == b"htmlrtf":
            self.flush()
            group.rtf_only = number != 0
        elif word == b"uc":
            group.skip = number or 0
        elif word == b"u" and number is not None:
            self._put(chr(number % 0x10000))
            self.to_skip = group.skip
        elif word in _LETTERS:
            self._put(_LETTERS[word])

    def _shown(self) -> bool:
        return not self.groups[-1].aside and not self.groups[-1].rtf_only

    def _put(self, text: str) -> None:
        if self._shown():
            self.flush()
            self.pieces.append(text if self.groups[-1].markup else escape(text, quote=False))

    def flush(self) -> None:
        """Letters gathered so far, in the page's own code page, are text."""
        if not self.letters:
            return
        try:
            text = self.letters.decode(self.encoding, errors="replace")
        except LookupError:
            text = self.letters.decode("cp1252", errors="replace")
        self.letters.clear()
        self.pieces.append(text if self.groups[-1].markup else escape(text, quote=False))
