"""Which periods of a title date the figures below it, and which are of something else.

"Operation Topaz started in 2021", "report run in 2018", "rates use the 2011 census": such lines
name a time, and no figure is of it.
"""

import re
from functools import lru_cache

from foistats.naming.periods.mentions import periods_in
from foistats.naming.periods.spans import PeriodReading
from foistats.naming.spelling import plain, regex

_CLAUSE = re.compile(r"[;()\[\]]|[.:] |, (?=[a-z])", re.IGNORECASE)
# What happened once, to one thing: after plural nouns ("cases opened in 2018") it is what counts.
_HAPPENED = (
    r"(?P<before>[a-z0-9'-]*) ?\b(?:started|starts|began|begun|begins|commenced|launched|introduced"
    r"|implemented|established|founded|formed|opened|enacted|rolled out|went live|adopted|set up"
    r"|came into|comes into|merged|replaced|amended|abolished|closed|run|ran|printed|changed"
    r"|moved|migrated|installed|switched)\b"
)
_NO_PLURAL = frozenset({"was", "is", "has", "this", "its", "which", "as", "process"})
_OTHER_THINGS = (
    r"\b(?:census|copyright|counting rules|rates? uses?|populations?|boundar(?:y|ies)|legislation"
    r"|strategy|edition|version|v\d|estimates?|classification|guidance|manual|policy|since)\b|©"
)


@lru_cache(maxsize=20_000)
def periods_dating(line: str) -> tuple[PeriodReading, ...]:
    """The periods of a title that figures may be of; () where it names none.

    >>> [len(periods_dating(t)) for t in ("Arrests in 2021", "Operation Topaz started in 2021")]
    [1, 0]
    >>> len(periods_dating("Cases opened in 2021")), len(periods_dating("© Dorset Police 2021"))
    (1, 0)
    """
    lower = plain(line).casefold()
    if not _of_something_else(lower):
        return periods_in(line)
    found: dict[PeriodReading, None] = {}
    for clause in _CLAUSE.split(plain(line)):
        if not _of_something_else(clause.strip().casefold()):
            found.update(dict.fromkeys(periods_in(clause)))
    return tuple(found)


def _of_something_else(lower: str) -> bool:
    if regex(_OTHER_THINGS).search(lower):
        return True
    for match in regex(_HAPPENED).finditer(lower):
        before = match["before"]
        if not before.endswith("s") or before in _NO_PLURAL:
            return True
    return False
