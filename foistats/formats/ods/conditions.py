"""The conditions under which an .ods draws a cell in another style."""

import operator
import re
from dataclasses import dataclass, field
from typing import NamedTuple

from foistats.documents.model import Merge
from foistats.formats.office.colours import Colour, read_hex
from foistats.formats.sheets.areas import read_area

_COMPARED = re.compile(
    r"(?:(?:value|cell-content)\(\))?(<=|>=|!=|<>|<|>|=)(?:(-?[\d.]+)|\"([^\"]*)\")"
)
_BETWEEN = re.compile(r"(?:cell-content-is-)?(not-)?between\((-?[\d.]+),(-?[\d.]+)\)")
_NEVER = re.compile(
    r"(?:is-true-formula|formula-is)\((?:(?:ISERROR|ISERR|ISNA|ISBLANK)\(.*|FALSE.*|0)\)|is-error",
    re.IGNORECASE,
)
_ALWAYS = re.compile(r"(?:is-true-formula|formula-is)\((?:TRUE(?:\(\))?|1)\)|is-no-error")
_TESTS = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    "=": operator.eq, "!=": operator.ne, "<>": operator.ne,
}  # fmt: skip


def holds(condition: str, value: float | str) -> bool | None:
    """Whether a condition holds for a cell with content; None where that can't be told.

    >>> holds("cell-content()<5", 3), holds("is-true-formula(FALSE())", 3), holds("duplicate", 3)
    (True, False, None)
    >>> holds('="x"', "x"), holds("between(1,5)", 7), holds('cell-content()=""', "a name")
    (True, False, False)
    """
    bare = condition.replace(" ", "")
    if _NEVER.fullmatch(bare):
        return False
    if _ALWAYS.fullmatch(bare):
        return True
    compared = _COMPARED.fullmatch(bare)
    if compared is not None:
        sign, number, text = compared.groups()
        if text is not None:
            same = str(value).replace(" ", "").lower() == text.lower()
            return {"=": same, "!=": not same, "<>": not same}.get(sign)
        # A text is held against a number by no two programs in the same way.
        return None if isinstance(value, str) else bool(_TESTS[sign](value, float(number)))
    between = _BETWEEN.fullmatch(bare)
    if between is not None and not isinstance(value, str):
        low, high = sorted((float(between[2]), float(between[3])))
        return (low <= value <= high) != bool(between[1])
    return None


class Rule(NamedTuple):
    """A rule for some cells: a style, the colours of a scale, or a bar in place of the number."""

    condition: str = ""
    style: str = ""
    grounds: tuple[Colour, ...] = ()
    masks: bool = False


@dataclass(slots=True)
class Rules:
    """The conditional formats that stand behind a sheet's rows, as LibreOffice writes them."""

    found: list[tuple[Merge, Rule]] = field(default_factory=list)
    areas: list[Merge] = field(default_factory=list)
    colours: list[Colour] = field(default_factory=list)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take in the start of an element of a conditional format."""
        if tag == "calcext:conditional-format":
            self.areas = _areas(attributes.get("calcext:target-range-address", ""))
        elif tag == "calcext:condition":
            style = attributes.get("calcext:apply-style-name", "")
            self._add(Rule(attributes.get("calcext:value", ""), style))
        elif tag in ("calcext:data-bar", "calcext:icon-set"):
            if attributes.get("calcext:show-value") == "false":
                self._add(Rule(masks=True))
        elif tag == "calcext:color-scale":
            self.colours = []
        elif tag == "calcext:color-scale-entry":
            colour = read_hex(attributes.get("calcext:color", ""))
            self.colours += [colour] if colour else []

    def end(self, tag: str) -> None:
        """Take in the end of an element of a conditional format."""
        if tag == "calcext:color-scale":
            self._add(Rule(grounds=tuple(self.colours)))

    def _add(self, rule: Rule) -> None:
        self.found += [(area, rule) for area in self.areas]


def _areas(addresses: str) -> list[Merge]:
    """The cells of addresses such as `Sheet1.B6:Sheet1.B7`, whose sheet is the one they stand on.

    >>> _areas("Sheet1.B6:Sheet1.B7 'My sheet'.A1")
    [Merge(row=5, col=1, row_end=6, col_end=1), Merge(row=0, col=0, row_end=0, col_end=0)]
    """
    bare = re.sub(r"'(?:[^']|'')*'", "", addresses)
    areas = []
    for address in bare.split():
        corners = ":".join(one.rpartition(".")[2] for one in address.split(":"))
        area = read_area(corners.upper())
        areas += [area] if area is not None else []
    return areas
