"""The document of a workbook: the cells of its visible sheets that are seen, as they are drawn."""

import io
import re
import zipfile
from collections.abc import Iterator

from foistats.documents.model import Document, Value
from foistats.documents.refusals import broken
from foistats.formats.office.markup import is_on, named, own
from foistats.formats.office.roles import Role
from foistats.formats.sheets.facts import Formula, SheetFacts
from foistats.formats.sheets.formulas import CALCULATES, all_nought, refuse_uncalculated
from foistats.formats.sheets.grids import as_written, document_of
from foistats.formats.sheets.looks import PLAIN, Look, hides
from foistats.formats.sheets.number_formats import shown, shown_text, special
from foistats.formats.sheets.runs import Stretch, drawn_text
from foistats.formats.xlsx.book import Tab, Workbook
from foistats.formats.xlsx.cells import Cell
from foistats.formats.xlsx.sight import SheetSight
from foistats.formats.xlsx.worksheet import Worksheet

_EXTENT = re.compile(rb"<(?:[\w.-]+:)?dimension\b[^<>]*/>")
_TEXTS = ("s", "str", "inlineStr")


def read_book(book: Workbook, content: bytes) -> Document:
    """The document of a workbook that was looked at, each value read a second time."""
    facts = []
    for tab in book.tabs:
        if tab.has_cells:
            facts.append(_SheetReading(book, tab).facts)
    refuse_uncalculated(facts, is_uncalculated=_is_uncalculated(book, facts))
    return document_of(_with_plain_extents(book, content), facts)


def _with_plain_extents(book: Workbook, content: bytes) -> bytes:
    """The workbook as the second reader takes it, which trusts what a sheet says of its extent.

    Some programs write `A0:C3`, which is no area. Excel passes over it.
    """
    odd = [part for part, sheet in book.worksheets.items() if not sheet.has_plain_extent]
    if not odd:
        return content
    names = {book.parts.package.names[part] for part in odd}
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name in book.parts.package.names.values():
            inside = book.parts.package.read(name)
            archive.writestr(name, _EXTENT.sub(b"", inside, count=1) if name in names else inside)
    return written.getvalue()


class _SheetReading:
    """One pass over a sheet's cells that notes what each shows."""

    def __init__(self, book: Workbook, tab: Tab) -> None:
        """Read the sheet of a tab; of a hidden one only how much there is."""
        self.sheet: Worksheet = book.worksheets[tab.part]
        self.sight: SheetSight | None = book.sights.get(tab.part)
        self.drawing = book.styles.drawing
        self.ruled = self.sight.ruled if self.sight is not None and self.sight.ruled else None
        self.masters: dict[str, Cell] = {}
        self.facts = SheetFacts(
            tab.name, tab.hidden, self.sheet.hidden_rows, self.sheet.hidden_cols, self.sheet.merges
        )
        if self.sight is not None:
            self.facts.unseen = {p: channel for p, (channel, _) in self.sight.unseen.items()}
            levels = ((r, said.get("outlineLevel", "")) for r, said in self.sheet.rows.items())
            self.facts.outlines = {r: int(level) for r, level in levels if level.strip("0")}
        self._take_all()

    def _take_all(self) -> None:
        """Note every cell. Most hold a plain number: these are noted without a call for each."""
        facts, numbers, drawing = self.facts, self.facts.numbers, self.drawing
        plain = self.ruled is None
        for cell in self.sheet.cells():
            row, col, style, kind, value, formula, _, _ = cell
            if plain and kind == "n" and formula is None and style not in drawing:
                if row > facts.last_row or col > facts.last_col:
                    facts.reach(row, col)
                numbers.append((row, col, self._number(row, value), False))
            else:
                self._take(cell)

    def _number(self, row: int, written: str) -> float:
        try:
            return float(written)
        except ValueError as error:
            found = f"{self.facts.name}: a cell in row {row + 1} is not the number it claims to be"
            raise broken(found) from error

    def _take(self, cell: Cell) -> None:
        facts, row, col, kind = self.facts, cell.row, cell.col, cell.kind
        facts.reach(row, col)
        if cell.formula is not None:
            self._note_formula(cell)
        look = self.drawing.get(cell.style)
        if kind == "n" and cell.value:
            number = self._number(row, cell.value)
            form = special(look.code) if look else None
            is_date = form is not None and form.is_date
            facts.numbers.append((row, col, number, is_date))
            if look is not None or self._is_ruled(cell):
                self._draw(cell, look or PLAIN, number)
        elif kind == "n":
            # Saved by a program that never calculated it: not a blank.
            facts.shown[row, col] = f"={facts.formulas[row, col].text}"
        elif kind == "e":
            facts.shown[row, col] = cell.value
        elif kind in _TEXTS:
            text = self.sheet.text(cell)
            facts.texts.append((row, col, text))
            if look is not None or self._is_ruled(cell) or self._has_runs(cell):
                self._draw(cell, look or PLAIN, text)
        else:
            facts.given[row, col] = None

    def _is_ruled(self, cell: Cell) -> bool:
        return self.ruled is not None and bool(self.ruled.at(cell.row, cell.col))

    def _has_runs(self, cell: Cell) -> bool:
        return int(cell.value) in self.sheet.strings.runs if cell.kind == "s" else bool(cell.inline)

    def _note_formula(self, cell: Cell) -> None:
        text, down, right = cell.formula or "", 0, 0
        if cell.shared:
            master = self.masters.setdefault(cell.shared, cell)
            text = master.formula or ""
            down, right = cell.row - master.row, cell.col - master.col
        self.facts.formulas[cell.row, cell.col] = Formula(text, down, right)

    def _draw(self, cell: Cell, look: Look, value: float | str) -> None:
        """Note what a cell shows, where that isn't its value."""
        place = (cell.row, cell.col)
        if look.indent:
            self.facts.indents[place] = look.indent
        looks = [look]
        if self.sight is not None and place not in self.sight.unseen and self._is_ruled(cell):
            looks = [way.look for way in self.sight.ways(cell)]
        drawn = list(dict.fromkeys(self._drawn(cell, one, value) for one in looks))
        if len(drawn) > 1:
            both = " or ".join(f"'{as_written(one)}'" for one in drawn)
            self.facts.shown[place] = f"{both}, as a conditional format decides"
        elif drawn[0] is not value:
            self.facts.shown[place] = drawn[0]
        if place in self.facts.unseen and hides(look.code, value) and isinstance(drawn[0], str):
            self.facts.marks[place] = drawn[0]

    def _drawn(self, cell: Cell, look: Look, value: float | str) -> Value:
        """What a cell shows under one look; the value itself where it shows no other thing."""
        if isinstance(value, str):
            runs = self.sight.runs(cell) if self.sight is not None and self._has_runs(cell) else []
            stretches = [run.stretch for run in runs]
            seen: Value = shown_text(value, look.code)
            if (
                look.struck
                or look.shift
                or any(stretch.is_struck or stretch.shift for stretch in stretches)
            ):
                seen = drawn_text(_in_cell(stretches or [Stretch(value)], look))
            return value if seen == value else seen
        form = special(look.code)
        if form is not None and form.is_date:
            self.facts.days[cell.row, cell.col] = look.code
            seen = value
        else:
            seen = shown(value, look.code)
        if look.struck or look.shift:
            text = f"{value:.15g}" if seen is value else str(seen or "")
            return drawn_text([Stretch(text, look.struck, look.shift)])
        return seen


def _in_cell(stretches: list[Stretch], look: Look) -> list[Stretch]:
    """Stretches as they are drawn in a cell that is struck out or raised as a whole."""
    return [
        Stretch(stretch.text, stretch.is_struck or look.struck, stretch.shift or look.shift)
        for stretch in stretches
    ]


def _is_uncalculated(book: Workbook, sheets: list[SheetFacts]) -> bool:
    """True where a workbook says that its formulas are still to be calculated, or all saved 0."""
    settings = next(named(book.root, "calcPr"), None)
    if settings is not None and is_on(own(settings).get("fullCalcOnLoad")):
        return True
    if book.parts.has("xl/calcchain.xml") or not all_nought(sheets):
        return False
    return not any(CALCULATES.search(name) for name in _programs(book))


def _programs(book: Workbook) -> Iterator[str]:
    """The names of the programs that wrote a workbook, as it says."""
    for part in book.parts.with_role(Role.EXTENDED):
        for one in named(book.parts.tree(part), "Application"):
            yield one.text or ""
