"""Documents of every layout are read exactly, or refused; never read wrongly."""

from collections import Counter
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from foistats.reading.file import read_reply
from foistats.records import Declared, DocumentReading
from schemas.problem_codes import ProblemCode as P
from tests.golden.tables.builders import Workbook, drawn
from tests.golden.tables.case import DORSET, Case, Row, as_row
from tests.golden.tables.documents import CASES

BY_NAME = {case.name: case for case in CASES}


@cache
def reading_of(name: str) -> DocumentReading:
    """What is read from a case's document, once for all its tests."""
    case = BY_NAME[name]
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"reply{case.suffix}"
        case.build(path)
        # What has hidden cells is sealed; once a person released it, it is read without them.
        declared = Declared(released=P.HIDDEN_CELLS in case.problems)
        return read_reply(path, case.asked, declared)


def read_and_expected(case: Case) -> tuple[Counter[Row], Counter[Row], Counter[Row]]:
    """The rows read, those that must be, and those that may be, comparable with one another.

    A place, or the labels, are dropped from both sides where the case does not settle them.
    """
    blank = {} if all(row.place for row in case.expected) else {"place": ""}
    blank |= {} if case.same_labels else {"labels": ""}
    read = (
        as_row(observation, sheet_in_place=case.suffix != ".csv")
        for observation in reading_of(case.name).observations
    )
    needed = (row for row in case.expected if not row.optional)
    optional = (row._replace(optional="") for row in case.expected if row.optional)
    return (
        Counter(row._replace(**blank) for row in read),
        Counter(row._replace(**blank) for row in needed),
        Counter(row._replace(**blank) for row in optional),
    )


def shown(rows: Counter[Row]) -> str:
    """Rows as lines, for the message of a failing test."""
    return "\n".join(" ; ".join(filter(None, row)) for row in rows.elements())


def problems_of(case: Case) -> str:
    """The problems as lines, for the message of a failing test."""
    return "\n".join(str(problem) for problem in reading_of(case.name).problems)


each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


@each_case
def test_nothing_is_read_that_is_not_there(case: Case) -> None:
    read, needed, optional = read_and_expected(case)
    wrong = read - needed - optional
    assert not wrong, f"read but not expected:\n{shown(wrong)}\n{problems_of(case)}"


@each_case
def test_everything_is_read_or_refused(case: Case) -> None:
    read, needed, _ = read_and_expected(case)
    missing = needed - read
    refused = case.may_refuse and reading_of(case.name).problems
    assert refused or not missing, f"not read:\n{shown(missing)}\n{problems_of(case)}"


@each_case
def test_the_problems_are_those_of_the_document(case: Case) -> None:
    found = {problem.code for problem in reading_of(case.name).problems}
    assert case.problems <= found, problems_of(case)
    if not case.may_refuse:
        assert found <= case.problems | case.allowed, problems_of(case)


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.checks is not None], ids=lambda case: case.name
)
def test_printed_totals_are_verified(case: Case) -> None:
    reading = reading_of(case.name)
    if case.may_refuse and reading.problems and not reading.observations:
        return
    differing = {check.place for check in reading.checks if check.agrees is False}
    agreeing = {check.place for check in reading.checks if check.agrees} - differing
    assert (len(agreeing), len(differing)) == case.checks, reading.checks


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.cells is not None], ids=lambda case: case.name
)
def test_every_cell_is_accounted_for(case: Case) -> None:
    account = reading_of(case.name).account
    assert sum(account) == case.cells, account
    if not case.may_refuse:
        assert account.unexplained == 0, account


def test_a_total_that_does_not_add_up_is_reported_with_both_numbers() -> None:
    [problem] = (
        problem
        for problem in reading_of("total_that_does_not_add_up").problems
        if problem.code is P.TOTAL_MISMATCH
    )
    assert "432" in problem.found + problem.expected
    assert "422" in problem.found + problem.expected
    assert problem.place.endswith("C5")


def test_a_hidden_value_reaches_neither_observations_nor_problems() -> None:
    reading = reading_of("hidden_column_is_never_read")
    assert not any(value in repr(reading) for value in ("140", "236"))


@each_case
def test_every_problem_says_what_to_do_next(case: Case) -> None:
    for problem in reading_of(case.name).problems:
        assert problem.remedy.strip(), problem
        assert problem.found.strip(), problem


def test_every_expected_table_belongs_to_a_case() -> None:
    tables = {path.stem for path in Path(__file__).with_name("expected").glob("*.csv")}
    assert tables == set(BY_NAME)


@pytest.mark.parametrize(
    ("drawing", "kept"),
    [
        (
            "Number of victims of sexual offences\n.\nAge | 2016/17\nUnder 13 | 12\nOver 13 | 40",
            0,
        ),
        ("Year | Offences | Arrests\n2016/17 | 112 | 40\n2017/18 | 140 | 50", 2),
        ("Measure | 2016/17\nOffences recorded | 112\nCharges | 40", 1),
        ("Measure | 2016/17\nOffences recorded | 112\nOffences detected | 40", 1),
        ("Measure | 2016/17\nCrimes | 112\nNumber of suspects | 40", 1),
    ],
    ids=["title", "columns", "rows", "detections", "crimes and suspects"],
)
def test_counts_of_another_unit_are_never_given_as_offences(
    drawing: str, kept: int, tmp_path: Path
) -> None:
    path = tmp_path / "reply.xlsx"
    Workbook({"Sheet1": drawn(drawing)})(path)
    reading = read_reply(path, DORSET)
    offences = [seen for seen in reading.observations if seen.unit in ("offences", "crimes")]
    assert len(offences) <= kept, offences


def test_rounded_figures_are_not_given_as_exact_without_a_word(tmp_path: Path) -> None:
    drawing = (
        "Figures are rounded to the nearest 5\n.\nOffence | 2016/17\nRape | 110\nGrooming | 235"
    )
    path = tmp_path / "reply.xlsx"
    Workbook({"Sheet1": drawn(drawing)})(path)
    reading = read_reply(path, DORSET)
    assert reading.problems or not any(seen.count.exact for seen in reading.observations)
