"""What text is refused for: tables without line breaks, web pages and messages of vast depth."""

import re

from foistats.documents.limits import current
from foistats.documents.refusals import hostile, too_large
from foistats.formats.guarding.xml_parts import refuse_cells

_SPAN = re.compile(rb"""\b(col|row)span\s*=\s*["']?\s*(\d+)""", re.IGNORECASE)
_BOX = re.compile(rb"<(/?)(?:table|div|span|blockquote|ul|ol|font|b|i)\b", re.IGNORECASE)
_CELL = re.compile(rb"<t[dh]\b", re.IGNORECASE)
_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n")
_PART = re.compile(rb"^content-type:\s*(multipart/|message/)?", re.IGNORECASE | re.MULTILINE)
# The standard lets no browser take more; what asks for more never came from an office program.
_ROWS_SPANNED = 65_534


def refuse_text(content: bytes) -> None:
    """Refuse text that is larger than any table, or has lines that no table has."""
    _refuse_size(content)
    _refuse_line(content)
    divided = max(content.count(delimiter) for delimiter in (b",", b";", b"\t", b"|"))
    refuse_cells(divided + max(content.count(b"\n"), content.count(b"\r")), "the table")


def refuse_page(content: bytes) -> None:
    """Refuse a web page that is larger than any table, or that nests or spans without end."""
    _refuse_size(content)
    _refuse_markup(content)


def refuse_message(content: bytes) -> None:
    """Refuse a message with vast headers or parts without end, or whose pages are such."""
    _refuse_parts(content)
    _refuse_markup(content)


def _refuse_size(content: bytes) -> None:
    most = current().text_bytes
    if len(content) > most:
        raise too_large(f"{len(content)} bytes of text", f"at most {most} bytes")


def _refuse_line(content: bytes) -> None:
    """Refuse a line that no table has; the look goes from line end to the last one within reach."""
    most = current().line_bytes
    at = 0
    while len(content) - at > most:
        end = at + most + 1
        further = max(content.rfind(b"\n", at, end), content.rfind(b"\r", at, end))
        if further < 0:
            raise too_large(f"a line of more than {most} bytes", f"at most {most} bytes on a line")
        at = further + 1


def _refuse_markup(content: bytes) -> None:
    limits = current()
    area = 0
    for way, written in _SPAN.findall(content):
        spanned = int(written) if len(written) < 10 else 10**9
        if spanned > (limits.spanned if way.lower() == b"col" else _ROWS_SPANNED):
            raise hostile(f"a cell over {spanned} columns or rows")
        area += spanned
    if area > limits.cells_per_sheet:
        raise too_large(f"cells over {area} columns and rows", f"at most {limits.cells_per_sheet}")
    refuse_cells(len(_CELL.findall(content)), "its tables")
    deep = 0
    for closes in _BOX.findall(content):
        deep = max(0, deep - 1) if closes else deep + 1
        if deep > limits.nesting:
            raise hostile(f"elements within elements, more than {limits.nesting} deep")


def _refuse_parts(content: bytes) -> None:
    limits = current()
    end = _END_OF_HEADERS.search(content)
    headers = end.start() if end else len(content)
    if headers > limits.header_bytes:
        raise hostile(f"a message with {headers} bytes of headers")
    found = _PART.findall(content)
    if len(found) > limits.email_parts:
        raise too_large(f"a message of {len(found)} parts", f"at most {limits.email_parts} parts")
    deep = sum(bool(kind) for kind in found)
    # A message within a message takes two: itself, and the parts that it has.
    if deep > limits.nesting // 10:
        raise hostile(f"messages within messages, {deep} of them")
