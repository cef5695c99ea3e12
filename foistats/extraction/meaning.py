"""One table to observations: what its axes mean, what fills the gaps, what each cell then says."""

from collections import Counter
from dataclasses import dataclass, field

from foistats.extraction.arithmetic import (
    Amount,
    Arithmetic,
    Place,
    parallel_groups,
    work_out,
)
from foistats.extraction.context import (
    Surroundings,
    fill_force,
    fill_period,
    fill_unit,
    footnote_of,
    limits_said,
    titles_of,
    words_around,
)
from foistats.extraction.levels import LevelKind, hints_from
from foistats.extraction.lines import Axis, Line, read_columns, read_rows
from foistats.extraction.problems import Found
from foistats.extraction.sensed import SensedCell
from foistats.extraction.tables import Table
from foistats.extraction.words import Claim, is_not_counts, is_part, is_scaled, is_whole
from foistats.naming.counts import CellSense, mark_key
from foistats.naming.periods import combine
from foistats.records import Asked, Count, Period
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import Basis, Source, Status, Unit

UNBOUNDED = Count(0, None, Status.SUPPRESSED)


@dataclass(slots=True)
class Entry:
    """One cell that should be a count, with all that heads it; an observation, or else a gap.

    `count` is None where none could be read; `mark` waits for the sums to give it a meaning.
    """

    place: Place
    force_ids: tuple[str, ...]
    force_from: Source
    period: Period
    period_from: Source
    labels: tuple[str, ...]
    unit: str
    part_of: str
    count: Count | None
    as_written: str
    mark: str | None = None
    basis: Basis = Basis.PLAIN


@dataclass(slots=True)
class TableReading:
    """A table read: its entries and its sums. `ignored` and `unread` account for other cells."""

    table: Table
    entries: list[Entry] = field(default_factory=list)
    sums: Arithmetic = field(default_factory=Arithmetic)
    ignored: set[Place] = field(default_factory=set)
    unread: set[Place] = field(default_factory=set)
    not_counts: bool = False


@dataclass(slots=True)
class _Filled:
    """What holds for the whole table where a line doesn't say otherwise."""

    period: Period | None
    period_from: Source
    force_ids: tuple[str, ...]
    force_from: Source
    unit: str
    why_no_period: str = ""


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
    filled = _fill(table, rows, cols, around=around, asked=asked)
    _Reader(reading, (rows, cols), filled=filled, marks=marks, asked=asked, found=found).read()
    _flag_columns(reading)
    return reading


def _no_counts(table: Table, rows: Axis, cols: Axis) -> str:
    """Why a table's figures are no counts: its title says so, or most of them are fractions."""
    fractions = whole = 0
    for row in rows.lines.values():
        for col in cols.lines.values():
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


def _unclear(table: Table, rows: Axis, cols: Axis) -> str:
    """Why the readings of a table's axes don't go together, if they don't."""
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


def _fill(table: Table, rows: Axis, cols: Axis, *, around: Surroundings, asked: Asked) -> _Filled:
    period, period_from, why = fill_period(table, around, asked)
    forces, force_from = fill_force(table, around, asked)
    unit = fill_unit(table)
    settled = period.period if period is not None else None
    said = unit.value if unit else asked.unit
    return _Filled(settled, period_from, forces, force_from, said, why)


def _divide(table: Table, rows: Axis, cols: Axis, sums: Arithmetic) -> dict[tuple[str, int], str]:
    """Names for the parts of a table that must never be added to each other, by line.

    Parallel breakdowns (Age beside Gender), and a whole beside its parts (Recorded, Detected).
    """
    parts: dict[tuple[str, int], str] = {}
    parts |= {("row", row): name for row, name in _apart(table, sums).items()}
    for name, axis in (("row", rows), ("col", cols)):
        parts |= {(name, line): part for line, part in _beyond_totals(axis, sums, name).items()}
    for name, axis, along in (("col", cols, "col"), ("row", rows, "row")):
        known = sums.cols if name == "col" else sums.rows
        for index, group in parallel_groups(
            table, axis, sums, along="col" if along == "col" else "row"
        ).items():
            parts[name, index] = group
        plain = [
            line for i, line in axis.lines.items() if i not in known and line.claim is Claim.PLAIN
        ]
        last = {line.index: line.labels[-1] for line in plain if line.labels}
        distinct = set(last.values())
        wholes = {text for text in distinct if is_whole(text)}
        pieces = {text for text in distinct if is_part(text)}
        units = {line.unit for line in plain if line.unit is not None}
        if len(distinct) > 1 and (
            (wholes and pieces - wholes) or len(units) > 1 or _whole_first(wholes, distinct)
        ):
            for index, text in last.items():
                parts[name, index] = text
    return parts


def _beyond_totals(axis: Axis, sums: Arithmetic, along: str) -> dict[int, str]:
    """Lines that none of the totals covers: some of the same again, or something else."""
    known = sums.cols if along == "col" else sums.rows
    covered = {line for (of, _), lines in sums.parts.items() if of == along for line in lines}
    if not covered or not known:
        return {}
    plain = [i for i, line in axis.lines.items() if i not in known and line.claim is Claim.PLAIN]
    return {i: "beyond the total" for i in plain if i not in covered}


def _apart(table: Table, sums: Arithmetic) -> dict[int, str]:
    """Rows below a blank row, where no total shows that they are part of the same sum."""
    if len(set(table.blocks.values())) < 2:
        return {}
    for (along, _), rows in sums.parts.items():
        if along == "row" and len({table.blocks.get(row) for row in rows}) > 1:
            return {}
    return {row: f"block {n + 1}" for row, n in table.blocks.items() if n and row not in sums.rows}


def _whole_first(wholes: set[str], distinct: set[str]) -> bool:
    """`Number of offences` beside other columns that aren't measures is the sum of what they divide."""
    return 0 < len(wholes) < len(distinct)


@dataclass(frozen=True, slots=True)
class _Heading:
    """What a row and a column together say of a cell: force and period, or why there is none."""

    force_ids: tuple[str, ...]
    force_from: Source
    period: Period | None
    period_from: Source
    refused: tuple[ProblemCode, str] | None

    @property
    def spoils(self) -> bool:
        """True where what is refused belongs to a sum of the sender's that is known."""
        return self.refused is not None and self.refused[0] is ProblemCode.PERIOD_AMBIGUOUS


class _Reader:
    """Takes the cells of one table, with what holds for the whole of it worked out once."""

    def __init__(
        self,
        reading: TableReading,
        axes: tuple[Axis, Axis],
        *,
        filled: _Filled,
        marks: dict[str, Count],
        asked: Asked,
        found: Found,
    ) -> None:
        self.reading, self.table = reading, reading.table
        self.rows, self.cols = axes
        self.filled, self.marks, self.asked, self.found = filled, marks, asked, found
        self.name = reading.table.name
        self.parts = _divide(reading.table, self.rows, self.cols, reading.sums)
        self.headings: dict[tuple, _Heading] = {}

    def read(self) -> None:
        sums, table = self.reading.sums, self.table
        unlabelled = bool(table.label_cols) and len(table.data_rows) > 1
        for row in self.rows.lines.values():
            if row.index in sums.rows:
                continue
            above = _head(self.reading, self.rows, "row", row)
            for col in self.cols.lines.values():
                if col.index in sums.cols:
                    continue
                place = (row.index, col.index)
                cell = table.sensed.rows[row.index][col.index]
                if Claim.DERIVED in (row.claim, col.claim) or _declared_ignored(table, place):
                    if cell is not None:
                        self.reading.ignored.add(place)
                elif cell is None and place in table.sensed.covered:
                    # Its value stands at the merge's first cell: it isn't a blank.
                    continue
                elif Claim.MEMO in (row.claim, col.claim):
                    text = " ".join(row.labels if row.claim is Claim.MEMO else col.labels)
                    self.refuse_cell(cell, place, f"{text!r} is part of another line")
                elif unlabelled and not row.headed:
                    self.refuse_cell(cell, place, "a figure in a row without a label")
                    self.take(row, col, None, above, lost=cell is not None)
                else:
                    self.take(row, col, cell, above)

    def refuse_cell(self, cell: SensedCell | None, place: Place, why: str) -> None:
        if cell is not None:
            where = self.table.sensed.grid.place(*place)
            self.found.add(ProblemCode.CELL_UNEXPLAINED, where, why)
            self.reading.unread.add(place)

    def take(
        self,
        row: Line,
        col: Line,
        cell: SensedCell | None,
        above: tuple[str, ...],
        *,
        lost: bool = False,
    ) -> None:
        """Note what a cell says; a lost cell is one whose count we refuse, so a gap in the sum."""
        place = (row.index, col.index)
        heading = self.heading(row, col)
        if heading.refused is not None and cell is not None:
            self.found.add(heading.refused[0], self.name, heading.refused[1])
            self.reading.unread.add(place)
        if heading.period is None or (heading.refused is not None and not heading.spoils):
            return
        lost = lost or heading.refused is not None
        suffix = self.parts.get(("col", col.index)) or self.parts.get(("row", row.index), "")
        unit = Unit.OTHER if suffix and is_part(suffix) else col.unit or row.unit
        beside = _head(self.reading, self.cols, "col", col)
        count, mark = (None, None) if lost else self.count_of(cell, place)
        self.reading.entries.append(
            Entry(
                place=place,
                force_ids=heading.force_ids,
                force_from=heading.force_from,
                period=heading.period,
                period_from=heading.period_from,
                labels=above + row.labels + beside + col.labels,
                unit=unit.value if unit is not None else self.filled.unit,
                part_of=f"{self.name} [{suffix}]" if suffix else self.name,
                count=count,
                as_written="" if cell is None else cell.text,
                mark=mark,
                basis=Basis.DECLARED if self.table.declared else Basis.PLAIN,
            )
        )

    def heading(self, row: Line, col: Line) -> _Heading:
        """The heading of a cell, found once for all rows (or columns) that say the same."""
        key = (row.said, col.said)
        known = self.headings.get(key)
        if known is None:
            known = self.headings[key] = self.work_out_heading(row, col)
        return known

    def work_out_heading(self, row: Line, col: Line) -> _Heading:
        force_ids, force_from = _force(row, col, self.filled)
        period, period_from, why = _period(row, col, self.filled)
        refused = _refuse(row, col, force_ids=force_ids, period=period, asked=self.asked, why=why)
        if refused is None:
            if not force_ids:
                self.found.add(ProblemCode.NO_FORCE, self.name, "counts without a force")
            if len(force_ids) > 1:
                self.found.add(
                    ProblemCode.JOINT_FORCES, self.name, "counts of " + " and ".join(force_ids)
                )
        return _Heading(force_ids, force_from, period, period_from, refused)

    def count_of(self, cell: SensedCell | None, place: Place) -> tuple[Count | None, str | None]:
        """The count in a cell, or none and the problem; a mark without a meaning waits for sums."""
        if cell is None:
            known = self.marks.get("")
            return (known, None) if known is not None else (None, "")
        if cell.count is not None:
            return cell.count, None
        match cell.sense:
            case CellSense.MARK:
                key = mark_key(cell.text)
                known = self.marks.get(key)
                return (known, None) if known is not None else (None, key)
            case CellSense.NEGATIVE:
                code = ProblemCode.COUNT_NEGATIVE
            case CellSense.FRACTIONAL | CellSense.PERCENT:
                code = ProblemCode.COUNT_FRACTIONAL
            case _:
                code = ProblemCode.COUNT_UNREADABLE
        self.found.add(code, self.table.sensed.grid.place(*place), f"{cell.text[:60]!r}")
        self.reading.unread.add(place)
        return None, None


def _declared_ignored(table: Table, place: Place) -> bool:
    layout = table.declared
    return layout is not None and any(area.holds(*place) for area, _ in layout.ignore)


def _head(reading: TableReading, axis: Axis, along: str, line: Line) -> tuple[str, ...]:
    """The labels of the sub-total that a line of a pivot table stands under."""
    head = reading.sums.heads.get((along, line.index))
    return axis.lines[head].labels if head is not None else ()


def _force(row: Line, col: Line, filled: _Filled) -> tuple[tuple[str, ...], Source]:
    for line in (row, col):
        if line.area is not None and line.area.force_ids:
            return line.area.force_ids, Source.TABLE
    return filled.force_ids, filled.force_from


def _period(row: Line, col: Line, filled: _Filled) -> tuple[Period | None, Source, str]:
    """The one period that heads a cell; a month or quarter takes its year from elsewhere."""
    own = [line.period for line in (row, col) if line.period is not None]
    part = row.part or col.part
    if len(own) == 2:
        a, b = own
        inner = b if a.start <= b.start and b.end <= a.end else a
        own = [inner]
    if any(line.no_period for line in (row, col)) and not own:
        return None, Source.TABLE, "a line among periods names none"
    year = own[0] if own else filled.period
    source = Source.TABLE if own else filled.period_from
    if year is None:
        return None, source, "a month or quarter without its year" if part else filled.why_no_period
    if part is None:
        return year, source, ""
    try:
        return combine(year, part), source, ""
    except ValueError as reason:
        return None, source, str(reason)


def _refuse(
    row: Line,
    col: Line,
    *,
    force_ids: tuple[str, ...],
    period: Period | None,
    asked: Asked,
    why: str,
) -> tuple[ProblemCode, str] | None:
    """Why a cell can't be counted: the code and what was found."""
    for line in (row, col):
        if line.unsettled:
            return ProblemCode.PERIOD_AMBIGUOUS, f"{line.unsettled!r}"
        if line.unknown_force:
            return ProblemCode.FORCE_UNKNOWN, f"{line.unknown_force!r}"
        area = line.area
        if area is not None and area.kind in ("region", "country", "other"):
            return ProblemCode.FORCE_UNKNOWN, f"{area.name!r} is not a force"
    if asked.force_ids and force_ids and not set(force_ids) <= set(asked.force_ids):
        return ProblemCode.FORCE_OTHER_THAN_SENDER, " and ".join(force_ids)
    if period is None:
        return ProblemCode.NO_PERIOD, why
    return None


def _flag_columns(reading: TableReading) -> None:
    table = reading.table
    for row in table.data_rows:
        for col in [*table.flag_cols, *table.note_cols]:
            if table.sensed.at(row, col) is not None:
                reading.ignored.add((row, col))


def repeated(entries: list[Entry]) -> list[list[Entry]]:
    """Entries that say the same of the same: one force, period, part and set of headings."""
    keys = Counter(_key(entry) for entry in entries)
    if all(n == 1 for n in keys.values()):
        return []
    groups: dict[tuple, list[Entry]] = {}
    for entry in entries:
        if keys[_key(entry)] > 1:
            groups.setdefault(_key(entry), []).append(entry)
    return list(groups.values())


def _key(entry: Entry) -> tuple:
    return (entry.force_ids, entry.period, entry.labels, entry.part_of)
