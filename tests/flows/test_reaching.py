"""A server that falls silent is waited for, and given up: without it no night is run."""

from typing import Any, cast

import pytest

from flows import reaching
from flows.local_server import has_records_of_its_own
from flows.reaching import Watch


class Clock:
    """Seconds that pass only when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


class Server:
    """What a client of Prefect says of its server, as a test has it."""

    api_url = "http://server.example/api"

    def __init__(self) -> None:
        self.failure: Exception | None = None
        self.asked = 0

    def api_healthcheck(self) -> Exception | None:
        self.asked += 1
        return self.failure


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(reaching, "time", clock)
    return clock


def said(watch: Watch, clock: Clock, *, seconds: int) -> list[str]:
    """What is said of the server, second by second."""
    answers = []
    for _ in range(seconds):
        clock.now += 1
        answers.append(watch.lost())
    return answers


def test_a_server_that_answers_again_in_two_minutes_is_not_lost(clock: Clock) -> None:
    server = Server()
    watch = Watch(cast(Any, server), None)
    for _ in range(3):
        server.failure = ConnectionError("refused")
        assert not any(said(watch, clock, seconds=120))
        server.failure = None
        assert not any(said(watch, clock, seconds=31))


def test_a_server_that_is_silent_for_more_than_three_minutes_is_lost_and_named(
    clock: Clock,
) -> None:
    server = Server()
    watch = Watch(cast(Any, server), None)
    assert not any(said(watch, clock, seconds=3600))
    server.failure = ConnectionError("refused")
    answers = said(watch, clock, seconds=240)
    assert not any(answers[:120])
    assert server.api_url in answers[-1]
    assert "serve again" in answers[-1]


def test_a_server_is_asked_twice_a_minute_not_each_second(clock: Clock) -> None:
    server = Server()
    said(Watch(cast(Any, server), None), clock, seconds=600)
    assert server.asked == 20


def test_a_database_that_is_named_may_be_shared_and_the_one_at_home_is_not() -> None:
    from prefect.settings import PREFECT_API_DATABASE_CONNECTION_URL, temporary_settings

    with temporary_settings(restore_defaults={PREFECT_API_DATABASE_CONNECTION_URL}):
        assert has_records_of_its_own()
    for named in ("postgresql+asyncpg://foistats@127.0.0.1/prefect", "sqlite+aiosqlite:////x.db"):
        with temporary_settings({PREFECT_API_DATABASE_CONNECTION_URL: named}):
            assert not has_records_of_its_own()
