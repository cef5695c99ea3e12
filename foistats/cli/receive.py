"""`foistats receive`: a reply comes in."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from foistats.cli.console import ExitCode, say, show
from foistats.errors import FoistatsError
from schemas.vocabulary import Outcome

if TYPE_CHECKING:
    from foistats.inbox.filing import Decision
    from foistats.inbox.speaking import Speaking
    from foistats.records import Request
    from foistats.workspace import Workspace


def receive_files(
    files: Sequence[Path], *, request: str, force: str, on: date, outcome: str, root: Path
) -> int:
    """Store the files of one response and list it; nothing is changed if anything is wrong.

    Where the words of the files name another force than the one that was said, a person is asked.
    Gives 1 where a file hides something (it is sealed, and its response listed all the same), or
    where that stays open.
    """
    from foistats.inbox.filing import Decision, carry_out
    from foistats.inbox.speaking import who_speaks
    from foistats.intake.quarantine_told import what_to_do, what_was_found
    from foistats.intake.requests import read_request
    from foistats.intake.settings import read_limits
    from foistats.naming.forces import force_name, read_force
    from foistats.workspace import Workspace

    try:
        known = Outcome(outcome) if outcome else None
    except ValueError:
        say(f"{outcome!r} is no outcome; use one of {', '.join(Outcome)}")
        return ExitCode.WRONG_USAGE
    missing = [str(path) for path in files if not path.is_file()]
    if missing:
        say(f"{', '.join(missing)}: no such file; nothing was stored")
        return ExitCode.WRONG_USAGE
    today = date.today()
    doubtful = False
    try:
        workspace = Workspace(root)
        asked = read_request(workspace, request, today=today)
        force_ids = read_force(force, on=asked.sent_on)
        limits = read_limits(workspace)
        speaks = who_speaks(files, asked, force_ids, received_on=on, limits=limits)
        hidden = tuple(speaks.hidden[path] for path in files)
        decision = Decision(tuple(files), force, on, hidden=hidden, outcome=known)
        if speaks.force_ids:
            chosen = _ask_whose(decision, speaks, _listed(workspace, asked, speaks.force_ids))
            if chosen is None:
                show("Nothing was stored.")
                return ExitCode.REFUSED_SOMETHING
            doubtful = chosen is decision
            decision = chosen
        received = carry_out(workspace, request, decision, today=today)
    except FoistatsError as refusal:
        say(str(refusal))
        return ExitCode.WRONG_USAGE
    except OSError as reason:
        say(f"the files can't be stored: {reason}")
        return ExitCode.NOTHING_WRITTEN
    assert received is not None
    response, sealed = received
    names = " and ".join(force_name(force_id) for force_id in response.force_ids)
    say(f"stored as {response.response_id}: {names}, {', '.join(response.documents)}")
    for path, seal in sealed.items():
        where = f"raw/{request}/quarantine/{seal.seal_id}"
        say(f"{path} hides something: it was sealed in {where}, and not read.")
        for sentence in what_was_found(seal.findings):
            say(f"  {sentence}")
    if sealed:
        for advice in what_to_do(list(sealed.values()), response_id=response.response_id):
            say(advice)
    if doubtful:
        say(
            f"nothing of it is counted as long as its words name {speaks.name or 'another force'}:"
            f" run `foistats run {request}`, then settle it in `foistats review {request}`"
        )
    return ExitCode.REFUSED_SOMETHING if sealed or doubtful else ExitCode.DONE


def _listed(
    workspace: "Workspace", request: "Request", force_ids: Sequence[str]
) -> tuple[str, ...]:
    """The replies of some forces that are listed already."""
    from foistats.intake.responses import read_responses

    listed = read_responses(workspace, request).responses
    came = [one for one in listed if one.has_come]
    return tuple(one.response_id for one in came if set(one.force_ids) & set(force_ids))


def _ask_whose(
    decision: "Decision", speaks: "Speaking", listed: Sequence[str]
) -> "Decision | None":
    """Ask whose a reply is whose words name another force; None where nothing is to be stored.

    Without a terminal it is filed as it was said.
    """
    import typer

    from foistats.letters.sender import names_of

    name = names_of(speaks.force_ids)
    say(f"its own words name {name} ({speaks.because}), and you said {decision.force}")
    if not sys.stdin.isatty():
        return decision
    if speaks.name:
        show(f"  1  file it under {name}")
    else:
        show(f"  -  it can't be filed under {name}: request.toml doesn't ask it")
    show(f"  2  it is {decision.force}'s all the same")
    show("  3  leave it: store nothing")
    while True:
        typed = typer.prompt("  Which").strip()
        if typed == "3":
            return None
        if typed == "1" and speaks.name:
            return _replacing(decision._replace(force=speaks.name), listed)
        if typed == "2":
            because = typer.prompt(f"  Why it is {decision.force}'s").strip()
            by = typer.prompt("  Your name").strip()
            return decision._replace(because=because, by=by)


def _replacing(decision: "Decision", listed: Sequence[str]) -> "Decision":
    """Ask which earlier reply of its force it corrects, where there is one."""
    import typer

    known = ", ".join(listed)
    while listed:
        said = typer.prompt(
            f"  {decision.force} has answered already ({known}). Which does it correct (Enter for"
            " none: then both wait for a person)",
            default="",
            show_default=False,
        ).strip()
        if not said or said in listed:
            return decision._replace(replaces=said)
    return decision
