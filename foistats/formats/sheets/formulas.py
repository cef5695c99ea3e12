"""Formulas that are simple enough to be worked out again: sums, differences, products.

A library that writes a workbook puts a nought where a result would stand, and leaves it to Excel to
calculate. Such a nought is no count. Whoever opens the file sees the true result, so a result that
was saved and is not what its formula comes to is refused.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from foistats.formats.sheets.areas import column_index
from foistats.formats.sheets.facts import Formula, Place, SheetFacts

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+)"
    r"|(?P<sheet>(?:'(?:[^']|'')+'|[^\W\d]\w*(?:\.\w+)*)!)?"
    r"(?P<ref>\$?[A-Za-z]{1,3}\$?\d{1,7})(?::(?P<end>\$?[A-Za-z]{1,3}\$?\d{1,7}))?(?![\w(.])"
    r"|(?P<sum>SUM)\s*\(|(?P<sign>[-+*/(),]))",
    re.IGNORECASE,
)
_REF = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)(\d{1,7})")
# Programs that calculate what they save, and keep no list of what is to be calculated.
CALCULATES = re.compile(r"LibreOffice|OpenOffice|Gnumeric|Google|Apple|WPS", re.IGNORECASE)
# As many cells as all formulas of a workbook may look at, and formulas that lead to one another.
_MOST_CELLS = 200_000
_DEEPEST = 60
_LONGEST = 2_000


class _Unknown(Exception):
    """A formula that isn't worked out here."""


@dataclass
class Formulas:
    """The numbers, formulas and texts of a workbook's sheets, by sheet and place.

    `numbers` has the results too that were saved for formulas.
    """

    numbers: dict[str, dict[Place, float]] = field(default_factory=dict)
    formulas: dict[str, dict[Place, Formula]] = field(default_factory=dict)
    texts: dict[str, set[Place]] = field(default_factory=dict)
    known: dict[tuple[str, Place], float | None] = field(default_factory=dict)
    looked_at: int = 0

    def result(self, sheet: str, place: Place, depth: int = 0) -> float | None:
        """What a formula comes to; None where that can't be told here."""
        key = (sheet, place)
        if key not in self.known:
            self.known[key] = None  # a formula that leads to itself comes to nothing
            formula = self.formulas[sheet][place]
            with suppress(_Unknown, ZeroDivisionError, OverflowError):
                self.known[key] = _Sum(self, sheet, formula, depth).value()
        return self.known[key]

    def number(self, sheet: str, place: Place, depth: int) -> float | None:
        """The number in a cell, worked out where it is a formula's; None for a text or nothing."""
        self.looked_at += 1
        if self.looked_at > _MOST_CELLS or depth > _DEEPEST:
            raise _Unknown
        if place in self.formulas.get(sheet, {}):
            worked_out = self.result(sheet, place, depth + 1)
            if worked_out is None:
                raise _Unknown
            return worked_out
        return self.numbers.get(sheet, {}).get(place)

    def wrong(self) -> Iterator[tuple[str, Place, float]]:
        """Each formula whose saved result is not what it comes to: sheet, place, true result."""
        for sheet, formulas in self.formulas.items():
            for place in formulas:
                saved, true = self.numbers.get(sheet, {}).get(place), self.result(sheet, place)
                if saved is not None and true is not None and not _same(saved, true):
                    yield sheet, place, true


def _same(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-6 * max(1.0, abs(one), abs(other))


class _Sum:
    """One formula, read from left to right: sums of products of numbers, cells and sums."""

    def __init__(self, book: Formulas, sheet: str, formula: Formula, depth: int) -> None:
        """Part the formula into its signs, numbers and references."""
        self.book, self.sheet, self.formula, self.depth = book, sheet, formula, depth
        self.tokens: list[re.Match[str]] = []
        at, text = 0, formula.text.strip().removeprefix("=")
        if not text or len(text) > _LONGEST:
            raise _Unknown
        while at < len(text):
            found = _TOKEN.match(text, at)
            if found is None:
                raise _Unknown
            self.tokens.append(found)
            at = found.end()
        self.at = 0

    def value(self) -> float:
        """What the whole formula comes to."""
        total = self._terms()
        if self.at != len(self.tokens):
            raise _Unknown
        return total

    def _sign(self, *signs: str) -> str:
        """The next token if it is one of these signs, and go on."""
        if self.at < len(self.tokens) and self.tokens[self.at]["sign"] in signs:
            self.at += 1
            return self.tokens[self.at - 1]["sign"]
        return ""

    def _terms(self) -> float:
        total = self._factors()
        while sign := self._sign("+", "-"):
            term = self._factors()
            total += term if sign == "+" else -term
        return total

    def _factors(self) -> float:
        product = self._factor()
        while sign := self._sign("*", "/"):
            factor = self._factor()
            product = product * factor if sign == "*" else product / factor
        return product

    def _factor(self) -> float:
        if sign := self._sign("+", "-"):
            return self._factor() * (1 if sign == "+" else -1)
        if self._sign("("):
            inside = self._terms()
            if not self._sign(")"):
                raise _Unknown
            return inside
        if self.at >= len(self.tokens):
            raise _Unknown
        token = self.tokens[self.at]
        self.at += 1
        if token["number"]:
            return float(token["number"])
        if token["sum"]:
            return self._sum()
        if token["ref"] and not token["end"]:
            sheet, place = self._place(token, "ref")
            if place in self.book.texts.get(sheet, ()):
                raise _Unknown
            return self.book.number(sheet, place, self.depth) or 0.0
        raise _Unknown

    def _sum(self) -> float:
        """The arguments of a sum up to its closing bracket; texts count for nothing."""
        total = 0.0
        while True:
            token = self.tokens[self.at] if self.at < len(self.tokens) else None
            if token is not None and token["end"]:
                self.at += 1
                total += self._area(token)
            else:
                total += self._terms()
            if self._sign(")"):
                return total
            if not self._sign(","):
                raise _Unknown

    def _area(self, token: "re.Match[str]") -> float:
        sheet, first = self._place(token, "ref")
        _, last = self._place(token, "end")
        rows = range(min(first[0], last[0]), max(first[0], last[0]) + 1)
        cols = range(min(first[1], last[1]), max(first[1], last[1]) + 1)
        if len(rows) * len(cols) > _MOST_CELLS:
            raise _Unknown
        cells = ((row, col) for row in rows for col in cols)
        return sum(self.book.number(sheet, place, self.depth) or 0.0 for place in cells)

    def _place(self, token: "re.Match[str]", which: str) -> tuple[str, Place]:
        found = _REF.fullmatch(token[which])
        assert found is not None
        fixed_col, letters, fixed_row, number = found.groups()
        row = int(number) - 1 + (0 if fixed_row else self.formula.down)
        col = column_index(letters.upper()) + (0 if fixed_col else self.formula.right)
        named = (token["sheet"] or "").removesuffix("!")
        sheet = named.strip("'").replace("''", "'") if named else self.sheet
        if sheet not in self.book.numbers or row < 0 or col < 0:
            raise _Unknown
        return sheet, (row, col)


def refuse_uncalculated(sheets: Sequence[SheetFacts], *, is_uncalculated: bool) -> None:
    """Put words in the place of results that are wrong, or that nobody worked out.

    `is_uncalculated` says that the workbook itself gives reason to doubt a nought.
    """
    if not any(sheet.formulas for sheet in sheets):
        return
    numbers = {s.name: {(r, c): n for r, c, n, _ in s.numbers} for s in sheets}
    texts = {s.name: {(r, c) for r, c, _ in s.texts} for s in sheets}
    known = Formulas(numbers, {s.name: s.formulas for s in sheets}, texts)
    wrong = {(name, place): true for name, place, true in known.wrong()}
    for sheet in sheets:
        for place, formula in sheet.formulas.items():
            result, true = numbers[sheet.name].get(place), wrong.get((sheet.name, place))
            if result is None or place in sheet.unseen:
                continue
            doubted = (is_uncalculated or bool(wrong)) and not result
            if true is not None:
                came = f"saved as {result:.15g} though it comes to {true:.15g}"
                sheet.shown[place] = f"={formula.text}, {came}"
            elif doubted and known.result(sheet.name, place) is None:
                sheet.shown[place] = f"={formula.text}, saved as 0 and never calculated"


def all_nought(sheets: Sequence[SheetFacts]) -> bool:
    """True where no formula of a workbook has a result above or below nought."""
    return not any(
        number for sheet in sheets for r, c, number, _ in sheet.numbers if (r, c) in sheet.formulas
    )
