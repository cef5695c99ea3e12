"""A few reused processes in which documents are parsed, so that none can end or hang a run.

calamine aborts its whole process on some legal files and pandas on others; nothing in that process
can catch it. So the process that runs the flow never parses a document: it hands it to a worker
and, if the worker dies or takes too long, starts another and says so.
"""

import gc
import importlib
import multiprocessing
import multiprocessing.forkserver
import os
import queue
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from foistats.errors import FoistatsError

# Limits of one document, stated once. A reply of 45 forces is read in milliseconds.
TIMEOUT_SECONDS = 60.0
MEMORY_BYTES = 2 * 1024**3
BATCH = 32


@dataclass(frozen=True, slots=True)
class WorkerDied:
    """The worker ended while it had this job; `exit_code` is negative for a signal."""

    exit_code: int | None


@dataclass(frozen=True, slots=True)
class WorkerTooSlow:
    """The worker was ended because this job took longer than allowed."""

    seconds: float


@dataclass(frozen=True, slots=True)
class JobFailed:
    """The function raised; `error` is a refusal's sentence, or the exception's type and where.

    A library's own message is never handed on: it may quote what the document hides.
    """

    error: str


Answer = Any


class WorkerPool:
    """Workers that call one function, given as `package.module:function`, job by job.

    Safe to call from several threads: each call borrows a worker for as long as it needs one.
    Use it as a context manager; no process is left behind.
    """

    def __init__(
        self,
        function: str,
        *,
        workers: int | None = None,
        timeout_seconds: float = TIMEOUT_SECONDS,
        memory_bytes: int = MEMORY_BYTES,
    ) -> None:
        """Take note; processes start when the pool is entered."""
        self.function = function
        self.size = workers or max(1, multiprocessing.cpu_count())
        self.timeout_seconds = timeout_seconds
        self.memory_bytes = memory_bytes
        self._idle: queue.LifoQueue[_Worker] = queue.LifoQueue()
        self._all: list[_Worker] = []
        self._lock = threading.Lock()

    def __enter__(self) -> "WorkerPool":
        """Start the workers."""
        for _ in range(self.size):
            self._idle.put(self._start())
        return self

    def __exit__(self, *_: object) -> None:
        """End every worker, busy or not."""
        for worker in self._all:
            worker.end()
        self._all.clear()

    def run(self, args: tuple[Any, ...]) -> Answer:
        """One job's result, or what became of it: WorkerDied, WorkerTooSlow, JobFailed."""
        return next(iter(self.run_many([args])))

    def run_many(self, jobs: Sequence[tuple[Any, ...]]) -> Iterator[Answer]:
        """The jobs' results in order, one worker doing all of them.

        A job that ends its worker costs only itself: the rest go on in a new one.
        """
        with self._borrowed() as place:
            done = 0
            while done < len(jobs):
                batch = jobs[done : done + BATCH]
                place.worker.connection.send(batch)
                for _ in batch:
                    answer, lost = self._await(place.worker)
                    yield answer
                    done += 1
                    if lost:
                        place.worker = self._replace(place.worker)
                        break

    def _await(self, worker: "_Worker") -> tuple[Answer, bool]:
        try:
            if not worker.connection.poll(self.timeout_seconds):
                return WorkerTooSlow(self.timeout_seconds), True
            return worker.connection.recv(), False
        except (EOFError, ConnectionResetError):
            worker.process.join(5)
            return WorkerDied(worker.process.exitcode), True

    @contextmanager
    def _borrowed(self) -> "Iterator[_Place]":
        place = _Place(self._idle.get())
        finished = False
        try:
            yield place
            finished = True
        finally:
            # A caller that stops half way leaves answers in the pipe: that worker can't be reused.
            self._idle.put(place.worker if finished else self._replace(place.worker))

    def _start(self) -> "_Worker":
        with self._lock:
            worker = _Worker.start(self.function, self.memory_bytes)
            self._all.append(worker)
            return worker

    def _replace(self, worker: "_Worker") -> "_Worker":
        worker.end()
        with self._lock, suppress(ValueError):
            self._all.remove(worker)
        return self._start()


@dataclass(slots=True)
class _Place:
    worker: "_Worker"


@dataclass(slots=True, eq=False)
class _Worker:
    process: BaseProcess
    connection: Connection

    @classmethod
    def start(cls, function: str, memory_bytes: int) -> "_Worker":
        context = _context(function.partition(":")[0])
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, function, memory_bytes), daemon=True)
        process.start()
        theirs.close()
        return cls(process, ours)

    def end(self) -> None:
        self.connection.close()
        if self.process.is_alive():
            self.process.kill()
        self.process.join(5)


def _context(module: str) -> Any:
    """A fork server where there is one: a clean parent, so a worker costs 2 ms, not 200."""
    if "forkserver" in multiprocessing.get_all_start_methods():
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([module])
        return context
    return multiprocessing.get_context("spawn")


def _serve(connection: Connection, function: str, memory_bytes: int) -> None:
    """The worker's life: take a batch, answer each job, until the pipe closes."""
    _limit_memory(memory_bytes)
    _be_silent()
    module, _, name = function.partition(":")
    call = getattr(importlib.import_module(module), name)
    # What is loaded by now stays; looking through it again and again cost a fifth of the reading.
    gc.freeze()
    gc.set_threshold(50_000)
    while True:
        try:
            batch = connection.recv()
        except (EOFError, OSError):
            return
        for args in batch:
            connection.send(_answer(call, args))


def _be_silent() -> None:
    """What libraries print may quote what a document hides: no one is to read it anywhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)


def _answer(call: Any, args: tuple[Any, ...]) -> Answer:
    try:
        return call(*args)
    except (KeyboardInterrupt, SystemExit):
        raise
    except FoistatsError as refusal:
        return JobFailed(str(refusal))
    # calamine raises PanicException, which is a BaseException (pyo3)
    except BaseException as error:
        return JobFailed(f"{type(error).__name__}{_where(error)}")


def _where(error: BaseException) -> str:
    """The innermost line of ours that an exception came through, for whoever mends it."""
    found = ""
    at = error.__traceback__
    while at is not None:
        module = at.tb_frame.f_globals.get("__name__", "")
        if module.startswith("foistats.") and module != __name__:
            found = f" in {module}, line {at.tb_lineno}"
        at = at.tb_next
    return found


def _limit_memory(memory_bytes: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
