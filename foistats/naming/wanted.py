"""Whether what a sentence counts is what the request asks for, by the words of both."""

import re
from functools import cache

from foistats.naming.periods.atoms import MONTH_NUMBERS
from foistats.naming.spelling import fold, regex
from foistats.naming.vocabulary import plurals, says_nothing, singulars, words
from foistats.records import Asked
from schemas.vocabulary import Unit

_SECTION = r"\b(?:sections?|sect?|ss?)\.? ?(?=\d)"
_NAMES_ONE = re.compile(r"s?\d+[a-z]{0,2}")
_OF_QUESTIONS = words(
    """
    each many how what please provide split broken breakdown per last past like would every
    first five ten three two four which who any against involving under where under act foi
    freedom uk england wales scotland request requests not
    """
)


@cache
def _says_nothing() -> frozenset[str]:
    nouns = plurals() | singulars()
    counted = frozenset(noun for noun, unit in nouns.items() if unit is not None)
    return says_nothing() | counted | frozenset(MONTH_NUMBERS) | _OF_QUESTIONS


def content(text: str) -> frozenset[str]:
    """The words of a text that say what is meant, in one spelling and number.

    >>> sorted(content("How many offences under Section 15A (sexual communication)?"))
    ['communication', 's15a', 'sexual']
    """
    folded = regex(_SECTION).sub("s", fold(text))
    empty = _says_nothing()
    said = (word for word in re.findall(r"[^\W_]+", folded) if word not in empty and len(word) > 1)
    return frozenset(_one_of(word) for word in said if not word.isdigit())


# Offences, crimes and incidents are counted; these are parts of them, or what came of them:
# `offences with a suspect` are fewer than offences.
_OF_A_PART = (
    Unit.ARRESTS,
    Unit.CHARGES,
    Unit.SUSPECTS,
    Unit.VICTIMS,
    Unit.CALLS,
    Unit.PEOPLE,
)
_SEVERAL = {"children": "child", "women": "woman", "men": "man"}


def _one_of(word: str) -> str:
    if word in _SEVERAL:
        return _SEVERAL[word]
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def parts_named(text: str) -> frozenset[Unit]:
    """The units among the words of a text that are less than offences: suspects, arrests ..."""
    nouns = (plurals().get(word) or singulars().get(word) for word in fold(text).split())
    return frozenset(unit for unit in nouns if unit is not None and unit in _OF_A_PART)


class Wanted:
    """What a request asks for, in words."""

    def __init__(self, asked: Asked) -> None:
        """Take the words of the request's title and question; without any, nothing is compared."""
        self.title = content(asked.title)
        self.question = content(asked.question)
        self.words = self.title | self.question
        self.known = bool(asked.title or asked.question)
        self.by_category = bool(asked.categories)
        self.folded = fold(asked.question)
        self.unit = asked.unit
        self.parts = parts_named(f"{asked.title} {asked.question}")

    def why_not(self, label: str) -> str:
        """Why a count so described may not be the whole of what was asked; empty where it is.

        Without a description it is the answer to the question. One that leaves out a word of the
        title may be broader, one with a word of its own narrower than what was asked.
        """
        words = content(label)
        if not self.known or self.by_category:
            return ""
        if any(unit.value != self.unit for unit in parts_named(label) - self.parts):
            return f"it counts {label!r}, which may be a part of what was asked"
        if not words:
            return ""
        beyond = words - self.words
        if beyond:
            return f"it counts {label!r}, which the request doesn't name"
        if any(_NAMES_ONE.fullmatch(word) for word in words):
            return ""
        if words >= self.title or (self.question and words >= self.question):
            return ""
        return f"it counts {label!r}, which may be more or less than what was asked"

    def names_more(self, parts: str, label: str) -> bool:
        """True where the words about a part are the request's, and those of the whole aren't."""
        return bool((content(parts) & self.words) - content(label))

    def is_the_question(self, text: str) -> bool:
        """True where a sentence is the request's own question, or a piece of it."""
        folded = fold(text)
        return len(folded) > 25 and (
            folded in self.folded or (len(self.folded) > 25 and self.folded in folded)
        )
