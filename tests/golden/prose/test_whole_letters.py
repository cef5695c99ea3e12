"""Letters read whole: exactly the counts, the questions and the refusals written down for each."""

import pytest

from foistats.naming.periods import read_period
from foistats.records import Asked
from tests.golden.prose import letters_that_refuse, letters_to_ask_about, letters_with_counts
from tests.golden.prose.case import read, requested
from tests.golden.prose.whole_letters import Letter

LETTERS = (
    *letters_with_counts.LETTERS,
    *letters_to_ask_about.LETTERS,
    *letters_that_refuse.LETTERS,
)


@pytest.mark.parametrize("letter", LETTERS, ids=lambda one: " ".join(one.text.split())[:70])
def test_a_letter_is_read_as_it_was_by_hand(letter: Letter) -> None:
    prose = read(letter.text, Asked(force_ids=(letter.force,)))
    taken = {(one.period, one.count.low) for one in prose.observations}
    assert taken == {(read_period(period), count) for period, count in letter.taken}
    assert letter.asked <= {one.count.low for one in prose.proposals}
    told = {(one.question, one.outcome or "unclear", one.section) for one in prose.refused}
    # A refusal whose section nobody named is told a second time, as a question.
    settled = {one for one in told if one[1] != "unclear"} or told
    assert settled == letter.refused


def test_there_are_many_letters() -> None:
    assert len(LETTERS) >= 107


def test_a_letterheads_telephone_line_says_nothing_of_the_figures() -> None:
    (one,) = read("0300 000 0000\n\nIn 2021 there were 45 burglary offences.").observations
    assert one.count.low == 45
    told = read("All figures are in 000s.\n\nIn 2021 there were 45 burglary offences.")
    assert (told.observations, len(told.proposals)) == ((), 1)


def test_the_name_of_the_force_above_its_answer_is_no_heading() -> None:
    asked = requested("Burglary", "How many burglary offences were recorded?", first="2019")
    (one,) = read(
        "Dorset Police\n\nIn 2019/20 we recorded 12 burglary offences.", asked
    ).observations
    assert one.count.low == 12
    narrowed = read("Arson\n\nIn 2019/20 we recorded 12 burglary offences.", asked)
    assert (narrowed.observations, len(narrowed.proposals)) == ((), 1)
