"""foistats.toml beside raw/: what a workspace sets for itself. It may be missing; most are."""

import tomllib

from foistats.documents.limits import Limits, limits_of
from foistats.errors import WorkspaceError
from foistats.workspace import Workspace

NAME = "foistats.toml"


def read_limits(workspace: Workspace) -> Limits:
    """The limits that hold in a workspace: the defaults, and what its `[limits]` sets instead."""
    path = workspace.settings_file
    if not path.is_file():
        return Limits()
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as reason:
        raise WorkspaceError(f"{NAME} is no readable TOML: {reason}; correct it") from reason
    unknown = sorted(set(settings) - {"limits"})
    if unknown:
        raise WorkspaceError(f"{NAME} has {unknown[0]!r}, which is not known; it may have [limits]")
    table = settings.get("limits", {})
    if not isinstance(table, dict):
        raise WorkspaceError(f"{NAME}: limits is no table; write [limits] on a line of its own")
    return limits_of(table, source=NAME)
