"""The wordings of `schemas/lexicon/`, read once and compiled when they are first needed."""

import csv
import re
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

_LIST = r"\{([a-z_]+)\}"
# In these tables a wording stands for whole words.
_OF_WORDS = frozenset({"doubts"})


class Entry(NamedTuple):
    """One wording, what it means, and a text that only this entry recognises."""

    means: str
    wording: str
    example: str


@cache
def entries(table: str) -> tuple[Entry, ...]:
    """Every line of one table, in its order."""
    file = resources.files("schemas") / "lexicon" / f"{table}.csv"
    lines = file.read_text(encoding="utf-8").splitlines()
    return tuple(
        Entry(row["means"], row["wording"], row["example"]) for row in csv.DictReader(lines)
    )


@cache
def pattern(table: str, means: str) -> re.Pattern[str]:
    """One pattern of all wordings of a table that mean the same, for text in small letters."""
    return re.compile(joined(table, means))


@cache
def pattern_in_any_case(table: str, means: str) -> re.Pattern[str]:
    """The same for text as it was written."""
    return re.compile(joined(table, means), re.IGNORECASE)


@cache
def words(table: str, means: str) -> frozenset[str]:
    """The words of a table of words that mean the same: each line has the forms of one."""
    found = (entry.wording.split() for entry in entries(table) if entry.means == means)
    return frozenset(word for forms in found for word in forms)


@cache
def joined(table: str, means: str) -> str:
    """The wordings that mean the same as alternatives, the lists that they name filled in."""
    wordings = [entry.wording for entry in entries(table) if entry.means == means]
    if not wordings:
        raise LookupError(f"schemas/lexicon/{table}.csv has no wording that means {means!r}")
    return "|".join(filled(table, wording) for wording in wordings)


def filled(table: str, wording: str) -> str:
    """A wording with the lists of its table that it names in braces."""
    whole = re.sub(_LIST, lambda one: f"(?:{joined(table, one[1])})", wording)
    return rf"\b(?:{whole})\b" if table in _OF_WORDS else whole


@lru_cache(maxsize=8192)
def says(table: str, means: str, lower: str) -> bool:
    """True where a text in small letters has one of the wordings."""
    return pattern(table, means).search(lower) is not None
