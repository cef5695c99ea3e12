"""Which lines a total could be the sum of: the sets that a person would try, nearest first."""

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import takewhile

from foistats.naming.forces import region_members
from foistats.tables.figures.amounts import Direction
from foistats.tables.shape.axes import Line
from foistats.tables.totals.sums import Fit, Sums
from foistats.tables.words import Claim


def best_fit(
    sums: Sums, axis: Direction, index: int, without: set[int], *, runs: bool = False
) -> Fit | None:
    """The set of lines that explains a total best; the nearest that leaves nothing open."""
    best: Fit | None = None
    seen: set[tuple[int, ...]] = set()
    for candidate in _candidates(sums, axis, index, without, runs=runs):
        parts = tuple(sorted(candidate))
        if not parts or parts in seen:
            continue
        seen.add(parts)
        fit = sums.fit(axis, index, parts, most=best.wrong if best is not None else None)
        if best is None or (fit.wrong, -fit.exact) < (best.wrong, -best.exact):
            best = fit
        if not best.wrong and best.exact and best.parts == parts and len(parts) > 1:
            break
    return best


def _candidates(
    sums: Sums, axis: Direction, index: int, without: set[int], *, runs: bool
) -> Iterable[tuple[int, ...]]:
    """The sets of lines that a total could be the sum of, nearest first.

    With `runs`, at last any unbroken run of lines: a total of the last two years of four.
    """
    lines = sums.axes[axis].lines
    this = lines[index]
    order = [i for i in lines if i not in sums.skip[axis] and lines[i].claim is not Claim.MEMO]
    if inner := sums.inner_periods(axis, this):
        yield inner
    known = sums.totals_of(axis)
    plain = [i for i in order if i not in without and i not in known and i != index]
    allowed = set(plain)
    where = order.index(index) if index in order else len(order)
    before, after = order[:where], order[where + 1 :]
    if this.area is not None and this.area.kind in ("region", "country"):
        members = set(region_members(this.area.area_id))
        yield tuple(
            i for i in plain if (a := lines[i].area) is not None and set(a.force_ids) <= members
        )
    yield first_run(reversed(before), allowed)
    yield first_run(after, allowed)
    alike = [i for i in plain if _alike(lines[i], this)]
    yield tuple(alike)
    if this.group:
        yield tuple(i for i in plain if lines[i].group == this.group)
    groups: dict[str, list[int]] = {}
    for i in plain:
        if lines[i].group:
            groups.setdefault(lines[i].group, []).append(i)
    yield from map(tuple, groups.values())
    yield tuple(plain)
    yield tuple(i for i in before if i in allowed)
    yield tuple(i for i in after if i in allowed)
    subtotals = {i for i in order if i in known and i != index}
    for side in (before, after):
        known_here = [i for i in side if i in subtotals]
        yield from _over_subtotals(side, plain, known_here)
        yield from _runs(sums, axis, index, known_here)
        if runs:
            yield from _runs(sums, axis, index, [i for i in side if i in allowed])


def _runs(
    sums: Sums, axis: Direction, index: int, lines: Sequence[int]
) -> Iterator[tuple[int, ...]]:
    """The unbroken runs of two lines or more that come to the total where it is largest.

    Sums from the first line on are kept, so that each run is found without adding it up.
    """
    # In one column a wrong total often is the sum of some lines by accident.
    cross, printed = _most_telling(sums, axis, index)
    if not printed or not sums.is_telling(axis, index):
        return
    so_far, first_at = 0, {0: [0]}
    for place, line in enumerate(lines, 1):
        amount = sums.amounts[sums.place(axis, line, cross)]
        known = amount is not None and amount.mark is None and not amount.absent
        so_far += amount.low if known and amount is not None else 0
        for start in first_at.get(so_far - printed, ()):
            run = tuple(lines[start:place])
            if len(run) >= 2:
                yield run
        first_at.setdefault(so_far, []).append(place)


def _most_telling(sums: Sums, axis: Direction, index: int) -> tuple[int, int]:
    """The crossing line in which a total is largest, and what it prints there."""
    printed = [
        (amount.low, cross)
        for cross in sums.crossing(axis)
        if (amount := sums.amounts[sums.place(axis, index, cross)]) and amount.mark is None
    ]
    most, cross = max(printed, default=(0, 0))
    return cross, most


def first_run(lines: Iterable[int], plain: Set[int]) -> tuple[int, ...]:
    """The unbroken run of plain lines that comes first."""
    return tuple(takewhile(plain.__contains__, lines))


def _alike(line: Line, total: Line) -> bool:
    """True where a line has the total's other headings: `2018/19 | Wiltshire | Total`."""
    same_area = total.area is None or line.area == total.area or total.area.kind == "region"
    same_period = total.period is None or line.period == total.period
    return same_area and same_period and set(total.others) <= set(line.others)


def _over_subtotals(
    lines: Sequence[int], plain: Sequence[int], subtotals: Sequence[int]
) -> Iterable[tuple[int, ...]]:
    """Sub-totals alone, and sub-totals with the lines that no sub-total covers."""
    allowed, covering = set(plain), set(subtotals)
    known = [i for i in lines if i in covering]
    if not known:
        return
    yield tuple(known)
    first, last = min(known), max(known)
    trailing = [i for i in lines if i in allowed and i > last]
    leading = [i for i in lines if i in allowed and i < first]
    if trailing:
        yield (known[-1], *trailing)
        yield (*known, *trailing)
    if leading:
        yield (*leading, *known)
