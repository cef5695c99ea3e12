"""The stages of a run: the one list of them, and what each does.

`build` calls them in their order, for every way to run: `foistats run` calls each plainly, a flow
as a Prefect task. Each response can fail by itself; none stops the others.
"""

import gc
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Protocol, TypeVar

from foistats.documents.workers import WorkerPool
from foistats.errors import FoistatsError, WorkspaceError
from foistats.intake import unread
from foistats.intake.quarantine_reading import Place, let_in
from foistats.intake.reading import READ_REPLY
from foistats.intake.requests import RequestInvalid
from foistats.intake.settings import read_limits
from foistats.intake.stock import Stock, take_stock
from foistats.ledger.built import (
    folder_digests,
    inputs_of,
    read_built,
    with_receipts_of_now,
)
from foistats.ledger.lines import Deed
from foistats.ledger.readings import Got, Readers, read_wanted
from foistats.progress import tell
from foistats.records import DocumentReading, Problem, ReadDocument, ReadResponse
from foistats.run import writing
from foistats.run.handed_on import BuiltRequest, Read, ReadReply, Taken, failed_request
from foistats.run.portions import (
    Portion,
    Refresh,
    Reply,
    failed_document,
    in_portions,
    replies_of,
    to_look_at,
)
from foistats.workspace import Workspace
from schemas.problem_codes import ProblemCode

T = TypeVar("T")


class Caller(Protocol):
    """How stages are called: plainly, or as tasks of Prefect."""

    def stage(self, name: str, call: Callable[[], T]) -> T:
        """Call one stage, which a person knows by this name."""

    def read_all(
        self, portions: Sequence[Portion], read: Callable[[Portion], Read], *, at_once: int
    ) -> list[Read]:
        """Read all portions, as many at a time as there are processes to read them."""


class Plainly:
    """Calls each stage as a function of this process."""

    def stage(self, name: str, call: Callable[[], T]) -> T:  # noqa: ARG002 - nobody is shown it
        """Call one stage."""
        return call()

    def read_all(
        self, portions: Sequence[Portion], read: Callable[[Portion], Read], *, at_once: int
    ) -> list[Read]:
        """Read portions in threads that wait for the processes which read."""
        with ThreadPoolExecutor(max_workers=at_once + 1) as threads:
            threads.submit(_load_what_writes)
            return list(threads.map(read, portions))


def build(  # noqa: PLR0913 - a run has as many settings as it has
    root: str,
    request_ids: Sequence[str],
    *,
    run: str = "",
    refresh: Refresh | None = None,
    today: date | None = None,
    check: Callable[[], Any] | None = None,
    caller: Caller | None = None,
    without: str = "",
    cluster: str = "",
) -> list[BuiltRequest]:
    """Turn the replies to each request into checked tables: all stages of a run, in their order.

    `check` asks whether the figures are plausible; a run that a person or the night started does.
    What was read of the file `without`, and of those inside it, is left out of the tables.
    Replies are read by workers of the Dask cluster at the address `cluster`, if one is given.
    """
    caller = caller or Plainly()
    with without_garbage_collection(), _readers(root, cluster) as pool:
        taken = caller.stage("look through raw/", lambda: take(root, request_ids, today=today))
        taken = caller.stage("look into unlisted files", lambda: seal_unread(root, taken, pool))
        planned = caller.stage("plan the reading", lambda: portions(root, taken, refresh))
        read = caller.read_all(planned, lambda one: read_portion(one, pool), at_once=pool.size)
        read = [[_without(reply, without) for reply in one] for one in read] if without else read
        written = caller.stage(
            "add up and write", lambda: writing.write(root, taken, read, run=run)
        )
        if check is not None:
            caller.stage("check whether the figures are plausible", check)
        return written


def _without(reply: ReadReply, path: str) -> ReadReply:
    """A reply less one of its documents and what is inside that."""
    documents = tuple(
        document
        for document in reply.response.documents
        if document.path != path and not document.path.startswith(f"{path}/")
    )
    return reply._replace(response=replace(reply.response, documents=documents))


def _load_what_writes() -> None:
    """Load what comes after reading while workers read: half a second of a small rerun."""
    import pandera.pandas  # noqa: F401 - only loaded

    import foistats.quality.contracts
    import foistats.release.arrow  # noqa: F401 - only loaded


def take(root: str, request_ids: Sequence[str], *, today: date | None = None) -> list[Taken]:
    """Look through the folders of some requests; one that can't be used keeps its problems.

    Nothing can have been sent or received after `today`, the day of the run if none is given.
    """
    tell("looking through raw/", 0, 1)
    workspace = Workspace(Path(root))
    limits = read_limits(workspace)
    taken: list[Taken] = []
    for request_id in request_ids:
        # Fingerprint the folder first: a file that changes during this run triggers the next one.
        digests = folder_digests(workspace, request_id)
        one = Taken(request_id, None, before=read_built(workspace, request_id))
        try:
            stock = take_stock(workspace, request_id, today=today)
            one = one._replace(stock=stock, certain=not stock.passing)
        except RequestInvalid as refusal:
            one = one._replace(problems=refusal.problems)
        except WorkspaceError as refusal:
            one = one._replace(problems=(_unusable(request_id, refusal),))
        except OSError:
            raise
        except Exception as error:
            one = failed_request(one, error)
        digests = with_receipts_of_now(digests, workspace, request_id)
        taken.append(one._replace(inputs=inputs_of(digests, limits)))
    return taken


def _unusable(request_id: str, refusal: WorkspaceError) -> Problem:
    return Problem(
        ProblemCode.REQUEST_INVALID,
        f"raw/{request_id}",
        "",
        str(refusal),
        "a request folder that can be used",
        "correct what the sentence names, then run again",
    )


def seal_unread(root: str, taken: Sequence[Taken], pool: Readers) -> list[Taken]:
    """Look into the files that no standing response names, too; what hides something is sealed."""
    workspace = Workspace(Path(root))
    return [
        one if one.stock is None else _sealed_unread(workspace, one, one.stock, pool)
        for one in taken
    ]


def _sealed_unread(workspace: Workspace, taken: Taken, stock: Stock, pool: Readers) -> Taken:
    looked: list[tuple[str, Got]] = []

    def look(paths: Sequence[str]) -> list[DocumentReading]:
        wanted = to_look_at(workspace, stock, paths)
        got = read_wanted(workspace, wanted, pool)
        looked.extend((want.key.digest, had) for want, had in zip(wanted, got, strict=True))
        return [had.reading for had in got]

    try:
        stock = unread.seal_unread(workspace, stock, look)
    except (FoistatsError, OSError):
        raise
    except Exception as error:
        return failed_request(taken, error)
    return taken._replace(
        stock=stock,
        looked_at=tuple(key for key, _ in looked),
        certain=taken.certain and all(had.kept for _, had in looked),
    )


def portions(root: str, taken: Sequence[Taken], refresh: Refresh | None = None) -> list[Portion]:
    """All replies to be read: one by one while they are few, else in batches."""
    workspace = Workspace(Path(root))
    replies = [
        reply
        for one in taken
        if one.stock is not None
        for reply in replies_of(workspace, one.stock, one.before, refresh or Refresh())
    ]
    return in_portions(workspace, replies)


def reading_pool(root: str) -> WorkerPool:
    """The worker processes in which documents are read, under the workspace's own limits."""
    return WorkerPool(READ_REPLY, limits=read_limits(Workspace(Path(root))))


def _readers(root: str, cluster: str) -> AbstractContextManager[Readers]:
    if not cluster:
        return reading_pool(root)
    from foistats.run.cluster import ClusterReaders

    return ClusterReaders(cluster, limits=read_limits(Workspace(Path(root))))


def read_portion(portion: Portion, pool: Readers) -> Read:
    """Read the documents of some replies in one worker; those kept are taken as they were read.

    A document that hides something is sealed at once, and nothing of it is kept.
    """
    try:
        return _read_portion(portion, pool)
    except (FoistatsError, OSError):
        raise
    except Exception as error:
        if len(portion.replies) == 1:
            return [_unread(portion.replies[0], error)]
    alone = (portion._replace(replies=(reply,)) for reply in portion.replies)
    return [one for each in alone for one in read_portion(each, pool)]


def _unread(reply: Reply, error: Exception) -> ReadReply:
    """A reply on which foistats itself failed: nothing of it is read, and the others are."""
    failed = tuple(failed_document(receipt, error) for receipt in reply.receipts)
    documents = (*reply.spoilt, *failed)
    deeds = tuple(
        Deed(document.path, document.sha256, "not read", "", 0, len(document.reading.problems))
        for document in documents
    )
    return ReadReply(
        reply.request_id,
        ReadResponse(reply.response, documents),
        {},
        kept=(),
        deeds=deeds,
        why="foistats failed on it",
        certain=False,
    )


def _read_portion(portion: Portion, pool: Readers) -> Read:
    workspace = Workspace(Path(portion.root))
    whys = [reply.due(workspace) or reply.changed() for reply in portion.replies]
    got = iter(
        read_wanted(workspace, [one for reply in portion.replies for one in reply.wanted], pool)
    )
    read = [
        _read_reply(workspace, reply, [next(got) for _ in reply.wanted], why)
        for reply, why in zip(portion.replies, whys, strict=True)
    ]
    tell("reading replies", portion.number, portion.of)
    return read


def _read_reply(workspace: Workspace, reply: Reply, got: Sequence[Got], why: str) -> ReadReply:
    place = Place(workspace, reply.request_id, reply.response.response_id, reply.released)
    of_path: dict[str, tuple[ReadDocument, ...]] = {one.path: (one,) for one in reply.spoilt}
    deeds = {
        one.path: Deed(one.path, one.sha256, "not read", "", 0, len(one.reading.problems))
        for one in reply.spoilt
    }
    for receipt, want, had in zip(reply.receipts, reply.wanted, got, strict=True):
        let = let_in(had.reading, receipt, place)
        of_path[receipt.path] = let
        deeds[receipt.path] = Deed(
            receipt.path,
            receipt.sha256,
            "sealed" if had.reading.hidden else "read" if had.read else "kept",
            want.key.digest if had.kept else "",
            sum(len(one.reading.observations) for one in let),
            sum(len(one.reading.problems) for one in let),
        )
    if any(had.differs for had in got):
        why += "; it came out otherwise than before: report this"
    # As they are listed: a document must not move to the end on the day that it is sealed.
    documents = [one for path in reply.response.documents for one in of_path.get(path, ())]
    return ReadReply(
        reply.request_id,
        ReadResponse(reply.response, tuple(documents)),
        reply.keys(),
        kept=tuple(
            want.key.digest for want, had in zip(reply.wanted, got, strict=True) if had.kept
        ),
        deeds=tuple(deeds[path] for path in reply.response.documents if path in deeds),
        why=why,
        # Of a document that a person let out of quarantine no reading is kept, however sure.
        certain=all(
            had.kept or (had.sure and receipt.path in reply.released)
            for receipt, had in zip(reply.receipts, got, strict=True)
        ),
    )


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """Half a million rows that all stay would be looked through again and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
