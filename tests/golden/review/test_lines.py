"""Answers of the review that are written on the line of a reply, and undone with it."""

from pathlib import Path

import pytest

from foistats.records import Problem, Response
from foistats.review.lines import line_choices
from foistats.review.sitting import sit_down
from schemas.problem_codes import ProblemCode as P
from tests.flows.folders import add_request, line, table, workbook
from tests.golden.review.desks import ON, answer, codes, desk, figures, question, rebuild

YEARS = ["Offence", "2016/17", "2017/18"]


def silent(path: Path) -> None:
    path.write_text("Dorset Police\n20 June 2019\n\nThank you. Our reception is open.\n")


@pytest.mark.parametrize(
    ("choice", "value", "outcome", "section"),
    [("not-held", "", "not_held", ""), ("refused", "12(1)", "refused", "12(1)")],
)
def test_what_a_reply_amounts_to_is_one_answer(
    tmp_path: Path, choice: str, value: str, outcome: str, section: str
) -> None:
    reply = line("dorset", "d.txt").replace("answered", "")
    folder = add_request(tmp_path, reply, documents={"d.txt": silent})
    rebuild(tmp_path)
    assert codes(tmp_path) == ["answer_without_counts", "no_table"]
    answer(tmp_path, P.NO_TABLE, "leave", "asked the force")
    answer(tmp_path, P.ANSWER_WITHOUT_COUNTS, choice, value, because="they rang")
    assert codes(tmp_path) == []
    (row,) = [one for one in table(tmp_path, "coverage") if one["force_id"] == "dorset"]
    assert (row["outcome"], row["section"]) == (outcome, section)
    assert "they rang" in (folder / "responses.csv").read_text(encoding="utf-8")


def test_which_of_two_replies_replaces_the_other_is_one_answer_and_can_be_taken_back(
    tmp_path: Path,
) -> None:
    later = line("dorset", "later.xlsx", response_id="d2", received_on="2019-06-25")
    folder = add_request(
        tmp_path,
        line("dorset", "dorset.xlsx"),
        later,
        documents={
            "dorset.xlsx": workbook(YEARS, ["Rape", 3, 4]),
            "later.xlsx": workbook(YEARS, ["Rape", 3, 5]),
        },
    )
    rebuild(tmp_path)
    before = (folder / "responses.csv").read_bytes()
    sitting = sit_down(desk(tmp_path))
    asked = question(sitting.desk, P.RESPONSE_TWICE)
    assert [one.text for one in asked.choices] == [
        "d2, received on 2019-06-25, replaces dorset",
        "dorset, received on 2019-06-20, replaces d2",
        "both stand: what came with d2 is a part of the reply dorset",
    ]
    sitting.answer(asked, asked.choices[0], "", because="it says so", by="A. Person", on=ON)
    sitting.undo()
    assert (folder / "responses.csv").read_bytes() == before
    answer(tmp_path, P.RESPONSE_TWICE, "second")
    # The later one counts: 3 and 5.
    assert figures(tmp_path) == {2016: (3, 3), 2017: (5, 5)}
    assert codes(tmp_path) == ["figure_revised"]


def test_both_of_two_replies_stand_as_the_parts_of_one(tmp_path: Path) -> None:
    # The later one stands first in the list, and names the file of the other under supersedes.
    later = line("dorset", "later.xlsx", response_id="d2", received_on="2019-06-25")
    add_request(
        tmp_path,
        later.replace("later.xlsx,", "later.xlsx,dorset.xlsx", 1),
        line("dorset", "dorset.xlsx"),
        documents={
            "dorset.xlsx": workbook(YEARS[:2], ["Rape", 3]),
            "later.xlsx": workbook([YEARS[0], YEARS[2]], ["Rape", 5]),
        },
    )
    rebuild(tmp_path)
    asked = question(desk(tmp_path), P.RESPONSE_TWICE)
    assert [one.text for one in asked.choices] == [
        "d2, received on 2019-06-25, replaces dorset",
        "dorset, received on 2019-06-20, replaces d2",
        "both stand: what came with d2 is a part of the reply dorset",
    ]
    answer(tmp_path, P.RESPONSE_TWICE, "both")
    assert codes(tmp_path) == []
    assert figures(tmp_path) == {2016: (3, 3), 2017: (5, 5)}


def test_parts_that_contradict_each_other_count_for_nothing(tmp_path: Path) -> None:
    add_request(
        tmp_path,
        line("dorset", "dorset.xlsx"),
        line("dorset", "later.xlsx", response_id="d2", received_on="2019-06-25"),
        documents={
            "dorset.xlsx": workbook(YEARS, ["Rape", 3, 4]),
            "later.xlsx": workbook(YEARS, ["Rape", 3, 5]),
        },
    )
    rebuild(tmp_path)
    answer(tmp_path, P.RESPONSE_TWICE, "both")
    # 2017/18 is 4 in one and 5 in the other.
    assert figures(tmp_path)[2017] == (None, None)
    assert codes(tmp_path) != []


def test_the_section_that_a_problem_names_is_proposed() -> None:
    found = "Kent: no outcome is written; refused: some of it: section 12(1)"
    problem = Problem(P.REFUSAL_UNCLEAR, "", "", found, "", "", "kent")
    listed = Response("kent", "Kent", ("kent",), ON, None, "", ("k.txt",), "", "", 2)
    refused = line_choices(problem, [listed])[0]
    assert (refused.text, refused.asks) == (
        "it refuses all that was asked, under section 12(1)", "",
    )  # fmt: skip
