"""One table to observations: what its axes mean, what fills the gaps, what each cell then says."""

from dataclasses import replace

from foistats.model.values import Count
from foistats.naming.counts import CellSense, mark_key
from foistats.naming.periods.other_years import says_calendar_year
from foistats.records import Asked
from foistats.tables.around.limits import Limits, limited_by, limits_of
from foistats.tables.around.other_stretch import other_stretch
from foistats.tables.around.proposed import said_of
from foistats.tables.around.surroundings import (
    Surroundings,
    cuts_short,
    fill_force,
    fill_period,
    footnote_of,
    limits_said,
    titles_of,
    words_around,
)
from foistats.tables.around.units import fill_unit
from foistats.tables.counts import CellReader, Filled, meant_by, pass_over_flags
from foistats.tables.entries import TableReading
from foistats.tables.figures.amounts import Amount, Total
from foistats.tables.figures.derived import judge_derived
from foistats.tables.figures.measurements import set_aside_measurements
from foistats.tables.figures.mismatch import what_may_explain
from foistats.tables.laws import Draft, first_broken
from foistats.tables.problems import Found
from foistats.tables.senses import SensedCell
from foistats.tables.shape.axes import Axis, Line, read_columns, read_rows
from foistats.tables.shape.levels import LevelKind, are_ages, hints_from
from foistats.tables.table import Table
from foistats.tables.totals import work_out
from foistats.tables.words import Claim
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import Source

# More totals of one line that don't come out are told in one problem.
_FEW = 4


def read_table(table: Table, around: Surroundings, asked: Asked, found: Found) -> TableReading:
    """Give every cell of counts its force, period and headings, or say why it has none."""
    reading = TableReading(table)
    if not table.measure_cols:
        reading.not_counts = True
        return reading
    titles, around_it = titles_of(table), words_around(table)
    own = [*titles, table.sensed.grid.name, *table.sensed.grid.notes]
    hints = replace(
        hints_from(own, around_it, asked.force_ids), kind=asked.period_kind, said=asked.headings_are
    )
    rows = read_rows(table, hints=hints)
    # Where the rows are ages, 18/19 over the columns is a year.
    cols = read_columns(table, hints=replace(hints, ages_beside=are_ages(_labels(table))))
    judge_derived(table, rows, cols)
    set_aside_measurements(table, cols)
    reading.rows, reading.cols = rows, cols
    if broken := first_broken(Draft(table, rows, cols, titles, around_it, around.when_said)):
        found.add(broken.law.code, table.name, broken.how)
        reading.broken = broken.law.name
        return _unread(reading)
    heeded = _heed_own_lines(table, rows, cols) | _said_of_derived(rows, cols)
    marks = around.marks if table.declared is None else {**around.marks, **table.declared.marks}
    reading.sums = work_out(table, rows, cols, amount=lambda cell: _amount(cell, marks))
    _report_totals(reading, (rows, cols), found)
    filled = _fill(table, around=around, asked=asked)
    heads = [*titles, table.sensed.grid.name]
    beside = [text for row in table.data_rows for text in _remarks(table, row)]
    dated = any(level.kind is LevelKind.PERIOD for level in rows.levels)
    lines = [*around_it, *around.when_said, *(() if dated else beside)]
    lines = [line for line in lines if line not in heeded]
    filled.why_no_year += said_of(around.proposed)
    filled.calendar = any(says_calendar_year(line) for line in (*around_it, *around.when_said))
    filled.limits = _limits(filled, (rows, cols), heads=heads, lines=lines, around=around)
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


def _heed_own_lines(table: Table, rows: Axis, cols: Axis) -> set[str]:
    """Cut short the lines of which a heading, a note beside it or its footnote says so.

    `2018/19* | ... | * April to December only`. Gives the texts that speak of one line alone.
    """
    said = limits_said(table)
    heeded: set[str] = set()
    for axis in (rows, cols):
        for level in axis.levels:
            heeded |= {text for text in level.texts.values() if level.kind is LevelKind.PERIOD}
            for index in level.periods:
                if index not in axis.lines:
                    continue
                text, line = level.texts[index], axis.lines[index]
                mark = footnote_of(text)
                line_said, footnote = said.get(mark, ("", "")) if mark else ("", "")
                heeded.add(line_said)
                own = [text, footnote, *(_remarks(table, index) if axis is rows else ())]
                _cut_short(line, own, footnote)
    return heeded


def _said_of_derived(rows: Axis, cols: Axis) -> set[str]:
    """The headings of lines that figures show to be derived: `To date` over a running total."""
    return {
        text
        for axis in (rows, cols)
        for line in axis.lines.values()
        if line.claim is Claim.DERIVED and not line.unclear
        for text in line.labels
    }


def _remarks(table: Table, row: int) -> list[str]:
    return [cell.text for col in table.note_cols if (cell := table.sensed.at(row, col)) is not None]


def _cut_short(line: Line, own: list[str], footnote: str) -> None:
    if line.period is None or line.unsettled:
        return
    period, why = limited_by(line.period, own)
    if why or (cuts_short(footnote) and period == line.period):
        line.unsettled = f"{own[0]} ({why or footnote})"
    line.period = period


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
        return _of_count(meant_by(cell, marks) or cell.count)
    if cell.sense is CellSense.NEGATIVE and isinstance(cell.value, int):
        return Amount(cell.value, cell.value)
    return Amount(0, None)


def _of_count(count: Count) -> Amount:
    if count.low is None:
        return Amount(0, None, absent=True)
    return Amount(count.low, count.high)


def _report_totals(reading: TableReading, axes: tuple[Axis, Axis], found: Found) -> None:
    table, grid = reading.table, reading.table.sensed.grid
    wrong: dict[tuple[str, bool], list[Total]] = {}
    for total in reading.sums.totals:
        if total.agrees is False:
            down = all(col == total.place[1] for _, col in total.parts)
            wrong.setdefault((total.heading, down), []).append(total)
    # Totals of one line that don't come out are one matter, and so are many lines of a table.
    everywhere = [total for totals in wrong.values() for total in totals]
    for totals in [everywhere] if len(wrong) > _FEW else list(wrong.values()):
        together = ""
        if len(totals) > _FEW:
            together = f"{_mismatch(totals[0], table, reading, axes)}; so in {len(totals)} places"
        for total in totals:
            what = together or _mismatch(total, table, reading, axes)
            found.add(ProblemCode.TOTAL_MISMATCH, grid.place(*total.place), what)
    for line in reading.sums.unknown:
        heading = " ".join(line.labels) or "a line without heading"
        found.add(ProblemCode.TOTAL_UNEXPLAINED, table.name, f"{heading!r} has no parts beside it")


def _mismatch(total: Total, table: Table, reading: TableReading, axes: tuple[Axis, Axis]) -> str:
    """A printed total, what its parts come to, and what may explain the difference."""
    parts = (
        str(total.low)
        if total.low == total.high
        else f"{total.low} to {'more' if total.high is None else total.high}"
    )
    what = f"{total.heading!r} prints {total.printed}, its {len(total.parts)} parts come to {parts}"
    return f"{what}; {what_may_explain(total, table, reading.sums, axes)}"


def _limits(
    filled: Filled,
    axes: tuple[Axis, Axis],
    *,
    heads: list[str],
    lines: list[str],
    around: Surroundings,
) -> Limits:
    """How far the figures of the table reach, by the lines around it and the day of the reply."""
    if filled.period is not None and filled.period_from in (Source.DECLARED, Source.LAYOUT):
        return Limits(replied_on=around.replied_on)
    periods = {line.period for axis in axes for line in axis.lines.values()} | {filled.period}
    known = [period for period in periods if period is not None]
    return limits_of(known, titles=heads, around=lines, replied_on=around.replied_on)


def _fill(table: Table, *, around: Surroundings, asked: Asked) -> Filled:
    period, period_from, why = fill_period(table, around, asked)
    forces, force_from = fill_force(table, around, asked)
    unit = fill_unit(table, asked)
    settled = period.period if period is not None else None
    if settled is not None:
        why = other_stretch(
            table,
            titles_of(table),
            period=settled,
            period_from=period_from,
            replied_on=around.replied_on,
            sheet_per_period=len(set(around.sheet_periods.values())) > 1,
        )
        settled = None if why else settled
    said = unit.value if unit else asked.unit
    return Filled(settled, period_from, forces, force_from, said, why)
