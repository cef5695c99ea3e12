"""A table without a period is dated by a sum that can be no accident, or not at all."""

from foistats.documents.model import Document, Grid, Value
from foistats.reading.file import read_cells
from foistats.records import Asked, DocumentReading
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import Basis, PeriodKind, Source

YEARS: list[list[Value]] = [["Offence", "2016/17", "2017/18"], ["Rape", 112, 140]]


def read(*tables: list[list[Value]]) -> DocumentReading:
    width = max(len(row) for table in tables for row in table)
    rows: list[list[Value]] = []
    for table in tables:
        rows += [row + [None] * (width - len(row)) for row in table]
        rows.append([None] * width)
    return read_cells(
        Document([Grid("Sheet1", rows)]), asked=Asked(force_ids=("dorset",)), name="reply.xlsx"
    )


def test_outcomes_that_come_to_both_years_are_of_both_years() -> None:
    reading = read(YEARS, [["Outcome", "Number"], ["Charged", 52], ["Other", 200]])
    outcomes = [o for o in reading.observations if o.period.kind is PeriodKind.MULTI_YEAR]
    assert [o.count.low for o in outcomes] == [52, 200]
    assert {(o.basis, o.period_from) for o in outcomes} == {(Basis.PROVED, Source.DOCUMENT)}
    assert reading.problems == ()


def test_two_tables_that_come_to_it_together_are_dated_together() -> None:
    reading = read(
        YEARS,
        [["Outcome", "Bournemouth"], ["Charged", 52], ["Other", 100]],
        [["Outcome", "Poole"], ["Charged", 40], ["Other", 60]],
    )
    dated = [o.count.low for o in reading.observations if o.period.kind is PeriodKind.MULTI_YEAR]
    assert dated == [52, 100, 40, 60]


def test_a_sum_that_is_one_short_dates_nothing() -> None:
    reading = read(YEARS, [["Outcome", "Number"], ["Charged", 52], ["Other", 199]])
    assert [o.count.low for o in reading.observations] == [112, 140]
    assert {problem.code for problem in reading.problems} == {ProblemCode.NO_PERIOD}


def test_small_sums_date_nothing() -> None:
    small: list[list[Value]] = [["Offence", "2016/17", "2017/18"], ["Rape", 5, 6]]
    reading = read(small, [["Outcome", "Number"], ["Charged", 2], ["Other", 9]])
    assert [o.count.low for o in reading.observations] == [5, 6]


def test_years_with_a_gap_between_them_are_no_whole() -> None:
    gap: list[list[Value]] = [["Offence", "2015/16", "2017/18"], ["Rape", 112, 140]]
    reading = read(gap, [["Outcome", "Number"], ["Charged", 52], ["Other", 200]])
    assert [o.count.low for o in reading.observations] == [112, 140]
