"""Tables judged and the verdicts written beside them, for whoever asks: a command or a run.

Hold the workspace's lock. What is written says of which tables it speaks; `answers.py` compares.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from foistats.durable import write_whole
from foistats.errors import TableRejected, WorkspaceError
from foistats.intake.requests import RequestInvalid, read_request
from foistats.quality.gate import expectations
from foistats.quality.gate.allowances import read_allowances
from foistats.quality.gate.checkpoint import Verdict
from foistats.quality.gate.page import Judged, page_of
from foistats.quality.gate.report import Folders, comparable, gate_rows, verdicts_of
from foistats.release.generations import current_folder, folder_before
from foistats.release.not_current import read_not_current
from foistats.workspace import Workspace
from schemas.tables import GATE
from schemas.vocabulary import GateRule, RuleState


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
    return hashlib.sha256(b"".join(hashlib.sha256(one).digest() for one in parts)).hexdigest()


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
    write_whole(folder / "gate.parquet", parquet_bytes(table))
    return page


def _title(workspace: Workspace, request_id: str) -> str:
    try:
        return read_request(workspace, request_id).title
    except (RequestInvalid, WorkspaceError):
        return ""


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
