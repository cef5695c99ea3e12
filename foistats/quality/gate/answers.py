"""What the gate said of the tables that hold now: asked by whatever would publish or show them.

Reads one small file, and never imports Great Expectations. A verdict on other tables, under other
allowances or by other rules is none.
"""

from enum import StrEnum
from typing import NamedTuple

from foistats.errors import WorkspaceError
from foistats.quality.gate.judging import allowed_digest, asked_digest, judged_stamp
from foistats.quality.gate.page import Looked, nothing_read, sentence_for
from foistats.release.generations import current_folder
from foistats.release.kept_rows import kept_rows
from foistats.release.not_current import read_not_current
from foistats.release.pointer import current_name
from foistats.workspace import Workspace
from schemas.vocabulary import RuleState


class GateState(StrEnum):
    """What the gate says of one request's current tables. Only what passed may be published."""

    PASSED = "passed"
    NEEDS_A_PERSON = "needs a person"
    COULD_NOT_RUN = "could not run"
    NOTHING_READ = "nothing could be checked"
    NOT_ASKED = "not asked of these tables"
    NOT_CURRENT = "these tables are not current"


class Answer(NamedTuple):
    """The gate's answer in a word, and how many rules failed and how many could not run.

    `not_current` says why the tables are those of an earlier run, where they are; `looked` is what
    became of each rule.
    """

    state: GateState
    failed: int = 0
    could_not_run: int = 0
    not_current: str = ""
    looked: tuple[Looked, ...] = ()

    @property
    def sentence(self) -> str:
        """The answer for a person, in one line."""
        if self.state is GateState.NOT_ASKED:
            return "the plausibility check has not run on these tables; run `foistats gate`"
        if self.state is GateState.NOT_CURRENT:
            return f"not to be published: {self.not_current}"
        return sentence_for(self.looked)


NOT_ASKED = Answer(GateState.NOT_ASKED)


def gate_of(workspace: Workspace, request_id: str) -> GateState:
    """Whether the gate let the current tables of a request pass. What publishes demands PASSED."""
    return answer_of(workspace, request_id).state


def is_asked(workspace: Workspace, request_id: str) -> bool:
    """True where the check was asked of the current tables, whatever it says; reads no table."""
    try:
        stamp = workspace.judged_file(request_id).read_text(encoding="utf-8")
        verdicts = (workspace.gate_folder(request_id) / "gate.parquet").read_bytes()
        now, allowed = current_name(workspace, request_id), allowed_digest(workspace, request_id)
        known = stamp == judged_stamp(now, allowed, verdicts)
    except (WorkspaceError, OSError, ValueError):
        known = False
    return known or gate_of(workspace, request_id) is not GateState.NOT_ASKED


def answer_of(workspace: Workspace, request_id: str) -> Answer:
    """The gate's answer on the current tables of a request. Raises nothing for what isn't there."""
    if (kept := read_not_current(workspace, request_id)) is not None:
        return Answer(GateState.NOT_CURRENT, not_current=kept.sentence)
    try:
        now = current_folder(workspace, request_id).name
        allowed = allowed_digest(workspace, request_id)
        columns = ["request_id", "rule", "rule_state", "facts_checked"]
        columns += ["generation", "quality_sha256"]
        folder = workspace.gate_folder(request_id)
        rows = kept_rows(workspace, request_id, folder=folder, table="gate", columns=columns)
    except (WorkspaceError, OSError, ValueError):
        return NOT_ASKED
    asked = asked_digest(allowed, (row["rule"] for row in rows))
    of_these = all(
        (row["request_id"], row["generation"], row["quality_sha256"]) == (request_id, now, asked)
        for row in rows
    )
    if not rows or not of_these:
        return NOT_ASKED
    looked = tuple(
        Looked(row["rule"], RuleState(row["rule_state"]), row["facts_checked"]) for row in rows
    )
    failed = sum(one.state is RuleState.FAILED for one in looked)
    could_not = sum(one.state is RuleState.COULD_NOT_RUN for one in looked)
    state = GateState.COULD_NOT_RUN if could_not else GateState.PASSED
    if failed:
        state = GateState.NEEDS_A_PERSON
    elif nothing_read(looked):
        state = GateState.NOTHING_READ
    return Answer(state, failed, could_not, looked=looked)
