"""Counts that a force suppressed and a draft would reveal: alone, or by subtraction."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from foistats.claims.closed_form import range_of_sum
from foistats.claims.model import Claim
from foistats.claims.programme import extremes, programme
from foistats.claims.ranges import constraints_of
from foistats.claims.shapes import shape_of
from foistats.claims.worlds import Cell, Constraint, Worlds
from foistats.naming.forces import force_name
from foistats.naming.periods import label_of

# More figures of one draft are not put together to see what they reveal.
_MOST_TOGETHER = 12
_MOST_TRIALS = 40

Parts = Mapping[int, Constraint]


def revealed(claims: Mapping[int, Claim], worlds: Worlds) -> dict[int, tuple[str, ...]]:
    """The mentions by which a reader could work out a suppressed count, each with a remark."""
    hidden = {
        cell
        for cell, known in worlds.bounds.items()
        if known.low != known.high and known.high is not None
    }
    if not hidden:
        return {}
    parts = _sums(claims, worlds)
    touching: dict[Cell, list[int]] = {}
    for mention, one in parts.items():
        for cell in one.terms.keys() & hidden:
            touching.setdefault(cell, []).append(mention)
    found: dict[int, list[str]] = {}
    left = _MOST_TRIALS
    for cell, mentions in sorted(touching.items()):
        alone = [n for n in mentions if _pins_alone(cell, parts[n], worlds)]
        together: list[int] = []
        if not alone and 1 < len(parts) <= _MOST_TOGETHER and left > 0:
            left -= 1 + len(parts)
            together = _pinning(cell, parts, worlds)
        for mention in alone or together:
            how = "this figure" if alone else "the figures of this draft together"
            found.setdefault(mention, []).append(
                f"{how} would reveal a count that {force_name(cell.force_id)} suppressed for"
                f" {label_of(cell.period)}: leave it out, or give a range"
            )
    return {mention: tuple(dict.fromkeys(said)) for mention, said in found.items()}


def _sums(claims: Mapping[int, Claim], worlds: Worlds) -> dict[int, Constraint]:
    """The mentions that state sums of which some count isn't known, as constraints."""
    found = {}
    for mention, claim in claims.items():
        shape = shape_of(claim.statistic, worlds)
        if shape is None or shape.bottom is not None or shape.inverse:
            continue
        low, high = range_of_sum(shape.top, worlds)
        if low is None or low != high:
            (found[mention],) = constraints_of(shape, claim.said.gives_away, "")
    return found


def _pins_alone(cell: Cell, said: Constraint, worlds: Worlds) -> bool:
    """Whether a sum leaves one value of a count, by what is known of the other counts in it."""
    weight = said.terms[cell]
    low, high = range_of_sum({c: w for c, w in said.terms.items() if c != cell}, worlds)
    if weight <= 0 or said.low is None or said.high is None or low is None or high is None:
        return False
    known = worlds.bounds[cell]
    least = max(Fraction(known.low), (said.low - high) / weight)
    greatest = (said.high - low) / weight
    if known.high is not None:
        greatest = min(greatest, Fraction(known.high))
    return -(-least // 1) == greatest // 1


def _pinning(cell: Cell, parts: Parts, worlds: Worlds) -> list[int]:
    """A smallest set of mentions that together leave one value of a count; [] if none does."""
    every = list(parts)
    if not _pins(cell, parts, every, worlds):
        return []
    for mention in list(every):
        fewer = [other for other in every if other != mention]
        if fewer and _pins(cell, parts, fewer, worlds):
            every = fewer
    return every


def _pins(cell: Cell, parts: Parts, mentions: Sequence[int], worlds: Worlds) -> bool:
    given = [parts[mention] for mention in mentions]
    low, high = extremes(programme(worlds, [{cell: Fraction(1)}], given))
    return low is not None and low == high
