"""What a sheet's own XML says that calamine does not: what is hidden, masked, merged or an error.

Every number and text is noted too: each value calamine gives is held against this second reading.
"""

from dataclasses import dataclass, field

from foistats.documents.limits import current
from foistats.documents.model import Merge, Value, column_letters
from foistats.documents.refusals import too_large


@dataclass(slots=True)
class SheetFacts:
    """One sheet as its XML draws it; rows and columns count from 0.

    `shown` has the cells that show something else than their value: shares, masks, errors,
    formulas that were never calculated; None where nothing is shown. `numbers` are (row, column,
    number, whether the format writes it as a date), `texts` (row, column, the text).
    """

    name: str
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_cols: list[tuple[int, int]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    shown: dict[tuple[int, int], Value] = field(default_factory=dict)
    masked: int = 0
    numbers: list[tuple[int, int, float, bool]] = field(default_factory=list)
    texts: list[tuple[int, int, str]] = field(default_factory=list)
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
