"""`foistats disclosure`: what could be worked out of the counts that a request protects."""

from datetime import date
from pathlib import Path

from foistats.cli.console import ExitCode, say, show
from foistats.durable import write_whole
from foistats.errors import FoistatsError
from foistats.workspace import Workspace


def show_disclosure(request_id: str, *, root: Path, out: Path | None) -> int:
    """Show each count at risk, and what would be withheld; 1 where a release is stopped by it."""
    from foistats.disclosure.looking import look
    from foistats.intake.requests import read_request
    from foistats.publishing.folders import printed_before
    from foistats.release.generations import current_folder
    from foistats.reporting.disclosure_page import page_of_disclosure

    try:
        workspace = Workspace(root)
        request = read_request(workspace, request_id)
        found = look(
            workspace,
            request,
            current_folder(workspace, request_id),
            before=printed_before(workspace, request_id),
            today=date.today(),
        )
    except FoistatsError as refusal:
        say(str(refusal))
        return ExitCode.WRONG_USAGE
    for line in found.lines():
        show(line)
    if out is not None:
        try:
            write_whole(out, page_of_disclosure(request, found).encode())
        except OSError as reason:
            say(f"{out} can't be written: {reason.strerror}; name another place with --out")
            return ExitCode.NOTHING_WRITTEN
        show(f"The page is {out}")
    return ExitCode.REFUSED_SOMETHING if found.stopped else ExitCode.DONE
