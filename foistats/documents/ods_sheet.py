"""The sheets of an .ods, streamed once for what calamine leaves out."""

import re
from xml.parsers import expat

from foistats.documents.limits import current
from foistats.documents.model import Merge, Value
from foistats.documents.refusals import broken, too_large
from foistats.documents.sheet_facts import SheetFacts

_UNSEEN = ("collapse", "filter")
_NUMBERS = ("float", "currency", "percentage")
_CELLS = ("table:table-cell", "table:covered-table-cell")
_NOT_CELL_TEXT = ("office:annotation", "draw:frame", "draw:custom-shape", "table:detective")
_LENGTH = re.compile(r"([\d.]+)")


def read_ods_facts(xml: bytes) -> list[SheetFacts]:
    """What content.xml says about each sheet, in the order of the tabs."""
    scan = _Scan()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = scan.start
    parser.EndElementHandler = scan.end
    parser.CharacterDataHandler = scan.characters
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise broken(f"content.xml ends or breaks off (line {error.lineno})") from error
    return scan.sheets


class _Scan:
    """The state of one pass over content.xml; expat calls its methods element by element."""

    def __init__(self) -> None:
        self.sheets: list[SheetFacts] = []
        self.style = ""
        self.unseen_styles: set[str] = set()
        self.tables = 0
        self.groups_unseen = 0
        self.row = 0
        self.col = 0
        self.column = 0
        self.row_times = 1
        self.row_unseen = False
        self.cell: dict[str, str] | None = None
        self.paragraphs: list[str] = []
        self.aside = 0
        self.annotated = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self.aside or tag in _NOT_CELL_TEXT:
            self.aside += 1
            self.annotated = True
        elif tag == "table:table":
            self.start_table(attributes)
        elif tag == "style:style":
            self.style = attributes.get("style:name", "")
        elif tag.startswith("style:table-"):
            self.note_style(attributes)
        elif self.tables == 1:
            self.start_inside(tag, attributes)

    def note_style(self, attributes: dict[str, str]) -> None:
        """Sheets that are not displayed, columns and rows without width or height."""
        sizes = (attributes.get("style:column-width"), attributes.get("style:row-height"))
        flat = any(s and (m := _LENGTH.match(s)) and float(m[1]) == 0 for s in sizes)
        if attributes.get("table:display") == "false" or flat:
            self.unseen_styles.add(self.style)

    def start_table(self, attributes: dict[str, str]) -> None:
        self.tables += 1
        if self.tables > 1:
            return
        most = current().sheets
        if len(self.sheets) >= most:
            raise too_large(f"more than {most} sheets", f"at most {most} sheets")
        facts = SheetFacts(attributes.get("table:name", ""))
        facts.hidden = attributes.get("table:style-name", "") in self.unseen_styles
        self.sheets.append(facts)
        self.row = self.column = 0

    def start_inside(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in _CELLS:
            self.cell, self.paragraphs, self.annotated = attributes, [], False
        elif tag == "text:p":
            self.paragraphs.append("")
        elif tag == "text:s" and self.paragraphs:
            self.paragraphs[-1] += " " * int(attributes.get("text:c", 1))
        elif tag == "text:tab" and self.paragraphs:
            self.paragraphs[-1] += "\t"
        elif tag == "text:line-break" and self.paragraphs:
            self.paragraphs[-1] += "\n"
        elif tag == "table:table-row":
            self.row_times = int(attributes.get("table:number-rows-repeated", 1))
            self.row_unseen = self.is_unseen(attributes)
            self.col = 0
        elif tag == "table:table-column":
            times = int(attributes.get("table:number-columns-repeated", 1))
            if self.is_unseen(attributes):
                self.sheets[-1].hidden_cols.append((self.column, self.column + times - 1))
            self.column += times
        elif tag in ("table:table-row-group", "table:table-column-group") and (
            self.groups_unseen or attributes.get("table:display") == "false"
        ):
            self.groups_unseen += 1

    def is_unseen(self, attributes: dict[str, str]) -> bool:
        return (
            self.groups_unseen > 0
            or attributes.get("table:visibility") in _UNSEEN
            or attributes.get("table:style-name", "") in self.unseen_styles
        )

    def characters(self, text: str) -> None:
        if self.cell is not None and not self.aside and self.paragraphs:
            self.paragraphs[-1] += text

    def end(self, tag: str) -> None:
        if self.aside:
            self.aside -= 1
        elif tag == "table:table":
            self.tables -= 1
        elif self.tables != 1:
            return
        elif tag in _CELLS and self.cell is not None:
            self.end_cell(self.cell)
            self.cell = None
        elif tag == "table:table-row":
            # An unseen row needs no mark where nothing stands: sheets end in a million of them.
            if self.row_unseen and self.sheets[-1].last_row >= self.row:
                self.sheets[-1].hidden_rows.update(range(self.row, self.row + self.row_times))
            self.row += self.row_times
        elif tag in ("table:table-row-group", "table:table-column-group") and self.groups_unseen:
            self.groups_unseen -= 1

    def end_cell(self, cell: dict[str, str]) -> None:
        facts = self.sheets[-1]
        times = int(cell.get("table:number-columns-repeated", 1))
        kind = cell.get("office:value-type", cell.get("calcext:value-type", ""))
        text = "\n".join(self.paragraphs)
        if kind in _NUMBERS or kind in ("date", "time", "boolean") or text.strip():
            facts.reach(self.row + self.row_times - 1, self.col + times - 1)
            for row in range(self.row, self.row + self.row_times):
                for col in range(self.col, self.col + times):
                    self.note_cell(facts, row, col, kind=kind, text=text)
        rows = int(cell.get("table:number-rows-spanned", 1))
        cols = int(cell.get("table:number-columns-spanned", 1))
        if rows > 1 or cols > 1:
            facts.merges.append(Merge(self.row, self.col, self.row + rows - 1, self.col + cols - 1))
        self.col += times

    def note_cell(self, facts: SheetFacts, row: int, col: int, *, kind: str, text: str) -> None:
        if kind in _NUMBERS and self.cell is not None:
            number = float(self.cell["office:value"])
            facts.numbers.append((row, col, number, False))
            seen = _seen(number, kind, text)
            if seen is not None:
                facts.shown[row, col] = seen
        elif kind in ("date", "time", "boolean"):
            return
        else:
            facts.texts.append((row, col, text))
            # calamine runs a comment's text into the cell's own.
            if self.annotated or "\n" in text or text.startswith("#"):
                facts.shown[row, col] = text


def _seen(number: float, kind: str, text: str) -> Value:
    """What a cell shows where that is not its number: a share, or a mark drawn by its format."""
    if kind == "percentage":
        return text or f"{number * 100:.15g}%"
    drawn = text.strip()
    if not drawn or not number:
        return None
    return drawn if drawn[0] in "<>≤≥" or not any(c.isdigit() for c in drawn) else None
