"""What a PDF is refused for: streams that unpack without end, loops, damage that reads on silently.

The library that reads PDFs goes on past damaged streams: a damaged map of letters turns a 3 into an
8 and nothing says so. So every packed stream must unpack to its end, pictures and fonts apart.
"""

import base64
import re
import zlib
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from foistats.documents.limits import current
from foistats.documents.refusals import broken, hostile, too_large

_STREAM = re.compile(rb"(?<!end)stream(?:\r\n|\n|\r)")
_FILTER = re.compile(rb"/Filter\s*(\[[^\]]{0,400}\]|/[^\s/<>\[\]()]+|\d+\s+\d+\s+R)")
_NAME = re.compile(rb"/([^\s/<>\[\]()]+)")
_FLATE = frozenset({b"FlateDecode", b"Fl"})
_SLOW = frozenset({b"LZWDecode", b"LZW", b"RunLengthDecode", b"RL"})
_TEXTUAL = frozenset({b"ASCII85Decode", b"A85"})
_BLANK = b" \t\n\r\v\0\f"
_PICTURE = re.compile(rb"/Length[123]\b|/Subtype\s*/(?:Image\b|\w*(?:Type|Font)\w*)")
_MEANS = re.compile(rb"/Type\s*/(?:ObjStm|XRef)\b")
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
# A chapter of the contents has its /Prev too, as a reference.
_PREVIOUS = re.compile(rb"/(?:Prev|XRefStm)\s+(\d{1,12})\b(?!\s+\d+\s+R)")
_TABLE = re.compile(rb"\s*(?:xref\b|\d+\s+\d+\s+obj\b)")
_START = re.compile(rb"startxref\s+(\d{1,12})")
_OBJECT = re.compile(rb"(?<!\d)(\d{1,9})\s+\d{1,5}\s+obj\b")
_KIDS = re.compile(rb"/Kids\s*\[([^\]]*)\]")
_REFERENCE = re.compile(rb"(\d{1,9})\s+\d{1,5}\s+R\b")
_CONTENTS = re.compile(rb"/Contents\s*\[([^\]]*)\]")
_BOX = re.compile(rb"/MediaBox\s*\[([^\]]{0,200})\]")
# Seven digits before the point; some programs write as many behind it.
_LONG_NUMBER = re.compile(rb"(?<![\d.])\d{7}")
_DEEP = (re.compile(rb"(?:\[\s*){100}"), re.compile(rb"(?:<<\s*/?\w*\s*){100}"))
_MOST_CONTENTS = 1000
# Their unpackers are written in Python: a megabyte takes them a second.
_SLOW_BYTES = 2_000_000
# A dictionary before a stream is short; what is longer is looked at from its end.
_DICTIONARY = 4096


class _Stream(NamedTuple):
    """One stream: the dictionary before it and where its bytes start."""

    dictionary: bytes
    start: int


def refuse_pdf(content: bytes) -> None:
    """Refuse a PDF by its raw bytes and what its streams unpack to."""
    if any(deep.search(content) for deep in _DEEP):
        raise hostile("lists within lists, more than 100 deep")
    if any(_LONG_NUMBER.search(box) for box in _BOX.findall(content)):
        raise hostile("a page of more than 200 kilometres")
    if any(listed.count(b"R") > _MOST_CONTENTS for listed in _CONTENTS.findall(content)):
        raise hostile(f"a page put together from more than {_MOST_CONTENTS} pieces")
    _refuse_revisions(content)
    _refuse_kids(content)
    pages = len(_PAGE.findall(content))
    # The streams of a protected file are no use without its key; the limits of the worker hold.
    if b"/Encrypt" not in content:
        pages += _pages_packed(content)
    most = current().pages
    if pages > most:
        raise too_large(f"{pages} pages", f"at most {most}")


def _streams(content: bytes) -> Iterator[_Stream]:
    at = 0
    while (found := _STREAM.search(content, at)) is not None:
        floor = max(at, found.start() - _DICTIONARY)
        begins = content.rfind(b"obj", floor, found.start())
        yield _Stream(content[max(begins, floor) : found.start()], found.end())
        # Packed bytes may hold the word by chance: the next one is looked for behind the end.
        end = content.find(b"endstream", found.end())
        at = end + 9 if end >= 0 else found.end()


def _pages_packed(content: bytes) -> int:
    """How many pages lie in packed objects; each stream is unpacked on the way, within bounds."""
    limits = current()
    left = limits.inflated_bytes
    pages = 0
    for stream in _streams(content):
        means = _MEANS.search(stream.dictionary) is not None
        if not means and _PICTURE.search(stream.dictionary):
            continue
        filters = _filters(stream.dictionary)
        if filters is None or not filters:
            continue
        unpacked = _unpacked(content, stream.start, filters)
        left -= len(unpacked)
        if left < 0:
            raise too_large(
                "a file that unpacks too far", f"at most {limits.inflated_bytes} bytes unpacked"
            )
        if means:
            pages += len(_PAGE.findall(unpacked))
    return pages


def _filters(dictionary: bytes) -> list[bytes] | None:
    """How a stream is packed, last step first; None where nothing says it here."""
    found = _FILTER.search(dictionary)
    if found is None:
        return None
    names = _NAME.findall(found[1])
    if any(b"#" in name for name in names):
        raise hostile("a stream that spells out how it is packed, to hide it")
    packed = sum(name in _FLATE or name in _SLOW for name in names)
    if packed > 1 or len(names) > 3:
        raise hostile("a stream that is packed twice")
    return names


def _unpacked(content: bytes, start: int, filters: list[bytes]) -> bytes:
    """What a stream unpacks to; empty where it is packed in a way that unpacks to little."""
    limits = current()
    end = content.find(b"endstream", start)
    if any(name in _SLOW for name in filters):
        if end - start > _SLOW_BYTES:
            raise too_large(
                "a stream packed in an old way", f"at most {_SLOW_BYTES} bytes of those"
            )
        return b""
    packed = memoryview(content)[start:]
    if filters[0] in _TEXTUAL and len(filters) > 1 and filters[1] in _FLATE:
        text, _, _ = content[start:end].partition(b"~>")
        try:
            packed = memoryview(
                base64.a85decode(text.strip().removeprefix(b"<~"), ignorechars=_BLANK)
            )
        except ValueError as error:
            raise broken("a stream that is damaged") from error
    elif filters[0] not in _FLATE:
        return b""
    inflater = zlib.decompressobj()
    try:
        unpacked = inflater.decompress(packed, limits.page_bytes + 1)
    except zlib.error as error:
        raise broken("a stream that is damaged") from error
    used = len(packed) - len(inflater.unconsumed_tail) - len(inflater.unused_data)
    if len(unpacked) > max(1024**2, used * limits.inflation):
        raise hostile(f"a stream that unpacks to more than {limits.inflation} times its size")
    if len(unpacked) > limits.page_bytes:
        raise too_large("a stream that unpacks too far", f"at most {limits.page_bytes} bytes")
    if not inflater.eof:
        raise broken("a stream that is damaged")
    return unpacked


def _refuse_revisions(content: bytes) -> None:
    """Refuse tables of contents that point back to each other in a circle."""
    starts = _START.findall(content)
    if not starts:
        return
    at, seen = int(starts[-1]), set()
    while _TABLE.match(content, at):
        if at in seen:
            raise hostile("tables of contents that run in a circle")
        seen.add(at)
        # The next table begins, or this one ends (`startxref`), where the word comes again.
        end = content.find(b"xref", at + 4)
        previous = _PREVIOUS.search(content, at, end if end >= 0 else len(content))
        if previous is None:
            return
        at = int(previous[1])


def _refuse_kids(content: bytes) -> None:
    """Refuse a tree of pages in which a branch grows out of itself."""
    branches: dict[int, list[int]] = {}
    objects = [(found.start(), int(found[1])) for found in _OBJECT.finditer(content)]
    for number, (start, name) in enumerate(objects):
        end = objects[number + 1][0] if number + 1 < len(objects) else len(content)
        if (kids := _KIDS.search(content, start, min(end, start + 1_000_000))) is not None:
            branches[name] = [int(one) for one in _REFERENCE.findall(kids[1])]
    _refuse_circle(branches)


def _refuse_circle(branches: Mapping[int, list[int]]) -> None:
    done: set[int] = set()
    for root in branches:
        path: list[tuple[int, Iterator[int]]] = [(root, iter(branches[root]))]
        above = {root}
        while path:
            name, rest = path[-1]
            below = next((kid for kid in rest if kid in branches and kid not in done), None)
            if below is None:
                path.pop()
                above.discard(name)
                done.add(name)
            elif below in above:
                raise hostile("a tree of pages in which a branch grows out of itself")
            else:
                above.add(below)
                path.append((below, iter(branches[below])))
