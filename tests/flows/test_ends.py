"""A typed run that is ended from outside: told on its server, recorded, and nothing left behind."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from foistats.run.record import Order, recorded
from tests.flows.folders import add_good, build, contents
from tests.flows.over_http import asked, marked, waited
from tests.flows.test_flow import RUN

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="signals, and processes under /proc"
)


def ended(root: Path, server: str, how: signal.Signals) -> tuple[int, str, str]:
    """A typed run that is sent a signal once it holds the workspace: exit code, words, flow run."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    named = {"PREFECT_API_URL": server} if server else {}
    note = root / ".foistats" / "flow_run.json"
    with subprocess.Popen(
        # Refreshed, for a run in which nothing is due is over before anybody could end it.
        [*RUN, "--root", root, "--refresh", *([] if server else ["--prefect"])],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=kept | named | {"PREFECT_HOME": str(root / "home"), "SERVED": str(root)},
    ) as process:
        try:
            waited(note.exists, seconds=120, why=process.poll)
            [flow_run] = json.loads(note.read_text("utf-8"))["ids"]
            process.send_signal(how)
            words, _ = process.communicate(timeout=120)
        finally:
            process.kill()
    return process.returncode, words, flow_run


def lines(root: Path) -> list[dict[str, Any]]:
    text = (root / ".foistats" / "runs.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


def nobody(root: Path) -> None:
    waited(lambda: not marked(str(root)), seconds=30, why=lambda: marked(str(root)))


@pytest.mark.parametrize("with_server", [True, False], ids=["server", "embedded"])
def test_a_typed_run_that_is_told_to_end_says_so_and_leaves_nothing(
    tmp_path: Path, server: str, with_server: bool
) -> None:
    add_good(tmp_path)
    build(tmp_path)
    tables = contents(tmp_path / "processed")
    code, words, flow_run = ended(tmp_path, server if with_server else "", signal.SIGTERM)
    assert code == 3
    assert "the run was told to end" in words
    assert "Traceback" not in words
    [line] = lines(tmp_path)
    assert line["refusal"].startswith("the run was told to end")
    assert contents(tmp_path / "processed") == tables
    assert not (tmp_path / ".foistats" / "flow_run.json").exists()
    nobody(tmp_path)
    if with_server:
        assert asked(server, f"flow_runs/{flow_run}")["state_type"] == "CRASHED"


def test_a_run_without_prefect_that_is_told_to_end_says_so_and_leaves_nothing(
    tmp_path: Path,
) -> None:
    add_good(tmp_path)
    build(tmp_path)
    tables = contents(tmp_path / "processed")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    with subprocess.Popen(
        [*RUN, "--root", tmp_path, "--refresh"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=kept | {"PREFECT_HOME": str(tmp_path / "home"), "SERVED": str(tmp_path)},
    ) as process:
        waited((tmp_path / ".foistats" / "holder.json").exists, seconds=60, why=process.poll)
        process.send_signal(signal.SIGTERM)
        words, _ = process.communicate(timeout=120)
    assert process.returncode == 3
    assert "the run was told to end" in words
    assert "Traceback" not in words
    [line] = lines(tmp_path)
    assert line["refusal"].startswith("told to end")
    assert contents(tmp_path / "processed") == tables
    assert not (tmp_path / ".foistats" / "holder.json").exists()
    nobody(tmp_path)


@pytest.mark.usefixtures("prefect")
def test_a_typed_run_that_is_killed_is_told_by_the_next(tmp_path: Path, server: str) -> None:
    from flows.build_statistics import build_due

    add_good(tmp_path)
    code, _, flow_run = ended(tmp_path, server, signal.SIGKILL)
    assert code == -signal.SIGKILL
    assert asked(server, f"flow_runs/{flow_run}")["state_type"] == "RUNNING"
    recorded(Order(str(tmp_path)), build_due)
    told = asked(server, f"flow_runs/{flow_run}")["state"]
    assert (told["type"], "killed" in told["message"]) == ("CRASHED", True)
    killed, mended = lines(tmp_path)
    assert (killed["request_ids"], killed["written"]) == (["r"], 0)
    assert "killed" in killed["refusal"]
    assert (mended["written"], mended["refusal"]) == (1, "")
    recorded(Order(str(tmp_path)), build_due)
    assert len(lines(tmp_path)) == 3, "it is told once"
    nobody(tmp_path)


@pytest.mark.usefixtures("prefect")
@pytest.mark.parametrize("left", ["", "{}", '{"ids": ["x"]}', "[1]"])
def test_a_note_that_says_nothing_keeps_no_run_from_its_work(tmp_path: Path, left: str) -> None:
    from flows.build_statistics import build_statistics

    add_good(tmp_path)
    (tmp_path / ".foistats").mkdir()
    (tmp_path / ".foistats" / "flow_run.json").write_text(left, "utf-8")
    [written] = build_statistics(str(tmp_path), ["r"])
    assert written.usable
    assert not (tmp_path / ".foistats" / "flow_run.json").exists()


@pytest.mark.usefixtures("prefect")
def test_a_killed_run_of_another_server_stops_nothing(tmp_path: Path) -> None:
    from flows.build_statistics import build_statistics

    add_good(tmp_path)
    (tmp_path / ".foistats").mkdir()
    gone = "01a21284-b339-7d1d-beb3-8572e6b8504c"
    left = {"ids": [gone]}
    (tmp_path / ".foistats" / "flow_run.json").write_text(json.dumps(left), "utf-8")
    [written] = build_statistics(str(tmp_path), ["r"])
    assert written.usable
    assert not (tmp_path / ".foistats" / "flow_run.json").exists()
