"""Filters: pairs of a label and a value that narrow what a whole table counts.

`DA flag: Y` over a table, `Division: | North` under it, the field of a pivot table with
`(Multiple Items)`, and a column that says `Y` in each of its rows. A pair that speaks of the
document (`Status: Final`), of a time, or of all there is narrows nothing.
"""

import re
from collections.abc import Iterator, Sequence

from foistats.naming.forces.areas import area_named
from foistats.naming.lexicon import words as words_that
from foistats.naming.periods import period_reading
from foistats.naming.spelling import fold, regex
from foistats.question.pairs import LONGEST_VALUE, narrows_nothing, pair_of
from foistats.question.wanted import Wanted, parts_named
from foistats.records import Asked
from foistats.tables.concerns.captions import near
from foistats.tables.concerns.held import COUNTED, HeldTable
from foistats.tables.entries import TableReading
from foistats.tables.record_lists.words import ColumnSays, column_says, is_reference
from foistats.tables.words import is_notes, is_period_title
from schemas.vocabulary import Concern

_SOME = r"(?i)^\W*multiple items\W*$"
_YES_OR_NO = frozenset({"yes", "no", "y", "n", "true", "false"})
# Further from a table stands what belongs to another one.
_NEAR_ROWS = 30
_LAST_ROWS = 10
_BELOW = 5
_MOST = 200
# Of so few records all may have the same outcome.
_ENOUGH = 10
_WHY = "does it narrow what the table counts?"
_WHY_SEVERAL = "do they narrow what the table counts?"


def hold_filters(
    held: Sequence[HeldTable], wanted: Wanted, asked: Asked, *, far: Sequence[str] = ()
) -> None:
    """Leave open the counts of each table that a filter narrows, and ask once for each table.

    `far` are lines that speak of all tables: of a cover sheet, of the heads and feet of pages.
    """
    of_all = [pair for line in far[:_MOST] if (pair := pair_of(line)) is not None]
    for table in held:
        if table.asks or not any(entry.concern in COUNTED for entry in table.entries):
            continue
        others = [one.reading for one in held if one is not table]
        pairs = [
            (label, value)
            for label, value in dict.fromkeys([*_pairs(table, others), *of_all])
            if _narrows(label, value, wanted, asked) or _widens(table, label, value, wanted)
        ]
        said = {pair: asked.meaning_of(fold(_written(*pair))) for pair in pairs}
        open_ones = [pair for pair, meaning in said.items() if meaning is None]
        declined = [
            pair for pair, meaning in said.items() if meaning and meaning.concern not in COUNTED
        ]
        if not open_ones and not declined:
            continue
        labels = {fold(label) for label, _ in (*open_ones, *declined)}
        table.left_out = [text for text in table.left_out if fold(text.rstrip(" :")) not in labels]
        table.left_out += [_written(*pair) for pair in declined]
        if open_ones:
            words = tuple(_written(*pair) for pair in open_ones)
            table.asks = [(words, _WHY if len(words) == 1 else _WHY_SEVERAL)]
        for entry in table.entries:
            if entry.concern in COUNTED:
                entry.concern = Concern.PART if declined else Concern.UNCLEAR


def _written(label: str, value: str) -> str:
    return f"{label}: {value}"


def _narrows(label: str, value: str, wanted: Wanted, asked: Asked) -> bool:
    """True where a pair takes some of what was asked out of a table, by the meaning of both."""
    if not label or narrows_nothing(value) or is_period_title(label):
        return False
    if regex(_SOME).search(value):
        return True
    title = column_says(label)
    if title is ColumnSays.OFFENCE and wanted.said_anything and not asked.categories:
        return wanted.names_offence(value) and wanted.caption_of(value) is not Concern.ASKED
    speaks_of_document = wanted.caption_of(label) is None or is_reference(label) or is_notes(label)
    if speaks_of_document or period_reading(value) is not None:
        return False
    if area_named(value, asked.aliases) is not None:
        return False
    said = wanted.said_by(value)
    if said and said <= wanted.every_word:
        return False
    if fold(value) in _YES_OR_NO:
        return True
    folded = set(re.findall(r"[^\W_]+", fold(label)))
    if folded & words_that("records", "police"):
        return False
    if title in (ColumnSays.ATTRIBUTE, ColumnSays.OUTCOME):
        return any(letter.isalpha() for letter in value)
    return bool(parts_named(label)) and len(folded) > 1


def _widens(table: HeldTable, label: str, value: str, wanted: Wanted) -> bool:
    """True for `Crime type: (All)` over a table that never names what was asked."""
    return (
        wanted.said_anything
        and column_says(label) is ColumnSays.OFFENCE
        and narrows_nothing(value)
        and wanted.caption_of(value) is None
        and not wanted.by_category
        and all(
            verdict is not Concern.ASKED
            for level in table.levels
            for verdict in level.verdicts.values()
        )
    )


def _pairs(table: HeldTable, others: Sequence[TableReading]) -> Iterator[tuple[str, str]]:
    """The pairs around a table, each once, and its columns that say one thing of all rows."""
    reading = table.reading
    grid = reading.table.sensed.grid
    found = [pair for line in near(reading) if (pair := pair_of(line)) is not None]
    found += [pair for line in grid.notes[:_BELOW] if (pair := pair_of(line)) is not None]
    found += _in_rows(reading, others)
    found += _columns_of_flags(table) if reading.records is None else _columns_of_one_value(table)
    yield from dict.fromkeys(found)


def _in_rows(reading: TableReading, others: Sequence[TableReading]) -> Iterator[tuple[str, str]]:
    """The pairs in rows of the sheet: in one cell, or in two cells of which one is the label."""
    table, sensed = reading.table, reading.table.sensed
    own = sorted({*table.title_rows, *table.header_rows, *table.data_rows})
    beside = [
        other.table for other in others if other.table.sensed is sensed and other.table.data_rows
    ]
    before = max((t.bottom for t in beside if t.bottom < table.data_rows[0]), default=-1)
    after = min(
        (min((*t.header_rows, *t.data_rows)) for t in beside if t.data_rows[0] > table.bottom),
        default=len(sensed.rows),
    )
    first, last = table.data_rows[0], table.data_rows[-1]
    rows = [
        *range(max(before + 1, first - _NEAR_ROWS), first),
        *(table.data_rows[-_LAST_ROWS:] if reading.records is None else ()),
        *(row for row in range(last + 1, min(after, last + _NEAR_ROWS)) if row not in own),
    ]
    for row in rows:
        filled = list(sensed.filled(row))
        if len(filled) == 1 and (pair := pair_of(filled[0][1].text)) is not None:
            yield pair
        if len(filled) != 2 or filled[1][0] - filled[0][0] != 1:
            continue
        label, value = filled[0][1].text, filled[1][1].text
        if filled[1][1].count is not None or len(value.split()) > LONGEST_VALUE:
            continue
        pivot = regex(_SOME).search(value) or fold(value) in _YES_OR_NO
        inside = row in table.data_rows or row in table.header_rows
        if label.endswith(":") or not inside or (pivot and row < first):
            yield label.rstrip(" :"), value


def _columns_of_one_value(table: HeldTable) -> Iterator[tuple[str, str]]:
    """The columns of a list that say the same of all its records: `Outcome: Charged`.

    Of so many robberies one has another outcome, or the list was filtered. A few may well agree,
    and records of years ago are all closed: a status says nothing of the crime.
    """
    sensed, read = table.reading.table, table.reading.table.sensed
    for col in range(sensed.left, sensed.right):
        title = sensed.title_of(col)
        of_crime = column_says(title) in (ColumnSays.OUTCOME, ColumnSays.ATTRIBUTE)
        if not title or not of_crime or "status" in fold(title).split():
            continue
        cells = [read.at(row, col) for row in sensed.data_rows]
        said = {fold(cell.text) if cell is not None else "" for cell in cells}
        if len(cells) >= _ENOUGH and len(said) == 1 and cells[0] is not None:
            yield title.rstrip(" :"), cells[0].text


def _columns_of_flags(table: HeldTable) -> Iterator[tuple[str, str]]:
    """The columns of a table that say yes or no and are read as no headings of its rows.

    Nothing shows that the rows with the other answer are there.
    """
    sensed, read = table.reading.table, table.reading.table.sensed
    judged = {
        fold(text) for level in table.levels if level.along == "row" for text in level.distinct
    }
    for col in range(sensed.left, sensed.right):
        title = sensed.title_of(col)
        cells = [cell for row in sensed.data_rows if (cell := read.at(row, col)) is not None]
        said = {fold(cell.text) for cell in cells}
        if title and said and said <= _YES_OR_NO - judged:
            yield title.rstrip(" :"), cells[0].text
