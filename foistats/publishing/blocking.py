"""What keeps a request from being released. Nothing is published while any of it holds."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from foistats.disclosure.gate import what_uncovers
from foistats.errors import WorkspaceError
from foistats.intake.requests import read_request
from foistats.publishing.folders import (
    WAITING,
    printed_before,
    releases_folder,
    versions_waiting,
)
from foistats.publishing.standing import withdrawn
from foistats.quality.gate.answers import GateState, answer_of
from foistats.release.generations import current_folder
from foistats.release.rows import rows_of
from foistats.run.record import unchanged_requests
from foistats.workspace import Workspace
from schemas.problem_codes import NEEDS_NO_ANSWER, ProblemCode
from schemas.vocabulary import Outcome

_SEALED = ProblemCode.DOCUMENT_SEALED.value


def what_blocks(workspace: Workspace, request_id: str) -> list[str]:
    """A sentence for each thing that stops a release; empty where it may go ahead.

    The tables keep their contracts already: what breaks one is never written.
    """
    return [*_reasons(workspace, request_id)]


def _reasons(workspace: Workspace, request_id: str) -> Iterator[str]:
    try:
        folder = current_folder(workspace, request_id)
    except WorkspaceError as refusal:
        yield str(refusal)
        return
    for number in versions_waiting(workspace, request_id):
        waits = releases_folder(workspace, request_id) / WAITING / str(number)
        if withdrawn(waits) is None:
            yield (
                f"release {number} waits for a second person's approval; approve it with `foistats"
                f" release approve {request_id} {number} --by NAME`, or withdraw it"
            )
    answer = answer_of(workspace, request_id)
    if answer.state is GateState.NOT_CURRENT:
        yield f"the tables are those of an earlier run: {answer.not_current}"
        return
    if request_id not in unchanged_requests(workspace, [request_id]):
        yield (
            f"raw/{request_id} or foistats itself has changed since the tables were made; run"
            " `foistats run`"
        )
    unread = answer.state is GateState.NOTHING_READ and _nobody_has_a_figure(folder)
    if answer.state is not GateState.PASSED and not unread:
        yield (
            f"the plausibility check: {answer.sentence}; `foistats gate {request_id}` shows each"
            " case and what to do"
        )
    problems = rows_of(folder, "problems", ["code", "document"])
    # A person may leave a sealed document out, with a signed note: NOTES.md says so then.
    for path in sorted({r["document"] for r in problems if r["code"] == _SEALED}):
        yield (
            f"{path} hides something and is sealed; ask the force for a clean copy, or leave it"
            f" out in `foistats review {request_id}`"
        )
    yield from what_uncovers(
        workspace,
        read_request(workspace, request_id),
        folder,
        before=printed_before(workspace, request_id),
        today=date.today(),
    )
    open_ = Counter(row["code"] for row in problems if row["code"] not in NEEDS_NO_ANSWER)
    if open_:
        said = ", ".join(f"{number} {code}" for code, number in sorted(open_.items()))
        yield (
            f"{open_.total()} open problems ({said}); `foistats review {request_id}` goes through"
            " them"
        )


def _nobody_has_a_figure(folder: Path) -> bool:
    """Whether every force is known to have given none: there is no figure to be doubted then."""
    outcomes = {row["outcome"] for row in rows_of(folder, "coverage", ["force_id", "outcome"])}
    return outcomes.isdisjoint({Outcome.ANSWERED, Outcome.PARTLY_ANSWERED, ""})
