"""Compound files (.xls, .msg): chains of sectors in circles, claims beyond the file."""

import struct

from tests.hostile.cases import BROKEN, HOSTILE, Case, Cases
from tests.hostile.seeds import SEEDS

DIRECTORY, SMALL_TABLE, MORE_TABLE = 48, 60, 68
TABLE_SECTORS = 44
FREE = 0xFFFFFFFF


def _number(content: bytes, at: int) -> int:
    return int.from_bytes(content[at : at + 4], "little")


def with_number(content: bytes, at: int, value: int) -> bytes:
    return content[:at] + struct.pack("<I", value) + content[at + 4 :]


def _table(content: bytes) -> int:
    """Where the table of sectors begins."""
    return (_number(content, 76) + 1) * 512


def _directory(content: bytes) -> int:
    return (_number(content, DIRECTORY) + 1) * 512


def chains() -> Cases:
    """What follows what, in circles."""
    book = SEEDS["xls"]()
    table, directory = _table(book), _directory(book)
    stream = next(
        at
        for at in range(directory, directory + 512, 128)
        if book[at : at + 16].decode("utf-16-le").startswith("Workbook")
    )
    first = _number(book, stream + 116)
    yield Case("a stream in a circle.xls", with_number(book, table + 4 * first, first), HOSTILE)
    later = with_number(book, table + 4 * (first + 3), first)
    yield Case("a stream back to its start.xls", later, HOSTILE)
    own = _number(book, DIRECTORY)
    yield Case("a directory in a circle.xls", with_number(book, table + 4 * own, own), HOSTILE)
    for link, what in ((68, "left"), (72, "right"), (76, "below")):
        content = with_number(book, stream + link, (stream - directory) // 128)
        yield Case(f"an entry {what} of itself.xls", content, HOSTILE)
        content = with_number(book, stream + link, 4_000_000)
        yield Case(f"an entry {what} that is none.xls", content, BROKEN)
    yield Case("a vast table.xls", with_number(book, TABLE_SECTORS, 4_000_000_000), HOSTILE)
    more = with_number(with_number(book, MORE_TABLE, 0), TABLE_SECTORS, 10)
    yield Case("a table in the wrong place.xls", more, readable=True)
    yield Case("a vast stream.xls", with_number(book, stream + 120, 2_000_000_000), BROKEN)
    yield Case("a stream beyond the end.xls", with_number(book, stream + 116, 900_000), BROKEN)
    yield Case("no directory.xls", with_number(book, DIRECTORY, FREE), BROKEN)
    for shift in (0, 1, 6, 20, 40, 65_535):
        content = book[:30] + struct.pack("<H", shift) + book[32:]
        yield Case(f"sectors of 2 to the {shift}.xls", content, readable=True)
    yield Case("only its head.xls", book[:512])
    yield Case("its head and nought.xls", book[:512] + bytes(50_000))


def records() -> Cases:
    """Records of a workbook that claim what isn't there."""
    book = SEEDS["xls"]()
    for what, record, value in (
        ("texts", b"\xfc\x00", 0xFFFFFFFF),
        ("sheets", b"\x85\x00", 0xFFFFFFFF),
        ("dimensions", b"\x00\x02", 0xFFFFFFFF),
    ):
        at = book.find(record, 512)
        yield Case(f"claims {what}.xls", with_number(book, at + 4, value), readable=True)
    for n, offset in enumerate(range(520, min(len(book), 4_000), 290)):
        long = book[:offset] + b"\xff\xff" + book[offset + 2 :]
        yield Case(f"a record without end {n}.xls", long, readable=True)


MAKERS = (chains, records)
