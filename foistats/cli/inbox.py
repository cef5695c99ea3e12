"""`foistats receive` without a force: which reply is whose is worked out from what each says."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from foistats.cli.console import ExitCode, say, show, shown
from foistats.errors import FoistatsError

if TYPE_CHECKING:
    from foistats.inbox.filing import Decision
    from foistats.inbox.proposing import Proposal
    from foistats.inbox.sources import Incoming
    from foistats.workspace import Workspace


def receive_inbox(
    paths: Sequence[Path],
    *,
    request_id: str,
    on: date | None,
    root: Path,
    today: date | None = None,
) -> int:
    """File what the documents themselves decide, and ask a person about the rest.

    In a terminal each question is asked; elsewhere they are written to a CSV file to fill in. Gives
    1 where something is left open.
    """
    from foistats.inbox.filing import decided
    from foistats.inbox.taking import proposals_of, write_questions
    from foistats.workspace import Workspace

    day = today or date.today()
    try:
        workspace = Workspace(root)
        incoming = _incoming(workspace, request_id, paths)
        proposals = proposals_of(workspace, request_id, incoming, received_on=on, today=day)
        left = []
        for one in proposals:
            decision = decided(one)
            _show_proposal(one)
            if one.kind == "twice":
                continue
            if decision is None and sys.stdin.isatty():
                decision = _ask(one)
            if decision is None:
                left.append(one)
            else:
                _carry_out(workspace, request_id, decision, day)
        questions = write_questions(workspace, request_id, left)
        if not left:
            return ExitCode.DONE
    except FoistatsError as refusal:
        say(str(refusal))
        return ExitCode.WRONG_USAGE
    except OSError as reason:
        say(f"what came in can't be stored: {reason}")
        return ExitCode.NOTHING_WRITTEN
    show(
        f"{len(left)} {'is' if len(left) == 1 else 'are'} for a person to decide. Write force and"
        f" day into {questions}, then:"
        f" foistats receive --request {request_id} --answers {questions}"
    )
    return ExitCode.REFUSED_SOMETHING


def receive_answers(path: Path, *, request_id: str, root: Path, today: date | None = None) -> int:
    """File what a person decided in the CSV file of questions."""
    from foistats.inbox.filing import answers_in
    from foistats.workspace import Workspace

    try:
        workspace = Workspace(root)
        for decision in answers_in(path):
            _carry_out(workspace, request_id, decision, today or date.today())
    except FoistatsError as refusal:
        say(str(refusal))
        return ExitCode.WRONG_USAGE
    except OSError as reason:
        say(f"what came in can't be stored: {reason}")
        return ExitCode.NOTHING_WRITTEN
    return ExitCode.DONE


def _incoming(workspace: "Workspace", request_id: str, paths: Sequence[Path]) -> "list[Incoming]":
    """What a person points at; without that, what waits in the watched folder and the mailbox."""
    from foistats.errors import WorkspaceError
    from foistats.inbox.incoming import incoming_of
    from foistats.inbox.taking import has_sources, waiting

    if paths:
        return incoming_of(paths, messages_to=workspace.inbox_folder(request_id))
    if not has_sources(workspace, request_id):
        raise WorkspaceError(
            f"name the files that came in, or put them into {workspace.watched_inbox(request_id)},"
            " or name a folder of a mailbox in foistats.toml"
        )
    return waiting(workspace, request_id)


def _show_proposal(one: "Proposal") -> None:
    from foistats.inbox.proposing import KINDS_IN_WORDS
    from foistats.naming.forces import force_name

    what = KINDS_IN_WORDS[one.kind]
    show(f"{shown(one.name)}: {what}; {shown(one.says)}")
    for candidate in one.candidates:
        show(f"  {force_name(candidate.force_id)}, for it says {shown(candidate.because)}")
    if one.undecided:
        show(f"  open: {shown(one.undecided)}")


def _carry_out(workspace: "Workspace", request_id: str, decision: "Decision", today: date) -> None:
    from foistats.inbox.filing import ASIDE, carry_out
    from foistats.inbox.proposing import KINDS_IN_WORDS

    received = carry_out(workspace, request_id, decision, today=today)
    if received is None:
        show(f"  set aside in raw/{request_id}/{ASIDE} as {KINDS_IN_WORDS[decision.kind]}")
        return
    response, sealed = received
    show(f"  filed as {response.response_id}: {decision.force}, {', '.join(response.documents)}")
    for path in sealed:
        show(f"  {path} hides something: it was sealed, and not read; foistats quarantine list")


def _ask(one: "Proposal") -> "Decision | None":
    """Ask for the force, the day, and what it replaces; None where the person leaves it."""
    import typer

    from foistats.errors import Unreadable
    from foistats.inbox.filing import Decision
    from foistats.intake.days import read_day
    from foistats.naming.forces import force_name, read_force

    own = [candidate.force_id for candidate in one.candidates]
    named = [force_name(force_id) for force_id in own]
    offered = [force_name(force_id) for force_id in dict.fromkeys((*own, *one.suggested))]
    force = named[0] if len(named) == 1 else ""
    if force and not one.force_open:
        show(f"  it is filed under {force}")
    else:
        for number, name in enumerate(offered, start=1):
            why = "" if name in named else ", whom the request was sent to"
            show(f"  {number}) {name}{why}")
        force = ""
    while not force:
        only = "; Enter for 1" if len(offered) == 1 else ""
        question = f"  Which force (a number, a name, or s to leave it{only})"
        default = "1" if len(offered) == 1 else None
        typed = typer.prompt(question, default=default, show_default=False).strip()
        if typed.casefold() == "s":
            return None
        by_number = typed.isdigit() and 0 < int(typed) <= len(offered)
        said = offered[int(typed) - 1] if by_number else typed
        try:
            read_force(said)
            force = said
        except Unreadable as refusal:
            show(f"  {refusal}")
    day = one.received_on
    while day is None:
        typed = typer.prompt("  On which day did it come in (or s to leave it)").strip()
        if typed.casefold() == "s":
            return None
        try:
            day = read_day(typed)
        except Unreadable as refusal:
            show(f"  {refusal}")
    replaces = ""
    while one.replaces:
        known = ", ".join(one.replaces)
        question = f"  Which does it replace ({known}; Enter for none, s to leave it)"
        replaces = typer.prompt(question, default="", show_default=False).strip()
        if replaces.casefold() == "s":
            return None
        if not replaces or replaces in one.replaces:
            break
        show(f"  {replaces} is none of {known}")
    decision = Decision(one.files, force, day, one.kind, replaces, one.hidden)
    if named and force not in named and one.kind == "reply":
        # Its own words name another force, so that nothing of it would be counted.
        because = typer.prompt(f"  It names {' and '.join(named)}: why is it {force}'s").strip()
        by = typer.prompt("  Your name").strip()
        decision = decision._replace(because=because, by=by)
    return decision
