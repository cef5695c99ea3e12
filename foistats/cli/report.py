"""`foistats report`: a request on one page."""

import webbrowser
from pathlib import Path

from foistats.cli.console import ExitCode, say, show
from foistats.durable import write_whole
from foistats.errors import FoistatsError
from foistats.workspace import Workspace


def write_report(request_id: str, *, root: Path, open_it: bool) -> int:
    """Write the page of the current tables beside them, and open it where that is wanted."""
    from foistats.intake.requests import read_request
    from foistats.quality.gate.answers import answer_of
    from foistats.release.generations import current_folder
    from foistats.reporting.page import Subject, page_of

    try:
        workspace = Workspace(root)
        subject = Subject(
            read_request(workspace, request_id),
            current_folder(workspace, request_id),
            "../current",
            answer_of(workspace, request_id).sentence,
        )
    except FoistatsError as refusal:
        say(str(refusal))
        return ExitCode.WRONG_USAGE
    page = workspace.report_file(request_id)
    try:
        page.parent.mkdir(exist_ok=True)
        write_whole(page, page_of(subject).encode())
    except OSError as reason:
        say(f"{page} can't be written: {reason}")
        return ExitCode.NOTHING_WRITTEN
    show(f"{page}")
    if open_it:
        webbrowser.open(page.resolve().as_uri())
    return ExitCode.DONE
