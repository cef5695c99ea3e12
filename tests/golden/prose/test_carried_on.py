"""Sentences that go on with the count of the one above: taken where certain, else proposed."""

from foistats.letters.reading import Prose
from tests.golden.prose.case import read, requested

BURGLARY = requested("Burglary", "How many burglary offences?", first="2020", last="2023")
FIRST = "In 2020 Dorset Police recorded 17 burglary offences. "


def taken(prose: Prose) -> list[tuple[int, int | None]]:
    return [(one.period.start.year, one.count.low) for one in prose.observations]


def proposed(prose: Prose) -> list[tuple[int | None, int | None, int | None]]:
    return [
        (one.period.start.year if one.period else None, one.count.low, one.count.high)
        for one in prose.proposals
    ]


def test_a_year_and_a_number_are_the_next_of_the_series() -> None:
    prose = read(
        FIRST + "In 2021 there were 21. The figure for 2022 was 30. In 2023 there were none.",
        BURGLARY,
    )
    assert taken(prose) == [(2020, 17), (2021, 21), (2022, 30), (2023, 0)]
    assert {(one.labels, one.unit) for one in prose.observations} == {(("burglary",), "offences")}


def test_a_sentence_that_says_more_is_proposed() -> None:
    for more in (
        "In 2021 this rose to 21.",
        "In 2021 there were approximately 21.",
        "In 2021 there were 21 in Poole.",
        "In 2020 there were 21.",
        "In 2021 we charged 21.",
    ):
        prose = read(FIRST + more, BURGLARY)
        assert (more, 21) in [(more, low) for _, low, _ in proposed(prose)]
        assert 21 not in [low for _, low in taken(prose)]


def test_several_things_above_leave_open_which_is_meant() -> None:
    prose = read(
        "In 2020 Dorset Police recorded 17 burglary offences and made 4 arrests."
        " In 2021 there were 21.",
        BURGLARY,
    )
    assert (2021, 21) not in taken(prose)
    assert (2021, 21, 21) in proposed(prose)


def test_a_series_with_a_withheld_year_loses_none() -> None:
    prose = read(
        "In 2021 Dorset Police recorded 17 thefts of dogs. In 2022 there were 21. In the calendar"
        " year 2023 fewer than five such offences were recorded; the exact number is withheld"
        " under section 40(2).",
        BURGLARY,
    )
    assert taken(prose) == []
    assert proposed(prose) == [(2021, 17, 17), (2022, 21, 21), (2023, 0, 4)]


def test_a_verb_may_be_said_again() -> None:
    prose = read(
        "Dorset Police made 4 arrests for dog theft in 2021/22. In 2022/23 Dorset Police made 6"
        " arrests. In 2023/24 there were 8."
    )
    assert taken(prose) == [(2021, 4), (2022, 6), (2023, 8)]


def test_what_is_no_count_of_the_series_is_not_proposed() -> None:
    for other in (
        "In 2021 we opened 3 new stations.",
        "In 2030 there were 21.",
        "Numbers of fewer than five in 2021 are suppressed.",
        "There were 45 in 2021?",
    ):
        prose = read(FIRST + other, BURGLARY)
        assert (taken(prose), proposed(prose)) == ([(2020, 17)], [])
