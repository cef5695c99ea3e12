"""A claim against all worlds: true in each, in none, or in some; with the range of its statistic.

Everything is decided in whole numbers and fractions. A sum or a quotient of counts that nothing
ties to each other is answered in closed form, the others through `solving`, which proves its
bounds. What can't be proved either way is left as depending on counts that nobody gave.
"""

from dataclasses import dataclass, replace
from fractions import Fraction

from foistats.claims.closed_form import range_in_closed_form
from foistats.claims.model import Bounds, Claim, Said, StatisticKind, Verdict
from foistats.claims.numbers_of_forces import count_forces
from foistats.claims.orders import Decided, decide_order
from foistats.claims.programme import extremes, is_possible, open_forces, programme
from foistats.claims.ranges import (
    constraints_of,
    greatest_quotient,
    least_quotient,
    positive,
    range_of,
)
from foistats.claims.shapes import Shape, shape_of
from foistats.claims.worlds import ONE, Constraint, Worlds

_ORDERS = (StatisticKind.RANK, StatisticKind.PEAK, StatisticKind.RUN)


@dataclass(frozen=True, slots=True)
class Decision:
    """What the worlds say of a claim.

    `low` and `high` are of its statistic, None where nothing bounds it. `loosely` says that it
    holds, though not surely by its wording. `open_forces` are those whose answers would settle it.
    `shape` is what was added up; None for orders and numbers of forces. `note` says more.
    """

    verdict: Verdict
    low: Fraction | None = None
    high: Fraction | None = None
    loosely: bool = False
    open_forces: tuple[str, ...] = ()
    shape: Shape | None = None
    published: bool = False
    note: str = ""


def decide(
    claim: Claim,
    worlds: Worlds,
    *,
    published: bool = False,
    whole: bool = False,
    given: tuple[Constraint, ...] = (),
    thoroughly: bool = True,
) -> Decision:
    """The verdict on one reading of a mention.

    `published` counts evidence from elsewhere as known; `given` are other things to take for
    true; `whole` has a change of a region taken over all of its forces. Unless it is to be decided
    `thoroughly`, what no whole numbers satisfy may be left as depending on them.
    """
    statistic = claim.statistic
    if statistic.kind is StatisticKind.FORCES:
        return _of_count(claim, worlds)
    if statistic.kind in _ORDERS:
        order = decide_order(claim, worlds, published=published)
        if order is None:
            return Decision(Verdict.UNRESOLVED, note="it compares nothing that the tables have")
        return _of_order(claim, order, published=published)
    if statistic.kind is StatisticKind.PERCENTAGE_POINTS:
        return _of_points(claim, worlds, published=published)
    shape = shape_of(statistic, worlds, whole=whole)
    if shape is None:
        return Decision(Verdict.UNRESOLVED, note="the tables have no such statistic")
    if not thoroughly and not given and _is_open(shape, claim.said, worlds, published=published):
        return Decision(Verdict.DEPENDS, shape=shape, published=published)
    range_ = None if given else range_in_closed_form(shape, worlds, published=published)
    if range_ is not None:
        found = _of_range(shape, claim.said, range_)
    elif shape.bottom is None:
        found = _of_sum(shape, claim.said, worlds, published=published, given=given)
    else:
        found = _of_quotient(shape, claim.said, worlds, published=published, given=given)
    if found.verdict is Verdict.DEPENDS and thoroughly:
        meant = constraints_of(shape, claim.said.loose, "")
        if is_possible(worlds, (*given, *meant), published=published) is False:
            found = replace(found, verdict=Verdict.FAILS)
        else:
            terms = {**shape.top, **(shape.bottom or {})}
            found = replace(found, open_forces=open_forces(terms, worlds))
    return replace(found, shape=shape, published=published)


def _is_open(shape: Shape, said: Said, worlds: Worlds, *, published: bool) -> bool:
    """Whether a count that nothing bounds makes a statistic larger than is said, in some world."""
    if said.loose.high is None or shape.inverse:
        return False
    ties = worlds.tied_with_published if published else worlds.tied
    rest = shape.bottom or {}
    return any(
        weight is ONE and cell not in rest and cell not in ties
        and ((known := worlds.bounds.get(cell)) is None or known.high is None)
        for cell, weight in shape.top.items()
    )  # fmt: skip


def _of_order(claim: Claim, order: Decided, *, published: bool) -> Decision:
    verdict, low, high, open_, note = order
    # A place is in the claim's own order; only a run has a length that can be said loosely.
    is_run = claim.statistic.kind is StatisticKind.RUN and low is not None
    surely = not is_run or claim.said.sure.holds(low or Fraction(0))
    loosely = verdict is Verdict.HOLDS and not surely
    return Decision(verdict, low, high, loosely, open_, published=published, note=note)


def _of_range(
    shape: Shape, said: Said, range_: tuple[Fraction | None, Fraction | None]
) -> Decision:
    """What the least and the greatest value of a sum or quotient say of a claim."""
    low, high = range_
    verdict = _compared(low, high, shape, said)
    surely = verdict is Verdict.HOLDS and _inside(low, high, shape.window(said.sure))
    ends = (shape.value(low), shape.value(high))
    if shape.inverse:
        ends = ends[::-1]
    return Decision(verdict, *ends, loosely=verdict is Verdict.HOLDS and not surely)


def _of_sum(
    shape: Shape, said: Said, worlds: Worlds, *, published: bool, given: tuple[Constraint, ...]
) -> Decision:
    prog = programme(worlds, [shape.top], given, published=published)
    return _of_range(shape, said, extremes(prog))


def _compared(low: Fraction | None, high: Fraction | None, shape: Shape, said: Said) -> Verdict:
    window = shape.window(said.loose)
    if _inside(low, high, window):
        return Verdict.HOLDS
    if _outside(low, high, window):
        return Verdict.FAILS
    return Verdict.DEPENDS


def _inside(low: Fraction | None, high: Fraction | None, window: Bounds) -> bool:
    return (window.low is None or (low is not None and low >= window.low)) and (
        window.high is None or (high is not None and high <= window.high)
    )


def _outside(low: Fraction | None, high: Fraction | None, window: Bounds) -> bool:
    return (window.high is not None and low is not None and low > window.high) or (
        window.low is not None and high is not None and high < window.low
    )


def _of_quotient(
    shape: Shape, said: Said, worlds: Worlds, *, published: bool, given: tuple[Constraint, ...]
) -> Decision:
    assert shape.bottom is not None
    bare = programme(worlds, [shape.bottom], given, published=published)
    least_base, greatest_base = extremes(bare)
    if greatest_base is not None and greatest_base <= 0:
        return Decision(Verdict.FAILS, note="what it is measured by is zero")
    prog = positive(shape.top, shape.bottom, worlds, given, published=published)
    low, high = least_quotient(prog), greatest_quotient(prog)
    found = _of_range(shape, said, (low, high))
    if found.verdict is Verdict.HOLDS and (least_base is None or least_base < 1):
        return replace(found, verdict=Verdict.DEPENDS, loosely=False)
    return found


def _of_points(claim: Claim, worlds: Worlds, *, published: bool) -> Decision:
    """A difference of two shares in points: of two periods, else of two areas."""
    statistic = claim.statistic
    shares = []
    singles = (
        [
            replace(statistic, kind=StatisticKind.SHARE, periods=(period,))
            for period in statistic.periods
        ]
        if len(statistic.periods) == 2
        else []
    )
    for single in singles:
        shape = shape_of(single, worlds)
        if shape is None:
            break
        shares.append((range_of(shape, worlds, published=published), shape))
    if len(shares) != 2:
        return Decision(Verdict.UNRESOLVED, note="the tables have no such share")
    ((low_1, high_1), first), ((low_2, high_2), second) = shares
    low = None if low_2 is None or high_1 is None else low_2 - high_1
    high = None if high_2 is None or low_1 is None else high_2 - low_1
    whole = Shape(second.top, forces=second.forces, members=second.members)
    verdict = _compared(low, high, whole, claim.said)
    surely = _inside(low, high, claim.said.sure)
    terms = {cell: Fraction(1) for shape in (first, second)
             for cell in {**shape.top, **(shape.bottom or {})}}  # fmt: skip
    open_ = open_forces(terms, worlds) if verdict is Verdict.DEPENDS else ()
    return Decision(
        verdict, low, high, verdict is Verdict.HOLDS and not surely, open_, None, published
    )


def _of_count(claim: Claim, worlds: Worlds) -> Decision:
    counted = count_forces(claim.statistic, worlds)
    if counted is None:
        return Decision(Verdict.UNRESOLVED, note="it counts nothing that the tables have")
    low, high = Fraction(counted.low), Fraction(counted.high)
    said = claim.said
    note = counted.said
    if _inside(low, high, said.loose):
        verdict = Verdict.HOLDS
    elif any(said.loose.holds(Fraction(other)) for other in counted.others):
        verdict = Verdict.HOLDS
        note = counted.others_said
    elif _outside(low, high, said.loose):
        verdict = Verdict.FAILS
    else:
        verdict = Verdict.DEPENDS
    loosely = verdict is Verdict.HOLDS and not _inside(low, high, said.sure)
    return Decision(verdict, low, high, loosely, counted.open_forces, note=note)
