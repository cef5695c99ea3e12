"""A PDF as bytes: where it begins and ends, and the names that stand in its objects."""

import re
import zlib

from foistats.records import Finding
from schemas.channels import Channel

_PACKED_OBJECTS = re.compile(rb"/Type\s*/ObjStm\b")
_STREAM = re.compile(rb"stream\r?\n")
_MOST_UNPACKED = 20 * 1024**2
# Mail and web servers leave a line of their own behind a file: `--boundary--`.
_SERVER_LINE = re.compile(rb"--[-\w.=+']+(?:--)?")
_SIGNS = re.compile(rb"[0-9A-Za-z]")
_FEWEST_SIGNS = 4


def syntax_of(content: bytes) -> bytes:
    """The file with its packed objects unpacked after it, to look for names in.

    Content of pages and pictures stays packed. Objects of an encrypted file stay so as well.
    """
    parts = [content]
    left = _MOST_UNPACKED
    for match in _PACKED_OBJECTS.finditer(content):
        start = _STREAM.search(content, match.end())
        if start is None or left <= 0:
            break
        try:
            unpacked = zlib.decompressobj().decompress(content[start.end() :], left)
        except zlib.error:
            continue
        left -= len(unpacked)
        parts.append(unpacked)
    return b"\n".join(parts)


def beyond_the_end(content: bytes) -> list[Finding]:
    """Something before the first line of a PDF or after its last one, but for what servers add."""
    found = []
    before = _said(content[: max(content.find(b"%PDF-"), 0)])
    if before:
        found.append(Finding(Channel.BYTES_BEYOND_THE_END, "before the start", before, "bytes"))
    end = content.rfind(b"%%EOF")
    after = _said(content[end + 5 :]) if end >= 0 else 0
    if after:
        found.append(Finding(Channel.BYTES_BEYOND_THE_END, "after the end", after, "bytes"))
    return found


def _said(content: bytes) -> int:
    """How many bytes there are, if some say anything."""
    rest = _SERVER_LINE.sub(b"", content.strip(b"\0 \t\r\n"), count=1).strip(b"\0 \t\r\n")
    return len(rest) if len(_SIGNS.findall(rest)) >= _FEWEST_SIGNS else 0
