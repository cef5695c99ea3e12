"""The attackers of a choice of figures: which figures give each protected count away."""

from collections.abc import Collection, Iterator, Mapping
from math import inf
from typing import NamedTuple

from foistats.disclosure.attacker import Attacker
from foistats.disclosure.puzzle import Figure, Puzzle, Terms

_ENOUGH = 1e-6
_IDLE = 3
_MOST_SHARED = 60


class Cut(NamedTuple):
    """Of some figures, so many have to be withheld that their weights add up to 1 at least."""

    weights: Mapping[int, float]

    @property
    def key(self) -> tuple[tuple[int, float], ...]:
        """What is the same of the same cuts."""
        return tuple(sorted((number, round(weight, 6)) for number, weight in self.weights.items()))


class Separator:
    """Attacks choices of figures in fractions, where a figure may be withheld in part too.

    A figure that is withheld by a share of itself may lie that share of `reach` beside its number.
    """

    def __init__(self, puzzle: Puzzle, primary: Collection[int]) -> None:
        """Keep one attacker, from whom the primary figures are always withheld."""
        self.puzzle = puzzle
        self.attacker = Attacker(puzzle, primary)
        self.candidates = tuple(
            n for n, figure in enumerate(puzzle.figures) if not figure.fixed and n not in primary
        )
        self._share = dict.fromkeys(self.candidates, 0.0)
        self._room = {number: room(puzzle, puzzle.figures[number]) for number in self.candidates}
        self.reach = float(max((t.high - t.low for t in puzzle.targets), default=1) or 1)

    def choose(self, shares: Mapping[int, float]) -> None:
        """Withhold each figure by a share from 0 to 1."""
        for number in self.candidates:
            share = shares.get(number, 0.0)
            share = 0.0 if share < _ENOUGH else 1.0 if share > 1 - _ENOUGH else share
            if share == self._share[number]:
                continue
            self._share[number] = share
            if share == 1.0:
                self.attacker.withhold(number)
            elif share == 0.0:
                self.attacker.print_again(number)
            else:
                figure = self.puzzle.figures[number]
                down, up = self._partly(number)
                low = None if figure.low is None else figure.low - share * down
                high = None if figure.high is None else figure.high + share * up
                self.attacker.hold(number, low, high)

    def _partly(self, number: int) -> tuple[float, float]:
        """How far a figure that is withheld lies below and above its number, for a share of it."""
        down, up = self._room[number]
        return min(down, self.reach), min(up, self.reach)

    def cuts(self, *, most: int | None = None) -> list[Cut]:
        """A cut for each end of a target that the choice rules out; none if there is no such end.

        Raises Unprotectable where only figures that can't be withheld rule it out.
        """
        found: list[Cut] = []
        for number, sign in self._ends_left():
            terms = self.puzzle.targets[number].terms
            reached = self.attacker.greatest({n: sign * weight for n, weight in terms.items()})
            if reached.value is None:
                continue
            target = self.puzzle.targets[number]
            wanted = target.high if sign > 0 else -target.low
            if wanted - reached.value < _ENOUGH:
                continue
            found.append(Cut(self._weights(wanted, reached.value, number)))
            if most is not None and len(found) >= most:
                break
        return found

    def _weights(self, wanted: float, value: float, target: int) -> dict[int, float]:
        """The figures that bind the last answer, by how much of what lacks each could give."""
        gives = {}
        for number, pull in self.attacker.pull().items():
            share = self._share.get(number, 1.0)
            if share == 1.0:
                continue
            down, up = self._room[number]
            partly_down, partly_up = self._partly(number)
            value -= abs(pull) * share * (partly_up if pull > 0 else partly_down)
            gives[number] = abs(pull) * (up if pull > 0 else down)
        lacks = wanted - value
        weights = {n: min(most / lacks, 1.0) for n, most in gives.items() if most > _ENOUGH}
        if sum(weights.values()) < 1 - _ENOUGH:
            raise Unprotectable(target)
        return weights

    def _ends_left(self) -> Iterator[tuple[int, int]]:
        """The ends that answers to shared questions don't reach, to be asked about one by one."""
        targets = self.puzzle.targets
        low = [inf] * len(targets)
        high = [-inf] * len(targets)
        idle = 0
        for turn in range(_MOST_SHARED):
            aim: dict[int, float] = {}
            for number, target in enumerate(targets):
                up = high[number] < target.high - _ENOUGH
                down = low[number] > target.low + _ENOUGH
                if up or down:
                    turns = 1 if (turn + number * 7 // 3) % 2 else -1
                    sign = turns if up and down else 1 if up else -1
                    _add(aim, target.terms, sign)
            if not aim or idle >= _IDLE:
                break
            reached = self.attacker.greatest(aim)
            if reached.value is None:
                break
            further = False
            for number, target in enumerate(targets):
                value = sum(weight * reached.at[n] for n, weight in target.terms.items())
                if value < low[number]:
                    further = further or low[number] > target.low + _ENOUGH
                    low[number] = value
                if value > high[number]:
                    further = further or high[number] < target.high - _ENOUGH
                    high[number] = value
            idle = 0 if further else idle + 1
        for number, target in enumerate(targets):
            if high[number] < target.high - _ENOUGH:
                yield number, 1
            if low[number] > target.low + _ENOUGH:
                yield number, -1


class Unprotectable(Exception):
    """A target is uncovered whatever is withheld; `target` is its number."""

    def __init__(self, target: int) -> None:
        """Keep which one it is."""
        super().__init__()
        self.target = target


def room(puzzle: Puzzle, figure: Figure) -> tuple[float, float]:
    """How far below and above its number a figure can be, once it is withheld."""
    lows: list[float] = []
    highs: list[float] = []
    for number, weight in figure.terms.items():
        low, high = puzzle.limits[number]
        far = inf if high is None else high
        lows.append(weight * (low if weight > 0 else far))
        highs.append(weight * (far if weight > 0 else low))
    down = 0.0 if figure.low is None else figure.low - sum(lows)
    up = 0.0 if figure.high is None else sum(highs) - figure.high
    return max(down, 0.0), max(up, 0.0)


def _add(aim: dict[int, float], terms: Terms, sign: int) -> None:
    for number, weight in terms.items():
        aim[number] = aim.get(number, 0.0) + sign * weight
