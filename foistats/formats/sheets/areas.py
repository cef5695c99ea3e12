"""Areas of a sheet, asked row by row from the top: which of them a cell lies in."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import Generic, TypeVar

from foistats.documents.model import Merge, column_letters
from foistats.documents.refusals import too_large

_T = TypeVar("_T")
_AREA = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?")
# No honest sheet has more areas side by side; each is looked at for every cell of the row.
_ABREAST = 4096


class Areas(Generic[_T]):
    """Areas with something attached to each. Rows are asked in ascending order, mostly."""

    def __init__(self, areas: Iterable[tuple[Merge, _T]]) -> None:
        """Sort the areas by their first rows."""
        self._areas = sorted(areas, key=lambda area: area[0])
        self._restart()

    def __bool__(self) -> bool:
        """True where there is any area."""
        return bool(self._areas)

    def areas(self) -> list[Merge]:
        """The areas themselves."""
        return [area for area, _ in self._areas]

    def at(self, row: int, col: int) -> list[tuple[Merge, _T]]:
        """The areas that a cell lies in."""
        if not self._areas:
            return []
        if row != self._row:
            self._advance(row)
        return [one for one in self._active if one[0].col <= col <= one[0].col_end]

    def _restart(self) -> None:
        self._row = -1
        self._next = 0
        self._active: list[tuple[Merge, _T]] = []

    def _advance(self, row: int) -> None:
        if row < self._row:
            self._restart()
        self._row = row
        self._active = [one for one in self._active if one[0].row_end >= row]
        while self._next < len(self._areas) and self._areas[self._next][0].row <= row:
            if self._areas[self._next][0].row_end >= row:
                self._active.append(self._areas[self._next])
            self._next += 1
        if len(self._active) > _ABREAST:
            raise too_large(
                f"{len(self._active)} merged or formatted areas side by side", f"at most {_ABREAST}"
            )


class Spans:
    """Rows covered by any of some areas."""

    def __init__(self, areas: Iterable[Merge]) -> None:
        """Join the areas' rows to stretches that don't overlap."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        for area in sorted(areas):
            if self._ends and area.row <= self._ends[-1] + 1:
                self._ends[-1] = max(self._ends[-1], area.row_end)
            else:
                self._starts.append(area.row)
                self._ends.append(area.row_end)

    def has(self, row: int) -> bool:
        """True where an area covers this row."""
        index = bisect_right(self._starts, row) - 1
        return index >= 0 and row <= self._ends[index]


def column_index(letters: str) -> int:
    """A column counted from 0.

    >>> column_index("A"), column_index("AA"), column_index("XFD")
    (0, 26, 16383)
    """
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def read_area(reference: str) -> Merge | None:
    """A reference such as `A1:B2` as rows and columns counted from 0, None where it is not one.

    >>> read_area("B2:C4"), read_area("A1")
    (Merge(row=1, col=1, row_end=3, col_end=2), Merge(row=0, col=0, row_end=0, col_end=0))
    """
    match = _AREA.fullmatch(reference)
    if match is None:
        return None
    first, top, last, bottom = match.groups()
    rows = sorted((int(top) - 1, int(bottom or top) - 1))
    cols = sorted((column_index(first), column_index(last or first)))
    return Merge(rows[0], cols[0], rows[1], cols[1])


def areas_of(reference: str) -> list[Merge]:
    """The areas of a reference such as `A1:B2 D4`.

    >>> len(areas_of("A1:B2 $D$4")), areas_of("#REF!")
    (2, [])
    """
    found = (read_area(one) for one in reference.upper().split())
    return [area for area in found if area is not None]


def runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Consecutive numbers as first and last.

    >>> runs({1, 2, 3, 7})
    [(1, 3), (7, 7)]
    """
    found: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def row_place(sheet: str, rows: Iterable[int]) -> str:
    """Rows of a sheet as a person would look them up.

    >>> row_place("Sheet1", {4, 5, 9})
    'Sheet1!5:6, 10:10'
    """
    return _place(sheet, [f"{first + 1}:{last + 1}" for first, last in runs(rows)])


def col_place(sheet: str, cols: Iterable[int]) -> str:
    """Columns of a sheet as a person would look them up.

    >>> col_place("Sheet1", {2, 3})
    'Sheet1!C:D'
    """
    spans = [f"{column_letters(first)}:{column_letters(last)}" for first, last in runs(cols)]
    return _place(sheet, spans)


def cell_place(sheet: str, cells: Iterable[tuple[int, int]]) -> str:
    """Single cells of a sheet as a person would look them up.

    >>> cell_place("Sheet1", [(6, 2)])
    'Sheet1!C7'
    """
    return _place(sheet, [f"{column_letters(col)}{row + 1}" for row, col in sorted(cells)])


def _place(sheet: str, parts: list[str]) -> str:
    shown = ", ".join(parts[:4])
    more = f" and {len(parts) - 4} more" if len(parts) > 4 else ""
    return f"{sheet}!{shown}{more}"
