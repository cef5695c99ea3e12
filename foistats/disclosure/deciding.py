"""What is at risk in a release, and which of its figures are withheld so that nothing is."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from foistats.disclosure.attacker import Impossible
from foistats.disclosure.attacking import Attack, Left, attack
from foistats.disclosure.protecting import attainable, protect
from foistats.disclosure.publication import Key
from foistats.disclosure.stating import Case, Problem, possible_problem
from foistats.disclosure.uncovering import smallest
from foistats.errors import FoistatsError

_MOST_EXPLAINED = 25


@dataclass(frozen=True)
class Risk:
    """A protected figure of which more can be worked out than its mark says.

    `because` are the printed figures that uncover it; no smaller set does where `smallest` is set.
    `curable` is False where figures that can't be withheld uncover it alone.
    """

    key: Key
    name: str
    wanted: tuple[int, int]
    left: Left
    because: tuple[str, ...] = ()
    smallest: bool = False
    curable: bool = True


@dataclass(frozen=True)
class Decision:
    """The figures that are withheld besides forces' own marks, and what is at risk nevertheless.

    `secondary` counts those that are withheld for the sake of others; `loss` and `least` are of
    `protecting.Protection`. `left` is what an attacker can work out of each protected figure.
    """

    withheld: frozenset[Key]
    secondary: int
    loss: int
    least: int
    risks: tuple[Risk, ...]
    left: Mapping[Key, Left]


def risks_of(
    case: Case,
    withheld: Collection[Key] = (),
    *,
    explain: bool = True,
    among: Collection[str] = (),
) -> tuple[Risk, ...]:
    """What is at risk if just these figures are withheld.

    With the names of some figures in `among`, the sets that uncover are sought among those: the
    fewest that do it together with all the others.
    """
    problem = possible_problem(case)
    numbers = {n for n, key in problem.keys.items() if key in withheld}
    if among:
        others = {n for n, one in enumerate(problem.puzzle.figures) if one.name not in among}
        problem = replace(problem, given=problem.given | others)
    return _risks(problem, numbers, attack(problem.puzzle, numbers), explain=explain)


def _risks(
    problem: Problem, withheld: Collection[int], found: Attack, *, explain: bool
) -> tuple[Risk, ...]:
    everything = {n for n, one in enumerate(problem.puzzle.figures) if not one.fixed}
    beyond = set(attack(problem.puzzle, everything).at_risk) if found.at_risk else set()
    risks: list[Risk] = []
    for number in found.at_risk:
        target = problem.puzzle.targets[number]
        names: tuple[str, ...] = ()
        sure = False
        if explain and len(risks) < _MOST_EXPLAINED:
            try:
                those, sure = smallest(problem.puzzle, target, problem.given, withheld)
                names = tuple(problem.puzzle.figures[n].name for n in those)
            except Impossible:
                names = ()
        risks.append(
            Risk(
                problem.targets[number], target.name, (target.low, target.high),
                found.left[number], names, sure, curable=number not in beyond,
            )
        )  # fmt: skip
    return tuple(risks)


def decide(case: Case, *, seconds: float = 60.0) -> Decision:
    """Withhold what has to be withheld, with the least loss.

    What nothing cures is in `risks`, where marks alone don't give it away already.
    """
    problem = possible_problem(case)
    puzzle, most = attainable(problem.puzzle)
    beyond = _not_by_marks(problem, most)
    chosen = protect(puzzle, problem.primary, seconds=seconds)
    found = attack(puzzle, chosen.withheld)
    if found.at_risk:
        raise FoistatsError("what was withheld leaves something at risk: report this")
    risks = _risks(problem, chosen.withheld, replace(most, at_risk=beyond), explain=bool(beyond))
    return Decision(
        frozenset(problem.keys[n] for n in chosen.withheld),
        len(chosen.withheld - problem.primary),
        chosen.loss,
        chosen.least,
        risks,
        dict(zip(problem.targets, found.left, strict=True)),
    )


def uncurable(case: Case) -> tuple[Risk, ...]:
    """What figures that can't be withheld uncover, whatever is withheld."""
    problem = possible_problem(case)
    _, most = attainable(problem.puzzle)
    everything = {n for n, figure in enumerate(problem.puzzle.figures) if not figure.fixed}
    beyond = replace(most, at_risk=_not_by_marks(problem, most))
    return _risks(problem, everything, beyond, explain=True)


def _not_by_marks(problem: Problem, found: Attack) -> tuple[int, ...]:
    """The targets at risk of which marks alone don't say as much.

    That a sum of marks is narrower than a mark is known to whoever knows the marks.
    """
    if not found.at_risk:
        return ()
    alone = replace(
        problem.puzzle,
        figures=tuple(
            figure if number in problem.given else replace(figure, low=None, high=None)
            for number, figure in enumerate(problem.puzzle.figures)
        ),
    )
    known = attack(alone).left
    return tuple(
        number
        for number in found.at_risk
        if (known[number].low, known[number].high)
        != (found.left[number].low, found.left[number].high)
    )
