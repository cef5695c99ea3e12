"""An attacker that tries every table finds just what is reported, on all small cases."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foistats.disclosure.attacker import Impossible
from foistats.disclosure.attacking import attack
from foistats.disclosure.puzzle import Builder, Puzzle

MOST = 6


def by_enumeration(puzzle: Puzzle, withheld: frozenset[int]) -> list[tuple[int, int]]:
    """The interval of each target over every table there is, without any solver."""
    found: list[list[int]] = [[] for _ in puzzle.targets]
    ranges = [range(low, (MOST if high is None else high) + 1) for low, high in puzzle.limits]
    for world in product(*ranges):
        if any(
            not (
                (f.low is None or f.low <= sum(w * world[n] for n, w in f.terms.items()))
                and (f.high is None or sum(w * world[n] for n, w in f.terms.items()) <= f.high)
            )
            for number, f in enumerate(puzzle.figures)
            if number not in withheld
        ):
            continue
        for number, target in enumerate(puzzle.targets):
            found[number].append(sum(w * world[n] for n, w in target.terms.items()))
    return [(min(values), max(values)) for values in found if values]


@st.composite
def puzzles(draw: st.DrawFn) -> tuple[Puzzle, frozenset[int]]:
    """A true table with sums of any counts printed of it, exactly, rounded, or not at all."""
    size = draw(st.integers(2, 5))
    truth = [draw(st.integers(0, MOST)) for _ in range(size)]
    build = Builder()
    for number in range(size):
        build.count(f"c{number}", 0, MOST)
    for row in range(draw(st.integers(1, 6))):
        weights = draw(
            st.lists(st.sampled_from([0, 0, 1, 1, 1, 2, -1]), min_size=size, max_size=size)
        )
        terms = {f"c{n}": w for n, w in enumerate(weights) if w}
        if not terms:
            continue
        value = sum(w * truth[int(name[1:])] for name, w in terms.items())
        spread = draw(st.sampled_from([0, 0, 0, 1, 2]))
        build.figure(f"f{row}", terms, value - spread, value + spread, loss=1)
    for number in range(size):
        low = draw(st.integers(0, truth[number]))
        build.target(f"t{number}", {f"c{number}": 1}, low, draw(st.integers(truth[number], MOST)))
    puzzle = build.puzzle()
    withheld = draw(st.sets(st.sampled_from(range(len(puzzle.figures) or 1)), max_size=2))
    return puzzle, frozenset(withheld & set(range(len(puzzle.figures))))


@given(puzzles())
@settings(max_examples=60)
def test_the_attack_finds_just_what_trying_every_table_finds(
    case: tuple[Puzzle, frozenset[int]],
) -> None:
    puzzle, withheld = case
    truth = by_enumeration(puzzle, withheld)
    found = attack(puzzle, withheld, exactly=True)
    assert [(left.low, left.high) for left in found.left] == truth
    narrow = [
        n
        for n, ((low, high), target) in enumerate(zip(truth, puzzle.targets, strict=True))
        if low > target.low or high < target.high
    ]
    assert list(found.at_risk) == narrow
    # What is only pursued as far as needed is at risk in the same cases, and never narrower.
    quick = attack(puzzle, withheld)
    assert list(quick.at_risk) == narrow
    for (low, high), left in zip(truth, quick.left, strict=True):
        assert low <= left.low
        assert left.high is not None
        assert left.high <= high


def test_a_region_less_its_other_forces_gives_back_what_a_force_hid() -> None:
    build = Builder()
    build.count("dorset", 0, 4)
    build.figure("Wiltshire", {"wiltshire": 1}, 12, 12, loss=1)
    build.figure("South West", {"dorset": 1, "wiltshire": 1}, 15, 15, loss=1)
    build.target("Dorset", {"dorset": 1}, 0, 4)
    (left,) = attack(build.puzzle()).left
    assert (left.low, left.high, left.proved) == (3, 3, True)
    assert attack(build.puzzle(), {1}).at_risk == ()


def test_whole_numbers_rule_out_what_fractions_leave_open() -> None:
    # 2a + 2b is 6 to 7, so a + b is 3; a and b alone can be 0 to 3, and 3.5 only in fractions.
    build = Builder()
    build.figure("twice", {"a": 2, "b": 2}, 6, 7)
    build.target("a", {"a": 1}, 0, 4)
    (left,) = attack(build.puzzle()).left
    assert (left.low, left.high) == (0, 3)


def test_a_count_that_nothing_bounds_is_reported_so() -> None:
    build = Builder()
    build.figure("at least", {"a": 1, "b": 1}, 3, None)
    build.target("a", {"a": 1}, 0, 4)
    found = attack(build.puzzle())
    assert (found.left[0].low, found.left[0].high) == (0, None)
    assert found.at_risk == ()


def test_figures_that_contradict_each_other_are_said_to() -> None:
    build = Builder()
    build.figure("one", {"a": 1, "b": 1}, 3, 3)
    build.figure("other", {"a": 1, "b": 1}, 4, 4)
    build.target("a", {"a": 1}, 0, 3)
    with pytest.raises(Impossible):
        attack(build.puzzle())
