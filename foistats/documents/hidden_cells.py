"""Hidden rows, columns and sheets: counted and said, never kept, quoted or logged.

Replies have carried names in hidden sheets; a count read from one was never given by the force.
"""

from collections.abc import Iterable

from foistats.documents.model import Document, Grid, Value, column_letters
from schemas.problem_codes import ProblemCode


def blank_hidden(document: Document, grid: Grid, *, masked: int = 0) -> None:
    """Empty a grid's hidden cells and remark how many held something.

    A merged cell is seen wherever any part of its area is.
    """
    kept = {(m.row, m.col) for m in grid.merges if _is_seen(grid, m)}
    blanked = 0
    for r, row in enumerate(grid.rows):
        cols: Iterable[int] = range(len(row)) if r in grid.hidden_rows else grid.hidden_cols
        for c in cols:
            if row[c] is not None and (r, c) not in kept:
                row[c] = None
                blanked += 1
    places = []
    if blanked:
        places += [f"{grid.name}!{span}" for span in _spans(grid)]
    if masked:
        places.append(grid.name)
    if places:
        remark_hidden(document, ", ".join(places), blanked + masked)


def remark_hidden(document: Document, place: str, cells: int) -> None:
    """Say where hidden cells are and how many: not even a hidden sheet's name is told."""
    noun = "cell" if cells == 1 else "cells"
    document.remarks.append((ProblemCode.HIDDEN_CELLS, place, f"{cells} non-empty hidden {noun}"))


def count_filled(rows: Iterable[Iterable[Value]]) -> int:
    """How many cells hold something."""
    return sum(value not in (None, "") for row in rows for value in row)


def _is_seen(grid: Grid, merge: tuple[int, int, int, int]) -> bool:
    top, left, bottom, right = merge
    rows = any(r not in grid.hidden_rows for r in range(top, bottom + 1))
    return rows and any(c not in grid.hidden_cols for c in range(left, right + 1))


def _spans(grid: Grid) -> list[str]:
    rows = [f"{first + 1}:{last + 1}" for first, last in _runs(grid.hidden_rows)]
    cols = [
        f"{column_letters(first)}:{column_letters(last)}" for first, last in _runs(grid.hidden_cols)
    ]
    return cols + rows


def _runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Consecutive numbers as first and last.

    >>> _runs({1, 2, 3, 7})
    [(1, 3), (7, 7)]
    """
    runs: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs
