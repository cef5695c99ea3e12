"""One sheet as a look finds it: what its cells show, and which of them nobody sees.

Only the cells that are seen get into a grid. Every number and text is held against a second reader.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from foistats.documents.limits import current
from foistats.documents.model import Merge, Value, column_letters
from foistats.documents.refusals import too_large
from schemas.channels import Channel

Place = tuple[int, int]


class Formula(NamedTuple):
    """A formula as it is written, how far below and right of where it was written it stands."""

    text: str
    down: int = 0
    right: int = 0


@dataclass(slots=True)
class SheetFacts:
    """One sheet; rows and columns count from 0.

    `unseen` says why a cell isn't seen: it is left out of the grid, but for the mark (in `marks`)
    that a format draws in its place. `shown` has the cells that show something else than their
    value: shares, notes, errors, formulas that were never calculated. `numbers` are (row, column,
    number, whether the format writes it as a day), `texts` (row, column, text), `given` other
    values: None where only the second reader gives one. `days` are formats of days, `day_texts`
    what is drawn of days without the day of the month, `indents` the steps by which labels are set
    in, `outlines` those by which whole rows are.
    """

    name: str
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_cols: frozenset[int] = frozenset()
    merges: list[Merge] = field(default_factory=list)
    unseen: dict[Place, Channel] = field(default_factory=dict)
    marks: dict[Place, str] = field(default_factory=dict)
    shown: dict[Place, Value] = field(default_factory=dict)
    days: dict[Place, str] = field(default_factory=dict)
    day_texts: dict[Place, str] = field(default_factory=dict)
    indents: dict[Place, int] = field(default_factory=dict)
    outlines: dict[int, int] = field(default_factory=dict)
    numbers: list[tuple[int, int, float, bool]] = field(default_factory=list)
    texts: list[tuple[int, int, str]] = field(default_factory=list)
    given: dict[Place, Value] = field(default_factory=dict)
    formulas: dict[Place, Formula] = field(default_factory=dict)
    last_row: int = -1
    last_col: int = -1

    def reach(self, row: int, col: int) -> None:
        """Take in a cell with content; a stray one that would draw a vast sheet is refused."""
        last_row = row if row > self.last_row else self.last_row
        last_col = col if col > self.last_col else self.last_col
        if (last_row + 1) * (last_col + 1) > current().cells_per_sheet:
            raise too_large(
                f"{self.name}!{column_letters(col)}{row + 1} makes the sheet span "
                f"{last_row + 1} rows by {last_col + 1} columns",
                f"at most {current().cells_per_sheet} cells on a sheet",
            )
        self.last_row, self.last_col = last_row, last_col
