"""One worksheet part of an .xlsx, streamed once for what calamine leaves out."""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from xml.parsers import expat

from foistats.documents.model import Merge
from foistats.documents.number_formats import FormatKind, NumberFormat, shown
from foistats.documents.refusals import broken
from foistats.documents.sheet_facts import SheetFacts

_TRUE = ("1", "true")
_AREA = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?")
# Narrower columns and lower rows than these show not one digit.
_WIDTH_SEEN = 0.5
_HEIGHT_SEEN = 1.0


def read_facts(
    name: str, xml: bytes, formats: Mapping[str, NumberFormat], shared: Sequence[str] = ()
) -> SheetFacts:
    """What one worksheet part says about its cells; `shared` are the texts they refer to."""
    scan = _Scan(name, formats, shared)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    scan.attach(parser)
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise broken(f"sheet {name}: its XML ends or breaks off (line {error.lineno})") from error
    return scan.facts


def column_index(letters: str) -> int:
    """A column counted from 0.

    >>> column_index("A"), column_index("AA"), column_index("XFD")
    (0, 26, 16383)
    """
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def read_area(reference: str) -> Merge | None:
    """A reference such as `A1:B2` as rows and columns counted from 0, None where it is not one.

    >>> read_area("B2:C4"), read_area("A1")
    (Merge(row=1, col=1, row_end=3, col_end=2), Merge(row=0, col=0, row_end=0, col_end=0))
    """
    match = _AREA.fullmatch(reference)
    if match is None:
        return None
    first, top, last, bottom = match.groups()
    rows = sorted((int(top) - 1, int(bottom or top) - 1))
    cols = sorted((column_index(first), column_index(last or first)))
    return Merge(rows[0], cols[0], rows[1], cols[1])


def is_unseen_col(attributes: Mapping[str, str]) -> bool:
    """True for columns that are hidden or too narrow to show a digit."""
    return attributes.get("hidden") in _TRUE or float(attributes.get("width", 9)) < _WIDTH_SEEN


def is_unseen_row(attributes: Mapping[str, str]) -> bool:
    """True for a row that is hidden or too low to show a digit."""
    return attributes.get("hidden") in _TRUE or float(attributes.get("ht", 15)) < _HEIGHT_SEEN


def text_at(shared: Sequence[str], index: str | bytes, sheet: str) -> str:
    """The shared text that a cell refers to by its number; there must be one."""
    try:
        number = int(index)
        if number < 0:
            raise IndexError
        return shared[number]
    except (ValueError, IndexError) as error:
        raise broken(f"sheet {sheet}: a cell refers to a text that is not there") from error


class _Scan:
    """The state of one pass over a sheet; expat calls its methods element by element."""

    def __init__(
        self, name: str, formats: Mapping[str, NumberFormat], shared: Sequence[str]
    ) -> None:
        self.facts = SheetFacts(name)
        self.formats = formats
        self.shared = shared
        self.columns: dict[str, int] = {}
        self.row = -1
        self.col = -1
        self.cell: dict[str, str] = {}
        self.value: str | None = None
        self.formula: str | None = None
        self.inline = ""
        self.aside = False
        self.parser: Any = None
        # Some writers put a prefix on every name: taken from the first element.
        self.starts: dict[str, Any] = {}
        self.ends: dict[str, Any] = {}

    def attach(self, parser: Any) -> None:
        self.parser = parser
        parser.StartElementHandler = self.start_root

    def start_root(self, tag: str, _: dict[str, str]) -> None:
        prefix = tag[: tag.rfind(":") + 1]
        starts = {
            "c": self.start_cell,
            "v": self.collect,
            "f": self.collect,
            "t": self.collect,
            "rPh": self.start_aside,
            "row": self.start_row,
            "col": self.start_col,
            "mergeCell": self.merge,
        }
        ends = {
            "c": self.end_cell,
            "v": self.end_value,
            "f": self.end_formula,
            "t": self.end_text,
            "rPh": self.end_aside,
        }
        self.starts = {prefix + key: value for key, value in starts.items()}
        self.ends = {prefix + key: value for key, value in ends.items()}
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        handler = self.starts.get(tag)
        if handler is not None:
            handler(attributes)

    def end(self, tag: str) -> None:
        handler = self.ends.get(tag)
        if handler is not None:
            handler()

    def start_col(self, attributes: dict[str, str]) -> None:
        if is_unseen_col(attributes):
            first, last = int(attributes["min"]) - 1, int(attributes["max"]) - 1
            self.facts.hidden_cols.append((first, last))

    def start_row(self, attributes: dict[str, str]) -> None:
        self.row = int(attributes["r"]) - 1 if "r" in attributes else self.row + 1
        self.col = -1
        if is_unseen_row(attributes):
            self.facts.hidden_rows.add(self.row)

    def start_cell(self, attributes: dict[str, str]) -> None:
        self.cell = attributes
        self.value = self.formula = None
        self.inline = ""
        reference = attributes.get("r")
        if reference is None:
            self.col += 1
            return
        letters = reference.rstrip("0123456789")
        col = self.columns.get(letters)
        if col is None:
            col = self.columns[letters] = column_index(letters)
        self.col = col
        if int(reference[len(letters) :]) != self.row + 1:
            raise broken(f"sheet {self.facts.name}: cell {reference} stands in row {self.row + 1}")

    def collect(self, _: dict[str, str]) -> None:
        self.text = ""
        self.parser.CharacterDataHandler = self.characters

    def start_aside(self, _: dict[str, str]) -> None:
        """How a text is spoken, in scripts that need it: no part of the text."""
        self.aside = True

    def end_aside(self) -> None:
        self.aside = False

    def characters(self, text: str) -> None:
        self.text += text

    def end_value(self) -> None:
        self.value = self.text
        self.parser.CharacterDataHandler = None

    def end_formula(self) -> None:
        self.formula = self.text
        self.parser.CharacterDataHandler = None

    def end_text(self) -> None:
        self.inline += "" if self.aside else self.text
        self.parser.CharacterDataHandler = None

    def end_cell(self) -> None:
        kind = self.cell.get("t", "n")
        value = self.value
        if not value:
            if self.inline:
                self.facts.reach(self.row, self.col)
                self.facts.texts.append((self.row, self.col, self.inline))
            elif self.formula is not None and kind != "str":
                # Saved by a program that never calculated it: not a blank.
                self.facts.reach(self.row, self.col)
                self.facts.shown[self.row, self.col] = f"={self.formula}"
            return
        facts, row, col = self.facts, self.row, self.col
        facts.reach(row, col)
        if kind == "n":
            form = self.formats.get(self.cell.get("s", "")) if self.formats else None
            try:
                number = float(value)
            except ValueError as error:
                found = f"{facts.name}: a cell in row {row + 1} is not the number it claims to be"
                raise broken(found) from error
            if form is not None and form.kind is not FormatKind.DATE:
                seen = shown(number, form)
                if seen is not number:
                    facts.shown[row, col] = seen
                    facts.masked += seen is None
            facts.numbers.append(
                (row, col, number, form is not None and form.kind is FormatKind.DATE)
            )
        elif kind == "e":
            facts.shown[row, col] = value
        elif kind in ("s", "str", "inlineStr"):
            facts.texts.append((row, col, self.shared_text(value) if kind == "s" else value))

    def shared_text(self, index: str) -> str:
        return text_at(self.shared, index, self.facts.name)

    def merge(self, attributes: dict[str, str]) -> None:
        area = read_area(attributes.get("ref", ""))
        if area is not None and area[:2] != area[2:]:
            self.facts.merges.append(area)
