"""Which replies leave something open that a letter to the force could settle."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from foistats.asking.chasing import Open, chase_letter
from foistats.asking.force_state import ForceState
from foistats.asking.open_points import _open, open_points
from foistats.asking.request_state import states_of
from foistats.cli.chase import write_letters
from foistats.naming.periods import read_period
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


def of_dorset_state(root: Path) -> ForceState:
    (state,) = states_of(Workspace(root), ["r"], TODAY)
    return next(one for one in state.forces if one.force_id == "dorset")


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


def test_a_number_that_an_open_heading_holds_back_is_not_asked_for_again(tmp_path: Path) -> None:
    reply_of_dorset(
        tmp_path, text("We recorded 12 offences in 2016/17. Or 13 in 2017/18?"), name="d.txt"
    )
    heading = Problem(P.HEADING_UNCLEAR, "d.txt", "line 4", "'Portishead': is it?", "", "")
    missing = (read_period("2017/18"),)
    force = of_dorset_state(tmp_path)
    assert _open(force, [], missing).missing == missing
    assert _open(force, [heading], missing) == _open(force, [], ())


def test_chase_says_first_what_a_review_can_settle(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reply_of_dorset(tmp_path, text("In recent years we recorded 4,311 offences."), name="d.txt")
    write_letters("r", root=tmp_path, today=TODAY)
    first = capsys.readouterr().out.splitlines()[0]
    assert first.startswith("First: `foistats review r` can settle ")


def test_a_letter_about_an_unclear_refusal_has_no_words_of_the_program() -> None:
    unclear = Problem(
        P.REFUSAL_UNCLEAR, "", "", "Dorset Police: no outcome is written, no count in d.txt", "", ""
    )
    letter = " ".join(chase_letter(request(), Open("dorset", problems=(unclear,))).split())
    assert "1. Your message seems to refuse the request, or a part of it." in letter
    assert "no outcome is written" not in letter
