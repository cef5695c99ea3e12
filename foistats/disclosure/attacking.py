"""What an attacker can derive of each protected sum: the least and greatest value in any world.

A world that reaches an end proves, in whole numbers, that the end can't be ruled out; so what is
called safe is safe whatever a solver does. That an end *is* ruled out is shown in fractions
(`foistats.claims.solving`) where the part of the puzzle is small enough, and said to be unproved
otherwise; it is then taken for a risk.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import ceil, floor

from foistats.claims.programme import Programme, tightened
from foistats.claims.proofs import Row
from foistats.disclosure.attacker import Attacker, Impossible, rounded
from foistats.disclosure.puzzle import Figure, Point, Puzzle, Terms, parts_of

# A shared question covers many targets at once; when a few in a row find nothing new, it is over.
_MOST_SHARED = 60
_MOST_SHARED_WHOLE = 20
_IDLE = 3
_SECONDS = 10.0
_NEARLY = 1e-6
# Larger parts are left to HiGHS: fractions would take minutes.
MOST_PROVED = 150


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of one target: worlds were found in which it is `low`, and `high`.

    `high` is None where nothing bounds it. `proved` says that no world is outside, in fractions;
    where it is False an interval that is too narrow may only look so.
    """

    low: int
    high: int | None
    proved: bool = False


@dataclass(frozen=True)
class Attack:
    """Each target's interval in the order of the puzzle, and worlds that reach the ends."""

    left: tuple[Left, ...]
    worlds: tuple[tuple[tuple[str, ...], Point], ...]
    at_risk: tuple[int, ...]


def attack(puzzle: Puzzle, withheld: Collection[int] = (), *, exactly: bool = False) -> Attack:
    """Attack every target; raises Impossible where no world meets what is printed.

    Unless `exactly` is set, an end is pursued no further than what has to be left open.
    """
    left: dict[int, Left] = {}
    worlds = []
    for part, numbers in parts_of(puzzle, withheld):
        siege = _Siege(part, exactly=exactly)
        siege.run()
        left.update(zip(numbers, siege.left(), strict=True))
        worlds += [(part.counts, world) for world in siege.worlds]
    at_risk = tuple(
        number
        for number, target in enumerate(puzzle.targets)
        if left[number].low > target.low or _below(left[number].high, target.high)
    )
    return Attack(tuple(left[n] for n in range(len(puzzle.targets))), tuple(worlds), at_risk)


def _below(high: int | None, needed: int) -> bool:
    return high is not None and high < needed


@dataclass
class _Siege:
    """The attack on the targets of one part."""

    part: Puzzle
    exactly: bool
    worlds: list[Point] = field(default_factory=list)
    low: list[int | None] = field(default_factory=list)
    high: list[int | None] = field(default_factory=list)
    boundless: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.low = [None] * len(self.part.targets)
        self.high = [None] * len(self.part.targets)
        rows = tuple(Figure(t.name, t.terms, None, None) for t in self.part.targets)
        self.first_row = len(self.part.figures)
        asked = replace(self.part, figures=(*self.part.figures, *rows))
        self.relaxed = Attacker(asked)
        self.whole = Attacker(asked, whole=True)
        self.whole.limit_time(_SECONDS)

    def run(self) -> None:
        """Find worlds for many targets at once, then for each end that is left."""
        if self._try({}) is None:
            self._search({})
        if not self.worlds:
            raise Impossible
        for ask, most in ((self._try, _MOST_SHARED), (self._search, _MOST_SHARED_WHOLE)):
            idle = 0
            for turn in range(most):
                aim = self._shared_aim(turn)
                if not aim or idle >= _IDLE:
                    break
                before = self._open()
                ask(aim)
                idle = idle + 1 if self._open() == before else 0
        for number in range(len(self.part.targets)):
            self._pursue(number, 1)
            self._pursue(number, -1)

    def left(self) -> list[Left]:
        """The interval of each target."""
        found = []
        for number, target in enumerate(self.part.targets):
            low = self.low[number]
            high = None if number in self.boundless else self.high[number]
            assert low is not None
            narrow = low > target.low or _below(high, target.high)
            left = Left(low, high)
            if narrow or self.exactly:
                left = replace(left, proved=self._proved(target.terms, low, high))
            found.append(left)
        return found

    def _open(self) -> int:
        ends = ((n, sign) for n in range(len(self.part.targets)) for sign in (1, -1))
        return sum(not self._reached(number, sign) for number, sign in ends)

    def _reached(self, number: int, sign: int) -> bool:
        target = self.part.targets[number]
        if sign > 0:
            high = self.high[number]
            return high is not None and high >= target.high
        low = self.low[number]
        return low is not None and low <= target.low

    def _shared_aim(self, turn: int) -> dict[int, float]:
        """A sum in which every end that wasn't reached yet pulls its own way."""
        aim: dict[int, float] = {}
        for number, target in enumerate(self.part.targets):
            up, down = not self._reached(number, 1), not self._reached(number, -1)
            if not (up or down):
                continue
            # Those that lack both ends take turns, each at its own rhythm.
            sign = (1 if (turn + number * 7 // 3) % 2 else -1) if up and down else (1 if up else -1)
            for count, weight in target.terms.items():
                aim[count] = aim.get(count, 0.0) + sign * weight
        return aim

    def _note(self, world: Point) -> bool:
        """Keep a world that is one in whole numbers and reaches further than those before."""
        if not self.part.is_world(world):
            return False
        further = False
        for number, target in enumerate(self.part.targets):
            value = self.part.value(target.terms, world)
            low, high = self.low[number], self.high[number]
            if low is None or value < low:
                self.low[number] = value
                further = further or low is None or low > target.low or self.exactly
            if high is None or value > high:
                self.high[number] = value
                further = further or high is None or high < target.high or self.exactly
        if further:
            self.worlds.append(world)
        return True

    def _try(self, aim: Terms | dict[int, float]) -> float | None:
        """The relaxed question; None where its answer is no world of whole numbers."""
        found = self.relaxed.greatest(aim)
        if found.value is None or not self._note(rounded(found.at)):
            return None
        return found.value

    def _search(self, aim: Terms | dict[int, float]) -> float | None:
        """The question over whole numbers; gives the bound that HiGHS states."""
        found = self.whole.greatest(aim)
        if found.at:
            self._note(rounded(found.at))
        return found.value

    def _pursue(self, number: int, sign: int) -> None:
        """Push one target to one end, as far as has to be left open, or as far as it goes."""
        if self._reached(number, sign) and not self.exactly:
            return
        terms = self.part.targets[number].terms
        aim = {count: sign * weight for count, weight in terms.items()}
        found = self.relaxed.greatest(aim)
        if found.value is None:
            self._beyond(number, sign)
            return
        self._note(rounded(found.at))
        if self._at(number, sign) == floor(found.value + _NEARLY):
            return
        bound = self._search(aim)
        if bound is None:
            self._beyond(number, sign)

    def _at(self, number: int, sign: int) -> int:
        value = (self.high if sign > 0 else self.low)[number]
        assert value is not None
        return sign * value

    def _beyond(self, number: int, sign: int) -> None:
        """Nothing bounds an end: find a world in which it is far enough."""
        target, row = self.part.targets[number], self.first_row + number
        assert sign > 0, "counts are bounded from below"
        self.whole.hold(row, target.high, None)
        try:
            self._search({})
        except Impossible:
            return
        finally:
            self.whole.hold(row, None, None)
        self.boundless.add(number)

    def _proved(self, terms: Terms, low: int, high: int | None) -> bool:
        """Whether fractions show that nothing lies outside an interval."""
        if len(self.part.counts) > MOST_PROVED:
            return False
        programme = programme_of(self.part)
        form = {number: Fraction(weight) for number, weight in terms.items()}
        least = programme.least(form).value
        if least is None or ceil(least) != low:
            return False
        if high is None:
            return True
        most = programme.least({number: -weight for number, weight in form.items()}).value
        return most is not None and floor(-most) == high


def programme_of(puzzle: Puzzle) -> Programme:
    """The puzzle as the claims gate solves it, in fractions."""
    rows = [
        Row(
            {number: Fraction(weight) for number, weight in figure.terms.items()},
            None if figure.low is None else Fraction(figure.low),
            None if figure.high is None else Fraction(figure.high),
        )
        for figure in puzzle.figures
        if figure.low is not None or figure.high is not None
    ]
    return tightened(list(puzzle.limits), rows, [])


def is_safe(puzzle: Puzzle, left: Sequence[Left]) -> bool:
    """Whether every target keeps the ends that an attacker must not rule out."""
    return all(
        one.low <= target.low and not _below(one.high, target.high)
        for one, target in zip(left, puzzle.targets, strict=True)
    )
