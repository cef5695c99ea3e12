"""The outside world: one message to a mail server or a webhook, tried three times.

Certificates are verified, redirects not followed, and every wait has its end.
"""

import os
import random
import time
from collections.abc import Callable
from http.client import HTTPException
from typing import Any

from foistats.errors import FoistatsError
from foistats.messages.settings import Email, Messages, Webhook, checked_url
from foistats.messages.words import Message

_TIMEOUT = 20.0
_TRIES = 3
_FIRST_WAIT = 1.0


class NotSent(FoistatsError):
    """A message that could not be sent; the sentence has neither password nor secret address."""


Channel = Callable[[Message], None]


def channels_of(settings: Messages) -> dict[str, Channel]:
    """What sends, by the name of the channel; each raises NotSent."""
    channels: dict[str, Channel] = {}
    if (email := settings.email) is not None:
        channels["email"] = lambda message: _tried(lambda: _send_email(email, message))
    if (webhook := settings.webhook) is not None:
        channels["webhook"] = lambda message: _tried(lambda: _post(webhook, message))
    return channels


def _tried(send: Callable[[], None]) -> None:
    """Send; again a little later where that may help, at no moment that others choose too."""
    for number in range(1, _TRIES + 1):
        try:
            send()
        except NotSent:
            raise
        except (OSError, HTTPException) as reason:  # smtplib's and urllib's are OSErrors
            if number == _TRIES or not _may_pass(reason):
                raise NotSent(f"{type(reason).__name__}: {_told(reason)}") from None
            time.sleep(_FIRST_WAIT * 2 ** (number - 1) * random.uniform(0.5, 1.5))
        else:
            return


def _may_pass(reason: OSError | HTTPException) -> bool:
    """False for what another try can't mend: a wrong password tried thrice may lock an account."""
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


def _send_email(settings: Email, message: Message) -> None:
    import smtplib
    import ssl
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
        to.send_message(mail)


def _post(settings: Webhook, message: Message) -> None:
    import hashlib
    import hmac
    import json
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
    with urllib.request.build_opener(NoRedirect).open(request, timeout=_TIMEOUT):
        pass
