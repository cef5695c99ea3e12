"""The least and the greatest value of a statistic in any world, and a statistic as constraints."""

from fractions import Fraction

from foistats.claims.closed_form import range_in_closed_form
from foistats.claims.model import Bounds
from foistats.claims.programme import Programme, extremes, plus, programme
from foistats.claims.shapes import Shape
from foistats.claims.worlds import Constraint, Linear, Worlds

_MOST_STEPS = 30


def range_of(
    shape: Shape,
    worlds: Worlds,
    *,
    published: bool = False,
    given: tuple[Constraint, ...] = (),
) -> tuple[Fraction | None, Fraction | None]:
    """The least and the greatest value of a statistic in any world; None for no bound."""
    closed = None if given else range_in_closed_form(shape, worlds, published=published)
    if closed is not None:
        low, high = closed
    elif shape.bottom is None:
        prog = programme(worlds, [shape.top], given, published=published)
        low, high = extremes(prog)
    else:
        prog = positive(shape.top, shape.bottom, worlds, given, published=published)
        low, high = least_quotient(prog), greatest_quotient(prog)
    if shape.inverse:
        low, high = high, low
    return shape.value(low), shape.value(high)


def constraints_of(shape: Shape, bounds: Bounds, source: str) -> tuple[Constraint, ...]:
    """A statistic within bounds, as constraints on the counts."""
    window = shape.window(bounds)
    if shape.bottom is None:
        return (Constraint(shape.top, window.low, window.high, source),)
    found = [Constraint(shape.bottom, Fraction(1), None, source)]
    if window.low is not None:
        terms = plus(shape.top, shape.bottom, -window.low)
        found.append(Constraint(terms, Fraction(0), None, source))
    if window.high is not None:
        terms = plus(shape.top, shape.bottom, -window.high)
        found.append(Constraint(terms, None, Fraction(0), source))
    return tuple(found)


def positive(
    top: Linear, bottom: Linear, worlds: Worlds, given: tuple[Constraint, ...], *, published: bool
) -> Programme:
    """The programme of a quotient, over the worlds in which what it is measured by isn't zero."""
    base = Constraint(bottom, Fraction(1), None)
    return programme(worlds, [top, bottom], (*given, base), published=published)


def least_quotient(prog: Programme, sign: int = 1) -> Fraction | None:
    """The least value of the first sum, times a sign, by the second (Dinkelbach, 1967).

    Each step takes the quotient at the point where the last one was beaten most; when none beats
    it, it is the least. Where that can't be proved, the bound is a little below it. None where
    nothing bounds it.
    """
    top, bottom = prog.forms
    found = prog.least({})
    if found.point is None:
        return None
    # Counts are never below zero; with a growing base a quotient nears it and never is it.
    floor = Fraction(0) if sign > 0 and all(w >= 0 for w in top.values()) else None
    quotient = _quotient(prog, found.point, sign)
    for _ in range(_MOST_STEPS):
        objective = {n: sign * weight for n, weight in top.items()}
        for n, weight in bottom.items():
            objective[n] = objective.get(n, Fraction(0)) - quotient * weight
        step = prog.least(objective)
        if step.value is None:
            return floor
        if step.value >= 0:
            return quotient
        better = None if step.point is None else _quotient(prog, step.point, sign)
        if better is None or better >= quotient:
            # No point was found that beats it, nor a proof that none does.
            base = max(prog.least(bottom).value or Fraction(0), Fraction(1))
            below = quotient + step.value / base
            return below if floor is None else max(below, floor)
        quotient = better
    return floor


def greatest_quotient(prog: Programme) -> Fraction | None:
    """The greatest value of the first sum by the second; None where nothing bounds it."""
    found = least_quotient(prog, -1)
    return None if found is None else -found


def _quotient(prog: Programme, point: tuple[int, ...], sign: int) -> Fraction:
    top, bottom = (
        sum((weight * point[n] for n, weight in form.items()), Fraction(0)) for form in prog.forms
    )
    return sign * top / bottom
