"""Which replies leave something open that a letter to the force could settle."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from foistats.asking.chasing import Open, chase_letter
from foistats.asking.open_points import open_points
from foistats.asking.request_state import states_of
from foistats.records import Problem, Request
from foistats.workspace import Workspace
from schemas.problem_codes import ProblemCode as P
from tests.flows.folders import workbook
from tests.golden.review.desks import answer, figures, reply_of_dorset
from tests.unit.aggregation.replies import request

TODAY = date(2019, 7, 1)


def of_dorset(root: Path) -> tuple[Request, Open]:
    workspace = Workspace(root)
    (state,) = states_of(workspace, ["r"], TODAY)
    assert state.request is not None
    (found,) = [one for one in open_points(workspace, state) if one.force_id == "dorset"]
    return state.request, found


def letter_to_dorset(root: Path) -> str:
    return " ".join(chase_letter(*of_dorset(root)).split())


def text(words: str) -> Callable[[Path], object]:
    return lambda path: path.write_text(f"Dorset Police\n20 June 2019\n\n{words}\n")


def test_a_year_that_is_counted_from_its_quarters_is_not_asked_for(tmp_path: Path) -> None:
    quarters = [f"Q{n} {year}" for year in ("2016/17", "2017/18") for n in (1, 2, 3, 4)]
    write = workbook(["", *quarters], ["Offences", 1, 2, 3, 4, 5, 6, 7, 8])
    reply_of_dorset(tmp_path, write)
    # 1 + 2 + 3 + 4 and 5 + 6 + 7 + 8.
    assert figures(tmp_path) == {2016: (10, 10), 2017: (26, 26)}
    assert of_dorset(tmp_path)[1].missing == ()


def test_a_reply_about_something_else_is_asked_for_what_was_asked(tmp_path: Path) -> None:
    reply_of_dorset(tmp_path, text("Thank you. We have a new reception desk."), name="d.txt")
    letter = letter_to_dorset(tmp_path)
    assert "neither the number of offences nor a refusal of it in your reply" in letter
    assert "2016/17, 2017/18" in letter


def test_a_number_that_may_be_the_answer_is_for_a_person_before_it_is_for_the_force(
    tmp_path: Path,
) -> None:
    reply_of_dorset(tmp_path, text("In recent years we recorded 4,311 offences."), name="d.txt")
    assert of_dorset(tmp_path)[1].problems == ()
    answer(tmp_path, P.COUNT_PROPOSED, "none")
    assert [one.code for one in of_dorset(tmp_path)[1].problems] == [P.ANSWER_WITHOUT_COUNTS]


def test_a_letter_about_an_unclear_refusal_has_no_words_of_the_program() -> None:
    unclear = Problem(
        P.REFUSAL_UNCLEAR, "", "", "Dorset Police: no outcome is written, no count in d.txt", "", ""
    )
    letter = " ".join(chase_letter(request(), Open("dorset", problems=(unclear,))).split())
    assert "1. Your message seems to refuse the request, or a part of it." in letter
    assert "no outcome is written" not in letter
