"""How a person says that one table of a document is to be read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from foistats.model.values import Count, Period
from schemas.vocabulary import Unit


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, ends included, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, col: int) -> bool:
        """True where a cell lies in the rectangle."""
        return self.top <= row <= self.bottom and self.left <= col <= self.right


@dataclass(frozen=True, slots=True)
class Layout:
    """How a person says that one table is to be read. `grid` is the sheet or `page 2, table 1`."""

    grid: str
    area: Area
    headings: int
    labels: tuple[int, ...]
    expect: tuple[tuple[int, int, str], ...] = ()
    period: Period | None = None
    force_ids: tuple[str, ...] = ()
    unit: Unit | None = None
    rows: str = ""
    columns: str = ""
    total_rows: tuple[int, ...] = ()
    total_cols: tuple[int, ...] = ()
    ignore: tuple[tuple[Area, str], ...] = ()
    marks: Mapping[str, Count] = field(default_factory=dict)
    because: str = ""
    by: str = ""
    on: date | None = None
