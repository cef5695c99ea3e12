"""Totals and changes over columns are those of the rules, to the byte."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foistats.aggregation import columnar_sums
from foistats.aggregation.build import Tables
from foistats.aggregation.columnar import add_up, totals_and_changes
from foistats.aggregation.totals import Interval, change_rows, total_rows
from foistats.errors import TableRejected
from foistats.intake.stock import take_stock
from foistats.model.values import Count
from foistats.naming.periods import read_period
from foistats.records import Category, Observation, ReadResponse, Request
from foistats.release.arrow import arrow_table, parquet_bytes
from foistats.workspace import Workspace
from schemas.tables import CHANGES, OBSERVATIONS, TOTALS, Record, Table
from schemas.vocabulary import Basis, Outcome, Status
from tests.data.reading import tables_of
from tests.data.test_examples import REQUESTS, ROOT
from tests.unit.aggregation.replies import SOUTH_WEST, Y1, Y2, YEARS, count, reply, request, tables

CATEGORIES = (Category("rape", "Rape"), Category("other", "Other", ("Others",)))
MONTHS = tuple(read_period(f"{name} 2016") for name in ("April", "May", "June", "July", "August",
    "September", "October", "November", "December")) + tuple(
    read_period(f"{name} 2017") for name in ("January", "February", "March"))  # fmt: skip
QUARTER = read_period("2016/17 Q1")
COUNTS = st.one_of(
    st.integers(0, 2**40),
    st.builds(
        lambda low, more: Count(low, low + more, Status.SUPPRESSED), *[st.integers(0, 9)] * 2
    ),
    st.just(Count(0, None, Status.SUPPRESSED)),
    st.sampled_from([Count(None, None, status) for status in (Status.NOT_HELD, Status.REFUSED)]),
)


@st.composite
def replies(draw: st.DrawFn) -> list[ReadResponse]:
    made = []
    for force in draw(st.lists(st.sampled_from(SOUTH_WEST), unique=True)):
        forces = (force, "kent") if draw(st.integers(0, 5)) == 0 else (force,)
        observations = [draw(observation(forces, n)) for n in range(draw(st.integers(0, 6)))]
        if draw(st.booleans()):
            # All months of a year, so that they make it.
            observations += [
                count(
                    draw(st.integers(0, 50)), month, "Rape", table="M", place=f"M{n}", forces=forces
                )
                for n, month in enumerate(MONTHS)
            ]
        outcome = draw(st.sampled_from([Outcome.ANSWERED, Outcome.PARTLY_ANSWERED, None]))
        made.append(reply(*observations, force=forces, outcome=outcome))
    return made


@st.composite
def observation(draw: st.DrawFn, forces: tuple[str, ...], number: int) -> Observation:
    labels = draw(st.sampled_from([("Rape",), ("Others", "Male"), ("Rape", "Other"), ("Theft",)]))
    return count(
        draw(COUNTS),
        draw(st.sampled_from([*YEARS, QUARTER, MONTHS[0], read_period("2009/10")])),
        *labels,
        table=draw(st.sampled_from(["A", "B"])),
        place=f"cell {number}",
        forces=draw(st.sampled_from([forces, forces[:1]])),
        basis=draw(st.sampled_from([Basis.PLAIN, Basis.PROVED, Basis.CONTRADICTED])),
        unit=draw(st.sampled_from(["offences", "offences", "arrests"])),
    )


def as_bytes(of: Table, rows: list[Record]) -> bytes:
    return parquet_bytes(arrow_table(of, rows))


def check(found: Tables, of: Request) -> None:
    made = arrow_table(OBSERVATIONS, found.observations)
    pieces = [made.slice(start, 4) for start in range(0, made.num_rows, 4)]
    figures = add_up(pieces, of).figures
    assert as_bytes(TOTALS, total_rows(of, figures)) == as_bytes(TOTALS, found.totals)
    assert as_bytes(CHANGES, change_rows(of, figures)) == as_bytes(CHANGES, found.changes)


@settings(max_examples=60, deadline=None)
@given(replies())
def test_columns_come_to_what_the_rules_come_to(made: list[ReadResponse]) -> None:
    for categories in ((), CATEGORIES):
        of = request((*SOUTH_WEST, "kent"), categories=categories)
        check(tables(*made, of=of), of)


def test_columns_come_to_it_where_batches_are_sorted_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columnar_sums, "_MOST_PLACES", 2)
    monkeypatch.setattr(columnar_sums, "_MOST_WAITING", 2)
    of = request()
    parts = [count(n, month, place=f"M{n}") for n, month in enumerate(MONTHS)]
    check(tables(reply(*parts, count(7, Y2, forces=("dorset",))), of=of), of)


@pytest.mark.parametrize("request_id", REQUESTS)
def test_the_examples_come_to_their_totals_and_changes(request_id: str, tmp_path: Path) -> None:
    made = tables_of(Workspace(ROOT), request_id)
    pq.write_table(made["observations"], tmp_path / "observations.parquet", row_group_size=100)
    of = take_stock(Workspace(ROOT), request_id).request
    totals, changes = totals_and_changes([tmp_path / "observations.parquet"], of)
    assert as_bytes(TOTALS, totals) == parquet_bytes(made["totals"])
    assert as_bytes(CHANGES, changes) == parquet_bytes(made["changes"])


def given_counts(*observations: Observation) -> pa.Table:
    return arrow_table(OBSERVATIONS, tables(reply(*observations)).observations)


def test_a_sum_of_large_counts_is_exact() -> None:
    # 2**53 + 1 is the first whole number that floating point has not.
    found = add_up([given_counts(count(2**53, Y1, "a"), count(1, Y1, "b"))], request()).figures
    assert found["all", Y1][("dorset",)] == Interval(2**53 + 1, 2**53 + 1)


def test_why_there_is_no_count_is_told_and_is_no_nought() -> None:
    found = add_up([given_counts(count(3, Y1), count(Count(None, None, Status.NOT_HELD), Y2))],
        request())  # fmt: skip
    assert ("all", Y2) not in found.figures
    assert found.absences[("dorset",), "all", Y2] == {Status.NOT_HELD}
    assert found.absences[("wiltshire",), "all", Y1] == {Status.NO_RESPONSE}
    assert found.bases == {(("dorset",), Basis.PLAIN): 2}


def changed(table: pa.Table, column: str, values: list[object]) -> pa.Table:
    at = table.schema.get_field_index(column)
    return table.set_column(
        at, table.schema.field(at), pa.array(values, table.schema.field(at).type)
    )


def test_rows_that_no_rule_leaves_are_rejected() -> None:
    one = given_counts(count(3, Y1), count(4, Y2))
    one = one.filter(one["counted"])
    with pytest.raises(TableRejected, match="has no count"):
        add_up([changed(one, "count_low", [None, 4])], request())
    other = changed(changed(one, "response_id", ["b", "b"]), "count_low", [2, 4])
    with pytest.raises(TableRejected, match="different figures"):
        add_up([one, other], request())
    same = changed(one, "response_id", ["b", "b"])
    assert add_up([one, same], request()).figures["all", Y1][("dorset",)] == Interval(3, 3)
    with pytest.raises(TableRejected, match="is counted: report this"):
        add_up([changed(one, "period_kind", ["multi_year", "multi_year"])], request())
