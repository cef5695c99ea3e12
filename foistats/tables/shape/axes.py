"""What each row and each column of a table means: its levels put together, line by line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from foistats.errors import UnreadablePeriod
from foistats.model.values import Period
from foistats.naming.forces import Area
from foistats.naming.periods import PeriodPart
from foistats.naming.periods.reading import day_written
from foistats.naming.periods.spans import combine, financial_year, span
from foistats.tables.senses import SensedCell
from foistats.tables.shape.column_roles import months_beside_years
from foistats.tables.shape.day_levels import day_of
from foistats.tables.shape.levels import Hints, Level, LevelKind, read_level
from foistats.tables.table import Table
from foistats.tables.words import (
    Claim,
    claim_of,
    is_code,
    is_measure,
    is_part_of_year,
    is_period_title,
    is_placeholder,
    spoken,
    tidy,
    unit_claimed,
)
from schemas.vocabulary import PeriodKind, Unit

# A label numbered as a part (1.1 below 1), or set in by blanks or a dash.
_NUMBERED = re.compile(r"\s*(\d{1,2}(?:\.\d{1,2})*)[.)]?\s+\D")
# `(a)`, `b)`, `(iv)`: what divides the line above that has none.
_LETTERED = re.compile(r"\s*(?:\(?[a-z]\)|\(?[ivx]{1,5}\)|[a-z]\.)\s+(?=\w)", re.IGNORECASE)
_SET_IN = re.compile(r"[ \t\xa0]+(?=\S)|(?:\s*[-–—•·▪◦o*>→])+(?=\s+\w)\s*")


_BEGINS = re.compile(r"\b(?:from|start(?:s|ing)?|begin(?:s|ning)?|first)\b", re.IGNORECASE)
_ENDS = re.compile(r"\b(?:to|until|end(?:s|ing)?|finish|last)\b", re.IGNORECASE)


@dataclass(slots=True)
class Line:
    """One row or one column of counts, with what its headings say of it.

    `labels` are its headings other than force and period. `group` is its uppermost heading
    where several lines share it; `others` its labels without those that claim a total. `depth`
    says how far its label is set in: by blanks, indent, dashes or numbers such as 1.1. `left_out`
    says why its figures are no counts, `unclear` whether only its words say so. `unsettled` is a
    heading that can mean several periods, `asks` what is asked about all such headings in one.
    `outside` is True for a year before 1974, `declared` where a person said what its heading is.
    """

    index: int
    labels: tuple[str, ...] = ()
    claim: Claim = Claim.PLAIN
    period: Period | None = None
    part: PeriodPart | None = None
    area: Area | None = None
    unit: Unit | None = None
    group: str = ""
    others: tuple[str, ...] = ()
    unsettled: str = ""
    asks: str = ""
    outside: bool = False
    declared: bool = False
    unknown_force: str = ""
    no_period: bool = False
    clash: str = ""
    headed: bool = False
    depth: int = 0
    left_out: str = ""
    unclear: bool = False

    @property
    def said(self) -> tuple:
        """All of the line that decides on force and period, for lines that say the same."""
        return (
            self.period,
            self.part,
            self.area,
            self.unsettled,
            self.asks,
            self.declared,
            self.unknown_force,
            self.no_period,
        )


@dataclass(slots=True)
class Axis:
    """The rows, or the columns, of a table: their lines and the levels that head them.

    `heads` are lines that give the sum of those below them, as the form of a pivot table has it.
    """

    lines: dict[int, Line]
    levels: list[Level]
    heads: frozenset[int] = frozenset()

    def has(self, kind: LevelKind) -> bool:
        """True where one of the levels is of this kind."""
        return any(level.kind is kind for level in self.levels)


def read_columns(table: Table, *, hints: Hints) -> Axis:
    """The columns of counts, from the heading rows above them."""
    declared = table.declared.columns if table.declared is not None else ""
    levels: list[Level] = []
    above = ""
    for number, row in enumerate(table.header_rows):
        lowest = number == len(table.header_rows) - 1
        entries = _heading_row(table, row, lowest=lowest)
        if entries:
            title = _corner(table, row) or above
            # "Month" over a row of dates says what these dates are.
            texts = {cell.text for cell in entries.values()}
            above = texts.pop() if len(texts) == 1 and is_period_title(min(texts)) else ""
            levels.append(read_level(entries, title=title, hints=hints, declared=declared))
    return Axis(_lines(table.measure_cols, levels), levels)


def read_rows(table: Table, *, hints: Hints) -> Axis:
    """The rows of counts, from the sections they stand in and the columns that label them."""
    declared = table.declared.rows if table.declared is not None else ""
    levels: list[Level] = []
    for entries in _section_levels(table):
        levels.append(read_level(entries, title="", hints=hints))
    heads: tuple[int, ...] = ()
    paired = _from_and_to(table)
    if paired is not None:
        levels.append(paired[1])
    for number, col in enumerate(table.label_cols):
        if paired is not None and col in paired[0]:
            continue
        entries = _label_column(table, col, last=number == len(table.label_cols) - 1)
        if heads := _period_rows(entries) if len(table.label_cols) == 1 else ():
            # A compact pivot table: each year above what it divides into, in one column.
            levels.append(read_level(_carried(table, entries, heads), title="year", hints=hints))
        elif heads := _named_rows(entries) if len(table.label_cols) == 1 else ():
            levels.append(read_level(_carried(table, entries, heads), title="", hints=hints))
        entries = {row: cell for row, cell in entries.items() if row not in heads}
        if entries:
            title = table.title_of(col)
            if not title and months_beside_years(table, col):
                title = "Month"
            levels.append(read_level(entries, title=title, hints=hints, declared=declared))
    _settle_days_beside_years(levels)
    _settle_quarters_by_days(levels)
    axis = Axis(_lines(table.data_rows, levels), levels, frozenset(heads))
    for row, depth in _depths(table).items():
        axis.lines[row].depth = depth
    return axis


def _settle_days_beside_years(levels: list[Level]) -> None:
    """Leave days out that a column of years explains: `31/03/2018` beside each 2017/18.

    Each year must have one day only, its first or its last: more of them would divide it.
    """
    for days in [level for level in levels if level.asks]:
        for years in levels:
            pairs = {
                (years.periods[line], text)
                for line, text in days.texts.items()
                if line in years.periods and line in days.unsettled
            }
            told = {line for line in days.unsettled if line in years.periods}
            if told != days.unsettled or len({period for period, _ in pairs}) < len(pairs):
                continue
            if all(day_written(text) in (period.start, period.end) for period, text in pairs):
                levels.remove(days)
                break


def _settle_quarters_by_days(levels: list[Level]) -> None:
    """Take quarters or months for those that a column of their days shows them to be.

    Beside `2016-09-30 | 2016 | 3` the third quarter of 2016 can only be July to September.
    """
    parts = next((level for level in levels if level.kind is LevelKind.PART), None)
    days = next(
        (level for level in levels if level.unsettled and level.kind is LevelKind.PERIOD), None
    )
    years = next((level for level in levels if level.periods and level is not days), None)
    if parts is None or days is None or years is None:
        return
    lines = set(days.unsettled)
    if not lines <= parts.parts.keys() & years.periods.keys():
        return
    for from_april in (False, True):
        told: dict[int, Period] = {}
        for line in lines:
            year = years.periods[line]
            if from_april and year.kind is PeriodKind.CALENDAR_YEAR:
                year = financial_year(year.start.year)
            try:
                told[line] = combine(year, parts.parts[line])
            except UnreadablePeriod:
                return
        if all(day_written(days.texts[i]) in (told[i].start, told[i].end) for i in lines):
            levels.remove(parts)
            levels.remove(days)
            years.periods |= told
            return


def _from_and_to(table: Table) -> tuple[tuple[int, int], Level] | None:
    """Two columns of days, headed From and To: the level of the stretches between them."""
    for first, last in pairwise(table.label_cols):
        begins, ends = (spoken(table.title_of(col)) for col in (first, last))
        if not (_BEGINS.search(begins) and _ENDS.search(ends)):
            continue
        level = Level(LevelKind.PERIOD, "Period", {})
        for row in table.data_rows:
            days = [table.sensed.at(row, col) for col in (first, last)]
            from_day, to_day = (day_of(cell) if cell is not None else None for cell in days)
            try:
                if from_day is None or to_day is None:
                    return None
                level.periods[row] = span(from_day, to_day)
            except UnreadablePeriod:
                return None
            level.texts[row] = f"{from_day} to {to_day}"
        return (first, last), level
    return None


def _period_rows(entries: dict[int, SensedCell]) -> tuple[int, ...]:
    """The rows of a column of labels that are periods, each above rows that are none.

    Empty unless the first row is one, there are several, and none stands alone.
    """
    rows = [row for row in entries if claim_of(entries[row].text) is Claim.PLAIN]
    dated = [row for row in rows if _is_year(entries[row])]
    if len(dated) < 2 or rows[0] != dated[0] or len(dated) * 2 > len(rows):
        return ()
    each = all(not _is_year(entries[b]) for a, b in pairwise(rows) if a in dated)
    return tuple(dated) if each and rows[-1] not in dated else ()


def _named_rows(entries: dict[int, SensedCell]) -> tuple[int, ...]:
    """The rows of a column of labels that are names, each above the years that it divides into.

    Empty unless the first row is one, and there are several that each stand above several years.
    """
    rows = [row for row in entries if claim_of(entries[row].text) is Claim.PLAIN]
    names = [row for row in rows if not _is_year(entries[row])]
    if len(names) < 2 or rows[0] != names[0] or len(rows) < 3 * len(names):
        return ()
    below = [
        [entries[row].text for row in rows if first < row < last]
        for first, last in pairwise([*names, rows[-1] + 1])
    ]
    each = all(len(years) > 1 and len(set(years)) == len(years) for years in below)
    return tuple(names) if each else ()


def _is_year(cell: SensedCell) -> bool:
    return cell.period is not None and cell.period.part is None


def _carried(
    table: Table, entries: dict[int, SensedCell], heads: Sequence[int]
) -> dict[int, SensedCell]:
    """For each row the nearest of some heads above it; totals have none."""
    carried: dict[int, SensedCell] = {}
    above: SensedCell | None = None
    for row in table.data_rows:
        cell = entries.get(row)
        if row in heads:
            above = cell
        if above is not None and cell is not None and claim_of(cell.text) is Claim.PLAIN:
            carried[row] = above
    return carried


def _depths(table: Table) -> dict[int, int]:
    """How far the labels of the rows are set in, where some are and some aren't."""
    if not table.label_cols:
        return {}
    col = table.label_cols[-1]
    labels = {
        row: str(cell.value)
        for row in table.data_rows
        if (cell := table.sensed.at(row, col)) is not None
    }
    indents = table.sensed.grid.indents
    if any((row, col) in indents for row in labels):
        return {row: indents.get((row, col), 0) for row in labels}
    numbers = {row: found for row, text in labels.items() if (found := _NUMBERED.match(text))}
    if len(numbers) * 5 >= len(labels) * 4 and any("." in found[1] for found in numbers.values()):
        return {row: found[1].rstrip(".").count(".") for row, found in numbers.items()}
    lettered = {row for row, text in labels.items() if _LETTERED.match(text)}
    if 1 < len(lettered) < len(labels) and min(labels) not in lettered:
        return {row: int(row in lettered) for row in labels}
    if any(_SET_IN.match(text) for text in labels.values()):
        return {
            row: len(found[0].expandtabs(4)) if (found := _SET_IN.match(text)) else 0
            for row, text in labels.items()
        }
    return {}


def _heading_row(table: Table, row: int, *, lowest: bool) -> dict[int, SensedCell]:
    """A heading row over the columns of counts; an upper heading reaches over those it spans.

    Where the grid knows its merges they say how far; elsewhere a heading over a lower row of
    headings reaches to the next one.
    """
    merged = any(r == row for r, _ in table.sensed.covered)
    entries: dict[int, SensedCell] = {}
    reaching: SensedCell | None = None
    first = min(table.measure_cols, default=0)
    for col in range(first, max(table.measure_cols, default=-1) + 1):
        cell = table.heading(row, col, along="row")
        if cell is not None:
            reaching = cell
        elif not merged and not lowest and reaching is not None and _has_lower(table, row, col):
            cell = reaching
        if cell is not None and col in table.measure_cols:
            entries[col] = cell
    return entries


def _has_lower(table: Table, row: int, col: int) -> bool:
    return any(table.sensed.at(r, col) is not None for r in table.header_rows if r > row)


def _corner(table: Table, row: int) -> str:
    """What stands in a heading row over the labels: the title of the row axis, or of this level."""
    for col in reversed(table.label_cols):
        cell = table.sensed.at(row, col)
        if cell is not None:
            # "Hospital Name / Financial Year": what follows the stroke speaks of the columns.
            return cell.text.rpartition("/")[2] if " / " in cell.text else ""
    return ""


def _section_levels(table: Table) -> list[dict[int, SensedCell]]:
    depth = max((len(rows) for rows in table.sections.values()), default=0)
    levels: list[dict[int, SensedCell]] = [{} for _ in range(depth)]
    current: tuple[int, ...] = ()
    for row in table.data_rows:
        current = table.sections.get(row, current)
        for level, section in zip(reversed(levels), reversed(current), strict=False):
            cell = next(
                (c for col, c in table.sensed.filled(section) if table.left <= col < table.right),
                None,
            )
            if cell is not None:
                level[row] = cell
    return levels


def _label_column(table: Table, col: int, *, last: bool) -> dict[int, SensedCell]:
    """A column of labels; a group's label stands for the rows below it that leave it blank."""
    merged = any(c == col for _, c in table.sensed.covered)
    # A code belongs to its own row; only a name can stand for the rows below it, too.
    groups = not merged and not last and not is_code(table.title_of(col))
    entries: dict[int, SensedCell] = {}
    above: SensedCell | None = None
    for row in table.data_rows:
        cell = table.heading(row, col, along="col")
        if cell is not None:
            above = cell
        elif groups and above is not None and _labelled(table, row, after=col):
            cell = above
        if cell is not None:
            entries[row] = _with_rest(table, row, col, cell) if row in table.joined else cell
    return entries


def _labelled(table: Table, row: int, *, after: int) -> bool:
    """True where a row has a label of its own further right, and is no total."""
    cells = [table.sensed.at(row, c) for c in table.label_cols if c > after]
    return any(cell is not None and claim_of(cell.text) is not Claim.TOTAL for cell in cells)


def _with_rest(table: Table, row: int, col: int, cell: SensedCell) -> SensedCell:
    rest = [table.sensed.at(r, col) for r in table.joined.get(row, ())]
    words = [cell.text, *(part.text for part in rest if part is not None)]
    if len(words) == 1:
        return cell
    text = " ".join(words)
    return SensedCell(text, cell.sense, None, "", tidy(text))


def _lines(indices: Sequence[int], levels: list[Level]) -> dict[int, Line]:
    lines: dict[int, Line] = {}
    # "Financial year" over the years is the title of that axis, as a corner would give it.
    dated = any(lv.kind in (LevelKind.PERIOD, LevelKind.PART) for lv in levels)
    upper = next((lv for lv in levels[:-1] if lv.kind is LevelKind.CATEGORY), None)
    for index in indices:
        line = lines[index] = Line(index)
        labels: list[str] = []
        for level in levels:
            _take_level(line, level, labels, dated=dated)
        if line.period is not None and not line.unsettled:
            line.unsettled = next((text for text in labels if is_part_of_year(text)), "")
        if upper is not None:
            line.group = upper.texts.get(index, "")
        line.labels = tuple(labels)
        line.claim = _claim(line, levels)
        line.others = tuple(
            text
            for level in levels
            if level.kind is LevelKind.CATEGORY
            and (text := level.texts.get(index, ""))
            and claim_of(text) is Claim.PLAIN
        )
        line.unit = next((u for t in reversed(labels) if (u := unit_claimed(t))), None)
    return lines


def _take_level(line: Line, level: Level, labels: list[str], *, dated: bool) -> None:
    index = line.index
    text = level.texts.get(index, "")
    if not text:
        return
    line.headed = True
    if level.kind is LevelKind.PERIOD:
        _take_dated(line, level, labels)
    elif level.kind is LevelKind.PART:
        if index in level.parts:
            line.part = level.parts[index]
        else:
            labels.append(text)
    elif level.kind is LevelKind.AREA:
        if index in level.areas:
            line.area = level.areas[index]
        elif index in level.unknown:
            line.unknown_force = text
        else:
            labels.append(text)
    elif not (is_placeholder(text) or (dated and (level.caption or is_period_title(text)))):
        labels.append(text)


def _take_dated(line: Line, level: Level, labels: list[str]) -> None:
    index, text = line.index, level.texts[line.index]
    if index in level.periods:
        _take_period(line, level.periods[index])
        line.declared = line.declared or level.declared
        if claim_of(text) is not Claim.PLAIN:
            labels.append(text)
    elif index in level.unsettled:
        line.unsettled, line.asks = text, level.asks.get(index, "")
    elif index in level.outside:
        line.outside = True
    else:
        labels.append(text)
        line.no_period = line.no_period or index in level.unknown


def _take_period(line: Line, period: Period) -> None:
    """Of two periods that head a line the inner one holds; two that don't nest are a clash."""
    known = line.period
    if known is None or (known.start <= period.start and period.end <= known.end):
        line.period = period
    elif not (period.start <= known.start and known.end <= period.end):
        line.clash = f"{known.start}..{known.end} and {period.start}..{period.end}"


def _claim(line: Line, levels: list[Level]) -> Claim:
    """What a line claims to be: the strongest claim of any of its headings."""
    claims = {claim_of(text) for lv in levels if (text := lv.texts.get(line.index, ""))}
    for claim in (Claim.DERIVED, Claim.MEMO, Claim.TOTAL, Claim.SOFT_TOTAL):
        if claim in claims:
            measure_only = claim is Claim.TOTAL and all(
                is_measure(text)
                for lv in levels
                if claim_of(text := lv.texts.get(line.index, "")) is Claim.TOTAL
            )
            # "Total number of offences" over a column of counts names the measure.
            return Claim.SOFT_TOTAL if measure_only else claim
    return Claim.PLAIN
