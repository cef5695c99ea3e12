"""The page of a request, written beside its tables."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from foistats.durable import write_whole
from foistats.intake.breaks import breaks_of
from foistats.intake.requests import read_request
from foistats.quality.gate.answers import answer_of
from foistats.release.generations import current_folder
from foistats.workspace import Workspace

if TYPE_CHECKING:
    from foistats.run.handed_on import BuiltRequest


# A run that builds more requests than this is a load, and nobody waits for its pages.
_MOST_PAGES = 5


def write_page(workspace: Workspace, request_id: str) -> Path:
    """Write the page of a request's current tables, in place of the one before; gives its file."""
    from foistats.reporting.page import Subject, page_of

    request = read_request(workspace, request_id)
    subject = Subject(
        request,
        current_folder(workspace, request_id),
        "../current",
        answer_of(workspace, request_id).sentence,
        breaks_of(workspace, request),
    )
    page = workspace.report_file(request_id)
    page.parent.mkdir(exist_ok=True)
    write_whole(page, page_of(subject).encode())
    return page


def write_pages(root: str, built: "Sequence[BuiltRequest]") -> list[str]:
    """Write the pages of the requests that a run built; a sentence for each that can't be written.

    The tables are there by then, and no fault of a page may make a run fail that has made them.
    Where a run built many requests none is drawn, and none of an earlier run is left.
    """
    workspace = Workspace(Path(root))
    failed = []
    changed = [
        one
        for one in built
        if not one.since
        and one.not_current is None
        and one.usable
        and workspace.current_pointer(one.request_id).exists()
    ]
    if len(changed) > _MOST_PAGES:
        # Drawing takes half a second a page, longer than reading some forty replies.
        for one in changed:
            workspace.report_file(one.request_id).unlink(missing_ok=True)
        return [
            f"{len(changed)} requests changed: their pages aren't drawn by a run;"
            " `foistats report REQUEST` draws one"
        ]
    for one in changed:
        try:
            write_page(workspace, one.request_id)
        except Exception as fault:
            why = f"{type(fault).__name__}: {fault}"
            failed.append(f"the page of {one.request_id} can't be written: {why}")
    return failed
