"""Which offences hold which: `Sexual offences` hold `Rape`, a line of each is never added up.

`schemas/codelists/offence_groups.csv` has the groups of the Home Office's classification and the
names that are in use for them. A name that joins things (`Theft and handling`) holds each of them,
and what marks offences of every kind (`Hate crime`, `Domestic abuse`) may hold any.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from foistats.naming.lexicon import pattern_in_any_case
from foistats.naming.spelling import plain, regex
from foistats.question.phrases import Phrase, phrase_of
from foistats.question.roles import ROLES, SIZES

_JOINS = r"(?i)\s*(?:,|/|&|\+|\band\b)\s*"


class _Group(NamedTuple):
    """One group of offences: the phrases that name it, and the groups that it lies in."""

    names: tuple[Phrase, ...]
    within: tuple[str, ...]


@cache
def _groups() -> Mapping[str, _Group]:
    text = (files("schemas.codelists") / "offence_groups.csv").read_text(encoding="utf-8")
    found = {}
    for row in csv.DictReader(text.splitlines()):
        names = (row["name"], *_listed(row["also"]))
        found[row["name"]] = _Group(tuple(map(phrase_of, names)), _listed(row["within"]))
    return found


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part for part in map(str.strip, text.split(";")) if part)


@cache
def _by_words() -> Mapping[frozenset[str], Sequence[str]]:
    found: dict[frozenset[str], list[str]] = {}
    for name, group in _groups().items():
        for phrase in group.names:
            found.setdefault(phrase.words, []).append(name)
    return found


def groups_named(phrase: Phrase) -> frozenset[str]:
    """The groups that a phrase is the name of.

    >>> sorted(groups_named(phrase_of("Theft offences"))), sorted(groups_named(phrase_of("Dogs")))
    (['Theft'], [])
    """
    return frozenset(
        name
        for name in _by_words().get(phrase.words, ())
        if any(_is_in(one, phrase) and one.words == phrase.words for one in _groups()[name].names)
    )


def groups_around(phrase: Phrase) -> frozenset[str]:
    """The groups that hold more than what a phrase names.

    >>> sorted(groups_around(phrase_of("Rape of a female child under 16")))
    ['Rape', 'Serious sexual offences', 'Sexual offences', 'Victim-based crime', 'Violent crime']
    """
    own = groups_named(phrase)
    found: set[str] = set()
    left = [
        name
        for name, group in _groups().items()
        if any(one and _is_in(one, phrase) for one in group.names)
    ]
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            left += _groups()[name].within if name in _groups() else ()
    return frozenset(found - own)


def _is_in(name: Phrase, phrase: Phrase) -> bool:
    return name.met_by(phrase) == name.words


def is_of_every_kind(heading: str) -> bool:
    """True for what may hold offences of any kind: `Hate crime`, `Alcohol-related offences`.

    >>> [is_of_every_kind(t) for t in ("Domestic abuse", "Cyber-enabled crime", "Drug offences")]
    [True, True, False]
    """
    return pattern_in_any_case("table_headings", "every_kind").search(plain(heading)) is not None


def joined_in(heading: str) -> Iterator[str]:
    """What a heading joins: `Criminal damage` and `arson` of `Criminal damage and arson`.

    >>> list(joined_in("Criminal damage and arson")), list(joined_in("Theft of and from vehicles"))
    (['Criminal damage', 'arson'], [])
    """
    parts = regex(_JOINS).split(plain(heading))
    if len(parts) < 2:
        return
    known = ROLES.keys() | SIZES.keys()
    ends = [word for part in parts for word in part.casefold().split()[:1] + part.split()[-1:]]
    if all(parts) and known.isdisjoint(ends):
        yield from parts
