"""Which figures are withheld so that no protected count is at risk, with the least loss.

The cutting planes of Fischetti and Salazar-Gonzalez (Journal of the American Statistical
Association 95, 2000; Operations Research 49, 2001): a small master problem chooses figures, the
attacker of each protected count answers with the figures of which at least one more has to go, and
so on until no attacker has an answer. Where that takes too long, what the last choice lacks is
added from what the attackers ask for, needless figures are printed again, and the gap to the
proven least loss is stated.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from math import ceil
from time import monotonic

from foistats.disclosure.attacking import Attack, attack
from foistats.disclosure.master import Master
from foistats.disclosure.puzzle import Puzzle, parts_of
from foistats.disclosure.separating import Cut, Separator

_MOST_ROUNDS_IN_SHARES = 60
_MOST_ROUNDS = 400
_MOST_COMPLETIONS = 100
# A choice that lacks no more than this is worth completing: the result is near the least loss.
_FEW = 12
_SECONDS_OF_MASTER = 20.0
_SECONDS_AT_LEAST = 0.5
_NEARLY = 1e-6


@dataclass(frozen=True)
class Protection:
    """The figures to withhold, by number. `loss` is that of all but the primary ones.

    No choice loses less than `least`; the two are equal where the choice is proven to be the best.
    """

    withheld: frozenset[int]
    loss: int
    least: int
    rounds: int = 0
    cuts: int = 0

    @property
    def gap(self) -> float:
        """By how much of itself the loss may be above the least; 0 where it is the least."""
        return (self.loss - self.least) / self.loss if self.loss else 0.0


def attainable(puzzle: Puzzle) -> tuple[Puzzle, Attack]:
    """The puzzle with targets that can be protected, and what is left with all figures withheld.

    What marks and fixed figures alone rule out can't be left open by withholding anything.
    """
    everything = {number for number, figure in enumerate(puzzle.figures) if not figure.fixed}
    found = attack(puzzle, everything)
    targets = tuple(
        replace(
            target,
            low=max(target.low, left.low),
            high=target.high if left.high is None else min(target.high, left.high),
        )
        for target, left in zip(puzzle.targets, found.left, strict=True)
    )
    return replace(puzzle, targets=targets), found


def protect(
    puzzle: Puzzle,
    primary: Collection[int] = (),
    *,
    seconds: float = 60.0,
    gap: float = 0.02,
) -> Protection:
    """Choose what is withheld besides the primary figures; every target has to be attainable.

    Once the time is up, or the loss is proven to be within `gap` of the least, the best choice so
    far is taken. It is safe in whole numbers either way, as `attack` confirms.
    """
    return _Search(puzzle, frozenset(primary), monotonic() + seconds, gap).run()


class _Search:
    """One search, with the best protection so far and the least loss that is proven."""

    def __init__(self, puzzle: Puzzle, primary: frozenset[int], until: float, gap: float) -> None:
        self.puzzle, self.primary, self.until, self.gap = puzzle, primary, until, gap
        self.separator = Separator(puzzle, primary)
        losses = {n: puzzle.figures[n].loss for n in self.separator.candidates}
        self.losses = losses
        self.master = Master(losses)
        self.best: frozenset[int] | None = None
        self.least = 0
        self.rounds = 0

    def run(self) -> Protection:
        self._in_shares()
        for _ in range(_MOST_ROUNDS):
            if self._done():
                break
            left = max(self.until - monotonic(), _SECONDS_AT_LEAST)
            bound, chosen = self.master.whole(seconds=min(left, _SECONDS_OF_MASTER))
            self.least = max(self.least, ceil(bound - _NEARLY))
            if chosen is None:
                break
            self.rounds += 1
            cuts = self._cuts(chosen)
            if not cuts:
                self._keep(chosen)
                break
            new = self.master.add(cuts)
            late = monotonic() > self.until
            if len(cuts) <= _FEW or late:
                new += self._complete(chosen)
            if not new or late:
                break
        if self.best is None:
            # Everything withheld leaves each target what can be left of it.
            self.best = frozenset(self.separator.candidates)
        withheld = self.primary | self.best
        loss = self._loss(self.best)
        return Protection(
            withheld, loss, min(self.least, loss), rounds=self.rounds, cuts=self.master.cuts
        )

    def _done(self) -> bool:
        if self.best is None:
            return False
        loss = self._loss(self.best)
        return loss - self.least <= self.gap * loss or monotonic() > self.until

    def _loss(self, chosen: Iterable[int]) -> int:
        return sum(self.losses[number] for number in chosen)

    def _in_shares(self) -> None:
        """Cuts against choices in shares: few and cheap rounds, and most of the bound."""
        shares: dict[int, float] = {}
        for _ in range(_MOST_ROUNDS_IN_SHARES):
            self.separator.choose(shares)
            if not self.master.add(self.separator.cuts()):
                return
            value, shares = self.master.in_shares()
            self.least = max(self.least, ceil(value - _NEARLY))
            self.rounds += 1
            if monotonic() > self.until:
                return

    def _cuts(self, chosen: frozenset[int]) -> list[Cut]:
        """What is wrong with a choice, first in fractions and then in whole numbers."""
        self.separator.choose(dict.fromkeys(chosen, 1.0))
        return self.separator.cuts() or self._cuts_in_whole_numbers(chosen)

    def _cuts_in_whole_numbers(self, chosen: frozenset[int]) -> list[Cut]:
        """Of all figures near a target that only fractions protect, one more has to be withheld."""
        withheld = self.primary | chosen
        found = attack(self.puzzle, withheld)
        at_risk = {self.puzzle.targets[number].name for number in found.at_risk}
        cuts = []
        for part, _ in parts_of(self.puzzle, withheld) if at_risk else ():
            if at_risk.isdisjoint(target.name for target in part.targets):
                continue
            counts = set(part.counts)
            near = {
                number: 1.0
                for number in self.separator.candidates
                if number not in chosen
                and any(self.puzzle.counts[n] in counts for n in self.puzzle.figures[number].terms)
            }
            cuts.append(Cut(near))
        return cuts

    def _complete(self, chosen: frozenset[int]) -> int:
        """Add to a choice what its attackers ask for, least loss first, until none has a way.

        Gives how many new cuts that has brought.
        """
        added, new = chosen, 0
        for _ in range(_MOST_COMPLETIONS):
            cuts = self._cuts(added)
            if not cuts:
                break
            new += self.master.add(cuts)
            if self.best is not None and self._loss(added) >= self._loss(self.best):
                return new
            _, more = self.master.whole(seconds=_SECONDS_OF_MASTER, chosen=added)
            if more is None or more == added:
                return new
            added = more
        else:
            return new
        fewer = self._without_needless(added, added - chosen)
        if fewer != added and self._cuts_in_whole_numbers(fewer):
            fewer = added
        self._keep(fewer)
        return new

    def _without_needless(self, chosen: frozenset[int], added: Collection[int]) -> frozenset[int]:
        """Print again what a choice doesn't need in fractions, the greatest loss first."""
        for number in sorted(added, key=lambda n: (-self.losses[n], n)):
            fewer = chosen - {number}
            self.separator.choose(dict.fromkeys(fewer, 1.0))
            if not self.separator.cuts(most=1):
                chosen = fewer
        return chosen

    def _keep(self, chosen: frozenset[int]) -> None:
        if self.best is None or self._loss(chosen) < self._loss(self.best):
            self.best = chosen
