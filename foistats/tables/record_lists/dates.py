"""Which column dates the records of a list, and the period of each.

A list has the day on which a crime was recorded, the day on which it happened, of an arrest, of
birth, of printing. Only the first two, and a day that the title leaves open, date a record; where
they fall into different periods, the request's words say which one was asked for, or a person does.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from foistats.model.values import Period
from foistats.naming.counts import CellSense
from foistats.naming.periods.atoms import MONTH_NUMBERS
from foistats.naming.periods.spans import FIRST_YEAR, calendar_year, financial_year, month_of
from foistats.records import Asked
from foistats.tables.record_lists.choices import Option, chosen
from foistats.tables.record_lists.days import day_of_record, has_time_of_day
from foistats.tables.record_lists.words import DateKind, date_kind
from foistats.tables.senses import SensedCell
from foistats.tables.shape.levels import Hints, LevelKind, read_level
from foistats.tables.table import Table
from foistats.tables.words import spoken
from schemas.vocabulary import PeriodKind

_WHEN = re.compile(
    r"\b(?:date|reported|recorded|occurred|created|committed|year|month|quarter|fy|dyddiad)\b",
    re.IGNORECASE,
)
_NOT_WHEN = re.compile(r"\b(?:updated?|published|issued|birth|dob)\b", re.IGNORECASE)
_SAYS_RECORDED = re.compile(r"\b(?P<stem>record|report|logg?)(?:ed|ing|s)?\b", re.IGNORECASE)
_SAYS_OCCURRED = re.compile(r"\boccur|\btook\s+place\b|\bhappen", re.IGNORECASE)

_APRIL, _DECEMBER = 4, 12


class Dated(NamedTuple):
    """The period of each row of a list, from one column.

    `option` is what a person is asked where the words don't settle which column dates the rows:
    then the periods are those of the likeliest.
    """

    col: int
    periods: dict[int, Period]
    option: Option | None = None


def says_when(table: Table, col: int) -> bool:
    """True for a column whose title speaks of time, or that holds the day or minute of each row."""
    title = spoken(table.title_of(col))
    if _NOT_WHEN.search(title):
        return False
    return bool(_WHEN.search(title)) or mostly(table, col, has_time_of_day)


def mostly(table: Table, col: int, is_so: Callable[[SensedCell], bool]) -> bool:
    """True where something is so of more than half of the records."""
    cells = (table.sensed.at(row, col) for row in table.data_rows)
    return sum(cell is not None and is_so(cell) for cell in cells) * 2 > len(table.data_rows)


def is_day(cell: SensedCell) -> bool:
    """True for a day, or what a spreadsheet holds as one."""
    return day_of_record(cell) is not None or cell.sense is CellSense.DATE


def date_rows(table: Table, asked: Asked) -> Dated | None:
    """The periods of the rows, or None where no column can date them.

    Of columns that say the same, such as a year, a month and a day, the days count.
    """
    saying = [col for col in table.label_cols if says_when(table, col)]
    read = {col: found for col in saying if (found := _periods_in(table, col))}
    read |= _years_by_months(table, saying, read)
    kind = asked.period_kind
    dated = {
        col: {row: _year_around(period, kind) for row, period in periods.items()}
        for col, periods in read.items()
    }
    if not dated:
        return None
    if not (asked.title or asked.question):
        return _without_words(table, saying, dated)
    kinds = {col: date_kind(table.title_of(col), f"{asked.title} {asked.unit}") for col in dated}
    own = [col for col in dated if kinds[col] is not None]
    apart = _apart(table, own, dated)
    if len(apart) > 1:
        apart = _wished(apart, kinds, table, asked)
    if len(apart) == 1 and not _misses_wish(kinds[apart[0]], asked):
        return Dated(apart[0], dated[apart[0]])
    open_ones = apart or list(dated)
    return _asked_about(table, open_ones, dated, asked)


def _asked_about(
    table: Table, cols: Sequence[int], dated: dict[int, dict[int, Period]], asked: Asked
) -> Dated:
    """The column that a person chose; without an answer the first, and the question."""
    words = {f"rows dated by {table.title_of(col)!r}": col for col in cols}
    picked = chosen(words, asked)
    if picked is not None:
        return Dated(words[picked], dated[words[picked]])
    first = cols[0]
    if len(cols) == 1:
        why = "is this the date that was asked for?"
    else:
        elsewhere = sum(
            len({dated[col][row] for col in cols if row in dated[col]}) > 1
            for row in table.data_rows
        )
        why = (
            f"they put {elsewhere} of {len(table.data_rows)} rows into different periods:"
            " which one was asked for?"
        )
    return Dated(first, dated[first], Option(tuple(words), why))


def _apart(table: Table, own: Sequence[int], dated: dict[int, dict[int, Period]]) -> list[int]:
    """The columns that date the rows differently: of those that agree the day stands for all."""
    days = [col for col in own if mostly(table, col, is_day)]
    coarse = [col for col in own if col not in days]
    if days:
        left = [col for col in coarse if not any(agree(table, day, [day, col]) for day in days)]
        order = [*days, *left]
    else:
        order = list(coarse)
    apart: list[int] = []
    # The day of recording comes first: by it the police count, where nothing else was asked for.
    for col in sorted(order, key=lambda col: (not _is_recorded(table, col), -len(dated[col]))):
        if all(_differ(dated[col], dated[other]) for other in apart):
            apart.append(col)
    return apart


def _is_recorded(table: Table, col: int) -> bool:
    return date_kind(table.title_of(col)) is DateKind.RECORDED


def _differ(one: dict[int, Period], other: dict[int, Period]) -> bool:
    return any(period != other.get(row, period) for row, period in one.items())


def _wished(
    cols: Sequence[int], kinds: dict[int, DateKind | None], table: Table, asked: Asked
) -> list[int]:
    """The columns that hold the date which the request speaks of; all, where it speaks of none."""
    wish = _wish(asked)
    if wish is None:
        return list(cols)
    fit = [col for col in cols if kinds[col] is wish]
    if len(fit) > 1 and wish is DateKind.RECORDED:
        stems = {one["stem"].casefold() for one in _SAYS_RECORDED.finditer(_words(asked))}
        fit = [c for c in fit if any(s in table.title_of(c).casefold() for s in stems)] or fit
    return fit or list(cols)


def _words(asked: Asked) -> str:
    return f"{asked.title} {asked.question}"


def _wish(asked: Asked) -> DateKind | None:
    recorded = bool(_SAYS_RECORDED.search(_words(asked)))
    occurred = bool(_SAYS_OCCURRED.search(_words(asked)))
    if recorded == occurred:
        return None
    return DateKind.RECORDED if recorded else DateKind.OCCURRED


def _misses_wish(kind: DateKind | None, asked: Asked) -> bool:
    """True where the request speaks of the one date, and the list holds the other."""
    wish = _wish(asked)
    return wish is not None and kind not in (wish, DateKind.PLAIN)


def _without_words(
    table: Table, saying: Sequence[int], dated: dict[int, dict[int, Period]]
) -> Dated | None:
    """The column that dates the rows where the request has no words: the only one, or recorded."""
    days = [col for col in saying if mostly(table, col, is_day)]
    if len(saying) > 1 and len(days) == 1 and agree(table, days[0], saying):
        saying = days
    if len(saying) > 1:
        saying = [c for c in saying if date_kind(table.title_of(c)) is DateKind.RECORDED]
    if len(saying) != 1 or saying[0] not in dated:
        return None
    return Dated(saying[0], dated[saying[0]])


def _periods_in(table: Table, col: int) -> dict[int, Period] | None:
    """The period of each row by one column; None where most of its cells are no time."""
    cells = {r: cell for r in table.data_rows if (cell := table.sensed.at(r, col)) is not None}
    level = read_level(cells, title=table.title_of(col), hints=Hints())
    if level.kind is LevelKind.PERIOD and level.periods and not level.unsettled:
        return level.periods
    found = {row: one for row, cell in cells.items() if (one := _period_of(cell))}
    return found if len(found) * 2 > len(table.data_rows) else None


def _period_of(cell: SensedCell) -> Period | None:
    """The period that holds the day of a record; a day before the present forces dates nothing."""
    day = day_of_record(cell)
    if day is None:
        reading = cell.period
        return reading.period if reading is not None else None
    if day.year < FIRST_YEAR:
        return None
    return month_of(day.year, day.month)


def _years_by_months(
    table: Table, saying: Sequence[int], read: dict[int, dict[int, Period]]
) -> dict[int, dict[int, Period]]:
    """The months that a column of calendar years and one of months beside it make together.

    Nothing where two columns are such years, or months: which belong together is open.
    """
    years = [
        col
        for col, periods in read.items()
        if all(period.kind is PeriodKind.CALENDAR_YEAR for period in periods.values())
        and not mostly(table, col, is_day)
    ]
    months = {col: found for col in saying if col not in read and (found := _months(table, col))}
    if len(years) != 1 or len(months) != 1:
        return {}
    (col,), ((month_col, numbers),) = years, months.items()
    if date_kind(table.title_of(col)) is not date_kind(table.title_of(month_col)):
        return {}  # the year of recording and the month in which it happened
    rows = read[col].keys() & numbers.keys()
    return {col: {row: month_of(read[col][row].start.year, numbers[row]) for row in sorted(rows)}}


def _months(table: Table, col: int) -> dict[int, int]:
    """The number of the month in each row of a column that has nothing else."""
    found: dict[int, int] = {}
    for row in table.data_rows:
        text = cell.text.casefold().strip(" .") if (cell := table.sensed.at(row, col)) else ""
        number = int(text) if text.isdecimal() else MONTH_NUMBERS.get(text, 0)
        if not 0 < number <= _DECEMBER:
            return {}
        found[row] = number
    return found


def _year_around(period: Period, kind: PeriodKind | None) -> Period:
    """The year of a kind that holds a shorter period; the period itself where none does."""
    if kind is PeriodKind.FINANCIAL_YEAR:
        year = financial_year(period.start.year - (period.start.month < _APRIL))
    elif kind is PeriodKind.CALENDAR_YEAR:
        year = calendar_year(period.start.year)
    else:
        return period
    return year if year.start <= period.start and period.end <= year.end else period


def agree(table: Table, day_col: int, saying: Sequence[int]) -> bool:
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
