"""The sheets of an old workbook (.xls) as xlrd gives them: what is seen, and what is drawn."""

from collections.abc import Iterator, Sequence
from typing import Any

from foistats.documents.model import Merge, Value
from foistats.documents.words import is_blank
from foistats.formats.office.colours import BLACK, WHITE, Colour, shows
from foistats.formats.sheets.areas import Areas, cell_place, col_place, row_place
from foistats.formats.sheets.conditions import Condition, Way, ways_of
from foistats.formats.sheets.facts import Place, SheetFacts
from foistats.formats.sheets.grids import as_written
from foistats.formats.sheets.looks import HEIGHT_SEEN, TINY, WIDTH_SEEN, Change, Font, Look, hides
from foistats.formats.sheets.number_formats import shown, shown_day, shown_text
from foistats.formats.sheets.runs import Stretch, drawn_text
from foistats.formats.sheets.seen_values import SeenValues
from foistats.formats.xls.records import SheetRecords
from foistats.formats.xls.rules import OldRule
from foistats.records import Finding
from schemas.channels import Channel

_EMPTY, _TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR, _BLANK = range(7)
# Heights are in twentieths of a point, widths in 256ths of a character.
_HEIGHT_SEEN = HEIGHT_SEEN * 20
_WIDTH_SEEN = WIDTH_SEEN * 256
_SHIFTS = {1: 1, 2: -1}


class OldSheet:
    """One worksheet with its looks; rows and columns count from 0."""

    def __init__(self, book: Any, sheet: Any, records: SheetRecords) -> None:
        """Find what of the sheet is seen; `records` are what its stream says beside."""
        self.book, self.sheet = book, sheet
        merges = [Merge(t, left, b - 1, r - 1) for t, b, left, r in sheet.merged_cells]
        self.facts = SheetFacts(
            sheet.name,
            bool(sheet.visibility),
            frozenset(
                r
                for r, row in sheet.rowinfo_map.items()
                if row.hidden or (row.height_mismatch and row.height < _HEIGHT_SEEN)
            ),
            frozenset(
                c for c, col in sheet.colinfo_map.items() if col.hidden or col.width < _WIDTH_SEEN
            ),
            [area for area in merges if area[:2] != area[2:]],
            formulas=records.formulas,
        )
        self._merged = Areas((area, None) for area in self.facts.merges)
        self._covered = Areas((area, None) for area in records.covered())
        self._ruled = Areas((area, self._condition(area, one)) for area, one in records.rules)
        self._looks: dict[int, Look] = {}
        self.repeated: set[Place] = set()
        levels = ((r, row.outline_level) for r, row in sheet.rowinfo_map.items())
        self.facts.outlines = {r: level for r, level in levels if level}
        self.content = list(self._cells())
        for row, col, cell in self.content:
            channel = None if self.facts.hidden else self._channel(row, col, cell)
            if channel is not None:
                self.facts.unseen[row, col] = channel
            self._note(row, col, cell)

    def _cells(self) -> Iterator[tuple[int, int, Any]]:
        """Every cell with content."""
        for r in range(self.sheet.nrows):
            for c, cell in enumerate(self.sheet.row(r)):
                kind = cell.ctype
                if kind in (_NUMBER, _DATE, _BOOLEAN, _ERROR) or (
                    kind == _TEXT and not is_blank(cell.value)
                ):
                    yield r, c, cell

    def _condition(self, area: Merge, rule: OldRule) -> Condition:
        """A rule as all rules are weighed; what a number format of its own hides is unknown."""
        change = Change(
            self._colour(rule.text) if rule.text is not None else None,
            self._colour(rule.ground) if rule.ground is not None else None,
            rule.fills,
            struck=True if rule.strikes else None,
            masks=rule.changes_format,
        )
        return Condition(rule.kind, {"operator": rule.operator}, rule.formulas, change, area)

    def _channel(self, row: int, col: int, cell: Any) -> Channel | None:
        """Why a cell with content isn't seen, or None where it is."""
        facts = self.facts
        covering = next((area for area, _ in self._merged.at(row, col)), None)
        anchors = covering is not None and covering[:2] == (row, col)
        if not (covering and anchors and self._shows(covering)):
            if row in facts.hidden_rows:
                return Channel.HIDDEN_ROWS
            if col in facts.hidden_cols:
                return Channel.HIDDEN_COLUMNS
        if covering is not None and not anchors:
            if self._first_value(covering) == cell.value:
                self.repeated.add((row, col))
            return Channel.COVERED_TEXT
        if self._covered.at(row, col):
            return Channel.COVERED_TEXT
        # Nobody is kept from anything by the colour of an error.
        return None if cell.ctype == _ERROR else self._faint(row, col, cell)

    def _shows(self, area: Merge) -> bool:
        rows = any(r not in self.facts.hidden_rows for r in range(area.row, area.row_end + 1))
        cols = range(area.col, area.col_end + 1)
        return rows and any(c not in self.facts.hidden_cols for c in cols)

    def _first_value(self, area: Merge) -> Any:
        """What the first cell of a merged area holds; rows end where their last cell does."""
        row = self.sheet.row(area.row) if area.row < self.sheet.nrows else []
        return row[area.col].value if area.col < len(row) else None

    def _faint(self, row: int, col: int, cell: Any) -> Channel | None:
        """Why a cell that lies open isn't seen for its format, size or colour."""
        value = cell.value if cell.ctype == _TEXT else float(cell.value)
        fonts = [font for text, font in self._stretches(row, col, cell) if not is_blank(text)]
        for way in self._ways(row, col, cell):
            # A nought that a rule keeps from being drawn is no content.
            if way.is_ruled and value == 0:
                continue
            if way.masks or hides(way.look.code, value):
                return Channel.MASKED_CELLS
            if way.look.tiny or any(font.size <= TINY for font in fonts):
                return Channel.TINY_TEXT
            ground = way.look.ground
            pale = ground is not None and not way.colours
            if way.look.is_pale(value) or (
                pale and ground and any(not shows(font.colour, ground) for font in fonts)
            ):
                return Channel.INVISIBLE_TEXT
        return None

    def _ways(self, row: int, col: int, cell: Any) -> list[Way]:
        value = cell.value if cell.ctype == _TEXT else float(cell.value)
        rules = [rule for _, rule in self._ruled.at(row, col)]
        return ways_of(self.look(cell.xf_index), rules, place=(row, col), value=value)

    def _stretches(self, row: int, col: int, cell: Any) -> list[tuple[str, Font]]:
        """The stretches of a text of which a part has a font of its own; none where none has."""
        runs = self.sheet.rich_text_runlist_map.get((row, col), ())
        if cell.ctype != _TEXT or not runs:
            return []
        starts = [*(offset for offset, _ in runs), len(cell.value)]
        found = [(cell.value[: starts[0]], self._font(self._xf(cell.xf_index).font_index))]
        found += [
            (cell.value[start:end], self._font(font))
            for (start, font), end in zip(runs, starts[1:], strict=True)
        ]
        return found

    def _note(self, row: int, col: int, cell: Any) -> None:
        """Note what a cell holds and shows."""
        facts, place, kind = self.facts, (row, col), cell.ctype
        facts.reach(row, col)
        look = self.look(cell.xf_index)
        if look.indent:
            facts.indents[place] = look.indent
        if kind == _NUMBER:
            facts.numbers.append((row, col, cell.value, False))
        elif kind == _TEXT:
            facts.texts.append((row, col, cell.value))
        elif kind == _ERROR:
            facts.shown[place] = _error(cell.value)
            return
        else:
            facts.given[place] = self._day(cell, place, look) if kind == _DATE else bool(cell.value)
            return
        looks = [look]
        if place not in facts.unseen:
            looks = [way.look for way in self._ways(row, col, cell)]
        drawn = list(dict.fromkeys(self._drawn(row, col, cell, look) for look in looks))
        if len(drawn) > 1:
            both = " or ".join(f"'{as_written(one)}'" for one in drawn)
            facts.shown[place] = f"{both}, as a conditional format decides"
        elif drawn[0] is not cell.value:
            facts.shown[place] = drawn[0]
        if place in facts.unseen and hides(look.code, cell.value) and isinstance(drawn[0], str):
            facts.marks[place] = drawn[0]

    def _drawn(self, row: int, col: int, cell: Any, look: Look) -> Value:
        """What a cell shows under one look; the value itself where it shows no other thing."""
        if cell.ctype == _TEXT:
            seen: Value = shown_text(cell.value, look.code)
            runs = self._stretches(row, col, cell)
            stretches = [Stretch(text, font.struck, font.shift) for text, font in runs]
            text = cell.value
        else:
            seen, stretches = shown(cell.value, look.code), []
            text = f"{cell.value:.15g}" if seen is cell.value else str(seen or "")
        if not (
            look.struck
            or look.shift
            or any(stretch.is_struck or stretch.shift for stretch in stretches)
        ):
            return cell.value if seen == cell.value else seen
        return drawn_text(
            [
                Stretch(stretch.text, stretch.is_struck or look.struck, stretch.shift or look.shift)
                for stretch in stretches or [Stretch(text)]
            ]
        )

    def _day(self, cell: Any, place: Place, look: Look) -> Value:
        import xlrd

        try:
            day: Value = xlrd.xldate.xldate_as_datetime(cell.value, self.book.datemode)
        except (xlrd.xldate.XLDateError, OverflowError):
            return f"{cell.value:.15g}, which is written as a date"
        drawn = shown_day(day, look.code)
        if drawn is not None:
            self.facts.day_texts[place] = drawn
        return day

    def _xf(self, number: int) -> Any:
        return self.book.xf_list[number]

    def look(self, number: int) -> Look:
        """How a style draws a cell."""
        known = self._looks.get(number)
        if known is None:
            style = self._xf(number)
            code = self.book.format_map[style.format_key].format_str
            pattern = style.background.fill_pattern
            ground: Colour | None = WHITE
            if pattern:
                number_of = style.background.pattern_colour_index
                ground = self._colour(number_of) if pattern == 1 else None
            font = self._font(style.font_index)
            indent = style.alignment.indent_level
            known = self._looks[number] = Look(
                *(font.colour, ground, not pattern, font.size, code),
                *(font.struck, font.shift, indent),
            )
        return known

    def _font(self, index: int) -> Font:
        font = self.book.font_list[index]
        colour = self._colour(font.colour_index) or BLACK
        shift = _SHIFTS.get(font.escapement, 0)
        return Font(colour, font.height / 20, bool(font.struck_out), shift)

    def _colour(self, index: int) -> Colour | None:
        colour = self.book.colour_map.get(index)
        return Colour(*colour) if colour else {64: BLACK, 65: WHITE}.get(index)

    def findings(self, place: str) -> list[Finding]:
        """One finding for each way in which cells of this sheet are kept from being seen."""
        content = {(row, col): cell for row, col, cell in self.content if cell.ctype != _ERROR}
        if self.facts.hidden:
            amount = len(content)
            return [Finding(Channel.HIDDEN_SHEET, place, amount, "cells")] if amount else []
        unseen: dict[Channel, list[Place]] = {}
        texts = {c.value for p, c in content.items() if p not in self.facts.unseen}
        for at, channel in self.facts.unseen.items():
            cell = content.get(at)
            # A label that is repeated unseen beside where it is seen hides nothing.
            pale = channel is Channel.INVISIBLE_TEXT and cell is not None and cell.ctype == _TEXT
            if cell is None or at in self.repeated or (pale and cell.value in texts):
                continue
            unseen.setdefault(channel, []).append(at)
        return [
            Finding(channel, self._place(channel, unseen[channel]), len(unseen[channel]), "cells")
            for channel in sorted(unseen)
        ]

    def _place(self, channel: Channel, cells: Sequence[Place]) -> str:
        name = self.facts.name
        if channel is Channel.HIDDEN_ROWS:
            return row_place(name, {row for row, _ in cells})
        if channel is Channel.HIDDEN_COLUMNS:
            return col_place(name, {col for _, col in cells})
        return cell_place(name, cells)

    def show(self, seen: SeenValues) -> None:
        """Add every value that is seen."""
        if self.facts.hidden:
            return
        for row, col, cell in self.content:
            if (row, col) not in self.facts.unseen and cell.ctype != _ERROR:
                seen.add(cell.value if cell.ctype == _TEXT else float(cell.value))


def _error(code: int) -> str:
    import xlrd

    return str(xlrd.error_text_from_code.get(code, "#ERROR!"))
