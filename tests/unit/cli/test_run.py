"""`foistats run`: which requests it takes, and what its exit codes say; no flow is run here."""

from pathlib import Path
from typing import Any

import pytest

from foistats.cli import run
from foistats.cli.console import ExitCode
from foistats.cli.run import run_requests
from foistats.errors import TableRejected
from foistats.run.handed_on import BuiltRequest
from foistats.run.record import Due
from tests.unit.cli.typed import typed
from tests.unit.intake.folders import REQUEST, folder


class Flow:
    """Stands in for the flow: keeps what it was asked for, and gives or raises what it is told."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, outcome: Any = ()) -> None:
        self.asked: list[str] = []
        self.outcome = outcome
        monkeypatch.setattr(run, "_run", self)
        monkeypatch.setattr("foistats.cli.summary.show_summary", lambda *_: None)

    def __call__(self, due: Due, *, verbose: bool, with_prefect: bool) -> Any:
        assert not verbose
        assert not with_prefect
        self.asked = list(due.request_ids)
        if isinstance(self.outcome, BaseException):
            raise self.outcome
        return self.outcome


def ran(root: Path, *request_ids: str, forces: tuple[str, ...] = ()) -> int:
    return run_requests(request_ids, root=root, forces=forces, verbose=False)


def add(root: Path, request_id: str, request: str) -> None:
    (root / "raw" / request_id).mkdir()
    (root / "raw" / request_id / "request.toml").write_text(request, encoding="utf-8")


def test_all_requests_are_built_if_none_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder(tmp_path)
    add(tmp_path, "s", REQUEST)
    flow = Flow(monkeypatch)
    assert ran(tmp_path) == 0
    assert flow.asked == ["r", "s"]
    assert ran(tmp_path, "s", "s") == 0
    assert flow.asked == ["s"]


def test_with_a_force_only_the_requests_sent_to_it_are_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder(tmp_path)
    add(tmp_path, "s", REQUEST.replace('"south-west"', '["kent"]'))
    add(tmp_path, "t", REQUEST.replace("title", "titel"))
    flow = Flow(monkeypatch)
    ran(tmp_path, forces=("dorset",))
    assert flow.asked == ["r", "t"], "of a request that can't be used the run itself tells"
    assert ran(tmp_path, "r", forces=("kent",)) == ExitCode.WRONG_USAGE


@pytest.mark.parametrize(
    ("outcome", "code"),
    [
        ([BuiltRequest("r", "", Path(), {"problems": 0}, True)], ExitCode.DONE),
        ([BuiltRequest("r", "", Path(), {"problems": 1}, True)], ExitCode.REFUSED_SOMETHING),
        ([BuiltRequest("r", "", Path(), {"problems": 1}, False)], ExitCode.REFUSED_SOMETHING),
        (TableRejected("totals break their contract"), ExitCode.NOTHING_WRITTEN),
        (OSError(28, "No space left on device"), ExitCode.NOTHING_WRITTEN),
        (ZeroDivisionError("a fault"), ExitCode.NOTHING_WRITTEN),
    ],
    ids=["done", "problems", "unusable", "rejected", "disk full", "fault"],
)
def test_the_exit_code_says_what_became_of_the_run(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    outcome: Any,
    code: int,
) -> None:
    folder(tmp_path)
    Flow(monkeypatch, outcome)
    assert ran(tmp_path) == code
    said = capsys.readouterr().err
    assert bool(said) == isinstance(outcome, Exception)
    assert str(outcome) in said or not said
    assert "Traceback" not in said


def test_wrong_usage_runs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flow = Flow(monkeypatch)
    assert ran(tmp_path) == ExitCode.WRONG_USAGE, "no folder raw/"
    folder(tmp_path)
    assert ran(tmp_path, "rr") == ExitCode.WRONG_USAGE
    assert ran(tmp_path, forces=("dorsett",)) == ExitCode.WRONG_USAGE
    assert flow.asked == []


def test_no_request_at_all_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    done = typed("run", "--root", tmp_path)
    assert done.exit_code == 2
    assert "README.md" in done.stderr


@pytest.mark.parametrize("words", [["rum"], ["run", "--rot", "x"], ["receive"], ["names"]])
def test_what_no_command_understands_is_wrong_usage(words: list[str]) -> None:
    assert typed(*words).exit_code == 2
