"""Every passage of the corpus gives exactly the counts and the questions written down for it."""

import pytest

from foistats.naming.periods import read_period
from foistats.records import Observation
from schemas.vocabulary import Basis, Source
from tests.golden.prose import asked_about, nothing, taken
from tests.golden.prose.case import Ask, Case, Take, read

TAKEN = (
    *taken.SENTENCES,
    *taken.AROUND,
    *taken.LISTS,
    *taken.BESIDE_LAW,
    *taken.ASKED_FOR,
)
ASKED = (
    *asked_about.UNDATED,
    *asked_about.UNSURE,
    *asked_about.PARTS,
    *asked_about.OF_EACH,
    *asked_about.RATES,
    *asked_about.OF_ANOTHER_SENDER,
    *asked_about.IN_THE_FORCES_VOICE,
    *asked_about.OF_SOMETHING_ELSE,
    *asked_about.SAID_OTHERWISE,
    *asked_about.AROUND,
    *asked_about.NOT_WHAT_IT_LOOKS_LIKE,
)


def named(case: Case) -> str:
    return " ".join(case.text.split())[:70]


def as_take(one: Observation) -> Take:
    label = " | ".join(one.labels)
    forces = "|".join(one.force_ids)
    return Take("", one.count.low, one.count.high, one.unit, label, forces)


def check(case: Case) -> None:
    prose = read(case.text, case.asked)
    takes = [one for one in case.expected if isinstance(one, Take)]
    asks = [one for one in case.expected if isinstance(one, Ask)]
    assert [as_take(one) for one in prose.observations] == [t._replace(period="") for t in takes]
    assert [one.period for one in prose.observations] == [read_period(t.period) for t in takes]
    assert [one.count.low for one in prose.proposals] == [ask.low for ask in asks]
    for proposal, ask in zip(prose.proposals, asks, strict=True):
        assert ask.why in proposal.why
        assert proposal.holds is ask.holds


@pytest.mark.parametrize("case", TAKEN, ids=named)
def test_a_certain_count_is_taken(case: Case) -> None:
    check(case)


@pytest.mark.parametrize("case", ASKED, ids=named)
def test_what_is_not_certain_is_asked_about(case: Case) -> None:
    check(case)


@pytest.mark.parametrize("text", nothing.NOTHING, ids=lambda text: " ".join(text.split())[:70])
def test_a_number_that_is_no_count_gives_nothing(text: str) -> None:
    found = read(text)
    assert (found.observations, found.proposals) == ((), ())


def test_the_requests_own_question_is_nobodys_answer() -> None:
    question = nothing.QUOTES_ITS_QUESTION.question
    assert read(f"{question}.", nothing.QUOTES_ITS_QUESTION) == read("")
    assert read("In 2019/20 we recorded 39 offences.", nothing.QUOTES_ITS_QUESTION).observations


def test_there_are_enough_passages_of_each_sort() -> None:
    assert len(TAKEN) >= 60
    assert len(ASKED) >= 60
    assert len(nothing.NOTHING) >= 50


def test_an_observation_says_where_it_comes_from() -> None:
    (one,) = read("Thank you.\n\nWe looked. In 2019/20 we recorded\n39 offences.").observations
    assert one.place == "paragraph 2, sentence 2"
    assert one.as_written == "In 2019/20 we recorded 39 offences."
    assert (one.basis, one.force_from, one.period_from) == (
        Basis.PLAIN,
        Source.RESPONSE,
        Source.SENTENCE,
    )
