"""A sentence that goes on with the count of the one above, as `In 2022 there were 21` does.

It says a number and a period, and leaves what is counted to the sentence before. Where it says
nothing else, and the sentence before counts one thing, it is the next count of the same series;
else it is proposed to a person, for a count of a year that was asked must not be lost.
"""

from collections.abc import Sequence

from foistats.letters.claims import Claim
from foistats.letters.dates import overlaps
from foistats.letters.differences import without_differences
from foistats.letters.names import Named, names_in
from foistats.letters.tokens import Kind, Token, tokens_of
from foistats.letters.wording import (
    asks,
    counts_in_full,
    doubt_of,
    is_cost,
    is_legend,
    perhaps_not_theirs,
    situation,
    words_only,
)
from foistats.model.values import Count, Period
from foistats.naming.spelling import fold
from foistats.naming.vocabulary import says_nothing, words
from foistats.records import Asked
from schemas.vocabulary import Status, Unit

_LONGEST = 400
_WHY = "what it counts is said in a sentence above only"
# These leave to the sentence above what is counted, and what was done with it.
_REFERS = words(
    """
    in during for there was were is are the we a an and this it figure number year financial
    calendar had has have been of to our that
    """
)
_NONE = words("none nil")
_SAME = words("such these those of them more fewer less other further")


def carried_on(text: str, before: Sequence[Claim], above: str, asked: Asked) -> list[Claim]:
    """The counts of a sentence that goes on with `before`, the claims of the sentence `above`."""
    if not before or len(text) > _LONGEST or asks(text) or is_cost(text):
        return []
    if is_legend(text) and not counts_in_full(text):
        return []
    tokens = without_differences(tokens_of(text, asked), text)
    named = names_in(tokens, text)
    tokens = [_with_zero(t) for i, t in enumerate(tokens) if i not in named.tokens]
    times = [t.when.period for t in tokens if t.when is not None and t.when.period is not None]
    counts = [i for i, t in enumerate(tokens) if _counts(i, tokens, before[-1].unit)]
    if not times or not counts or not any(_was_asked(period, asked) for period in times):
        return []
    unit, label = before[-1].unit, before[-1].label
    period = times[0] if len(set(times)) == 1 and len(counts) == 1 else None
    why = _why(tokens, before, period, text=text, named=named, asked=asked)
    if not _leaves_to(above, tokens):
        why = why or _WHY
    return [
        Claim(count, period, label, unit, token.hedge or why, force_ids=before[-1].force_ids)
        for token in (tokens[i] for i in counts)
        if (count := token.count) is not None
    ]


def _with_zero(token: Token) -> Token:
    """The token, with `none` as the zero that it is in `In 2022 there were none`."""
    if token.kind is Kind.WORD and token.text.casefold() in _NONE:
        return token._replace(kind=Kind.COUNT, count=Count(0, 0, Status.REPORTED))
    return token


def _was_asked(period: Period, asked: Asked) -> bool:
    if asked.first is None or asked.last is None:
        return True
    return overlaps(period, asked.first.start, asked.last.end)


def _counts(at: int, tokens: Sequence[Token], unit: Unit | None) -> bool:
    """True for a number that nothing behind it takes for something else: not `21 new stations`."""
    token = tokens[at]
    if token.kind is not Kind.COUNT or token.count is None:
        return False
    for after in tokens[at + 1 :]:
        said = after.text.casefold()
        if after.kind is Kind.NOUN:
            return after.unit is None or after.unit is unit
        if after.kind is not Kind.WORD:
            return True
        if said not in _SAME:
            return said in says_nothing()
    return True


def _why(
    tokens: Sequence[Token],
    before: Sequence[Claim],
    period: Period | None,
    *,
    text: str,
    named: Named,
    asked: Asked,
) -> str:
    """Why a count is not certain to be the next of the series above; empty where it is."""
    things = {(claim.unit, claim.label, claim.force_ids) for claim in before}
    if period is None or len(things) > 1 or any(claim.parts for claim in before):
        return _WHY
    why = perhaps_not_theirs(text) or doubt_of(text)
    why = why or situation(words_only(text, tokens), named, asked)[0]
    if why or named.force_ids:
        return why or _WHY
    known = {claim.period for claim in before}
    if period in known or {p.kind for p in known if p is not None} != {period.kind}:
        return _WHY
    return before[-1].why


def _leaves_to(above: str, tokens: Sequence[Token]) -> bool:
    """True where a sentence says nothing of its own, and does with its count what `above` does."""
    done = set(fold(above).split()) & says_nothing()
    return all(
        token.kind in (Kind.COUNT, Kind.PERIOD, Kind.SIGN)
        or token.text.casefold() in _REFERS
        or token.text.casefold() in done
        for token in tokens
    )
