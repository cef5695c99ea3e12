"""Sentences that change what a count beside them is: a correction, a part, other years.

`Correction: the number is 141` says no period, and `Shops have been left out` no number, so that
neither is a count; each leaves open what the reply counts in the same answer.
"""

from collections.abc import Sequence

from foistats.letters.doubts import Said
from foistats.letters.whose import NOT_READ, Sentence
from foistats.model.values import Period
from foistats.naming.lexicon import pattern_in_any_case
from foistats.naming.periods.atoms import MONTH, MONTH_NUMBERS
from foistats.naming.spelling import regex
from foistats.naming.vocabulary import plurals
from foistats.question.wanted import Wanted

_LONGEST = 400
_YEARS = (
    rf"(?i)\byears?\b[^.;]{{0,40}}?\b(?P<first>{MONTH})(?: \d{{1,2}})?(?: to | ?- ?| until | and )"
    rf"(?:(?:end of|the end of|\d{{1,2}}(?:st|nd|rd|th)?) )?(?P<last>{MONTH})\b"
)
_KIND = (
    r"(?i)^\W*(?:the following|the above|all|these|those|they|here|below)(?: figures| numbers"
    r"| counts| results)?(?: below| above)? (?:are|were|show|concern|cover|relate to|refer to)"
    r" (?:the |all |only )?(?P<kind>(?:[\w-]+ ){0,4}(?P<noun>[\w-]+))\W*$"
)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def beside_changes(said: Sequence[Said], sentences: Sequence[Sentence], wanted: Wanted) -> None:
    """Leave open what a sentence of the same answer corrects, adds to, or cuts down."""
    counting = {id(one.sentence) for one in said}
    open_ = {one.sentence.section for one in said if not one.claim.why}
    if not open_:
        return
    for sentence in sentences:
        text = sentence.text[:_LONGEST]
        if sentence.section not in open_ or sentence.whose in NOT_READ:
            continue
        corrects = _corrects(text, counts=id(sentence) in counting)
        narrows = id(sentence) not in counting and (_cuts(text) or _is_of_a_kind(text, wanted))
        for one in said:
            if one.sentence.section != sentence.section:
                continue
            period = one.claim.period
            if corrects or narrows or (period is not None and _of_other_years(text, period)):
                one.leave_open(f"another sentence says {text[:60]!r}", adds=corrects)


def _corrects(text: str, *, counts: bool) -> bool:
    """True for another number for the same, or more of it."""
    if pattern_in_any_case("asides", "corrects").search(text) is not None:
        return True
    return not counts and pattern_in_any_case("asides", "adds_more").search(text) is not None


def _cuts(text: str) -> bool:
    if pattern_in_any_case("asides", "of_names").search(text) is not None:
        return False
    return pattern_in_any_case("asides", "cuts").search(text) is not None


def _is_of_a_kind(text: str, wanted: Wanted) -> bool:
    """True for `The following are solved cases`, where the request asks for no solved ones."""
    found = regex(_KIND).match(text)
    if found is None or found["noun"].casefold() not in plurals():
        return False
    return bool(wanted.why_not(found["kind"]))


def _of_other_years(text: str, period: Period) -> bool:
    """True where the years of a letter run from another month than a period does."""
    found = regex(_YEARS).search(text)
    if found is None:
        return False
    months = (_month(found["first"]), _month(found["last"]))
    return months != (period.start.month, period.end.month)


def _month(name: str) -> int:
    written = name.casefold().rstrip(".")
    return next((n for one, n in MONTH_NUMBERS.items() if regex(one).fullmatch(written)), 0)
