"""One count as written: an exact number, an interval, or words that say there is none."""

import re
from collections.abc import Mapping
from functools import lru_cache

from foistats.errors import UnreadableCount
from foistats.model.values import Count
from foistats.naming.counts.marks import is_mark, mark_key
from foistats.naming.spelling import plain, regex
from schemas.vocabulary import Status

# A count of offences beyond a thousand million is a reference or telephone number.
MOST = 999_999_999
NUMBER_WORDS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_EXACT = re.compile(r"(0|[1-9][0-9]{0,8}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,2})(?:\.0{1,2})?")
# Typographers part thousands with a narrow blank; an ordinary blank may part two cells.
_THIN = re.compile(r"(?<=[0-9])[\u00a0\u2007\u2009\u202f](?=[0-9]{3}(?![0-9]))")
_N = r"((?:0|[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]{0,8})|[a-z]+)"
_OR_LESS = (
    rf"(?:<=|=<|≤|up to (?:and including )?|at most |no more than |not more than |maximum (?:of )?"
    rf"|less than or equal to |fewer than or equal to ) ?{_N}|{_N} (?:or|and) (?:fewer|less|under"
    rf"|below)"
)
_INTERVALS: tuple[tuple[str, str], ...] = (
    (
        "below",
        (rf"(?:<|less than |fewer than |under |below |lower than |smaller than ) ?{_N}"),
    ),
    ("most", (_OR_LESS)),
    ("above", (rf"(?:>|more than |greater than |over |above |in excess of ) ?{_N}")),
    (
        "least",
        (
            rf"(?:>=|=>|≥|at least |no fewer than |no less than |minimum (?:of )?"
            rf"|(?:greater|more) than or equal to ) ?{_N}"
            rf"|{_N} ?(?:\+|(?:or|and) (?:more|over|above|greater))"
        ),
    ),
    (
        "range",
        rf"(?:between {_N} and {_N}|{_N}(?: ?- ?| to ){_N}|between {_N}(?: ?- ?| to ){_N})"
        rf"(?: \(?inclusive\)?)?",
    ),
)
_THINGS = (
    r"(?:offences?|crimes?|incidents?|arrests?|charges?|victims?|suspects?|cases?|occurrences?"
    r"|reports?|calls?)"
)
_ZERO = (
    rf"nil|zero|none|nil return|nil recorded|none recorded|zero recorded"
    rf"|(?:no|nil|zero) (?:such |recorded |reported )?{_THINGS}(?: (?:were |have been )?"
    rf"(?:recorded|reported|received))?"
)
_THE_INFORMATION = r"(?:(?:no|the|this) )?(?:recorded )?(?:information|info|data|records?|figures?)"
_ABSENCES: tuple[tuple[Status, str], ...] = (
    (
        Status.NOT_HELD,
        (
            rf"(?:{_THE_INFORMATION} (?:is |are )?)?not held(?: by (?:the|this) force)?"
            r"|no (?:recorded )?(?:information|info|data)(?: is)? held"
            r"|(?:information|info|data) (?:is )?not held"
        ),
    ),
    (
        Status.NOT_AVAILABLE,
        (
            r"(?:(?:the )?(?:information|info|data|figures?) )?(?:is |are )?(?:not "
            r"(?:yet )?available|unavailable)"
            r"|no (?:information|data|figures?) (?:is |are )?available"
        ),
    ),
    (Status.NOT_APPLICABLE, (r"not applicable")),
    (Status.NO_RESPONSE, (r"(?:no|non|did not)[ -](?:response|reply|respond)")),
    (
        Status.REFUSED,
        (
            r"(?:(?:request |information |data )?(?:refused|exempt(?:ed|ion)?)"
            r"(?: under)?[ :,-]*)?\(?"
            # The sections under which a reply may be refused; "section 18" or "47" is an offence.
            r"(?:(?:s|sec|sect|section)\.? ?(?:12|14|21|22|23|24|30|31|38|40|41|43|44)"
            r"(?: ?\([0-9a-z]{1,3}\))*)\)?(?: (?:foia|exempt(?:ion|ed)?|refused|applies|applied))?"
            r"|(?:request |information |data )?(?:refused|exempt(?:ed|ion)?)"
        ),
    ),
)
_HIDDEN = re.compile(
    r"(?:(?:figure|number|data|value|information) )?(?:suppressed|redacted|withheld)"
)


def read_count(text: str, marks: Mapping[str, Count] | None = None) -> Count:
    """What a text in a count's place says; raises UnreadableCount for what isn't plainly a count.

    `marks` are the marks that the document or the request explains; without it `*` or `-` mean
    nothing. An exact number is never taken for a mark.

    >>> read_count("1,204")
    Count(low=1204, high=1204, status=<Status.REPORTED: 'reported'>)
    >>> read_count("fewer than 5")
    Count(low=0, high=4, status=<Status.SUPPRESSED: 'suppressed'>)
    >>> read_count("-", {"-": Count(0, 0, Status.ZERO_BY_MARK)}).low
    0
    >>> read_count("see tab 2")  # doctest: +NORMALIZE_WHITESPACE
    Traceback (most recent call last):
    foistats.errors.UnreadableCount: 'see tab 2' is not a count;
    declare it in the layout as a note, or correct it
    """
    if (number := exact_number(text)) is not None:
        return Count(number, number, Status.REPORTED)
    if marks:
        key = mark_key(text)
        for mark, meaning in marks.items():
            if mark_key(mark) == key:
                return meaning
    count = spoken_count(text)
    if count is not None:
        return count
    if is_mark(text):
        raise UnreadableCount(
            f"{text!r} is a mark that nothing explains; say what it stands for under [marks] in"
            " request.toml, or correct the cell"
        )
    raise UnreadableCount(
        f"{text!r} is not a count; declare it in the layout as a note, or correct it"
    )


def exact_number(text: str) -> int | None:
    """A whole number in ASCII digits, thousands parted by commas or narrow blanks, if that's all.

    >>> exact_number(" 66776 "), exact_number("1\\u202f204"), exact_number("12.0")
    (66776, 1204, 12)
    >>> [exact_number(t) for t in ("12,34", "1.204", "007", "1_000", "1 204", "12.5", "1e3")]
    [None, None, None, None, None, None, None]
    """
    # Only blanks, not "\\x1c" and other separators that str.strip takes off as well.
    found = _EXACT.fullmatch(_THIN.sub(",", text).strip(" \t\r\n\u00a0"))
    if found is None:
        return None
    return int(found.group(1).replace(",", ""))


@lru_cache(maxsize=20_000)
def spoken_count(text: str) -> Count | None:
    """An interval, a zero in words, or an absence in words; None for anything else.

    >>> spoken_count("1 to 4"), spoken_count("100+").low, spoken_count("not held").status.value
    (Count(low=1, high=4, status=<Status.SUPPRESSED: 'suppressed'>), 100, 'not_held')
    """
    said = plain(text).casefold().rstrip(".")
    if (
        not said
        or len(said) > 60
        or (not said.isascii() and any(c.isdigit() and not c.isascii() for c in said))
    ):
        return None
    if regex(_ZERO).fullmatch(said):
        return Count(0, 0, Status.REPORTED)
    if (number := NUMBER_WORDS.get(said)) is not None:
        return Count(number, number, Status.REPORTED)
    for status, pattern in _ABSENCES:
        if regex(pattern).fullmatch(said):
            return Count(None, None, status)
    if _HIDDEN.fullmatch(said):
        return Count(0, None, Status.SUPPRESSED)
    return _interval(said)


def _interval(said: str) -> Count | None:
    for name, pattern in _INTERVALS:
        found = regex(pattern).fullmatch(said)
        if found is None:
            continue
        numbers = [_number(group) for group in found.groups() if group is not None]
        known = [number for number in numbers if number is not None]
        if len(known) == len(numbers):
            return _bounded(name, known)
    return None


def _bounded(name: str, numbers: list[int]) -> Count | None:
    first = numbers[0]
    match name:
        case "below" if first > 0:
            return Count(0, first - 1, Status.SUPPRESSED)
        case "most":
            return Count(0, first, Status.SUPPRESSED)
        case "above":
            return Count(first + 1, None, Status.SUPPRESSED)
        case "least":
            return Count(first, None, Status.SUPPRESSED)
        # 2016-2017 is a period; a count hidden between those bounds would be strange.
        case "range" if first < numbers[1] and not (first >= 1900 and numbers[1] <= 2100):
            return Count(first, numbers[1], Status.SUPPRESSED)
    return None


def _number(written: str) -> int | None:
    if written[0].isdigit():
        return int(written.replace(",", ""))
    return NUMBER_WORDS.get(written)
