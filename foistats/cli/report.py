"""`foistats report`: a request on one page, and each of its areas on one of its own."""

import webbrowser
from collections.abc import Sequence
from pathlib import Path

from foistats.cli.console import ExitCode, say, show
from foistats.errors import FoistatsError, WorkspaceError
from foistats.workspace import Workspace


def write_reports(request_ids: Sequence[str], *, root: Path, area: str, open_it: bool) -> int:
    """Write the pages of the current tables beside them, and open one where that is wanted.

    Without a request the pages that lack are written: those of requests that a run drew none of.
    """
    from foistats.reporting.written import area_page, write_page

    try:
        workspace = Workspace(root)
        if area and len(request_ids) != 1:
            raise WorkspaceError("name the one request whose area is wanted")
        pages = []
        for request_id in request_ids or _lacking(workspace):
            pages.append(write_page(workspace, request_id))
            if area:
                pages = [area_page(workspace, request_id, area)]
            show(f"{pages[-1]}")
    except FoistatsError as refusal:
        say(str(refusal))
        return ExitCode.WRONG_USAGE
    except OSError as reason:
        say(f"the page can't be written: {reason}")
        return ExitCode.NOTHING_WRITTEN
    if not pages:
        say("no page lacks; `foistats report REQUEST` draws those of one request again")
    if open_it and pages:
        webbrowser.open(pages[0].resolve().as_uri())
    return ExitCode.DONE


def _lacking(workspace: Workspace) -> list[str]:
    """The requests that have tables and no page of them."""
    return [
        request_id
        for request_id in workspace.request_ids()
        if workspace.current_pointer(request_id).exists()
        and not workspace.report_file(request_id).is_file()
    ]
