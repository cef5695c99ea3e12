"""Replies read on the workers of a Dask cluster, which another program started and looks after.

This machine sends the bytes of documents and takes readings back; it alone opens the workspace,
keeps readings, seals and writes. So workers share no disk with it, and one that is killed has lost
nothing but the time that it spent: Dask gives its documents to another.

Dask itself is used and not prefect-dask: its tasks report to Prefect's API from the workers, which
the server that `foistats serve` starts, on loopback and behind a secret, lets nobody do.
"""

import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

from foistats.documents.answers import NotARecord
from foistats.documents.limits import MEGABYTE, Limits
from foistats.documents.workers import BATCH, Answer, JobFailed, WorkerPool
from foistats.errors import FoistatsError
from foistats.intake.reading import READ_REPLY, Job
from foistats.run.on_worker import Program, Sent, packed_jobs, read_packed, sent, unpacked_answer
from foistats.run.worker_versions import same_as_here

if TYPE_CHECKING:
    from distributed import Client, Future

# What is sent at a time, unless one document is larger.
_BYTES_AT_A_TIME = 4 * MEGABYTE
_CONNECTS_WITHIN = 20
_SOMEONE_WITHIN = 20.0
_NOBODY_FOR = 60.0
# How often it is asked who works there.
_LOOKS_EVERY = 2.0
# More are no use: a run has as many portions.
_MOST_AT_ONCE = 24


class ClusterLost(FoistatsError):
    """The cluster can't be reached, or nobody works there; what was read by then is kept."""


class _Part(NamedTuple):
    """Some jobs that are sent together; `packed_up` is None where they are read here."""

    jobs: Sequence[Job]
    packed_up: bytes | None


class _UnderWay(NamedTuple):
    """A part that was sent, and the workers that may read it."""

    future: "Future"
    sent_to: frozenset[str]


class ClusterReaders:
    """Reads documents on a cluster's workers, in the place of a WorkerPool; a context manager."""

    def __init__(self, address: str, *, limits: Limits, nobody_for: float = _NOBODY_FOR) -> None:
        """Take note; nothing is connected to yet."""
        self.address = address
        self.limits = limits
        self.size = 1
        self._nobody_for = nobody_for
        self._open = ExitStack()
        self._lock = threading.Lock()
        self._workers: tuple[str, ...] = ()
        self._threads = 0
        self._under_way = 0
        self._looked_at = 0.0
        self._someone_at = 0.0

    def __enter__(self) -> "ClusterReaders":
        """Connect, and refuse workers that would read with another program.

        Raises FoistatsError: Dask isn't installed here, nobody answers, or nobody works there.
        """
        self._client: Client = self._open.enter_context(_connected(self.address))
        self._here: WorkerPool = self._open.enter_context(
            WorkerPool(READ_REPLY, limits=self.limits)
        )
        try:
            self._wait_for_someone()
        except BaseException:
            self._open.close()
            raise
        self.size = min(_MOST_AT_ONCE, 2 * self._threads)
        return self

    def __exit__(self, *_: object) -> None:
        """Leave the cluster as it was."""
        self._open.close()

    def run_many(self, jobs: Sequence[Job]) -> Iterator[Answer]:
        """What became of each job, in order; a few parts of them are under way at a time."""
        waiting: deque[tuple[_Part, _UnderWay | None]] = deque()
        parts = self._parts(jobs)
        more = True
        try:
            while more or waiting:
                while more and self._may_send(first=not waiting):
                    part = next(parts, None)
                    more = part is not None
                    try:
                        sent_off = self._sent_off(part) if part else None
                    except BaseException:
                        self._came_back()
                        raise
                    if sent_off is None:
                        self._came_back()
                    if part:
                        waiting.append((part, sent_off))
                if waiting:
                    yield from self._answers(*waiting.popleft())
        finally:
            for _, sent_off in waiting:
                if sent_off is not None:
                    self._came_back()
                    sent_off.future.cancel()

    def _parts(self, jobs: Sequence[Job]) -> Iterator[_Part]:
        """The jobs in parts; the files of a part are opened only when it is about to be sent."""
        together: list[tuple[Job, Sent]] = []
        size = 0
        for job in jobs:
            content = sent(Path(job.path), limits=self.limits)
            if together and (
                content is None or size + len(content) > _BYTES_AT_A_TIME or len(together) == BATCH
            ):
                yield self._part(together)
                together, size = [], 0
            if content is None:
                yield _Part([job], None)
                continue
            name = job.received_as or PurePath(job.path).name
            together.append((job, Sent(content, job.asked, job.declared, name, job.sha256)))
            size += len(content)
        if together:
            yield self._part(together)

    def _part(self, together: Sequence[tuple[Job, Sent]]) -> _Part:
        return _Part(
            [job for job, _ in together], packed_jobs([one for _, one in together], self.limits)
        )

    def _may_send(self, *, first: bool) -> bool:
        """True where a part may be sent, which counts as under way from now on.

        Each worker has one more waiting than it reads. Who has none under way needn't wait.
        """
        with self._lock:
            may = first or self._under_way < 2 * self._threads
            self._under_way += may
            return may

    def _came_back(self) -> None:
        with self._lock:
            self._under_way -= 1

    def _sent_off(self, part: _Part) -> _UnderWay | None:
        """A part on its way to the workers that were looked at; None for one that is read here."""
        if part.packed_up is None:
            return None
        self._look()
        # To name no worker would be to let any have it, whatever it reads with.
        while not (workers := self._workers):
            time.sleep(_LOOKS_EVERY / 10)
            self._look()
        future = self._client.submit(
            read_packed,
            part.packed_up,
            workers=list(workers),
            allow_other_workers=False,
            pure=False,
        )
        return _UnderWay(future, frozenset(workers))

    def _answers(self, part: _Part, sent_off: _UnderWay | None) -> Iterable[Answer]:
        if sent_off is None:
            return self._here.run_many(part.jobs)
        try:
            came = self._waited(part, sent_off)
        finally:
            self._came_back()
        if came is None:
            return self._here.run_many(part.jobs)
        return [_answer(one) for one in came]

    def _waited(self, part: _Part, sent_off: _UnderWay) -> list[bytes] | None:
        """What a part came to; None where worker after worker was lost while it had it."""
        from concurrent.futures import CancelledError

        from distributed import KilledWorker

        while True:
            try:
                came: list[bytes] = sent_off.future.result(timeout=_LOOKS_EVERY)
                return came
            except TimeoutError:
                self._look()
                # Dask waits for the very workers that a part was sent to, even if all are gone.
                if sent_off.sent_to.isdisjoint(self._workers):
                    sent_off.future.cancel()
                    sent_off = self._sent_off(part) or sent_off
            except KilledWorker:
                return None
            except CancelledError:
                raise self._lost("its scheduler has ended") from None

    def _look(self) -> None:
        """See who works there, a moment after the last look; refuse who reads with another program.

        Raises ClusterLost where nobody has been there for too long.
        """
        with self._lock:
            now = time.monotonic()
            if now - self._looked_at < _LOOKS_EVERY:
                return
            self._look_now()
            if self._workers:
                self._someone_at = now
            elif now - self._someone_at > self._nobody_for:
                raise self._lost(f"nobody has worked there for {self._nobody_for:g} seconds")
            self._looked_at = time.monotonic()

    def _look_now(self) -> None:
        try:
            there = self._client.scheduler_info(n_workers=-1)["workers"]
        except OSError:
            there = {}
        new = [worker for worker in there if worker not in self._workers]
        known = set(self._workers)
        if new:
            known |= same_as_here(self._client, new, ours=Program.here())
        self._workers = tuple(worker for worker in there if worker in known)
        threads = sum(there[worker]["nthreads"] for worker in self._workers)
        self._threads = threads or self._threads

    def _wait_for_someone(self) -> None:
        self._someone_at = time.monotonic()
        self._look_now()
        while not self._workers:
            if time.monotonic() - self._someone_at > min(self._nobody_for, _SOMEONE_WITHIN):
                raise ClusterLost(
                    f"nobody works at {self.address}; start workers with `dask worker"
                    f" {self.address} --nthreads 1`, then run again"
                )
            time.sleep(0.2)
            self._look_now()

    def _lost(self, why: str) -> ClusterLost:
        return ClusterLost(
            f"the cluster at {self.address} is lost: {why}; nothing was written, and what was read"
            " is kept: run again once it is there, or without --cluster"
        )


def _answer(content: bytes) -> Answer:
    try:
        return unpacked_answer(content)
    except NotARecord as error:
        return JobFailed(f"an answer that is none ({error})")


def _connected(address: str) -> "Client":
    try:
        import dask
        from distributed import Client
    except ImportError:
        raise FoistatsError(
            "reading on a cluster needs Dask, which isn't installed here: install foistats with its"
            " extra dask (`uv sync --extra dask`), or run without --cluster"
        ) from None
    # A document is sent as it is, however large; Dask would have it laid somewhere first.
    dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"})
    try:
        return Client(address, timeout=_CONNECTS_WITHIN, set_as_default=False)
    except (OSError, ValueError, TimeoutError, TypeError) as reason:
        raise FoistatsError(
            f"no Dask scheduler answers at {address} ({type(reason).__name__}); start one with"
            " `dask scheduler`, or correct the address"
        ) from None
