"""The text of a draft, read through the same door as a reply.

`.txt` and `.md` stay as they are stored. Of `.html` and `.docx` there is one line for each heading,
paragraph, list item and table row, cells parted by a tab. Offsets of mentions count in this text.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from foistats.errors import FoistatsError

if TYPE_CHECKING:
    from foistats.documents.limits import Limits

_AS_STORED = (".txt", ".md", ".markdown")
_KINDS = (*_AS_STORED, ".html", ".htm", ".docx")


class DraftUnreadable(FoistatsError):
    """A draft that can't be read as it stands; the message says what to do."""


def text_of_draft(path: Path, *, limits: "Limits | None" = None) -> str:
    """The visible text of a draft; raises DraftUnreadable with the remedy where there is none.

    A web page or a Word file is opened in a process of its own, and refused if it hides something:
    comments and tracked changes are no text that a reader of the piece would see.
    """
    suffix = path.suffix.casefold()
    if suffix not in _KINDS:
        raise DraftUnreadable(
            f"{path.name} is no draft that can be read; save it as .txt, .md, .docx or .html"
        )
    if not path.is_file():
        raise DraftUnreadable(f"{path} is not a file; name the draft")
    text = _stored(path) if suffix in _AS_STORED else _opened(path, limits)
    if not text.strip():
        raise DraftUnreadable(f"{path.name} has no text; check that the right file was named")
    return text


def _stored(path: Path) -> str:
    content = path.read_bytes()
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DraftUnreadable(_ENCODING.format(name=path.name, found="UTF-16"))
    if b"\0" in content:
        raise DraftUnreadable(
            f"{path.name} is no plain text; save it as .txt in UTF-8, or as .docx"
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as reason:
        found = f"another encoding than UTF-8 (byte {reason.start} is no part of it)"
        raise DraftUnreadable(_ENCODING.format(name=path.name, found=found)) from reason


_ENCODING = "{name} is in {found}; save it as UTF-8, so that no number or name is read wrongly"


def _opened(path: Path, limits: "Limits | None") -> str:
    from foistats.documents.workers import WorkerPool

    with WorkerPool("foistats.claims.opened_text:lines_of_draft", workers=1, limits=limits) as pool:
        answer = pool.run((str(path),))
    if isinstance(answer, list):
        return "\n".join(answer)
    raise DraftUnreadable(f"{path.name}: {answer}")
