"""The records of an old workbook's stream (BIFF), for what xlrd reads past."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from foistats.documents.model import Merge
from foistats.documents.words import is_blank
from foistats.formats.sheets.facts import Formula, Place
from foistats.formats.xls.escher import covered_areas
from foistats.formats.xls.rules import OldRule, read_rule
from foistats.formats.xls.tokens import formula_text

_BOF = (0x0809, 0x0409, 0x0209, 0x0009)
_VERSION_8 = b"\x00\x06"
_EOF, _CHART, _SHEET = 0x000A, 0x0020, 0x0010
_CRN, _SCENARIO, _EXTERNAL_SOURCE = 0x005A, 0x00AF, 0x00DC
_NUMBER, _LABEL, _CONDFMT, _CF = 0x0203, 0x0204, 0x01B0, 0x01B1
_FORMULA, _RECALCULATED = (0x0006, 0x0206, 0x0406), 0x01C1
_DRAWING, _CONTINUED, _OBJECT = 0x00EC, 0x003C, 0x005D
_PIVOT_NUMBER, _PIVOT_TEXT, _PIVOT_DAY, _PIVOT_INTEGER = 0x00C9, 0x00CD, 0x00CE, 0x00CC


class Record(NamedTuple):
    """One record: what kind, and its bytes."""

    kind: int
    content: bytes


@dataclass(slots=True)
class SheetRecords:
    """What the stream says of one worksheet: its conditional formats, formulas and drawing."""

    rules: list[tuple[Merge, OldRule]] = field(default_factory=list)
    formulas: dict[Place, Formula] = field(default_factory=dict)
    drawing: bytearray = field(default_factory=bytearray)
    objects: list[bytes] = field(default_factory=list)

    def covered(self) -> list[Merge]:
        """The areas that lie under a picture, a chart or a box."""
        return list(covered_areas(bytes(self.drawing), self.objects))


@dataclass(slots=True)
class StreamFacts:
    """What a workbook's stream keeps beside its cells; `sheets` are the worksheets in order.

    `left_over` counts bytes behind the last record. `is_calculated` says that Excel noted when it
    last calculated the workbook, `is_new` that it is one of Excel 97 or later.
    """

    linked: list[tuple[str, str]] = field(default_factory=list)
    charted: list[tuple[str, str]] = field(default_factory=list)
    scenarios: int = 0
    sources: int = 0
    left_over: int = 0
    is_calculated: bool = False
    is_new: bool = False
    sheets: list[SheetRecords] = field(default_factory=list)


def records(stream: bytes) -> Iterator[Record]:
    """Every record of a stream, up to its end or the first that is cut short."""
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if at + 4 + size > len(stream) or (kind == 0 and size == 0):
            return
        yield Record(kind, stream[at + 4 : at + 4 + size])
        at += 4 + size


def stream_facts(stream: bytes) -> StreamFacts:
    """Take in a workbook's stream once, record by record."""
    facts = StreamFacts()
    inside: list[int] = []
    areas: list[Merge] = []
    length = end = before = 0
    for kind, content in records(stream):
        length += 4 + len(content)
        if kind in _BOF:
            facts.is_new = facts.is_new or content[:2] == _VERSION_8
            substream = struct.unpack_from("<H", content, 2)[0] if len(content) >= 4 else 0
            inside.append(substream)
            if substream == _SHEET and len(inside) == 1:
                facts.sheets.append(SheetRecords())
        elif kind == _EOF:
            inside = inside[:-1]
            end = length
        elif kind == _CONDFMT:
            areas = _areas(content)
        elif inside == [_SHEET]:
            _take_in_sheet(facts, kind, content, areas=areas, before=before)
        elif kind in (_NUMBER, _LABEL) and inside[-1:] == [_CHART]:
            facts.charted += _charted(kind, content)
        _take_kept(facts, kind, content)
        # A long drawing goes on in records of its own.
        before = before if kind == _CONTINUED else kind
    facts.left_over = len(stream[end:].strip(b"\x00 \r\n\t"))
    return facts


def _take_in_sheet(
    facts: StreamFacts, kind: int, content: bytes, *, areas: list[Merge], before: int
) -> None:
    sheet = facts.sheets[-1]
    if kind == _CF:
        rule = read_rule(content)
        sheet.rules += [(area, rule) for area in areas] if rule is not None else []
    elif kind in _FORMULA and len(content) >= 22:
        row, col = struct.unpack_from("<HH", content)
        # Before Excel 97 the tokens of a formula were others.
        text = formula_text(content[22:]) if facts.is_new else ""
        sheet.formulas[row, col] = Formula(text)
    elif kind == _DRAWING or (kind == _CONTINUED and before == _DRAWING):
        sheet.drawing += content
    elif kind == _OBJECT and len(content) >= 6:
        sheet.objects.append(content)


def _take_kept(facts: StreamFacts, kind: int, content: bytes) -> None:
    if kind == _CRN:
        facts.linked += _linked(content)
    elif kind == _SCENARIO:
        facts.scenarios += 1
    elif kind == _EXTERNAL_SOURCE:
        facts.sources += 1
    elif kind == _RECALCULATED:
        facts.is_calculated = True


def _linked(content: bytes) -> Iterator[tuple[str, str]]:
    """The values of one row kept of another workbook: numbers, texts, truth values, errors."""
    at = 4
    while at < len(content):
        kind = content[at]
        if kind == 1 and at + 9 <= len(content):
            yield "n", repr(struct.unpack_from("<d", content, at + 1)[0])
        elif kind == 2 and at + 4 <= len(content):
            text, size = read_text(content, at + 1)
            yield "s", text
            at += 1 + size
            continue
        at += 9


def _charted(kind: int, content: bytes) -> Iterator[tuple[str, str]]:
    if kind == _NUMBER and len(content) >= 14:
        yield "n", repr(struct.unpack_from("<d", content, 6)[0])
    elif kind == _LABEL and len(content) >= 9:
        text, _ = read_text(content, 6)
        if not is_blank(text):
            yield "s", text


def _areas(content: bytes) -> list[Merge]:
    count = struct.unpack_from("<H", content, 12)[0] if len(content) >= 14 else 0
    found = []
    for number in range(min(count, (len(content) - 14) // 8)):
        top, bottom, left, right = struct.unpack_from("<4H", content, 14 + 8 * number)
        found.append(Merge(top, left, bottom, right))
    return found


def read_text(content: bytes, at: int) -> tuple[str, int]:
    """A text with its length in two bytes and its width in one, and how many bytes that takes."""
    length, wide = struct.unpack_from("<HB", content, at)
    size = length * (2 if wide & 1 else 1)
    raw = content[at + 3 : at + 3 + size]
    return raw.decode("utf-16-le" if wide & 1 else "latin-1", errors="replace"), 3 + size


def pivot_values(stream: bytes) -> Iterator[tuple[str, str]]:
    """The values that a pivot table's cache keeps."""
    for kind, content in records(stream):
        if kind == _PIVOT_NUMBER and len(content) >= 8:
            yield "n", repr(struct.unpack_from("<d", content)[0])
        elif kind == _PIVOT_INTEGER and len(content) >= 2:
            yield "n", str(struct.unpack_from("<h", content)[0])
        elif kind == _PIVOT_TEXT and len(content) >= 3:
            yield "s", read_text(content, 0)[0]
        elif kind == _PIVOT_DAY and len(content) >= 8:
            year, month, day, hour, minute, second = struct.unpack_from("<HH4B", content)
            if 1 <= month <= 12 and 1 <= day <= 31:
                yield "d", f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"
