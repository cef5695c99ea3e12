"""Ranks, peaks, runs and numbers of forces, worked out by hand."""

import pytest

from foistats.claims.deciding import decide
from foistats.claims.model import AreaRef, StatisticKind, Verdict
from foistats.claims.worlds import Worlds
from tests.unit.claims.worlds_by_hand import (
    MEMBERS,
    SOUTH_WEST,
    YEARS,
    claim,
    exactly,
    force,
    from_to,
    known,
)

ROWS = {
    "devon-and-cornwall": (511, 829, 686, 675, 931),
    "dorset": (185, 266, 265, 226, 212),
    "wiltshire": (40, 50, 60, 70, 70),
}
TABLES = known(ROWS, asked=MEMBERS)
LAST = YEARS[-1]


def with_outcomes(**outcomes: str) -> Worlds:
    coverage = {name.replace("_", "-"): {"outcome": one} for name, one in outcomes.items()}
    return Worlds(TABLES.request, TABLES.figures, coverage=coverage)


@pytest.mark.parametrize(
    ("force_id", "order", "expected"),
    [
        ("devon-and-cornwall", 1, Verdict.HOLDS),
        ("dorset", 1, Verdict.FAILS),
        ("dorset", 2, Verdict.HOLDS),
        ("wiltshire", -1, Verdict.HOLDS),
        ("dorset", -1, Verdict.FAILS),
    ],
)
def test_a_rank_among_forces_named(force_id: str, order: int, expected: Verdict) -> None:
    areas = [force(force_id), *(force(f) for f in ROWS if f != force_id)]
    one = claim(StatisticKind.RANK, areas, [LAST], exactly(abs(order)), order=order)
    assert decide(one, TABLES).verdict is expected


def test_a_rank_in_a_region_depends_on_the_forces_that_gave_nothing() -> None:
    highest = claim(StatisticKind.RANK, [force("dorset"), SOUTH_WEST], [LAST], exactly(2), order=2)
    found = decide(highest, TABLES)
    assert (found.verdict, found.low, found.high) == (Verdict.DEPENDS, 2, 4)
    assert found.open_forces == ("avon-and-somerset", "gloucestershire")


def test_a_rank_among_those_that_answered_is_settled() -> None:
    area = AreaRef("region", "south-west", only_answered=True)
    one = claim(StatisticKind.RANK, [force("dorset"), area], [LAST], exactly(2), order=2)
    assert decide(one, TABLES).verdict is Verdict.HOLDS


def test_a_place_that_is_shared_holds_and_says_so() -> None:
    # Wiltshire had 70 in both of the last two years.
    one = claim(StatisticKind.PEAK, [force("wiltshire")], [LAST, *YEARS[:-1]], exactly(1), order=1)
    found = decide(one, TABLES)
    assert found.verdict is Verdict.HOLDS
    assert found.note == "it shares its place with 2019/20"


def test_a_peak_is_the_highest_of_the_periods() -> None:
    for year, expected in zip(YEARS, [Verdict.FAILS, Verdict.HOLDS, *[Verdict.FAILS] * 3],
                              strict=True):  # fmt: skip
        periods = [year, *(other for other in YEARS if other != year)]
        one = claim(StatisticKind.PEAK, [force("dorset")], periods, exactly(1), order=1)
        assert decide(one, TABLES).verdict is expected


@pytest.mark.parametrize(
    ("force_id", "order", "number", "expected"),
    [
        # Dorset's 266, 265, 226, 212 are three falls; the other's last fall was before 2020/21.
        ("dorset", -1, 3, Verdict.HOLDS),
        ("dorset", -1, 4, Verdict.FAILS),
        ("dorset", 1, 3, Verdict.FAILS),
        ("devon-and-cornwall", 1, 1, Verdict.HOLDS),
        ("devon-and-cornwall", 1, 2, Verdict.FAILS),
        # Wiltshire stood still in the last year, so no rise ends in it.
        ("wiltshire", 1, 3, Verdict.FAILS),
    ],
)
def test_a_run_counts_the_changes_that_end_in_the_last_year(
    force_id: str, order: int, number: int, expected: Verdict
) -> None:
    one = claim(StatisticKind.RUN, [force(force_id)], YEARS, exactly(number), order=order)
    assert decide(one, TABLES).verdict is expected


def test_a_run_that_is_longer_than_said_holds_where_that_is_allowed() -> None:
    said = from_to(2, "2", "2", loose=("2", "100"))
    one = claim(StatisticKind.RUN, [force("dorset")], YEARS, said, order=-1)
    found = decide(one, TABLES)
    assert (found.verdict, found.loosely) == (Verdict.HOLDS, True)


def test_forces_that_gave_a_figure_are_counted() -> None:
    worlds = with_outcomes(
        devon_and_cornwall="answered", dorset="answered", wiltshire="partly_answered",
        avon_and_somerset="refused", gloucestershire="no_response",
    )  # fmt: skip
    expected = {"answered": 3, "refused": 1, "no_response": 1, "asked": 5, "in_area": 5,
                "recorded_some": 3, "not_answered": 2}  # fmt: skip
    for which, number in expected.items():
        for said, verdict in ((number, Verdict.HOLDS), (number + 2, Verdict.FAILS)):
            one = claim(StatisticKind.FORCES, [SOUTH_WEST], [LAST], exactly(said), which=which)
            found = decide(one, worlds)
            if which == "recorded_some" and said == 5:
                assert found.verdict is Verdict.DEPENDS  # the two that gave nothing may have some
            elif which == "recorded_some":
                assert (found.verdict, found.low, found.high) == (Verdict.DEPENDS, 3, 5)
            else:
                assert found.verdict is verdict, (which, said)


def test_forces_that_rose_are_among_those_that_gave_both() -> None:
    # From 2019/20 Devon and Cornwall rose, Dorset fell, Wiltshire stood still.
    for which in ("rose", "fell"):
        one = claim(StatisticKind.FORCES, [SOUTH_WEST], [YEARS[3], LAST], exactly(1), which=which)
        assert decide(one, TABLES).verdict is Verdict.HOLDS
        two = claim(StatisticKind.FORCES, [SOUTH_WEST], [YEARS[3], LAST], exactly(2), which=which)
        assert decide(two, TABLES).verdict is Verdict.FAILS


def test_a_rank_among_forces_that_answered_leaves_out_the_silent() -> None:
    others = [AreaRef("force", one, only_answered=True) for one in MEMBERS if one != "dorset"]
    for areas, expected in (
        ([force("dorset"), *others], Verdict.HOLDS),
        ([force("dorset"), *(force(one.area_id) for one in others)], Verdict.DEPENDS),
    ):
        one = claim(StatisticKind.RANK, areas, [LAST], exactly(2), order=2)
        assert decide(one, TABLES).verdict is expected


def test_a_force_does_not_share_its_place_with_itself() -> None:
    meant = AreaRef("force", "devon-and-cornwall", only_answered=True)
    region = AreaRef("region", "south-west", only_answered=True)
    one = claim(StatisticKind.RANK, [meant, region], [LAST], exactly(1), order=1)
    found = decide(one, TABLES)
    assert (found.verdict, found.note) == (Verdict.HOLDS, "")
