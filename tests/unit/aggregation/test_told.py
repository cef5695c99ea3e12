"""What is told of a reply once: no row for what another row says already."""

from foistats.records import (
    CellAccount,
    DocumentReading,
    PassedOver,
    ReadDocument,
    ReadResponse,
)
from schemas.problem_codes import ProblemCode
from schemas.tables import DOCUMENTS
from schemas.vocabulary import Outcome
from tests.unit.aggregation.replies import Y1, codes, count, refusal, reply, rows, tables

NO_TABLE = refusal(ProblemCode.NO_TABLE)


def beside(reading: DocumentReading, *counts: int) -> ReadResponse:
    """A reply with a letter beside its counts."""
    whole = reply(*(count(value, Y1) for value in counts))
    letter = ReadDocument("letter.docx", "1" * 64, reading)
    return ReadResponse(whole.response, (*whole.documents, letter))


def test_a_letter_beside_what_is_counted_need_not_have_a_table() -> None:
    letter = DocumentReading(problems=(NO_TABLE,))
    assert codes(tables(beside(letter, 10))) == []
    assert "no_table" in codes(tables(beside(letter)))


def test_what_was_taken_for_the_request_is_told_of_the_document() -> None:
    over = (PassedOver("taken for the request", 23, "paragraph 2"),)
    found = rows(DOCUMENTS, tables(beside(DocumentReading(passed_over=over), 10)))
    assert [row["noted"] for row in found if row["document"] == "letter.docx"] == [
        "23 lines taken for the request, from paragraph 2 on"
    ]


def test_a_workbook_without_a_table_is_told_whatever_lies_beside_it() -> None:
    sheet = DocumentReading(problems=(NO_TABLE,), account=CellAccount(notes=4))
    assert codes(tables(beside(sheet, 10))) == ["no_table"]


def test_a_sealed_answer_is_told_once() -> None:
    sealed = reply(problems=[refusal(ProblemCode.DOCUMENT_SEALED)], outcome=Outcome.ANSWERED)
    assert codes(tables(sealed)) == ["document_sealed"]
    empty = reply(problems=[refusal(ProblemCode.DOCUMENT_EMPTY)], outcome=Outcome.ANSWERED)
    assert codes(tables(empty)) == ["answer_without_counts", "document_empty"]
