"""`[mailbox]` of foistats.toml: the IMAP server in whose folders replies come in.

[mailbox]
host = "imap.example.org"
user = "foi@example.org"
password_env = "FOISTATS_IMAP_PASSWORD"    # the variable that has it, never the password
port = 993                                 # 993 if left out; 143 with starttls or none
security = "tls"                           # "tls", "starttls", or "none" on this machine only

[mailbox.folders]                          # a folder of the mailbox for each request
burglary-2026 = "FOI/Burglary 2026"
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from foistats.errors import WorkspaceError
from foistats.intake.settings import read_setting
from foistats.toml import UnusableKey
from foistats.workspace import Workspace

_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
_MOST_PORT = 65_535
_SECURITIES = ("tls", "starttls", "none")


@dataclass(frozen=True, slots=True)
class MailboxSettings:
    """Where a mailbox is, and which of its folders has the replies to which request."""

    host: str
    user: str
    password_env: str
    security: str = "tls"
    port: int = 0
    folders: Mapping[str, str] = field(default_factory=dict)

    def password(self) -> str:
        """The password, as the variable of the environment has it now."""
        found = os.environ.get(self.password_env, "")
        if not found:
            raise WorkspaceError(
                f"the variable {self.password_env}, which has the password of the mailbox, is not"
                " set; set it where foistats runs"
            )
        return found


def read_mailbox(workspace: Workspace) -> MailboxSettings | None:
    """What foistats.toml says of a mailbox; None where it says nothing."""
    return read_setting(workspace, "mailbox", _mailbox)


def _mailbox(table: Mapping[str, Any]) -> MailboxSettings:
    known = tuple(one.name for one in fields(MailboxSettings))
    for name in table:
        if name not in known:
            # What stands there isn't quoted: it may be a password.
            said = f"{name!r} is not known; it may have {', '.join(known)}"
            raise UnusableKey(name, said=f"{said} (a password stands in a variable, never here)")
    for name in ("host", "user", "password_env"):
        if not isinstance(table.get(name), str) or not table[name].strip():
            raise UnusableKey(name, said=f"a mailbox needs {name}; write it between quotes")
    security = table.get("security", "tls")
    if security not in _SECURITIES:
        raise UnusableKey("security", said="write 'tls', 'starttls' or 'none'")
    if security == "none" and table["host"] not in _THIS_MACHINE:
        said = "'none' would send the password unencrypted; write 'tls' or 'starttls'"
        raise UnusableKey("security", said=said)
    port = table.get("port", 993 if security == "tls" else 143)
    if isinstance(port, bool) or not isinstance(port, int) or not 0 < port <= _MOST_PORT:
        raise UnusableKey("port", said=f"write a number from 1 to {_MOST_PORT}")
    folders = table.get("folders", {})
    if not isinstance(folders, Mapping) or not all(
        isinstance(folder, str) and folder.strip() for folder in folders.values()
    ):
        said = 'write [mailbox.folders] with lines such as burglary-2026 = "FOI/Burglary"'
        raise UnusableKey("folders", said=said)
    return MailboxSettings(**{**table, "port": port})
