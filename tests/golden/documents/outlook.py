"""Outlook messages built in code: a compound file with a stream for each property."""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

SECTOR, MINI, CUTOFF = 512, 64, 4096
FREE, END, FAT_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
Node = "bytes | Mapping[str, Node]"

TEXT, NARROW, BINARY, NUMBER, OBJECT, TIME = 0x001F, 0x001E, 0x0102, 0x0003, 0x000D, 0x0040


@dataclass
class _Entry:
    name: str
    kind: int
    content: bytes = b""
    child: int = FREE
    left: int = FREE
    right: int = FREE
    start: int = END


def compound_file(root: Mapping) -> bytes:
    """A compound file of streams (bytes) in storages (mappings), by their names."""
    entries = [_Entry("Root Entry", 5)]
    _add(entries, 0, root)
    mini = bytearray()
    mini_fat: list[int] = []
    for entry in entries:
        if entry.kind == 2 and 0 < len(entry.content) < CUTOFF:
            entry.start = len(mini_fat)
            count = -(-len(entry.content) // MINI)
            mini_fat += [*range(entry.start + 1, entry.start + count), END]
            mini += entry.content.ljust(count * MINI, b"\0")
    sectors: list[bytes] = []
    fat: list[int] = []

    def store(content: bytes) -> int:
        if not content:
            return END
        start, count = len(sectors), -(-len(content) // SECTOR)
        sectors.extend(
            content[i * SECTOR : (i + 1) * SECTOR].ljust(SECTOR, b"\0") for i in range(count)
        )
        fat.extend([*range(start + 1, start + count), END])
        return start

    for entry in entries:
        if entry.kind == 2 and len(entry.content) >= CUTOFF:
            entry.start = store(entry.content)
    entries[0].content, entries[0].start = bytes(mini), store(bytes(mini))
    packed_mini_fat = struct.pack(f"<{len(mini_fat)}I", *mini_fat)
    mini_fat_start = store(packed_mini_fat + b"\xff" * (-len(packed_mini_fat) % SECTOR))
    directory = b"".join(_packed(entry) for entry in entries)
    directory_start = store(directory + _packed(_Entry("", 0)) * (-len(entries) % 4))
    fat_sectors = 1
    while (len(fat) + fat_sectors) * 4 > fat_sectors * SECTOR:
        fat_sectors += 1
    first_fat = len(sectors)
    fat += [FAT_SECTOR] * fat_sectors
    fat += [FREE] * (fat_sectors * SECTOR // 4 - len(fat))
    sectors.append(struct.pack(f"<{len(fat)}I", *fat))
    difat = [*range(first_fat, first_fat + fat_sectors)]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack(
        "<IIIIIIIIII",
        0,
        fat_sectors,
        directory_start,
        0,
        CUTOFF,
        mini_fat_start,
        -(-len(packed_mini_fat) // SECTOR),
        END,
        0,
        difat[0],
    )
    header += struct.pack("<108I", *[*difat[1:], *[FREE] * (108 - len(difat) + 1)][:108])
    return header + b"".join(sectors)


def _add(entries: list[_Entry], parent: int, tree: Mapping) -> None:
    places = {}
    for name, node in tree.items():
        places[name] = len(entries)
        if isinstance(node, bytes):
            entries.append(_Entry(name, 2, node))
        else:
            entries.append(_Entry(name, 1))
            _add(entries, places[name], node)
    ordered = sorted(tree, key=lambda name: (len(name), name.upper()))
    entries[parent].child = _linked(entries, [places[name] for name in ordered])


def _linked(entries: list[_Entry], ordered: Sequence[int]) -> int:
    """The siblings as a balanced tree; its topmost."""
    if not ordered:
        return FREE
    middle = len(ordered) // 2
    top = entries[ordered[middle]]
    top.left = _linked(entries, ordered[:middle])
    top.right = _linked(entries, ordered[middle + 1 :])
    return ordered[middle]


def _packed(entry: _Entry) -> bytes:
    name = (entry.name + "\0").encode("utf-16-le") if entry.name else b""
    links = (entry.left, entry.right, entry.child)
    size = len(entry.content)
    return struct.pack(
        "<64sHBBIII16xI8x8xIQ",
        name,
        len(name),
        entry.kind,
        1,
        *links,
        0,
        entry.start if entry.kind else 0,
        size,
    )


@dataclass
class Outlook:
    """A message: its properties as Outlook names them, and its attachments."""

    subject: str = ""
    text: str = ""
    page: bytes = b""
    rtf: bytes = b""
    kind: str = "IPM.Note"
    codepage: int = 65001
    attachments: Sequence["Attached"] = field(default_factory=tuple)
    sent: datetime | None = None

    def tree(self, *, header: int = 32) -> dict:
        """Its streams and storages."""
        values: list[tuple[int, int, object]] = [
            (0x001A, TEXT, self.kind),
            (0x0037, TEXT, self.subject),
        ]
        if self.text:
            values.append((0x1000, TEXT, self.text))
        if self.page:
            values.append((0x1013, BINARY, self.page))
        if self.rtf:
            values.append((0x1009, BINARY, self.rtf))
        values.append((0x3FDE, NUMBER, self.codepage))
        if self.sent is not None:
            values.append((0x0039, TIME, self.sent))
        count = len(self.attachments)
        head = struct.pack("<8xIIII", 0, count, 0, count).ljust(header, b"\0")[:header]
        tree: dict = _properties(values, head)
        for number, one in enumerate(self.attachments):
            tree[f"__attach_version1.0_#{number:08X}"] = one.tree()
        return tree


@dataclass
class Attached:
    """A file with a message, or a message within it."""

    name: str
    content: "bytes | Outlook | None"
    mime: str = ""
    content_id: str = ""
    method: int = 1

    def tree(self) -> dict:
        """Its streams and storages."""
        values: list[tuple[int, int, object]] = [(0x3707, TEXT, self.name)] if self.name else []
        if self.mime:
            values.append((0x370E, TEXT, self.mime))
        if self.content_id:
            values.append((0x3712, TEXT, self.content_id))
        if isinstance(self.content, bytes):
            values.append((0x3701, BINARY, self.content))
        method = 5 if isinstance(self.content, Outlook) else self.method
        values.append((0x3705, NUMBER, method))
        tree = _properties(values, bytes(8))
        if isinstance(self.content, Outlook):
            tree["__substg1.0_3701000D"] = self.content.tree(header=24)
        return tree


def _properties(values: Sequence[tuple[int, int, object]], head: bytes) -> dict:
    tree: dict = {}
    listed = head
    for number, kind, value in values:
        if kind == NUMBER:
            listed += struct.pack("<HHIII", kind, number, 6, value, 0)
            continue
        if kind == TIME:
            since = value - datetime(1601, 1, 1, tzinfo=UTC)
            listed += struct.pack("<HHIQ", kind, number, 6, int(since.total_seconds()) * 10**7)
            continue
        content = value.encode("utf-16-le") if isinstance(value, str) else value
        tree[f"__substg1.0_{number:04X}{kind:04X}"] = content
        listed += struct.pack("<HHIII", kind, number, 6, len(content) + 2 * (kind == TEXT), 0)
    tree["__properties_version1.0"] = listed
    return tree


def build_msg(path: Path, message: Outlook) -> Path:
    """Write a message as Outlook saves it."""
    path.write_bytes(compound_file(message.tree()))
    return path


def packed_rtf(rtf: bytes) -> bytes:
    """Rich text as Outlook packs it, here without ever referring back but to its beginning.

    `{\\\\rtf1\\\\ansi` stands at the very start of what every text may refer back to.
    """
    start = b"{\\rtf1\\ansi"
    assert rtf.startswith(start)
    tokens: list[tuple[bool, bytes]] = [(True, struct.pack(">H", len(start) - 2))]
    tokens += [(False, bytes([letter])) for letter in rtf[len(start) :]]
    at = (207 + len(rtf)) % 4096
    tokens.append((True, struct.pack(">H", at << 4)))
    out = b""
    for first in range(0, len(tokens), 8):
        group = tokens[first : first + 8]
        flags = sum(is_reference << bit for bit, (is_reference, _) in enumerate(group))
        out += bytes([flags]) + b"".join(content for _, content in group)
    return struct.pack("<IIII", len(out) + 12, len(rtf), 0x75465A4C, 0) + out
