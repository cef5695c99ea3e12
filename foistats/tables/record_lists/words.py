"""The words of a list of records: what the title of a column says that its cells are.

What isn't recognised is open, and a person is asked: no word has to be known for a list to be
read rightly, only for it to be read without a question. The words stand in
`schemas/lexicon/records.csv`.
"""

import re
from collections.abc import Collection
from enum import StrEnum
from functools import lru_cache

from foistats.naming.lexicon import words as words_that
from foistats.naming.vocabulary import plurals
from foistats.question.heading_words import one_of
from foistats.question.wanted import offences_named
from foistats.tables.words import is_measure, spoken

_LEXICON = "records"
_WORD = re.compile(r"[^\W\d_]+|\d+|[&#]")
_TYPE = re.compile(r"\s*(?:outcome\s+)?(?:type\s+)?(?P<number>\d{1,2})[a-z]?\b(?!\s*[/.]\s*\d)")
_NO_CRIME = re.compile(
    r"\b(?:no|not|non)\b[\s-]*(?:an?\s+)?(?:crimes?|crimed|offen[cs]es?|recorded)\b"
)
# The Home Office's outcome types are numbered up to this.
_LAST_OUTCOME = 22
# The investigation went to another body; the crime is still the force's.
_TO_ANOTHER_BODY = 20
_LEAST_STEM = 4
# `Date from` and `Date to` are the ends of a time in which a crime lies.
_ENDS = frozenset({"from", "to"})


class DateKind(StrEnum):
    """Which day of a record a column holds, by its title."""

    PLAIN = "plain"
    RECORDED = "recorded"
    OCCURRED = "occurred"


class ColumnSays(StrEnum):
    """What the cells of a column say of a record, by the title of the column."""

    OFFENCE = "what it is"
    OUTCOME = "what came of it"
    ATTRIBUTE = "where, when or how it was"
    OPEN = "anything"


def _said(text: str) -> list[str]:
    return _WORD.findall(spoken(text).casefold())


def _are(words: Collection[str], *means: str) -> bool:
    """True where each of some words has one of the meanings."""
    return all(any(word in words_that(_LEXICON, one) for one in means) for word in words)


def _has(words: Collection[str], *means: str) -> bool:
    return any(word in words_that(_LEXICON, one) for word in words for one in means)


@lru_cache(maxsize=10_000)
def date_kind(title: str, counted: str = "") -> DateKind | None:
    """Which day of a record a column holds; None where its title names another one, or none.

    `counted` is what the request counts: of seizures the day of the seizure is the record's own.

    >>> [date_kind(t) for t in ("Date Reported", "Crime date", "Date arrested", "Date of birth")]
    [<DateKind.RECORDED: 'recorded'>, <DateKind.PLAIN: 'plain'>, None, None]
    >>> date_kind("Arrest date", "Arrests for burglary").value
    'plain'
    """
    words = _said(title)
    own = [word for word in words if not _is_counted(word, counted)]
    if (
        not words
        or _ENDS & set(words)
        or not _are(own, "date", "recorded", "occurred", "between", "counted")
    ):
        return None
    if _has(own, "recorded"):
        return None if _has(own, "occurred") else DateKind.RECORDED
    if _has(own, "occurred"):
        return DateKind.OCCURRED
    return DateKind.PLAIN if _has(words, "date") else None


def _is_counted(word: str, counted: str) -> bool:
    """True for `arrested` and `arrest` where arrests are counted: the words have one stem."""
    for other in _WORD.findall(counted.casefold()):
        stem = max(_LEAST_STEM, min(len(word), len(other)) - 2)
        if word[:stem] == other[:stem] and len(word) >= stem <= len(other):
            return True
    return False


@lru_cache(maxsize=10_000)
def column_says(title: str) -> ColumnSays:
    """What a column says of a record, by its title alone.

    >>> [column_says(t).value for t in ("Ward name", "HO Code", "Crime status", "Linked offence")]
    ['where, when or how it was', 'what it is', 'what came of it', 'anything']
    """
    words = _said(title)
    if words and _has(words, "reference") and _are(words, "of_persons", "reference"):
        return ColumnSays.ATTRIBUTE
    dates = ("date", "between", "counted", "recorded", "occurred")
    if _are(words, *dates) and _has(words, "date"):
        return ColumnSays.ATTRIBUTE
    if _counts_beside(words):
        return ColumnSays.ATTRIBUTE
    worth = _has(words, "thing") and not _has(words, "reference", "counted")
    if not words or (is_measure(title) and not worth and not is_bare_number(title)):
        return ColumnSays.OPEN
    if _has(words, "outcome_title"):
        return ColumnSays.OUTCOME
    if _are(words, "offence", "between", "which", "counted", "reference") and _names_offence(words):
        return ColumnSays.OFFENCE
    attributes = ("place", "time", "person", "thing", "police")
    beside = ("between", "which", "date", "counted", "reference", "of_persons")
    if _has(words, *attributes) and _are(words, *beside, *attributes):
        return ColumnSays.ATTRIBUTE
    if is_reference(title):
        return ColumnSays.ATTRIBUTE
    return ColumnSays.OPEN


def _counts_beside(words: Collection[str]) -> bool:
    """True for `Number of items` and `Suspects`: how many of something a record has.

    A number of one thing (`Victim number`) tells it apart from others of the same record.
    """
    several = [
        word for word in words if word in plurals() and word in words_that(_LEXICON, "of_persons")
    ]
    things = _has(words, "thing", "place", "police")
    said = ("bare_number", "reference", "tally", "measured", "between", "which")
    says_how_many = _has(words, "tally", "measured") or "of" in words
    if several or (_has(words, "of_persons") and _has(words, "tally")):
        return _are(words, *said, "of_persons")
    return things and says_how_many and _are(words, *said, "thing", "place", "police")


@lru_cache(maxsize=10_000)
def names_persons(title: str) -> bool:
    """True for the title of what tells persons apart, of whom a crime may have several.

    >>> [names_persons(t) for t in ("Suspect ID", "Victim name", "Suspects", "Victim age")]
    [True, True, False, False]
    """
    words = _said(title)
    return (
        _has(words, "of_persons")
        and _are(words, "of_persons", "reference", "between")
        and not _counts_beside(words)
    )


@lru_cache(maxsize=10_000)
def says_count(title: str) -> bool:
    """True for `Count`, over numbers of the records that are listed.

    >>> [says_count(title) for title in ("Count", "Total", "Quantity", "Number")]
    [True, False, False, False]
    """
    return _has(_said(title), "tally")


@lru_cache(maxsize=10_000)
def counts_records(title: str) -> bool:
    """True for `Crimes` and `Offences`: several of them are in one row.

    >>> [counts_records(title) for title in ("Crimes", "Offence", "Offences code")]
    [True, False, False]
    """
    words = _said(title)
    several = [
        word for word in words if word in plurals() and word in words_that(_LEXICON, "counted")
    ]
    return bool(several) and _are(words, "counted", "recorded")


def is_bare_number(title: str) -> bool:
    """True for `No.` and `Number`: the number of a line, of a record, or of records."""
    return _are(_said(title), "bare_number") and bool(_said(title))


@lru_cache(maxsize=10_000)
def is_reference(title: str) -> bool:
    """True for the title of what numbers the records themselves, not wards, officers or offences.

    >>> [is_reference(t) for t in ("Crime number", "URN", "Beat code", "HO code", "Victim number")]
    [True, True, False, False, False]
    """
    words = _said(title)
    others = ("place", "person", "thing", "police", "offence", "of_persons", "date")
    if not words or _has(words, *others) or (is_measure(title) and not is_bare_number(title)):
        return False
    return _is_reference(words) and _are(words, "between", "counted", "reference")


def numbers_crimes(title: str) -> bool:
    """True for `Crime number`: what it numbers are crimes, not arrests or persons."""
    return is_reference(title) and _has(_said(title), "counted")


def _names_offence(words: Collection[str]) -> bool:
    """True for `Crime type` and `HO class`: a bare `Type` may be the type of anything."""
    return _has(words, "offence", "counted") and not _is_reference(words)


def _is_reference(words: Collection[str]) -> bool:
    return _has(words, "reference") and not _has(words, "offence")


@lru_cache(maxsize=50_000)
def is_known_outcome(text: str) -> bool:
    """True for what may come of a crime that was recorded and stands, in any wording.

    >>> [is_known_outcome(t) for t in ("Type 18 - No suspect", "Filed", "No crime", "Cancelled")]
    [True, True, False, False]
    """
    numbered = _TYPE.match(text.casefold())
    number = int(numbered["number"]) if numbered else 0
    if unmakes(text):
        return number == _TO_ANOTHER_BODY
    if 0 < number <= _LAST_OUTCOME:
        return True
    words = [word for word in _said(text) if not word.isdigit()]
    return bool(words) and _are(words, "outcome")


@lru_cache(maxsize=50_000)
def unmakes(text: str) -> bool:
    """True for words that take back a record: `Cancelled`, `No crime`, `Created in error`.

    They only make columns doubtful that would be passed over else; all other open values are asked
    about whatever their words.
    """
    return _has(_said(text), "unmakes") or bool(_NO_CRIME.search(text.casefold()))


@lru_cache(maxsize=50_000)
def names_sort_of_record(text: str) -> bool:
    """True for `Recorded crime` and `Incident only`, which say of which sort a record is.

    >>> [names_sort_of_record(text) for text in ("Crime", "Incident only", "Dwelling", "028/01")]
    [True, True, False, False]
    """
    return _has(_said(text), "counted", "sort")


@lru_cache(maxsize=50_000)
def names_any_offence(text: str) -> bool:
    """True for the name of a kind of offence, or its code.

    >>> [names_any_offence(text) for text in ("Theft offences", "028/01", "Recorded crime")]
    [True, True, False]
    """
    words = frozenset(map(one_of, _said(text)))
    return bool(offences_named(words)) or not any(letter.isalpha() for letter in text)
