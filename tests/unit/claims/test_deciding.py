"""The verdict on each sort of statistic, worked out by hand."""

from dataclasses import replace
from fractions import Fraction

import pytest

from foistats.aggregation.totals import Interval
from foistats.claims.deciding import decide
from foistats.claims.model import AreaRef, StatisticKind, Verdict
from tests.unit.claims.worlds_by_hand import (
    ALL_YEARS,
    MEMBERS,
    SOUTH_WEST,
    YEARS,
    claim,
    exactly,
    force,
    from_to,
    known,
)

# As published: three forces by year, Wiltshire only for the five years together.
IMAGES = known(
    {
        "devon-and-cornwall": (511, 829, 686, 675, 931),
        "dorset": (185, 266, 265, 226, 212),
        "cheshire": (226, 348, 349, 403, 506),
    },
    asked=(*MEMBERS, "cheshire"),
    several_years={"wiltshire": 1329},
)
CHESHIRE, DORSET, WILTSHIRE = force("cheshire"), force("dorset"), force("wiltshire")
FIRST, LAST = YEARS[0], YEARS[-1]


def verdict(kind: StatisticKind, areas, periods, said, **more: object) -> Verdict:  # type: ignore[no-untyped-def]
    return decide(claim(kind, areas, periods, said, **more), IMAGES).verdict


@pytest.mark.parametrize(("year", "count"), [*zip(YEARS, (226, 348, 349, 403, 506), strict=True)])
def test_a_count_that_a_force_gave_holds_and_any_other_fails(year, count) -> None:  # type: ignore[no-untyped-def]
    assert verdict(StatisticKind.VALUE, [CHESHIRE], [year], exactly(count)) is Verdict.HOLDS
    assert verdict(StatisticKind.VALUE, [CHESHIRE], [year], exactly(count + 1)) is Verdict.FAILS


def test_a_sum_of_years_is_that_of_its_years_however_it_is_said() -> None:
    # 226 + 348 + 349 + 403 + 506 = 1,832
    for periods in ([ALL_YEARS], YEARS):
        found = decide(claim(StatisticKind.SUM, [CHESHIRE], periods, exactly(1832)), IMAGES)
        assert (found.verdict, found.low, found.high) == (Verdict.HOLDS, 1832, 1832)


def test_a_five_year_figure_is_known_though_none_of_its_years_is() -> None:
    kind = StatisticKind.VALUE
    assert verdict(kind, [WILTSHIRE], [ALL_YEARS], exactly(1329)) is Verdict.HOLDS
    assert verdict(kind, [WILTSHIRE], [ALL_YEARS], exactly(1330)) is Verdict.FAILS
    year = decide(claim(kind, [WILTSHIRE], [LAST], exactly(1329)), IMAGES)
    assert (year.verdict, year.low, year.high) == (Verdict.DEPENDS, 0, 1329)
    assert verdict(kind, [WILTSHIRE], [LAST], exactly(1330)) is Verdict.FAILS


def test_a_region_is_all_its_forces_whoever_answered() -> None:
    # 931 + 212 = 1,143; the other three forces may have any number.
    found = decide(claim(StatisticKind.VALUE, [SOUTH_WEST], [LAST], exactly(1143)), IMAGES)
    assert (found.verdict, found.low, found.high) == (Verdict.DEPENDS, 1143, None)
    assert found.open_forces == ("avon-and-somerset", "gloucestershire", "wiltshire")
    assert verdict(StatisticKind.VALUE, [SOUTH_WEST], [LAST], exactly(1142)) is Verdict.FAILS


def test_a_region_of_the_forces_that_answered_is_exact() -> None:
    area = replace(SOUTH_WEST, only_answered=True)
    assert verdict(StatisticKind.VALUE, [area], [LAST], exactly(1143)) is Verdict.HOLDS
    # Wiltshire answered for the five years: 3,632 + 1,154 + 1,329 = 6,115.
    assert verdict(StatisticKind.VALUE, [area], [ALL_YEARS], exactly(6115)) is Verdict.HOLDS


def test_a_change_of_a_region_is_over_the_forces_that_gave_both() -> None:
    # 901 to 1,143 is +26.86 per cent: 26 if cut off, 27 if rounded.
    for text in (26, 27):
        said = from_to(text, f"{text - 0.5}", f"{text + 1}")
        found = decide(
            claim(StatisticKind.PERCENT_CHANGE, [SOUTH_WEST], [YEARS[3], LAST], said), IMAGES
        )
        assert found.verdict is Verdict.HOLDS
        assert found.shape is not None
        assert found.shape.like_for_like
        assert found.shape.forces == ("devon-and-cornwall", "dorset")
    said = from_to(25, "24.5", "26")
    assert (
        verdict(StatisticKind.PERCENT_CHANGE, [SOUTH_WEST], [YEARS[3], LAST], said) is Verdict.FAILS
    )


def test_a_change_between_two_forces_named_is_not_over_one_of_them() -> None:
    both = AreaRef("forces", "dorset|gloucestershire", several=("dorset", "gloucestershire"))
    said = from_to(-6, "-7", "-5.5")
    assert verdict(StatisticKind.PERCENT_CHANGE, [both], [YEARS[3], LAST], said) is Verdict.DEPENDS


def test_dorset_is_down_6_per_cent_from_226_to_212() -> None:
    # 212 / 226 = 0.938..., a fall of 6.19 per cent.
    kind = StatisticKind.PERCENT_CHANGE
    assert verdict(kind, [DORSET], [YEARS[3], LAST], from_to(-6, "-7", "-5.5")) is Verdict.HOLDS
    assert verdict(kind, [DORSET], [YEARS[3], LAST], from_to(6, "5.5", "7")) is Verdict.FAILS
    assert verdict(StatisticKind.CHANGE, [DORSET], [YEARS[3], LAST], exactly(-14)) is Verdict.HOLDS
    assert verdict(StatisticKind.CHANGE, [DORSET], [YEARS[3], LAST], exactly(14)) is Verdict.FAILS


def test_between_sure_and_loose_it_holds_with_a_remark() -> None:
    # 506 / 226 = 2.24: 12 per cent above two is within "doubled", if only loosely.
    doubled = from_to(2, "1.92", "2.08", loose=("1.76", "2.24"))
    found = decide(claim(StatisticKind.MULTIPLE, [CHESHIRE], [FIRST, LAST], doubled), IMAGES)
    assert found.verdict is Verdict.HOLDS
    assert found.loosely
    tighter = from_to(2, "1.92", "2.08", loose=("1.76", "2.23"))
    assert verdict(StatisticKind.MULTIPLE, [CHESHIRE], [FIRST, LAST], tighter) is Verdict.FAILS


def test_one_area_is_so_many_times_another() -> None:
    # 506 / 212 = 2.387
    kind = StatisticKind.MULTIPLE
    assert verdict(kind, [CHESHIRE, DORSET], [LAST], from_to(2, "2.3", "2.4")) is Verdict.HOLDS
    assert verdict(kind, [DORSET, CHESHIRE], [LAST], from_to(2, "2.3", "2.4")) is Verdict.FAILS


def test_a_share_of_what_is_not_wholly_known_has_a_highest_value() -> None:
    # Of 1,143 or more, 212 are at most 18.55 per cent.
    found = decide(
        claim(StatisticKind.SHARE, [DORSET, SOUTH_WEST], [LAST], from_to(18, "17.5", "19")), IMAGES
    )
    assert (found.verdict, found.low) == (Verdict.DEPENDS, 0)
    assert found.high == Fraction(100 * 212, 1143)
    more = from_to(19, "18.6", "20")
    assert verdict(StatisticKind.SHARE, [DORSET, SOUTH_WEST], [LAST], more) is Verdict.FAILS


def test_points_are_a_difference_of_shares() -> None:
    # Of Cheshire and Dorset together: 185/411 = 45.01 %, 212/718 = 29.53 %: 15.49 points less.
    both = AreaRef("forces", "cheshire|dorset", several=("cheshire", "dorset"))
    kind = StatisticKind.PERCENTAGE_POINTS
    assert (
        verdict(kind, [DORSET, both], [FIRST, LAST], from_to(-15, "-16", "-14.5")) is Verdict.HOLDS
    )
    assert verdict(kind, [DORSET, both], [FIRST, LAST], from_to(15, "14.5", "16")) is Verdict.FAILS


@pytest.mark.parametrize(
    ("per", "low", "high", "expected"),
    [
        # 506 in a year: 1.3863 a day of 365, 1.3825 of 366.
        ("day", "1.386", "1.387", Verdict.HOLDS),
        ("day", "1.382", "1.383", Verdict.HOLDS),
        ("day", "1.39", "1.4", Verdict.FAILS),
        # 9.73 of 52 weeks, 9.68 of 366 days.
        ("week", "9.7", "9.71", Verdict.HOLDS),
        ("week", "9.8", "9.9", Verdict.FAILS),
        ("month", "42.1", "42.2", Verdict.HOLDS),
    ],
)
def test_no_rate_hangs_on_the_days_of_a_year(
    per: str, low: str, high: str, expected: Verdict
) -> None:
    said = from_to(1, low, high)
    assert verdict(StatisticKind.RATE, [CHESHIRE], [LAST], said, per=per) is expected


def test_one_in_so_many_hours_is_the_time_by_the_count() -> None:
    # 8,760 hours by 506 is 17.31 hours, 8,784 by 506 is 17.36.
    kind, said = StatisticKind.RATE, from_to(17, "17.35", "17.4")
    assert verdict(kind, [CHESHIRE], [LAST], said, per="hour", every=True) is Verdict.HOLDS
    more = from_to(18, "17.5", "18.5")
    assert verdict(kind, [CHESHIRE], [LAST], more, per="hour", every=True) is Verdict.FAILS


def test_an_average_is_by_the_number_of_periods_or_what_is_said() -> None:
    # 1,832 / 5 = 366.4
    kind = StatisticKind.AVERAGE
    assert verdict(kind, [CHESHIRE], YEARS, from_to(366, "365.5", "367")) is Verdict.HOLDS
    assert verdict(kind, [CHESHIRE], YEARS, from_to(458, "457", "459"), divided_by=4) is (
        Verdict.HOLDS
    )


def test_a_suppressed_count_is_an_interval() -> None:
    few = known({"dorset": ((0, 4), 12, 10, 10, 10)})
    kind = StatisticKind.VALUE
    assert decide(claim(kind, [DORSET], [FIRST], from_to(5, "0", "4")), few).verdict is (
        Verdict.HOLDS
    )
    assert decide(claim(kind, [DORSET], [FIRST], exactly(3)), few).verdict is Verdict.DEPENDS
    assert decide(claim(kind, [DORSET], [FIRST], exactly(5)), few).verdict is Verdict.FAILS


def test_a_change_from_what_may_be_zero_never_surely_holds() -> None:
    few = known({"dorset": ((0, 4), 12, 0, 10, 10)})
    kind = StatisticKind.PERCENT_CHANGE
    at_least = from_to(200, "200", "100000")
    assert decide(claim(kind, [DORSET], [FIRST, YEARS[1]], at_least), few).verdict is (
        Verdict.DEPENDS
    )
    # From zero there is no percentage at all.
    from_zero = claim(kind, [DORSET], [YEARS[2], YEARS[3]], at_least)
    assert decide(from_zero, few).verdict is Verdict.FAILS


def test_no_whole_number_lies_between_two_that_are_said() -> None:
    few = known({"dorset": ((0, 4), 12, 0, 10, 10)})
    between = from_to(2, "2.2", "2.8")
    assert decide(claim(StatisticKind.VALUE, [DORSET], [FIRST], between), few).verdict is (
        Verdict.FAILS
    )


def test_a_joint_figure_is_the_sum_of_its_forces() -> None:
    joint = known({"dorset|wiltshire": (10, 20, 30, 40, 50)})
    area = AreaRef("joint", "dorset|wiltshire")
    assert decide(claim(StatisticKind.VALUE, [area], [LAST], exactly(50)), joint).verdict is (
        Verdict.HOLDS
    )
    one = decide(claim(StatisticKind.VALUE, [DORSET], [LAST], exactly(51)), joint)
    assert (one.verdict, one.low, one.high) == (Verdict.FAILS, 0, 50)


def test_a_period_that_the_tables_do_not_have_is_unknown() -> None:
    year = YEARS[0]._replace(start=YEARS[0].start.replace(month=1), end=YEARS[0].start)
    found = decide(claim(StatisticKind.VALUE, [CHESHIRE], [year], exactly(5)), IMAGES)
    assert (found.verdict, found.low, found.high) == (Verdict.DEPENDS, 0, None)


def test_a_region_has_its_forces_on_the_day_of_the_request() -> None:
    assert IMAGES.members(SOUTH_WEST) == tuple(sorted(MEMBERS))
    assert Interval(226, 226) in IMAGES.bounds.values()


def test_where_nobody_answered_an_area_is_all_its_forces() -> None:
    area = replace(SOUTH_WEST, only_answered=True)
    year = YEARS[0]._replace(start=YEARS[0].start.replace(month=1), end=YEARS[0].start)
    found = decide(claim(StatisticKind.VALUE, [area], [year], exactly(5)), IMAGES)
    assert (found.verdict, found.low, found.high) == (Verdict.DEPENDS, 0, None)


def test_several_categories_are_added_and_given_only_together() -> None:
    figures = {
        ("rape", FIRST): {("dorset",): Interval(3, 3), ("wiltshire",): Interval(4, 4)},
        ("arson", FIRST): {("dorset",): Interval(5, 5)},
    }
    worlds = replace(IMAGES, figures=figures, several_years=())
    both = claim(StatisticKind.VALUE, [DORSET], [FIRST], exactly(8), category_id="rape|arson")
    assert decide(both, worlds).verdict is Verdict.HOLDS
    assert worlds.answered(SOUTH_WEST, FIRST, "rape") == ("dorset", "wiltshire")
    assert worlds.answered(SOUTH_WEST, FIRST, "rape|arson") == ("dorset",)
    assert worlds.gave_all(SOUTH_WEST, [FIRST], "rape|arson") == ("dorset",)
