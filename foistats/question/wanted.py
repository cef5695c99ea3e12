"""Whether what a sentence or a heading counts is what the request asks for, by the words of both.

The only place where descriptions of counts are held against the question: for sentences, lists and
tables alike.
"""

import re
from collections.abc import Sequence
from functools import cache

from foistats.naming.forces.names import without_forces
from foistats.naming.offences import names_of_classes, offence_in
from foistats.naming.periods.atoms import MONTH_NUMBERS
from foistats.naming.spelling import fold, regex
from foistats.naming.vocabulary import plurals, says_nothing, singulars
from foistats.naming.vocabulary import words as words_of
from foistats.question import subject
from foistats.question.heading_words import names_of, offence_words, one_of
from foistats.question.phrases import Phrase, phrase_of, tokens_of
from foistats.question.roles import (
    AGAINST,
    BY,
    FROM,
    IN,
    INCLUDING,
    NOT,
    ON,
    OUTSIDE,
    OVER,
    REPORTED_BY,
    REPORTED_TO,
    UNDER,
    WITH,
)
from foistats.question.subject import OF_QUESTIONS, asked_phrase, records_counted
from foistats.records import Asked
from schemas.vocabulary import Concern, Unit

# A sentence or a salutation; "Number of officers:" is a caption all the same.
_OF_A_LETTER = r"[.,;!?]\s*$|^(?!.*(?i:\bnumber|\btotal|\bcount)).*:\s*$"
_SECTION = r"\b(?:sections?|sect?|ss?)\.? ?(?=\d)"
_ALL = r"(?i)^\s*all\b"
_TOGETHER = r"(?i)\band\b|\bor\b|[&,+]"
_NAMES_ONE = re.compile(r"s?\d+[a-z]{0,2}")


@cache
def _says_nothing() -> frozenset[str]:
    nouns = plurals() | singulars()
    counted = frozenset(noun for noun, unit in nouns.items() if unit is not None)
    return says_nothing() | counted | frozenset(MONTH_NUMBERS) | OF_QUESTIONS


def content(text: str) -> frozenset[str]:
    """The words of a text that say what is meant, in one spelling and number.

    >>> sorted(content("How many offences under Section 15A (sexual communication)?"))
    ['communication', 's15a', 'sexual']
    """
    folded = regex(_SECTION).sub("s", fold(text))
    empty = _says_nothing()
    said = (word for word in re.findall(r"[^\W_]+", folded) if word not in empty and len(word) > 1)
    return frozenset(one_of(word) for word in said if not word.isdigit())


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


# What a heading says of a period, and of nothing in it.
_OF_TIMES = words_of(
    """
    ending ended end start beginning begin commencing half first second third fourth final up so far
    ytd fy fin cy year month week quarter qtr q academic rolling provisional prov revised partial
    part only complete incomplete to date inclusive full whole actual
    """
)
# Beside a year these say which part of it, or whose: `H1`, `6m`, `P1-P6`, `u18`, `excl. March`. A
# quarter, an ordinal and a month with its year say when.
_BESIDE_A_TIME = (
    r"(?i)\b(?!q[1-4]\b|fy\d|cy\d|\d+(?:st|nd|rd|th|p|r|f)\b|\d+q[1-4]\b"
    r"|(?:\d{1,2})?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\d+\b)"
    r"(?:[a-z]+\d\w*|\d+[a-z]\w*)\b|\bq[1-4]\s*[-–&+/]\s*q?[1-4]\b|\bhalf\b"
    r"|\b(?:exc(?:l|luding)?|less|not|without|except|before|after|earlier|later|since|onwards?|at)\b"
)
_PERSONS = frozenset({Unit.SUSPECTS, Unit.VICTIMS})
# In these roles a word says which of them: where, by whom, against whom.
RESTRICTIVE = (
    IN,
    ON,
    WITH,
    AGAINST,
    FROM,
    BY,
    NOT,
    OUTSIDE,
    OVER,
    UNDER,
    REPORTED_BY,
    REPORTED_TO,
)


@cache
def _words_of_kinds(named: frozenset[str]) -> frozenset[str]:
    """The words of all classes of offences that have some words in their names."""
    classes = [frozenset(map(one_of, fold(name).split())) for name in names_of_classes()]
    return frozenset().union(*(words for words in classes if named and named <= words))


def parts_named(text: str) -> frozenset[Unit]:
    """The units among the words of a text that are less than offences: suspects, arrests ..."""
    nouns = (plurals().get(word) or singulars().get(word) for word in fold(text).split())
    return frozenset(unit for unit in nouns if unit is not None and unit in _OF_A_PART)


def said_by(heading: str, unit: str = "") -> frozenset[str]:
    """The words of a heading that say what it is over; numbers and single letters count too.

    `unit` is what was asked for, whose noun says nothing more; arrests are no offences.

    >>> sorted(said_by("No. of offences recorded")), sorted(said_by("Knives seized, 0-17"))
    ([], ['0', '17', 'knive', 'seized'])
    >>> sorted(said_by("Burglary arrests")), sorted(said_by("Number of arrests", "arrests"))
    (['arrest', 'burglary'], [])
    """
    return phrase_of(heading, unit).words


def offences_named(words_of_it: frozenset[str]) -> frozenset[str]:
    """Those of some words that name a kind of offence."""
    return words_of_it & offence_words()


def speaks_of(caption: str, unit: str = "") -> frozenset[str]:
    """The words of a caption that say what the table below it is about.

    >>> sorted(speaks_of("FOI 123/21: Open referrals to Dorset Police by month, 2018"))
    ['open', 'referral']
    """
    return subject.caption_phrase(caption, unit).words


def unit_asked(label: str, asked: Asked) -> Unit | None:
    """The request's unit, where a label is just the offence that it asks for: `burglaries`.

    Other things that are counted (arrests, reports) have a unit, or none that is sure.

    >>> asked = Asked(title="Burglary", question="How many were recorded?", unit="offences")
    >>> unit_asked("burglaries", asked), unit_asked("burglaries in Poole", asked)
    (<Unit.OFFENCES: 'offences'>, None)
    """
    if asked.unit not in (Unit.OFFENCES, Unit.CRIMES) or not label:
        return None
    wanted = Wanted(asked)
    if not wanted.said_anything or wanted.concern_of(label) is not Concern.ASKED:
        return None
    return Unit(asked.unit) if offences_named(wanted.said_by(label)) else None


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
        self.written = f"{asked.title} {asked.question}"
        self.unit = asked.unit
        self.force_ids = asked.force_ids
        self.parts = parts_named(self.written)
        self.phrase = asked_phrase(asked.title, asked.question, asked.unit)
        self.named = self.phrase.words
        self.records = records_counted(asked.question) - self.named

    @property
    def said_anything(self) -> bool:
        """False where no word of the request says which offences are asked about."""
        return bool(self.phrase)

    def said_by(self, heading: str) -> frozenset[str]:
        """The words of a heading beside those that count what was asked for."""
        return self.phrase_of(heading).words

    def phrase_of(self, heading: str) -> Phrase:
        """A heading's phrase; the sender's own name says nothing in its reply."""
        own = without_forces(heading, self.force_ids) if self.force_ids else heading
        return phrase_of(own, self.unit).without(self.records)

    def concern_of(self, heading: str) -> Concern | None:
        """What the counts under a heading are, by its words alone; None where it says nothing.

        A heading with all words of what was asked, in the same roles, and no other is what was
        asked. With others too it is a part, though the question may name it: "burglaries, and how
        many of them were solved". One that leaves words out is wider, and so are "all offences".
        One that names another offence is something else.
        """
        phrase = self.phrase_of(heading)
        if not phrase:
            return Concern.WIDER if self.named and regex(_ALL).search(heading) else None
        return self._judged(phrase)

    def caption_of(self, line: str) -> Concern | None:
        """What the table below a line is, by the words of the line; None where it says nothing.

        Names of forces, periods, and words such as `table` or `response` are left out of account.
        """
        phrase = self._caption(line)
        return self._judged(phrase) if phrase else None

    def _caption(self, line: str) -> Phrase:
        return subject.caption_phrase(line, self.unit, self.named).without(self.records)

    def _judged(self, phrase: Phrase) -> Concern:
        met = self.phrase.met_by(phrase)
        beyond = phrase.words - met
        if phrase.words_as(INCLUDING):
            return Concern.WIDER
        if self.named and met == self.named:
            return Concern.PART if beyond else Concern.ASKED
        if not beyond:
            return Concern.WIDER
        if offences_named(phrase.words) and not met:
            return Concern.OTHER
        return Concern.UNCLEAR

    def are_its_parts(self, headings: Sequence[str]) -> bool:
        """True where a request asks for several things together and these are they, each once."""
        if not regex(_TOGETHER).search(self.written):
            return False
        phrases = [self.phrase_of(heading) for heading in headings]
        words = [word for phrase in phrases for word in self.phrase.met_by(phrase)]
        return (
            len(words) == len(set(words)) == sum(len(phrase.words) for phrase in phrases)
            and set(words) == self.named
            and all(phrases)
        )

    def names_another(self, line: str, *, of_sheet: bool = False, in_letter: bool = True) -> bool:
        """True for a caption that speaks of something else, or of more or less than was asked.

        A sheet may be called anything ("Output", "Final"), and a sentence of a letter says much
        ("Dear Jo,"): without a word of what was asked they must name an offence or another unit.
        """
        concern = self.caption_of(line)
        if concern in (None, Concern.ASKED):
            return False
        said = self._caption(line).words
        if in_letter and regex(_OF_A_LETTER).search(line):
            return bool(offences_named(said)) and not said & self.named
        if of_sheet and not said & self.named:
            return bool(offences_named(said)) or bool(parts_named(line))
        return True

    def narrows(self, line: str) -> bool:
        """True for a caption that says where, by whom or of whom, beside what was asked."""
        phrase = self._caption(line)
        beyond = phrase.words - self.phrase.met_by(phrase)
        return self.caption_of(line) is Concern.PART or bool(beyond & phrase.words_as(*RESTRICTIVE))

    def names_offence(self, line: str) -> bool:
        """True for a line that names a kind of offence: `Theft`, `Sexual offences`, `86/2`."""
        words = tokens_of(line)
        counted = not names_of(self.unit).isdisjoint(words)
        return counted or bool(offence_words() & set(map(one_of, words))) or bool(offence_in(line))

    def is_kind_of_it(self, line: str) -> bool:
        """True for words that the Home Office's classes of what was asked are told apart by.

        >>> Wanted(Asked(title="Burglary")).is_kind_of_it("Residential")
        True
        """
        said = self.caption_words(line)
        return bool(said) and said <= _words_of_kinds(self.named) - self.named

    def is_divided_by_it(self, line: str) -> bool:
        """True for "Crimes by hospital" where crimes at hospitals were asked for.

        What divides the figures is a word of what was asked, and the line says nothing else. An
        offence that was asked for must be named: the crimes at hospitals are not the robberies.
        """
        said = self.caption_words(line)
        division = self.phrase_of(line).words - said
        named = offences_named(self.named) <= said
        return named and said <= self.named and not division.isdisjoint(self.named)

    def is_completed_by(self, heading: str, line: str) -> bool:
        """True for `Robbery` below "Crimes on hospital grounds" where both were asked for together.

        Neither says anything that wasn't asked, and each says something that the other doesn't.
        """
        of_heading, of_line = self.phrase_of(heading), self._caption(line)
        met = self.phrase.met_by(of_heading), self.phrase.met_by(of_line)
        return (
            met == (of_heading.words, of_line.words)
            and met[0] | met[1] == self.named
            and not met[0] <= met[1]
            and not met[1] <= met[0]
        )

    def caption_phrase(self, line: str) -> Phrase:
        """What a caption says that its table is about, in the roles of its words."""
        return self._caption(line)

    def caption_words(self, line: str) -> frozenset[str]:
        """The words of a caption that say what its table is about."""
        return self._caption(line).words

    @property
    def every_word(self) -> frozenset[str]:
        """The words of the request's title and of all of its question."""
        return self.said_by(self.written)

    def adds_to_a_time(self, heading: str) -> bool:
        """True for a heading that says more than when: `2021 charged`, `2021 Poole`."""
        return bool(self._caption(heading).words - _OF_TIMES) or self.is_of_some_of_a_time(heading)

    def is_of_some_of_a_time(self, heading: str) -> bool:
        """True for a part of a year by a code or an exception, or for another force's: `H1 2021`.

        >>> from foistats.records import Asked
        >>> robbery = Wanted(Asked(title="Robbery"))
        >>> told = ("2021/22 H1", "2021/22 (6m)", "Q1 2021/22", "Apr21 - Mar22", "FY21 (p)")
        >>> [robbery.is_of_some_of_a_time(heading) for heading in told]
        [True, True, False, False, False]
        """
        own = without_forces(heading, self.force_ids) if self.force_ids else heading
        of_another = bool(self.force_ids) and without_forces(own) != own
        return of_another or regex(_BESIDE_A_TIME).search(heading) is not None

    def is_of_other_persons(self, title: str) -> bool:
        """True for `Sex of suspect` where a request asks about victims."""
        persons = parts_named(title) & _PERSONS
        return bool(persons and self.parts & _PERSONS and not persons & self.parts)

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
        phrase = phrase_of(label, self.unit)
        if (self.named - self.phrase.met_by(phrase)) & (phrase.words | {"officer"}):
            return f"it counts {label!r}, where what was asked has another part"
        if any(_NAMES_ONE.fullmatch(word) for word in words):
            return ""
        if words >= self.title or (self.question and words >= self.question):
            return ""
        return f"it counts {label!r}, which may be more or less than what was asked"

    def is_asked_by(self, question: str) -> bool:
        """True where a question in other words asks for just what the request asks for.

        >>> wanted = Wanted(Asked(title="Burglary", question="How many burglaries?"))
        >>> wanted.is_asked_by("2. How many burglaries were recorded by your force in 2021?")
        True
        >>> wanted.is_asked_by("2. How many burglaries of shops were recorded in 2021?")
        False
        """
        said = asked_phrase("", question, self.unit)
        return bool(self.named) and self.phrase.met_by(said) == self.named == said.words

    def names_more(self, parts: str, label: str) -> bool:
        """True where the words about a part are the request's, and those of the whole aren't."""
        return bool((content(parts) & self.words) - content(label))

    def is_the_question(self, text: str) -> bool:
        """True where a sentence is the request's own question, or a piece of it."""
        folded = fold(text)
        return len(folded) > 25 and (
            folded in self.folded or (len(self.folded) > 25 and self.folded in folded)
        )
