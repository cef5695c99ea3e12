"""What passes from a worker to the run arrives as it was, and is never more than records."""

import pickle
from datetime import date

import pytest

from foistats.documents.answers import NotARecord, packed, unpacked
from foistats.model.values import Count, Period
from foistats.records import DocumentReading, Observation, Problem
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import Basis, PeriodKind, Source, Status


def observation(number: int) -> Observation:
    return Observation(
        ("dorset",),
        Period(date(2016, 4, 1), date(2017, 3, 31), PeriodKind.FINANCIAL_YEAR),
        ("Rape",),
        Count(number, number, Status.REPORTED),
        "offences",
        str(number),
        f"Sheet1!B{number}",
        "Sheet1!A1:B9",
        Basis.PLAIN,
        Source.TABLE,
        Source.TABLE,
    )


@pytest.mark.parametrize("many", [0, 3, 20_000, 20_001, 45_000])
def test_a_reading_arrives_as_it_was_however_long(many: int) -> None:
    problem = Problem(ProblemCode.NO_TABLE, "a", "b", "c", "d", "e")
    reading = DocumentReading(tuple(map(observation, range(many))), (problem,))
    number, answer = unpacked(packed(5, reading))
    assert number == 5
    assert answer == reading
    assert type(answer) is DocumentReading
    assert all(type(one.count) is Count for one in answer.observations[:3])


class Harmful:
    def __reduce__(self) -> tuple[object, ...]:
        return eval, ("1 / 0",)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"nonsense",
        packed(1, 2)[:-1],
        pickle.dumps(1),
        pickle.dumps((1, 2)),
        pickle.dumps((1, Harmful(), ())),
        pickle.dumps((1, None, 5)),
        pickle.dumps((1, len, ())),
        pickle.dumps((1, pickle.Unpickler, ())),
        b"cfoistats.records\nProblem._make.__globals__\n.",
        b"cfoistats.records\nProblemCode\n.",
        b"cfoistats.documents.workers\nWorkerPool\n.",
        b"cos\nsystem\n(S'true'\ntR.",
        b"\x80\x05\x96\xff\xff\xff\xff\xff\xff\xff\x7f.",
    ],
)
def test_what_is_no_answer_is_refused_and_nothing_of_it_is_called(content: bytes) -> None:
    with pytest.raises(NotARecord):
        unpacked(len(content).to_bytes(8, "big") + content)
    with pytest.raises(NotARecord):
        unpacked(content)
