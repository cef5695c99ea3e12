"""Which requests are let in: those of the person at this machine who has the address.

The server listens on loopback only, yet any page in the same browser, and any program of this
machine, can reach it. So each request needs the token of the address, which is random at each
start; it must be meant for this host by name, so that no foreign name can be led here; and what
changes something must come from a page of our own, and carry the token once more.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import parse_qs

# An answer is some words; this is more than anybody types.
MOST_BYTES = 100_000
_TOKEN_BYTES = 32
_SAME = ("same-origin", "none")


class Denied(NamedTuple):
    """Why a request is turned away, with the status of the answer."""

    status: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Guard:
    """The token of this start and the names under which this machine may be addressed."""

    hosts: frozenset[str]
    token: str = field(default_factory=lambda: secrets.token_urlsafe(_TOKEN_BYTES))

    def denied(self, environ: Mapping[str, object]) -> Denied | None:
        """Why a request is turned away before anything of it is read; None for one that isn't."""
        if str(environ.get("HTTP_HOST", "")) not in self.hosts:
            return Denied("403 Forbidden", "This address is not the one that was printed.")
        given = str(environ.get("PATH_INFO", "")).split("/")
        if len(given) < 2 or not _same(given[1], self.token):
            return Denied("403 Forbidden", "The address lacks the token that was printed with it.")
        if environ.get("REQUEST_METHOD") not in ("GET", "HEAD", "POST"):
            return Denied("405 Method Not Allowed", "Nothing is answered that way.")
        if environ.get("REQUEST_METHOD") == "POST" and not self._is_own(environ):
            return Denied("403 Forbidden", "An answer must come from a page of this review.")
        return None

    def _is_own(self, environ: Mapping[str, object]) -> bool:
        """True where the browser says that a form was sent from a page of ours.

        Browsers always say it, in the one header or the other; whoever says nothing is no browser.
        """
        origin, site = environ.get("HTTP_ORIGIN"), environ.get("HTTP_SEC_FETCH_SITE")
        if origin is None and site is None:
            return False
        known = {f"http://{host}" for host in self.hosts}
        return (origin is None or origin in known) and (site is None or site in _SAME)

    def form(self, environ: Mapping[str, object]) -> Mapping[str, str] | Denied:
        """What a form says, each name once; refused where it is too long or lacks the token."""
        length = str(environ.get("CONTENT_LENGTH") or "0")
        if not length.isascii() or not length.isdecimal() or int(length) > MOST_BYTES:
            return Denied("413 Content Too Large", "That is more than an answer can be.")
        content = environ["wsgi.input"].read(int(length))  # type: ignore[attr-defined]
        try:
            said = parse_qs(content.decode(), keep_blank_values=True, max_num_fields=1000)
        except ValueError:
            return Denied("400 Bad Request", "That is no form of this review.")
        values = {name: every[-1] for name, every in said.items()}
        if not _same(values.get("token", ""), self.token):
            return Denied("403 Forbidden", "The form lacks the token of this review.")
        return values


def _same(one: str, other: str) -> bool:
    return secrets.compare_digest(one.encode(errors="replace"), other.encode())
