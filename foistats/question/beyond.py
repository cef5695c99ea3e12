"""The words of a note that say something beside what was asked for, and what any note may say."""

from functools import cache

from foistats.naming.lexicon import pattern_in_any_case
from foistats.naming.lexicon import words as words_that
from foistats.naming.periods.atoms import MONTH_NUMBERS
from foistats.naming.spelling import regex
from foistats.question.heading_words import one_of
from foistats.question.phrases import Phrase
from foistats.question.roles import AT_LEAST, AT_MOST, OVER, UNDER
from foistats.question.subject import without_times
from foistats.question.wanted import Wanted, offences_named

_EVERYWHERE = (
    r"(?i)\b(?:all|every|each of)(?: of)?(?: the| our)?(?: \d{1,2})?(?: police| policing)?"
    r" (?:districts?|divisions?|areas?|regions?|boroughs?|sectors?|commands?|stations?)\b"
    r"(?: (?:of|in|within|across) (?:the|our) (?:force|county)(?: area)?\b)?"
)


def beyond(text: str, wanted: Wanted) -> frozenset[str]:
    """The words of a text that say something beside what was asked for, in its own roles."""
    phrase = phrase_beside(text, wanted)
    known = wanted.every_word if wanted.by_category else frozenset[str]()
    if not wanted.said_anything:
        known |= offences_named(phrase.words)  # all offences were asked for
    return phrase.words - wanted.phrase.met_by(phrase) - frame() - known


def phrase_beside(text: str, wanted: Wanted) -> Phrase:
    """The phrase of a note without times and numbers; `all districts` are no part of a force."""
    phrase = wanted.phrase_of(regex(_EVERYWHERE).sub(" ", without_times(text)))
    sized = phrase.words_as(OVER, UNDER, AT_LEAST, AT_MOST)
    empty = {
        word
        for word in phrase.words
        if word in MONTH_NUMBERS or (word not in sized and (word.isdigit() or len(word) == 1))
    }
    return phrase.without(frozenset(empty))


def is_part(text: str) -> bool:
    """True for what came of offences: `detected`, `charged`."""
    return pattern_in_any_case("table_headings", "part").search(text) is not None


@cache
def frame() -> frozenset[str]:
    """The words that any note may say."""
    return frozenset(one_of(word) for word in words_that("notes", "frame")) | words_that(
        "notes", "frame"
    )
