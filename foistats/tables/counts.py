"""What each cell of counts then says: its force, period and headings, or why it isn't taken."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from foistats.model.layouts import Layout
from foistats.model.values import Count, Period
from foistats.naming.counts import CellSense, mark_key
from foistats.naming.periods import combine, label_of
from foistats.naming.periods.meant import quarter_if
from foistats.naming.periods.spans import FIRST_YEAR
from foistats.records import Asked
from foistats.tables.around.limits import UNFINISHED, Limits, not_ended
from foistats.tables.around.surroundings import NOTHING_SAID
from foistats.tables.entries import NO_PERIOD, Entry, TableReading
from foistats.tables.figures.amounts import Direction, Place
from foistats.tables.figures.parts import divide
from foistats.tables.problems import Found
from foistats.tables.senses import SensedCell
from foistats.tables.shape.axes import Axis, Line
from foistats.tables.shape.day_levels import may_be
from foistats.tables.words import Claim, is_part
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import Basis, HeadingsAre, PeriodKind, Source, Unit

_QUARTERS = (
    HeadingsAre.CALENDAR_QUARTERS,
    HeadingsAre.QUARTERS_OF_YEAR_BEGUN,
    HeadingsAre.QUARTERS_OF_YEAR_ENDED,
)
# More cells of one column that hold no count are one matter to a person.
_FEW = 4


@dataclass(slots=True)
class Filled:
    """What holds for the whole table where a line doesn't say otherwise.

    `calendar` is True where words say that its years are calendar years.
    """

    period: Period | None
    period_from: Source
    force_ids: tuple[str, ...]
    force_from: Source
    unit: str
    why_no_period: str = ""
    limits: Limits = field(default_factory=Limits)
    calendar: bool = False
    why_no_year: str = "a month or quarter without its year"


@dataclass(frozen=True, slots=True)
class _Heading:
    """What a row and a column together say of a cell: force and period, or why there is none."""

    force_ids: tuple[str, ...]
    force_from: Source
    period: Period | None
    period_from: Source
    refused: tuple[ProblemCode, str] | None

    @property
    def undated(self) -> bool:
        """True where nothing at all is said of a period: a sum may still show it."""
        return self.refused == (ProblemCode.NO_PERIOD, NOTHING_SAID)

    @property
    def spoils(self) -> bool:
        """True where what is refused belongs to a sum of the sender's that is known."""
        ambiguous = self.refused is not None and self.refused[0] is ProblemCode.PERIOD_AMBIGUOUS
        return ambiguous and self.period is not None


@dataclass(frozen=True, slots=True)
class _Crossed:
    """A row or column with what is the same for all of its cells.

    Lines that say the same of force and period have the same number `alike`. `labels` begin with
    those of the sub-total that the line stands under; `suffix` names its part of the table.
    `in_doubt` is True where some of its figures may be counted elsewhere, or be of nothing named:
    of most lines none are, and each cell would ask again.
    """

    line: Line
    alike: int
    labels: tuple[str, ...]
    suffix: str
    in_doubt: bool


class CellReader:
    """Takes the cells of one table, with what holds for the whole of it worked out once."""

    def __init__(  # noqa: D107 - the class says it
        self,
        reading: TableReading,
        axes: tuple[Axis, Axis],
        *,
        filled: Filled,
        marks: dict[str, Count],
        asked: Asked,
        found: Found,
    ) -> None:
        self.reading, self.table = reading, reading.table
        self.rows, self.cols = axes
        self.filled, self.marks, self.asked, self.found = filled, marks, asked, found
        self.name = reading.table.name
        self.parts = divide(reading.table, self.rows, self.cols, reading.sums)
        self.alike: dict[tuple, int] = {}
        self.headings: dict[tuple[int, int], _Heading] = {}
        self.joint: set[Place] = set()
        self.told: set[int] = set()
        self.unfit: dict[tuple[ProblemCode, int], list[tuple[Place, str]]] = {}
        self.fractional = {col for col in self.cols.lines if self.is_fractional(col)}
        self.some_headed = any(line.headed for line in self.cols.lines.values())

    def read(self) -> None:
        """Go over the cells where counts stand, row by row, past the totals."""
        sums = self.reading.sums
        self.refuse_joint()
        cols = [self.crossed("col", c) for i, c in self.cols.lines.items() if i not in sums.cols]
        for index, line in self.rows.lines.items():
            if index not in sums.rows:
                row = self.crossed("row", line)
                for col in cols:
                    self.read_cell(row, col)
        self.tell_unfit()
        self.tell_unfinished()

    def crossed(self, along: Direction, line: Line) -> _Crossed:
        """A line with what is the same for all of its cells."""
        axis = self.rows if along == "row" else self.cols
        if along == "col":
            of_none = line.index in self.fractional or self.is_unheaded(line)
        else:
            of_none = bool(self.unlabelled(line))
        key, sums = (along, line.index), self.reading.sums
        return _Crossed(
            line,
            self.alike.setdefault(line.said, len(self.alike)),
            _head(self.reading, axis, along, line) + line.labels,
            self.parts.get(key, ""),
            of_none
            or line.claim is Claim.MEMO
            or any(key in lines for lines in (sums.inside, sums.doubted, sums.uneven)),
        )

    def is_unheaded(self, col: Line) -> bool:
        """True for a column without a heading where others have one."""
        return self.some_headed and not col.headed

    def tell_unfinished(self) -> None:
        """Report the periods that had not ended on the day of the reply, all in one problem."""
        limits = self.filled.limits
        self.reading.unfinished = {
            period: f"{label_of(period)} {not_ended(limits.replied_on)}"
            for period in limits.unfinished
        }
        if why := self.filled.limits.why_unfinished():
            self.found.add(ProblemCode.PERIOD_AMBIGUOUS, self.name, why)

    def read_cell(self, across: _Crossed, down: _Crossed) -> None:
        """Take the cell in which a row and a column meet, or say why it isn't taken."""
        table, row, col = self.table, across.line, down.line
        place = (row.index, col.index)
        cell = table.sensed.rows[row.index][col.index]
        in_doubt = across.in_doubt or down.in_doubt
        if table.declared is not None and _is_ignored(table.declared, place):
            if cell is not None:
                self.reading.ignored.add(place)
        elif row.outside or col.outside:
            self.pass_over_early(cell, place)
        elif Claim.DERIVED in (row.claim, col.claim):
            self.leave_out(across, down, cell)
        elif cell is None and place in table.sensed.covered and not self.is_open(cell, place):
            return  # its value stands at the merge's first cell: it isn't a blank
        elif self.is_under_a_label(cell, place):
            where = table.sensed.grid.place(*place)
            self.found.add(
                ProblemCode.BLANK_UNEXPLAINED, where, "a label stands over the place of a figure"
            )
            self.take(across, down, None, lost=True)
        elif place in self.joint:
            self.take(across, down, None, lost=True)
        elif in_doubt and (why := self.not_counted(row, col)):
            self.refuse_cell(cell, place, why)
        elif in_doubt and (why := self.doubted(row, col) or self.unlabelled(row)):
            self.refuse_cell(cell, place, why)
            if cell is not None:
                self.take(across, down, None, lost=True)
        else:
            self.take(across, down, cell)

    def pass_over_early(self, cell: SensedCell | None, place: Place) -> None:
        """Leave out a figure of a year in which there were no present forces; it is told once."""
        if cell is not None:
            self.reading.ignored.add(place)
            what = f"years before {FIRST_YEAR}, when the present forces began"
            self.found.add(ProblemCode.LINE_LEFT_OUT, self.name, what)

    def is_open(self, cell: SensedCell | None, place: Place) -> bool:
        """True for a place under a merged cell that leaves a figure unknown."""
        return self.is_under_a_label(cell, place) or place in self.joint

    def unlabelled(self, row: Line) -> str:
        """Why a row's figures are of nothing named: it has no label where the others have one."""
        several = bool(self.table.label_cols) and len(self.table.data_rows) > 1
        return "a figure in a row without a label" if several and not row.headed else ""

    def not_counted(self, row: Line, col: Line) -> str:
        """Why a line's figures are counted in another line already, or are of nothing named."""
        for line in (row, col):
            if line.claim is Claim.MEMO:
                return f"{' '.join(line.labels)!r} is part of another line"
        whole = self.reading.sums.inside.get(("row", row.index))
        if whole is not None:
            said = " ".join(self.rows.lines[whole].labels)
            return f"{' '.join(row.labels)!r} is part of {said!r}, which is counted"
        if col.index in self.fractional:
            return "most figures of its column are no whole numbers"
        if self.is_unheaded(col):
            return "a figure in a column without a heading"
        return ""

    def doubted(self, row: Line, col: Line) -> str:
        """Why a line may be the sum of others, or a line of its own that comes to as much."""
        sums = self.reading.sums
        if not sums.doubted and not sums.uneven:
            return ""
        for along, axis, line in self.both(row, col):
            if (along, line.index) in sums.uneven:
                named = " ".join(line.labels) or "a line without heading"
                return f"{named!r} doesn't add up where the lines beside it do: it may be no count"
            parts = sums.doubted.get((along, line.index), ())
            if parts:
                names = [" ".join(axis.lines[part].labels) or "a line" for part in parts]
                of = f"{names[0]!r} to {names[-1]!r}" if len(names) > 1 else repr(names[0])
                return f"{' '.join(line.labels)!r} comes to the sum of {of}: it may be their total"
        return ""

    def both(self, row: Line, col: Line) -> tuple[tuple[Direction, Axis, Line], ...]:
        """A row and a column, each with the axis that it belongs to."""
        return ("row", self.rows, row), ("col", self.cols, col)

    def is_fractional(self, col: int) -> bool:
        """True where more figures of a column are fractions than whole: it counts nothing."""
        if CellSense.FRACTIONAL not in self.table.sensed.senses:
            return False
        senses = [cell.sense for row in self.rows.lines if (cell := self.table.sensed.at(row, col))]
        whole = senses.count(CellSense.COUNT)
        return senses.count(CellSense.FRACTIONAL) > whole > 0

    def is_under_a_label(self, cell: SensedCell | None, place: Place) -> bool:
        """True where a label is merged over a place in which a figure belongs."""
        origin = self.table.sensed.covered.get(place) if cell is None else None
        return origin is not None and origin[1] in self.table.label_cols

    def leave_out(self, across: _Crossed, down: _Crossed, cell: SensedCell | None) -> None:
        """Leave out a figure of a derived line; each such line is told once in a document."""
        row, col = across.line, down.line
        place = (row.index, col.index)
        if cell is None:
            return
        line = col if col.claim is Claim.DERIVED else row
        name = " ".join(line.labels) or "a line without heading"
        where = self.table.sensed.grid.place(*place)
        if line.unclear and cell.sense is CellSense.COUNT:
            self.refuse_cell(
                cell, place, f"{name!r} is worded as derived, and its figures don't show it"
            )
            self.take(across, down, None, lost=True)
            return
        self.reading.ignored.add(place)
        if line.index not in self.told:
            self.told.add(line.index)
            why = line.left_out or "its heading calls it derived"
            self.found.add(ProblemCode.LINE_LEFT_OUT, where, f"{name!r}: {why}")

    def refuse_joint(self) -> None:
        """Refuse a cell that is merged over several lines which say different things."""
        sums, table = self.reading.sums, self.table
        for merge in table.sensed.grid.merges:
            rows = [
                line
                for index, line in self.rows.lines.items()
                if merge.row <= index <= merge.row_end and index not in sums.rows
            ]
            cols = [
                line
                for index, line in self.cols.lines.items()
                if merge.col <= index <= merge.col_end and index not in sums.cols
            ]
            over = [(row, col) for row in rows for col in cols]
            if len(over) < 2 or len({(r.said, r.labels, c.said, c.labels) for r, c in over}) < 2:
                continue
            first = (merge.row, merge.col)
            cell = table.sensed.at(*first)
            self.refuse_cell(cell, first, "one cell stands over several lines and is of none alone")
            self.joint |= {(row.index, col.index) for row, col in over}

    def refuse_cell(self, cell: SensedCell | None, place: Place, why: str) -> None:
        """Report a figure that no rule explains."""
        if cell is not None:
            where = self.table.sensed.grid.place(*place)
            self.found.add(ProblemCode.CELL_UNEXPLAINED, where, why)
            self.reading.unread.add(place)

    def take(
        self,
        across: _Crossed,
        down: _Crossed,
        cell: SensedCell | None,
        *,
        lost: bool = False,
    ) -> None:
        """Note what a cell says; a lost cell is one whose count we refuse, so a gap in the sum."""
        row, col = across.line, down.line
        place = (row.index, col.index)
        heading = self.heading(across, down)
        if heading.refused is not None and cell is not None:
            if not heading.undated and heading.refused[1] != UNFINISHED:
                self.found.add(heading.refused[0], self.name, heading.refused[1])
            self.reading.unread.add(place)
        if heading.refused is not None and not (heading.spoils or heading.undated):
            return
        lost = lost or heading.spoils
        suffix = down.suffix or across.suffix
        # What a person declares of the table beats what its headings call the same thing.
        said = self.table.declared.unit if self.table.declared is not None else None
        unit = Unit.OTHER if suffix and is_part(suffix) else said or col.unit or row.unit
        count, mark = (None, None) if lost else self.count_of(cell, place)
        entries = self.reading.undated if heading.undated else self.reading.entries
        entries.append(
            Entry(
                place=place,
                force_ids=heading.force_ids,
                force_from=heading.force_from,
                period=heading.period or NO_PERIOD,
                period_from=heading.period_from,
                labels=across.labels + down.labels,
                unit=unit.value if unit is not None else self.filled.unit,
                part_of=f"{self.name} [{suffix}]" if suffix else self.name,
                count=count,
                as_written="" if cell is None else cell.text,
                mark=mark,
                basis=Basis.DECLARED if self.table.declared else Basis.PLAIN,
            )
        )

    def heading(self, row: _Crossed, col: _Crossed) -> _Heading:
        """The heading of a cell, found once for all rows (or columns) that say the same."""
        key = (row.alike, col.alike)
        known = self.headings.get(key)
        if known is None:
            known = self.headings[key] = self.work_out_heading(row.line, col.line)
        return known

    def work_out_heading(self, row: Line, col: Line) -> _Heading:
        """Put a row's and a column's words together, and refuse what they leave open."""
        force_ids, force_from = _force(row, col, self.filled)
        period, period_from, why = _period(row, col, self.filled)
        refused = _refuse(row, col, force_ids=force_ids, period=period, asked=self.asked, why=why)
        if refused is None and period is not None and self.is_quarter_of_either(row, col):
            period = quarter_if(period, self.asked.headings_are)
            period_from = Source.DECLARED
            if period is None:
                what = "its quarters may be of the calendar year or of the financial one"
                refused = ProblemCode.PERIOD_AMBIGUOUS, what + may_be(_QUARTERS)
        if refused is None and period is not None:
            period, why = self.filled.limits.heed(period)
            refused = (ProblemCode.PERIOD_AMBIGUOUS, why) if why else None
        if refused is None:
            if not force_ids:
                self.found.add(ProblemCode.NO_FORCE, self.name, "counts without a force")
            if len(force_ids) > 1:
                self.found.add(
                    ProblemCode.JOINT_FORCES, self.name, "counts of " + " and ".join(force_ids)
                )
        return _Heading(force_ids, force_from, period, period_from, refused)

    def is_quarter_of_either(self, row: Line, col: Line) -> bool:
        """True for Q1 under 2018, where nothing says whether it begins in January or April."""
        part, year = row.part or col.part, _year_of(row, col, self.filled)
        return (
            part is not None
            and part.kind is PeriodKind.QUARTER
            and not part.starts
            and not self.filled.calendar
            and year is not None
            and year.kind is PeriodKind.CALENDAR_YEAR
        )

    def count_of(self, cell: SensedCell | None, place: Place) -> tuple[Count | None, str | None]:
        """The count in a cell, or none and the problem; a mark without a meaning waits for sums."""
        if cell is None:
            known = self.marks.get("")
            return (known, None) if known is not None else (None, "")
        if cell.count is not None:
            return meant_by(cell, self.marks) or cell.count, None
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
        self.unfit.setdefault((code, place[1]), []).append((place, f"{cell.text[:60]!r}"))
        self.reading.unread.add(place)
        return None, None

    def tell_unfit(self) -> None:
        """Report the cells that hold no count; many of one column and one sort in one problem."""
        for (code, col), cells in self.unfit.items():
            head = self.table.title_of(col)
            under = f" under {head!r}" if head else ""
            together = f"{cells[0][1]} and {len(cells) - 1} more{under}"
            for place, said in cells:
                what = together if len(cells) > _FEW else said
                self.found.add(code, self.table.sensed.grid.place(*place), what)


def _is_ignored(layout: Layout, place: Place) -> bool:
    return any(area.holds(*place) for area, _ in layout.ignore)


def _head(reading: TableReading, axis: Axis, along: Direction, line: Line) -> tuple[str, ...]:
    """The labels of the sub-total that a line of a pivot table stands under."""
    labels: tuple[str, ...] = ()
    seen = line.index
    while (head := reading.sums.heads.get((along, seen))) is not None:
        if axis.lines[head].labels[-1:] != (line.group,):
            labels = axis.lines[head].labels + labels
        seen = head
    return labels


def _force(row: Line, col: Line, filled: Filled) -> tuple[tuple[str, ...], Source]:
    for line in (row, col):
        if line.area is not None and line.area.force_ids:
            return line.area.force_ids, Source.TABLE
    return filled.force_ids, filled.force_from


def _period(row: Line, col: Line, filled: Filled) -> tuple[Period | None, Source, str]:
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
    said = any(line.declared for line in (row, col))
    source = filled.period_from if not own else Source.DECLARED if said else Source.TABLE
    if year is None:
        return None, source, filled.why_no_year if part else filled.why_no_period
    if part is None:
        return year, source, ""
    try:
        return combine(year, part), source, ""
    except ValueError as reason:
        return None, source, str(reason)


def _year_of(row: Line, col: Line, filled: Filled) -> Period | None:
    return row.period or col.period or filled.period


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
            return ProblemCode.PERIOD_AMBIGUOUS, line.asks or f"{line.unsettled!r}"
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


def meant_by(cell: SensedCell, marks: Mapping[str, Count]) -> Count | None:
    """What a figure stands for where the document gives it another meaning; None where it doesn't.

    `0*` beside "* fewer than 10" is no zero, nor is any `0` beside "0 = fewer than 5".
    """
    if not marks or cell.count is None or cell.count.low is None or not cell.count.exact:
        return None
    flag = mark_key(cell.flag)
    by_mark = marks.get(flag, marks.get(mark_key(flag.strip("()[]")))) if flag else None
    if by_mark is None or by_mark.exact or by_mark.low is None:
        return marks.get(str(cell.count.low))
    low = min(by_mark.low, cell.count.low)
    high = None if by_mark.high is None else max(by_mark.high, cell.count.low)
    return Count(low, high, by_mark.status)


def pass_over_flags(reading: TableReading) -> None:
    """Columns of flags and of remarks are explained, and not counted."""
    table = reading.table
    for row in table.data_rows:
        for col in [*table.flag_cols, *table.note_cols]:
            if table.sensed.at(row, col) is not None:
                reading.ignored.add((row, col))
