"""Refusals put in among the questions that a reply repeats: no requester refuses anything.

A whole sentence that only a force says closes its question; a count beside it is left to a person.
"""

import pytest

from tests.golden.prose.test_whose_words import proposed, taken
from tests.golden.refusals.letters import Row, rows

QUESTIONS = "Your request\nHow many burglaries were there in 2019?\n{}\nHow many robberies?\n{}"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (
            "The information is exempt under section 31 of the Act.",
            "These are exempt under section 40(2) of the Act.",
            [("", "refused", "31|40(2)", "unsaid")],
        ),
        (
            "We do not hold this information.",
            "Dorset Police does not hold this information.",
            [("", "not_held", "", "unsaid")],
        ),
        (
            "I regret that I cannot confirm or deny that it is held: section 31(3).",
            "I regret that I cannot confirm or deny that it is held: section 40(5).",
            [("", "neither_confirm_nor_deny", "31(3)|40(5)", "whole")],
        ),
        (
            "Nid ydym yn cadw'r wybodaeth hon.",
            "Rydym yn gwrthod eich cais o dan adran 12.",
            [("", "not_held", "", "unsaid"), ("", "refused", "12", "unsaid")],
        ),
    ],
)
@pytest.mark.parametrize("closing", ["", "\nResponse\nThank you for your interest."])
def test_what_is_put_in_below_a_question_is_the_forces(
    first: str, second: str, expected: list[Row], closing: str
) -> None:
    assert rows(QUESTIONS.format(first, second) + closing) == expected


@pytest.mark.parametrize(
    "theirs",
    [
        "I do not accept that the information is exempt under section 31.",
        "In 2018 the force said that the information is exempt under section 31.",
        "I was told that the information is exempt under section 31.",
        "Please say whether the information is exempt under section 31.",
        "Exempt under section 31",
        "\u201cNo information held\u201d cases",
        "Nodwch os gwelwch yn dda a yw'r wybodaeth yn esempt o dan adran 31.",
    ],
)
def test_what_the_requester_says_of_refusals_is_none(theirs: str) -> None:
    letter = QUESTIONS.format(theirs, theirs) + "\nResponse\nDorset Police recorded 12 in 2019/20."
    assert rows(letter) == []


def test_a_count_beside_it_is_asked_about() -> None:
    letter = QUESTIONS.format("I can confirm 12 burglaries in 2019/20.", "We do not hold it.")
    assert (taken(letter), proposed(letter)) == ([], [12])
