"""Words at a table that its figures are of another stretch of time than the period filled in.

`Burglaries over the last five years` above a table without a period is not of the one year that
the request asks about (docs/rules.md, rules 4 and 15).
"""

from collections.abc import Iterator
from datetime import date
from itertools import islice

from foistats.model.values import Period
from foistats.naming.periods.dating import periods_dating
from foistats.naming.periods.lengths import Reach, is_of_figures, lengths_in, speaks_of_other
from foistats.naming.spelling import regex
from foistats.tables.table import Table
from schemas.vocabulary import Source

# Row labels are looked through as far as a person would.
_ROWS = 60
_NO_COUNT = r"chang|differ|increas|decreas|varia|cumul|running|%|percent|average|\bmean\b"
_BY_A_PERSON = (Source.DECLARED, Source.LAYOUT)


def other_stretch(
    table: Table,
    titles: list[str],
    *,
    period: Period,
    period_from: Source,
    replied_on: date | None,
    sheet_per_period: bool,
) -> str:
    """Why a period doesn't hold for a table: what words at it say instead; "" where it holds.

    `sheet_per_period` is True where the names of sheets tell several periods apart.
    """
    if period_from in _BY_A_PERSON:
        return ""
    lines = _lines(table, titles, period_from)
    if period_from is Source.SHEET_NAME and sheet_per_period:
        lines = iter((table.sensed.grid.name,))
    for line in lines:
        if said := speaks_of_other(line, period, replied_on):
            return f"{line[:100]!r} speaks of {said!r}, which is another stretch of time"
    return ""


def _lines(table: Table, titles: list[str], period_from: Source) -> Iterator[str]:
    """The lines that say what time the figures of a table are of, as far as its dated title."""
    grid = table.sensed.grid
    yield grid.name
    for line in titles:
        yield line
        if period_from is Source.TITLE and periods_dating(line):
            return
    yield from (text for text in _over_columns(table) if _is_of_time(text, alone=False))
    yield from (text for text in _before_rows(table) if _is_of_time(text, alone=True))
    rows = {*table.data_rows, *table.header_rows, *table.title_rows}
    below = (text for row, text in table.sensed.words if row > table.bottom and row not in rows)
    yield from (text for text in (*grid.notes, *islice(below, _ROWS)) if is_of_figures(text))


def _over_columns(table: Table) -> Iterator[str]:
    for row in table.header_rows:
        for col in table.measure_cols:
            if (cell := table.sensed.at(row, col)) is not None:
                yield cell.text


def _before_rows(table: Table) -> Iterator[str]:
    for row in table.data_rows[:_ROWS]:
        for col in table.label_cols:
            if (cell := table.heading(row, col)) is not None:
                yield cell.text


def _is_of_time(text: str, *, alone: bool) -> bool:
    """True for a heading that says what time its figures are of: `Last 5 years`, `5 year total`.

    A length by itself (`0-3 months`) is how long something took. With `alone` only what is tied to
    a day is heeded: `Sentence (2 years)` before a row. A change or a running sum is no count.
    """
    lower = text.casefold()
    if regex(_NO_COUNT).search(lower):
        return False
    lengths = lengths_in(text)
    if alone or any(length.reach is not Reach.LENGTH for length in lengths):
        return any(length.reach is not Reach.LENGTH for length in lengths)
    return any("total" in lower or f"({length.said})" in lower for length in lengths)
