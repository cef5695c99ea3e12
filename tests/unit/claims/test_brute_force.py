"""Every verdict against the enumeration of all worlds of small tables, by another route."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from foistats.claims.conflicts import constraints, smallest_conflict
from foistats.claims.deciding import decide
from foistats.claims.model import AreaRef, Bounds, Claim, Said, StatisticKind, Verdict
from foistats.claims.one_row import point_of_one_row
from foistats.claims.proofs import Row
from foistats.claims.worlds import Worlds
from foistats.model.values import Period
from schemas.vocabulary import PeriodKind
from tests.unit.claims.worlds_by_hand import YEARS, claim, force, known

FORCES = ("dorset", "wiltshire")
TWO_YEARS = YEARS[:2]
World = dict[tuple[str, int], int]

counts = st.one_of(
    st.integers(0, 6), st.tuples(st.integers(0, 3), st.integers(0, 4)).map(lambda p: (p[0], sum(p)))
)


@st.composite
def small_tables(draw: st.DrawFn) -> tuple[dict[str, list[object]], dict[str, int]]:
    """Two forces and two years; a force that gave one figure for both gave none for each."""
    rows: dict[str, list[object]] = {}
    together: dict[str, int] = {}
    for force_id in FORCES:
        if draw(st.booleans()):
            rows[force_id] = [None, None]
            together[force_id] = draw(st.integers(0, 7))
        else:
            rows[force_id] = [draw(counts), draw(counts)]
    return rows, together


def every_world(rows: dict[str, list[object]], together: dict[str, int]) -> Iterator[World]:
    cells = [(force_id, year) for force_id in FORCES for year in (0, 1)]
    ranges = []
    for force_id, year in cells:
        count = rows[force_id][year]
        if count is None:
            ranges.append(range(together[force_id] + 1))
        elif isinstance(count, tuple):
            ranges.append(range(count[0], count[1] + 1))
        else:
            ranges.append(range(count, count + 1))  # type: ignore[operator]
    for values in product(*ranges):
        world = dict(zip(cells, values, strict=True))
        if all(world[f, 0] + world[f, 1] == total for f, total in together.items()):
            yield world


def total(world: World, year: int) -> int:
    return world["dorset", year] + world["wiltshire", year]


BOTH = [force("dorset"), force("wiltshire")]
STATISTICS: dict[str, tuple[StatisticKind, list, list, Callable[[World], Fraction | None]]] = {
    "one count": (
        StatisticKind.VALUE, BOTH[:1], [TWO_YEARS[0]], lambda w: Fraction(w["dorset", 0]),
    ),
    "both in a year": (StatisticKind.SUM, BOTH, [TWO_YEARS[1]], lambda w: Fraction(total(w, 1))),
    "all": (
        StatisticKind.SUM, BOTH, list(TWO_YEARS), lambda w: Fraction(total(w, 0) + total(w, 1)),
    ),
    "average": (
        StatisticKind.AVERAGE, BOTH, [TWO_YEARS[0]], lambda w: Fraction(total(w, 0), 2),
    ),
    "change": (
        StatisticKind.CHANGE, BOTH[1:], list(TWO_YEARS),
        lambda w: Fraction(w["wiltshire", 1] - w["wiltshire", 0]),
    ),
    "percent": (
        StatisticKind.PERCENT_CHANGE, BOTH[:1], list(TWO_YEARS),
        lambda w: Fraction(100 * w["dorset", 1], w["dorset", 0]) - 100 if w["dorset", 0] else None,
    ),
    "multiple": (
        StatisticKind.MULTIPLE, BOTH, [TWO_YEARS[0]],
        lambda w: Fraction(w["dorset", 0], w["wiltshire", 0]) if w["wiltshire", 0] else None,
    ),
}  # fmt: skip


Judged = tuple[Verdict, Fraction | None, Fraction | None]


def judged_by_hand(
    worlds: list[World], value: Callable[[World], Fraction | None], said: Said
) -> Judged:
    values = [value(world) for world in worlds]
    true = [one is not None and said.loose.holds(one) for one in values]
    verdict = Verdict.HOLDS if all(true) else Verdict.DEPENDS if any(true) else Verdict.FAILS
    there = [one for one in values if one is not None]
    return verdict, min(there, default=None), max(there, default=None)


@settings(max_examples=150)
@given(
    table=small_tables(),
    name=st.sampled_from(sorted(STATISTICS)),
    low=st.integers(-40, 60),
    width=st.integers(0, 40),
    quarter=st.integers(0, 3),
)
def test_a_verdict_is_that_of_all_worlds_counted_out(
    table: tuple[dict[str, list[object]], dict[str, int]],
    name: str,
    low: int,
    width: int,
    quarter: int,
) -> None:
    rows, together = table
    kind, areas, periods, value = STATISTICS[name]
    scale = 1 if kind is StatisticKind.PERCENT_CHANGE else 4
    bounds = Bounds(Fraction(low, scale), Fraction(low + width, scale) + Fraction(quarter, 4))
    said = Said(bounds.low or Fraction(0), bounds, bounds)
    worlds = list(every_world(rows, together))
    expected = judged_by_hand(worlds, value, said)
    found = decide(
        claim(kind, areas, periods, said),
        known(rows, years=TWO_YEARS, several_years=together),  # type: ignore[arg-type]
    )
    assert found.verdict is expected[0]
    if expected[1] is not None:
        assert (found.low, found.high) == expected[1:]


@settings(max_examples=100)
@given(table=small_tables(), order=st.sampled_from([1, -1, 2]))
def test_a_rank_is_that_of_all_worlds_counted_out(
    table: tuple[dict[str, list[object]], dict[str, int]], order: int
) -> None:
    rows, together = table
    worlds = list(every_world(rows, together))

    def is_placed(world: World) -> bool:
        mine, other = world["dorset", 0], world["wiltshire", 0]
        above = int(other > mine) if order > 0 else int(other < mine)
        level_or_above = int(other >= mine) if order > 0 else int(other <= mine)
        return above <= abs(order) - 1 <= level_or_above

    true = [is_placed(world) for world in worlds]
    expected = Verdict.HOLDS if all(true) else Verdict.DEPENDS if any(true) else Verdict.FAILS
    one = Fraction(abs(order))
    said = Said(one, Bounds(one, one), Bounds(one, one))
    found = decide(
        claim(StatisticKind.RANK, BOTH, [TWO_YEARS[0]], said, order=order),
        known(rows, years=TWO_YEARS, several_years=together),  # type: ignore[arg-type]
    )
    assert found.verdict is expected


def claims_of_a_draft(draw: st.DrawFn) -> tuple[list[Claim], list[Callable[[World], bool]]]:
    claims, tests = [], []
    for _ in range(draw(st.integers(2, 4))):
        name = draw(st.sampled_from(sorted(STATISTICS)))
        kind, areas, periods, value = STATISTICS[name]
        low = draw(st.integers(-10, 12)) * (10 if kind is StatisticKind.PERCENT_CHANGE else 1)
        bounds = Bounds(Fraction(low), Fraction(low + draw(st.integers(0, 2))))
        claims.append(claim(kind, areas, periods, Said(Fraction(low), bounds, bounds)))

        def is_true(world: World, value=value, bounds=bounds) -> bool:  # type: ignore[no-untyped-def]
            found = value(world)
            return found is not None and bounds.holds(found)

        tests.append(is_true)
    return claims, tests


@settings(max_examples=150)
@given(data=st.data(), table=small_tables())
def test_a_conflict_is_a_smallest_set_that_no_world_satisfies(
    data: st.DataObject, table: tuple[dict[str, list[object]], dict[str, int]]
) -> None:
    rows, together = table
    claims, tests = data.draw(st.composite(claims_of_a_draft)())
    worlds = known(rows, years=TWO_YEARS, several_years=together)  # type: ignore[arg-type]
    parts = {number: constraints(one, worlds) for number, one in enumerate(claims)}
    every = list(every_world(rows, together))

    def possible(numbers: list[int]) -> bool:
        return any(all(tests[number](world) for number in numbers) for world in every)

    found = smallest_conflict(parts, list(parts), worlds)
    if not found:
        assert possible(list(parts))
        return
    assert not possible(list(found))
    for number in found:
        assert possible([other for other in found if other != number])


def test_the_enumeration_sees_a_wrong_verdict() -> None:
    rows: dict[str, list[object]] = {"dorset": [2, 3], "wiltshire": [(0, 4), 1]}
    worlds = list(every_world(rows, {}))
    assert len(worlds) == 5
    exact = Said(Fraction(3), Bounds(Fraction(3), Fraction(3)), Bounds(Fraction(3), Fraction(3)))
    assert judged_by_hand(worlds, lambda w: Fraction(total(w, 0)), exact) == (
        Verdict.DEPENDS, Fraction(2), Fraction(6),
    )  # fmt: skip


def test_worlds_without_any_figure_are_worlds_too() -> None:
    nothing: Worlds = known({}, years=TWO_YEARS, asked=FORCES)
    found = decide(
        claim(StatisticKind.SUM, BOTH, [TWO_YEARS[0]], Said(
            Fraction(5), Bounds(Fraction(5), Fraction(5)), Bounds(Fraction(5), Fraction(5)))),
        nothing,
    )  # fmt: skip
    assert (found.verdict, found.low, found.high) == (Verdict.DEPENDS, 0, None)
    assert found.open_forces == FORCES


@settings(max_examples=300)
@given(
    limits=st.lists(
        st.tuples(st.integers(0, 3), st.one_of(st.none(), st.integers(0, 4))),
        min_size=1,
        max_size=3,
    ),
    costs=st.lists(st.integers(-2, 2), min_size=3, max_size=3),
    low=st.one_of(st.none(), st.integers(-1, 12)),
    width=st.one_of(st.none(), st.integers(0, 4)),
    weight=st.integers(1, 2),
)
def test_one_row_is_solved_as_if_all_points_were_counted_out(
    limits: list[tuple[int, int | None]],
    costs: list[int],
    low: int | None,
    width: int | None,
    weight: int,
) -> None:
    within = tuple((one, None if more is None else one + more) for one, more in limits)
    high = None if width is None else (low or 0) + width
    row = Row(
        {n: Fraction(weight) for n in range(len(within))},
        None if low is None else Fraction(low),
        None if high is None else Fraction(high),
    )
    objective = {n: Fraction(costs[n]) for n in range(len(within)) if costs[n]}
    found = point_of_one_row(objective, row, within)
    # Nothing above 20 is needed: the row is met, or not, by less.
    ranges = [range(one, (20 if top is None else top) + 1) for one, top in within]
    values = [
        sum(costs[n] * count for n, count in enumerate(point))
        for point in product(*ranges)
        if (low is None or weight * sum(point) >= low)
        and (high is None or weight * sum(point) <= high)
    ]
    unbounded = high is None and any(
        top is None and costs[n] < 0 for n, (_, top) in enumerate(within)
    )
    if unbounded and values:
        assert found is None
    elif not values:
        assert found is False
    else:
        assert isinstance(found, tuple)
        assert sum(costs[n] * count for n, count in enumerate(found)) == min(values)


TOGETHER = AreaRef("forces", "|".join(FORCES), several=FORCES)


@settings(max_examples=120)
@given(
    table=small_tables(),
    name=st.sampled_from(sorted(STATISTICS)),
    printed=st.lists(st.tuples(st.sampled_from([0, 1, 2]), st.integers(0, 9)), max_size=2),
    low=st.integers(-40, 60),
    width=st.integers(0, 40),
)
def test_with_evidence_a_verdict_is_that_of_the_worlds_that_agree_with_it(
    table: tuple[dict[str, list[object]], dict[str, int]],
    name: str,
    printed: list[tuple[int, int]],
    low: int,
    width: int,
) -> None:
    rows, together = table
    kind, areas, periods, value = STATISTICS[name]
    scale = 1 if kind is StatisticKind.PERCENT_CHANGE else 4
    bounds = Bounds(Fraction(low, scale), Fraction(low + width, scale))
    said = Said(bounds.low or Fraction(0), bounds, bounds)
    both_years = Period(TWO_YEARS[0].start, TWO_YEARS[1].end, PeriodKind.MULTI_YEAR)
    stretches = (*TWO_YEARS, both_years)
    evidence = [(TOGETHER, stretches[which], number) for which, number in printed]

    def agrees(world: World) -> bool:
        sums = (total(world, 0), total(world, 1), total(world, 0) + total(world, 1))
        return all(sums[which] == number for which, number in printed)

    worlds = [world for world in every_world(rows, together) if agrees(world)]
    if not worlds:
        return
    expected = judged_by_hand(worlds, value, said)
    found = decide(
        claim(kind, areas, periods, said),
        known(rows, years=TWO_YEARS, several_years=together, published=evidence),  # type: ignore[arg-type]
        published=True,
    )
    assert found.verdict is expected[0]
    if expected[1] is not None:
        assert (found.low, found.high) == expected[1:]
