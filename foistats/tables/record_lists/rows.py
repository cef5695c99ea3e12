"""Whether each row of a list is one record, and whether the list holds all records of a period.

One crime may stand on several rows, one for each victim or suspect, and a list may end within the
last year that it has: both show in the rows, and a person says what they mean.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from foistats.model.values import Period
from foistats.naming.periods import label_of
from foistats.records import Asked
from foistats.tables.record_lists.choices import Option, chosen
from foistats.tables.record_lists.days import day_of_record
from foistats.tables.record_lists.words import ColumnSays, column_says, is_reference, names_persons
from foistats.tables.table import Table
from schemas.vocabulary import Unit

_EVENTS = (Unit.OFFENCES.value, Unit.CRIMES.value, Unit.INCIDENTS.value)
# A number that this many rows share at most identifies no record, but where or by whom it was.
_MOST_SHARE = 4
# So rarely would accident bring two rows together, or leave the rest of a period without a row.
_RARE = 0.01
_RARE_GAP = 0.001
# Fewer rows of a period may lie close together for any reason, unless every month has some of them
# until they stop.
_FEWEST_IN_PART = 20
_FEWEST_IN_STEADY = 5
_FEWEST_MONTHS = 3


def references(table: Table) -> dict[int, dict[int, str]]:
    """The columns that number the records, each with its text by row; the most telling first."""
    found: dict[int, dict[int, str]] = {}
    for col in [*table.label_cols, *table.numbering_cols, *table.measure_cols]:
        if not is_reference(table.title_of(col)):
            continue
        texts = {
            row: cell.text
            for row in table.data_rows
            if (cell := table.sensed.at(row, col)) is not None
        }
        distinct = len(set(texts.values()))
        if distinct > 1 and distinct * _MOST_SHARE >= len(texts):
            found[col] = texts
    return dict(sorted(found.items(), key=lambda one: -len(set(one[1].values()))))


def numbers_each_row(table: Table, col: int) -> bool:
    """True for a column of which nearly every row has its own text."""
    texts = [
        cell.text for row in table.data_rows if (cell := table.sensed.at(row, col)) is not None
    ]
    return len(texts) == len(table.data_rows) and len(set(texts)) * 3 >= len(texts) * 2


def repeated_rows(table: Table, *, counting: int = -1) -> tuple[str, int, list[int]]:
    """What stands on several rows though it should be one record, on how many, and the first ones.

    That is a number of the records, or a whole row, where accident would hardly repeat one. The
    rows given are those that are left where each record is counted once.
    """
    numbered = {col: texts for col, texts in references(table).items() if col != counting}
    if numbered:
        # Row numbers beside references are told by their title and never repeat.
        repeats = {col: len(t) - len(set(t.values())) for col, t in numbered.items()}
        col = max(repeats, key=lambda repeat: repeats[repeat])
        if repeats[col]:
            first = _first_of(table.data_rows, _with_offences(table, numbered[col]))
            return table.title_of(col), repeats[col], first
        return "", 0, []
    whole = {
        row: "\0".join(cell.text for _, cell in table.sensed.filled(row)) for row in table.data_rows
    }
    doubled = len(whole) - len(set(whole.values()))
    if doubled and doubled * _MOST_SHARE < len(whole) and _is_rare(table):
        return "", doubled, _first_of(table.data_rows, whole)
    return "", 0, []


def _with_offences(table: Table, texts: Mapping[int, str]) -> dict[int, str]:
    """Each number with what the row says that the record is: one may stand for two offences."""
    cols = [c for c in table.label_cols if column_says(table.title_of(c)) is ColumnSays.OFFENCE]
    return {
        row: "\0".join([text, *(c.text for col in cols if (c := table.sensed.at(row, col)))])
        for row, text in texts.items()
    }


def _first_of(rows: Sequence[int], texts: Mapping[int, str]) -> list[int]:
    """The first row with each text, and all rows without one."""
    seen: set[str] = set()
    first: list[int] = []
    for row in rows:
        text = texts.get(row)
        if text is None or text not in seen:
            first.append(row)
        if text is not None:
            seen.add(text)
    return first


def _is_rare(table: Table) -> bool:
    """True where two rows would hardly agree by accident, by the two most telling columns."""
    shares = sorted(_chance(table, col) for col in [*table.label_cols, *table.measure_cols])
    pairs = len(table.data_rows) * (len(table.data_rows) - 1) / 2
    return len(shares) > 1 and pairs * shares[0] * shares[1] < _RARE


def _chance(table: Table, col: int) -> float:
    """How often two rows have the same in a column."""
    texts = Counter(
        cell.text for row in table.data_rows if (cell := table.sensed.at(row, col)) is not None
    )
    number = texts.total()
    if number < len(table.data_rows) or number < 2:
        return 1.0
    return max(1, sum(n * (n - 1) for n in texts.values())) / (number * (number - 1))


def count_once(
    table: Table, asked: Asked, *, counting: int = -1
) -> tuple[list[int], Option | None]:
    """The rows to count, and what is asked where a record stands on several rows.

    `counting` is the column that may count the records of each row: its numbers name none of them.
    """
    of, doubled, first = repeated_rows(table, counting=counting)
    if not doubled:
        return table.data_rows, None
    once = f"each {of!r} counted once" if of else "each row that is repeated counted once"
    every = "every row counted"
    picked = chosen((once, every), asked)
    if picked is not None:
        return (first if picked == once else table.data_rows), None
    number = len(table.data_rows)
    what = f"have a {of!r} that stands on a row above" if of else "repeat a row above"
    return table.data_rows, Option((once, every), f"{doubled} of {number} rows {what}")


def rows_of_persons(table: Table, asked: Asked) -> Option | None:
    """What is asked where the rows are told apart by persons, and by no number of the crimes."""
    if asked.unit not in ("", *_EVENTS) or references(table):
        return None
    for col in [*table.label_cols, *table.numbering_cols, *table.measure_cols]:
        title = table.title_of(col)
        if names_persons(title) and numbers_each_row(table, col):
            words = (f"each row counted, one for each {title!r}",)
            return Option(words, "one crime may have several: are the rows what was asked for?")
    return None


def days_in(table: Table, col: int) -> dict[int, date]:
    """The day of each row that has one in a column."""
    cells = ((row, table.sensed.at(row, col)) for row in table.data_rows)
    found = ((row, day_of_record(cell)) for row, cell in cells if cell is not None)
    return {row: day for row, day in found if day is not None}


def uncovered(days: Mapping[int, date], periods: Mapping[int, Period]) -> dict[Period, Option]:
    """The first and last period of a list that it seems to cover in part, with what is asked.

    Seen by the days: of many rows none lies in the rest of the period, and rows of other periods
    lie in that part of their year.
    """
    by_period: dict[Period, list[date]] = {}
    for row, day in days.items():
        if row in periods:
            by_period.setdefault(periods[row], []).append(day)
    order = sorted(by_period)
    if all(day.day == 1 for day in days.values()):
        return {}  # months, each written as its first day
    found: dict[Period, Option] = {}
    for period in dict.fromkeys((*order[:1], *order[-1:])):
        first, last = min(by_period[period]), max(by_period[period])
        ends = [(period.start, first)] if period == order[0] else []
        ends += [(last, period.end)] if period == order[-1] else []
        if any(_is_gap(by_period, period, gap) for gap in ends):
            word = f"{label_of(period)} with rows from {first} to {last} only"
            why = f"there are {len(by_period[period])} rows: are they all of the period?"
            found[period] = Option((word,), why)
    return found


def _is_gap(
    by_period: Mapping[Period, Sequence[date]], period: Period, gap: tuple[date, date]
) -> bool:
    """True for a month or more without a row where accident would hardly leave that free."""
    days, length = (gap[1] - gap[0]).days, (period.end - period.start).days + 1
    rows = by_period[period]
    if days * 12 < length:
        return False
    steady = _FEWEST_IN_STEADY <= len(rows) < _FEWEST_IN_PART and _has_every_month(rows)
    if len(rows) < _FEWEST_IN_PART and not steady:
        return False
    if (1 - days / length) ** len(rows) >= _RARE_GAP:
        return False
    return len(by_period) == 1 or _filled_elsewhere(by_period, period, gap)


def _has_every_month(days: Sequence[date]) -> bool:
    """True where each month from the first day to the last, three at least, has one of the days."""
    months = {12 * day.year + day.month for day in days}
    return len(months) >= _FEWEST_MONTHS and max(months) - min(months) + 1 == len(months)


def _filled_elsewhere(
    by_period: Mapping[Period, Sequence[date]], period: Period, gap: tuple[date, date]
) -> bool:
    """True where another period has rows in the same part of its year: then it is no season."""
    low, high = ((end - period.start).days for end in gap)
    return any(
        low < (day - other.start).days < high
        for other, days in by_period.items()
        if other != period
        for day in days
    )
