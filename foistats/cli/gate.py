"""`foistats gate`: can the figures of the last run be true? What can't be needs a person."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console

from foistats.cli.console import ExitCode, say
from foistats.cli.figures import console, safe
from foistats.cli.summary import near
from foistats.durable import write_whole
from foistats.errors import TableRejected, WorkspaceError
from foistats.intake.requests import RequestInvalid, read_request
from foistats.quality.gate.allowances import read_allowances
from foistats.quality.gate.page import NEEDS_A_PERSON, Judged, page_of, sentence_of
from foistats.quality.gate.report import Folders, comparable, gate_rows, verdicts_of
from foistats.quality.gate.rules import RULES
from foistats.quality.gate.suite import Verdict
from foistats.release.generations import current_folder, folder_before
from foistats.workspace import Workspace
from schemas.tables import GATE
from schemas.vocabulary import RuleState

# A run takes seconds; whoever asks waits this long for it to end.
_PATIENCE_SECONDS = 5
# What fits on a screen; the page has more, the table has all.
_MOST_NAMED = 5


def gate_requests(request_ids: Sequence[str], *, root: Path) -> int:
    """Judge the tables of some requests, or of all; 1 where something needs a person.

    Writes processed/<request_id>/gate/, and nothing where any request can't be judged.
    """
    from filelock import FileLock

    try:
        workspace = Workspace(root)
        wanted = list(dict.fromkeys(request_ids)) or list(workspace.request_ids())
        if not wanted:
            say(f"there is no request under {workspace.raw}; README.md shows how to make one")
            return ExitCode.WRONG_USAGE
        for request_id in wanted:
            workspace.request_folder(request_id)
        workspace.lock_file.parent.mkdir(exist_ok=True)
        with FileLock(workspace.lock_file, timeout=_PATIENCE_SECONDS):
            return _judge(workspace, wanted)
    except WorkspaceError as refusal:
        say(str(refusal))
        return ExitCode.WRONG_USAGE
    except TimeoutError:
        say("a run holds this workspace; ask again when it has ended")
        return ExitCode.REFUSED_SOMETHING
    except TableRejected as refusal:
        say(str(refusal))
        return ExitCode.NOTHING_WRITTEN
    except OSError as reason:
        say(f"what the gate found can't be written: {reason}")
        return ExitCode.NOTHING_WRITTEN


def _judge(workspace: Workspace, wanted: Sequence[str]) -> ExitCode:
    folders = {request_id: _folders(workspace, request_id) for request_id in wanted}
    say("asking whether the figures can be true: a few seconds, while Great Expectations starts")
    verdicts = verdicts_of(workspace, folders)
    to = console()
    for request_id in wanted:
        of_request = [verdict for verdict in verdicts if verdict.request_id == request_id]
        judged = Judged(_title(workspace, request_id), _about(folders[request_id], of_request))
        page = _write(workspace, request_id, of_request, folders=folders, judged=judged)
        _show(to, request_id, of_request, judged=judged)
        _say_idle(workspace, request_id, of_request)
        to.print(safe(f"Page: {near(workspace, page)}"), soft_wrap=True)
        to.print()
    needed = any(verdict.state in NEEDS_A_PERSON for verdict in verdicts)
    return ExitCode.REFUSED_SOMETHING if needed else ExitCode.DONE


def _folders(workspace: Workspace, request_id: str) -> Folders:
    before = folder_before(workspace, request_id)
    if before is not None and not comparable(before):
        say(
            f"{request_id}: the tables of the run before are damaged or of another version of"
            " foistats; they are not compared"
        )
        before = None
    return Folders(current_folder(workspace, request_id), before)


def _title(workspace: Workspace, request_id: str) -> str:
    try:
        return read_request(workspace, request_id).title
    except RequestInvalid:
        return ""


def _about(folders: Folders, verdicts: Sequence[Verdict]) -> str:
    """Which tables were judged, against which."""
    if all(verdict.state is RuleState.COULD_NOT_RUN for verdict in verdicts):
        return "the last run could not use this request; `foistats status` says what to correct."
    if folders.before is None:
        return f"tables {folders.now.name}; there are none before them to compare with."
    return f"tables {folders.now.name}, compared with those before them, {folders.before.name}."


def _write(
    workspace: Workspace,
    request_id: str,
    verdicts: Sequence[Verdict],
    *,
    folders: Mapping[str, Folders],
    judged: Judged,
) -> Path:
    """Write the verdicts on one request as a table and as a page; gives the page."""
    import pandas as pd

    from foistats.quality.contracts import broken_rules
    from foistats.release.arrow import arrow_table, parquet_bytes

    table = arrow_table(GATE, gate_rows(verdicts, folders))
    if broken := broken_rules(GATE, table.to_pandas(types_mapper=pd.ArrowDtype)):
        raise TableRejected(f"the gate's own table breaks its contract: {broken[0]}; report this")
    folder = workspace.gate_folder(request_id)
    folder.mkdir(exist_ok=True)
    page = folder / "gate.html"
    write_whole(folder / "gate.parquet", parquet_bytes(table))
    write_whole(page, page_of(verdicts, {request_id: judged}).encode())
    return page


def _show(to: Console, request_id: str, verdicts: Sequence[Verdict], *, judged: Judged) -> None:
    to.print(safe(judged.title or request_id, "bold"), soft_wrap=True)
    to.print(safe(f"{request_id}: {sentence_of(verdicts)}"), soft_wrap=True)
    if all(verdict.state is RuleState.COULD_NOT_RUN for verdict in verdicts):
        to.print(safe(judged.about), soft_wrap=True)
        return
    for verdict in verdicts:
        if verdict.state in NEEDS_A_PERSON:
            _show_rule(to, verdict)
    if any(verdict.failed for verdict in verdicts):
        line = (
            f"What a force confirmed is accepted in raw/{request_id}/quality.toml (see README.md)."
        )
        to.print(safe(line), soft_wrap=True)


def _say_idle(workspace: Workspace, request_id: str, verdicts: Sequence[Verdict]) -> None:
    """Name what is accepted and doesn't fail: a slip of the pen, or no longer needed."""
    for one in read_allowances(workspace.quality_file(request_id)).accepted:
        told = [
            line for verdict in verdicts if verdict.rule is one.rule for line in verdict.accepted
        ]
        if not any(
            line == one.subject or line.startswith(f"{one.subject} (accepted: ") for line in told
        ):
            say(
                f"raw/{request_id}/quality.toml accepts {one.subject!r} under {one.rule}, and no"
                " line of the report says so (any more); correct or delete it"
            )


def _show_rule(to: Console, verdict: Verdict) -> None:
    meaning = RULES[verdict.rule]
    to.print(safe(f"{verdict.rule}: {meaning.sentence}", "red"), soft_wrap=True)
    if verdict.state is RuleState.COULD_NOT_RUN:
        to.print(safe("  could not be checked: a fault of foistats, report it"), soft_wrap=True)
        return
    for subject in verdict.failed[:_MOST_NAMED]:
        to.print(safe(f"  {subject}"), soft_wrap=True)
    if len(verdict.failed) > _MOST_NAMED:
        more = len(verdict.failed) - _MOST_NAMED
        to.print(safe(f"  ... and {more:,} more on the page"), soft_wrap=True)
    to.print(safe(f"  What to do: {meaning.remedy}."), soft_wrap=True)
