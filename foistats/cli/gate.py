"""`foistats gate`: can the figures of the last run be true? What can't be needs a person."""

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from foistats.cli.console import ExitCode, say
from foistats.cli.figures import console, safe
from foistats.cli.summary import near
from foistats.errors import TableRejected, WorkspaceError
from foistats.quality.gate.checkpoint import Verdict
from foistats.quality.gate.judging import Judgement, judge_requests
from foistats.quality.gate.page import NEEDS_A_PERSON, needs_a_person, sentence_of
from foistats.workspace import Workspace
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
    except ImportError as reason:
        say(f"Great Expectations can't be used: {reason}; run: uv sync")
        return ExitCode.NOTHING_WRITTEN
    except OSError as reason:
        say(f"what the gate found can't be written: {reason}")
        return ExitCode.NOTHING_WRITTEN


def _judge(workspace: Workspace, wanted: Sequence[str]) -> ExitCode:
    say("asking whether the figures can be true: a few seconds, while Great Expectations starts")
    judgements = judge_requests(workspace, wanted)
    for line in filter(None, (judgement.uncompared for judgement in judgements)):
        say(line)
    to = console()
    for judgement in judgements:
        _show(to, judgement)
        for line in judgement.idle:
            say(line)
        to.print(safe(f"Page: {near(workspace, judgement.page)}"), soft_wrap=True)
        to.print()
    needed = any(
        judgement.judged.not_current or needs_a_person(judgement.verdicts)
        for judgement in judgements
    )
    return ExitCode.REFUSED_SOMETHING if needed else ExitCode.DONE


def _show(to: Console, judgement: Judgement) -> None:
    request_id, judged, verdicts = judgement[:3]
    to.print(safe(judged.title or request_id, "bold"), soft_wrap=True)
    to.print(safe(f"{request_id}: {sentence_of(verdicts)}"), soft_wrap=True)
    if judged.not_current:
        line = f"NOT CURRENT, and not to be published: {judged.not_current}"
        to.print(safe(line, "red"), soft_wrap=True)
    if all(verdict.state is RuleState.COULD_NOT_RUN for verdict in verdicts):
        to.print(safe(judged.about), soft_wrap=True)
        return
    for verdict in verdicts:
        if verdict.state in NEEDS_A_PERSON:
            _show_rule(to, verdict)
    if any(verdict.failed for verdict in verdicts):
        line = (
            f"What a force confirmed is accepted in raw/{request_id}/quality.toml"
            " (see docs/plausibility.md)."
        )
        to.print(safe(line), soft_wrap=True)


def _show_rule(to: Console, verdict: Verdict) -> None:
    to.print(safe(f"{verdict.rule}: {verdict.sentence}", "red"), soft_wrap=True)
    if verdict.state is RuleState.COULD_NOT_RUN:
        to.print(safe("  could not be checked: a fault of foistats, report it"), soft_wrap=True)
        return
    for subject in verdict.failed[:_MOST_NAMED]:
        to.print(safe(f"  {subject}"), soft_wrap=True)
    if len(verdict.failed) > _MOST_NAMED:
        more = len(verdict.failed) - _MOST_NAMED
        to.print(safe(f"  ... and {more:,} more on the page"), soft_wrap=True)
    to.print(safe(f"  What to do: {verdict.remedy}."), soft_wrap=True)
