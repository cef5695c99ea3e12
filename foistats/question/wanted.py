"""Whether what a sentence or a heading counts is what the request asks for, by the words of both.

The only place where descriptions of counts are held against the question: for sentences, lists and
tables alike.
"""

import re
from functools import cache

from foistats.naming.forces.names import force_words
from foistats.naming.lexicon import words as words_that
from foistats.naming.periods.atoms import MONTH_NUMBERS
from foistats.naming.spelling import fold, regex
from foistats.naming.vocabulary import plurals, says_nothing, singulars, words
from foistats.records import Asked
from schemas.vocabulary import Concern, Unit

_SECTION = r"\b(?:sections?|sect?|ss?)\.? ?(?=\d)"
# "1.2 With injury": the number says where it stands.
_NUMBERING = r"^\s*\(?\d{1,2}(?:\.\d{1,2})*[.)]*\s+(?=[A-Z])"
_OF_A_LETTER = r"[.,;:!?]\s*$"
_DIVIDED_BY = r"(?i)\b(?:broken down |split )?by\b.*"
_NAMES_ONE = re.compile(r"s?\d+[a-z]{0,2}")
_OF_QUESTIONS = words(
    """
    you by each many how what please provide split broken breakdown per last past like would every
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


@cache
def _heads_nothing() -> frozenset[str]:
    nouns = plurals() | singulars()
    counted = frozenset(noun for noun, unit in nouns.items() if unit is not None)
    return says_nothing() | counted | words_that("headings", "says_nothing")


def said_by(heading: str) -> frozenset[str]:
    """The words of a heading that say what it is over; numbers and single letters count too.

    >>> sorted(said_by("No. of offences recorded")), sorted(said_by("Knives seized, 0-17"))
    ([], ['0', '17', 'knive', 'seized'])
    """
    folded = regex(_SECTION).sub("s", fold(regex(_NUMBERING).sub("", heading)))
    words_of_it = re.findall(r"[^\W_]+", folded)
    # "A" at the end is the name of a district, not an article; "IN" by itself is a state.
    names = {word for word in words_of_it[-1:] if len(word) == 1}
    if len(words_of_it) == 1 and len(words_of_it[0]) == 2:
        names.update(set(words_of_it) - words_that("headings", "says_nothing"))
    said = names.union(word for word in words_of_it if word not in _heads_nothing())
    return frozenset(_one_of(word) for word in said)


@cache
def _offences() -> frozenset[str]:
    return frozenset(_one_of(word) for word in words_that("headings", "offence"))


def offences_named(words_of_it: frozenset[str]) -> frozenset[str]:
    """Those of some words that name a kind of offence."""
    return words_of_it & _offences()


def speaks_of(caption: str) -> frozenset[str]:
    """The words of a caption that say what the table below it is about.

    The names of forces, periods, and the words of which every reply's captions are made say
    nothing of it, nor does what follows "by": that is how the table is divided.

    >>> sorted(speaks_of("FOI 123/21: Open referrals to Dorset Police by month, 2018"))
    ['open', 'referral']
    """
    words_of_it = said_by(regex(_DIVIDED_BY).sub("", caption)) - _of_captions()
    names = force_words()
    return frozenset(
        word
        for word in words_of_it
        if not any(letter.isdigit() for letter in word)
        and len(word) > 1
        and word not in names
        and word not in MONTH_NUMBERS
    )


@cache
def _of_captions() -> frozenset[str]:
    return frozenset(_one_of(word) for word in words_that("headings", "caption"))


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
        self.said = self.words | said_by(asked.title) | said_by(asked.question)

    @property
    def said_anything(self) -> bool:
        """False where no word of the request says which offences are asked about."""
        return bool(self.title or self.question)

    def concern_of(self, heading: str) -> Concern | None:
        """What the counts under a heading are, by its words alone; None where it says nothing.

        A heading with all words of the title and no other is what was asked, and so is one with
        all words of the question. With others too it is a part, though the question may name it:
        "burglaries, and how many of them were solved". One that leaves words out is wider. One
        that names another offence is something else. Whatever is left is unclear.
        """
        words_of_it = said_by(heading)
        if not words_of_it:
            return None
        beyond = words_of_it - self.title
        if self.question and words_of_it >= self.question:
            return Concern.PART if words_of_it - self.said else Concern.ASKED
        if self.title and words_of_it >= self.title:
            return Concern.PART if beyond else Concern.ASKED
        if not beyond and words_of_it & (self.title or self.question):
            return Concern.WIDER
        if offences_named(words_of_it) and not words_of_it & (self.title | self.question):
            return Concern.OTHER
        return Concern.UNCLEAR

    def names_another(self, line: str, *, of_sheet: bool = False) -> bool:
        """True for a caption that speaks of something, and of nothing that was asked.

        A sheet may be called anything ("Output", "Final"), and a sentence of a letter says much
        ("Dear Jo,"): these must name an offence.
        """
        said = speaks_of(line)
        any_words = not (of_sheet or regex(_OF_A_LETTER).search(line))
        return bool(said if any_words else offences_named(said)) and not said_by(line) & self.words

    def names_it(self, line: str) -> bool:
        """True for a line that has a word of the request's title (of its question, without one)."""
        return bool(said_by(line) & (self.title or self.question))

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
