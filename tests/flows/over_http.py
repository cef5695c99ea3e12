"""`foistats serve` as a service manager starts it, and its server asked over HTTP."""

import base64
import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

MAIN = [sys.executable, "-c", "from foistats.cli import main; main()"]
REPOSITORY = Path(__file__).resolve().parents[2]
T = TypeVar("T")


def asked(
    address: str, what: str, body: dict[str, Any] | None = None, secret: str = "", **headers: str
) -> Any:
    """What the server answers: to a question that has a body, or to one that has none."""
    data = None if body is None else json.dumps(body).encode()
    headers = {"Content-Type": "application/json"} | headers
    if secret:
        headers["Authorization"] = f"Basic {base64.b64encode(secret.encode()).decode()}"
    request = urllib.request.Request(f"{address}/{what}", data, headers)
    for left in reversed(range(10)):
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return json.loads(answer.read())
        except urllib.error.HTTPError as refusal:
            # While it plans the nights its SQLite is locked; its own client asks again, too.
            if refusal.code != 503 or not left:
                raise
        time.sleep(1)
    raise AssertionError


def waited(look: Callable[[], T], *, seconds: float, why: Callable[[], object]) -> T:
    """What `look` finds once it finds something."""
    until = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < until, why()
        time.sleep(0.3)
    return found


def marked(mark: str) -> list[int]:
    """The processes that were started with a mark in their environment, and their children."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            environment = (folder / "environ").read_bytes()
        except OSError:
            continue
        if f"SERVED={mark}".encode() in environment.split(b"\0"):
            found.append(int(folder.name))
    return found


@contextmanager
def serving(
    root: Path, *words: str, said: str = "said.txt", **settings: str
) -> Iterator["subprocess.Popen[bytes]"]:
    """`foistats serve` as a service manager starts it; `said` is the file of what it says."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    with (root / said).open("wb") as words_said:
        process = subprocess.Popen(
            [*MAIN, "serve", "--root", root, *words],
            stdout=words_said,
            stderr=words_said,
            stdin=subprocess.DEVNULL,
            cwd=root,
            env=kept
            | {
                "PREFECT_HOME": str(root / "home"),
                "PREFECT_RUNNER_POLL_FREQUENCY": "1",  # 10 seconds if not set
                "SERVED": str(root),
            }
            | settings,
        )
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()
                process.wait(20)
