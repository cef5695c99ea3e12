"""`foistats status`: who answered, who refused, who is overdue, and what needs a person."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.text import Text

from foistats.asking.force_state import OVERVIEW_WORDS, ForceState
from foistats.asking.request_state import RequestState, states_of
from foistats.cli.console import ExitCode, say
from foistats.cli.figures import console, fits, safe, show_table
from foistats.errors import FoistatsError
from foistats.holding import WorkspaceHeld
from foistats.inbox.aside import QUESTIONS
from foistats.naming.forces import force_name
from foistats.telling.problem_lines import problem_lines
from foistats.workspace import Workspace


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
    day = today or date.today()
    if request:
        _show_request(to, states[0], day)
    else:
        _show_overview(to, states)
    needed = any(state.needs_a_person(day) for state in states)
    return ExitCode.REFUSED_SOMETHING if needed else ExitCode.DONE


def _show_request(to: Console, state: RequestState, day: date) -> None:
    if state.request is None:
        _tell(to, f"{state.request_id} can't be used as it stands.", "bold")
        _show_not_current(to, state)
        _show_problems(to, state, day)
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
    _show_problems(to, state, day)


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
    counted = {
        word: sum(force.outcome == word for force in state.forces) for word in OVERVIEW_WORDS
    }
    parts = [f"{number} {word}" for word, number in counted.items() if number]
    written = sum(one.chased_on is not None for one in state.overdue)
    to_whom = f", {written} of them written to" if written else ""
    return f"{', '.join(parts)}; {len(state.overdue)} overdue{to_whom}."


def _gate_said(state: RequestState) -> str:
    return f"Can the figures be true? {state.gate.state.value}: {state.gate.sentence}"


def _show_problems(to: Console, state: RequestState, day: date) -> None:
    if state.unread:
        replies = "1 reply isn't" if state.unread == 1 else f"{state.unread} replies aren't"
        _tell(to, f"{replies} in the tables yet; run `foistats run {state.request_id}`")
    if not state.problems:
        needed = state.beside_problems(day)
        but = f" But this needs a person: {'; '.join(needed)}." if needed else ""
        _tell(to, f"No problems are known.{but}")
        return
    _tell(to, f"Problems that need a person: {len(state.problems):,}", "bold")
    for line in problem_lines(state.problems, state.whose):
        _tell(to, f"  {line}")


def _show_overview(to: Console, states: Sequence[RequestState]) -> None:
    numbers = [
        {
            "asked": len(state.forces),
            **{word: sum(one.outcome == word for one in state.forces) for word in OVERVIEW_WORDS},
            "overdue": len(state.overdue),
            "problems": len(state.problems),
            "not yet run": state.unread,
        }
        for state in states
    ]
    columns = [name for name in numbers[0] if any(number[name] for number in numbers)]
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
