"""`foistats quarantine`: what is sealed and why, and letting the visible part of it be read."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from foistats.cli.console import ExitCode, say
from foistats.errors import FoistatsError
from foistats.intake.quarantine_files import Seal
from foistats.intake.quarantine_told import TELL_THE_FORCE, release_command, what_was_found
from foistats.records import Finding

# A run takes seconds; whoever releases a document waits this long for it to end.
_PATIENCE_SECONDS = 30


def list_sealed(request: str | None, *, root: Path) -> int:
    """Print each sealed document, what was found in it, and whether it was released."""
    from foistats.cli.figures import console, safe
    from foistats.intake.quarantine_release import sealed_in
    from foistats.workspace import Workspace

    try:
        workspace = Workspace(root)
        if request:
            workspace.request_folder(request)
        seals = sealed_in(workspace, [request] if request else workspace.request_ids())
    except FoistatsError as refusal:
        say(str(refusal))
        return ExitCode.WRONG_USAGE
    to = console()
    for seal in seals:
        names = ", ".join(seal.documents) or "an unknown document"
        day = f", sealed on {seal.sealed_on}" if seal.sealed_on is not None else ""
        to.print(safe(f"{seal.seal_id}  {seal.request_id}: {names}{day}", "bold"), soft_wrap=True)
        for sentence in what_was_found(seal.findings):
            to.print(safe(f"  {sentence}"), soft_wrap=True)
        state = f"Sealed: {TELL_THE_FORCE}."
        if (release := seal.release) is not None:
            state = f"Released by {release.by} on {release.on}: {release.because}"
        to.print(safe(f"  {state}"), soft_wrap=True)
    if not seals:
        say("nothing is sealed")
    return ExitCode.DONE


def release_sealed(seal_id: str, *, because: str, by: str, request: str, root: Path) -> int:
    """Release one sealed document; nothing is changed where anything is wrong."""
    from foistats.holding import WorkspaceHeld, holding
    from foistats.intake.quarantine_release import find_sealed, release, sealed_in
    from foistats.workspace import Workspace

    try:
        workspace = Workspace(root)
        if request:
            workspace.request_folder(request)
        with holding(workspace, "foistats quarantine release", patience=_PATIENCE_SECONDS):
            seals = sealed_in(workspace, [request] if request else workspace.request_ids())
            found = find_sealed(seals, seal_id)
            seal = release(workspace, found, because=because, by=by, on=date.today())
    except WorkspaceHeld as refusal:
        say(f"nothing was released: {refusal}")
        return ExitCode.NOTHING_WRITTEN
    except FoistatsError as refusal:
        say(str(refusal))
        return ExitCode.WRONG_USAGE
    except OSError as reason:
        say(f"the release can't be written: {reason}")
        return ExitCode.NOTHING_WRITTEN
    say(
        f"released: {', '.join(seal.documents)} of {seal.request_id}. The next `foistats run"
        f" {seal.request_id}` reads what it shows and leaves out what it hides. To take that back,"
        f" delete raw/{seal.request_id}/quarantine/{seal.seal_id}/release.toml"
    )
    return ExitCode.DONE


def say_hidden(name: str, findings: Sequence[Finding], seal: Seal | None = None) -> int:
    """Say why a document was not read, and what to do; the exit code that goes with it."""
    say(f"{name} hides something and was not read:")
    _say_found(findings)
    if seal is None:
        say(
            "Tell the force and ask for a clean copy. `foistats receive` keeps this one safe, in"
            " quarantine."
        )
    else:
        say(
            f"It is sealed in raw/{seal.request_id}/quarantine/{seal.seal_id}: tell the force and"
            " ask for a clean copy. To read only what it shows:"
        )
        say(f"  {release_command(seal)}")
    return ExitCode.REFUSED_SOMETHING


def say_left_out(name: str, findings: Iterable[Finding]) -> None:
    """Say what a released document hides, which was left out."""
    say(f"{name} was released from quarantine; what it hides was left out:")
    _say_found(findings)


def _say_found(findings: Iterable[Finding]) -> None:
    for sentence in what_was_found(findings):
        say(f"  {sentence}")
