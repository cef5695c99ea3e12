"""What a compound file (.xls, .doc, .msg) is refused for: chains of sectors that never end."""

import sys
from array import array
from collections.abc import Iterator
from typing import NamedTuple

from foistats.documents.refusals import broken, hostile

_HEADER = 512
_ENTRY = 128
_IN_THE_HEADER = 109
# Sector numbers from here on are marks: end of chain, free, of the table itself.
_MARKS = 0xFFFFFFFA
_END = 0xFFFFFFFE
_NOTHING = 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5


class _Table(NamedTuple):
    """Which sector follows which, and how many sectors the file has room for."""

    follows: array
    sectors: int
    size: int


def refuse_compound(content: bytes) -> None:
    """Refuse sectors that the file has no room for, chains that share or repeat sectors, loops."""
    opened = _opened(content)
    if opened is None:
        return
    table, directory = opened
    entries = len(directory) // _ENTRY
    _refuse_loops(directory, entries)
    _refuse_shared(content, table, directory, entries)


def root_names(content: bytes) -> frozenset[str] | None:
    """The names at the root of a compound file in lower case; None where its header is no reader's.

    Raises DocumentRefused where the directory is damaged or runs in a circle.
    """
    opened = _opened(content)
    if opened is None:
        return None
    _, directory = opened
    entries = len(directory) // _ENTRY
    # The root's own entry comes first; it has a child, and all at the root are neighbours of that.
    names = set()
    for entry in _linked(directory, entries, _number(directory, 76), (68, 72)):
        at = entry * _ENTRY
        length = int.from_bytes(directory[at + 64 : at + 66], "little")
        names.add(directory[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace"))
    return frozenset(name.lower() for name in names)


def _opened(content: bytes) -> tuple[_Table, bytes] | None:
    """Which sector follows which, and the directory; None for a header that no reader takes."""
    if len(content) < _HEADER:
        raise broken("a compound file cut short")
    shift = int.from_bytes(content[30:32], "little")
    mini_shift = int.from_bytes(content[32:34], "little")
    if shift not in (9, 12) or mini_shift != 6:
        return None
    size = 1 << shift
    # The header fills the first sector, whatever its size; the last one may be cut short.
    sectors = -(-len(content) // size) - 1
    table = _Table(_follows(content, sectors, size), sectors, size)
    directory = b"".join(
        content[(n + 1) * size : (n + 2) * size] for n in _chain(table, _number(content, 48), set())
    )
    if len(directory) < _ENTRY:
        raise broken("a compound file without a directory")
    return table, directory


def _number(content: bytes, at: int) -> int:
    return int.from_bytes(content[at : at + 4], "little")


def _follows(content: bytes, sectors: int, size: int) -> array:
    """The table of which sector follows which, put together from the sectors it lies in."""
    claimed = _number(content, 44)
    if claimed > sectors:
        raise hostile(f"a compound file that claims a table of {claimed} of its {sectors} sectors")
    places = [_number(content, 76 + 4 * n) for n in range(min(claimed, _IN_THE_HEADER))]
    more, seen = _number(content, 68), set()
    each = size // 4 - 1
    while more < _MARKS and len(places) < claimed:
        if more in seen or more >= sectors:
            raise hostile("a compound file whose table of sectors runs in a circle")
        seen.add(more)
        start = (more + 1) * size
        places += [_number(content, start + 4 * n) for n in range(each)]
        more = _number(content, start + 4 * each)
    follows = array("I")
    for place in places[:claimed]:
        if place >= _MARKS:
            continue
        part = content[(place + 1) * size : (place + 2) * size]
        follows.frombytes(part[: len(part) // 4 * 4])
    if sys.byteorder == "big":
        follows.byteswap()
    return follows


def _chain(table: _Table, start: int, taken: set[int]) -> Iterator[int]:
    """The sectors of one stream; refused where one was taken before, by it or another stream."""
    at = start
    while at < _MARKS:
        if at in taken:
            raise hostile("a compound file with two streams in one sector, or one that never ends")
        if at >= table.sectors:
            raise broken("a compound file cut short")
        taken.add(at)
        yield at
        at = table.follows[at] if at < len(table.follows) else _END


def _refuse_loops(directory: bytes, entries: int) -> None:
    """Refuse a directory in which an entry is its own neighbour or lies in itself."""
    for _ in _linked(directory, entries, 0, (68, 72, 76)):
        pass


def _linked(directory: bytes, entries: int, first: int, links: tuple[int, ...]) -> Iterator[int]:
    """The entries that can be reached from one of them by some of its links, each once."""
    waiting, seen = [first], set()
    while waiting:
        entry = waiting.pop()
        if entry == _NOTHING:
            continue
        if entry >= entries:
            raise broken("a compound file whose directory is cut short")
        if entry in seen:
            raise hostile("a compound file whose directory runs in a circle")
        seen.add(entry)
        yield entry
        waiting += [_number(directory, entry * _ENTRY + link) for link in links]


def _refuse_shared(content: bytes, table: _Table, directory: bytes, entries: int) -> None:
    """Refuse streams larger than the file, and streams that share sectors to look larger."""
    taken: set[int] = set()
    small = _number(content, 56)
    for entry in range(entries):
        at = entry * _ENTRY
        kind = directory[at + 66]
        if kind not in (_STREAM, _ROOT):
            continue
        start, size = _number(directory, at + 116), _number(directory, at + 120)
        if size > table.sectors * table.size:
            raise broken("a compound file cut short, or one that claims more than it holds")
        # What is small lies in the root's stream and has no sectors of its own.
        if size and (kind == _ROOT or size >= small):
            for _ in _chain(table, start, taken):
                pass
