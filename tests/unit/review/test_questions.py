"""What a person may answer to a proposed count."""

from datetime import date

from foistats.documents.model import Document, Passage
from foistats.letters.reading import read_prose
from foistats.naming.periods import read_period
from foistats.reading.around import Excerpt
from foistats.records import Asked, DocumentReading, Problem, Proposal, Request
from foistats.review.grouping import grouped
from foistats.review.questions import _counts, ask
from foistats.tables.around.surroundings import Surroundings
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import PeriodKind

YEAR = read_period("2019")
REQUEST = Request(
    "r",
    "Offences",
    "",
    "offences",
    date(2020, 6, 1),
    PeriodKind.CALENDAR_YEAR,
    YEAR,
    YEAR,
    (YEAR,),
    ("dorset",),
)


def proposals(text: str) -> tuple[Proposal, ...]:
    around = Surroundings(marks={}, sheet_periods={}, sheet_forces={})
    asked = Asked(force_ids=("dorset",), unit="offences")
    return read_prose(Document(passages=[Passage("paragraph 1", text)]), around, asked).proposals


def answers(text: str) -> list[str]:
    return [choice.key for choice in _counts(proposals(text), "2018/19")]


def test_a_count_that_is_left_open_may_be_taken_as_it_was_read() -> None:
    assert answers("A further 12 offences were recorded in 2019/20.") == ["as-read", "edit"]


def test_a_rounded_number_is_never_taken_as_an_exact_one() -> None:
    (one,) = proposals("About 226 offences were recorded in 2019/20.")
    assert one.period is not None
    assert one.period.start == date(2019, 4, 1)
    assert answers("About 226 offences were recorded in 2019/20.") == ["edit"]


def test_a_period_is_asked_for_in_the_words_of_the_request() -> None:
    questions = [
        ask(
            Problem(ProblemCode.NO_PERIOD, "reply.xlsx", place, found, "a period", "declare it"),
            Excerpt(),
            DocumentReading(),
            request=REQUEST,
        )
        for place, found in (("Sheet1!A1:B3", "no period is named"), ("Sheet2!A1:B3", "none"))
    ]
    assert [one.choices[0].asks for one in questions] == ["the period, such as 2019"] * 2
    (question,) = grouped(questions, root_of=lambda _: "reply.xlsx")
    assert question.choices[0].asks == "the period of all of them, such as 2019"


def test_how_to_answer_otherwise_is_shown_with_an_example_before_it_is_chosen() -> None:
    text = "About 226 offences were recorded in 2019/20."
    edit = _counts(proposals(text), "2018/19")[-1]
    assert edit.text.startswith("take it otherwise, such as: count = ")
    assert edit.text.endswith("; period = 2019/20")
    assert edit.text.removeprefix("take it otherwise, ") in edit.asks
