"""A Word table: which cells there are, over which columns and rows each reaches."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from foistats.documents.docx_parts import W, is_on, value_of, whole
from foistats.documents.docx_runs import is_coloured
from foistats.documents.flow import Table, TableCell, merged_starts
from foistats.documents.limits import current

if TYPE_CHECKING:
    from foistats.documents.docx import Story

# Two millimetres, in twentieths of a point: nobody draws a column as narrow as that.
_NARROWEST = 115
# Any other style may put a colour behind its cells.
_PLAIN_STYLES = ("", "TableGrid", "TableNormal")
_ROW_WRAPPERS = frozenset((f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo"))
# Where widths are not known a column is this wide.
_UNKNOWN_WIDTH = 1000


@dataclass(slots=True)
class _Cell:
    element: Any
    row: int
    col: int
    col_end: int
    down: str
    row_span: int = 1


def table_of(element: Any, story: "Story") -> Table:
    """The cells of a table with what they hold; deleted and hidden rows are left out."""
    rows = [row for row in _wrapped(element, f"{W}tr") if _is_shown(row)]
    placed = list(_placed(rows))
    cited = len(story.runs.cited)
    edges = _edges(element, placed)
    around = story.runs.on_colour
    by_style = value_of(element, "tblPr/tblStyle") not in _PLAIN_STYLES
    by_style = around or by_style or is_coloured(element.find(f"{W}tblPr"))
    coloured = {id(c): by_style or is_coloured(c.element.find(f"{W}tcPr")) for c in placed}
    cells = [
        TableCell(
            cell.row,
            edges[cell.col],
            cell.row_span,
            edges[cell.col_end],
            story.blocks(cell.element, on_colour=coloured[id(cell)]),
        )
        for cell in placed
    ]
    notes = tuple(
        f"{note.mark} {story.note_text(note.element)}" for note in story.runs.cited[cited:]
    )
    return Table(cells, len(rows), notes)


def _wrapped(parent: Any, tag: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, whatever is wrapped around them."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _ROW_WRAPPERS:
            yield from _wrapped(child, tag)


def _is_shown(row: Any) -> bool:
    properties = row.find(f"{W}trPr")
    if properties is None:
        return True
    return properties.find(f"{W}del") is None and not is_on(properties, "hidden")


def _placed(rows: list[Any]) -> Iterator[_Cell]:
    """Cells by the columns of Word's own grid; one that goes on from above belongs to that."""
    above: dict[int, _Cell] = {}
    for row, element in enumerate(rows):
        col = whole(value_of(element, "trPr/gridBefore"), 0, most=current().columns)
        here: dict[int, _Cell] = {}
        last: _Cell | None = None
        for cell in _wrapped(element, f"{W}tc"):
            properties = cell.find(f"{W}tcPr")
            if properties is not None and properties.find(f"{W}cellDel") is not None:
                continue
            span = max(whole(value_of(properties, "gridSpan"), 1, most=current().columns), 1)
            end = min(col + span, 2 * current().columns)
            across = None if properties is None else properties.find(f"{W}hMerge")
            if across is not None and across.get(f"{W}val") != "restart" and last is not None:
                last.col_end = end
                col = end
                continue
            placed = _Cell(cell, row, col, end, _down(properties))
            upper = above.get(col)
            if placed.down == "continue" and upper is not None and upper.col_end == end:
                upper.row_span += 1
                here[col] = last = upper
            else:
                here[col] = last = placed
                yield placed
            col = end
        above = {at: cell for at, cell in here.items() if cell.down}


def _down(properties: Any) -> str:
    merge = None if properties is None else properties.find(f"{W}vMerge")
    if merge is None:
        return ""
    return "restart" if merge.get(f"{W}val") == "restart" else "continue"


def _edges(element: Any, cells: list[_Cell]) -> dict[int, int]:
    """How far to the right each column of Word's grid begins, near ones taken for one."""
    used = sorted({edge for cell in cells for edge in (cell.col, cell.col_end)})
    widths = [
        whole(col.get(f"{W}w"), 0, most=1_000_000)
        for col in element.iterfind(f"{W}tblGrid/{W}gridCol")
    ]
    if not used or used[-1] > len(widths) or not all(widths):
        return {edge: edge * _UNKNOWN_WIDTH for edge in used}
    at = {0: 0}
    for number, width in enumerate(widths, 1):
        at[number] = at[number - 1] + width
    rows: dict[int, list[int]] = {}
    for cell in cells:
        for row in range(cell.row, cell.row + cell.row_span):
            rows.setdefault(row, []).extend((at[cell.col], at[cell.col_end]))
    taken = merged_starts(list(rows.values()), apart=_NARROWEST)
    return {edge: taken[at[edge]] for edge in used}
