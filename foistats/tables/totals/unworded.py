"""Sub-totals that nothing calls so, wherever they stand: found by the figures of their lines."""

from collections.abc import Iterator, Sequence

from foistats.tables.figures.amounts import Direction
from foistats.tables.shape.axes import Line
from foistats.tables.totals.candidates import first_run
from foistats.tables.totals.nesting import Find, Nesting, Vector, can_nest, sums_among
from foistats.tables.totals.sums import Sums
from foistats.tables.words import Claim

# Lines that are held against each other without one that crosses them; how many of these.
_MOST_UNEVEN, _MOST_TRIED = 60, 3
_MOST_SHARE = 100
_AGAINST_A_TOTAL = 100
_CLAIMING = (Claim.TOTAL, Claim.SOFT_TOTAL, Claim.MEMO)
# Words of a heading that say nothing of what it holds.
_COMMON = frozenset({"offences", "offence", "crime", "crimes", "other", "total", "against", "with"})


def find_unworded(sums: Sums, axis: Direction) -> None:
    """Note lines that are sums of others, and doubt those that accident may have made.

    Lines of one period, force and so on are held against each other only. Where the totals that
    say so explain every line, they may count a whole and its parts: a person is asked.
    """
    lines = sums.axes[axis].lines
    claimed = [i for i, line in lines.items() if sums.is_total(axis, line)]
    held = {part for (of, _), parts in sums.result.parts.items() if of == axis for part in parts}
    held |= {part for of, part in sums.result.inside if of == axis}
    plain = [
        i
        for i, line in lines.items()
        if i not in sums.skip[axis]
        and i not in claimed
        and i not in held
        and line.claim not in _CLAIMING
    ]
    explained = _explained(sums, axis, claimed, plain)
    alike: dict[tuple, list[int]] = {}
    for i in plain:
        alike.setdefault(lines[i].said, []).append(i)
    for said, order in alike.items():
        totals = [i for i in claimed if lines[i].said == said or len(alike) == 1]
        # Against a total that comes out with every line, only figures beyond all chance say more.
        tables = len(alike) * _AGAINST_A_TOTAL if explained else len(alike)
        found = _nesting(sums, axis, order, claimed=totals, tables=tables)
        _take(sums, axis, order, Nesting((), found.sure) if explained else found)


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
    crossing = _bounded(sums, axis, order, crossing)
    slack = _slack(sums, axis, order, crossing)
    values = _vectors(sums, axis, order, crossing)
    totals = _vectors(sums, axis, claimed, crossing)
    lines = sums.axes[axis].lines

    def kin(head: int, parts: Sequence[int]) -> bool:
        return _names_its_parts(lines[order[head]], [lines[order[part]] for part in parts])

    if not any(map(any, values)):
        return Nesting()
    whole = max(totals, default=None, key=sum)
    found = sums_among(values, kin=kin, total=whole, tables=tables, slack=slack)
    if found.sure or slack or len(order) > _MOST_UNEVEN:
        return found
    for at in _uneven(values):
        without = [(*line[:at], *line[at + 1 :]) for line in values]
        summed = sums_among(without, kin=kin, tables=tables * len(values[0]))
        if summed.sure and _is_broken(values, summed, at):
            other: Direction = "col" if axis == "row" else "row"
            sums.result.uneven.add((other, crossing[at]))
            sums.skip[other].add(crossing[at])
            return summed
    return found


def _uneven(values: Sequence[Vector]) -> Iterator[int]:
    """The crossing lines, by position, that may hold shares or ranks beside counts."""
    columns = list(zip(*values, strict=True))
    small = [at for at, column in enumerate(columns) if max(column) <= _MOST_SHARE]
    if len(columns) > 2:  # two must be left to show a sum
        yield from small[::-1][:_MOST_TRIED]


def _is_broken(values: Sequence[Vector], summed: Nesting, at: int) -> bool:
    """True where no sum that the others show comes out in one crossing line."""
    return all(
        sum(values[part][at] for part in find.parts) != values[find.head][at]
        for find in summed.sure
        if values[find.head][at]
    )


def _is_sum_across(sums: Sums, axis: Direction, cross: int) -> bool:
    """True for a crossing line that is a total itself: it shows nothing that its parts don't."""
    other: Direction = "col" if axis == "row" else "row"
    line = sums.axes[other].lines[cross]
    return cross in sums.totals_of(other) or sums.is_total(other, line)


def _bounded(
    sums: Sums, axis: Direction, order: Sequence[int], crossing: Sequence[int]
) -> list[int]:
    """The crossing lines in which each of some lines has a count, a range or a blank."""
    found = []
    for cross in crossing:
        amounts = [sums.amounts[sums.place(axis, i, cross)] for i in order]
        known = [a for a in amounts if a is not None and a.mark is None and not a.absent]
        if all(amount.high is not None and amount.low >= 0 for amount in known):
            found.append(cross)
    return found


def _slack(
    sums: Sums, axis: Direction, order: Sequence[int], crossing: Sequence[int]
) -> list[Vector]:
    """How much more than its least each count may be; none where all are exact."""
    found = []
    for line in order:
        amounts = [sums.amounts[sums.place(axis, line, cross)] for cross in crossing]
        found.append(
            tuple(
                0 if a is None or a.mark is not None or a.absent else (a.high or a.low) - a.low
                for a in amounts
            )
        )
    return found if any(map(any, found)) else []


def _vectors(
    sums: Sums, axis: Direction, order: Sequence[int], crossing: Sequence[int]
) -> list[Vector]:
    """The counts of lines where they cross others; a blank adds nothing."""
    vectors = []
    for line in order:
        amounts = [sums.amounts[sums.place(axis, line, cross)] for cross in crossing]
        vectors.append(
            tuple(0 if a is None or a.mark is not None or a.absent else a.low for a in amounts)
        )
    return vectors


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
