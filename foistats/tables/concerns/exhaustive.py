"""Whether the lines of a table can be all there is of something, or leave out a rest.

A printed total shows that it is the sum of the lines above it, and nothing of crimes that none of
them names. `Charged` and `Cautioned` come to the crimes that were solved; `Knife` and `Firearm` to
those with a weapon. Such lines are the whole only beside one for all others: `None`, `No suspect`.
"""

import re
from collections.abc import Sequence

from foistats.naming.lexicon import words as words_that
from foistats.naming.spelling import fold, plain, regex
from foistats.naming.vocabulary import says_nothing
from foistats.question.heading_words import one_of
from foistats.question.offence_groups import is_of_every_kind
from foistats.question.wanted import Wanted, parts_named
from foistats.tables.concerns.captions import near
from foistats.tables.concerns.held import HeadingLevel, HeldTable
from foistats.tables.concerns.shown_parts import is_outcome
from foistats.tables.record_lists.words import is_known_outcome
from foistats.tables.words import is_derived, is_measure
from schemas.vocabulary import Concern, Unit

# Negations, and what is left when all that has a name is taken: a closed class.
_REST = (
    r"\b(?:others?|otherwise|none|no|not|nil|nothing|nobody|never|non|without|rest|remainder"
    r"|remaining|n/?[ak]|un(?!der|i)[a-z]+|nfa|open|ongoing|pending|outstanding|blank|missing)\b"
)
_AGES = r"\b(?:ages?|aged)\b"
_AN_AGE = r"\d{1,2}\s*(?:-|–|to)\s*\d{1,3}\b|\d{1,2}\s*\+|\b(?:under|over)\s+\d"
_NO_END = r"\d\s*\+|[>≥]|\bover\b|\babove\b|\bolder\b|\bplus\b|\bonwards?\b|\badults?\b|-\s*1\d\d\b"
# Lines that begin later have no place for the young.
_OF_AGE = 18
_DAYS = frozenset({"mon", "tue", "wed", "thu", "fri", "sat", "sun"})
_AXIS = r"\bby (?P<axis>[a-z]+(?: [a-z]+)?)\W*$"
_EVERY_CRIME_HAS = ("place", "time", "date", "person", "offence", "counted", "outcome_title")
_SORTS = frozenset({"type", "class", "category", "group", "kind", "system", "source", "name"})
_OF_PERSONS = (Unit.SUSPECTS, Unit.ARRESTS, Unit.CHARGES)


def leaves_out_a_rest(table: HeldTable, level: HeadingLevel, wanted: Wanted) -> bool:
    """True where lines name some of what there may be, and no line stands for the others."""
    texts = [text for text in level.distinct if any(letter.isalnum() for letter in text)]
    if len(texts) < len(level.distinct) or any(is_rest(text) for text in texts):
        return False
    titles = [level.title, *near(table.reading)]
    return (
        all(is_outcome(text, wanted) or is_known_outcome(text) for text in texts)
        or any(is_of_every_kind(text) for text in texts)
        or _are_ages_without_end(texts, titles)
        or _are_some_days(texts)
        or _are_of_persons_unknown(titles, wanted)
        or _are_of_a_thing(level.title, wanted)
        or any(_divides_in_part(line, wanted) for line in near(table.reading))
    )


def _divides_in_part(line: str, wanted: Wanted) -> bool:
    """True for a caption `by injury`, `by premises`: not every crime has one of these.

    Every crime has a place, a time, a type, and its victim an age and a sex.
    """
    found = regex(_AXIS).search(plain(line).casefold())
    if found is None or wanted.caption_of(line) not in (None, Concern.ASKED):
        return False
    words = {one for word in re.findall(r"[a-z]+", found["axis"]) for one in (word, one_of(word))}
    every = frozenset().union(*(words_that("records", means) for means in _EVERY_CRIME_HAS))
    return words.isdisjoint(every | _SORTS | says_nothing() | wanted.named)


def is_rest(text: str) -> bool:
    """True for a line of all others: those without it, or of which it isn't known.

    >>> [is_rest(text) for text in ("Other robbery", "No suspect", "Undetected", "Under 18")]
    [True, True, True, False]
    """
    return regex(_REST).search(plain(text).casefold()) is not None


def _are_ages_without_end(texts: Sequence[str], titles: Sequence[str]) -> bool:
    """True for `0-10` and `11-17`, without a line of older persons, or for the old alone."""
    lowered = [plain(text).casefold() for text in texts]
    ages = any(regex(_AGES).search(plain(line).casefold()) for line in titles) and all(
        any(letter.isdigit() for letter in text) for text in lowered
    )
    ages |= all(regex(_AN_AGE).search(text) for text in lowered)
    if not ages:
        return False
    first = min((int(n) for text in lowered for n in regex(r"\d{1,3}").findall(text)), default=0)
    begins = first <= _OF_AGE or any(regex(r"\bunder\b|<").search(text) for text in lowered)
    return not begins or not any(regex(_NO_END).search(text) for text in lowered)


def _are_some_days(texts: Sequence[str]) -> bool:
    """True for `Saturday` and `Sunday` without the other days of the week."""
    days = {text.strip()[:3].casefold() for text in texts}
    return days < _DAYS and all(text.casefold().rstrip("s ").endswith("day") for text in texts)


def _are_of_persons_unknown(titles: Sequence[str], wanted: Wanted) -> bool:
    """True for `by age of suspect` where crimes are counted: many have no suspect."""
    if any(unit.value == wanted.unit for unit in _OF_PERSONS):
        return False
    return any(
        not wanted.parts and parts_named(line) & frozenset(_OF_PERSONS)
        for line in titles
        if regex(r"(?i)\bby\b|\bof\b").search(line) or line == titles[0]
    )


def _are_of_a_thing(title: str, wanted: Wanted) -> bool:
    """True for the heading `Weapon`, or `Property stolen`: not every crime has such a thing."""
    said = [one_of(word) for word in re.findall(r"[^\W\d_]+", fold(title))]
    things = frozenset(map(one_of, words_that("records", "thing")))
    worth = is_measure(title) or is_derived(title)
    return bool(said) and said[0] in things and said[0] not in wanted.named and not worth
