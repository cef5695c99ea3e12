"""`foistats status`: what became of a request, and nothing written but receipts."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from foistats.aggregation.coverage import standing_by_force
from foistats.asking import request_state
from foistats.asking.force_state import force_state
from foistats.cli.status import show_status
from foistats.intake.stock import take_stock
from foistats.quality.gate.answers import Answer, GateState
from foistats.release.generations import current_folder
from foistats.release.kept_rows import kept_rows
from foistats.release.rows import rows_of
from foistats.workspace import Workspace
from tests.flows.folders import add_request, build, line
from tests.unit.cli.typed import typed
from tests.unit.intake.folders import REQUEST, folder

# Sent on Monday 3 June 2019: no bank holiday of any part of the UK falls in the twenty working
# days that follow, so the last is Monday 1 July.
LAST_DAY = date(2019, 7, 1)
LINES = (
    "a,Avon and Somerset,2019-06-10,answered,,,,",
    "d,Devon and Cornwall Police,2019-06-11,refused,12,,,",
    "o,Dorset,,no_response,,,,",
    "g,Gloucestershire,2019-06-12,partly_answered,,,,",
)


def states(root: Path, *lines: str, today: date, request: str = REQUEST) -> dict[str, Any]:
    stock = take_stock(folder(root, *lines, request=request), "r")
    return {
        force_id: force_state(stock, force_id, standing, today=today)
        for force_id, standing in standing_by_force(stock).items()
    }


def test_each_force_is_answered_refused_or_silent(tmp_path: Path) -> None:
    found = states(tmp_path, *LINES, today=LAST_DAY)
    assert {force: state.became for force, state in found.items()} == {
        "avon-and-somerset": "answered",
        "devon-and-cornwall": "refused, section 12",
        "dorset": "no reply yet",
        "gloucestershire": "answered in part",
        "wiltshire": "no reply yet",
    }
    # 4 to 10 June are Tuesday to Friday and Monday.
    assert found["avon-and-somerset"].days_taken == 5


@pytest.mark.parametrize(
    ("today", "overdue"), [(LAST_DAY, set()), (date(2019, 7, 2), {"dorset", "wiltshire"})]
)
def test_silence_is_overdue_the_day_after_the_last(
    tmp_path: Path, today: date, overdue: set[str]
) -> None:
    found = states(tmp_path, *LINES, today=today)
    assert {force for force, state in found.items() if state.overdue} == overdue
    assert {state.due_on for state in found.values()} == {LAST_DAY}


def test_a_force_outside_the_uks_acts_is_never_overdue(tmp_path: Path) -> None:
    request = REQUEST.replace('"south-west"', '["jersey"]')
    found = states(tmp_path, today=date(2030, 1, 1), request=request)
    assert found["jersey"].due_on is None
    assert not found["jersey"].overdue


def test_two_replies_that_none_supersedes_are_unsettled_not_overdue(tmp_path: Path) -> None:
    lines = ("a,Dorset,2019-06-10,answered,,,,", "b,Dorset,2019-06-12,answered,,,,")
    found = states(tmp_path, *lines, today=date(2030, 1, 1))["dorset"]
    assert found.became.startswith("unsettled: a, b are responses of the same force")
    assert not found.overdue


def test_a_withdrawn_response_is_not_overdue(tmp_path: Path) -> None:
    found = states(tmp_path, "a,Dorset,2019-06-10,withdrawn,,,,", today=date(2030, 1, 1))
    assert (found["dorset"].became, found["dorset"].overdue) == ("withdrawn", False)


def test_one_request_is_shown_force_by_force(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder(tmp_path, *LINES)
    assert show_status("r", root=tmp_path, today=date(2019, 7, 2)) == 1
    said = capsys.readouterr().out
    for words in (
        ["Devon and Cornwall Police", "refused, section 12", "2019-06-11"],
        ["Dorset Police", "no reply yet", "2019-07-01 overdue"],
        ["2 answered, 1 refused, 2 no reply yet; 2 overdue."],
    ):
        assert any(all(word in line for word in words) for line in said.splitlines()), words


def test_what_needs_a_person_without_any_problem_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder(tmp_path, *LINES)
    (state,) = request_state.states_of(Workspace(tmp_path), ["r"], LAST_DAY)
    asked = state._replace(gate=Answer(GateState.NEEDS_A_PERSON, failed=1))
    assert state.beside_problems(LAST_DAY) == ()
    assert asked.needs_a_person(LAST_DAY)
    assert asked.beside_problems(LAST_DAY) == (
        "the check whether the figures can be true says: needs a person",
    )
    assert show_status("r", root=tmp_path, today=date(2019, 7, 2)) == 1
    said = capsys.readouterr().out
    assert "No problems are known. But this needs a person: a reply is overdue." in said


def test_nothing_to_do_is_exit_code_0(tmp_path: Path) -> None:
    folder(tmp_path, *LINES)
    assert show_status("r", root=tmp_path, today=LAST_DAY) == 0


def test_all_requests_are_a_line_each_with_what_is_overdue(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder(tmp_path, *LINES)
    assert show_status(None, root=tmp_path, today=date(2019, 7, 2)) == 1
    said = capsys.readouterr().out.splitlines()
    [line] = [line for line in said if "2019-06-03" in line]
    # asked, answered, refused, no reply yet, overdue, not yet run
    assert [cell.strip() for cell in line.strip("│ ").split("│")] == [
        "r", "2019-06-03", "5", "2", "1", "2", "2", "3",
    ]  # fmt: skip
    assert "overdue: Dorset Police, r, was due on 2019-07-01" in said


def test_what_is_wrong_with_the_folder_needs_a_person(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder(tmp_path, "a,Dorset,2019-06-10,answered,,lost.xlsx,,")
    assert show_status("r", root=tmp_path, today=LAST_DAY) == 1
    assert "document_missing: Dorset Police: lost.xlsx" in capsys.readouterr().out


def test_a_request_that_cannot_be_used_is_told_and_the_others_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder(tmp_path, *LINES)
    (tmp_path / "raw" / "s").mkdir()
    (tmp_path / "raw" / "s" / "request.toml").write_text("titel = 'x'\n", encoding="utf-8")
    assert show_status(None, root=tmp_path, today=LAST_DAY) == 1
    said = capsys.readouterr().out
    assert "unusable" in said
    assert "2019-06-03" in said
    assert show_status("s", root=tmp_path, today=LAST_DAY) == 1
    assert "did you mean title?" in capsys.readouterr().out


def test_a_senders_text_is_shown_as_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder(tmp_path, "a,Dorset,2019-06-10,answered,[red]12[/red],[b]\x1b[2J.xlsx,,")
    show_status("r", root=tmp_path, today=LAST_DAY)
    said = capsys.readouterr().out
    assert "section [red]12[/red]" in said
    assert "\x1b[2J" not in said


def test_only_receipts_are_written(tmp_path: Path) -> None:
    folder(tmp_path, "a,Dorset,2019-06-10,answered,,x.csv,,", documents={"x.csv": b"a,b\n1,2\n"})
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    show_status("r", root=tmp_path, today=LAST_DAY)
    after = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    new = {path.relative_to(tmp_path).as_posix() for path in set(after) - set(before)}
    assert new <= {"raw/r/receipts.csv", ".foistats/receipts/r.json", ".foistats/lock"}
    assert {path: after[path] for path in before} == before


def test_a_workspace_held_by_another_run_is_said_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace = folder(tmp_path, *LINES)
    workspace.lock_file.parent.mkdir()
    monkeypatch.setattr(request_state, "PATIENCE_SECONDS", 0)
    with FileLock(workspace.lock_file):
        assert show_status("r", root=tmp_path, today=LAST_DAY) == 1
    assert "another foistats command holds this workspace" in capsys.readouterr().err


def test_an_unknown_request_or_folder_is_wrong_usage(tmp_path: Path) -> None:
    folder(tmp_path / "w", *LINES)
    assert typed("status", "rr", "--root", tmp_path / "w").exit_code == 2
    assert typed("status", "--root", tmp_path).exit_code == 2


def built(root: Path) -> None:
    """Tables with one reply."""
    counts = b"Year,Offences\n2016/17,3\n"
    documents = {"d.csv": lambda path: path.write_bytes(counts)}
    add_request(root, line("dorset", "d.csv"), documents=documents)
    build(root)


def test_status_after_a_run_loads_no_table_library_and_no_calendar(tmp_path: Path) -> None:
    built(tmp_path)
    heavy = ("pandas", "numpy", "pyarrow", "prefect", "pandera", "pypdfium2", "holidays")
    code = (
        "import sys; from pathlib import Path; from foistats.cli.status import show_status;"
        "show_status('r', root=Path(sys.argv[1]));"
        f"print([m for m in {heavy} if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path], capture_output=True, text=True, check=True
    )
    assert "answered" in done.stdout
    assert done.stdout.splitlines()[-1] == "[]"


def test_rows_that_are_kept_of_other_tables_are_not_taken(tmp_path: Path) -> None:
    built(tmp_path)
    workspace = Workspace(tmp_path)
    folder = current_folder(workspace, "r")
    note = workspace.rows_note("r", "coverage")
    kept = note.read_text(encoding="utf-8")
    assert kept_rows(workspace, "r", folder=folder, table="coverage") == rows_of(folder, "coverage")
    other = json.loads(kept) | {"rows": []}
    other["of"][0] = "0" * 64
    for text in (json.dumps(other), "", "{}", "[1]", kept[:100]):
        note.write_text(text, encoding="utf-8")
        found = kept_rows(workspace, "r", folder=folder, table="coverage")
        assert found == rows_of(folder, "coverage"), text
