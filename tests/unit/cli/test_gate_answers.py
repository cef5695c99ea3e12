"""What the gate said holds of the tables that it was asked of, and of no others."""

import subprocess
import sys
from pathlib import Path

import pytest

from foistats.quality.gate import judging
from foistats.quality.gate.answers import GateState, answer_of, gate_of
from foistats.quality.gate.judging import judge_requests, judge_whatever_comes
from foistats.quality.gate.own_process import check_in_own_process
from foistats.release.generations import write_tables
from foistats.workspace import Workspace
from tests.unit.cli.test_gate import RIGHT, SEVERAL, WRONG, kept, made, place
from tests.unit.cli.typed import typed

PASSED, PERSON, COULD_NOT, UNASKED = (
    GateState.PASSED,
    GateState.NEEDS_A_PERSON,
    GateState.COULD_NOT_RUN,
    GateState.NOT_ASKED,
)
LIMIT = '[[limit]]\nrule = "no_jump"\nmost = 9\nbecause = "x"\nby = "A. Person"\non = 2026-11-05\n'


def test_a_pass_holds_until_the_tables_change(tmp_path: Path) -> None:
    workspace = place(tmp_path, *RIGHT)
    assert gate_of(workspace, "r") is UNASKED
    judge_requests(workspace, ["r"])
    assert gate_of(workspace, "r") is PASSED
    write_tables(workspace, "r", made(698, 557, 495))
    assert gate_of(workspace, "r") is UNASKED
    judge_requests(workspace, ["r"])
    assert gate_of(workspace, "r") is PERSON, "556 became 557 while the response stayed"


def test_a_pass_holds_until_what_is_allowed_changes(tmp_path: Path) -> None:
    workspace = place(tmp_path, *RIGHT)
    judge_requests(workspace, ["r"])
    workspace.quality_file("r").write_text(LIMIT, encoding="utf-8")
    assert gate_of(workspace, "r") is UNASKED
    judge_requests(workspace, ["r"])
    assert gate_of(workspace, "r") is PASSED
    workspace.quality_file("r").unlink()
    assert gate_of(workspace, "r") is UNASKED


def test_what_failed_is_counted(tmp_path: Path) -> None:
    workspace = place(tmp_path, *WRONG, more=(SEVERAL,))
    judge_requests(workspace, ["r"])
    answer = answer_of(workspace, "r")
    assert (answer.state, answer.failed, answer.could_not_run) == (PERSON, 2, 0)
    assert answer.sentence == "2 rules need a person; not to be published yet"


@pytest.mark.parametrize("content", [b"", b"damaged", None], ids=["empty", "damaged", "gone"])
def test_a_verdict_that_cannot_be_read_is_none(tmp_path: Path, content: bytes | None) -> None:
    workspace = place(tmp_path, *RIGHT)
    judge_requests(workspace, ["r"])
    file = tmp_path / "processed/r/gate/gate.parquet"
    file.unlink() if content is None else file.write_bytes(content)
    assert gate_of(workspace, "r") is UNASKED


def test_a_verdict_by_other_rules_is_none(tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    workspace = place(tmp_path, *RIGHT)
    judge_requests(workspace, ["r"])
    file = tmp_path / "processed/r/gate/gate.parquet"
    pq.write_table(pq.read_table(file).slice(1), file)
    assert gate_of(workspace, "r") is UNASKED


def test_great_expectations_that_cannot_be_had_is_a_verdict_and_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = place(tmp_path, *RIGHT)
    monkeypatch.setitem(sys.modules, "great_expectations", None)
    judge_whatever_comes(workspace, ["r"])
    assert gate_of(workspace, "r") is COULD_NOT
    assert "the rules could not be asked (ModuleNotFoundError)" in (
        kept(tmp_path)["gate.html"].decode()
    )
    done = typed("gate", "r", "--root", tmp_path)
    assert (done.exit_code, "Great Expectations can't be used" in done.stderr) == (3, True)


def test_a_request_that_cannot_be_judged_keeps_no_other_from_it(tmp_path: Path) -> None:
    workspace = place(tmp_path, *RIGHT)
    (tmp_path / "raw" / "s").mkdir()
    (tmp_path / "raw" / "s" / "request.toml").write_bytes(
        (tmp_path / "raw" / "r" / "request.toml").read_bytes()
    )
    write_tables(workspace, "s", made(*RIGHT))
    workspace.quality_file("s").write_text("[[limit]]\n", encoding="utf-8")
    judge_whatever_comes(workspace, ["s", "r"])
    assert (gate_of(workspace, "s"), gate_of(workspace, "r")) == (COULD_NOT, PASSED)


def test_a_full_disk_leaves_no_verdict_and_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    workspace = place(tmp_path, *RIGHT)
    judge_requests(workspace, ["r"])
    monkeypatch.setattr(judging, "write_whole", full)
    judge_whatever_comes(workspace, ["r"])
    assert gate_of(workspace, "r") is UNASKED


def test_status_tells_what_the_gate_said_without_great_expectations(tmp_path: Path) -> None:
    workspace = place(tmp_path, *WRONG, more=(SEVERAL,))
    judge_requests(workspace, ["r"])
    code = (
        "import sys\nsys.modules['great_expectations'] = None\n"
        "from foistats.cli import main\nmain()"
    )
    for words, said in (
        (["r"], "Can the figures be true? needs a person: 2 rules need a person; not to be"),
        ([], "r: can the figures be true? needs a person"),
    ):
        done = subprocess.run(
            [sys.executable, "-c", code, "status", *words, "--root", str(tmp_path)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 1, done.stderr
        assert said in done.stdout


def test_the_gate_alone_makes_status_ask_for_a_person(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from foistats.asking import request_state as status

    place(tmp_path, *RIGHT)
    monkeypatch.setattr(status.RequestState, "overdue", ())
    monkeypatch.setattr(status, "_of_last_run", lambda *_: ([], {}))
    plain = typed("status", "r", "--root", tmp_path)
    monkeypatch.setattr(status, "answer_of", lambda *_: status.Answer(COULD_NOT, 0, 1))
    stopped = typed("status", "r", "--root", tmp_path)
    assert (plain.exit_code, stopped.exit_code) == (0, 1)


def test_the_lock_is_not_taken_by_what_a_run_calls(tmp_path: Path) -> None:
    from filelock import FileLock

    workspace = Workspace(place(tmp_path, *RIGHT).root)
    workspace.lock_file.parent.mkdir(exist_ok=True)
    with FileLock(workspace.lock_file):
        judge_whatever_comes(workspace, ["r"])
    assert gate_of(workspace, "r") is PASSED


def test_a_run_has_its_tables_judged_in_a_process_that_imports_the_library(tmp_path: Path) -> None:
    workspace = place(tmp_path, *WRONG, more=(SEVERAL,))
    with check_in_own_process(workspace) as plausibility:
        plausibility.check(["r"])
        assert plausibility.process.returncode == 0
    # The same rules as in this process, though it does without libraries that are loaded here.
    answer = answer_of(workspace, "r")
    assert (answer.state, answer.failed, answer.could_not_run) == (PERSON, 2, 0)


def test_a_process_that_dies_is_a_verdict_and_stops_nothing(tmp_path: Path) -> None:
    workspace = place(tmp_path, *RIGHT)
    with check_in_own_process(workspace) as plausibility:
        plausibility.process.kill()
        plausibility.check(["r"])
    assert gate_of(workspace, "r") is COULD_NOT
    assert "its process ended with -9" in kept(tmp_path)["gate.html"].decode()


def test_a_process_that_is_asked_nothing_ends_with_the_run(tmp_path: Path) -> None:
    workspace = place(tmp_path, *RIGHT)
    with check_in_own_process(workspace) as plausibility:
        process = plausibility.process
    assert process.poll() is not None
    assert gate_of(workspace, "r") is UNASKED
