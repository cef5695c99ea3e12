"""Everything that is printed about some counts, as linear constraints that whole numbers meet.

A *figure* is a sum of counts with the interval in which it is printed. A figure may be withheld
unless it is fixed: printed already, by somebody else, or known of a mark. A *target* is a protected
sum of counts, with the ends that an attacker must not be able to rule out.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

Terms = Mapping[int, int]
"""Counts by their number, each times a whole number."""

Point = tuple[int, ...]
"""One whole number for each count: a world."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A sum of counts lies between `low` and `high`, both included; None is no bound.

    `loss` says how much is lost when it is withheld, 0 where it can't be. A figure that is withheld
    can be anything from zero up, for all that a reader knows.
    """

    name: str
    terms: Terms
    low: int | None
    high: int | None
    loss: int = 0

    @property
    def fixed(self) -> bool:
        """Whether it stands whatever is withheld."""
        return self.loss == 0


@dataclass(frozen=True, slots=True)
class Target:
    """A protected sum of counts: an attacker must not rule out `low`, nor `high`."""

    name: str
    terms: Terms
    low: int
    high: int


@dataclass(frozen=True)
class Puzzle:
    """Counts by name with what is known of each beforehand, the figures, and what is protected."""

    counts: tuple[str, ...]
    limits: tuple[tuple[int, int | None], ...]
    figures: tuple[Figure, ...]
    targets: tuple[Target, ...]

    def value(self, terms: Terms, point: Sequence[int]) -> int:
        """What a sum is in a world."""
        return sum(weight * point[number] for number, weight in terms.items())

    def broken(self, point: Sequence[int], withheld: Collection[int] = ()) -> list[int]:
        """The printed figures that a world contradicts, by number; exact."""
        return [
            number
            for number, figure in enumerate(self.figures)
            if number not in withheld
            and not _within(self.value(figure.terms, point), figure.low, figure.high)
        ]

    def is_world(self, point: Sequence[int], withheld: Collection[int] = ()) -> bool:
        """Whether whole numbers meet everything that is known and printed; exact."""
        return all(
            _within(value, low, high) for value, (low, high) in zip(point, self.limits, strict=True)
        ) and not self.broken(point, withheld)


@dataclass
class Builder:
    """A puzzle being put together, by the names of counts."""

    numbers: dict[str, int] = field(default_factory=dict)
    limits: list[tuple[int, int | None]] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)

    def count(self, name: str, low: int = 0, high: int | None = None) -> int:
        """The number of a count; what is known of it beforehand is kept where it narrows."""
        if name not in self.numbers:
            self.numbers[name] = len(self.limits)
            self.limits.append((0, None))
        number = self.numbers[name]
        was_low, was_high = self.limits[number]
        highs = [one for one in (was_high, high) if one is not None]
        self.limits[number] = (max(was_low, low), min(highs) if highs else None)
        return number

    def figure(
        self,
        name: str,
        terms: Mapping[str, int],
        low: int | None,
        high: int | None,
        *,
        loss: int = 0,
    ) -> int:
        """Add a figure; gives its number."""
        numbered = {self.count(one): weight for one, weight in terms.items() if weight}
        self.figures.append(Figure(name, numbered, low, high, loss))
        return len(self.figures) - 1

    def target(self, name: str, terms: Mapping[str, int], low: int, high: int) -> None:
        """Protect a sum of counts."""
        numbered = {self.count(one): weight for one, weight in terms.items()}
        self.targets.append(Target(name, numbered, low, high))

    def puzzle(self) -> Puzzle:
        """The puzzle as it stands."""
        return Puzzle(
            tuple(self.numbers), tuple(self.limits), tuple(self.figures), tuple(self.targets)
        )


def _within(value: int, low: int | None, high: int | None) -> bool:
    return (low is None or low <= value) and (high is None or value <= high)


def parts_of(puzzle: Puzzle, withheld: Collection[int] = ()) -> list[tuple[Puzzle, list[int]]]:
    """The puzzle in parts that no printed figure ties to each other, each with its targets.

    Counts that are printed exactly are taken out first: they tie nothing. The second of each pair
    are the numbers of the part's targets. Figures that say nothing of a free count are dropped.
    """
    known = _known(puzzle, withheld)
    group = list(range(len(puzzle.counts)))

    def root(number: int) -> int:
        while group[number] != number:
            group[number] = group[group[number]]
            number = group[number]
        return number

    rows = []
    for number, figure in enumerate(puzzle.figures):
        if number in withheld:
            continue
        free = [term for term in figure.terms if term not in known]
        if free:
            rows.append((figure, free))
    tied = [free for _, free in rows]
    tied += [[term for term in target.terms if term not in known] for target in puzzle.targets]
    for free in tied:
        for other in free[1:]:
            group[root(other)] = root(free[0])
    targets: dict[int, list[int]] = {}
    for number, target in enumerate(puzzle.targets):
        one = next((term for term in target.terms if term not in known), None)
        targets.setdefault(-1 if one is None else root(one), []).append(number)
    members: dict[int, list[int]] = {}
    for number in range(len(group)):
        if number not in known:
            members.setdefault(root(number), []).append(number)
    of_part: dict[int, list[Figure]] = {}
    for figure, free in rows:
        of_part.setdefault(root(free[0]), []).append(figure)
    return [
        _part(puzzle, members.get(one, []), of_part.get(one, []), those, known)
        for one, those in targets.items()
    ]


def _known(puzzle: Puzzle, withheld: Collection[int]) -> dict[int, int]:
    """Counts that are printed as one number each, or can be nothing else."""
    known = {n: low for n, (low, high) in enumerate(puzzle.limits) if low == high}
    for number, figure in enumerate(puzzle.figures):
        if number in withheld or figure.low is None or figure.low != figure.high:
            continue
        if len(figure.terms) == 1:
            ((count, weight),) = figure.terms.items()
            low, high = puzzle.limits[count]
            value, rest = divmod(figure.low, weight)
            if not rest and _within(value, low, high) and known.get(count, value) == value:
                known[count] = value
    return known


def _part(
    puzzle: Puzzle,
    members: Sequence[int],
    figures: Sequence[Figure],
    targets: list[int],
    known: Mapping[int, int],
) -> tuple[Puzzle, list[int]]:
    """One part with its own numbers; what is known exactly is a count of one value in it."""
    used = dict.fromkeys(members)
    for terms in (*(f.terms for f in figures), *(puzzle.targets[n].terms for n in targets)):
        used.update(dict.fromkeys(terms))
    own = {number: n for n, number in enumerate(used)}

    def mine(terms: Terms) -> Terms:
        return {own[number]: weight for number, weight in terms.items()}

    part = Puzzle(
        tuple(puzzle.counts[number] for number in used),
        tuple(
            (known[number], known[number]) if number in known else puzzle.limits[number]
            for number in used
        ),
        tuple(Figure(f.name, mine(f.terms), f.low, f.high, f.loss) for f in figures),
        tuple(
            Target(t.name, mine(t.terms), t.low, t.high)
            for t in (puzzle.targets[number] for number in targets)
        ),
    )
    return part, targets
