"""What reading text costs: in proportion to its length, whatever it is made of."""

import time

import pytest

from foistats.letters.grammar import LONGEST
from tests.golden.prose.case import read

# A pattern that goes wrong takes minutes for this much; these take a tenth of a second or two.
LIMIT = 10.0
SIZE = 40_000
PIECES = (
    "1", "1 ", "1,", "2019/20 ", "39 offences ", "recorded in the force ", "- ", "a: 1 ; ",
    "Norfolk and Suffolk ", "your request you asked ", "(", '"', "one hundred ", "and ",
    "between 2019 and ", "2019 - 12 / ", "no recorded ", "a search of the crime ", "Offences Act ",
    "1st of May ", "Q1 ", "Response to ", "section 1(1)", "question 1 and 2, ", "up to 5 ",
    "In 2019 we recorded 5 offences. ", "\u00a0", "> ", "Rape: 30\n", "2019: 5\n", "1. ", "a\n",
    "these figures only ", "ref: FOI 1/", "the year before ", "of which ", "fewer than ", "1 to ",
)  # fmt: skip


@pytest.mark.parametrize("piece", PIECES, ids=repr)
def test_no_text_takes_longer_than_its_length(piece: str) -> None:
    text = piece * (SIZE // len(piece))
    started = time.process_time()
    read(text)
    assert time.process_time() - started < LIMIT


def test_a_megabyte_without_an_end_is_read_in_no_time() -> None:
    started = time.process_time()
    prose = read("there were 39 offences in 2019/20 and " * 27_000)
    assert time.process_time() - started < LIMIT
    assert not prose.observations
    assert [one.why for one in prose.proposals] == [
        "the sentence is too long to be read with certainty"
    ]


def test_a_sentence_is_read_up_to_the_longest_there_is() -> None:
    filler = "the police " * ((LONGEST - 60) // 11)
    assert read(f"In 2019/20 {filler}recorded 39 offences.").observations
    assert not read(f"In 2019/20 {filler * 2}recorded 39 offences.").observations
