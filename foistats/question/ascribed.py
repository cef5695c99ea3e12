"""What a sentence ascribes to all that is counted, by no word such as `only` or `exclude`.

It may lead in to the figures ("The number of burglaries with a marker is shown below"), say
something of every one of them ("All of the victims were female"), or say by what they were looked
for ("Filter: domestic abuse = Y"). What it says beside the question makes them fewer.
"""

from itertools import takewhile

from foistats.naming.forces.names import without_forces
from foistats.naming.lexicon import pattern, says
from foistats.naming.lexicon import words as words_that
from foistats.naming.spelling import plain, regex
from foistats.naming.vocabulary import plurals, singulars
from foistats.naming.vocabulary import words as words_of
from foistats.question.beyond import beyond, frame, is_part, phrase_beside
from foistats.question.heading_words import names_of, nothing_in_headings, one_of
from foistats.question.pairs import narrows_nothing, pair_of
from foistats.question.phrases import tokens_of
from foistats.question.roles import AT_LEAST, AT_MOST, OVER, ROLES, UNDER
from foistats.question.statements import says_note
from foistats.question.subject import without_division
from foistats.question.wanted import RESTRICTIVE, Wanted, offences_named, parts_named
from schemas.vocabulary import Unit

_PERSONS = (Unit.PEOPLE, Unit.SUSPECTS, Unit.VICTIMS)
# "Number of crimes on our Niche system": where a force keeps its records is no place of a crime.
_KEPT = (
    r"(?i)\b(?:(?:that|which) (?:is|are|was|were) )?(?:held |stored |recorded |logged )?"
    r"(?:on|in|from|within|of|by) (?:our|the|its|force|police)\b"
    r"(?: (?!(?:in|on|at|with)\b)[\w()/-]+){0,5}?"
    r" (?:systems?|databases?|applications?|records?|unit|team|department|bureau)\b"
    # "Our crime system, Athena"
    r"(?: \(\w+\)|(?:,| called| known as| named)? (?-i:[A-Z])\w+)?"
)
# "Reported by telephone", "committed by strangers": that divides nothing.
_DONE_BY = r"(?i)\b(?!divided|grouped|ordered|sorted|separated|recorded)\w+(?:ed|en) by\b"
_LATELY = (
    r"(?i)\b(?:during |over |in |for |within )?(?:the |each of the )?(?:last|past|previous)"
    r" (?:\w+ )?(?:full |complete )?(?:financial |calendar )?(?:years?|months?)\b"
)
# By these any sentence presents figures.
_PRESENTS = words_of(
    """
    you your request requested require asked please see find show shown set out sets provide
    provided supply give given display outline detail contain attach attached enclosed below above
    following follow overleaf table annex appendix figure confirm response relation respect
    accordingly within across period date time financial calendar year month per annum specified
    force area areas question scope fall falling responsive relevant criteria system database
    crime recording carried conducted used using we i our us have been made run under
    term as by
    """
)
# Words that stand before what is counted and may say which of them: "undetected", "dwelling".
_BEFORE = 3
_NEAR = 3
_SUBJECT = (
    r"^\W*(?:(?P<every>(?:all|each|every|none|both)(?: one)?(?: of)?(?: the| these| those| our)?)"
    r"|(?P<these>these|those|they|the above|above)(?P<all> all)?"
    r"|(?:the )?(?=victims?\b|suspects?\b|offenders?\b|perpetrators?\b|complainants?\b)"
    r"(?P<persons>))\b ?"
)
# "In each case the property was worth over £500": said of every one of them.
_IN_EACH = (
    r"\bin (?:each|every|all|both)(?: one)?(?: of)?(?: the| these| those| our)?(?: \w+)?"
    r" (?:cases?|instances?|occasions?|incidents?|offences?|crimes?)\b,?"
)
_AND_NOT = r"(?:,|\band) not\b|\brather than\b"
_VERB = r"\b(?:is|are|was|were|has|have|had|occurred|happened|took|involved?|concerned|include)\b"
# The verb of a sentence, not that of a clause that says which.
_FINITE = (
    r"(?<!\bwho )(?<!\bwhich )(?<!\bthat )(?<!\bwhere )(?<!\bwhom )"
    r"\b(?:is|are|was|were|has|have|had|do|does|did|can|cannot|should|must|will|includes?)\b"
)
_FIGURES = r"figures?|numbers?|counts?|totals?|statistics"
_OPENS_WITH = (
    r"^\W*(?:(?P<these>these|this|those|they|the above)\b ?|(?:the|our|all|every|each|both)\b ?|)"
    r"(?!an? )"
)
_REFUSES = r"\b(?:not held|(?:not|n't) hold|not holds?|unable|cannot|refus\w+|withh\w+|declin\w+)\b"
_ATTEMPTS = frozenset({"attempt", "attempted"})
_LONGEST_SENTENCE = 25
# "Crimes logged by your force" is the question; a table of outcomes has them for its headings.
_OTHER_COLUMNS = r"\byour (?:force|constabulary)\b|\boutcomes\b|\bnames? of\b"
# "A keyword search may not find all": how searches work, and not what this one was for.
_EXPLAINS = r"\b(?:may|might|if|could|would|any)\b"
_LONGEST_OF_A_SEARCH = 14
_IS_OR_HAS = r"is|are|was|were|has|have|had"
# "They are available on our website": said of the data, which is nothing that happened.
_OF_DATA = (
    r"\b(?:because|due|available|subject|published|correct|accurate|based|counted|held|provided"
    r"|supplied|obtained|taken|prepared|produced|extracted|classified|dealt|investigated|assessed"
    r"|reviewed|allocated|considered|treated|regarded|included|shown|presented|listed|set out)\b"
)
# "Our system can only find those that were solved".
_ONLY_THOSE = (
    r"\bonly\b[^.]*\bthose (?P<what>(?:that|which|where|with|in|at|recorded|reported)\b.*)"
)
_IS_SET = r"(?i)(?P<what>[a-z][\w ]{2,40}?) ?(?:=|\bequals?\b) ?['\"]?(?P<value>\w[\w ]*)"
_SET_TO = r"(?i)^(?:y|yes|true|t|n|no|false|1|0)\b"
_OF_A_QUERY = r"(?i)\b(?:where|select|and|flag|marker|status|outcome|qualifier|filter\w*)\b"


def is_led_in_as_less(said: str, wanted: Wanted) -> bool:
    """True where a sentence presents figures and names less than was asked.

    >>> from foistats.records import Asked
    >>> burglary = Wanted(Asked(title="Burglary", unit="offences"))
    >>> is_led_in_as_less("The burglaries of farms are shown below", burglary)
    True
    >>> is_led_in_as_less("The burglaries recorded in each year are shown below", burglary)
    False
    """
    lowered = plain(said).casefold()
    if not (says_note("leads_in", lowered) or lowered.endswith(":")):
        return False
    if regex(_OTHER_COLUMNS).search(lowered):
        return False
    if says_note("leads_no_more", lowered) or says("asides", "asks", lowered):
        return False
    named = _from_what_is_counted(divided(said, wanted), wanted)
    return bool(named) and bool(beyond(named, wanted) - _PRESENTS)


def is_less_throughout(said: str, wanted: Wanted) -> bool:
    """True where a sentence says of all that is counted where it was, to whom, or of what kind.

    >>> from foistats.records import Asked
    >>> burglary = Wanted(Asked(title="Burglary", unit="offences"))
    >>> is_less_throughout("All of the victims were female", burglary)
    True
    >>> is_less_throughout("All burglaries are subject to review", burglary)
    False
    """
    lowered = plain(said).casefold()
    if (those := regex(_ONLY_THOSE).search(lowered)) is not None:
        return _narrows(those["what"], wanted, any_of_it=False)
    if (of_each := regex(_IN_EACH).search(lowered)) is not None:
        return _is_said_of_each(f"{lowered[: of_each.start()]} {lowered[of_each.end() :]}", wanted)
    opened = regex(_SUBJECT).match(lowered)
    if opened is None:
        return False
    verb = regex(_VERB).search(lowered, opened.end())
    if verb is None:
        return False
    # "These are crimes, not offenders": said of what isn't counted.
    lowered = regex(_AND_NOT).split(lowered, maxsplit=1)[0]
    noun, after = lowered[opened.end() : verb.start()].strip(), lowered[verb.start() :]
    every = bool(opened["every"]) or opened["persons"] is not None
    if every and not opened["every"] and regex(_EXPLAINS).search(lowered):
        return False  # "Victims may be counted once only"
    if regex(_OF_DATA).search(after) or not _are_of_it(noun, wanted, every=every):
        return False
    any_of_it = _are_persons(noun) or not regex(_IS_OR_HAS).match(verb.group())
    return _narrows(after, wanted, any_of_it=any_of_it)


def is_of_less(said: str, wanted: Wanted) -> bool:
    """True where a sentence speaks of some of what was asked, or of something beside it.

    What is told of them is not asked: "We have extracted crimes flagged as domestic abuse",
    "Attempts have been stripped out".

    >>> from foistats.records import Asked
    >>> burglary = Wanted(Asked(title="Burglary", unit="offences"))
    >>> [
    ...     is_of_less(said, burglary)
    ...     for said in ("We counted burglaries of farms", "Burglaries are counted each year")
    ... ]
    [True, False]
    """
    lowered = plain(said).casefold()
    if regex(_OTHER_COLUMNS).search(lowered):
        return False
    if regex(_EXPLAINS).search(lowered) or len(said.split()) > _LONGEST_SENTENCE:
        return False
    if says("asides", "asks", lowered) or regex(_REFUSES).search(lowered):
        return False
    own = divided(said, wanted)
    verb = regex(_FINITE).search(plain(own).casefold())
    subject = own[: verb.start()] if verb else ""
    if subject and _names_some(subject, wanted):
        return True
    named = _from_what_is_counted(own, wanted)
    piece = next(
        (
            one
            for one in regex(_FINITE).split(plain(named).casefold())
            if any(
                word in names_of(wanted.unit) or one_of(word) in wanted.named
                for word in tokens_of(one)
            )
        ),
        "",
    )
    return bool(beyond(piece, wanted) - _PRESENTS)


def _names_some(subject: str, wanted: Wanted) -> bool:
    """True for a subject that is an attempt, another offence, or what came of some crimes."""
    more = beyond(subject, wanted) - _PRESENTS
    return bool(more) and (
        bool(offences_named(more))
        or not more.isdisjoint(_ATTEMPTS)
        or is_part(subject)
        or any(wanted.is_kind_of_it(word) for word in more)
    )


def _is_said_of_each(lowered: str, wanted: Wanted) -> bool:
    """True where what is said of every case says which cases they are."""
    verb = regex(_VERB).search(lowered)
    if verb is None or regex(_OF_DATA).search(lowered, verb.start()):
        return False
    return _narrows(lowered[verb.start() :], wanted, any_of_it=True)


def is_found_by_less(said: str, wanted: Wanted) -> bool:
    """True where what was searched for, or where, is less than was asked.

    >>> from foistats.records import Asked
    >>> burglary = Wanted(Asked(title="Burglary", unit="offences"))
    >>> is_found_by_less("Filter: domestic abuse = Y", burglary)
    True
    >>> is_found_by_less("A search of our crime recording system was made", burglary)
    False
    """
    lowered = plain(said).casefold()
    if (opened := pattern("notes", "criteria").match(lowered)) is not None:
        what = _without_sender(said[opened.end() :], wanted)
        return bool(beyond(what, wanted) - _PRESENTS)
    pair = pair_of(said)
    if pair is not None and says_note("flag", pair[0].casefold()) and not narrows_nothing(pair[1]):
        return True
    if (set_to := regex(_IS_SET).search(said)) is not None and (
        regex(_OF_A_QUERY).search(set_to["what"]) and regex(_SET_TO).match(set_to["value"])
    ):
        return bool(beyond(set_to["what"], wanted) - _PRESENTS)
    long = len(said.split()) > _LONGEST_OF_A_SEARCH
    if long or not says_note("found_by", lowered) or regex(_EXPLAINS).search(lowered):
        return False
    if says_note("only", lowered) and beyond(divided(said, wanted), wanted) - _PRESENTS:
        return True
    return _is_near_a_place_or_flag(said, wanted)


def divided(said: str, wanted: Wanted) -> str:
    """A sentence without how its figures are divided and without where the force keeps them."""
    kept = regex(_KEPT).sub(" ", _without_sender(said, wanted))
    kept = regex(_LATELY).sub(" ", kept)
    return without_division(kept, unknown_divides=regex(_DONE_BY).search(kept) is None)


def presents() -> frozenset[str]:
    """The words by which any sentence presents figures."""
    return _PRESENTS


def _without_sender(said: str, wanted: Wanted) -> str:
    return without_forces(said, wanted.force_ids) if wanted.force_ids else said


def _from_what_is_counted(said: str, wanted: Wanted) -> str:
    """The piece of a sentence that names what is counted; empty where none does."""
    words = said.split()
    for place, word in enumerate(words):
        bare = "".join(tokens_of(word)[:1])
        if bare in names_of(wanted.unit) or one_of(bare) in wanted.named:
            rest = " ".join(words[place:])
            ends = pattern("notes", "goes_on").search(rest.casefold())
            above = reversed(words[max(0, place - _BEFORE) : place])
            before = list(takewhile(lambda one: one.casefold() not in ROLES, above))
            return " ".join((*reversed(before), rest[: ends.start()] if ends else rest))
    return ""


def _are_of_it(noun: str, wanted: Wanted, *, every: bool) -> bool:
    """True for `offences`, `victims`, or no noun at all, as the subject of a sentence."""
    words = [word for word in tokens_of(noun) if word[0].isalnum()]
    if not words:
        return True
    known = names_of("") | names_of(wanted.unit) | {"case", "cases", "incidents", "incident"}
    return all(
        word in known
        or one_of(word) in wanted.named
        or word in nothing_in_headings(wanted.unit)
        or (every and _are_persons(word))
        for word in words
    ) and any(word in known or one_of(word) in wanted.named or _are_persons(word) for word in words)


def _are_persons(noun: str) -> bool:
    units = (plurals().get(word) or singulars().get(word) for word in noun.split())
    return any(unit in _PERSONS for unit in units)


def _narrows(after: str, wanted: Wanted, *, any_of_it: bool) -> bool:
    """True for a predicate that says which: where, with what, against whom, of which kind."""
    bare = divided(after, wanted)
    more = beyond(bare, wanted) - _PRESENTS
    if not more:
        return False
    phrase = phrase_beside(bare, wanted)
    kinds = phrase.words_as(*RESTRICTIVE, OVER, UNDER, AT_LEAST, AT_MOST)
    return (
        any_of_it
        or bool(more & kinds)
        or bool(parts_named(bare) - wanted.parts)
        or is_part(bare)
        or bool(offences_named(more))
        or any(wanted.is_kind_of_it(word) for word in more)
    )


def _is_near_a_place_or_flag(said: str, wanted: Wanted) -> bool:
    """True for a search of `the Poole district`, for `the alcohol flag`, of persons of an age."""
    own = _without_sender(said, wanted)
    tokens = tokens_of(own)
    places, nothing = words_that("records", "place"), _nothing_of_a_search(wanted)
    for at, token in enumerate(tokens):
        flag = says_note("flag", token)
        if not flag and token not in places and one_of(token) not in places:
            continue
        ahead = tokens[at + 1 : at + 1 + _NEAR] if flag else []
        around = [*reversed(tokens[max(0, at - _NEAR) : at])]
        before = list(takewhile(lambda word: word[0].isalnum(), around))
        if any(
            word[0].isalpha() and not _says_nothing(word, nothing) for word in (*before, *ahead)
        ):
            return True
    sized = phrase_beside(own, wanted).words_as(OVER, UNDER, AT_LEAST, AT_MOST)
    return bool(sized & beyond(own, wanted))


def _says_nothing(word: str, nothing: frozenset[str]) -> bool:
    return word in nothing or one_of(word) in nothing


def _nothing_of_a_search(wanted: Wanted) -> frozenset[str]:
    return (
        nothing_in_headings(wanted.unit)
        | frame()
        | _PRESENTS
        | wanted.every_word
        | words_that("records", "place")
    )
