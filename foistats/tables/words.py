"""The words of headings: totals, derived figures, dimensions, notes. Whole words, never parts.

They decide what a row or column *claims* to be; arithmetic decides whether the claim holds.
"""

import re
from enum import StrEnum
from functools import lru_cache

from schemas.vocabulary import Unit

_TOTAL = re.compile(
    r"^(?:(?:the\s+)?(?:grand|sub|sub-|overall|final|annual|yearly|force|column|row)?[\s-]*"
    r"(?:totals?|subtotals?|sum)\b.*|.*\b(?:totals?|subtotals?|sub-totals?)|overall|cyfanswm\b.*|.*\bcyfanswm)$",
    re.IGNORECASE,
)
# "All offences" may be a total; "All other theft offences" is a category. Arithmetic settles it.
_SOFT_TOTAL = re.compile(
    r"^(?:all(?!\s+other)\b.*|combined\b.*|.*\(all\)|overall\b.*|pob\b.*)$",
    re.IGNORECASE,
)
_MEMO = re.compile(
    r"^(?:\W*)(?:of\s+(?:which|these|those|the\s+above)|o/w|including|includes|incl\b|(?:which\s+)?include[sd]?"
    r"|thereof|memo)\b",
    re.IGNORECASE,
)
_DERIVED = re.compile(
    r"%|\bper\s?cent(?:age)?s?\b|\bpercentages?\b|\bproportions?\b|\brates?\b|\bper\s+(?:1|10|100),?0{2,}\b"
    r"|\bper\s+(?:head|capita|day|month|week|officer)\b|\bchanges?\b|\bdifferences?\b|\bvariance\b"
    r"|\baverages?\b|\bmean\b|\bmedian\b|\bratio\b|\bpopulation\b|\b(?:in|de)creased?\b|\+/-|\+/−|±"
    r"|£|\bcosts?\b|\bFTE\b|\bfull[- ]time equivalents?\b|\bshare\b|\bnewid\b|\bcanran\b",
    re.IGNORECASE,
)
_NOT_A_COUNT = re.compile(
    r"\bFTE\b|\bfull[- ]time equivalents?\b|£|\bper\s?cent(?:age)?\b|\bpercentages?\b"
    r"|\brates? per\b",
    re.IGNORECASE,
)
_NOTES = re.compile(
    r"^(?:foot)?notes?\b|^comments?\b|^remarks?\b|^sources?\b|^caveats?\b|^explanation\b"
    r"|^additional information\b"
    r"|^nodiadau\b",
    re.IGNORECASE,
)
# The whole heading, so that a column of counts headed "Public order" is never a column of labels.
_DIMENSION = re.compile(
    r"(?:(?:financial|fiscal|calendar|fin|reporting|performance|home\s+office|ho|h\.o\.|stats|offence|crime|incident"
    r"|occurrence|record(?:ed)?|reported|created|committed|force|victim|offender|suspect|event|custody|arrest|case"
    r"|investigation|log|serial|unique|foi|the|period|finish|start|end)\s*[/-]?\s*)*"
    r"(?:codes?|class|refs?|references?|ids?|ids|urn|crn|year|years|yr|fy|periods?|quarters?|qtr|months?|dates?|day|week"
    r"|time|ages?|districts?|wards?|beats?|divisions?|postcodes?|easting|northing|latitude|longitude|lsoa|rank|index"
    r"|s/?n|row|item|serial|blwyddyn(?:\s+ariannol)?|mis|dyddiad)"
    r"(?:\s*(?:no\.?|numbers?|codes?|ids?|group|band|range|name|recorded|reported|created|committed|occurred|ending"
    r"|of\s+(?:offence|crime|incident|report|record|victim|offender)))*\s*:?"
    r"|(?:crime|incident|offence|occurrence|log|case|investigation|record|event|custody)\s*"
    r"(?:no\.?|numbers?|ref\w*|id)"
    r"|no\.|#",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    r"^(?:number|no\.|nos\.?|nr|count|counts|total\s+(?:number|no\.?|count)|volume|vol|frequency|quantity|qty"
    r"|figures?|values?|how\s+many|nifer)\b|^(?:no|vol|#)$|\b(?:count|counts|recorded|reported|volume)$"
    r"|^(?:sum|count)\s+of\b|\bnumbers?\s+of\b|\bno\.?\s+of\b|#\s*of\b",
    re.IGNORECASE,
)
_STUB = re.compile(
    r"(?:(?:type|name|nature)\s+of\s+)?"
    r"(?:(?:crime|offence|police|force|hospital|area|ho|home office|recorded)\s+)*"
    r"(?:offences?|categor(?:y|ies)|crimes?|incidents?|types?|groups?|sub[- ]?groups?"
    r"|classification|descriptions?|outcomes?"
    r"|disposals?|forces?|areas?|regions?|locations?|hospitals?|units?|trosedd|categori|heddlu)"
    r"(?:\s+(?:type|name|description|category|group|sub[- ]?group|title|area))*"
    r"(?:\s*/\s*[\w ]+)?:?",
    re.IGNORECASE,
)
_NUMBERING = re.compile(
    r"\b(?:ref\w*|urn|id|no\.?|numbers?|s/?n|serial|time|tel\w*|phone|ext\w*|foi|fax)\b|^#$",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\b(?:recorded|reported|received|logged|created|number\s+of|no\.?\s+of)\b|^all\b(?!\s+other)",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:detected|detections?|solved|resolved|charged?|charges|summons\w*|convict\w*|cautions?|cautioned|arrest\w*"
    r"|cancelled|no\s+crimed?|outstanding|undetected|filed|referred|prosecut\w*|granted|upheld"
    r"|outcomes?|finali[sz]ed|positive)\b",
    re.IGNORECASE,
)
_BREAKDOWN = re.compile(
    r"^(?:by\s+)?(?:(?:victim|offender|suspect)(?:'?s)?\s+)?"
    r"(?:age(?:s|\s+(?:group|band|range)s?)?|genders?|sex|ethnicit(?:y|ies)|ethnic\s+(?:group|origin|appearance)s?|race"
    r"|religion|disabilit(?:y|ies)|outcomes?(?:\s+types?)?|disposals?|locations?(?:\s+types?)?|districts?|months?|days?"
    r"|relationships?|nationalit(?:y|ies)|methods?|weapons?|oed|rhyw|ethnigrwydd)$",
    re.IGNORECASE,
)
_UNITS: tuple[tuple[Unit, re.Pattern[str]], ...] = tuple(
    (unit, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for unit, words in (
        (Unit.ARRESTS, "arrests?"),
        (Unit.CHARGES, "charges"),
        (Unit.SUSPECTS, "suspects?|offenders?"),
        (Unit.VICTIMS, "victims?|complainants?"),
        (Unit.CALLS, "calls?"),
        (Unit.INCIDENTS, "incidents?"),
        (Unit.CRIMES, "crimes?"),
        (Unit.OFFENCES, "offences?|offenses?|troseddau"),
    )
)
_UNIT_CLAIM = re.compile(
    r"\b(?:number|numbers|no\.|count|volume|total|no(?=\s+of))\s+(?:of\s+)?(?:all\s+|recorded\s+|reported\s+)?(\w+)"
    r"|^(?:recorded\s+|reported\s+|total\s+)?(\w+)(?:\s+(?:count|recorded|reported|logged))?$",
    re.IGNORECASE,
)


_STOCK = re.compile(r"^as\s+(?:at|of)\b|\bFTEs?\b|\bfull[- ]time[- ]equivalents?\b", re.IGNORECASE)
_SCALED = re.compile(
    r"(?<![\d,.])0{3}s?\b|'000|’000|\bin\s+(?:thousands|hundreds|millions)\b|\(thousands\)|\bthousands\s+of\b"
    r"|\b(?:figures?|numbers?|counts?|totals?|data|values?|cells?)\b[^.%]{0,40}\brounded\b"
    r"|\brounded\s+(?:up\s+|down\s+)?to\s+the\s+nearest\s+\d+\b(?!\s*(?:%|per))",
    re.IGNORECASE,
)
_PLACEHOLDERS = frozenset({"column labels", "row labels", "values", "(all)", "(multiple items)"})
_PERIOD_TITLE = re.compile(
    r"(?:(?:financial|fiscal|calendar|fin\.?|reporting|performance)\s+)?"
    r"(?:years?|periods?|quarters?|months?|fy|time\s+periods?|blwyddyn(?:\s+ariannol)?)"
    r"(?:\s*\(?\s*(?:apr|jan)[a-z]*\s*(?:-|–|to)\s*(?:mar|dec)[a-z]*\s*\)?)?:?",
    re.IGNORECASE,
)
_WHOLE_YEAR = re.compile(
    r"\bapr[a-z]*\b.{1,12}\bmar[a-z]*\b|\bjan[a-z]*\b.{1,12}\bdec[a-z]*\b|\bfull\s+year\b",
    re.IGNORECASE,
)
_PART_OF_YEAR = re.compile(
    r"\b(?:ytd|year\s+to\s+date|to\s+date|so\s+far|half|h[12]|part|(?:first|last|\d+)\s+(?:\w+\s+)?months?)\b"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b.{1,12}"
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b"
    r"|^\s*(?:to|-|–|until|from)\s+\w*\s*(?:19|20)?\d\d\b",
    re.IGNORECASE,
)


class Claim(StrEnum):
    """What a heading claims its row or column to be."""

    PLAIN = "plain"
    TOTAL = "total"
    SOFT_TOTAL = "soft_total"
    MEMO = "memo"
    DERIVED = "derived"


def tidy(text: str) -> str:
    """Text with its line breaks and runs of blanks folded to single blanks.

    >>> tidy(" First\\nissued  ")
    'First issued'
    """
    return " ".join(text.split())


@lru_cache(maxsize=50_000)
def claim_of(heading: str) -> Claim:
    """What a heading claims, by its words alone.

    >>> [claim_of(t).value for t in ("Grand Total", "All offences", "% change", "of which: rape")]
    ['total', 'soft_total', 'derived', 'memo']
    >>> claim_of("All other theft offences").value, claim_of("2019/20 Total").value
    ('plain', 'total')
    """
    text = tidy(heading)
    if not text:
        return Claim.PLAIN
    if _MEMO.search(text):
        return Claim.MEMO
    if _DERIVED.search(text):
        return Claim.DERIVED
    if _TOTAL.match(text.rstrip(" :*")):
        return Claim.TOTAL
    if _SOFT_TOTAL.match(text):
        return Claim.SOFT_TOTAL
    return Claim.PLAIN


@lru_cache(maxsize=10_000)
def is_dimension(heading: str) -> bool:
    """True for the title of a column that labels rows: `Offence Code`, `Financial Year`, `Ref`.

    >>> is_dimension("Financial Quarter"), is_dimension("Number of Offences")
    (True, False)
    """
    return bool(_DIMENSION.fullmatch(tidy(heading)))


@lru_cache(maxsize=10_000)
def is_period_title(heading: str) -> bool:
    """True for the title of an axis of periods, which says nothing of any count by itself.

    >>> is_period_title("Financial year (April to March)"), is_period_title("Year of birth")
    (True, False)
    """
    return bool(_PERIOD_TITLE.fullmatch(tidy(heading)))


def is_placeholder(heading: str) -> bool:
    """True for the words that Excel puts into every pivot table: `Column Labels`, `Row Labels`."""
    return tidy(heading).casefold() in _PLACEHOLDERS


@lru_cache(maxsize=10_000)
def is_measure(heading: str) -> bool:
    """True for the title of a column of counts: `Number of Offences`, `Count`, `Volume`."""
    text = tidy(heading)
    return bool(_MEASURE.search(text)) and not re.search(
        r"\b(?:ref\w*|code|id)\b|^(?:crime|incident|offence)\s+number$", text, re.IGNORECASE
    )


@lru_cache(maxsize=10_000)
def is_stub(heading: str) -> bool:
    """True for a word that heads a column of labels: `Offence`, `Crime type`, `Financial Year`."""
    return bool(_STUB.fullmatch(tidy(heading))) or is_dimension(heading)


@lru_cache(maxsize=10_000)
def is_numbering(heading: str) -> bool:
    """True for what numbers a letter or a record: `FOI reference`, `Telephone`, `URN`."""
    return bool(_NUMBERING.search(tidy(heading)))


@lru_cache(maxsize=10_000)
def is_notes(heading: str) -> bool:
    """True for the title of a column of remarks, and for a line that opens a note."""
    return bool(_NOTES.match(tidy(heading)))


@lru_cache(maxsize=10_000)
def is_breakdown(heading: str) -> bool:
    """True where a heading names a way of dividing the same things again: `Age`, `Gender`."""
    return bool(_BREAKDOWN.match(tidy(heading)))


@lru_cache(maxsize=10_000)
def is_whole(heading: str) -> bool:
    """True for a measure that other columns may be parts of: `Recorded`, `Number of offences`."""
    text = tidy(heading)
    return bool(_WHOLE.search(text) or is_measure(text) or _bare_unit(text))


@lru_cache(maxsize=10_000)
def is_part(heading: str) -> bool:
    """True for a measure that is usually part of another: `Detected`, `Charged`."""
    return bool(_PART.search(tidy(heading)))


@lru_cache(maxsize=10_000)
def is_not_counts(text: str) -> bool:
    """True where a title or corner says that the figures are no counts: `Full-time equivalents`."""
    return bool(_NOT_A_COUNT.search(tidy(text)))


@lru_cache(maxsize=10_000)
def is_stock(text: str) -> bool:
    """True where a heading says that figures stand at a day, or are no persons or events at all.

    >>> is_stock("As at:"), is_stock("Full-time equivalents"), is_stock("Assault")
    (True, True, False)
    """
    return bool(_STOCK.search(tidy(text)))


@lru_cache(maxsize=10_000)
def is_scaled(text: str) -> bool:
    """True where figures are in thousands or rounded, so that none of them is a count.

    >>> is_scaled("All numbers are shown in 000s"), is_scaled("Percentages are rounded")
    (True, False)
    """
    return bool(_SCALED.search(tidy(text)))


@lru_cache(maxsize=10_000)
def is_part_of_year(text: str) -> bool:
    """True for a heading under a year that says which part of it is meant: `Apr - Sep`, `YTD`."""
    whole = bool(_WHOLE_YEAR.search(text))
    return len(text) < 40 and not whole and bool(_PART_OF_YEAR.search(tidy(text)))


@lru_cache(maxsize=10_000)
def unit_claimed(heading: str) -> Unit | None:
    """The unit that a heading states outright, or None.

    >>> unit_claimed("Number of Crimes Recorded").value, unit_claimed("Arrests").value
    ('crimes', 'arrests')
    >>> unit_claimed("Rape of a female under 16") is None
    True
    """
    match = _UNIT_CLAIM.search(tidy(heading))
    if match is None:
        return None
    word = match.group(1) or match.group(2)
    return next((unit for unit, words in _UNITS if words.fullmatch(word)), None)


def _bare_unit(text: str) -> bool:
    return any(words.fullmatch(text) for _, words in _UNITS)
