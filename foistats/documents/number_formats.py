"""What a cell's number format makes of its number: a share, a date, a mask, nothing at all.

A cell that holds 1 and shows `100%` is not a count of one, and a cell that holds 3 and shows `<5`
hides its number on purpose: what is shown is what the force said.
"""

import operator
import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from foistats.documents.model import Value


class FormatKind(StrEnum):
    """What a number format does beyond writing digits."""

    DATE = "date"
    PERCENT = "percent"
    MASK = "mask"


class NumberFormat(NamedTuple):
    """A number format that changes what a number means."""

    kind: FormatKind
    code: str


# Format numbers below 164 have no code of their own in a workbook (ECMA-376 18.8.30).
_BUILT_IN = {9: "0%", 10: "0.00%"} | dict.fromkeys([*range(14, 23), *range(45, 48)], "d/m/y")
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')
_TESTS = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?[0-9.]+)\]")
_BRACKETS = re.compile(r"\[(?!h+\]|m+\]|s+\])[^\]]*\]", re.IGNORECASE)


def builtin_format(number: int) -> NumberFormat | None:
    """The meaning of a built-in format number, None where it only writes digits."""
    return read_format(_BUILT_IN.get(number, ""))


@lru_cache(maxsize=4096)
def read_format(code: str) -> NumberFormat | None:
    """What a format code does, or None where it only writes digits.

    >>> read_format("#,##0"), read_format("General"), read_format('0" offences"')
    (None, None, None)
    >>> read_format("0.0%").kind, read_format("[$-809]d mmm yyyy").kind
    (<FormatKind.PERCENT: 'percent'>, <FormatKind.DATE: 'date'>)
    >>> read_format('[<5]"<5";0').kind, read_format(";;;").kind
    (<FormatKind.MASK: 'mask'>, <FormatKind.MASK: 'mask'>)
    """
    bare = _BRACKETS.sub("", _LITERAL.sub("", code)).lower()
    if "%" in code:
        return NumberFormat(FormatKind.PERCENT, code)
    if "general" in bare or not bare.strip("; "):
        # `;;;` and codes of literals alone show no digit; an empty code is General.
        masks = bool(code.strip()) and any(not _digits(s) for s in _sections(code)[:2])
        return NumberFormat(FormatKind.MASK, code) if masks else None
    if any(letter in bare for letter in "ymdhs") and "0" not in bare.replace(".0", ""):
        return NumberFormat(FormatKind.DATE, code)
    # A third section is for zero and a fourth for text: both leave a number what it is.
    if any(not _digits(section) for section in _sections(code)[: _number_sections(code)]):
        return NumberFormat(FormatKind.MASK, code)
    return None


def shown(value: Value, form: NumberFormat) -> Value:
    """What the cell shows: text for shares and masks, None where it shows nothing.

    >>> shown(1, read_format("0%")), shown(0.3512, read_format("0.0%"))
    ('100%', '35.1%')
    >>> shown(3, read_format('[<5]"<5";0')), shown(7, read_format('[<5]"<5";0'))
    ('<5', 7)
    >>> shown(12, read_format(";;;")) is None, shown(12, read_format("0;;"))
    (True, 12)
    >>> shown(35, read_format('General"%"'))
    '35%'
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    if form.kind is FormatKind.PERCENT:
        # A quoted % is only written after the number; a bare one also multiplies by 100.
        if "%" not in _LITERAL.sub("", form.code):
            return f"{value:.15g}%"
        decimals = re.search(r"[0#?]\.([0#?]+)", form.code)
        return f"{value * 100:.{len(decimals[1]) if decimals else 0}f}%"
    if form.kind is FormatKind.MASK:
        section = _section_for(value, _sections(form.code))
        if not _digits(section):
            return _literal_text(section) or None
    return value


def _sections(code: str) -> list[str]:
    return re.findall(r'(?:"[^"]*"|\\.|\[[^\]]*\]|[^;"\\\[])+|(?<=;)(?=;|$)|^(?=;)', code) or [code]


def _number_sections(code: str) -> int:
    sections = _sections(code)
    return 3 if any(_CONDITION.match(s) for s in sections) else min(2, len(sections))


def _digits(section: str) -> bool:
    bare = _BRACKETS.sub("", _LITERAL.sub("", section)).lower()
    return "general" in bare or any(mark in bare for mark in "0#?@ymdhs")


def _section_for(value: float, sections: list[str]) -> str:
    conditions = [_CONDITION.search(section) for section in sections[:3]]
    if any(conditions):
        for section, condition in zip(sections, conditions, strict=False):
            if condition is None or _TESTS[condition[1]](value, float(condition[2])):
                return section
        return "General"
    if value < 0 and len(sections) > 1:
        return sections[1]
    return sections[2] if value == 0 and len(sections) > 2 else sections[0]


def _literal_text(section: str) -> str:
    bare = re.sub(r"_.|\*.", "", _BRACKETS.sub("", section))
    return re.sub(r'"([^"]*)"|\\(.)', lambda m: m[1] or m[2] or "", bare).strip()
