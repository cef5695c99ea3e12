"""Replies read on a Dask cluster are what they are here, whoever is killed there."""

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from foistats.documents.answers import packed
from foistats.documents.limits import Limits
from foistats.documents.workers import JobFailed, WorkerDied, WorkerTooSlow
from foistats.errors import FoistatsError, WorkspaceError
from foistats.intake.reading import Job, read_documents
from foistats.intake.settings import read_cluster
from foistats.ledger.digests import program_digests
from foistats.records import Asked, Declared, DocumentReading
from foistats.run import cluster as cluster_module
from foistats.run import stages
from foistats.run.cluster import ClusterLost, ClusterReaders
from foistats.run.on_worker import Program, unpacked_answer
from foistats.run.record import Due, Order, recorded
from foistats.run.worker_versions import OtherProgram, _difference, same_as_here
from foistats.workspace import Workspace
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
    totals,
    workbook,
)
from tests.golden.documents.builders import build_xlsx
from tests.unit.run.clusters import local_cluster

WORK = "tests.unit.run.clusters"
# Dask leaves it to the garbage collector to close sockets of its own.
pytestmark = [
    pytest.mark.xdist_group("cluster"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with local_cluster() as one:
        yield one


@pytest.fixture
def address(cluster: Any) -> str:
    return str(cluster.scheduler_address)


def hiding(path: Path) -> None:
    """Gloucestershire's figures, and a sheet that no one is to see."""
    sheets = {"Sheet1": GLOUCESTERSHIRE, "Names": [["Mr A"], ["Ms B"]]}
    build_xlsx(path, sheets, hidden_sheets={"Names": "veryHidden"})


def test_the_same_bytes_come_out_wherever_replies_are_read(address: str, tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    add_request(
        here,
        line("dorset", "dorset.xlsx"),
        line("wiltshire", "wiltshire.xlsx;broken.xlsx;large.csv"),
        line("gloucestershire", "gloucestershire.xlsx"),
        documents={
            "dorset.xlsx": workbook(*DORSET),
            "wiltshire.xlsx": workbook(*WILTSHIRE),
            "broken.xlsx": bytes_of(b"PK\x03\x04none"),
            "large.csv": bytes_of(b"Offence,2016/17\n" + b"Rape,1\n" * 20_000),
            "gloucestershire.xlsx": hiding,
        },
    )
    (here / "foistats.toml").write_text("[limits]\nfile_bytes = 100_000\n", encoding="utf-8")
    for path, content in contents(here).items():
        (there / path).parent.mkdir(parents=True, exist_ok=True)
        (there / path).write_bytes(content)
    build(here)
    stages.build(str(there), ["r"], cluster=address)
    assert totals(there, "dorset") == [13, 24]
    assert contents(there / "processed") == contents(here / "processed")
    # A document that hides something was sealed by this machine, which alone opens the workspace.
    assert contents(there / "raw") == contents(here / "raw")
    assert not (there / "raw/r/documents/gloucestershire.xlsx").exists()
    # What was read there is kept as what was read here is.
    assert set(contents(there / ".foistats/readings")) == set(contents(here / ".foistats/readings"))


def with_reader(cluster: Any, name: str) -> None:
    """Have the workers start their next readers with another function."""

    def change(function: str) -> None:
        from foistats.run import on_worker

        on_worker.READ_SENT = function

    from distributed import Client

    with Client(cluster.scheduler_address, set_as_default=False) as client:
        client.run(change, name)


@pytest.mark.skipif(sys.platform != "linux", reason="the confinement of other systems is weaker")
def test_a_document_is_read_on_a_worker_by_a_confined_process(
    cluster: Any, address: str, tmp_path: Path
) -> None:
    taken = tmp_path / "taken"
    file = tmp_path / "reply.csv"
    file.write_text(str(taken), encoding="utf-8")
    job = Job(str(file), Asked(), Declared())
    try:
        for name in ("try_what_is_forbidden", "abort"):
            with_reader(cluster, f"{WORK}:{name}")
            # Readers are kept by their limits; others start with the other function.
            limits = Limits(sheets=100 + len(name))
            with ClusterReaders(address, limits=limits) as readers:
                [answer] = readers.run_many([job])
            if name == "abort":
                assert answer == WorkerDied(-signal.SIGABRT)
            else:
                assert {one.partition(": ")[2] for one in answer} <= {"PermissionError"}
                assert len(answer) == 3
    finally:
        with_reader(cluster, "foistats.reading.file:read_sent")
    assert not taken.exists()


def csv_files(folder: Path, number: int) -> list[Job]:
    jobs = []
    for n in range(number):
        path = folder / f"{n}.csv"
        path.write_text(f"Offence,2016/17,2017/18\nRape,{n},{n + 1}\n", encoding="utf-8")
        jobs.append(Job(str(path), Asked(), Declared()))
    return jobs


def test_a_worker_that_is_killed_costs_nothing_but_time(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # One document at a time travels, so that many are still to be read when the worker is gone.
    monkeypatch.setattr(cluster_module, "BATCH", 1)
    jobs = csv_files(tmp_path, 40)
    expected = list(read_documents(dict(enumerate(jobs))).values())
    from distributed import Client

    with Client(address, set_as_default=False) as client:
        pids = client.run(os.getpid)
        with ClusterReaders(address, limits=Limits()) as readers:
            answers = []
            for answer in readers.run_many(jobs):
                answers.append(answer)
                if len(answers) == 5:
                    os.kill(next(iter(pids.values())), signal.SIGKILL)
        assert answers == expected
        client.wait_for_workers(2, timeout=60)


def test_readers_of_several_threads_get_each_their_own_answers(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster_module, "BATCH", 3)
    jobs = csv_files(tmp_path, 24)
    got: dict[int, list[Any]] = {}
    with ClusterReaders(address, limits=Limits()) as readers:

        def read(start: int) -> None:
            got[start] = list(readers.run_many(jobs[start : start + 6]))

        threads = [threading.Thread(target=read, args=(start,)) for start in range(0, 24, 6)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        assert readers._under_way == 0
    read_here = list(read_documents(dict(enumerate(jobs))).values())
    assert [one for start in sorted(got) for one in got[start]] == read_here


def test_a_worker_with_another_foistats_is_refused_in_a_sentence(address: str) -> None:
    def change(code: str) -> str:
        from foistats.run.on_worker import Program as Theirs

        was = Theirs.here
        digests, libraries, _ = was()
        other = Theirs({**digests, "code": code}, libraries, stale=False)
        Theirs.here = classmethod(lambda _: other)  # type: ignore[assignment,method-assign]
        return digests["code"]

    from distributed import Client

    with Client(address, set_as_default=False) as client:
        one = next(iter(client.scheduler_info(n_workers=-1)["workers"]))
        was = client.run(change, "0" * 32, workers=[one])[one]
        with (
            pytest.raises(OtherProgram, match="has another foistats than this machine; install"),
            ClusterReaders(address, limits=Limits()),
        ):
            pass
        client.run(change, was, workers=[one])
    with ClusterReaders(address, limits=Limits()) as readers:
        assert readers.size > 1, "the same program is not refused"


OURS = Program({"code": "1", "code_lists": "1", "libraries": "1"}, ("a-1.dist-info",), stale=False)


@pytest.mark.parametrize(
    ("theirs", "said"),
    [
        ("ModuleNotFoundError", "has no foistats"),
        (({"code": "2"}, (), False), "has another foistats"),
        (({"code": "1", "code_lists": "2"}, (), False), "other code lists"),
        (
            ({"code": "1", "code_lists": "1", "libraries": "2"}, ("a-2.dist-info",), False),
            r"other libraries than this machine \(a-1, a-2\)",
        ),
        (
            ({"code": "1", "code_lists": "1", "libraries": "2"}, ("a-1.dist-info",), False),
            "another Python, or is another kind of machine",
        ),
        ((dict(OURS.digests), OURS.libraries, True), "installed since it was started"),
    ],
)
def test_what_differs_is_said(theirs: object, said: str) -> None:
    import re

    assert re.search(said, _difference(theirs, OURS))
    assert _difference((dict(OURS.digests), OURS.libraries, False), OURS) == ""


def test_a_worker_that_is_gone_when_it_is_asked_is_not_another_program() -> None:
    class Client:
        """One worker answers; the other was killed a moment ago."""

        def get_versions(self) -> dict[str, Any]:
            return {"workers": {}}

        def run(self, *_: object, **__: object) -> dict[str, object]:
            return {"a": (dict(OURS.digests), OURS.libraries, False), "b": OSError("gone")}

    assert same_as_here(Client(), ["a", "b"], ours=OURS) == {"a"}


def test_a_worker_that_joins_later_is_asked_too() -> None:
    there = {"a": {"nthreads": 1}}
    code = program_digests()["code"]

    class Client:
        """One worker with the same program; a second one joins with another."""

        def get_versions(self) -> dict[str, Any]:
            return {"workers": {}}

        def scheduler_info(self, **_: object) -> dict[str, Any]:
            return {"workers": there}

        def run(self, *_: object, workers: list[str], **__: object) -> dict[str, object]:
            own = {"a": code, "b": "0" * 32}
            digests = dict(program_digests())
            libraries = Program.here().libraries
            return {one: ({**digests, "code": own[one]}, libraries, False) for one in workers}

    readers = ClusterReaders("tcp://127.0.0.1:8786", limits=Limits())
    readers._client = Client()
    readers._look_now()
    assert readers._workers == ("a",)
    there["b"] = {"nthreads": 8}
    with pytest.raises(OtherProgram, match="worker b has another foistats"):
        readers._look_now()
    assert readers._workers == ("a",), "nothing is sent to it"


def test_where_nobody_listens_or_works_is_refused_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(cluster_module, "_CONNECTS_WITHIN", 1)
    add_good(tmp_path)
    with pytest.raises(FoistatsError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:9"):
        stages.build(str(tmp_path), ["r"], cluster="tcp://127.0.0.1:9")
    monkeypatch.undo()
    monkeypatch.setattr(cluster_module, "_SOMEONE_WITHIN", 1.0)
    with local_cluster(workers=0) as empty, pytest.raises(ClusterLost, match="nobody works at"):
        stages.build(str(tmp_path), ["r"], cluster=empty.scheduler_address)
    assert not (tmp_path / "processed").exists()


def test_a_cluster_that_goes_away_is_told_and_what_was_read_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster_module, "BATCH", 1)
    monkeypatch.setattr(cluster_module, "_LOOKS_EVERY", 0.2)
    jobs = csv_files(tmp_path, 12)
    from distributed import Client

    with local_cluster(workers=1) as going:
        with (
            Client(going.scheduler_address, set_as_default=False) as client,
            ClusterReaders(going.scheduler_address, limits=Limits()) as readers,
        ):
            # The only worker is killed while parts wait for it: another comes, at another address.
            answers = readers.run_many(jobs)
            first = next(answers)
            [pid] = client.run(os.getpid).values()
            os.kill(pid, signal.SIGKILL)
            read_here = list(read_documents(dict(enumerate(jobs))).values())
            assert [first, *answers] == read_here
        readers = ClusterReaders(going.scheduler_address, limits=Limits(), nobody_for=3)
        with readers:
            answers = readers.run_many(jobs[:1])
            assert isinstance(next(answers), DocumentReading)
            going.scale(0)
            until = time.monotonic() + 30
            while going.scheduler.workers and time.monotonic() < until:
                time.sleep(0.05)
            with pytest.raises(ClusterLost, match="nothing was written, and what was read is kept"):
                list(readers.run_many(jobs[1:]))


def test_without_dask_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with (
        pytest.raises(FoistatsError, match=r"needs Dask.*uv sync --extra dask"),
        ClusterReaders("tcp://127.0.0.1:8786", limits=Limits()),
    ):
        pass


@pytest.mark.parametrize(
    "told", [WorkerDied(-11), WorkerTooSlow(60.0, by_processor=True, page=3), JobFailed("so")]
)
def test_what_became_of_a_reader_travels(told: object) -> None:
    from foistats.run.on_worker import _in_parts

    assert unpacked_answer(packed(0, _in_parts(told))) == told


def test_the_setting_of_the_workspace_is_used_by_every_run(tmp_path: Path) -> None:
    add_good(tmp_path)
    settings = tmp_path / "foistats.toml"
    seen: list[Due] = []

    def refuse(due: Due) -> list[Any]:
        seen.append(due)
        raise FoistatsError("seen enough")

    for order, expected in (
        (Order(str(tmp_path)), "tls://10.0.0.5:8786"),
        (Order(str(tmp_path), cluster="tcp://10.0.0.6:8786"), "tcp://10.0.0.6:8786"),
    ):
        settings.write_text('[cluster]\naddress = "tls://10.0.0.5:8786"\n', encoding="utf-8")
        with pytest.raises(FoistatsError, match="seen enough"):
            recorded(order, refuse)
        assert seen[-1].cluster == expected
    settings.write_text('[cluster]\nadress = "tcp://10.0.0.5:8786"\n', encoding="utf-8")
    with pytest.raises(WorkspaceError, match=r"line 2.*'adress' is not known"):
        read_cluster(Workspace(tmp_path))
