"""A file that gzip packed: what it holds is looked at, and read, as a document of its own."""

import struct
import zlib
from pathlib import PurePosixPath

from foistats.documents.file_names import safe_name
from foistats.documents.limits import current
from foistats.documents.model import Document, Part
from foistats.documents.refusals import broken, too_large
from foistats.formats.format import Look
from foistats.records import Finding
from schemas.channels import Channel

_HAS_EXTRA, _HAS_NAME, _HAS_COMMENT = 4, 8, 16
_HEADER = 10


def look_at_gzip(content: bytes, name: str) -> Look:
    """The file inside, named as the packed one without its ending.

    A comment in the header, and bytes after the end, are hidden content.
    """
    inside, rest = _inflated(content)
    findings = []
    if _comment(content):
        findings.append(Finding(Channel.COMMENTS, "", 1, "comments"))
    if beyond := len(rest.strip(b"\0 \t\r\n")):
        findings.append(Finding(Channel.BYTES_BEYOND_THE_END, "after the end", beyond, "bytes"))
    stem = PurePosixPath(safe_name(name)).stem or "document"
    return Look(findings, lambda: Document(parts=[Part(stem, inside)]))


def _inflated(content: bytes) -> tuple[bytes, bytes]:
    """What was packed, whole and checked, and the bytes that follow it."""
    most = current().file_bytes
    inflater = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        inside = inflater.decompress(content, most + 1)
    except zlib.error as error:
        raise broken("a gz file that is damaged") from error
    if len(inside) > most:
        raise too_large("a gz file that inflates too far", f"at most {most} bytes")
    if not inflater.eof:
        raise broken("a gz file that is cut short")
    return inside, inflater.unused_data


def _comment(content: bytes) -> bytes:
    """The comment that the header may hold beside the name of the file."""
    flags, at = content[3], _HEADER
    if flags & _HAS_EXTRA:
        at += 2 + struct.unpack_from("<H", content, at)[0]
    if flags & _HAS_NAME:
        at = content.find(b"\0", at) + 1
    return content[at : content.find(b"\0", at)].strip() if flags & _HAS_COMMENT else b""
