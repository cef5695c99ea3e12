"""A Prefect server on this machine's loopback for as long as somebody serves, never longer."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx

from flows.own_origin import own_secret
from foistats.durable import write_whole
from foistats.errors import FoistatsError

_HOST = "127.0.0.1"
_STARTS_WITHIN = 180.0
_STOPS_WITHIN = 20.0
# Run in the server's process before Prefect: it ends when the process that started it is gone,
# however that ended. Linux only; elsewhere a server whose starter was killed stays.
_CHILD = """
import ctypes, os, signal, sys
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)
    if os.getppid() != int(sys.argv[1]):
        sys.exit(0)
port = int(sys.argv[2])
sys.argv = ["prefect", *sys.argv[3:]]
from flows.own_origin import guard_server
guard_server(port)
from prefect.cli import app
app()
"""


def refuse_taken(port: int) -> None:
    """Refuse a port that somebody else has: Prefect's server would end without a word."""
    with socket.socket() as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            one.bind((_HOST, port))
        except OSError as reason:
            raise FoistatsError(
                f"port {port} can't be had on this machine ({reason.strerror}); name another one"
                " with --port"
            ) from None


def refuse_served(note: Path) -> None:
    """Refuse a workspace that has a server already: two would share one file of records."""
    if url := running_server(note):
        raise FoistatsError(f"this workspace is served already, from {url}; end that one first")


@dataclass(frozen=True)
class LocalServer:
    """A server that this process started: the address of its API, its secret, and its process."""

    url: str
    secret: str
    process: "subprocess.Popen[bytes]"

    def has_ended(self) -> bool:
        """True once its process is gone."""
        return self.process.poll() is not None


@contextmanager
def local_server(note: Path, *, home: Path, port: int, secret_file: Path) -> Iterator[LocalServer]:
    """Start a server, give it, and end it; `note` says where it is meanwhile.

    It answers its own pages and whoever knows the secret that `secret_file` has.

    Raises FoistatsError if it doesn't answer in time.
    """
    home.mkdir(parents=True, exist_ok=True)
    url, secret = f"http://{_HOST}:{port}/api", own_secret(secret_file)
    environment = os.environ | {
        "PREFECT_HOME": str(home.resolve()),
        "PREFECT_API_URL": url,
        "PREFECT_API_AUTH_STRING": secret,
        "PREFECT_SERVER_API_AUTH_STRING": secret,
        "PREFECT_SERVER_CORS_ALLOWED_ORIGINS": f"http://{_HOST}:{port}",
    }
    command = [sys.executable, "-c", _CHILD, str(os.getpid()), str(port), "server", "start"]
    process = subprocess.Popen(
        [*command, "--host", _HOST, "--port", str(port), "--analytics-off"],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(url, process)
        write_whole(note, json.dumps({"url": url, "pid": process.pid}).encode())
        yield LocalServer(url, secret, process)
    finally:
        note.unlink(missing_ok=True)
        _end(process)


def server_is_set() -> bool:
    """True where a person named a server, in the environment or in Prefect's profile."""
    from prefect.settings import PREFECT_API_URL

    return bool(PREFECT_API_URL.value())


def has_records_of_its_own() -> bool:
    """True where a server started here keeps its records in its home, and not in a database named.

    Several servers, of several workspaces, may share one that is named.
    """
    from prefect.settings import PREFECT_API_DATABASE_CONNECTION_URL, PREFECT_HOME

    named = str(PREFECT_API_DATABASE_CONNECTION_URL.value())
    return named == f"sqlite+aiosqlite:///{PREFECT_HOME.value()}/prefect.db"


def running_server(note: Path) -> str:
    """The address of a server that is noted and answers; empty where there is none."""
    try:
        url = str(json.loads(note.read_text(encoding="utf-8"))["url"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    return url if url.startswith(f"http://{_HOST}:") and _answers(url, within=2.0) else ""


def _answers(url: str, *, within: float) -> bool:
    try:
        return httpx.get(f"{url}/health", timeout=within).status_code == 200
    except httpx.HTTPError:
        return False


def _wait_for(url: str, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + _STARTS_WITHIN
    while time.monotonic() < until:
        if process.poll() is not None:
            raise FoistatsError(
                f"the Prefect server ended at once (exit code {process.returncode}); run"
                " `prefect server start` to see what it says"
            )
        if _answers(url, within=1.0):
            return
        time.sleep(0.2)
    raise FoistatsError(
        f"the Prefect server didn't answer at {url} within {_STARTS_WITHIN:g} seconds; try again,"
        " or set PREFECT_API_URL to a server that runs"
    )


def _end(process: "subprocess.Popen[bytes]") -> None:
    with suppress(ProcessLookupError):
        process.send_signal(signal.SIGTERM)
    try:
        process.wait(_STOPS_WITHIN)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
