"""foistats.toml beside raw/: what a workspace sets for itself. It may be missing; most are."""

from collections.abc import Callable
from typing import Any, TypeVar

from foistats.documents.limits import Limits, limits_of
from foistats.errors import WorkspaceError
from foistats.toml import Lines, UnreadableToml, UnusableKey, read_toml, shown
from foistats.workspace import Workspace

NAME = "foistats.toml"
_TABLES = ("limits", "messages", "mailbox")

T = TypeVar("T")


def read_limits(workspace: Workspace) -> Limits:
    """The limits that hold in a workspace: the defaults, and what its `[limits]` sets instead."""
    return read_setting(workspace, "limits", limits_of) or Limits()


def read_setting(workspace: Workspace, table: str, read: Callable[[dict[str, Any]], T]) -> T | None:
    """What one table of foistats.toml says; None where the file or the table is missing.

    `read` makes it of the table's keys, and raises UnusableKey for one that can't be used.
    """
    path = workspace.settings_file
    if not path.is_file():
        return None
    try:
        content = path.read_bytes()
        settings = read_toml(content)
    except UnreadableToml as reason:
        raise WorkspaceError(f"{reason.about(NAME)}; correct it") from reason
    except OSError as reason:
        raise WorkspaceError(
            f"{NAME} can't be opened: {reason.strerror}; make it readable"
        ) from reason
    try:
        return _read(settings, table, read)
    except UnusableKey as reason:
        lines = Lines(content.decode("utf-8-sig"))
        raise WorkspaceError(lines.sentence(NAME, reason)) from reason


def _read(settings: dict[str, Any], table: str, read: Callable[[dict[str, Any]], T]) -> T | None:
    for name, content in settings.items():
        if name not in _TABLES:
            said = f"{name!r} is not known; {NAME} may have [limits], [messages] and [mailbox]"
            raise UnusableKey(name, said=said)
        if not isinstance(content, dict):
            said = f"{shown(content)} is no table; write [{name}] on a line of its own"
            raise UnusableKey(name, said=said)
    if table not in settings:
        return None
    try:
        return read(settings[table])
    except UnusableKey as reason:
        raise reason.within(table) from None
