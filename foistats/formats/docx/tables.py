"""A Word table: which cells there are, over which columns and rows each reaches, what shows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from foistats.documents.flow import Block, Paragraph, Table, TableCell, merged_starts
from foistats.documents.limits import current
from foistats.formats.docx.nodes import Node, number, whole
from foistats.formats.docx.page import NARROWEST, Page, Room, frame_is_off
from foistats.formats.docx.seen import Around
from foistats.formats.docx.styles import Styles, TableDress
from schemas.channels import Channel

# What stands in a cell of which everything is crossed out: it is neither blank nor a number.
STRUCK = "[struck out]"
# Two millimetres: nobody draws a column as narrow as that.
_NARROWEST_COLUMN = 115
# A row of exactly this height or less, two points, shows no line of any text.
_LOWEST = 40
# A row that says nothing of its height takes this at least.
_LEAST_ROW = 160
# A table that begins this far off its page, half an inch, can't be read.
_BEYOND = 720
# Where widths are not known a column is this wide.
_UNKNOWN_WIDTH = 1000
_WRAPPERS = frozenset(("sdt", "sdtContent", "customXml", "ins", "moveTo", "del", "moveFrom"))
_EMPTY = Node("", {})


@dataclass(slots=True)
class _Cell:
    row: int
    col: int
    col_end: int
    down: str
    row_span: int = 1
    blocks: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class TableWalk:
    """One table on its way from rows to cells.

    `take` takes in what is in a cell, whether it is seen or not, and gives what is.
    """

    take: Callable[[Node, Around], list[Block]]
    styles: Styles
    page: Page
    table: Node
    around: Around
    dress: TableDress = field(init=False)
    # Where the columns of Word's own grid begin on the page, if that is known; programs may widen
    # those of a table that isn't fixed.
    edges: list[float] = field(default_factory=list)
    is_fixed: bool = False
    cells: list[_Cell] = field(default_factory=list)
    above: dict[int, _Cell] = field(default_factory=dict)
    height: int = 0

    def read(self) -> Table:
        """The cells of the table with what they show; rows that aren't seen are left out."""
        properties = self.table.first("tblPr") or _EMPTY
        grid = self.table.first("tblGrid") or _EMPTY
        columns = [child for child in grid.children if child.name == "gridCol"]
        widths = [number(column.written.get("w")) for column in columns]
        self._place(properties, widths)
        rows = list(_wrapped(self.table, "tr", self.around))
        self.dress = TableDress.of(properties, self.styles, rows=len(rows))
        for row, around in rows:
            self._row(row, _in_row(row, around))
        if self.around.room is not None:
            self.around.room.end_line(self.height * _LEAST_ROW)
        starts = _starts(widths, self.cells)
        placed = [
            TableCell(c.row, starts[c.col], c.row_span, starts[c.col_end], c.blocks)
            for c in self.cells
        ]
        return Table(placed, self.height)

    def _place(self, properties: Node, widths: list[float]) -> None:
        """Where the table stands on its page, and what that decides for all that is in it."""
        around = self.around.on(self.styles.palette.shading(properties.first("shd")))
        around = around._replace(in_table=True)
        width = properties.first("tblW") or _EMPTY
        is_said = width.written.get("type") in ("dxa", "pct")
        if is_said and 0 < number(width.written.get("w")) < NARROWEST:
            around = around.without(Channel.HIDDEN_COLUMNS)
        indent = properties.first("tblInd")
        floating = properties.first("tblpPr")
        area = around.area or self.page.area
        start = area.left
        if floating is not None:
            if frame_is_off(floating, self.page):
                around = around.without(Channel.OFF_PAGE_TEXT)
        elif indent is not None and properties.value("jc") in ("", "left", "start"):
            start += number(indent.written.get("w"))
            if not area.low - _BEYOND <= start < area.high - NARROWEST:
                around = around.without(Channel.OFF_PAGE_TEXT)
        layout = properties.first("tblLayout") or _EMPTY
        if floating is None and all(widths):
            self.edges = list(accumulate(widths, initial=start))
        self.is_fixed = layout.written.get("type") == "fixed"
        self.around = around

    def _row(self, row: Node, around: Around) -> None:
        """Take in a row: one that isn't seen is no row of the table."""
        cells = list(_wrapped(row, "tc", around))
        if around.unseen is not self.around.unseen:
            for cell, here in cells:
                self.take(cell, here)
            return
        col = whole(row.value("trPr", "gridBefore"), 0, most=current().columns)
        here_below: dict[int, _Cell] = {}
        last: _Cell | None = None
        for place, (cell, here) in enumerate(cells):
            properties = cell.first("tcPr") or _EMPTY
            inside = self._in_cell(properties, here, place=place, count=len(cells), col=col)
            if here.unseen is not around.unseen or properties.first("cellDel") is not None:
                self.take(cell, inside.without(Channel.TRACKED_CHANGES))
                continue
            span = max(whole(properties.value("gridSpan"), 1, most=current().columns), 1)
            end = min(col + span, 2 * current().columns)
            across = properties.first("hMerge")
            if across is not None and across.written.get("val") != "restart" and last is not None:
                self.take(cell, inside.without(Channel.COVERED_TEXT))
                last.col_end = col = end
                continue
            placed = _Cell(self.height, col, end, _down(properties))
            upper = self.above.get(col)
            if placed.down == "continue":
                inside = inside.without(Channel.COVERED_TEXT)
            if placed.down == "continue" and upper is not None and upper.col_end == end:
                upper.row_span += 1
                self.take(cell, inside)
                here_below[col] = last = upper
            else:
                placed.blocks = self.take(cell, inside)
                _fill_what_looks_blank(placed.blocks)
                self.cells.append(placed)
                here_below[col] = last = placed
            col = end
        self.above = {at: cell for at, cell in here_below.items() if cell.down}
        self.height += 1

    def _in_cell(
        self, properties: Node, around: Around, *, place: int, count: int, col: int
    ) -> Around:
        """What a cell decides of the text in it."""
        clothes = self.dress.at(self.height, place, count)
        shading = self.styles.palette.shading(properties.first("shd"))
        around = around.on(clothes.ground).on(shading)
        around = around._replace(letters=clothes.letters, lay=clothes.lay)
        for line in ("tl2br", "tr2bl"):
            if properties.value("tcBorders", line) not in ("", "nil", "none"):
                around = around._replace(is_struck=True)
        if around.room is not None:
            turned = properties.value("textDirection") not in ("", "lrTb", "tb")
            margins = properties.first("tcMar", "top") or _EMPTY
            room = around.room.below(number(margins.written.get("w")), is_turned=turned)
            around = around._replace(room=room)
        return self._in_column(properties, around, col)

    def _in_column(self, properties: Node, around: Around, col: int) -> Around:
        """Where a cell stands; unless the table or the cell says so, programs choose its width."""
        area = around.area or self.page.area
        end = col + max(whole(properties.value("gridSpan"), 1, most=len(self.edges)), 1)
        said = properties.first("tcW") or _EMPTY
        width = number(said.written.get("w")) if said.written.get("type") == "dxa" else 0
        if end < len(self.edges):
            left, right = self.edges[col], self.edges[end]
            narrowest, widest = sorted((right - left, width or right - left))
            certain = narrowest if self.is_fixed else widest if width else NARROWEST
            if certain < NARROWEST:
                return around.without(Channel.HIDDEN_COLUMNS)
            area = area._replace(left=left)
            if self.is_fixed:
                area = area._replace(right=right, is_fixed=True)
        margins = properties.first("tcMar") or _EMPTY
        before = margins.first("left") or margins.first("start") or _EMPTY
        return around._replace(area=area._replace(left=area.left + number(before.written.get("w"))))


def _wrapped(parent: Node, tag: str, around: Around) -> Iterator[tuple[Node, Around]]:
    """Rows of a table or cells of a row, whatever is wrapped around them."""
    for child in parent.children:
        if child.name == tag:
            yield child, around
        elif child.name in _WRAPPERS:
            inside = around
            if child.name in ("ins", "moveTo"):
                inside = around._replace(is_inserted=True)
            elif child.name in ("del", "moveFrom"):
                inside = around.without(Channel.TRACKED_CHANGES)
            yield from _wrapped(child, tag, inside)


def _in_row(row: Node, around: Around) -> Around:
    """What a row decides of the text in it."""
    properties = row.first("trPr")
    if properties is None:
        return around
    if properties.first("del") is not None:
        return around.without(Channel.TRACKED_CHANGES)
    if properties.switch("hidden"):
        return around.without(Channel.HIDDEN_ROWS)
    if properties.first("ins") is not None:
        around = around._replace(is_inserted=True)
    height = properties.first("trHeight")
    if height is not None and height.written.get("hRule") == "exact":
        exact = number(height.written.get("val"), _LOWEST)
        if exact < _LOWEST:
            return around.without(Channel.HIDDEN_ROWS)
        left = exact if around.room is None else around.room.height - around.room.used
        around = around._replace(room=Room(min(exact, left)))
    return around


def _down(properties: Node) -> str:
    merge = properties.first("vMerge")
    if merge is None:
        return ""
    return "restart" if merge.written.get("val") == "restart" else "continue"


def _fill_what_looks_blank(blocks: list[Block]) -> None:
    """Say of a cell without text that it is crossed out, or that a list puts a number there."""
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    if len(paragraphs) < len(blocks) or any(paragraph.text.strip() for paragraph in paragraphs):
        return
    for paragraph in paragraphs:
        if paragraph.struck.strip():
            paragraph.text = STRUCK
        elif paragraph.number:
            paragraph.text, paragraph.number = paragraph.number, ""


def _starts(widths: list[float], cells: list[_Cell]) -> dict[int, int]:
    """How far to the right each column of Word's grid begins, near ones taken for one."""
    used = sorted({edge for cell in cells for edge in (cell.col, cell.col_end)})
    if not used or used[-1] > len(widths) or not all(widths):
        return {edge: edge * _UNKNOWN_WIDTH for edge in used}
    at = [round(edge) for edge in accumulate(widths, initial=0)]
    rows: dict[int, list[int]] = {}
    for cell in cells:
        for row in range(cell.row, cell.row + cell.row_span):
            rows.setdefault(row, []).extend((at[cell.col], at[cell.col_end]))
    taken = merged_starts(list(rows.values()), apart=_NARROWEST_COLUMN)
    return {edge: taken[at[edge]] for edge in used}
