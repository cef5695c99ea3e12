"""A reading of a number other than the likeliest, and the number said in other ways."""

from dataclasses import dataclass, replace
from fractions import Fraction

from foistats.claims.model import Bounds, Claim, Said, StatisticKind

LEVELS = (StatisticKind.VALUE, StatisticKind.SUM)
COMPARED = (StatisticKind.CHANGE, StatisticKind.PERCENT_CHANGE, StatisticKind.MULTIPLE)


@dataclass(frozen=True, slots=True)
class Reading:
    """One other reading of a mention, and what it would mean, as a sentence.

    `whole` says that a change is meant over all forces of its area.
    """

    reading: str
    claim: Claim
    sentence: str
    whole: bool = False


def changed(claim: Claim, **fields: object) -> Claim:
    """A claim with other fields of its statistic."""
    return replace(claim, statistic=replace(claim.statistic, **fields))  # type: ignore[arg-type]  # its fields


def exactly(value: Fraction) -> Said:
    """A number that allows nothing else.

    >>> exactly(Fraction(5)).sure.holds(Fraction(6))
    False
    """
    bounds = Bounds(value, value)
    return Said(value, bounds, bounds)


def moved(said: Said, by: Fraction, times: Fraction = Fraction(1)) -> Said:
    """What a number says after each of its ends is moved, then multiplied."""

    def ends(bounds: Bounds) -> Bounds:
        return Bounds(
            None if bounds.low is None else (bounds.low + by) * times,
            None if bounds.high is None else (bounds.high + by) * times,
        )

    return Said((said.written + by) * times, ends(said.sure), ends(said.loose))
