"""Which lines are the sums of other lines, by their figures, and how likely that is by accident.

Sub-totals stand above their parts, below them, or together at one end, and nothing may call them
so. Small numbers add up by accident: the partial sums of a run of lines come upon a given number
once in as many steps as the lines are large on average (the renewal theorem). The chance of a find
is the product of that over the columns that cross the lines, times the places that were tried.
"""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import factorial, prod
from operator import add, gt

Vector = tuple[int, ...]
Kin = Callable[[int, Sequence[int]], bool]
# A find that accident would give more rarely than this is a sum; up to the other, it is a doubt.
_SURE = 0.01
_DOUBTED = 0.2
# What a heading that names its parts, or a printed total that it explains, is worth.
_BY_NAME = 0.05
# Small lines are alike so often that to ask about each would tell nothing.
_TWINS_DOUBTED = 0.05
_SMALL = 10
# Where other lines are sums, one that says the same as its neighbour more likely is one, too.
_AMONG_SUMS, _FEW_SUMS = 0.25, 2
_FEWEST_LINES, _MOST_LINES = 3, 400
_MOST_APART = 60
_MOST_PARTS = 80


@dataclass(frozen=True, slots=True)
class Find:
    """A line and the lines that it is the sum of, by position; how likely by accident."""

    head: int
    parts: tuple[int, ...]
    chance: float


@dataclass(frozen=True, slots=True)
class Nesting:
    """The sums among some lines: those that are sure, and those that accident may have made."""

    sure: tuple[Find, ...] = ()
    doubted: tuple[Find, ...] = ()


def can_nest(lines: int) -> bool:
    """True for as many lines as are looked through: a sum and two parts, and not all too many."""
    return _FEWEST_LINES <= lines <= _MOST_LINES


def sums_among(
    values: Sequence[Vector],
    *,
    kin: Kin,
    total: Vector | None = None,
    tables: int = 1,
    slack: Sequence[Vector] = (),
) -> Nesting:
    """The lines that are sums of others, found side by side, level by level.

    `values` has each line's counts in the columns that cross it; `kin` says whether a line's
    heading names its parts; `total` is what all lines come to, where a printed total says so.
    `tables` is how many such sets of lines are looked through: the years or months of a long list.
    Where counts are ranges, such as `<5`, `values` has their least and `slack` how much more each
    may be.

    >>> lines = [(700, 810), (300, 410), (400, 400), (900, 820), (500, 10), (400, 810)]
    >>> found = sums_among(lines, kin=lambda *_: False).sure
    >>> sorted((find.head, find.parts) for find in found)
    [(0, (1, 2)), (3, (4, 5))]
    """
    if not can_nest(len(values)):
        return Nesting()
    search = _Search(values, kin, total, tables, slack)
    while len(search.tops()) >= 2:
        order = search.open_lines()
        ways = [search.beside(order), search.beside(order[::-1]), search.twins(order)]
        ways.append(search.all_others())
        if len(order) <= _MOST_APART:
            ways.append(search.apart())
        sure = [way for way in ways if search.chance(way) < _SURE]
        if not sure and search.regroup():
            continue
        if not sure and (through := search.through_twins()):
            search.take(through)
            continue
        if not sure:
            likeliest = min(ways, key=search.chance)
            doubted = likeliest if search.chance(likeliest) < _DOUBTED else ()
            return Nesting(tuple(search.sure), doubted or search.neighbours_alike())
        finds = min(sure, key=lambda way: (search.adding(search.left(way)), -len(way)))
        search.take(finds)
    search.regroup()
    return Nesting(tuple(search.sure))


@dataclass(slots=True)
class _Search:
    """The lines, and what is known of them so far: the sums that are sure, and their parts."""

    values: Sequence[Vector]
    kin: Kin
    total: Vector | None
    tables: int = 1
    slack: Sequence[Vector] = ()
    sure: list[Find] = field(default_factory=list)
    held: set[int] = field(default_factory=set)

    def take(self, finds: Sequence[Find]) -> None:
        """Note finds as sure."""
        self.sure += finds
        self.held |= {part for find in finds for part in find.parts}

    def tops(self) -> list[int]:
        """The lines that are part of no sum."""
        return [line for line in range(len(self.values)) if line not in self.held]

    def open_lines(self) -> list[int]:
        """The lines that may be a sum, or part of one: not those that are both already."""
        heads = {find.head for find in self.sure}
        return [line for line in range(len(self.values)) if line not in self.held & heads]

    def beside(self, order: Sequence[int]) -> tuple[Find, ...]:
        """Each line that is the sum of those right before it, level by level, in this order."""
        finds: list[Find] = []
        heads = {find.head for find in self.sure}
        held = set(self.held)
        while True:
            here = [
                find
                for place, line in enumerate(order)
                if line not in heads and (find := self.run_before(order, place, held))
            ]
            chosen, taken = [], set[int]()
            for find in sorted(here, key=lambda find: (-len(find.parts), find.chance)):
                if taken.isdisjoint({find.head, *find.parts}):
                    taken |= {find.head, *find.parts}
                    chosen.append(find)
            if not chosen:
                break
            finds += chosen
            heads |= {find.head for find in chosen}
            held |= {part for find in chosen for part in find.parts}
        finds += self.single([line for line in order if line not in held], heads)
        return self.plausible(finds)

    def run_before(self, order: Sequence[int], place: int, held: set[int]) -> Find | None:
        """The run right before a line that comes to it, past lines that others hold."""
        goal = self.values[order[place]]
        before = order[max(0, place - _MOST_PARTS) : place]
        if self.slack:
            lines = [line for line in reversed(before) if line not in held]
            return self.ranged_run(order[place], lines)
        so_far, parts = (0,) * len(goal), list[int]()
        for line in reversed(before):
            if line in held:
                continue
            so_far = tuple(map(add, so_far, self.values[line]))
            if any(map(gt, so_far, goal)):
                return None
            parts.append(line)
            if so_far == goal:
                return self.find(order[place], parts)
        return None

    def ranged_run(self, head: int, lines: Sequence[int]) -> Find | None:
        """The longest run of the first lines that may come to a line, where counts are ranges."""
        most = tuple(map(add, self.values[head], self.slack[head]))
        so_far, more = (0,) * len(most), (0,) * len(most)
        parts, reached = list[int](), 0
        for line in lines[:_MOST_PARTS]:
            so_far = tuple(map(add, so_far, self.values[line]))
            more = tuple(map(add, more, self.slack[line]))
            if any(map(gt, so_far, most)):
                break
            parts.append(line)
            if not any(map(gt, self.values[head], map(add, so_far, more))):
                reached = len(parts)
        return self.find(head, parts[:reached]) if reached else None

    def find(self, head: int, parts: Sequence[int]) -> Find | None:
        """A find with its chance; none where fewer than two lines add to it."""
        goal = self.values[head]
        if self.adding(parts) < 2:
            return None
        chance = 1.0
        for at, printed in enumerate(goal):
            adding = sum(self.values[part][at] > 0 for part in parts)
            wide = 1 + sum(self.slack[line][at] for line in [head, *parts]) if self.slack else 1
            chance /= max(1.0, printed / max(1, adding) / wide)
        if self.kin(head, parts):
            chance *= _BY_NAME
        return Find(head, tuple(sorted(parts)), chance)

    def adding(self, parts: Sequence[int]) -> int:
        """How many lines add anything."""
        return sum(any(self.values[part]) for part in parts)

    def single(self, level: Sequence[int], heads: set[int]) -> list[Find]:
        """Groups of one line, where other groups stand in the same way: the same line twice."""
        if self.slack:
            return []
        plain = {line for line in level if line not in heads}
        pairs: list[Find] = []
        for place, head in enumerate(level if heads else ()):
            run: list[int] = []
            for part in reversed(level[:place]):
                if head not in plain or part not in plain or not any(self.values[head]):
                    break
                run.append(part)
                if any(self.values[part]):
                    if self.values[part] == self.values[head]:
                        pairs.append(self.twice(head, run))
                    break
        # Where all else is in groups, two lines that are alike are one.
        left = plain - {line for find in pairs for line in (find.head, *find.parts)}
        return [pair for pair in pairs if pair.chance * len(level) < 0.05 or len(left) <= 1]

    def twice(self, head: int, parts: Sequence[int]) -> Find:
        """A line that says the same as another; lines without a count may stand between."""
        chance = 1 / prod(max(1, n) for n in self.values[head])
        return Find(head, tuple(sorted(parts)), chance)

    def all_others(self) -> tuple[Find, ...]:
        """The first or the last line, where it is the sum of all others: few others could be."""
        tops = self.tops()
        heads = {find.head for find in self.sure}
        whole = tuple(map(sum, zip(*(self.values[line] for line in tops), strict=True)))
        for head in {tops[0], tops[-1]} - heads:
            parts = [line for line in tops if line != head]
            if any(whole) and not self.slack and tuple(2 * n for n in self.values[head]) == whole:
                find = self.find(head, parts) or self.twice(head, parts)
                return (Find(head, find.parts, find.chance / len(tops)),)
        return ()

    def twins(self, order: Sequence[int]) -> tuple[Find, ...]:
        """Lines that say the same as another one: a sum of one part, wherever the two stand."""
        # `<5` beside `<5` may be two counts: the exact figures say whether lines are alike.
        alike: dict[tuple[Vector, Vector], list[int]] = {}
        for line in order:
            if any(self.values[line]):
                ranges = self.slack[line] if self.slack else ()
                alike.setdefault((self.values[line], ranges), []).append(line)
        finds = [find for lines in alike.values() if (find := self.one_of(lines))]
        count = len(self.tops())
        sure = [find for find in finds if find.chance * count < _SURE]
        return tuple(sure or [find for find in finds if find.chance * count < _TWINS_DOUBTED])

    def one_of(self, alike: Sequence[int]) -> Find | None:
        """Of lines that are alike one is the sum: one that is part of a sum, or named so."""
        heads = {find.head for find in self.sure}
        may_head = [line for line in alike if line not in heads]
        small = sum(self.values[alike[0]]) < _SMALL and not self.sure
        if len(alike) < 2 or not may_head or small:
            return None
        held = [line for line in may_head if line in self.held]
        named = [
            line for line in may_head if self.kin(line, [part for part in alike if part != line])
        ]
        below = sum(find.head > max(find.parts) for find in self.sure) * 2 > len(self.sure)
        head = next(iter([*held, *named]), may_head[-1 if below else 0])
        # What is part of a sum is never the sum of that sum.
        aside = self.held | heads if head in self.held else self.held
        parts = [line for line in alike if line != head and line not in aside]
        if not parts:
            return None
        # A sum of one part: of several alike it is the nearest, for two of them come to more.
        parts = [min(parts, key=lambda part: abs(part - head))]
        # Any two lines may be alike by accident; fewer are side by side, as a sum and its part are.
        beside = all(abs(part - head) == 1 for part in parts)
        likely = self.twice(head, parts).chance * (0.5 if beside else len(self.values) / 4)
        if self.sure:
            likely *= _AMONG_SUMS
        if named:
            likely *= _BY_NAME
        elif not (self.sure or held) or sum(n > 0 for n in self.values[head]) < 2:
            # Where nothing else is a sum, lines that are alike may be two lines: a person is asked.
            likely = max(likely, _SURE)
        return Find(head, tuple(parts), likely)

    def apart(self) -> tuple[Find, ...]:
        """Lines side by side that are the sums of runs of other lines, in the same order."""
        tops = self.tops()
        # A run that comes to a line comes to it over all columns together: few places do.
        sizes = [sum(self.values[line]) for line in tops]
        marks = list(itertools.accumulate(sizes, initial=0))
        reached = set(marks)
        ways = [
            self.tiled(tops, first, start)
            for first, size in enumerate(sizes)
            for start in range(len(tops))
            if start != first and marks[start] + size in reached
        ]
        return min((way for way in ways if way), key=self.chance, default=())

    def tiled(self, tops: Sequence[int], first: int, start: int) -> tuple[Find, ...]:
        """Heads from one place on whose parts, from another place on, lie end to end."""
        finds: list[Find] = []
        heads = {find.head for find in self.sure}
        at = start
        for place in range(first, len(tops)):
            end = len(tops) if start > place else first
            found = self.run_from(tops[place], tops[at:end]) if tops[place] not in heads else None
            if found is None or (start > first and place >= start):
                break
            finds.append(found)
            at += len(found.parts)
        if not any(self.adding(find.parts) > 1 for find in finds):
            return ()
        # One sum apart from its parts may be chosen from any run of lines.
        tried = len(tops) if len(finds) == 1 else 1
        return tuple(Find(f.head, f.parts, f.chance * tried) for f in finds)

    def run_from(self, head: int, lines: Sequence[int]) -> Find | None:
        """The first of some lines, as many as come to a line."""
        if self.slack:
            return self.ranged_run(head, lines)
        goal = self.values[head]
        so_far, parts = (0,) * len(goal), list[int]()
        for line in lines:
            so_far = tuple(map(add, so_far, self.values[line]))
            if any(map(gt, so_far, goal)):
                return None
            parts.append(line)
            if so_far == goal:
                return self.find(head, parts) or (self.twice(head, parts) if any(goal) else None)
        return None

    def neighbours_alike(self) -> tuple[Find, ...]:
        """Lines side by side that say the same, among lines that are sums: perhaps of one part."""
        if len(self.sure) < _FEW_SUMS:
            return ()
        order = self.open_lines()
        finds = [
            find
            for a, b in itertools.pairwise(order)
            if self.values[a] == self.values[b]
            and (not self.slack or self.slack[a] == self.slack[b])
            and {a, b} - self.held
            and any(self.values[a])
            and (find := self.one_of([a, b])) is not None
        ]
        return tuple(find for find in finds if find.chance < _TWINS_DOUBTED)

    def through_twins(self) -> tuple[Find, ...]:
        """Sums that come out once lines that say the same as their neighbours are their sums."""
        pairs = self.neighbours_alike()
        if not pairs:
            return ()
        sure, held = [*self.sure, *pairs], {part for find in pairs for part in find.parts}
        tried = self.tables * 2 * len(pairs)
        search = _Search(
            self.values, self.kin, self.total, tried, self.slack, sure, self.held | held
        )
        order = search.open_lines()
        finds = min(search.beside(order), search.beside(order[::-1]), key=search.chance)
        if search.chance(finds) >= _SURE:
            return ()
        used = {part for find in finds for part in find.parts}
        return (*(pair for pair in pairs if pair.head in used), *finds)

    def regroup(self) -> bool:
        """Put a line that is left between a sum and those of its parts that come to this line.

        A total comes to the parts of a sub-total as well as to the sub-total: which of them it
        adds, its own figures can't say.
        """
        heads = {find.head for find in self.sure}
        for line in self.tops():
            for at, whole in enumerate(self.sure if line not in heads else ()):
                beside = [part for part in whole.parts if part > line]
                before = [part for part in reversed(whole.parts) if part < line]
                for run in (beside, before):
                    find = self.run_from(line, run) if line != whole.head else None
                    if find and find.chance * len(self.values) < _SURE:
                        rest = set(whole.parts).difference(find.parts) | {line}
                        self.sure[at] = Find(whole.head, tuple(sorted(rest)), whole.chance)
                        self.sure.append(find)
                        self.held.add(line)
                        return True
        return False

    def plausible(self, finds: Sequence[Find]) -> tuple[Find, ...]:
        """Without those that accident gives in every other table, unless all explain the table."""
        if self.explains(finds) or self.leaves_none(finds):
            return tuple(finds)
        count = len(self.tops())
        return tuple(f for f in finds if f.chance * count < 0.5 or len(f.parts) == 1)

    def left(self, finds: Sequence[Find]) -> list[int]:
        """The lines that would be part of no sum."""
        held = {part for find in finds for part in find.parts}
        return [line for line in self.tops() if line not in held]

    def leaves_none(self, finds: Sequence[Find]) -> bool:
        """True where several sums have every line of the table among them."""
        heads = {find.head for find in [*self.sure, *finds]}
        left = (line for line in self.left(finds) if any(self.values[line]))
        return len(heads) > 1 and heads.issuperset(left)

    def explains(self, finds: Sequence[Find]) -> bool:
        """True where the printed total is the sum of what is left, and wasn't of all lines."""
        if self.total is None or not finds:
            return False
        left = self.left(finds)
        least = tuple(map(sum, zip(*(self.values[line] for line in left), strict=True)))
        if not self.slack:
            return least == self.total
        most = map(add, least, map(sum, zip(*(self.slack[line] for line in left), strict=True)))
        return all(a <= b <= c for a, b, c in zip(least, self.total, most, strict=True))

    def chance(self, finds: Sequence[Find]) -> float:
        """How likely accident makes all of these finds among these lines."""
        if not finds:
            return 1.0
        count = len(self.tops())
        tried = prod(min(1.0, count * find.chance) for find in finds)
        chance = 2 * self.tables * tried / factorial(min(len(finds), 20))
        if self.explains(finds) and self.total is not None:
            chance *= _BY_NAME / max(1, *self.total)
        elif self.leaves_none(finds):
            chance *= _BY_NAME  # with them no line stands outside the sums that are sure
        return chance
