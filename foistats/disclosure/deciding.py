"""What is at risk in a release, and which of its figures are withheld so that nothing is.

The current tables are one part of what an attacker has. The others are fixed: releases that were
made before, those of other requests about the same counts, and what was printed elsewhere.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from foistats.disclosure.attacker import Attacker, Impossible
from foistats.disclosure.attacking import Attack, Left, attack
from foistats.disclosure.protecting import attainable, protect
from foistats.disclosure.publication import Key, Printed, Publication
from foistats.disclosure.puzzle import Builder, Puzzle
from foistats.disclosure.ranges import marks_of, says
from foistats.disclosure.uncovering import smallest
from foistats.errors import FoistatsError
from foistats.records import DisclosurePolicy

# A mark that gives no bound hides at least what the most common one does, "fewer than 5".
_USUAL_THRESHOLD = 5
# How much more is lost with a figure of many forces than with that of one.
_LOSSES = {"region": 3, "country": 5, "uk": 5, "request": 5}
_MOST_EXPLAINED = 25
_NOTHING_APART, _CORRECTED_APART, _ALL_APART = range(3)
CONTRADICTED = (
    "the figures that were printed of these counts contradict each other, so that nothing can be"
    " said of what could be worked out from them: look at `foistats diff`, and at published.toml"
)
APART = (_NOTHING_APART, _CORRECTED_APART, _ALL_APART)


class Contradicted(FoistatsError):
    """No counts meet all that was printed; nothing can be said of what could be worked out."""


class Outside(NamedTuple):
    """A figure that somebody else printed: the counts it adds up, and where it stands."""

    name: str
    terms: Mapping[str, int]
    low: int | None
    high: int | None


@dataclass(frozen=True)
class Case:
    """Everything that an attacker may have of a request, and how it is protected.

    `before` are sets of tables that were printed, each with what it is called. `waived` are the
    counts that a person has signed off; `small` has figures that are protected though the
    interval in which they are printed doesn't show that they are small.
    """

    policy: DisclosurePolicy
    current: Publication
    before: Sequence[tuple[str, Publication]] = ()
    outside: Sequence[Outside] = ()
    waived: Collection[Key] = ()
    small: Mapping[Key, tuple[int, int]] = field(default_factory=dict)


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


@dataclass(frozen=True)
class Problem:
    """A case as a puzzle: which figure of the puzzle is which of the tables, by its number."""

    puzzle: Puzzle
    keys: Mapping[int, Key]
    targets: tuple[Key, ...]
    primary: frozenset[int]
    given: frozenset[int]


def problem_of(case: Case, *, apart: int = _NOTHING_APART) -> Problem:
    """The case as a puzzle.

    `apart` says which counts of earlier releases are taken for other counts than the current ones:
    none, those that were corrected since, or all of them.
    """
    build = Builder()
    keys: dict[int, Key] = {}
    targets: list[Key] = []
    primary: set[int] = set()
    given: set[int] = set()
    known = {
        key[0]: (one.low, one.high) for key, one in case.current.figures.items() if len(key) == 1
    }
    current, marks = case.current, marks_of(case.current)
    for key, one in current.figures.items():
        bounds = _protected(case, key, one)
        own = one.kind == "observation" and len(key) > 1 and not _possible(one, key, known)
        terms = {f"{'+'.join(key)} on its own": 1} if own else dict.fromkeys(key, 1)
        if one.hidden or bounds is not None:
            low, high = (one.low, one.high) if one.hidden else (bounds or (0, None))
            given.add(build.figure(f"the mark of {one.name}", terms, low, high))
        if not one.hidden:
            terms, low, high = (terms, one.low, one.high) if own else says(current, key, one, marks)
            number = build.figure(one.name, terms, low, high, loss=_LOSSES.get(one.kind, 1))
            keys[number] = key
            if bounds is not None:
                primary.add(number)
        if bounds is not None:
            build.target(one.name, terms, *bounds)
            targets.append(key)
    for whole, parts in case.current.sums:
        terms = {**dict.fromkeys(whole, 1), **dict.fromkeys(parts, -1)}
        given.add(build.figure("what adds up", terms, 0, 0))
    add_before(build, case, apart=apart)
    for figure in case.outside:
        build.figure(figure.name, figure.terms, figure.low, figure.high)
    return Problem(build.puzzle(), keys, tuple(targets), frozenset(primary), frozenset(given))


def _protected(case: Case, key: Key, one: Printed) -> tuple[int, int] | None:
    """The ends that have to stay open for a figure; None where it isn't protected."""
    policy = case.policy
    if key in case.waived or (policy.protect and one.category_id not in policy.protect):
        return None
    if key in case.small:
        return case.small[key]
    threshold = policy.threshold or _USUAL_THRESHOLD
    if one.hidden and one.low != one.high:
        return one.low, max(threshold - 1, one.low + 1) if one.high is None else one.high
    if policy.threshold and one.low == one.high and 0 < one.low < policy.threshold:
        return 1, policy.threshold - 1
    return None


def _possible(one: Printed, key: Key, known: Mapping[str, tuple[int, int | None]]) -> bool:
    """Whether a force's own sum can be true with its parts; if not, it is of something else."""
    bounds = [known.get(name, (0, None)) for name in key]
    highs = [high for _, high in bounds]
    too_much = None not in highs and one.low > sum(high or 0 for high in highs)
    return not too_much and (one.high is None or one.high >= sum(low for low, _ in bounds))


def add_before(build: Builder, case: Case, *, apart: int) -> None:
    """Add what was printed before. `apart` as in `problem_of`."""
    current = marks_of(case.current)
    for source, publication in case.before:
        names = {
            name: f"{name} as in {source}"
            for key in publication.figures
            for name in key
            if _is_another(case.current, publication, name, apart)
        }
        # Marks that a release printed as [c] are known from the replies.
        marks = {key: ends for key, ends in current.items() if names.keys().isdisjoint(key)}
        marks |= marks_of(publication)
        for key, one in publication.figures.items():
            if (one.low, one.high) != (0, None):
                said, low, high = says(publication, key, one, marks)
                terms = {names.get(name, name): weight for name, weight in said.items()}
                build.figure(f"{source}: {one.name}", terms, low, high)
        for whole, parts in publication.sums:
            terms = dict.fromkeys((names.get(name, name) for name in whole), 1)
            terms |= dict.fromkeys((names.get(name, name) for name in parts), -1)
            build.figure("what adds up", terms, 0, 0)


def _is_another(now: Publication, then: Publication, name: str, apart: int) -> bool:
    """Whether a count is taken for another one than the current count of its name."""
    if apart == _NOTHING_APART:
        return False
    if apart == _ALL_APART:
        return True
    read_now, read_then = now.documents.get(name), then.documents.get(name)
    if read_now is not None and read_then is not None and read_now != read_then:
        return True
    one, other = now.figures.get((name,)), then.figures.get((name,))
    if one is None or other is None:
        return False
    return (one.high is not None and one.high < other.low) or (
        other.high is not None and other.high < one.low
    )


def possible_problem(case: Case) -> Problem:
    """The case as a puzzle that some counts meet; raises Contradicted where there is none.

    Figures that were corrected since an earlier release contradict it: the counts whose documents
    or numbers are others by now are then taken for other counts.
    """
    for apart in APART:
        problem = problem_of(case, apart=apart)
        try:
            Attacker(problem.puzzle, whole=True).greatest({})
        except Impossible:
            continue
        return problem
    raise Contradicted(CONTRADICTED)


def risks_of(
    case: Case, withheld: Collection[Key] = (), *, explain: bool = True
) -> tuple[Risk, ...]:
    """What is at risk if just these figures are withheld."""
    problem = possible_problem(case)
    numbers = {n for n, key in problem.keys.items() if key in withheld}
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


def with_printed(case: Case, printed: Mapping[Key, tuple[int, int]]) -> Case:
    """The case with some figures printed as intervals, protected as before."""
    figures = {
        key: replace(one, low=printed[key][0], high=printed[key][1]) if key in printed else one
        for key, one in case.current.figures.items()
    }
    exact = {
        key: bounds
        for key, one in case.current.figures.items()
        if key in printed and (bounds := _protected(case, key, one)) is not None
    }
    return replace(case, current=replace(case.current, figures=figures), small=exact)


def waived_keys(current: Publication, names: Iterable[tuple[str, str, str]]) -> frozenset[Key]:
    """The figures of some forces in some periods and categories, as waivers name them."""
    wanted = set(names)
    return frozenset(
        key
        for key, one in current.figures.items()
        for force_id in one.force_ids
        if any(name.startswith(f"{force_id} ") for name in key)
        and any((force_id, name.split()[1], one.category_id) in wanted for name in key)
    )
