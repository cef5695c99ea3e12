"""Home Office offence codes in any spelling, and the names of the classes.

A code is a class and often a subclass: 86/2 is the second sort of offence in class 86. The classes
in schemas/codelists/offence_classes.csv are those of the police recorded crime open data for
2017/18, which follow the Home Office Counting Rules; a class that is missing there is still a code.
Names of offences are compared by `fold` (foistats.naming.spelling).
"""

import csv
import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from foistats.errors import UnreadableOffence
from foistats.naming.spelling import fold, plain

_PREFIX = re.compile(
    r"(?:(?:HO(?:ME OFFICE)?|HOC|HOCR|OFFENCE|CLASS|CRIME)\b ?(?:CODE|CLASS)?|CODE) ?:? ?(?=[0-9])"
)
_PARTS = re.compile(r"0{0,2}([1-9][0-9]{0,2}(?:\.[1-9][0-9]?)?[A-Z]?)(?: ?/ ?([0-9]{1,2}))?")
_IN_BRACKETS = re.compile(r"[(\[]((?:HO |HOC )?0{0,2}[0-9]{1,3}[A-Z]?/[0-9]{1,2})[)\]]")
_FIVE_DIGITS = re.compile(r"([0-9]{3})([0-9]{2})")
_FRAUD = re.compile(r"NFIB ?0?([1-9][0-9]?[A-Z]?)")


class OffenceCode(NamedTuple):
    """A code as the Home Office writes it (`86/2`), and its class (`86`)."""

    code: str
    class_id: str


@lru_cache(maxsize=10_000)
def read_offence_code(text: str) -> OffenceCode:
    """The code that a text spells; raises UnreadableOffence for whatever isn't plainly one.

    >>> spellings = ("86/2", "86/02", "86 / 2", "08602", "HO code 086/02")
    >>> [read_offence_code(text).code for text in spellings]
    ['86/2', '86/2', '86/2', '86/2', '86/2']
    >>> read_offence_code("8n/01"), read_offence_code("NFIB 5A").code
    (OffenceCode(code='8N/1', class_id='8N'), 'NFIB5A')
    >>> read_offence_code("8.02")  # doctest: +NORMALIZE_WHITESPACE
    Traceback (most recent call last):
    foistats.errors.UnreadableOffence: '8.02' is not an offence code;
    write class and subclass with a stroke, like 86/2
    """
    written = plain(text).upper()
    if written in _by_upper_case():
        known = _by_upper_case()[written]
        return OffenceCode(known, known)
    if (fraud := _FRAUD.fullmatch(written)) is not None:
        code = f"NFIB{fraud.group(1)}"
        return OffenceCode(code, code)
    bare = _PREFIX.sub("", written, count=1)
    if (five := _FIVE_DIGITS.fullmatch(bare)) is not None and int(five.group(1)):
        class_id, subclass = str(int(five.group(1))), str(int(five.group(2)))
        return OffenceCode(f"{class_id}/{subclass}", class_id)
    parts = _PARTS.fullmatch(bare)
    if parts is None:
        raise UnreadableOffence(
            f"{text!r} is not an offence code; write class and subclass with a stroke, like 86/2"
        )
    class_id, written_subclass = parts.groups()
    if written_subclass is None:
        return OffenceCode(class_id, class_id)
    return OffenceCode(f"{class_id}/{int(written_subclass)}", class_id)


def offence_in(label: str) -> str:
    """The code that a label is, begins or ends with, or of the class that it names; '' if none.

    >>> offence_in("86/02 Take, make or distribute indecent photographs"), offence_in("Robbery")
    ('86/2', '')
    >>> offence_in("Obscene publications etc."), offence_in("Indecent photographs (086/02)")
    ('86', '86/2')
    """
    text = plain(label)
    first, _, rest = text.partition(" ")
    bracket = _IN_BRACKETS.search(text)
    candidates = [text] if "/" in text else []
    if rest and "/" in first:
        candidates.append(first)
    if bracket:
        candidates.append(bracket[1])
    if _PREFIX.match(text.upper()):
        candidates.append(text)
    for candidate in candidates:
        try:
            return read_offence_code(candidate.strip(" -:")).code
        except UnreadableOffence:
            continue
    return _by_name().get(fold(text), "")


@cache
def _by_name() -> dict[str, str]:
    return {fold(name): class_id for class_id, name in _classes().items()}


def is_of(code: str, asked: str) -> bool:
    """True for a code that is the one asked for, or a subclass of the class asked for.

    >>> is_of("86/2", "86"), is_of("86", "86/2"), is_of("86/2", "86/2")
    (True, False, True)
    """
    return code == asked or code.startswith(f"{asked}/")


@cache
def _classes() -> dict[str, str]:
    text = (files("schemas.codelists") / "offence_classes.csv").read_text(encoding="utf-8")
    return {row["class_id"]: row["name"] for row in csv.DictReader(text.splitlines())}


@cache
def _by_upper_case() -> dict[str, str]:
    return {class_id.upper(): class_id for class_id in _classes()}
