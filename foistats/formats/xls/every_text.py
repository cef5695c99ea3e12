"""Texts of an old workbook that no cell shows: prompts, boxes, headers, tips, properties."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from foistats.formats.accounting.weighing import Account
from foistats.formats.xls.records import records
from foistats.records import Finding

# Records whose texts are looked at elsewhere, or that Excel fills with what it knows itself.
_CELLS = (0x0004, 0x0204, 0x00D6, 0x00FD, 0x00FC, 0x0006, 0x0206, 0x0406, 0x0007, 0x0207, 0x00FF)
_LOOKED_AT = (
    # Names, links, comments, caches of pivot tables, conditions, formats, tabs.
    *(0x0018, 0x0218, 0x0017, 0x0023, 0x0223, 0x01AE, 0x001C, 0x005A, 0x00CD, 0x01B1, 0x001E),
    *(0x041E, 0x0085, 0x00DC, 0x0894),
)
_OF_EXCEL = (
    # Fonts, styles, themes, printers, numbers of versions, drawings' geometry and pictures.
    *(0x0031, 0x0231, 0x0293, 0x00E0, 0x0896, 0x087D, 0x087C, 0x0892, 0x088D, 0x088E, 0x088F),
    *(0x004D, 0x0809, 0x00E1, 0x00C1, 0x00EB, 0x00EC, 0x005D, 0x0863, 0x0862, 0x0867, 0x0868),
    *(0x013D, 0x0060, 0x008C, 0x00D7, 0x020B, 0x0208, 0x00BD, 0x00BE, 0x0203, 0x027E, 0x007D),
    *(0x105D, 0x1026, 0x1033, 0x1034, 0x1014, 0x1003, 0x1046, 0x1060, 0x1045, 0x0850, 0x0851),
    *(0x0852, 0x0853, 0x0854, 0x0855, 0x0856, 0x0857, 0x086A, 0x089D, 0x089E, 0x08A3, 0x08A4),
    *(0x08A5, 0x08A6, 0x0866, 0x088C, 0x0055, 0x0099, 0x0200, 0x0092, 0x00E9, 0x00A1, 0x00DA),
    # Distances of pages and charts as numbers, ciphers, formulas that cells share.
    *(0x0010, 0x0026, 0x0027, 0x0028, 0x0029, 0x1025, 0x104F, 0x00AB, 0x002F, 0x003D, 0x087B),
    *(0x0090, 0x04BC, 0x0221, 0x089A, 0x0897, 0x01C1, 0x01C2, 0x08A7, 0x001D),
    *(0x01AF, 0x01BC, 0x0013, 0x0019, 0x0056, 0x0086, 0x0042, 0x1051, 0x005B, 0x00A9, 0x00F0),
)
_PASSED_OVER = frozenset((*_CELLS, *_LOOKED_AT, *_OF_EXCEL))
_CONTINUED = 0x003C
_PLACES = {
    0x0014: "headers and footers that only paper shows",
    0x0015: "headers and footers that only paper shows",
    0x089C: "headers and footers that only paper shows",
    0x01BE: "prompts and choices of cells",
    0x01B6: "texts in boxes drawn over the cells",
    0x01B8: "where links lead and what is shown as they are pointed at",
    0x0800: "where links lead and what is shown as they are pointed at",
    0x100D: "titles and labels that a chart shows",
}
_USER, _MACROS_CALL = 0x005C, 0x01BA
_UNKNOWN = "records that no program shows"
# Three letters in a row, in one byte each or in two.
_NARROW = re.compile(rb"[\x20-\x7e\xa0-\xff]*[A-Za-z]{3}[\x20-\x7e\xa0-\xff]*")
_WIDE = re.compile(rb"(?:[\x20-\x7e\xa0-\xff]\x00){3,}")
_CODES = re.compile(r"&(?:[LCRPNDTAFGZBIUEXYS]|\"[^\"]*\"|\d{1,3}|K[0-9A-F]{6})|Page|of")
_LETTERS = re.compile(r"[^\W\d_]{3}")
# Shorter stretches of bytes read as letters by chance.
_FEWEST = 6


def texts_beside(
    stream: bytes, metadata: Any, is_shown: Callable[[str], bool]
) -> Iterator[Finding]:
    """A finding for each kind of place in which an old workbook keeps texts beside its cells."""
    account = Account("xls", is_shown)
    before = 0
    for kind, content in records(stream):
        at = before if kind == _CONTINUED else kind
        before = at
        if at in _PASSED_OVER or at == _MACROS_CALL:
            continue
        for text in _texts_in(content):
            if at == _USER:
                account.property(text, where="who saved it last")
            elif at in _PLACES:
                account.aside(_CODES.sub(" ", text), where=_PLACES[at])
            elif len(text) >= _FEWEST:
                account.aside(text, where=_UNKNOWN)
    for name in ("title", "subject", "keywords", "comments", "category", "template"):
        said = getattr(metadata, name, None)
        text = said.decode("latin-1") if isinstance(said, bytes) else str(said or "")
        account.property(text.strip("\x00 "))
    yield from account.findings()


def _texts_in(content: bytes) -> Iterator[str]:
    """Stretches of letters in a record, whatever it means."""
    rest = content
    for found in _WIDE.finditer(content):
        text = found[0].decode("utf-16-le").strip()
        if _LETTERS.search(text):
            yield text
    rest = _WIDE.sub(b"\x00", content)
    for found in _NARROW.finditer(rest):
        text = found[0].decode("cp1252", errors="replace").strip()
        if _LETTERS.search(text):
            yield text
