"""The words of headings: which say nothing, which count, which name a kind of offence."""

from functools import cache

from foistats.naming.lexicon import words as words_that
from foistats.naming.vocabulary import plurals, says_nothing, singulars
from schemas.vocabulary import Unit

_SEVERAL = {"children": "child", "women": "woman", "men": "man", "thieves": "thief"}


def one_of(word: str) -> str:
    """A word in the singular, as it is compared.

    >>> one_of("burglaries"), one_of("children"), one_of("13s")
    ('burglary', 'child', '13')
    """
    if word in _SEVERAL:
        return _SEVERAL[word]
    if word[:1].isdigit():
        return word[:-1] if word.endswith("s") else word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


# One thing by two names; an incident need not be a crime.
_LOOSE = (Unit.OFFENCES, Unit.CRIMES)


@cache
def nothing_in_headings(unit: str) -> frozenset[str]:
    """The words that say nothing in a heading: fillers, and the noun of the unit asked for.

    Verbs and adjectives that pass in a sentence of the force ("we can confirm that ... were
    attended") make a part of it in a heading: `Burglaries attended`.
    """
    fillers = says_nothing() - words_that("headings", "says_something")
    return fillers | names_of(unit) | words_that("headings", "says_nothing") | counting()


@cache
def counting() -> frozenset[str]:
    """The words that say that a heading is over counts, or over their sum."""
    return words_that("headings", "count")


@cache
def names_of(unit: str) -> frozenset[str]:
    """The nouns by which a unit is counted."""
    same = [one for one in Unit if one.value == unit or (one in _LOOSE and unit in ("", *_LOOSE))]
    nouns = plurals() | singulars()
    return frozenset(noun for noun, of in nouns.items() if of in same)


@cache
def offence_words() -> frozenset[str]:
    """The words that name a kind of offence, in the singular."""
    return frozenset(one_of(word) for word in words_that("headings", "offence"))
