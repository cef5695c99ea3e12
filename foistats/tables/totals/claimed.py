"""Totals that say so: by their word, by a period or a region that holds the others."""

from collections.abc import Sequence

from foistats.naming.forces import region_members
from foistats.tables.figures.amounts import Direction
from foistats.tables.totals.candidates import best_fit, first_run
from foistats.tables.totals.subtotals import find_nested
from foistats.tables.totals.sums import Fit, Sums
from foistats.tables.words import Claim, is_bare_total

# Totals times lines: a list of records in which many say "total" would take minutes.
_MOST_TRIED = 1_000_000


def hold_claimed(sums: Sums, axis: Direction) -> None:
    """Lines that say they are totals, periods that hold the others, regions over forces."""
    lines = sums.axes[axis].lines
    hard = [i for i, line in lines.items() if sums.is_total(axis, line)]
    soft = [i for i, line in lines.items() if line.claim is Claim.SOFT_TOTAL and i not in hard]
    hard += _sums_by_another_name(sums, axis, hard)
    claiming = {*hard, *soft}
    if len(claiming) == len([i for i in lines if i not in sums.skip[axis]]):
        return  # nothing but totals: they are what the force counted
    sums.totals_of(axis).update(claiming)
    if claiming and not any(lines[i].period or lines[i].area for i in lines if i not in claiming):
        find_nested(sums, axis, hard or soft)
    if len(claiming) * len(lines) > _MOST_TRIED:
        for index in [*hard, *soft]:
            sums.record(axis, index, None)
        return
    for index in [*hard, *soft]:
        fit = best_fit(sums, axis, index, without=claiming, runs=True)
        if _beyond_these(sums, axis, index) and (fit is None or fit.wrong):
            continue  # only some of the region's forces stand here: nothing to hold it against
        if fit is not None and _measures_more(sums, axis, index, fit):
            sums.totals_of(axis).discard(index)
            continue
        if fit is not None and fit.wrong and (len(fit.parts) == 1 or (index in soft and hard)):
            fit = None  # "All crime" below the total of some crimes: not a sum of these lines
        sums.record(axis, index, fit)


def _measures_more(sums: Sums, axis: Direction, index: int, fit: Fit) -> bool:
    """True for `Total open` beside some that are open: more than their sum on every line.

    Only where the heading says more than "total", and on three lines or more: a sum with one
    slip in it is a wrong total.
    """
    said = [text for text in sums.heading(sums.axes[axis].lines[index]) if not is_bare_total(text)]
    if axis == "row" or not said or fit.exact or fit.open or fit.wrong < 3:
        return False
    return all(
        printed is None or printed.mark is not None or sums.sum(axis, fit.parts, x)[0] < printed.low
        for x in sums.crossing(axis)
        for printed in (sums.amounts[sums.place(axis, index, x)],)
    )


def _sums_by_another_name(sums: Sums, axis: Direction, hard: Sequence[int]) -> list[int]:
    """`Eastern` among forces: no force, no known region, but the sum of the lines below it."""
    lines = sums.axes[axis].lines
    order = [i for i in lines if i not in sums.skip[axis]]
    plain = set(order).difference(hard)
    found: list[int] = []
    for place, index in enumerate(order):
        if not lines[index].unknown_force or index not in plain:
            continue
        below = (order[at] for at in range(place + 1, len(order)))
        run = first_run((i for i in below if not lines[i].unknown_force), plain)
        fit = sums.fit(axis, index, run)
        if run and not fit.wrong and not fit.open and sums.beyond_chance(axis, index, fit):
            found.append(index)
    return found


def _beyond_these(sums: Sums, axis: Direction, index: int) -> bool:
    """True for a region or country some of whose forces have no line of their own here."""
    lines = sums.axes[axis].lines
    area = lines[index].area
    if area is None or area.kind not in ("region", "country"):
        return False
    here = {f for line in lines.values() if line.area for f in line.area.force_ids}
    return not set(region_members(area.area_id)) <= here
