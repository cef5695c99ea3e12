"""No more is withheld than other programs print that they withhold, of the same tables.

Their rule is that no primary cell may be worked out exactly; so it is asked for here.
"""

import pytest

from foistats.disclosure.attacking import attack
from foistats.disclosure.protecting import protect
from foistats.disclosure.puzzle import Builder, Puzzle


def puzzle_of(
    rows: list[list[int]], primary: set[tuple[int, ...]], groups: list[set[int]]
) -> tuple[Puzzle, frozenset[int]]:
    """A table with margins; a primary cell may be anything from one less to one more, or from 0.

    `groups` are further sums of columns that are printed of each row and of all rows.
    """
    build, given = Builder(), set()
    down, across = range(len(rows)), range(len(rows[0]))
    for places in ([(r,) for r in down], [tuple(down)]):
        for those in places:
            columns = [*({c} for c in across), set(across), *groups]
            for chosen in columns:
                value = sum(rows[r][c] for r in those for c in chosen)
                terms = {f"{r},{c}": 1 for r in those for c in chosen}
                number = build.figure(f"{those} {chosen}", terms, value, value, loss=1)
                if len(terms) == 1 and (those[0], *chosen) in primary:
                    given.add(number)
                    build.target(f"{those} {chosen}", terms, max(value - 1, 0), value + 1)
    return build.puzzle(), frozenset(given)


# dataset_a of GaussSuppression's vignette "Small count frequency table suppression": young and old
# by Iceland, Portugal, Spain. Of Table 1 (maxN = 1) its output marks 4 cells, 1 of them primary.
EUROPE = [[2, 0, 5], [3, 4, 6]]


@pytest.mark.parametrize(
    ("rows", "primary", "groups", "printed"),
    [(EUROPE, {(0, 1)}, [], 4)],
    ids=["GaussSuppression, dataset_a, maxN = 1"],
)
def test_no_more_is_withheld_than_elsewhere(
    rows: list[list[int]], primary: set[tuple[int, ...]], groups: list[set[int]], printed: int
) -> None:
    puzzle, given = puzzle_of(rows, primary, groups)
    found = protect(puzzle, given, gap=0.0)
    assert attack(puzzle, found.withheld).at_risk == ()
    assert len(found.withheld) <= 1.1 * printed


def test_one_cell_of_four_regions_by_two_takes_three_others() -> None:
    # tests/testthat/test-protectTable.r of sdcTable: regions A to D by two sexes, one cell primary;
    # OPT, HYPERCUBE, HITAS and GAUSS all withhold 4 cells in all. Its counts aren't printed there.
    for rows in ([[3, 9], [8, 7], [11, 12], [20, 6]], [[40, 2], [30, 31], [1, 22], [13, 14]]):
        puzzle, given = puzzle_of(rows, {(0, 1)}, [])
        found = protect(puzzle, given, gap=0.0)
        assert attack(puzzle, found.withheld).at_risk == ()
        assert len(found.withheld) <= 4
