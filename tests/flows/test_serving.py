"""`foistats serve`: every night by British clocks, by hand over HTTP, and nothing left behind."""

import inspect
import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import pytest
import yaml

from tests.flows.conftest import free_port
from tests.flows.folders import add_good, totals
from tests.flows.test_flow import ran

MAIN = [sys.executable, "-c", "from foistats.cli import main; main()"]
LONDON = ZoneInfo("Europe/London")
REPOSITORY = Path(__file__).resolve().parents[2]
COMPLETED = {"state": {"type": {"any_": ["COMPLETED"]}}}
T = TypeVar("T")


def asked(address: str, what: str, body: dict[str, Any] | None = None) -> Any:
    """What the server answers: to a question that has a body, or to one that has none."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(
        f"{address}/{what}", data, {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.loads(answer.read())


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
def serving(root: Path, *words: str) -> Iterator["subprocess.Popen[bytes]"]:
    """`foistats serve` as a service manager starts it; what it says is in said.txt."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    with (root / "said.txt").open("wb") as said:
        process = subprocess.Popen(
            [*MAIN, "serve", "--root", root, *words],
            stdout=said,
            stderr=said,
            stdin=subprocess.DEVNULL,
            cwd=root,
            env=kept
            | {
                "PREFECT_HOME": str(root / "home"),
                "PREFECT_RUNNER_POLL_FREQUENCY": "1",  # 10 seconds if not set
                "SERVED": str(root),
            },
        )
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()
                process.wait(20)


@pytest.mark.skipif(sys.platform != "linux", reason="processes are counted under /proc")
def test_a_workspace_is_served_every_night_and_by_hand_until_told_to_end(tmp_path: Path) -> None:
    add_good(tmp_path)
    port = free_port()
    address = f"http://127.0.0.1:{port}/api"
    said = tmp_path / "said.txt"
    with serving(tmp_path, "--port", str(port)) as process:

        def is_ready() -> bool:
            assert process.poll() is None, said.read_text("utf-8")
            return "by hand" in said.read_text("utf-8")

        def is_deployed() -> bool:
            names = {one["name"] for one in asked(address, "deployments/filter", {})}
            return names == {"nightly", "rerun"}

        waited(is_ready, seconds=120, why=lambda: said.read_text("utf-8"))
        waited(is_deployed, seconds=60, why=lambda: asked(address, "deployments/filter", {}))
        of_name = {one["name"]: one for one in asked(address, "deployments/filter", {})}

        # The server plans the nights by itself, a little after the deployment is there.
        nights = waited(
            lambda: asked(
                address,
                "flow_runs/filter",
                {"deployments": {"id": {"any_": [of_name["nightly"]["id"]]}}},
            ),
            seconds=60,
            why=lambda: said.read_text("utf-8"),
        )
        times = {datetime.fromisoformat(one["expected_start_time"]) for one in nights}
        assert {f"{one.astimezone(LONDON):%H:%M}" for one in times} == {"04:30"}
        assert min(times) > datetime.now(LONDON)
        assert of_name["rerun"]["schedules"] == []

        wanted = {"request": "r", "reason": "Dorset asked", "by": "A. Person"}
        run = asked(
            address,
            f"deployments/{of_name['rerun']['id']}/create_flow_run",
            {"parameters": wanted, "state": {"type": "SCHEDULED"}},
        )
        waited(
            lambda: asked(address, f"flow_runs/{run['id']}")["state_type"] == "COMPLETED",
            seconds=120,
            why=lambda: asked(address, f"flow_runs/{run['id']}"),
        )
        assert totals(tmp_path, "dorset") == [13, 24]
        [line] = recorded_in(tmp_path)
        assert (line["request_ids"], line["trigger"]) == (["r"], "hand")
        assert (line["reason"], line["by"]) == ("Dorset asked", "A. Person")

        # A run that a person types goes to the same server, and starts none.
        before = len(asked(address, "flow_runs/filter", {"flow_runs": COMPLETED}))
        done = ran(tmp_path, "--by", "B. Person", PREFECT_HOME=str(tmp_path / "home"))
        assert done.returncode in {0, 1}, done.stderr
        assert len(asked(address, "flow_runs/filter", {"flow_runs": COMPLETED})) == before + 1
        assert [line["by"] for line in recorded_in(tmp_path)] == ["A. Person", "B. Person"]

        assert len(marked(str(tmp_path))) >= 2, "the server is a process of its own"
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    assert marked(str(tmp_path)) == []
    assert said.read_text("utf-8").splitlines()[-1] == "ended"
    assert "Warning" not in said.read_text("utf-8")
    assert not (tmp_path / ".foistats" / "server.json").exists()


def recorded_in(root: Path) -> list[dict[str, Any]]:
    text = (root / ".foistats" / "runs.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize("wrong", ["cron", "port"])
def test_what_cant_be_served_is_one_sentence_and_exit_code_2(tmp_path: Path, wrong: str) -> None:
    import socket

    (tmp_path / "raw").mkdir()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        words = ["--cron", "30 25 * * *"] if wrong == "cron" else ["--port", port]
        with serving(tmp_path, *words) as process:
            assert process.wait(60) == 2
    [sentence] = (tmp_path / "said.txt").read_text("utf-8").splitlines()
    assert ("30 25 * * *" if wrong == "cron" else port) in sentence


def test_prefect_yaml_says_what_serve_serves(tmp_path: Path) -> None:
    from prefect.utilities.importtools import import_object

    from flows.deployments import deployments
    from flows.rebuild import rebuild

    written = yaml.safe_load((REPOSITORY / "prefect.yaml").read_text(encoding="utf-8"))
    of_name = {one["name"]: one for one in written["deployments"]}
    served = {one.name: one for one in deployments(tmp_path)}
    assert set(of_name) == set(served) == {"nightly", "rerun"}
    defaults = {name: one.default for name, one in inspect.signature(rebuild.fn).parameters.items()}
    for name, one in of_name.items():
        assert one["description"] == served[name].description
        assert one["concurrency_limit"] == served[name].concurrency_limit == 1
        assert import_object(one["entrypoint"]) is rebuild
        assert one["work_pool"]["name"] == "foistats"
        schedules = [(s.schedule.cron, s.schedule.timezone) for s in served[name].schedules or ()]
        assert [(s["cron"], s["timezone"]) for s in one.get("schedules", ())] == schedules
        assert set(one["parameters"]) <= set(defaults)
        others = {key: value for key, value in one["parameters"].items() if key != "root"}
        assert others == {key: defaults[key] for key in others}
    assert of_name["nightly"]["schedules"] == [{"cron": "30 4 * * *", "timezone": "Europe/London"}]
    assert set(of_name["rerun"]["parameters"]) == {
        "root",
        "request",
        "forces",
        "refresh",
        "reason",
        "by",
    }


@pytest.mark.usefixtures("prefect")
def test_a_rerun_for_a_force_builds_only_what_was_sent_to_it(tmp_path: Path) -> None:
    from flows.rebuild import rebuild
    from foistats.errors import WorkspaceError

    add_good(tmp_path)
    with pytest.raises(WorkspaceError, match="kent"):
        rebuild(str(tmp_path), forces=["kent"], by="A. Person")
    assert not (tmp_path / "processed").exists()
    rebuild(str(tmp_path), forces=["dorset"], by="B. Person")
    assert totals(tmp_path, "wiltshire") == [101, 202], "a request is built as a whole"
    refused, built = recorded_in(tmp_path)
    assert (refused["by"], refused["written"], refused["forces"]) == ("A. Person", 0, ["kent"])
    assert (built["by"], built["written"], built["request_ids"]) == ("B. Person", 1, ["r"])
