"""Sub-totals that nothing calls so, wherever they stand: found by the figures of their lines."""

from collections.abc import Sequence

from foistats.tables.amounts import Direction
from foistats.tables.axes import Line
from foistats.tables.totals.candidates import first_run
from foistats.tables.totals.nesting import Find, Nesting, Vector, can_nest, sums_among
from foistats.tables.totals.sums import Sums
from foistats.tables.words import Claim

_CLAIMING = (Claim.TOTAL, Claim.SOFT_TOTAL, Claim.MEMO)
# Words of a heading that say nothing of what it holds.
_COMMON = frozenset({"offences", "offence", "crime", "crimes", "other", "total", "against", "with"})


def find_unworded(sums: Sums, axis: Direction) -> None:
    """Note lines that are sums of others, and doubt those that accident may have made.

    Lines of one period, force and so on are held against each other only. Where the totals that
    say so explain every line, nothing is looked for.
    """
    lines = sums.axes[axis].lines
    claimed = [i for i, line in lines.items() if sums.is_total(axis, line)]
    held = set(claimed) | {part for of, part in sums.result.heads if of == axis}
    held |= {part for of, part in sums.result.inside if of == axis}
    plain = [
        i
        for i, line in lines.items()
        if i not in sums.skip[axis] and i not in held and line.claim not in _CLAIMING
    ]
    if _explained(sums, axis, claimed, plain):
        return
    alike: dict[tuple, list[int]] = {}
    for i in plain:
        alike.setdefault(lines[i].said, []).append(i)
    for said, order in alike.items():
        totals = [i for i in claimed if lines[i].said == said or len(alike) == 1]
        _take(sums, axis, order, _nesting(sums, axis, order, claimed=totals, tables=len(alike)))


def _explained(sums: Sums, axis: Direction, claimed: Sequence[int], plain: Sequence[int]) -> bool:
    """True where each plain line is in a total that says it is one, and that comes out."""
    if not claimed:
        return False
    order = list(sums.axes[axis].lines)
    places = {index: place for place, index in enumerate(order)}
    allowed = set(plain)
    covered: set[int] = set()
    # Added up once: a list of records may say "total" in every other line.
    whole = {cross: sums.sum(axis, plain, cross) for cross in sums.crossing(axis)}
    for index in claimed:
        where = places[index]
        for run in (
            first_run((order[at] for at in range(where - 1, -1, -1)), allowed),
            first_run((order[at] for at in range(where + 1, len(order))), allowed),
        ):
            fit = sums.fit(axis, index, run)
            if run and fit.exact and not fit.wrong:
                covered.update(run)
                break
        else:
            if plain and sums.comes_to(axis, index, whole):
                covered.update(plain)
    return covered.issuperset(plain)


def _nesting(
    sums: Sums, axis: Direction, order: Sequence[int], *, claimed: Sequence[int], tables: int
) -> Nesting:
    # Asked first: to put the counts of every line together costs more than all else here.
    if not can_nest(len(order)):
        return Nesting()
    crossing = [x for x in sums.crossing(axis) if not _is_sum_across(sums, axis, x)]
    values = _vectors(sums, axis, order, crossing)
    totals = _vectors(sums, axis, claimed, crossing)
    lines = sums.axes[axis].lines

    def kin(head: int, parts: Sequence[int]) -> bool:
        return _names_its_parts(lines[order[head]], [lines[order[part]] for part in parts])

    if not values or not any(map(any, values)):
        return Nesting()
    return sums_among(values, kin=kin, total=max(totals, default=None, key=sum), tables=tables)


def _is_sum_across(sums: Sums, axis: Direction, cross: int) -> bool:
    """True for a crossing line that is a total itself: it shows nothing that its parts don't."""
    other: Direction = "col" if axis == "row" else "row"
    line = sums.axes[other].lines[cross]
    return cross in sums.totals_of(other) or sums.is_total(other, line)


def _vectors(
    sums: Sums, axis: Direction, order: Sequence[int], crossing: Sequence[int]
) -> list[Vector]:
    """The counts of lines where they cross others; a blank adds nothing.

    A crossing line with a figure that isn't exact is left out; none are given where none is left.
    """
    columns = []
    for cross in crossing:
        amounts = [sums.amounts[sums.place(axis, i, cross)] for i in order]
        exact = [0 if a is None or a.mark is not None or a.absent else a.low for a in amounts]
        ranged = any(
            a is not None and a.mark is None and not a.absent and a.low != a.high for a in amounts
        )
        if not ranged and min(exact, default=0) >= 0:
            columns.append(exact)
    return list(zip(*columns, strict=True)) if columns else []


def _names_its_parts(head: Line, parts: Sequence[Line]) -> bool:
    """True where a heading stands above its parts' own, or its words come again in them."""
    said = head.labels
    if said and all(
        part.labels[: len(said)] == said and len(part.labels) > len(said) for part in parts
    ):
        return True
    words = {w for text in said[-1:] for w in _words(text)}
    shared = sum(bool(words & {w for text in part.labels for w in _words(text)}) for part in parts)
    return shared * 2 > len(parts)


def _words(text: str) -> set[str]:
    return {w for w in text.casefold().replace("-", " ").split() if len(w) > 3} - _COMMON


def _take(sums: Sums, axis: Direction, order: Sequence[int], nesting: Nesting) -> None:
    heads = {find.head for find in nesting.sure}
    held = {part for find in nesting.sure for part in find.parts}
    for find in nesting.sure:
        index, parts = order[find.head], [order[part] for part in find.parts]
        sums.totals_of(axis).add(index)
        sums.record(axis, index, sums.fit(axis, index, parts))
        if not _holds_all(find, heads, held, len(order)):
            sums.result.heads |= {(axis, part): index for part in parts}
    for find in nesting.doubted:
        parts = [order[part] for part in find.parts]
        sums.result.doubted[axis, order[find.head]] = tuple(parts)


def _holds_all(find: Find, heads: set[int], held: set[int], count: int) -> bool:
    """True for the sum of everything: what it holds is not called by its name."""
    return find.head not in held and len(held | {find.head}) == count and len(heads - held) == 1
