"""[messages] of foistats.toml: who is told what, how. Without it nobody is told anything.

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

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from foistats.errors import WorkspaceError
from foistats.intake.settings import NAME as _NAME
from foistats.intake.settings import settings_of
from foistats.workspace import Workspace

_MOST_PORT = 65535
_THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}


class About(StrEnum):
    """What people can be told of."""

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
    """Who is told what. With `always` also of runs that a person started."""

    about: frozenset[About]
    always: bool
    email: Email | None
    webhook: Webhook | None


def read_messages(workspace: Workspace) -> Messages | None:
    """Who is told what after a run; None where foistats.toml has no `[messages]`."""
    settings = settings_of(workspace)
    return messages_of(settings["messages"]) if "messages" in settings else None


def messages_of(table: Mapping[str, Any]) -> Messages:
    """What a [messages] table says; raises WorkspaceError that names the mistake."""
    _known(table, {"when", "about", "email", "webhook"}, "[messages]")
    when = table.get("when", "schedule")
    if when not in ("schedule", "always"):
        raise WorkspaceError(f"{_NAME}: when = {when!r} under [messages]; 'schedule' or 'always'")
    about = table.get("about", list(About))
    if not isinstance(about, list) or not all(one in tuple(About) for one in about):
        raise WorkspaceError(f"{_NAME}: about under [messages] is a list of {', '.join(About)}")
    email, webhook = table.get("email"), table.get("webhook")
    return Messages(
        frozenset(map(About, about)),
        when == "always",
        None if email is None else _email(email),
        None if webhook is None else _webhook(webhook),
    )


def _email(table: Any) -> Email:
    where = "[messages.email]"
    _known(table, {field.name for field in fields(Email)}, where)
    to = table.get("to")
    if not isinstance(to, list) or not to or not all(_is_address(one) for one in to):
        raise WorkspaceError(f'{_NAME}: to under {where} is a list such as ["team@example.org"]')
    for name in ("sender", "host"):
        if not isinstance(table.get(name), str) or not table[name].strip():
            raise WorkspaceError(f"{_NAME}: {where} needs {name}")
    if not _is_address(table["sender"]):
        raise WorkspaceError(f"{_NAME}: sender under {where} is no address such as a@example.org")
    port = table.get("port", 587)
    if isinstance(port, bool) or not isinstance(port, int) or not 0 < port <= _MOST_PORT:
        raise WorkspaceError(f"{_NAME}: port under {where} is a number up to {_MOST_PORT}")
    if table.get("security", "starttls") not in ("starttls", "tls", "none"):
        raise WorkspaceError(f"{_NAME}: security under {where} is 'starttls', 'tls' or 'none'")
    if bool(table.get("user")) != bool(table.get("password_env")):
        raise WorkspaceError(f"{_NAME}: {where} has one of user and password_env; it needs both")
    _texts(table, {"host", "user", "password_env"}, where)
    in_clear = table.get("security") == "none" and table["host"] not in _THIS_MACHINE
    if in_clear and table.get("password_env"):
        raise WorkspaceError(
            f"{_NAME}: {where} would send the password unencrypted; set security to 'starttls' or"
            " 'tls', or leave out user and password_env"
        )
    return Email(**{**table, "to": tuple(to)})


def _webhook(table: Any) -> Webhook:
    where = "[messages.webhook]"
    _known(table, {field.name for field in fields(Webhook)}, where)
    _texts(table, set(table), where)
    if bool(table.get("url")) == bool(table.get("url_env")):
        raise WorkspaceError(
            f"{_NAME}: {where} needs url, or url_env with the variable that has it"
        )
    if "url" in table:
        checked_url(table["url"])
    return Webhook(**table)


def checked_url(url: str) -> str:
    """An address that may be posted to; else a WorkspaceError that doesn't quote what is secret."""
    try:
        parts = urlsplit(url)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # no such host or port; its words quote the address
        good = False
    if not good:
        raise WorkspaceError(f"{_NAME}: the webhook's address is no http or https address")
    return url


def _known(table: Any, known: set[str], where: str) -> None:
    if not isinstance(table, Mapping):
        raise WorkspaceError(f"{_NAME}: {where} is no table; write {where} on a line of its own")
    if unknown := sorted(set(table) - known):
        raise WorkspaceError(
            f"{_NAME}: {unknown[0]!r} under {where} is not known; it may have"
            f" {', '.join(sorted(known))} (a password stands in a variable, never here)"
        )


def _texts(table: Mapping[str, Any], names: set[str], where: str) -> None:
    for name in names & set(table):
        if not isinstance(table[name], str):
            raise WorkspaceError(f"{_NAME}: {name} under {where} is a text; put it in quotes")


def _is_address(value: Any) -> bool:
    """True for what can stand in a header as one address: no line break, no second address."""
    return (
        isinstance(value, str)
        and value.isprintable()
        and value.count("@") == 1
        and not set(value) & set(' ,;:<>"')
    )
