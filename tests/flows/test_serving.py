"""`foistats serve`: every night by British clocks, by hand over HTTP, and nothing left behind."""

import inspect
import json
import os
import signal
import subprocess
import sys
import urllib.error
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import pytest
import yaml
from filelock import FileLock

from tests.flows.conftest import free_port
from tests.flows.folders import add_good, contents, totals
from tests.flows.over_http import REPOSITORY, asked, marked, serving, waited
from tests.flows.test_flow import ran
from tests.flows.test_leaks import add_one_of_each_that_hides, leaks
from tests.golden.screening.case import SECRET

LONDON = ZoneInfo("Europe/London")
COMPLETED = {"state": {"type": {"any_": ["COMPLETED"]}}}


class Served(NamedTuple):
    """A workspace that is served: the address of the server's API, and the deployments by name."""

    root: Path
    address: str
    deployments: dict[str, dict[str, Any]]

    def ask(self, what: str, body: dict[str, Any] | None = None) -> Any:
        return asked(self.address, what, body, secret_of(self.root))

    def order(self, **parameters: object) -> str:
        """Ask for a rerun as the pages do; gives the flow run's id."""
        body = {"parameters": parameters, "state": {"type": "SCHEDULED"}}
        rerun = self.deployments["rerun"]["id"]
        return str(self.ask(f"deployments/{rerun}/create_flow_run", body)["id"])

    def wait(self, flow_run_id: str, *, state: str) -> dict[str, Any]:
        """The flow run once it is in a state."""

        def look() -> dict[str, Any] | None:
            run: dict[str, Any] = self.ask(f"flow_runs/{flow_run_id}")
            return run if run["state_type"] == state else None

        # All that hides something takes minutes to be sealed on a machine that is busy.
        return waited(look, seconds=900, why=lambda: self.ask(f"flow_runs/{flow_run_id}"))


def secret_of(root: Path) -> str:
    """The workspace's secret, without which its server answers nobody."""
    return (root / ".foistats" / "server_secret").read_text("utf-8")


# One server for all that is said of it: a start takes half a minute.
@pytest.mark.skipif(sys.platform != "linux", reason="processes are counted under /proc")
def test_a_workspace_is_served_every_night_and_by_hand_until_told_to_end(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    add_good(tmp_path)
    # All of them go through a typed run in test_leaks.py, with the same search for what leaks.
    add_one_of_each_that_hides(tmp_path, tmp_path_factory.mktemp("as-received"), "hiding")
    port = free_port()
    said = tmp_path / "said.txt"
    with serving(tmp_path, "--port", str(port)) as process:
        served = once_ready(tmp_path, port, process)
        the_nights_are_planned(served)
        a_hostile_page_gets_no_answer(served)
        another_folder_is_not_built(served, tmp_path_factory.mktemp("elsewhere"))
        a_rerun_builds_what_was_asked_for(served)
        a_typed_run_goes_to_the_same_server(served)
        a_killed_run_is_told(served)
        a_run_waits_its_turn_says_so_and_can_be_cancelled(served)
        nothing_hidden_is_in_the_log_of_a_run(served)

        assert len(marked(str(tmp_path))) >= 2, "the server is a process of its own"
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    assert marked(str(tmp_path)) == []
    assert said.read_text("utf-8").splitlines()[-1] == "ended"
    assert "Warning" not in said.read_text("utf-8")
    assert not (tmp_path / ".foistats" / "server.json").exists()
    # The server's records, whatever they are kept in, and all that the service printed.
    assert any(path.endswith("prefect.db") for path in contents(tmp_path))
    assert list(leaks(tmp_path, "hiding")) == []


@pytest.mark.skipif(sys.platform != "linux", reason="processes are found under /proc")
def test_a_service_that_lost_its_machine_or_its_server_does_not_stop_the_nights(
    tmp_path: Path,
) -> None:
    add_good(tmp_path)
    port = free_port()
    with serving(tmp_path, "--port", str(port)) as process:
        served = once_ready(tmp_path, port, process)
        run = served.order(request="r", reason="in vain", by="A. Person")
        waited(lambda: held_by(tmp_path), seconds=120, why=lambda: served.ask(f"flow_runs/{run}"))
        for one in [process.pid, *marked(str(tmp_path))]:  # as when the power goes
            with suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)
    with serving(tmp_path, "--port", str(port)) as process:
        served = once_ready(tmp_path, port, process)
        served.wait(run, state="CRASHED")
        assert not unended(served)
        [line] = recorded_in(tmp_path)
        assert (line["run"], line["by"], line["written"]) == (run, "A. Person", 0)
        assert line["refusal"].startswith("killed")
        with serving(tmp_path, said="again.txt") as second:
            assert second.wait(60) == 2
        assert "served already" in (tmp_path / "again.txt").read_text("utf-8")

        served.wait(served.order(request="r", by="B. Person"), state="COMPLETED")
        assert totals(tmp_path, "dorset") == [13, 24]
        assert [line["by"] for line in recorded_in(tmp_path)] == ["A. Person", "B. Person"]

        # Without its server it would go on for ever, and no night would be run.
        server = json.loads((tmp_path / ".foistats" / "server.json").read_text("utf-8"))["pid"]
        os.kill(server, signal.SIGKILL)
        assert process.wait(60) == 2
    sentence = (tmp_path / "said.txt").read_text("utf-8").splitlines()[-1]
    assert sentence.startswith("the Prefect server ended")
    waited(lambda: not marked(str(tmp_path)), seconds=30, why=lambda: marked(str(tmp_path)))


def once_ready(root: Path, port: int, process: "subprocess.Popen[bytes]") -> Served:
    """The workspace that a process serves, when both deployments are there."""
    address = f"http://127.0.0.1:{port}/api"
    said = root / "said.txt"

    def is_ready() -> bool:
        assert process.poll() is None, said.read_text("utf-8")
        return "by hand" in said.read_text("utf-8")

    def deployed() -> dict[str, dict[str, Any]]:
        there = asked(address, "deployments/filter", {}, secret_of(root))
        found = {one["name"]: one for one in there}
        return found if len(found) == 2 else {}

    waited(is_ready, seconds=120, why=lambda: said.read_text("utf-8"))
    found = waited(deployed, seconds=60, why=lambda: said.read_text("utf-8"))
    assert set(found) == {"nightly", "rerun"}
    return Served(root, address, found)


def the_nights_are_planned(served: Served) -> None:
    """The server plans them by itself, a little after the deployment is there."""
    nightly = {"deployments": {"id": {"any_": [served.deployments["nightly"]["id"]]}}}
    nights = waited(
        lambda: served.ask("flow_runs/filter", nightly),
        seconds=60,
        why=lambda: (served.root / "said.txt").read_text("utf-8"),
    )
    times = {datetime.fromisoformat(one["expected_start_time"]) for one in nights}
    assert {f"{one.astimezone(LONDON):%H:%M}" for one in times} == {"04:30"}
    assert min(times) > datetime.now(LONDON)
    assert served.deployments["rerun"]["schedules"] == []


def a_hostile_page_gets_no_answer(served: Served) -> None:
    """As a page of another origin sends requests, and one whose name leads to this machine."""
    own = served.address.removesuffix("/api")
    rerun = served.deployments["rerun"]["id"]
    order = f"deployments/{rerun}/create_flow_run"
    secret = secret_of(served.root)
    before = len(served.ask("flow_runs/filter", {}))
    for code, what, body, given, headers in (
        (401, "artifacts/filter", {}, "", {}),
        (401, order, {"parameters": {"by": "a forger"}}, "", {}),
        (401, "artifacts/filter", {}, "foistats:guessed", {}),
        (403, "artifacts/filter", {}, secret, {"Origin": "https://hostile.example"}),
        (403, order, {"parameters": {"by": "a forger"}}, secret, {"Origin": "null"}),
        (403, "artifacts/filter", {}, secret, {"Host": "hostile.example"}),
        (403, "artifacts/filter", {}, secret, {"Host": f"hostile.example:{own.split(':')[-1]}"}),
        (403, "health", None, "", {"Origin": "http://127.0.0.1:1"}),
    ):
        with pytest.raises(urllib.error.HTTPError) as refusal:
            asked(served.address, what, body, given, **headers)
        assert refusal.value.code == code, (what, headers)
        refusal.value.close()
    assert len(served.ask("flow_runs/filter", {})) == before
    assert asked(served.address, "artifacts/count", {}, secret, Origin=own) == 0
    file = served.root / ".foistats" / "server_secret"
    assert file.stat().st_mode & 0o077 == 0
    assert secret not in (served.root / "said.txt").read_text("utf-8")


def another_folder_is_not_built(served: Served, elsewhere: Path) -> None:
    add_good(elsewhere)
    run = served.order(root=str(elsewhere), by="a forger")
    failed = served.wait(run, state="FAILED")
    assert f"this service builds {served.root} and no other folder" in failed["state"]["message"]
    assert {path.name for path in elsewhere.iterdir()} == {"raw"}
    waited(lambda: recorded_in(served.root), seconds=60, why=lambda: served.ask(f"flow_runs/{run}"))
    [line] = recorded_in(served.root)
    assert (line["run"], line["by"], line["written"]) == (run, "a forger", 0)
    (served.root / ".foistats" / "runs.jsonl").unlink()


def a_rerun_builds_what_was_asked_for(served: Served) -> None:
    run = served.order(request="r", reason="Dorset asked", by="A. Person")
    served.wait(run, state="COMPLETED")
    assert totals(served.root, "dorset") == [13, 24]
    [line] = recorded_in(served.root)
    assert (line["request_ids"], line["trigger"]) == (["r"], "hand")
    assert (line["reason"], line["by"]) == ("Dorset asked", "A. Person")
    assert line["gate"] == {"r": {"state": "passed", "failed": 0, "could_not_run": 0}}
    assert served.ask(f"flow_runs/{run}")["name"] == "rerun of r: Dorset asked"
    within = served.ask("flow_runs/filter", {"flow_runs": {"id": {"any_": family(served, run)}}})
    assert {one["name"] for one in within} == {"rerun of r: Dorset asked", "tables of r"}
    its_stages_are_named_and_logged(served, run)
    its_page_has_the_right_total(served, run)
    catalogues_are_told_under_the_id_that_prefect_gave_it(served, run)


def its_stages_are_named_and_logged(served: Served, run: str) -> None:
    stages = {
        "look through raw/",
        "read dorset 2019-06-20",
        "read wiltshire 2019-06-20",
        "add up and write",
        "check whether the figures are plausible",
        "show the tables",
    }
    # The server records task runs, and the log, a little later than they happen.
    waited(
        lambda: stages <= {one["name"] for one in tasks_of(served, run)},
        seconds=60,
        why=lambda: tasks_of(served, run),
    )
    # Four cells each: two offences in two years.
    said = (
        "read dorset 2019-06-20: 4 counts, 0 problems"
        " [request=r response=dorset document=dorset.xlsx]"
    )
    for one in (said, "r: nothing is implausible"):
        waited(
            lambda one=one: one in logged(served, run),
            seconds=60,
            why=lambda: logged(served, run),
        )


def its_page_has_the_right_total(served: Served, run: str) -> None:
    its = {"artifacts": {"flow_run_id": {"any_": family(served, run)}}}
    found = {one["key"]: one for one in served.ask("artifacts/filter", its)}
    assert set(found) == {"foistats-r", "reading-replies"}
    assert (found["reading-replies"]["type"], found["reading-replies"]["data"]) == ("progress", 100)
    page = found["foistats-r"]["data"]
    # 3 + 10 of Dorset and 100 + 1 of Wiltshire; 4 + 20 and 200 + 2. Gloucestershire is silent.
    silent = "Gloucestershire Constabulary"
    for row in (
        "| Dorset Police | 2016/17 | 13 | 1 of 1 | yes |",
        f"| part of: All forces asked | 2016/17 | 114 | 2 of 3 | no | {silent} |",
        f"| part of: All forces asked | 2017/18 | 226 | 2 of 3 | no | {silent} |",
        "| part of: All forces asked | 2016/17 | 2017/18 | 112 | 2 of 3 |",
    ):
        assert row in page
    assert "Nothing is implausible in figures of 2 forces" in page
    assert str(served.root / "processed" / "r" / "current") in page


def catalogues_are_told_under_the_id_that_prefect_gave_it(served: Served, run: str) -> None:
    lines = (served.root / ".foistats/lineage.jsonl").read_text("utf-8").splitlines()
    told = [json.loads(line) for line in lines]
    assert [(one["run"]["runId"] == run, one["eventType"]) for one in told] == [
        (True, "START"),
        (False, "START"),
        (False, "COMPLETE"),
        (True, "COMPLETE"),
    ]
    assert told[1]["run"]["facets"]["parent"]["run"]["runId"] == run


def tasks_of(served: Served, flow_run_id: str) -> list[dict[str, Any]]:
    """The tasks that a run and what it started have completed."""
    within = {"flow_runs": {"id": {"any_": family(served, flow_run_id)}}, "task_runs": COMPLETED}
    found: list[dict[str, Any]] = served.ask("task_runs/filter", within)
    return found


def a_typed_run_goes_to_the_same_server(served: Served) -> None:
    before = len(served.ask("flow_runs/filter", {"flow_runs": COMPLETED}))
    words = ("r", "--refresh", "--by", "B. Person")
    done = ran(served.root, *words, PREFECT_HOME=str(served.root / "home"))
    assert done.returncode in {0, 1}, done.stderr
    assert len(served.ask("flow_runs/filter", {"flow_runs": COMPLETED})) == before + 1
    assert [line["by"] for line in recorded_in(served.root)] == ["A. Person", "B. Person"]


def nothing_hidden_is_in_the_log_of_a_run(served: Served) -> None:
    run = served.order(request="hiding", by="C. Person")
    served.wait(run, state="COMPLETED")
    assert [line["by"] for line in recorded_in(served.root)][3:] == ["E. Person", "C. Person"]
    assert len(list((served.root / "raw" / "hiding" / "quarantine").iterdir())) > 20
    logs = served.ask("logs/filter", {"sort": "TIMESTAMP_DESC"})
    assert any("Finished" in one["message"] for one in logs)
    for what in ("logs", "flow_runs", "task_runs", "artifacts", "events"):
        body = {} if what != "logs" else {"sort": "TIMESTAMP_DESC"}
        assert SECRET not in repr(served.ask(f"{what}/filter", body))


def a_killed_run_is_told(served: Served) -> None:
    """SIGKILL while it holds the workspace: Crashed, with all that it had started, and recorded."""
    tables = contents(served.root / "processed" / "r" / "current")
    run = served.order(request="r", refresh=True, reason="in vain", by="D. Person")
    process = waited(
        lambda: held_by(served.root), seconds=120, why=lambda: served.ask(f"flow_runs/{run}")
    )
    os.kill(process, signal.SIGKILL)
    crashed = served.wait(run, state="CRASHED")
    assert "-9" in crashed["state"]["message"]
    waited(
        lambda: len(recorded_in(served.root)) == 3,
        seconds=60,
        why=lambda: recorded_in(served.root),
    )
    line = recorded_in(served.root)[-1]
    assert (line["run"], line["by"], line["request_ids"]) == (run, "D. Person", ["r"])
    assert "SIGKILL" in line["refusal"]
    assert line["written"] == 0
    with FileLock(served.root / ".foistats" / "lock", timeout=0):
        pass
    assert contents(served.root / "processed" / "r" / "current") == tables
    waited(lambda: not unended(served), seconds=60, why=lambda: unended(served))


def a_run_waits_its_turn_says_so_and_can_be_cancelled(served: Served) -> None:
    with FileLock(served.root / ".foistats" / "lock"):
        run = served.order(request="r", refresh=True, by="E. Person")
        served.wait(run, state="RUNNING")
        waited(
            lambda: "waiting for another foistats command to end" in logged(served, run),
            seconds=60,
            why=lambda: logged(served, run),
        )
        served.ask(f"flow_runs/{run}/set_state", {"state": {"type": "CANCELLING"}})
        served.wait(run, state="CANCELLED")
    line = recorded_in(served.root)[-1]
    assert (line["run"], line["by"], line["written"]) == (run, "E. Person", 0)
    assert len(recorded_in(served.root)) == 4
    assert not unended(served)


def held_by(root: Path) -> int:
    """The process of the flow run that holds the workspace; 0 while there is none."""
    if not (root / ".foistats" / "flow_run.json").exists():
        return 0
    for process in marked(str(root)):
        if b"prefect.engine" in Path(f"/proc/{process}/cmdline").read_bytes():
            return process
    return 0


def unended(served: Served) -> list[str]:
    """Flow runs and tasks that are shown as running."""
    running = {"state": {"type": {"any_": ["RUNNING", "PENDING", "CANCELLING"]}}}
    return [
        f"{what} {one['name']}"
        for what in ("flow_runs", "task_runs")
        for one in served.ask(f"{what}/filter", {what: running})
    ]


def logged(served: Served, flow_run_id: str) -> str:
    """What a run and what it started said."""
    logs = served.ask(
        "logs/filter", {"logs": {"flow_run_id": {"any_": family(served, flow_run_id)}}}
    )
    return "\n".join(one["message"] for one in logs)


def family(served: Served, flow_run_id: str) -> list[str]:
    within = {"flow_runs": {"parent_flow_run_id": {"any_": [flow_run_id]}}}
    return [flow_run_id, *(one["id"] for one in served.ask("flow_runs/filter", within))]


def recorded_in(root: Path) -> list[dict[str, Any]]:
    text = (root / ".foistats" / "runs.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_a_server_that_cant_be_reached_is_one_sentence_and_exit_code_2(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    nowhere = f"http://127.0.0.1:{free_port()}/api"
    with serving(tmp_path, PREFECT_API_URL=nowhere, PREFECT_CLIENT_MAX_RETRIES="0") as process:
        assert process.wait(60) == 2
    [sentence] = (tmp_path / "said.txt").read_text("utf-8").splitlines()
    assert nowhere in sentence


def test_a_server_keeps_the_nights_of_the_folder_that_it_has(tmp_path: Path, server: str) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for root in (first, second):
        (root / "raw").mkdir(parents=True)
    said = first / "said.txt"
    with serving(first, PREFECT_API_URL=server) as process:
        waited(
            lambda: len(asked(server, "deployments/filter", {})) == 2,
            seconds=60,
            why=lambda: said.read_text("utf-8"),
        )
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    with serving(second, PREFECT_API_URL=server) as process:
        assert process.wait(60) == 2
    [sentence] = (second / "said.txt").read_text("utf-8").splitlines()
    assert str(first) in sentence
    roots = {one["parameters"]["root"] for one in asked(server, "deployments/filter", {})}
    assert roots == {str(first)}


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
        # A limit would outlive a run that died with its server, and stop the nights.
        assert "concurrency_limit" not in one
        assert served[name].concurrency_limit is None
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
