"""What a request and a caption are about: the phrase of each, without its frame.

A frame is what every question and caption has: who is asked, when, and how the answer is divided.
"""

import re
from functools import cache, lru_cache, partial
from itertools import dropwhile

from foistats.naming.forces.names import without_forces
from foistats.naming.lexicon import words as words_that
from foistats.naming.periods.atoms import MONTH_NUMBERS
from foistats.naming.spelling import regex
from foistats.naming.vocabulary import plurals, words
from foistats.question.heading_words import names_of, nothing_in_headings, one_of
from foistats.question.phrases import Phrase, phrase_of
from foistats.question.roles import AT_LEAST, AT_MOST, OVER, UNDER
from schemas.vocabulary import Unit

OF_QUESTIONS = words(
    """
    you by each many how what please provide split broken breakdown per last past like would every
    first five ten three two four which who any against involving under where under act foi
    freedom uk england wales scotland request requests not
    """
)
# Words of the frame of a question that in a title or a heading narrow what is meant.
_NARROWING = frozenset({"not", "under"})
# What a question says of the force and of having records, and of where it is.
_OF_ASKING = words(
    """
    hold held occur occurred occurring happen happened take took taken deal dealt know known
    county jurisdiction boundary whole entire been also currently there six seven eight nine recent
    """
)
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_TIMES = (
    rf"(?i)\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?=(?:{_MONTHS})[a-z]*\b)"
    r"|\b\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d\d)\b"
    r"|\b(?:19|20)\d\d(?:\s*[-/–]\s*(?:\d{4}|\d{2}))?\b|\bt(?:ake|ook|aken|aking) place\b"
)
_COUNTED = r"(?i:\bhow many\b|\b(?:numbers?|volumes?|counts?|totals?) of\b)"
# Where the law says it, or by what number: it is the same thing once more.
_BY_LAW = r"(?i)\([^()]*\d[^()]*\)|\b(?:contrary to|as defined|under (?:section|s\.? ?\d))\b.*"
_ENDS = (
    r"(?i)[?;]|\.(?!\d)|\n|\b(?:broken|split|divided|grouped) (?:down|up|by|into)\b"
    r"|\b(?:and|or|,)\s*(?:also\s+)?(?:of (?:these|those|which)|how|what|which|whether|please"
    r"|the (?:number|total|outcome))\b"
)
_COUNTS_RECORDS = rf"(?:{_COUNTED})\s+(?P<what>(?i:reports|logs|records|events)) of\b"
_DIVIDED = (
    r"(?i)(?:,?\s*\b(?:broken down|split|divided|grouped))?,?\s*\bby\s+"
    r"(?P<what>(?:(?!,?\s*\bby\b)[^;()?])*)"
)
# `Crime group breakdown`, `with hospital breakdown`: that, too, is how the figures are divided.
_BROKEN_DOWN = (
    r"(?i)(?P<with>\bwith (?:an? |the )?)?(?P<what>(?:\b(?!with\b)[\w&/-]+ ){1,3})breakdown\b"
)
_PLURAL = r"[^\W\d_]{2,}(?<![sui])s$|\d\d?s$"
_LISTED = r"(?i),?\s+and\s|,"
_ENDS_PHRASE = r"(?i)\s(?:of|in|on|at|for|from|with|and|who|where|per)\s.*"
# "By year, with a value of over £1,000": that is none of the ways in which figures are divided.
_SAYS_WHICH = r"(?i)\s*(?:with|where|who|involving)\b"
# By these a table is divided; by persons offences are done.
_DIMENSIONS = words(
    """
    age ages gender sex ethnicity race religion disability outcome outcomes disposal disposals
    location locations district districts ward wards beat beats division divisions borough boroughs
    postcode postcodes month months quarter day week hour relationship nationality method weapon
    strand station sector region band group offence offences crime crimes command department
    """
)
_PERSONS = words("officers females males girls boys children women men police staff youths adults")


def without_division(text: str, *, unknown_divides: bool) -> str:
    """A text without how its figures are divided: `by month`; who did something stays.

    >>> without_division("Assaults by police, by district", unknown_divides=True)
    'Assaults by police'
    >>> without_division("Crime count with hospital breakdown", unknown_divides=True).strip()
    'Crime count'
    >>> without_division("Burglary offence breakdown", unknown_divides=True)
    'Burglary offence breakdown'
    """

    def left(found: re.Match[str]) -> str:
        first, *more = regex(_LISTED).split(found["what"])
        if not _divides(first, unknown=unknown_divides):
            return found.group()
        # "By district, sex of victim and month": all of it says how the figures are divided.
        kept = dropwhile(
            lambda what: _divides(what, unknown=False) and not regex(_SAYS_WHICH).match(what), more
        )
        return "".join(f", {what.strip()}" for what in kept)

    folded = text.casefold()
    if "breakdown" in folded:
        text = regex(_BROKEN_DOWN).sub(partial(_broken_down, unknown=unknown_divides), text)
    return regex(_DIVIDED).sub(left, text) if "by" in folded else text


def _broken_down(found: re.Match[str], *, unknown: bool) -> str:
    """Nothing, where the words before `breakdown` say how figures are divided; else the words."""
    what = found["what"].casefold().split()
    if found["with"]:
        return "" if _divides(found["what"], unknown=unknown) else found.group()
    return "" if _DIMENSIONS.issuperset(what) else found.group()


def _divides(what: str, *, unknown: bool) -> bool:
    phrase = regex(_ENDS_PHRASE).sub("", f" {what} ").casefold().split()
    if not phrase:
        return True
    head = phrase[-1].strip(" .:")
    if head in _DIMENSIONS or head in nothing_in_headings("") - {"police"}:
        return True
    if head in _PERSONS or phrase[0] in ("a", "an"):
        return False
    unit = plurals().get(head)
    if unit in (Unit.PEOPLE, Unit.SUSPECTS, Unit.VICTIMS):
        return False
    # What divides stands in the singular: "by hospital"; "by strangers" says who did it.
    return unknown and (not regex(_PLURAL).search(head) or head.removesuffix("s") in _DIMENSIONS)


@lru_cache(maxsize=2_000)
def asked_phrase(title: str, question: str, unit: str) -> Phrase:
    """What a request asks for: the words of its title, or of its question where that says more.

    A question that has all words of the title and goes on ("... in schools") asks for less than
    its title says; one in other words says the same again.

    >>> asked = asked_phrase("Knife crime", "How many knife crimes were recorded in schools?", "")
    >>> sorted(asked.words)
    ['knife', 'school']
    """
    of_title = _of_request(title, unit)
    of_question = _of_request(question_core(question), unit)
    if not of_title:
        return of_question or _of_request(question, unit)
    same = _beside_the_unit(question, unit) | records_counted(question)
    narrower = of_question.without(same - of_title.words)
    return narrower if _narrows(narrower, of_title) else of_title


def _beside_the_unit(question: str, unit: str) -> frozenset[str]:
    """Words asked for beside what is counted, which make it more: "investigations or offences"."""
    nouns = "|".join(sorted(names_of(unit)))
    joined = rf"(\w+)(?: and | or |/)(?:{nouns})\b|\b(?:{nouns})(?: and | or |/)(\w+)"
    found = regex(joined).findall(question.casefold())
    return frozenset(one_of(word) for pair in found for word in pair if word)


def without_times(text: str) -> str:
    """A text without its days and years.

    >>> without_times("Figures to 31 March 2020 only").split()
    ['Figures', 'to', 'March', 'only']
    """
    return regex(_TIMES).sub(" ", text)


def _of_request(text: str, unit: str) -> Phrase:
    bare = without_division(without_times(without_forces(text)), unknown_divides=False)
    return phrase_of(bare, unit).without(_frame())


@cache
def _frame() -> frozenset[str]:
    return (
        (OF_QUESTIONS - _NARROWING)
        | frozenset(MONTH_NUMBERS)
        | of_captions()
        | frozenset(one_of(word) for word in _OF_ASKING)
    )


def records_counted(question: str) -> frozenset[str]:
    """The records that a question counts: "how many reports of ...", which a heading may name.

    >>> sorted(records_counted("How many reports of spiking did you receive?"))
    ['report']
    """
    found = regex(_COUNTS_RECORDS).search(question)
    return frozenset() if found is None else frozenset({one_of(found["what"].casefold())})


def question_core(question: str) -> str:
    """The first thing that a question asks to be counted, to the end of its clause.

    >>> question_core("Please give the number of burglaries in Poole, and how many were solved.")
    ' burglaries in Poole, '
    """
    begin = regex(_COUNTED).search(question)
    if begin is None:
        return ""
    return regex(_BY_LAW).sub("", regex(_ENDS).split(question[begin.end() :], maxsplit=1)[0])


def _narrows(question: Phrase, title: Phrase) -> bool:
    """True where a question has all words of the title and says more, beside or after them."""
    shared = title.met_by(question)
    if shared != title.words or question.words == title.words:
        return False
    order = list(question.roles)
    places = [order.index(word) for word in shared]
    before = order[: min(places)]
    inside = [word for word in order[min(places) : max(places)] if word not in shared]
    after = order[max(places) + 1 :]
    return bool(after or inside) or (len(before) == 1 and not before[0].endswith("ing"))


@cache
def of_captions() -> frozenset[str]:
    """The words of which captions are made: `table`, `response`, `data`."""
    return frozenset(one_of(word) for word in words_that("headings", "caption"))


@cache
def _of_documents() -> frozenset[str]:
    """The words that sheets and heads of pages have of the document itself: `Export`, `Final`."""
    return frozenset(one_of(word) for word in words_that("headings", "document"))


@lru_cache(maxsize=20_000)
def caption_phrase(caption: str, unit: str, asked: frozenset[str] = frozenset()) -> Phrase:
    """What a caption says that the table below it is about.

    The names of forces, periods, and the words of which every reply's captions are made say
    nothing of it, nor does how the table is divided; a number says something where it was asked
    for, or bounds an age or an amount.
    """
    bare = without_division(without_forces(caption), unknown_divides=True)
    phrase = phrase_of(bare, unit)
    sized = phrase.words_as(OVER, UNDER, AT_LEAST, AT_MOST)
    frame = of_captions() | _of_documents() | (OF_QUESTIONS - _NARROWING) | frozenset(MONTH_NUMBERS)
    nothing = frame | nothing_in_headings(unit)
    return phrase.without(
        frozenset(
            word
            for word in phrase.words - asked
            if (
                word in nothing
                or len(word) == 1
                or (word not in sized and any(letter.isdigit() for letter in word))
            )
        )
    )
