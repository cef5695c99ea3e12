"""The words of headings: totals, derived figures, dimensions, notes. Whole words, never parts.

They decide what a row or column *claims* to be; arithmetic decides whether the claim holds. The
words themselves stand in `schemas/lexicon/table_headings.csv` and `figures.csv`.
"""

import re
from enum import StrEnum
from functools import cache, lru_cache

from foistats.naming.lexicon import joined, pattern_in_any_case
from foistats.naming.lexicon import words as words_that
from foistats.naming.vocabulary import plurals
from schemas.vocabulary import Unit

_PREPOSITION = re.compile(
    r"\s(?:of|per|in|by|for|from|on|to|between|since|vs\.?|versus|against|over|than|with|under"
    r"|compared|at|as|without|within|after|before|during|this|last|year|\d\S*)\b|[(\[,;:/–]|\s-\s"
)
_BRACKET = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_WORD = re.compile(r"[%£±]|[^\W_]+(?:['’-][^\W_]+)*")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_+")
# What Excel puts before the name of a field in a pivot table.
_PIVOT_CAPTION = re.compile(r"^(?:sum|count)\s+of\s+(?=\w)", re.IGNORECASE)
# A heading states its unit outright as `Number of recorded crimes`, or with nothing but the unit.
_UNIT_CLAIM = re.compile(
    r"\b(?:number|numbers|no\.|count|volume|total|no(?=\s+of))\s+(?:of\s+)?(?:all\s+|recorded\s+|reported\s+)?(\w+)"
    r"|^(?:recorded\s+|reported\s+|total\s+)?(\w+)(?:\s+(?:count|recorded|reported|logged))?$",
    re.IGNORECASE,
)
_SIGNS = frozenset({"%", "£", "£s", "£m", "£k", "pct", "%age"})
# A heading that says which part of a year is meant is short: longer ones are sentences.
_LONGEST_PART_OF_YEAR = 40


def _pattern(means: str) -> re.Pattern[str]:
    return pattern_in_any_case("table_headings", means)


def _says(means: str, text: str) -> bool:
    """True where a text has one of the wordings in it."""
    return _pattern(means).search(text) is not None


def _is(means: str, text: str) -> bool:
    """True where the whole of a text is one of the wordings."""
    return _pattern(means).fullmatch(text) is not None


@cache
def _including() -> re.Pattern[str]:
    says = joined("table_headings", "includes")
    return re.compile(rf".\b(?:{says})\s+(?:all\s+)?([^()\[\],;]+)", re.IGNORECASE)


@cache
def _units() -> dict[str, Unit]:
    """The units that figures may have, by each word for one."""
    named = (Unit.ARRESTS, Unit.CHARGES, Unit.SUSPECTS, Unit.VICTIMS, Unit.CALLS)
    more = (Unit.INCIDENTS, Unit.CRIMES, Unit.OFFENCES)
    return {word: unit for unit in (*named, *more) for word in words_that("figures", unit.value)}


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
    if _says("memo", text):
        return Claim.MEMO
    if is_derived(text):
        return Claim.DERIVED
    if _says("total", text.rstrip(" :*")):
        return Claim.TOTAL
    if _says("soft_total", text):
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
    if _says("derived", text):
        return True
    if any(_all_derived(inside) for inside in _BRACKET.findall(text)):
        return True
    words = [word.casefold() for word in _WORD.findall(text) if not word.isdigit()]
    if not words:
        return False
    if words[:2] == ["average", "speed"]:
        return False  # cameras that measure it
    if words[0] in words_that("figures", "opening"):
        return True
    # "2012-13 Percentage": the year before it says nothing of what is measured.
    bare = text.lstrip("0123456789-/– .,:()")
    head = _WORD.findall(_PREPOSITION.split(f" {bare}", maxsplit=1)[0])
    return bool(head) and head[-1].casefold() in words_that("figures", "noun")


@lru_cache(maxsize=10_000)
def is_share(heading: str) -> bool:
    """True where a heading calls its figures a share of something: none is more than 100.

    >>> is_share("Shared ownership (percentage)"), is_share("% change")
    (True, False)
    """
    words = {word.casefold() for word in _WORD.findall(spoken(heading))}
    return bool(words & words_that("figures", "share")) and not (
        words & words_that("figures", "change")
    )


@lru_cache(maxsize=10_000)
def is_told_by_sign(heading: str) -> bool:
    """True where a sign or a quantity of another kind says that figures are no counts.

    >>> is_told_by_sign("% of total"), is_told_by_sign("Cost"), is_told_by_sign("Change of use")
    (True, True, False)
    """
    text = spoken(heading)
    words = {word.casefold() for word in _WORD.findall(text)}
    return _says("derived", text) or bool(words & words_that("figures", "quantity"))


def is_sign_alone(text: str) -> bool:
    """True for `%` or `£` without a figure: it says what the column below it holds.

    >>> is_sign_alone("%"), is_sign_alone("5%"), is_sign_alone("-")
    (True, False, False)
    """
    return text.strip(" ()").casefold() in _SIGNS


def _all_derived(text: str) -> bool:
    words, nouns = _WORD.findall(text), words_that("figures", "noun")
    return bool(words) and all(word.casefold() in nouns for word in words)


@lru_cache(maxsize=10_000)
def says_rolling_year(text: str) -> bool:
    """True where a line says that each month stands for the twelve months up to it."""
    return _says("rolling_year", tidy(text))


@lru_cache(maxsize=10_000)
def is_cumulative(text: str) -> bool:
    """True where a title says that each figure holds those before it."""
    return _says("cumulative", tidy(text))


@lru_cache(maxsize=10_000)
def is_dimension(heading: str) -> bool:
    """True for the title of a column that labels rows: `Offence Code`, `Financial Year`, `Ref`.

    >>> is_dimension("Financial Quarter"), is_dimension("Number of Offences")
    (True, False)
    """
    return _is("dimension", spoken(heading))


@lru_cache(maxsize=10_000)
def is_period_title(heading: str) -> bool:
    """True for the title of an axis of periods, which says nothing of any count by itself.

    >>> is_period_title("Financial year (April to March)"), is_period_title("Year of birth")
    (True, False)
    """
    return _is("period_title", spoken(heading))


@lru_cache(maxsize=10_000)
def is_year_title(heading: str) -> bool:
    """True for the title of an axis of whole years: `Financial year`, `FY`, `Year ending`."""
    return _pattern("year_title").match(spoken(heading)) is not None


@lru_cache(maxsize=10_000)
def is_placeholder(heading: str) -> bool:
    """True for the words that Excel puts into every pivot table: `Column Labels`, `Row Labels`."""
    return _is("placeholder", tidy(heading))


@lru_cache(maxsize=10_000)
def is_measure(heading: str) -> bool:
    """True for the title of a column of counts: `Number of Offences`, `Count`, `Volume`."""
    text = spoken(heading)
    return _says("measure", text) and not _says("no_measure", text)


@lru_cache(maxsize=10_000)
def is_stub(heading: str) -> bool:
    """True for a word that heads a column of labels: `Offence`, `Crime type`, `Financial Year`."""
    return _is("stub", spoken(heading)) or is_dimension(heading)


@lru_cache(maxsize=10_000)
def is_numbering(heading: str) -> bool:
    """True for what numbers a letter or a record: `FOI reference`, `Telephone`, `URN`."""
    return _says("numbering", spoken(heading))


@lru_cache(maxsize=10_000)
def included(heading: str) -> str:
    """What a heading says that it includes: `domestic` of `Violence (including domestic)`.

    >>> included("Violence (including domestic)"), included("Violence")
    ('domestic', '')
    """
    found = _including().search(tidy(heading))
    return found[1].strip().casefold() if found else ""


@lru_cache(maxsize=10_000)
def is_bare_total(heading: str) -> bool:
    """True for a heading that says "total" and nothing of what: `Total`, `Grand Total`.

    >>> is_bare_total("Grand Total"), is_bare_total("SumOfTotalOpen")
    (True, False)
    """
    return _is("bare_total", _PIVOT_CAPTION.sub("", spoken(heading)))


@lru_cache(maxsize=10_000)
def is_code(heading: str) -> bool:
    """True for the title of a column of codes or references, each of which is of one row alone."""
    return _says("code", spoken(heading))


@lru_cache(maxsize=10_000)
def is_notes(heading: str) -> bool:
    """True for the title of a column of remarks, and for a line that opens a note."""
    return _says("notes", spoken(heading))


@lru_cache(maxsize=10_000)
def is_breakdown(heading: str) -> bool:
    """True where a heading names a way of dividing the same things again: `Age`, `Gender`."""
    return _says("breakdown", tidy(heading))


@lru_cache(maxsize=10_000)
def is_whole(heading: str) -> bool:
    """True for a measure that other columns may be parts of: `Recorded`, `Number of offences`."""
    text = spoken(heading)
    if _pattern("negated").match(text):
        return False
    return _says("whole", text) or is_measure(text) or text.casefold() in _units()


@lru_cache(maxsize=10_000)
def is_part(heading: str) -> bool:
    """True for a measure that is usually part of another: `Detected`, `Charged`."""
    return _says("part", tidy(heading))


@lru_cache(maxsize=10_000)
def kind_of_figure(heading: str) -> str:
    """How a heading says its figures were come by; empty where it doesn't.

    Two kinds beside each other measure the same things twice.

    >>> [kind_of_figure(t) for t in ("Estimated offences", "Actual", "Actual bodily harm")]
    ['estimated', 'actual', '']
    """
    found = _kind_of_figure().match(spoken(heading))
    return found[1].casefold() if found else ""


@cache
def _kind_of_figure() -> re.Pattern[str]:
    says = joined("table_headings", "kind_of_figure")
    return re.compile(rf"^(?:\W*)({says})\b", re.IGNORECASE)


@lru_cache(maxsize=10_000)
def is_rate(text: str) -> bool:
    """True for a title that calls figures rates of a population: `Offences per 1,000`.

    >>> is_rate("Offences per 1,000 residents"), is_rate("Offences per year")
    (True, False)
    """
    return bool(re.search(r"(?i)\bper\s+(?:head|capita|10*,?0{3})\b", tidy(text)))


@lru_cache(maxsize=10_000)
def is_not_counts(text: str) -> bool:
    """True where a title or corner says that the figures are no counts: `Full-time equivalents`."""
    return _says("no_count", tidy(text))


@lru_cache(maxsize=10_000)
def is_stock(text: str) -> bool:
    """True where a heading says that figures stand at a day, or are no persons or events at all.

    >>> is_stock("As at:"), is_stock("Full-time equivalents"), is_stock("Assault")
    (True, True, False)
    """
    return _says("stock", tidy(text))


@lru_cache(maxsize=10_000)
def is_scaled(text: str) -> bool:
    """True where figures are in thousands or rounded, so that none of them is a count.

    >>> is_scaled("All numbers are shown in 000s"), is_scaled("Percentages are rounded")
    (True, False)
    """
    return _says("scaled", tidy(text))


@lru_cache(maxsize=10_000)
def is_part_of_year(text: str) -> bool:
    """True for a heading under a year that says which part of it is meant: `Apr - Sep`, `YTD`."""
    short = len(text) < _LONGEST_PART_OF_YEAR
    return short and not _says("whole_year", text) and _says("part_of_year", tidy(text))


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
    return _units().get(word.casefold())


@lru_cache(maxsize=10_000)
def unit_named(text: str) -> Unit | None:
    """The unit of which a text speaks first, in the plural: it may say more of it.

    >>> [unit_named(t).value for t in ("Arrests for sexual offences", "Recorded sexual offences")]
    ['arrests', 'offences']
    >>> unit_named("Offence type") is None
    True
    """
    words = re.findall(r"[^\W\d_]+", spoken(text).casefold())
    return next((unit for word in words if (unit := plurals().get(word))), None)
