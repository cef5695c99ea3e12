"""One table to observations: what its axes mean, what fills the gaps, what each cell then says."""

from foistats.documents.pdf_marks import APART
from foistats.naming.counts import CellSense, mark_key
from foistats.records import Asked, Count
from foistats.tables.amounts import Amount
from foistats.tables.axes import Axis, read_columns, read_rows
from foistats.tables.counts import CellReader, Filled, pass_over_flags
from foistats.tables.entries import TableReading
from foistats.tables.levels import LevelKind, hints_from
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
from foistats.tables.words import Claim, claim_of, is_not_counts, is_scaled, is_stock
from schemas.problem_codes import ProblemCode


def read_table(table: Table, around: Surroundings, asked: Asked, found: Found) -> TableReading:
    """Give every cell of counts its force, period and headings, or say why it has none."""
    reading = TableReading(table)
    if not table.measure_cols:
        reading.not_counts = True
        return reading
    hints = hints_from(words_around(table), asked.force_ids)
    rows, cols = read_rows(table, hints=hints), read_columns(table, hints=hints)
    if why := _no_counts(table, rows, cols):
        found.add(ProblemCode.COUNT_FRACTIONAL, table.name, why)
        return _unread(reading)
    scaled = next((line for line in words_around(table) if is_scaled(line)), "")
    if why := _unclear(table, rows, cols) or (scaled and f"no exact counts: {scaled[:80]!r}"):
        found.add(ProblemCode.LAYOUT_UNCLEAR, table.name, why)
        return _unread(reading)
    _heed_footnotes(table, rows, cols)
    marks = around.marks if table.declared is None else {**around.marks, **table.declared.marks}
    reading.sums = work_out(table, rows, cols, amount=lambda cell: _amount(cell, marks))
    _report_totals(reading, found)
    filled = _fill(table, around=around, asked=asked)
    CellReader(reading, (rows, cols), filled=filled, marks=marks, asked=asked, found=found).read()
    pass_over_flags(reading)
    return reading


def _no_counts(table: Table, rows: Axis, cols: Axis) -> str:
    """Why a table's figures are no counts: its title says so, or most of them are fractions."""
    fractions = whole = 0
    for col in cols.lines.values():
        if below := _differences(table, col.index):
            return f"{below} figures of one column are below zero: differences, no counts"
        for row in rows.lines.values():
            cell = table.sensed.at(row.index, col.index)
            if cell is not None and Claim.DERIVED not in (row.claim, col.claim):
                fractions += cell.sense is CellSense.FRACTIONAL
                whole += cell.sense is CellSense.COUNT
    for text in titles_of(table)[:4] + _unit_notes(table):
        if is_not_counts(text) and fractions:
            return f"the table says {text!r}; {fractions} of its figures are no whole numbers"
    if fractions > max(whole, 3):
        return f"{fractions} of {fractions + whole} figures are no whole numbers"
    return ""


def _differences(table: Table, col: int) -> int:
    """How many figures of a column are below zero, where so many are that it counts nothing."""
    if claim_of(table.title_of(col)) is Claim.DERIVED:
        return 0
    cells = [cell for row in table.data_rows if (cell := table.sensed.at(row, col)) is not None]
    negative = sum(cell.sense is CellSense.NEGATIVE for cell in cells)
    return negative if negative >= 3 and negative * 10 >= len(cells) else 0


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


def _unit_notes(table: Table) -> list[str]:
    """What stands above the columns of counts without heading them: `Full-time equivalents`."""
    return [
        cell.text
        for row in [*table.header_rows, *table.title_rows]
        for _, cell in table.sensed.filled(row)
        if not cell.numeric
    ]


def _shifted(table: Table) -> str:
    """The period over labels or blanks, of headings that stand a cell too far to one side.

    Read as they stand, each figure would belong to its neighbour's period.
    """
    blank = [
        col
        for col in table.measure_cols
        if all(table.sensed.at(row, col) is None for row in table.data_rows)
    ]
    for row in table.header_rows:
        over = {
            col: cell
            for col in [*table.label_cols, *table.measure_cols]
            if (cell := table.heading(row, col)) is not None and cell.period is not None
        }
        astray = [col for col in [*table.label_cols, *blank] if col in over]
        figures = [col for col in table.measure_cols if col in over and col not in blank]
        bare = [
            col
            for col in table.measure_cols
            if all(table.heading(one, col) is None for one in table.header_rows)
        ]
        if astray and figures and bare:
            return over[astray[0]].text
    return ""


def _unclear(table: Table, rows: Axis, cols: Axis) -> str:
    """Why the readings of a table's axes don't go together, if they don't."""
    if broken := _run_together(table):
        return f"the figures of several columns run together: {broken!r}"
    near = [*_unit_notes(table), *titles_of(table)[:3]]
    if stock := next((text for text in near if is_stock(text)), ""):
        return f"figures as at a day, or not of events: {stock!r}"
    if shifted := _shifted(table):
        return f"{shifted!r} stands over no figures, and nothing over a column of figures"
    headed = rows.has(LevelKind.PERIOD) or cols.has(LevelKind.PERIOD) or table.declared is not None
    if not table.header_rows and not headed and _has_words(table):
        return "nothing heads the figures, and words stand among them"
    for line in [*rows.lines.values(), *cols.lines.values()]:
        if line.clash:
            return f"two periods head one line: {line.clash}"
    both = rows.has(LevelKind.PERIOD) and cols.has(LevelKind.PERIOD)
    doubtful = any(
        line.unsettled or line.no_period for axis in (rows, cols) for line in axis.lines.values()
    )
    if both and (doubtful or not _nested(rows, cols)):
        return "periods stand over the columns and beside the rows, and neither holds the other"
    for level in [*rows.levels, *cols.levels]:
        if level.unclear:
            known = sorted({level.texts[line] for line in level.areas})[:2]
            other = sorted({level.texts[line] for line in level.unknown})[:2]
            return f"{' and '.join(known)} could be forces, {' and '.join(other)} can't"
    if any(_two_forces(axis) for axis in (rows, cols)):
        return "two levels of headings name forces, and not the same"
    if rows.has(LevelKind.AREA) and cols.has(LevelKind.AREA):
        return "forces stand over the columns and beside the rows"
    return ""


def _two_forces(axis: Axis) -> bool:
    named = [level for level in axis.levels if level.kind is LevelKind.AREA]
    for index in axis.lines:
        areas = [level.areas[index] for level in named if index in level.areas]
        if len({area.force_ids for area in areas if area.force_ids}) > 1:
            return True
    return False


def _run_together(table: Table) -> str:
    """A cell of a PDF in which the reader found several figures that it could not part."""
    for row in table.data_rows:
        for _, cell in table.sensed.filled(row):
            if APART in cell.text:
                return cell.text[:60]
    return ""


def _has_words(table: Table) -> bool:
    return any(
        (cell := table.sensed.at(row, col)) is not None and not cell.numeric
        for row in table.data_rows
        for col in table.measure_cols
    )


def _nested(rows: Axis, cols: Axis) -> bool:
    pairs = [
        (r.period, c.period)
        for r in rows.lines.values()
        for c in cols.lines.values()
        if r.period is not None and c.period is not None
    ]
    return all(
        (a.start <= b.start and b.end <= a.end) or (b.start <= a.start and a.end <= b.end)
        for a, b in pairs
    )


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


def _report_totals(reading: TableReading, found: Found) -> None:
    table, grid = reading.table, reading.table.sensed.grid
    for total in reading.sums.totals:
        if total.agrees is False:
            parts = (
                str(total.low)
                if total.low == total.high
                else f"{total.low} to {'more' if total.high is None else total.high}"
            )
            found.add(
                ProblemCode.TOTAL_MISMATCH,
                grid.place(*total.place),
                f"{total.heading!r} prints {total.printed}, its {len(total.parts)} parts "
                f"come to {parts}",
            )
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
