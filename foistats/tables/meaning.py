"""One table to observations: what its axes mean, what fills the gaps, what each cell then says."""

from dataclasses import replace

from foistats.model.values import Count
from foistats.naming.counts import CellSense, mark_key
from foistats.records import Asked
from foistats.tables.amounts import Amount
from foistats.tables.axes import Axis, read_columns, read_rows
from foistats.tables.counts import CellReader, Filled, pass_over_flags
from foistats.tables.derived import judge_derived
from foistats.tables.entries import TableReading
from foistats.tables.laws import Draft, first_broken
from foistats.tables.levels import are_ages, hints_from
from foistats.tables.mismatch import what_may_explain
from foistats.tables.problems import Found
from foistats.tables.senses import SensedCell
from foistats.tables.surroundings import (
    Surroundings,
    fill_force,
    fill_period,
    fill_unit,
    footnote_of,
    limits_said,
    titles_of,
    words_around,
)
from foistats.tables.table import Table
from foistats.tables.totals import work_out
from schemas.problem_codes import ProblemCode


def read_table(table: Table, around: Surroundings, asked: Asked, found: Found) -> TableReading:
    """Give every cell of counts its force, period and headings, or say why it has none."""
    reading = TableReading(table)
    if not table.measure_cols:
        reading.not_counts = True
        return reading
    titles, around_it = titles_of(table), words_around(table)
    own = [*titles, table.sensed.grid.name, *table.sensed.grid.notes]
    hints = hints_from(own, around_it, asked.force_ids)
    rows = read_rows(table, hints=hints)
    # Where the rows are ages, 18/19 over the columns is a year.
    cols = read_columns(table, hints=replace(hints, ages_beside=are_ages(_labels(table))))
    judge_derived(table, rows, cols)
    reading.rows, reading.cols = rows, cols
    if broken := first_broken(Draft(table, rows, cols, titles, around_it)):
        found.add(broken.law.code, table.name, broken.how)
        reading.broken = broken.law.name
        return _unread(reading)
    _heed_footnotes(table, rows, cols)
    marks = around.marks if table.declared is None else {**around.marks, **table.declared.marks}
    reading.sums = work_out(table, rows, cols, amount=lambda cell: _amount(cell, marks))
    _report_totals(reading, (rows, cols), found)
    filled = _fill(table, around=around, asked=asked)
    CellReader(reading, (rows, cols), filled=filled, marks=marks, asked=asked, found=found).read()
    pass_over_flags(reading)
    return reading


def _labels(table: Table) -> list[SensedCell]:
    return [
        cell
        for col in table.label_cols
        for row in table.data_rows
        if (cell := table.heading(row, col)) is not None
    ]


def _heed_footnotes(table: Table, rows: Axis, cols: Axis) -> None:
    """A footnote that cuts a year short (`* April to December only`) leaves that year unsettled."""
    said = limits_said(table)
    if not said:
        return
    for axis in (rows, cols):
        for level in axis.levels:
            for index in level.periods:
                text = level.texts[index]
                if index in axis.lines and (mark := footnote_of(text)) in said and mark:
                    axis.lines[index].unsettled = f"{text} ({said[mark]})"


def unread_because(table: Table, why: str, found: Found) -> TableReading:
    """Nothing of a table, and the problem that says why."""
    found.add(ProblemCode.LAYOUT_UNCLEAR, table.name, why)
    return _unread(TableReading(table))


def _unread(reading: TableReading) -> TableReading:
    table = reading.table
    reading.unread = {
        (row, col)
        for row in table.data_rows
        for col in table.measure_cols
        if table.sensed.at(row, col) is not None
    }
    return reading


def _amount(cell: SensedCell | None, marks: dict[str, Count]) -> Amount | None:
    """What a cell adds to a sum."""
    if cell is None:
        meaning = marks.get("")
        return Amount(0, None, "") if meaning is None else _of_count(meaning)
    if cell.sense is CellSense.MARK:
        meaning = marks.get(mark_key(cell.text))
        return Amount(0, None, mark_key(cell.text)) if meaning is None else _of_count(meaning)
    if cell.count is not None:
        return _of_count(cell.count)
    if cell.sense is CellSense.NEGATIVE and isinstance(cell.value, int):
        return Amount(cell.value, cell.value)
    return Amount(0, None)


def _of_count(count: Count) -> Amount:
    if count.low is None:
        return Amount(0, None, absent=True)
    return Amount(count.low, count.high)


def _report_totals(reading: TableReading, axes: tuple[Axis, Axis], found: Found) -> None:
    table, grid = reading.table, reading.table.sensed.grid
    for total in reading.sums.totals:
        if total.agrees is False:
            parts = (
                str(total.low)
                if total.low == total.high
                else f"{total.low} to {'more' if total.high is None else total.high}"
            )
            what = (
                f"{total.heading!r} prints {total.printed}, its {len(total.parts)} parts "
                f"come to {parts}"
            )
            why = what_may_explain(total, table, reading.sums, axes)
            where = grid.place(*total.place)
            found.add(ProblemCode.TOTAL_MISMATCH, where, f"{what}; {why}" if why else what)
    for line in reading.sums.unknown:
        heading = " ".join(line.labels) or "a line without heading"
        found.add(ProblemCode.TOTAL_UNEXPLAINED, table.name, f"{heading!r} has no parts beside it")


def _fill(table: Table, *, around: Surroundings, asked: Asked) -> Filled:
    period, period_from, why = fill_period(table, around, asked)
    forces, force_from = fill_force(table, around, asked)
    unit = fill_unit(table)
    settled = period.period if period is not None else None
    said = unit.value if unit else asked.unit
    return Filled(settled, period_from, forces, force_from, said, why)
