"""The message itself, and its way out: a mail server or a webhook takes it, in three attempts.

A message has a subject that counts, and a text with each thing on a line. Certificates are
verified, redirects not followed, and all of it has its end, however slowly the other side answers.
What was refused for good isn't tried again.
"""

import os
import random
import ssl
import time
from collections.abc import Callable, Sequence
from http.client import HTTPException
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, NamedTuple

from foistats.errors import FoistatsError
from foistats.messages.news import News
from foistats.messages.settings import About, Email, Messages, Webhook, checked_url
from foistats.workspace import Workspace

# What somebody reads on a telephone; the rest is in the tables.
_MOST_LINES = 20
_HEADINGS = {
    About.FAILED_RUN: ("failed run", "failed runs"),
    About.NEW_REPLIES: ("new reply", "new replies"),
    About.NEW_PROBLEMS: ("new problem", "new problems"),
    About.OVERDUE: ("overdue reply", "overdue replies"),
}


class Message(NamedTuple):
    """What is sent, the same on every channel."""

    subject: str
    text: str


def message_of(workspace: Workspace, news: Sequence[News]) -> Message:
    """One message that has all of the news."""
    counts = []
    lines: list[str] = []
    for about, nouns in _HEADINGS.items():
        some = [item for item in news if item.about is about]
        if not some:
            continue
        counts.append(f"{len(some):,} {nouns[len(some) > 1]}")
        lines += ["", nouns[1].capitalize()]
        lines += [f"- {_line(item)}" for item in some[:_MOST_LINES]]
        if len(some) > _MOST_LINES:
            lines.append(f"- ... and {len(some) - _MOST_LINES:,} more")
    requests = {item.request_id for item in news if item.request_id}
    command = " ".join(["foistats status", *(requests if len(requests) == 1 else ())])
    lines += ["", f"Tables: {workspace.processed.resolve()}", f"What to do next: {command}"]
    return Message(f"foistats: {', '.join(counts)}", "\n".join(lines[1:]) + "\n")


def _line(item: News) -> str:
    """On one line, with nothing that steers a terminal or looks like another line."""
    said = f"{item.request_id}: {item.line}" if item.request_id else item.line
    # `<!channel>` in a document's name would call everybody in some chats.
    return "".join(c if c.isprintable() and c not in "<>" else " " for c in said)


_TIMEOUT = 20.0
_TRIES = 3
_FIRST_WAIT = 1.0
# Of all tries on one channel: two of them, and the run's record, fit into systemd's 90 seconds.
_MOST_SECONDS = 30.0


class NotSent(FoistatsError):
    """A message that could not be sent; the sentence has neither password nor secret address."""


# Gives what a person should know of a message that was taken all the same; mostly nothing.
Channel = Callable[[Message], str]


def channels_of(settings: Messages) -> dict[str, Channel]:
    """What sends, by the name of the channel; each raises NotSent."""
    channels: dict[str, Channel] = {}
    if (email := settings.email) is not None:
        channels["email"] = lambda message: _in_time(lambda: _send_email(email, message))
    if (webhook := settings.webhook) is not None:
        channels["webhook"] = lambda message: _in_time(lambda: _post(webhook, message))
    return channels


def _in_time(send: Callable[[], str]) -> str:
    """Send, or give up: a timeout ends one wait, and a server that drips has many of them."""
    ended: SimpleQueue[tuple[bool, str]] = SimpleQueue()

    def attempt() -> None:
        try:
            ended.put((True, _tried(send)))
        except NotSent as reason:
            ended.put((False, str(reason)))

    Thread(target=attempt, name="foistats-message", daemon=True).start()
    try:
        sent, said = ended.get(timeout=_MOST_SECONDS)
    except Empty:
        raise NotSent(f"it took longer than {_MOST_SECONDS:g} seconds") from None
    if not sent:
        raise NotSent(said)
    return said


def _tried(send: Callable[[], str]) -> str:
    """Send; again a little later where that may help, at no moment that others choose too."""
    number = 1
    while True:
        try:
            return send()
        except FoistatsError as refusal:
            raise NotSent(str(refusal)) from None
        except (OSError, HTTPException) as reason:  # smtplib's and urllib's are OSErrors
            if number == _TRIES or not _may_pass(reason):
                raise NotSent(": ".join(filter(None, (_kind(reason), _told(reason))))) from None
        except Exception as fault:  # its words may quote a password or a secret address
            raise NotSent(_kind(fault)) from None
        time.sleep(_FIRST_WAIT * 2 ** (number - 1) * random.uniform(0.5, 1.5))
        number += 1


def _kind(reason: Exception) -> str:
    return type(reason).__name__


def _may_pass(reason: OSError | HTTPException) -> bool:
    """False for what another try can't mend: a wrong password tried thrice may lock an account."""
    if isinstance(getattr(reason, "reason", reason), ssl.SSLCertVerificationError):
        return False
    refused = getattr(reason, "recipients", None)
    if isinstance(refused, dict):  # nobody was taken
        return any(code < 500 for code, _ in refused.values())
    smtp, http = getattr(reason, "smtp_code", None), getattr(reason, "code", None)
    if smtp is not None:
        return 400 <= int(smtp) < 500
    return http is None or int(http) >= 500 or int(http) in {408, 429}


def _told(reason: OSError | HTTPException) -> str:
    """Why, without what the other side may have answered with: it may quote what was sent."""
    code = getattr(reason, "smtp_code", None) or getattr(reason, "code", None)
    said = str(code) if code else getattr(reason, "strerror", None) or ""
    inner = getattr(reason, "reason", None)
    return said or (inner.strerror or type(inner).__name__ if isinstance(inner, OSError) else "")


def _secret(name: str) -> str:
    value = os.environ.get(name, "")
    if not value:
        raise NotSent(f"the environment has no {name}, which foistats.toml names; set it")
    return value


def _send_email(settings: Email, message: Message) -> str:
    import smtplib
    from email.message import EmailMessage
    from email.utils import formatdate, make_msgid

    mail = EmailMessage()
    mail["Subject"] = message.subject
    mail["From"] = settings.sender
    mail["To"] = ", ".join(settings.to)
    mail["Date"] = formatdate()
    mail["Message-ID"] = make_msgid(domain=settings.sender.partition("@")[2])
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(message.text)
    password = _secret(settings.password_env) if settings.password_env else ""
    where: dict[str, Any] = {"host": settings.host, "port": settings.port, "timeout": _TIMEOUT}
    context = ssl.create_default_context()
    encrypted = settings.security == "tls"
    with smtplib.SMTP_SSL(**where, context=context) if encrypted else smtplib.SMTP(**where) as to:
        if settings.security == "starttls":
            to.starttls(context=context)
        if password:
            to.login(settings.user, password)
        refused = to.send_message(mail)
    # The others have it: sent once more, it would come to them twice.
    codes = ", ".join(f"{address} ({code})" for address, (code, _) in sorted(refused.items()))
    return f"not taken for {codes}" if codes else ""


def _post(settings: Webhook, message: Message) -> str:
    import hashlib
    import hmac
    import json
    import urllib.error
    import urllib.request

    class NoRedirect(urllib.request.HTTPRedirectHandler):
        """Another address than the one that a person wrote down gets nothing."""

        def redirect_request(self, *_: Any) -> None:
            return None

    url = checked_url(_secret(settings.url_env)) if settings.url_env else settings.url
    body = json.dumps({"subject": message.subject, "text": message.text}).encode()
    headers = {"Content-Type": "application/json", "User-Agent": "foistats"}
    if settings.secret_env:
        signed = hmac.new(_secret(settings.secret_env).encode(), body, hashlib.sha256)
        headers["X-Foistats-Signature"] = f"sha256={signed.hexdigest()}"
    request = urllib.request.Request(url, body, headers)
    try:
        with urllib.request.build_opener(NoRedirect).open(request, timeout=_TIMEOUT):
            return ""
    except urllib.error.HTTPError as refusal:
        refusal.close()  # it holds the connection
        raise
