"""Only what changed is done again, whatever is kept never changes a result, and a ledger tells."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from foistats.documents.workers import WorkerPool
from foistats.ledger.lines import read_entries
from foistats.run import stages, writing
from foistats.run.portions import Refresh
from foistats.workspace import Workspace
from tests.flows.folders import (
    DORSET,
    GLOUCESTERSHIRE,
    REQUEST,
    WILTSHIRE,
    add_request,
    contents,
    line,
    table,
    totals,
    workbook,
)
from tests.receipts import forget_receipts
from tests.unit.cli.typed import typed

# typer 0.29 loads pydantic, for 50 ms of every command.
HEAVY = ("pydantic", "pandas", "pyarrow", "pandera", "prefect", "multiprocessing.forkserver")
READER = "foistats.reading.file:read_reply"
LAYOUT = """because = "a test"
by = "A. Person"
[[table]]
sheet = "Sheet1"
area = "A1:C2"
labels = ["A"]
"""
CORRECTION = """[[correction]]
document = "dorset.xlsx"
place = "Sheet1!B2"
found = "3"
use = "4"
because = "a slip"
by = "A. Person"
on = 2019-07-02
"""


def add_two(root: Path) -> Path:
    """Two replies to one request; gives its folder."""
    return add_request(
        root,
        line("dorset", "dorset.xlsx"),
        line("wiltshire", "wiltshire.xlsx"),
        documents={"dorset.xlsx": workbook(*DORSET), "wiltshire.xlsx": workbook(*WILTSHIRE)},
    )


def run(root: Path, *words: str) -> Any:
    return typed("run", "--root", root, *words)


@pytest.fixture(autouse=True)
def no_server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As on a machine where nobody set up Prefect."""
    for name in [name for name in os.environ if name.startswith("PREFECT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "no-prefect"))


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of all documents that are handed to a reader, in this process."""
    handed: list[str] = []
    run_many = WorkerPool.run_many

    def noting(self: WorkerPool, jobs: Any) -> Any:
        handed.extend(Path(job[0]).name for job in jobs)
        return run_many(self, jobs)

    monkeypatch.setattr(WorkerPool, "run_many", noting)
    return handed


def runs_of(root: Path) -> list[dict[str, Any]]:
    """What is recorded of each run."""
    text = (root / ".foistats" / "runs.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


def lines_of(root: Path) -> list[tuple[str, str]]:
    """What the ledger says: each response and why something was done to it."""
    return [(one["response_id"], one["why"]) for one in read_entries(Workspace(root))]


def test_an_unchanged_workspace_is_neither_read_nor_written(
    tmp_path: Path, read: list[str]
) -> None:
    add_two(tmp_path)
    assert run(tmp_path).exit_code == 0
    assert sorted(read) == ["dorset.xlsx", "wiltshire.xlsx"]
    read.clear()
    stamps = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("processed/**/*")}
    before = contents(tmp_path / ".foistats" / "built")
    done = run(tmp_path)
    assert done.exit_code == 0
    assert "r: nothing has changed since" in done.stdout
    assert read == []
    assert {p: p.stat().st_mtime_ns for p in tmp_path.rglob("processed/**/*")} == stamps
    assert contents(tmp_path / ".foistats" / "built") == before
    last = runs_of(tmp_path)[-1]
    assert (last["written"], last["unchanged"]) == (0, 1)


def test_an_unchanged_run_loads_no_library_that_it_has_no_use_for(tmp_path: Path) -> None:
    add_two(tmp_path)
    code = f"""
import atexit, sys
heavy = {HEAVY!r}
atexit.register(lambda: print("loaded", [name for name in heavy if name in sys.modules]))
from foistats.cli import main; main()"""
    loaded = []
    for _ in range(2):
        command = [sys.executable, "-c", code, "run", "--root", tmp_path]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        loaded.append(done.stdout.splitlines()[-1])
    assert "pandera" in loaded[0]
    assert loaded[1] == "loaded []"


def put_another(folder: Path) -> None:
    forget_receipts(folder.parents[1], folder.name)
    workbook(["Offence", "2016/17", "2017/18"], ["Rape", 15, 24])(
        folder / "documents" / "dorset.xlsx"
    )


@pytest.mark.parametrize("linked", ["documents", "request.toml", "layouts"])
def test_a_change_behind_a_link_is_seen(tmp_path: Path, read: list[str], linked: str) -> None:
    folder = add_two(tmp_path)
    write(folder / "layouts" / "wiltshire.xlsx.toml", LAYOUT)
    (folder / linked).rename(tmp_path / linked)
    (folder / linked).symlink_to(tmp_path / linked)
    run(tmp_path)
    assert "nothing has changed" in run(tmp_path).stdout
    read.clear()
    if linked == "request.toml":
        write(tmp_path / linked, REQUEST.replace("title = ", "title = 'A ' # "))
    elif linked == "layouts":
        write(tmp_path / linked / "dorset.xlsx.toml", LAYOUT)
    else:
        (tmp_path / linked / "dorset.xlsx").write_bytes(b"another")
    said = run(tmp_path).stdout
    assert "nothing has changed" not in said
    if linked == "documents":
        assert "document_changed: Dorset Police: dorset.xlsx" in said
    else:
        assert "dorset.xlsx" in read


CHANGES: list[tuple[str, Callable[[Path], object], list[str], str]] = [
    ("a document", put_another, ["dorset.xlsx"], "the document changed"),
    (
        "a layout",
        lambda folder: write(folder / "layouts" / "dorset.xlsx.toml", LAYOUT),
        ["dorset.xlsx"],
        "its layout changed",
    ),
    (
        "a correction",
        lambda folder: write(folder / "corrections.toml", CORRECTION),
        ["dorset.xlsx"],
        "its corrections changed",
    ),
    (
        "the question",
        lambda folder: write(
            folder / "request.toml", REQUEST.replace("title = ", "title = 'A ' # ")
        ),
        ["dorset.xlsx", "wiltshire.xlsx"],
        "what request.toml asks changed",
    ),
    (
        "a limit",
        lambda folder: write(folder.parents[1] / "foistats.toml", "[limits]\npages = 400\n"),
        ["dorset.xlsx", "wiltshire.xlsx"],
        "the limits of foistats.toml changed",
    ),
]


def write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "again", "why"), [c[1:] for c in CHANGES], ids=[c[0] for c in CHANGES]
)
def test_what_changed_is_read_again_and_nothing_else(
    tmp_path: Path, read: list[str], change: Callable[[Path], object], again: list[str], why: str
) -> None:
    folder = add_two(tmp_path)
    run(tmp_path)
    read.clear()
    known = len(lines_of(tmp_path))
    change(folder)
    explained = run(tmp_path, "--explain").stdout
    assert read == [], "to explain is not to read"
    run(tmp_path)
    assert sorted(read) == again
    responses = [name.removesuffix(".xlsx") for name in again]
    assert sorted(lines_of(tmp_path)[known:]) == [(response, why) for response in responses]
    for response in ("dorset", "wiltshire"):
        said = (
            f"{response}: read, because {why}"
            if response in responses
            else f"{response}: not read again"
        )
        assert said in explained


def test_what_is_changed_shows_in_the_tables(tmp_path: Path) -> None:
    folder = add_two(tmp_path)
    run(tmp_path)
    assert totals(tmp_path, "dorset") == [13, 24]
    write(folder / "corrections.toml", CORRECTION)
    run(tmp_path)
    assert totals(tmp_path, "dorset") == [14, 24]
    (folder / "corrections.toml").unlink()
    run(tmp_path)
    assert totals(tmp_path, "dorset") == [13, 24]


def test_another_program_reads_everything_again(
    tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from foistats.ledger import built, keys
    from foistats.ledger.digests import program_digests

    add_two(tmp_path)
    run(tmp_path)
    read.clear()
    known = len(lines_of(tmp_path))
    other = dict(program_digests()) | {"code": "0" * 32}
    for module in (built, keys):
        monkeypatch.setattr(module, "program_digests", lambda: other)
    run(tmp_path)
    assert sorted(read) == ["dorset.xlsx", "wiltshire.xlsx"]
    assert {why for _, why in lines_of(tmp_path)[known:]} == {"foistats itself changed"}


def test_a_refresh_reads_the_forces_named_and_only_those(tmp_path: Path, read: list[str]) -> None:
    add_two(tmp_path)
    run(tmp_path)
    before = contents(tmp_path / "processed")
    read.clear()
    run(tmp_path, "--force", "wiltshire", "--refresh", "--by", "A. Person", "--reason", "a doubt")
    assert read == ["wiltshire.xlsx"]
    assert lines_of(tmp_path)[-1] == ("wiltshire", "it was asked for")
    last = runs_of(tmp_path)[-1]
    assert (last["by"], last["reason"], last["refresh"]) == ("A. Person", "a doubt", True)
    assert next(reversed(list(read_entries(Workspace(tmp_path)))))["run"] == last["run"]
    assert contents(tmp_path / "processed") == before


def test_a_refresh_that_comes_out_otherwise_is_told(tmp_path: Path) -> None:
    """Under the same key a reading must be the same; here the kept one was put there by a liar."""
    import hashlib

    from foistats.documents.answers import packed, unpacked

    add_two(tmp_path)
    run(tmp_path)
    for file in (tmp_path / ".foistats" / "readings" / "r").iterdir():
        _, reading = unpacked(file.read_bytes()[32:])
        body = packed(0, reading._replace(observations=()))
        file.write_bytes(hashlib.sha256(body).digest() + body)
    run(tmp_path, "--refresh", "--force", "dorset")
    assert lines_of(tmp_path)[-1] == (
        "dorset",
        "it was asked for; it came out otherwise than before: report this",
    )
    assert totals(tmp_path, "dorset") == [13, 24]


LOSSES: dict[str, Callable[[Path], object]] = {
    "all that is kept": lambda kept: shutil.rmtree(kept / "readings"),
    "half of what is kept": lambda kept: next((kept / "readings" / "r").iterdir()).unlink(),
    "bytes of what is kept": lambda kept: [
        path.write_bytes(path.read_bytes()[:-1] + b"x")
        for path in (kept / "readings" / "r").iterdir()
    ],
    "the note of the build": lambda kept: shutil.rmtree(kept / "built"),
    "half of the note": lambda kept: (kept / "built" / "r.json").write_text('{"format": 1, '),
    "everything": shutil.rmtree,
}


@pytest.mark.parametrize("lose", LOSSES.values(), ids=LOSSES)
@pytest.mark.parametrize("with_change", [False, True], ids=["unchanged", "with a change"])
def test_losing_what_is_kept_never_changes_a_result(
    tmp_path: Path, lose: Callable[[Path], object], *, with_change: bool
) -> None:
    add_two(tmp_path / "one")
    shutil.copytree(tmp_path / "one" / "raw", tmp_path / "two" / "raw")
    for root in (tmp_path / "one", tmp_path / "two"):
        run(root)
        if with_change:
            with (root / "raw" / "r" / "responses.csv").open("a", encoding="utf-8") as file:
                file.write(line("gloucestershire", "", outcome="refused", section="12") + "\n")
        if root.name == "two":
            lose(root / ".foistats")
        run(root)
    found = [contents(tmp_path / place / "processed" / "r" / "current") for place in ("one", "two")]
    assert found[0] == found[1]
    assert totals(tmp_path / "two", "dorset") == [13, 24]


def test_damaged_tables_are_built_again_though_nothing_else_changed(tmp_path: Path) -> None:
    add_two(tmp_path)
    run(tmp_path)
    before = contents(tmp_path / "processed" / "r" / "current")
    (tmp_path / "processed" / "r" / "current" / "totals.parquet").write_bytes(b"damaged")
    assert "not whole" in run(tmp_path, "--explain").stdout
    run(tmp_path)
    assert contents(tmp_path / "processed" / "r" / "current") == before


def run_with_a_reader_that_dies(root: Path, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    """Two replies, of which Gloucestershire's ends its reader."""
    add_request(
        root,
        line("dorset", "dorset.xlsx"),
        line("gloucestershire", "g.xlsx"),
        documents={"dorset.xlsx": workbook(*DORSET), "g.xlsx": workbook(*GLOUCESTERSHIRE)},
    )

    def pool(_: str) -> WorkerPool:
        return WorkerPool(f"tests.flows.test_bad_input:{how}_on_gloucestershire", workers=1)

    with monkeypatch.context() as for_now:
        for_now.setattr(stages, "reading_pool", pool)
        run(root)
    assert "reader_died" in {row["code"] for row in table(root, "problems")}


def test_of_a_reader_that_somebody_ended_nothing_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read: list[str]
) -> None:
    run_with_a_reader_that_dies(tmp_path, monkeypatch, "killed")
    assert "another try may settle" in run(tmp_path, "--explain").stdout
    read.clear()
    run(tmp_path)
    assert read == ["g.xlsx"], "another time may go better, though nothing has changed"
    assert totals(tmp_path, "gloucestershire") == [1005, 2006]


def test_a_document_that_crashes_its_reader_is_not_read_again_by_each_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read: list[str]
) -> None:
    run_with_a_reader_that_dies(tmp_path, monkeypatch, "abort")
    read.clear()
    run(tmp_path)
    assert read == []
    assert "reader_died" in {row["code"] for row in table(tmp_path, "problems")}
    run(tmp_path, "--refresh")
    assert "g.xlsx" in read
    assert totals(tmp_path, "gloucestershire") == [1005, 2006]


def test_a_file_that_is_replaced_under_way_is_not_kept_as_the_one_before(tmp_path: Path) -> None:
    folder = add_two(tmp_path)
    root = str(tmp_path)
    taken = stages.take(root, ["r"])
    portions = stages.portions(root, taken, Refresh())
    workbook(["Offence", "2016/17", "2017/18"], ["Rape", 99, 98])(
        folder / "documents" / "dorset.xlsx"
    )
    with stages.reading_pool(root) as pool:
        writing.write(root, taken, [stages.read_portion(one, pool) for one in portions])
    found = {row["document"]: row["found"] for row in table(tmp_path, "problems")}
    assert "replaced while the run was under way" in found["dorset.xlsx"]
    assert totals(tmp_path, "dorset") == [None, None]
    run(tmp_path)
    assert "document_changed" in {row["code"] for row in table(tmp_path, "problems")}


def test_what_is_sealed_is_not_kept_and_what_it_gave_before_goes(tmp_path: Path) -> None:
    from tests.flows.test_sealed import hiding

    folder = add_two(tmp_path)
    run(tmp_path)
    kept = tmp_path / ".foistats" / "readings" / "r"
    before = {path.name for path in kept.iterdir()}
    forget_receipts(folder.parents[1], folder.name)
    hiding(folder / "documents" / "dorset.xlsx")
    run(tmp_path)
    after = {path.name for path in kept.iterdir()}
    assert len(after) == 1
    assert after < before, "only Wiltshire's, which is the one that it was"
    [deed] = list(read_entries(Workspace(tmp_path)))[-1]["documents"]
    assert (deed["path"], deed["how"], deed["reading"]) == ("dorset.xlsx", "sealed", "")


def test_the_ledger_leads_from_a_run_to_digests_and_tables(tmp_path: Path) -> None:
    import hashlib

    folder = add_two(tmp_path)
    run(tmp_path, "--by", "A. Person")
    [record] = runs_of(tmp_path)
    dorset, wiltshire = read_entries(Workspace(tmp_path), "r")
    assert dorset["run"] == wiltshire["run"] == record["run"]
    assert dorset["force_ids"] == ["dorset"]
    digest = hashlib.sha256((folder / "documents" / "dorset.xlsx").read_bytes()).hexdigest()
    [deed] = dorset["documents"]
    assert (deed["sha256"], deed["how"], deed["counts"], deed["problems"]) == (digest, "read", 4, 0)
    assert (tmp_path / "processed" / "r" / "current").resolve().name == dorset["tables"]
    assert list(read_entries(Workspace(tmp_path), "other")) == []


def test_the_ledger_is_shown_with_who_wanted_it_and_why(tmp_path: Path) -> None:
    add_two(tmp_path)
    run(tmp_path, "--by", "A. Person", "--reason", "the first replies")
    run(tmp_path, "--force", "dorset", "--refresh")
    done = typed("ledger", "r", "--root", tmp_path, "--force", "dorset")
    first, second = done.stdout.splitlines()
    assert "  r  dorset: it was not read before: dorset.xlsx (" in first
    assert first.endswith(" for A. Person: the first replies")
    assert "it was asked for" in second
    wiltshire = typed("ledger", "--root", tmp_path, "--force", "wiltshire", "--json")
    [kept] = [one for one in read_entries(Workspace(tmp_path)) if "wiltshire" in one["force_ids"]]
    assert json.loads(wiltshire.stdout) == kept
    assert typed("ledger", "rr", "--root", tmp_path).exit_code == 2


@pytest.mark.parametrize("name", ["readings", "built", "ledger.jsonl", "runs.jsonl", "lock"])
def test_where_a_note_cant_be_written_the_run_says_which_and_loses_nothing(
    tmp_path: Path, name: str
) -> None:
    """A file stands where a folder should be, or a folder where a file should."""
    folder = add_two(tmp_path)
    run(tmp_path)
    before = contents(tmp_path / "processed" / "r" / "current")
    raw = contents(tmp_path / "raw")
    kept = tmp_path / ".foistats"
    (kept / name).rename(tmp_path / "aside")
    (kept / name).write_text("") if name in {"readings", "built"} else (kept / name).mkdir()
    write(folder / "corrections.toml", CORRECTION)
    done = run(tmp_path)
    assert done.exit_code == 3
    assert str(kept / name) in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    (folder / "corrections.toml").unlink()
    assert contents(tmp_path / "raw") == raw
    shutil.rmtree(kept / name) if (kept / name).is_dir() else (kept / name).unlink()
    (tmp_path / "aside").rename(kept / name)
    assert run(tmp_path).exit_code == 0
    assert contents(tmp_path / "processed" / "r" / "current") == before


HOLDER = """
import sys, time
from pathlib import Path
from foistats.holding import holding
from foistats.workspace import Workspace
if __name__ == "__main__":
    line = {"run": "abc", "by": "B. Person", "refusal": ""}
    with holding(Workspace(Path(sys.argv[1])), "run abc", by="B. Person", line=line):
        print("held", flush=True)
        time.sleep(float(sys.argv[2]))
"""


def held(root: Path, seconds: float) -> "subprocess.Popen[str]":
    """A process that holds the workspace, once it does."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(root), str(seconds)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_run_waits_for_the_first_and_names_it(tmp_path: Path) -> None:
    add_two(tmp_path)
    with held(tmp_path, 2) as process:
        from foistats.holding import holder_of

        assert f"run abc for B. Person (process {process.pid} on " in holder_of(Workspace(tmp_path))
        said: list[str] = []
        from foistats.progress import listening
        from foistats.run.record import Order, recorded

        with listening(lambda stage, *_: said.append(stage)):
            recorded(Order(str(tmp_path)), lambda due: stages.build(due.root, due.request_ids))
        assert process.wait(20) == 0
    assert said[0].startswith("waiting for run abc for B. Person (process ")
    assert totals(tmp_path, "dorset") == [13, 24]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL on this system")
def test_a_run_that_was_killed_is_recorded_by_the_next_one(tmp_path: Path) -> None:
    add_two(tmp_path)
    with held(tmp_path, 60) as process:
        process.kill()
        process.wait()
    assert run(tmp_path).exit_code == 0
    first, second = (
        json.loads(one)
        for one in (tmp_path / ".foistats" / "runs.jsonl").read_text("utf-8").splitlines()
    )
    assert (first["run"], first["by"]) == ("abc", "B. Person")
    assert first["refusal"].startswith("killed before it was done")
    assert second["refusal"] == ""
    assert not (tmp_path / ".foistats" / "holder.json").exists()
    assert totals(tmp_path, "dorset") == [13, 24]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL on this system")
def test_a_killed_run_that_cant_be_recorded_yet_is_not_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from foistats import holding as room

    add_two(tmp_path)
    with held(tmp_path, 60) as process:
        process.kill()
        process.wait()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as for_now:
        for_now.setattr(room, "append_line", full)
        with pytest.raises(OSError, match="No space"), room.holding(Workspace(tmp_path), "a test"):
            pass
    run(tmp_path)
    killed, mended = runs_of(tmp_path)
    assert (killed["run"], mended["refusal"]) == ("abc", "")


def test_two_runs_started_together_give_what_one_gives(tmp_path: Path) -> None:
    add_two(tmp_path / "one")
    shutil.copytree(tmp_path / "one" / "raw", tmp_path / "two" / "raw")
    run(tmp_path / "one")
    command = [
        sys.executable,
        "-c",
        "from foistats.cli import main; main()",
        "run",
        "--root",
        tmp_path / "two",
    ]
    both = [
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in "ab"
    ]
    assert [process.wait(120) for process in both] == [0, 0]
    found = [contents(tmp_path / place / "processed") for place in ("one", "two")]
    assert found[0] == found[1]
    runs = (tmp_path / "two" / ".foistats" / "runs.jsonl").read_text("utf-8").splitlines()
    assert sorted(json.loads(one)["written"] for one in runs) == [0, 1], (
        "one had nothing left to do"
    )
