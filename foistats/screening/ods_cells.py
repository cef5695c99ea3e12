"""The cells of an .ods, streamed once: which of them are seen, and why the others aren't."""

from collections import Counter
from dataclasses import dataclass, field

from foistats.documents.limits import current
from foistats.documents.refusals import too_large
from foistats.screening.ods_styles import OdsStyles, condition_holds, is_mark
from foistats.screening.seen_values import SeenValues
from foistats.screening.shared_texts import is_blank
from schemas.channels import Channel

_UNSEEN = ("collapse", "filter")
_NUMBERS = ("float", "currency", "percentage")
_CELLS = ("table:table-cell", "table:covered-table-cell")
_GROUPS = ("table:table-row-group", "table:table-column-group")
# What stands in a cell without being its text.
_ASIDE = ("office:annotation", "draw:frame", "draw:custom-shape", "table:detective", "draw:g")
_ROWS = 1_048_576


@dataclass(slots=True)
class Table:
    """One sheet: how much of it isn't seen, through which channel, and where."""

    name: str
    hidden: bool
    cached: bool = False
    protected: bool = False
    amounts: Counter[Channel] = field(default_factory=Counter)
    rows: set[int] = field(default_factory=set)
    cols: set[int] = field(default_factory=set)
    cells: dict[Channel, list[tuple[int, int]]] = field(default_factory=dict)
    comments: int = 0
    filled: int = 0
    pale: list[tuple[int, int, str | float]] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    values: list[tuple[str, str]] = field(default_factory=list)
    hidden_cols: list[tuple[int, int]] = field(default_factory=list)
    hidden_rows: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Cell:
    """The cell that is being read."""

    written: dict[str, str]
    covered: bool
    paragraphs: list[str] = field(default_factory=list)
    pale: bool = False
    tiny: bool = False


@dataclass(slots=True)
class CellScan:
    """The state of one pass over the tables of content.xml."""

    styles: OdsStyles
    keep_values: bool
    tables: list[Table] = field(default_factory=list)
    seen: SeenValues = field(default_factory=SeenValues)
    depth: int = 0
    groups_unseen: int = 0
    groups: list[bool] = field(default_factory=list)
    row: int = 0
    col: int = 0
    column: int = 0
    row_times: int = 1
    row_unseen: bool = False
    row_style: str = ""
    col_styles: list[tuple[int, str]] = field(default_factory=list)
    cell: Cell | None = None
    anchor: str = ""
    aside: int = 0
    comment: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take in the start of an element of the body."""
        if self.aside:
            self.aside += 1
        elif tag in _ASIDE:
            self.aside = 1
            self.comment = [] if tag == "office:annotation" else None
        elif tag == "table:table":
            self._start_table(attributes)
        elif self.depth == 1:
            self._start_inside(tag, attributes)

    def _start_table(self, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > 1:
            return
        if len(self.tables) >= current().sheets:
            raise too_large(
                f"more than {current().sheets} sheets", f"at most {current().sheets} sheets"
            )
        name = attributes.get("table:name", "")
        hidden = self.styles.hides("table", attributes.get("table:style-name", ""))
        hidden = hidden or attributes.get("table:display") == "false"
        # A sheet named after a file and # is what is kept of another workbook.
        table = Table(name, hidden, cached=hidden and "'#$" in name)
        table.protected = attributes.get("table:protected") == "true"
        self.tables.append(table)
        self.row = self.column = self.groups_unseen = 0
        self.groups, self.col_styles = [], []

    def _start_inside(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in _CELLS:
            self.cell = Cell(attributes, tag.startswith("table:covered"))
        elif tag == "text:p" and self.cell is not None:
            self.cell.paragraphs.append("")
            self._note_style("paragraph", attributes)
        elif tag == "text:span" and self.cell is not None:
            self._note_style("text", attributes)
        elif tag in ("text:s", "text:tab", "text:line-break"):
            self.text(" ")
        elif tag == "table:table-row":
            self.row_times = _times(attributes, "table:number-rows-repeated", _ROWS)
            self.row_unseen = self._is_unseen(attributes, "table-row")
            self.row_style = attributes.get("table:default-cell-style-name", "")
            if self.row_unseen:
                self.tables[-1].hidden_rows.append((self.row, self.row + self.row_times - 1))
            self.col = 0
        elif tag == "table:table-column":
            times = _times(attributes, "table:number-columns-repeated", current().columns)
            if self._is_unseen(attributes, "table-column"):
                self.tables[-1].hidden_cols.append((self.column, self.column + times - 1))
            self.column += times
            style = attributes.get("table:default-cell-style-name", "")
            self.col_styles.append((self.column, style))
        elif tag in _GROUPS:
            self.groups.append(attributes.get("table:display") == "false")
            self.groups_unseen += self.groups[-1]
        elif tag == "table:table-source":
            self.tables[-1].cached |= self.tables[-1].hidden

    def _is_unseen(self, attributes: dict[str, str], family: str) -> bool:
        return (
            self.groups_unseen > 0
            or attributes.get("table:visibility") in _UNSEEN
            or self.styles.hides(family, attributes.get("table:style-name", ""))
        )

    def _note_style(self, family: str, attributes: dict[str, str]) -> None:
        """Text within a cell that has a style of its own; it stands on the cell's ground."""
        name = attributes.get("text:style-name", "")
        if name and self.cell is not None:
            ground = self.styles.colours("table-cell", self._style_of(self.cell))[1]
            self.cell.pale |= self.styles.is_pale(family, name, ground=ground)
            self.cell.tiny |= self.styles.is_tiny(family, name)

    def text(self, text: str) -> None:
        """Take in text: a cell's, or a comment's."""
        if self.aside:
            if self.comment is not None:
                self.comment.append(text)
        elif self.cell is not None and self.cell.paragraphs and self.depth == 1:
            self.cell.paragraphs[-1] += text

    def end(self, tag: str) -> None:
        """Take in the end of an element of the body."""
        if self.aside:
            self.aside -= 1
            if not self.aside and self.comment is not None and self.tables:
                self.tables[-1].comments += not is_blank("".join(self.comment))
                self.comment = None
        elif tag == "table:table":
            self.depth -= 1
        elif self.depth != 1:
            return
        elif tag in _CELLS and self.cell is not None:
            self._end_cell(self.cell)
            self.cell = None
        elif tag == "table:table-row":
            self.row += self.row_times
        elif tag in _GROUPS and self.groups:
            self.groups_unseen -= self.groups.pop()

    def _style_of(self, cell: Cell) -> str:
        own = cell.written.get("table:style-name") or self.row_style
        if own:
            return own
        return next((style for end, style in self.col_styles if self.col < end), "")

    def _end_cell(self, cell: Cell) -> None:
        table = self.tables[-1]
        times = _times(cell.written, "table:number-columns-repeated", current().columns)
        value = self._value(cell)
        if not cell.covered:
            self.anchor = "" if value is None else str(value)
        if value is not None:
            amount = times * self.row_times
            table.filled += amount
            channel = None if table.hidden else self._channel(table, cell, value)
            if channel is Channel.INVISIBLE_TEXT:
                table.pale.append((self.row, self.col, value))
            elif channel is not None:
                table.amounts[channel] += amount
                self._note_place(table, channel)
            elif not table.hidden:
                if isinstance(value, str):
                    table.seen.add(value)
                if self.keep_values:
                    self._keep(cell, value)
            elif table.cached:
                table.values.append(("s" if isinstance(value, str) else "n", str(value)))
        self.col += times

    def _keep(self, cell: Cell, value: str | float) -> None:
        self.seen.add(value)
        self.seen.add("\n".join(cell.paragraphs))

    def _note_place(self, table: Table, channel: Channel) -> None:
        if channel is Channel.HIDDEN_ROWS:
            table.rows.add(self.row)
        elif channel is Channel.HIDDEN_COLUMNS:
            table.cols.add(self.col)
        else:
            table.cells.setdefault(channel, []).append((self.row, self.col))

    def _value(self, cell: Cell) -> str | float | None:
        """A cell's number or text; None where it is blank or an error."""
        kind = cell.written.get("office:value-type") or ""
        if cell.written.get("calcext:value-type") == "error":
            return None
        if kind in _NUMBERS:
            return float(cell.written.get("office:value", "0"))
        drawn = "\n".join(cell.paragraphs)
        text = cell.written.get("office:string-value") or drawn
        if kind in ("date", "time", "boolean"):
            text = cell.written.get(f"office:{kind}-value") or drawn
        return None if is_blank(text) else text

    def _channel(self, table: Table, cell: Cell, value: str | float) -> Channel | None:
        if self.row_unseen and not self._spans(cell, "table:number-rows-spanned", self.row_times):
            return Channel.HIDDEN_ROWS
        if any(first <= self.col <= last for first, last in table.hidden_cols):
            width = _times(cell.written, "table:number-columns-spanned", current().columns)
            seen = [c for c in range(self.col, self.col + width) if not _in(table.hidden_cols, c)]
            if not seen:
                return Channel.HIDDEN_COLUMNS
        if cell.covered:
            return None if str(value) == self.anchor else Channel.COVERED_TEXT
        name = self._style_of(cell)
        if self._is_masked(table, cell, name, value):
            return Channel.MASKED_CELLS
        if cell.tiny or self.styles.is_tiny("table-cell", name):
            return Channel.TINY_TEXT
        if cell.pale or self._is_pale(name, value):
            return Channel.INVISIBLE_TEXT
        return None

    @staticmethod
    def _spans(cell: Cell, name: str, times: int) -> bool:
        return _times(cell.written, name, _ROWS) > times

    def _is_masked(self, table: Table, cell: Cell, name: str, value: str | float) -> bool:
        drawn = "\n".join(cell.paragraphs)
        if table.protected and any(s.protects for s in self.styles.chain("table-cell", name)[:1]):
            return True
        if isinstance(value, str):
            string = cell.written.get("office:value-type") == "string"
            return string and bool(cell.paragraphs) and is_blank(drawn)
        return self.styles.masks_number(name, value) or is_mark(value, drawn)

    def _is_pale(self, name: str, value: str | float) -> bool:
        applied = [
            target
            for condition, target in self.styles.maps_of(name)
            if value != 0 and condition_holds(condition, value)
        ]
        if any(self.styles.colours("table-cell", target)[1] for target in applied):
            return False
        ground = self.styles.colours("table-cell", name)[1]
        pale = any(self.styles.is_pale("table-cell", one, ground=ground) for one in applied)
        return pale or self.styles.is_pale("table-cell", name)


def _times(attributes: dict[str, str], name: str, most: int) -> int:
    return max(1, min(int(attributes.get(name, 1)), most))


def _in(spans: list[tuple[int, int]], number: int) -> bool:
    return any(first <= number <= last for first, last in spans)
