"""A server on this machine answers its own pages and commands, and no page from elsewhere."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from flows.own_origin import OwnOriginOnly, own_secret

HOST = (b"host", b"127.0.0.1:4200")


def answered(kind: str, *headers: tuple[bytes, bytes]) -> tuple[bool, list[dict[str, Any]]]:
    """Whether the guarded application was asked, and what the guard sent itself."""
    asked: list[str] = []
    sent: list[dict[str, Any]] = []

    async def app(scope: dict[str, Any], _: Any, __: Any) -> None:
        asked.append(scope["type"])

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {"type": kind, "headers": list(headers)}
    asyncio.run(OwnOriginOnly(app, 4200)(scope, None, send))
    return bool(asked), sent


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize(
    ("headers", "own"),
    [
        ([HOST], True),
        ([(b"Host", b"LocalHost:4200")], True),
        ([HOST, (b"origin", b"http://127.0.0.1:4200")], True),
        ([HOST, (b"origin", b"http://localhost:4200")], True),
        ([HOST, (b"origin", b"http://hostile.example")], False),
        ([HOST, (b"origin", b"http://127.0.0.1:4201")], False),
        ([HOST, (b"origin", b"https://127.0.0.1:4200")], False),
        ([HOST, (b"origin", b"null")], False),
        ([HOST, (b"origin", b"http://127.0.0.1:4200"), (b"origin", b"http://a.example")], False),
        ([(b"host", b"hostile.example:4200")], False),
        ([(b"host", b"127.0.0.1:4200.hostile.example")], False),
        ([(b"host", b"127.0.0.1")], False),
        ([HOST, (b"host", b"hostile.example")], False),
        ([], False),
    ],
)
def test_only_this_servers_own_name_and_origin_are_answered(
    kind: str, headers: list[tuple[bytes, bytes]], own: bool
) -> None:
    asked, sent = answered(kind, *headers)
    assert asked is own
    assert bool(sent) is not own
    if not own:
        assert sent[0].get("status", sent[0].get("code")) == (403 if kind == "http" else 1008)


def test_a_server_begins_and_ends_behind_its_guard() -> None:
    assert answered("lifespan") == (True, [])


def test_no_page_from_elsewhere_may_frame_or_load_these_pages() -> None:
    sent: list[dict[str, Any]] = []

    async def app(scope: dict[str, Any], _: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"a", b"b")]})
        await send({"type": "http.response.body", "body": scope["type"].encode()})

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {"type": "http", "headers": [HOST]}
    asyncio.run(OwnOriginOnly(app, 4200)(scope, None, send))
    headers = dict(sent[0]["headers"])
    assert headers[b"a"] == b"b"
    assert headers[b"x-frame-options"] == b"DENY"
    assert headers[b"content-security-policy"] == b"frame-ancestors 'none'"
    assert headers[b"cross-origin-resource-policy"] == b"same-origin"
    assert sent[1]["body"] == b"http"


def test_each_workspace_makes_one_secret_that_only_its_owner_may_read(tmp_path: Path) -> None:
    one, other = tmp_path / "one" / "secret", tmp_path / "other" / "secret"
    made = own_secret(one)
    assert made.startswith("foistats:")
    assert len(made) > 30
    assert own_secret(one) == made
    assert own_secret(other) != made
    assert one.stat().st_mode & 0o777 == 0o600
