"""What a cell's number format makes of its value, as a spreadsheet program draws it.

A cell that holds 1 and shows `100%` is not a count of one, a cell that holds 5 and shows `<5` is no
five, and a cell that holds 3 and shows `*` hides its number on purpose: what is shown is what the
force said. Only a number that is written plainly (digits, grouping, sign, colour) stays a number.
"""

import re
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from foistats.documents.model import Value
from foistats.formats.sheets.format_sections import (
    date_letters,
    matching,
    sections_of,
)

# Format numbers below 164 have no code of their own in a workbook (ECMA-376 18.8.30). Excel draws
# those for money with the currency of the computer: here a pound.
_MONEY = "[$£]#,##0;-[$£]#,##0"
_BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: _MONEY, 6: _MONEY, 7: _MONEY, 8: _MONEY,
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "dd/mm/yyyy",
    15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
    21: "h:mm:ss", 22: "dd/mm/yyyy hh:mm", 37: "#,##0;-#,##0", 38: "#,##0;[Red]-#,##0",
    39: "#,##0.00;-#,##0.00", 40: "#,##0.00;[Red]-#,##0.00", 41: "#,##0;-#,##0", 42: _MONEY,
    43: "#,##0.00;-#,##0.00", 44: _MONEY, 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 49: "@",
}  # fmt: skip
# What 1 and 0 are shown as, where they stand for yes and no.
_SWITCHES = frozenset(["yes", "no", "y", "n", "true", "false", "on", "off", "✓", "✔", "✗", "✘"])
# A nought that is drawn as nothing or as a dash stays a nought: the file says so.
_DRAWN_NOUGHT = re.compile(r"[-\u2010-\u2015\u2212. ]*")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)


class Form(NamedTuple):
    """A number format that does more than write a value plainly.

    `is_date` says that it draws a number as a day or a time, `whole_day` that the day of the month
    is among what it draws.
    """

    code: str
    is_date: bool
    whole_day: bool


def builtin_code(number: int) -> str:
    """The code of a format that has a number only; General where it writes digits."""
    return _BUILT_IN.get(number, "General")


@lru_cache(maxsize=4096)
def special(code: str) -> Form | None:
    """What a format code does beside writing a value plainly, or None where it does nothing.

    >>> special("#,##0"), special("General"), special('_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-')
    (None, None, None)
    >>> special('0" offences"').is_date, special("[$-809]d mmm yyyy").whole_day
    (False, True)
    >>> special("mmm-yy").whole_day, special('"<"0') is None, special("0,") is None
    (False, False, False)
    """
    sections = sections_of(code)
    letters = date_letters(code)
    if letters is not None:
        return Form(code, True, "d" in letters)
    conditioned = any(section.condition for section in sections)
    if all(section.is_plain for section in sections[: 3 if conditioned else 2]) and (
        conditioned or len(sections) < 3 or _DRAWN_NOUGHT.fullmatch(sections[2].drawn(0))
    ):
        return None
    return Form(code, False, False)


def shown(value: Value, code: str) -> Value:
    """What the cell shows for a number: the number where it is written plainly, else the text.

    None where nothing is shown. A format that writes thousands can round a number to nought: that
    is said, so that it is no count.

    >>> shown(1, "0%"), shown(0.3512, "0.0%"), shown(5, '"<"0'), shown(12, '0"00"')
    ('100%', '35.1%', '<5', '1200')
    >>> shown(3, '[<5]"<5";0'), shown(7, '[<5]"<5";0'), shown(12, ";;;"), shown(0, '0;-0;"-"')
    ('<5', 7, None, 0)
    >>> shown(12345, "0,"), shown(345, "0,"), shown(1718, '00"/"00'), shown(35, 'General"%"')
    ('12', 'something else than 0, shown as 0', '17/18', '35%')
    >>> shown(340000, "0.00E+00"), shown(341000, "0.0E+00")
    (340000, '3.4E+05')
    """
    if isinstance(value, bool) or not isinstance(value, int | float) or special(code) is None:
        return value
    section = matching(value, sections_of(code))
    if section is None or (section.is_plain and section.shows_number):
        return value
    text = section.drawn(value)
    if section.is_power and float(text) == value:
        return value
    if not value and _DRAWN_NOUGHT.fullmatch(text):
        return value
    if section.scale and value and not any(one in "123456789" for one in text):
        return f"something else than 0, shown as {text.strip()}" if text.strip() else None
    if section.is_text:
        # Excel draws a number under a format for texts as such, other programs as a number.
        return f"{value:.15g} or {text.strip()}"
    return text.strip() or None


@lru_cache(maxsize=4096)
def special_text(code: str) -> bool:
    """True where a format shows a text as something else than it is.

    >>> special_text("General"), special_text("@"), special_text('"<"@'), special_text(";;;")
    (False, False, True, True)
    """
    return shown_text("x", code) != "x"


@lru_cache(maxsize=4096)
def shown_text(text: str, code: str) -> str | None:
    """What the cell shows for a text: the text itself, with what the format writes beside it.

    >>> shown_text("34", '"<"@'), shown_text("Rape", "0;-0;;@"), shown_text("Rape", ";;;")
    ('<34', 'Rape', None)
    """
    sections = sections_of(code)
    section = sections[3] if len(sections) > 3 else next((s for s in sections if s.is_text), None)
    if section is None:
        return text
    return section.around(text) or None


def shown_day(value: Value, code: str) -> str | None:
    """What the cell shows for a day whose format leaves the day of the month out.

    >>> april = date(2018, 4, 1)
    >>> [shown_day(april, code) for code in ("mmm-yy", "mmmm yyyy", "yyyy", "mm/yyyy", "d/m/y")]
    ['Apr-18', 'April 2018', '2018', '04/2018', None]
    """
    form = special(code)
    if form is None or not form.is_date or form.whole_day or not isinstance(value, date | datetime):
        return None
    letters = date_letters(code) or ""
    if not ("y" in letters or "m" in letters) or any(one in letters for one in "hs"):
        return None
    return sections_of(code)[0].dated(lambda run: _dated(value, run)).strip() or None


def _dated(value: date, run: str) -> str:
    """What one run of letters (`yy`, `mmm`) draws of a day."""
    month = _MONTHS[value.month - 1]
    match run[0], len(run):
        case "y", length:
            return f"{value.year % 100:02}" if length <= 2 else str(value.year)
        case "m", 1:
            return str(value.month)
        case "m", 2:
            return f"{value.month:02}"
        case "m", 3:
            return month[:3]
        case "m", 5:
            return month[0]
    return month


def hides_number(code: str, number: float) -> bool:
    """True where a format shows something else than this number, or nothing.

    `"<"0` draws the digits and hides nothing; `[<5]"<5"` keeps a number that nobody sees.

    >>> hides_number(";;;", 12), hides_number('[<5]"<5";0', 3), hides_number('[<5]"<5";0', 7)
    (True, True, False)
    >>> hides_number("0;-0;;@", 0), hides_number('"Yes";"Yes";"No"', 1), hides_number("0%", 1)
    (False, False, False)
    """
    form = special(code)
    if not number or form is None or form.is_date:
        return False
    section = matching(number, sections_of(code))
    if section is None or section.shows_number:
        return section is not None and not section.drawn(number).strip()
    return not (abs(number) == 1 and section.around("").strip().lower() in _SWITCHES)


@lru_cache(maxsize=4096)
def hides_text(code: str) -> bool:
    """True where a format shows nothing, or something else, in place of a text.

    >>> hides_text(";;;"), hides_text("0;-0;;@"), hides_text("General"), hides_text('0;0;0;"x"')
    (True, False, False, True)
    >>> hides_text("0;-0;0;General")
    False
    """
    sections = sections_of(code)
    return len(sections) > 3 and not sections[3].shows_text


@lru_cache(maxsize=4096)
def may_hide(code: str) -> bool:
    """True for formats that could keep something from being seen: most can't.

    >>> may_hide("General"), may_hide("#,##0;[Red]-#,##0"), may_hide(";;;"), may_hide('"<"0')
    (False, False, True, False)
    """
    form = special(code)
    if form is None or form.is_date:
        return hides_text(code)
    sections = sections_of(code)
    conditioned = any(section.condition for section in sections)
    numbers = sections[: 3 if conditioned else 2]
    return hides_text(code) or any(not s.shows_number or s.scale or s.optional for s in numbers)


@lru_cache(maxsize=4096)
def colours(code: str) -> bool:
    """True where a format gives a colour to anything that it draws."""
    return any(section.colour for section in sections_of(code))


def colour_by(code: str, value: float | str) -> str:
    """The name of the colour that a format gives to a value, empty where it gives none.

    >>> colour_by("[White]0;[Red]-0", 3), colour_by("[White]0;[Red]-0", -3), colour_by("0", 3)
    ('white', 'red', '')
    >>> colour_by("[<100][Color 2]0;0", 12), colour_by("0;0;0;[Blue]@", "a name")
    ('color2', 'blue')
    """
    if not colours(code):
        return ""
    sections = sections_of(code)
    if isinstance(value, str):
        drawn = sections[3] if len(sections) > 3 else next((s for s in sections if s.is_text), None)
        # A format of one section draws texts in its colour too.
        drawn = drawn or (sections[0] if len(sections) == 1 else None)
    else:
        drawn = matching(value, sections)
    return drawn.colour if drawn is not None else ""
