"""foistats.toml beside raw/: what a workspace sets for itself. It may be missing; most are."""

from typing import Any

from foistats.documents.limits import Limits, limits_of
from foistats.errors import WorkspaceError
from foistats.toml import UnreadableToml, read_toml
from foistats.workspace import Workspace

NAME = "foistats.toml"


def read_limits(workspace: Workspace) -> Limits:
    """The limits that hold in a workspace: the defaults, and what its `[limits]` sets instead."""
    table = settings_of(workspace).get("limits", {})
    if not isinstance(table, dict):
        raise WorkspaceError(f"{NAME}: limits is no table; write [limits] on a line of its own")
    return limits_of(table, source=NAME)


def settings_of(workspace: Workspace) -> dict[str, Any]:
    """The tables of foistats.toml by name; none where there is no such file."""
    path = workspace.settings_file
    if not path.is_file():
        return {}
    try:
        settings = read_toml(path.read_bytes())
    except UnreadableToml as reason:
        raise WorkspaceError(f"{reason.told(NAME)}; correct it") from reason
    except OSError as reason:
        raise WorkspaceError(
            f"{NAME} can't be opened: {reason.strerror}; make it readable"
        ) from reason
    unknown = sorted(set(settings) - {"limits", "messages"})
    if unknown:
        raise WorkspaceError(
            f"{NAME} has {unknown[0]!r}, which is not known; it may have [limits] and [messages]"
        )
    return settings
