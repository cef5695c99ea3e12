"""Levels and changes over the right sets of forces."""

from datetime import date

from foistats.aggregation.build import Tables
from foistats.intake.settling import Settlement
from foistats.model.values import Count
from foistats.records import ReadResponse, Response
from schemas.tables import CHANGES, COVERAGE, OBSERVATIONS, TOTALS
from schemas.vocabulary import Outcome, Status
from tests.unit.aggregation.replies import (
    SOUTH_WEST,
    Y1,
    Y2,
    Y3,
    codes,
    count,
    lows,
    reply,
    request,
    rows,
    tables,
    totals,
)


def of(force: str, *values: int | Count) -> ReadResponse:
    years = zip((Y1, Y2, Y3), values, strict=False)
    return reply(*(count(v, y, forces=(force,)) for y, v in years), force=force)


ALL_FIVE = [of(force, 10, 20, 30) for force in SOUTH_WEST]


def test_a_region_is_complete_only_with_all_of_its_forces() -> None:
    assert totals(tables(*ALL_FIVE), "south-west")[0] == (50, 50, 5, True)
    assert totals(tables(*ALL_FIVE[:4]), "south-west")[0] == (40, 40, 4, False)


def test_a_region_is_not_complete_where_only_some_of_its_forces_were_asked() -> None:
    found = tables(*ALL_FIVE[:2], of=request(SOUTH_WEST[:2]))
    row = next(row for row in rows(TOTALS, found) if row["area_id"] == "south-west")
    assert (row["forces_in_area"], row["forces_asked"], row["forces_counted"]) == (5, 2, 2)
    assert row["complete"] is False
    assert totals(found, "asked")[0] == (20, 20, 2, True)


def test_a_force_that_gave_nothing_is_missing_and_not_zero() -> None:
    found = tables(of("dorset", 10))
    assert totals(found, "wiltshire") == [(None, None, 0, False)] * 3
    row = next(row for row in rows(TOTALS, found) if row["area_id"] == "south-west")
    assert row["forces_missing"] == (
        "avon-and-somerset|devon-and-cornwall|gloucestershire|wiltshire"
    )


def test_a_country_whose_forces_asked_are_one_regions_has_no_row_of_its_own() -> None:
    areas = {row["area_id"] for row in rows(TOTALS, tables(*ALL_FIVE))}
    assert areas == {*SOUTH_WEST, "south-west", "asked"}
    wider = request((*SOUTH_WEST, "kent", "gwent"))
    found = {(row["area_kind"], row["area_id"]) for row in rows(TOTALS, tables(of=wider))}
    assert {("region", "south-east"), ("country", "wales"), ("country", "england")} <= found
    assert ("country", "england-and-wales") in found
    assert ("uk", "uk") not in found


def test_the_whole_kingdom_is_forty_five_forces() -> None:
    from foistats.naming.forces import forces_in_set

    everyone = forces_in_set("uk")
    found = tables(*(of(force, 2) for force in everyone), of=request(everyone))
    assert totals(found, "uk")[0] == (90, 90, 45, True)
    assert totals(found, "england-and-wales")[0] == (86, 86, 43, True)
    assert totals(found, "scotland")[0] == (2, 2, 1, True)


def test_a_force_and_a_region_of_one_name_stay_apart() -> None:
    found = tables(of("west-midlands", 5), of=request(("west-midlands", "staffordshire")))
    named = [row for row in rows(TOTALS, found) if row["area_id"] == "west-midlands"]
    first = {row["area_kind"]: row for row in named if row["period_start"] == Y1.start}
    assert (first["force"]["forces_in_area"], first["region"]["forces_in_area"]) == (1, 4)
    assert first["region"]["complete"] is False


def test_a_joint_count_is_in_its_region_once_and_in_no_force() -> None:
    asked = request(("norfolk", "suffolk", "essex"))
    joint = reply(count(9, Y1, forces=("suffolk", "norfolk")), force=("norfolk", "suffolk"))
    found = tables(joint, of("essex", 5), of=asked)
    assert lows(found, "norfolk")[0] is None
    assert totals(found, "east-of-england")[0] == (14, 14, 3, False)
    assert totals(found, "norfolk|suffolk")[0] == (9, 9, 2, True)
    assert totals(found, "asked")[0] == (14, 14, 3, True)


def test_a_joint_count_is_not_in_a_region_that_has_one_of_its_forces_only() -> None:
    asked = request(("dorset", "hampshire", "wiltshire"))
    joint = reply(count(9, Y1, forces=("dorset", "hampshire")), force=("dorset", "hampshire"))
    found = tables(joint, of("wiltshire", 5), of=asked)
    assert totals(found, "south-west")[0][:3] == (5, 5, 1)
    assert totals(found, "asked")[0][:3] == (14, 14, 3)


def test_a_joint_count_gives_way_to_a_forces_own() -> None:
    asked = request(("norfolk", "suffolk"))
    pair = ("norfolk", "suffolk")
    both = reply(count(9, Y1, forces=pair), count(4, Y1, forces=("norfolk",)), force=pair)
    assert totals(tables(both, of=asked), "asked")[0] == (4, 4, 1, False)


def test_a_change_compares_the_forces_that_are_in_both_years() -> None:
    found = tables(of("dorset", 10, 25), of("wiltshire", 100))
    row = next(
        row
        for row in rows(CHANGES, found)
        if row["area_id"] == "south-west" and row["to_start"] == Y2.start
    )
    assert (row["from_low"], row["to_low"], row["difference_low"]) == (10, 25, 15)
    assert (row["percent_low"], row["percent_high"]) == (150.0, 150.0)
    assert row["forces_compared"] == 1
    assert "wiltshire" in str(row["forces_left_out"])


def test_a_change_of_intervals_is_an_interval() -> None:
    found = tables(of("dorset", Count(40, 50, Status.SUPPRESSED), Count(60, 80, Status.SUPPRESSED)))
    row = next(row for row in rows(CHANGES, found) if row["area_id"] == "dorset")
    assert (row["difference_low"], row["difference_high"]) == (10, 40)
    # 60 from 50 is a fifth more, 80 from 40 is twice as much.
    assert (row["percent_low"], row["percent_high"]) == (20.0, 100.0)


def test_no_percentage_stands_on_a_base_that_can_be_zero() -> None:
    hidden = Count(0, 4, Status.SUPPRESSED)
    found = tables(of("dorset", 0, 5), of("wiltshire", hidden, 5))
    for row in rows(CHANGES, found):
        assert row["percent_low"] is None
        assert row["percent_high"] is None


def test_an_unbounded_sum_bounds_nothing_that_rests_on_it() -> None:
    found = tables(of("dorset", 10, Count(5, None, Status.SUPPRESSED)))
    row = next(row for row in rows(CHANGES, found) if row["area_id"] == "dorset")
    assert (row["difference_low"], row["difference_high"]) == (-5, None)
    assert (row["percent_low"], row["percent_high"]) == (-50.0, None)


def test_each_year_is_compared_with_the_next_and_the_first_with_the_last() -> None:
    pairs = [
        (row["from_start"], row["to_start"])
        for row in rows(CHANGES, tables(*ALL_FIVE))
        if row["area_id"] == "south-west"
    ]
    assert pairs == [(Y1.start, Y2.start), (Y2.start, Y3.start), (Y1.start, Y3.start)]


def line(force: str, outcome: Outcome, note: str = "") -> Response:
    return Response(force, force, (force,), date(2019, 7, 1), outcome, "12", (), "", note, 3)


def statuses(found: Tables) -> dict[str, set[object]]:
    gathered: dict[str, set[object]] = {}
    for row in rows(OBSERVATIONS, found):
        gathered.setdefault(str(row["force_id"]), set()).add(row["status"])
    return gathered


def test_every_silence_and_refusal_has_its_own_row() -> None:
    found = tables(
        of("dorset", 10),
        silent=(
            line("wiltshire", Outcome.REFUSED),
            line("gloucestershire", Outcome.NOT_HELD),
            line("avon-and-somerset", Outcome.WITHDRAWN),
        ),
    )
    assert statuses(found) == {
        "dorset": {"reported", "not_available"},
        "wiltshire": {"refused"},
        "gloucestershire": {"not_held"},
        "avon-and-somerset": {"not_available"},
        "devon-and-cornwall": {"no_response"},
    }
    assert len(found.observations) == 15


def test_a_force_is_not_called_silent_where_a_line_has_no_known_name() -> None:
    settlement = Settlement(frozenset(), {}, True, ())
    found = tables(settlement=settlement)
    assert statuses(found)["dorset"] == {"not_available"}
    assert {row["outcome"] for row in rows(COVERAGE, found)} == {""}


def test_unsettled_responses_are_listed_and_not_counted() -> None:
    first = reply(count(10, Y1), response_id="r1")
    second = reply(count(11, Y1), response_id="r2")
    found = tables(first, second)
    assert lows(found)[0] is None
    assert codes(found) == ["response_twice"]
    listed = [row["response_id"] for row in rows(OBSERVATIONS, found) if row["count_low"]]
    assert sorted(map(str, listed)) == ["r1", "r2"]
    row = next(row for row in rows(COVERAGE, found) if row["force_id"] == "dorset")
    assert (row["response_id"], row["outcome"], row["periods_answered"]) == ("r1|r2", "", 0)


def test_coverage_tells_what_came_and_when() -> None:
    found = tables(of("dorset", 10, 20))
    row = next(row for row in rows(COVERAGE, found) if row["force_id"] == "dorset")
    assert row["outcome"] == "answered"
    assert row["due_on"] == date(2019, 7, 1)
    assert row["received_on"] == date(2019, 6, 20)
    # 4-7 June (4), 10-14 (9), 17-20 (13).
    assert row["days_taken"] == 13
    assert (row["periods_asked"], row["periods_answered"]) == (3, 2)
    assert row["observations_plain"] == 2


def test_a_correction_makes_no_reply_late() -> None:
    # 3 June to 20 June is 13 working days; to 15 July, a bank holiday in Northern Ireland among
    # them, 29: after the due day.
    first = reply(count(10, Y1), response_id="r1")
    second = reply(count(11, Y1), response_id="r2", supersedes="r1", on=date(2019, 7, 15))
    found = tables(first, second)
    row = next(row for row in rows(COVERAGE, found) if row["force_id"] == "dorset")
    assert (row["first_received_on"], row["received_on"]) == (date(2019, 6, 20), date(2019, 7, 15))
    assert row["days_taken"] == 13
