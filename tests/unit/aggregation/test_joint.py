"""Replies of several forces together: in one sum once, and in no sum that is not theirs."""

from foistats.naming.forces import forces_in_set, read_force
from foistats.records import ReadResponse
from schemas.tables import CHANGES, COVERAGE, TOTALS
from tests.unit.aggregation.replies import (
    Y1,
    Y2,
    codes,
    count,
    reply,
    request,
    rows,
    tables,
    totals,
)

PAIR = ("norfolk", "suffolk")
ACROSS = ("warwickshire", "west-mercia")


def of(force: str, value: int) -> ReadResponse:
    return reply(count(value, Y1, forces=(force,)), force=force)


def joint(value: int, forces: tuple[str, ...] = PAIR) -> ReadResponse:
    return reply(count(value, Y1, forces=forces), force=forces)


def test_joint_names_are_the_forces_of_the_register() -> None:
    assert read_force("Norfolk and Suffolk Constabularies") == PAIR
    assert read_force("Warwickshire and West Mercia") == ACROSS


def test_forces_of_one_region_are_in_its_sum_once() -> None:
    everyone = tuple(sorted(forces_in_set("east-of-england")))
    others = [of(force, 5) for force in everyone if force not in PAIR]
    found = tables(joint(9), *others, of=request(everyone))
    # 9 once, and four other forces with 5 each.
    assert len(others) == 4
    assert totals(found, "east-of-england")[0] == (29, 29, 6, True)
    assert totals(found, "norfolk|suffolk")[0] == (9, 9, 2, True)
    assert totals(found, "asked")[0] == (29, 29, 6, True)
    for force in PAIR:
        assert totals(found, force)[0] == (None, None, 0, False)


def test_forces_of_two_regions_are_missing_from_both_and_in_the_kingdom_once() -> None:
    pair = ("dorset", "hampshire")
    everyone = forces_in_set("uk")
    others = [of(force, 2) for force in everyone if force not in pair]
    found = tables(joint(9, pair), *others, of=request(everyone))
    # 43 other forces of 2 each, and 9.
    assert totals(found, "uk")[0] == (95, 95, 45, True)
    for region, force in (("south-west", "dorset"), ("south-east", "hampshire")):
        row = next(
            row
            for row in rows(TOTALS, found)
            if row["area_id"] == region and row["period_start"] == Y1.start
        )
        assert row["forces_missing"] == force
        assert row["complete"] is False
        assert row["count_low"] == 2 * (row["forces_in_area"] - 1)  # type: ignore[operator]


def test_a_joint_count_with_a_force_that_was_not_asked_is_in_no_sum() -> None:
    found = tables(joint(9), of("essex", 5), of=request(("norfolk", "essex")))
    assert totals(found, "asked")[0] == (5, 5, 1, False)
    assert totals(found, "norfolk")[0] == (None, None, 0, False)
    assert not any(row["area_kind"] == "joint" for row in rows(TOTALS, found))
    answered = {row["force_id"]: row["periods_answered"] for row in rows(COVERAGE, found)}
    assert answered == {"norfolk": 0, "essex": 1}


def test_a_joint_reply_beside_one_of_its_forces_own_counts_for_neither() -> None:
    found = tables(joint(9), of("norfolk", 4), of=request((*PAIR, "essex")))
    assert totals(found, "asked")[0] == (None, None, 0, False)
    assert codes(found) == ["response_twice"]


def test_a_forces_own_reply_that_replaces_no_joint_one_leaves_it() -> None:
    """What one force corrects can't replace what two gave together."""
    own = reply(count(4, Y1, forces=("norfolk",)), force="norfolk", supersedes="norfolk+suffolk")
    found = tables(joint(9), own, of=request(PAIR))
    assert totals(found, "asked")[0] == (None, None, 0, False)
    assert codes(found) == ["response_twice", "supersedes_unknown"]


def test_a_joint_reply_may_replace_the_forces_own() -> None:
    own = of("norfolk", 4)
    both = reply(count(9, Y1, forces=PAIR), force=PAIR, supersedes="norfolk", response_id="both")
    found = tables(own, both, of=request(PAIR))
    assert totals(found, "asked")[0] == (9, 9, 2, True)
    assert codes(found) == ["figure_revised"] * 2


def test_a_reply_that_divides_its_counts_is_two_forces() -> None:
    divided = reply(
        count(4, Y1, forces=("norfolk",)), count(5, Y1, forces=("suffolk",)), force=PAIR
    )
    found = tables(divided, of=request((*PAIR, "essex")))
    assert [totals(found, force)[0] for force in PAIR] == [(4, 4, 1, True), (5, 5, 1, True)]
    assert not any(row["area_kind"] == "joint" for row in rows(TOTALS, found))
    assert totals(found, "asked")[0] == (9, 9, 2, False)


def test_a_joint_count_is_compared_with_a_joint_count_only() -> None:
    divided = [count(4, Y1, forces=("norfolk",)), count(5, Y1, forces=("suffolk",))]
    together = [count(12, Y2, forces=PAIR)]
    found = tables(reply(*divided, *together, force=PAIR), of=request((*PAIR, "essex")))
    row = next(
        row
        for row in rows(CHANGES, found)
        if row["area_id"] == "asked" and row["to_start"] == Y2.start
    )
    assert row["forces_compared"] == 0
    assert row["difference_low"] is None
