"""Tables as a layout declares them, instead of being found."""

from collections.abc import Sequence

from foistats.model.layouts import Layout
from foistats.tables.problems import Found
from foistats.tables.senses import SensedGrid
from foistats.tables.table import Table
from foistats.tables.words import tidy
from schemas.problem_codes import ProblemCode


def declared_tables(
    sensed: SensedGrid, layouts: Sequence[Layout], found: Found
) -> list[Table] | None:
    """The tables of a grid as declared; None where the document has no layout at all.

    A layout whose expected headings are not found is reported, and its table is not read.
    """
    if not layouts:
        return None
    tables: list[Table] = []
    for layout in layouts:
        if layout.grid != sensed.grid.name:
            continue
        if stale := _stale(sensed, layout):
            found.add(ProblemCode.LAYOUT_STALE, sensed.grid.name, stale)
            continue
        tables.append(_table(sensed, layout))
    return tables


def _stale(sensed: SensedGrid, layout: Layout) -> str:
    if layout.area.bottom >= len(sensed.rows) or layout.area.right >= sensed.grid.width:
        return "the declared area reaches beyond the sheet"
    for row, col, text in layout.expect:
        inside = row < len(sensed.rows) and col < sensed.grid.width
        cell = sensed.at(row, col) if inside else None
        shown = cell.text if cell is not None else ""
        if shown != tidy(text):
            return f"{sensed.grid.place(row, col)} says {shown[:40]!r}, the layout expects {text!r}"
    return ""


def _table(sensed: SensedGrid, layout: Layout) -> Table:
    area = layout.area
    rows = range(area.top, area.bottom + 1)
    ignored_cols = [
        c
        for c in range(area.left, area.right + 1)
        if all(any(one.holds(r, c) for one, _ in layout.ignore) for r in rows)
    ]
    ignored_rows = [
        r
        for r in rows
        if all(
            any(one.holds(r, c) for one, _ in layout.ignore)
            for c in range(area.left, area.right + 1)
        )
    ]
    return Table(
        sensed,
        header_rows=list(rows[: layout.headings]),
        data_rows=[
            r for r in rows[layout.headings :] if r not in ignored_rows and sensed.filled(r)
        ],
        note_rows=ignored_rows,
        label_cols=list(layout.labels),
        measure_cols=[
            c
            for c in range(area.left, area.right + 1)
            if c not in layout.labels and c not in ignored_cols
        ],
        note_cols=ignored_cols,
        left=area.left,
        right=area.right + 1,
        declared=layout,
    )
