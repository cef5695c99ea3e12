"""The smallest set of printed figures that uncovers a protected count.

A set uncovers a count if and only if it has a figure in common with what each world breaks in which
the count is as it should be possible: so the smallest set is a smallest hitting set of those,
gathered one world after the other (implicit hitting sets; Reiter, 1987; Moreno-Centeno and Karp,
2013). Each world is one that breaks as little as it can, so that few are needed. Where they are too
many, a set is found that uncovers the count and of which no figure can be left out (Junker, 2004).
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from foistats.disclosure.attacker import Attacker, Impossible, rounded
from foistats.disclosure.master import Master
from foistats.disclosure.puzzle import Figure, Puzzle, Target
from foistats.disclosure.separating import Cut

_MOST_WORLDS = 80
_SECONDS = 5.0


def smallest(
    puzzle: Puzzle, target: Target, given: Collection[int], withheld: Collection[int] = ()
) -> tuple[tuple[int, ...], bool]:
    """The figures by number, and whether no smaller set uncovers the target.

    `given` are figures that nobody printed: what is known of marks, and of what adds up. Raises
    Impossible where the target isn't uncovered at all, or no world meets what is printed.
    """
    candidates = [n for n in range(len(puzzle.figures)) if n not in given and n not in withheld]
    found: list[tuple[int, ...]] = []
    sure = True
    for low, high in ((target.high, None), (None, target.low)):
        end = _End(puzzle, target, candidates, withheld, (low, high))
        if not end.is_ruled_out_by(candidates):
            continue
        hitting = end.hitting()
        sure = sure and hitting is not None
        found.append(end.without_needless(candidates) if hitting is None else hitting)
    if not found:
        raise Impossible
    return min(found, key=len), sure


class _End:
    """One end of a target, and the question which printed figures rule it out.

    Each candidate has an allowance above and below it, so that a world may break it at a cost.
    """

    def __init__(
        self,
        puzzle: Puzzle,
        target: Target,
        candidates: Sequence[int],
        withheld: Collection[int],
        ends: tuple[int | None, int | None],
    ) -> None:
        self.puzzle, self.candidates = puzzle, candidates
        row = Figure(target.name, target.terms, *ends)
        asked = replace(puzzle, figures=(*puzzle.figures, row), targets=())
        self.attacker = Attacker(asked, {*candidates, *withheld}, whole=True)
        self.attacker.limit_time(_SECONDS)
        self.elastic, self.allowance, self.cost = _with_allowances(asked, candidates, withheld)
        self.printed: frozenset[int] = frozenset()

    def is_ruled_out_by(self, figures: Collection[int]) -> bool:
        """Whether no world meets these figures; False where the time didn't suffice."""
        chosen = frozenset(figures)
        for number in self.printed - chosen:
            self.attacker.withhold(number)
        for number in chosen - self.printed:
            self.attacker.print_again(number)
        self.printed = chosen
        try:
            self.attacker.greatest({})
        except Impossible:
            return True
        return False

    def hitting(self) -> tuple[int, ...] | None:
        """The smallest set; None where it isn't found in time."""
        master = Master(dict.fromkeys(self.candidates, 1))
        for _ in range(_MOST_WORLDS):
            _, chosen = master.whole(seconds=_SECONDS)
            if chosen is None:
                return None
            broken = self._broken_beside(chosen)
            if broken is None:
                return tuple(sorted(chosen)) if self.is_ruled_out_by(chosen) else None
            if not broken or not master.add([Cut(dict.fromkeys(broken, 1.0))]):
                return None
        return None

    def without_needless(self, figures: Sequence[int]) -> tuple[int, ...]:
        """A set that rules the end out, and doesn't any more if one figure is left out."""
        return tuple(sorted(self._needed((), (), figures)))

    def _needed(
        self, kept: Sequence[int], new: Sequence[int], figures: Sequence[int]
    ) -> tuple[int, ...]:
        """What of some figures is needed beside those kept; `new` of these came last."""
        if new and self.is_ruled_out_by(kept):
            return ()
        if len(figures) == 1:
            return tuple(figures)
        half = len(figures) // 2
        first, second = figures[:half], figures[half:]
        of_second = self._needed((*kept, *first), first, second)
        of_first = self._needed((*kept, *of_second), of_second, first)
        return (*of_first, *of_second)

    def _broken_beside(self, chosen: Collection[int]) -> set[int] | None:
        """What a world breaks that meets the chosen figures; None where there is no such world."""
        for number in chosen:
            for row in self.allowance[number]:
                self.elastic.hold(row, 0, 0)
        try:
            reached = self.elastic.greatest(self.cost)
        except Impossible:
            return None
        finally:
            for number in chosen:
                for row in self.allowance[number]:
                    self.elastic.withhold(row)
        if not reached.at:
            return set()
        world = rounded(reached.at)[: len(self.puzzle.counts)]
        return set(self.puzzle.broken(world)) & set(self.candidates) - set(chosen)


def _with_allowances(
    puzzle: Puzzle, candidates: Sequence[int], withheld: Collection[int]
) -> tuple[Attacker, dict[int, tuple[int, int]], dict[int, float]]:
    """The puzzle with what each candidate may be broken by, and where these allowances are.

    They are counts of their own: the first is added to what a figure adds up, the second taken off.
    """
    counts, limits = list(puzzle.counts), list(puzzle.limits)
    figures = list(puzzle.figures)
    allowance: dict[int, tuple[int, int]] = {}
    cost: dict[int, float] = {}
    for number in candidates:
        terms = dict(figures[number].terms)
        rows = []
        for weight in (1, -1):
            count = len(counts)
            counts.append(f"allowance {number} {weight}")
            limits.append((0, None))
            terms[count] = weight
            cost[count] = -1.0
            rows.append(len(figures))
            figures.append(Figure("allowance", {count: 1}, None, None))
        figures[number] = replace(figures[number], terms=terms)
        allowance[number] = (rows[0], rows[1])
    elastic = replace(puzzle, counts=tuple(counts), limits=tuple(limits), figures=tuple(figures))
    attacker = Attacker(elastic, withheld, whole=True)
    attacker.limit_time(_SECONDS)
    return attacker, allowance, cost
