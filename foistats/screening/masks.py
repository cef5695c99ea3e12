"""Number formats that keep a cell's content from being seen.

A number shown as nothing, or as a mark in place of it (`[<5]"*"`), still stands in the file. A zero
that isn't shown hides nothing, and `"Yes";"Yes";"No"` shows what 1 and 0 stand for.
"""

import re
from functools import lru_cache

from foistats.documents.number_formats import FormatKind, read_format, shown

_SECTION = re.compile(r'(?:"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|[^;"\\_*\[])*')
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.')
_BRACKETS = re.compile(r"\[[^\]]*\]")
# What 1 and 0 are shown as, where they stand for yes and no.
_SWITCHES = {
    "yes",
    "no",
    "y",
    "n",
    "true",
    "false",
    "on",
    "off",
    "\u2713",
    "\u2714",
    "\u2717",
    "\u2718",
}
_DRAWN_WHITE = re.compile(r"\[\s*(?:white|color\s*2)\s*\]", re.IGNORECASE)


def hides_number(code: str, number: float) -> bool:
    """True where a format shows something else than this number, or nothing.

    >>> hides_number(";;;", 12), hides_number('[<5]"<5";0', 3), hides_number('[<5]"<5";0', 7)
    (True, True, False)
    >>> hides_number("0;-0;;@", 0), hides_number('"Yes";"Yes";"No"', 1), hides_number("0%", 1)
    (False, False, False)
    """
    if not number or not code.strip("; "):
        return bool(number) and ";" in code
    form = read_format(code)
    if form is None or form.kind is not FormatKind.MASK:
        return False
    seen = shown(number, form)
    if seen is None:
        return True
    if not isinstance(seen, str):
        return False
    return not (abs(number) == 1 and seen.lower() in _SWITCHES)


@lru_cache(maxsize=4096)
def hides_text(code: str) -> bool:
    """True where a format shows nothing, or something else, in place of a text.

    >>> hides_text(";;;"), hides_text("0;-0;;@"), hides_text("General"), hides_text('0;0;0;"x"')
    (True, False, False, True)
    """
    sections = _sections(code)
    return len(sections) > 3 and "@" not in _LITERAL.sub("", _BRACKETS.sub("", sections[3]))


@lru_cache(maxsize=4096)
def may_hide(code: str) -> bool:
    """True for formats that could keep something from being seen: most can't.

    >>> may_hide("General"), may_hide("#,##0;[Red]-#,##0"), may_hide(";;;")
    (False, False, True)
    """
    form = read_format(code)
    return (form is not None and form.kind is FormatKind.MASK) or hides_text(code)


@lru_cache(maxsize=4096)
def drawn_white(code: str) -> bool:
    """True where a format itself colours all that it shows white.

    >>> drawn_white("[White]General"), drawn_white("0;[White]-0"), drawn_white("[Red]0")
    (True, False, False)
    """
    sections = [section for section in _sections(code) if section.strip()]
    return bool(sections) and all(_DRAWN_WHITE.search(section) for section in sections)


def _sections(code: str) -> list[str]:
    found = []
    at = 0
    while at <= len(code):
        match = _SECTION.match(code, at)
        end = match.end() if match else at
        found.append(code[at:end])
        # A quote or bracket that nothing closes stands for itself.
        at = end + 1
    return found
