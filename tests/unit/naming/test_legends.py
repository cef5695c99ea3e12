"""What a document says about its own marks. Only clear forms are taken."""

import pytest

from foistats.model.values import Count
from foistats.naming.counts import legend_in
from schemas.vocabulary import Status

UNDER_5 = Count(0, 4, Status.SUPPRESSED)
ONE_TO_4 = Count(1, 4, Status.SUPPRESSED)
ZERO = Count(0, 0, Status.ZERO_BY_MARK)
UNAVAILABLE = Count(None, None, Status.NOT_AVAILABLE)
NOT_APPLICABLE = Count(None, None, Status.NOT_APPLICABLE)
REFUSED = Count(None, None, Status.REFUSED)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("* = fewer than 5", {"*": UNDER_5}),
        ('"*" denotes figures less than 5', {"*": UNDER_5}),
        ("An asterisk (*) denotes a figure of less than 5", {"*": UNDER_5}),
        ("* denotes that the figure is less than 5.", {"*": UNDER_5}),
        ("Figures below 5 have been replaced with *", {"*": UNDER_5}),
        ("Any figures under 5 are marked with an asterisk (*)", {"*": UNDER_5}),
        ("counts of fewer than 5 are shown as <5", {"<5": UNDER_5}),
        ("Numbers between 1 and 4 have been suppressed (*)", {"*": ONE_TO_4}),
        ("Numbers less than 5 (excluding zero) have been replaced with '*'", {"*": ONE_TO_4}),
        ("* represents a number of 5 or fewer", {"*": Count(0, 5, Status.SUPPRESSED)}),
        ("Note: * indicates suppressed", {"*": Count(0, None, Status.SUPPRESSED)}),
        ("- denotes zero", {"-": ZERO}),
        ("‘-’ = nil", {"-": ZERO}),
        ("'-' represents no crimes recorded", {"-": ZERO}),
        ("A dash (–) indicates nil", {"-": ZERO}),
        ("a blank cell means zero", {"": ZERO}),
        ("blank = nil", {"": ZERO}),
        ("* Not applicable", {"*": NOT_APPLICABLE}),
        (": = not available.", {":": UNAVAILABLE}),
        ('".." data not available', {"..": UNAVAILABLE}),
        ("R = Revised since last publication in April 2017.", {"R": "revised"}),
        ("NA = Not Available / R = Refused", {"na": UNAVAILABLE, "R": REFUSED}),
        ("'..' = data not available, '-' = nil", {"..": UNAVAILABLE, "-": ZERO}),
    ],
)
def test_a_clear_legend_is_taken(line: str, expected: dict[str, Count | str]) -> None:
    assert legend_in([line]) == expected


@pytest.mark.parametrize(
    "line",
    [
        "* Please note that figures are subject to change", "- Burglary", "* Rape",
        "- Not applicable",
        "* includes attempted offences", "- zero tolerance", "Refused = 3", "R Revised",
        "A = Assault",
        "x = 5", "Under 5 = 12", "No offences were recorded in 2019", "fewer than 5",
        "* approximately 5",
        "5 - 10", "Numbers may not add up", "* = see note 3", "", "2019 - nil",
    ],
)  # fmt: skip
def test_bullets_and_sentences_are_no_legend(line: str) -> None:
    assert legend_in([line]) == {}


def test_a_mark_that_is_explained_twice_differently_has_no_meaning() -> None:
    assert legend_in(["* = fewer than 5", "* = not applicable"]) == {}
    assert legend_in(["* = fewer than 5", "* denotes less than 5"]) == {"*": UNDER_5}


@pytest.mark.parametrize(
    ("line", "low", "high"),
    [
        ("Where a number is less than 5 it has been replaced by *", 0, 4),
        ("* = suppressed (values 0 to 4)", 0, 4),
        ("* denotes a number between 1 and 4", 1, 4),
        ("Please note * indicates fewer than 5", 0, 4),
        ("*Less than five", 0, 4),
        ("Small numbers (fewer than 5) are shown as *", 0, 4),
    ],
)
def test_the_same_said_in_another_order_is_taken(line: str, low: int, high: int) -> None:
    assert legend_in([line]) == {"*": Count(low, high, Status.SUPPRESSED)}


@pytest.mark.parametrize(
    "line", ["*Please note that the data", "Numbers below 5 have been suppressed", "* Burglary"]
)
def test_a_sentence_that_explains_no_mark_gives_none(line: str) -> None:
    assert legend_in([line]) == {}
