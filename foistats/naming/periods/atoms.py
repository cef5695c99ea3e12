"""The smallest parts of a written period: a day, a month, a year, two years, a quarter."""

import re
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from foistats.errors import UnreadablePeriod
from foistats.naming.lexicon import entries
from foistats.naming.periods.spans import FIRST_YEAR, LAST_YEAR, month_end
from foistats.naming.spelling import regex

# English names and abbreviations, Welsh names with their mutations after `i` (to) and `o` (from).
MONTH_NUMBERS = {entry.wording: int(entry.means) for entry in entries("months")}
MONTH = rf"(?:{'|'.join(MONTH_NUMBERS)})(?![a-z])\.?"
_ORDINAL = r"(?:st|nd|rd|th)"
_NUMBER_WORDS = (
    "one", "two", "three", "four", "five", "six",
    "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
NUMBERS = {word: number for number, word in enumerate(_NUMBER_WORDS, 1)}


class Sort(StrEnum):
    """What an atom is."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    YEARS = "years"
    QUARTER = "quarter"


class Atom(NamedTuple):
    """One part of a period as written; 0 stands for what the text doesn't say.

    For two years `second` is as written (`17` in 2016/17), `join` is what stands between them.
    """

    sort: Sort
    year: int = 0
    month: int = 0
    day: int = 0
    second: str = ""
    join: str = ""


# A two-digit year may follow a month after a blank, dash or apostrophe, but is no year where it
# is the day of the next date: in "1 April - 31 March" 31 isn't one.
_SHORT_YEAR = rf"(?: ?[-/']? ?'|[ -]?)(\d\d)(?![\d/.]|{_ORDINAL}| ?(?:of )?{MONTH})"
_LONG_YEAR = r"[ ,/'-]{0,3}(\d{4})(?!\d)"
_END = r"(?!\d|[/.]\d)"
_ATOMS: tuple[tuple[str, str], ...] = (
    ("ymd", rf"(\d{{4}})([-/.])(\d\d)\2(\d\d){_END}(?: 00:00(?::00)?)?"),
    ("dmy", rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}|\d\d){_END}"),
    ("d_month_y", rf"(\d{{1,2}}){_ORDINAL}?(?: of|[-.])? ?({MONTH}){_LONG_YEAR}"),
    ("d_month_y", rf"(\d{{1,2}}){_ORDINAL}?(?: of|[-.])? ?({MONTH}){_SHORT_YEAR}"),
    ("d_month", rf"(\d{{1,2}}){_ORDINAL}?(?: of|[-.])? ?({MONTH})"),
    ("month_d_y", rf"({MONTH}) (\d{{1,2}}){_ORDINAL}?,? (\d{{4}}){_END}"),
    ("month_y", rf"({MONTH}){_LONG_YEAR}(?![-/]\d)"),
    ("month_y", rf"({MONTH}){_SHORT_YEAR}"),
    ("y_month", rf"(\d{{4}})[ -]({MONTH})(?! ?-? ?{MONTH})"),
    ("y_m", r"(\d{4}) ?m(0?[1-9]|1[0-2])(?![\da-z])"),
    ("m_y", rf"(0[1-9]|1[0-2])/(\d{{4}}){_END}"),
    ("month", rf"({MONTH})"),
    ("years", rf"(\d{{4}})( ?[-/] ?|_)(\d{{4}}|\d\d){_END}"),
    ("years", rf"(\d\d)( ?[-/] ?)(\d\d){_END}"),
    ("year", r"(\d{4})(?:\.0)?(?![\d.])"),
)
QUARTER = re.compile(
    r"(?:q|quarter|qtr|qrt|chwarter)\.? ?(?:no\.? ?)?([1-4]|one|two|three|four)(?![\da-z])"
    r"|([1-4])(?:st|nd|rd|th) (?:quarter|qtr)(?![a-z])"
    r"|(first|second|third|fourth) (?:quarter|qtr)(?![a-z])"
)
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}


def atom_at(text: str, place: int) -> tuple[Atom, int] | None:
    """The atom that starts at a place of a lower-case text, and where it ends.

    Raises UnreadablePeriod for a date that no calendar has, or a year beyond 1974 to 2049.

    >>> atom_at("1st april 2018 to", 0)
    (Atom(sort=<Sort.DAY: 'day'>, year=2018, month=4, day=1, second='', join=''), 14)
    """
    for name, pattern in _ATOMS:
        found = regex(pattern).match(text, place)
        if found is not None:
            return _atom(name, found.groups()), found.end()
    return None


def quarter_at(text: str, place: int) -> tuple[Atom, int] | None:
    """The quarter that starts at a place, its number as the atom's `month`."""
    found = QUARTER.match(text, place)
    if found is None:
        return None
    written = next(group for group in found.groups() if group)
    number = _ORDINALS.get(written) or NUMBERS.get(written) or int(written)
    return Atom(Sort.QUARTER, month=number), found.end()


def _atom(name: str, groups: tuple[str, ...]) -> Atom:
    match name:
        case "ymd":
            return _day(groups[0], groups[2], groups[3])
        case "dmy":
            return _day(groups[3], groups[2], groups[0])
        case "d_month_y":
            return _day(groups[2], groups[1], groups[0])
        case "d_month":
            return _day("", groups[1], groups[0])
        case "month_d_y":
            return _day(groups[2], groups[0], groups[1])
        case "month_y" | "m_y":
            return Atom(Sort.MONTH, full_year(groups[1]), month_number(groups[0]))
        case "y_month" | "y_m":
            return Atom(Sort.MONTH, full_year(groups[0]), month_number(groups[1]))
        case "month":
            return Atom(Sort.MONTH, month=month_number(groups[0]))
        case "years":
            year = full_year(groups[0])
            return Atom(
                Sort.YEARS, year, second=groups[2], join=groups[1].strip(), day=len(groups[0])
            )
    return Atom(Sort.YEAR, full_year(groups[0]))


def _day(year: str, month: str, day: str) -> Atom:
    atom = Atom(Sort.DAY, full_year(year) if year else 0, month_number(month), int(day))
    try:
        date(atom.year or 2000, atom.month, atom.day)
    except ValueError as reason:
        raise UnreadablePeriod(
            "no calendar has that date (days come before months here);"
            " write the day, the month's name and the year"
        ) from reason
    return atom


def month_number(written: str) -> int:
    """A month by its number or name, in English or Welsh."""
    return int(written) if written.isdigit() else MONTH_NUMBERS[written.rstrip(".")]


def full_year(written: str) -> int:
    """A year of four digits, or of two: 74 to 99 belong to the last century.

    >>> full_year("16"), full_year("98"), full_year("2016")
    (2016, 1998, 2016)
    """
    year = int(written)
    if len(written) == 2:
        year += 1900 if year >= FIRST_YEAR - 1900 else 2000
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise UnreadablePeriod(f"{written} is no year from {FIRST_YEAR} to {LAST_YEAR}")
    return year


def first_day(atom: Atom) -> date:
    """The first day of a day or month that has its year."""
    return _date(atom.year, atom.month, atom.day or 1)


def last_day(atom: Atom) -> date:
    """The last day of a day or month that has its year."""
    return _date(atom.year, atom.month, atom.day) if atom.day else month_end(atom.year, atom.month)


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as reason:
        # 29 February, whose year stood elsewhere.
        raise UnreadablePeriod(
            f"{year} has no {day}.{month}.; state the day that is meant"
        ) from reason
