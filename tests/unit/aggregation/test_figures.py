"""What a force's figure is, and above all where there is none."""

from datetime import date

import pytest

from foistats.model.values import Count, Period
from foistats.naming.periods import read_period
from foistats.records import Category, Observation
from schemas.problem_codes import ProblemCode
from schemas.tables import OBSERVATIONS, PROBLEMS
from schemas.vocabulary import Basis, Outcome, PeriodKind, Source, Status
from tests.unit.aggregation.replies import (
    Y1,
    Y2,
    Y3,
    YEARS,
    codes,
    count,
    gap,
    lows,
    refusal,
    reply,
    request,
    rows,
    tables,
    totals,
)

HIDDEN = Count(0, 4, Status.SUPPRESSED)
STAR = Count(0, None, Status.SUPPRESSED)
NOT_HELD = Count(None, None, Status.NOT_HELD)


def table(
    name: str, *sums: int, labels: tuple[str, ...] = ("Rape", "Assault"), basis: Basis = Basis.PLAIN
) -> list[Observation]:
    """A table that divides each year's sum over its labels."""
    found = []
    for period, total in zip(YEARS, sums, strict=False):
        first = total // 3
        found.append(count(first, period, labels[0], table=name, basis=basis))
        found.append(count(total - first, period, labels[1], table=name, basis=basis))
    return found


def test_the_counts_of_one_table_are_added() -> None:
    found = tables(reply(count(3, Y1, "Rape"), count(4, Y1, "Assault"), count(5, Y2, "Rape")))
    assert lows(found) == [7, 5, None]


def test_hidden_counts_give_an_interval_and_a_star_gives_no_bound() -> None:
    found = tables(
        reply(count(30, Y1, "a"), count(HIDDEN, Y1, "b"), count(30, Y2, "a"), count(STAR, Y2, "b"))
    )
    assert totals(found)[:2] == [(30, 34, 1, True), (30, None, 1, True)]


def test_two_breakdowns_of_one_total_are_never_added() -> None:
    by_offence = table("p1", 30, 40, 50)
    by_place = table("p2", 30, 40, 50, labels=("Ward", "Car park"))
    assert lows(tables(reply(*by_offence, *by_place))) == [30, 40, 50]


def test_tables_for_two_parts_of_the_question_give_no_figure() -> None:
    found = tables(reply(*table("Male", 30, 40, 50), *table("Female", 60, 70, 80)))
    assert lows(found) == [None, None, None]
    assert codes(found) == ["tables_disagree"] * 3


def test_one_of_two_parts_is_not_the_whole_in_a_year_that_only_it_has() -> None:
    found = tables(reply(*table("Male", 30, 40, 50), *table("Female", 60, 70)))
    assert lows(found) == [None, None, None]


def test_two_parts_that_happen_to_be_equal_in_a_small_number_are_not_taken_for_one() -> None:
    male, female = table("Male", 5, 6, 5), table("Female", 5, 6, 5)
    assert lows(tables(reply(*male, *female))) == [None, None, None]


def test_one_equal_year_under_the_same_headings_proves_nothing() -> None:
    found = tables(reply(*table("Male", 30), *table("Female", 30)))
    assert lows(found) == [None, None, None]


def test_one_equal_year_under_other_headings_is_one_total() -> None:
    found = tables(reply(*table("p1", 30), *table("p2", 30, labels=("Ward", "Car park"))))
    assert lows(found) == [30, None, None]


def test_nothing_and_nothing_is_nothing_whichever_way_the_tables_divide() -> None:
    found = tables(reply(*table("Male", 0, 40), *table("Female", 0, 70)))
    assert lows(found) == [0, None, None]


def test_a_table_that_the_reply_itself_contradicts_is_not_taken() -> None:
    odd = table("p3", 30, 40, labels=("Charged", "Not"))
    odd += [count(44, Y3, "Charged", table="p3", basis=Basis.CONTRADICTED)]
    found = tables(
        reply(*table("p1", 30, 40, 50), *table("p2", 30, 40, 50, labels=("A", "B")), *odd)
    )
    assert lows(found) == [30, 40, 50]


def test_a_table_proved_by_its_own_totals_goes_before_one_that_is_not() -> None:
    proved = table("p1", 30, 40, 50, basis=Basis.PROVED)
    found = tables(reply(*proved, *table("p2", 30, 40, 51, labels=("A", "B"))))
    assert lows(found) == [30, 40, 50]
    assert "comes to 50" in str(rows(PROBLEMS, found)[0]["found"])
    assert "comes to 51" in str(rows(PROBLEMS, found)[0]["found"])


def test_two_unproved_tables_that_differ_give_no_figure() -> None:
    found = tables(reply(*table("p1", 30, 40, 50), *table("p2", 30, 40, 51, labels=("A", "B"))))
    assert lows(found) == [30, 40, None]
    assert codes(found) == ["tables_disagree"]


def test_a_breakdown_with_hidden_counts_gives_way_to_the_exact_one() -> None:
    hidden = table("p2", 30, 40, labels=("A", "B"))
    hidden += [count(48, Y3, "A", table="p2"), count(HIDDEN, Y3, "B", table="p2")]
    assert totals(tables(reply(*table("p1", 30, 40, 50), *hidden)))[2] == (50, 50, 1, True)


def test_a_sheet_per_year_is_one_series() -> None:
    found = tables(
        reply(
            *(
                count(n, period, table=f"{n}!A1:B2")
                for n, period in zip((30, 40, 50), YEARS, strict=True)
            )
        )
    )
    assert lows(found) == [30, 40, 50]


def test_a_gap_leaves_no_figure_for_its_year_and_says_where() -> None:
    found = tables(reply(count(30, Y1, "a"), count(9, Y2, "a"), gaps=[gap(Y1, "b")]))
    assert lows(found) == [None, 9, None]
    assert "no count could be read at Sheet1!B2" in str(rows(PROBLEMS, found)[0]["found"])


def test_a_year_in_progress_leaves_no_figure_and_says_why() -> None:
    unfinished = gap(Y2, "a")._replace(why="2017/18 had not ended on 2018-02-01, the day of it")
    found = tables(reply(count(30, Y1, "a"), gaps=[unfinished]))
    assert lows(found) == [30, None, None]
    said = str(rows(PROBLEMS, found)[0]["found"])
    assert "2017/18 had not ended on 2018-02-01, the day of it: the count at Sheet1!B2" in said
    assert "could be read" not in said


def test_a_part_that_is_not_held_leaves_no_figure() -> None:
    found = tables(reply(count(30, Y1, "a"), count(NOT_HELD, Y1, "b")))
    assert lows(found) == [None, None, None]
    assert codes(found) == ["figure_left_out"]


def test_a_year_that_the_force_says_it_does_not_hold_needs_nobody() -> None:
    found = tables(reply(count(NOT_HELD, Y1, "a"), count(30, Y2, "a")))
    assert lows(found) == [None, 30, None]
    assert codes(found) == []


def test_a_year_not_held_beside_a_cell_that_can_not_be_read_is_asked_about() -> None:
    found = tables(reply(count(NOT_HELD, Y1, "a"), count(30, Y2, "a"), gaps=[gap(Y1, "b")]))
    assert codes(found) == ["figure_left_out"]


def test_years_of_another_kind_and_none_that_was_asked_for_are_to_be_asked_for() -> None:
    calendar = [count(9, read_period(year), place=f"S!{year}") for year in ("2017", "2018")]
    (alone,) = rows(PROBLEMS, tables(reply(*calendar)))
    assert alone["found"] == "counts for 2017, 2018 (calendar_year)"
    assert alone["place"] == "S!2017; S!2018"
    assert str(alone["remedy"]).startswith("ask for each financial year")
    (beside,) = rows(PROBLEMS, tables(reply(*calendar, count(5, Y1))))
    assert str(beside["remedy"]).startswith("none needed")


def test_a_contradicted_count_leaves_no_figure() -> None:
    found = tables(reply(count(30, Y1, "a"), count(3, Y1, "b", basis=Basis.CONTRADICTED)))
    assert lows(found)[0] is None


def months(year: int, number: int) -> list[Period]:
    return [read_period(f"{year}-{m:02}") for m in range(4, 13)][:number] + [
        read_period(f"{year + 1}-{m:02}") for m in range(1, 4)
    ][: max(0, number - 9)]


def test_twelve_months_make_a_year_and_eleven_do_not() -> None:
    whole = [count(2, month) for month in months(2016, 12)]
    short = [count(2, month) for month in months(2017, 11)]
    found = tables(reply(*whole, *short))
    assert lows(found) == [24, None, None]
    assert "only 11 of its 12 months" in str(rows(PROBLEMS, found)[0]["found"])


def test_months_of_two_tables_do_not_make_a_year_together() -> None:
    half = [count(2, month, table="a") for month in months(2016, 6)]
    other = [count(2, month, table="b") for month in months(2016, 12)[6:]]
    assert lows(tables(reply(*half, *other)))[0] is None


def test_a_year_whose_own_months_say_otherwise_is_not_counted() -> None:
    parts = [count(2, month) for month in months(2016, 12)]
    assert lows(tables(reply(*parts, count(24, Y1, "Year"))))[0] == 24
    assert lows(tables(reply(*parts, count(25, Y1, "Year"))))[0] is None


@pytest.mark.parametrize(
    "period",
    [
        Period(Y1.start, Y3.end, PeriodKind.MULTI_YEAR),
        Period(Y3.start, date(2018, 12, 31), PeriodKind.PART_YEAR),
        read_period("2018"),
        read_period("2019/20"),
        # The very same days as a year, called something else.
        Y3._replace(kind=PeriodKind.PART_YEAR),
        Y3._replace(kind=PeriodKind.MULTI_YEAR),
    ],
)
def test_a_period_that_was_not_asked_for_reaches_no_year(period: Period) -> None:
    found = tables(reply(count(6852, period)))
    assert lows(found) == [None, None, None]
    assert codes(found) == ["period_outside_request"]
    given = [row for row in rows(OBSERVATIONS, found) if row["count_low"] == 6852]
    assert len(given) == 1
    assert given[0]["counted"] is False


def test_another_unit_is_left_out() -> None:
    found = tables(reply(count(9, Y1), count(4, Y1, unit="victims", place="S!C2")))
    assert lows(found)[0] == 9
    assert codes(found) == ["unit_differs"]


def test_a_neighbours_counts_in_a_reply_are_left_out() -> None:
    found = tables(reply(count(9, Y1), count(4, Y1, forces=("wiltshire",))))
    assert lows(found)[0] == 9
    assert lows(found, "wiltshire")[0] is None
    assert codes(found) == ["force_other_than_sender"]


CATEGORIES = (Category("rape", "Rape", ("Rape of a child",)), Category("assault", "Assault"))


def test_a_category_sums_the_labels_that_match_it_and_there_is_no_sum_over_all() -> None:
    found = tables(
        reply(
            count(3, Y1, "RAPE", "Male"),
            count(4, Y1, "Rape of a child", "Male"),
            count(5, Y1, "Assault", "Male"),
            count(6, Y1, "Stalking", "Male"),
        ),
        of=request(categories=CATEGORIES),
    )
    assert lows(found, category="rape")[0] == 7
    assert lows(found, category="assault")[0] == 5
    assert lows(found) == []
    assert codes(found) == ["category_unknown"]


def test_a_label_that_names_two_categories_belongs_to_neither() -> None:
    found = tables(reply(count(3, Y1, "Rape", "Assault")), of=request(categories=CATEGORIES))
    assert lows(found, category="rape")[0] is None
    assert lows(found, category="assault")[0] is None


def test_one_readable_table_beside_an_unreadable_one_may_be_a_part() -> None:
    unread = refusal(ProblemCode.LAYOUT_UNCLEAR, "Sheet2!A1:C4")
    found = tables(reply(count(30, Y1), problems=[unread]))
    assert lows(found)[0] is None
    assert codes(found) == ["figure_left_out", "layout_unclear"]


def test_two_tables_that_agree_need_not_fear_a_third_that_is_unreadable() -> None:
    unread = refusal(ProblemCode.NO_PERIOD, "page 3, table 2; page 4, table 2")
    both = [*table("p1", 30, 40), *table("p2", 30, 40, labels=("A", "B"))]
    assert lows(tables(reply(*both, problems=[unread])))[:2] == [30, 40]


@pytest.mark.parametrize(
    "code", [ProblemCode.DOCUMENT_LOCKED, ProblemCode.DOCUMENT_BROKEN, ProblemCode.READER_DIED]
)
def test_a_reply_of_which_a_file_could_not_be_read_is_not_counted(code: ProblemCode) -> None:
    found = tables(reply(count(30, Y1), problems=[refusal(code)]))
    assert lows(found)[0] is None
    assert "figure_left_out" in codes(found)


def test_counts_in_a_refusal_are_not_counted_until_a_person_has_looked() -> None:
    found = tables(reply(count(30, Y1), outcome=Outcome.REFUSED))
    assert lows(found)[0] is None
    assert codes(found) == ["outcome_contradicted"]


def test_a_file_under_two_responses_counts_for_neither_unless_it_names_the_force() -> None:
    digest = "a" * 64
    both = [
        reply(count(9, Y1), digest=digest),
        reply(count(9, Y1, forces=("wiltshire",)), force="wiltshire", digest=digest),
    ]
    assert lows(tables(*both, shared=frozenset({digest})), "south-west")[0] is None
    named = [
        reply(count(9, Y1, force_from=Source.TABLE), digest=digest),
        reply(
            count(8, Y1, forces=("wiltshire",), force_from=Source.TABLE),
            force="wiltshire",
            digest=digest,
        ),
    ]
    assert lows(tables(*named, shared=frozenset({digest})), "south-west")[0] == 17


def test_what_is_counted_adds_up_to_the_total() -> None:
    by_place = table("p2", 30, 40, labels=("Ward", "Car park"))
    found = tables(reply(*table("p1", 30, 40), *by_place, *(count(2, m) for m in months(2018, 12))))
    for year, low in zip(YEARS, lows(found), strict=True):
        counted = [
            row["count_low"]
            for row in rows(OBSERVATIONS, found)
            if row["counted"] and year.start <= row["period_start"] <= year.end  # type: ignore[operator]  # rows hold any value
        ]
        assert sum(map(int, map(str, counted))) == low


def test_a_document_whose_layout_cannot_be_used_may_hold_the_rest() -> None:
    found = tables(reply(count(30, Y1), problems=[refusal(ProblemCode.LAYOUT_STALE)]))
    assert lows(found)[0] is None


def test_an_answer_of_which_nothing_was_read_is_told() -> None:
    answered = reply().response
    assert codes(tables(silent=(answered,))) == ["answer_without_counts"]


def test_a_cell_that_was_read_twice_is_not_counted_twice() -> None:
    twice = [count(30, Y1, "a", place="S!B2"), count(30, Y1, "b", place="S!B2")]
    found = tables(reply(*twice, count(5, Y1, "c"), count(7, Y2, "c")))
    assert lows(found) == [None, 7, None]
    assert codes(found) == ["count_twice", "figure_left_out"]
    assert len([row for row in rows(OBSERVATIONS, found) if row["place"] == "S!B2"]) == 1
