"""Which values make a number's words true: its hedge, and how finely it is written.

An exact number is itself. A rounded one (a percentage, an average, `1.2k`) may be rounded or cut
off at its last digit. Each hedge widens a number in its own way; see `docs/claims.md`.
"""

from collections.abc import Callable
from fractions import Fraction

from foistats.claims.model import Bounds, Said

# A value that only nears a bound from outside; no figure of a table comes as close to it.
_LEAST = Fraction(1, 10**9)
_Range = tuple[Fraction | None, Fraction | None]


def said(
    written: Fraction,
    *,
    hedge: str = "",
    step: Fraction = Fraction(0),
    in_words: bool = False,
    whole: bool = False,
    sign: int = 1,
) -> Said:
    """The values that a number allows.

    `step` is the worth of its last digit where it may be rounded, 0 where it is exact; `in_words`
    is True for fractions and multiples in words, which are rough by themselves; `whole` where only
    whole numbers are possible, so that `more than 40` begins at 41. `sign` is -1 for a fall, whose
    number is written without its minus.

    >>> said(Fraction(26), step=Fraction(1)).sure.holds(Fraction(269, 10))
    True
    >>> said(Fraction(40), hedge="MORE_THAN", whole=True).sure.low
    Fraction(41, 1)
    """
    sure, loose = _ranges(written, hedge=hedge, step=step, in_words=in_words, whole=whole)
    if sign < 0:
        return Said(-written, _mirrored(sure), _mirrored(loose))
    return Said(written, Bounds(*sure), Bounds(*loose))


def _mirrored(bounds: _Range) -> Bounds:
    low, high = bounds
    return Bounds(None if high is None else -high, None if low is None else -low)


def _ranges(
    value: Fraction, *, hedge: str, step: Fraction, in_words: bool, whole: bool
) -> tuple[_Range, _Range]:
    least = Fraction(1) if whole else value * _LEAST
    rounded = (value - step / 2, value + step - step * _LEAST) if step else (value, value)
    if in_words and not hedge:
        return _around(value, "0.04"), _around(value, "0.12")
    # A rough or rounded number under a hedge is still no finer than it is written.
    spare = value * Fraction("0.04") if in_words else step / 2
    hedges: dict[str, Callable[[], tuple[_Range, _Range]]] = {
        "": lambda: (rounded, rounded),
        "NEARLY": lambda: (
            (value * Fraction("0.92"), value),
            (value * Fraction("0.92") - spare / 2, value + spare / 2),
        ),
        "ABOUT": lambda: (
            _wider(_around(value, "0.03"), rounded),
            _wider(_around(value, "0.1"), rounded),
        ),
        "JUST_UNDER": lambda: (
            (value * Fraction("0.8"), value - least),
            (value * Fraction("0.8"), value - least),
        ),
        "JUST_OVER": lambda: (
            (value + least, value * Fraction("1.2")),
            (value + least, value * Fraction("1.2")),
        ),
        "MORE_THAN": lambda: (
            (value + least, value * Fraction("1.5")),
            (value + least, value * Fraction("1.5")),
        ),
        "LESS_THAN": lambda: ((value / 2, value - least), (Fraction(0), value - least)),
        "AT_LEAST": lambda: ((value, value * Fraction("1.5")), (value, None)),
        "UP_TO": lambda: ((value * Fraction("0.8"), value), (Fraction(0), value)),
        "AS_MANY": lambda: (_wider((value * Fraction("0.92"), value), rounded),) * 2,
    }
    return hedges.get(hedge, hedges[""])()


def _around(value: Fraction, share: str) -> _Range:
    return value * (1 - Fraction(share)), value * (1 + Fraction(share))


def _wider(one: _Range, other: _Range) -> _Range:
    lows = [low for low in (one[0], other[0]) if low is not None]
    highs = [high for high in (one[1], other[1]) if high is not None]
    return min(lows), max(highs)


def open_said(scale: Fraction) -> Said:
    """The values of an open word: `hundreds` is at least two of them, and fewer than ten surely."""
    return Said(scale, Bounds(scale * 2, scale * 10), Bounds(scale, None))
