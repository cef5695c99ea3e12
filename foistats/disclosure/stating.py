"""What an attacker has of a request, as a system of linear constraints.

The current tables are one part of it. The others are fixed: releases that were made before, those
of other requests about the same counts, and what was printed elsewhere.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from foistats.disclosure.attacker import Attacker, Impossible
from foistats.disclosure.publication import Key, Printed, Publication, parts_of_name
from foistats.disclosure.puzzle import Builder, Puzzle
from foistats.disclosure.ranges import marks_of, says
from foistats.errors import FoistatsError
from foistats.records import DisclosurePolicy

# A mark that gives no bound hides at least what the most common one does, "fewer than 5".
_USUAL_THRESHOLD = 5
# How much more is lost with a figure of many forces than with that of one.
_LOSSES = {"region": 3, "country": 5, "uk": 5, "request": 5}
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


class Waived(NamedTuple):
    """A figure that a person has signed off: of forces together, or else of an area.

    The stretch of time is given by its first and last day, as count_name writes them.
    """

    force_ids: frozenset[str]
    area_id: str
    start: str
    end: str
    category_id: str


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


def _protected(case: Case, key: Key, printed: Printed) -> tuple[int, int] | None:
    """The ends that have to stay open for a figure; None where it isn't protected."""
    policy = case.policy
    if key in case.waived or (policy.protect and printed.category_id not in policy.protect):
        return None
    if key in case.small:
        return case.small[key]
    threshold = policy.threshold or _USUAL_THRESHOLD
    if printed.hidden and printed.low != printed.high:
        return printed.low, max(
            threshold - 1, printed.low + 1
        ) if printed.high is None else printed.high
    if policy.threshold and printed.low == printed.high and 0 < printed.low < policy.threshold:
        return 1, policy.threshold - 1
    return None


def _possible(printed: Printed, key: Key, known: Mapping[str, tuple[int, int | None]]) -> bool:
    """Whether a force's own sum can be true with its parts; if not, it is of something else."""
    bounds = [known.get(name, (0, None)) for name in key]
    highs = [high for _, high in bounds]
    too_much = None not in highs and printed.low > sum(high or 0 for high in highs)
    return not too_much and (printed.high is None or printed.high >= sum(low for low, _ in bounds))


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


def waived_keys(current: Publication, signed: Iterable[Waived]) -> frozenset[Key]:
    """The figures that waivers name: what forces gave together, or the sum of an area.

    A waiver is for the figure that it names: that two forces' sum may be known says nothing of
    what each gave, nor that a year may be known of a sum of years.
    """
    wanted = tuple(signed)
    return frozenset(
        key
        for key, one in current.figures.items()
        if any(_is_waived(key, one, waiver) for waiver in wanted)
    )


def _is_waived(key: Key, printed: Printed, waiver: Waived) -> bool:
    parts = [parts_of_name(name) for name in key]
    forces = {force_id for part in parts for force_id in part.force_ids}
    named = (
        waiver.area_id in printed.area_ids and len(forces) > 1
        if waiver.area_id
        else forces == waiver.force_ids
    )
    first, last = min(part.start for part in parts), max(part.end for part in parts)
    return (
        named
        and printed.category_id == waiver.category_id
        and (first, last) == (waiver.start, waiver.end)
    )
