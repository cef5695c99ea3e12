"""Refusals in cells and in PDF files, each with its place; and in any letter whatever."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foistats.documents.model import Document, Grid, Passage
from foistats.letters.reading import spoken
from foistats.letters.refusals import find_refusals
from foistats.letters.sentences import sentences_of
from foistats.letters.statements import replacing_among, statements_of
from foistats.reading.file import read_reply
from foistats.records import Asked
from tests.golden.documents.builders import PdfTable, build_pdf
from tests.golden.tables.case import asked_of


def test_a_sentence_in_a_cell_of_its_own_is_read_and_a_value_is_not() -> None:
    said = "Question 2: exempt by virtue of Section 40(2) of the Freedom of Information Act"
    value = "Evidential difficulties and no information is held about any suspect"
    grid = Grid(
        "Sheet1",
        [
            ["Offence", 2018, 2019],
            ["Rape", 3, 4],
            [said, None, None],
            [value, None, None],
            [value, None, None],
        ],
    )
    document = Document(grids=[grid])
    assert [one.place for one in spoken(document)] == ["Sheet1!A3"]
    (one,) = find_refusals(spoken(document), Asked(force_ids=("dorset",)))
    assert (one.question, one.section, one.place) == ("2", "40(2)", "Sheet1!A3")


def test_hidden_cells_say_nothing() -> None:
    said = "All of it is exempt by virtue of Section 40(2) of the Freedom of Information Act"
    for hidden in (
        Grid("S", [[said]], hidden=True),
        Grid("S", [[said]], hidden_rows=frozenset({0})),
        Grid("S", [[said]], hidden_cols=frozenset({0})),
    ):
        assert spoken(Document(grids=[hidden])) == []


@pytest.mark.parametrize(
    ("text", "outcome"),
    [("No information held.", "not_held"), ("Section 12 – Cost of compliance", "refused")],
)
def test_a_refusal_in_a_pdf_is_read_with_its_place(tmp_path: Path, text: str, outcome: str) -> None:
    greeting = "Thank you for your request of 3 June 2019, which has now been considered in full."
    path = build_pdf(tmp_path / "letter.pdf", [greeting, text])
    reading = read_reply(path, asked_of("dorset"))
    (one,) = reading.refused
    assert (one.outcome, one.as_written, one.place) == (outcome, text, "page 1, paragraph 1")
    assert reading.problems == ()


def test_a_pdf_gives_its_counts_beside_what_it_refuses(tmp_path: Path) -> None:
    table = PdfTable(
        [["Offence", "2016/17", "2017/18"], ["Rape", 3, 4], ["Grooming", 10, 20], ["Total", 13, 24]]
    )
    path = build_pdf(
        tmp_path / "letter.pdf",
        ["Question 1", table, "Question 2", "I am exempting the names of the schools pursuant to"
         " Section 40(2) of the Freedom of Information Act."],
    )  # fmt: skip
    reading = read_reply(path, asked_of("dorset"))
    assert sorted(one.count.low or 0 for one in reading.observations) == [3, 4, 10, 20]
    assert [(one.question, one.section) for one in reading.refused] == [("2", "40(2)")]


LINES = st.sampled_from(
    [
        "Question 1", "Q2:", "3.", "(4) ", "A1.", "Response:", "Request:", "You asked:", "", "> x",
        "“quoted", "No information held", "Section 12 – cost", "s.40(2) personal", "by virtue of",
        "exempt under the following exemptions:", "It is exempt under Section 31(1)(a) of the Act.",
        "neither confirm nor deny", "12", "2018/19 - 4", "Yours sincerely", "• Section 23(5)",
        "We are unable to answer.", "Part 99", "Questions 1 to 30", "1-3.", "question 2 and",
    ]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.one_of(LINES, st.text(max_size=60)), max_size=25),
    st.sampled_from([("dorset",), ("police-scotland",), ("jersey",), ("btp", "tayside"), ()]),
)
def test_no_letter_ends_in_an_error(lines: list[str], forces: tuple[str, ...]) -> None:
    passages = [Passage(f"page 1, line {n}", line) for n, line in enumerate(lines)]
    for one in find_refusals(passages, Asked(force_ids=forces)):
        assert (one.outcome is None) == bool(one.unclear)
        assert any(one.place == passage.place for passage in passages)
    replacing_among(statements_of(sentences_of(passages)))


def test_a_letter_of_many_pages_takes_time_by_its_length_only() -> None:
    def seconds(times: int) -> float:
        passages = [
            Passage(
                f"page {n}, line 1", "It is exempt under Section 31(1)(a) of the Act, question 2."
            )
            for n in range(times)
        ]
        start = time.process_time()
        find_refusals(passages, Asked(force_ids=("dorset",)))
        sentences_of(passages)
        return time.process_time() - start

    seconds(10)
    short, long = (min(seconds(times) for _ in range(3)) for times in (100, 800))
    # Eight times the letter; a method that grows with its square would take sixty-four times.
    assert long < 32 * short + 0.05
