"""Pairs of a label and a value, in one line: `Weapon: Knife`, `Status: Final`, `Beat = (All)`."""

import re

from foistats.naming.lexicon import words as words_that
from foistats.naming.spelling import fold, regex

_PAIR = re.compile(r"^\W{0,3}(?P<label>[^:=.;!?]{1,40}\??)\s*[:=]\s*(?P<value>[^:=;?!@]{1,40})$")
_ALL = r"(?i)^\W*(?:all|any|everything|total)\W*$"
LONGEST_VALUE = 4


def pair_of(line: str) -> tuple[str, str] | None:
    """The label and the value of a line that is such a pair; None for any other line.

    >>> pair_of("Weapon: Knife"), pair_of("The figures are: 12 in 2019. None in 2020")
    (('Weapon', 'Knife'), None)
    """
    found = _PAIR.match(" ".join(line.split()))
    if found is None or len(found["value"].split()) > LONGEST_VALUE:
        return None
    return found["label"].strip(), found["value"].strip()


def narrows_nothing(value: str) -> bool:
    """True for a value that is all there is, or that speaks of the document: `(All)`, `Final`.

    >>> narrows_nothing("(All)"), narrows_nothing("Final version"), narrows_nothing("North")
    (True, True, False)
    """
    if regex(_ALL).search(value):
        return True
    said = re.findall(r"[^\W_]+", fold(value))
    return bool(said) and all(word in words_that("headings", "document") for word in said)
