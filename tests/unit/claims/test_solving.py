"""Bounds and solutions proved in fractions, where floats would leave them open."""

from fractions import Fraction

import pytest

from foistats.claims.programme import extremes, is_possible, programme
from foistats.claims.proofs import Row
from foistats.claims.solving import least
from foistats.claims.worlds import Cell, Constraint
from tests.unit.claims.worlds_by_hand import MEMBERS, YEARS, known

ONE = Fraction(1)
HALF = Fraction(1, 2)
CELLS = [Cell(force_id, YEARS[0], "all") for force_id in MEMBERS[:3]]
NOTHING = known({}, asked=MEMBERS)


def weights(*values: int | Fraction) -> dict[int, Fraction]:
    return {number: Fraction(value) for number, value in enumerate(values) if value}


def test_the_least_whole_number_is_not_that_of_fractions() -> None:
    # 2x + 2y is even: at least 7 means at least 8, x + y at least 4, and not 3.5.
    rows = [Row(weights(2, 2), Fraction(7), None)]
    found = least(weights(1, 1), rows, ((0, None), (0, None)))
    assert (found.value, found.attained) == (4, True)
    assert found.point is not None
    assert sum(found.point) == 4


def test_an_equation_that_only_fractions_solve_is_impossible() -> None:
    # 2x + 4y = 7 has no whole numbers; 3x + 5y = 7 has none that are not below zero.
    for row in (weights(2, 4), weights(3, 5)):
        found = least({}, [Row(row, Fraction(7), Fraction(7))], ((0, 10), (0, 10)))
        assert found.possible is False


def test_a_solution_is_one_exactly() -> None:
    third = Fraction(1, 3)
    rows = [
        Row({0: ONE, 1: -third}, Fraction(0), Fraction(0)),
        Row({0: ONE, 1: ONE}, Fraction(4000), Fraction(4000)),
    ]
    found = least({}, rows, ((0, None), (0, None)))
    assert found.point == (1000, 3000)


def test_without_a_limit_there_is_no_bound() -> None:
    found = least(weights(-1, 0), [Row(weights(1, -1), None, Fraction(5))], ((0, None), (0, None)))
    assert found.value is None
    assert found.possible


@pytest.mark.parametrize("size", [1, 10**6, 10**9])
def test_large_numbers_are_exact_too(size: int) -> None:
    total = Constraint(dict.fromkeys(CELLS[:2], ONE), Fraction(3 * size), Fraction(3 * size))
    other = Constraint(dict.fromkeys(CELLS[1:], ONE), Fraction(2 * size), Fraction(2 * size))
    low, high = extremes(programme(NOTHING, [{CELLS[0]: ONE}], (total, other)))
    assert (low, high) == (size, 3 * size)


def test_quotients_of_a_billionth_decide() -> None:
    # Nine-figure numbers that differ by one: a float's tolerance would take both for equal.
    base = 987_654_321
    exact = Constraint({CELLS[0]: ONE}, Fraction(base), Fraction(base))
    for more, possible in ((0, True), (1, False)):
        ratio = Fraction(base + more, base)
        same = Constraint({CELLS[1]: ONE, CELLS[0]: -ratio}, Fraction(0), Fraction(0))
        at_most = Constraint({CELLS[1]: ONE}, None, Fraction(base))
        assert is_possible(NOTHING, (exact, same, at_most)) is possible


def test_counts_in_the_same_sums_are_one_variable() -> None:
    prog = programme(NOTHING, [dict.fromkeys(CELLS, ONE)])
    assert len(prog.limits) == 1
    assert extremes(prog) == (0, None)


def test_halves_are_no_counts() -> None:
    half = Constraint({CELLS[0]: Fraction(2)}, Fraction(5), Fraction(5))
    assert is_possible(NOTHING, (half,)) is False
    assert HALF * 2 == ONE
