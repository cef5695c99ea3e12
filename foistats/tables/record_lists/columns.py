"""What each column of a list of records says of its rows, and which of its values are doubtful.

A row counts where nothing beside it says otherwise. A column is passed over where its title or the
variety of its values shows that it only describes a record; any other is held against the question
value by value (`record_concerns`).
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from foistats.model.values import Period
from foistats.naming.counts import CellSense
from foistats.naming.forces import area_named
from foistats.naming.spelling import fold
from foistats.records import Asked
from foistats.tables.record_lists.choices import Option
from foistats.tables.record_lists.dates import is_day
from foistats.tables.record_lists.words import (
    ColumnSays,
    column_says,
    is_known_outcome,
    is_reference,
    names_any_offence,
    names_sort_of_record,
    unmakes,
)
from foistats.tables.senses import SensedCell
from foistats.tables.shape.column_roles import numbers_the_lines
from foistats.tables.table import Table
from foistats.tables.words import is_numbering

_MEASURED = (CellSense.FRACTIONAL, CellSense.NEGATIVE)
_ANSWERS = frozenset({"yes", "no", "y", "n", "true", "false"})
_POLICE_BODY = re.compile(r"(?i)\b(?:police|constabulary|heddlu)\b")
# A status has a few values; names of things and places have many.
_MANY_KINDS = 12
_FEW_WORDS = 6
_FEWEST_DIFFERENT = 4
# Numbers as long as this are no numbers of crimes of a day.
LEAST_REFERENCE = 100_000


@dataclass(slots=True)
class RecordColumn:
    """One column of a list beside the dates: its text by row, in rows that stand for others too.

    `doubtful` are the values of which nothing shows that a record with them counts, and `rows` how
    many rows have each value. `is_offence` is True where the title says that it is the offence.
    """

    title: str
    texts: dict[int, str]
    says: ColumnSays
    doubtful: tuple[str, ...] = ()
    rows: Counter[str] = field(default_factory=Counter)
    in_every_row: bool = False

    def heading(self, text: str) -> str:
        """A value as a person is asked about it: the same "Yes" is another thing in each column."""
        return f"{self.title}: {text}" if self.title else text


@dataclass(slots=True)
class RecordList:
    """What a list of records says of its rows beside their dates.

    `titles` are those of all its columns. The texts of `columns` are by row, for the rows that
    stand for all records with the same texts. `options` are what is asked of the whole list,
    `partial` of a period that it may cover in part.
    """

    titles: str
    columns: list[RecordColumn]
    options: list[Option] = field(default_factory=list)
    partial: dict[Period, Option] = field(default_factory=dict)


def columns_of(table: Table, *, dates: int, asked: Asked) -> list[RecordColumn]:
    """The columns that say something of the records, `dates` left out; texts are by data row."""
    cols = [*table.label_cols, *table.measure_cols, *table.flag_cols, *table.note_cols]
    found = (_column(table, col, asked) for col in sorted(set(cols)) if col != dates)
    return [column for column in found if column is not None]


def _column(table: Table, col: int, asked: Asked) -> RecordColumn | None:
    """One column; None where it tells the rows apart, or describes them, and nothing else."""
    cells = {
        row: cell for row in table.data_rows if (cell := table.sensed.at(row, col)) is not None
    }
    if not cells or sum(is_day(cell) for cell in cells.values()) * 2 >= len(cells):
        return None
    if numbers_the_lines(list(cells.values())):
        return None
    title = table.title_of(col)
    says = column_says(title)
    texts = {row: cell.text for row, cell in cells.items()}
    rows = Counter(texts.values())
    measured = sum(cell.sense in _MEASURED for cell in cells.values()) * 2 > len(cells)
    doubtful = () if measured else tuple(_doubtful(rows, says=says, asked=asked))
    if says is ColumnSays.OPEN and _are_small_numbers(list(cells.values())):
        doubtful = tuple(rows)
    if not doubtful and (measured or not _divides(title, rows)):
        return None
    if not _divides(title, rows):
        texts = {row: text for row, text in texts.items() if text in doubtful}
    return RecordColumn(title, texts, says, doubtful, rows, len(cells) == len(table.data_rows))


def _are_small_numbers(cells: Sequence[SensedCell]) -> bool:
    """True for numbers that may count something of each record, unlike long ones that name it."""
    counts = [cell.count for cell in cells if cell.sense is CellSense.COUNT and cell.count]
    long = sum((count.low or 0) >= LEAST_REFERENCE for count in counts)
    return len(counts) * 2 > len(cells) and long * 2 < len(counts)


def _divides(title: str, rows: Counter[str]) -> bool:
    """True for a column whose entries repeat; references and serial numbers don't."""
    number = rows.total()
    if is_numbering(title) or is_reference(title):
        return len(rows) * 2 < number
    return len(rows) < number


def _doubtful(rows: Counter[str], *, says: ColumnSays, asked: Asked) -> list[str]:
    """The values of a column with which a row may not be a record of what was asked.

    Where the title says that they are places, times or things, only another force's name, or words
    that take the record back. Of outcomes all that are none of the known ones. Else every value,
    unless there are as many as no status has.
    """
    few = [text for text in rows if len(text.split()) <= _FEW_WORDS]
    taken_back = [text for text in few if unmakes(text)]
    if says is ColumnSays.ATTRIBUTE:
        police = [text for text in rows if _POLICE_BODY.search(text)]
        others = [text for text in police if _another_force(text, asked)]
        return [text for text in rows if text in others or text in taken_back]
    if says is ColumnSays.OUTCOME:
        return [text for text in rows if not is_known_outcome(text)]
    if says is ColumnSays.OFFENCE:
        sorts = _sorts_of_records(rows)
        return [t for t in rows if t in taken_back or t in sorts or fold(t) in _ANSWERS]
    others = [text for text in rows if _another_force(text, asked)]
    if _is_varied(rows):
        worded = [text for text in rows if unmakes(text)]
        return [text for text in rows if text in set(others) | set(worded)]
    return [text for text in rows if not _is_own_force(text, asked)]


def _sorts_of_records(rows: Counter[str]) -> list[str]:
    """The values that name no offence, in a column that parts crimes from other records by them.

    "Incident only" beside "Recorded crime" is no crime, whatever the column is called.
    """
    unnamed = [text for text in rows if not names_any_offence(text)]
    parted = len(rows) > 1 and any(names_sort_of_record(text) for text in unnamed)
    return unnamed if parted else []


def _is_varied(rows: Counter[str]) -> bool:
    """True for texts of which most rows have their own, and for more kinds than a status has."""
    number = rows.total()
    if len(rows) == number:
        return number >= _FEWEST_DIFFERENT
    return len(rows) > _MANY_KINDS or (len(rows) * 2 > number and len(rows) >= _FEW_WORDS)


def _another_force(text: str, asked: Asked) -> bool:
    area = area_named(text, asked.aliases)
    return (
        area is not None
        and area.kind in ("force", "joint")
        and not set(area.force_ids) <= set(asked.force_ids)
    )


def _is_own_force(text: str, asked: Asked) -> bool:
    area = area_named(text, asked.aliases)
    return (
        area is not None
        and area.kind in ("force", "joint")
        and set(area.force_ids) <= set(asked.force_ids)
        and len(area.possible) <= 1
    )
