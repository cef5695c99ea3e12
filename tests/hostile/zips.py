"""Zips that inflate without end, hide one part behind another, or lead out of the file."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from tests.hostile.cases import BROKEN, HOSTILE, LARGE, LOCKED, Case, Cases
from tests.hostile.seeds import SEEDS, zip_of

SHEET = "xl/worksheets/sheet1.xml"


class Entry:
    """One part as it stands in the file, with its own header and its line in the contents."""

    def __init__(self, name: bytes, content: bytes, *, level: int = 9) -> None:
        packer = zlib.compressobj(level, zlib.DEFLATED, -15)
        self.name = name
        self.packed = packer.compress(content) + packer.flush()
        self.crc, self.size = zlib.crc32(content), len(content)
        self.method, self.flags, self.attributes, self.system = 8, 0, 0, 0
        # What the part's own header says, where that differs.
        self.own: dict[str, int | bytes] = {}
        self.offset = 0

    def header(self) -> bytes:
        said = {"name": self.name, "method": self.method, "flags": self.flags, "size": self.size}
        said |= {"crc": self.crc, **self.own}
        name = said["name"]
        assert isinstance(name, bytes)
        fields = (20, said["flags"], said["method"], 0, 0, said["crc"])
        sizes = (len(self.packed), said["size"], len(name), 0)
        return struct.pack("<4s5H3I2H", b"PK\3\4", *fields, *sizes) + name

    def listed(self) -> bytes:
        fields = (20 | self.system << 8, 20, self.flags, self.method, 0, 0, self.crc)
        sizes = (len(self.packed), self.size, len(self.name), 0, 0, 0, 0)
        line = struct.pack("<4s6H3I5H2I", b"PK\1\2", *fields, *sizes, self.attributes, self.offset)
        return line + self.name


def assembled(entries: list[Entry], *, comment: bytes = b"", once: bool = False) -> bytes:
    """A zip of the entries; with `once` all of them are the first one's bytes."""
    made = bytearray()
    for entry in entries:
        entry.offset = 0 if once else len(made)
        if not once or not made:
            made += entry.header() + entry.packed
    start = len(made)
    for entry in entries:
        made += entry.listed()
    count = min(len(entries), 65_535)
    end = (0, 0, count, count, len(made) - start, start, len(comment))
    return bytes(made) + struct.pack("<4s4H2IH", b"PK\5\6", *end) + comment


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def entries_of(content: bytes) -> list[Entry]:
    return [Entry(name.encode(), part) for name, part in parts_of(content).items()]


def with_parts(content: bytes, changed: Mapping[str, bytes | str]) -> bytes:
    """A zip with some parts replaced or added."""
    return zip_of({**parts_of(content), **changed})


def _book() -> bytes:
    return SEEDS["xlsx"]()


def bombs() -> Cases:
    """More bytes than anyone asked for."""
    yield Case("ratio.xlsx", with_parts(_book(), {"xl/media/a.bin": bytes(60_000_000)}), HOSTILE)
    spaces = b"<?xml version='1.0'?><worksheet>" + b" " * 60_000_000 + b"</worksheet>"
    yield Case("blank sheet.xlsx", with_parts(_book(), {SHEET: spaces}), HOSTILE)
    yield Case("ratio.ods", with_parts(SEEDS["ods"](), {"content.xml": spaces}), HOSTILE)
    yield Case("ratio.docx", with_parts(SEEDS["docx"](), {"word/media/a": spaces}), HOSTILE)
    yield Case("ratio.zip", zip_of({"reply.csv": bytes(60_000_000)}), HOSTILE)
    nested = zip_of({"a.csv": bytes(900_000)})
    for level in range(6):
        nested = zip_of({f"{level}-{n}.zip": nested for n in range(4)})
    yield Case("zips in zips.zip", nested, HOSTILE | LARGE)
    chain = _book()
    for _ in range(12):
        chain = zip_of({"next.zip": chain})
    yield Case("a zip in a zip twelve times.zip", chain, HOSTILE)
    # Not packed too well, yet too much in all: noise that repeats at a distance.
    noise = b"".join(zlib.crc32(bytes([n])).to_bytes(4, "big") * 60 for n in range(256))
    many = {f"{n}.bin": noise * 600 for n in range(10)}
    yield Case("together too much.zip", zip_of(many), HOSTILE | LARGE)
    kernel = Entry(b"0", bytes(1_000_000))
    copies = []
    for n in range(2000):
        copy = Entry(b"%d" % n, b"")
        copy.packed, copy.crc, copy.size = kernel.packed, kernel.crc, kernel.size
        copies.append(copy)
    yield Case("one part under many names.zip", assembled(copies, once=True), HOSTILE)
    yield Case("parts that quote the next one.zip", _quoted(200), HOSTILE | BROKEN)
    yield Case("twenty thousand parts.zip", zip_of({f"{n}.txt": b"" for n in range(20_000)}), LARGE)
    parts = {f"xl/customXml/item{n}.xml": b"<a/>" for n in range(12_000)}
    yield Case("twelve thousand parts.xlsx", with_parts(_book(), parts), LARGE)


def _quoted(count: int) -> bytes:
    """Each part is a stored block that holds the next one's header: all share the last one's data.

    David Fifield, A better zip bomb (2019).
    """
    last = Entry(b"%04d" % count, bytes(1_000_000))
    body, data, chain = last.packed, bytes(1_000_000), [last]
    for n in reversed(range(count)):
        header = chain[0].header()
        length = struct.pack("<2H", len(header), 0xFFFF ^ len(header))
        body, data = b"\0" + length + header + body, header + data
        entry = Entry(b"%04d" % n, b"")
        entry.packed, entry.crc, entry.size = body, zlib.crc32(data), len(data)
        chain.insert(0, entry)
    made = chain[0].header() + body
    listed = b""
    for entry in chain:
        entry.offset = len(made) - len(entry.packed) - 30 - len(entry.name)
        listed += entry.listed()
    end = (0, 0, len(chain), len(chain), len(listed), len(made), 0)
    return made + listed + struct.pack("<4s4H2IH", b"PK\5\6", *end)


def names() -> Cases:
    """Names that lead elsewhere or mean two things, and parts that are no files."""
    for what, name in (
        ("up", "../../../../etc/passwd"),
        ("up inside", "xl/../../../evil.xml"),
        ("absolute", "/etc/passwd"),
        ("drive", "C:/evil.xml"),
        ("share", "//server/share/evil.xml"),
    ):
        yield Case(f"name {what}.xlsx", with_parts(_book(), {name: b"<a/>"}), HOSTILE)
        yield Case(f"name {what}.zip", zip_of({"reply.csv": SEEDS["csv"](), name: b"x"}), HOSTILE)
    backslash = [*entries_of(_book()), Entry(b"xl\\evil.xml", b"<a/>")]
    yield Case("backslash.xlsx", assembled(backslash), HOSTILE)
    up = [Entry(b"reply.csv", SEEDS["csv"]()), Entry(b"..\\..\\evil.csv", b"a,b")]
    yield Case("backslash up.zip", assembled(up), HOSTILE)
    nul = [*entries_of(_book()), Entry(b"xl/evil.xml\0.txt", b"<a/>")]
    yield Case("nul.xlsx", assembled(nul), HOSTILE)
    other = parts_of(_book())[SHEET].replace(b"3141", b"9999")
    for what, name in (("again", SHEET), ("in capitals", SHEET.upper())):
        doubled = [*entries_of(_book()), Entry(name.encode(), other)]
        yield Case(f"sheet {what}.xlsx", assembled(doubled), HOSTILE)
    for what, mode in (("link", 0o120777), ("pipe", 0o010666), ("device", 0o020666)):
        odd = Entry(b"passwd.csv", b"/etc/passwd")
        odd.attributes, odd.system = mode << 16, 3
        yield Case(f"a {what}.zip", assembled([odd]), HOSTILE)
        yield Case(f"a {what}.xlsx", assembled([*entries_of(_book()), odd]), HOSTILE)
    long = Entry(b"n" * 60_000 + b".csv", SEEDS["csv"]())
    yield Case("a name of 60,000 letters.zip", assembled([long]), readable=True)


def headers() -> Cases:
    """Tables of contents that contradict what they list."""
    for what, own in (
        ("another name", {"name": b"xl/worksheets/sheet9.xml"}),
        ("another size", {"size": 5}),
        ("another checksum", {"crc": 5}),
        ("another method", {"method": 0}),
        ("a key", {"flags": 1}),
    ):
        entries = entries_of(_book())
        entries[3].own = dict(own)
        yield Case(f"its header says {what}.xlsx", assembled(entries), HOSTILE)
    entries = entries_of(_book())
    entries[3].size = 10
    yield Case("claims less than it holds.xlsx", assembled(entries), BROKEN)
    entries[3].size = 2**31
    yield Case("claims more than it holds.xlsx", assembled(entries), BROKEN)
    entries = entries_of(_book())
    entries[3].crc ^= 1
    yield Case("a wrong checksum.xlsx", assembled(entries), BROKEN)
    entries = entries_of(_book())
    for entry in entries:
        entry.flags = 1
    yield Case("encrypted.xlsx", assembled(entries), LOCKED)
    yield Case("encrypted.zip", assembled(entries[3:4]), LOCKED)
    for method in (1, 6, 9, 12, 14, 93, 99):
        entries = entries_of(_book())
        entries[3].method = method
        yield Case(f"method {method}.xlsx", assembled(entries), LARGE)
    book = _book()
    two = assembled(entries_of(book), comment=book[-200:])
    yield Case("two contents.xlsx", two, HOSTILE | BROKEN)
    yield Case("something before it.xlsx", b"MZ" + bytes(500) + book)
    yield Case("something behind it.xlsx", book + b"\0" * 5000, readable=True)
    yield Case("no parts.zip", zip_of({}))
    yield Case("no parts.xlsx", zip_of({"[Content_Types].xml": b""}))
    at = book.rindex(b"PK\5\6")
    for what, start, value in (("count", 10, 900), ("size", 12, 2**31), ("place", 16, 2**31)):
        wrong = bytearray(book)
        wrong[at + start : at + start + 2] = (value % 65_536).to_bytes(2, "little")
        yield Case(f"a wrong {what} at the end.xlsx", bytes(wrong), readable=True)
    yield Case("only its end.xlsx", book[at:])
    yield Case("without its end.xlsx", book[:at], BROKEN)


MAKERS = (bombs, names, headers)
