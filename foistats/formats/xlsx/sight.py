"""What of one visible worksheet can't be seen, cell by cell, and how the others are drawn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from xml.etree import ElementTree

from foistats.documents.model import Merge
from foistats.documents.words import is_blank
from foistats.formats.office.colours import shows
from foistats.formats.office.markup import child, local, named, own
from foistats.formats.sheets.areas import (
    Areas,
    Spans,
    areas_of,
    cell_place,
    col_place,
    row_place,
)
from foistats.formats.sheets.conditions import Condition, Way, ways_of
from foistats.formats.sheets.looks import TINY, Change, hides
from foistats.formats.xlsx.cells import Cell, Wanted
from foistats.formats.xlsx.styles import StyleBook
from foistats.formats.xlsx.texts import Run, runs_of
from foistats.formats.xlsx.worksheet import Worksheet
from foistats.records import Finding
from schemas.channels import Channel

# A bar or a symbol may stand in place of the number.
_MASKING = ("dataBar", "iconSet")


def conditions_of(
    frame: ElementTree.Element, styles: StyleBook
) -> Iterator[tuple[Merge, Condition]]:
    """Every rule of a sheet with each area that it covers."""
    for block in named(frame, "conditionalFormatting"):
        reference = own(block).get("sqref") or ""
        below = child(block, "sqref")
        if below is not None:
            reference = below.text or ""
        areas = areas_of(reference)
        for rule in block:
            if local(rule.tag) != "cfRule" or not areas:
                continue
            written = own(rule)
            change = _change(rule, written, styles)
            formulas = tuple(
                (one.text or "").strip() for one in rule if local(one.tag) in ("formula", "f")
            )
            # A rule's formula is written as seen from the first area's first cell.
            condition = Condition(written.get("type", ""), written, formulas, change, areas[0])
            for area in areas:
                yield area, condition


def _change(rule: ElementTree.Element, written: dict[str, str], styles: StyleBook) -> Change:
    for name in _MASKING:
        drawn = child(rule, name)
        if drawn is not None:
            return Change(masks=own(drawn).get("showValue", "1") in ("0", "false"))
    scale = child(rule, "colorScale")
    if scale is not None:
        colours = [styles.colour(own(one)) for one in scale if local(one.tag) == "color"]
        return Change(fills=True, grounds=tuple(colour for colour in colours if colour is not None))
    inside = child(rule, "dxf")
    if inside is not None:
        return styles.change(inside)
    number = int(written.get("dxfId", -1))
    return styles.changes[number] if 0 <= number < len(styles.changes) else Change()


_NUMBERS = ("n", "d", "b")
Place = tuple[int, int]


@dataclass
class SheetSight:
    """A worksheet with everything that decides what of it is seen.

    `filled` are the areas that a table's style fills, `covered` those that lie under a box, `drawn`
    what styles of tables change that the workbook itself defines.
    """

    name: str
    sheet: Worksheet
    styles: StyleBook
    filled: Areas[None]
    covered: Areas[None]
    drawn: Sequence[tuple[Merge, Condition]] = ()
    merged: Areas[None] = field(init=False)
    anchors: dict[Place, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Index the merged areas."""
        self.merged = Areas((area, None) for area in self.sheet.merges)

    @cached_property
    def ruled(self) -> Areas[Condition]:
        """The conditional formats that change how a value is drawn."""
        found = conditions_of(self.sheet.frame, self.styles)
        return Areas((area, one) for area, one in [*found, *self.drawn] if one.change.matters)

    @cached_property
    def unseen(self) -> dict[Place, tuple[Channel, Cell]]:
        """Each cell with content that isn't seen, and why."""
        return {(cell.row, cell.col): (channel, cell) for channel, cell in self._look()}

    def _look(self) -> Iterator[tuple[Channel, Cell]]:
        sheet = self.sheet
        everywhere = b"rPr" in sheet.strings.xml or b"rPr" in sheet.body
        odd = self.styles.odd if sheet.uses(self.styles.odd) else frozenset()
        areas = [*self.merged.areas(), *self.ruled.areas(), *self.covered.areas()]
        if not (everywhere or sheet.hidden_rows or sheet.hidden_cols or odd or areas):
            return
        doubtful, rows = Spans(areas), sheet.hidden_rows
        wanted = Wanted(lambda row: row in rows or doubtful.has(row), sheet.hidden_cols, odd)
        for cell in sheet.cells(None if everywhere else wanted):
            channel = self._channel(cell)
            if channel is not None:
                yield channel, cell

    def _channel(self, cell: Cell) -> Channel | None:
        """Why a cell with content isn't seen, or None where it is."""
        sheet = self.sheet
        covering = next((area for area, _ in self.merged.at(cell.row, cell.col)), None)
        anchors = covering is not None and covering[:2] == (cell.row, cell.col)
        if covering is not None and anchors:
            self.anchors[cell.row, cell.col] = sheet.text(cell)
        hidden_row, hidden_col = cell.row in sheet.hidden_rows, cell.col in sheet.hidden_cols
        if (hidden_row or hidden_col) and not (covering and anchors and self._shows(covering)):
            return Channel.HIDDEN_ROWS if hidden_row else Channel.HIDDEN_COLUMNS
        if (covering is not None and not anchors) or self.covered.at(cell.row, cell.col):
            return Channel.COVERED_TEXT
        # Nobody is kept from anything by the colour of an error.
        return None if cell.kind == "e" else self._faint(cell)

    def _shows(self, area: Merge) -> bool:
        """True where any cell of a merged area is in a row and a column that are seen."""
        rows, cols = range(area.row, area.row_end + 1), range(area.col, area.col_end + 1)
        return self.sheet.shows_any(rows, cols)

    def _faint(self, cell: Cell) -> Channel | None:
        """Why a cell that lies open isn't seen for its format, size or colour."""
        value = self.value(cell)
        runs = [run for run in self.runs(cell) if not is_blank(run.text)]
        for way in self.ways(cell):
            # A nought that a rule keeps from being drawn is no content.
            if way.is_ruled and value == 0:
                continue
            if way.masks or hides(way.look.code, value):
                return Channel.MASKED_CELLS
            if way.look.tiny or any(run.font.size <= TINY for run in runs if run.font):
                return Channel.TINY_TEXT
            if self._is_pale(cell, way, value, runs):
                return Channel.INVISIBLE_TEXT
        return None

    def _is_pale(self, cell: Cell, way: Way, value: float | str, runs: list[Run]) -> bool:
        """True where a part of the text has the colour of what it stands on."""
        if way.look.bare and self.filled.at(cell.row, cell.col):
            return False
        ground = way.look.ground
        return way.look.is_pale(value) or any(
            ground is not None and not shows(run.font.colour, ground)
            for run in runs
            if run.font and not way.colours
        )

    def ways(self, cell: Cell) -> list[Way]:
        """How a cell may be drawn: several ways where a conditional format can't be decided."""
        rules = [one for _, one in self.ruled.at(cell.row, cell.col)]
        look = self.styles.look(cell.style)
        return ways_of(look, rules, place=(cell.row, cell.col), value=self.value(cell))

    def runs(self, cell: Cell) -> list[Run]:
        """The stretches of a cell's text, where any has a font of its own."""
        found: list[Run] = []
        if cell.kind == "s":
            found = self.sheet.strings.runs.get(int(cell.value), [])
        elif b"rPr" in cell.inline:
            found = runs_of(cell.inline, self.styles)
        return found

    def value(self, cell: Cell) -> float | str:
        """A cell's number, or what it says."""
        if cell.kind in _NUMBERS:
            try:
                return float(cell.value)
            except ValueError:
                return cell.value
        return self.sheet.text(cell)

    def findings(self) -> list[Finding]:
        """One finding for each way in which cells of this sheet are kept from being seen."""
        cells: dict[Channel, list[Cell]] = {}
        for channel, cell in self.unseen.values():
            if cell.kind != "e" and not self._is_repeated(channel, cell):
                cells.setdefault(channel, []).append(cell)
        pale = cells.get(Channel.INVISIBLE_TEXT, [])
        if any(isinstance(self.value(one), str) for one in pale):
            # A label that is repeated unseen beside where it is seen hides nothing.
            seen = {text for cell in self.seen_cells() if isinstance(text := self.value(cell), str)}
            cells[Channel.INVISIBLE_TEXT] = [one for one in pale if self.value(one) not in seen]
        return [
            Finding(channel, self.place(channel, cells[channel]), len(cells[channel]), "cells")
            for channel in sorted(cells)
            if cells[channel]
        ]

    def _is_repeated(self, channel: Channel, cell: Cell) -> bool:
        """True where a covered cell holds what the merged cell over it shows."""
        if channel is not Channel.COVERED_TEXT:
            return False
        over = next((area for area, _ in self.merged.at(cell.row, cell.col)), None)
        return over is not None and self.anchors.get(over[:2]) == self.sheet.text(cell)

    def place(self, channel: Channel, cells: list[Cell]) -> str:
        """Where cells of a channel stand, as a person would look them up."""
        if channel is Channel.HIDDEN_ROWS:
            return row_place(self.name, {cell.row for cell in cells})
        if channel is Channel.HIDDEN_COLUMNS:
            return col_place(self.name, {cell.col for cell in cells})
        return cell_place(self.name, [(cell.row, cell.col) for cell in cells])

    def seen_cells(self) -> Iterator[Cell]:
        """Every cell with content that can be seen."""
        return (cell for cell in self.sheet.cells() if (cell.row, cell.col) not in self.unseen)
