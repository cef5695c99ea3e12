"""Compound files with any streams, and workbook streams with any records, for old .xls."""

import struct
from collections.abc import Mapping
from pathlib import Path

_SECTOR, _FREE, _END, _FAT = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
# Shorter streams would lie in a second table of their own.
_SHORTEST = 4096
_BOUNDSHEET, _EOF, _BOF = 0x0085, 0x000A, 0x0809


def record(kind: int, content: bytes) -> bytes:
    """One record of a workbook's stream."""
    return struct.pack("<HH", kind, len(content)) + content


def text(written: str) -> bytes:
    """A text as records hold it: length, width, characters."""
    return struct.pack("<HB", len(written), 0) + written.encode("latin-1")


def stream_of(path: Path) -> bytes:
    """The workbook stream of a built .xls."""
    import olefile

    with olefile.OleFileIO(str(path)) as compound:
        found: bytes = compound.openstream("Workbook").read()
        return found


def with_global(stream: bytes, added: bytes) -> bytes:
    """Records put before the end of the workbook's own; the places of sheets move with them."""
    out, at, done = bytearray(), 0, False
    while at < len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        content = bytearray(stream[at + 4 : at + 4 + size])
        if kind == _BOUNDSHEET:
            place = struct.unpack_from("<I", content)[0] + len(added)
            struct.pack_into("<I", content, 0, place)
        if kind == _EOF and not done:
            out += added
            done = True
        out += record(kind, bytes(content))
        at += 4 + size
        if done and kind == 0:
            break
    return bytes(out)


def with_sheet(stream: bytes, added: bytes) -> bytes:
    """Records put before the end of the only sheet."""
    at = stream.rindex(record(_EOF, b""))
    return stream[:at] + added + stream[at:]


def compound_file(path: Path, streams: Mapping[tuple[str, ...], bytes]) -> Path:
    """A compound file of these streams, each by its path of names; folders come by themselves."""
    folders = sorted({one[:depth] for one in streams for depth in range(1, len(one))})
    entries = [*folders, *streams]
    sectors: list[bytes] = []
    table: list[int] = []

    def store(content: bytes) -> int:
        start = len(sectors)
        content = content.ljust(-(-max(len(content), 1) // _SECTOR) * _SECTOR, b"\0")
        count = len(content) // _SECTOR
        sectors.extend(content[n * _SECTOR : (n + 1) * _SECTOR] for n in range(count))
        table.extend([*range(start + 1, start + count), _END])
        return start

    places = {name: store(raw.ljust(_SHORTEST, b"\0")) for name, raw in streams.items()}
    listing = _entry("Root Entry", 5, _FREE, _first_below((), entries), _END, 0)
    for number, name in enumerate(entries):
        siblings = [n for n, one in enumerate(entries) if one[:-1] == name[:-1]]
        after = [n for n in siblings if n > number]
        right = after[0] + 1 if after else _FREE
        if name in streams:
            size = max(len(streams[name]), _SHORTEST)
            listing += _entry(name[-1], 2, right, _FREE, places[name], size)
        else:
            listing += _entry(name[-1], 1, right, _first_below(name, entries), 0, 0)
    directory = store(listing)
    needed = -(-(len(sectors) + 2) // 128)
    fat_start = len(sectors)
    table += [_FAT] * needed
    raw_table = b"".join(struct.pack("<I", one) for one in table)
    raw_table = raw_table.ljust(needed * _SECTOR, b"\xff")
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0,
        needed, directory, 0, _SHORTEST, _END, 0, _END, 0,
    )  # fmt: skip
    places_of_table = [fat_start + n for n in range(needed)]
    header += struct.pack("<109I", *places_of_table, *[_FREE] * (109 - needed))
    path.write_bytes(header + b"".join(sectors) + raw_table)
    return path


def _first_below(folder: tuple[str, ...], entries: list[tuple[str, ...]]) -> int:
    below = (n + 1 for n, one in enumerate(entries) if one[:-1] == folder)
    return next(below, _FREE)


def _entry(name: str, kind: int, right: int, below: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16sIQQIII", raw, len(raw), kind, 1, _FREE, right, below, b"", 0, 0, 0,
        start, size, 0,
    )[:128]  # fmt: skip
