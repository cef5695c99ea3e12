"""`foistats status`: who answered, who refused, who is overdue, and what needs a person."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from rich.console import Console
from rich.text import Text

from foistats.aggregation.coverage import Standing, first_received_on, standing_by_force
from foistats.asking.chased import FILE as CHASED
from foistats.asking.chased import Chased, last_chased, next_letter_on, read_chased
from foistats.asking.waiting import Waiting, waiting
from foistats.cli.console import ExitCode, say
from foistats.cli.figures import console, fits, safe, show_table
from foistats.cli.summary import names_of, problem_lines
from foistats.errors import FoistatsError, WorkspaceError
from foistats.holding import PATIENCE_SECONDS, WorkspaceHeld, holding
from foistats.inbox.aside import ASIDE, QUESTIONS, Aside, read_aside
from foistats.intake.days import due_on, working_days_taken
from foistats.intake.quarantine_told import sealed_problem
from foistats.intake.requests import RequestInvalid
from foistats.intake.stock import Stock, take_stock
from foistats.model.words import outcome_in_words
from foistats.naming.forces import force_country, force_name
from foistats.quality.gate.answers import NOT_ASKED, Answer, GateState, answer_of
from foistats.records import Problem, Request, Response
from foistats.release.not_current import read_not_current
from foistats.release.rows import rows_of
from foistats.telling.figures import rows_of_problems
from foistats.workspace import Workspace
from schemas.problem_codes import NEEDS_NO_ANSWER, ProblemCode
from schemas.vocabulary import Outcome

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
_NO_FIGURE = "no figure"
_ANSWERS = (Outcome.ANSWERED, Outcome.PARTLY_ANSWERED)
_OUTCOMES = ("answered", _NO_FIGURE, "refused", "no reply yet", "other")


class Letters(NamedTuple):
    """What forces wrote beside replies, and the letters that were sent to them."""

    aside: tuple[Aside, ...] = ()
    chased: tuple[Chased, ...] = ()


NO_LETTERS = Letters()
NOT_WAITING = Waiting(None)


class ForceState(NamedTuple):
    """What became of the request at one force, as of today; `received_on` is its first reply's.

    `since` is what passed while it was silent, `chased_on` the day of the latest letter to it, and
    `next_letter_on` the day from which it is written to again.
    """

    force_id: str
    became: str
    received_on: date | None
    days_taken: int | None
    due_on: date | None
    overdue: bool
    since: Waiting = NOT_WAITING
    chased_on: date | None = None
    next_letter_on: date | None = None

    @property
    def outcome(self) -> str:
        """Which of the few words of the overview it comes under."""
        if self.became.startswith("answered"):
            return "answered"
        return next((word for word in _OUTCOMES if self.became.startswith(word)), "other")


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
            return _day(self.request.sent_on)
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
        return bool(
            self.problems
            or self.to_be_chased(today)
            or self.inbox
            or any(force.since.to_answer for force in self.forces)
            or self.gate.state in _NEEDS_A_PERSON
        )


def show_status(request: str | None, *, root: Path, today: date | None = None) -> int:
    """Print how one request stands, force by force, or all in a line each.

    Gives 1 where something needs a person: a problem, a reply that is overdue and that no letter of
    the last ten working days asks for, or what the gate says. Writes nothing but the receipts of
    files that were put under documents/ by hand; what is known to hide something goes back into
    quarantine.
    """
    try:
        states = states_of(Workspace(root), [request] if request else [], today or date.today())
    except WorkspaceHeld as refusal:
        say(str(refusal))
        return ExitCode.REFUSED_SOMETHING
    except FoistatsError as refusal:
        say(str(refusal))
        return ExitCode.WRONG_USAGE
    except OSError as reason:
        say(f"the workspace can't be held while it is looked through: {reason}")
        return ExitCode.NOTHING_WRITTEN
    if not states:
        say(f"there is no request under {root / 'raw'}; README.md shows how to make one")
        return ExitCode.WRONG_USAGE
    to = console()
    if request:
        _show_request(to, states[0])
    else:
        _show_overview(to, states)
    day = today or date.today()
    needed = any(state.needs_a_person(day) for state in states)
    return ExitCode.REFUSED_SOMETHING if needed else ExitCode.DONE


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
        problem = Problem(
            ProblemCode.REQUEST_INVALID,
            f"raw/{request_id}",
            "",
            str(refusal),
            "a request folder that can be used",
            "correct it",
        )
        return _unusable(workspace, request_id, (problem,))
    standing = standing_by_force(stock)
    told, coverage = _of_last_run(workspace, request_id)
    known = {one for row in coverage.values() for one in row["response_id"].split("|")}
    letters, unread_letters = _letters(workspace, request_id)
    forces = tuple(
        force_state(
            stock, force_id, one, today=today, read=coverage.get(force_id), letters=letters
        )._replace(
            chased_on=last_chased(letters.chased, force_id),
            next_letter_on=next_letter_on(letters.chased, force_id),
        )
        for force_id, one in standing.items()
    )
    now = rows_of_problems((*stock.problems, *_sealed(stock), *unread_letters))
    now = [row for row in now if row["code"] not in NEEDS_NO_ANSWER]
    kept = read_not_current(workspace, request_id)
    # What kept the tables of an earlier run is wrong until a run has built the request again.
    now += [row for row in rows_of_problems(kept.problems if kept else ()) if row not in now]
    told = [row for row in told if row["code"] not in _OF_THE_FOLDER and row not in now]
    unread = sum(response.response_id not in known for response in stock.standing())
    gate = answer_of(workspace, request_id)
    problems = (*now, *told)
    said = kept.sentence if kept is not None else ""
    return RequestState(
        request_id,
        stock.request,
        forces,
        problems,
        unread,
        gate,
        said,
        inbox=_in_inbox(workspace, request_id),
        whose={one.response_id: names_of(one.force_ids) for one in stock.responses},
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


def _sealed(stock: Stock) -> list[Problem]:
    """A row for each document that waits in quarantine for the force or for a person."""
    return [
        sealed_problem(seal, path, response.response_id)
        for response in stock.standing()
        for path, seal in stock.withheld(response).items()
    ]


def force_state(
    stock: Stock,
    force_id: str,
    standing: Standing,
    *,
    today: date,
    read: Mapping[str, Any] | None = None,
    letters: Letters = NO_LETTERS,
) -> ForceState:
    """What became of the request at one force; silence is overdue once the law's time has run out.

    Where a line of responses.csv can't be given to any force, no silence is certain. `read` is the
    force's row of the last run's coverage: what its documents say where nobody wrote an outcome.
    """
    sent_on, country, response = stock.request.sent_on, force_country(force_id), standing.response
    due = due_on(sent_on, country)
    outcome, section = _outcome(response, read)
    silent = outcome is Outcome.NO_RESPONSE and not standing.unsettled
    became = (
        outcome_in_words(outcome) if outcome is not None else "came in; what it says isn't settled"
    )
    if outcome in _ANSWERS and read is not None and not read["periods_answered"]:
        became = f"{_NO_FIGURE} is counted of what it {became}"
    if standing.unsettled:
        became = f"unsettled: {standing.unsettled}"
    elif response is None and stock.settlement.unnamed:
        became = "no reply yet, unless an unreadable line of responses.csv is this force's"
    elif section:
        section = section.replace("|", ", ")
        named = section if section.casefold().startswith("s") else f"section {section}"
        became = f"{became}, {named}"
    if response is not None and (withheld := stock.withheld(response)):
        became = f"{became}; sealed: {', '.join(withheld)}"
    since = waiting(force_id, sent_on, aside=letters.aside, chased=letters.chased, today=today)
    if silent and since.said:
        became = f"{became}; {since.said}"
    due = since.due_on if silent else since.due_on or due
    received_on = response.received_on if response is not None and not silent else None
    first_on = None if silent else first_received_on(stock, force_id)
    if first_on is not None and received_on is not None and first_on < received_on:
        became = f"{became}; replaced on {received_on}"
    return ForceState(
        force_id,
        became,
        first_on,
        working_days_taken(sent_on, first_on, country) if first_on is not None else None,
        due,
        silent and due is not None and due < today,
        since if silent else NOT_WAITING,
    )


def _outcome(
    response: Response | None, read: Mapping[str, Any] | None
) -> tuple[Outcome | None, str]:
    """The outcome and its section as written, or as the last run read them in the documents."""
    if response is None:
        return Outcome.NO_RESPONSE, ""
    outcome, section = response.outcome, response.section.strip()
    if read is not None and read["response_id"] == response.response_id:
        outcome = outcome or (Outcome(read["outcome"]) if read["outcome"] else None)
        if outcome is not Outcome.ANSWERED:
            section = section or read["section"]
    return outcome, section


def _of_last_run(
    workspace: Workspace, request_id: str
) -> tuple[list[dict[str, Any]], dict[str, dict[str, Any]]]:
    """The problems of the tables that hold, and the coverage of each force in them."""
    from foistats.release.generations import current_folder

    try:
        folder = current_folder(workspace, request_id)
        problems, coverage = rows_of(folder, "problems"), rows_of(folder, "coverage")
    except (WorkspaceError, OSError):
        return [], {}
    problems = [row for row in problems if row["code"] not in NEEDS_NO_ANSWER]
    for row in problems:
        del row["request_id"]
    return problems, {row["force_id"]: row for row in coverage}


def _show_request(to: Console, state: RequestState) -> None:
    if state.request is None:
        _tell(to, f"{state.request_id} can't be used as it stands.", "bold")
        _show_not_current(to, state)
        _show_problems(to, state)
        return
    request = state.request
    _tell(to, request.title, "bold")
    _tell(to, f"{request.request_id}, sent on {request.sent_on} to {len(state.forces)} forces")
    rows = [
        [
            safe(force_name(force.force_id)),
            safe(force.became, "red" if force.overdue else ""),
            Text(_day(force.received_on)),
            Text("" if force.days_taken is None else str(force.days_taken)),
            _due(force),
        ]
        for force in state.forces
    ]
    headings = ["force", "what became of it", "received", "working days", "due"]
    if any(force.chased_on for force in state.forces):
        headings += ["written to", "again from"]
        for row, force in zip(rows, state.forces, strict=True):
            again = _day(force.next_letter_on) if force.overdue else ""
            row += [Text(_day(force.chased_on)), Text(again)]
    show_table(to, headings, rows, words=2)
    _show_not_current(to, state)
    _tell(to, _sentence(state))
    _tell(to, _gate_said(state))
    _show_to_do(to, state)
    _show_problems(to, state)


def _show_not_current(to: Console, state: RequestState) -> None:
    if state.not_current:
        _tell(to, f"NOT CURRENT: {state.not_current}", "bold red")


def _show_to_do(to: Console, state: RequestState) -> None:
    """What else is to be done, and how."""
    if state.inbox:
        what = "1 reply waits" if state.inbox == 1 else f"{state.inbox} replies wait"
        _tell(
            to,
            f"{what} in the inbox for you to say whose it is, or what it replaces: fill in"
            f" processed/{state.request_id}/inbox/{QUESTIONS}, then `foistats receive --request"
            f" {state.request_id} --answers` with it.",
        )
    for force in state.forces:
        if force.since.to_answer:
            _tell(
                to,
                f"{force_name(force.force_id)} {force.became.partition('; ')[2]}, then"
                f' `foistats chase {state.request_id} --sent "{force_name(force.force_id)}"'
                " --by YOUR_NAME`: its time runs from then.",
            )
    if state.overdue and any(force.chased_on is None for force in state.overdue):
        _tell(to, f"`foistats chase {state.request_id}` writes to those who are overdue.")


def _day(value: date | None) -> str:
    return value.isoformat() if value is not None else ""


def _due(force: ForceState) -> Text:
    """When the reply was due, and whether that matters now."""
    if force.overdue:
        return Text(f"{_day(force.due_on)} overdue", style="bold red")
    if force.since.to_answer:
        return Text("after your answer", style="bold red")
    return Text(_day(force.due_on) if force.due_on is not None else "no limit")


def _sentence(state: RequestState) -> str:
    counted = {word: sum(one.outcome == word for one in state.forces) for word in _OUTCOMES}
    parts = [f"{number} {word}" for word, number in counted.items() if number]
    written = sum(one.chased_on is not None for one in state.overdue)
    to_whom = f", {written} of them written to" if written else ""
    return f"{', '.join(parts)}; {len(state.overdue)} overdue{to_whom}."


def _gate_said(state: RequestState) -> str:
    return f"Can the figures be true? {state.gate.state.value}: {state.gate.sentence}"


def _show_problems(to: Console, state: RequestState) -> None:
    if state.unread:
        replies = "1 reply isn't" if state.unread == 1 else f"{state.unread} replies aren't"
        _tell(to, f"{replies} in the tables yet; run `foistats run {state.request_id}`")
    if not state.problems:
        _tell(to, "No problems are known.")
        return
    _tell(to, f"Problems that need a person: {len(state.problems):,}", "bold")
    for line in problem_lines(state.problems, state.whose):
        _tell(to, f"  {line}")


def _show_overview(to: Console, states: Sequence[RequestState]) -> None:
    numbers = [
        {
            "asked": len(state.forces),
            **{word: sum(one.outcome == word for one in state.forces) for word in _OUTCOMES},
            "overdue": len(state.overdue),
            "problems": len(state.problems),
            "not yet run": state.unread,
        }
        for state in states
    ]
    columns = [name for name in numbers[0] if any(one[name] for one in numbers)]
    rows = [
        [
            safe(state.request_id),
            Text(state.sent),
            *(Text(f"{one[name]:,}") for name in columns),
        ]
        for state, one in zip(states, numbers, strict=True)
    ]
    headings = ["request", "sent", *columns]
    if fits(to, headings, rows, words=1):
        show_table(to, headings, rows, words=1, right=True)
    else:
        for state, one in zip(states, numbers, strict=True):
            _tell(to, f"{state.request_id}: " + ", ".join(f"{one[n]:,} {n}" for n in columns))
    for state in states:
        for force in state.overdue:
            name, due = force_name(force.force_id), _day(force.due_on)
            _tell(to, f"overdue: {name}, {state.request_id}, was due on {due}")
    for state in states:
        if state.not_current:
            _tell(to, f"{state.request_id}: NOT CURRENT: {state.not_current}", "bold red")
    for state in states:
        _tell(to, f"{state.request_id}: can the figures be true? {state.gate.state.value}")
    if any(state.problems for state in states):
        _tell(to, "`foistats status REQUEST` shows each force and each problem.")


def _tell(to: Console, line: str, style: str = "") -> None:
    to.print(safe(line, style), soft_wrap=True)
