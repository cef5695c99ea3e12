"""Lists with one row per record (a crime, an incident), which are counted, not summed."""

import re
from collections import Counter
from datetime import date, datetime

from foistats.model.values import Count, Period
from foistats.naming.counts import CellSense
from foistats.naming.periods import period_reading
from foistats.naming.periods.spans import calendar_year, financial_year, month_of
from foistats.records import Asked
from foistats.tables.entries import Entry, TableReading
from foistats.tables.levels import Hints, LevelKind, read_level
from foistats.tables.limits import UNFINISHED, limits_of
from foistats.tables.problems import Found
from foistats.tables.senses import SensedCell
from foistats.tables.surroundings import (
    Surroundings,
    fill_force,
    fill_unit,
    titles_of,
    words_around,
)
from foistats.tables.table import Table
from foistats.tables.words import is_numbering
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import PeriodKind, Source, Status

_WHEN = re.compile(
    r"\b(?:date|reported|recorded|occurred|created|committed|year|month|quarter|fy|dyddiad)\b",
    re.IGNORECASE,
)
_NOT_WHEN = re.compile(r"\b(?:updated?|published|issued|birth|dob)\b", re.IGNORECASE)
_WHAT = re.compile(
    r"\b(?:offences?|crimes?|incidents?|category|classification|ref\w*|urn|outcome|ho\s+code|description|stats)\b",
    re.IGNORECASE,
)
_RECORDED = re.compile(r"\brecorded\b|\breported\b|\bcreated\b", re.IGNORECASE)
_TIME = r"(?:[ T]\d{1,2}:\d\d(?::\d\d)?)?"
_DAY = re.compile(rf"^\s*(?P<d>\d{{1,2}})[/.-](?P<m>\d{{1,2}})[/.-](?P<y>(?:19|20)\d\d){_TIME}\s*$")
_ISO_DAY = re.compile(rf"^\s*(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d){_TIME}\s*$")


def is_record_list(table: Table) -> bool:
    """True where no column counts anything, one says when, one what, and each row is a record.

    A row is a record where it has a reference of its own or the day of what happened; without
    either, rows could as well be kinds of things as things.
    """
    if table.measure_cols or not table.header_rows or len(table.data_rows) < 2:
        return False
    titles = {col: table.title_of(col) for col in table.label_cols}
    if not any(_WHAT.search(title) for title in titles.values()):
        return False
    numbered = any(_numbers(table, col) for col, title in titles.items() if is_numbering(title))
    return any(
        numbered or _has_days(table, col) for col, title in titles.items() if _says_when(title)
    )


def _numbers(table: Table, col: int) -> bool:
    texts = [
        cell.text for row in table.data_rows if (cell := table.sensed.at(row, col)) is not None
    ]
    return len(texts) == len(table.data_rows) and len(set(texts)) * 3 >= len(texts) * 2


def _has_days(table: Table, col: int) -> bool:
    cells = [cell for row in table.data_rows if (cell := table.sensed.at(row, col)) is not None]
    days = sum(isinstance(cell.value, date) or cell.sense is CellSense.DATE for cell in cells)
    return days * 2 > len(table.data_rows)


def _says_when(title: str) -> bool:
    return bool(_WHEN.search(title)) and not _NOT_WHEN.search(title)


def read_records(table: Table, around: Surroundings, asked: Asked, found: Found) -> TableReading:
    """Count the rows by period and by each heading that repeats; refuse if a row can't be placed.

    Dates become years of the kind that was asked for; where none was, months, which add up to
    either sort of year. Columns that number the records (references) are left out of the headings.
    """
    reading = TableReading(table, not_counts=True)
    periods, when = _periods(table, asked.period_kind)
    if periods is None:
        found.add(
            ProblemCode.NO_PERIOD, table.name, "a list of records without a readable date column"
        )
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
    """The period of each record, from the one column that says when, or when it was recorded."""
    saying = [col for col in table.label_cols if _says_when(table.title_of(col))]
    recorded = [col for col in saying if _RECORDED.search(table.title_of(col))]
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


def _period_of(cell: SensedCell, kind: PeriodKind | None) -> Period | None:
    """The period that holds a day, typed or written day first as the police do."""
    value = cell.value
    day: date | None = None
    if isinstance(value, datetime):
        day = value.date()
    elif isinstance(value, date):
        day = value
    elif isinstance(value, str) and (match := _DAY.match(value) or _ISO_DAY.match(value)):
        written = match.groupdict()
        try:
            day = date(int(written["y"]), int(written["m"]), int(written["d"]))
        except ValueError:
            return None
    if day is None:
        reading = period_reading(value)
        return reading.period if reading is not None else None
    if kind is PeriodKind.FINANCIAL_YEAR:
        return financial_year(day.year - (day.month < 4))
    if kind is PeriodKind.CALENDAR_YEAR:
        return calendar_year(day.year)
    return month_of(day.year, day.month)


def _divides(table: Table, col: int) -> bool:
    """True for a column whose entries repeat; references and serial numbers don't."""
    texts = [
        cell.text for row in table.data_rows if (cell := table.sensed.at(row, col)) is not None
    ]
    if not texts:
        return False
    if is_numbering(table.title_of(col)):
        return len(set(texts)) * 2 < len(texts)
    dates = sum(
        cell.sense is CellSense.DATE
        for row in table.data_rows
        if (cell := table.sensed.at(row, col))
    )
    return dates * 2 < len(texts) and len(set(texts)) < len(texts)
