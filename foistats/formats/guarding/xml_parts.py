"""What a part of an office file is refused for, by patterns in its bytes: nothing is parsed.

The patterns know the notation that programs write. What hides from them in another notation meets
the readers' own exact checks (`SheetFacts.reach`) and then the limits of the worker.
"""

import re

from foistats.documents.limits import current
from foistats.documents.refusals import broken, hostile, too_large

_ENCODING = re.compile(rb"""^\s*<\?xml\b[^<>]*?\bencoding\s*=\s*["']([^"']*)["']""")
_READ_ALIKE = frozenset({b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii"})
_READ_ALIKE |= {b"iso-8859-1", b"windows-1252"}
_DECLARES = (b"<!DOCTYPE", b"<!ENTITY")
# OpenOffice wrote this one into its list of parts until 2008. It points nowhere but to a file.
_OLD_LIST = re.compile(rb'<!DOCTYPE manifest:manifest PUBLIC "[^"<>\[\]]*" "Manifest\.dtd">')
_WIDE = tuple(
    word.decode().encode(encoding) for word in _DECLARES for encoding in ("utf-16-le", "utf-16-be")
)
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_ROOT = re.compile(rb"<(?:[\w.-]+:)?(\w[\w.-]*)")
_ROW = re.compile(rb"""<(?:\w+:)?row\b[^<>]*?\sr\s*=\s*["'](\d+)["']""")
_CELL = re.compile(rb"""<(?:\w+:)?c\b[^<>]*?\sr\s*=\s*["']([A-Z]+)(\d+)["'][^<>]*(?<!/)>""")
_WIDER = ((re.compile(rb'r="[A-Z]{3}'), 16_384), (re.compile(rb'r="[A-Z]{2}'), 702))
_AREA = re.compile(
    rb"""<(?:\w+:)?(?:mergeCell|hyperlink)\b[^<>]*?\bref\s*=\s*["']\$?([A-Z]+)\$?(\d+):\$?([A-Z]+)"""
    rb"""\$?(\d+)["']"""
)
_FORMAT = re.compile(rb"<(?:\w+:)?xf\b")
# `count` says how often texts are used, which is more often than there are texts.
_CLAIMED = re.compile(rb"""\buniqueCount\s*=\s*["'](\d+)["']""")
_SPANNED = re.compile(rb"""<\w+:grid(?:Span|Before|After)\b[^<>]*?\w+:val\s*=\s*["'](\d+)["']""")
_SPACES = re.compile(rb"""<text:s\b[^<>]*?\btext:c\s*=\s*["']\d{7}""")
_TABLE = re.compile(rb"<(/?)(?:w:tbl|table:table)(?=[ >])")
_REPEATED = re.compile(
    rb"""<table:table-(row|cell|column)\b[^<>]*?\bnumber-\w+-repeated\s*=\s*["'](\d+)["'][^<>]*>"""
)


def refuse_xml(content: bytes, place: str) -> None:
    """Refuse a part with a document type, an odd encoding, a giant token, or vast claims."""
    wide = content[:2] in _WIDE_MARKS
    if not wide and content[:256].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] != b"<":
        return
    said = _OLD_LIST.sub(b"", content, count=1) if b'"Manifest.dtd">' in content[:512] else content
    if any(word in said for word in (_WIDE if wide else _DECLARES)):
        raise hostile(f"{place} declares a document type, which no office program writes")
    if wide:
        return
    declared = _ENCODING.match(content[:256].removeprefix(b"\xef\xbb\xbf"))
    if declared and declared[1].lower() not in _READ_ALIKE:
        raise hostile(f"{place} is in an encoding that its readers don't all know")
    _refuse_token(content, place)
    root = _root(content)
    if root == b"worksheet":
        _refuse_sheet(content, place)
    elif root == b"sst":
        _refuse_claim(content, place)
    elif root == b"styleSheet":
        _refuse_formats(content)
    elif root in (b"document", b"document-content"):
        _refuse_tables(content, place)


def _root(content: bytes) -> bytes:
    head = content[:4096]
    match = _ROOT.search(head, head.find(b"?>") + 1 if head.startswith(b"<?xml") else 0)
    return match[1] if match else b""


def _refuse_token(content: bytes, place: str) -> None:
    """Refuse a stretch without any `<` that is longer than a token may be.

    XML parsers that get a token in pieces begin it anew at each piece. From one `<` the look goes
    to the last one within reach, so the cost doesn't depend on how many there are.
    """
    most = current().token_bytes
    at = 0
    while len(content) - at > most:
        further = content.rfind(b"<", at + 1, at + most + 1)
        if further < 0:
            raise hostile(f"{place} has a single value of more than {most} bytes")
        at = further


def _refuse_sheet(content: bytes, place: str) -> None:
    """Refuse rows out of order or range, a stray cell far out, and merges over half the sheet."""
    limits = current()
    refuse_cells(content.count(b"<v>") + content.count(b":v>") // 2, place)
    last = 0
    for written in _ROW.findall(content):
        row = int(written) if len(written) < 10 else limits.rows + 1
        if row > limits.rows:
            raise hostile(f"{place} has a row beyond the {limits.rows} that a sheet can have")
        if row <= last:
            raise broken(f"{place} has its rows out of order")
        last = row
    columns = next((most for wider, most in _WIDER if wider.search(content)), 26)
    if last * columns > limits.cells_per_sheet:
        _refuse_stray(content, place)
    area = 0
    for left, top, right, bottom in _AREA.findall(content):
        if max(len(top), len(bottom)) > 9 or max(len(left), len(right)) > 3:
            raise hostile(f"{place} merges or links an area beyond the sheet")
        wide = abs(_column(right) - _column(left)) + 1
        area += wide * (abs(int(bottom) - int(top)) + 1)
    if area > limits.merged_cells:
        raise too_large(
            f"{place}: {area} cells in merged and linked areas", f"at most {limits.merged_cells}"
        )


def _refuse_stray(content: bytes, place: str) -> None:
    """Refuse a sheet by the cells that may hold something; empty ones far out are let through."""
    limits = current()
    last_row = last_column = 0
    for cell in _CELL.finditer(content):
        if content.startswith(b"</", cell.end()):
            continue
        letters, row = cell.groups()
        if len(letters) > 3 or len(row) > 7:
            raise hostile(f"{place} has a cell beyond the edge of any sheet")
        last_row = max(last_row, int(row))
        last_column = max(last_column, _column(letters))
        if last_row > limits.rows or last_column > limits.columns:
            raise hostile(f"{place} has a cell beyond the edge of any sheet")
        if last_row * last_column > limits.cells_per_sheet:
            raise too_large(
                f"{place}: cell {letters.decode()}{int(row)} makes the sheet span {last_row} rows"
                f" by {last_column} columns",
                f"at most {limits.cells_per_sheet} cells on a sheet",
            )


def _column(letters: bytes) -> int:
    """A column counted from 1.

    >>> _column(b"A"), _column(b"XFD")
    (1, 16384)
    """
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _refuse_claim(content: bytes, place: str) -> None:
    """Refuse a table of texts that claims more entries than its bytes can hold.

    calamine reserves room for as many as are claimed, and ends its process where there is none.
    """
    for claimed in _CLAIMED.findall(content[:2048]):
        if len(claimed) > 12 or int(claimed) > max(len(content), 1024):
            raise hostile(f"{place} claims {claimed[:20].decode()} texts in {len(content)} bytes")


def _refuse_formats(content: bytes) -> None:
    most = 2 * current().cell_formats
    found = len(_FORMAT.findall(content))
    if found > most:
        raise too_large(f"{found} cell formats", f"at most {most}")


def _refuse_tables(content: bytes, place: str) -> None:
    """Refuse text documents and OpenDocument sheets with vast spans, repeats or nested tables."""
    limits = current()
    for spanned in _SPANNED.findall(content):
        if len(spanned) > 9 or int(spanned) > limits.spanned:
            raise hostile(f"{place} has a cell over more than {limits.spanned} columns")
    refuse_cells(content.count(b"<text:p"), place)
    if _SPACES.search(content):
        raise hostile(f"{place} has a million spaces in a row")
    deep = 0
    for closes in _TABLE.findall(content):
        deep += -1 if closes else 1
        if deep > 50:
            raise hostile(f"{place} has tables within tables, more than 50 deep")
    cells = sum(_repeats(content, repeated, place) for repeated in _REPEATED.finditer(content))
    if cells > limits.merged_cells:
        raise too_large(f"{place}: {cells} repeated cells", f"at most {limits.merged_cells}")


def refuse_cells(cells: int, place: str) -> None:
    """Refuse more cells with content than a reader can hold."""
    most = current().cells
    if cells > most:
        raise too_large(f"{place}: {cells} cells with content", f"at most {most}")


def _repeats(content: bytes, repeated: "re.Match[bytes]", place: str) -> int:
    """How many cells with content stand for one; refused where a sheet has no room for them."""
    limits = current()
    what, written = repeated.groups()
    times = int(written) if len(written) < 10 else 10**9
    if times > limits.rows:
        raise hostile(f"{place} repeats a {what.decode()} {written[:20].decode()} times")
    # LibreOffice ends a sheet in a million rows, repeated and empty.
    if times < 10 or what == b"column":
        return 0
    if repeated[0].endswith(b"/>"):
        return times if b"value-type=" in repeated[0] else 0
    end = content.find(b"</table:table-%s>" % what, repeated.end())
    inside = content[repeated.start() : end]
    if end < 0:
        raise broken(f"{place} breaks off")
    if what == b"row":
        return times * max(inside.count(b"value-type="), inside.count(b"<text:p"))
    return times if b"value-type=" in inside or b"<text:p" in inside else 0
