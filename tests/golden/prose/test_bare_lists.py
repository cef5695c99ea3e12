"""A letter that is a list of the years asked for, and no more, answers the question."""

import pytest

from tests.golden.prose.case import read, requested

ASKED = requested("Burglary", first="2019", last="2021")
YEARS = "2019: 12\n2020: 9\n2021: 20"


@pytest.mark.parametrize(
    "text",
    [
        YEARS,
        "2019: 12, 2020: 9, 2021: 20",
        f"The figures are as follows:\n\n{YEARS}",
        f"Dear Ms Smith,\n\nPlease see below:\n\n{YEARS}\n\nKind regards\n\nA. Person",
        f"Burglaries by calendar year\n\n{YEARS}",
    ],
)
def test_a_list_of_the_years_asked_for_is_the_answer(text: str) -> None:
    found = read(text, ASKED).observations
    assert [(one.period.start.year, one.count.low, one.unit) for one in found] == [
        (2019, 12, "offences"),
        (2020, 9, "offences"),
        (2021, 20, "offences"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        # Something else above, other years, a part, a second list, another measure
        f"Poole\n\n{YEARS}",
        f"Average per month\n\n{YEARS}",
        "2017: 12\n2018: 9",
        "2019/20: 12\n2020/21: 9",
        f"{YEARS}\n\nThese figures exclude attempts.",
        f"{YEARS}\n\n2019: 1\n2020: 2",
        "2019: 12\n2019: 9",
        "2019: 12",
    ],
)
def test_a_list_that_may_be_of_something_else_is_asked_about(text: str) -> None:
    prose = read(text, ASKED)
    assert prose.observations == ()
    assert prose.proposals


def test_without_a_request_a_bare_list_counts_nothing() -> None:
    assert read(YEARS).observations == ()
