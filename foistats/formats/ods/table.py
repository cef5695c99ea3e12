"""A sheet of an .ods and its cells as they are read, and what each cell shows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from foistats.documents.model import Value
from foistats.documents.words import is_blank
from foistats.formats.ods.boxes import Box
from foistats.formats.ods.conditions import Rules
from foistats.formats.ods.styles import OdsStyles
from foistats.formats.sheets.boxes import POINT, Lines
from foistats.formats.sheets.facts import Formula, Place, SheetFacts
from foistats.formats.sheets.format_sections import date_letters
from foistats.formats.sheets.looks import hides
from foistats.formats.sheets.number_formats import shown, shown_day, shown_text
from foistats.formats.sheets.runs import Stretch, drawn_text

NUMBERS = ("float", "currency", "percentage")
_MARKS = frozenset("<>≤≥")
_PLAIN = re.compile(r"[-\u2212(]? ?(\d[\d.,'\u2019\u00a0\u202f ]*?) ?\)?")
_DRAWN_NOUGHT = re.compile(r"[-\u2010-\u2015\u2212. ]*")
_REFERENCE = re.compile(r"\[(\$?(?:'(?:[^']|'')+'|[^\]\[.:'$]+))?\.([^\]:]+)(?::\.([^\]]+))?\]")
# In points, as LibreOffice draws a sheet of which nothing else is said.
_USUAL_HEIGHT, _USUAL_WIDTH = 12.8, 64.0
Span = tuple[str, str]


@dataclass(slots=True)
class Cell:
    """The cell that is being read. `pieces` are its paragraphs, each in stretches of one font.

    `spans` are the styles that are open, by family and name; `fonts` those of each stretch.
    """

    written: dict[str, str]
    covered: bool
    style: str
    pieces: list[list[Stretch]] = field(default_factory=list)
    fonts: list[tuple[Span, ...]] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    is_annotated: bool = False
    kind: str = ""

    def __post_init__(self) -> None:
        """Note the type of the value."""
        written = self.written
        self.kind = written.get("office:value-type") or written.get("calcext:value-type", "")

    @property
    def text(self) -> str:
        """The text of the cell, whatever becomes of its stretches."""
        if len(self.pieces) == 1 and len(self.pieces[0]) == 1:
            return self.pieces[0][0].text
        return "\n".join("".join(one.text for one in paragraph) for paragraph in self.pieces)

    @property
    def value(self) -> str | float | None:
        """A cell's number or text; None where it is blank or an error."""
        if self.written.get("calcext:value-type") == "error":
            return None
        if self.kind in NUMBERS:
            return float(self.written.get("office:value", "0"))
        text = self.written.get("office:string-value") or self.text
        if self.kind in ("date", "time", "boolean"):
            text = self.written.get(f"office:{self.kind}-value") or self.text
        return None if is_blank(text) else text

    @property
    def is_uncalculated(self) -> bool:
        """True for a formula without a result: a result that is no text says that it is one."""
        return not self.kind and bool(self.written.get("table:formula")) and not self.text.strip()

    def draw(self, facts: SheetFacts, place: Place, styles: OdsStyles) -> None:
        """Note what the cell holds and shows at a place."""
        code = styles.code(self.style)
        indent = styles.drawn("table-cell", self.style).indent
        if indent:
            facts.indents[place] = indent
        if self.kind in NUMBERS:
            number = float(self.written["office:value"])
            facts.numbers.append((*place, number, False))
            seen = _drawn_number(number, self.kind, self.text, code)
            stroke = self._stroke(styles)
            if any(stroke):
                text = f"{number:.15g}" if seen is number else str(seen or "")
                seen = drawn_text([Stretch(text, *stroke)])
            if seen is not number:
                facts.shown[place] = seen
            if isinstance(seen, str) and (hides(code, number) or is_mark(number, self.text)):
                facts.marks[place] = seen
        elif self.is_uncalculated:
            formula = as_formula(self.written["table:formula"])
            facts.shown[place] = f"={formula.text}" if formula is not None else None
        elif self.kind in ("date", "time", "boolean"):
            facts.given[place] = None
            self._draw_day(facts, place, code)
        else:
            self._draw_text(facts, place, styles, code)

    def _stroke(self, styles: OdsStyles) -> tuple[bool, int]:
        """Whether the whole cell is struck out, and whether it is raised or lowered."""
        own = styles.stroke("table-cell", self.style)
        stretches = [one for paragraph in self.pieces for one in paragraph if one.text.strip()]
        struck = bool(stretches) and all(stretch.is_struck for stretch in stretches)
        return own[0] or struck, own[1] or (stretches[0].shift if len(stretches) == 1 else 0)

    def _draw_day(self, facts: SheetFacts, place: Place, code: str) -> None:
        try:
            day = date.fromisoformat(self.written.get("office:date-value", "")[:10])
        except ValueError:
            return
        drawn = shown_day(day, code)
        if drawn is None and date_letters(code) is None and self.text.strip():
            # No format is known: what is drawn without the day's own number leaves the day out.
            numbers = [int(one) for one in re.findall(r"\d+", self.text)]
            drawn = self.text.strip() if day.day not in numbers else None
        if drawn is not None:
            facts.day_texts[place] = self.text.strip() or drawn

    def _draw_text(self, facts: SheetFacts, place: Place, styles: OdsStyles, code: str) -> None:
        facts.texts.append((*place, self.text))
        struck, shift = styles.stroke("table-cell", self.style)
        paragraphs = [
            [Stretch(one.text, one.is_struck or struck, one.shift or shift) for one in paragraph]
            for paragraph in self.pieces
        ]
        drawn = _drawn_paragraphs(paragraphs)
        seen = shown_text(drawn, code)
        # The second reader runs a comment's text into the cell's own.
        is_doubtful = self.is_annotated or "\n" in self.text or self.text.startswith("#")
        if seen != self.text or is_doubtful:
            facts.shown[place] = seen


def _drawn_paragraphs(paragraphs: Sequence[Sequence[Stretch]]) -> str:
    stretches = [one for paragraph in paragraphs for one in paragraph]
    if all(stretch.is_struck for stretch in stretches if stretch.text.strip()):
        return drawn_text(stretches)
    return "\n".join(
        drawn_text([one for one in paragraph if not one.is_struck]) for paragraph in paragraphs
    )


def _drawn_number(number: float, kind: str, drawn: str, code: str) -> Value:
    """What a cell shows for its number: the number where that is written plainly, else the text.

    >>> _drawn_number(1204.0, "float", "1,204", "#,##0"), _drawn_number(12.0, "float", "~12", "0")
    (1204.0, '~12')
    >>> _drawn_number(3.0, "float", "7", "0")
    '7, which is saved as 3'
    """
    by_code = shown(number, code)
    bare = drawn.strip()
    if not bare:
        if kind == "percentage" and by_code is number:
            return f"{number * 100:.15g}%"
        return by_code
    if is_written_plainly(number, bare):
        return by_code
    if not number and _DRAWN_NOUGHT.fullmatch(bare):
        return number
    if _PLAIN.fullmatch(bare) and str(by_code).replace(" ", "") != bare.replace(" ", ""):
        return f"{bare}, which is saved as {number:.15g}"
    return bare


def is_written_plainly(number: float, drawn: str) -> bool:
    """True where a text is the number itself, however it is grouped and rounded.

    >>> is_written_plainly(1204, "1,204"), is_written_plainly(12.5, "12,5")
    (True, True)
    >>> is_written_plainly(12, "1200"), is_written_plainly(12, "<12"), is_written_plainly(4.6, "5")
    (False, False, True)
    """
    bare = drawn.strip()
    # Most numbers are written as they are; what follows is exact and takes ten times as long.
    if bare.isascii() and bare.isdecimal() and int(bare) == abs(number):
        return True
    found = _PLAIN.fullmatch(bare)
    if found is None:
        return False
    digits = re.sub(r"\D", "", found[1])
    behind = re.search(r"[.,](\d+)$", found[1])
    for decimals in {0, len(behind[1]) if behind else 0}:
        exact = abs(Decimal(repr(float(number))))
        rounded = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
        if f"{rounded:f}".replace(".", "").lstrip("0") == digits.lstrip("0"):
            return True
    return False


def is_mark(number: float, drawn: str) -> bool:
    """True where the text drawn for a number is a mark that keeps it from being seen.

    >>> is_mark(3, "<5"), is_mark(3, "*"), is_mark(3, "3"), is_mark(1, "yes"), is_mark(5, "<5")
    (True, True, False, False, False)
    """
    bare = drawn.strip()
    if not bare or not number or is_written_plainly(number, bare.strip("<>≤≥=~ ")):
        return False
    if bare[0] in _MARKS:
        return True
    return not any(one.isdigit() for one in bare) and not (abs(number) == 1 and bare.isalpha())


def as_formula(written: str) -> Formula | None:
    """A formula in the notation of workbooks, None where there is none.

    >>> as_formula("of:=SUM([.B2:.B3];[$Sheet2.A1])").text
    "SUM(B2:B3,'Sheet2'!A1)"
    """
    if not written:
        return None
    text = written.partition("=")[2] if "=" in written else written

    def plainly(found: "re.Match[str]") -> str:
        sheet = (found[1] or "").lstrip("$").strip("'")
        area = found[2] + (f":{found[3]}" if found[3] else "")
        return f"'{sheet}'!{area}" if sheet else area

    return Formula(_REFERENCE.sub(plainly, text).replace(";", ","))


class Kept(NamedTuple):
    """What must be known of a cell once its sheet has ended: conditional formats come last."""

    style: str
    value: str | float


@dataclass(slots=True)
class Table:
    """One sheet. `values` are those of a sheet that is only a copy of another file's.

    `repeated` are unseen cells that hide nothing: errors, and what the cell over them shows.
    """

    facts: SheetFacts
    is_cached: bool = False
    is_protected: bool = False
    comments: int = 0
    filled: int = 0
    anchor: str = ""
    repeated: set[Place] = field(default_factory=set)
    unseen_texts: dict[Place, str] = field(default_factory=dict)
    seen_texts: set[str] = field(default_factory=set)
    values: list[tuple[str, str]] = field(default_factory=list)
    kept: dict[Place, Kept] = field(default_factory=dict)
    hidden_cols: list[tuple[int, int]] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    rules: Rules = field(default_factory=Rules)
    heights: dict[int, float] = field(default_factory=dict)
    widths: list[tuple[int, float]] = field(default_factory=list)

    @property
    def hidden(self) -> bool:
        """True where the sheet as a whole isn't seen."""
        return self.facts.hidden

    @property
    def lines(self) -> Lines:
        """The heights of the rows and the widths of the columns."""

        def width(col: int) -> float:
            return next((w for end, w in self.widths if col < end), _USUAL_WIDTH) * POINT

        return Lines(lambda row: self.heights.get(row, _USUAL_HEIGHT) * POINT, width)
