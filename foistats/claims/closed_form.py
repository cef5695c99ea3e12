"""Ranges of sums and quotients of counts that nothing ties to each other, without a search."""

from fractions import Fraction

from foistats.claims.shapes import Shape
from foistats.claims.worlds import ONE, Linear, Worlds

Range = tuple[Fraction | None, Fraction | None]


def range_in_closed_form(shape: Shape, worlds: Worlds, *, published: bool) -> Range | None:
    """The least and greatest sum or quotient; None where counts are tied, or a base may be zero."""
    ties = worlds.tied_with_published if published else worlds.tied
    if not ties.isdisjoint(shape.top):
        return None
    if shape.bottom is None:
        return range_of_sum(shape.top, worlds)
    if not ties.isdisjoint(shape.bottom) or any(w is not ONE for w in shape.bottom.values()):
        return None
    if any(weight is not ONE for weight in shape.top.values()):
        return None
    rest = {cell: weight for cell, weight in shape.bottom.items() if cell not in shape.top}
    common = len(shape.bottom) - len(rest)
    top_low, top_high = range_of_sum(shape.top, worlds)
    rest_low, rest_high = range_of_sum(rest, worlds)
    if top_low is None or rest_low is None:
        return None
    if common == 0:
        if rest_low < 1:
            return None
        low = Fraction(0) if rest_high is None else top_low / rest_high
        return low, None if top_high is None else top_high / rest_low
    if common != len(shape.top) or top_low + rest_low < 1:
        return None
    # A part of a whole: it grows with the part, and shrinks with what is left of the whole.
    low = Fraction(0) if rest_high is None else top_low / (top_low + rest_high)
    if top_high is None:
        return low, Fraction(1)
    return low, top_high / (top_high + rest_low) if top_high + rest_low else None


def range_of_sum(terms: Linear, worlds: Worlds) -> Range:
    """The least and greatest value of a sum of counts that nothing ties to each other."""
    low: Fraction | int = 0
    high: Fraction | int = 0
    low_open = high_open = False
    bounds = worlds.bounds
    for cell, weight in terms.items():
        known = bounds.get(cell)
        if weight is ONE:
            if known is None:
                high_open = True
            else:
                low += known[0]
                if known[1] is None:
                    high_open = True
                else:
                    high += known[1]
        elif weight:
            ends: tuple[int | None, int | None] = (0, None) if known is None else known
            least, greatest = ends[::-1] if weight < 0 else ends
            low_open = low_open or least is None
            high_open = high_open or greatest is None
            low += weight * (least or 0)
            high += weight * (greatest or 0)
    return None if low_open else Fraction(low), None if high_open else Fraction(high)
