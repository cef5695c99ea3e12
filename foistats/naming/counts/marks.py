"""Marks: signs that stand where a count belongs and mean nothing until a document says what."""

import re
from functools import cache

from foistats.naming.lexicon import entries
from foistats.naming.spelling import plain

_SIGN = re.compile(
    r"[^\w\s]{1,4}|[A-Za-z]|[\[(][A-Za-z]{1,4}[\])]|[\[(][^\w\s]{1,3}[\])]|\"[^\"]{1,3}\""
)


@cache
def _worded() -> frozenset[str]:
    """Words that say that there is no count here: "unknown" and "not stated" are headings, too."""
    return frozenset(entry.wording for entry in entries("marks"))


def mark_key(text: str) -> str:
    """A mark with one sort of dash, dots and blank; words in lower case, single letters as written.

    >>> mark_key(" – "), mark_key("…"), mark_key("N/A "), mark_key("R")
    ('-', '...', 'n/a', 'R')
    """
    key = plain(text).replace("…", "...")
    return key.casefold() if len(key) > 1 else key


def is_mark(text: str) -> bool:
    """True for what may stand in a count's place without being one: `-`, `*`, `..`, `R`, `N/A`, ``.

    >>> [is_mark(t) for t in ("*", "–", "..", ":", "R", "N/A", "[c]", "", "12", "Rape")]
    [True, True, True, True, True, True, True, True, False, False]
    """
    key = mark_key(text)
    return not key or key in _worded() or _SIGN.fullmatch(key) is not None
