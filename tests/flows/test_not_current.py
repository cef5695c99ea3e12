"""A mistake in a file that people edit takes no good table away; it is told until it is mended."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from foistats.documents.limits import Limits
from foistats.errors import TableRejected, TablesKept
from foistats.ledger.built import unchanged
from foistats.messages.news import news_of
from foistats.quality.gate.answers import GateState, gate_of
from foistats.release.not_current import read_not_current
from foistats.release.rows import rows_of
from foistats.run import stages
from foistats.run.record import Due, Order, recorded, refuse_if_kept
from foistats.telling.page import page_of
from foistats.workspace import Workspace
from schemas.problem_codes import ProblemCode as P
from tests.flows.disturbed import Here
from tests.flows.folders import (
    DORSET,
    HEADER,
    add_good,
    add_request,
    build,
    contents,
    line,
    table,
    totals,
    workbook,
)
from tests.unit.cli.typed import typed

Slip = Callable[[Path], object]


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No server, and none of these files needs a worker to be read."""

    @contextmanager
    def here(_: str) -> Iterator[Here]:
        yield Here()

    monkeypatch.setattr(stages, "reading_pool", here)
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "no-prefect"))
    monkeypatch.delenv("PREFECT_API_URL", raising=False)


def current(root: Path, request_id: str = "r") -> dict[str, bytes]:
    return contents(root / "processed" / request_id / "current")


def changed(file: str, old: str, new: str) -> Slip:
    """What writes something else into a file of the request."""

    def slip(folder: Path) -> None:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return slip


def written(file: str, text: str) -> Slip:
    """What puts a file into the request's folder."""

    def slip(folder: Path) -> None:
        (folder / file).parent.mkdir(exist_ok=True)
        (folder / file).write_text(text, encoding="utf-8")

    return slip


DORSETS = "dorset,Dorset Police,2019-06-20,answered,"
SLIPS: dict[str, tuple[Slip, str]] = {
    "a needed header": (changed("responses.csv", "outcome", "result"), "responses.csv line 1"),
    "a header": (changed("responses.csv", "documents", "document"), "responses.csv line 1"),
    "the header of a day": (
        changed("responses.csv", "received_on", "day"),
        "line 1: A line of responses.csv cannot be used as it stands: ",
    ),
    "the header of what is replaced": (
        changed("responses.csv", HEADER + DORSETS, HEADER.replace("force", "forces") + DORSETS),
        "responses.csv line 1",
    ),
    "a day of the year 3019": (
        changed("responses.csv", DORSETS, "dorset,Dorset Police,21/06/3019,answered,"),
        "responses.csv line 2: A line of responses.csv cannot be used as it stands: 3019-06-21,"
        " received in the future",
    ),
    "an outcome": (changed("responses.csv", "answered", "anwsered"), "responses.csv line 2"),
    "a force": (changed("responses.csv", "Dorset Police", "Dorst Police"), "responses.csv line 2"),
    "an id": (changed("responses.csv", "dorset,Dorset", ",Dorset"), "responses.csv line 2"),
    "no line": (
        written("responses.csv", HEADER),
        "responses.csv: A line of responses.csv cannot be used as it stands: no line",
    ),
    "an empty file": (
        written("responses.csv", ""),
        "responses.csv: A line of responses.csv cannot be used as it stands: no line",
    ),
    "no file": (
        lambda folder: (folder / "responses.csv").unlink(),
        "responses.csv: A line of responses.csv cannot be used as it stands: no line",
    ),
    "no CSV": (
        written("responses.csv", '"a'),
        "because raw/r/responses.csv is no readable CSV near line 1",
    ),
    "broken TOML": (changed("request.toml", "unit =", "unit"), "request.toml line 4"),
    "a key": (changed("request.toml", "sent_on", "send_on"), "request.toml line 5, send_on"),
    "a unit": (changed("request.toml", '"offences"', '["offences"]'), "request.toml line 4, unit"),
    "a day after this one": (
        changed("request.toml", "2019-06-03", "9999-12-31"),
        "request.toml line 5, sent_on: request.toml cannot be used as it stands: 9999-12-31",
    ),
    "receipts": (changed("receipts.csv", "bytes", "size"), "receipts.csv line"),
    "corrections": (written("corrections.toml", "[[correction\n"), "corrections.toml line 1"),
    "marks": (written("marks.toml", "[[mark]]\nmark = 3\n"), "marks.toml line"),
    "headings": (written("headings.toml", "[[heading]]\nis = 3\n"), "headings.toml line"),
    "a layout": (written("layouts/dorset.xlsx.toml", "because = 1\n"), "dorset.xlsx"),
}


@pytest.mark.parametrize(("slip", "said"), SLIPS.values(), ids=SLIPS)
def test_a_slip_keeps_the_tables_and_is_told_until_it_is_mended(
    tmp_path: Path, slip: Slip, said: str
) -> None:
    folder = add_good(tmp_path)
    assert typed("run", "--root", tmp_path).exit_code == 0
    good = current(tmp_path)
    raw = contents(folder)
    today = f"tables of {json.loads(built(tmp_path))['at'][:10]} kept; not current because"
    slip(folder)
    for _ in range(3):
        done = typed("run", "--root", tmp_path)
        assert done.exit_code == 3, done.output
        assert current(tmp_path) == good
        assert f"NOT CURRENT: {today}" in done.stdout
        assert said in done.stdout
        assert "Traceback" not in done.output
    for words in (["status", "r"], ["status"]):
        shown = typed(*words, "--root", tmp_path)
        assert shown.exit_code == 1
        assert f"NOT CURRENT: {today}" in shown.stdout
        assert said in shown.stdout
    assert gate_of(Workspace(tmp_path), "r") is GateState.NOT_CURRENT
    for path in contents(folder).keys() - raw.keys():
        (folder / path).unlink()
    for path, content in raw.items():
        (folder / path).write_bytes(content)
    done = typed("run", "--root", tmp_path)
    assert (done.exit_code, current(tmp_path)) == (0, good), done.output
    assert read_not_current(Workspace(tmp_path), "r") is None
    assert "NOT CURRENT" not in typed("status", "r", "--root", tmp_path).stdout


def built(root: Path) -> str:
    return (root / ".foistats" / "built" / "r.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("slip", ["a needed header", "broken TOML", "a unit"])
def test_without_earlier_tables_the_problem_itself_is_written(tmp_path: Path, slip: str) -> None:
    folder = add_good(tmp_path)
    SLIPS[slip][0](folder)
    done = typed("run", "--root", tmp_path)
    assert done.exit_code == 1, done.output
    [row] = table(tmp_path, "problems")
    assert row["code"] == P.REQUEST_INVALID
    assert "expected" in done.stdout
    changed_back = add_good(tmp_path / "other")
    for name in ("request.toml", "responses.csv"):
        (folder / name).write_bytes((changed_back / name).read_bytes())
    assert typed("run", "--root", tmp_path).exit_code == 0
    assert totals(tmp_path, "dorset") == [13, 24]


def test_a_new_line_that_cannot_be_used_costs_only_itself(tmp_path: Path) -> None:
    folder = add_good(tmp_path)
    assert typed("run", "--root", tmp_path).exit_code == 0
    workbook(*DORSET)(folder / "documents" / "dorset-2.xlsx")
    with (folder / "responses.csv").open("a", encoding="utf-8") as file:
        file.write(line("gloucestershire", "", received_on="21/06/3019") + "\n")
    done = typed("run", "--root", tmp_path)
    assert done.exit_code == 1, done.output
    assert (P.RESPONSES_INVALID, "line 4") in [
        (row["code"], row["place"]) for row in table(tmp_path, "problems")
    ]
    assert totals(tmp_path, "dorset") == [13, 24]


def test_a_correction_that_cannot_be_used_does_not_take_its_force_away(tmp_path: Path) -> None:
    folder = add_good(tmp_path)
    assert typed("run", "--root", tmp_path).exit_code == 0
    good = current(tmp_path)
    with (folder / "responses.csv").open("a", encoding="utf-8") as file:
        again = {"response_id": "d2", "supersedes": "dorset", "received_on": "next week"}
        file.write(line("dorset", "", **again) + "\n")
    assert typed("run", "--root", tmp_path).exit_code == 3
    assert current(tmp_path) == good


def test_the_other_request_is_built_and_the_day_may_come(tmp_path: Path) -> None:
    folder = add_good(tmp_path)
    add_good(tmp_path, "s")
    changed("responses.csv", "2019-06-20", "2019-06-21")(folder)
    before, on = date(2019, 6, 20), date(2019, 6, 21)
    stages.build(str(tmp_path), ["r", "s"], today=before)
    assert totals(tmp_path, "dorset", "s") == [13, 24]
    assert totals(tmp_path, "dorset", "r") == [None, None]
    [row] = table(tmp_path, "problems", "r")
    assert (row["code"], row["place"]) == (P.RESPONSES_INVALID, "line 2")
    # Nothing has changed, and yet it has to be looked at again.
    assert unchanged(Workspace(tmp_path), "r", Limits()) is None
    assert unchanged(Workspace(tmp_path), "s", Limits()) is not None
    stages.build(str(tmp_path), ["r"], today=on)
    assert totals(tmp_path, "dorset", "r") == [13, 24]
    assert table(tmp_path, "problems", "r") == []


def run_of(root: Path, *request_ids: str) -> list[Any]:
    def do(due: Due) -> list[Any]:
        return stages.build(due.root, due.request_ids, run=due.run)

    return recorded(Order(str(root), request_ids), do)


def test_it_is_recorded_and_told_as_a_failed_run_with_the_sentence_itself(tmp_path: Path) -> None:
    folder = add_good(tmp_path)
    run_of(tmp_path, "r")
    changed("request.toml", '"offences"', '"offence"')(folder)
    there = run_of(tmp_path, "r")
    sentence = (
        "not current because raw/r/request.toml line 4, unit: request.toml cannot be used as it"
        " stands: offence; expected one of offences, "
    )
    with pytest.raises(TablesKept, match=sentence):
        refuse_if_kept(there)
    record = json.loads((tmp_path / ".foistats" / "runs.jsonl").read_text("utf-8").split("\n")[1])
    assert (record["written"], record["kept"], record["problems"]) == (0, 1, 1)
    assert sentence in record["told_as"]
    assert "did you mean offences?" in record["told_as"]
    workspace = Workspace(tmp_path)
    news = [one.line for one in news_of(workspace, ["r"], date(2019, 6, 21))]
    assert [
        one
        for one in news
        if one.startswith("request_invalid: ") and "as it stands: offence;" in one
    ]
    [one] = there
    page = page_of(
        one.title,
        {name: rows_of(one.folder, name) for name in ("totals", "changes", "coverage", "problems")},
        request_id="r",
        folder=one.folder,
        plausible="",
        today=date(2019, 6, 21),
        not_current=one.not_current,
    )
    assert "**Not current:** tables of " in page
    assert "request" in page.split("## What needs a person")[1]
    assert "Dorset" in page


def test_a_fault_in_one_request_keeps_its_tables_and_ends_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from foistats.aggregation import build as adding_up

    add_good(tmp_path)
    add_good(tmp_path, "s")
    whole = adding_up.build_tables

    def fails(stock: Any, read: Any) -> Any:
        if stock.request.request_id == "s":
            raise RecursionError("Mrs A. Person")
        return whole(stock, read)

    with monkeypatch.context() as patch:
        patch.setattr(adding_up, "build_tables", fails)
        build(tmp_path)
        [row] = table(tmp_path, "problems", "s")
        assert row["code"] == P.BUILD_FAILED
        assert row["found"].startswith("RecursionError in ")
        assert "Person" not in row["found"]
        assert totals(tmp_path, "dorset") == [13, 24]
    assert typed("run", "--root", tmp_path).exit_code == 0
    good = current(tmp_path, "s")
    with monkeypatch.context() as patch:
        patch.setattr(adding_up, "build_tables", fails)
        done = typed("run", "--root", tmp_path, "--refresh")
        assert done.exit_code == 3
        assert "s: not built" in done.stdout
        assert current(tmp_path, "s") == good
        assert typed("run", "--root", tmp_path).exit_code == 3
    assert typed("run", "--root", tmp_path).exit_code == 0


@pytest.mark.parametrize("stage", ["take_stock", "read_wanted", "write"])
def test_a_fault_of_any_stage_is_the_requests_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    add_good(tmp_path)
    add_good(tmp_path, "s")
    changed("request.toml", '"Offences"', '"Other"')(tmp_path / "raw" / "s")

    def failing(whole: Any) -> Any:
        def call(*args: Any, **kwargs: Any) -> Any:
            if ("'s'" in repr(args) and "Other" in repr(args)) or args[1:2] == ("s",):
                raise OverflowError("Mrs A. Person")
            return whole(*args, **kwargs)

        return call

    def rejecting(tables: Any) -> None:
        if any("s" in one["request_id"].to_pylist() for one in tables["coverage"]):
            raise TableRejected("coverage breaks its contract")

    if stage == "write":
        monkeypatch.setattr("foistats.quality.contracts.check_tables", rejecting)
    else:
        monkeypatch.setattr(stages, stage, failing(getattr(stages, stage)))
    build(tmp_path)
    codes = {row["code"] for row in table(tmp_path, "problems", "s")}
    assert codes & {P.BUILD_FAILED, P.TABLES_REJECTED}
    assert totals(tmp_path, "dorset") == [13, 24]
    assert totals(tmp_path, "wiltshire") == [101, 202]
    assert table(tmp_path, "problems") == []


def test_a_night_in_which_nothing_changes_counts_what_is_open(tmp_path: Path) -> None:
    starred = [["Offence", "2016/17", "2017/18"], ["Rape", 3, "*"], ["Grooming", 10, 20]]
    add_request(tmp_path, line("dorset", "d.xlsx"), documents={"d.xlsx": workbook(*starred)})
    for _ in range(2):
        assert typed("run", "--root", tmp_path).exit_code == 1
    lines = (tmp_path / ".foistats" / "runs.jsonl").read_text("utf-8").splitlines()
    first, second = (json.loads(one) for one in lines)
    assert (first["written"], first["problems"]) == (1, 1)
    assert (second["unchanged"], second["problems"]) == (1, 1)
