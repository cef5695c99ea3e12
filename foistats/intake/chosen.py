"""Which requests a run is for: those that a person named, or those sent to some forces, or all."""

from collections.abc import Sequence

from foistats.errors import UnknownForce, WorkspaceError
from foistats.intake.requests import RequestInvalid, read_request
from foistats.workspace import Workspace


def chosen_requests(
    workspace: Workspace, request_ids: Sequence[str], forces: Sequence[str]
) -> list[str]:
    """The requests to build, all if none is named; with `forces` only those sent to one of them.

    Each is built as a whole: a total over some of the replies would be no total. Raises
    FoistatsError for a request or force that there isn't, and where none was sent to the forces.
    """
    chosen = list(dict.fromkeys(request_ids)) or list(workspace.request_ids())
    for request_id in chosen:
        workspace.request_folder(request_id)
    if not forces:
        return chosen
    from foistats.naming.forces import all_force_ids

    for force in forces:
        if force not in all_force_ids():
            raise UnknownForce(f"{force!r} is no force_id; they are such as devon-and-cornwall")
    wanted = []
    for request_id in chosen:
        try:
            asked = read_request(workspace, request_id).asked_force_ids
        except RequestInvalid:
            # Whom it asked isn't known; the run tells what is wrong with it.
            asked = tuple(forces)
        if set(forces) & set(asked):
            wanted.append(request_id)
    if not wanted:
        raise WorkspaceError(f"none of these requests was sent to {' or '.join(forces)}")
    return wanted
