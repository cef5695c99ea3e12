"""Conditional formats that could keep a cell from being seen, and whether they apply to it."""

import operator
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from foistats.documents.model import Merge
from foistats.formats.sheets.areas import areas_of
from foistats.formats.sheets.looks import Change, Look

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
_REF = r"(\$?[A-Z]{1,3}\$?\d+)"
_OF_ERRORS = re.compile(rf"(?:ISERROR|ISERR|ISNA)\({_REF}\)")
_OF_BLANKS = re.compile(
    rf'(?:ISBLANK\({_REF}\)|{_REF}=""|LEN\((?:TRIM\()?{_REF}\)?\)=0|COUNTA?\({_REF}\)=0)'
)
# A label shown once and repeated unseen below is seen.
_OF_REPEATS = re.compile(rf"(?:{_REF}=|EXACT\({_REF},){_REF}\)?")
_COMPARED = re.compile(rf"{_REF}(<=|>=|<>|<|>|=)(-?[0-9.]+)")


class Condition(NamedTuple):
    """One rule of a conditional format and what it changes."""

    kind: str
    written: dict[str, str]
    formulas: tuple[str, ...]
    change: Change
    area: Merge

    @property
    def priority(self) -> int:
        """The place in the order in which rules are tried."""
        written = self.written.get("priority", "")
        return int(written) if written.isascii() and written.isdigit() else 0


def holds(condition: Condition, row: int, col: int, value: float | str) -> bool | None:
    """Whether a rule holds for a cell with content; None where that can't be told."""
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
        case "containsBlanks" | "containsErrors":
            return False
        case "notContainsBlanks" | "notContainsErrors":
            return True
        case "colorScale" | "dataBar" | "iconSet":
            return not isinstance(value, str)
        case "expression":
            return _holds(condition, row, col, value)
    return None


def _compares(sign: str, formulas: tuple[str, ...], value: float | str) -> bool | None:
    bounds = [_constant(formula) for formula in formulas]
    if None in bounds or not bounds:
        return None
    known = [bound for bound in bounds if bound is not None]
    if isinstance(value, str) or any(isinstance(bound, str) for bound in known):
        # Text is beyond every number; it is only ever held against text for being the same.
        same = str(value).lower() == str(known[0]).lower()
        above = isinstance(value, str) and not isinstance(known[0], str)
        kinds = {"equal": same, "notEqual": not same, "greaterThan": above, "lessThan": not above}
        return kinds.get(sign)
    if sign in ("between", "notBetween") and len(known) > 1:
        low, high = sorted(float(bound) for bound in known[:2])
        return (low <= value <= high) == (sign == "between")
    test = _TESTS.get(sign)
    return None if test is None else bool(test(value, float(known[0])))


def _constant(formula: str) -> float | str | None:
    if len(formula) > 1 and formula[0] == formula[-1] == '"':
        return formula[1:-1]
    try:
        return float(formula)
    except ValueError:
        return None


def _holds(condition: Condition, row: int, col: int, value: float | str) -> bool | None:
    formula = "".join(condition.formulas[:1]).replace(" ", "").upper().removeprefix("=")
    if formula in ("FALSE", "FALSE()", "0"):
        return False
    if formula in ("TRUE", "TRUE()", "1"):
        return True
    for pattern in (_OF_ERRORS, _OF_BLANKS, _OF_REPEATS):
        found = pattern.fullmatch(formula)
        refs = [ref for ref in found.groups() if ref] if found else []
        own_refs = [ref for ref in refs if _means(ref, condition.area, row, col)]
        # A number that is repeated unseen is a count that nobody sees.
        if len(own_refs) == 1 and (pattern is not _OF_REPEATS or isinstance(value, str)):
            return False
    compared = _COMPARED.fullmatch(formula)
    if compared and _means(compared[1], condition.area, row, col):
        return _compares(_SIGNS[compared[2]], (compared[3],), value)
    return None


def _means(reference: str, seen_from: Merge, row: int, col: int) -> bool:
    """True where a reference in a rule means the very cell that is asked about."""
    area = areas_of(reference)[0]
    shifted_row = area.row if "$" in reference[1:] else area.row + row - seen_from.row
    shifted_col = area.col if reference.startswith("$") else area.col + col - seen_from.col
    return (shifted_row, shifted_col) == (row, col)


class Way(NamedTuple):
    """One way: the look, whether rules made it, coloured the text, or put a bar for the number."""

    look: Look
    is_ruled: bool = False
    colours: bool = False
    masks: bool = False


def ways_of(
    look: Look, rules: Sequence[Condition], *, place: tuple[int, int], value: float | str
) -> list[Way]:
    """How a cell is drawn whose own style gives `look`."""
    if not rules:
        return [Way(look)]
    in_order = sorted(rules, key=lambda rule: rule.priority)
    told = [(rule, holds(rule, *place, value)) for rule in in_order]
    possible = [(rule, verdict) for rule, verdict in told if verdict is not False]
    open_rules = [rule for rule, verdict in possible if verdict is None]
    sure = [rule for rule, verdict in possible if verdict]
    ways = list(_drawn(look, sure))
    for one in open_rules:
        ways += _drawn(look, [rule for rule, verdict in possible if verdict or rule is one])
    if len(open_rules) > 1:
        ways += _drawn(look, [rule for rule, _ in possible])
    return ways


def _drawn(look: Look, rules: Sequence[Condition]) -> Iterator[Way]:
    """The look under rules that hold: of two that say something of one thing, the first counts."""
    changes = [rule.change for rule in rules]
    if not changes:
        yield Way(look)
        return
    text = next((one.text for one in changes if one.text is not None), None)
    code = next((one.code for one in changes if one.code is not None), look.code)
    struck = next((one.struck for one in changes if one.struck is not None), look.struck)
    filled = next((one for one in changes if one.fills), None)
    masks = any(one.masks for one in changes)
    drawn = look._replace(text=text or look.text, code=code, struck=struck)
    if filled is not None:
        drawn = drawn._replace(bare=False)
    grounds = filled.grounds or (filled.ground,) if filled else (look.ground,)
    for ground in grounds:
        yield Way(drawn._replace(ground=ground), True, text is not None, masks)
