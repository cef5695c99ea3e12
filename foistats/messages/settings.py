"""[messages] of foistats.toml: who is notified of what, and how. Without it nobody is.

[messages]
when = "schedule"                # or "always": after runs that a person typed, too
about = ["new_replies", "new_problems", "overdue", "failed_run"]     # all if left out

[messages.email]
to = ["team@example.org"]
sender = "foistats@example.org"
host = "smtp.example.org"
port = 587                       # 587 if left out
security = "starttls"            # or "tls", or "none"
user = "foistats"                # none if left out
password_env = "FOISTATS_SMTP_PASSWORD"    # the variable that has it, never the password

[messages.webhook]
url = "https://hooks.example.org/foistats"   # or url_env, if the address is a secret
secret_env = "FOISTATS_WEBHOOK_SECRET"       # to sign with, none if left out
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import urlsplit

from foistats.errors import WorkspaceError
from foistats.intake.settings import read_setting
from foistats.toml import UnusableKey, shown
from foistats.workspace import Workspace

_MOST_PORT = 65535
T = TypeVar("T")
_THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}


class About(StrEnum):
    """What people can be notified of."""

    NEW_REPLIES = "new_replies"
    NEW_PROBLEMS = "new_problems"
    OVERDUE = "overdue"
    FAILED_RUN = "failed_run"


@dataclass(frozen=True, slots=True)
class Email:
    """A mail server and who is written to. `password_env` names a variable of the environment."""

    to: tuple[str, ...]
    sender: str
    host: str
    port: int = 587
    security: str = "starttls"
    user: str = ""
    password_env: str = ""


@dataclass(frozen=True, slots=True)
class Webhook:
    """An address that takes JSON; the variables of the environment that have what is secret."""

    url: str = ""
    url_env: str = ""
    secret_env: str = ""


@dataclass(frozen=True, slots=True)
class Messages:
    """Who is notified of what. With `always` also of runs that a person started."""

    about: frozenset[About]
    always: bool
    email: Email | None
    webhook: Webhook | None


def read_messages(workspace: Workspace) -> Messages | None:
    """Who is notified of what after a run; None where foistats.toml has no `[messages]`."""
    return read_setting(workspace, "messages", messages_of)


def messages_of(table: Mapping[str, Any]) -> Messages:
    """What a [messages] table says; raises UnusableKey for a key that can't be used."""
    _known(table, ("when", "about", "email", "webhook"))
    when = table.get("when", "schedule")
    if when not in ("schedule", "always"):
        raise _wrong("when", when, "write 'schedule' or 'always'")
    about = table.get("about", list(About))
    if not isinstance(about, list) or not all(name in tuple(About) for name in about):
        raise _wrong("about", about, f"write a list of some of {', '.join(About)}")
    return Messages(
        frozenset(map(About, about)),
        when == "always",
        _within("email", table, _email),
        _within("webhook", table, _webhook),
    )


def _within(
    name: str, table: Mapping[str, Any], read: Callable[[Mapping[str, Any]], T]
) -> T | None:
    """What the table of this name says, None where there is none."""
    if name not in table:
        return None
    if not isinstance(table[name], Mapping):
        raise _wrong(name, table[name], f"write [messages.{name}] on a line of its own")
    try:
        return read(table[name])
    except UnusableKey as reason:
        raise reason.within(name) from None


def _email(table: Mapping[str, Any]) -> Email:
    _known(table, tuple(field.name for field in fields(Email)))
    to = table.get("to")
    if not isinstance(to, list) or not to or not all(_is_address(address) for address in to):
        raise _wrong("to", to, 'write a list such as ["team@example.org"]')
    for name in ("sender", "host"):
        if not isinstance(table.get(name), str) or not table[name].strip():
            raise _wrong(name, table.get(name), "write it between quotes: email needs it")
    if not _is_address(table["sender"]):
        raise _wrong("sender", table["sender"], "write an address such as a@example.org")
    port = table.get("port", 587)
    if isinstance(port, bool) or not isinstance(port, int) or not 0 < port <= _MOST_PORT:
        raise _wrong("port", port, f"write a number from 1 to {_MOST_PORT}")
    if table.get("security", "starttls") not in ("starttls", "tls", "none"):
        raise _wrong("security", table["security"], "write 'starttls', 'tls' or 'none'")
    _texts(table, ("user", "password_env"))
    for name, other in (("user", "password_env"), ("password_env", "user")):
        if table.get(name) and not table.get(other):
            raise UnusableKey(name, said=f"{name} without {other}; write both, or leave both out")
    in_clear = table.get("security") == "none" and table["host"] not in _THIS_MACHINE
    if in_clear and table.get("password_env"):
        raise UnusableKey(
            "security",
            said="'none' would send the password unencrypted; set security to 'starttls' or 'tls',"
            " or leave out user and password_env",
        )
    return Email(**{**table, "to": tuple(to)})


def _webhook(table: Mapping[str, Any]) -> Webhook:
    _known(table, tuple(field.name for field in fields(Webhook)))
    _texts(table, ("url", "url_env", "secret_env"))
    if bool(table.get("url")) == bool(table.get("url_env")):
        raise UnusableKey(
            "url_env" if "url_env" in table else "url",
            said=f"{'both' if table.get('url') else 'neither'} of url and url_env; give url, or"
            " url_env with the variable that has it",
        )
    if table.get("url"):
        try:
            checked_url(table["url"])
        except WorkspaceError as reason:
            raise UnusableKey("url", said=str(reason)) from None
    return Webhook(**table)


def checked_url(url: str) -> str:
    """An address that may be posted to; else a WorkspaceError that doesn't quote what is secret."""
    try:
        parts = urlsplit(url)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # no such host or port; its words quote the address
        good = False
    if not good:
        raise WorkspaceError(
            "the webhook's address is no http or https address; write one that begins with https://"
        )
    return url


def _known(table: Mapping[str, Any], known: Sequence[str]) -> None:
    for name in table:
        if name not in known:
            # What stands there isn't quoted: it may be a password.
            said = f"{name!r} is not known; it may have {', '.join(sorted(known))}"
            raise UnusableKey(name, said=f"{said} (a password stands in a variable, never here)")


def _texts(table: Mapping[str, Any], names: Sequence[str]) -> None:
    for name in names:
        if not isinstance(table.get(name, ""), str):
            raise UnusableKey(name, said="this is no text; put it in quotes")


def _wrong(name: str, value: object, remedy: str) -> UnusableKey:
    found = "nothing" if value is None else shown(value)
    return UnusableKey(name, said=f"{found} can't be used; {remedy}")


def _is_address(value: Any) -> bool:
    """True for what can stand in a header as one address: no line break, no second address."""
    return (
        isinstance(value, str)
        and value.isprintable()
        and value.count("@") == 1
        and not set(value) & set(' ,;:<>"')
    )
