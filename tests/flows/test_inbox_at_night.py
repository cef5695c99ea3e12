"""What waits in an inbox is filed by a night's run, and never by a rerun that a person asks for."""

import logging
import os
from pathlib import Path

import pytest

import flows.rebuild
import flows.showing
from flows.showing import take_in
from foistats.run.record import Order, Trigger
from tests.flows.folders import add_request, line, table, workbook


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(flows.showing, "get_run_logger", lambda: logging.getLogger("night"))
    documents = {"dorset.xlsx": workbook(["Offence", "2016/17", "2017/18"], ["Rape", 3, 4])}
    add_request(tmp_path, line("dorset", "dorset.xlsx"), documents=documents)
    waits = tmp_path / "inbox" / "r"
    waits.mkdir(parents=True)
    text = (
        "Wiltshire Police\nHeadquarters\n\nDate: 3 July 2019\n\nDear Requester,\n\n"
        "In 2016/17 we recorded 12 offences.\n\nYours sincerely,\n"
    )
    for name, content in (("w.txt", text), ("x.txt", "In 2017/18 we recorded 9 offences.\n")):
        (waits / name).write_text(content, encoding="utf-8")
        os.utime(waits / name, (1_570_000_000, 1_570_000_000))
    return tmp_path


def test_a_night_files_what_is_plain_and_logs_the_rest(
    root: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        take_in(Order(str(root), trigger=Trigger.SCHEDULE))
    assert "r: w.txt: filed under Wiltshire Police as wiltshire-2019-07-03" in caplog.text
    assert "r: 1 wait for a person" in caplog.text
    assert "wiltshire-2019-07-03,Wiltshire Police" in (
        root / "raw" / "r" / "responses.csv"
    ).read_text("utf-8")


def test_a_folder_that_is_no_workspace_ends_no_night(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flows.showing, "get_run_logger", lambda: logging.getLogger("night"))
    take_in(Order(str(tmp_path), trigger=Trigger.SCHEDULE))
    assert "has no folder raw/" in caplog.text


@pytest.mark.parametrize(("trigger", "times"), [(Trigger.SCHEDULE, 1), (Trigger.HAND, 0)])
def test_only_a_night_looks_into_the_inbox(
    root: Path, monkeypatch: pytest.MonkeyPatch, trigger: Trigger, times: int
) -> None:
    taken: list[Order] = []
    monkeypatch.setattr(flows.rebuild, "take_in", taken.append)
    monkeypatch.setattr(flows.rebuild, "order_of", lambda *_: Order(str(root), trigger=trigger))
    monkeypatch.setattr(flows.rebuild.runs, "recorded", lambda *_: [])
    monkeypatch.setattr(flows.rebuild, "write_pages", lambda *_: None)
    flows.rebuild.rebuild.fn(str(root))
    assert len(taken) == times


def test_what_a_night_filed_is_in_its_tables(root: Path) -> None:
    from tests.golden.review.desks import rebuild

    take_in(Order(str(root), trigger=Trigger.SCHEDULE))
    rebuild(root)
    rows = [row for row in table(root, "observations") if row["document"] == "w.txt"]
    assert [(row["force_id"], row["count_low"]) for row in rows] == [("wiltshire", 12)]
