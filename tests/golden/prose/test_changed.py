"""Sentences that change the count of another: the count is asked about, and not taken."""

import pytest

from tests.golden.prose.case import read, requested

BURGLARY = requested("Burglary", "How many burglary offences?", first="2019/20", last="2021/22")
COUNT = "In 2021/22 we recorded 140 burglary offences."


@pytest.mark.parametrize(
    "text",
    [
        f"{COUNT} Correction: the number is 141.",
        f"{COUNT} The correct figure is 141.",
        f"{COUNT} The correct figure for 2021/22 is 141.",
        f"{COUNT} That figure should have been 141.",
        f"{COUNT} A further 12 were recorded on our old system.",
        f"{COUNT} There were 12 more on our old system.",
        f"{COUNT}\n\nShops and offices have been left out.",
        f"{COUNT}\n\nPlease be aware that shops and offices are not included.",
        f"{COUNT}\n\nOur search was limited to the city division.",
        f"{COUNT}\n\nThe search was confined to Salisbury.",
        f"{COUNT}\n\nYears are January to December.",
        f"{COUNT}\n\nOur years run from 1 October to 30 September.",
        f"The following are solved cases.\n\n{COUNT}",
    ],
)
def test_a_count_that_another_sentence_changes_is_asked_about(text: str) -> None:
    prose = read(text, BURGLARY)
    assert prose.observations == ()
    assert 140 in [one.count.low for one in prose.proposals]


@pytest.mark.parametrize(
    "text",
    [
        f"{COUNT}\n\nYears are April to March.",
        f"{COUNT}\n\nOur financial years run from 1 April to 31 March.",
        f"{COUNT}\n\nNames have been left out.",
        f"{COUNT}\n\nThe search was limited to the period of your request.",
        f"{COUNT}\n\nWe will reply within a further 20 working days.",
        f"The following are burglary offences.\n\n{COUNT}",
    ],
)
def test_a_count_that_nothing_changes_is_taken(text: str) -> None:
    assert [one.count.low for one in read(text, BURGLARY).observations] == [140]
