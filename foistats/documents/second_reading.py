"""A second, unrelated reading of what the first reader gave, where there is one.

Spreadsheets have theirs in formats/sheets/grids.py (calamine against the look), ruled tables of
PDFs in formats/pdf. Here: delimited text (the csv module against a plain split), and tables of
letters and web pages (one parser against another). A cell on which two readings differ is told and
never counted.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from foistats.documents.model import Document, Grid
from schemas.problem_codes import ProblemCode

Place = tuple[int, int]

_NEITHER_COUNTS = (datetime, date, time, timedelta, bool)
_FIELD = '(?:"((?:[^"]|"")*)"|([^"{0}]*))({0}|$)'


def differ(
    document: Document, grid: Grid, differing: Mapping[Place, tuple[object, object]]
) -> None:
    """Have the cells on which two readings differ told, and show both where each stood."""
    for (row, col), (one, other) in sorted(differing.items()):
        both = f"{one!r} or {other!r}"
        document.remarks.append((ProblemCode.READERS_DISAGREE, grid.place(row, col), both))
        grid.rows[row][col] = f"two readers: {both}"


def doubt_split(
    text: str, delimiter: str, rows: Sequence[Sequence[str]]
) -> tuple[set[Place], dict[Place, tuple[str, str]]]:
    """The cells that a plain split of each line can't confirm, and those that it contradicts.

    A field that runs over lines has no plain split: the rows from there on are not confirmed.
    """
    lines = re.split(r"\r\n|\r|\n", text)
    if lines and not lines[-1]:
        lines.pop()
    if len(lines) != len(rows):
        return {(r, c) for r, row in enumerate(rows) for c in range(len(row))}, {}
    field = re.compile(_FIELD.format(re.escape(delimiter)))
    unsure: set[Place] = set()
    differing: dict[Place, tuple[str, str]] = {}
    for r, (line, row) in enumerate(zip(lines, rows, strict=True)):
        again = _split(line, delimiter, field)
        if again is None or len(again) != len(row):
            unsure |= {(r, c) for c in range(len(row))}
            continue
        for c, (one, other) in enumerate(zip(row, again, strict=True)):
            if one != other:
                differing[r, c] = (one, other)
    return unsure, differing


def _split(line: str, delimiter: str, field: re.Pattern[str]) -> list[str] | None:
    if not line:
        return []
    if '"' not in line:
        return line.split(delimiter)
    found, at = [], 0
    while match := field.match(line, at):
        quoted, bare, end = match.groups()
        found.append(quoted.replace('""', '"') if quoted is not None else bare)
        if not end:
            return found
        at = match.end()
    return None
