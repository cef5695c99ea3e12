"""`foistats receive`: a reply comes in."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from foistats.cli.console import ExitCode, say
from foistats.errors import FoistatsError
from schemas.vocabulary import Outcome


def receive_files(
    files: Sequence[Path], *, request: str, force: str, on: date, outcome: str, root: Path
) -> int:
    """Store the files of one response and list it; nothing is changed if anything is wrong."""
    from foistats.intake.receive import receive
    from foistats.naming.forces import force_name
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
    try:
        response = receive(
            Workspace(root),
            files,
            request_id=request,
            force=force,
            received_on=on,
            outcome=known,
        )
    except FoistatsError as refusal:
        say(str(refusal))
        return ExitCode.WRONG_USAGE
    except OSError as reason:
        say(f"the files can't be stored: {reason}")
        return ExitCode.NOTHING_WRITTEN
    names = " and ".join(force_name(force_id) for force_id in response.force_ids)
    say(f"stored as {response.response_id}: {names}, {', '.join(response.documents)}")
    return ExitCode.DONE
