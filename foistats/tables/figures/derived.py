"""Which rows and columns are worked out from counts: shares, changes, ranks, running totals.

The figures decide, beside the words. A line without any such word whose figures are always the
share, the rank or the running total of its neighbours is derived; a line that a word calls derived
and that a printed total needs is a count. Where the words say so and the figures leave it open, the
line is not counted and a person is asked.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from math import prod

from foistats.naming.counts import CellSense
from foistats.tables.figures.amounts import Direction
from foistats.tables.shape.axes import Axis, Line
from foistats.tables.table import Table
from foistats.tables.words import Claim, is_not_counts, is_share, is_told_by_sign

# Lines tried at most: the pairs of them are compared.
_MOST_LINES = 40
_MOST_PAIRED = 16
_SURE = 0.01
_READ = (Claim.PLAIN, Claim.MEMO)
# A figure that was rounded to a whole number lies no further from what it was.
_ROUNDED = 0.5 + 1e-9

Figures = tuple[float | None, ...]


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

    def judge(self) -> None:
        lines = self.axis.lines
        for line in lines.values():
            if line.claim in _READ and any(map(is_not_counts, line.labels)):
                self.measured(line)
        said = [line for line in lines.values() if line.claim is Claim.DERIVED]
        if len(lines) > _MOST_LINES and not said:
            return
        crossing = [i for i, line in self.across.lines.items() if line.claim is not Claim.DERIVED]
        crossing = [i for i in crossing if self.has_figures(i)]
        figures = {i: self.figures(i, crossing) for i in lines}
        counts = {i: f for i, f in figures.items() if lines[i].claim is not Claim.DERIVED}
        if len(lines) <= _MOST_LINES:
            self.without_words(counts, crossing)
        self.summed(counts, crossing)
        for line in said:
            self.weigh(line, figures[line.index], counts, crossing)
        unclear = [line for line in said if line.unclear]
        if len(unclear) > 1 and self.needed([figures[line.index] for line in unclear]):
            for line in unclear:
                line.claim, line.left_out, line.unclear = Claim.PLAIN, "", False

    def measured(self, line: Line) -> None:
        """Leave out a line that its heading calls no count, if some of its figures aren't whole.

        `Completed, percentage` over 0.87 says nothing of the columns of counts beside it.
        """
        places = (
            (line.index, i) if self.along == "row" else (i, line.index) for i in self.across.lines
        )
        senses = [cell.sense for place in places if (cell := self.table.sensed.at(*place))]
        if CellSense.FRACTIONAL in senses:
            line.claim, line.left_out = Claim.DERIVED, "its heading calls it no count"

    def has_figures(self, cross: int) -> bool:
        """True for a line that isn't blank throughout: a heading alone says nothing of figures."""
        places = ((i, cross) if self.along == "row" else (cross, i) for i in self.axis.lines)
        return any(self.table.sensed.at(*place) is not None for place in places)

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

    def without_words(self, counts: dict[int, Figures], crossing: Sequence[int]) -> None:
        """Mark lines that no word calls derived and whose figures are."""
        for index, line in self.axis.lines.items():
            dated = line.period is not None or line.part is not None or line.area is not None
            # Noughts and hundreds follow from many things.
            few = len(set(counts.get(index, ()))) < 3
            if line.claim is not Claim.PLAIN or dated or few:
                continue
            others = {i: f for i, f in counts.items() if i != index}
            found = self.shown(counts[index], others, crossing)
            if found and found[1] < _SURE:
                line.claim, line.left_out = Claim.DERIVED, found[0]

    def weigh(
        self, line: Line, own: Figures, counts: dict[int, Figures], crossing: Sequence[int]
    ) -> None:
        """Say why a line that a word calls derived is left out, or take it for a count."""
        label = " ".join(line.labels)
        if None in own or is_told_by_sign(label):
            line.left_out = "its heading calls it derived"
        elif len(self.axis.lines) <= _MOST_LINES and (found := self.shown(own, counts, crossing)):
            line.left_out = found[0]
        elif self.needed([own]) or (
            is_share(label) and max((v or 0 for v in own), default=0) > 100
        ):
            line.claim = Claim.PLAIN
        else:
            line.left_out, line.unclear = "its heading calls it derived", True

    def shown(
        self, own: Figures, others: dict[int, Figures], crossing: Sequence[int]
    ) -> tuple[str, float] | None:
        """How figures follow from those of other lines, and how likely by accident.

        A running total leaves its own total blank: only that is no matter.
        """
        across = self.across.lines
        kept = [
            at
            for at, cross in enumerate(crossing)
            if own[at] is not None or across[cross].claim is not Claim.TOTAL
        ]
        if len(kept) < len(own):
            own = tuple(own[at] for at in kept)
            others = {i: tuple(f[at] for at in kept) for i, f in others.items()}
            crossing = [crossing[at] for at in kept]
        values = [value for value in own if value is not None]
        if not any(values) or len(values) < len(own):
            return None
        whole = {i: _with_noughts(f) for i, f in others.items()}
        best: tuple[str, float] | None = None
        for what, tried, chance in self.ways(values, whole, crossing):
            likely = tried * chance
            if best is None or likely < best[1]:
                best = what, likely
        return best

    def ways(
        self, own: Sequence[float], others: dict[int, Figures], crossing: Sequence[int]
    ) -> Iterator[tuple[str, int, float]]:
        """Each way in which figures follow from others: in words, the tries, the chance of one."""
        columns = list(others.values())
        plain = [f for i, f in others.items() if self.axis.lines[i].claim is Claim.PLAIN]
        summed = [tuple(map(sum, zip(*plain, strict=True)))] if len(plain) > 1 else []
        bases = [*columns, *summed]
        paired = bases if len(columns) <= _MOST_PAIRED else []
        tries = len(paired) * (len(paired) - 1)
        # Nearly every pair fails at the largest figure: it is looked at before all of them are.
        telling = max(range(len(own)), key=own.__getitem__)
        near = _near_pairs([one[telling] or 0.0 for one in paired], own[telling])
        for (what, rule), pairs in zip(_OF_TWO.items(), near, strict=True):
            for first, second in pairs:
                chance = _holds(own, paired[first], paired[second], rule)
                if chance is not None:
                    yield what, tries, chance
        leaves = [n for n, i in enumerate(crossing) if self.across.lines[i].claim is Claim.PLAIN]
        most = max((own[at] for at in leaves), default=0)
        shares, ranks = most <= 100 + _ROUNDED, most <= len(leaves)
        for base in bases:
            if (chance := _running(own, base, leaves)) is not None:
                yield "it adds up what stands before it", len(bases), chance
            if shares and (chance := _share_of_all(own, base, leaves)) is not None:
                yield "it gives shares of the whole", len(bases), chance
            if ranks and (chance := _ranks(own, base, leaves)) is not None:
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


def _with_noughts(figures: Figures) -> Figures:
    """The figures, with a nought for each that is no number."""
    return tuple(value or 0.0 for value in figures) if None in figures else figures


def _holds(
    own: Sequence[float],
    one: Figures,
    other: Figures,
    rule: Callable[[float, float], float | None],
) -> float | None:
    """The chance that a rule gives all figures by accident; None where it doesn't give them."""
    chance = 1.0
    for value, a, b in zip(own, one, other, strict=True):
        if a is None or b is None:
            return None
        expected = rule(a, b)
        if expected is None:
            if value:
                return None
            continue
        if abs(expected - value) > _ROUNDED:
            return None
        if a and b and value not in (a, b):
            chance /= max(2.0, abs(expected))
    return chance


def _near_pairs(values: Sequence[float], wanted: float) -> tuple[list[tuple[int, int]], ...]:
    """The pairs of figures of which one is the wanted share of the other, or change from it.

    Some three hundred pairs are asked of every row and column: what is far off is passed over
    without a call.
    """
    bases = [(at, b) for at, b in enumerate(values) if b]
    shares: list[tuple[int, int]] = []
    changes: list[tuple[int, int]] = []
    for first, a in enumerate(values):
        hundredfold = 100 * a
        for second, b in bases:
            beyond = hundredfold / b - wanted
            if -1 < beyond < 101 and not 1 < beyond < 99 and first != second:
                pairs, rule = (shares, _share) if beyond < 1 else (changes, _change)
                expected = rule(a, b)
                if expected is not None and abs(expected - wanted) <= _ROUNDED:
                    pairs.append((first, second))
    return shares, changes


def _share(a: float, b: float) -> float | None:
    return 100 * a / b if b else None


def _change(a: float, b: float) -> float | None:
    return 100 * (a - b) / b if b else None


_OF_TWO: dict[str, Callable[[float, float], float | None]] = {
    "it gives shares of two others": _share,
    "it gives changes between two others": _change,
}


def _running(own: Sequence[float], base: Figures, leaves: Sequence[int]) -> float | None:
    """The chance that figures add up what stands before them; they pass over sub-totals."""
    so_far, chance, telling, passed = 0.0, 1.0, 0, 0
    if tuple(own) == base:
        return None
    for at in leaves:
        added = base[at] or 0
        if own[at] == so_far + added:
            so_far += added
            telling += added > 0
            chance *= min(1.0, 2 / max(1.0, added))
        elif own[at] == so_far:
            passed += 1
        else:
            return None
    return chance if telling > 1 and passed <= telling else None


def _share_of_all(own: Sequence[float], base: Figures, leaves: Sequence[int]) -> float | None:
    parts = [base[at] or 0.0 for at in leaves]
    total = sum(parts)
    if not total or len(leaves) < 2:
        return None
    for at, part in zip(leaves, parts, strict=True):
        if abs(100 * part / total - own[at]) > _ROUNDED:
            return None
    return _holds(
        [own[at] for at in leaves],
        tuple(base[at] for at in leaves),
        (total,) * len(leaves),
        _share,
    )


def _ranks(own: Sequence[float], base: Figures, leaves: Sequence[int]) -> float | None:
    values = [base[at] or 0 for at in leaves]
    if len(set(values)) < 4:
        return None
    falling = all(own[at] == 1 + sum(v > (base[at] or 0) for v in values) for at in leaves)
    rising = all(own[at] == 1 + sum(v < (base[at] or 0) for v in values) for at in leaves)
    return 1 / prod(range(1, len(set(values)) + 1)) if falling or rising else None


def _means(own: Sequence[float], plain: Sequence[Figures]) -> float | None:
    chance, telling = 1.0, 0
    for value, *parts in zip(own, *plain, strict=True):
        mean = sum(part or 0 for part in parts) / len(parts)
        if abs(mean - value) > _ROUNDED:
            return None
        telling += len(set(parts)) > 1
        chance /= max(1.0, mean)
    return chance if telling > 1 else None
