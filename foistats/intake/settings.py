"""foistats.toml beside raw/: what a workspace sets for itself. It may be missing; most are."""

from typing import TYPE_CHECKING, Any

from foistats.documents.limits import Limits, limits_of
from foistats.errors import WorkspaceError
from foistats.toml import UnreadableToml, read_toml
from foistats.workspace import Workspace

if TYPE_CHECKING:
    from foistats.messages.settings import Messages

NAME = "foistats.toml"


def read_limits(workspace: Workspace) -> Limits:
    """The limits that hold in a workspace: the defaults, and what its `[limits]` sets instead."""
    table = _settings(workspace).get("limits", {})
    if not isinstance(table, dict):
        raise WorkspaceError(f"{NAME}: limits is no table; write [limits] on a line of its own")
    return limits_of(table, source=NAME)


def read_messages(workspace: Workspace) -> "Messages | None":
    """Who is told what after a run; None where `[messages]` isn't there."""
    settings = _settings(workspace)
    if "messages" not in settings:
        return None
    from foistats.messages.settings import messages_of

    return messages_of(settings["messages"])


def _settings(workspace: Workspace) -> dict[str, Any]:
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
