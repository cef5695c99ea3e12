"""A whole draft's claims: conflicts, what they probably were, and what becomes of the others."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest

from foistats.aggregation.totals import Interval
from foistats.claims.checking import check
from foistats.claims.conflicts import constraints, smallest_conflict
from foistats.claims.model import Answer, Claim, Mention, Read, StatisticKind, Verdict
from foistats.claims.worlds import Worlds
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
    read,
)

FIRST, LAST = YEARS[0], YEARS[-1]
ROWS = {
    "devon-and-cornwall": (511, 829, 686, 675, 931),
    "dorset": (185, 266, 265, 226, 212),
    "cheshire": (226, 348, 349, 403, 506),
}
ASKED = (*MEMBERS, "cheshire")
REPLIES = known(ROWS, asked=ASKED, several_years={"wiltshire": 1329})
WITH_EVIDENCE = known(
    ROWS,
    asked=ASKED,
    several_years={"wiltshire": 1329},
    published=[(SOUTH_WEST, ALL_YEARS, 6852), (SOUTH_WEST, FIRST, 1001)],
)
NOTHING = known({}, asked=ASKED)

# What the article that foistats was made for says of the South West.
NEARLY_7000 = claim(
    StatisticKind.VALUE, [SOUTH_WEST], [ALL_YEARS], from_to(7000, "6440", "7000"), text="7,000"
)
WILTSHIRE = claim(
    StatisticKind.VALUE, [force("wiltshire")], [ALL_YEARS], exactly(1329), text="1,329"
)
PEAK = claim(StatisticKind.PEAK, [SOUTH_WEST], YEARS[::-1], exactly(1), text="peaked", order=1)
AS_A_YEAR = claim(StatisticKind.VALUE, [SOUTH_WEST], [LAST], exactly(6852), text="6,852")
UP_584 = claim(
    StatisticKind.PERCENT_CHANGE, [SOUTH_WEST], [FIRST, LAST],
    from_to(584, "583.5", "584.999"), text="584 per cent",
)  # fmt: skip
BASE = claim(StatisticKind.VALUE, [SOUTH_WEST], [FIRST], exactly(1001), text="1,001")
UP_26 = claim(
    StatisticKind.PERCENT_CHANGE, [SOUTH_WEST], [YEARS[3], LAST],
    from_to(26, "25.5", "26.999"), text="26 per cent",
)  # fmt: skip
ARTICLE = (NEARLY_7000, WILTSHIRE, PEAK, AS_A_YEAR, UP_584, BASE, UP_26)


def answers(claims: Sequence[Claim], worlds: Worlds) -> dict[str, Answer]:
    return {one.mention.text: one for one in check([read(one) for one in claims], worlds)}


def test_a_total_printed_as_a_year_conflicts_with_the_total_even_without_any_figure() -> None:
    # 6,852 in one year and 1,001 in another are 7,853, more than the nearly 7,000 of five years.
    found = answers((NEARLY_7000, AS_A_YEAR, BASE), NOTHING)
    assert {one.verdict for one in found.values()} == {Verdict.CONFLICTS}
    assert found["6,852"].conflicts_with == (0, 2)
    assert found["7,000"].conflicts_with == (1, 2)
    (offered,) = found["6,852"].instead
    assert offered.reading == "multi_year_total"
    # Or the nearly 7,000 are the 6,852 of the one year: both are offered, neither is chosen.
    assert [one.reading for one in found["7,000"].instead] == ["another_year"]
    assert not found["1,001"].instead


def test_any_two_of_the_three_could_be_true() -> None:
    for pair in ((NEARLY_7000, AS_A_YEAR), (NEARLY_7000, BASE), (AS_A_YEAR, BASE)):
        found = answers(pair, NOTHING)
        assert {one.verdict for one in found.values()} == {Verdict.DEPENDS}


def test_the_article_by_the_replies_alone() -> None:
    found = answers(ARTICLE, REPLIES)
    assert {text: one.verdict.value for text, one in found.items()} == {
        "7,000": "conflicts",
        "1,329": "holds",
        "peaked": "depends",
        "6,852": "conflicts",
        "584 per cent": "fails",
        "1,001": "conflicts",
        "26 per cent": "holds",
    }
    assert (found["6,852"].low, found["6,852"].high) == (1143, None)
    assert found["6,852"].conflicts_with == (0, 5)


def test_the_article_with_what_was_published_elsewhere() -> None:
    found = answers(ARTICLE, WITH_EVIDENCE)
    assert {text: one.verdict.value for text, one in found.items()} == {
        "7,000": "holds",
        "1,329": "holds",
        "peaked": "depends",
        "6,852": "conflicts",
        "584 per cent": "fails",
        "1,001": "holds",
        "26 per cent": "holds",
    }
    assert found["6,852"].conflicts_with == (0, 5)
    # Evidence is told apart from replies, and its source is named.
    assert "The Echo" in found["1,001"].because
    assert any("source" in remark for remark in found["1,001"].wording)
    assert "The Echo" not in found["1,329"].because


def test_what_becomes_of_584_per_cent_once_the_total_is_read_as_one() -> None:
    # The two forces' 1,143 of 2020/21 over the published 1,001 are +14.2 per cent. The other four
    # years leave 6,852 - 1,001 - 1,095 - 951 = 3,805 for the last two at most; with a rise of less
    # than 27 per cent the last has 2,128 of them, since 2,128 / 1,677 is 1.2689: +112.6 per cent.
    (offered,) = answers(ARTICLE, WITH_EVIDENCE)["6,852"].instead
    assert offered.reading == "multi_year_total"
    (becomes,) = offered.becomes
    assert becomes.startswith("“584 per cent” fails")
    assert "between +14.2 per cent and +112.6 per cent" in becomes
    assert "“26 per cent”" in becomes


def test_584_per_cent_compares_a_total_with_a_year() -> None:
    (offered,) = answers(ARTICLE, WITH_EVIDENCE)["584 per cent"].instead
    assert offered.reading == "multi_year_total"


def test_where_the_tables_decide_a_true_number_beside_a_false_one_holds() -> None:
    five_years = claim(StatisticKind.VALUE, [force("cheshire")], [ALL_YEARS], exactly(1832))
    a_year = claim(StatisticKind.VALUE, [force("cheshire")], [LAST], exactly(1832), text="wrong")
    found = answers((five_years, a_year), REPLIES)
    assert found["1832"].verdict is Verdict.HOLDS
    assert found["wrong"].verdict is Verdict.FAILS
    assert [one.reading for one in found["wrong"].instead] == ["multi_year_total"]


def test_evidence_that_the_replies_rule_out_counts_for_nothing() -> None:
    from foistats.claims.loading import with_published

    bare = replace(WITH_EVIDENCE, published=())
    wrong = WITH_EVIDENCE.published[0]._replace(
        period=FIRST, interval=Interval(695, 695)
    )  # under 696
    found = with_published(bare, [wrong, WITH_EVIDENCE.published[1]])
    assert found.refuted == (wrong,)
    assert found.published == (WITH_EVIDENCE.published[1],)


def test_mentions_of_other_areas_do_not_meet() -> None:
    other = claim(StatisticKind.VALUE, [force("kent")], [LAST], exactly(1), text="kent")
    found = answers((NEARLY_7000, AS_A_YEAR, BASE, other), NOTHING)
    assert found["kent"].verdict is Verdict.DEPENDS


def test_a_smallest_conflict_names_counts_rather_than_what_is_computed_from_them() -> None:
    claims = (NEARLY_7000, AS_A_YEAR, UP_584, BASE)
    parts = {number: constraints(one, NOTHING) for number, one in enumerate(claims)}
    assert smallest_conflict(parts, (0, 1, 3, 2), NOTHING) == (0, 1, 3)


def test_a_mention_that_can_be_read_in_two_ways_holds_if_one_of_them_does() -> None:
    wrong = claim(StatisticKind.VALUE, [force("dorset")], [LAST], exactly(226), text="226")
    right = claim(StatisticKind.VALUE, [force("dorset")], [YEARS[3]], exactly(226), text="226")
    (found,) = check([read(wrong, right)], REPLIES)
    assert found.verdict is Verdict.HOLDS
    assert found.claim == right


def test_what_reading_left_out_stays_and_its_rule_is_told_in_a_sentence() -> None:
    mention = Mention(0, 2, "14")
    reads = [
        Read(mention, Verdict.NOT_A_STATISTIC, "an age"),
        Read(mention, Verdict.UNRESOLVED, "nobody knows"),
        Read(mention, None, "no claim at all"),
    ]
    assert [(one.verdict, one.because) for one in check(reads, REPLIES)] == [
        (Verdict.NOT_A_STATISTIC, "It is no statistic but an age."),
        (Verdict.UNRESOLVED, "It could not be checked: nobody knows."),
        (Verdict.UNRESOLVED, "It could not be checked: no claim at all."),
    ]


def test_an_answer_that_depends_names_who_could_settle_it() -> None:
    found = answers((BASE,), REPLIES)["1,001"]
    assert found.verdict is Verdict.DEPENDS
    assert found.settled_by == ("avon-and-somerset", "gloucestershire", "wiltshire")
    assert "5 forces on 2021-06-01" in found.because


VALUE, PERCENT = StatisticKind.VALUE, StatisticKind.PERCENT_CHANGE
CHESHIRE, DORSET = force("cheshire"), force("dorset")


@pytest.mark.parametrize(
    ("one", "reading"),
    [
        # Cheshire had 403 in 2019/20; Devon and Cornwall 931 in 2020/21.
        (claim(VALUE, [CHESHIRE], [LAST], exactly(403)), "another_year"),
        (claim(VALUE, [DORSET], [LAST], exactly(931)), "neighbouring_force"),
        (claim(VALUE, [CHESHIRE], [ALL_YEARS], exactly(1823)), "digits_swapped"),
        # From 226 to 212: 14 of 212 are 6.6 per cent, of 226 they are 6.2.
        (claim(PERCENT, [DORSET], [YEARS[3], LAST], from_to(-6, "-6.65", "-6.55")), "swapped_base"),
        (claim(PERCENT, [DORSET], [YEARS[3], LAST], from_to(6, "5.5", "6.5")), "other_direction"),
        # 506 are 223.9 per cent of 226, a rise by 123.9.
        (claim(PERCENT, [CHESHIRE], [FIRST, LAST], from_to(224, "223.5", "225")), "to_for_by"),
        (claim(PERCENT, [CHESHIRE], [FIRST, LAST], from_to(506, "505.5", "507")), "to_for_by"),
        (claim(PERCENT, [CHESHIRE], [YEARS[3], LAST], from_to(103, "102.5", "104")),
         "number_for_percent"),
        (claim(VALUE, [CHESHIRE], [LAST], exactly(103)), "to_for_by"),
        (claim(StatisticKind.CHANGE, [CHESHIRE], [YEARS[3], LAST], exactly(506)), "to_for_by"),
        (claim(PERCENT, [CHESHIRE], [FIRST, LAST], from_to(26, "25.5", "26")), "another_year"),
        # 1,832 over five years against 226 in one: +710.6 per cent.
        (claim(PERCENT, [CHESHIRE], [FIRST, LAST], from_to(710, "709.5", "711")),
         "multi_year_total"),
    ],
)  # fmt: skip
def test_a_false_number_is_read_in_other_ways(one: Claim, reading: str) -> None:
    (found,) = check([read(one)], REPLIES)
    assert found.verdict is Verdict.FAILS
    assert reading in [offered.reading for offered in found.instead]


def test_a_region_without_one_of_its_forces() -> None:
    full = known({f: (10 * n, 0, 0, 0, 7 + n) for n, f in enumerate(MEMBERS, 1)})
    # 8 + 9 + 10 + 11 + 12 = 50, without the last 38.
    (found,) = check([read(claim(VALUE, [SOUTH_WEST], [LAST], exactly(38)))], full)
    assert ("region_without_force", "it is South West without Wiltshire Police") in [
        (one.reading, one.sentence) for one in found.instead
    ]


def test_a_change_of_what_each_year_s_forces_gave() -> None:
    # Dorset gave both years, Wiltshire only the last: 50 to 60 is +20, 50 to 100 would be +100.
    rows = {"dorset": (50, 0, 0, 0, 60), "wiltshire": (None, None, None, None, 40)}
    one = claim(PERCENT, [SOUTH_WEST], [FIRST, LAST], from_to(100, "99.5", "101"))
    (found,) = check([read(one)], known(rows, asked=MEMBERS))
    assert found.verdict is Verdict.FAILS
    assert [o.reading for o in found.instead] == ["level_for_comparison_set"]


def test_points_for_per_cent_of_a_share_that_the_draft_speaks_of() -> None:
    # Of Cheshire and Dorset: Dorset's share fell from 45.0 to 29.5 per cent, by 15.5 points.
    from foistats.claims.model import AreaRef

    both = AreaRef("forces", "cheshire|dorset", several=("cheshire", "dorset"))
    share = claim(StatisticKind.SHARE, [DORSET, both], [FIRST], from_to(45, "44.5", "46"))
    fell = claim(PERCENT, [DORSET], [FIRST, LAST], from_to(-15, "-15.999", "-14.5"), text="fell")
    found = answers((share, fell), REPLIES)
    assert found["45"].verdict is Verdict.HOLDS
    assert "points_for_percent" in [one.reading for one in found["fell"].instead]


def test_the_figure_before_a_correction() -> None:
    before = known({**ROWS, "cheshire": (226, 348, 349, 403, 499)}, asked=ASKED)
    one = read(claim(VALUE, [CHESHIRE], [LAST], exactly(499)))
    (found,) = check([one], REPLIES, before=[before])
    assert [offered.reading for offered in found.instead] == ["before_correction"]
    (found,) = check([one], REPLIES)
    assert not found.instead


def test_a_corrected_figure_is_found_in_the_problems_of_the_tables() -> None:
    from foistats.claims.corrected import with_earlier

    found = "cheshire, 2020/21, offences, offences: 499 in first.csv, B6; 506 in second.csv, B6"
    before = with_earlier(REPLIES, [{"code": "figure_revised", "found": found}])
    assert before is not None
    assert before.figures["all", LAST][("cheshire",)] == (499, 499)
    assert before.figures["all", FIRST] == REPLIES.figures["all", FIRST]
    assert with_earlier(REPLIES, [{"code": "figure_revised", "found": "no such sentence"}]) is None


def test_counts_of_another_unit_or_kind_of_year() -> None:
    row = {
        "force_id": "cheshire", "period_start": LAST.start, "period_end": LAST.end,
        "period_kind": "financial_year", "unit": "arrests", "count_low": 77, "count_high": 77,
    }  # fmt: skip
    calendar = {
        **row, "unit": "offences", "period_kind": "calendar_year", "count_low": 455,
        "count_high": 455, "period_start": LAST.start.replace(month=1),
        "period_end": LAST.start.replace(month=12, day=31),
    }  # fmt: skip
    worlds = replace(REPLIES, other=(row, calendar))
    for number, reading in ((77, "another_unit"), (455, "calendar_for_financial")):
        (found,) = check([read(claim(VALUE, [CHESHIRE], [LAST], exactly(number)))], worlds)
        assert reading in [offered.reading for offered in found.instead]


def test_a_value_is_shown_with_what_would_be_right() -> None:
    (found,) = check([read(claim(VALUE, [CHESHIRE], [LAST], exactly(999)))], REPLIES)
    assert (found.low, found.high) == (Fraction(506), Fraction(506))
    assert "506" in found.because


def test_a_sentence_that_can_be_read_without_a_conflict_is() -> None:
    year = claim(StatisticKind.VALUE, [SOUTH_WEST], [LAST], exactly(6852), text="6,852")
    total = claim(StatisticKind.VALUE, [SOUTH_WEST], [ALL_YEARS], exactly(6852), text="6,852")
    found = check([read(NEARLY_7000), read(year, total), read(BASE)], NOTHING)
    assert [one.verdict for one in found] == [Verdict.DEPENDS] * 3
    assert found[1].claim == total


def test_a_year_of_another_kind_is_read_as_one_that_the_tables_have() -> None:
    from datetime import date

    from foistats.model.values import Period
    from schemas.vocabulary import PeriodKind

    calendar = Period(date(2020, 1, 1), date(2020, 12, 31), PeriodKind.CALENDAR_YEAR)
    (found,) = check([read(claim(VALUE, [CHESHIRE], [calendar], exactly(506)))], REPLIES)
    assert found.verdict is Verdict.DEPENDS
    assert "The tables have no figures for 2020" in found.because
    assert [(one.reading, one.sentence) for one in found.instead] == [
        ("calendar_for_financial", "it is that of the financial year 2020/21, not of 2020")
    ]


def test_an_average_for_each_force_is_over_those_that_answered() -> None:
    # 60 and 40 of two forces of the five: 50 for each that answered.
    rows = {"dorset": (50, 0, 0, 0, 60), "wiltshire": (None, None, None, None, 40)}
    worlds = known(rows, asked=MEMBERS)
    area = replace(SOUTH_WEST, only_answered=True)
    for said, verdict in ((50, Verdict.HOLDS), (20, Verdict.FAILS)):
        one = claim(StatisticKind.AVERAGE, [area], [LAST], exactly(said), divided_by=5)
        (found,) = check([read(one)], worlds)
        assert found.verdict is verdict


def test_a_false_rank_is_told_who_has_the_place() -> None:
    one = claim(
        StatisticKind.RANK, [DORSET, force("devon-and-cornwall"), CHESHIRE], [LAST], exactly(1),
        order=1,
    )  # fmt: skip
    (found,) = check([read(one)], REPLIES)
    assert found.verdict is Verdict.FAILS
    assert "Devon and Cornwall Police's, with 931" in found.because


def test_the_known_total_of_a_force_is_not_likely_that_of_an_unknown_year() -> None:
    (found,) = check([read(claim(VALUE, [force("wiltshire")], [LAST], exactly(1329)))], REPLIES)
    assert found.verdict is Verdict.DEPENDS
    assert [one.reading for one in found.instead] == ["multi_year_total"]


def test_a_change_of_a_whole_area_is_that_of_its_two_published_figures() -> None:
    # The two forces that gave both rose by 64.2 per cent, the region from 1,001 to 2,002.
    both = known(
        ROWS, asked=ASKED, several_years={"wiltshire": 1329},
        published=[(SOUTH_WEST, FIRST, 1001), (SOUTH_WEST, LAST, 2002)],
    )  # fmt: skip
    one = claim(PERCENT, [SOUTH_WEST], [FIRST, LAST], exactly(100), text="100 per cent")
    found = answers((one,), both)["100 per cent"]
    assert found.verdict is Verdict.HOLDS
    assert "The Echo" in found.because
    assert answers((one,), REPLIES)["100 per cent"].verdict is Verdict.FAILS


def test_a_mention_is_not_false_while_what_its_sentence_leaves_open_may_be_true() -> None:
    # 931 is Devon and Cornwall's figure, 212 Dorset's.
    as_dorset = claim(StatisticKind.VALUE, [force("dorset")], [LAST], exactly(931), text="931")
    as_devon = replace(
        as_dorset,
        statistic=replace(as_dorset.statistic, areas=(force("devon-and-cornwall"),)),
    )
    open_ = replace(read(as_dorset), possible=(as_devon,), unsure=("area",))
    (answer,) = check([open_], REPLIES)
    assert answer.verdict is Verdict.UNRESOLVED
    assert "leaves its area open" in answer.because
    (named,) = check([read(as_dorset)], REPLIES)
    assert named.verdict is Verdict.FAILS


def test_a_mention_is_false_if_nothing_that_its_sentence_leaves_open_is_true() -> None:
    as_dorset = claim(StatisticKind.VALUE, [force("dorset")], [LAST], exactly(930), text="930")
    as_devon = replace(
        as_dorset,
        statistic=replace(as_dorset.statistic, areas=(force("devon-and-cornwall"),)),
    )
    open_ = replace(read(as_dorset), possible=(as_devon,), unsure=("area",))
    assert check([open_], REPLIES)[0].verdict is Verdict.FAILS
