"""Which rows and columns are worked out from counts: shares, changes, ranks, running totals.

The figures decide, beside the words. A line without any such word whose figures are always the
share, the rank or the running total of its neighbours is derived; a line that a word calls derived
and that a printed total needs is a count. Where the words say so and the figures leave it open, the
line is not counted and a person is asked.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import prod

from foistats.tables.amounts import Direction
from foistats.tables.axes import Axis, Line
from foistats.tables.table import Table
from foistats.tables.words import Claim, is_share, is_told_by_sign

# Lines tried at most: the pairs of them are compared.
_MOST_LINES = 40
_MOST_PAIRED = 16
_SURE = 0.01
_ROUNDED = 0.5 + 1e-9
# A share of two figures is 100 * a / b; a change from b to a is as much, less 100.
_OF_TWO = {"it gives shares of two others": 0, "it gives changes between two others": 100}

Figures = tuple[float | None, ...]
Whole = tuple[float, ...]


def judge_derived(table: Table, rows: Axis, cols: Axis) -> None:
    """Mark the lines that figures or words show to be worked out from others, with the reason."""
    for along, axis, across in (("col", cols, rows), ("row", rows, cols)):
        _Judge(table, "col" if along == "col" else "row", axis, across).judge()


@dataclass(slots=True)
class _Judge:
    table: Table
    along: Direction
    axis: Axis
    across: Axis
    plain: tuple[float, ...] = ()
    totals: set[Figures] = field(default_factory=set)
    whole: dict[int, Whole] = field(default_factory=dict)

    def judge(self) -> None:
        lines = self.axis.lines
        # A line of a period, or of a force, is derived only where its words say so.
        bare = [i for i, line in lines.items() if line.claim is Claim.PLAIN and not _is_told(line)]
        said = [line for line in lines.values() if line.claim is Claim.DERIVED]
        if not said and (not bare or len(lines) > _MOST_LINES):
            return
        crossing = [i for i, line in self.across.lines.items() if line.claim is not Claim.DERIVED]
        figures = {i: self.figures(i, crossing) for i in lines}
        counts = {i: f for i, f in figures.items() if lines[i].claim is not Claim.DERIVED}
        if len(lines) <= _MOST_LINES:
            self.whole = {i: tuple(value or 0.0 for value in f) for i, f in counts.items()}
            self.without_words(bare, counts, crossing)
        self.summed(counts, crossing)
        for line in said:
            self.weigh(line, figures[line.index], crossing)
        unclear = [line for line in said if line.unclear]
        if len(unclear) > 1 and self.needed([figures[line.index] for line in unclear]):
            for line in unclear:
                line.claim, line.left_out, line.unclear = Claim.PLAIN, "", False

    def figures(self, index: int, crossing: Sequence[int]) -> Figures:
        """The figures of a line where it crosses others; None for what is no number."""
        found: list[float | None] = []
        for cross in crossing:
            place = (index, cross) if self.along == "row" else (cross, index)
            cell = self.table.sensed.at(*place)
            count = cell.count if cell is not None else None
            found.append(
                float(count.low) if count and count.exact and count.low is not None else None
            )
        return tuple(found)

    def without_words(
        self, bare: Sequence[int], counts: dict[int, Figures], crossing: Sequence[int]
    ) -> None:
        """Mark lines that no word calls derived and whose figures are."""
        for index in bare:
            # Noughts and hundreds follow from many things.
            if len(set(counts[index])) < 3:
                continue
            found = self.shown(index, counts[index], crossing)
            if found and found[1] < _SURE:
                line = self.axis.lines[index]
                line.claim, line.left_out = Claim.DERIVED, found[0]

    def weigh(self, line: Line, own: Figures, crossing: Sequence[int]) -> None:
        """Say why a line that a word calls derived is left out, or take it for a count."""
        label = " ".join(line.labels)
        if None in own or is_told_by_sign(label):
            line.left_out = "its heading calls it derived"
        elif len(self.axis.lines) <= _MOST_LINES and (
            found := self.shown(line.index, own, crossing)
        ):
            line.left_out = found[0]
        elif self.needed([own]) or (
            is_share(label) and max((v or 0 for v in own), default=0) > 100
        ):
            line.claim = Claim.PLAIN
        else:
            line.left_out, line.unclear = "its heading calls it derived", True

    def shown(self, index: int, own: Figures, crossing: Sequence[int]) -> tuple[str, float] | None:
        """How the figures of a line follow from those of others, and how likely by accident."""
        values = [value for value in own if value is not None]
        if not any(values) or len(values) < len(own) or len(self.axis.lines) > _MOST_LINES:
            return None
        others = {i: f for i, f in self.whole.items() if i != index}
        best: tuple[str, float] | None = None
        for what, tried, chance in self.ways(values, others, crossing):
            likely = tried * chance
            if best is None or likely < best[1]:
                best = what, likely
        return best

    def ways(
        self, own: Sequence[float], others: dict[int, Whole], crossing: Sequence[int]
    ) -> Iterator[tuple[str, int, float]]:
        """Each way in which figures follow from others: in words, the tries, the chance of one."""
        plain = [f for i, f in others.items() if self.axis.lines[i].claim is Claim.PLAIN]
        bases = list(others.values())
        if len(plain) > 1:
            bases.append(tuple(map(sum, zip(*plain, strict=True))))
        if len(others) <= _MOST_PAIRED:
            for what, less in _OF_TWO.items():
                for one, other in _pairs(own, bases, less):
                    if (chance := _holds(own, one, other, less)) is not None:
                        yield what, len(bases) * (len(bases) - 1), chance
        leaves = [n for n, i in enumerate(crossing) if self.across.lines[i].claim is Claim.PLAIN]
        at_leaves = [own[at] for at in leaves]
        may_share = len(leaves) > 1 and abs(sum(at_leaves) - 100) <= _ROUNDED * len(leaves)
        may_rank = min(at_leaves, default=0) == 1
        for base in bases:
            runs = not leaves or own[leaves[0]] in (0, base[leaves[0]])
            if runs and (chance := _running(own, base, leaves)) is not None:
                yield "it adds up what stands before it", len(bases), chance
            if not (may_share or may_rank):
                continue
            parts = [base[at] for at in leaves]
            if may_share and (chance := _share_of_all(at_leaves, parts)) is not None:
                yield "it gives shares of the whole", len(bases), chance
            if may_rank and (chance := _ranks(at_leaves, parts)) is not None:
                yield "it ranks the lines", len(bases), chance
        if len(plain) > 1 and (chance := _means(own, plain)) is not None:
            yield "it gives averages", 1, chance

    def needed(self, own: Sequence[Figures]) -> bool:
        """True where a total adds up with these lines and doesn't without them."""
        with_them = tuple(
            sum(value or 0 for value in all_) for all_ in zip(self.plain, *own, strict=True)
        )
        return all(map(any, own)) and with_them in self.totals

    def summed(self, counts: dict[int, Figures], crossing: Sequence[int]) -> None:
        """Add up the lines that nobody doubts, once for all lines that are weighed."""
        lines = self.axis.lines
        plain = [f for i, f in counts.items() if lines[i].claim is Claim.PLAIN and None not in f]
        columns = zip(*plain, strict=True) if plain else [()] * len(crossing)
        self.plain = tuple(float(sum(value or 0 for value in all_)) for all_ in columns)
        self.totals = {
            f for i, f in counts.items() if lines[i].claim in (Claim.TOTAL, Claim.SOFT_TOTAL)
        }


def _is_told(line: Line) -> bool:
    """True for a line of one period, part of a year, or area."""
    return line.period is not None or line.part is not None or line.area is not None


def _pairs(
    own: Sequence[float], bases: Sequence[Whole], less: int
) -> Iterator[tuple[Whole, Whole]]:
    """The pairs of lines that give the largest figure; nearly all others fail there."""
    at = own.index(max(own))
    order = sorted(range(len(bases)), key=lambda n: bases[n][at])
    values = [bases[n][at] for n in order]
    for n, other in enumerate(bases):
        each = other[at] / 100
        # A little more than rounding allows, for `_holds` decides.
        least, most = each * (own[at] + less - 0.51), each * (own[at] + less + 0.51)
        for m in order[bisect_left(values, least) : bisect_right(values, most)] if each else ():
            if m != n:
                yield bases[m], other


def _holds(
    own: Sequence[float], one: Sequence[float], other: Sequence[float], less: int
) -> float | None:
    """The chance that figures are 100 * one / other - less by accident; None where they aren't."""
    chance = 1.0
    for value, a, b in zip(own, one, other, strict=True):
        if not b:
            if value:
                return None
            continue
        expected = 100 * a / b - less
        if abs(expected - value) > _ROUNDED:
            return None
        if a and value not in (a, b):
            chance /= max(2.0, abs(expected))
    return chance


def _running(own: Sequence[float], base: Whole, leaves: Sequence[int]) -> float | None:
    """The chance that figures add up what stands before them; they pass over sub-totals."""
    so_far, chance, telling, passed = 0.0, 1.0, 0, 0
    if tuple(own) == base:
        return None
    for at in leaves:
        added = base[at]
        if own[at] == so_far + added:
            so_far += added
            telling += added > 0
            chance *= min(1.0, 2 / max(1.0, added))
        elif own[at] == so_far:
            passed += 1
        else:
            return None
    return chance if telling > 1 and passed <= telling else None


def _share_of_all(own: Sequence[float], base: Sequence[float]) -> float | None:
    total = sum(base)
    if not total:
        return None
    return _holds(own, base, (total,) * len(base), less=0)


def _ranks(own: Sequence[float], base: Sequence[float]) -> float | None:
    distinct = len(set(base))
    if distinct < 4:
        return None
    order = sorted(base)
    rising = [1 + bisect_left(order, value) for value in base]
    falling = [1 + len(order) - bisect_right(order, value) for value in base]
    return 1 / prod(range(1, distinct + 1)) if own in (rising, falling) else None


def _means(own: Sequence[float], plain: Sequence[Whole]) -> float | None:
    chance, telling = 1.0, 0
    for value, *parts in zip(own, *plain, strict=True):
        mean = sum(parts) / len(parts)
        if abs(mean - value) > _ROUNDED:
            return None
        telling += len(set(parts)) > 1
        chance /= max(1.0, mean)
    return chance if telling > 1 else None
