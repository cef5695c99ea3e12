"""The flow runs with no server set up and against a running one, and writes the same bytes."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from foistats.errors import TableRejected
from foistats.quality.gate.answers import GateState, gate_of
from foistats.run.record import Due
from foistats.workspace import Workspace
from tests.flows.conftest import free_port
from tests.flows.folders import (
    DORSET,
    GLOUCESTERSHIRE,
    WILTSHIRE,
    add_good,
    add_request,
    build,
    bytes_of,
    contents,
    line,
    table,
    totals,
    workbook,
)
from tests.unit.run.clusters import local_cluster
from tests.unit.run.test_open_lineage import events, held_against_schemas

RUN = [sys.executable, "-c", "from foistats.cli import main; main()", "run"]


def add_complete(root: Path) -> None:
    """A request whose three forces all answered well."""
    documents = {"dorset": DORSET, "wiltshire": WILTSHIRE, "gloucestershire": GLOUCESTERSHIRE}
    add_request(
        root,
        *(line(force, f"{force}.xlsx") for force in documents),
        documents={f"{force}.xlsx": workbook(*rows) for force, rows in documents.items()},
    )


def ran(root: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """`foistats run` as a person starts it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return subprocess.run(
        [*RUN, "--root", root, *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        env=kept | environment,
    )


@pytest.mark.usefixtures("prefect")
def test_the_flow_writes_what_its_stages_write(tmp_path: Path) -> None:
    from flows.build_statistics import build_statistics

    add_good(tmp_path / "flow")
    # The same bytes of the workbooks too: each build would stamp them with its time.
    shutil.copytree(tmp_path / "flow", tmp_path / "stages", symlinks=True)
    written = build_statistics(str(tmp_path / "flow"), ["r"])
    build(tmp_path / "stages")
    assert [one.request_id for one in written] == ["r"]
    assert totals(tmp_path / "flow", "dorset") == [13, 24]
    assert totals(tmp_path / "flow", "wiltshire") == [101, 202]
    tables = {
        place: tmp_path / place / "processed" / "r" / "current" for place in ("flow", "stages")
    }
    assert contents(tables["flow"]) == contents(tables["stages"])


# Dask leaves it to the garbage collector to close sockets of its own.
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.usefixtures("prefect")
def test_the_flow_writes_the_same_where_a_cluster_reads(tmp_path: Path) -> None:
    from flows.build_statistics import build_due

    add_good(tmp_path / "flow")
    shutil.copytree(tmp_path / "flow", tmp_path / "stages", symlinks=True)
    with local_cluster(workers=1) as cluster:
        due = Due(str(tmp_path / "flow"), "run", ("r",), False, (), cluster.scheduler_address)
        assert [one.request_id for one in build_due(due)] == ["r"]
    build(tmp_path / "stages")
    assert totals(tmp_path / "flow", "wiltshire") == [101, 202]
    tables = {
        place: tmp_path / place / "processed" / "r" / "current" for place in ("flow", "stages")
    }
    assert contents(tables["flow"]) == contents(tables["stages"])


@pytest.mark.usefixtures("prefect")
def test_what_the_flow_raises_reaches_the_caller(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows.build_statistics import build_statistics
    from foistats.run import writing

    def rejected(*_: object, **__: object) -> None:
        raise TableRejected("nothing was written")

    monkeypatch.setattr(writing, "write", rejected)
    add_good(tmp_path)
    with pytest.raises(TableRejected, match="nothing was written"):
        build_statistics(str(tmp_path), ["r"])


@pytest.mark.usefixtures("prefect")
def test_one_bad_reply_fails_no_run_of_the_flow(tmp_path: Path) -> None:
    from flows.build_statistics import build_statistics

    add_request(
        tmp_path,
        line("dorset", "dorset.xlsx"),
        line("wiltshire", "wiltshire.xlsx"),
        documents={"dorset.xlsx": workbook(*DORSET), "wiltshire.xlsx": bytes_of(b"PK\x03\x04none")},
    )
    state = build_statistics(str(tmp_path), ["r"], return_state=True)
    assert state.is_completed()
    assert totals(tmp_path, "dorset") == [13, 24]
    assert totals(tmp_path, "wiltshire") == [None, None]
    assert "wiltshire.xlsx" in {row["document"] for row in table(tmp_path, "problems")}


@pytest.mark.usefixtures("prefect")
def test_a_server_that_takes_no_pages_and_a_gate_that_cannot_run_fail_no_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows import showing
    from flows.build_statistics import build_statistics

    def refused(*_: object, **__: object) -> None:
        raise RuntimeError("not today")

    for name in ("create_markdown_artifact", "create_progress_artifact"):
        monkeypatch.setattr(showing, name, refused)
    monkeypatch.setitem(sys.modules, "great_expectations", None)
    add_good(tmp_path)
    state = build_statistics(str(tmp_path), ["r"], return_state=True)
    assert state.is_completed()
    assert totals(tmp_path, "dorset") == [13, 24]
    assert gate_of(Workspace(tmp_path), "r") is GateState.COULD_NOT_RUN


def made(root: Path) -> dict[str, bytes]:
    """What came in and what went out; notes of ours beside them have the time in them."""
    return contents(root / "raw") | contents(root / "processed")


def test_a_second_run_gives_the_same_bytes(tmp_path: Path) -> None:
    add_good(tmp_path)
    build(tmp_path)
    first = made(tmp_path)
    build(tmp_path)
    assert made(tmp_path) == first
    for path in (tmp_path / "processed" / "r" / "generations").iterdir():
        for file in path.iterdir():
            file.write_bytes(b"damaged")
    build(tmp_path)
    assert made(tmp_path) == first


def test_the_same_files_elsewhere_give_the_same_bytes(tmp_path: Path) -> None:
    add_good(tmp_path / "one")
    raw = contents(tmp_path / "one" / "raw")
    # The same bytes of the workbooks too: each build would stamp them with its time.
    for path, content in reversed(raw.items()):
        other = tmp_path / "two" / "raw" / path
        other.parent.mkdir(parents=True, exist_ok=True)
        other.write_bytes(content)
    for place in ("one", "two"):
        build(tmp_path / place)
    assert made(tmp_path / "one") == made(tmp_path / "two")


def test_the_main_command_needs_no_server_and_no_home(tmp_path: Path) -> None:
    add_complete(tmp_path)
    done = ran(tmp_path, PREFECT_HOME=str(tmp_path / "home"))
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert "prefect" not in done.stderr.casefold().replace("starting prefect", "")
    # 13 + 101 + 1005 and 24 + 202 + 2006, which is 1,113 more: 99.5 %.
    [asked] = [row for row in done.stdout.splitlines() if "All forces asked" in row]
    assert [cell.strip() for cell in asked.strip("│").split("│")[1:]] == [
        "1,119",
        "2,232",
        "+99.5 %",
    ]
    assert str(tmp_path / "processed" / "r" / "current") in done.stdout
    assert totals(tmp_path, "asked") == [1119, 2232]
    assert table(tmp_path, "problems") == []
    # A typed run asks the plausibility check as a nightly one does.
    assert "Can it be true? nothing is implausible in figures of 3 forces" in done.stdout
    assert gate_of(Workspace(tmp_path), "r") is GateState.PASSED


def test_a_server_is_started_for_a_run_where_it_is_asked_for(tmp_path: Path) -> None:
    add_complete(tmp_path)
    home = tmp_path / "home"
    done = ran(tmp_path, "--prefect", PREFECT_HOME=str(home))
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert totals(tmp_path, "asked") == [1119, 2232]
    with closing(sqlite3.connect(home / "prefect.db")) as records:
        states = records.execute("SELECT state_type FROM flow_run").fetchall()
    assert states == [("COMPLETED",)]
    told = events(tmp_path)
    assert all(map(held_against_schemas, told))
    assert [(one["job"]["name"], one["eventType"]) for one in told] == [
        ("foistats.run", "START"),
        ("foistats.run.r", "START"),
        ("foistats.run.r", "COMPLETE"),
        ("foistats.run", "COMPLETE"),
    ]
    read = {Path(one["name"]).name for one in told[2]["inputs"]}
    replies = {"dorset.xlsx", "wiltshire.xlsx", "gloucestershire.xlsx"}
    assert read >= {*replies, "request.toml", "responses.csv"}
    assert len(told[2]["outputs"]) == 6


def test_a_run_by_hand_doesnt_wait_for_prefect_where_no_server_is_set() -> None:
    code = "import sys, flows.runner; print(*(m for m in sys.modules if m in ('prefect', 'httpx')))"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=kept
    )
    assert done.stdout.split() == []


def asked_of(address: str, what: str) -> list[dict[str, Any]]:
    request = urllib.request.Request(
        f"{address}/{what}/filter", b"{}", {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        found: list[dict[str, Any]] = json.loads(answer.read())
    return found


def read_under(address: str, flow_run_id: str) -> set[str]:
    """The names of the tasks that a run of the flow has completed."""
    return {
        one["name"]
        for one in asked_of(address, "task_runs")
        if one["flow_run_id"] == flow_run_id and one["state_type"] == "COMPLETED"
    }


def test_a_running_server_shows_the_run_and_each_reply(tmp_path: Path, server: str) -> None:
    add_complete(tmp_path)
    done = ran(tmp_path, PREFECT_API_URL=server, PREFECT_HOME=str(tmp_path / "home"))
    assert done.returncode == 0, done.stderr
    # The flow's run is the newest; other tests may have used the server.
    newest = max(asked_of(server, "flow_runs"), key=lambda run: str(run["created"]))
    assert newest["flow_id"] in {
        one["id"] for one in asked_of(server, "flows") if one["name"] == "build-statistics"
    }
    assert newest["state"]["type"] == "COMPLETED"
    # The server records task runs a little later than they happen.
    wanted = {f"read {force} 2019-06-20" for force in ("dorset", "wiltshire", "gloucestershire")}
    until = time.monotonic() + 20
    while not wanted <= (names := read_under(server, newest["id"])):
        assert time.monotonic() < until, names
        time.sleep(0.5)
    assert totals(tmp_path, "asked") == [1119, 2232]


def test_a_server_that_is_not_there_is_one_sentence_and_exit_code_3(tmp_path: Path) -> None:
    add_good(tmp_path)
    address = f"http://127.0.0.1:{free_port()}/api"
    done = ran(tmp_path, PREFECT_API_URL=address, PREFECT_HOME=str(tmp_path / "home"))
    assert done.returncode == 3
    assert done.stdout == ""
    assert address in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "processed").exists()
