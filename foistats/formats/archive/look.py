"""Zip files of documents: each file in one is a document of its own."""

import io
import re
import stat
import zipfile

from foistats.documents.file_names import distinct_names
from foistats.documents.limits import current
from foistats.documents.model import Document, Part
from foistats.documents.refusals import broken, locked, too_large, unsupported
from foistats.errors import DocumentRefused
from foistats.formats.format import Look
from foistats.records import Finding
from schemas.channels import Channel
from schemas.problem_codes import ProblemCode

# What systems leave in folders and nobody means to send.
_LITTER = re.compile(
    r"(?:^|/)(?:__macosx/|\.ds_store$|\._[^/]*$|thumbs\.db$|desktop\.ini$)", re.IGNORECASE
)
_ENCRYPTED = 1
_END_MARK = b"PK\x05\x06"
_END_LENGTH = 22


def look_at_zip(content: bytes) -> Look:
    """The files in a zip, and what it holds beside them; the files are looked at one by one."""
    return Look(_findings_in(content), lambda: _read(content))


def _findings_in(content: bytes) -> list[Finding]:
    """A comment on the zip or on a file in it, and bytes after its end."""
    found = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        comments = [archive.comment, *(one.comment for one in archive.infolist())]
    said = sum(1 for comment in comments if comment.strip(b"\0 \t\r\n"))
    if said:
        found.append(Finding(Channel.COMMENTS, "", said, "comments"))
    end = content.rfind(_END_MARK)
    length = int.from_bytes(content[end + 20 : end + 22], "little") if end >= 0 else 0
    beyond = len(content[end + _END_LENGTH + length :].strip(b"\0 \t\r\n")) if end >= 0 else 0
    if beyond:
        found.append(Finding(Channel.BYTES_BEYOND_THE_END, "after the end", beyond, "bytes"))
    return found


def _read(content: bytes) -> Document:
    """The files in a zip; where they were to be unpacked is only part of their names."""
    document = Document()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = [one for one in archive.infolist() if not one.is_dir()]
        if len(members) > current().zip_parts:
            raise too_large(f"{len(members)} files in one zip", f"at most {current().zip_parts}")
        if any(one.flag_bits & _ENCRYPTED for one in members):
            raise locked("zip file")
        paths = [one.filename.replace("\\", "/") for one in members]
        kept = [
            (one, path)
            for one, path in zip(members, paths, strict=True)
            if not _LITTER.search(path)
        ]
        if not kept:
            raise _empty()
        names = distinct_names(_flat(path) for _, path in kept)
        room = current().inflated_bytes
        for (member, _), name in zip(kept, names, strict=True):
            if stat.S_ISLNK(member.external_attr >> 16):
                what = f"'{name}' is a link to a file that is not in the zip"
                document.remarks.append((ProblemCode.DOCUMENT_BROKEN, name, what))
                continue
            inside = _inflated(archive, member, min(room, current().file_bytes))
            room -= len(inside)
            document.parts.append(Part(name, inside))
    return document


def _flat(path: str) -> str:
    """A path as one name: two forces' folders may hold files of the same name.

    >>> _flat("Dorset/2019/reply.xlsx"), _flat("../../etc/passwd"), _flat("C:/reply.csv")
    ('Dorset - 2019 - reply.xlsx', 'etc - passwd', 'C - reply.csv')
    """
    steps = [step.strip(" :") for step in path.split("/")]
    return " - ".join(step for step in steps if step not in ("", ".", ".."))


def _inflated(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes:
    """A member's bytes, however many it claims to have."""
    try:
        with archive.open(member) as stream:
            content = stream.read(most + 1)
    except NotImplementedError as error:
        raise unsupported(
            "a zip file packed in a way of its own",
            "unpack it and receive the files inside one by one",
        ) from error
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError) as error:
        raise broken(f"a zip file that is damaged or cut short ({error})") from error
    if len(content) > most:
        raise too_large("a zip file that inflates too far", f"at most {most} bytes")
    return content


def _empty() -> DocumentRefused:
    return DocumentRefused(
        ProblemCode.DOCUMENT_EMPTY,
        "a zip file without files in it",
        expected="the documents that the force sent",
        remedy="ask for them again, or receive the right file",
    )
