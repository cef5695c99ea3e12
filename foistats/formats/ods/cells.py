"""The cells of an .ods, streamed once: what each shows, and why some aren't seen."""

from dataclasses import dataclass, field

from foistats.documents.limits import current
from foistats.documents.model import Merge
from foistats.documents.refusals import too_large
from foistats.documents.words import is_blank
from foistats.formats.ods.boxes import Shapes
from foistats.formats.ods.sight import channel_of, weigh_rules
from foistats.formats.ods.styles import OdsStyles
from foistats.formats.ods.table import Cell, Kept, Table, as_formula
from foistats.formats.sheets.facts import Place, SheetFacts
from foistats.formats.sheets.runs import Stretch
from foistats.formats.sheets.seen_values import SeenValues
from schemas.channels import Channel

_UNSEEN = ("collapse", "filter")
_CELLS = ("table:table-cell", "table:covered-table-cell")
_GROUPS = ("table:table-row-group", "table:table-column-group")
# What stands in a cell without being its text.
_ASIDE = ("office:annotation", "table:detective")
_DRAWN = (
    "draw:frame", "draw:custom-shape", "draw:rect", "draw:ellipse", "draw:g", "draw:caption",
    "draw:polygon", "draw:path", "draw:control", "draw:circle",
)  # fmt: skip
_ROWS = 1_048_576


@dataclass(slots=True)
class CellScan:
    """The state of one pass over the tables of content.xml.

    `keeps_values` says that all that is seen must be known, `keeps_cells` that what becomes of a
    cell may be said behind it.
    """

    styles: OdsStyles
    keeps_values: bool
    keeps_cells: bool
    tables: list[Table] = field(default_factory=list)
    seen: SeenValues = field(default_factory=SeenValues)
    depth: int = 0
    groups: list[tuple[str, bool]] = field(default_factory=list)
    row: int = 0
    col: int = 0
    column: int = 0
    row_times: int = 1
    row_unseen: bool = False
    row_style: str = ""
    col_styles: list[tuple[int, str]] = field(default_factory=list)
    cell: Cell | None = None
    aside: int = 0
    comment: list[str] | None = None
    shapes: Shapes = field(default_factory=Shapes)
    # Texts in boxes over the cells, outside of the sheets, and in a sheet but in no cell.
    drawn: list[str] = field(default_factory=list)
    around: list[str] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take in the start of an element of the body."""
        if self.aside:
            self.aside += 1
            self.shapes.inside(tag)
        elif tag in _ASIDE or tag in _DRAWN:
            self.aside = 1
            self.comment = [] if tag == "office:annotation" else None
            if self.cell is not None:
                self.cell.is_annotated = True
            if tag in _DRAWN and self.depth == 1:
                self.shapes.start(tag, attributes, place=self._place_of_shape())
        elif tag == "table:table":
            self._start_table(attributes)
        elif self.depth == 1:
            self._start_inside(tag, attributes)

    def _place_of_shape(self) -> Place | None:
        return (self.row, self.col) if self.cell is not None else None

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
        table = Table(SheetFacts(name, hidden), is_cached=hidden and "'#$" in name)
        table.is_protected = attributes.get("table:protected") == "true"
        self.tables.append(table)
        self.row = self.column = 0
        self.groups, self.col_styles = [], []

    def _start_inside(self, tag: str, attributes: dict[str, str]) -> None:
        cell = self.cell
        if tag in _CELLS:
            covered = tag.startswith("table:covered")
            self.cell = Cell(attributes, covered, self._style_of(attributes))
        elif tag == "text:p" and cell is not None:
            cell.pieces.append([])
            cell.spans = [("paragraph", attributes.get("text:style-name", ""))]
        elif tag == "text:span" and cell is not None:
            cell.spans.append(("text", attributes.get("text:style-name", "")))
        elif tag == "text:s":
            self.text(" " * _times(attributes, "text:c", 1000))
        elif tag in ("text:tab", "text:line-break"):
            self.text("\t" if tag == "text:tab" else "\n")
        elif tag == "table:table-row":
            self._start_row(attributes)
        elif tag == "table:table-column":
            self._start_column(attributes)
        elif tag in _GROUPS:
            self.groups.append((tag, attributes.get("table:display") == "false"))
        elif tag == "table:table-source":
            self.tables[-1].is_cached |= self.tables[-1].hidden
        elif tag.startswith("calcext:"):
            self.tables[-1].rules.start(tag, attributes)

    def _start_row(self, attributes: dict[str, str]) -> None:
        self.row_times = _times(attributes, "table:number-rows-repeated", _ROWS)
        self.row_unseen = self._is_unseen(attributes, "table-row")
        self.row_style = attributes.get("table:default-cell-style-name", "")
        table, self.col = self.tables[-1], 0
        height = self.styles.length("table-row", attributes.get("table:style-name", ""))
        # Sheets end in a million rows that are repeated and empty.
        if height is not None and self.row_times < 1000:
            table.heights.update(dict.fromkeys(range(self.row, self.row + self.row_times), height))

    def _start_column(self, attributes: dict[str, str]) -> None:
        times = _times(attributes, "table:number-columns-repeated", current().columns)
        table = self.tables[-1]
        if self._is_unseen(attributes, "table-column"):
            table.hidden_cols.append((self.column, self.column + times - 1))
        self.column += times
        self.col_styles.append((self.column, attributes.get("table:default-cell-style-name", "")))
        width = self.styles.length("table-column", attributes.get("table:style-name", ""))
        if width is not None:
            table.widths.append((self.column, width))

    def _is_unseen(self, attributes: dict[str, str], family: str) -> bool:
        return (
            any(closed for _, closed in self.groups)
            or attributes.get("table:visibility") in _UNSEEN
            or self.styles.hides(family, attributes.get("table:style-name", ""))
        )

    def _style_of(self, attributes: dict[str, str]) -> str:
        own = attributes.get("table:style-name") or self.row_style
        if own:
            return own
        return next((style for end, style in self.col_styles if self.col < end), "")

    def text(self, text: str) -> None:
        """Take in text: a cell's, or a comment's."""
        if self.aside:
            if self.comment is not None:
                self.comment.append(text)
            elif not is_blank(text):
                self.drawn.append(text)
        elif self.cell is not None and self.cell.pieces and self.depth == 1:
            cell = self.cell
            styled = tuple(span for span in cell.spans if span[1])
            strokes = [self.styles.stroke(*one) for one in styled]
            struck = any(one for one, _ in strokes)
            shift = next((one for _, one in reversed(strokes) if one), 0)
            cell.pieces[-1].append(Stretch(text, struck, shift))
            if not is_blank(text):
                cell.fonts.append(styled)
        elif not is_blank(text):
            (self.loose if self.depth else self.around).append(text)

    def end(self, tag: str) -> None:
        """Take in the end of an element of the body."""
        if self.aside:
            self._end_aside()
        elif tag == "table:table":
            self.depth -= 1
            if not self.depth:
                self._end_table(self.tables[-1])
        elif self.depth != 1:
            return
        elif tag in _CELLS and self.cell is not None:
            self._end_cell(self.cell)
            self.cell = None
        elif tag == "text:span" and self.cell is not None:
            self.cell.spans.pop()
        elif tag == "table:table-row":
            self._end_row()
        elif tag in _GROUPS and self.groups:
            self.groups.pop()
        elif tag.startswith("calcext:"):
            self.tables[-1].rules.end(tag)

    def _end_aside(self) -> None:
        self.aside -= 1
        if self.aside or not self.tables:
            return
        if self.comment is not None:
            self.tables[-1].comments += not is_blank("".join(self.comment))
            self.comment = None
        box = self.shapes.end(self.styles)
        if box is not None:
            self.tables[-1].boxes.append(box)

    def _end_row(self) -> None:
        facts = self.tables[-1].facts
        # An unseen row needs no mark where nothing stands: sheets end in a million of them.
        if facts.last_row >= self.row:
            rows = range(self.row, self.row + self.row_times)
            if self.row_unseen:
                facts.hidden_rows |= frozenset(rows)
            level = sum(tag == "table:table-row-group" for tag, _ in self.groups)
            if level:
                facts.outlines.update(dict.fromkeys(rows, level))
        self.row += self.row_times

    def _end_cell(self, cell: Cell) -> None:
        table = self.tables[-1]
        times = _times(cell.written, "table:number-columns-repeated", current().columns)
        rows = _times(cell.written, "table:number-rows-spanned", _ROWS)
        cols = _times(cell.written, "table:number-columns-spanned", current().columns)
        value = cell.value
        if not cell.covered:
            table.anchor = "" if value is None else str(value)
        if value is not None or cell.text.strip() or cell.is_uncalculated:
            self._note(table, cell, value, times=times, spanned=(rows, cols))
        if rows > 1 or cols > 1:
            area = Merge(self.row, self.col, self.row + rows - 1, self.col + cols - 1)
            table.facts.merges.append(area)
        self.col += times

    def _note(
        self,
        table: Table,
        cell: Cell,
        value: str | float | None,
        *,
        times: int,
        spanned: tuple[int, int],
    ) -> None:
        facts = table.facts
        facts.reach(self.row + self.row_times - 1, self.col + times - 1)
        places = [
            (row, col)
            for row in range(self.row, self.row + self.row_times)
            for col in range(self.col, self.col + times)
        ]
        if value is not None:
            table.filled += len(places)
        channel = None if table.hidden else self._channel(table, cell, value, spanned=spanned)
        for place in places:
            cell.draw(facts, place, self.styles)
            if channel is not None:
                facts.unseen[place] = channel
            if self.keeps_cells and value is not None:
                table.kept[place] = Kept(cell.style, value)
        formula = as_formula(cell.written.get("table:formula", ""))
        if formula is not None:
            facts.formulas[places[0]] = formula
        self._compare(table, cell, value, places, channel)

    def _compare(
        self,
        table: Table,
        cell: Cell,
        value: str | float | None,
        places: list[Place],
        channel: Channel | None,
    ) -> None:
        """Keep what is seen, for copies of it kept elsewhere, and what only seems to be hidden."""
        if value is None:
            table.repeated.update(places)
        elif table.is_cached:
            table.values.append(("s" if isinstance(value, str) else "n", str(value)))
        elif channel is None and not table.hidden:
            if isinstance(value, str):
                table.seen_texts.add(value)
            if self.keeps_values:
                self.seen.add(value)
                self.seen.add(cell.text)
        elif channel is Channel.COVERED_TEXT and str(value) == table.anchor:
            table.repeated.update(places)
        elif channel is Channel.INVISIBLE_TEXT and isinstance(value, str):
            table.unseen_texts.update(dict.fromkeys(places, value))

    def _channel(
        self, table: Table, cell: Cell, value: str | float | None, *, spanned: tuple[int, int]
    ) -> Channel | None:
        if self.row_unseen and spanned[0] <= self.row_times:
            return Channel.HIDDEN_ROWS
        if _in(table.hidden_cols, self.col) and all(
            _in(table.hidden_cols, col) for col in range(self.col, self.col + spanned[1])
        ):
            return Channel.HIDDEN_COLUMNS
        if cell.covered:
            return Channel.COVERED_TEXT
        # Nobody is kept from anything by the colour of an error.
        if value is None:
            return None
        return channel_of(self.styles, cell, value, is_protected=table.is_protected)

    def _end_table(self, table: Table) -> None:
        """Weigh what stands behind the rows: conditional formats, and boxes over cells."""
        facts = table.facts
        cols = {col for first, last in table.hidden_cols for col in range(first, last + 1)}
        facts.hidden_cols = frozenset(col for col in cols if col <= facts.last_col)
        if table.hidden:
            return
        weigh_rules(self.styles, table)
        for area in (box.area(table.lines) for box in table.boxes):
            for place in table.kept if area is not None else ():
                if _within(place, area):
                    facts.unseen.setdefault(place, Channel.COVERED_TEXT)


def _times(attributes: dict[str, str], name: str, most: int) -> int:
    return max(1, min(int(attributes.get(name, 1)), most))


def _within(place: Place, area: Merge | None) -> bool:
    return area is not None and (
        area.row <= place[0] <= area.row_end and area.col <= place[1] <= area.col_end
    )


def _in(spans: list[tuple[int, int]], number: int) -> bool:
    return any(first <= number <= last for first, last in spans)
