"""Who may ask the server that `foistats serve` starts: this machine's own pages and commands.

Prefect's server answers any web page that a browser of this machine shows (its default for origins
is `*`) and any name that leads to 127.0.0.1, so that a hostile page could start runs and read
totals. Here a request needs the server's own name in Host, no foreign Origin, and a secret that
each workspace makes for itself.
"""

import secrets
from pathlib import Path
from typing import Any

from foistats.durable import write_whole

Scope = dict[str, Any]
_FORBIDDEN = 403
# No page of elsewhere may show these pages in a frame and lead a person's clicks onto them, nor
# load what they are made of.
_TO_OWN_PAGES = [
    (b"x-frame-options", b"DENY"),
    (b"content-security-policy", b"frame-ancestors 'none'"),
    (b"cross-origin-resource-policy", b"same-origin"),
]
_POLICY_VIOLATED = 1008


def own_secret(file: Path) -> str:
    """The workspace's secret, made once, in a file that only its owner may open."""
    try:
        written = file.read_text(encoding="utf-8").strip()
    except OSError:
        written = ""
    if not written:
        file.parent.mkdir(parents=True, exist_ok=True)
        # `user:password`, as Prefect wants it.
        written = f"foistats:{secrets.token_urlsafe(24)}"
        write_whole(file, written.encode(), mode=0o600)
    return written


class OwnOriginOnly:
    """An ASGI application before another: refuses what no page or command of this server sends."""

    def __init__(self, app: Any, port: int) -> None:
        """Guard `app`, which listens on a port of this machine's loopback."""
        self._app = app
        self._hosts = {f"{name}:{port}".encode() for name in ("127.0.0.1", "localhost")}
        self._origins = {b"http://" + host for host in self._hosts}

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        """Hand the request on, or refuse it before anything of it is read."""

        async def send_to_own_pages(message: Scope) -> None:
            if message["type"] == "http.response.start":
                headers = [*message.get("headers", ()), *_TO_OWN_PAGES]
                message = message | {"headers": headers}
            await send(message)

        if scope["type"] == "lifespan" or self._is_own(scope):
            await self._app(scope, receive, send_to_own_pages)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": _POLICY_VIOLATED})
        else:
            head = [(b"content-type", b"text/plain; charset=utf-8")]
            await send({"type": "http.response.start", "status": _FORBIDDEN, "headers": head})
            refusal = b"this server answers its own pages and the commands of this machine only\n"
            await send({"type": "http.response.body", "body": refusal})

    def _is_own(self, scope: Scope) -> bool:
        headers = [(name.lower(), value.lower()) for name, value in scope["headers"]]
        hosts = [value for name, value in headers if name == b"host"]
        origins = [value for name, value in headers if name == b"origin"]
        return len(hosts) == 1 and hosts[0] in self._hosts and set(origins) <= self._origins


def guard_server(port: int) -> None:
    """Put the guard before the server that Prefect makes in this process."""
    from prefect.server.api import server

    made_by_prefect = server.create_app

    def create_app(*args: Any, **kwargs: Any) -> Any:
        app = made_by_prefect(*args, **kwargs)
        app.add_middleware(OwnOriginOnly, port=port)
        return app

    server.create_app = create_app
