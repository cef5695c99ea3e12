"""Sentences that speak of what was requested instead of naming it, and those with parts beside it.

"The figures requested are 12 (2018) and 15 (2019)" counts what the request asks for; "no offences
in the period requested" none in each of its periods. A part in brackets, "(of which 3 at night)",
is told beside the whole and changes nothing of it, unless it may be what was asked.
"""

from collections.abc import Iterator

from foistats.letters.claims import Claim
from foistats.letters.dates import year_beside
from foistats.letters.grammar import LONGEST, claims_of
from foistats.letters.parts import parts_in, without_parts
from foistats.model.values import Period
from foistats.naming.periods import label_of
from foistats.naming.periods.spans import ONE_YEAR
from foistats.naming.spelling import regex
from foistats.records import Asked

_FIGURES = (
    r"(?i)^\W*(?:the )?(?:figures|numbers|totals|counts) (?:that )?(?:you (?:have )?)?"
    r"(?:requested|asked for)(?= (?:are|were)\b|:)"
)
_PERIOD = (
    r"(?i)\b(?:in|during|for|within|over) the (?:time )?(?:periods?|timeframe|years?|dates) "
    r"(?:(?:that )?(?:you (?:have )?)?(?:requested|specified|asked for)|in question"
    r"|of (?:your|the) request)\b"
)
_MOST_PERIODS = 60


def claims_beside_parts(text: str, asked: Asked) -> list[Claim]:
    """The counts of one sentence, of which some words may only point at the request.

    >>> asked = Asked(title="Robberies", unit="offences", force_ids=("kent",))
    >>> text = "There were 12 offences in 2018 (of which 3 were at night)."
    >>> [(claim.count.low, claim.why) for claim in claims_beside_parts(text, asked)]
    [(12, '')]
    """
    if len(text) > LONGEST:
        return claims_of(text, asked)
    parts = parts_in(text)
    if parts:
        claims = claims_of(without_parts(text), asked)
        if claims and not any(claim.why for claim in claims):
            return [claim._replace(parts="; ".join(parts)) for claim in claims]
    if asked.unit and regex(_FIGURES).search(text):
        named = regex(_FIGURES).sub(f"The numbers of {asked.unit}", text)
        return claims_of(named, asked)
    if regex(_PERIOD).search(text) and (none := list(_none_in_each(text, asked))):
        return none
    return claims_of(text, asked)


def _none_in_each(text: str, asked: Asked) -> Iterator[Claim]:
    """A zero for each period that was asked for; nothing where the sentence counts anything."""
    found: list[Claim] = []
    for period in _periods(asked):
        claims = claims_of(regex(_PERIOD).sub(f"in {label_of(period)}", text), asked)
        if len(claims) != 1 or claims[0].count.high != 0 or claims[0].period != period:
            return
        found += claims
    yield from found


def _periods(asked: Asked) -> Iterator[Period]:
    """The years asked for, from first to last."""
    if asked.first is None or asked.last is None or asked.first.kind not in ONE_YEAR:
        return
    period: Period | None = asked.first
    for _ in range(_MOST_PERIODS):
        if period is None or period.start > asked.last.start:
            return
        yield period
        period = year_beside(period, 1)
