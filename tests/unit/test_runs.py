"""Every run leaves a line that says who wanted it, why, and what became of it."""

import json
from pathlib import Path
from typing import Any

import pytest

from foistats.errors import FoistatsError, TableRejected, WorkspaceError
from foistats.quality.gate.answers import Answer, GateState
from foistats.run.handed_on import BuiltRequest
from foistats.run.record import Due, Order, Trigger, record_lost, recorded
from tests.unit.intake.folders import REQUEST, folder

UNASKED = {"state": "not asked of these tables", "failed": 0, "could_not_run": 0}


def lines(root: Path) -> list[dict[str, Any]]:
    text = (root / ".foistats" / "runs.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def written(due: Due) -> list[BuiltRequest]:
    """Two problems in each request."""
    rows = {"totals": 5, "problems": 2}
    return [BuiltRequest(one, "", Path(), rows, True) for one in due.request_ids]


def raising(reason: BaseException) -> Any:
    def build(*_: object) -> list[BuiltRequest]:
        raise reason

    return build


def test_a_run_leaves_one_line_with_who_why_and_what_became_of_it(tmp_path: Path) -> None:
    folder(tmp_path)
    (tmp_path / "raw" / "s").mkdir()
    (tmp_path / "raw" / "s" / "request.toml").write_text(REQUEST, encoding="utf-8")
    order = Order(str(tmp_path), reason="Gŵent wrote:\nagain", by="A. Person")
    assert [one.request_id for one in recorded(order, written)] == ["r", "s"]
    [line] = lines(tmp_path)
    assert line.pop("started_at") <= line.pop("ended_at")
    assert len(line.pop("run")) == 12
    assert line == {
        "trigger": "hand",
        "reason": "Gŵent wrote:\nagain",
        "by": "A. Person",
        "forces": [],
        "refresh": False,
        "request_ids": ["r", "s"],
        "written": 2,
        "unchanged": 0,
        "problems": 4,
        "gate": {"r": UNASKED, "s": UNASKED},
        "messages": "",
        "refusal": "",
    }


def test_runs_are_added_in_their_order_and_none_is_lost(tmp_path: Path) -> None:
    folder(tmp_path)
    for trigger in (Trigger.SCHEDULE, Trigger.HAND, Trigger.SCHEDULE):
        recorded(Order(str(tmp_path), trigger=trigger), written)
    assert [line["trigger"] for line in lines(tmp_path)] == ["schedule", "hand", "schedule"]


@pytest.mark.parametrize(
    ("reason", "recorded_as"),
    [
        (TableRejected("totals break their contract"), "totals break their contract"),
        (OSError(28, "No space left on device"), "[Errno 28] No space left on device"),
        (ValueError("what a reply hides"), "ValueError"),
        (KeyboardInterrupt(), "told to end (KeyboardInterrupt)"),
    ],
    ids=["refusal", "disk", "fault", "interrupted"],
)
def test_a_refusal_is_recorded_and_still_raised_and_a_fault_without_its_words(
    tmp_path: Path, reason: BaseException, recorded_as: str
) -> None:
    folder(tmp_path)
    with pytest.raises(type(reason)):
        recorded(Order(str(tmp_path), by="A. Person"), raising(reason))
    [line] = lines(tmp_path)
    assert (line["refusal"], line["written"], line["by"]) == (recorded_as, 0, "A. Person")


def test_a_request_that_isnt_there_is_a_recorded_refusal(tmp_path: Path) -> None:
    folder(tmp_path)
    with pytest.raises(WorkspaceError):
        recorded(Order(str(tmp_path), ("rr",), by="A. Person"), written)
    [line] = lines(tmp_path)
    assert line["request_ids"] == ["rr"]
    assert "rr" in line["refusal"]


def test_only_the_requests_sent_to_a_force_are_built(tmp_path: Path) -> None:
    folder(tmp_path)
    (tmp_path / "raw" / "s").mkdir()
    request = REQUEST.replace('"south-west"', '["kent"]')
    (tmp_path / "raw" / "s" / "request.toml").write_text(request, encoding="utf-8")
    done = recorded(Order(str(tmp_path), forces=("kent",)), written)
    assert [one.request_id for one in done] == ["s"]
    [line] = lines(tmp_path)
    assert (line["forces"], line["request_ids"]) == (["kent"], ["s"])


def test_what_a_power_cut_left_of_a_line_spoils_no_other(tmp_path: Path) -> None:
    folder(tmp_path)
    (tmp_path / ".foistats").mkdir()
    file = tmp_path / ".foistats" / "runs.jsonl"
    file.write_text('{"started_at": "2026-', encoding="utf-8")
    recorded(Order(str(tmp_path), by="A. Person"), written)
    torn, whole = file.read_text(encoding="utf-8").splitlines()
    assert torn == '{"started_at": "2026-'
    assert json.loads(whole)["by"] == "A. Person"


def test_nothing_is_built_where_no_record_can_be_kept(tmp_path: Path) -> None:
    folder(tmp_path)
    (tmp_path / ".foistats" / "runs.jsonl").mkdir(parents=True)
    with pytest.raises(FoistatsError, match=r"runs\.jsonl"):
        recorded(Order(str(tmp_path)), raising(AssertionError("it was built")))


def test_a_name_that_is_not_utf_8_is_recorded_all_the_same(tmp_path: Path) -> None:
    folder(tmp_path)
    recorded(Order(str(tmp_path), by="Andr\udce9"), written)
    assert lines(tmp_path)[0]["by"] == "Andr\udce9"


def test_a_lost_run_is_recorded_once_and_not_where_it_spoke_for_itself(tmp_path: Path) -> None:
    folder(tmp_path)
    spoke, silent = (Order(str(tmp_path), by="A. Person", run=one) for one in ("1-a", "2-b"))
    recorded(spoke, written)
    for order in (spoke, silent, silent):
        record_lost(order, "Crashed: SIGKILL")
    first, second = lines(tmp_path)
    assert (first["run"], first["refusal"]) == ("1-a", "")
    assert (second["run"], second["refusal"]) == ("2-b", "Crashed: SIGKILL")
    assert (second["by"], second["written"]) == ("A. Person", 0)


def test_tables_of_which_the_gate_was_not_asked_are_due_where_it_is_asked_in_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder(tmp_path)
    built = {"r": BuiltRequest("r", "", tmp_path, {"problems": 0}, True, since="2026-11-02")}
    monkeypatch.setattr("foistats.run.record.unchanged_requests", lambda *_: dict(built))
    [kept] = recorded(Order(str(tmp_path)), written)
    [again] = recorded(Order(str(tmp_path), judged=True), written)
    assert (kept.since, again.since) == ("2026-11-02", "")
    monkeypatch.setattr(
        "foistats.quality.gate.answers.answer_of", lambda *_: Answer(GateState.PASSED)
    )
    [asked] = recorded(Order(str(tmp_path), judged=True), written)
    assert asked.since == "2026-11-02"


def test_what_fails_because_a_run_was_told_to_end_is_told_as_that() -> None:
    from foistats.errors import FoistatsError
    from foistats.run.told_to_end import ToldToEnd, told_to_end

    def broken_off() -> None:
        try:
            raise ToldToEnd
        finally:
            raise ValueError("a queue is closed")

    with pytest.raises(FoistatsError, match="was told to end"), told_to_end():
        broken_off()
    with pytest.raises(ValueError, match="a number"), told_to_end():
        raise ValueError("a number")
