"""The letters of a rich text, those that are shown and those that are marked as hidden."""

import re
from dataclasses import dataclass, replace

_TOKEN = re.compile(
    rb"\\'([0-9a-fA-F]{2})|\\([a-zA-Z]+)(-?\d{1,10})?[ ]?|\\([^a-zA-Z'])|([{}])|[\r\n]+"
    rb"|([^\\{}\r\n]+)"
)
# Groups that define what the text is set in, or that hold files.
_DEFINITIONS = frozenset((b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"object"))
_BREAKS = frozenset((b"par", b"line", b"tab", b"cell", b"row", b"sect", b"page"))


@dataclass(slots=True)
class _Group:
    """What holds within a pair of braces."""

    aside: bool = False
    hidden: bool = False
    skip: int = 1


def texts_of(rtf: bytes) -> tuple[str, str]:
    r"""What a rich text shows, and what it hides.

    >>> texts_of(rb"{\rtf1{\fonttbl Arial;}We hold 12{\v and Smith}.\par}")
    ('We hold 12.\n', 'and Smith')
    """
    codepage = re.search(rb"\\ansicpg(\d+)", rtf[:4096])
    encoding = f"cp{codepage[1].decode()}" if codepage else "cp1252"
    shown, hidden = bytearray(), bytearray()
    groups = [_Group()]
    to_skip = 0
    for code, word, number, sign, brace, text in (m.groups() for m in _TOKEN.finditer(rtf)):
        group = groups[-1]
        letters = b""
        if code is not None:
            letters = b"" if to_skip else bytes([int(code, 16)])
            to_skip = max(to_skip - 1, 0)
        elif word is not None:
            letters, to_skip = _word(group, word, number, to_skip, encoding)
        elif sign == b"*":
            group.aside = True
        elif sign is not None:
            letters = sign if sign in b"{}\\" else b" " if sign == b"~" else b""
        elif brace == b"{":
            groups.append(replace(group))
        elif brace is not None and len(groups) > 1:
            groups.pop()
        elif text is not None:
            letters, to_skip = text[to_skip:], max(0, to_skip - len(text))
        if letters and not group.aside:
            (hidden if group.hidden else shown).extend(letters)
    return _decoded(shown, encoding), _decoded(hidden, encoding)


def _word(
    group: _Group, word: bytes, number: bytes | None, to_skip: int, encoding: str
) -> tuple[bytes, int]:
    if word in _DEFINITIONS:
        group.aside = True
    elif word == b"v":
        group.hidden = number != b"0"
    elif word == b"plain":
        group.hidden = False
    elif word == b"uc":
        group.skip = int(number or 0)
    elif word == b"u" and number:
        return _encoded(chr(int(number) % 0x10000), encoding), group.skip
    elif word in _BREAKS:
        return b"\n", to_skip
    return b"", to_skip


def _encoded(letter: str, encoding: str) -> bytes:
    try:
        return letter.encode(encoding, errors="replace")
    except LookupError:
        return letter.encode("cp1252", errors="replace")


def _decoded(letters: bytearray, encoding: str) -> str:
    try:
        return letters.decode(encoding, errors="replace")
    except LookupError:
        return letters.decode("cp1252", errors="replace")
