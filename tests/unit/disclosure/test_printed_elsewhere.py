"""No more is withheld than other programs print that they withhold, of the same tables.

Their rule is that no primary cell may be worked out exactly. So here a primary cell has to look as
if it could be one less as well, or one more if it can't be less. Where they never withhold a zero,
neither is one withheld here, and the attacker knows it: a withheld cell is 1 at least.
Cells are counted as they print them: a sum that stands in two places of a table is two cells.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pytest

from foistats.disclosure.attacking import attack
from foistats.disclosure.protecting import attainable, protect
from foistats.disclosure.puzzle import Builder, Puzzle

Groups = Mapping[str, Sequence[int]]
"""Sums that are printed beside the single rows or columns, by name; the numbers are of those."""


@dataclass(frozen=True)
class Printed:
    """A table that is printed elsewhere, with its primary cells and how many are withheld there.

    A cell is primary if it is `most` at most; or the cells in `primary` are, by row and column.
    """

    rows: Sequence[Sequence[int]]
    withheld: int
    most: int = -1
    primary: frozenset[tuple[int, int]] = frozenset()
    down: Groups | None = None
    across: Groups | None = None
    zeros_stay: bool = False
    total_across: bool = True


def puzzle_of(table: Printed) -> tuple[Puzzle, frozenset[int]]:
    """The table with its margins as a puzzle; a figure's loss is in how many cells it stands."""
    rows = {str(r): [r] for r in range(len(table.rows))} | {
        "all": range(len(table.rows)),
        **(table.down or {}),
    }
    columns = {str(c): [c] for c in range(len(table.rows[0]))} | dict(table.across or {})
    if table.total_across:
        columns["all"] = range(len(table.rows[0]))
    places: dict[frozenset[tuple[int, int]], int] = {}
    for those in rows.values():
        for chosen in columns.values():
            cells = frozenset((r, c) for r in those for c in chosen)
            places[cells] = places.get(cells, 0) + 1
    build, given = Builder(), set()
    for cells, loss in places.items():
        value = sum(table.rows[r][c] for r, c in cells)
        terms = {f"{r},{c}": 1 for r, c in sorted(cells)}
        name = " + ".join(terms)
        stays = table.zeros_stay and not value
        number = build.figure(name, terms, value, value, loss=0 if stays else loss)
        is_primary = len(cells) == 1 and next(iter(cells)) in table.primary
        if (value <= table.most or is_primary) and not stays:
            given.add(number)
            least = sum(table.rows[r][c] > 0 for r, c in cells) if table.zeros_stay else 0
            low = max(value - 1, least)
            build.target(name, terms, low, value if low < value else value + 1)
    for r, row in enumerate(table.rows):
        for c, value in enumerate(row):
            build.count(f"{r},{c}", int(table.zeros_stay and value > 0))
    return build.puzzle(), frozenset(given)


def cells_withheld(table: Printed) -> int:
    """How many printed cells are withheld so that no primary one can be worked out."""
    puzzle, given = puzzle_of(table)
    assert attainable(puzzle)[1].at_risk == ()
    found = protect(puzzle, given, gap=0.0)
    assert attack(puzzle, found.withheld).at_risk == ()
    return sum(puzzle.figures[number].loss for number in found.withheld)


# GaussSuppression's vignette "Small count frequency table suppression": young and old by Iceland,
# Portugal, Spain of 2014 (dataset_a) and 2015 (dataset_b). The EU is Portugal and Spain.
EUROPE_2014 = [[2, 0, 5], [3, 4, 6]]
EUROPE_2015 = [[0, 0, 5], [3, 4, 6]]
EU = {"EU": [1, 2], "nonEU": [0]}

# The vignette of easySdcTable (z2): regions A to K by annet, arbeid, soshjelp, trygd. The first
# eight are SSBtools' z1. They are summed by "fylke" and, in another way, by "kostragr".
NORWAY = [
    [11, 11, 55, 36], [7, 1, 29, 18], [5, 8, 35, 25], [13, 2, 17, 13], [9, 14, 63, 52],
    [12, 9, 24, 22], [6, 4, 22, 8], [9, 3, 38, 15], [3, 0, 9, 2], [9, 0, 32, 20], [4, 2, 18, 11],
]  # fmt: skip
FYLKE = {"1": [0, 8], "4": [1], "5": [2, 3], "6": [4, 5], "8": [6, 7], "10": [9, 10]}
IN_TWO_WAYS = {
    **{f"fylke {name}": those for name, those in FYLKE.items()},
    "kostragr 300": range(8),
    "kostragr 400": range(8, 11),
}

# "The problem of singletons and zeros in easySdcTable": tables of two rows by five columns.
DATA_1A = [[0, 1, 7, 1, 0], [2, 0, 0, 2, 8]]
DATA_1B = [[1, 1, 7, 1, 0], [1, 0, 0, 2, 8]]
DATA_0A = [[5, 0, 7, 0, 9], [5, 9, 9, 5, 8]]
DATA_0B = [[0, 0, 7, 0, 9], [0, 9, 9, 2, 8]]

# tests/testthat/test-simpleheuristic.R of sdcTable: w to z by a to d, nine cells primary.
LETTERS = [[30, 47, 64, 89], [90, 124, 5, 31], [92, 100, 59, 85], [800, 991, 651, 685]]
NINE = frozenset({(0, 0), (0, 1), (0, 2), (1, 0), (1, 2), (2, 1), (2, 3), (3, 1), (3, 3)})

# tests/testthat/test-linked-tables.r of sdcTable: regions A, B, I to N, once by county and once by
# whether they are big or small. N is withheld beside the five primary regions.
REGIONS = [[2], [2], [8], [8], [3], [3], [3], [7]]
LINKED = {
    "county-1": range(4), "county-2": range(4, 8), "big": [5, 6], "small": [0, 1, 2, 3, 4, 7],
}  # fmt: skip

# data-raw/microdata1.R of sdcTable counted by region and gender, female first; its
# tests/testthat/test-protectTable.r withholds four cells in all by each of its methods.
MICRODATA = [[2, 18], [19, 14], [10, 12], [14, 11]]

# Fischetti and Salazar-Gonzalez (2000, 2001): enterprises by activity and region. The cell of 22
# is sensitive, and four cells are withheld.
ENTERPRISES = [[20, 50, 10], [8, 19, 22], [17, 32, 12]]

TABLES = {
    "GaussSuppression, table 1": Printed(EUROPE_2014, 4, most=1),
    "GaussSuppression, table 2": Printed(EUROPE_2014, 8, most=2, across=EU),
    "GaussSuppression, table 4": Printed(EUROPE_2014, 10, most=4, across=EU, zeros_stay=True),
    "GaussSuppression, table 7": Printed(EUROPE_2015, 10, most=2, across=EU),
    "GaussSuppression, z1": Printed(NORWAY[:8], 6, most=3),
    "GaussSuppression, z2 in two ways": Printed(
        NORWAY, 24, most=3, down=IN_TWO_WAYS, zeros_stay=True
    ),
    "easySdcTable, z2 by Gauss": Printed(NORWAY, 15, most=3),
    "easySdcTable, z2 by HITAS of sdcTable": Printed(NORWAY, 14, most=3),
    "easySdcTable, z2 in two ways by SIMPLEHEURISTIC": Printed(
        NORWAY, 28, most=2, down=IN_TWO_WAYS, zeros_stay=True
    ),
    "easySdcTable, data1a, detectSingletons": Printed(DATA_1A, 9, most=3, zeros_stay=True),
    "easySdcTable, data1b, threshold 4": Printed(DATA_1B, 12, most=3, zeros_stay=True),
    "easySdcTable, data0a, threshold 1": Printed(DATA_0A, 6, most=3),
    "easySdcTable, data0b, threshold 1": Printed(DATA_0B, 11, most=3),
    "sdcTable, SIMPLEHEURISTIC": Printed(LETTERS, 10, primary=NINE),
    "sdcTable, two linked tables": Printed(
        REGIONS, 6, most=3, down=LINKED, total_across=False
    ),
    "sdcTable, OPT and HITAS and others": Printed(MICRODATA, 4, most=3),
    "Fischetti and Salazar-Gonzalez": Printed(ENTERPRISES, 4, primary=frozenset({(1, 2)})),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_no_more_is_withheld_than_elsewhere(name: str) -> None:
    assert cells_withheld(TABLES[name]) <= 1.1 * TABLES[name].withheld


def left_of(
    table: Printed, cell: tuple[int, int], beside: Sequence[tuple[int, int]]
) -> tuple[int, int | None, bool]:
    """What an attacker is left with of a cell when it and some others are withheld."""
    puzzle, _ = puzzle_of(table)
    names = {f"{r},{c}" for r, c in (cell, *beside)}
    build = Builder()
    for figure in puzzle.figures:
        if figure.name not in names:
            terms = {puzzle.counts[n]: weight for n, weight in figure.terms.items()}
            build.figure(figure.name, terms, figure.low, figure.high)
    build.target("cell", {f"{cell[0]},{cell[1]}": 1}, 0, 10**6)
    (left,) = attack(build.puzzle(), exactly=True).left
    return left.low, left.high, left.proved


def test_the_interval_of_a_cell_is_the_one_that_is_printed_elsewhere() -> None:
    # sdcTable's test says that w by b, 47, is worked out from the nine, and that 0 to 78 is left of
    # it after one cell more: of the seven that are left, x by d is the least, 31.
    others = sorted(NINE - {(0, 1)})
    table = TABLES["sdcTable, SIMPLEHEURISTIC"]
    assert left_of(table, (0, 1), others) == (47, 47, True)
    assert left_of(table, (0, 1), [*others, (1, 3)]) == (0, 78, True)
    # 22 can be 22 - 17 to 22 + 8 when the other corners 8, 17 and 12 are withheld.
    enterprises = TABLES["Fischetti and Salazar-Gonzalez"]
    corners = [(1, 0), (2, 0), (2, 2)]
    assert left_of(enterprises, (1, 2), corners) == (5, 30, True)
