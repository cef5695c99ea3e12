"""What a note says of the figures beside it: whether they are less, more or other than was asked.

A note is a sentence or a fragment ("Residential burglaries only.", "Figures exclude attempts",
"Where the victim was over 65"). What it leaves out, adds, confines the figures to or says that they
count is held against the question, like a heading; what is true of every reply (sources, days of
extraction, counting rules, copyright) changes nothing.
"""

import re
from collections.abc import Iterator, Set
from enum import Enum

from foistats.naming.forces.names import without_forces
from foistats.naming.lexicon import pattern
from foistats.naming.lexicon import words as words_that
from foistats.naming.offences import is_of, offence_in
from foistats.naming.periods.atoms import MONTH_NUMBERS
from foistats.naming.periods.extents import extents_in
from foistats.naming.spelling import fold, plain, regex
from foistats.question.ascribed import (
    is_found_by_less,
    is_led_in_as_less,
    is_less_throughout,
    is_of_less,
)
from foistats.question.beyond import beyond, frame, is_part, phrase_beside
from foistats.question.harmless import (
    is_not_understood,
    is_of_no_count,
    says_all_are_in,
    says_another_measure,
    says_what_is_missing,
)
from foistats.question.heading_words import names_of, one_of
from foistats.question.phrases import tokens_of
from foistats.question.roles import NOT, OF, PLAIN
from foistats.question.statements import is_aside, is_statement, says_note
from foistats.question.subject import without_times
from foistats.question.wanted import RESTRICTIVE, Wanted, offences_named, parts_named

_LONGEST = 600
_YEAR = r"\b(?:19|20)\d\d\b"
_SENTENCE = r"(?<=[\w)\]'\"])[.;!?]\s+(?=[\"'(A-Z\d])|\n|\s{3,}"
_OPENS = (
    r"(?i)^[\W_]*(?:(?:foot)?notes? ?\d{0,2} ?[:.)-]|(?:please )?note(?: that|:)?|nb:?|n\.b\.?"
    r"|caveats?:|please be aware that|it should be noted that)?\s*"
)
# "A crime may have several victims", "one offence can include two thefts": of no figure at all.
_OF_EACH = (
    r"^(?:(?:an?|one|any|some) (?:\w+ )?{noun}\b|(?:each|every) (?:\w+ )?{noun}\b.*"
    r"\b(?:may|might|can|could|would)\b)"
)
_PASSIVE = (
    r"^\W*(?:(?:from|of|out of) (?:these|this|the|our|all)\b.*|here"
    r"|in (?:these|this|the)\b.*|above|below"
    r"|(?:in (?:line|accordance) with|because|owing to|due to)\b.*)?\W*$"
)
_COPULA = r"\b(?:is|are|was|were) (?!for\b|of\b|from\b|about\b|in (?:respect|relation)\b|based\b)"
# What was done with figures, not what they are: "defined as", "done using", "provided by".
_PASSED_ON = (
    r"(?i)\s*(?:not |also |now )?(?:\w+ed|done|given|taken)"
    r" (?:as|by|using|in|from|on|at|to|the|for)\b"
)
# "Crimes are counted by the date on which they were recorded, not the date of the offence".
_DATED_BY = (
    r"\b(?:counted|recorded|shown|presented|allocated|assigned|grouped|reported|dated|based|given)"
    r" (?:by|on|in|to|under|against|according to) (?:the )?(?:date|day|month|year|quarter)s?\b"
    r"(?P<what>.+)"
)
# "Thefts from sheds are counted as burglary".
_CLASSED = r"(?:counted|classed|treated|shown|recorded|classified)\b"
_OPENS_SENTENCE = r"^\W*(?:the|this|these|those|our|we|i|to|as|in|due|a|an|along|what)\b"
_SHORTEST_SENTENCE = 4
_PRESENTED = (
    r"\b(?:is|are|was|were) (?:shown|given|counted|listed|provided|set out)\b|\b(?:got|too|also)\b"
)
# With more than one thing before it, another may be meant that the sender has.
_RECORDED_BY = (
    r"(?i)^(?!.*(?:,|\band\b|\bor\b).*\brecorded\b)"
    r".*\b(?:recorded|investigated|handled|dealt with) by\b"
)
_AND_NOT = r"(?:,|and) not|rather than|as opposed to|instead of"
_RESTRICTS_AT_ONCE = r"^(?:where|with|without|involving|against|within|outside|aged|committed)\b"
_LONGEST_FRAGMENT = 12
_LONGEST_SUBJECT = 5
# So many words after a verb its noun stands.
_SOON = 4
_PREPOSITION = r"\b(?:in|for|from|at|on|by|with|who|which|that|where)\b"
# "The table shows the outcome and the name of each hospital": its headings, not what it counts.
_HOW_DIVIDED = r"\b(?:each|names? of|breakdown|broken down|split by|divided by|grouped by)\b"
# "The results were checked, and those that are irrelevant were removed": the last clause is meant.
_CLAUSES = (
    r", (?:and |but )?(?=the\b|those\b|any\b|these\b)|\band (?=the results|results|those|any|the )"
)
_SECTION = r"^\d{1,2}\.\d"
# An offence is counted with its attempts, unless somebody says that it isn't.
_ATTEMPTS = frozenset({"attempt", "attempted"})
# An attempt is a crime, and so is one of which the victim took a statement back.
_STILL_CRIMES = frozenset(
    {"attempt", "attempted", "att", "withdrawn", "retracted", "unfounded", "intelligence", "nci"}
)
# When a record was taken back says nothing of which.
_TIMES_OF_IT = frozenset({"later", "subsequently", "since", "afterwards"})
_A_WHOLE_YEAR = frozenset({"april", "march"})


class Stands(Enum):
    """Where a note stands to the figures that it may speak of."""

    BESIDE = "beside"
    """At their table: a fragment speaks of them too."""
    APART = "apart"
    """On a sheet of notes, or between two tables: a fragment may be the title of something else."""
    MARGIN = "margin"
    """At the head or foot of each page, where it speaks of all on them, in fragments too."""
    LETTER = "letter"
    """In the text of a letter, which says much that is of no figure."""
    ANSWER = "answer"
    """In the text around the only figures of an answer, which may lead in to them."""


def restricting(
    note: str,
    wanted: Wanted,
    stands: Stands = Stands.BESIDE,
    *,
    apart: Set[str] = frozenset(),
) -> Iterator[str]:
    """The sentences of a note by which its figures may not be all of what was asked, and no more.

    `apart` are headings (by `fold`) of lines that don't count: what includes what in "White
    includes White Irish" is of no total.

    >>> from foistats.records import Asked
    >>> list(restricting("Figures exclude attempts. Source: RMS", Wanted(Asked(title="Burglary"))))
    ['Figures exclude attempts']
    """
    for sentence in regex(_SENTENCE).split(plain(note)[:_LONGEST]):
        said = sentence.strip(" .;")
        if said and _restricts(regex(_OPENS).sub("", said), wanted, stands=stands, apart=apart):
            yield said


def lacks_years(note: str) -> frozenset[int]:
    """The years of which a note says that its rows lack some: `Records before 2020 are missing`.

    >>> sorted(lacks_years("Records before 2020 could not be retrieved"))
    [2020]
    """
    said = plain(note)[:_LONGEST]
    if not says_note("lacks", said.casefold()) or is_aside(said):
        return frozenset()
    return frozenset(map(int, regex(_YEAR).findall(said)))


def says_no_more(line: str, wanted: Wanted) -> bool:
    """True for a line with no word beside what was asked but what any note may say.

    >>> from foistats.records import Asked
    >>> says_no_more("Burglary offences only", Wanted(Asked(title="Burglary")))
    True
    """
    return not beyond(line, wanted)


def _restricts(said: str, wanted: Wanted, *, stands: Stands, apart: Set[str]) -> bool:
    lowered = plain(said).casefold()
    if lowered.endswith("?") or wanted.is_the_question(said):
        return False
    if says_all_are_in(said, wanted) or is_of_no_count(said, wanted):
        return False
    if stands is not Stands.LETTER and says_another_measure(said, wanted):
        return True
    if not is_aside(said) and (
        (stands is not Stands.LETTER and is_led_in_as_less(said, wanted))
        or is_less_throughout(said, wanted)
        or is_found_by_less(said, wanted)
    ):
        return True
    in_text = stands in (Stands.LETTER, Stands.ANSWER)
    if in_text and not (says_note("figures", lowered) or _is_bare(lowered)):
        return False
    if says_note("twice", lowered) or _undoes(said, lowered, wanted):
        return True
    if not in_text and _lacks(said, wanted):
        return True
    if is_aside(said) or (_is_of_each(lowered) and not says_what_is_missing(lowered)):
        return False
    if (dated := regex(_DATED_BY).search(lowered)) is not None:
        # By which day figures go takes none away, unless it is that of what came of the crimes.
        return is_part(dated["what"]) or bool(parts_named(dated["what"]) - wanted.parts)
    return _is_judged(said, lowered, wanted, stands=stands, apart=apart)


def _is_judged(said: str, lowered: str, wanted: Wanted, *, stands: Stands, apart: Set[str]) -> bool:
    """True where a verb of a sentence, or its form, makes its figures less or more."""
    for means, judged in (
        ("leaves_out", _leaves_out),
        ("only", _confines),
        ("adds", _adds),
        ("about", _is_about),
        ("is", _is_another),
    ):
        cue = regex(_COPULA) if means == "is" else pattern("notes", means)
        # "The counts are of crimes that were solved": the first word that may be a verb is none.
        found = list(cue.finditer(lowered)) if means == "about" else [cue.search(lowered)]
        cues = [one for one in found if one is not None]
        if cues:
            if any(judged(said, one, wanted=wanted, apart=apart) for one in cues):
                return True
            if means in ("leaves_out", "only", "adds"):
                return False
    if (
        stands is not Stands.LETTER
        and _is_sentence(said, lowered)
        and is_not_understood(said, wanted)
    ):
        return True
    if is_statement(said) or stands is Stands.ANSWER:
        return stands is not Stands.LETTER and is_of_less(said, wanted)
    return stands in (Stands.BESIDE, Stands.MARGIN) and _fragment(said, wanted)


def _is_sentence(said: str, lowered: str) -> bool:
    """True for a statement, and for what opens like one and is too long for a name."""
    opens = bool(regex(_OPENS_SENTENCE).match(lowered) or regex(_PRESENTED).search(lowered))
    return is_statement(said) or (opens and len(said.split()) >= _SHORTEST_SENTENCE)


def _is_bare(lowered: str) -> bool:
    """True for a note without a subject: `Excludes attempts`, `Residential burglaries only`."""
    short = len(lowered.split()) <= _LONGEST_FRAGMENT // 2
    return (short and lowered.endswith(" only")) or any(
        pattern("notes", means).match(lowered) is not None for means in ("leaves_out", "adds")
    )


def _is_of_each(lowered: str) -> bool:
    noun = rf"(?:{'|'.join(sorted(names_of('') | {'case', 'person', 'victim', 'suspect'}))})"
    return regex(_OF_EACH.format(noun=noun)).search(lowered) is not None


def _undoes(said: str, lowered: str, wanted: Wanted) -> bool:
    """`Add 12 to each year`, `The columns are transposed`, `once for every victim`."""
    per_person = says_note("per_person", lowered) and bool(parts_named(said) - wanted.parts)
    return per_person or says_note("undoes", lowered)


def _lacks(said: str, wanted: Wanted) -> bool:
    """`Data for March 2020 are missing`; of whole years the table itself shows what it hasn't."""
    lowered = said.casefold()
    if not says_note("lacks", lowered) or is_aside(said):
        return False
    years_only = without_times(said) != said and not _months(said)
    return not years_only and not _is_of_something_else(said, wanted, frozenset())


def _leaves_out(said: str, cue: re.Match[str], *, wanted: Wanted, apart: Set[str]) -> bool:
    """`Figures exclude attempts`, `Attempts are excluded`: that may have been asked for."""
    subject, what = _subject_and_object(said, cue)
    if _is_of_something_else(subject, wanted, apart):
        return False
    phrase = phrase_beside(what, wanted)
    words = phrase.words - frame()
    if not words and subject and not _is_a_time(what) and not _lists(subject, what):
        # "Attempts are ignored for this purpose": what is left out stands before the verb.
        what, words = subject, beyond(subject, wanted)
    if words and words <= wanted.phrase.words_as(NOT):
        return False
    if _are_taken_back(what, words):
        return False
    if _are_apart(what, wanted) or _is_of_another_force(what, wanted):
        return False
    return bool(words) or _is_a_time(what) or _lists(subject, what)


def _are_taken_back(what: str, words: Set[str]) -> bool:
    """True for `offences later cancelled`: a record that was taken back is none of a crime."""
    taken_back = words_that("records", "unmakes") - _STILL_CRIMES
    if taken_back.isdisjoint(tokens_of(what)):
        return False
    gone = {one_of(word) for word in taken_back} | taken_back
    return not words - gone - _TIMES_OF_IT


def _is_of_another_force(what: str, wanted: Wanted) -> bool:
    """True for `offences recorded by British Transport Police`: the sender has none of them."""
    if not wanted.force_ids or regex(_RECORDED_BY).search(what) is None:
        return False
    own = without_forces(what, wanted.force_ids)
    return own == what and without_forces(what) != what


def _lists(subject: str, what: str) -> bool:
    """True for `The figures exclude the following:`, whatever comes next."""
    return what.rstrip().endswith(":") and (not subject.strip() or _of_figures(subject))


def _adds(said: str, cue: re.Match[str], *, wanted: Wanted, apart: Set[str]) -> bool:
    """`Figures include robbery`, `Attempts are also counted`: it may be more than was asked."""
    subject, what = _subject_and_object(said, cue)
    if _is_of_something_else(subject, wanted, apart):
        return False
    known = frozenset(map(one_of, tokens_of(wanted.written))) | _ATTEMPTS
    more = phrase_beside(what, wanted).words - frame() - known
    if _is_a_kind_of_it(what, wanted):
        return _lists(subject, what)
    if not wanted.said_anything:
        return bool(parts_named(what) - wanted.parts) or is_part(what)
    return bool(more) or _lists(subject, what)


def _is_a_kind_of_it(what: str, wanted: Wanted) -> bool:
    """True for `smaller hospitals` where hospitals were asked about: they are among them.

    What names another offence, or another force's area, is more than was asked. So is a thing
    that has one word of what was asked where the question says which: `spiking by injection` is
    no drink spiking.
    """
    words = phrase_beside(what, wanted).words
    own = without_forces(what, wanted.force_ids) if wanted.force_ids else what
    says_which = wanted.phrase.words_as(PLAIN, OF)
    return (
        bool(words & wanted.named)
        and (says_which <= words or says_which.isdisjoint(words))
        and not offences_named(words) - wanted.every_word - wanted.named
        and without_forces(own) == own
    )


def _confines(said: str, cue: re.Match[str], *, wanted: Wanted, apart: Set[str]) -> bool:
    """`Residential burglaries only`, `Victims rather than crimes`: it may be less."""
    subject, after = said[: cue.start()].strip(" (\"'"), said[cue.end() :].strip(" .)")
    if cue.group() != "only" and _is_of_something_else(subject, wanted, apart):
        return False
    if subject and after and not _is_of_counts(said, wanted):
        return False  # "The limit only applies where ..."
    if regex(_AND_NOT).fullmatch(cue.group()) and parts_named(after) - wanted.parts:
        # "Crimes, not offenders": what isn't counted wasn't asked for.
        return bool(beyond(subject, wanted))
    return bool(beyond(said, wanted)) or _is_a_time(said)


def _is_of_counts(said: str, wanted: Wanted) -> bool:
    """True for a sentence with a word for figures, for what is counted, or of what was asked."""
    words = set(tokens_of(said))
    return (
        says_note("figures", said.casefold())
        or not words.isdisjoint(names_of(wanted.unit))
        or bool(parts_named(said))
        or not wanted.named.isdisjoint(map(one_of, words))
    )


def _is_about(said: str, cue: re.Match[str], *, wanted: Wanted, apart: Set[str]) -> bool:
    """`Figures relate to burglaries in Poole`: what they are of, where they are the subject."""
    before, after = said[: cue.start()], said[cue.end() :]
    if not _of_figures(before) and before.strip():
        return False
    shows = cue.group().endswith(("show", "shows"))
    if shows and regex(_HOW_DIVIDED).search(after.casefold()) is not None:
        return False
    return bool(beyond(after, wanted)) and not _is_of_something_else(before, wanted, apart)


def _is_another(said: str, cue: re.Match[str], *, wanted: Wanted, apart: Set[str]) -> bool:
    """`These are charges`, `All are burglaries in Poole`; not `These are provisional`.

    What counts is what the figures are said to be, the noun that comes soon after the verb.
    """
    before, after = said[: cue.start()], said[cue.end() :]
    if not _of_figures(before) or len(before.split()) > _LONGEST_SUBJECT:
        return False
    if regex(_PASSED_ON).match(after):
        return False
    soon = tokens_of(after)[:_SOON]
    counted = names_of(wanted.unit)
    named = any(word in counted or one_of(word) in wanted.named for word in soon)
    less = " ".join(word for word in soon if one_of(word) not in frame())
    named = named or bool(parts_named(less) - wanted.parts) or is_part(less)
    named = named or bool(offences_named(frozenset(map(one_of, soon))))
    return (
        named and bool(beyond(after, wanted)) and not _is_of_something_else(before, wanted, apart)
    )


def _of_figures(subject: str) -> bool:
    """True where figures are what a sentence speaks of: not `the areas in these tables`."""
    head = regex(_PREPOSITION).split(subject.casefold(), maxsplit=1)[0]
    return says_note("subject", head)


def _fragment(said: str, wanted: Wanted) -> bool:
    """`Crimes with a female victim`, `Where a knife was used`, `Persons arrested`."""
    if len(said.split()) > _LONGEST_FRAGMENT or said.endswith((":", ",")):
        return False
    if regex(_SECTION).match(said):
        return False
    more = beyond(said, wanted)
    if not more:
        return False
    phrase = phrase_beside(said, wanted)
    lowered = said.casefold()
    if regex(_RESTRICTS_AT_ONCE).search(lowered):
        return True
    if parts_named(said) - wanted.parts or (is_part(said) and not is_part(wanted.written)):
        return len(said.split()) <= _LONGEST_FRAGMENT // 2
    head = next((word for word in tokens_of(said) if word[0].isalnum()), "")
    counted = head in names_of(wanted.unit) or one_of(head) in wanted.named
    return counted and bool(more & phrase.words_as(*RESTRICTIVE))


def _subject_and_object(said: str, cue: re.Match[str]) -> tuple[str, str]:
    """What stands before a verb and after it; of `Attempts are excluded`, "" and `Attempts`."""
    before, after = said[: cue.start()], said[cue.end() :]
    if regex(_PASSIVE).fullmatch(after.casefold()) or regex(_CLASSED).match(cue.group()):
        return "", regex(_CLAUSES).split(before)[-1]
    return before, after


def _is_of_something_else(subject: str, wanted: Wanted, apart: Set[str]) -> bool:
    """True for `Robbery excludes ...` where burglaries were asked about.

    `apart` are headings of lines that don't count, or that only divide what does.
    """
    own = without_forces(subject, wanted.force_ids) if wanted.force_ids else subject
    if wanted.force_ids and without_forces(own) != own:
        return True
    words = phrase_beside(subject, wanted).words
    if words & wanted.named or not wanted.said_anything:
        return False
    return bool(offences_named(words)) or fold(subject) in apart


def _are_apart(what: str, wanted: Wanted) -> bool:
    """True where two classes of the Home Office are meant, of which neither is in the other."""
    codes = offence_in(what), offence_in(wanted.written)
    return all(codes) and not is_of(*codes) and not is_of(codes[1], codes[0])


def _is_a_time(text: str) -> bool:
    """True where months of a year are all that is left out, or all that there is.

    What `extents_in` understands of it changes the periods of the table by itself.
    """
    months = _months(text)
    return bool(months) and not months >= _A_WHOLE_YEAR and not list(extents_in(text))


def _months(text: str) -> set[str]:
    return {word for word in fold(text).split() if word in MONTH_NUMBERS}
