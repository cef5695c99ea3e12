"""The plainest letters give their counts; what is next to them and less plain is asked about."""

import pytest

from foistats.documents.model import Document, Grid, Passage
from foistats.letters.reading import Prose, read_prose
from foistats.naming.periods import read_period
from foistats.records import Asked
from foistats.tables.around.surroundings import Surroundings
from tests.golden.prose.case import read, requested

ROBBERY = requested("Robberies", first="2021/22", last="2022/23")
WEAPON = requested(
    "Crimes involving a catapult",
    "How many crimes involving a catapult were recorded in each year?",
    unit="crimes",
    first="2021/22",
    last="2022/23",
)
BOTH = {"2021/22": 901, "2022/23": 955}
NONE = {"2021/22": 0, "2022/23": 0}
LIST = "2021/22: 901\n2022/23: 955"


def taken(text: str, asked: Asked = ROBBERY) -> dict[str, int | None]:
    """The counts of a letter for the years asked for, by year."""
    found: Prose = read(text, asked)
    of = {read_period(year): year for year in BOTH}
    counts = [one for one in found.observations if one.unit == asked.unit]
    return {of[one.period]: one.count.low for one in counts if one.period in of}


@pytest.mark.parametrize(
    "text",
    [
        # A salutation ends before the answer that begins with a number.
        "Dear Ms Doe,\n\n"
        "901 robberies were recorded in 2021/22 and 955 robberies were recorded in 2022/23.",
        "901 robbery crimes were recorded in 2021/22 and 955 robbery crimes in 2022/23.",
        "901 robberies were recorded in 2021/22, compared with 955 in 2022/23.",
        "On behalf of Dorset Police: 901 robberies were recorded in 2021/22 and 955 in 2022/23.",
        "The answer to your question is 901 robberies in 2021/22 and 955 robberies in 2022/23.",
        "The figures requested are 901 (2021/22) and 955 (2022/23).",
        # Headings: by the sender, with a number, and one that goes on into its list.
        f"Robberies recorded by Dorset Police:\n\n{LIST}",
        f"Question 1 - Number of robberies\n{LIST}",
        f"Q1. Robberies\n{LIST}\n\nQ2. Robberies solved\n2021/22: 101\n2022/23: 95",
        f"Q1 - How many robberies were recorded?\n\n{LIST}",
        "Number of robberies in\n\n2021/22 - 901\n\n2022/23 - 955",
        # A year heads its counts.
        "2021/22\nRobberies: 901\nBurglaries: 512\n\n2022/23\nRobberies: 955\nBurglaries: 490",
        "2021/22\nRobberies: 901 (including 22 attempts)\n\n2022/23\nRobberies: 955",
        # A part or a comparison beside the whole.
        "There were 901 robberies in 2021/22 (of which 310 were at night) and 955 in 2022/23"
        " (of which 362 were at night).",
        "2021/22 - 901 robberies, 2022/23 - 955 robberies. These include 120 and 131 business"
        " robberies respectively.",
        "In 2021/22 there were 901 robberies recorded, which was 40 more than the 861 recorded in"
        " 2020/21. In 2022/23 there were 955.",
    ],
)
def test_a_plain_letter_gives_its_counts(text: str) -> None:
    assert taken(text) == BOTH


@pytest.mark.parametrize(
    "text",
    [
        "Dorset Police has recorded no crimes involving a catapult in the period requested.",
        "No crimes involving a catapult were recorded during the period you asked for.",
    ],
)
def test_none_in_the_period_requested_is_none_in_each_of_its_years(text: str) -> None:
    assert taken(text, WEAPON) == NONE


@pytest.mark.parametrize(
    "text",
    [
        f"Robberies recorded by Devon and Cornwall Police:\n\n{LIST}",
        f"Robberies in Poole recorded by Dorset Police:\n\n{LIST}",
        f"Question 1 - Number of robberies with a knife\n{LIST}",
        f"Q3 - How many of these had a child suspect?\n\n{LIST}",
        "2021/22\nRobberies in Poole: 901\n\n2022/23\nRobberies in Poole: 955",
        "Towns\nRobberies: 901\n\nVillages\nRobberies: 955",
        "901 robbery arrests were made in 2021/22 and 955 robbery arrests in 2022/23.",
        "The figures requested by the press are 901 (2021/22) and 955 (2022/23).",
        "On behalf of Dorset Police and Wiltshire Police: 901 robberies were recorded in 2021/22"
        " and 955 in 2022/23.",
    ],
)
def test_what_is_less_plain_is_not_taken(text: str) -> None:
    assert taken(text) == {}


def test_none_of_some_is_no_zero() -> None:
    text = "Dorset Police recorded no crimes involving a catapult in Poole in the period requested."
    assert taken(text, WEAPON) == {}


def test_a_part_in_brackets_that_was_asked_for_is_left_to_a_person() -> None:
    asked = requested("Robberies at night", first="2021/22", last="2022/23")
    text = "There were 901 robberies in 2021/22 (of which 310 were at night)."
    assert taken(text, asked) == {}


@pytest.mark.parametrize("text", [f"Number of robberies:\n{LIST}\n\n{{}}", "{}\n\n" + LIST])
@pytest.mark.parametrize(
    "said",
    [
        "These offences led to a charge.",
        "In all cases the victim was a woman.",
        "Every third record was read.",
        "They relate to Poole.",
        "I have counted suspects.",
        "Attempts have been left to one side.",
        "Since our previous reply this has been revised to 896.",
    ],
)
def test_a_sentence_that_speaks_of_the_counts_must_be_understood(text: str, said: str) -> None:
    assert taken(text.format(said)) == {}


@pytest.mark.parametrize(
    "said",
    [
        "The figures are from our live crime recording system and may change.",
        "Both figures are for the financial year.",
        "Our officers attend every robbery.",
        "The Act gives a right to information free of charge unless it would cost too much.",
    ],
)
def test_a_sentence_that_is_known_to_be_harmless_changes_nothing(said: str) -> None:
    assert taken(f"Number of robberies:\n{LIST}\n\n{said}") == BOTH


def test_a_sentence_of_one_year_leaves_the_other() -> None:
    text = f"Number of robberies:\n{LIST}\n\nThe last quarter of 2022/23 is awaited."
    assert taken(text) == {"2021/22": 901}


@pytest.mark.parametrize(("in_table", "holds"), [(995, True), (955, False)])
def test_a_count_left_open_holds_back_a_table_that_says_otherwise(
    in_table: int, *, holds: bool
) -> None:
    passages = [
        Passage("paragraph 1", "In 2022/23 we recorded 955 robberies."),
        Passage("paragraph 2", "They relate to Poole."),
    ]
    grid = Grid("table 1", [["Financial year", "Robberies"], ["2022/23", in_table]])
    prose = read_prose(Document([grid], passages), Surroundings({}, {}, {}, ()), ROBBERY)
    assert [(one.count.low, one.holds) for one in prose.proposals] == [(955, holds)]
