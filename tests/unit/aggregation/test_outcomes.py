"""What a response amounts to where nobody wrote it down, and where what was written is wrong."""

from datetime import date
from typing import Any

import pytest

from foistats.aggregation.build import Tables
from foistats.model.values import Count
from foistats.records import DocumentReading, Finding, Proposal, ReadDocument, Response
from schemas.channels import Channel
from schemas.problem_codes import ProblemCode
from schemas.tables import COVERAGE, OBSERVATIONS, PROBLEMS
from schemas.vocabulary import Extent, Outcome, Status
from tests.unit.aggregation.replies import (
    Y1,
    Y2,
    Y3,
    codes,
    count,
    gap,
    lows,
    refusal,
    refuses,
    reply,
    rows,
    tables,
)

WHOLE, SOME, UNSAID = Extent.WHOLE, Extent.SOME, Extent.UNSAID
NEITHER, NOT_HELD, REFUSED = (
    Outcome.NEITHER_CONFIRM_NOR_DENY,
    Outcome.NOT_HELD,
    Outcome.REFUSED,
)
COUNTS = (count(10, Y1), count(20, Y2), count(30, Y3))
BESIDE = refuses(NEITHER, "23(5)|31(3)", extent=SOME)


def dorset(found: Tables) -> dict[str, Any]:
    return next(row for row in rows(COVERAGE, found) if row["force_id"] == "dorset")


def told(found: Tables) -> tuple[object, ...]:
    row = dorset(found)
    return row["outcome"], row["section"], row["refused"]


def absences(found: Tables) -> list[dict[str, object]]:
    return [
        row
        for row in rows(OBSERVATIONS, found)
        if row["force_id"] == "dorset" and row["count_low"] is None
    ]


def test_counts_alone_are_an_answer() -> None:
    found = tables(reply(*COUNTS, outcome=None))
    assert told(found) == ("answered", "", "")
    assert dorset(found)["outcome_from"] == "document"
    assert lows(found) == [10, 20, 30]
    assert codes(found) == []


def test_a_persons_word_is_said_to_be_theirs() -> None:
    assert dorset(tables(reply(*COUNTS)))["outcome_from"] == "responses"
    assert dorset(tables())["outcome_from"] == "responses"


def test_counts_and_a_refused_question_are_a_partial_answer_with_every_count() -> None:
    found = tables(reply(*COUNTS, outcome=None, refused=[refuses(REFUSED, "40(2)", question="3")]))
    assert told(found) == ("partly_answered", "40(2)", "question 3: section 40(2)")
    assert lows(found) == [10, 20, 30]
    assert codes(found) == []


def test_sections_are_listed_by_number_and_questions_in_the_replys_order() -> None:
    refused = [
        refuses(REFUSED, "40(2)", question="4"),
        refuses(REFUSED, "12", question="5"),
        refuses(NOT_HELD, question="2b"),
        refuses(NEITHER, "31(3)", question="6"),
        refuses(REFUSED, "30(1)|31(1)(a)", question="7"),
        refuses(REFUSED, question="8"),
    ]
    found = tables(reply(*COUNTS, outcome=None, refused=refused))
    assert told(found) == (
        "partly_answered",
        "12|30(1)|31(1)(a)|31(3)|40(2)",
        "question 4: section 40(2); question 5: section 12; question 2b: not held; question 6:"
        " neither confirmed nor denied, section 31(3); question 7: sections 30(1), 31(1)(a);"
        " question 8: refused",
    )


def test_not_saying_what_else_is_held_leaves_a_full_answer_an_answer() -> None:
    found = tables(reply(*COUNTS, outcome=None, refused=[BESIDE]))
    assert told(found) == (
        "answered",
        "23(5)|31(3)",
        "anything else: neither confirmed nor denied, sections 23(5), 31(3)",
    )
    assert lows(found) == [10, 20, 30]


@pytest.mark.parametrize(
    "refused",
    [
        refuses(REFUSED, "12", extent=UNSAID),
        refuses(REFUSED, "40(2)", extent=SOME),
        refuses(NOT_HELD, extent=UNSAID),
        refuses(NEITHER, "40(5)", extent=WHOLE),
    ],
)
def test_a_refusal_that_may_be_of_a_part_never_drops_a_count(refused: Any) -> None:
    found = tables(reply(*COUNTS, outcome=None, refused=[refused]))
    assert told(found)[0] == "partly_answered"
    assert told(found)[2].startswith(("some of it", "the request: neither"))  # type: ignore[attr-defined]
    assert lows(found) == [10, 20, 30]
    assert absences(found) == []


def test_a_year_that_a_partial_answer_lacks_is_not_called_refused() -> None:
    refused = [refuses(REFUSED, "40(2)", question="3")]
    found = tables(reply(count(10, Y1), outcome=None, refused=refused))
    assert lows(found) == [10, None, None]
    assert {row["status"] for row in absences(found)} == {"not_available"}


@pytest.mark.parametrize("extent", [WHOLE, UNSAID])
@pytest.mark.parametrize(
    ("outcome", "status"), [(REFUSED, "refused"), (NOT_HELD, "not_held"), (NEITHER, "refused")]
)
def test_a_refusal_alone_is_the_outcome_and_leads_to_its_sentence(
    outcome: Outcome, status: str, extent: Extent
) -> None:
    refused = [refuses(outcome, "12", extent=extent, said="It is refused. " * 40)]
    found = tables(reply(outcome=None, refused=refused, path="letter.pdf", digest="a" * 64))
    assert told(found)[:2] == (outcome, "12")
    assert str(told(found)[2]).startswith("the request: ")
    assert len(absences(found)) == 3
    for row in absences(found):
        assert (row["status"], row["document"], row["sha256"]) == (status, "letter.pdf", "a" * 64)
        assert row["place"] == "page 1, line 4"
        assert row["as_written"] == ("It is refused. " * 40)[:200]
    assert codes(found) == []


def test_a_persons_refusal_leads_to_the_sentence_too_and_takes_its_section() -> None:
    found = tables(reply(outcome=REFUSED, refused=[refuses(REFUSED, "12", extent=WHOLE)]))
    assert told(found)[:2] == ("refused", "12")
    assert {row["as_written"] for row in absences(found)} == {"We refuse."}
    other = tables(reply(outcome=NOT_HELD, refused=[refuses(REFUSED, "12", extent=WHOLE)]))
    assert {row["as_written"] for row in absences(other)} == {""}


def test_a_joint_refusal_is_of_every_force_of_it() -> None:
    pair = ("dorset", "wiltshire")
    found = tables(reply(force=pair, outcome=None, refused=[refuses(REFUSED, "12", extent=WHOLE)]))
    statuses = {
        (row["force_id"], row["status"], row["as_written"]) for row in rows(OBSERVATIONS, found)
    }
    assert {(force, "refused", "We refuse.") for force in pair} <= statuses


def test_a_refusal_of_all_beside_its_reason_for_not_knowing_is_a_refusal() -> None:
    refused = [refuses(REFUSED, "12", extent=WHOLE), refuses(NOT_HELD, extent=SOME), BESIDE]
    assert told(tables(reply(outcome=None, refused=refused)))[0] == "refused"
    both = [refuses(REFUSED, "30(1)"), refuses(NEITHER, "31(3)")]
    assert told(tables(reply(outcome=None, refused=both)))[0] == "refused"


@pytest.mark.parametrize(
    "refused",
    [
        [refuses(REFUSED, "40(2)", question="3")],
        [refuses(REFUSED, "40(2)", extent=SOME)],
        [BESIDE],
        [refuses(REFUSED, "12", question="1"), refuses(NOT_HELD, question="2")],
        [refuses(REFUSED, "12"), refuses(NOT_HELD)],
    ],
)
def test_a_part_refused_and_no_count_is_asked_about_and_nothing_is_claimed(
    refused: list[Any],
) -> None:
    found = tables(reply(outcome=None, refused=refused))
    assert dorset(found)["outcome"] == dorset(found)["outcome_from"] == ""
    assert {row["status"] for row in absences(found)} == {"not_available"}
    assert codes(found) == ["refusal_unclear"]
    assert "no count in dorset.xlsx; refused: " in str(rows(PROBLEMS, found)[0]["found"])


@pytest.mark.parametrize(
    ("status", "outcome"), [(Status.REFUSED, "refused"), (Status.NOT_HELD, "not_held")]
)
def test_a_table_that_refuses_every_cell_is_a_refusal(status: Status, outcome: str) -> None:
    nothing = Count(None, None, status)
    every = tables(reply(count(nothing, Y1), count(nothing, Y2), outcome=None))
    assert dorset(every)["outcome"] == outcome
    assert codes(every).count("answer_without_counts") == 0
    mixed = (count(nothing, Y1), count(Count(None, None, Status.NOT_AVAILABLE), Y2))
    assert dorset(tables(reply(*mixed, outcome=None)))["outcome"] == ""


def test_neither_a_count_nor_a_refusal_is_asked_about_once() -> None:
    found = tables(reply(outcome=None))
    assert told(found) == ("", "", "")
    assert dorset(found)["note"]
    assert codes(found) == ["answer_without_counts"]


def test_a_line_without_outcome_or_document_is_asked_about() -> None:
    line = Response("d", "Dorset", ("dorset",), date(2019, 7, 1), None, "", (), "", "", 3)
    found = tables(silent=(line,))
    assert codes(found) == ["answer_without_counts"]
    assert "no document listed" in str(rows(PROBLEMS, found)[0]["found"])
    assert {row["status"] for row in absences(found)} == {"not_available"}


def test_an_unclear_sentence_asks_by_itself_until_a_person_has_written_the_outcome() -> None:
    unclear = refusal(ProblemCode.REFUSAL_UNCLEAR, "page 1, line 3")
    assert codes(tables(reply(outcome=None, problems=[unclear]))) == ["refusal_unclear"]
    assert codes(tables(reply(*COUNTS, outcome=None, problems=[unclear]))) == ["refusal_unclear"]
    assert codes(tables(reply(outcome=REFUSED, problems=[unclear]))) == []
    assert lows(tables(reply(*COUNTS, outcome=None, problems=[unclear]))) == [10, 20, 30]


@pytest.mark.parametrize("outcome", [REFUSED, NOT_HELD])
def test_all_refused_and_counts_without_a_word_between_is_for_a_person(outcome: Outcome) -> None:
    refused = [refuses(outcome, "12", extent=WHOLE, said="I am not obliged to supply it.")]
    found = tables(reply(*COUNTS, outcome=None, refused=refused))
    assert lows(found) == [None, None, None]
    assert dorset(found)["outcome"] == ""
    assert codes(found) == ["refusal_unclear"]
    assert "I am not obliged" in str(rows(PROBLEMS, found)[0]["found"])
    # Nothing is lost: the counts are listed, and count once a person says that they answer.
    listed = [row["count_low"] for row in rows(OBSERVATIONS, found) if row["count_low"] is not None]
    assert listed == [10, 20, 30]
    settled = tables(reply(*COUNTS, outcome=Outcome.PARTLY_ANSWERED, refused=refused))
    assert lows(settled) == [10, 20, 30]
    assert codes(settled) == []


@pytest.mark.parametrize("outcome", [Outcome.ANSWERED, Outcome.PARTLY_ANSWERED])
def test_an_answer_that_is_written_down_and_refused_in_the_letter_is_contradicted(
    outcome: Outcome,
) -> None:
    refused = [refuses(REFUSED, "12", extent=WHOLE)]
    found = tables(reply(outcome=outcome, refused=refused))
    assert codes(found) == ["outcome_contradicted"]
    assert dorset(found)["outcome"] == outcome
    assert {row["status"] for row in absences(found)} == {"not_available"}
    # A part refused contradicts nothing: there is simply no count yet.
    part = tables(reply(outcome=outcome, refused=[refuses(REFUSED, "12", question="3")]))
    assert codes(part) == ["answer_without_counts"]


def test_a_refusal_that_is_written_down_and_counts_in_the_letter_are_contradicted() -> None:
    found = tables(reply(*COUNTS, outcome=REFUSED))
    assert codes(found) == ["outcome_contradicted"]
    assert lows(found) == [None, None, None]


@pytest.mark.parametrize(
    "code",
    [
        ProblemCode.DOCUMENT_LOCKED,
        ProblemCode.DOCUMENT_SEALED,
        ProblemCode.DOCUMENT_UNSUPPORTED,
        ProblemCode.READER_DIED,
        ProblemCode.LAYOUT_UNCLEAR,
        ProblemCode.COUNT_UNREADABLE,
    ],
)
def test_what_was_not_read_may_be_the_answer_so_nothing_is_called_refused(
    code: ProblemCode,
) -> None:
    refused = [refuses(REFUSED, "12", extent=WHOLE)]
    found = tables(reply(outcome=None, refused=refused, problems=[refusal(code)]))
    assert dorset(found)["outcome"] == ""
    assert {row["status"] for row in absences(found)} == {"not_available"}


def test_a_gap_hidden_content_or_a_proposal_may_be_the_answer_too() -> None:
    heading = refuses(REFUSED, "40(2)")
    assert dorset(tables(reply(outcome=None, refused=[heading], gaps=[gap(Y1)])))["outcome"] == ""
    plain = reply(outcome=None, refused=[heading])
    hidden = Finding(Channel.HIDDEN_SHEET, "sheet 2 of 2", 3, "cells")
    proposal = Proposal("p", "12 were", "why", COUNTS[0].count, None, (), "offences", False)
    for more in (
        DocumentReading(hidden=(hidden,)),
        DocumentReading(proposals=(proposal,)),
    ):
        documents = (*plain.documents, ReadDocument("b.pdf", "b" * 64, more))
        read = type(plain)(plain.response, documents)
        assert dorset(tables(read))["outcome"] == ""


def test_a_letter_and_a_workbook_of_one_response_are_read_together() -> None:
    workbook = reply(*COUNTS, outcome=None)
    letter = reply(outcome=None, refused=[refuses(REFUSED, "40(2)", question="2")], path="l.pdf")
    both = type(workbook)(workbook.response, (*workbook.documents, *letter.documents))
    found = tables(both)
    assert told(found) == ("partly_answered", "40(2)", "question 2: section 40(2)")
    assert lows(found) == [10, 20, 30]
