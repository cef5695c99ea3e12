"""Which requests need no run: built already from all that lies there now."""

from collections.abc import Sequence

from foistats.intake.settings import read_limits
from foistats.ledger.built import unchanged
from foistats.release.pointer import readable_folder
from foistats.workspace import Workspace
from foistats.written import Written


def unchanged_requests(workspace: Workspace, request_ids: Sequence[str]) -> dict[str, Written]:
    """Those of some requests of which nothing has changed since they were built, by id."""
    limits = read_limits(workspace)
    found = {}
    for request_id in request_ids:
        built = unchanged(workspace, request_id, limits)
        if built is not None:
            folder = readable_folder(workspace, request_id)
            found[request_id] = Written(
                request_id, built.title, folder, built.rows, built.usable, since=built.at
            )
    return found
