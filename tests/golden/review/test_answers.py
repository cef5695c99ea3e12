"""Each kind of answer: the problem is gone, and the figure is the one worked out by hand."""

from pathlib import Path

import pytest

from foistats.documents.model import Passage
from foistats.errors import WorkspaceError
from foistats.letters.reading import Prose
from foistats.model.values import Count, Period
from foistats.naming.periods import read_period
from foistats.reading import file as extraction
from foistats.reading.around import Excerpt, Wanted, look
from foistats.records import Asked, Declared, Proposal
from foistats.review.answers import Answer, AnswerRefused
from foistats.review.questions import Question
from foistats.tables.shape.layouts import read_layouts
from foistats.workspace import Workspace
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import Status
from tests.flows.folders import add_request, line, table, workbook
from tests.golden.review.desks import (
    ON,
    Here,
    answer,
    codes,
    desk,
    figures,
    found,
    open_desk,
    question,
    rebuild,
    reply_of_dorset,
)

Y1, Y2 = read_period("2016/17"), read_period("2017/18")
STARRED = [["Offence", "2016/17", "2017/18"], ["Rape", 3, "*"], ["Grooming", 10, 20]]
BLANK = [["Offence", "2016/17", "2017/18"], ["Rape", 3, None], ["Grooming", 10, 20]]
UNNAMED = [["Force", "2016/17", "2017/18"], ["Dorset HQ South", 3, 4], ["Wiltshire", 10, 20]]
TOTALLED = [*STARRED[:1], ["Rape", 3, 4], ["Grooming", 10, 20], ["Total", 13, 42]]
UNDATED = [["Offence", "Number"], ["Rape", 3], ["Grooming", 10]]


@pytest.mark.parametrize(
    ("choice", "value", "figure"),
    [
        ("zero", "", (20, 20)),
        ("fewer-than-5", "", (20, 24)),
        ("hidden", "", (20, None)),
        ("other", "1 to 4", (21, 24)),
        ("2", "", (20, 24)),
    ],
)
def test_a_mark_stands_for_what_a_person_says(
    tmp_path: Path, choice: str, value: str, figure: tuple[int, int | None]
) -> None:
    reply_of_dorset(tmp_path, workbook(*STARRED))
    answer(tmp_path, ProblemCode.MARK_UNEXPLAINED, choice, value)
    assert codes(tmp_path) == []
    assert figures(tmp_path) == {2016: (13, 13), 2017: figure}


def test_a_mark_without_a_figure_leaves_the_sum_open(tmp_path: Path) -> None:
    reply_of_dorset(tmp_path, workbook(*STARRED))
    answer(tmp_path, ProblemCode.MARK_UNEXPLAINED, "not-available")
    assert figures(tmp_path) == {2016: (13, 13), 2017: (None, None)}
    assert "mark_unexplained" not in codes(tmp_path)


@pytest.mark.parametrize(
    ("choice", "figure"), [("zero", (20, 20)), ("not-available", (None, None))]
)
def test_a_blank_stands_for_what_a_person_says(
    tmp_path: Path, choice: str, figure: tuple[int | None, int | None]
) -> None:
    reply_of_dorset(tmp_path, workbook(*BLANK))
    assert figures(tmp_path)[2017] == (None, None)
    answer(tmp_path, ProblemCode.BLANK_UNEXPLAINED, choice)
    assert "blank_unexplained" not in codes(tmp_path)
    assert figures(tmp_path) == {2016: (13, 13), 2017: figure}


@pytest.mark.parametrize(("choice", "value"), [("dorset", ""), ("other", "Dorset Police")])
def test_an_unknown_name_becomes_an_alias(tmp_path: Path, choice: str, value: str) -> None:
    folder = reply_of_dorset(tmp_path, workbook(*UNNAMED))
    assert figures(tmp_path)[2016] == (None, None)
    answer(tmp_path, ProblemCode.FORCE_UNKNOWN, choice, value, because="their letterhead")
    assert codes(tmp_path) == ["force_other_than_sender"]
    assert figures(tmp_path) == {2016: (3, 3), 2017: (4, 4)}
    assert (folder / "aliases.csv").read_text(encoding="utf-8") == (
        "name,force_id,because,by,on\n"
        "Dorset HQ South,dorset,their letterhead,A. Person,2019-07-02\n"
    )


def test_a_name_that_is_no_force_is_left_out_and_no_problem(tmp_path: Path) -> None:
    rows = [UNNAMED[0], ["Dorset", 3, 4], ["Ports Unit", 10, 20]]
    reply_of_dorset(tmp_path, workbook(*rows))
    assert codes(tmp_path) == ["force_unknown"]
    answer(tmp_path, ProblemCode.FORCE_UNKNOWN, "none")
    assert codes(tmp_path) == []
    assert figures(tmp_path) == {2016: (3, 3), 2017: (4, 4)}


def test_a_name_in_responses_csv_becomes_an_alias(tmp_path: Path) -> None:
    add_request(
        tmp_path,
        line("Dorset HQ South", "dorset.xlsx"),
        documents={"dorset.xlsx": workbook(*BLANK[:1], ["Rape", 3, 4])},
    )
    rebuild(tmp_path)
    answer(tmp_path, ProblemCode.RESPONSES_INVALID, "other", "dorset")
    assert codes(tmp_path) == []
    assert figures(tmp_path) == {2016: (3, 3), 2017: (4, 4)}


@pytest.mark.parametrize("value", ["24", "Sheet1!C4 = 24"])
def test_a_total_is_corrected(tmp_path: Path, value: str) -> None:
    reply_of_dorset(tmp_path, workbook(*TOTALLED))
    assert figures(tmp_path)[2017] == (None, None)
    answer(tmp_path, ProblemCode.TOTAL_MISMATCH, "correct", value)
    assert codes(tmp_path) == []
    assert figures(tmp_path) == {2016: (13, 13), 2017: (24, 24)}


@pytest.mark.parametrize("value", ["Sheet1!C2 = 22", "Sheet1!C2 = 12; Sheet1!C3 = 30"])
def test_parts_of_a_total_are_corrected_together(tmp_path: Path, value: str) -> None:
    reply_of_dorset(tmp_path, workbook(*TOTALLED))
    answer(tmp_path, ProblemCode.TOTAL_MISMATCH, "correct", value)
    assert codes(tmp_path) == []
    # 22 + 20, or 12 + 30: as printed
    assert figures(tmp_path) == {2016: (13, 13), 2017: (42, 42)}


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("41", "'Total' prints 41, its 2 parts come to 24"),
        ("Sheet1!C2 = 5", "'Total' prints 42, its 2 parts come to 25"),
        ("Sheet1!Z9 = 24", "no one cell 'Sheet1!Z9'"),
        ("Sheet9!C4 = 24", "no one cell 'Sheet9!C4'"),
        ("Sheet1!C4 = 1; Sheet1!C4 = 2", "one place twice"),
        ("Sheet1!C4 = 42", "something else than was found"),
        ("", "needs a value"),
    ],
)
def test_an_answer_that_would_settle_nothing_is_refused_and_not_written(
    tmp_path: Path, value: str, said: str
) -> None:
    folder = reply_of_dorset(tmp_path, workbook(*TOTALLED))
    refused(tmp_path, ProblemCode.TOTAL_MISMATCH, "correct", value, said=said)
    assert not (folder / "corrections.toml").exists()


def refused(root: Path, code: ProblemCode, choice: str, value: str, *, said: str) -> None:
    at = desk(root)
    asked = question(at, code)
    meant = asked.choice(choice)
    assert meant is not None
    with pytest.raises(AnswerRefused) as refusal:
        at.answer(asked, Answer(meant, value, "", "A. Person", ON))
    assert said in str(refusal.value)
    assert at.pending == {}


@pytest.mark.parametrize(
    ("code", "rows", "choice", "value", "said"),
    [
        (ProblemCode.MARK_UNEXPLAINED, STARRED, "other", "7", "no mark stands for one number"),
        (ProblemCode.MARK_UNEXPLAINED, STARRED, "zero", "0", "takes no value"),
        (ProblemCode.FORCE_UNKNOWN, UNNAMED, "other", "Nowhere", "not a force in the register"),
        (ProblemCode.NO_PERIOD, UNDATED, "period", "2016-2017", "can mean 2016/17 or"),
        (ProblemCode.NO_PERIOD, UNDATED, "period", "A1 = 2016/17", "none of the tables"),
    ],
)
def test_an_answer_without_a_clear_meaning_is_refused(
    tmp_path: Path, code: ProblemCode, rows: list, choice: str, value: str, said: str
) -> None:
    reply_of_dorset(tmp_path, workbook(*rows))
    refused(tmp_path, code, choice, value, said=said)


def test_zero_for_a_mark_is_refused_where_a_printed_total_says_otherwise(tmp_path: Path) -> None:
    rows = [STARRED[0], ["Rape", 3, "x"], ["Grooming", 10, "x"], ["Total", 13, 9]]
    reply_of_dorset(tmp_path, workbook(*rows))
    refused(tmp_path, ProblemCode.MARK_UNEXPLAINED, "zero", "", said="total_mismatch")


def test_a_table_without_a_period_is_given_one(tmp_path: Path) -> None:
    reply_of_dorset(tmp_path, workbook(*UNDATED))
    answer(tmp_path, ProblemCode.NO_PERIOD, "period", "2017/18")
    assert codes(tmp_path) == []
    assert figures(tmp_path) == {2016: (None, None), 2017: (13, 13)}


def test_a_cell_that_is_no_count_is_corrected(tmp_path: Path) -> None:
    rows = [STARRED[0], ["Rape", 3, "see below"], ["Grooming", 10, 20], ["Theft", 1, 2]]
    reply_of_dorset(tmp_path, workbook(*rows))
    answer(tmp_path, ProblemCode.COUNT_UNREADABLE, "correct", "7")
    assert codes(tmp_path) == []
    assert figures(tmp_path) == {2016: (14, 14), 2017: (29, 29)}


def test_a_draft_of_a_layout_waits_for_a_person(tmp_path: Path) -> None:
    folder = reply_of_dorset(tmp_path, workbook(*UNDATED))
    answer(tmp_path, ProblemCode.NO_PERIOD, "layout")
    file = folder / "layouts" / "dorset.xlsx.toml"
    # Nobody has signed it: it must not be used as it was drafted.
    with pytest.raises(WorkspaceError, match="because"):
        read_layouts(file)
    text = file.read_text(encoding="utf-8")
    text = text.replace('because = ""', 'because = "none is named"').replace('by = ""', 'by = "A"')
    text = text.replace('# period = "2018/19"', 'period = "2017/18"')
    file.write_text(text, encoding="utf-8")
    rebuild(tmp_path)
    assert codes(tmp_path) == []
    assert figures(tmp_path)[2017] == (13, 13)


WHOLE = "In 2016/17 we recorded 212 crimes. It took 18 hours."


def propose(
    monkeypatch: pytest.MonkeyPatch, as_written: str, *periods: Period | None, first: int = 212
) -> None:
    """A document that is a workbook on the outside, and one sentence to whoever reads it."""
    from foistats.formats.xlsx import look as reader
    from foistats.formats.xlsx.book import Workbook

    opened = reader.read_book

    def with_a_sentence(book: Workbook, content: bytes) -> object:
        document = opened(book, content)
        document.grids.clear()
        document.passages.append(Passage("page 1, paragraph 1", WHOLE))
        return document

    proposals = tuple(
        Proposal(
            place="page 1, paragraph 1",
            as_written=as_written,
            why="unsure",
            count=Count(number, number, Status.REPORTED),
            period=period,
            labels=(),
            unit="crimes",
            holds=True,
        )
        for number, period in enumerate(periods, first)
    )
    monkeypatch.setattr(reader, "read_book", with_a_sentence)
    monkeypatch.setattr(extraction, "read_prose", lambda *_: Prose(proposals=proposals))


def test_a_proposed_count_is_taken_as_it_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    propose(monkeypatch, "In 2016/17 we recorded 212 crimes", Y1)
    reply_of_dorset(tmp_path, workbook(["x"]))
    at = answer(tmp_path, ProblemCode.COUNT_PROPOSED, "edit", "unit = offences")
    assert "count_proposed" not in codes(tmp_path)
    assert figures(tmp_path)[2016] == (212, 212)
    assert at.spread().answered


def test_as_read_takes_count_period_and_unit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    propose(monkeypatch, "In 2016/17 we recorded 212 crimes", Y1)
    reply_of_dorset(tmp_path, workbook(["x"]))
    answer(tmp_path, ProblemCode.COUNT_PROPOSED, "as-read")
    (row,) = [row for row in table(tmp_path, "observations") if row["document"]]
    assert (row["count_low"], row["period_start"].year, row["unit"]) == (212, 2016, "crimes")
    # Crimes were stated, offences were asked: nothing adds unlike things.
    assert "unit_differs" in codes(tmp_path)


def test_a_proposal_without_a_period_can_not_be_taken_as_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    propose(monkeypatch, "we recorded 212 crimes", None)
    reply_of_dorset(tmp_path, workbook(["x"]))
    asked = question(desk(tmp_path), ProblemCode.COUNT_PROPOSED)
    assert [one.key for one in asked.choices] == ["edit", "none"]
    refused(tmp_path, ProblemCode.COUNT_PROPOSED, "edit", "count = 212", said="no period")
    wrong = "count = 221; period = 2016/17"
    refused(tmp_path, ProblemCode.COUNT_PROPOSED, "edit", wrong, said="212 in the text")
    edited = "period = 2017/18; unit = offences; labels = Rape | Male"
    answer(tmp_path, ProblemCode.COUNT_PROPOSED, "edit", edited)
    assert figures(tmp_path)[2017] == (212, 212)
    (row,) = [row for row in table(tmp_path, "observations") if row["document"]]
    assert row["labels"] == "Rape | Male"


def test_two_counts_of_one_sentence_are_taken_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    propose(monkeypatch, "we recorded 212 crimes. It took 18 hours", Y1, Y2, first=17)
    reply_of_dorset(tmp_path, workbook(["x"]))
    asked = question(desk(tmp_path), ProblemCode.COUNT_PROPOSED)
    assert asked.choices[0].text == "take it: 17 crimes in 2016/17; 18 crimes in 2017/18"
    one = "count = 212; unit = offences"
    refused(tmp_path, ProblemCode.COUNT_PROPOSED, "edit", one, said="there are 2 counts")
    answer(tmp_path, ProblemCode.COUNT_PROPOSED, "edit", f"{one} // unit = offences")
    assert "count_proposed" not in codes(tmp_path)
    assert figures(tmp_path) == {2016: (212, 212), 2017: (18, 18)}


def test_one_of_two_counts_of_a_sentence_can_be_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    propose(monkeypatch, "we recorded 212 crimes. It took 18 hours", Y1, Y2, first=17)
    reply_of_dorset(tmp_path, workbook(["x"]))
    asked = question(desk(tmp_path), ProblemCode.COUNT_PROPOSED)
    (edit,) = [one for one in asked.choices if one.key == "edit"]
    assert "leave out in the place of one that is no count" in edit.asks
    none = "leave out // leave out"
    refused(tmp_path, ProblemCode.COUNT_PROPOSED, "edit", none, said="answer 'none'")
    one = "count = 212; unit = offences"
    answer(tmp_path, ProblemCode.COUNT_PROPOSED, "edit", f"{one} // Leave out")
    assert "count_proposed" not in codes(tmp_path)
    assert figures(tmp_path) == {2016: (212, 212), 2017: (None, None)}


def test_a_proposal_that_was_not_asked_for_is_settled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    propose(monkeypatch, "It took 18 hours", None)
    reply_of_dorset(tmp_path, workbook(["x"]))
    answer(tmp_path, ProblemCode.COUNT_PROPOSED, "none")
    assert "count_proposed" not in codes(tmp_path)
    assert figures(tmp_path)[2016] == (None, None)


def test_what_stands_in_a_file_of_declarations_stays_as_it_is(tmp_path: Path) -> None:
    folder = reply_of_dorset(tmp_path, workbook(*TOTALLED))
    before = b"\xef\xbb\xbf# Corrections by hand\r\n# none yet"
    (folder / "corrections.toml").write_bytes(before)
    answer(tmp_path, ProblemCode.TOTAL_MISMATCH, "correct", "24")
    after = (folder / "corrections.toml").read_bytes()
    assert after.startswith(before + b"\r\n")
    assert b"\n" not in after.replace(b"\r\n", b"")
    assert codes(tmp_path) == []


def test_an_answered_question_is_not_asked_again_before_the_next_run(tmp_path: Path) -> None:
    reply_of_dorset(tmp_path, workbook(*STARRED))
    at = desk(tmp_path)
    asked = question(at, ProblemCode.MARK_UNEXPLAINED)
    at.answer(asked, answered(asked, "zero"))
    at.save()
    spread = desk(tmp_path).spread()
    assert (spread.questions, spread.answered, spread.by_hand) == ((), 1, ())


def answered(asked: Question, choice: str, value: str = "") -> Answer:
    meant = asked.choice(choice)
    assert meant is not None
    return Answer(meant, value, "", "A. Person", ON)


def test_an_answer_needs_a_name(tmp_path: Path) -> None:
    reply_of_dorset(tmp_path, workbook(*STARRED))
    at = desk(tmp_path)
    asked = question(at, ProblemCode.MARK_UNEXPLAINED)
    with pytest.raises(AnswerRefused, match="say who"):
        at.answer(asked, answered(asked, "zero")._replace(by=" "))


def test_nothing_can_be_reviewed_before_a_run(tmp_path: Path) -> None:
    add_request(tmp_path, line("dorset", "d.xlsx"), documents={"d.xlsx": workbook(*STARRED)})
    with pytest.raises(WorkspaceError, match="run `foistats run r`"):
        open_desk(Workspace(tmp_path), "r", Here())


def test_a_file_that_can_not_be_read_may_be_left_once_the_force_was_asked(tmp_path: Path) -> None:
    reply_of_dorset(tmp_path, lambda path: path.write_bytes(b"PK\x03\x04 no workbook"))
    spread = desk(tmp_path).spread()
    (asked,) = spread.questions
    assert (asked.problem.code, [one.key for one in asked.choices]) == (
        ProblemCode.DOCUMENT_BROKEN,
        ["leave"],
    )
    # What follows from it is no question as long as it is open.
    assert {one.code for one in spread.by_hand} == {ProblemCode.ANSWER_WITHOUT_COUNTS}
    answer(tmp_path, ProblemCode.DOCUMENT_BROKEN, "leave", "asked Dorset on 1 July")
    answer(tmp_path, ProblemCode.ANSWER_WITHOUT_COUNTS, "leave", "asked Dorset on 1 July")
    assert codes(tmp_path) == []
    assert figures(tmp_path) == {2016: (None, None), 2017: (None, None)}


def test_what_a_file_itself_has_to_say_otherwise_is_told_with_its_remedy(tmp_path: Path) -> None:
    folder = reply_of_dorset(tmp_path, workbook(*STARRED))
    (folder / "documents" / "other.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    rebuild(tmp_path)
    spread = desk(tmp_path).spread()
    assert [one.problem.code for one in spread.questions] == [ProblemCode.MARK_UNEXPLAINED]
    assert ProblemCode.DOCUMENT_UNLISTED in {one.code for one in spread.by_hand}


def test_a_question_shows_the_cells_around_its_place_and_none_that_is_hidden(
    tmp_path: Path,
) -> None:
    from tests.golden.documents.builders import build_xlsx

    rows = [*STARRED, ["Hidden", 7331, 7332]]
    path = build_xlsx(tmp_path / "r.xlsx", {"Sheet1": rows}, hidden_rows={"Sheet1": [4]})
    wanted = [Wanted("", "Sheet1!C2")]
    sealed = look(str(path), Asked(force_ids=("dorset",)), Declared(), wanted)
    assert sealed.excerpts == (Excerpt(),)
    released = Declared(released=True)
    (around,) = look(str(path), Asked(force_ids=("dorset",)), released, wanted).excerpts
    assert around.columns == ("A", "B", "C")
    assert around.rows == (
        ("1", "Offence", "2016/17", "2017/18"),
        ("2", "Rape", "3", "*"),
        ("3", "Grooming", "10", "20"),
    )
    assert (around.place, around.says) == ("Sheet1!C2", "*")


def test_the_parts_of_a_wrong_total_stand_where_a_person_says_so(tmp_path: Path) -> None:
    folder = reply_of_dorset(tmp_path, workbook(*TOTALLED))
    asked = question(desk(tmp_path), ProblemCode.TOTAL_MISMATCH)
    assert asked.choices[1].text == "the printed total 42 is wrong: its parts stand, 24 in all"
    answer(tmp_path, ProblemCode.TOTAL_MISMATCH, "parts", because="the force corrected its sum")
    assert codes(tmp_path) == []
    # 3 + 10, and 4 + 20.
    assert figures(tmp_path) == {2016: (13, 13), 2017: (24, 24)}
    said = (folder / "corrections.toml").read_text(encoding="utf-8")
    assert 'place = "Sheet1!C4"\nfound = "42"\nuse = "24"\n' in said
    assert 'because = "the force corrected its sum"' in said


def test_parts_of_which_one_is_hidden_have_no_sum_that_could_stand(tmp_path: Path) -> None:
    rows = [STARRED[0], ["Rape", 3, "<5"], ["Grooming", 10, 20], ["Total", 13, 42]]
    reply_of_dorset(tmp_path, workbook(*rows))
    asked = question(desk(tmp_path), ProblemCode.TOTAL_MISMATCH)
    assert [one.key for one in asked.choices] == ["correct", "leave"]


def test_the_unit_that_a_layout_declares_beats_what_a_heading_calls_it(tmp_path: Path) -> None:
    rows = [["Year", "Number of crimes"], ["2016/17", 10], ["2017/18", 12]]
    folder = reply_of_dorset(tmp_path, workbook(*rows))
    (row,) = table(tmp_path, "problems")
    assert (row["code"], figures(tmp_path)[2016]) == ("unit_differs", (None, None))
    assert 'declare unit = "offences" in a layout' in row["remedy"]
    file = folder / "layouts" / "dorset.xlsx.toml"
    file.parent.mkdir()
    file.write_text(
        'because = "they are the same here"\nby = "A. Person"\n[[table]]\nsheet = "Sheet1"\n'
        'area = "A1:B3"\nlabels = ["A"]\nunit = "offences"\n',
        encoding="utf-8",
    )
    rebuild(tmp_path)
    assert codes(tmp_path) == []
    assert figures(tmp_path) == {2016: (10, 10), 2017: (12, 12)}


def test_a_draft_of_a_layout_names_the_unit_that_the_headings_do(tmp_path: Path) -> None:
    from foistats.reading.propose import propose_layout
    from tests.golden.documents.builders import build_xlsx

    rows = [["Year", "Number of crimes"], ["2016/17", 10], ["2017/18", 12]]
    path = build_xlsx(tmp_path / "a.xlsx", {"Sheet1": rows})
    draft = propose_layout(path)
    assert isinstance(draft, str)
    assert 'unit = "crimes"  # ? as the headings say' in draft


def test_a_period_that_the_file_is_named_after_settles_all_of_its_tables(tmp_path: Path) -> None:
    other = [["Outcome", "Number"], ["Charged", 2], ["Other", 11]]
    rows = [*UNDATED, [None, None], *other]
    reply_of_dorset(tmp_path, workbook(*rows), name="offences 2017-18.xlsx")
    asked = question(desk(tmp_path), ProblemCode.NO_PERIOD)
    # Enter alone takes what the name of the file says.
    assert asked.choice("") == asked.choices[0] == asked.choice("proposed")
    answer(tmp_path, ProblemCode.NO_PERIOD, "proposed")
    assert ProblemCode.NO_PERIOD not in codes(tmp_path)
    rows_out = [row for row in table(tmp_path, "observations") if row["count_low"] is not None]
    read = {(row["period_start"].year, row["count_low"]) for row in rows_out}
    assert read == {(2017, 3), (2017, 10), (2017, 2), (2017, 11)}


def test_days_that_head_counts_are_what_a_person_says(tmp_path: Path) -> None:
    rows = [["Offence", "31/03/2017", "31/03/2018"], ["Rape", 3, 4], ["Grooming", 10, 20]]
    folder = reply_of_dorset(tmp_path, workbook(*rows))
    assert figures(tmp_path) == {2016: (None, None), 2017: (None, None)}
    asked = question(desk(tmp_path), ProblemCode.PERIOD_AMBIGUOUS)
    assert asked.choices[0].key == "years-ended"
    answer(tmp_path, ProblemCode.PERIOD_AMBIGUOUS, "years-ended")
    assert 'place = "every heading whose period is open"' in (folder / "statements.toml").read_text(
        encoding="utf-8"
    )
    assert codes(tmp_path) == []
    assert figures(tmp_path) == {2016: (13, 13), 2017: (24, 24)}
    (row, *_) = [row for row in table(tmp_path, "observations") if row["count_low"] == 3]
    assert (row["basis"], "A. Person" in row["declared"]) == ("declared", True)


def test_enter_answers_nothing_where_the_document_proposes_nothing(tmp_path: Path) -> None:
    reply_of_dorset(tmp_path, workbook(*UNDATED))
    assert question(desk(tmp_path), ProblemCode.NO_PERIOD).choice("") is None


def test_the_day_on_which_the_reply_came_bounds_its_periods(tmp_path: Path) -> None:
    request = 'title = "Offences"\nunit = "offences"\nsent_on = 2018-01-03\nforces = ["dorset"]\n'
    request += '[periods]\nkind = "financial_year"\nfirst = "2016/17"\nlast = "2017/18"\n'
    add_request(
        tmp_path,
        line("dorset", "dorset.xlsx", received_on="2018-02-01"),
        documents={"dorset.xlsx": workbook(*STARRED[:1], ["Rape", 3, 4])},
        request=request,
    )
    rebuild(tmp_path)
    assert found(tmp_path, ProblemCode.PERIOD_AMBIGUOUS) == [
        "2017/18 had not ended on 2018-02-01, the day of the reply"
    ]
    assert figures(tmp_path)[2016] == (3, 3)
    assert figures(tmp_path).get(2017) in (None, (None, None))
