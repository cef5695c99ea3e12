"""One Prefect server for all tests of flows: as a person starts one, with a home of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import NamedTuple

import pytest

from foistats.quality.gate.judging import judge_whatever_comes
from foistats.quality.gate.rules import all_rules
from foistats.workspace import Workspace

# Before Prefect is imported: it reads them then, here and in every process that a test starts.
os.environ |= {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_INTERNAL_LEVEL": "CRITICAL",
    "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
}


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running server's API; shared, for a start costs 10 to 20 seconds."""
    if not hasattr(os, "killpg"):
        pytest.skip("a server is ended by its process group, which this system doesn't have")
    home = tmp_path_factory.mktemp("prefect-server")
    port = str(free_port())
    address = f"http://127.0.0.1:{port}/api"
    log = home / "server.log"
    start = ["prefect", "server", "start", "--host", "127.0.0.1", "--port", port]
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", *start],
            stdout=out,
            stderr=out,
            start_new_session=True,
            env=os.environ | {"PREFECT_HOME": str(home)},
        )
        try:
            until = time.monotonic() + 120
            while not _healthy(address):
                assert process.poll() is None, log.read_text("utf-8")
                assert time.monotonic() < until, log.read_text("utf-8")
                time.sleep(0.2)
            yield address
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait(20)


@pytest.fixture(scope="session")
def prefect(server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Flows that are called in this process report to that server, and leave nothing at home."""
    from prefect.settings import PREFECT_API_URL, PREFECT_HOME, temporary_settings

    home = tmp_path_factory.mktemp("prefect-home")
    with temporary_settings({PREFECT_API_URL: server, PREFECT_HOME: home}):
        yield


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def _healthy(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/health", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


class InThisProcess(NamedTuple):
    """Asks whether figures are plausible as the process of a typed run does, without starting one.

    Great Expectations is imported once for hundreds of runs; the real process has its own tests.
    """

    workspace: Workspace

    def check(self, request_ids: Sequence[str]) -> None:
        judge_whatever_comes(self.workspace, request_ids)


@contextmanager
def check_in_this_process(workspace: Workspace) -> Iterator[InThisProcess]:
    """Stands in for `check_in_own_process`."""
    yield InThisProcess(workspace)


@pytest.fixture(scope="session", autouse=True)
def rules() -> None:
    """The rules with their library, before any test forks."""
    all_rules()


@pytest.fixture(autouse=True)
def asked_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every typed run of these tests asks in its own process."""
    monkeypatch.setattr("flows.runner.check_in_own_process", check_in_this_process)
