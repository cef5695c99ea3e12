"""A batch of requests, stage by stage: what to read, and what becomes of it.

The stages that a flow calls in turn, or `build` where no flow is wanted. Each response can fail by
itself; none stops the others.
"""

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from foistats.documents.workers import WorkerPool
from foistats.errors import FoistatsError, TableRejected, WorkspaceError
from foistats.faults import fault_problem
from foistats.intake import unread
from foistats.intake.quarantine_reading import Place, let_in
from foistats.intake.reading import READ_REPLY
from foistats.intake.requests import RequestInvalid
from foistats.intake.settings import read_limits
from foistats.intake.stock import Stock, take_stock
from foistats.keeping import Mistake, mistakes_in, tables_to_keep
from foistats.ledger.built import (
    Built,
    Documents,
    folder_told,
    inputs_of,
    note_built,
    read_built,
    with_receipts_of_now,
)
from foistats.ledger.lines import Deed, Entry, add_entries
from foistats.ledger.readings import Got, drop_others, read_wanted
from foistats.portions import (
    Portion,
    Refresh,
    Reply,
    failed_document,
    in_portions,
    replies_of,
    to_look_at,
)
from foistats.progress import tell
from foistats.records import DocumentReading, Problem, ReadDocument, ReadResponse
from foistats.release.not_current import forget_not_current, note_not_current
from foistats.release.pointer import current_name, readable_folder
from foistats.workspace import Workspace
from foistats.written import Written
from schemas.problem_codes import ProblemCode

if TYPE_CHECKING:
    import pyarrow as pa


class Taken(NamedTuple):
    """What is known of one request before it is read; `stock` is None where it is unusable.

    `inputs` is the digest of its folder before anything was done to it, and `before` its last
    build. `looked_at` are the keys of files that were read only to see what they hide; with
    `certain` False that may come out otherwise next time.
    """

    request_id: str
    stock: Stock | None
    problems: tuple[Problem, ...] = ()
    inputs: str = ""
    before: Built | None = None
    looked_at: tuple[str, ...] = ()
    certain: bool = True


class ReadReply(NamedTuple):
    """A response read: with the key of each document's reading, what was done to it, and why.

    With `certain` False it may come out otherwise next time.
    """

    request_id: str
    response: ReadResponse
    keys: Documents
    kept: tuple[str, ...]
    deeds: tuple[Deed, ...]
    why: str
    certain: bool

    @property
    def anew(self) -> bool:
        """True where something was done to one of its documents, not only taken as it was kept."""
        return any(deed.how not in ("kept", "not read") for deed in self.deeds)


Read = list[ReadReply]


def build(
    root: str,
    request_ids: Sequence[str],
    *,
    run: str = "",
    refresh: Refresh | None = None,
    today: date | None = None,
) -> list[Written]:
    """All stages in turn, in this process: what the flow does, where nobody watches in Prefect."""
    with without_garbage_collection(), reading_pool(root) as pool:
        taken = seal_unread(root, take(root, request_ids, today=today), pool)
        with ThreadPoolExecutor(max_workers=pool.size + 1) as threads:
            threads.submit(_load_what_writes)
            read = list(
                threads.map(
                    lambda portion: read_portion(portion, pool), portions(root, taken, refresh)
                )
            )
        return write(root, taken, read, run=run)


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
        # Before anything is looked at: what changes from here on is seen by the next run.
        told = folder_told(workspace, request_id)
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
            one = _failed(one, error)
        told = with_receipts_of_now(told, workspace, request_id)
        taken.append(one._replace(inputs=inputs_of(told, limits)))
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


def _failed(one: Taken, error: Exception) -> Taken:
    """A request on which foistats itself failed: the others are built."""
    return one._replace(stock=None, problems=(fault_problem(f"raw/{one.request_id}", error),))


def seal_unread(root: str, taken: Sequence[Taken], pool: WorkerPool) -> list[Taken]:
    """Look into the files that no standing response names, too; what hides something is sealed."""
    workspace = Workspace(Path(root))
    return [
        one if one.stock is None else _sealed_unread(workspace, one, one.stock, pool)
        for one in taken
    ]


def _sealed_unread(workspace: Workspace, one: Taken, stock: Stock, pool: WorkerPool) -> Taken:
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
        return _failed(one, error)
    return one._replace(
        stock=stock,
        looked_at=tuple(key for key, _ in looked),
        certain=one.certain and all(had.kept for _, had in looked),
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


def read_portion(portion: Portion, pool: WorkerPool) -> Read:
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
        Deed(one.path, one.sha256, "not read", "", 0, len(one.reading.problems))
        for one in documents
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


def _read_portion(portion: Portion, pool: WorkerPool) -> Read:
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
        certain=all(had.kept for had in got),
    )


def write(
    root: str, taken: Sequence[Taken], read: Iterable[Read], *, run: str = ""
) -> list[Written]:
    """Add up each request, check its tables against their contracts, then swap them in.

    Where a request can't be used, or foistats fails on it, the tables that it has are kept and
    noted as not current; the others are built. `run` is the id under which the ledger tells what
    was done.
    """
    workspace = Workspace(Path(root))
    of_request: dict[str, list[ReadReply]] = defaultdict(list)
    tell("adding up and checking", 0, 1)
    for reply in (one for portion in read for one in portion):
        of_request[reply.request_id].append(reply)
    made = [_made(one, of_request[one.request_id]) for one in taken]
    return [
        _write_one(workspace, one, of_request[one.taken.request_id], run=run)
        for one in _accepted(made)
    ]


class _Made(NamedTuple):
    """What is to be written of one request; with `mistakes` the tables that it has may stay."""

    taken: Taken
    tables: "dict[str, pa.Table]"
    mistakes: tuple[Mistake, ...] = ()


def _made(one: Taken, replies: Sequence[ReadReply]) -> _Made:
    """A request's tables, each by its name; of one that can't be used only its problems."""
    if one.stock is None:
        return _only_problems(one, one.problems)
    from foistats.aggregation.build import build_tables
    from foistats.release.arrow import arrow_tables

    read = [reply.response for reply in replies]
    try:
        tables = arrow_tables(build_tables(one.stock, read))
        return _Made(one, tables, tuple(mistakes_in(one.stock, read)))
    except OSError:
        raise
    except Exception as error:
        failed = _failed(one, error)
        return _only_problems(failed, failed.problems)


def _only_problems(one: Taken, problems: Sequence[Problem]) -> _Made:
    from foistats.aggregation.build import Tables, problem_rows
    from foistats.release.arrow import arrow_tables

    rows = Tables([], [], [], [], [], problem_rows(one.request_id, problems))
    mistakes = tuple(Mistake(problem) for problem in problems)
    return _Made(one._replace(stock=None), arrow_tables(rows), mistakes)


def _accepted(made: Sequence[_Made]) -> list[_Made]:
    """All of them, less the tables of a request that break their contract."""
    from foistats.quality.contracts import check_tables

    names = next((one.tables for one in made), {})
    try:
        check_tables({name: [one.tables[name] for one in made] for name in names})
    except TableRejected:
        return [_accepted_or_not(one) for one in made]
    return list(made)


def _accepted_or_not(one: _Made) -> _Made:
    from foistats.quality.contracts import check_tables

    try:
        check_tables({name: [table] for name, table in one.tables.items()})
    except TableRejected as refusal:
        rejected = Problem(
            ProblemCode.TABLES_REJECTED,
            f"raw/{one.taken.request_id}",
            "",
            str(refusal),
            "tables that keep their contract",
            "report this",
        )
        return _only_problems(one.taken, [rejected])
    return one


def _write_one(
    workspace: Workspace, made: _Made, replies: Sequence[ReadReply], *, run: str
) -> Written:
    """Write one request's tables, or note why those that it has are kept."""
    from foistats.release.generations import rows_in, write_tables

    one, request_id = made.taken, made.taken.request_id
    usable = one.stock is not None
    kept = tables_to_keep(
        workspace,
        request_id,
        before=one.before,
        mistakes=made.mistakes,
        coverage=made.tables["coverage"].to_pylist() if usable and made.mistakes else None,
    )
    if kept is not None:
        note_not_current(workspace, request_id, kept)
        _tell_ledger(workspace, request_id, [reply for reply in replies if reply.anew], run=run)
        title = one.before.title if one.before is not None else ""
        folder, rows = readable_folder(workspace, request_id), rows_in(workspace, request_id)
        return Written(request_id, title, folder, rows, usable=True, not_current=kept)
    folder = write_tables(workspace, request_id, made.tables)
    forget_not_current(workspace, request_id)
    rows = {name: table.num_rows for name, table in made.tables.items()}
    title = one.stock.request.title if one.stock is not None else ""
    written = Written(request_id, title, folder, rows, usable)
    _note(workspace, one, written, replies, run)
    return written


def _tell_ledger(
    workspace: Workspace, request_id: str, replies: Sequence[ReadReply], *, run: str
) -> str:
    """Tell the ledger what was done to each reply; gives when."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    tables = current_name(workspace, request_id)
    add_entries(
        workspace,
        [
            Entry(
                at,
                run,
                request_id,
                reply.response.response.response_id,
                reply.response.response.force_ids,
                reply.why,
                reply.deeds,
                tables,
            )
            for reply in replies
            if reply.why
        ],
    )
    return at


def _note(
    workspace: Workspace, one: Taken, written: Written, replies: Sequence[ReadReply], run: str
) -> None:
    """Tell the ledger what was done, then note what the tables were built from."""
    at = _tell_ledger(workspace, one.request_id, replies, run=run)
    tables = current_name(workspace, one.request_id)
    # What can't be used today may be right tomorrow: a day that is still to come, say.
    certain = written.usable and one.certain and all(reply.certain for reply in replies)
    built = Built(
        one.inputs if certain else "",
        tables,
        at,
        run,
        written.title,
        written.usable,
        written.rows,
        {reply.response.response.response_id: reply.keys for reply in replies},
    )
    note_built(workspace, one.request_id, built)
    drop_others(
        workspace,
        one.request_id,
        {*one.looked_at, *(key for reply in replies for key in reply.kept)},
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
