"""Conditional formats that could keep a cell from being seen, and whether they apply to it."""

import operator
import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree

from foistats.documents.model import Merge
from foistats.screening.areas import areas_of
from foistats.screening.cell_styles import Change, StyleBook
from foistats.screening.markup import child, local, named, own

_TESTS = {
    "lessThan": operator.lt,
    "lessThanOrEqual": operator.le,
    "greaterThan": operator.gt,
    "greaterThanOrEqual": operator.ge,
    "equal": operator.eq,
    "notEqual": operator.ne,
}
_SIGNS = {"<": "lessThan", "<=": "lessThanOrEqual", ">": "greaterThan", "=": "equal"}
_SIGNS |= {">=": "greaterThanOrEqual", "<>": "notEqual"}
_REF = r"\$?[A-Z]{1,3}\$?\d+"
_OF_ERRORS = re.compile(rf"(?:ISERROR|ISERR|ISNA)\({_REF}\)")
_OF_BLANKS = re.compile(
    rf'ISBLANK\({_REF}\)|{_REF}=""|LEN\((?:TRIM\()?{_REF}\)?\)=0|COUNTA?\({_REF}\)=0'
)
# A label shown once and repeated unseen below is seen.
_OF_REPEATS = re.compile(rf"(?:{_REF}=|EXACT\({_REF},){_REF}\)?")
_COMPARED = re.compile(rf"({_REF})(<=|>=|<>|<|>|=)(-?[0-9.]+)")
_FILLING = ("colorScale", "dataBar")


class Condition(NamedTuple):
    """One rule of a conditional format and what it changes."""

    kind: str
    written: dict[str, str]
    formulas: tuple[str, ...]
    change: Change
    area: Merge


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
    if any(child(rule, name) is not None for name in _FILLING):
        return Change(None, None, True, None)
    inside = child(rule, "dxf")
    if inside is not None:
        return styles.change(inside)
    number = int(written.get("dxfId", -1))
    known = 0 <= number < len(styles.changes)
    return styles.changes[number] if known else Change(None, None, False, None)


def applies(condition: Condition, row: int, col: int, value: float | str) -> bool:
    """True where a rule holds for a cell with content, or where that can't be told.

    False also for what is no content when unseen: errors, zeros, a label repeated.
    """
    if value == 0:
        return False
    kind, written = condition.kind, condition.written
    text = written.get("text", "").lower()
    told = str(value).lower()
    match kind:
        case "cellIs":
            return _compares(written.get("operator", ""), condition.formulas, value)
        case "containsText":
            return text in told
        case "notContainsText":
            return text not in told
        case "beginsWith":
            return told.startswith(text)
        case "endsWith":
            return told.endswith(text)
        case "containsBlanks" | "containsErrors" | "duplicateValues":
            return False
        case "expression":
            return _holds(condition, row, col, value)
    return True


def _compares(sign: str, formulas: tuple[str, ...], value: float | str) -> bool:
    bounds = [_constant(one) for one in formulas]
    if None in bounds or not bounds:
        return True
    known = [bound for bound in bounds if bound is not None]
    if isinstance(value, str) or any(isinstance(bound, str) for bound in known):
        # Text is beyond every number; it is only ever held against text for being the same.
        same = str(value).lower() == str(known[0]).lower()
        above = isinstance(value, str) and not isinstance(known[0], str)
        kinds = {"equal": same, "notEqual": not same, "greaterThan": above, "lessThan": not above}
        return kinds.get(sign, True)
    if sign in ("between", "notBetween") and len(known) > 1:
        low, high = sorted(float(bound) for bound in known[:2])
        return (low <= value <= high) == (sign == "between")
    test = _TESTS.get(sign)
    return test is None or bool(test(value, float(known[0])))


def _constant(formula: str) -> float | str | None:
    if len(formula) > 1 and formula[0] == formula[-1] == '"':
        return formula[1:-1]
    try:
        return float(formula)
    except ValueError:
        return None


def _holds(condition: Condition, row: int, col: int, value: float | str) -> bool:
    formula = "".join(condition.formulas[:1]).replace(" ", "").upper().removeprefix("=")
    if formula in ("FALSE", "FALSE()", "0"):
        return False
    if any(one.fullmatch(formula) for one in (_OF_ERRORS, _OF_BLANKS, _OF_REPEATS)):
        return False
    compared = _COMPARED.fullmatch(formula)
    if compared and _means(compared[1], condition.area, row, col):
        return _compares(_SIGNS[compared[2]], (compared[3],), value)
    return True


def _means(reference: str, seen_from: Merge, row: int, col: int) -> bool:
    """True where a reference in a rule means the very cell that is asked about."""
    area = areas_of(reference)[0]
    shifted_row = area.row if "$" in reference[1:] else area.row + row - seen_from.row
    shifted_col = area.col if reference.startswith("$") else area.col + col - seen_from.col
    return (shifted_row, shifted_col) == (row, col)
