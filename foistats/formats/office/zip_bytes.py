"""Bytes of a zip that belong to none of its members: before, between, behind."""

import re
import zipfile
import zlib

from foistats.documents.refusals import broken
from foistats.records import Finding
from schemas.channels import Channel

_AT_ONCE = 1024**2
_HEADER = b"PK\x03\x04"
_DESCRIPTOR = b"PK\x07\x08"
_END = b"PK\x05\x06"
_END_64, _LOCATOR_64 = b"PK\x06\x06", b"PK\x06\x07"
# What zip programs themselves put into a header: zip64 sizes, times, owners, names in UTF-8,
# and room that Office keeps for growing (0xa220).
_EXTRAS = {0x0001, 0x000A, 0x000D, 0x5455, 0x5855, 0x7855, 0x7875, 0x7075, 0x6375, 0xA220, 0xCAFE}
# What other programs put there has numbers in it: sizes that are to come (libgsf, which Gnumeric
# writes with), alignment (Android), dates of old Macs. Whatever holds a word holds it for somebody.
_LONGEST_NUMBERS = 32
_WORD = re.compile(rb"[A-Za-z]{3}|(?:[A-Za-z]\x00){3}")
# Line ends and zeros that mail programs add hide nothing.
_FILLING = b"\x00\r\n \t\x1a"


def bytes_outside(archive: zipfile.ZipFile, content: bytes) -> list[Finding]:
    """A finding for each place at which a zip holds bytes that no member accounts for."""
    before, between, behind = 0, 0, 0
    end_of_last = 0
    for member in sorted(archive.infolist(), key=lambda one: one.header_offset):
        gap = content[end_of_last : member.header_offset]
        if end_of_last:
            between += _filled(gap)
        else:
            before = _filled(gap)
        end_of_last, extra = _end_of(member, content)
        between += extra + len(member.comment.strip(_FILLING)) + _behind_packed(member, content)
    directory = archive.start_dir
    between += _filled(content[end_of_last:directory])
    behind = _behind(archive, content, directory)
    places = (
        ("before its first part", before),
        ("between its parts", between),
        ("after its end", behind),
    )
    return [
        Finding(Channel.BYTES_BEYOND_THE_END, place, amount, "bytes")
        for place, amount in places
        if amount
    ]


def _end_of(member: zipfile.ZipInfo, content: bytes) -> tuple[int, int]:
    """Where a member ends, and how many unexplained bytes its two headers carry."""
    at = member.header_offset
    name_length = int.from_bytes(content[at + 26 : at + 28], "little")
    extra_length = int.from_bytes(content[at + 28 : at + 30], "little")
    start = at + 30 + name_length + extra_length
    unexplained = _unexplained(content[start - extra_length : start]) + _unexplained(member.extra)
    end = start + member.compress_size
    if member.flag_bits & 8:
        signed = content.startswith(_DESCRIPTOR, end)
        end += 16 if signed else 12
        # Sizes of eight bytes instead of four, where one of them is what follows.
        big = int.from_bytes(content[end - 8 : end - 4], "little") != member.compress_size
        if big or content[end : end + 4] not in (_HEADER, b"PK\x01\x02"):
            long_end = end + 8
            if content[long_end : long_end + 4] in (_HEADER, b"PK\x01\x02"):
                end = long_end
    return end, unexplained


def _behind_packed(member: zipfile.ZipInfo, content: bytes) -> int:
    """How many bytes follow the end of a member's packed content within its own room."""
    if member.compress_type != zipfile.ZIP_DEFLATED or member.flag_bits & 1:
        return 0
    at = member.header_offset
    lengths = content[at + 26 : at + 30]
    start = at + 30 + int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little")
    waiting = content[start : start + member.compress_size]
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    left = member.file_size + 1
    try:
        # Never more at once than this, and never more in all than the member says it holds.
        while waiting and not inflater.eof and left > 0:
            left -= len(inflater.decompress(waiting, min(left, _AT_ONCE)))
            waiting = inflater.unconsumed_tail
    except zlib.error as error:
        raise broken("a part whose packed content is damaged") from error
    return _filled(inflater.unused_data)


def _unexplained(extra: bytes) -> int:
    total = at = 0
    while at + 4 <= len(extra):
        kind = int.from_bytes(extra[at : at + 2], "little")
        size = int.from_bytes(extra[at + 2 : at + 4], "little")
        field = extra[at + 4 : at + 4 + size]
        numbers = len(field) <= _LONGEST_NUMBERS and not _WORD.search(field)
        if (kind not in _EXTRAS and not numbers) or (kind == 0xA220 and field[4:].strip(b"\x00")):
            total += len(field.strip(_FILLING))
        at += 4 + size
    return total + len(extra[at:].strip(_FILLING))


def _behind(archive: zipfile.ZipFile, content: bytes, directory: int) -> int:
    end = content.rfind(_END)
    listed = directory + sum(
        46 + len(_raw_name(one)) + len(one.extra) + len(one.comment) for one in archive.infolist()
    )
    between = content[listed:end]
    if between.startswith(_END_64) and between[-20:].startswith(_LOCATOR_64):
        size = 12 + int.from_bytes(between[4:12], "little")
        between = between[size:-20]
    return _filled(between) + _filled(content[end + 22 :])


def _raw_name(member: zipfile.ZipInfo) -> bytes:
    # zipfile turns the name into text: back the way it came, with the flag that says how.
    return member.orig_filename.encode("utf-8" if member.flag_bits & 0x800 else "cp437")


def _filled(gap: bytes) -> int:
    return len(gap.strip(_FILLING))
