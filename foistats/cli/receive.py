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
    """Store the files of one response and list it; nothing is changed if anything is wrong.

    Gives 1 where a file hides something: it is sealed, and its response listed all the same.
    """
    from foistats.intake.quarantine_told import what_to_do, what_was_found
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
        response, sealed = receive(
            Workspace(root),
            files,
            request_id=request,
            force=force,
            received_on=on,
            outcome=known,
            today=date.today(),
        )
    except FoistatsError as refusal:
        say(str(refusal))
        return ExitCode.WRONG_USAGE
    except OSError as reason:
        say(f"the files can't be stored: {reason}")
        return ExitCode.NOTHING_WRITTEN
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
    return ExitCode.REFUSED_SOMETHING if sealed else ExitCode.DONE
