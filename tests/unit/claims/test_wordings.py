"""What a sentence must say besides, and what it would reveal."""

from dataclasses import replace

from foistats.claims.checking import check
from foistats.claims.model import AreaRef, Claim, StatisticKind, Verdict
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
    read,
)

FIRST, LAST = YEARS[0], YEARS[-1]
VALUE = StatisticKind.VALUE
TWO = known({"dorset": (50, 0, 0, 0, 60), "wiltshire": (20, 0, 0, 0, 30)}, asked=MEMBERS)
FEW = known({**dict.fromkeys(MEMBERS[:4], (30, 0, 0, 0, 10)), "wiltshire": (30, 0, 0, 0, (0, 4))})


def wording(worlds: Worlds, *claims: Claim) -> list[tuple[str, ...]]:
    return [one.wording for one in check([read(one) for one in claims], worlds)]


def test_a_figure_of_an_incomplete_region_must_say_so() -> None:
    (said,) = wording(TWO, claim(VALUE, [SOUTH_WEST], [LAST], exactly(90)))
    assert said == (
        "3 of the 5 forces of South West gave no figure (Avon and Somerset Police, Devon and"
        " Cornwall Police and Gloucestershire Constabulary): say over which forces it is",
    )


def test_a_draft_that_says_over_which_forces_its_figures_are_needs_no_more() -> None:
    area = replace(SOUTH_WEST, only_answered=True)
    (answer,) = check([read(claim(VALUE, [area], [LAST], exactly(90)))], TWO)
    assert (answer.verdict, answer.wording) == (Verdict.HOLDS, ())


def test_a_change_over_some_of_the_forces_must_say_so() -> None:
    # 70 to 90 is +28.57 per cent.
    up = from_to(28, "27.5", "29")
    (said,) = wording(TWO, claim(StatisticKind.PERCENT_CHANGE, [SOUTH_WEST], [FIRST, LAST], up))
    assert said == (
        "it compares the 2 of the 5 forces of South West that gave both figures: say so",
    )


def test_a_complete_region_and_a_force_need_no_remark() -> None:
    full = known(dict.fromkeys(MEMBERS, (30, 0, 0, 0, 10)))
    assert wording(
        full,
        claim(VALUE, [SOUTH_WEST], [LAST], exactly(50)),
        claim(VALUE, [force("dorset")], [LAST], exactly(10)),
    ) == [(), ()]


def test_a_number_looser_than_its_wording_is_told_the_figure() -> None:
    about = from_to(65, "63", "67", loose=("58", "72"))
    (said,) = wording(TWO, claim(VALUE, [force("dorset")], [LAST], about))
    assert said == ("the wording is loose: the tables have 60",)


def test_a_suppressed_count_is_not_printed() -> None:
    (said,) = wording(FEW, claim(VALUE, [force("wiltshire")], [LAST], exactly(3)))
    assert said == (
        "this figure would reveal a count that Wiltshire Police suppressed for 2020/21: leave it"
        " out, or give a range",
    )


def test_a_range_reveals_nothing() -> None:
    few = from_to(5, "0", "4")
    assert wording(FEW, claim(VALUE, [force("wiltshire")], [LAST], few)) == [()]


def test_a_region_reveals_its_one_suppressed_count() -> None:
    # Four forces gave 10 each, so 43 leaves 3.
    (said,) = wording(FEW, claim(VALUE, [SOUTH_WEST], [LAST], exactly(43)))
    assert len(said) == 1
    assert "Wiltshire Police suppressed" in said[0]


def test_two_suppressed_counts_hide_each_other_unless_the_draft_gives_more() -> None:
    rows = dict.fromkeys(MEMBERS[:3], (30, 0, 0, 0, 10))
    rows |= dict.fromkeys(MEMBERS[3:], (30, 0, 0, 0, (0, 4)))
    hidden = known(rows)
    region = claim(VALUE, [SOUTH_WEST], [LAST], exactly(33))
    assert wording(hidden, region) == [()]
    four = tuple(one for one in MEMBERS if one != "wiltshire")
    others = claim(
        VALUE, [AreaRef("forces", "|".join(four), several=four)], [LAST], from_to(32, "31", "32")
    )
    # Of the two, 33 leaves 3; of one, 31 or 32 leaves 1 or 2: still two worlds.
    assert wording(hidden, region, others) == [(), ()]
    exact = replace(others, said=exactly(32))
    together = wording(hidden, region, exact)
    assert any("Gloucestershire Constabulary suppressed" in one for one in together[1])
    # Gloucestershire's 2 is out by the second figure alone; with it the first gives Wiltshire's.
    assert any("Wiltshire Police suppressed" in one for one in together[0])


def test_all_but_the_extremes_of_two_suppressed_counts_stay_hidden() -> None:
    rows = dict.fromkeys(MEMBERS[:3], (30, 0, 0, 0, 10))
    rows |= dict.fromkeys(MEMBERS[3:], (30, 0, 0, 0, (0, 4)))
    # 38 is only reached if both are 4.
    (said,) = wording(known(rows), claim(VALUE, [SOUTH_WEST], [LAST], exactly(38)))
    assert len(said) == 2
