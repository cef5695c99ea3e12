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
    r"^(?:all(?!\s+other)\b.*|combined\b.*|.*\((?:all|total)\)|overall\b.*|pob\b.*)$",
    re.IGNORECASE,
)
_MEMO = re.compile(
    r"^(?:\W*)(?:of\s+(?:which|these|those|the\s+above)|o/w|including|includes|incl\b|(?:which\s+)?include[sd]?"
    r"|thereof|memo)\b",
    re.IGNORECASE,
)
# What a derived figure is called: the head noun of its heading ("conviction rate", "change in
# crime"), the adjective that opens it ("average age"), or a bracket that says nothing else.
_DERIVED_NOUNS = frozenset({
    "%", "percent", "percentage", "percentages", "pct", "pc", "proportion", "proportions", "rate",
    "rates", "change", "changes", "difference", "differences", "variance", "average", "averages",
    "mean", "median", "ratio", "ratios", "population", "increase", "increased", "decrease",
    "decreased", "cost", "costs", "fte", "share", "shares", "rank", "ranking", "cumulative",
    "maximum", "minimum", "max", "min", "duration", "amount", "amounts", "hours", "spend",
    "expenditure", "salary", "salaries", "fees", "mileage", "miles",
    "canran", "newid", "£", "£s", "£m", "£k",
})  # fmt: skip
_SHARES = frozenset(
    {"%", "percent", "percentage", "percentages", "pct", "proportion", "proportions", "share"}
)
_CHANGES = frozenset({"change", "changes", "difference", "increase", "decrease", "variance"})
_QUANTITIES = frozenset({
    "population", "cost", "costs", "fte", "hours", "spend", "expenditure", "salary", "salaries",
    "fees", "mileage", "miles", "duration", "amount", "amounts", "£", "£s", "£m", "£k", "%",
})  # fmt: skip
_DERIVED_OPENINGS = frozenset({
    "%", "percent", "percentage", "pct", "amount", "amounts", "average", "mean",
    "median", "maximum", "minimum", "max",
    "min", "cumulative", "rate", "ratio", "proportion", "canran", "newid",
})  # fmt: skip
_DERIVED_SIGNS = re.compile(
    r"(?<!\d)\s?%|\+/-|\+/−|±|£(?!\s?\d)|\bper\s+(?:1|10|100),?0{2,}\b"
    r"|\bper\s+(?:head|capita|day|month|week|officer|cent)\b|\bfull[- ]time equivalents?\b"
    r"|\bas\s+an?\s+(?:proportion|percentage|share|rate)\b"
    r"|\brunning\s+totals?\b|\b(?:%|percentage|per\s?cent)\s+(?:change|of)\b",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(
    r"\s(?:of|per|in|by|for|from|on|to|between|since|vs\.?|versus|against|over|than|with|under"
    r"|compared|at|as|without|within|after|before|during|this|last|year|\d\S*)\b|[(\[,;:/–]|\s-\s"
)
_BRACKET = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_WORD = re.compile(r"[%£±]|[^\W_]+(?:['’-][^\W_]+)*")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_+")
_CUMULATIVE = re.compile(
    r"\bcumulative(?:ly)?\b|\brunning\s+totals?\b|\bcumulated\b", re.IGNORECASE
)
_ROLLING_YEAR = re.compile(
    r"\brolling\s+(?:12|twelve|year)|\byear\s+to(?:\s+(?:the\s+)?(?:date|end))?\s*:?$"
    r"|\b(?:12|twelve)\s+months\s+(?:to|ending|ended|up\s+to)\b",
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
    r"(?:codes?|class|refs?|references?|[gu]?u?ids?|urn|crn|year|years|yr|fy|periods?|quarters?|qtr|months?|mth|mnth|dates?|day|week"
    r"|time|ages?|districts?|wards?|beats?|divisions?|postcodes?|easting|northing|latitude|longitude|lsoa|index"
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
    r"\b(?:ref\w*|urn|[gu]?u?id|no\.?|numbers?|s/?n|serial|time|tel\w*|phone|ext\w*|foi|fax)\b|^#$",
    re.IGNORECASE,
)
# "Not recorded" among ethnicities is one of them, not what all of them divide.
_NEGATED = re.compile(r"(?:not|un|never|none)\b|un(?:recorded|reported)", re.IGNORECASE)
# What Excel puts before the name of a field in a pivot table.
_PIVOT_CAPTION = re.compile(r"^(?:sum|count)\s+of\s+(?=\w)", re.IGNORECASE)
_INCLUDING = re.compile(
    r".\b(?:includ(?:ing|es)|incl?\.?)\s+(?:all\s+)?([^()\[\],;]+)", re.IGNORECASE
)
_BARE_TOTAL = re.compile(
    r"(?:the\s+)?(?:grand|sub|overall|final|annual|yearly|force|row|column)?[\s-]*"
    r"(?:totals?|sum|cyfanswm)\W*(?:(?:number|no\.?)?\s*(?:of\s+)?(?:offences|crimes|incidents))?",
    re.IGNORECASE,
)
_CODE = re.compile(r"\b(?:codes?|refs?|references?|ids?|urn)$", re.IGNORECASE)
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
    # A telephone, `0300 000 0000`, says nothing of figures.
    r"(?<![\d,.])(?<!\d )0{3}s?\b(?! ?\d)|'000|’000|\bin\s+(?:thousands|hundreds|millions)\b"
    r"|[(,;]\s*(?:in\s+)?thousands?\b|\bthousand\s+(?:tonnes|people|persons)\b"
    # "Thousands of records lack a date" is prose, and no unit.
    r"|(?:^|[(,;:]\s*|\bin\s+)thousands\s+of\b(?!.*\b(?:are|is|were|was|have|has|do|did|does)\b)"
    r"|\b(?:figures?|numbers?|counts?|totals?|data|values?|cells?)\b[^.%]{0,40}\brounded\b"
    r"|\brounded\s+(?:up\s+|down\s+)?to\s+the\s+nearest\s+\d+\b(?!\s*(?:%|per))",
    re.IGNORECASE,
)
_PLACEHOLDERS = frozenset({"column labels", "row labels", "values", "(all)", "(multiple items)"})
_PERIOD_TITLE = re.compile(
    r"(?:(?:financial|fiscal|calendar|fin\.?|reporting|performance)\s+)?"
    r"(?:years?|periods?|quarters?|months?|fy|time\s+periods?|blwyddyn(?:\s+ariannol)?)"
    r"(?:\s+(?:end(?:ing|ed)?|start(?:ing|ed)?|begin(?:ning)?|date|name|no\.?))?"
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
    text = _PIVOT_CAPTION.sub("", spoken(heading))
    if not text:
        return Claim.PLAIN
    if _MEMO.search(text):
        return Claim.MEMO
    if is_derived(text):
        return Claim.DERIVED
    if _TOTAL.match(text.rstrip(" :*")):
        return Claim.TOTAL
    if _SOFT_TOTAL.match(text):
        return Claim.SOFT_TOTAL
    return Claim.PLAIN


@lru_cache(maxsize=50_000)
def spoken(heading: str) -> str:
    """A heading as it would be spoken: names out of a database are parted into words.

    >>> spoken("change_pct"), spoken("SumOfTotalOpen"), spoken("Rape of a female")
    ('change pct', 'Sum Of Total Open', 'Rape of a female')
    """
    text = tidy(heading)
    if " " in text:
        return text
    return _CAMEL.sub(" ", text).strip()


@lru_cache(maxsize=50_000)
def is_derived(heading: str) -> bool:
    """True for what a heading calls derived from counts: a rate, a share, a change, an average.

    What counts is what the heading names, its head noun, not any word in it.

    >>> [is_derived(t) for t in ("Detection rate", "% of total", "Average age", "Crimes (%)")]
    [True, True, True, True]
    >>> is_derived("Share photograph of a person"), is_derived("Criminal damage under £5,000")
    (False, False)
    """
    text = spoken(heading)
    if _DERIVED_SIGNS.search(text):
        return True
    if any(_all_derived(inside) for inside in _BRACKET.findall(text)):
        return True
    words = [word.casefold() for word in _WORD.findall(text) if not word.isdigit()]
    if not words:
        return False
    if words[:2] == ["average", "speed"]:
        return False  # cameras that measure it
    if words[0] in _DERIVED_OPENINGS:
        return True
    # "2012-13 Percentage": the year before it says nothing of what is measured.
    bare = text.lstrip("0123456789-/– .,:()")
    head = _WORD.findall(_PREPOSITION.split(f" {bare}", maxsplit=1)[0])
    return bool(head) and head[-1].casefold() in _DERIVED_NOUNS


@lru_cache(maxsize=10_000)
def is_share(heading: str) -> bool:
    """True where a heading calls its figures a share of something: none is more than 100.

    >>> is_share("Shared ownership (percentage)"), is_share("% change")
    (True, False)
    """
    words = {word.casefold() for word in _WORD.findall(spoken(heading))}
    return bool(words & _SHARES) and not words & _CHANGES


@lru_cache(maxsize=10_000)
def is_told_by_sign(heading: str) -> bool:
    """True where a sign or a quantity of another kind says that figures are no counts.

    >>> is_told_by_sign("% of total"), is_told_by_sign("Cost"), is_told_by_sign("Change of use")
    (True, True, False)
    """
    text = spoken(heading)
    words = {word.casefold() for word in _WORD.findall(text)}
    return bool(_DERIVED_SIGNS.search(text)) or bool(words & _QUANTITIES)


def _all_derived(text: str) -> bool:
    words = _WORD.findall(text)
    return bool(words) and all(word.casefold() in _DERIVED_NOUNS for word in words)


@lru_cache(maxsize=10_000)
def says_rolling_year(text: str) -> bool:
    """True where a line says that each month stands for the twelve months up to it."""
    return bool(_ROLLING_YEAR.search(tidy(text)))


@lru_cache(maxsize=10_000)
def is_cumulative(text: str) -> bool:
    """True where a title says that each figure holds those before it."""
    return bool(_CUMULATIVE.search(tidy(text)))


@lru_cache(maxsize=10_000)
def is_dimension(heading: str) -> bool:
    """True for the title of a column that labels rows: `Offence Code`, `Financial Year`, `Ref`.

    >>> is_dimension("Financial Quarter"), is_dimension("Number of Offences")
    (True, False)
    """
    return bool(_DIMENSION.fullmatch(spoken(heading)))


@lru_cache(maxsize=10_000)
def is_period_title(heading: str) -> bool:
    """True for the title of an axis of periods, which says nothing of any count by itself.

    >>> is_period_title("Financial year (April to March)"), is_period_title("Year of birth")
    (True, False)
    """
    return bool(_PERIOD_TITLE.fullmatch(spoken(heading)))


def is_year_title(heading: str) -> bool:
    """True for the title of an axis of whole years: `Financial year`, `FY`, `Year ending`."""
    return bool(re.match(r"(?:\w+\.?\s+)?(?:years?|fy|blwyddyn)\b", spoken(heading), re.IGNORECASE))


def is_placeholder(heading: str) -> bool:
    """True for the words that Excel puts into every pivot table: `Column Labels`, `Row Labels`."""
    return tidy(heading).casefold() in _PLACEHOLDERS


@lru_cache(maxsize=10_000)
def is_measure(heading: str) -> bool:
    """True for the title of a column of counts: `Number of Offences`, `Count`, `Volume`."""
    text = spoken(heading)
    return bool(_MEASURE.search(text)) and not re.search(
        r"\b(?:ref\w*|code|id)\b|^(?:crime|incident|offence)\s+number$", text, re.IGNORECASE
    )


@lru_cache(maxsize=10_000)
def is_stub(heading: str) -> bool:
    """True for a word that heads a column of labels: `Offence`, `Crime type`, `Financial Year`."""
    return bool(_STUB.fullmatch(spoken(heading))) or is_dimension(heading)


@lru_cache(maxsize=10_000)
def is_numbering(heading: str) -> bool:
    """True for what numbers a letter or a record: `FOI reference`, `Telephone`, `URN`."""
    return bool(_NUMBERING.search(spoken(heading)))


@lru_cache(maxsize=10_000)
def included(heading: str) -> str:
    """What a heading says that it includes: `domestic` of `Violence (including domestic)`.

    >>> included("Violence (including domestic)"), included("Violence")
    ('domestic', '')
    """
    found = _INCLUDING.search(tidy(heading))
    return found[1].strip().casefold() if found else ""


@lru_cache(maxsize=10_000)
def is_bare_total(heading: str) -> bool:
    """True for a heading that says "total" and nothing of what: `Total`, `Grand Total`.

    >>> is_bare_total("Grand Total"), is_bare_total("SumOfTotalOpen")
    (True, False)
    """
    return bool(_BARE_TOTAL.fullmatch(_PIVOT_CAPTION.sub("", spoken(heading))))


@lru_cache(maxsize=10_000)
def is_code(heading: str) -> bool:
    """True for the title of a column of codes or references, each of which is of one row alone."""
    return bool(_CODE.search(spoken(heading)))


@lru_cache(maxsize=10_000)
def is_notes(heading: str) -> bool:
    """True for the title of a column of remarks, and for a line that opens a note."""
    return bool(_NOTES.match(spoken(heading)))


@lru_cache(maxsize=10_000)
def is_breakdown(heading: str) -> bool:
    """True where a heading names a way of dividing the same things again: `Age`, `Gender`."""
    return bool(_BREAKDOWN.match(tidy(heading)))


@lru_cache(maxsize=10_000)
def is_whole(heading: str) -> bool:
    """True for a measure that other columns may be parts of: `Recorded`, `Number of offences`."""
    text = spoken(heading)
    if _NEGATED.match(text):
        return False
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
    match = _UNIT_CLAIM.search(spoken(heading))
    if match is None:
        return None
    word = match.group(1) or match.group(2)
    return next((unit for unit, words in _UNITS if words.fullmatch(word)), None)


def _bare_unit(text: str) -> bool:
    return any(words.fullmatch(text) for _, words in _UNITS)
