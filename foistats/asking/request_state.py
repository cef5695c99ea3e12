"""How a request stands: its forces, what is open, and what its last run and its folder say."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from foistats.aggregation.coverage import standing_by_force
from foistats.asking.chased import FILE as CHASED
from foistats.asking.chased import Chased, read_chased
from foistats.asking.force_state import ForceState, Letters, force_state
from foistats.errors import WorkspaceError
from foistats.holding import PATIENCE_SECONDS, holding
from foistats.inbox.aside import ASIDE, QUESTIONS, Aside, read_aside
from foistats.intake.quarantine_told import sealed_problem
from foistats.intake.requests import RequestInvalid
from foistats.intake.stock import Stock, take_stock
from foistats.quality.gate.answers import NOT_ASKED, Answer, GateState, answer_of
from foistats.records import Problem, Request
from foistats.release.generations import current_folder
from foistats.release.kept_rows import kept_rows
from foistats.release.not_current import read_not_current
from foistats.telling.figures import rows_of_problems
from foistats.telling.problem_lines import names_of
from foistats.workspace import Workspace
from schemas.problem_codes import NEEDS_NO_ANSWER, ProblemCode

# What the folder itself tells is told as it is now, not as it was at the last run.
_OF_THE_FOLDER = frozenset(
    {
        ProblemCode.DOCUMENT_MISSING,
        ProblemCode.DOCUMENT_CHANGED,
        ProblemCode.DOCUMENT_SEALED,
        ProblemCode.DOCUMENT_UNLISTED,
        ProblemCode.DOCUMENT_TWICE,
        ProblemCode.REQUEST_INVALID,
        ProblemCode.RESPONSES_INVALID,
        ProblemCode.RESPONSE_TWICE,
        ProblemCode.SUPERSEDES_UNKNOWN,
    }
)
# A plausibility check that never ran needs no person: publishing runs it.
_NEEDS_A_PERSON = (GateState.NEEDS_A_PERSON, GateState.COULD_NOT_RUN, GateState.NOT_CURRENT)


class RequestState(NamedTuple):
    """One request as it stands; `request` is None where its folder can't be used.

    `inbox` counts replies that came in and of which nobody has said yet whose they are. `whose`
    names the forces of each response.
    """

    request_id: str
    request: Request | None
    forces: tuple[ForceState, ...]
    problems: tuple[dict[str, Any], ...]
    unread: int
    gate: Answer = NOT_ASKED
    not_current: str = ""
    not_sent: bool = False
    inbox: int = 0
    whose: Mapping[str, str] = MappingProxyType({})

    @property
    def sent(self) -> str:
        """The day of sending, or why there is none."""
        if self.request is not None:
            return self.request.sent_on.isoformat()
        return "not sent" if self.not_sent else "unusable"

    def to_be_chased(self, today: date) -> bool:
        """True where a reply is overdue and no letter of the last days asks for it."""
        return any(
            force.next_letter_on is None or force.next_letter_on <= today for force in self.overdue
        )

    @property
    def overdue(self) -> tuple[ForceState, ...]:
        """The forces whose time to reply has run out."""
        return tuple(force for force in self.forces if force.overdue)

    def needs_a_person(self, today: date) -> bool:
        """True as long as something is to be done."""
        return bool(self.problems or self.beside_problems(today))

    def beside_problems(self, today: date) -> tuple[str, ...]:
        """What needs a person though no problem of a reply is known, each in words."""
        check = "the check whether the figures can be true"
        every = {
            "a reply is overdue": self.to_be_chased(today),
            "a reply waits in the inbox": bool(self.inbox),
            "a force waits for your answer": any(force.since.to_answer for force in self.forces),
            f"{check} says: {self.gate.state.value}": self.gate.state in _NEEDS_A_PERSON,
        }
        return tuple(said for said, needed in every.items() if needed)


def states_of(workspace: Workspace, request_ids: Sequence[str], today: date) -> list[RequestState]:
    """How requests stand on a day, all if none is named; the workspace is held meanwhile."""
    for request_id in request_ids:
        workspace.request_folder(request_id)
    with holding(workspace, "foistats status", patience=PATIENCE_SECONDS):
        return [
            _state(workspace, request_id, today)
            for request_id in request_ids or workspace.request_ids()
        ]


def _state(workspace: Workspace, request_id: str, today: date) -> RequestState:
    try:
        stock = take_stock(workspace, request_id, today=today)
    except RequestInvalid as refusal:
        unusable = _unusable(workspace, request_id, refusal.problems)
        return unusable._replace(not_sent=refusal.not_sent)
    except WorkspaceError as refusal:
        return _unusable(workspace, request_id, (_unusable_folder(request_id, refusal),))
    problems_read, coverage = _of_last_run(workspace, request_id)
    letters, lists_not_read = _letters(workspace, request_id)
    forces = tuple(
        force_state(
            stock, force_id, standing, today=today, read=coverage.get(force_id), letters=letters
        )
        for force_id, standing in standing_by_force(stock).items()
    )
    of_the_folder = rows_of_problems((*stock.problems, *_sealed(stock), *lists_not_read))
    kept = read_not_current(workspace, request_id)
    of_kept = rows_of_problems(kept.problems if kept is not None else ())
    known = {one for row in coverage.values() for one in row["response_id"].split("|")}
    return RequestState(
        request_id,
        stock.request,
        forces,
        _open_problems(of_the_folder, of_kept, problems_read),
        unread=sum(one.has_come and one.response_id not in known for one in stock.standing()),
        gate=answer_of(workspace, request_id),
        not_current=kept.sentence if kept is not None else "",
        inbox=_in_inbox(workspace, request_id),
        whose={response.response_id: names_of(response.force_ids) for response in stock.responses},
    )


def _open_problems(
    of_the_folder: Sequence[dict[str, Any]],
    kept_tables: Sequence[dict[str, Any]],
    read: Sequence[dict[str, Any]],
) -> tuple[dict[str, Any], ...]:
    """What needs a person: by the folder as it is now, and by the last run what it read.

    What kept the tables of an earlier run is wrong until a run has built the request again.
    """
    now = [row for row in of_the_folder if row["code"] not in NEEDS_NO_ANSWER]
    now += [row for row in kept_tables if row not in now]
    return (
        *now,
        *(row for row in read if row["code"] not in _OF_THE_FOLDER and row not in now),
    )


def _letters(workspace: Workspace, request_id: str) -> tuple[Letters, tuple[Problem, ...]]:
    """The letters that passed since the request, and the problems of lists that can't be used."""
    wrong: list[Problem] = []
    aside: tuple[Aside, ...] = ()
    chased: tuple[Chased, ...] = ()
    try:
        aside = read_aside(workspace, request_id)
    except WorkspaceError as refusal:
        wrong.append(_unread_list(request_id, f"{ASIDE}.csv", refusal))
    try:
        chased = read_chased(workspace, request_id)
    except WorkspaceError as refusal:
        wrong.append(_unread_list(request_id, CHASED, refusal))
    return Letters(aside, chased), tuple(wrong)


def _unread_list(request_id: str, name: str, refusal: WorkspaceError) -> Problem:
    return Problem(
        ProblemCode.DECLARATION_INVALID,
        f"raw/{request_id}/{name}",
        "",
        str(refusal),
        "a line per letter",
        "correct it; until then nobody knows which letters there were",
    )


def _in_inbox(workspace: Workspace, request_id: str) -> int:
    """How many replies wait for a person to say whose they are."""
    if not (workspace.inbox_folder(request_id) / QUESTIONS).is_file():
        return 0
    from foistats.inbox.filing import waiting_lines

    try:
        return len(waiting_lines(workspace, request_id))
    except WorkspaceError:
        return 1


def _unusable(workspace: Workspace, request_id: str, problems: Sequence[Problem]) -> RequestState:
    """A request that can't be used now, and what became of the tables that it has."""
    kept = read_not_current(workspace, request_id)
    said = kept.sentence if kept is not None else ""
    gate = answer_of(workspace, request_id) if kept is not None else NOT_ASKED
    rows = tuple(rows_of_problems(problems))
    return RequestState(request_id, None, (), rows, 0, gate, said)


def _unusable_folder(request_id: str, refusal: WorkspaceError) -> Problem:
    return Problem(
        ProblemCode.REQUEST_INVALID,
        f"raw/{request_id}",
        "",
        str(refusal),
        "a request folder that can be used",
        "correct it",
    )


def _sealed(stock: Stock) -> list[Problem]:
    """A row for each document that waits in quarantine for the force or for a person."""
    return [
        sealed_problem(seal, path, response.response_id)
        for response in stock.standing()
        for path, seal in stock.withheld(response).items()
    ]


def _of_last_run(
    workspace: Workspace, request_id: str
) -> tuple[list[dict[str, Any]], dict[str, dict[str, Any]]]:
    """The problems of the tables that hold, and the coverage of each force in them."""
    try:
        folder = current_folder(workspace, request_id)
        problems, coverage = (
            kept_rows(workspace, request_id, folder=folder, table=name)
            for name in ("problems", "coverage")
        )
    except (WorkspaceError, OSError):
        return [], {}
    problems = [row for row in problems if row["code"] not in NEEDS_NO_ANSWER]
    for row in problems:
        del row["request_id"]
    return problems, {row["force_id"]: row for row in coverage}
