"""Sentences put together at random, whose truth is known: read exactly, or left to a person."""

import string

from hypothesis import given, settings
from hypothesis import strategies as st

from foistats.model.values import Period
from foistats.naming.periods import read_period
from tests.golden.prose.case import read

YEARS = st.integers(2005, 2023)
FINANCIAL = YEARS.map(lambda year: f"{year}/{(year + 1) % 100:02d}")
PERIODS = st.one_of(
    FINANCIAL,
    YEARS.map(str),
    FINANCIAL.map(lambda year: f"the financial year {year}"),
    st.tuples(st.sampled_from(["January", "June", "October"]), YEARS).map(
        lambda p: f"{p[0]} {p[1]}"
    ),
)
# From 1974 to 2049 a number without a comma can be a year; `written` puts commas where one belongs.
# 999 calls were either recorded, or made to 999.
NUMBERS = st.integers(0, 99_999).filter(lambda n: n not in DIALLED)
DIALLED = (101, 111, 112, 999)
NOUNS = st.sampled_from(["offences", "crimes", "incidents", "arrests", "victims", "calls"])
LABELS = st.sampled_from(["", "rape ", "child abuse image ", "domestic burglary "])
# After most of these a number names something: "Question 2", "category 45".
LEADS = st.sampled_from(
    [
        "",
        "Answer: ",
        "Question 2: ",
        "In this category, ",
        "In this district ",
        "By type: ",
        "Unit ",
    ]
)
VERBS = st.sampled_from(["were recorded", "have been recorded", "were reported"])


def written(number: int) -> str:
    return f"{number:,}"


@st.composite
def sentences(
    draw: st.DrawFn,
    numbers: st.SearchStrategy[int] = NUMBERS,
    leads: st.SearchStrategy[str] = st.just(""),  # noqa: B008 - a strategy is never changed
) -> tuple[str, dict[Period, int]]:
    """A sentence of one of the forms that forces use, and the counts that it gives."""
    size = draw(st.integers(1, 4))
    periods = draw(st.lists(PERIODS, min_size=size, max_size=size, unique_by=read_period))
    counts = draw(st.lists(numbers, min_size=size, max_size=size))
    said = [written(number) for number in counts]
    noun, label, verb = draw(NOUNS), draw(LABELS), draw(VERBS)
    rest = [f"{count} in {period}" for count, period in zip(said[1:], periods[1:], strict=True)]
    first = f"{said[0]} {label}{noun}"
    forms = [
        f"{'; '.join([f'In {periods[0]} {first} {verb}', *rest])}.",
        f"We recorded {first} in {', '.join([periods[0], *rest])}.",
        f"{first} {verb} in {' and '.join([periods[0], *rest])}.",
        f"In {periods[0]} there were {', '.join([first, *rest])}.",
        f"In {', '.join(periods)} we recorded {', '.join(said)} {label}{noun} respectively.",
        f"Number of {label}{noun} recorded:\n"
        + "\n".join(f"{p}: {n}" for p, n in zip(periods, said, strict=True)),
    ]
    said_so = draw(leads) + draw(st.sampled_from(forms))
    return said_so, dict(zip(map(read_period, periods), counts, strict=True))


@given(sentences(NUMBERS | st.sampled_from(DIALLED), LEADS))
@settings(max_examples=400, deadline=None)
def test_a_sentence_of_a_known_form_is_read_as_it_was_meant_or_not_at_all(
    made: tuple[str, dict[Period, int]],
) -> None:
    text, truth = made
    prose = read(text)
    found = {one.period: one.count.low for one in prose.observations}
    assert found.items() <= truth.items()
    assert found == truth or prose.proposals
    assert len(prose.observations) == len(found)


@given(sentences())
@settings(max_examples=150, deadline=None)
def test_most_sentences_of_a_known_form_are_read(made: tuple[str, dict[Period, int]]) -> None:
    """Periods that lie in one another make a list unsure; without them every form is read."""
    text, truth = made
    apart = all(
        one == other or one.end < other.start or other.end < one.start
        for one in truth
        for other in truth
    )
    if apart and len({period.kind for period in truth}) == 1:
        assert {one.period: one.count.low for one in read(text).observations} == truth


HEDGES = st.sampled_from(
    ["approximately", "at least", "more than", "up to", "an estimated", "around", "a further"]
)


@given(HEDGES, NUMBERS.filter(lambda n: n > 20), FINANCIAL, NOUNS)
@settings(max_examples=100, deadline=None)
def test_a_hedged_count_is_never_taken(hedge: str, number: int, year: str, noun: str) -> None:
    prose = read(f"In {year} {hedge} {written(number)} {noun} were recorded.")
    assert not prose.observations
    assert len(prose.proposals) == 1


JUMBLE = """
    the of force recorded in offences crimes section act 2003 2019/20 s15A £450 18 hours 40(2) 12%
    Dorset Police Essex we you asked how many? were not between and 3rd January 2019 101 ref: FOI
    1306/25 Home Office code 086/02 each per average 39 1,204 5 nil none total: - / ( ) " – a
    further about which Question 2 Answer 16:00 aged 13-15 NG5 8PP 2.5 7069 occurrences. Of these,
    respectively compared with the year before fewer than five no or
    """
WORDS = st.sampled_from(JUMBLE.split())
# Without these no count of anything can be meant.
COUNTING = ("offences", "crimes", "occurrences")


@given(st.lists(WORDS, max_size=25).map(" ".join))
@settings(max_examples=400, deadline=None)
def test_no_jumble_of_a_letters_words_breaks_the_reader(text: str) -> None:
    prose = read(text)
    for one in prose.observations:
        assert one.count.low is not None
        assert str(one.count.low) in text.replace(",", "") or one.count.low == 0 or "five" in text


@given(st.lists(WORDS.filter(lambda w: w.rstrip(".") not in COUNTING), max_size=25).map(" ".join))
@settings(max_examples=300, deadline=None)
def test_numbers_without_anything_counted_are_never_taken(text: str) -> None:
    assert not read(text).observations


@given(st.text(st.sampled_from(string.printable + "–—£’“”\u00a0\u2028٣½"), max_size=300))
@settings(max_examples=300, deadline=None)
def test_noise_is_never_taken_and_never_an_exception(text: str) -> None:
    assert not read(text).observations
