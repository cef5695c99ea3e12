"""Whether a sentence about figures is understood: what replies say that changes no count is known.

What narrows figures can be said in any words. What replies say of their source, the day of an
extract, revisions, rules, comparing, publishing and rights is said in few. A sentence that
speaks of the figures, of what is counted, or of how it was looked for, and has a word beyond
these, may leave the figures other than was asked.
"""

from functools import cache

from foistats.naming.lexicon import pattern, says
from foistats.naming.lexicon import words as words_that
from foistats.naming.spelling import plain, regex
from foistats.question.ascribed import divided, presents
from foistats.question.beyond import beyond
from foistats.question.heading_words import names_of, one_of
from foistats.question.phrases import tokens_of
from foistats.question.statements import is_aside, says_note
from foistats.question.wanted import Wanted, offences_named, parts_named

_LONGEST = 30
_REFUSES = (
    r"\b(?:not held|(?:not|n't) hold|not holds?|unable|refus\w+|withh\w+|declin\w+|exempt\w*)\b"
)
# "A keyword search may not find all": how searches work, and not what this one was for.
_EXPLAINS = r"\b(?:may|might|if|could|would|any)\b"
_DENIES = (
    r"\b(?:would|will|could|can) ?(?:not|never|n't) (?:appear|feature|figure|be (?:in|among))\b"
    r"|\b(?:we|i) could\b(?! not)"
)
_OF_RESULTS = (
    r"\b(?:figures?|numbers?|data|counts?|totals?|statistics|records?|results?|tables?|samples?|files?"
    r"|cases?|every (?:other|\w+(?:st|nd|rd|th)))\b"
)
_BY_THE_SENDER = (
    r"^\W*(?:(?:to|as|in|due|owing|because)\b[^,]*,? )?(?:we|i|our|your request|the search"
    r"|the system)\b.*\b(?:count|use|took|take|look|search|interpret|understood|understand|mean"
    r"|retriev|sampl|select|chose|hold|held|left|leave)\w*"
)
# "Robbery means stealing with force", "is defined by section 8": what an offence is, by its law.
_DEFINES = (
    r"^\W*(?:an? |the offence of )?(?P<what>[\w' -]{3,40}?) (?:offences? )?"
    r"(?:(?:is|are) defined (?:by|in|under|within|at)\b(?P<law>.*)|means (?P<means>.*))$"
)
_NOT_OF_THE_LAW = r"\b(?:this|these|it|they|here|year|figures?|numbers?|data|table)\b"
_OF_THE_REPLY = (
    r"\b(?:no|free of|without) charge\b|\b(?:took|take|taken) .{0,20}\b(?:hours?|minutes?)\b"
)
# "Some victims did not wish to support a prosecution"; "We do not record the ethnicity of victims".
_OF_SOME_PERSONS = (
    r"^\W*(?:some|many|most|several) (?:victims?|suspects?|people|persons|witnesses)\b"
)
_NOT_RECORDED = (
    r"^\W*(?:we|the force|our systems?) (?:do|does|did) ?(?:not|n't)"
    r" (?:hold|record|capture|collect|monitor) (?P<what>.*)$"
)
# The answer to another question: "The number of burglaries in barns is not held".
_NUMBER_NOT_HELD = r"^\W*the (?:numbers?|figures?) of\b.*\b(?:is|are) not (?:held|recorded)\W*$"
_ELSEWHERE = (
    r"\b(?:is|are|can be|may be|has been|have been) (?:\w+ )?(?:published|available|found|viewed)"
    r" (?:on|at|via|from|in) .*\b(?:website|online|www|https?|site|gov)\b"
)
_OF_PERSONS = r"victims?|suspects?|offenders?|persons?|people"
_OF_SOMEBODY = rf"\bof (?:the |our )?(?:{_OF_PERSONS})\b"
_NO_MORE = (
    rf"(?: of (?:the |our )?(?:{_OF_PERSONS}|force|county))?"
    r"(?:,? (?:whatever|regardless of|irrespective of) (?:the|their|its) \w+)?\W*$"
)
# "All outcomes are included", "The data covers all ages of victim".
_ALL_ARE_IN = (
    r"^\W*(?:all|both|every)\b (?P<what>(?:[\w'-]+ ){1,5})(?:is|are|was|were|have been|has been)"
    rf" (?:included|counted|covered){_NO_MORE}"
)
_COVERS_ALL = (
    r"^\W*(?:the |this |these )?(?:data|figures?|numbers?|counts?|totals?|tables?|information)?"
    rf" ?(?:covers?|includes?|counts?) (?:all|every|both) (?P<what>(?:[\w'-]+ ?){{1,3}}?){_NO_MORE}"
)
# "The table shows the outcome and the name of each hospital": its headings.
_HEADINGS = r"\bshows?\b.*\b(?:names? of|breakdown|broken down|split by|divided by|grouped by)\b"
_MEASURE = r"(?:averages?|means?|medians?|rates?|percentages?|proportions?|maximum|minimum|peaks?)"
_IS_A_MEASURE = (
    r"^\W*(?:(?:all|the|these|both|our) )*(?:figures?|numbers?|data|counts?|totals?|statistics"
    r"|values?|table|these|they)\b (?:\w+ )?"
    r"(?:is|are|was|were|shows?|gives?|represents?|express\w*)"
    rf" (?:\w+ ){{0,3}}(?:{_MEASURE}\b|per (?:\d|head|capita|thousand|month|week|day)"
    r"|(?:the )?(?:highest|lowest)\b)"
)
_MEASURE_ALONE = (
    rf"^\W*(?:(?:monthly|weekly|daily|annual|yearly|crime) )?{_MEASURE}"
    r"(?: (?:per|for|of|by|in) .{1,40})?\W*$"
)


def says_another_measure(said: str, wanted: Wanted) -> bool:
    """True where figures are said to be averages or rates, which no count is.

    >>> from foistats.records import Asked
    >>> burglary = Wanted(Asked(title="Burglary", unit="offences"))
    >>> says_another_measure("The figures are the average per month", burglary)
    True
    >>> says_another_measure("Percentages are rounded", burglary)
    False
    """
    lowered = plain(said).casefold()
    if regex(_MEASURE).search(wanted.written.casefold()):
        return False
    return any(regex(form).search(lowered) for form in (_IS_A_MEASURE, _MEASURE_ALONE))


def says_all_are_in(said: str, wanted: Wanted) -> bool:
    """True for a sentence by which all of something is counted: `All outcomes are included`.

    >>> from foistats.records import Asked
    >>> burglary = Wanted(Asked(title="Burglary", unit="offences"))
    >>> says_all_are_in("The data covers all ages of victim", burglary)
    True
    >>> says_all_are_in("All burglaries and robberies are included", burglary)
    False
    """
    lowered = plain(said).casefold()
    found = regex(_ALL_ARE_IN).search(lowered) or regex(_COVERS_ALL).search(lowered)
    if found is None:
        return False
    what = regex(_OF_SOMEBODY).sub(" ", found["what"])
    return not offences_named(beyond(what, wanted)) and not parts_named(what) - wanted.parts


def is_of_no_count(said: str, wanted: Wanted) -> bool:
    """True for what says of no figure what it is: the law's definition, what stands elsewhere.

    >>> from foistats.records import Asked
    >>> burglary = Wanted(Asked(title="Burglary", unit="offences"))
    >>> said = ("Burglary is defined by an Act", "Burglary here means burglary of a farm")
    >>> [is_of_no_count(one, burglary) for one in said]
    [True, False]
    """
    lowered = plain(said).casefold()
    if any(regex(form).search(lowered) for form in (_ELSEWHERE, _OF_THE_REPLY, _OF_SOME_PERSONS)):
        return True
    if (kept := regex(_NOT_RECORDED).search(lowered)) is not None:
        return not _counts(kept["what"], wanted)
    defined = regex(_DEFINES).search(lowered)
    return (
        defined is not None
        and wanted.names_it(defined["what"])
        and regex(_NOT_OF_THE_LAW).search(defined["what"]) is None
        and not _counts(defined["means"] or "", wanted)
    )


def _counts(text: str, wanted: Wanted) -> bool:
    """True for a text with a name of what is counted, or with a word of what was asked."""
    words = tokens_of(text)
    return any(word in names_of(wanted.unit) or one_of(word) in wanted.named for word in words)


def is_known_as_harmless(said: str, wanted: Wanted) -> bool:
    """True for a sentence of which it is known that it leaves every figure what it is.

    >>> from foistats.records import Asked
    >>> burglary = Wanted(Asked(title="Burglary", unit="offences"))
    >>> said = ("The data were read from our crime system", "The data were read from Poole")
    >>> [is_known_as_harmless(one, burglary) for one in said]
    [True, False]
    """
    if is_aside(said) or is_of_no_count(said, wanted) or says_all_are_in(said, wanted):
        return True
    if regex(_NUMBER_NOT_HELD).search(plain(said).casefold()):
        return True
    return not beyond(divided(said, wanted), wanted) - presents() - changes_nothing()


def is_not_understood(said: str, wanted: Wanted) -> bool:
    """True for a sentence about the figures with a word that isn't known to change nothing.

    >>> from foistats.records import Asked
    >>> burglary = Wanted(Asked(title="Burglary", unit="offences"))
    >>> said = ("Every tenth record was read", "Records were read from our crime system")
    >>> [is_not_understood(one, burglary) for one in said]
    [True, False]
    """
    lowered = plain(said).casefold()
    if is_aside(said) or len(said.split()) > _LONGEST or says("asides", "asks", lowered):
        return False
    if regex(_REFUSES).search(lowered) or is_of_no_count(said, wanted):
        return False
    if regex(_EXPLAINS).search(lowered) and not says_what_is_missing(lowered):
        return False
    if regex(_HEADINGS).search(lowered) or not _is_of_it(lowered, wanted):
        return False
    if says_note("leads_in", lowered):
        # "Below you will find burglaries and their locations": what else the table shows.
        goes_on = pattern("notes", "goes_on").search(lowered)
        said = said[: goes_on.start()] if goes_on is not None else said
    return bool(beyond(divided(said, wanted), wanted) - presents() - changes_nothing())


def says_what_is_missing(lowered: str) -> bool:
    """True for `An offence without an address will not appear`, which speaks of no one offence."""
    return regex(_DENIES).search(lowered) is not None


def _is_of_it(lowered: str, wanted: Wanted) -> bool:
    """True where a sentence speaks of figures, of what is counted, or of how it was found."""
    words = tokens_of(lowered)
    return (
        regex(_OF_RESULTS).search(lowered) is not None
        or _counts(lowered, wanted)
        or bool(parts_named(lowered))
        or not {"attempt", "attempts", "attempted"}.isdisjoint(words)
        or regex(_BY_THE_SENDER).search(lowered) is not None
    )


@cache
def changes_nothing() -> frozenset[str]:
    """The words of sentences that say of figures only how they were made, kept or published."""
    words = words_that("notes", "changes_nothing")
    return words | frozenset(map(one_of, words))
