"""Where the releases of a request lie: `processed/releases/<request_id>/<version>/`.

One that waits for a second person's approval lies under `waiting/` there until it has it, so that
whatever lies beside it has been approved or needs nobody's approval.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from foistats.errors import WorkspaceError
from foistats.workspace import Workspace

if TYPE_CHECKING:
    from foistats.disclosure.cases import Before

WAITING = "waiting"


def releases_folder(workspace: Workspace, request_id: str) -> Path:
    """Where a request's releases lie, whether or not there is one."""
    workspace.request_folder(request_id)
    return workspace.processed / "releases" / request_id


def versions(workspace: Workspace, request_id: str) -> list[int]:
    """The versions of a request that were released, in order, withdrawn ones too."""
    return _numbers(releases_folder(workspace, request_id))


def versions_waiting(workspace: Workspace, request_id: str) -> list[int]:
    """The versions that were made and are not approved, in order, withdrawn ones too."""
    return _numbers(releases_folder(workspace, request_id) / WAITING)


def release_folder(workspace: Workspace, request_id: str, number: int) -> Path:
    """The folder of one release; raises WorkspaceError where there is none, or it is waiting."""
    folder = releases_folder(workspace, request_id) / str(number)
    if folder.is_dir():
        return folder
    if number in versions_waiting(workspace, request_id):
        raise WorkspaceError(
            f"release {number} of {request_id} waits for a second person's approval; `foistats"
            f" release approve {request_id} {number} --by NAME` gives it"
        )
    known = ", ".join(map(str, versions(workspace, request_id))) or "none"
    raise WorkspaceError(f"{request_id} has no release {number}; there is: {known}")


def printed_before(
    workspace: Workspace, request_id: str, *, number: int | None = None
) -> "list[Before]":
    """What was released already: the versions before one, and every version of other requests.

    What was withdrawn since then was printed all the same.
    """
    from foistats.disclosure.cases import Before  # its imports cost `foistats why` a tenth

    found = []
    for other in workspace.request_ids():
        for version in versions(workspace, other):
            if other != request_id:
                source = f"release {version} of {other}"
            elif number is None or version < number:
                source = f"release {version}"
            else:
                continue
            found.append(Before(source, other, release_folder(workspace, other, version)))
    return found


def tables_of_release(workspace: Workspace, number: int) -> Callable[[str], Path]:
    """What gives the folder of one release of a request by its id, made or waiting."""
    return lambda request_id: folder_made(workspace, request_id, number)


def folder_made(workspace: Workspace, request_id: str, number: int) -> Path:
    """The folder of one version, released or waiting; raises WorkspaceError if never made."""
    waits = releases_folder(workspace, request_id) / WAITING / str(number)
    return waits if waits.is_dir() else release_folder(workspace, request_id, number)


def _numbers(folder: Path) -> list[int]:
    names = [path.name for path in folder.iterdir()] if folder.is_dir() else []
    return sorted(int(name) for name in names if name.isdecimal())
