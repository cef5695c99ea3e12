"""What a zip is refused for, unpacked part by part within bounds and never by what it claims."""

import io
import re
import stat
import zipfile
import zlib
from dataclasses import dataclass

from foistats.documents.limits import MEGABYTE, current
from foistats.documents.refusals import broken, hostile, locked, too_large, unsupported
from foistats.errors import DocumentRefused
from foistats.formats.guarding.xml_parts import refuse_xml
from schemas.problem_codes import ProblemCode

_LOCAL = b"PK\x03\x04"
_END = b"PK\x05\x06"
_ENCRYPTED = 0x1
_SIZES_FOLLOW = 0x8
_IN_UTF8 = 0x800
_UNIX = 3
_IN_THE_EXTRA = 0xFFFFFFFF
# The names that office programs give to parts say more to a person than a number.
_PLAIN_NAME = re.compile(r"[\w./-]{1,80}", re.ASCII)
_DRIVE = re.compile(r"[A-Za-z]:")
# A part smaller than this harms nobody however well it is packed.
_HARMLESS = MEGABYTE


@dataclass(slots=True)
class _Budget:
    """How much may still be unpacked, of a file and all the zips inside it together."""

    left: int
    deep: int = 0


def refuse_zip(content: bytes) -> None:
    """Refuse a zip that inflates too far, or whose parts are named or laid out to deceive.

    A zip inside counts into the same total, whatever its name; it comes to the door itself later.
    """
    _refuse(content, _Budget(current().inflated_bytes))


def _refuse(content: bytes, budget: _Budget) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts, comment = archive.infolist(), archive.comment
    except (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError) as error:
        raise broken("a zip file that is damaged or cut short") from error
    most = current().zip_parts
    if len(parts) > most:
        raise too_large(f"{len(parts)} parts in one file", f"at most {most}")
    if _END in comment:
        raise hostile("a zip with two tables of contents")
    is_package = any(p.filename in ("[Content_Types].xml", "mimetype") for p in parts)
    _refuse_names(parts, is_package=is_package)
    ends = 0
    for index, part in sorted(enumerate(parts, 1), key=lambda one: one[1].header_offset):
        number = f"part {index} of {len(parts)}"
        if is_package and _PLAIN_NAME.fullmatch(part.filename):
            number = part.filename
        start = _start_of(content, part, number)
        if part.header_offset < ends:
            raise hostile(f"{number} overlaps another one")
        ends = start + part.compress_size
        if ends > len(content):
            raise broken(f"{number} is cut short")
        inside = _unpacked(content[start:ends], part, number, budget)
        if inside.startswith(_LOCAL):
            _refuse_nested(inside, budget)
        elif is_package:
            refuse_xml(inside, number)


def _refuse_nested(content: bytes, budget: _Budget) -> None:
    if budget.deep == current().archives_deep:
        raise hostile(f"zips within zips, more than {budget.deep} deep")
    budget.deep += 1
    try:
        _refuse(content, budget)
    except DocumentRefused as refusal:
        # What is only damaged or locked inside spoils nothing else: it is told when it is opened.
        if refusal.code not in (ProblemCode.DOCUMENT_BROKEN, ProblemCode.DOCUMENT_LOCKED):
            raise
    budget.deep -= 1


def _refuse_names(parts: list[zipfile.ZipInfo], *, is_package: bool) -> None:
    """Names that lead elsewhere, that mean two parts, or that are no files at all."""
    seen: set[str] = set()
    for number, part in enumerate(parts, 1):
        written = part.orig_filename
        name = written.replace("\\", "/")
        place = f"part {number} of {len(parts)}"
        if name.startswith("/") or _DRIVE.match(name) or ".." in name.split("/"):
            raise hostile(f"{place} has a name that leads out of the file")
        if not name or "\0" in name or (is_package and "\\" in written):
            raise hostile(f"{place} has a name that no part of a document has")
        # Office programs take names for the same whatever their case; a folder of files need not.
        key = name.lower() if is_package else name
        if key in seen:
            raise hostile(f"{place} has the name of another one")
        seen.add(key)
        kind = stat.S_IFMT(part.external_attr >> 16) if part.create_system == _UNIX else 0
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise hostile(f"{place} is a link or a device, not a file")
        if part.flag_bits & _ENCRYPTED:
            raise locked("zip file")


def _start_of(content: bytes, part: zipfile.ZipInfo, number: str) -> int:
    """Where a part's bytes start; refused where the part's own header contradicts the contents."""
    at = part.header_offset
    header = content[at : at + 30]
    if at < 0 or len(header) < 30 or not header.startswith(_LOCAL):
        raise broken(f"{number} is not where the table of contents says")
    flags, method = header[6] | header[7] << 8, header[8] | header[9] << 8
    crc, packed, size = (int.from_bytes(header[n : n + 4], "little") for n in (14, 18, 22))
    name_ends = at + 30 + (header[26] | header[27] << 8)
    name = content[at + 30 : name_ends]
    same = method == part.compress_type and (flags ^ part.flag_bits) & _ENCRYPTED == 0
    listed = part.orig_filename.encode("utf-8" if part.flag_bits & _IN_UTF8 else "cp437")
    # Zips made on Windows may write one slash here and another there.
    named = name.replace(b"\\", b"/") == listed.replace(b"\\", b"/")
    if not flags & _SIZES_FOLLOW and _IN_THE_EXTRA not in (packed, size):
        same = same and (crc, packed, size) == (part.CRC, part.compress_size, part.file_size)
    if not same or not named:
        raise hostile(f"{number} says of itself something else than the table of contents")
    return name_ends + (header[28] | header[29] << 8)


def _unpacked(packed: bytes, part: zipfile.ZipInfo, number: str, budget: _Budget) -> bytes:
    """A part's bytes, of which no more are ever made than the limits allow."""
    limits = current()
    if part.compress_type == zipfile.ZIP_STORED or not packed:
        content, whole = packed, True
    elif part.compress_type == zipfile.ZIP_DEFLATED:
        most = max(_HARMLESS, len(packed) * limits.inflation)
        room = min(most, limits.part_bytes, budget.left)
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            content = inflater.decompress(packed, room + 1)
        except zlib.error as error:
            raise broken(f"{number} is damaged") from error
        if len(content) > most:
            raise hostile(f"{number} unpacks to more than {limits.inflation} times its size")
        if len(content) > limits.part_bytes:
            raise too_large("a part that unpacks too far", f"at most {limits.part_bytes} bytes")
        whole = inflater.eof
    else:
        raise unsupported(
            f"a zip packed in a way that few programs unpack (method {part.compress_type})",
            "unpack it and receive the files inside one by one",
        )
    budget.left -= len(content)
    if budget.left < 0:
        most = limits.inflated_bytes
        raise too_large("a file that unpacks too far", f"at most {most} bytes when unpacked")
    if not whole or len(content) != part.file_size or zlib.crc32(content) != part.CRC:
        raise broken(f"{number} is damaged")
    return content
