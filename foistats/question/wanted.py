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
# A sentence or a salutation; "Number of officers:" is a caption all the same.
_OF_A_LETTER = r"[.,;!?]\s*$|^(?!.*(?i:\bnumber|\btotal|\bcount)).*:\s*$"
_ALL = r"(?i)^\s*all\b"
_DIVIDED_BY = r"(?i)\b(?:broken down |split )?by\b.*"
_NAMES_ONE = re.compile(r"s?\d+[a-z]{0,2}")
_OF_QUESTIONS = words(
    """
    you by each many how what please provide split broken breakdown per last past like would every
    first five ten three two four which who any against involving under where under act foi
    freedom uk england wales scotland request requests not
    """
)
# Words of the frame of a question that in a title or a heading narrow what is meant.
_NARROWING = frozenset({"not", "under"})
_YEARS = r"\b(?:19|20)\d\d(?:\s*[-/–]\s*(?:\d{4}|\d{2}))?\b"


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


# One thing by two names; an incident need not be a crime.
_LOOSE = (Unit.OFFENCES, Unit.CRIMES)


@cache
def _heads_nothing(unit: str) -> frozenset[str]:
    """The words that say nothing in a heading: fillers, and the noun of the unit asked for.

    Verbs and adjectives that pass in a sentence of the force ("we can confirm that ... were
    attended") make a part of it in a heading: `Burglaries attended`.
    """
    fillers = says_nothing() - words_that("headings", "says_something")
    return fillers | _names_of(unit) | words_that("headings", "says_nothing") | _counting()


@cache
def _counting() -> frozenset[str]:
    """The words that say that a heading is over counts, or over their sum."""
    return words_that("headings", "count")


@cache
def _names_of(unit: str) -> frozenset[str]:
    """The nouns by which a unit is counted."""
    same = [one for one in Unit if one.value == unit or (one in _LOOSE and unit in ("", *_LOOSE))]
    nouns = plurals() | singulars()
    return frozenset(noun for noun, of in nouns.items() if of in same)


def said_by(heading: str, unit: str = "") -> frozenset[str]:
    """The words of a heading that say what it is over; numbers and single letters count too.

    `unit` is what was asked for, whose noun says nothing more; arrests are no offences.

    >>> sorted(said_by("No. of offences recorded")), sorted(said_by("Knives seized, 0-17"))
    ([], ['0', '17', 'knive', 'seized'])
    >>> sorted(said_by("Burglary arrests")), sorted(said_by("Number of arrests", "arrests"))
    (['arrest', 'burglary'], [])
    """
    folded = regex(_SECTION).sub("s", fold(regex(_NUMBERING).sub("", heading)))
    words_of_it = re.findall(r"[^\W_]+", folded.replace("home office", "ho"))
    # "A" at the end is the name of a district, not an article; "IN" by itself is a state.
    names = {word for word in words_of_it[-1:] if len(word) == 1}
    if len(words_of_it) == 1 and len(words_of_it[0]) == 2:
        names.update(set(words_of_it) - _counting())
    nothing = _heads_nothing(unit)
    said = names.union(word for word in words_of_it if word not in nothing)
    if not said and words_of_it and _counting().union(_names_of(unit)).isdisjoint(words_of_it):
        said = set(words_of_it)  # "Home" or "Attended" by itself is no count of anything
    return frozenset(_one_of(word) for word in said)


@cache
def _offences() -> frozenset[str]:
    return frozenset(_one_of(word) for word in words_that("headings", "offence"))


def offences_named(words_of_it: frozenset[str]) -> frozenset[str]:
    """Those of some words that name a kind of offence."""
    return words_of_it & _offences()


def speaks_of(caption: str, unit: str = "") -> frozenset[str]:
    """The words of a caption that say what the table below it is about.

    The names of forces, periods, and the words of which every reply's captions are made say
    nothing of it, nor does what follows "by": that is how the table is divided.

    >>> sorted(speaks_of("FOI 123/21: Open referrals to Dorset Police by month, 2018"))
    ['open', 'referral']
    """
    words_of_it = said_by(regex(_DIVIDED_BY).sub("", caption), unit) - _of_captions()
    names = force_words() | _OF_QUESTIONS - _NARROWING
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
        title = said_by(regex(_YEARS).sub(" ", asked.title), asked.unit)
        question = said_by(regex(_YEARS).sub(" ", asked.question), asked.unit)
        frame = (_OF_QUESTIONS - _NARROWING) | frozenset(MONTH_NUMBERS) | _of_captions()
        self.named = (title - frame) or (question - frame)

    @property
    def said_anything(self) -> bool:
        """False where no word of the request says which offences are asked about."""
        return bool(self.named)

    def said_by(self, heading: str) -> frozenset[str]:
        """The words of a heading beside those that count what was asked for."""
        return said_by(heading, self.unit)

    def concern_of(self, heading: str) -> Concern | None:
        """What the counts under a heading are, by its words alone; None where it says nothing.

        A heading with all words of the title (of the question, where there is no title) and no
        other is what was asked. With others too it is a part, though the question may name it:
        "burglaries, and how many of them were solved". One that leaves words out is wider, and so
        are "all offences". One that names another offence is something else.
        """
        words_of_it = self.said_by(heading)
        if not words_of_it:
            return Concern.WIDER if self.named and regex(_ALL).search(heading) else None
        return self._judged(words_of_it)

    def caption_of(self, line: str) -> Concern | None:
        """What the table below a line is, by the words of the line; None where it says nothing.

        Names of forces, periods, and words such as `table` or `response` are left out of account.
        """
        words_of_it = speaks_of(line, self.unit)
        return self._judged(words_of_it) if words_of_it else None

    def _judged(self, words_of_it: frozenset[str]) -> Concern:
        beyond = words_of_it - self.named
        if self.named and words_of_it >= self.named:
            return Concern.PART if beyond else Concern.ASKED
        if not beyond:
            return Concern.WIDER
        if offences_named(words_of_it) and not words_of_it & self.named:
            return Concern.OTHER
        return Concern.UNCLEAR

    def names_another(self, line: str, *, of_sheet: bool = False, in_letter: bool = True) -> bool:
        """True for a caption that speaks of something else, or of more or less than was asked.

        A sheet may be called anything ("Output", "Final"), and a sentence of a letter says much
        ("Dear Jo,"): without a word of what was asked they must name an offence or another unit.
        """
        concern = self.caption_of(line)
        if concern in (None, Concern.ASKED):
            return False
        said = speaks_of(line, self.unit)
        if in_letter and regex(_OF_A_LETTER).search(line):
            return bool(offences_named(said)) and not said & self.named
        if of_sheet and not said & self.named:
            return bool(offences_named(said)) or bool(parts_named(line))
        return True

    def names_it(self, line: str) -> bool:
        """True for a line that has a word of what was asked."""
        return bool(self.said_by(line) & self.named)

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
