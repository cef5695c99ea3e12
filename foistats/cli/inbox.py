"""`foistats receive` without a force: which reply is whose is worked out from what each says."""

import sys
from collections import Counter
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
    from foistats.inbox.incoming import forget_messages
    from foistats.inbox.taking import proposals_of, write_questions
    from foistats.workspace import Workspace

    day = today or date.today()
    done: Counter[str] = Counter()
    try:
        workspace = Workspace(root)
        messages_to = workspace.inbox_folder(request_id)
        incoming = _incoming(workspace, request_id, paths)
        proposals = proposals_of(workspace, request_id, incoming, received_on=on, today=day)
        left = []
        for proposal in proposals:
            decision = decided(proposal)
            _show_proposal(proposal)
            if decision is None and proposal.kind != "twice" and sys.stdin.isatty():
                decision = _ask(proposal)
            if proposal.kind == "twice":
                done["came before"] += 1
            elif decision is None:
                left.append(proposal)
                continue
            else:
                _carry_out(workspace, request_id, decision, day)
                done["filed" if decision.kind == "reply" else "set aside"] += 1
            forget_messages(proposal.files, messages_to=messages_to)
        questions, open_ = write_questions(workspace, request_id, left, instead_of=proposals)
    except FoistatsError as refusal:
        say(str(refusal))
        return ExitCode.WRONG_USAGE
    except OSError as reason:
        say(f"what came in can't be stored: {reason}")
        return ExitCode.NOTHING_WRITTEN
    said = ", ".join(f"{number} {what}" for what, number in done.items())
    show(f"{said or 'nothing filed'}{_next_step(request_id, bool(done['filed']))}")
    return _say_open(open_, questions, request_id)


def _next_step(request_id: str, filed: bool) -> str:
    return f"; next: foistats run {request_id}" if filed else ""


def _say_open(number: int, questions: Path, request_id: str) -> ExitCode:
    if not number:
        return ExitCode.DONE
    show(
        f"{number} {'is' if number == 1 else 'are'} for you to decide: receive it again in a"
        f" terminal, or look through force, received_on and replaces in {questions}, save it, then:"
        f" foistats receive --request {request_id} --answers {questions}"
    )
    return ExitCode.REFUSED_SOMETHING


def receive_answers(path: Path, *, request_id: str, root: Path, today: date | None = None) -> int:
    """File what a person decided in the CSV file of questions; what is filed leaves the file.

    A line that can't be taken is said, and stays; the others are taken.
    """
    from foistats.inbox.filing import answers_in
    from foistats.inbox.incoming import forget_messages
    from foistats.inbox.taking import write_questions
    from foistats.workspace import Workspace

    refused = filed = 0
    try:
        workspace = Workspace(root)
        messages_to = workspace.inbox_folder(request_id)
        for answer in answers_in(path):
            why_not = answer.why_not
            if answer.decision is not None:
                show(", ".join(shown(file.name) for file in answer.files))
                try:
                    _carry_out(workspace, request_id, answer.decision, today or date.today())
                except FoistatsError as refusal:
                    why_not = str(refusal)
                else:
                    filed += 1
                    forget_messages(answer.files, messages_to=messages_to)
            if why_not:
                refused += 1
                say(f"{path.name} line {answer.line}: {why_not}")
        questions, open_ = write_questions(workspace, request_id, ())
    except FoistatsError as refusal:
        say(str(refusal))
        return ExitCode.WRONG_USAGE
    except OSError as reason:
        say(f"what came in can't be stored: {reason}")
        return ExitCode.NOTHING_WRITTEN
    show(f"{filed} filed{_next_step(request_id, bool(filed))}")
    code = _say_open(open_, questions, request_id)
    return ExitCode.WRONG_USAGE if refused else code


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


def _show_proposal(proposal: "Proposal") -> None:
    from foistats.inbox.incoming import headed
    from foistats.inbox.proposing import KINDS_IN_WORDS
    from foistats.naming.forces import force_name

    what = KINDS_IN_WORDS[proposal.kind]
    show(f"{shown(proposal.name)}: {what}; {shown(proposal.says)}")
    for candidate in proposal.candidates:
        show(f"  {force_name(candidate.force_id)}, for it says {shown(candidate.because)}")
    if proposal.undecided:
        show(f"  open: {shown(proposal.undecided)}")
        for path in proposal.files:
            if header := headed(path):
                show(f"  its header says {shown(header)}")


def _carry_out(workspace: "Workspace", request_id: str, decision: "Decision", today: date) -> None:
    from foistats.inbox.aside import ASIDE
    from foistats.inbox.filing import carry_out
    from foistats.inbox.proposing import KINDS_IN_WORDS

    received = carry_out(workspace, request_id, decision, today=today)
    if received is None:
        show(f"  set aside in raw/{request_id}/{ASIDE} as {KINDS_IN_WORDS[decision.kind]}")
        return
    response, sealed = received
    show(f"  filed as {response.response_id}: {decision.force}, {', '.join(response.documents)}")
    for path in sealed:
        show(f"  {path} hides something: it was sealed, and not read; foistats quarantine list")


def _ask(proposal: "Proposal") -> "Decision | None":
    """Ask for the force, the day, and what it replaces; None where the person leaves it."""
    import typer

    from foistats.inbox.filing import Decision
    from foistats.naming.forces import force_name

    named = [force_name(candidate.force_id) for candidate in proposal.candidates]
    if proposal.joint:
        named = [proposal.joint, *named]
    sent_to = [force_name(force_id) for force_id in proposal.suggested]
    try:
        force = _ask_force(proposal, named, [name for name in sent_to if name not in named])
        day = proposal.received_on or _ask_day()
        replaces = _ask_replaces(proposal) if proposal.replaces else ""
    except _Left:
        return None
    decision = Decision(proposal.files, force, day, proposal.kind, replaces, proposal.hidden)
    if named and force not in named and proposal.kind == "reply":
        # Its own words name another force, so that nothing of it would be counted.
        because = typer.prompt(f"  It names {' and '.join(named)}: why is it {force}'s").strip()
        by = typer.prompt("  Your name").strip()
        decision = decision._replace(because=because, by=by)
    return decision


class _Left(Exception):
    """A person leaves a reply for later."""


def _typed(question: str, *, default: str | None = None) -> str:
    import typer

    said: str = typer.prompt(question, default=default, show_default=False).strip()
    if said.casefold() == "s":
        raise _Left
    return said


def _ask_force(proposal: "Proposal", named: Sequence[str], sent_to: Sequence[str]) -> str:
    """Ask for the force: those named in its own words, and those the request was sent to."""
    from foistats.errors import Unreadable
    from foistats.naming.forces import read_force

    if len(named) == 1 and not proposal.force_open:
        show(f"  it is filed under {named[0]}")
        return named[0]
    offered = [*named, *sent_to]
    for number, name in enumerate(offered, start=1):
        why = ", a joint reply" if name == proposal.joint else ""
        why = ", whom the request was sent to" if name in sent_to else why
        show(f"  {number}) {name}{why}")
    first = len(offered) == 1 or bool(proposal.joint)
    only = "; Enter for 1" if first else ""
    while True:
        typed = _typed(
            f"  Which force (a number, a name, or s to leave it{only})",
            default="1" if first else None,
        )
        said = {str(number): name for number, name in enumerate(offered, 1)}.get(typed, typed)
        try:
            read_force(said)
        except Unreadable as refusal:
            show(f"  {refusal}")
        else:
            return said


def _ask_day() -> date:
    from foistats.errors import Unreadable
    from foistats.intake.days import read_day

    while True:
        try:
            return read_day(_typed("  On which day did it come in (or s to leave it)"))
        except Unreadable as refusal:
            show(f"  {refusal}")


def _ask_replaces(proposal: "Proposal") -> str:
    from foistats.inbox.filing import NONE

    known = ", ".join(proposal.replaces)
    says = f"; Enter for {proposal.corrects}, as it says itself" if proposal.corrects else ""
    question = f"  Which does it replace ({known}, or {NONE}{says}; s to leave it)"
    while True:
        replaces = _typed(question, default=proposal.corrects or None)
        if replaces.casefold() == NONE:
            return ""
        if replaces in proposal.replaces:
            return replaces
        show(f"  {replaces} is none of {known}")
