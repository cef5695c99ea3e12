"""What a sentence says of counts is known to be harmless, or it is asked about."""

import re
from dataclasses import replace

import pytest

from foistats.naming import lexicon
from foistats.naming.lexicon import Entry, entries
from foistats.naming.periods import read_period
from foistats.question.understood import changes_counts
from foistats.question.wanted import Wanted
from foistats.records import Asked
from schemas.vocabulary import PeriodKind

ASKED = Asked(
    force_ids=("kent",),
    title="Robberies",
    question="How many robberies did you record in each of the years 2021/22 and 2022/23?",
    unit="offences",
    first=read_period("2021/22"),
    last=read_period("2022/23"),
    period_kind=PeriodKind.FINANCIAL_YEAR,
)
KNOWN = frozenset({901, 955, 1856})


def changes(said: str, asked: Asked = ASKED) -> bool:
    return changes_counts(said, Wanted(asked), asked, known=KNOWN)


@pytest.mark.parametrize(
    "said",
    [
        # Of every one of them something is said that not every robbery has.
        "These offences led to a charge.",
        "In all cases the victim was a woman.",
        "Each of them was filmed.",
        "The victims knew their attacker.",
        "The suspects were juveniles.",
        "These happened on buses.",
        # Some are left out, or something is put in.
        "Attempts have been left to one side.",
        "Attempts are not included.",
        "Undetected offences are not part of this.",
        "The figure also takes in robberies in Essex.",
        "Theft from the person is part of this number.",
        "We do not hold robberies recorded by the old system.",
        "You will not find robberies of taxis in this.",
        # Not all were looked at.
        "Every third record was read.",
        "To stay within the cost limit we used one district, Ashford.",
        "The figures come from one of our three divisions.",
        # Another place, another thing, another measure.
        "They relate to Medway.",
        "I have counted suspects.",
        "Your request has been interpreted as relating to Canterbury.",
        "What is shown is the number of people arrested.",
        "These are averages per month.",
        # Not the whole of a year.
        "Both figures are for April to December.",
        "The last quarter of 2022/23 is awaited.",
        "The system went live on 1 July 2021 and nothing earlier is in it.",
        "The figures begin from 2022.",
        "2022/23 ends at February because of the system change.",
    ],
)
def test_what_is_not_known_to_be_harmless_changes_the_counts(said: str) -> None:
    assert changes(said)


@pytest.mark.parametrize(
    "said",
    [
        "The figures are taken from our live crime recording system and may change.",
        "The data was extracted on 3 July 2023.",
        "They relate to the whole force area.",
        "Both figures are for the financial year.",
        "The financial year runs from April to March.",
        "Crimes are counted in the year they were recorded.",
        "Attempted robberies are included.",
        "No crimes have been left out.",
        "The figures are crimes, not victims.",
        "The figures should not be compared with those of other forces.",
        "Further figures are on our website.",
        "Figures for 2023/24 will be published next year.",
        "Information for years before 2015 has been deleted under our retention policy.",
        "We do not hold data on value.",
        "I have provided the figures you asked for.",
        "The total for the two years is 1,856.",
        "Suspects were under 18 in 200 cases.",
        # What isn't said of the counts is no matter of theirs.
        "Our officers attend every robbery.",
        "There were 4,000 officers in post.",
        "The rise is due to better recording.",
        "One crime may involve several suspects.",
        "This information is licensed under the Open Government Licence.",
        "If you are unhappy with the figures you may ask for a review.",
    ],
)
def test_what_is_known_to_be_harmless_changes_nothing(said: str) -> None:
    assert not changes(said)


def test_a_year_is_whole_by_the_kind_that_was_asked() -> None:
    calendar = replace(
        ASKED,
        first=read_period("2021"),
        last=read_period("2022"),
        period_kind=PeriodKind.CALENDAR_YEAR,
    )
    both = "Both figures are for {}."
    assert changes(both.format("January to December"))
    assert not changes(both.format("April to March"))
    assert not changes(both.format("January to December"), calendar)
    assert changes(both.format("April to March"), calendar)


@pytest.mark.parametrize(
    "entry", entries("understood_words"), ids=lambda one: f"{one.means}: {one.wording}"
)
def test_a_sentence_is_harmless_by_each_of_its_words(
    entry: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert set(re.findall(r"[\w-]+", entry.example.casefold())) & set(entry.wording.split())
    assert not changes(entry.example)
    kept = tuple(one for one in entries("understood_words") if one is not entry)
    kept_words = {word for one in kept for word in one.wording.split()}
    assert kept_words.isdisjoint(entry.wording.split())
    monkeypatch.setattr(lexicon, "entries", lambda _: kept)
    try:
        lexicon.words.cache_clear()
        assert frozenset(kept_words) == lexicon.words("understood_words", "says_nothing")
        assert changes(entry.example)
    finally:
        lexicon.words.cache_clear()


@pytest.mark.parametrize(
    "entry", entries("understood"), ids=lambda one: f"{one.means}: {one.example}"
)
def test_each_wording_decides_its_example(entry: Entry) -> None:
    assert changes(f"{entry.example}.") is (entry.means == "points")
