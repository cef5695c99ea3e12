"""Periods that a title, a sheet's name or a sentence speaks of."""

import re
from collections.abc import Iterator
from functools import lru_cache

from foistats.errors import UnreadablePeriod
from foistats.model.values import Period
from foistats.naming.periods.atoms import MONTH, MONTH_NUMBERS, NUMBERS, Atom, Sort, atom_at
from foistats.naming.periods.reading import LONGEST, is_refused_time, period_reading
from foistats.naming.periods.spans import PeriodReading
from foistats.naming.spelling import plain, regex

_LONGEST_MENTION = 14
# The words that a period is written with; a run of other words is no period, whatever its numbers.
_LIST = """
    st nd rd th of to until till through thru up end the from between and in on at as for during
    period year years yr yrs ye y e fy fye f c cy fin financial fiscal cal calendar months month
    quarter quarters qtr q first second third fourth twelve ending ended inclusive only full whole
    all date present now ytd so far onward onwards part partial incomplete current before after
    earlier later since pre post prior academic school i o hyd blwyddyn ariannol blynyddoedd
    galendr chwarter total totals dates range time reporting
"""
_WORDS = frozenset([*MONTH_NUMBERS, *NUMBERS, *_LIST.split()])
_LETTERS = r"[^\W\d_]+"
_HAS_YEAR = r"(?i)(?<!\d)(?:19|20)\d\d|(?<!\d)\d\d ?[-/] ?\d\d(?!\d)|'\d\d|\d\d\.\d\d"
_HAS_SHORT_YEAR = rf"(?i)(?<![a-z]){MONTH}[ '-]*\d\d|(?<![a-z])f/?y ?\d\d"
_STARTS = (
    rf"(?i)\d|(?:{MONTH}|f/?y|c/?y|q[1-4]|quarter|qtr|between|financial|fiscal|calendar|years?|twelve"
    rf"|y/?e|fye"
    r"|first|second|third|fourth|since|until|before|after|pre|post"
    r"|two|three|four|five|six|seven|eight|nine|ten|blwyddyn|as)(?![a-z])"
)
_ENDS = (
    rf"(?i)\d|{MONTH}|\d{{4}}s|q[1-4]|\d?quarter|(?:onwards?|date|present|ytd|year|part|inclusive|only"
    rf"|fy)\W*"
)
# After these the text is a reference, the day of a letter, or an open stretch.
_AFTER_WORDS = r"(?: (?:in|on|at|of|the|to|from|as at|as of|was|is|:))*[ :.#(-]*$"
_NOT_AFTER = (
    r"(?i)(?:\b(?:section|s|ss|article|art|paragraph|schedule|foi|foia|ref|reference|no|number|nos"
    r"|page|pages|table|tab"
    r"|figure|version|v|issue|tel|telephone|phone|fax|ext|extension|since|after|before|until|till"
    r"|to|by|pre|post"
    r"|prior|as at|as of|as on|at|on|dated?|aged?|ages|published|publication|updated?|extracted"
    r"|revised|revision"
    r"|received|issued|produced|created|printed|accessed|correct|census|mid|hosb|copyright)"
    + _AFTER_WORDS
    + r")"
    r"|[£$#/©][ ]?$"
)
_YEAR_IN_FULL = re.compile(r"(?:19|20)\d\d")
_AGES_BEFORE = re.compile(r"(?i)\b(?:by )?ages?(?: (?:in|for|during))? $")
_LAW = r"(?i)\b(?:act|regulations?|order|rules|directive|code|bill|\(scotland\)|\(wales\))[ (]*$"
# "2016 offences" can be a number of offences; "in 2016" can't.
_COUNTED = (
    r"(?i)\W*(?:(?:of|the|recorded|reported|total|separate|such|different|individual|other|further"
    r"|more|police|violent"
    r"|sexual|child|children'?s?) )*"
    r"(?:offences?|crimes?|incidents?|people|persons|records?|victims?|reports?|cases?|arrests?"
    r"|charges?|suspects?"
    r"|children|calls?|requests?|times|officers?|occurrences?|hours?|pounds|days|weeks|metres"
    r"|miles)\b"
)
_SAYS_WHEN = (
    r"(?i)(?:\b(?:in|for|during|year|years|between|of year|from|and|to|calendar|period)|[-,;:(–])[ "
    r"(]*$"
)
_UNDERSCORES = r"(?<!\d)_|_(?!\d)"
_EDGES = r"^[\"'(\[]+|[\"')\],.;:?!]+$"


@lru_cache(maxsize=20_000)
def periods_in(text: str) -> tuple[PeriodReading, ...]:
    """Each period that running text speaks of, in order, each once; () if there is none.

    Stands back where a number isn't plainly a period: laws and references (`Act 2000`, `FOI
    1306/25`), days (`13th October 2025`), open stretches (`since 2019`), when something was
    published or revised, ages and bare forms like `18/19`, and numbers of things (`2016 offences`).
    Months and quarters without a year are not looked for.

    >>> from foistats.naming.periods import label_of
    >>> title = "Table 2: offences, 2014/15 to 2018/19 (FOI 1306/25)"
    >>> [label_of(reading.period) for reading in periods_in(title)]
    ['2014/15–2018/19']
    >>> periods_in("Freedom of Information Act 2000, our letter of 13th October 2025")
    ()
    """
    whole = period_reading(text)
    if whole is not None:
        return (whole,) if whole.part is None else ()
    cleaned = regex(_UNDERSCORES).sub(" ", plain(text))
    if not (regex(_HAS_YEAR).search(cleaned) or regex(_HAS_SHORT_YEAR).search(cleaned)):
        return ()
    words = [(m.start(), m.end()) for m in re.finditer(r"\S+", cleaned)]
    found: dict[PeriodReading, None] = {}
    at = 0
    while at < len(words):
        used, reading = _mention(cleaned, words, at)
        if reading is not None:
            found[reading] = None
        at += used or 1
    return tuple(found)


def names_both_days(text: str, period: Period) -> bool:
    """True where a text names the first and the last day of a period, and no other day.

    >>> from foistats.naming.periods.spans import financial_year
    >>> year = financial_year(2018)
    >>> names_both_days("theft, 1 April 2018 to 31/03/2019", year)
    True
    >>> names_both_days("theft, April 2018 to March 2019", year)
    False
    """
    days = [(atom.month, atom.day) for atom in _atoms(plain(text).lower()) if atom.sort is Sort.DAY]
    ends = [(end.month, end.day) for end in (period.start, period.end)]
    return days == ends


def _atoms(text: str) -> Iterator[Atom]:
    """The days, months and years that a lower-case text names, each word after the other."""
    at = 0
    for word in re.finditer(r"[^\s(),]+", text):
        if word.start() < at:
            continue
        try:
            found = atom_at(text, word.start())
        except UnreadablePeriod:
            continue
        if found is not None:
            atom, at = found
            yield atom


def _mention(text: str, words: list[tuple[int, int]], at: int) -> tuple[int, PeriodReading | None]:
    """The longest run of words from `at` that is a period, or time that is refused."""
    start = words[at][0]
    start += len(text[start : words[at][1]]) - len(text[start : words[at][1]].lstrip("\"'([-:"))
    if not regex(_STARTS).match(text, start):
        return 0, None
    run = 0
    for first, end in words[at : at + _LONGEST_MENTION]:
        if not _WORDS.issuperset(regex(_LETTERS).findall(text[first:end].casefold())):
            break
        run += 1
    for last in range(at + run - 1, at - 1, -1):
        end = words[last][1]
        if end - start > LONGEST or not regex(_ENDS).search(text, words[last][0], end):
            continue
        piece = _trim(text[start:end])
        reading = period_reading(piece)
        if reading is not None and reading.part is None:
            return last - at + 1, reading if _plainly(text, start, end, reading) else None
        if reading is None and is_refused_time(piece):
            return last - at + 1, None
    return 0, None


def _trim(piece: str) -> str:
    """A run of words without the punctuation of its sentence; brackets stay in pairs."""
    piece = piece.rstrip("\"',.;:?!")
    for opening, closing in ("()", "[]"):
        if piece.endswith(closing) and piece.count(closing) > piece.count(opening):
            piece = piece[:-1].rstrip("\"',.;:?!")
    return piece


def _plainly(text: str, start: int, end: int, reading: PeriodReading) -> bool:
    before = text[:start]
    # No age has four digits: "victims by age in 2018/19".
    if _YEAR_IN_FULL.match(text, start):
        before = _AGES_BEFORE.sub("", before)
    if regex(_NOT_AFTER).search(before):
        return False
    if not reading.bare:
        return True
    if (
        regex(_LAW).search(before)
        or reading.alternatives
        or not re.search(r"(?:19|20)\d\d", text[start:end])
    ):
        return False
    return not regex(_COUNTED).match(text, end) or regex(_SAYS_WHEN).search(before) is not None
