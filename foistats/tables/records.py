"""Lists with one row per record (a crime, an incident), which are counted, not summed."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

from foistats.model.values import Count, Period
from foistats.naming.counts import CellSense
from foistats.naming.periods.spans import calendar_year, financial_year, month_of
from foistats.records import Asked
from foistats.tables.entries import Entry, TableReading
from foistats.tables.levels import Hints, LevelKind, read_level
from foistats.tables.limits import UNFINISHED, limits_of
from foistats.tables.problems import Found
from foistats.tables.record_days import day_of_record, has_time_of_day
from foistats.tables.senses import SensedCell
from foistats.tables.surroundings import (
    Surroundings,
    fill_force,
    fill_unit,
    titles_of,
    words_around,
)
from foistats.tables.table import Table
from foistats.tables.words import is_numbering, spoken
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import PeriodKind, Source, Status

_WHEN = re.compile(
    r"\b(?:date|reported|recorded|occurred|created|committed|year|month|quarter|fy|dyddiad)\b",
    re.IGNORECASE,
)
_NOT_WHEN = re.compile(r"\b(?:updated?|published|issued|birth|dob)\b", re.IGNORECASE)
_WHAT = re.compile(
    r"\b(?:offen[cs]es?|crimes?|incidents?|category|classification|ref\w*|urn|outcome|ho\s+code|description|stats)\b",
    re.IGNORECASE,
)
_MEASURED = (CellSense.FRACTIONAL, CellSense.NEGATIVE)
_RECORDED = re.compile(r"\brecorded\b|\breported\b|\bcreated\b", re.IGNORECASE)


def is_record_list(table: Table) -> bool:
    """True where no column counts anything, one says when, one what, and each row is a record.

    A row is a record where it has a reference of its own or the day of what happened; without
    either, rows could as well be kinds of things as things. The minute of it says so by itself.
    """
    if table.measure_cols or not table.header_rows or len(table.data_rows) < 2:
        return False
    titles = {col: spoken(table.title_of(col)) for col in table.label_cols}
    timed = any(_mostly(table, col, has_time_of_day) for col in titles)
    if not timed and not any(_WHAT.search(title) for title in titles.values()):
        return False
    numbers = [
        *table.numbering_cols,
        *(col for col, title in titles.items() if is_numbering(title)),
    ]
    numbered = any(_numbers(table, col) for col in numbers)
    return any(
        numbered or _mostly(table, col, _is_day) for col in titles if _may_say_when(table, col)
    )


def _numbers(table: Table, col: int) -> bool:
    texts = [
        cell.text for row in table.data_rows if (cell := table.sensed.at(row, col)) is not None
    ]
    return len(texts) == len(table.data_rows) and len(set(texts)) * 3 >= len(texts) * 2


def _mostly(table: Table, col: int, is_so: Callable[[SensedCell], bool]) -> bool:
    """True where something is so of more than half of the records."""
    cells = (table.sensed.at(row, col) for row in table.data_rows)
    return sum(cell is not None and is_so(cell) for cell in cells) * 2 > len(table.data_rows)


def _is_day(cell: SensedCell) -> bool:
    return day_of_record(cell) is not None or cell.sense is CellSense.DATE


def _may_say_when(table: Table, col: int) -> bool:
    """True for a column whose title speaks of time, or that holds the minute of each record."""
    title = spoken(table.title_of(col))
    if _NOT_WHEN.search(title):
        return False
    return bool(_WHEN.search(title)) or _mostly(table, col, has_time_of_day)


def read_records(table: Table, around: Surroundings, asked: Asked, found: Found) -> TableReading:
    """Count the rows by period and by each heading that repeats; refuse if a row can't be placed.

    Dates become years of the kind that was asked for; where none was, months, which add up to
    either sort of year. Columns that number the records (references) are left out of the headings.
    """
    reading = TableReading(table, not_counts=True)
    periods, when = _periods(table, asked.period_kind)
    if periods is None:
        saying = [repr(table.title_of(c)) for c in table.label_cols if _may_say_when(table, c)]
        what = "a list of records without a readable date column"
        if len(saying) > 1:
            what = f"a list of records of which {' and '.join(saying)} may each say when"
        found.add(ProblemCode.NO_PERIOD, table.name, what)
        return reading
    if (twice := _given_twice(table)) is not None:
        found.add(
            ProblemCode.COUNT_TWICE, table.name, f"the record {twice!r} stands more than once"
        )
        return reading
    missing = [row for row in table.data_rows if row not in periods]
    if missing:
        places = ", ".join(table.sensed.grid.place(row, when) for row in missing[:5])
        found.add(
            ProblemCode.PERIOD_AMBIGUOUS, places, f"{len(missing)} records without a readable date"
        )
        return reading
    labels_cols = [c for c in table.label_cols if c != when and _divides(table, c)]
    forces, force_from = fill_force(table, around, asked)
    unit = fill_unit(table)
    keys: Counter[tuple[Period, tuple[str, ...]]] = Counter()
    first: dict[tuple[Period, tuple[str, ...]], int] = {}
    for row in table.data_rows:
        cells = [table.sensed.at(row, c) for c in labels_cols]
        key = (periods[row], tuple(cell.text if cell else "" for cell in cells))
        keys[key] += 1
        first.setdefault(key, row)
    if not forces:
        found.add(ProblemCode.NO_FORCE, table.name, "records without a force")
    limits = limits_of(
        set(periods.values()),
        titles=titles_of(table),
        around=(*words_around(table), *around.when_said),
        replied_on=around.replied_on,
    )
    for (whole, labels), number in keys.items():
        period, why = limits.heed(whole)
        if why and why != UNFINISHED:
            found.add(ProblemCode.PERIOD_AMBIGUOUS, table.name, why)
        reading.entries.append(
            Entry(
                place=(first[whole, labels], when),
                force_ids=forces,
                force_from=force_from,
                period=period,
                period_from=Source.TABLE,
                labels=tuple(label for label in labels if label),
                unit=unit.value if unit else asked.unit,
                part_of=f"{table.name} [records]",
                count=None if why else Count(number, number, Status.REPORTED),
                as_written=f"{number} records",
            )
        )
    rows = [entry.place[0] for entry in reading.entries]
    for at, col in enumerate(labels_cols):
        texts = {row: labels[at] for (_, labels), row in first.items() if labels[at]}
        reading.of_records.append((table.title_of(col), texts))
    titles = " | ".join(table.title_of(col) for col in table.label_cols)
    reading.of_records.append(("", dict.fromkeys(rows, titles)))
    if why := limits.why_unfinished():
        found.add(ProblemCode.PERIOD_AMBIGUOUS, table.name, why)
    return reading


def _given_twice(table: Table) -> str | None:
    """A reference that stands on two rows, in a column where nearly every row has its own."""
    for col in table.label_cols:
        if not is_numbering(table.title_of(col)):
            continue
        texts = [c.text for row in table.data_rows if (c := table.sensed.at(row, col)) is not None]
        repeated = [text for text, number in Counter(texts).items() if number > 1]
        if repeated and len(repeated) * 4 <= len(texts) + 2:
            return repeated[0]
    return None


def _periods(table: Table, kind: PeriodKind | None) -> tuple[dict[int, Period] | None, int]:
    """The period of each record, from the one column that says when, or when it was recorded.

    Of several that say the same, such as a year, a month and a day, the days count.
    """
    saying = [col for col in table.label_cols if _may_say_when(table, col)]
    recorded = [col for col in saying if _RECORDED.search(spoken(table.title_of(col)))]
    days = [col for col in saying if _mostly(table, col, _is_day)]
    if len(saying) > 1 and len(days) == 1 and _agree(table, days[0], saying):
        saying = days
    for col in saying if len(saying) == 1 else recorded[:1] if len(recorded) == 1 else []:
        title = table.title_of(col)
        cells = {r: cell for r in table.data_rows if (cell := table.sensed.at(r, col)) is not None}
        level = read_level(cells, title=title, hints=Hints())
        if level.kind is LevelKind.PERIOD and level.periods and not level.unsettled:
            return level.periods, col
        found = {row: one for row, cell in cells.items() if (one := _period_of(cell, kind))}
        if len(found) * 2 > len(table.data_rows):
            return found, col
    return None, 0


def _agree(table: Table, day_col: int, saying: Sequence[int]) -> bool:
    """True where the other columns that say when hold the year or the month of each day."""
    for row in table.data_rows:
        day_cell = table.sensed.at(row, day_col)
        day = day_of_record(day_cell) if day_cell is not None else None
        for col in saying:
            cell = table.sensed.at(row, col)
            if col != day_col and cell is not None and (day is None or not _holds(cell, day)):
                return False
    return True


def _holds(cell: SensedCell, day: date) -> bool:
    if cell.text in (str(day.year), str(day.month), f"{day.month:02}"):
        return True
    reading = cell.period
    if reading is None:
        return False
    if reading.part is not None:
        return reading.part.kind is PeriodKind.MONTH and reading.part.number == day.month
    return reading.period is not None and reading.period.start <= day <= reading.period.end


def _period_of(cell: SensedCell, kind: PeriodKind | None) -> Period | None:
    """The period that holds the day of a record."""
    day = day_of_record(cell)
    if day is None:
        reading = cell.period
        return reading.period if reading is not None else None
    if kind is PeriodKind.FINANCIAL_YEAR:
        return financial_year(day.year - (day.month < 4))
    if kind is PeriodKind.CALENDAR_YEAR:
        return calendar_year(day.year)
    return month_of(day.year, day.month)


def _divides(table: Table, col: int) -> bool:
    """True for a column whose entries repeat; references and serial numbers don't."""
    cells = [cell for row in table.data_rows if (cell := table.sensed.at(row, col)) is not None]
    texts = [cell.text for cell in cells]
    if not texts or sum(cell.sense in _MEASURED for cell in cells) * 2 > len(cells):
        return False  # coordinates divide nothing
    if is_numbering(table.title_of(col)):
        return len(set(texts)) * 2 < len(texts)
    dates = sum(_is_day(cell) for cell in cells)
    return dates * 2 < len(texts) and len(set(texts)) < len(texts)
