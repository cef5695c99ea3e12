"""What is left of small counts where sums over forces' marks are printed as ranges."""

from collections.abc import Iterator, Mapping
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from foistats.disclosure.deciding import decide, risks_of
from foistats.disclosure.publication import Key, Printed, Publication
from foistats.disclosure.stating import Case
from foistats.records import DisclosurePolicy
from schemas.vocabulary import DisclosureMethod

POLICY = DisclosurePolicy(threshold=5, method=DisclosureMethod.SUPPRESS)
MARK = None
"""A cell that its force wrote as <5."""

Table = list[list[int | None]]
"""Counts of forces down and years across."""


def cells_of(table: Table) -> dict[tuple[str, ...], int | None]:
    return {
        (f"force{f} 201{y}",): value for f, row in enumerate(table) for y, value in enumerate(row)
    }


def sums_of(table: Table) -> list[Key]:
    """All forces of each year, and all years of each force."""
    forces, years = range(len(table)), range(len(table[0]))
    of_years = [tuple(f"force{f} 201{y}" for f in forces) for y in years]
    return [*of_years, *(tuple(f"force{f} 201{y}" for y in years) for f in forces)]


def as_printed(cells: Mapping[Key, int | None], key: Key) -> tuple[int, int]:
    """How a release prints a sum: the least that its parts can be, and the most."""
    parts = [cells[(name,)] for name in key]
    least = sum(0 if part is MARK else part for part in parts)
    return least, least + 4 * parts.count(MARK)


def published(table: Table) -> Publication:
    cells = cells_of(table)
    figures = {
        key: Printed(key[0], *as_printed(cells, key), kind="observation", hidden=value is MARK)
        for key, value in cells.items()
    }
    for key in sums_of(table):
        figures.setdefault(key, Printed(" + ".join(key), *as_printed(cells, key), kind="region"))
    return Publication(figures)


def worlds(
    table: Table, withheld: frozenset[Key], most: int = 14
) -> Iterator[Mapping[Key, int | None]]:
    """Every table by which the same would have been printed; no count is above `most`.

    It is found by trying all, and knows which cells are marks, and which are small.
    """
    true = cells_of(table)
    keys = [key for key in withheld if len(key) == 1]
    sums = [(key, as_printed(true, key)) for key in sums_of(table) if key not in withheld]
    choices = [range(1, 5) if 0 < (true[key] or 0) < 5 else range(most + 1) for key in keys]
    for values in product(*choices):
        world = {**true, **dict(zip(keys, values, strict=True))}
        if all(as_printed(world, key) == printed for key, printed in sums):
            yield world


def test_a_range_over_a_mark_gives_the_count_beside_it_away() -> None:
    # 10 to 14 is the sum of <5, 7 and 3; if 7 is printed and 3 isn't, 10 - 7 - 0 is 3.
    table: Table = [[MARK], [7], [3]]
    three: Key = ("force2 2010",)
    case = Case(POLICY, published(table))
    (risk,) = risks_of(case, {three})
    assert (risk.key, risk.left.low, risk.left.high) == (three, 3, 3)
    assert set(risk.because) == {"force0 2010 + force1 2010 + force2 2010", "force1 2010"}
    withheld = decide(case).withheld
    assert {world[three] for world in worlds(table, withheld)} == {1, 2, 3, 4}


def test_a_range_that_is_wider_than_its_marks_gives_nothing_away() -> None:
    # As rounded sums are printed: 6 to 18 has something else in it than one mark's 0 to 4.
    publication = published([[MARK], [7], [3]])
    whole = publication.figures[("force0 2010", "force1 2010", "force2 2010")]
    whole.low, whole.high = 6, 18
    assert risks_of(Case(POLICY, publication), {("force2 2010",)}) == ()


def test_a_range_in_an_earlier_release_counts_too() -> None:
    # The earlier release had the mark as [c]; what it stands for is known from the reply.
    table: Table = [[MARK], [7], [3]]
    before = published(table)
    for name in ("force0 2010", "force2 2010"):
        before.figures[(name,)].low, before.figures[(name,)].high = 0, None
        before.figures[(name,)].hidden = True
    (risk,) = decide(Case(POLICY, published(table), [("release 1", before)])).risks
    assert (risk.left.low, risk.left.high, risk.curable) == (3, 3, False)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    forces, years = draw(st.sampled_from([(2, 1), (3, 1), (4, 1), (2, 2), (3, 2)]))
    cell = st.one_of(st.integers(0, 9), st.integers(1, 4), st.just(MARK))
    return [[draw(cell) for _ in range(years)] for _ in range(forces)]


@settings(max_examples=60, deadline=None)
@given(tables())
def test_trying_all_tables_leaves_each_small_count_from_1_to_4(table: Table) -> None:
    decision = decide(Case(POLICY, published(table)))
    small = {key for key, value in cells_of(table).items() if 0 < (value or 0) < 5}
    if len([key for key in decision.withheld if len(key) == 1]) > 5:
        return  # too many tables to try
    seen: dict[Key, set[int | None]] = {key: set() for key in small}
    for world in worlds(table, decision.withheld):
        for key in small:
            seen[key].add(world[key])
    assert all({1, 4} <= values for values in seen.values())


@settings(max_examples=25, deadline=None)
@given(tables().filter(lambda table: len(table) > 2))
def test_trying_all_tables_of_two_releases_leaves_each_small_count_from_1_to_4(
    table: Table,
) -> None:
    # The first release is without the last force, and was protected by itself.
    first = decide(Case(POLICY, published(table[:-1]))).withheld
    before = published(table[:-1])
    for key, one in before.figures.items():
        if key in first:
            one.low, one.high, one.hidden = 0, None, True
    decision = decide(Case(POLICY, published(table), [("release 1", before)]))
    small = {key for key, value in cells_of(table).items() if 0 < (value or 0) < 5}
    if len([key for key in decision.withheld if len(key) == 1]) > 5:
        return  # too many tables to try
    true = cells_of(table)
    printed = [key for key in published(table[:-1]).figures if key not in first]
    seen: dict[Key, set[int | None]] = {key: set() for key in small}
    for world in worlds(table, decision.withheld):
        if all(as_printed(world, key) == as_printed(true, key) for key in printed):
            for key in small:
                seen[key].add(world[key])
    uncovered = {risk.key for risk in decision.risks}
    assert {key for key, values in seen.items() if not {1, 4} <= values} == uncovered & small
