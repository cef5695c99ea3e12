"""What runs on a worker of a Dask cluster: documents that came as bytes are read as anywhere.

Nothing of a document is written to the worker's disk, and none is parsed in the process that Dask
runs: the readers are the same confined processes as everywhere, one for each thread of the worker.
"""

import atexit
import multiprocessing
import pickle
import threading
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from foistats.documents.answers import packed, unpacked
from foistats.documents.limits import Limits
from foistats.documents.workers import Answer, WorkerDied, WorkerPool, WorkerTooSlow
from foistats.ledger.digests import installed_libraries, program_digests
from foistats.records import Asked, Declared

READ_SENT = "foistats.reading.file:read_sent"
# What becomes of a reader is told by the process that started it, and so comes as its parts.
_DIED, _TOO_SLOW = "died", "too slow"


class Sent(NamedTuple):
    """A document on its way to a worker: its bytes, and what was asked and declared."""

    content: bytes
    asked: Asked
    declared: Declared
    received_as: str
    sha256: str


class Program(NamedTuple):
    """What a machine reads with. `stale` where its files changed since its process began."""

    digests: Mapping[str, str]
    libraries: tuple[str, ...]
    stale: bool

    @classmethod
    def here(cls) -> "Program":
        """What this machine reads with, as its files are now."""
        at_first = program_digests()
        now = program_digests.__wrapped__()
        return cls(dict(now), installed_libraries(), now != at_first)


def packed_jobs(jobs: list[Sent], limits: Limits) -> bytes:
    """Documents, and the limits they are read under, as they travel to a worker."""
    return pickle.dumps((limits, jobs), pickle.HIGHEST_PROTOCOL)


def read_packed(packed_up: bytes) -> list[bytes]:
    """Read the documents that were sent; gives what became of each, as it travels back."""
    limits, jobs = pickle.loads(packed_up)
    return [packed(0, _in_parts(answer)) for answer in _readers(limits, _threads()).run_many(jobs)]


def unpacked_answer(content: bytes) -> Answer:
    """What became of a document that was sent; raises NotARecord where that is no answer."""
    _, answer = unpacked(content)
    match answer:
        case (kind, *parts) if type(answer) is tuple and kind == _DIED:
            return WorkerDied(*parts)
        case (kind, *parts) if type(answer) is tuple and kind == _TOO_SLOW:
            return WorkerTooSlow(*parts)
    return answer


def _in_parts(answer: Answer) -> Any:
    if isinstance(answer, WorkerDied):
        return (_DIED, answer.exit_code)
    if isinstance(answer, WorkerTooSlow):
        return (_TOO_SLOW, answer.seconds, answer.by_processor, answer.page)
    return answer


def _threads() -> int:
    """How many tasks this worker does at a time."""
    from distributed import get_worker

    return int(get_worker().state.nthreads)


_STARTING = threading.Lock()


def _readers(limits: Limits, threads: int) -> WorkerPool:
    with _STARTING:
        return _started(limits, threads)


@cache
def _started(limits: Limits, threads: int) -> WorkerPool:
    # Dask's nanny starts its workers as daemons, which Python lets start no processes; a reader
    # ends by itself once the process that started it is gone.
    if multiprocessing.parent_process() is not None:
        multiprocessing.current_process().daemon = False
    pool = WorkerPool(READ_SENT, workers=threads, limits=limits)
    pool.__enter__()
    atexit.register(pool.__exit__)
    return pool


def sent(path: Path, *, limits: Limits) -> bytes | None:
    """A file's bytes as they can be sent; None for one that only a reader at hand can refuse."""
    try:
        if not path.is_file() or path.stat().st_size > limits.file_bytes:
            return None
        return path.read_bytes()
    except OSError:
        return None
