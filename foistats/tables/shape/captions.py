"""Captions that stand below their tables, moved to where a caption is looked for: above."""

import re
from collections.abc import Sequence

from foistats.documents.model import Document, Grid
from foistats.tables.senses import SensedGrid
from foistats.tables.table import Table

# What numbers a table: "Table 1: ...", "Figure 2b ...", "Tabl 3".
_CAPTION = re.compile(r"^\W*(?:table|tabl|figure|fig\.?|chart|annex)\s*[A-Z]?\d+", re.IGNORECASE)


def is_caption(text: str) -> bool:
    """True for a line that numbers a table.

    >>> is_caption("Table 1: Offences in 2017/18"), is_caption("Tables are attached")
    (True, False)
    """
    return bool(_CAPTION.match(text.strip()))


def captions_from_below(sensed: SensedGrid, tables: Sequence[Table]) -> None:
    """Give each table of a sheet the caption directly below it, where all of them stand so.

    It takes that each table has such a line right below its last row, and the first none above it:
    then the line above each further table is the caption of the table before.
    """
    ordered = sorted(tables, key=lambda table: table.top)
    below = [_row_below(sensed, table) for table in ordered]
    if not ordered or any(row is None for row in below):
        return
    if any(_is_caption_row(sensed, row) for row in ordered[0].title_rows):
        return
    taken = {row for row in below if row is not None}
    for table, row in zip(ordered, below, strict=True):
        others = [one for one in table.title_rows if one not in taken]
        table.title_rows = [*others, row] if row is not None else others
        table.note_rows = [one for one in table.note_rows if one not in taken]


def _row_below(sensed: SensedGrid, table: Table) -> int | None:
    row = table.bottom + 1
    return row if row < len(sensed.rows) and _is_caption_row(sensed, row) else None


def _is_caption_row(sensed: SensedGrid, row: int) -> bool:
    cells = sensed.filled(row)
    return len(cells) == 1 and is_caption(cells[0][1].text)


def with_captions_from_below(document: Document) -> None:
    """The same for tables of a letter or page, whose captions are lines of text around them."""
    tables = [grid for grid in document.grids if not grid.is_sheet or grid.origins]
    above = tables[0].caption if tables else ()
    if not tables or any(is_caption(line) or line in tables[0].titles for line in above):
        return
    below = [_caption_below(grid) for grid in tables]
    if not all(below):
        return
    for grid, caption in zip(tables, below, strict=True):
        grid.caption = (*(line for line in grid.caption if line not in below), caption)
        grid.notes = tuple(line for line in grid.notes if line != caption)


def _caption_below(grid: Grid) -> str:
    """The first line below a table, if it numbers it or the sender's program calls it a caption."""
    first = grid.notes[0] if grid.notes else ""
    return first if is_caption(first) or first in grid.titles else ""
