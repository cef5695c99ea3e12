"""The way in: a file is looked at for hidden content, and only then read.

Nothing reads a received file but through `enter`. It runs in a worker process, like all parsing:
some legal files end the process that parses them (see documents/workers.py).
"""

import stat
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import NamedTuple, TypeVar

from foistats.documents.limits import current
from foistats.documents.model import Document
from foistats.documents.refusals import broken, too_large, unsupported
from foistats.errors import DocumentRefused
from foistats.formats.beginning import Beginning
from foistats.formats.format import Format, Look, Opening
from foistats.formats.guarding.compounds import refuse_compound
from foistats.formats.office.unlocking import is_wrapped, unwrapped
from foistats.formats.registry import format_of, kinds_of_suffix
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
    content, known = let_in(content)
    look, hidden, noted = _looked_at(content, known, name=name, question=question)
    if hidden and not released:
        return Entered(None, tuple(hidden), noted)
    document, people = without_people(_document(look, known, name=name))
    hidden += people
    opened = document if released or not hidden else None
    return Entered(opened, tuple(hidden), noted, known.kind)


def enter_draft(content: bytes, name: str) -> Entered:
    """Read one's own draft if it hides nothing; names of people in its tables are no finding.

    Without a document it is of another kind than its name says. Raises DocumentRefused where it
    can't be read at all.
    """
    content, known = let_in(content)
    if known.kind not in kinds_of_suffix(PurePosixPath(name).suffix):
        return Entered(None, kind=known.kind)
    look, hidden, noted = _looked_at(content, known, name=name, question="")
    document = None if hidden else _document(look, known, name=name)
    return Entered(document, tuple(hidden), noted, known.kind)


def _looked_at(
    content: bytes, known: Format, *, name: str, question: str
) -> tuple[Look, list[Finding], tuple[Finding, ...]]:
    """A look at a file, what it hides, and what is only told."""
    look = _look(content, known, name=name, question=question)
    hidden = [finding for finding in look.findings if finding.channel not in NOTED]
    noted = tuple(finding for finding in look.findings if finding.channel in NOTED)
    return look, hidden, noted


def findings_in(content: bytes, known: Format, *, question: str) -> list[Finding]:
    """What one file hides or should be told, by what lies in its bytes alone."""
    return _look(content, known, name="", question=question).findings


def read_document(path: Path) -> Document:
    """The visible content of one received file, whatever it hides, for tests of single formats.

    Raises DocumentRefused, which says what to do.
    """
    content, known = let_in(content_of(path))
    return open_document(content, known, name=path.name)


def open_document(content: bytes, known: Format, *, name: str) -> Document:
    """The visible content of a file of a known format."""
    return _document(_look(content, known, name=name, question=""), known, name=name)


def content_of(path: Path) -> bytes:
    """A file's bytes, refused where they are too many to be a reply."""
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise unsupported("no file but a folder, pipe or device", "receive the file itself")
    most = current().file_bytes
    if found.st_size > most:
        raise too_large(f"a file of {found.st_size} bytes", f"at most {most} bytes")
    return path.read_bytes()


def let_in(content: bytes) -> tuple[bytes, Format]:
    """A file's bytes and its format, past the guard, which refuses what no honest program writes.

    A workbook that Excel encrypted and opens without asking comes decrypted. An empty file, a vast
    one, and one of a kind without a reader are refused.
    """
    most = current().file_bytes
    if len(content) > most:
        raise too_large(f"a file of {len(content)} bytes", f"at most {most} bytes")
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise DocumentRefused(
            ProblemCode.DOCUMENT_EMPTY,
            "a file without content",
            expected="the document that the force sent",
            remedy="ask for it again, or receive the right file",
        )
    beginning = Beginning(content)
    if is_wrapped(beginning):
        refuse_compound(content)
        content = unwrapped(content)
        beginning = Beginning(content)
    known = format_of(beginning)
    known.guard(content)
    return content, known


def _look(content: bytes, known: Format, *, name: str, question: str) -> Look:
    suffix = PurePosixPath(name).suffix.lower()
    opening = Opening(name, suffix, kinds_of_suffix(suffix), question)
    return _guarded(known, lambda: known.look(content, opening))


def _document(look: Look, known: Format, *, name: str) -> Document:
    document = _guarded(known, look.read)
    suffix = PurePosixPath(name).suffix.lower()
    said = kinds_of_suffix(suffix)
    if said and known.kind not in said:
        found = f"the name ends in {suffix} but the content is {known.kind}"
        document.remarks.append((ProblemCode.DOCUMENT_NOT_ITS_EXTENSION, "", found))
    return document


def _guarded(known: Format, parse: Callable[[], T]) -> T:
    """What parsing gives; libraries raise whatever they stumble over, which becomes a refusal."""
    try:
        return parse()
    # Out of memory, the worker says so: the file may be read with more of it.
    except (DocumentRefused, KeyboardInterrupt, SystemExit, MemoryError):
        raise
    # calamine raises PanicException, which is a BaseException (pyo3)
    except BaseException as error:
        raise broken(
            f"a {known.kind} file that cannot be parsed ({type(error).__name__})"
        ) from error
