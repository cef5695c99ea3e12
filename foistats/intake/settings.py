"""foistats.toml beside raw/: what a workspace sets for itself. It may be missing; most are."""

import re
from collections.abc import Callable
from typing import Any, TypeVar

from foistats.documents.limits import Limits, limits_of
from foistats.errors import WorkspaceError
from foistats.toml import Lines, UnreadableToml, UnusableKey, read_toml, shown
from foistats.workspace import Workspace

NAME = "foistats.toml"
_TABLES = ("limits", "messages", "mailbox", "cluster")

T = TypeVar("T")
_SCHEDULER = re.compile(r"(?:tcp|tls|ws|wss|ucx)://[^\s/]+:\d{1,5}")
_AN_ADDRESS = "address of a scheduler; write tcp://HOST:PORT or tls://HOST:PORT"


def read_limits(workspace: Workspace) -> Limits:
    """The limits that hold in a workspace: the defaults, and what its `[limits]` sets instead."""
    return read_setting(workspace, "limits", limits_of) or Limits()


def read_cluster(workspace: Workspace) -> str:
    """The address of the Dask cluster that reads replies, by `[cluster]`; empty for none."""
    return read_setting(workspace, "cluster", _address) or ""


def _address(table: dict[str, Any]) -> str:
    for name in table:
        if name != "address":
            raise UnusableKey(name, said=f"{name!r} is not known; it may have address")
    if "address" not in table:
        raise UnusableKey("address", said=f"a cluster needs the {_AN_ADDRESS}")
    return checked_address(table["address"])


def checked_address(address: object) -> str:
    """The address of a scheduler; raises UnusableKey for what can't be one.

    >>> checked_address("tls://10.0.0.5:8786")
    'tls://10.0.0.5:8786'
    >>> checked_address("10.0.0.5")
    Traceback (most recent call last):
    foistats.toml.UnusableKey: '10.0.0.5' is no address of a scheduler; write tcp://HOST:PORT or tls://HOST:PORT
    """
    if not isinstance(address, str) or not _SCHEDULER.fullmatch(address):
        raise UnusableKey("address", said=f"{shown(address)} is no {_AN_ADDRESS}")
    return address


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
            known = ", ".join(f"[{one}]" for one in _TABLES[:-1])
            said = f"{name!r} is not known; {NAME} may have {known} and [{_TABLES[-1]}]"
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
