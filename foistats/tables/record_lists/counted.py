"""Lists with one row per record (a crime, an incident), which are counted, not summed."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from foistats.model.values import Count, Period
from foistats.question.heading_words import names_of
from foistats.records import Asked
from foistats.tables.around.limits import UNFINISHED, limits_of
from foistats.tables.around.surroundings import (
    Surroundings,
    fill_force,
    titles_of,
    words_around,
)
from foistats.tables.entries import Entry, TableReading
from foistats.tables.problems import Found
from foistats.tables.record_lists.columns import RecordColumn, RecordList, columns_of
from foistats.tables.record_lists.counting import EACH_ROW, counting_col, weigh
from foistats.tables.record_lists.dates import Dated, date_rows, is_day, mostly, says_when
from foistats.tables.record_lists.days import has_time_of_day
from foistats.tables.record_lists.lines import printed_total
from foistats.tables.record_lists.rows import (
    count_once,
    days_in,
    numbers_each_row,
    references,
    rows_of_persons,
    uncovered,
)
from foistats.tables.record_lists.words import is_reference, numbers_crimes
from foistats.tables.table import Table
from foistats.tables.words import is_numbering, spoken, unit_claimed
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import Source, Status, Unit

# So many rows above and below a list may be of the same list.
_NEAR_ROWS = 4
_WHAT = re.compile(
    r"\b(?:offen[cs]es?|crimes?|incidents?|category|classification|ref\w*|urn|outcome|ho\s+code|description|stats)\b",
    re.IGNORECASE,
)
_OF_CRIMES = (Unit.OFFENCES, Unit.CRIMES, Unit.INCIDENTS)
# Days that fall on so few days of the month head months or years, and are of no record.
_FEWEST_DAYS = 3


def is_record_list(table: Table, asked: Asked) -> bool:
    """True where one column says when, one what, and each row is a record.

    A row is a record where it has a reference of its own or the day of what happened; without
    either, rows could as well be kinds of things as things. The minute of it says so by itself.
    Beside days one column may count the records of each row.
    """
    if not table.header_rows or len(table.data_rows) < 2:
        return False
    titles = {col: spoken(table.title_of(col)) for col in table.label_cols}
    others = [*table.measure_cols, *table.numbering_cols]
    said = [*titles.values(), *(spoken(table.title_of(col)) for col in others)]
    timed = any(mostly(table, col, has_time_of_day) for col in titles)
    if not timed and not any(_WHAT.search(title) for title in said):
        return False
    numbers = [
        *table.numbering_cols,
        *(col for col in (*titles, *others) if _is_of_records(table, col)),
    ]
    counting = counting_col(table, asked) if table.measure_cols else EACH_ROW
    numbered = any(numbers_each_row(table, col) for col in numbers if col != counting)
    dated = [col for col in titles if says_when(table, col)]
    if table.measure_cols:
        days = [col for col in dated if mostly(table, col, is_day)]
        irregular = any(_are_irregular(table, col) for col in days)
        return bool(days) and (numbered or irregular) and counting is not None
    return any(numbered or mostly(table, col, is_day) for col in dated)


def _is_of_records(table: Table, col: int) -> bool:
    title = table.title_of(col)
    return is_numbering(title) or is_reference(title)


def _are_irregular(table: Table, col: int) -> bool:
    """True for days of things that happened, not for the first or last days of weeks or months."""
    days = sorted(set(days_in(table, col).values()))
    gaps = {(later - day).days for day, later in pairwise(days)}
    return len({day.day for day in days}) >= _FEWEST_DAYS and len(gaps) > 1


def read_records(table: Table, around: Surroundings, asked: Asked, found: Found) -> TableReading:
    """Count the rows by period and by each heading that repeats; refuse if a row can't be placed.

    Dates become years of the kind that was asked for; where none was, months, which add up to
    either sort of year. Columns that number the records (references) are left out of the headings.
    """
    reading = TableReading(table, not_counts=True)
    dated = date_rows(table, asked)
    if dated is None:
        saying = [repr(table.title_of(c)) for c in table.label_cols if says_when(table, c)]
        what = "a list of records without a readable date column"
        if len(saying) > 1:
            what = f"a list of records of which {' and '.join(saying)} may each say when"
        found.add(ProblemCode.NO_PERIOD, table.name, what)
        return reading
    days = days_in(table, dated.col)
    weights = weigh(table, asked)
    rows, once = count_once(table, asked, counting=weights.col)
    worded = bool(asked.title or asked.question)
    of_persons = rows_of_persons(table, asked)
    options = [one for one in (dated.option, once, weights.option, of_persons) if one is not None]
    if not worded and (unclear := once or weights.option or of_persons):
        found.add(ProblemCode.COUNT_TWICE, table.name, unclear.why)
        return reading
    if _is_refused(table, dated, days=days, around=around, found=found):
        return reading
    if (apart := _apart(table, dated.col)) is not None:
        what = "a list of records that goes on where its headings don't reach"
        found.add(ProblemCode.LAYOUT_UNCLEAR, table.sensed.grid.place(apart, dated.col), what)
        return reading
    columns = [
        column
        for column in columns_of(table, dates=dated.col, asked=asked)
        if weights.col == EACH_ROW or column.title != table.title_of(weights.col)
    ]
    number = sum(weights.rows.values())
    if (printed := printed_total(table)) not in (None, number):
        what = f"the list prints {printed} below it and has {number} records"
        found.add(ProblemCode.TOTAL_MISMATCH, table.name, what)
        return reading
    groups = _grouped(rows, dated.periods, columns)
    _enter(reading, dated, groups, weights=weights.rows, around=around, asked=asked, found=found)
    titles = " | ".join(table.title_of(col) for col in table.label_cols)
    first = {group[0] for group in groups.values()}
    for column in columns:
        column.texts = {row: text for row, text in column.texts.items() if row in first}
    reading.records = RecordList(titles, columns)
    if worded:
        reading.records.options = options
        reading.records.partial = uncovered(days, dated.periods)
    return reading


def _is_refused(
    table: Table, dated: Dated, *, days: Mapping[int, date], around: Surroundings, found: Found
) -> bool:
    """True where a row has no date that can be: its record may belong to any period."""
    missing = [row for row in table.data_rows if row not in dated.periods]
    late = [row for row in table.data_rows if _is_after(days.get(row), around.replied_on)]
    for rows, what in (
        (missing, "without a readable date"),
        (late, f"dated after the day of the reply, {around.replied_on}"),
    ):
        if rows:
            places = ", ".join(table.sensed.grid.place(row, dated.col) for row in rows[:5])
            found.add(ProblemCode.PERIOD_AMBIGUOUS, places, f"{len(rows)} records {what}")
    return bool(missing or late)


def _apart(table: Table, col: int) -> int | None:
    """A row near a list that has a day where the list has them, and isn't in it.

    Next to it any row counts; behind a line of a year and headings that come again, only one that
    has as much in it as a record.
    """
    sensed = table.sensed
    first = min(table.header_rows, default=min(table.data_rows))
    above = [row for row in range(first - 1, -1, -1) if sensed.filled(row)][:_NEAR_ROWS]
    below = [row for row in range(table.bottom + 1, len(sensed.rows)) if sensed.filled(row)]
    least = min(len(sensed.filled(row)) for row in table.data_rows)
    for rows in (above, below[:_NEAR_ROWS]):
        for row in rows:
            cell = sensed.at(row, col)
            is_next = row in (first - 1, *below[:1]) and row not in table.title_rows
            if cell is None or not is_day(cell) or row in table.note_rows:
                continue
            if is_next or len(sensed.filled(row)) >= max(2, least):
                return row
    return None


def _is_after(day: date | None, replied_on: date | None) -> bool:
    return day is not None and replied_on is not None and day > replied_on


Groups = dict[tuple[Period, tuple[str, ...]], list[int]]


def _grouped(
    rows: Sequence[int], periods: Mapping[int, Period], columns: Sequence[RecordColumn]
) -> Groups:
    """The rows of each period that have the same texts, in the order of the list."""
    groups: Groups = {}
    for row in rows:
        key = periods[row], tuple(column.texts.get(row, "") for column in columns)
        groups.setdefault(key, []).append(row)
    return groups


def _unit(table: Table, asked: Asked) -> Unit | None:
    """The unit that a layout or a line over the list states; `Offence` over a column names none.

    Rows that numbers of crimes tell apart are no arrests, unless something says that they are.
    """
    if table.declared is not None and table.declared.unit is not None:
        return table.declared.unit
    heads = {table.title_of(col) for col in table.label_cols}
    lines = [line for line in titles_of(table) if line not in heads]
    claimed = next((unit for line in lines if (unit := unit_claimed(line))), None)
    if claimed is not None or asked.unit in ("", *(unit.value for unit in _OF_CRIMES)):
        return claimed
    own = names_of(asked.unit)
    said = {word for line in (*lines, *heads) for word in spoken(line).casefold().split()}
    crimes = any(numbers_crimes(table.title_of(col)) for col in references(table))
    return Unit.OFFENCES if crimes and own.isdisjoint(said) else None


def _enter(
    reading: TableReading,
    dated: Dated,
    groups: Groups,
    *,
    weights: Mapping[int, int],
    around: Surroundings,
    asked: Asked,
    found: Found,
) -> None:
    """Make an entry of each group of records."""
    table = reading.table
    forces, force_from = fill_force(table, around, asked)
    unit = _unit(table, asked)
    if not forces:
        found.add(ProblemCode.NO_FORCE, table.name, "records without a force")
    limits = limits_of(
        {period for period, _ in groups},
        titles=titles_of(table),
        around=(*words_around(table), *around.when_said),
        replied_on=around.replied_on,
    )
    for (whole, labels), rows in groups.items():
        period, why = limits.heed(whole)
        if why and why != UNFINISHED:
            found.add(ProblemCode.PERIOD_AMBIGUOUS, table.name, why)
        number = sum(weights[row] for row in rows)
        reading.entries.append(
            Entry(
                place=(rows[0], dated.col),
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
