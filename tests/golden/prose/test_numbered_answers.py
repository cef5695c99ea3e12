"""Answers below their questions, and offences counted by their own name.

The request asks for burglaries; what each letter says was written down by hand beside it.
"""

import pytest

from foistats.naming.periods import label_of
from foistats.records import Asked
from tests.golden.prose.case import read

BURGLARY = Asked(
    title="Burglary",
    question="How many burglaries were recorded?",
    unit="offences",
    force_ids=("dorset",),
)
ONE_BY_ONE = {"2019/20": 120, "2020/21": 140}
ANSWERED = {
    "letters before the numbers": """
Q1. How many burglaries were recorded in 2019/20?
A. 120

Q2. How many burglaries were recorded in 2020/21?
A. 140
""",
    "words before the numbers": """
1. How many burglary offences were recorded by your force in the financial year 2019/20?
Our response: 120
2. How many burglary offences were recorded by your force in the financial year 2020/21?
Our response: 140
""",
    "what is counted said again": """
Question 1: Number of burglaries recorded in 2019/20
Response: 120 burglaries.
Question 2: Number of burglaries recorded in 2020/21
Response: 140 burglaries.
""",
    "sentences": """
A total of 140 burglaries were recorded in 2020/21. There were 120 burglaries in 2019/20.
""",
}


def taken(text: str, asked: Asked = BURGLARY) -> dict[str, int | None]:
    prose = read(text, asked)
    return {label_of(one.period): one.count.low for one in prose.observations}


@pytest.mark.parametrize("text", ANSWERED.values(), ids=ANSWERED)
def test_each_answer_is_of_the_question_above_it(text: str) -> None:
    assert taken(text) == ONE_BY_ONE


NOT_ANSWERED = {
    "a part": "Q1. How many burglaries of shops were recorded in 2019/20?\nA. 120",
    "two questions in one": (
        "Q1. How many burglaries were recorded in 2019/20 and how many were solved?\nA. 120"
    ),
    "two years in one": "Q1. How many burglaries were recorded in 2018/19 and 2019/20?\nA. 120",
    "an average": "Q1. How many burglaries were recorded on average each day in 2019/20?\nA. 120",
    "what came of them": (
        "Q1. Number of burglaries recorded in 2019/20\nA. 120 burglaries were solved."
    ),
    "no year": "Q1. How many burglaries were recorded?\nA. 120",
    "another offence": "Q1. How many robberies were recorded in 2019/20?\nA. 120",
    "the others of them": (
        "Q1. How many burglaries were recorded in 2018/19?\nPlease see below.\n"
        "Q2. How many of these were solved in 2019/20?\nA. 120"
    ),
    "a kind of them": "A total of 120 commercial burglaries were recorded in 2019/20.",
    "a place": "A total of 120 burglaries were recorded in Poole in 2019/20.",
    "another noun": "A total of 120 robberies were recorded in 2019/20.",
}


@pytest.mark.parametrize("text", NOT_ANSWERED.values(), ids=NOT_ANSWERED)
def test_an_answer_to_anything_else_is_asked_about(text: str) -> None:
    prose = read(text, BURGLARY)
    assert prose.observations == ()
    assert [one.count.low for one in prose.proposals] == [120]


def test_of_a_kind_that_was_asked_for_its_own_name_counts() -> None:
    asked = Asked(
        title="Residential burglary",
        question="How many residential burglaries were recorded?",
        unit="offences",
        force_ids=("dorset",),
    )
    text = (
        "There were 120 residential burglaries in 2019/20 and there were 140 burglaries in 2020/21."
    )
    assert taken("There were 120 residential burglaries in 2019/20.", asked) == {"2019/20": 120}
    assert taken("There were 140 burglaries in 2020/21.", asked) == {}
    assert taken(text, asked) == {}


def test_a_request_for_arrests_takes_no_burglaries() -> None:
    asked = Asked(
        title="Arrests for burglary",
        question="How many arrests for burglary were made?",
        unit="arrests",
        force_ids=("dorset",),
    )
    assert taken("There were 140 burglaries in 2020/21.", asked) == {}
