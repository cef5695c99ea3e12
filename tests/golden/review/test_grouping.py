"""Problems that one answer may settle are one question; the figures are worked out by hand."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from foistats.review.answers import Answer, AnswerRefused
from foistats.review.desk import Desk
from foistats.review.questions import Question
from schemas.problem_codes import ProblemCode
from tests.flows.folders import add_request, bytes_of, line, table, workbook
from tests.golden.documents.builders import build_xlsx
from tests.golden.review.desks import ON, codes, desk, figures, rebuild, reply_of_dorset

LATER = [
    # Years that had ended when the reply came, on 20 June 2019.
    ["Offence", "2016/17", "2017/18", "2014/15", "2015/16", "2018/19"],
    ["Rape", 3, 4, 5, 6, 7],
    ["Grooming", 10, 20, 30, 40, 50],
]
UNDATED = [["Offence", "Number"], ["Rape", 3], ["Grooming", 10]]


def only(at: Desk) -> Question:
    (question,) = at.spread().questions
    return question


def take(root: Path, question: Question, choice: str, value: str = "") -> None:
    at = desk(root)
    meant = question.choice(choice)
    assert meant is not None, [one.key for one in question.choices]
    at.answer(question, Answer(meant, value, "", "A. Person", ON))
    at.save()
    rebuild(root)


def entries(folder: Path) -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads((folder / "statements.toml").read_text(encoding="utf-8"))


def test_years_that_nobody_asked_for_are_one_question(tmp_path: Path) -> None:
    folder = reply_of_dorset(tmp_path, workbook(*LATER))
    assert codes(tmp_path) == ["period_outside_request"]
    question = only(desk(tmp_path))
    assert question.problem.found == "counts for 2014/15, 2015/16, 2018/19 (financial_year)"
    assert question.problem.place == "Sheet1!D2; Sheet1!E2; Sheet1!F2"
    (choice,) = question.choices
    assert choice.text == "looked at: nothing needs to be done"
    take(tmp_path, question, "none")
    assert codes(tmp_path) == []
    assert len(entries(folder)["note"]) == 1
    assert figures(tmp_path) == {2016: (13, 13), 2017: (24, 24)}


def test_several_tables_without_a_period_are_given_one_at_once(tmp_path: Path) -> None:
    more = [["Offence", "Number"], ["Theft", 100], ["Fraud", 200]]
    folder = reply_of_dorset(
        tmp_path, lambda path: build_xlsx(path, {"Rape": UNDATED, "Theft": more})
    )
    question = only(desk(tmp_path))
    assert question.problem.code is ProblemCode.NO_PERIOD
    choice = question.choice("period")
    assert choice is not None
    # As the request asks for periods: its first one.
    assert choice.asks == "the period of all, such as 2016/17, or PLACE = PERIOD for each table"
    take(tmp_path, question, "period", "2016/17")
    assert [one["period"] for one in entries(folder)["period"]] == ["2016/17", "2016/17"]
    assert "no_period" not in codes(tmp_path)


def test_a_file_without_periods_in_many_tables_leaves_none_of_them_out(tmp_path: Path) -> None:
    sheets = {
        f"Team {letter}": [["Offence", "Number"], ["Rape", n], ["Theft", 2 * n]]
        for n, letter in enumerate("ABCDEFG", 11)
    }
    folder = reply_of_dorset(tmp_path, lambda path: build_xlsx(path, sheets))
    question = only(desk(tmp_path))
    take(tmp_path, question, "period", "2016/17")
    assert len(entries(folder)["period"]) == 7
    assert "no_period" not in codes(tmp_path)


def test_a_mark_in_two_files_of_one_message_is_one_question(tmp_path: Path) -> None:
    import io
    import zipfile

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.csv", "Offence,2016/17,2017/18\nRape,3,*\nTheft,10,20\n")
        archive.writestr("b.csv", "Offence,2016/17,2017/18\nFraud,1,2\nArson,*,30\n")
    folder = add_request(
        tmp_path, line("dorset", "r.zip"), documents={"r.zip": bytes_of(packed.getvalue())}
    )
    rebuild(tmp_path)
    at = desk(tmp_path)
    marked = [
        one for one in at.spread().questions if one.problem.code is ProblemCode.MARK_UNEXPLAINED
    ]
    (question,) = marked
    assert question.documents == ("r.zip/a.csv", "r.zip/b.csv")
    take(tmp_path, question, "fewer-than-5")
    written = tomllib.loads((folder / "marks.toml").read_text(encoding="utf-8"))["mark"]
    assert [(one["document"], one["meaning"]) for one in written] == [
        ("r.zip/a.csv", "fewer than 5"),
        ("r.zip/b.csv", "fewer than 5"),
    ]
    assert "mark_unexplained" not in codes(tmp_path)


def test_two_marks_are_two_questions(tmp_path: Path) -> None:
    rows = [["Offence", "2016/17", "2017/18"], ["Rape", 3, "*"], ["Grooming", "x", 20]]
    reply_of_dorset(tmp_path, workbook(*rows))
    asked = desk(tmp_path).spread().questions
    assert {one.problem.found for one in asked} == {"'*'", "'x'"}


LETTER = (
    b"We recorded roughly 212 offences in 2016/17.\n\n"
    b"There were a further 40 offences in 2017/18.\n"
)


def proposed(root: Path) -> Question:
    add_request(root, line("dorset", "d.txt"), documents={"d.txt": bytes_of(LETTER)})
    rebuild(root)
    (question,) = [
        one
        for one in desk(root).spread().questions
        if one.problem.code is ProblemCode.COUNT_PROPOSED
    ]
    assert len(question.members) == 2
    return question


def test_each_count_of_a_letter_may_be_answered_by_its_number(tmp_path: Path) -> None:
    question = proposed(tmp_path)
    # One of the two is rounded: no answer takes both as they were read.
    assert [one.key for one in question.choices] == ["none", "each"]
    take(tmp_path, question, "each", "1 = none; 2 = as-read")
    assert "count_proposed" not in codes(tmp_path)
    counts = [row["count_low"] for row in table(tmp_path, "observations") if row["document"]]
    assert counts == [40]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("1 = none", r"nothing is said of \(2\)"),
        ("1 = none; 2 = what", "'what' is none of the answers"),
        ("1 = none; 3 = none", "from 1 to 2"),
        ("1 = none; 2 = as-read: 12", "takes no value"),
        ("none", "is no answer"),
    ],
)
def test_an_answer_for_each_must_be_about_each(tmp_path: Path, value: str, said: str) -> None:
    question = proposed(tmp_path)
    with pytest.raises(AnswerRefused, match=said):
        take(tmp_path, question, "each", value)


def test_what_can_only_be_corrected_cell_by_cell_stays_apart(tmp_path: Path) -> None:
    rows = [
        ["Offence", "2016/17", "2017/18"],
        ["Rape", 3, 4],
        ["Grooming", 10, 20],
        ["Total", 14, 42],
    ]
    reply_of_dorset(tmp_path, workbook(*rows))
    asked = desk(tmp_path).spread().questions
    assert [one.problem.place for one in asked] == ["Sheet1!B4", "Sheet1!C4"]
