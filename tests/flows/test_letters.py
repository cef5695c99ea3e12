"""Whole runs over letters: outcomes that nobody wrote, replies that were replaced or withdrawn."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from foistats.aggregation.coverage import standing_by_force
from foistats.asking.force_state import force_state
from foistats.cli.status import show_status
from foistats.intake.stock import take_stock
from foistats.run import stages
from foistats.workspace import Workspace
from schemas.problem_codes import ProblemCode as P
from tests.flows.folders import (
    DORSET,
    GLOUCESTERSHIRE,
    WILTSHIRE,
    add_request,
    build,
    line,
    table,
    totals,
    workbook,
)
from tests.golden.documents.builders import PdfTable, build_pdf

GREETING = "Thank you for your request of 3 June 2019, which has now been considered in full."
COST = "Section 12 – Exemption where cost of compliance exceeds appropriate limit"


def letter(*parts: str | PdfTable) -> Callable[[Path], object]:
    return lambda path: build_pdf(path, [GREETING, *parts])


def coverage(root: Path, force: str) -> dict[str, object]:
    return next(row for row in table(root, "coverage") if row["force_id"] == force)


def test_outcomes_that_nobody_wrote_are_read_in_the_letters(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_request(
        tmp_path,
        line("dorset", "dorset.pdf", outcome=""),
        line("wiltshire", "wiltshire.pdf", outcome=""),
        line("gloucestershire", "gloucestershire.pdf", outcome=""),
        documents={
            "dorset.pdf": letter(
                "Question 1",
                PdfTable(DORSET),
                "Question 2",
                "I am exempting the names of the schools pursuant to Section 40(2) of the Act.",
            ),
            "wiltshire.pdf": letter("I am not obliged to supply the information requested.", COST),
            "gloucestershire.pdf": letter("We are unable to provide this information."),
        },
    )
    build(tmp_path)
    columns = ("outcome", "outcome_from", "section", "refused")
    found = {
        force: tuple(coverage(tmp_path, force)[column] for column in columns)
        for force in ("dorset", "wiltshire", "gloucestershire")
    }
    assert found == {
        "dorset": ("partly_answered", "document", "40(2)", "question 2: section 40(2)"),
        "wiltshire": ("refused", "document", "12", "the request: section 12"),
        "gloucestershire": ("", "", "", ""),
    }
    # 3 + 10 and 4 + 20: the refusal of question 2 takes nothing from them.
    assert totals(tmp_path, "dorset") == [13, 24]
    refused = [row for row in table(tmp_path, "observations") if row["force_id"] == "wiltshire"]
    assert [(row["status"], row["document"], row["place"]) for row in refused] == [
        ("refused", "wiltshire.pdf", "page 1, paragraph 1")
    ] * 2
    assert all("not obliged" in row["as_written"] for row in refused)
    assert [(row["code"], row["document"]) for row in table(tmp_path, "problems")] == [
        (P.REFUSAL_UNCLEAR, "gloucestershire.pdf")
    ]
    assert show_status("r", root=tmp_path) == 1
    said = capsys.readouterr().out
    assert "answered in part, section 40(2)" in said
    assert "refused, section 12" in said
    assert "what it says isn't settled" in said


def test_before_a_run_a_reply_without_outcome_came_in_and_is_not_settled(tmp_path: Path) -> None:
    add_request(
        tmp_path,
        line("dorset", "dorset.xlsx", outcome=""),
        documents={"dorset.xlsx": workbook(*DORSET)},
    )
    stock = take_stock(Workspace(tmp_path), "r")
    standing = standing_by_force(stock)["dorset"]
    state = force_state(stock, "dorset", standing, today=date(2019, 6, 21))
    assert state.became == "came in; what it says isn't settled"
    assert not state.overdue


def test_a_withdrawn_reply_is_kept_listed_and_not_counted(tmp_path: Path) -> None:
    add_request(
        tmp_path,
        line("dorset", "dorset.xlsx"),
        line("wiltshire", "wiltshire.xlsx", outcome="withdrawn"),
        documents={"dorset.xlsx": workbook(*DORSET), "wiltshire.xlsx": workbook(*WILTSHIRE)},
    )
    build(tmp_path)
    told = [row["found"] for row in table(tmp_path, "problems")]
    # Four cells: 100 and 200, 1 and 2.
    assert sorted(told) == [
        "wiltshire, 2016/17, grooming, offences: 1 in wiltshire.xlsx, Sheet1!B3; withdrawn",
        "wiltshire, 2016/17, rape, offences: 100 in wiltshire.xlsx, Sheet1!B2; withdrawn",
        "wiltshire, 2017/18, grooming, offences: 2 in wiltshire.xlsx, Sheet1!C3; withdrawn",
        "wiltshire, 2017/18, rape, offences: 200 in wiltshire.xlsx, Sheet1!C2; withdrawn",
    ]
    assert totals(tmp_path, "wiltshire") == [None, None]
    assert totals(tmp_path, "asked") == [13, 24]
    assert (tmp_path / "raw" / "r" / "documents" / "wiltshire.xlsx").is_file()


def test_a_withdrawn_line_beside_an_answer_takes_nothing_from_it(tmp_path: Path) -> None:
    add_request(
        tmp_path,
        line("dorset", "dorset.xlsx"),
        line("dorset", "", response_id="d2", received_on="2019-06-27", outcome="withdrawn"),
        documents={"dorset.xlsx": workbook(*DORSET)},
    )
    build(tmp_path)
    assert table(tmp_path, "problems") == []
    assert totals(tmp_path, "dorset") == [13, 24]
    row = next(r for r in table(tmp_path, "coverage") if r["force_id"] == "dorset")
    assert (row["response_id"], row["outcome"], row["periods_answered"]) == (
        "dorset",
        "answered",
        2,
    )


def test_a_letter_that_replaces_a_reply_without_a_line_saying_so_is_asked_about(
    tmp_path: Path,
) -> None:
    add_request(
        tmp_path,
        line("dorset", "dorset.xlsx"),
        line("gloucestershire", "first.xlsx", response_id="g1"),
        line(
            "gloucestershire",
            "second.pdf",
            response_id="g2",
            received_on="2019-07-01",
            outcome="",
        ),
        documents={
            "dorset.xlsx": workbook(*DORSET),
            "first.xlsx": workbook(*GLOUCESTERSHIRE),
            "second.pdf": letter("Please disregard our previous response.", PdfTable(WILTSHIRE)),
        },
    )
    build(tmp_path)
    told = {row["code"]: row for row in table(tmp_path, "problems")}
    assert set(told) == {P.RESPONSE_TWICE, P.SUPERSEDES_UNSAID}
    assert "write 'g1' under supersedes of g2" in told[P.SUPERSEDES_UNSAID]["remedy"]
    assert totals(tmp_path, "gloucestershire") == [None, None]
    assert totals(tmp_path, "dorset") == [13, 24]


def test_a_reply_that_no_longer_stands_is_read_in_the_same_portions(tmp_path: Path) -> None:
    add_request(
        tmp_path,
        line("dorset", "first.xlsx", response_id="d1"),
        line("dorset", "second.xlsx", response_id="d2", supersedes="d1"),
        line("wiltshire", "", response_id="w", outcome="withdrawn"),
        documents={"first.xlsx": workbook(*DORSET), "second.xlsx": workbook(*DORSET)},
    )
    taken = stages.take(str(tmp_path), ["r"])
    portions = stages.portions(str(tmp_path), taken)
    assert [r.response.response_id for one in portions for r in one.replies] == ["d2", "d1"]
    build(tmp_path)
    # The second file is the first one over again: nothing has changed, and it counts once.
    assert [row["code"] for row in table(tmp_path, "problems")] == []
    assert totals(tmp_path, "dorset") == [13, 24]
