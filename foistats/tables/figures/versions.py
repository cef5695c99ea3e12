"""Lines that count the same thing in several versions of its figures: they are never added.

`Burglary` beside `Burglary (revised)`, `Original` beside `Amended`: what differs between the two
headings speaks of the figure, not of what is counted. A person says which of them stands.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

from foistats.naming.lexicon import joined
from foistats.naming.spelling import fold
from foistats.question.phrases import phrase_of
from foistats.tables.shape.axes import Axis, Line
from foistats.tables.words import Claim, kind_of_figure, spoken

# Words that stand beside a version and say nothing of the thing.
_OF_FIGURES = frozenset({"figure", "data", "version", "number", "count", "published"})


@cache
def _version() -> re.Pattern[str]:
    return re.compile(joined("table_headings", "version"), re.IGNORECASE)


@lru_cache(maxsize=20_000)
def version_of(heading: str) -> str:
    """The words of a heading that say which version of a figure it is over; empty if none do.

    >>> [version_of(t) for t in ("Burglary (revised)", "Original", "Final warning", "Burglary")]
    ['revised', 'original', '', '']
    """
    said = spoken(heading)
    found = [one.group() for one in _version().finditer(said)]
    return " ".join(fold(one) for one in [*found, kind_of_figure(said)] if one)


@lru_cache(maxsize=20_000)
def thing_of(heading: str) -> tuple[str, ...]:
    """The words of a heading that say what is counted, in whatever version.

    >>> thing_of("Burglaries (revised)") == thing_of("Burglary - as at June 2023")
    True
    """
    kind = kind_of_figure(spoken(heading))
    bare = _version().sub(" ", spoken(heading))
    if kind:
        bare = re.sub(rf"^\W*{re.escape(kind)}\b", " ", bare, flags=re.IGNORECASE)
    if not any(letter.isalnum() for letter in bare):
        return ()
    return tuple(sorted(phrase_of(bare).words - _OF_FIGURES))


def says_version_only(heading: str) -> bool:
    """True for a heading that says which version of its figures a line has, and nothing else.

    >>> says_version_only("Provisional"), says_version_only("Burglary (provisional)")
    (True, False)
    """
    return bool(version_of(heading)) and not thing_of(heading)


def in_versions(headings: Iterable[str]) -> list[str]:
    """The headings that name one thing in more than one version, in their order.

    >>> in_versions(["Burglary", "Robbery (revised)", "Burglary (revised)"])
    ['Burglary', 'Burglary (revised)']
    """
    by_thing: dict[tuple[str, ...], list[str]] = {}
    headings = list(headings)
    if not any(map(version_of, headings)):
        return []
    for heading in headings:
        by_thing.setdefault(thing_of(heading), []).append(heading)
    found = {
        heading
        for alike in by_thing.values()
        if len({version_of(heading) for heading in alike}) > 1
        for heading in alike
    }
    return [heading for heading in headings if heading in found]


def lines_in_versions(axis: Axis) -> dict[int, str]:
    """The lines of an axis by the version of their figures, where one thing stands in several.

    A line that says no version is of a kind of its own. Names that differ in a footnote mark only,
    each on one line, may be two versions, too.
    """
    lines = {i: line for i, line in axis.lines.items() if line.claim is not Claim.DERIVED}
    texts = {i: tuple(_texts(axis, line)) for i, line in lines.items()}
    said = {i: " ".join(filter(None, map(version_of, texts[i]))) for i in lines}
    if any(said.values()):
        groups: dict[tuple, set[str]] = {}
        for i, line in lines.items():
            groups.setdefault((_place(line), *map(thing_of, line.labels)), set()).add(said[i])
        if any(len(versions) > 1 for versions in groups.values()):
            return {i: version or "as it stands" for i, version in said.items()}
    return _by_footnote(lines)


def _texts(axis: Axis, line: Line) -> Iterator[str]:
    """The labels of a line, and its period as it is written: `2019 (provisional)`."""
    yield from line.labels
    yield from (level.texts.get(line.index, "") for level in axis.levels if level.texts)


def _place(line: Line) -> tuple:
    return line.period, line.part, line.area


def _by_footnote(lines: Mapping[int, Line]) -> dict[int, str]:
    """Lines by how they are written, where some are written otherwise and say the same."""
    groups: dict[tuple, list[int]] = {}
    for i, line in lines.items():
        if line.labels:
            groups.setdefault((_place(line), *map(fold, line.labels)), []).append(i)
    found: dict[int, str] = {}
    for alike in groups.values():
        if len(alike) == len({lines[i].labels for i in alike}) > 1:
            found |= {i: " ".join(lines[i].labels) for i in alike}
    return found
