"""The words of counting sentences: what is counted, what says nothing more, what makes it unsure.

A sentence is only taken where every word of it is known here or belongs to what is counted.
"""

from collections.abc import Iterator
from functools import cache

from foistats.naming.lexicon import entries
from foistats.naming.lexicon import words as words_that
from schemas.vocabulary import Unit

# In the table of nouns, for one that is counted by its plural only.
_NO_SINGULAR = "-"


def words(text: str) -> frozenset[str]:
    """The words of a text, for looking words up in."""
    return frozenset(text.split())


@cache
def plurals() -> dict[str, Unit | None]:
    """What is counted, by its plural: its unit, None where no request can have it as one."""
    return {plural: unit for unit, (_, *more) in _nouns() for plural in more}


@cache
def singulars() -> dict[str, Unit | None]:
    """What one of is counted; it counts after "one" only ("crime recording system")."""
    return {one: unit for unit, (one, *_) in _nouns() if one != _NO_SINGULAR}


def _nouns() -> Iterator[tuple[Unit | None, list[str]]]:
    for entry in entries("nouns"):
        yield None if entry.means == "no_unit" else Unit(entry.means), entry.wording.split()


def says_nothing() -> frozenset[str]:
    """Words that say only that counts are recorded and given: nothing of what is counted."""
    return words_that("words", "says_nothing")


def moves() -> frozenset[str]:
    """Words that are harmless where two numbers are compared; else one may be the difference."""
    return words_that("words", "moves")


# Words of a count's own noun phrase that narrow nothing: "39 separate recorded offences".
PLAIN_BEFORE_NOUN = words(
    """
    recorded reported separate individual such the of total police logged registered o
    """
)
# Where a description after the noun begins; the first ones are not part of its name.
DROPPED_BEFORE_LABEL = words(
    """
    of under for relating related relation to regarding concerning contrary classified
    recorded reported logged as in the that were have been was are being with respect
    """
)
LABEL_STARTS = words(
    """
    of under for against involving relating related regarding concerning contrary classified
    with at on within as flagged linked where
    """
)
# A count of zero where a noun follows; the last two only after a "not".
NONE = words("no dim any unrhyw")
RELATIVE = words("which who whom where whose when that")
