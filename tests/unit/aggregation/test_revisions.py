"""What a newer reply changed is listed figure by figure, and counts only once."""

from datetime import date

import pytest

from foistats.aggregation.build import Tables
from foistats.model.values import Count
from foistats.naming.periods import read_period
from foistats.records import Observation, ReadResponse
from schemas.problem_codes import ProblemCode
from schemas.tables import OBSERVATIONS, PROBLEMS
from schemas.vocabulary import Outcome, Status
from tests.unit.aggregation.replies import (
    Y1,
    Y2,
    Y3,
    codes,
    count,
    lows,
    refusal,
    refuses,
    reply,
    rows,
    tables,
)


def at(value: int | Count, period: object, label: str = "Rape", place: str = "B2") -> Observation:
    return count(value, period, label, place=f"S!{place}")  # type: ignore[arg-type]


def first(*observations: Observation, **other: object) -> ReadResponse:
    return reply(*observations, response_id="a", path="a.xlsx", **other)  # type: ignore[arg-type]


def second(*observations: Observation, **other: object) -> ReadResponse:
    settings = {"response_id": "b", "path": "b.xlsx", "supersedes": "a", "on": date(2019, 7, 1)}
    return reply(*observations, **(settings | other))  # type: ignore[arg-type]


def revised(found: Tables) -> list[str]:
    return sorted(
        str(row["found"])
        for row in rows(PROBLEMS, found)
        if row["code"] == ProblemCode.FIGURE_REVISED
    )


def test_a_figure_that_differs_is_told_with_both_values_and_places() -> None:
    found = tables(first(at(10, Y1), at(20, Y2)), second(at(10, Y1), at(25, Y2, place="C2")))
    assert revised(found) == [
        "dorset, 2017/18, rape, offences: 20 in a.xlsx, S!B2; 25 in b.xlsx, S!C2"
    ]
    [row] = rows(PROBLEMS, found)
    assert (row["response_id"], row["document"], row["place"]) == ("b", "b.xlsx", "S!C2")
    assert row["remedy"] == "check what was published from the earlier reply"
    assert lows(found) == [10, 25, None]


def test_the_older_reply_gives_no_observation_no_total_and_no_other_problem() -> None:
    broken = [refusal(ProblemCode.LAYOUT_UNCLEAR, "S!A1:B2")]
    found = tables(first(at(10, Y1), problems=broken), second(at(10, Y1)))
    assert codes(found) == []
    assert {row["response_id"] for row in rows(OBSERVATIONS, found) if row["count_low"]} == {"b"}


def test_figures_that_are_gone_or_new_are_told() -> None:
    found = tables(
        first(at(10, Y1), at(4, Y1, "Theft", "B3")), second(at(10, Y1), at(5, Y3, "Fraud", "D9"))
    )
    assert revised(found) == [
        "dorset, 2016/17, theft, offences: 4 in a.xlsx, S!B3; none was read in b",
        "dorset, 2018/19, fraud, offences: none was read in a; 5 in b.xlsx, S!D9",
    ]
    # What the newer reply lacks isn't kept from the older one.
    assert lows(found) == [10, None, 5]


def test_the_same_words_written_otherwise_are_the_same_figure() -> None:
    found = tables(first(at(10, Y1, "Rape  &  assault")), second(at(10, Y1, "RAPE and assault")))
    assert revised(found) == []


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        (Count(0, 4, Status.SUPPRESSED), 3, "0 to 4 in a.xlsx, S!B2; 3 in b.xlsx, S!B2"),
        (7, Count(5, None, Status.SUPPRESSED), "7 in a.xlsx, S!B2; 5 or more in b.xlsx, S!B2"),
        (7, Count(None, None, Status.REFUSED), "7 in a.xlsx, S!B2; refused in b.xlsx, S!B2"),
        (0, Count(None, None, Status.NOT_HELD), "0 in a.xlsx, S!B2; not_held in b.xlsx, S!B2"),
    ],
)
def test_an_interval_or_an_absence_differs_from_a_number(
    was: int | Count, now: int | Count, said: str
) -> None:
    found = tables(first(at(was, Y1)), second(at(now, Y1)))
    assert revised(found) == [f"dorset, 2016/17, rape, offences: {said}"]


def test_in_a_chain_neighbours_are_compared() -> None:
    third = second(at(30, Y1), response_id="c", path="c.xlsx", supersedes="b")
    found = tables(first(at(10, Y1)), second(at(20, Y1)), third)
    assert revised(found) == [
        "dorset, 2016/17, rape, offences: 10 in a.xlsx, S!B2; 20 in b.xlsx, S!B2",
        "dorset, 2016/17, rape, offences: 20 in b.xlsx, S!B2; 30 in c.xlsx, S!B2",
    ]
    assert lows(found)[0] == 30


def test_what_a_withdrawn_reply_gave_is_listed_and_not_counted() -> None:
    withdrawn = first(at(10, Y1), at(20, Y2), outcome=Outcome.WITHDRAWN)
    found = tables(withdrawn)
    assert revised(found) == [
        "dorset, 2016/17, rape, offences: 10 in a.xlsx, S!B2; withdrawn",
        "dorset, 2017/18, rape, offences: 20 in a.xlsx, S!B2; withdrawn",
    ]
    assert lows(found) == [None, None, None]
    assert codes(found) == ["figure_revised"] * 2


def test_a_letter_that_withdraws_a_reply_lists_that_replys_figures() -> None:
    found = tables(first(at(10, Y1)), second(outcome=Outcome.WITHDRAWN))
    assert revised(found) == ["dorset, 2016/17, rape, offences: 10 in a.xlsx, S!B2; withdrawn"]
    assert lows(found)[0] is None


def test_a_withdrawn_reply_that_was_replaced_is_compared_and_not_listed_as_withdrawn() -> None:
    found = tables(first(at(10, Y1), outcome=Outcome.WITHDRAWN), second(at(11, Y1)))
    assert revised(found) == [
        "dorset, 2016/17, rape, offences: 10 in a.xlsx, S!B2; 11 in b.xlsx, S!B2"
    ]


def test_what_was_in_no_total_revises_nothing() -> None:
    years = count(99, read_period("2016/17 to 2018/19"), "Rape", place="S!B2")
    crimes = at(12, Y1)._replace(unit="crimes")
    now = (at(30, Y1), at(31, Y2), at(38, Y3))
    assert revised(tables(first(years, crimes), second(*now))) == []
    # Beside a figure that was counted, only that one is compared.
    assert revised(tables(first(years, at(29, Y1)), second(*now))) == [
        "dorset, 2016/17, rape, offences: 29 in a.xlsx, S!B2; 30 in b.xlsx, S!B2",
        "dorset, 2017/18, rape, offences: none was read in a; 31 in b.xlsx, S!B2",
        "dorset, 2018/19, rape, offences: none was read in a; 38 in b.xlsx, S!B2",
    ]


def test_a_refusal_that_became_an_answer_is_one_line() -> None:
    found = tables(first(refused=[refuses()], outcome=None), second(at(10, Y1), at(20, Y2)))
    assert revised(found) == ["2 figures, and none in a, which it replaces"]


def test_an_answer_that_became_a_refusal_lists_what_is_gone() -> None:
    found = tables(first(at(10, Y1)), second(refused=[refuses()], outcome=None))
    assert revised(found) == [
        "dorset, 2016/17, rape, offences: 10 in a.xlsx, S!B2; none was read in b"
    ]
    assert lows(found)[0] is None


def test_an_older_file_that_cannot_be_read_is_no_change() -> None:
    locked = [refusal(ProblemCode.DOCUMENT_LOCKED)]
    found = tables(first(problems=locked), second(at(10, Y1)))
    assert revised(found) == ["a.xlsx of a can't be read: what has changed may be more"]
    assert codes(found) == ["figure_revised"]


def test_the_same_figure_in_several_tables_is_compared_as_all_of_them() -> None:
    twice = (at(10, Y1), count(10, Y1, "Rape", table="T", place="T!B2"))
    assert revised(tables(first(*twice), second(*reversed(twice)))) == []
    assert revised(tables(first(*twice), second(at(10, Y1)))) == [
        "dorset, 2016/17, rape, offences: 10 in a.xlsx, S!B2 and 10 in a.xlsx, T!B2;"
        " 10 in b.xlsx, S!B2"
    ]


def test_more_changes_than_a_person_reads_are_counted() -> None:
    many = [at(n, Y1, f"l{n}", f"B{n}") for n in range(250)]
    changed = [at(n + 1, Y1, f"l{n}", f"B{n}") for n in range(250)]
    said = revised(tables(first(*many), second(*changed)))
    assert len(said) == 201
    assert "50 more figures that differ from a" in said


def test_a_reply_that_says_it_replaces_another_is_asked_about() -> None:
    older = first(at(10, Y1))
    newer = second(at(11, Y1), supersedes="", replacing=["This supersedes our earlier response."])
    found = tables(older, newer)
    assert codes(found) == ["response_twice", "supersedes_unsaid"]
    row = next(r for r in rows(PROBLEMS, found) if r["code"] == ProblemCode.SUPERSEDES_UNSAID)
    assert "This supersedes our earlier response." in str(row["found"])
    assert str(row["remedy"]).startswith("write 'a' under supersedes of b")
    assert (row["document"], row["place"]) == ("b.xlsx", "page 1, line 2")
    assert lows(found)[0] is None


def test_it_is_not_asked_about_where_it_is_said_or_where_nothing_came_before() -> None:
    words = ["Please disregard our previous response."]
    assert codes(tables(first(at(10, Y1)), second(at(10, Y1), replacing=words))) == []
    assert codes(tables(first(at(10, Y1), replacing=words))) == []
    # The reply before it is the one that says so, and not the one after.
    later = second(at(11, Y1), supersedes="")
    assert "supersedes_unsaid" not in codes(tables(first(at(10, Y1), replacing=words), later))


def test_the_latest_of_the_earlier_replies_is_the_likeliest() -> None:
    between = second(at(11, Y1), response_id="m", path="m.xlsx", on=date(2019, 6, 25))
    last = second(at(12, Y1), supersedes="", replacing=["These are corrected figures."])
    found = tables(first(at(10, Y1)), between, last)
    row = next(r for r in rows(PROBLEMS, found) if r["code"] == ProblemCode.SUPERSEDES_UNSAID)
    assert "'m'" in str(row["remedy"])
