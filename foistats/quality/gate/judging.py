"""Tables judged and the verdicts written beside them, for whoever asks: a command or a run.

Hold the workspace's lock. What is written says of which tables it speaks; answers.py compares.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from foistats.durable import write_whole
from foistats.errors import TableRejected, WorkspaceError
from foistats.intake.requests import RequestInvalid, read_request
from foistats.quality.gate import expectations
from foistats.quality.gate.allowances import read_allowances
from foistats.quality.gate.checkpoint import Verdict, judge
from foistats.quality.gate.figures import Tables
from foistats.quality.gate.measures import measured
from foistats.quality.gate.page import Judged, page_of
from foistats.release.generations import current_folder, folder_before
from foistats.release.not_current import read_not_current
from foistats.release.rows import read_table, rows_of
from foistats.workspace import Workspace
from schemas.tables import GATE, TABLES, Record
from schemas.vocabulary import GateRule, RuleState

# What is looked at of the run before: more columns may have come since, and are no hindrance.
_OF_BEFORE = {
    "coverage": ("request_id", "force_id", "force_name", "response_id", "periods_answered"),
    "observations": ("request_id", "force_id", "unit", "count_low"),
    "totals": (
        "request_id", "area_kind", "area_id", "area_name", "category_id", "period_start",
        "period_end", "period_kind", "count_low", "count_high",
    ),
}  # fmt: skip
_OF_NOW = {table.name: table.columns for table in TABLES}


class Folders(NamedTuple):
    """Where the tables of one request are, and those before them if they can be compared."""

    now: Path
    before: Path | None


def comparable(before: Path) -> bool:
    """True where tables of an earlier run are whole and have the columns that are looked at."""
    return _can_be_read(before, _OF_BEFORE)


def verdicts_of(workspace: Workspace, folders: Mapping[str, Folders]) -> list[Verdict]:
    """The verdicts on requests' tables; of a request that could not be used, that none was reached.

    Raises WorkspaceError where a request's quality.toml or its tables can't be used.
    """
    allowances = {
        request_id: read_allowances(workspace.quality_file(request_id)) for request_id in folders
    }
    for request_id, of_request in folders.items():
        if not _can_be_read(of_request.now, _OF_NOW):
            raise WorkspaceError(
                f"the tables of {request_id} are damaged or of another version of foistats;"
                f" run `foistats run {request_id}`"
            )
    now = _together((folder.now for folder in folders.values()), _OF_NOW)
    earlier = (folder.before for folder in folders.values() if folder.before is not None)
    verdicts = judge(measured(now, _together(earlier, _OF_BEFORE)), folders, allowances)
    used = set(now["coverage"]["request_id"])
    return [verdict if verdict.request_id in used else _unused(verdict) for verdict in verdicts]


def _unused(verdict: Verdict) -> Verdict:
    """Of a request that asks no force nothing is implausible, for there is nothing."""
    return verdict._replace(state=RuleState.COULD_NOT_RUN, failed=(), accepted=())


def gate_rows(
    verdicts: Sequence[Verdict], folders: Mapping[str, Folders], *, quality_sha256: str
) -> list[Record]:
    """The verdicts as rows of the gate table."""
    return [
        GATE.record(
            request_id=verdict.request_id,
            rule=verdict.rule,
            rule_state=verdict.state,
            facts_checked=verdict.checked,
            facts_failed=len(verdict.failed),
            failed=" | ".join(verdict.failed),
            accepted=" | ".join(verdict.accepted),
            limit_because=verdict.because,
            remedy=verdict.remedy if verdict.failed else "",
            generation=folders[verdict.request_id].now.name,
            generation_before=before.name
            if (before := folders[verdict.request_id].before) is not None
            else "",
            quality_sha256=quality_sha256,
        )
        for verdict in verdicts
    ]


def _can_be_read(folder: Path, columns: Mapping[str, Sequence[str]]) -> bool:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return all(
            set(of_table) <= set(pq.read_schema(folder / f"{name}.parquet").names)
            for name, of_table in columns.items()
        )
    except (pa.ArrowException, OSError):
        return False


def _together(folders: Iterable[Path], columns: Mapping[str, Sequence[str]]) -> Tables:
    """The tables of several requests under one another; no tables where there are no folders."""
    import pyarrow as pa

    parts: dict[str, list[pa.Table]] = {}
    for folder in folders:
        for name, of_table in columns.items():
            try:
                table = read_table(folder, name, of_table)
            except (pa.ArrowException, OSError) as reason:
                raise WorkspaceError(
                    f"{folder / name}.parquet is damaged: {reason}; delete its folder, then run"
                    " `foistats run`"
                ) from reason
            parts.setdefault(name, []).append(table)
    # Without the option a column with one null has no whole numbers: 1,204 would be said 1,204.0.
    return {
        name: pa.concat_tables(tables).to_pandas(integer_object_nulls=True)
        for name, tables in parts.items()
    }


class Judgement(NamedTuple):
    """One request's verdicts, and the page that has them.

    `uncompared` says why the tables before were left aside, `idle` what is accepted and not needed.
    """

    request_id: str
    judged: Judged
    verdicts: tuple[Verdict, ...]
    page: Path
    uncompared: str
    idle: tuple[str, ...]


def judge_requests(workspace: Workspace, request_ids: Sequence[str]) -> list[Judgement]:
    """Judge the current tables of some requests; writes nothing where any can't be judged.

    Raises WorkspaceError where a request's quality.toml or its tables can't be used.
    """
    folders = {request_id: _folders(workspace, request_id) for request_id in request_ids}
    # Before they are read: of a file that changes meanwhile the verdict must not speak.
    digests = {request_id: allowed_digest(workspace, request_id) for request_id in request_ids}
    uncompared = dict.fromkeys(request_ids, "")
    for request_id, of_request in folders.items():
        if of_request.before is not None and not comparable(of_request.before):
            folders[request_id] = of_request._replace(before=None)
            uncompared[request_id] = (
                f"{request_id}: the tables of the run before are damaged or of another version of"
                " foistats; they are not compared"
            )
    found = verdicts_of(workspace, folders)
    judgements = []
    for request_id in request_ids:
        verdicts = tuple(verdict for verdict in found if verdict.request_id == request_id)
        kept = read_not_current(workspace, request_id)
        judged = Judged(
            _title(workspace, request_id),
            _about(folders[request_id], verdicts),
            kept.sentence if kept is not None else "",
            _totals(folders[request_id]),
        )
        digest = digests[request_id]
        page = _write(workspace, verdicts, folders, judged=judged, digest=digest)
        idle = _idle(workspace, request_id, verdicts)
        said = uncompared[request_id]
        judgements.append(Judgement(request_id, judged, verdicts, page, said, idle))
    return judgements


def judge_whatever_comes(workspace: Workspace, request_ids: Sequence[str]) -> None:
    """Judge requests one way or the other: where one can't be judged, that is its verdict.

    For a run, whose tables hold whatever is said of them: raises nothing but what a signal raises.
    """
    try:
        judge_requests(workspace, request_ids)
    except Exception as reason:
        # Something of one request, or of all: Great Expectations may not even be there.
        if len(request_ids) == 1:
            could_not_ask(workspace, request_ids[0], type(reason).__name__)
            return
        for request_id in request_ids:
            judge_whatever_comes(workspace, [request_id])


def allowed_digest(workspace: Workspace, request_id: str) -> str:
    """A digest of what a person allowed, and of the file in which the rules stand."""
    path = workspace.quality_file(request_id)
    parts = (path.read_bytes() if path.is_file() else b"", Path(expectations.__file__).read_bytes())
    return _digest(*parts)


def asked_digest(allowed: str, rules: Iterable[str]) -> str:
    """The same with the names of the rules that were asked: a row of the table may get lost."""
    return _digest(allowed.encode(), "\n".join(sorted(rules)).encode())


def _digest(*parts: bytes) -> str:
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


def judged_stamp(generation: str, digest: str, verdicts: bytes) -> str:
    """What says, without a library for tables, of which tables and allowances verdicts speak."""
    return f"{generation} {digest} {hashlib.sha256(verdicts).hexdigest()}"


def could_not_ask(workspace: Workspace, request_id: str, why: str) -> None:
    """Write that no rule could be asked; failing that, leave no verdict at all."""
    with suppress(Exception):
        (workspace.gate_folder(request_id) / "gate.parquet").unlink(missing_ok=True)
        digest = allowed_digest(workspace, request_id)
        folders = _folders(workspace, request_id)._replace(before=None)
        verdicts = tuple(
            Verdict(request_id, rule, RuleState.COULD_NOT_RUN, 0, (), (), "") for rule in GateRule
        )
        about = (
            f"tables {folders.now.name}; the rules could not be asked ({why});"
            f" `foistats gate {request_id}` asks again and says why."
        )
        judged = Judged(_title(workspace, request_id), about)
        _write(workspace, verdicts, {request_id: folders}, judged=judged, digest=digest)


def _folders(workspace: Workspace, request_id: str) -> Folders:
    return Folders(current_folder(workspace, request_id), folder_before(workspace, request_id))


def _write(
    workspace: Workspace,
    verdicts: Sequence[Verdict],
    folders: Mapping[str, Folders],
    *,
    judged: Judged,
    digest: str,
) -> Path:
    """Write the verdicts on one request as a table and as a page; gives the page."""
    import pandas as pd

    from foistats.quality.contracts import broken_rules
    from foistats.release.arrow import arrow_table, parquet_bytes

    request_id = verdicts[0].request_id
    asked = asked_digest(digest, (verdict.rule for verdict in verdicts))
    table = arrow_table(GATE, gate_rows(verdicts, folders, quality_sha256=asked))
    if broken := broken_rules(GATE, table.to_pandas(types_mapper=pd.ArrowDtype)):
        raise TableRejected(f"the gate's own table breaks its contract: {broken[0]}; report this")
    folder = workspace.gate_folder(request_id)
    folder.mkdir(exist_ok=True)
    page = folder / "gate.html"
    # The page first: what the table answers, the page must show.
    write_whole(page, page_of(verdicts, {request_id: judged}).encode())
    content = parquet_bytes(table)
    write_whole(folder / "gate.parquet", content)
    stamp = workspace.judged_file(request_id)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    write_whole(stamp, judged_stamp(folders[request_id].now.name, digest, content).encode())
    return page


def _title(workspace: Workspace, request_id: str) -> str:
    try:
        return read_request(workspace, request_id).title
    except (RequestInvalid, WorkspaceError):
        return ""


def _totals(folders: Folders) -> list[dict[str, Any]]:
    """The figures that were judged, for the page; none where they can't be read."""
    try:
        return rows_of(folders.now, "totals")
    except OSError:
        return []


def _about(folders: Folders, verdicts: Sequence[Verdict]) -> str:
    """Which tables were judged, against which."""
    if all(verdict.state is RuleState.COULD_NOT_RUN for verdict in verdicts):
        return "the last run could not use this request; `foistats status` says what to correct."
    if folders.before is None:
        return f"tables {folders.now.name}; there are none before them to compare with."
    return f"tables {folders.now.name}, compared with those before them, {folders.before.name}."


def _idle(workspace: Workspace, request_id: str, verdicts: Sequence[Verdict]) -> tuple[str, ...]:
    """Name what is accepted and doesn't fail: a slip of the pen, or no longer needed."""
    if all(verdict.state is RuleState.COULD_NOT_RUN for verdict in verdicts):
        return ()
    found = []
    for one in read_allowances(workspace.quality_file(request_id)).accepted:
        told = [
            line for verdict in verdicts if verdict.rule == one.rule for line in verdict.accepted
        ]
        if not any(
            line == one.subject or line.startswith(f"{one.subject} (accepted: ") for line in told
        ):
            found.append(
                f"raw/{request_id}/quality.toml accepts {one.subject!r} under {one.rule}, and no"
                " line of the report says so (any more); correct or delete it"
            )
    return tuple(found)
