"""What is withheld leaves nothing at risk, and on small tables no choice loses less."""

import subprocess
import sys
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foistats.disclosure.attacking import attack
from foistats.disclosure.protecting import attainable, protect
from foistats.disclosure.puzzle import Builder, Puzzle


def two_way(
    rows: list[list[int]], *, least: int = 1, most: int = 4
) -> tuple[Puzzle, frozenset[int]]:
    """A table with both margins; every figure from `least` to `most` is primary."""
    build, primary = Builder(), set()
    across, down = range(len(rows[0])), range(len(rows))
    sums = [([(r, c)], rows[r][c]) for r in down for c in across]
    sums += [([(r, c) for c in across], sum(rows[r])) for r in down]
    sums += [([(r, c) for r in down], sum(rows[r][c] for r in down)) for c in across]
    sums.append(([(r, c) for r in down for c in across], sum(map(sum, rows))))
    for cells, value in sums:
        terms = {f"{r},{c}": 1 for r, c in cells}
        number = build.figure(str(cells), terms, value, value, loss=1)
        if least <= value <= most:
            primary.add(number)
            build.figure(f"{cells} is small", terms, least, most)
            build.target(str(cells), terms, least, most)
    return build.puzzle(), frozenset(primary)


def least_by_trying(puzzle: Puzzle, primary: frozenset[int]) -> int:
    """The fewest further figures with which nothing is at risk, by trying all of them."""
    others = [n for n, f in enumerate(puzzle.figures) if not f.fixed and n not in primary]
    for number in range(len(others) + 1):
        for more in combinations(others, number):
            if not attack(puzzle, primary | set(more)).at_risk:
                return number
    raise AssertionError("everything withheld has to be safe")


@given(st.lists(st.lists(st.integers(0, 12), min_size=3, max_size=3), min_size=2, max_size=2))
@settings(max_examples=8)
def test_no_choice_loses_less_than_the_one_that_is_made(rows: list[list[int]]) -> None:
    puzzle, primary = two_way(rows)
    puzzle, _ = attainable(puzzle)
    found = protect(puzzle, primary, gap=0.0)
    assert attack(puzzle, found.withheld).at_risk == ()
    assert found.withheld >= primary
    assert found.loss == len(found.withheld - primary)
    assert found.loss == least_by_trying(puzzle, primary) == found.least


def test_one_small_count_takes_three_others_with_it() -> None:
    # The corners of a rectangle, as in every text on cell suppression.
    puzzle, primary = two_way([[2, 10, 20], [10, 30, 9], [11, 12, 40]])
    found = protect(puzzle, primary, gap=0.0)
    assert (len(primary), found.loss, found.least, found.gap) == (1, 3, 3, 0.0)


@pytest.mark.parametrize("seconds", [0.0, 60.0])
def test_a_search_that_is_stopped_is_safe_all_the_same(seconds: float) -> None:
    rows = [[(7 * r + 5 * c * c) % 13 for c in range(5)] for r in range(6)]
    puzzle, primary = two_way(rows)
    puzzle, _ = attainable(puzzle)
    found = protect(puzzle, primary, seconds=seconds)
    assert attack(puzzle, found.withheld).at_risk == ()
    assert found.least <= found.loss


def test_nothing_is_printed_where_a_program_may_read() -> None:
    code = (
        "from foistats.disclosure.master import Master; Master({0: 1}).whole(seconds=1); print(1)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "1\n"
