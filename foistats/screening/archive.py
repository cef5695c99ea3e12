"""What a zip of documents holds beside its files; the files come to the door by themselves."""

import io
import zipfile

from foistats.records import Finding
from schemas.channels import Channel

_END_MARK = b"PK\x05\x06"
_END_LENGTH = 22


def findings_in_zip(content: bytes) -> list[Finding]:
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
