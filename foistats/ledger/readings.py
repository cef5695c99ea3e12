"""Readings that are kept, by what they depend on: deleting them costs time and nothing else.

`.foistats/readings/<request_id>/<key>`. What a reader said of a document is kept, and that it used
up its processor time or its memory, or crashed, which it would do each time under the same limits.
Never kept is that the clock ended a reader, which may be the machine's fault, and never a document
that hides something, of which nothing is kept but what was found.
"""

import hashlib
import os
import threading
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from foistats.documents.answers import NotARecord, packed, unpacked
from foistats.documents.workers import Answer, is_settled
from foistats.errors import WorkspaceError
from foistats.intake.reading import Job, readings_of
from foistats.ledger.keys import Key
from foistats.records import DocumentReading
from foistats.workspace import Workspace

_DIGEST_BYTES = 32


class Wanted(NamedTuple):
    """A document to be read. With `anew` it is read whatever is kept."""

    request_id: str
    key: Key
    job: Job
    anew: bool = False


class Got(NamedTuple):
    """A reading. `kept` is True where it is there for the next time; `read` where it was read now.

    `sure` is False where it tells what became of the reader: another time may go better.
    `differs` is True where reading it anew gave something else than what had been kept under the
    same key, which must not be.
    """

    reading: DocumentReading
    kept: bool
    read: bool
    differs: bool = False
    sure: bool = True


class Readers(Protocol):
    """Who reads documents: worker processes of this machine, or those of a cluster."""

    @property
    def size(self) -> int:
        """How many calls of `run_many` at a time are of use."""

    def run_many(self, jobs: Sequence[Job]) -> Iterator[Answer]:
        """What became of each job, in order."""


def read_wanted(workspace: Workspace, wanted: Sequence[Wanted], pool: Readers) -> list[Got]:
    """The readings of some documents in order: those kept as they are, the others by one worker."""
    known = [_kept(workspace, document) for document in wanted]
    due = [
        document
        for document, had in zip(wanted, known, strict=True)
        if document.anew or had is None
    ]
    jobs = [document.job for document in due]
    answers = list(pool.run_many(jobs)) if jobs else []
    fresh = iter(zip(due, answers, readings_of(jobs, answers), strict=True))
    got: list[Got] = []
    for document, had in zip(wanted, known, strict=True):
        if had is not None and not document.anew:
            got.append(Got(had, kept=True, read=False))
            continue
        _, answer, reading = next(fresh)
        # What the machine did to a reader may go better another time; what the document did won't.
        sure = isinstance(answer, DocumentReading) or is_settled(answer)
        kept = sure and not reading.hidden
        if kept and had != reading:
            _keep(workspace, document, reading)
        differs = had is not None and had != reading
        got.append(Got(reading, kept, read=True, differs=differs, sure=sure))
    return got


def is_kept(workspace: Workspace, request_id: str, key: Key) -> bool:
    """True where there seems to be a reading; whether it is whole is seen when it is used."""
    return _file(workspace, request_id, key).is_file()


def drop_others(workspace: Workspace, request_id: str, keys: Collection[str]) -> None:
    """Delete a request's readings but some: of what was sealed or withdrawn nothing stays."""
    folder = workspace.readings_folder(request_id)
    for name in os.listdir(folder) if folder.is_dir() else ():  # noqa: PTH208 - thousands of names
        if name not in keys:
            (folder / name).unlink(missing_ok=True)


def _file(workspace: Workspace, request_id: str, key: Key) -> Path:
    return workspace.readings_folder(request_id) / key.digest


def _kept(workspace: Workspace, document: Wanted) -> DocumentReading | None:
    """A reading that is there whole; None for one that is damaged, as if there were none."""
    try:
        content = _file(workspace, document.request_id, document.key).read_bytes()
        digest, body = content[:_DIGEST_BYTES], content[_DIGEST_BYTES:]
        if hashlib.sha256(body).digest() != digest:
            return None
        _, reading = unpacked(body)
    except (OSError, NotARecord):
        return None
    return reading if isinstance(reading, DocumentReading) else None


def _keep(workspace: Workspace, document: Wanted, reading: DocumentReading) -> None:
    """Keep a reading. Not waited for until the disk has it: a damaged one is read anew."""
    file = _file(workspace, document.request_id, document.key)
    body = packed(0, reading)
    # The same document may stand under two responses, which are read at the same time.
    aside = file.with_name(f".{file.name}.{os.getpid()}.{threading.get_ident()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(hashlib.sha256(body).digest() + body)
        os.replace(aside, file)  # noqa: PTH105 - tests make os.replace fail
    except OSError as reason:
        aside.unlink(missing_ok=True)
        raise WorkspaceError(
            f"a reading can't be kept in {file.parent}: {reason.strerror or reason}; make room"
            " there, or make that folder writable, then run again; nothing was written"
        ) from None
