"""The pages of a request and of its areas, written beside its tables."""

import shutil
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
# What a run draws beside the request's page: some dozen pages, at 20 to 30 ms each for the chart.
# Each force's page would take longer than reading the replies; `foistats report` draws them too.
_IN_A_RUN = ("region", "country", "uk", "set")


def write_page(workspace: Workspace, request_id: str, *, every_area: bool = True) -> Path:
    """Write the page of a request's current tables, and its areas'; gives that of the request.

    With `every_area` False no force has one. Pages of before are taken away: none may show the
    figures of other tables.
    """
    from foistats.reporting.area_page import Areas
    from foistats.reporting.page import page_of
    from foistats.reporting.parts import AREAS, Subject, area_file

    request = read_request(workspace, request_id)
    folder = current_folder(workspace, request_id)
    sentence = answer_of(workspace, request_id).sentence
    breaks = breaks_of(workspace, request)
    areas = Areas(Subject(request, folder, "../../current", sentence, breaks))
    wanted = [key for key in areas.every() if every_area or key[0] in _IN_A_RUN]
    drawn = frozenset(wanted)
    areas.subject = Subject(request, folder, "../../current", sentence, breaks, drawn)
    contents = {area_file(*key): areas.page(key) for key in wanted}
    own = page_of(Subject(request, folder, "../current", sentence, breaks, drawn))
    page = workspace.report_file(request_id)
    of_areas = page.parent / AREAS
    shutil.rmtree(of_areas, ignore_errors=True)
    of_areas.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        (of_areas / name).write_text(content, encoding="utf-8")
    write_whole(page, own.encode())
    return page


def area_page(workspace: Workspace, request_id: str, area: str) -> Path:
    """The file of an area's page, by the area's name as people write it; it may not be there."""
    from foistats.provenance.wanted_figure import find_area
    from foistats.reporting.parts import AREAS, area_file

    key = find_area(workspace, request_id, area)
    return workspace.report_file(request_id).parent / AREAS / area_file(*key)


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
            shutil.rmtree(workspace.report_file(one.request_id).parent, ignore_errors=True)
        return [
            f"{len(changed)} requests changed: their pages aren't drawn by a run;"
            " `foistats report REQUEST` draws one, and `foistats report` every one that lacks"
        ]
    for one in changed:
        try:
            write_page(workspace, one.request_id, every_area=False)
        except Exception as fault:
            why = f"{type(fault).__name__}: {fault}"
            failed.append(f"the page of {one.request_id} can't be written: {why}")
    return failed
