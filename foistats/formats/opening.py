"""The way in: a file is looked at for hidden content, and only then read.

Nothing reads a received file but through `enter`. It runs in a worker process, like all parsing:
some legal files end the process that parses them (see documents/workers.py).
"""

import stat
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import NamedTuple, TypeVar

from foistats.documents.guard import refuse_hostile
from foistats.documents.kinds import kind_of
from foistats.documents.limits import current
from foistats.documents.model import Document
from foistats.documents.refusals import broken, too_large, unsupported
from foistats.errors import DocumentRefused
from foistats.formats.format import Look, Opening
from foistats.formats.office.unlocking import is_wrapped, unwrapped
from foistats.formats.registry import FORMATS, kinds_of_suffix, sniffed
from foistats.records import Finding
from foistats.screening.people import without_people
from schemas.channels import NOTED
from schemas.problem_codes import ProblemCode

T = TypeVar("T")


class Entered(NamedTuple):
    """One file at the door. `document` is None where `hidden` keeps it out; `noted` is only told.

    Files inside it have not been looked at yet: each comes to the door by itself.
    """

    document: Document | None
    hidden: tuple[Finding, ...] = ()
    noted: tuple[Finding, ...] = ()
    kind: str = ""


def enter(content: bytes, name: str, *, question: str = "", released: bool = False) -> Entered:
    """Read one file if it hides nothing; raises DocumentRefused where it can't be read at all.

    `question` is the request's own wording: a message that quotes it hides nothing by that. A
    file that a person `released` is read without what it hides.
    """
    content = _let_in(content)
    kind = kind_to_read(content)
    look = _look(content, kind, name=name, question=question)
    hidden = [finding for finding in look.findings if finding.channel not in NOTED]
    noted = tuple(finding for finding in look.findings if finding.channel in NOTED)
    if hidden and not released:
        return Entered(None, tuple(hidden), noted)
    document, people = without_people(_document(look, kind, name=name))
    hidden += people
    opened = document if released or not hidden else None
    return Entered(opened, tuple(hidden), noted, str(kind))


def findings_in(content: bytes, kind: str, *, question: str) -> list[Finding]:
    """What one file hides or should be told, by what lies in its bytes alone."""
    return _look(content, kind, name="", question=question).findings


def read_document(path: Path) -> Document:
    """The visible content of one received file, whatever it hides, for tests of single formats.

    Raises DocumentRefused, which says what to do.
    """
    content = content_of(path)
    content = _let_in(content)
    return open_document(content, kind_to_read(content), name=path.name)


def open_document(content: bytes, kind: str, *, name: str) -> Document:
    """The visible content of a file of a known kind."""
    return _document(_look(content, kind, name=name, question=""), kind, name=name)


def content_of(path: Path) -> bytes:
    """A file's bytes, refused where they are too many to be a reply."""
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise unsupported("no file but a folder, pipe or device", "receive the file itself")
    most = current().file_bytes
    if found.st_size > most:
        raise too_large(f"a file of {found.st_size} bytes", f"at most {most} bytes")
    return path.read_bytes()


def _let_in(content: bytes) -> bytes:
    """A file's bytes past the guards, which refuse what no honest program writes.

    A workbook that Excel encrypted and opens without asking comes decrypted.
    """
    known = sniffed(content)
    if known is not None and known.guard is not None:
        known.guard(content)
        return content
    refuse_hostile(content)
    if not is_wrapped(content):
        return content
    content = unwrapped(content)
    refuse_hostile(content)
    return content


def kind_to_read(content: bytes) -> str:
    """The kind of a file by its content; an empty one, or one without a reader, is refused."""
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise DocumentRefused(
            ProblemCode.DOCUMENT_EMPTY,
            "a file without content",
            expected="the document that the force sent",
            remedy="ask for it again, or receive the right file",
        )
    known = sniffed(content)
    return known.kind if known is not None else kind_of(content)


def _look(content: bytes, kind: str, *, name: str, question: str) -> Look:
    suffix = PurePosixPath(name).suffix.lower()
    opening = Opening(name, suffix, kinds_of_suffix(suffix), question)
    return _guarded(kind, lambda: FORMATS[kind].look(content, opening))


def _document(look: Look, kind: str, *, name: str) -> Document:
    document = _guarded(kind, look.read)
    suffix = PurePosixPath(name).suffix.lower()
    said = kinds_of_suffix(suffix)
    if said and kind not in said:
        found = f"the name ends in {suffix} but the content is {kind}"
        document.remarks.append((ProblemCode.DOCUMENT_NOT_ITS_EXTENSION, "", found))
    return document


def _guarded(kind: str, parse: Callable[[], T]) -> T:
    """What parsing gives; libraries raise whatever they stumble over, which becomes a refusal."""
    try:
        return parse()
    # Out of memory, the worker says so: the file may be read with more of it.
    except (DocumentRefused, KeyboardInterrupt, SystemExit, MemoryError):
        raise
    # calamine raises PanicException, which is a BaseException (pyo3)
    except BaseException as error:
        raise broken(f"a {kind} file that cannot be parsed ({type(error).__name__})") from error
