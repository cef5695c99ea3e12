"""The sheets of an old workbook (.xls) as xlrd gives them: what of them is seen, and what isn't."""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any

from foistats.documents.model import Merge
from foistats.records import Finding
from foistats.screening.areas import Areas, cell_place, col_place, row_place
from foistats.screening.cell_styles import Look
from foistats.screening.colours import BLACK, WHITE, Colour
from foistats.screening.masks import hides_number, hides_text
from foistats.screening.seen_values import SeenValues
from foistats.screening.shared_texts import is_blank
from schemas.channels import Channel

_TEXT, _NUMBER, _DATE, _BOOLEAN = 1, 2, 3, 4
# Twentieths of a point, and 256ths of a character.
_HEIGHT_SEEN = 40
_WIDTH_SEEN = 128


class OldSheet:
    """One worksheet with its looks; rows and columns count from 0."""

    def __init__(self, book: Any, sheet: Any, filled: Collection[Merge]) -> None:
        """Take the sheet's hidden rows and columns and its merged areas."""
        self.book, self.sheet = book, sheet
        self.hidden = bool(sheet.visibility)
        self.hidden_rows = {
            r
            for r, row in sheet.rowinfo_map.items()
            if row.hidden or (row.height_mismatch and row.height < _HEIGHT_SEEN)
        }
        self.hidden_cols = {
            c for c, col in sheet.colinfo_map.items() if col.hidden or col.width < _WIDTH_SEEN
        }
        merges = (Merge(t, left, b - 1, r - 1) for t, b, left, r in sheet.merged_cells)
        self.merged = Areas((area, None) for area in merges)
        self.filled = Areas((area, None) for area in filled)
        self.looks: dict[int, Look] = {}

    def cells(self) -> Iterator[tuple[int, int, Any]]:
        """Every cell with content; errors are none."""
        for r in range(self.sheet.nrows):
            for c, cell in enumerate(self.sheet.row(r)):
                kind = cell.ctype
                if kind in (_NUMBER, _DATE, _BOOLEAN) or (
                    kind == _TEXT and not is_blank(cell.value)
                ):
                    yield r, c, cell

    def channel(self, row: int, col: int, cell: Any) -> Channel | None:
        """Why a cell with content isn't seen, or None where it is."""
        covering = next((area for area, _ in self.merged.at(row, col)), None)
        anchors = covering is not None and covering[:2] == (row, col)
        if not (covering and anchors and self._shows(covering)):
            if row in self.hidden_rows:
                return Channel.HIDDEN_ROWS
            if col in self.hidden_cols:
                return Channel.HIDDEN_COLUMNS
        if covering is not None and not anchors:
            same = self._first_value(covering) == cell.value
            return None if same else Channel.COVERED_TEXT
        look = self.look(cell.xf_index)
        text = cell.ctype == _TEXT
        if hides_text(look.code) if text else hides_number(look.code, float(cell.value)):
            return Channel.MASKED_CELLS
        if look.tiny:
            return Channel.TINY_TEXT
        filled = bool(self.filled.at(row, col))
        if look.unseen and not filled:
            return Channel.INVISIBLE_TEXT
        return None if filled else self._run(row, col, look)

    def _first_value(self, area: Merge) -> Any:
        """What the first cell of a merged area holds; rows end where their last cell does."""
        row = self.sheet.row(area.row) if area.row < self.sheet.nrows else []
        return row[area.col].value if area.col < len(row) else None

    def _run(self, row: int, col: int, look: Look) -> Channel | None:
        """Why a part of a cell's text isn't seen that has a font of its own."""
        for offset, font in self.sheet.rich_text_runlist_map.get((row, col), ()):
            rest = str(self.sheet.cell_value(row, col))[offset:]
            drawn = self._fonted(look, font)
            if not is_blank(rest) and (drawn.unseen or drawn.tiny):
                return Channel.TINY_TEXT if drawn.tiny else Channel.INVISIBLE_TEXT
        return None

    def _shows(self, area: Merge) -> bool:
        rows = any(r not in self.hidden_rows for r in range(area.row, area.row_end + 1))
        return rows and any(c not in self.hidden_cols for c in range(area.col, area.col_end + 1))

    def look(self, number: int) -> Look:
        """How a style draws a cell."""
        known = self.looks.get(number)
        if known is None:
            style = self.book.xf_list[number]
            code = self.book.format_map[style.format_key].format_str
            pattern = style.background.fill_pattern
            ground: Colour | None = WHITE
            if pattern:
                ground = (
                    self._colour(style.background.pattern_colour_index) if pattern == 1 else None
                )
            plain = Look(BLACK, ground, not pattern, 11.0, code)
            known = self.looks[number] = self._fonted(plain, style.font_index)
        return known

    def _fonted(self, look: Look, font_index: int) -> Look:
        font = self.book.font_list[font_index]
        colour = self._colour(font.colour_index) or BLACK
        return look._replace(text=colour, size=font.height / 20)

    def _colour(self, index: int) -> Colour | None:
        colour = self.book.colour_map.get(index)
        return Colour(*colour) if colour else {64: BLACK, 65: WHITE}.get(index)

    def findings(self, place: str) -> list[Finding]:
        """One finding for each way in which cells of this sheet are kept from being seen."""
        if self.hidden:
            filled = sum(1 for _ in self.cells())
            return [Finding(Channel.HIDDEN_SHEET, place, filled, "cells")] if filled else []
        unseen: dict[Channel, list[tuple[int, int]]] = {}
        texts: set[str] = set()
        pale: list[tuple[int, int, Any]] = []
        for row, col, cell in self.cells():
            channel = self.channel(row, col, cell)
            if channel is None:
                texts.update([cell.value] if cell.ctype == _TEXT else [])
            elif channel is Channel.INVISIBLE_TEXT:
                pale.append((row, col, cell))
            else:
                unseen.setdefault(channel, []).append((row, col))
        # A label that is repeated unseen beside where it is seen hides nothing.
        lost = [(r, c) for r, c, one in pale if one.ctype != _TEXT or one.value not in texts]
        if lost:
            unseen[Channel.INVISIBLE_TEXT] = lost
        amounts = Counter({channel: len(cells) for channel, cells in unseen.items()})
        return [
            Finding(channel, self._place(channel, unseen[channel]), amount, "cells")
            for channel, amount in sorted(amounts.items())
        ]

    def _place(self, channel: Channel, cells: list[tuple[int, int]]) -> str:
        name = self.sheet.name
        if channel is Channel.HIDDEN_ROWS:
            return row_place(name, {row for row, _ in cells})
        if channel is Channel.HIDDEN_COLUMNS:
            return col_place(name, {col for _, col in cells})
        return cell_place(name, cells)

    def show(self, seen: SeenValues) -> None:
        """Add every value that is seen."""
        if not self.hidden:
            for row, col, cell in self.cells():
                if self.channel(row, col, cell) is None:
                    seen.add(cell.value if cell.ctype == _TEXT else float(cell.value))
