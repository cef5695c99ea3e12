"""What of one visible worksheet can't be seen, cell by cell."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from foistats.documents.model import Merge
from foistats.records import Finding
from foistats.screening.areas import Areas, Spans, areas_of, cell_place, col_place, row_place
from foistats.screening.cell_styles import StyleBook
from foistats.screening.colours import shows
from foistats.screening.conditions import Condition, applies, conditions_of
from foistats.screening.markup import named, own
from foistats.screening.masks import hides_number, hides_text, may_hide
from foistats.screening.package import Parts
from foistats.screening.roles import Role
from foistats.screening.shared_texts import Run, runs_of
from foistats.screening.worksheet import Cell, Wanted, Worksheet
from schemas.channels import Channel

_NUMBERS = ("n", "d", "b")
_BUILT_IN = re.compile(r"(?:Table|Pivot)Style(Light|Medium|Dark)(\d+)")


@dataclass
class SheetLook:
    """A worksheet with everything that decides what of it is seen."""

    name: str
    sheet: Worksheet
    styles: StyleBook
    filled: Areas[None]
    merged: Areas[None] = field(init=False)
    anchors: dict[tuple[int, int], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Index the merged areas."""
        self.merged = Areas((area, None) for area in self.sheet.merges)

    @cached_property
    def odd_styles(self) -> frozenset[int]:
        """The style numbers under which a cell may not be seen."""
        return frozenset(n for n, look in enumerate(self.styles.looks) if look.odd)

    @cached_property
    def conditions(self) -> list[tuple[Merge, Condition]]:
        """The sheet's conditional formats."""
        return list(conditions_of(self.sheet.frame, self.styles))

    @cached_property
    def hiding(self) -> Areas[Condition]:
        """The conditional formats that change a colour or format and fill nothing dark."""
        return Areas(
            (area, one)
            for area, one in self.conditions
            if one.change.text is not None or (one.change.code and may_hide(one.change.code))
        )

    @cached_property
    def filling(self) -> Areas[Condition]:
        """The conditional formats that may put a colour behind a cell."""
        return Areas((area, one) for area, one in self.conditions if one.change.fills)

    @cached_property
    def has_picture(self) -> bool:
        """True where a picture lies behind all cells: what is seen on it can't be told."""
        return next(named(self.sheet.frame, "picture"), None) is not None

    def unseen(self) -> Iterator[tuple[Channel, Cell]]:
        """Every cell with content that isn't seen, and why."""
        sheet = self.sheet
        everywhere = b"rPr" in sheet.strings.xml or b"rPr" in sheet.body
        odd = self.odd_styles if sheet.uses(self.odd_styles) else frozenset()
        quiet = not (sheet.hidden_rows or sheet.hidden_cols or odd or self.merged or self.hiding)
        if quiet and not everywhere:
            return
        doubtful = Spans([*sheet.merges, *self.hiding.areas()])
        rows = sheet.hidden_rows
        wanted = Wanted(lambda row: row in rows or doubtful.has(row), sheet.hidden_cols, odd)
        for cell in sheet.cells(None if everywhere else wanted):
            channel = self.channel(cell)
            if channel is not None:
                yield channel, cell

    def channel(self, cell: Cell) -> Channel | None:
        """Why a cell with content isn't seen, or None where it is."""
        if cell.kind == "e":
            return None
        sheet = self.sheet
        covering = next((area for area, _ in self.merged.at(cell.row, cell.col)), None)
        anchors = covering is not None and covering[:2] == (cell.row, cell.col)
        if covering is not None and anchors:
            self.anchors[cell.row, cell.col] = sheet.text(cell)
        hidden_row, hidden_col = cell.row in sheet.hidden_rows, cell.col in sheet.hidden_cols
        if (hidden_row or hidden_col) and not (covering and anchors and self._shows(covering)):
            return Channel.HIDDEN_ROWS if hidden_row else Channel.HIDDEN_COLUMNS
        if covering is not None and not anchors:
            same = self.anchors.get(covering[:2]) == sheet.text(cell)
            return None if same else Channel.COVERED_TEXT
        return self._drawn(cell)

    def _shows(self, area: Merge) -> bool:
        """True where any cell of a merged area is in a row and a column that are seen."""
        rows, cols = range(area.row, area.row_end + 1), range(area.col, area.col_end + 1)
        return self.sheet.shows_any(rows, cols)

    def _drawn(self, cell: Cell) -> Channel | None:
        look = self.styles.look(cell.style)
        if cell.style not in self.odd_styles and not self.hiding:
            return self._run(cell)
        value = self.value(cell)
        if self._masked(look.code, value):
            return Channel.MASKED_CELLS
        if look.tiny:
            return Channel.TINY_TEXT
        if look.unseen and not self._on_a_filling(cell, bare=look.bare):
            return Channel.INVISIBLE_TEXT
        for _, condition in self.hiding.at(cell.row, cell.col):
            change = condition.change
            ground = change.ground if change.fills else look.ground
            paled = (
                change.text is not None
                and ground is not None
                and not shows(change.text, ground)
                and not self._on_a_filling(cell, bare=look.bare and not change.fills)
            )
            masked = change.code is not None and self._masked(change.code, value)
            if (paled or masked) and applies(condition, cell.row, cell.col, value):
                return Channel.MASKED_CELLS if masked else Channel.INVISIBLE_TEXT
        return self._run(cell)

    def _run(self, cell: Cell) -> Channel | None:
        """Why a part of a cell's text isn't seen that has a font of its own."""
        runs: Sequence[Run] = ()
        if cell.kind == "s":
            runs = self.sheet.strings.runs.get(int(cell.value), ())
        elif b"rPr" in cell.inline:
            runs = runs_of(cell.inline, self.styles)
        look = self.styles.look(cell.style)
        for run in runs:
            if run.size <= 2:
                return Channel.TINY_TEXT
            unseen = look.ground is not None and not shows(run.colour, look.ground)
            if unseen and not self._on_a_filling(cell, bare=look.bare):
                return Channel.INVISIBLE_TEXT
        return None

    def _on_a_filling(self, cell: Cell, *, bare: bool) -> bool:
        """True where a table's style, a conditional format or a picture may lie behind a cell."""
        if self.filling.at(cell.row, cell.col):
            return True
        return bare and (self.has_picture or bool(self.filled.at(cell.row, cell.col)))

    def value(self, cell: Cell) -> float | str:
        """A cell's number, or what it says."""
        if cell.kind in _NUMBERS:
            try:
                return float(cell.value)
            except ValueError:
                return cell.value
        return self.sheet.text(cell)

    @staticmethod
    def _masked(code: str, value: float | str) -> bool:
        return hides_text(code) if isinstance(value, str) else hides_number(code, value)

    def findings(self) -> list[Finding]:
        """One finding for each way in which cells of this sheet are kept from being seen."""
        amounts: Counter[Channel] = Counter()
        rows: set[int] = set()
        cols: set[int] = set()
        single: dict[Channel, list[tuple[int, int]]] = {}
        pale: list[Cell] = []
        for channel, cell in self.unseen():
            if channel is Channel.INVISIBLE_TEXT:
                pale.append(cell)
                continue
            amounts[channel] += 1
            if channel is Channel.HIDDEN_ROWS:
                rows.add(cell.row)
            elif channel is Channel.HIDDEN_COLUMNS:
                cols.add(cell.col)
            else:
                single.setdefault(channel, []).append((cell.row, cell.col))
        if pale:
            # A label that is repeated unseen beside where it is seen hides nothing.
            texts = any(isinstance(self.value(one), str) for one in pale)
            seen = self._seen_texts() if texts else set()
            kept = [(one.row, one.col) for one in pale if self.value(one) not in seen]
            amounts[Channel.INVISIBLE_TEXT] = len(kept)
            single[Channel.INVISIBLE_TEXT] = kept
        places = {channel: cell_place(self.name, cells) for channel, cells in single.items()}
        places[Channel.HIDDEN_ROWS] = row_place(self.name, rows)
        places[Channel.HIDDEN_COLUMNS] = col_place(self.name, cols)
        return [
            Finding(channel, places[channel], amount, "cells")
            for channel, amount in sorted(amounts.items())
            if amount
        ]

    def _seen_texts(self) -> set[float | str]:
        texts = (self.value(cell) for cell in self.seen_cells())
        return {text for text in texts if isinstance(text, str)}

    def seen_cells(self) -> Iterator[Cell]:
        """Every cell with content that can be seen."""
        return (cell for cell in self.sheet.cells() if self.channel(cell) is None)


def filled_areas(parts: Parts, part: str, styles: StyleBook) -> Areas[None]:
    """The areas of a sheet that a table's or pivot table's style fills with a colour."""
    areas: list[tuple[Merge, None]] = []
    for name in parts.linked(part, Role.TABLE):
        table = parts.tree(name)
        style = next((own(one).get("name", "") for one in named(table, "tableStyleInfo")), "")
        area = next(iter(areas_of(own(table).get("ref", ""))), None)
        if area is None:
            continue
        heads, body = _fills(style, styles)
        rows = int(own(table).get("headerRowCount", 1))
        if body:
            areas.append((area, None))
        elif heads and rows:
            areas.append((area._replace(row_end=area.row + rows - 1), None))
    for name in parts.linked(part, Role.PIVOT_TABLE):
        pivot = parts.tree(name)
        style = next((own(one).get("name", "") for one in named(pivot, "pivotTableStyleInfo")), "")
        if any(_fills(style, styles)):
            for location in named(pivot, "location"):
                areas += [(area, None) for area in areas_of(own(location).get("ref", ""))]
    return Areas(areas)


def _fills(style: str, styles: StyleBook) -> tuple[bool, bool]:
    """Whether a table's style fills its heading row, and its whole body."""
    known = _BUILT_IN.fullmatch(style)
    if known is None:
        own_style = style in styles.filled_tables
        return own_style, own_style
    family, number = known[1], int(known[2])
    if family == "Light":
        return 8 <= number <= 14, False
    if family == "Medium":
        return True, 8 <= number <= 14 or number >= 22
    return True, True
