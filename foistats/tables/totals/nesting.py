"""Which lines are the sums of other lines, by their figures, and how likely that is by accident.

Sub-totals stand above their parts, below them, or together at one end, and nothing may call them
so. Small numbers add up by accident: the partial sums of a run of lines come upon a given number
once in as many steps as the lines are large on average (the renewal theorem). The chance of a find
is the product of that over the columns that cross the lines, times the places that were tried.
"""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import factorial, prod

Vector = tuple[int, ...]
Kin = Callable[[int, Sequence[int]], bool]
# A find that accident would give more rarely than this is a sum; up to the other, it is a doubt.
_SURE = 0.01
_DOUBTED = 0.2
# What a heading that names its parts, or a printed total that it explains, is worth.
_BY_NAME = 0.05
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


def sums_among(values: Sequence[Vector], *, kin: Kin, total: Vector | None = None) -> Nesting:
    """The lines that are sums of others, found side by side, level by level.

    `values` has each line's counts in the columns that cross it; `kin` says whether a line's
    heading names its parts; `total` is what all lines come to, where a printed total says so.

    >>> lines = [(700, 810), (300, 410), (400, 400), (900, 820), (500, 10), (400, 810)]
    >>> [(find.head, find.parts) for find in sums_among(lines, kin=lambda *_: False).sure]
    [(0, (1, 2)), (3, (4, 5))]
    """
    if not can_nest(len(values)):
        return Nesting()
    search = _Search(values, kin, total)
    tops = list(range(len(values)))
    sure: list[Find] = []
    doubted: tuple[Find, ...] = ()
    while len(tops) >= 3:
        ways = [search.beside(tops), search.beside(tops[::-1])]
        if len(tops) <= _MOST_APART:
            ways.append(search.apart(tops))
        finds = min(
            (way for way in ways if way), key=lambda way: search.chance(way, tops), default=()
        )
        chance = search.chance(finds, tops)
        if not finds or chance >= _SURE:
            doubted = tuple(finds) if finds and chance < _DOUBTED else ()
            break
        sure += finds
        held = {part for find in finds for part in find.parts}
        tops = [line for line in tops if line not in held]
    return Nesting(tuple(sure), doubted)


@dataclass(frozen=True, slots=True)
class _Search:
    values: Sequence[Vector]
    kin: Kin
    total: Vector | None

    def beside(self, tops: Sequence[int]) -> tuple[Find, ...]:
        """Each line that is the sum of those right before it, level by level, in this order."""
        finds: list[Find] = []
        level = list(tops)
        while True:
            here = [find for place in range(len(level)) if (find := self.run_before(level, place))]
            taken: set[int] = set()
            chosen = []
            for find in sorted(here, key=lambda find: (-len(find.parts), find.chance)):
                if taken.isdisjoint({find.head, *find.parts}):
                    taken |= {find.head, *find.parts}
                    chosen.append(find)
            if not chosen:
                break
            finds += chosen
            held = {part for find in chosen for part in find.parts}
            level = [line for line in level if line not in held]
        finds += self.single(level, finds)
        return self.plausible(finds, tops)

    def run_before(self, level: Sequence[int], place: int) -> Find | None:
        """The run right before a line that comes to it."""
        goal = self.values[level[place]]
        so_far, parts = [0] * len(goal), []
        for line in reversed(level[max(0, place - _MOST_PARTS) : place]):
            so_far = [a + b for a, b in zip(so_far, self.values[line], strict=True)]
            if any(a > b for a, b in zip(so_far, goal, strict=True)):
                return None
            parts.append(line)
            if tuple(so_far) == goal:
                return self.find(level[place], parts)
        return None

    def find(self, head: int, parts: Sequence[int]) -> Find | None:
        """A find with its chance; none where fewer than two lines add to it."""
        goal = self.values[head]
        if sum(any(self.values[part]) for part in parts) < 2:
            return None
        chance = 1.0
        for at, printed in enumerate(goal):
            adding = sum(self.values[part][at] > 0 for part in parts)
            chance /= max(1.0, printed / max(1, adding))
        if self.kin(head, parts):
            chance *= _BY_NAME
        return Find(head, tuple(sorted(parts)), chance)

    def single(self, level: Sequence[int], finds: Sequence[Find]) -> list[Find]:
        """Groups of one line, where other groups stand in the same way: the same line twice."""
        heads = {find.head for find in finds}
        plain = {line for line in level if line not in heads}
        if not finds or not any(len(find.parts) > 1 for find in finds):
            return []
        pairs = [
            Find(head, (part,), 1 / max(1.0, prod(max(1, n) for n in self.values[head])))
            for part, head in itertools.pairwise(level)
            if part in plain and head in plain and self.values[part] == self.values[head]
            if any(self.values[head])
        ]
        # Where all else is in groups, two lines that are alike are one.
        left = plain - {line for find in pairs for line in (find.head, *find.parts)}
        return [pair for pair in pairs if pair.chance * len(level) < 0.05 or len(left) <= 1]

    def apart(self, tops: Sequence[int]) -> tuple[Find, ...]:
        """Lines side by side that are the sums of runs of other lines, in the same order."""
        best: tuple[Find, ...] = ()
        for first in range(len(tops)):
            for start in (s for s in range(len(tops)) if s != first):
                found = self.tiled(tops, first, start)
                if found and (not best or self.chance(found, tops) < self.chance(best, tops)):
                    best = found
        return best

    def tiled(self, tops: Sequence[int], first: int, start: int) -> tuple[Find, ...]:
        """Heads from one place on whose parts, from another place on, lie end to end."""
        finds: list[Find] = []
        at = start
        for place in range(first, len(tops)):
            goal = self.values[tops[place]]
            end = len(tops) if start > place else first
            so_far, parts, found = [0] * len(goal), [], None
            for line in tops[at:end]:
                so_far = [a + b for a, b in zip(so_far, self.values[line], strict=True)]
                if any(a > b for a, b in zip(so_far, goal, strict=True)):
                    break
                parts.append(line)
                if tuple(so_far) == goal:
                    found = self.find(tops[place], parts)
                    break
            if found is None or (start > first and place >= start):
                break
            finds.append(found)
            at += len(parts)
        # One sum apart from its parts may be chosen from any run of lines.
        tried = len(tops) if len(finds) == 1 else 1
        return tuple(Find(f.head, f.parts, f.chance * tried) for f in finds)

    def plausible(self, finds: Sequence[Find], tops: Sequence[int]) -> tuple[Find, ...]:
        """Without those that accident gives in every other table, unless all explain a total."""
        if self.explains(finds, tops):
            return tuple(finds)
        return tuple(f for f in finds if f.chance * len(tops) < 0.5 or len(f.parts) == 1)

    def explains(self, finds: Sequence[Find], tops: Sequence[int]) -> bool:
        """True where the printed total is the sum of what is left, and wasn't of all lines."""
        if self.total is None or not finds:
            return False
        held = {part for find in finds for part in find.parts}
        left = [self.values[line] for line in tops if line not in held]
        return tuple(map(sum, zip(*left, strict=True))) == self.total

    def chance(self, finds: Sequence[Find], tops: Sequence[int]) -> float:
        """How likely accident makes all of these finds among these lines."""
        if not finds:
            return 1.0
        chance = (
            2
            * prod(min(1.0, len(tops) * find.chance) for find in finds)
            / factorial(min(len(finds), 20))
        )
        if self.explains(finds, tops) and self.total is not None:
            chance *= _BY_NAME / max(1, *self.total)
        return chance
