"""Every kind of problem has its one line, and nothing else has."""

import pytest

from foistats.tables.problems import Found, as_problems
from schemas.channels import EXPLAINED as CHANNELS_EXPLAINED
from schemas.channels import NOTED, Channel
from schemas.problem_codes import EXPLAINED, ProblemCode


def test_every_code_is_explained_in_a_sentence_of_its_own() -> None:
    assert set(EXPLAINED) == set(ProblemCode)
    assert all(line.endswith(".") and "\n" not in line for line in EXPLAINED.values())
    assert len(set(EXPLAINED.values())) == len(ProblemCode)


def test_the_same_words_at_several_places_are_one_problem() -> None:
    found = Found("reply.xlsx")
    for number in range(7):
        found.add(ProblemCode.MARK_UNEXPLAINED, f"Sheet1!B{number}", "'*'")
    (problem,) = as_problems(found)
    assert problem.place.endswith("Sheet1!B4 and 2 more")


@pytest.mark.parametrize("code", [ProblemCode.NO_PERIOD, ProblemCode.TOTAL_MISMATCH])
def test_a_problem_says_what_to_do_next(code: ProblemCode) -> None:
    found = Found("reply.xlsx")
    found.add(code, "Sheet1!A1", "something")
    (problem,) = as_problems(found)
    assert problem.expected
    assert problem.remedy


def test_every_channel_of_hidden_content_is_explained_in_a_sentence_of_its_own() -> None:
    assert set(CHANNELS_EXPLAINED) == set(Channel)
    assert len(set(CHANNELS_EXPLAINED.values())) == len(Channel)
    assert set(Channel) > NOTED
