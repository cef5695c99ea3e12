"""How many records each row of a list stands for: one, or what a column says that it counts.

Only a column that counts what was asked ("Count", "No. of burglaries") is summed. Numbers of items,
of victims, of pounds only describe a record; of a column that may count either ("Quantity") a
person is asked.
"""

from typing import NamedTuple

from foistats.question.wanted import Wanted
from foistats.records import Asked
from foistats.tables.record_lists.choices import Option, chosen
from foistats.tables.record_lists.columns import LEAST_REFERENCE
from foistats.tables.record_lists.rows import numbers_each_row, references
from foistats.tables.record_lists.words import (
    ColumnSays,
    column_says,
    counts_records,
    is_bare_number,
    says_count,
)
from foistats.tables.shape.column_roles import numbers_the_lines
from foistats.tables.table import Table
from foistats.tables.words import is_measure, unit_claimed
from schemas.vocabulary import Concern, Unit

_OF_EVENTS = (None, Unit.OFFENCES, Unit.CRIMES, Unit.INCIDENTS)
# The column that counts the records of each row, where each row is one.
EACH_ROW = -1


class Weights(NamedTuple):
    """How many records each row stands for, by the column `col`, and what is asked about that."""

    rows: dict[int, int]
    col: int = EACH_ROW
    option: Option | None = None


def counting_col(table: Table, asked: Asked) -> int | None:
    """The column that counts the records of each row, `EACH_ROW` where each row is one.

    None where numbers stand in another column than one that describes a record: they may count,
    unless each row has a number of its own.
    """
    counting = EACH_ROW
    numbered = any(len(set(t.values())) == len(table.data_rows) for t in references(table).values())
    for col in table.measure_cols:
        title = table.title_of(col)
        if _numbers_records(table, col) or _describes(title, asked):
            continue
        unit = unit_claimed(title)
        if numbered and unit is None and not is_measure(title):
            continue  # of what the record is, a person is asked
        measures = is_measure(title) or unit is not None or says_count(title)
        counts = measures and unit in (*_OF_EVENTS, *_unit_of(asked))
        if not counts or counting != EACH_ROW or not _all_exact(table, col):
            return None
        counting = col
    return counting


def _describes(title: str, asked: Asked) -> bool:
    """True for numbers of a record, as of its items, and of persons who weren't asked about."""
    unit = unit_claimed(title)
    if (unit is not None and unit in _unit_of(asked)) or counts_records(title):
        return False
    if unit in (Unit.SUSPECTS, Unit.VICTIMS):
        return True
    return column_says(title) is not ColumnSays.OPEN and not is_bare_number(title)


def _unit_of(asked: Asked) -> tuple[Unit, ...]:
    return tuple(unit for unit in Unit if unit.value == asked.unit)


def _numbers_records(table: Table, col: int) -> bool:
    """True for the numbers of lines, 1, 2, 3, and for long numbers that each row has its own of.

    A title that says what is counted is believed.
    """
    title = table.title_of(col)
    if is_measure(title) and not is_bare_number(title):
        return False
    cells = [cell for row in table.data_rows if (cell := table.sensed.at(row, col)) is not None]
    if numbers_the_lines(cells):
        return True
    lows = [cell.count.low or 0 for cell in cells if cell.count is not None]
    return numbers_each_row(table, col) and len(lows) == len(cells) and min(lows) >= LEAST_REFERENCE


def _all_exact(table: Table, col: int) -> bool:
    cells = (table.sensed.at(row, col) for row in table.data_rows)
    return all(cell is not None and cell.count is not None and cell.count.exact for cell in cells)


def weigh(table: Table, asked: Asked) -> Weights:
    """How many records each row stands for; a person says whether an open column counts them."""
    one_each = dict.fromkeys(table.data_rows, 1)
    counting = counting_col(table, asked)
    if counting is None or counting == EACH_ROW:
        return Weights(one_each)
    counted = _counts_in(table, counting)
    title = table.title_of(counting)
    if counted == one_each or _counts_what_was_asked(title, asked):
        return Weights(counted, counting)
    each, by_title = "each row counted as one", f"each row counted by its {title!r}"
    picked = chosen((each, by_title), asked)
    if picked is not None:
        return Weights(one_each if picked == each else counted, counting)
    why = (
        f"{title!r} comes to {sum(counted.values()):,} in {len(counted):,} rows:"
        " which is the number that was asked for?"
    )
    return Weights(one_each, counting, Option((each, by_title), why))


def _counts_in(table: Table, col: int) -> dict[int, int]:
    cells = {row: table.sensed.at(row, col) for row in table.data_rows}
    return {
        row: cell.count.low or 0
        for row, cell in cells.items()
        if cell is not None and cell.count is not None
    }


def _counts_what_was_asked(title: str, asked: Asked) -> bool:
    """True for `Count`, `Number of offences`, `No. of burglaries`; not for a bare `Quantity`."""
    wanted = Wanted(asked)
    concern = wanted.concern_of(title)
    if concern is Concern.ASKED:
        return True
    return concern is None and (unit_claimed(title) is not None or says_count(title))
