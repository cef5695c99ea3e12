"""The lines of a list of records that are no records: headings that come again, totals at the foot.

They are set aside before the columns are sorted: one number below a column of days would make it a
column of counts in which words stand.
"""

import re
from collections.abc import Sequence

from foistats.tables.record_lists.days import day_of_record
from foistats.tables.senses import SensedCell, SensedGrid
from foistats.tables.table import Table
from foistats.tables.words import Claim, claim_of

# Whether a column holds days is seen from its first cells; a list has thousands.
_SEEN = 40
_FEWEST = 3
_NEAR = 3
# Where more rows than one in so many have no day, they may be records of which the day is unknown.
_RARE = 4
_FIGURE = re.compile(r"\s*(?P<said>[^\d:=]*?)\s*[:=]?\s*(?P<number>\d{1,3}(?:,\d{3})+|\d+)?\s*")


def set_aside_lines(table: Table) -> None:
    """Take headings that come again, and a total at the foot, out of the rows of a list."""
    days = day_columns(table.sensed, table.data_rows)
    if not days:
        return
    odd = [row for row in table.data_rows if not _is_dated(table.sensed, row, days)]
    if not odd or len(odd) * _RARE > len(table.data_rows):
        return
    again = [row for row in odd if _repeats_headings(table, row)]
    feet: list[int] = []
    for row in reversed(table.data_rows):
        if row not in odd or not is_foot(table.sensed, row):
            break
        feet.append(row)
    out = {*again, *feet}
    if out:
        table.repeated_rows += again
        table.note_rows += feet
        table.data_rows = [row for row in table.data_rows if row not in out]


def day_columns(sensed: SensedGrid, rows: Sequence[int]) -> list[int]:
    """The columns of which most of the first rows hold a day."""
    seen = rows[:_SEEN]
    if len(rows) < _FEWEST:
        return []
    number: dict[int, int] = {}
    for row in seen:
        for col, cell in sensed.filled(row):
            number[col] = number.get(col, 0) + (day_of_record(cell) is not None)
    return [col for col, dated in sorted(number.items()) if dated * 2 > len(seen)]


def _is_dated(sensed: SensedGrid, row: int, days: Sequence[int]) -> bool:
    return any(
        cell is not None and day_of_record(cell) is not None
        for cell in (sensed.at(row, col) for col in days)
    )


def _repeats_headings(table: Table, row: int) -> bool:
    cells = table.sensed.filled(row)
    return len(cells) > 1 and all(cell.text == table.title_of(col) for col, cell in cells)


def is_foot(sensed: SensedGrid, row: int) -> bool:
    """True for `Total | 45`, `Total: 45` and a number that stands alone in its row."""
    return _read_foot([cell for _, cell in sensed.filled(row)]) is not None


def printed_total(table: Table) -> int | None:
    """The number of records that a list prints below itself; None where it doesn't."""
    below = range(table.bottom + 1, len(table.sensed.rows))
    filled = [row for row in below if table.sensed.filled(row)]
    for row in filled[:_NEAR]:
        if number := _read_foot([cell for _, cell in table.sensed.filled(row)]):
            return number
    return None


def _read_foot(cells: Sequence[SensedCell]) -> int | None:
    """The figure of a row of a total, 0 where it has none; None for another row."""
    numbers: list[int] = []
    said = False
    for cell in cells:
        found = _FIGURE.fullmatch(cell.text)
        if found is None:
            return None
        if found["said"]:
            if claim_of(found["said"]) is not Claim.TOTAL:
                return None
            said = True
        if found["number"]:
            numbers.append(int(found["number"].replace(",", "")))
    if len(numbers) > 1 or not (said or (numbers and len(cells) == 1)):
        return None
    return numbers[0] if numbers else 0
