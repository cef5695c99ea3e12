"""A few reused processes in which documents are parsed, so that none can end or hang a run.

calamine aborts its whole process on some legal files and pandas on others; nothing in that process
can catch it. So the process that runs the flow never parses a document: it hands it to a worker
and, if the worker dies, takes too long or wants too much memory, starts another and says so.
"""

import gc
import importlib
import multiprocessing
import multiprocessing.forkserver
import os
import queue
import signal
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from foistats.documents import limits as limits_in_use
from foistats.documents import pace
from foistats.documents.answers import NotARecord, packed, unpacked
from foistats.documents.confinement import (
    HEADROOM,
    allow_memory,
    allow_seconds,
    confine,
    peak_memory,
)
from foistats.documents.limits import MEGABYTE, Limits
from foistats.documents.turns import Turns
from foistats.errors import FoistatsError
from foistats.progress import tell

BATCH = 32
# As many replies as a flow reads at the same time; each further worker would only hold memory.
_MOST_WORKERS = 4
# How often the clock is looked at. A job may run over its time by as much.
_TICK = 0.05
# A job may wait for a processor this many times its own time, and no longer.
_MOST_WAITS = 19
# Room in a message for what stands around the answer.
_AROUND = 1024
# A worker that has held more than this share of its memory gives it back by being replaced.
_KEPT = 0.375
# The first byte of an answer: whether its worker holds so much memory that it is replaced.
_SPENT, _FRESH = b"1", b"0"
# The first byte of a message that is no answer yet: the job's document has come to a page.
_PAGE = b"2"
# The pages of a document with this many are shown as it is read.
_MANY_PAGES = 10


@dataclass(frozen=True, slots=True)
class WorkerDied:
    """The worker ended while it had this job; `exit_code` is negative for a signal."""

    exit_code: int | None

    def __str__(self) -> str:
        """What happened, for a person."""
        if self.exit_code is not None and self.exit_code < 0:
            with suppress(ValueError):
                name = signal.Signals(-self.exit_code).name
                return f"the reader was ended by {name}: the file made a library give up"
        return f"the reader ended with exit code {self.exit_code}"


@dataclass(frozen=True, slots=True)
class WorkerTooSlow:
    """The worker was ended because this job took longer than allowed.

    With `by_processor` it had used up its processor time, which it would do again; else the clock
    ended it. `page` is the page of the document at which it was ended; 0 for none.
    """

    seconds: float
    by_processor: bool = False
    page: int = 0

    def __str__(self) -> str:
        """What happened, for a person."""
        if self.page:
            return f"page {self.page} was not read in its time, or the pages up to it in theirs"
        return f"no result after {self.seconds:g} seconds"


@dataclass(frozen=True, slots=True)
class OutOfMemory:
    """The job wanted more memory than allowed."""

    most: int

    def __str__(self) -> str:
        """What happened, for a person."""
        return f"reading it takes more than {self.most // MEGABYTE} MB of memory"


@dataclass(frozen=True, slots=True)
class AnswerTooLarge:
    """What the job gave is more than any document holds; it was thrown away."""

    most: int

    def __str__(self) -> str:
        """What happened, for a person."""
        return f"what was read comes to more than {self.most // MEGABYTE} MB"


@dataclass(frozen=True, slots=True)
class JobFailed:
    """The function raised; `error` is a refusal's sentence, or the exception's type and where.

    A library's own message is never handed on: it may quote what the document hides.
    """

    error: str

    def __str__(self) -> str:
        """What happened, for a person."""
        return f"the reader failed: {self.error}"


Answer = Any
# What a library ends its process with where a file makes it fail.
_CRASHES = frozenset(
    getattr(signal, name)
    for name in ("SIGABRT", "SIGSEGV", "SIGBUS", "SIGFPE", "SIGILL")
    if hasattr(signal, name)
)


def is_settled(answer: Answer) -> bool:
    """True for what would become of the job each time, under the same limits.

    A crash of a library, and a job that used up its memory, its processor time or its room for an
    answer, are the document's doing; a reader that the clock or somebody else ended is the
    machine's.
    """
    if isinstance(answer, WorkerDied):
        return answer.exit_code is not None and -answer.exit_code in _CRASHES
    if isinstance(answer, WorkerTooSlow):
        return answer.by_processor
    return isinstance(answer, OutOfMemory | AnswerTooLarge)


class WorkerPool:
    """Workers that call one function, given as `package.module:function`, job by job.

    Safe to call from several threads: each call borrows a worker for as long as it needs one, and
    one is started when all there are have work, up to `workers` of them. Use it as a context
    manager; no process is left behind.
    """

    def __init__(
        self, function: str, *, workers: int | None = None, limits: Limits | None = None
    ) -> None:
        """Take note; a process starts when there is something for it to do."""
        self.function = function
        self.size = workers or max(1, min(multiprocessing.cpu_count(), _MOST_WORKERS))
        self.limits = limits or limits_in_use.current()
        self._idle: queue.LifoQueue[_Worker] = queue.LifoQueue()
        self._all: list[_Worker] = []
        self._begun = 0
        self._lock = threading.Lock()
        self._turns = Turns()
        self._over = threading.Event()
        self._clock = threading.Thread(target=self._watch, name="foistats clock", daemon=True)

    def __enter__(self) -> "WorkerPool":
        """Start the clock that the workers work against."""
        self._clock.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End every worker, busy or not."""
        self._over.set()
        self._clock.join()
        for worker in self._all:
            worker.end()
        self._all.clear()

    def run(self, args: tuple[Any, ...]) -> Answer:
        """One job's result, or what became of it.

        That is WorkerDied, WorkerTooSlow, OutOfMemory, AnswerTooLarge or JobFailed.
        """
        return next(iter(self.run_many([args])))

    def run_many(self, jobs: Sequence[tuple[Any, ...]]) -> Iterator[Answer]:
        """The jobs' results in order, one worker doing all of them.

        A job that ends its worker costs only itself: the rest go on in a new one. One that wants
        more memory than a job ordinarily has gets it when no other job runs.
        """
        with self._borrowed() as place:
            done = 0
            while done < len(jobs):
                batch = jobs[done : done + BATCH]
                with self._turns.among_others():
                    answers = self._done(place, batch)
                if _wanted_memory(answers[-1]):
                    with self._turns.alone():
                        again = batch[len(answers) - 1]
                        answers[-1:] = self._done(place, [again], alone=True, already=place.seconds)
                yield from answers
                done += len(answers)

    def _done(
        self,
        place: "_Place",
        batch: Sequence[tuple[Any, ...]],
        *,
        alone: bool = False,
        already: float = 0.0,
    ) -> list[Answer]:
        """The answers to some jobs, at least one; fewer than jobs where the worker was lost.

        `already` is how long the first of them was read already, with less memory.
        """
        answers: list[Answer] = []
        memory = self.limits.large_memory_bytes if alone else self.limits.memory_bytes
        if not place.worker.process.is_alive():  # the system ended it while it had nothing to do
            place.worker = self._replace(place.worker)
        worker = place.worker
        try:
            worker.begin(max(1.0, self.limits.wall_seconds - already))
            worker.connection.send((memory, batch))
            for number in range(len(batch)):
                answer, spent = self._await(worker, number)
                answers.append(answer)
                if spent:
                    place.worker = self._replace(worker)
                    break
                worker.begin(self.limits.wall_seconds)
        except OSError:  # it died, or was ended, before it had taken in the jobs
            answers.append(self._lost(worker))
            place.worker = self._replace(worker)
        finally:
            place.seconds = time.monotonic() - worker.began
            worker.until = None
        return answers

    def _await(self, worker: "_Worker", number: int) -> tuple[Answer, bool]:
        """The next answer, and whether the worker can't be used any more."""
        most = self.limits.output_bytes
        try:
            message = worker.connection.recv_bytes(most + _AROUND)
            while message[:1] == _PAGE:
                if not worker.has_turned(message, self.limits):
                    return JobFailed("a page that is none"), True
                message = worker.connection.recv_bytes(most + _AROUND)
        except EOFError:
            return self._lost(worker), True
        except OSError as error:
            lost = self._lost(worker) if worker.overdue or error.errno else AnswerTooLarge(most)
            return lost, True
        spent = message[:1] == _SPENT
        if spent:  # its memory is free before the answer takes as much here
            worker.process.kill()
        try:
            answered, answer = unpacked(message[1:])
        except NotARecord as error:
            return JobFailed(f"an answer that is none ({error})"), True
        if answered != number:
            return JobFailed("an answer to another question"), True
        return answer, spent

    def _lost(self, worker: "_Worker") -> WorkerDied | WorkerTooSlow:
        """Why a worker is no more."""
        worker.process.join(1 if worker.overdue else 5)
        if worker.overdue:
            return WorkerTooSlow(self.limits.wall_seconds, page=worker.page)
        exit_code = worker.process.exitcode
        if exit_code is not None and exit_code == -getattr(signal, "SIGXCPU", 0):
            return WorkerTooSlow(self.limits.cpu_seconds, by_processor=True, page=worker.page)
        return WorkerDied(exit_code)

    def _watch(self) -> None:
        """End workers whose job is over its time, whatever they or the pipe are stuck in."""
        while not self._over.wait(_TICK):
            now = time.monotonic()
            with self._lock:
                workers = list(self._all)
            for worker in workers:
                until = worker.until
                if until is not None and now > until:
                    # On a busy machine a job waits for its turn: that is no time of its own.
                    waited = min(worker.waited(), _MOST_WAITS * worker.seconds)
                    later = worker.began + worker.seconds + waited
                    if later > now and worker.until == until:
                        worker.until = later
                        continue
                    worker.overdue = True
                    worker.until = None
                    worker.process.kill()

    @contextmanager
    def _borrowed(self) -> "Iterator[_Place]":
        place = _Place(self._free())
        try:
            yield place
        finally:
            self._idle.put(place.worker)

    def _free(self) -> "_Worker":
        """An idle worker; a new one while there are fewer than there may be; else one's turn."""
        with suppress(queue.Empty):
            return self._idle.get_nowait()
        with self._lock:
            begin = self._begun < self.size
            self._begun += begin
        if not begin:
            return self._idle.get()
        try:
            return self._start()
        except BaseException:
            with self._lock:
                self._begun -= 1
            raise

    def _start(self) -> "_Worker":
        with self._lock:
            worker = _Worker.start(self.function, self.limits)
            self._all.append(worker)
            return worker

    def _replace(self, worker: "_Worker") -> "_Worker":
        with self._lock, suppress(ValueError):
            self._all.remove(worker)
        worker.end()
        return self._start()


def _wanted_memory(answer: Answer) -> bool:
    """True where more memory may help: a library that gets none may end its process."""
    return isinstance(answer, OutOfMemory) or answer == WorkerDied(-signal.SIGABRT)


@dataclass(slots=True)
class _Place:
    worker: "_Worker"
    seconds: float = 0.0


@dataclass(slots=True, eq=False)
class _Worker:
    process: BaseProcess
    connection: Connection
    began: float = 0.0
    seconds: float = 0.0
    until: float | None = None
    overdue: bool = False
    waited_before: float = 0.0
    page: int = 0
    pages: int = 0

    @classmethod
    def start(cls, function: str, limits: Limits) -> "_Worker":
        context = _context(function.partition(":")[0])
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, function, limits), daemon=True)
        process.start()
        theirs.close()
        return cls(process, ours)

    def begin(self, seconds: float) -> None:
        """From now on the next answer is waited for."""
        self.waited_before = _waited(self.process.pid)
        self.began, self.seconds = time.monotonic(), seconds
        self.page = self.pages = 0
        if not self.overdue:
            self.until = self.began + seconds

    def has_turned(self, message: bytes, limits: Limits) -> bool:
        """Give the job the time of one more page; False where the message names no page."""
        number, _, of = message[1:].partition(b"/")
        if not (number.isdigit() and of.isdigit() and len(message) < _AROUND):
            return False
        self.page = int(number)
        if self.page and self.pages < limits.pages:
            self.pages += 1
            self.seconds += limits.seconds_more_per_page
            if self.until is not None:
                self.until += limits.seconds_more_per_page
        if int(of) >= _MANY_PAGES:
            tell("reading pages", self.page or int(of), int(of))
        return True

    def waited(self) -> float:
        """How long the present job has waited for a processor, in seconds."""
        return _waited(self.process.pid) - self.waited_before

    def end(self) -> None:
        self.connection.close()
        if self.process.is_alive():
            self.process.kill()
        self.process.join(5)


def _waited(process_id: int | None) -> float:
    """How long a process has waited for a processor so far, in seconds; 0 where nobody counts.

    Linux counts it in nanoseconds: https://docs.kernel.org/scheduler/sched-stats.html
    """
    try:
        return int(Path(f"/proc/{process_id}/schedstat").read_bytes().split()[1]) / 1e9
    except (OSError, ValueError, IndexError):
        return 0.0


def _context(module: str) -> Any:
    """A fork server where there is one: a clean parent, so a worker costs 2 ms, not 200."""
    if "forkserver" in multiprocessing.get_all_start_methods():
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([module, __name__])
        return context
    return multiprocessing.get_context("spawn")


def _serve(connection: Connection, function: str, limits: Limits) -> None:
    """The worker's life: take a batch, answer each job, until the pipe closes."""
    _be_silent()
    # numpy starts a thread for each processor, and their stacks count as memory of the worker.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    module, _, name = function.partition(":")
    call = getattr(importlib.import_module(module), name)
    limits_in_use.use(limits)
    confine(limits)
    # What is loaded by now stays; looking through it again and again cost a fifth of the reading.
    gc.freeze()
    gc.set_threshold(50_000)
    while True:
        try:
            memory, batch = connection.recv()
        except (EOFError, OSError):
            return
        allow_memory(memory)
        for number, args in enumerate(batch):
            allow_seconds(limits.cpu_seconds)
            pace.listen(_page_turner(connection, limits))
            connection.send_bytes(_message(number, call, args, memory=memory, limits=limits))


def _page_turner(connection: Connection, limits: Limits) -> pace.Listener:
    """What gives each page of a job its processor time, and has the clock told of the page."""
    began, pages = time.process_time(), 0

    def turn(number: int, of: int) -> None:
        nonlocal pages
        pages = min(pages + (number > 0), limits.pages)
        most = limits.cpu_seconds + pages * limits.seconds_more_per_page
        left = int(began + most - time.process_time())
        allow_seconds(max(0, min(left, limits.page_cpu_seconds) if number else left))
        connection.send_bytes(_PAGE + b"%d/%d" % (number, of))

    return turn


def _message(
    number: int, call: Any, args: tuple[Any, ...], *, memory: int, limits: Limits
) -> bytes:
    """An answer as it is sent: to which job, whether this worker is spent, and the answer."""
    try:
        answer = _answer(call, args)
        peak = peak_memory()
        # Some libraries go on past a failed allocation, with less than the document holds.
        if peak > 0.9 * memory:
            answer = OutOfMemory(memory)
        message = packed(number, answer)
    except MemoryError:
        allow_memory(limits.large_memory_bytes + HEADROOM)
        return _SPENT + packed(number, OutOfMemory(memory))
    if len(message) > limits.output_bytes:
        return _SPENT + packed(number, AnswerTooLarge(limits.output_bytes))
    return (_SPENT if peak > _KEPT * limits.memory_bytes else _FRESH) + message


def _be_silent() -> None:
    """What libraries print may quote what a document hides: no one is to read it anywhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)


def _answer(call: Any, args: tuple[Any, ...]) -> Answer:
    try:
        return call(*args)
    except (KeyboardInterrupt, SystemExit, MemoryError):
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
