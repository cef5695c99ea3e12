"""The last stage of a run: each request's tables added up, checked and swapped in, or kept."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from foistats.errors import TableRejected
from foistats.ledger.built import Built, note_built
from foistats.ledger.lines import Entry, add_entries
from foistats.ledger.readings import drop_others
from foistats.progress import tell
from foistats.records import Problem
from foistats.release.kept_rows import kept_rows
from foistats.release.not_current import forget_not_current, note_not_current
from foistats.release.pointer import current_name, readable_folder
from foistats.run.handed_on import BuiltRequest, Read, ReadReply, Taken, failed_request
from foistats.run.keeping import Mistake, mistakes_in, tables_to_keep
from foistats.workspace import Workspace
from schemas.problem_codes import NEEDS_NO_ANSWER, ProblemCode

if TYPE_CHECKING:
    import pyarrow as pa


def write(
    root: str, taken: Sequence[Taken], read: Iterable[Read], *, run: str = ""
) -> list[BuiltRequest]:
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
        failed = failed_request(one, error)
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
            " ".join(str(refusal).split()),
            "tables that keep their contract",
            "report this",
        )
        return _only_problems(one.taken, [rejected])
    return one


def _write_one(
    workspace: Workspace, made: _Made, replies: Sequence[ReadReply], *, run: str
) -> BuiltRequest:
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
        return BuiltRequest(request_id, title, folder, rows, usable=True, not_current=kept)
    categories = one.stock.request.categories if one.stock is not None else ()
    names = {category.category_id: category.name for category in categories}
    held = current_name(workspace, request_id)
    folder = write_tables(workspace, request_id, made.tables, category_names=names)
    # For whoever asks next how the request stands: they are small, and asked for after every run.
    for name in ("coverage", "problems"):
        kept_rows(workspace, request_id, folder=folder, table=name)
    forget_not_current(workspace, request_id)
    rows = {name: table.num_rows for name, table in made.tables.items()}
    codes = made.tables["problems"].column("code").to_pylist()
    rows["problems"] = sum(code not in NEEDS_NO_ANSWER for code in codes)
    title = one.stock.request.title if one.stock is not None else ""
    written = BuiltRequest(request_id, title, folder, rows, usable, before=held)
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
    workspace: Workspace, one: Taken, written: BuiltRequest, replies: Sequence[ReadReply], run: str
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
