"""What becomes of sentences in a force's figures: worked out by hand, year by year.

The request is for offences in 2016/17, 2017/18 and 2018/19, and asks for no categories.
"""

from dataclasses import replace

from foistats.aggregation.build import Tables
from foistats.documents.model import Document, Grid, Passage
from foistats.intake.asked import asked_of
from foistats.letters.reading import read_prose
from foistats.reading.file import read_cells
from foistats.records import Category, DocumentReading, Observation, ReadResponse, Request
from foistats.tables.around.surroundings import Surroundings
from schemas.problem_codes import ProblemCode
from schemas.tables import OBSERVATIONS
from tests.unit.aggregation.replies import (
    Y1,
    Y2,
    Y3,
    codes,
    count,
    lows,
    reply,
    request,
    rows,
    tables,
    totals,
)

DORSET = replace(
    request(("dorset",)), title="Stalking offences", question="How many stalking offences?"
)
SHEET = "Sheet1!A1:D9"


def sheet(*sums: int, labels: tuple[str, ...] = ("Stalking", "Harassment")) -> list[Observation]:
    """A table that divides each year's sum by its labels."""
    found = []
    for period, total in zip((Y1, Y2, Y3), sums, strict=False):
        first = total // 3
        found.append(count(first, period, labels[0], table=SHEET))
        found.append(count(total - first, period, labels[1], table=SHEET))
    return found


def letter(
    text: str, *, of: Request = DORSET, forces: tuple[str, ...] = ("dorset",)
) -> DocumentReading:
    passages = [Passage(f"paragraph {n}", one) for n, one in enumerate(text.split("\n\n"), 1)]
    prose = read_prose(Document(passages=passages), Surroundings({}, {}, {}), asked_of(of, forces))
    return DocumentReading(prose.observations, proposals=prose.proposals)


def answered(
    text: str, *in_tables: Observation, of: Request = DORSET, forces: tuple[str, ...] = ("dorset",)
) -> Tables:
    """The tables of a reply that is a letter, with what a workbook beside it gives."""
    whole = reply(*in_tables, force=forces)
    read = whole.documents[0]._replace(
        path="letter.docx", reading=letter(text, of=of, forces=forces)
    )
    documents = (*whole.documents, read) if in_tables else (read,)
    return tables(ReadResponse(whole.response, documents), of=of)


def test_a_sentence_alone_gives_the_figures_of_its_years() -> None:
    found = answered("In 2017/18 we recorded 40 offences, compared with 30 the year before.")
    assert totals(found) == [(30, 30, 1, True), (40, 40, 1, True), (None, None, 0, False)]


def test_sentences_over_several_years_are_one_series() -> None:
    text = "In 2016/17 we recorded 30 offences.\n\nIn 2017/18 we recorded 40 offences."
    found = answered(text)
    assert lows(found) == [30, 40, None]
    places = {row["table_place"] for row in rows(OBSERVATIONS, found) if row["table_place"]}
    assert places == {"paragraph 1"}


def test_twelve_months_over_several_sentences_make_the_year() -> None:
    months = ["April", "May", "June", "July", "August", "September"]
    first = "; ".join(f"in {month} 2016 we recorded 2 offences" for month in months)
    months = ["October 2016", "November 2016", "December 2016", "January 2017", "February 2017"]
    second = "; ".join(f"in {month} we recorded 3 offences" for month in months)
    text = f"{first}.\n\n{second}.\n\nIn March 2017 we recorded 5 offences."
    assert lows(answered(text)) == [6 * 2 + 5 * 3 + 5, None, None]
    assert lows(answered(text.replace("In March 2017 we recorded 5 offences.", ""))) == [None] * 3


def test_a_number_said_twice_is_counted_once() -> None:
    text = "In 2016/17 we recorded 30 offences. To sum up: in 2016/17, 30 offences were recorded."
    assert lows(answered(text)) == [30, None, None]


def test_two_numbers_for_one_year_are_neither_taken_nor_added() -> None:
    found = answered("In 2016/17 we recorded 30 offences. In 2016/17 there were 31 offences.")
    assert lows(found) == [None, None, None]


def test_answers_to_two_questions_are_never_added_and_neither_is_the_whole() -> None:
    text = "1. In 2016/17 we recorded 30 offences.\n\n2. In 2016/17 we recorded 12 offences."
    found = answered(text)
    assert lows(found) == [None, None, None]
    assert not [row for row in rows(OBSERVATIONS, found) if row["count_low"]]


def test_answers_to_two_questions_about_different_years_are_no_series() -> None:
    text = "1. In 2016/17 we recorded 30 offences.\n\n2. In 2017/18 we recorded 12 offences."
    assert lows(answered(text)) == [None, None, None]


def test_headings_tell_apart_what_has_the_same_number() -> None:
    text = "Rape\nIn 2016/17 we recorded 30 offences.\nArson\nIn 2016/17 we recorded 30 offences."
    assert lows(answered(text)) == [None, None, None]
    assert lows(answered(text.partition("\nArson")[0])) == [None, None, None]


def test_the_requests_own_words_as_a_heading_narrow_nothing() -> None:
    text = "Stalking offences\nIn 2016/17 we recorded 30 offences."
    assert lows(answered(text)) == [30, None, None]


def test_one_equal_number_under_two_questions_is_not_taken_for_one() -> None:
    text = "1. In 2016/17 we recorded 30 offences.\n\n2. In 2016/17 we recorded 30 offences."
    assert lows(answered(text)) == [None, None, None]


def test_two_offences_are_never_added_and_neither_is_the_whole() -> None:
    found = answered(
        "In 2016/17 we recorded 30 rape offences. In 2016/17 we had 12 arson offences."
    )
    assert lows(found) == [None, None, None]


def test_one_other_offence_is_not_the_whole() -> None:
    assert lows(answered("In 2016/17 we recorded 30 rape offences.")) == [None, None, None]


def test_a_sentence_that_repeats_the_tables_total_confirms_it() -> None:
    found = answered("In 2017/18 we recorded 40 offences.", *sheet(30, 40, 50))
    assert lows(found) == [30, 40, 50]


def test_a_sentence_that_says_otherwise_leaves_no_figure() -> None:
    found = answered("In 2017/18 we recorded 41 offences.", *sheet(30, 40, 50))
    assert lows(found) == [None, None, None]
    assert set(codes(found)) == {ProblemCode.TABLES_DISAGREE}


def test_a_sentence_about_a_part_leaves_the_table_as_it_is() -> None:
    found = answered(
        "In 2017/18 we recorded 40 offences, of which 5 were detected.", *sheet(30, 40, 50)
    )
    assert lows(found) == [30, 40, 50]


def test_a_further_count_keeps_its_year_from_being_whole() -> None:
    found = answered("A further 12 stalking offences were recorded in 2017/18.", *sheet(30, 40, 50))
    assert lows(found) == [30, None, 50]
    assert codes(found) == ["figure_left_out"]


def test_a_further_count_without_a_year_keeps_all_from_being_whole() -> None:
    found = answered("A further 12 offences were recorded elsewhere.", *sheet(30, 40, 50))
    assert lows(found) == [None, None, None]


def test_a_further_count_is_more_than_two_tables_that_agree() -> None:
    again = [
        one._replace(table="Sheet2!A1:D9", place=f"{one.place} again") for one in sheet(30, 40, 50)
    ]
    again = [one._replace(labels=(f"{one.labels[0]} 2",)) for one in again]
    whole = [*sheet(30, 40, 50), *again]
    assert lows(answered("Thank you.", *whole)) == [30, 40, 50]
    found = answered("A further 12 offences were recorded in 2016/17.", *whole)
    assert lows(found) == [None, 40, 50]


def test_a_rough_number_beside_a_table_keeps_nothing_from_being_whole() -> None:
    found = answered("In 2017/18 we recorded approximately 40 offences.", *sheet(30, 40, 50))
    assert lows(found) == [30, 40, 50]


def test_an_undated_total_beside_a_table_keeps_nothing_from_being_whole() -> None:
    assert lows(answered("In all there were 120 offences.", *sheet(30, 40, 50))) == [30, 40, 50]


def test_another_offence_beside_a_table_keeps_its_year_from_being_whole() -> None:
    found = answered("In 2017/18 we recorded 9 coercion offences.", *sheet(30, 40, 50))
    assert lows(found) == [30, None, 50]


def test_a_row_that_the_letter_says_again_keeps_nothing_from_being_whole() -> None:
    grid = Grid("Table 1", [["Coercion", 9], ["Other", 31]], is_sheet=False)
    document = Document(
        grids=[grid], passages=[Passage("p", "In 2017/18 we recorded 9 coercion offences.")]
    )
    prose = read_prose(document, Surroundings({}, {}, {}), asked_of(DORSET, ("dorset",)))
    assert [one.holds for one in prose.proposals] == [False]


def test_a_total_of_several_years_is_no_years_figure() -> None:
    found = answered("Between 1 April 2016 and 31 March 2019 we recorded 120 offences.")
    assert lows(found) == [None, None, None]
    assert ProblemCode.PERIOD_OUTSIDE_REQUEST in codes(found)


def test_arrests_are_no_offences() -> None:
    found = answered("In 2016/17 we made 30 arrests.")
    assert lows(found) == [None, None, None]
    assert ProblemCode.UNIT_DIFFERS in codes(found)


def test_a_suppressed_count_in_words_is_an_interval() -> None:
    found = answered("Fewer than five offences were recorded in 2016/17.")
    assert totals(found)[0] == (0, 4, 1, True)


def test_a_joint_reply_is_held_once_under_both_names() -> None:
    of = replace(DORSET, asked_force_ids=("norfolk", "suffolk"))
    found = answered("In 2016/17 we recorded 30 offences.", of=of, forces=("norfolk", "suffolk"))
    assert lows(found, "norfolk") == lows(found, "suffolk") == [None, None, None]
    forces = {row["force_id"] for row in rows(OBSERVATIONS, found) if row["count_low"] == 30}
    assert forces == {"norfolk|suffolk"}


def test_a_joint_reply_that_names_one_force_is_of_that_force() -> None:
    of = replace(DORSET, asked_force_ids=("norfolk", "suffolk"))
    text = "In 2016/17 Norfolk Constabulary recorded 30 offences."
    found = answered(text, of=of, forces=("norfolk", "suffolk"))
    assert lows(found, "norfolk") == [30, None, None]
    assert lows(found, "suffolk") == [None, None, None]


def test_with_categories_a_count_is_of_the_category_that_it_names() -> None:
    of = replace(
        DORSET, categories=(Category("stalking", "Stalking", ()), Category("rape", "Rape", ()))
    )
    text = "In 2016/17 we recorded 30 stalking offences. In 2016/17 we had 12 offences of rape."
    found = answered(text, of=of)
    assert lows(found, category="stalking") == [30, None, None]
    assert lows(found, category="rape") == [12, None, None]


TWO = replace(
    DORSET, categories=(Category("stalking", "Stalking", ()), Category("rape", "Rape", ()))
)


def by_category(text: str) -> tuple[list[int | None], list[int | None]]:
    found = answered(text, of=TWO)
    return lows(found, category="stalking"), lows(found, category="rape")


def test_one_sentence_may_count_each_category_by_its_name() -> None:
    nothing = [None, None, None]
    for text in (
        "In 2016/17 Dorset Police recorded 30 stalking offences and 12 rape offences.",
        "In 2016/17, 30 stalking and 12 rape offences were recorded.",
        "30 stalking offences, 12 rape offences recorded in 2016/17.",
    ):
        assert by_category(text) == ([30, None, None], [12, None, None])
    for text in (
        # Another thing, a narrower one, a second number for one, a year too many, another unit
        "In 2016/17 we recorded 30 stalking offences, 12 rape offences and 5 arson offences.",
        "In 2016/17 we recorded 30 stalking offences against women and 12 rape offences.",
        "In 2016/17 we recorded 30 stalking offences and 12 stalking offences.",
        "In 2016/17 and 2017/18 we recorded 30 stalking offences and 12 rape offences.",
        "In 2016/17 we recorded 30 stalking offences and 12 rape arrests.",
    ):
        assert by_category(text) == (nothing, nothing)
    part = "In 2016/17 we recorded 30 stalking offences, of which 12 were rape offences."
    assert by_category(part) == ([30, None, None], nothing)


def test_without_categories_two_things_in_a_sentence_are_no_figure() -> None:
    found = answered("In 2016/17 we recorded 30 stalking offences and 12 rape offences.")
    assert lows(found) == [None, None, None]


def test_what_one_sentence_leaves_open_is_one_problem() -> None:
    text = "In 2016/17 we recorded 30 arson offences, 12 rape offences and 5 theft offences."
    document = Document(passages=[Passage("lines 1-2", text)])
    reading = read_cells(document, asked=asked_of(TWO, ("dorset",)), name="reply.txt")
    assert len(reading.proposals) == 3
    assert [problem.code for problem in reading.problems] == [ProblemCode.COUNT_PROPOSED]


def test_one_category_under_two_questions_is_neither_added_nor_taken_for_one() -> None:
    of = replace(DORSET, categories=(Category("rape", "Rape", ()),))
    text = "1. In 2016/17 we had 30 rape offences.\n\n2. In 2016/17 we had 30 rape offences."
    assert lows(answered(text, of=of), category="rape") == [None, None, None]


def test_with_categories_a_narrower_count_is_of_no_category() -> None:
    of = replace(DORSET, categories=(Category("rape", "Rape", ()),))
    found = answered("In 2016/17 we recorded 12 rape offences against children.", of=of)
    assert lows(found, category="rape") == [None, None, None]
    assert ProblemCode.CATEGORY_UNKNOWN in codes(found)


def test_a_document_with_nothing_but_a_sentence_has_its_counts_and_no_false_alarm() -> None:
    document = Document(passages=[Passage("lines 1-2", "In 2016/17 we recorded\n30 offences.")])
    reading = read_cells(document, asked=asked_of(DORSET, ("dorset",)), name="reply.txt")
    assert [one.count.low for one in reading.observations] == [30]
    assert reading.problems == ()


def test_what_is_proposed_is_reported_with_its_sentence() -> None:
    document = Document(passages=[Passage("lines 1-2", "There have been 39 offences.")])
    reading = read_cells(document, asked=asked_of(DORSET, ("dorset",)), name="reply.txt")
    (problem,) = reading.problems
    assert (problem.code, problem.place) == (ProblemCode.COUNT_PROPOSED, "lines 1-2")
    assert "There have been 39 offences." in problem.found
