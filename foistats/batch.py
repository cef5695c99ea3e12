"""A batch of requests, stage by stage: what to read, in what portions, and what becomes of it.

The stages that a flow calls in turn. Each response can fail by itself; none stops the others.
"""

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from foistats.documents.workers import WorkerPool
from foistats.errors import WorkspaceError
from foistats.intake import unread
from foistats.intake.asked import asked_of, declared_of
from foistats.intake.declarations import DeclarationInvalid
from foistats.intake.quarantine_files import Seal
from foistats.intake.quarantine_reading import Place, let_in
from foistats.intake.quarantine_told import sealed_reading
from foistats.intake.reading import READ_REPLY, Job, readings_of
from foistats.intake.receipts import Receipt
from foistats.intake.requests import RequestInvalid
from foistats.intake.settings import read_limits
from foistats.intake.stock import Stock, take_stock
from foistats.progress import tell
from foistats.records import (
    Asked,
    Declared,
    DocumentReading,
    Problem,
    ReadDocument,
    ReadResponse,
    Response,
)
from foistats.workspace import Workspace
from schemas.problem_codes import ProblemCode

if TYPE_CHECKING:
    import pyarrow as pa

# A person wants to see each force. A task costs some 40 ms of Prefect's and its server's time, ten
# times what a reply takes to be read, so more replies than forces are read in a few batches.
ONE_BY_ONE = 60
BATCHES = 24


class Reply(NamedTuple):
    """One response with what is needed to read its documents. `spoilt` has those that can't be.

    `released` are documents, by path, that a person let out of quarantine.
    """

    request_id: str
    response: Response
    receipts: tuple[Receipt, ...]
    jobs: tuple[Job, ...]
    spoilt: tuple[ReadDocument, ...] = ()
    released: Mapping[str, Seal] = MappingProxyType({})


class Portion(NamedTuple):
    """Replies of one workspace that are read in one go, and what a person would call them."""

    root: str
    name: str
    replies: tuple[Reply, ...]
    number: int
    of: int


class Taken(NamedTuple):
    """What is known of one request before it is read; `stock` is None where it is unusable."""

    request_id: str
    stock: Stock | None
    problems: tuple[Problem, ...] = ()


Read = list[tuple[str, ReadResponse]]
"""Responses read, each with the id of its request."""


class Written(NamedTuple):
    """What was written for one request. `rows` has the rows of each table, by its name."""

    request_id: str
    title: str
    folder: Path
    rows: Mapping[str, int]
    usable: bool


@contextmanager
def hold_workspace(root: str) -> Iterator[None]:
    """Hold the workspace for one run; a second one waits its turn, and says so."""
    from filelock import FileLock, Timeout

    workspace = Workspace(Path(root))
    workspace.lock_file.parent.mkdir(exist_ok=True)
    lock = FileLock(workspace.lock_file)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        tell("waiting for another run to end", 0, 1)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def take(root: str, request_ids: Sequence[str]) -> list[Taken]:
    """Look through the folders of some requests; one that can't be used keeps its problems."""
    tell("looking through raw/", 0, 1)
    workspace = Workspace(Path(root))
    taken: list[Taken] = []
    for request_id in request_ids:
        try:
            taken.append(Taken(request_id, take_stock(workspace, request_id)))
        except RequestInvalid as refusal:
            taken.append(Taken(request_id, None, refusal.problems))
        except WorkspaceError as refusal:
            taken.append(Taken(request_id, None, (_unusable(request_id, refusal),)))
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


def seal_unread(root: str, taken: Sequence[Taken], pool: WorkerPool) -> list[Taken]:
    """Look into the files that no standing response names, too; what hides something is sealed."""
    workspace = Workspace(Path(root))
    return [
        one
        if one.stock is None
        else one._replace(stock=unread.seal_unread(workspace, one.stock, pool))
        for one in taken
    ]


def portions(root: str, taken: Sequence[Taken]) -> list[Portion]:
    """All replies to be read: one by one while they are few, else in batches."""
    workspace = Workspace(Path(root))
    replies = [
        _reply(workspace, one.stock, response)
        for one in taken
        if one.stock is not None
        for response in (*one.stock.standing(), *one.stock.replaced())
    ]
    replies = [reply for reply in replies if reply.jobs or reply.spoilt]
    if len(replies) <= ONE_BY_ONE:
        named: list[tuple[str, tuple[Reply, ...]]] = [(_name(r), (r,)) for r in replies]
    else:
        size = -(-len(replies) // BATCHES)
        named = [
            (f"read replies {start + 1} to {start + len(batch)}", batch)
            for start in range(0, len(replies), size)
            if (batch := tuple(replies[start : start + size]))
        ]
    return [
        Portion(root, name, batch, number, len(named))
        for number, (name, batch) in enumerate(named, 1)
    ]


def _name(reply: Reply) -> str:
    forces = " and ".join(reply.response.force_ids)
    return f"read {forces} {reply.response.received_on or ''}".strip()


def _reply(workspace: Workspace, stock: Stock, response: Response) -> Reply:
    request_id = stock.request.request_id
    receipts: list[Receipt] = []
    jobs: list[Job] = []
    spoilt = [
        ReadDocument(path, seal.sha256, sealed_reading(seal, path, response.response_id))
        for path, seal in stock.withheld(response).items()
    ]
    asked = asked_of(stock.request, response.force_ids, stock.declared)
    for receipt in stock.readable(response):
        try:
            declared = declared_of(workspace, request_id, receipt.path, stock.declared)
        except WorkspaceError as refusal:
            spoilt.append(_spoilt(receipt, refusal))
            continue
        receipts.append(receipt)
        jobs.append(_job(workspace, stock, receipt, asked, declared))
    return Reply(request_id, response, tuple(receipts), tuple(jobs), tuple(spoilt), stock.released)


def _job(
    workspace: Workspace, stock: Stock, receipt: Receipt, asked: Asked, declared: Declared
) -> Job:
    """A document where it lies; one that was released lies in quarantine, under another name."""
    request_id, seal = stock.request.request_id, stock.released.get(receipt.path)
    if seal is None:
        return str(workspace.document(request_id, receipt.path)), asked, declared
    file = workspace.sealed_document(request_id, seal.seal_id)
    name = PurePosixPath(receipt.path).name
    return str(file), asked, replace(declared, released=True), name


def _spoilt(receipt: Receipt, refusal: WorkspaceError) -> ReadDocument:
    declared = isinstance(refusal, DeclarationInvalid)
    problem = Problem(
        ProblemCode.DECLARATION_INVALID if declared else ProblemCode.LAYOUT_STALE,
        receipt.path,
        "",
        str(refusal),
        "declarations that can be used" if declared else "a layout that can be used",
        f"correct {'them' if declared else 'the layout'}; the document was not read",
    )
    return ReadDocument(receipt.path, receipt.sha256, DocumentReading(problems=(problem,)))


def reading_pool(root: str) -> WorkerPool:
    """The worker processes in which documents are read, under the workspace's own limits."""
    return WorkerPool(READ_REPLY, limits=read_limits(Workspace(Path(root))))


def read_portion(portion: Portion, pool: WorkerPool) -> Read:
    """Read the documents of some replies in one worker; each reading under its request.

    A document that hides something is sealed at once, and nothing of it is kept.
    """
    workspace = Workspace(Path(portion.root))
    jobs = [job for reply in portion.replies for job in reply.jobs]
    readings = iter(readings_of(jobs, pool.run_many(jobs)) if jobs else ())
    read: Read = []
    for reply in portion.replies:
        place = Place(workspace, reply.request_id, reply.response.response_id, reply.released)
        of_path: dict[str, tuple[ReadDocument, ...]] = {one.path: (one,) for one in reply.spoilt}
        for receipt in reply.receipts:
            of_path[receipt.path] = let_in(next(readings), receipt, place)
        # As they are listed: a document must not move to the end on the day that it is sealed.
        documents = [one for path in reply.response.documents for one in of_path.get(path, ())]
        response = ReadResponse(reply.response, tuple(documents))
        read.append((reply.request_id, response))
    tell("reading replies", portion.number, portion.of)
    return read


def write(root: str, taken: Sequence[Taken], read: Iterable[Read]) -> list[Written]:
    """Add up each request, check all tables against their contracts, then swap them in.

    Raises TableRejected, with nothing written, if any table of any request breaks its contract.
    """
    from foistats.quality.contracts import check_tables
    from foistats.release.generations import write_tables

    workspace = Workspace(Path(root))
    readings: dict[str, list[ReadResponse]] = defaultdict(list)
    tell("adding up and checking", 0, 1)
    for request_id, response in (one for portion in read for one in portion):
        readings[request_id].append(response)
    tables = _tables(taken, readings)
    names = next(iter(tables.values()), {})
    check_tables({name: [of_request[name] for of_request in tables.values()] for name in names})
    return [
        Written(
            one.request_id,
            one.stock.request.title if one.stock is not None else "",
            write_tables(workspace, one.request_id, tables[one.request_id]),
            {name: table.num_rows for name, table in tables[one.request_id].items()},
            one.stock is not None,
        )
        for one in taken
    ]


def _tables(
    taken: Sequence[Taken], readings: Mapping[str, list[ReadResponse]]
) -> "dict[str, dict[str, pa.Table]]":
    """Each request's tables; of a request that can't be used, only its problems."""
    from foistats.aggregation.build import Tables, build_tables, problem_rows
    from foistats.release.arrow import arrow_tables

    tables = {}
    for one in taken:
        if one.stock is None:
            rows = Tables([], [], [], [], [], problem_rows(one.request_id, one.problems))
        else:
            rows = build_tables(one.stock, readings.get(one.request_id, []))
        tables[one.request_id] = arrow_tables(rows)
    return tables


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
