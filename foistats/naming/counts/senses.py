"""What a cell holds: a count, a mark, words, a date, money. Asked of every cell, so it is quick."""

import math
import re
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache

from foistats.model.values import Count
from foistats.naming.counts.marks import is_mark
from foistats.naming.counts.numbers import MOST, exact_number, spoken_count
from foistats.naming.spelling import plain
from schemas.vocabulary import Status


class CellSense(StrEnum):
    """What sort of thing a cell holds, by the cell alone."""

    BLANK = "blank"
    COUNT = "count"
    INTERVAL = "interval"
    ABSENCE = "absence"
    MARK = "mark"
    NEGATIVE = "negative"
    FRACTIONAL = "fractional"
    PERCENT = "percent"
    MONEY = "money"
    TEXT = "text"
    DATE = "date"
    ERROR = "error"
    BOOL = "bool"


Sense = tuple[CellSense, Count | None, str]

_LONGEST = 60
_DECIMAL = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_NEGATIVE = re.compile(rf"- ?{_DECIMAL}")
# Home Office open data prints zero as "-00"; whatever the sign, the number is zero.
_MINUS_ZERO = re.compile(r"-0+")
_FRACTION = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)?\.[0-9]+")
_PERCENT = re.compile(rf"[-+<>]? ?{_DECIMAL} ?(?:%|per ?cent|pc)(?: ?pts?)?", re.IGNORECASE)
_MONEY = re.compile(
    rf"-? ?(?:[£€$]|gbp) ?-?{_DECIMAL} ?(?:k|m|bn|million|thousand|p)?", re.IGNORECASE
)
# "1 204" may be a number whose thousands are parted by a blank, or two numbers in one cell: it
# stands where a count stands, and a person says which it is. It is never a heading.
_PARTED = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+(?:\.0+)?")
_ERROR = re.compile(r"#(?:REF|DIV/0|N/A|NAME|NULL|NUM|VALUE|SPILL|CALC|GETTING_DATA)[!?]?|#{2,}")
_DAY = re.compile(
    r"[0-9]{1,2}([/.-])[0-9]{1,2}\1(?:[0-9]{4}|[0-9]{2})(?: [0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[ T][0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?"
)
# A footnote or flag after a number. A number in round brackets isn't one: "12 (3)" may be 3 of 12,
# and a digit that is glued on can't be told from the number.
_FLAGGED = re.compile(
    r"(?P<number>.*?[0-9a-z])(?P<flag>\s*(?:[*†‡§¶#^~]+|[¹²³⁰⁴-⁹]+|[Rr]|(?<=\s)[PpEe]"
    r"|\([A-Za-z]{1,3}\)"
    r"|[\[(](?:revised|amended|corrected|updated|previously|formerly|originally|was)"
    r"(?: (?:from|reported as|published as|stated as))? [0-9][0-9,]{0,9}[)\]]"
    r"|\[[^\[\]]{1,10}\]|\((?:revised|provisional|prov\.?|estimated?|note ?[0-9a-z]{0,2})\)))"
)
_TEXT: Sense = (CellSense.TEXT, None, "")


def sense_of(value: object) -> Sense:
    """What a cell holds, the count if it is one, and the flag that stands beside the count.

    A count with a flag (`5*`, `1,204 [1]`, `12 R`) is a count whose flag must be accounted for.

    >>> sense_of(1118)[:2]
    (<CellSense.COUNT: 'count'>, Count(low=1118, high=1118, status=<Status.REPORTED: 'reported'>))
    >>> [sense_of(value)[0].value for value in ("<5", "not held", "*", "12.5%", "£450")]
    ['interval', 'absence', 'mark', 'percent', 'money']
    >>> [sense_of(value)[0].value for value in (True, "#REF!", -3, 0.5)]
    ['bool', 'error', 'negative', 'fractional']
    >>> sense_of("5 (R)")[1].low, sense_of("5 (R)")[2]
    (5, '(R)')
    """
    if isinstance(value, str):
        return _sense_of_text(value)
    if value is None:
        return CellSense.BLANK, None, ""
    if isinstance(value, bool):
        return CellSense.BOOL, None, ""
    if isinstance(value, int | float):
        return _sense_of_number(value)
    if isinstance(value, date | datetime | time | timedelta):
        return CellSense.DATE, None, ""
    return _TEXT


def _sense_of_number(value: float) -> Sense:
    if not math.isfinite(value):
        return CellSense.ERROR, None, ""
    if value < 0:
        return CellSense.NEGATIVE, None, ""
    number = int(value)
    if number != value:
        return CellSense.FRACTIONAL, None, ""
    if number > MOST:
        return _TEXT
    return CellSense.COUNT, Count(number, number, Status.REPORTED), ""


@lru_cache(maxsize=100_000)
def _sense_of_text(text: str) -> Sense:
    number = exact_number(text)
    if number is not None:
        return CellSense.COUNT, Count(number, number, Status.REPORTED), ""
    written = plain(text)
    if not written:
        return CellSense.BLANK, None, ""
    if _MINUS_ZERO.fullmatch(written):
        return CellSense.COUNT, Count(0, 0, Status.REPORTED), ""
    if len(written) > _LONGEST:
        return _TEXT
    # A count above the limit, or digits of another script, is nothing that we may count.
    for sense, pattern in _SHAPES:
        if pattern.fullmatch(written):
            return sense, None, ""
    count = spoken_count(text)
    if count is not None:
        return _sense_of_count(count), count, ""
    if is_mark(text):
        return CellSense.MARK, None, ""
    return _flagged(written)


_SHAPES = (
    (CellSense.ERROR, _ERROR),
    (CellSense.ERROR, _PARTED),
    (CellSense.NEGATIVE, _NEGATIVE),
    (CellSense.FRACTIONAL, _FRACTION),
    (CellSense.PERCENT, _PERCENT),
    (CellSense.MONEY, _MONEY),
    (CellSense.DATE, _DAY),
)


def _sense_of_count(count: Count) -> CellSense:
    if count.low is None:
        return CellSense.ABSENCE
    return CellSense.COUNT if count.exact else CellSense.INTERVAL


def _flagged(written: str) -> Sense:
    found = _FLAGGED.fullmatch(written)
    if found is None:
        return _TEXT
    number = exact_number(found["number"])
    count = Count(number, number, Status.REPORTED) if number is not None else None
    if count is None and written[0] in "<≤>≥":
        count = spoken_count(found["number"])
    if count is None:
        return _TEXT
    return _sense_of_count(count), count, found["flag"].strip()
