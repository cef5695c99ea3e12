"""Whether a sentence that speaks of counts is understood: it changes nothing of what they are.

Words that narrow or widen are an open class: "these led to a charge", "every third record was
read", "attempts have been left to one side". So it is turned round. A sentence whose subject are
the counts, or the crimes or persons counted, is harmless where all of it is known: it names the
source, the day, the rules, a comparison, revisions, rights; or says what was asked again. Whatever
it says beside that may change what is counted, and is for a person.
"""

import re
from collections.abc import Set

from foistats.naming.forces.names import without_forces
from foistats.naming.lexicon import joined, pattern
from foistats.naming.lexicon import words as words_that
from foistats.naming.periods.atoms import MONTH
from foistats.naming.spelling import plain, regex
from foistats.naming.vocabulary import words
from foistats.question.heading_words import names_of, offence_words, one_of
from foistats.question.wanted import Wanted, parts_named
from foistats.records import Asked
from schemas.vocabulary import PeriodKind

_LONGEST = 600
# A verb that ends the subject of a sentence; one that isn't here leaves its first words.
_VERB = (
    r"\b(?:is|are|was|were|has|have|had|do|does|did|can|cannot|may|might|will|would|should|must"
    r"|could|includes?|covers?|relates?|refers?|shows?|contains?|excludes?|represents?|takes?|runs?"
    r"|means?|gives?|provides?|allows?|requires?|states?|says?|makes?|ends?|starts?|begins?|went|led|involved?|came|got|occurred|happened)\b"
)
_SUBJECT_WORDS = 3
# Without a verb that is known these head a letter: `Freedom of Information response.`
_OF_LETTERS = words("response table list request information answer answers search searches")
_ADDRESS = r"\b(?:https?://\S+|www\.\S+|[\w.-]+@\S+|[\w-]+\.police\.uk\S*|gov\.uk\S*)"
_COUNTS = words(
    """
    figure figures number numbers count counts data dataset total totals result results statistics
    record records attempt attempts attempted search searches query extract response table list
    sample system systems request criteria interpretation information answer answers
    """
)
# What the force says that it looked at, in the first person.
_LOOKED_AT = words("case cases one half third tenth")
_TIMES = words("quarter quarters half month months week weeks")
# The length of `2021`, beside that of `2021/22`.
_OF_ONE_YEAR = 4
_ATTEMPTS = frozenset({"attempt", "attempted"})
_NO_SUBJECT = (
    r"^(?:i|we)\b|^(?:to|as|due|owing|because|in|for|following|after|when|while|although|by|since"
    r"|given)\b.*\b(?:i|we)\b"
)
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? )?{MONTH}"
# All of a year, however it is said; of which years, the sentence's periods say.
_FIRST_TO_LAST = (
    r"\b(?:1(?:st)? )?(?:of )?{first}(?: 20\d\d)? (?:to|until|-|and) (?:the )?(?:31(?:st)? )?"
    r"(?:of )?{last}(?: 20\d\d)?\b|\b{name}\b"
)
_WHOLE_YEARS = {
    PeriodKind.FINANCIAL_YEAR: _FIRST_TO_LAST.format(first="april", last="march", name="financial"),
    PeriodKind.CALENDAR_YEAR: _FIRST_TO_LAST.format(
        first="january", last="december", name="calendar"
    ),
}
_NOT_HELD = (
    r"^(?:i|we|the (?:force|constabulary|police)) (?:do|does|did) not (?:currently |routinely )?"
    r"(?:hold|record|keep|collect|capture|have)\b(?P<what>.*)"
)
_RISE = r"^the (?:overall )?(?:rise|increase|decrease|fall|reduction|drop|change)s?\b"
_JOINS = r"\b(?:inclu\w+|add\w*|count\w*|transfer\w*|merg\w+|new|exclu\w+)\b"
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_YEAR = r"\b(?:(?:19|20)\d\d)(?:[/-](?:(?:19|20)\d\d|\d\d))?\b"
_UNTIL = r"\b(?:until|till|before|prior|up to|earlier)\b"
_SINCE = r"\b(?:since|from|after|onwards?|later)\b"
_OPEN_ENDED = rf"{_UNTIL}|{_SINCE}"
_AT_AN_END = (
    r"\b(?:since|from|after|until|till|before|prior to|up to|to|between) (?:the )?"
    rf"(?:start of |end of )?(?={_YEAR})|{_YEAR} (?:onwards?|and (?:before|after|later|earlier))\b"
)
_OF_ALL = r"\b(?:both|each|every|all|these|they|this|those|it|neither|above|below)\b"
_FROM_TO = rf"\b(?:from|between|for) (?P<first>{_YEAR}) (?:to|and|-) (?P<last>{_YEAR})"
_PART_TOLD = (
    r"\bin (?P<cases>[\d,]+) (?:of )?(?:(?:the|these|those) )?"
    r"(?:cases?|offences?|crimes?|incidents?|instances)\b"
    r"|^(?P<some>[\d,]+) of (?:the|these|those)\b"
)


def changes_counts(said: str, wanted: Wanted, asked: Asked, *, known: Set[int]) -> bool:
    """True for a sentence that speaks of counts and says of them what isn't known to be harmless.

    `known` are the numbers that the counts themselves have, or that they come to.

    >>> asked = Asked(title="Robberies", unit="offences")
    >>> [
    ...     changes_counts(said, Wanted(asked), asked, known=frozenset())
    ...     for said in ("They are of Medway.", "The figures may change.", "Officers are trained.")
    ... ]
    [True, False, False]
    """
    lowered = _bare(said, wanted)
    # A line without a verb or a full stop heads something: what it says is weighed as a heading.
    is_sentence = said.rstrip().endswith(".") or regex(_VERB).search(lowered) is not None
    return (
        is_sentence
        and _speaks_of_counts(lowered, wanted)
        and not _is_of_other_years(lowered, asked)
        and not _tells_a_part(lowered, known)
        and not _is_understood(lowered, wanted, asked, known=known)
    )


def is_understood(said: str, wanted: Wanted, asked: Asked) -> bool:
    """True for a sentence of which every word is known to change nothing of what is counted.

    >>> asked = Asked(title="Robberies", unit="offences")
    >>> [
    ...     is_understood(said, Wanted(asked), asked)
    ...     for said in ("The data is subject to change.", "The data is of Medway.")
    ... ]
    [True, False]
    """
    lowered = _bare(said, wanted)
    generic = pattern("understood", "generic").search(lowered) is not None
    return generic or _is_understood(lowered, wanted, asked, known=frozenset())


def says_which_years(said: str, wanted: Wanted, asked: Asked) -> bool:
    """True for `Both figures are for the financial year`, where it is such years that were asked.

    >>> asked = Asked(title="Robberies", period_kind=PeriodKind.FINANCIAL_YEAR)
    >>> says_which_years("These are for financial years.", Wanted(asked), asked)
    True
    """
    lowered = _bare(said, wanted)
    kind = asked.period_kind
    return (
        kind in _WHOLE_YEARS
        and regex(_WHOLE_YEARS[kind]).search(lowered) is not None
        and _is_understood(lowered, wanted, asked, known=frozenset())
    )


def is_of_one_year(said: str) -> bool:
    """True for a sentence that speaks of the periods that it names, and of no others.

    >>> is_of_one_year("The last quarter of 2022/23 is awaited."), is_of_one_year("Since 2021 ...")
    (True, False)
    """
    return regex(rf"{_OPEN_ENDED}|{_OF_ALL}").search(plain(said).casefold()) is None


def _bare(said: str, wanted: Wanted) -> str:
    """A sentence in small letters without its opening words and without the sender's name."""
    whole = plain(said)[:_LONGEST]
    own = without_forces(whole, wanted.force_ids) if wanted.force_ids else whole
    lowered = " ".join(regex(_ADDRESS).sub(" ", own.casefold()).split()).strip(" .;:")
    return regex(rf"^(?:(?:{joined('understood', 'opens')}),? )+").sub("", lowered)


def _speaks_of_counts(lowered: str, wanted: Wanted) -> bool:
    if not lowered or lowered.endswith("?") or pattern("understood", "generic").search(lowered):
        return False
    if regex(_RISE).match(lowered):
        return regex(_JOINS).search(lowered) is not None
    if pattern("understood", "points").search(lowered):
        return True
    if regex(_NO_SUBJECT).match(lowered):
        found = set(regex(r"[^\W\d_]+").findall(lowered))
        looked = not found.isdisjoint(_LOOKED_AT)
        names = looked or _names_counts(lowered, wanted)
        return names and not _lacks_something_else(lowered, wanted)
    verb = regex(_VERB).search(lowered)
    subject = lowered[: verb.start()] if verb else " ".join(lowered.split()[:_SUBJECT_WORDS])
    if verb is None:
        subject = " ".join(word for word in subject.split() if word not in _OF_LETTERS)
    dated = verb is not None and regex(rf"{_YEAR}|\byears?\b").search(subject) is not None
    return dated or _names_counts(subject, wanted)


def _names_counts(text: str, wanted: Wanted) -> bool:
    """True for words of figures, of what was asked, of an offence, of persons, or of a time."""
    found = set(regex(r"[^\W\d_]+").findall(text))
    single = set(map(one_of, found))
    return (
        not found.isdisjoint(_COUNTS | _TIMES | names_of("") | names_of(wanted.unit))
        or not single.isdisjoint(wanted.named | offence_words())
        or bool(parts_named(text))
    )


def _lacks_something_else(lowered: str, wanted: Wanted) -> bool:
    """True for `we do not hold data on value`: none of what was asked is in what isn't held."""
    found = regex(_NOT_HELD).match(lowered)
    if found is None:
        return False
    single = set(map(one_of, regex(r"[^\W\d_]+").findall(found["what"])))
    return (
        single.isdisjoint(
            wanted.named | offence_words() | _ATTEMPTS | set(map(one_of, names_of("")))
        )
        and regex(rf"\d|{_DAY}|{_OPEN_ENDED}|\bthese\b|\bthis\b").search(found["what"]) is None
    )


def _is_of_other_years(lowered: str, asked: Asked) -> bool:
    """True for a sentence that speaks of years only that weren't asked for: `Before 2015 ...`."""
    if asked.first is None or asked.last is None:
        return False
    if regex(rf"\bthese\b|\bthis\b|\bthey\b|\babove\b|{_JOINS}").search(lowered):
        return False
    first, last = asked.first.start.year, asked.last.end.year
    years = set()
    for year in regex(_YEAR).findall(lowered):
        years.add(int(year[:4]))
        latest = last if len(year) == _OF_ONE_YEAR else asked.last.start.year
        if first <= int(year[:4]) <= latest:
            return False
    if not years:
        return False
    if regex(_UNTIL).search(lowered) and max(years) > first:
        return False
    return not (regex(_SINCE).search(lowered) and min(years) <= last)


def _is_understood(lowered: str, wanted: Wanted, asked: Asked, *, known: Set[int]) -> bool:
    rest = pattern("understood", "phrase").sub(" ", lowered)
    kind = asked.period_kind
    for whole in [kind] if kind is not None else _WHOLE_YEARS:
        rest = regex(_WHOLE_YEARS.get(whole, r"\b\B")).sub(" ", rest)
    rest = _without_years(rest, asked)
    numbers = [number.replace(",", "") for number in regex(_NUMBER).findall(rest)]
    if not all(number.isdigit() and int(number) in known for number in numbers):
        return False
    harmless = words_that("understood_words", "says_nothing")
    of_it = wanted.every_word | wanted.named | names_of(wanted.unit)
    said = regex(r"[^\W\d_]{2,}(?:-[^\W\d_]+)*").findall(rest)
    return all(word in harmless or word in of_it or one_of(word) in of_it for word in said)


def _without_years(text: str, asked: Asked) -> str:
    """A text without its years, but for those at which something begins or ends."""

    def of_all(found: re.Match[str]) -> str:
        if asked.first is None or asked.last is None:
            return found.group()
        first, last = int(found["first"][:4]), int(found["last"][:4])
        whole = first <= asked.first.start.year and last >= asked.last.start.year
        return " " if whole else found.group()

    text = regex(_FROM_TO).sub(of_all, text)
    return text if regex(_AT_AN_END).search(text) else regex(_YEAR).sub(" ", text)


def _tells_a_part(lowered: str, known: Set[int]) -> bool:
    """True for `suspects were under 18 in 200 cases`: fewer than the counts, and said so."""
    found = regex(_PART_TOLD).search(lowered)
    if found is None or not known:
        return False
    return int((found["cases"] or found["some"]).replace(",", "")) < max(known)
