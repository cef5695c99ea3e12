"""For every rule of every table, a row that it rejects; and a table that keeps them all."""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from foistats.errors import TableRejected
from foistats.model.values import Count
from foistats.quality.contracts import broken_rules, check_tables
from foistats.release.arrow import arrow_tables
from schemas.contracts import arrow_schema, pandera_schema
from schemas.fields import FIELDS
from schemas.problem_codes import EXPLAINED, ProblemCode
from schemas.tables import (
    CHANGES,
    COVERAGE,
    DOCUMENTS,
    GATE,
    OBSERVATIONS,
    PROBLEMS,
    TABLES,
    TOTALS,
    Table,
)
from schemas.vocabulary import Basis, Status
from tests.unit.aggregation.replies import Y1, Y2, count, refusal, refuses, reply, tables

HIDDEN = Count(0, 4, Status.SUPPRESSED)


def good() -> dict[str, Any]:
    return arrow_tables(
        tables(
            reply(count(10, Y1), count(12, Y2, basis=Basis.PROVED)),
            reply(count(HIDDEN, Y1, forces=("wiltshire",)), force="wiltshire"),
            reply(problems=[refusal(ProblemCode.DOCUMENT_EMPTY)], force="gloucestershire"),
            reply(refused=[refuses(section="12")], force="avon-and-somerset", outcome=None),
        )
    )


def frame(table: Table) -> pd.DataFrame:
    made: pd.DataFrame = good()[table.name].to_pandas(types_mapper=pd.ArrowDtype)
    return made


def test_tables_that_keep_every_rule_pass() -> None:
    check_tables({name: [table] for name, table in good().items()})


# What is changed in the first row that has the value, and a word of the rule that must notice.
BREAKS: list[tuple[Table, tuple[str, object], dict[str, object], str]] = [
    (
        OBSERVATIONS,
        ("count_low", 10),
        {"period_end": date(2000, 1, 1)},
        "period_start is not above",
    ),
    (OBSERVATIONS, ("count_low", 10), {"count_high": 9}, "count_low is not above"),
    (OBSERVATIONS, ("count_low", 10), {"count_low": None}, "only where count_low has"),
    (OBSERVATIONS, ("count_low", 10), {"status": "refused"}, "an absence has no count"),
    (OBSERVATIONS, ("count_low", 10), {"count_high": 11}, "is exact"),
    (OBSERVATIONS, ("count_low", 10), {"count_high": None}, "is exact"),
    (OBSERVATIONS, ("count_low", 10), {"sha256": ""}, "a document and a place"),
    (OBSERVATIONS, ("count_low", 10), {"place": ""}, "a document and a place"),
    (OBSERVATIONS, ("status", "no_response"), {"place": "S!A1"}, "its digest and a place in it"),
    (OBSERVATIONS, ("status", "refused"), {"sha256": ""}, "its digest and a place in it"),
    (OBSERVATIONS, ("status", "refused"), {"as_written": ""}, "has its words"),
    (OBSERVATIONS, ("count_low", 10), {"basis": "contradicted"}, "uncontradicted"),
    (OBSERVATIONS, ("count_low", 10), {"concern": "part"}, "what was asked"),
    (OBSERVATIONS, ("count_low", 10), {"force_id": ""}, "uncontradicted"),
    (OBSERVATIONS, ("count_low", 10), {"category_id": ""}, "uncontradicted"),
    (OBSERVATIONS, ("count_low", 10), {"count_low": -1}, "greater_than_or_equal_to(0)"),
    (OBSERVATIONS, ("count_low", 10), {"status": "guessed"}, "isin"),
    (OBSERVATIONS, ("count_low", 10), {"unit": "offence"}, "isin"),
    (OBSERVATIONS, ("count_low", 10), {"sha256": "abc"}, "str_matches"),
    (OBSERVATIONS, ("count_low", 10), {"force_id": "Dorset Police"}, "str_matches"),
    (OBSERVATIONS, ("count_low", 10), {"labels": None}, "not_nullable"),
    (DOCUMENTS, ("counts", 2), {"counts_confirmed": 3}, "counts_confirmed is not above"),
    (DOCUMENTS, ("counts", 2), {"counts_proved": 3}, "counts_proved is not above"),
    (DOCUMENTS, ("counts", 2), {"document_state": "sealed"}, "of what was not read"),
    (DOCUMENTS, ("document_state", "not_read"), {"counts": 1}, "of what was not read"),
    (DOCUMENTS, ("counts", 2), {"document_state": "lost"}, "isin"),
    (TOTALS, ("count_low", 10), {"period_end": date(2000, 1, 1)}, "period_start is not above"),
    (TOTALS, ("count_low", 10), {"count_high": 9}, "count_low is not above"),
    (TOTALS, ("count_low", 10), {"count_low": None}, "only where count_low has"),
    (TOTALS, ("count_low", 10), {"forces_counted": 6}, "forces_counted is not above"),
    (TOTALS, ("count_low", 10), {"forces_asked": 6}, "forces_asked is not above"),
    (TOTALS, ("forces_counted", 0), {"count_low": 0}, "never zero"),
    (TOTALS, ("forces_counted", 0), {"complete": True}, "every force of the area is counted"),
    (TOTALS, ("count_low", 10), {"area_kind": "county"}, "isin"),
    (TOTALS, ("count_low", 10), {"area_name": ""}, "str_matches"),
    (CHANGES, ("from_low", 10), {"from_high": 9}, "from_low is not above"),
    (CHANGES, ("from_low", 10), {"to_high": 11}, "to_low is not above"),
    (CHANGES, ("from_low", 10), {"difference_high": 1}, "difference_low is not above"),
    (CHANGES, ("from_low", 10), {"percent_high": 1.0}, "percent_low is not above"),
    (CHANGES, ("from_low", 10), {"forces_compared": 6}, "forces_compared is not above"),
    (CHANGES, ("from_low", 10), {"from_end": date(2030, 1, 1)}, "ends before the later"),
    (CHANGES, ("from_low", 10), {"period_kind": "multi_year"}, "never compared"),
    (CHANGES, ("from_low", 10), {"period_kind": "part_year"}, "never compared"),
    (CHANGES, ("from_low", 10), {"from_low": 0}, "base that can't be zero"),
    (CHANGES, ("forces_compared", 0), {"from_low": 0}, "no force has no sums"),
    (CHANGES, ("forces_compared", 0), {"complete": True}, "every force of the area is compared"),
    (COVERAGE, ("force_id", "dorset"), {"first_received_on": date(2000, 1, 1)}, "sent_on is not"),
    (COVERAGE, ("force_id", "dorset"), {"received_on": date(2000, 1, 1)}, "first_received_on is"),
    (COVERAGE, ("force_id", "dorset"), {"periods_answered": 9}, "periods_answered is not above"),
    (COVERAGE, ("force_id", "dorset"), {"outcome": "refused"}, "only an answer answers"),
    (COVERAGE, ("force_id", "dorset"), {"outcome": "maybe"}, "isin"),
    (COVERAGE, ("force_id", "dorset"), {"outcome_from": "hearsay"}, "isin"),
    (COVERAGE, ("force_id", "dorset"), {"outcome_from": ""}, "an outcome says where it is from"),
    (PROBLEMS, ("response_id", "gloucestershire"), {"code": "trouble"}, "isin"),
]


@pytest.mark.parametrize(("table", "where", "change", "rule"), BREAKS)
def test_a_row_that_breaks_a_rule_is_rejected(
    table: Table, where: tuple[str, object], change: dict[str, object], rule: str
) -> None:
    broken = frame(table)
    assert broken_rules(table, broken) == []
    row = broken.index[(broken[where[0]] == where[1]).fillna(False).astype(bool)][0]
    for column, value in change.items():
        values: Any = broken.loc
        values[row, column] = pd.NA if value is None else value
    said = broken_rules(table, broken)
    assert any(rule in line for line in said), said


def test_every_rule_has_a_row_that_it_rejects() -> None:
    told = {(table.name, rule) for table, _, _, rule in BREAKS}
    for table in TABLES:
        for rule in table.rules:
            assert any(name == table.name and said in rule.sentence for name, said in told), rule


@pytest.mark.parametrize("table", TABLES)
def test_two_rows_of_one_key_are_rejected(table: Table) -> None:
    one = frame(table)
    assert broken_rules(table, pd.concat([one, one.head(1)], ignore_index=True))


@pytest.mark.parametrize("table", TABLES)
def test_a_column_too_many_or_too_few_is_rejected(table: Table) -> None:
    assert broken_rules(table, frame(table).assign(more="x"))
    assert broken_rules(table, frame(table).drop(columns=table.columns[-1]))


def test_a_column_of_another_type_is_rejected_and_not_turned() -> None:
    wrong = frame(TOTALS)
    wrong["forces_asked"] = wrong["forces_asked"].astype("string[pyarrow]")
    assert any("forces_asked" in line for line in broken_rules(TOTALS, wrong))


def test_a_broken_table_stops_the_writing_and_names_the_rule() -> None:
    found = good()
    changed = found["totals"].to_pylist()
    changed[0]["complete"] = not changed[0]["complete"]
    found["totals"] = type(found["totals"]).from_pylist(changed, schema=arrow_schema(TOTALS))
    with pytest.raises(TableRejected, match="every force of the area is counted"):
        check_tables({name: [table] for name, table in found.items()})


def test_both_contracts_come_from_one_definition() -> None:
    for table in TABLES:
        assert tuple(arrow_schema(table).names) == table.columns
        assert tuple(pandera_schema(table).columns) == table.columns
        assert set(table.key) <= set(table.columns)


def test_every_column_is_used_and_explained() -> None:
    used = {column for table in (*TABLES, GATE) for column in table.columns}
    assert used == set(FIELDS)
    assert all(field.description.endswith(".") for field in FIELDS.values())


def test_every_problem_code_is_explained() -> None:
    assert set(EXPLAINED) == set(ProblemCode)


def test_a_row_is_made_of_every_column_by_its_name_and_of_nothing_else() -> None:
    problem = {
        "remedy": "g",
        "request_id": "a",
        "code": "no_table",
        "response_id": "b",
        "document": "c",
        "place": "d",
        "found": "e",
        "expected": "f",
    }
    # As schemas/tables.py has the columns: the key first, whatever the order of the names here.
    assert PROBLEMS.record(**problem) == ("a", "no_table", "b", "c", "d", "e", "f", "g")
    with pytest.raises(TypeError, match="remedy"):
        PROBLEMS.record(**{name: text for name, text in problem.items() if name != "remedy"})
    with pytest.raises(TypeError, match="remedies"):
        PROBLEMS.record(**problem, remedies="h")
