"""Headings of one level of which one may hold another, or say the same again: never added unasked.

`Sexual offences` hold `Rape`, `Burglary` holds `Burglary dwelling`, `Niche` and `Athena` are two
systems in which the same crimes are counted. Where all offences are asked for, such lines are put
to a person.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations

from foistats.naming.offences import is_of, offence_in
from foistats.question.offence_groups import (
    groups_around,
    groups_named,
    is_of_every_kind,
    joined_in,
)
from foistats.question.phrases import Phrase
from foistats.question.wanted import Wanted
from foistats.tables.concerns.held import HeadingLevel, HeldTable
from foistats.tables.figures.parts import added_up_by
from foistats.tables.figures.versions import in_versions

# Lines say the same again where none is this much more than the other, wherever both have figures.
_ALIKE, _NAMED_ALIKE = 1.15, 1.25
# Figures that go up and down this much together are not alike by accident.
_SPREAD, _FEWEST = 3, 3
# Of more lines than these each pair would be looked at for too long; lists are long, systems few.
_MOST_LINES = 12

_Figures = Mapping[tuple, Mapping[str, int]]


def held_by_others(table: HeldTable, level: HeadingLevel, wanted: Wanted) -> list[str]:
    """Headings whose counts may be counted twice, in their order; a person is asked about them.

    They are not where a printed total adds up both, where the part is more than its whole
    somewhere, or where both are classes of the Home Office.
    """
    phrases = {text: wanted.phrase_of(text) for text in level.distinct}
    figures = _figures(table, level)
    totals = [parts for _, parts in added_up_by(table.reading.sums, level.along)]
    lines: dict[str, set[int]] = defaultdict(set)
    for line, text in level.texts.items():
        lines[text].add(line)

    def added(one: str, other: str) -> bool:
        both = lines[one] | lines[other]
        return any(both <= parts for parts in totals)

    found = set(in_versions(level.distinct))
    for some, whole in _within(phrases, wanted):
        apart = {some, whole} <= found or _are_two_classes(some, whole)
        if not apart and not added(some, whole):
            more = _is_more(figures, some, whole)
            if not more or _are_alike(figures, some, whole, most=_NAMED_ALIKE):
                found |= {some, whole}
    # Sums of many lines come to much the same, and say nothing.
    if _one_each(level, table) and not any(map(wanted.names_offence, level.distinct)):
        for one, other in combinations(level.distinct, 2):
            if _go_together(figures, one, other) and not added(one, other):
                found |= {one, other}
    return [text for text in level.distinct if text in found]


def _one_each(level: HeadingLevel, table: HeldTable) -> bool:
    """True where no two lines with one heading say the same in every other respect."""
    if len(level.distinct) > _MOST_LINES:
        return False
    at = 0 if level.along == "row" else 1
    keys = [
        (entry.force_ids, entry.period, entry.place[1 - at], entry.labels)
        for entry in table.entries
        if level.texts.get(entry.place[at])
    ]
    return len(keys) == len(set(keys))


def _within(phrases: Mapping[str, Phrase], wanted: Wanted) -> Iterator[tuple[str, str]]:
    """Pairs of headings of which the second may hold the first, by their words or their groups."""
    by_word: dict[str, list[tuple[Phrase, str]]] = defaultdict(list)
    often: dict[str, int] = defaultdict(int)
    for phrase in phrases.values():
        for word in phrase.words:
            often[word] += 1
    for text, phrase in phrases.items():
        joined = [wanted.phrase_of(part) for part in joined_in(text)]
        for name in (phrase, *joined):
            if name:
                # Under its rarest word: a long list may have one word in all of its lines.
                by_word[min(name.words, key=lambda word: (often[word], word))].append((name, text))
    for some, phrase in phrases.items():
        for word in phrase.words:
            for name, whole in by_word[word]:
                narrower = name.words < phrase.words or name is not phrases[whole]
                if narrower and some != whole and name.met_by(phrase) == name.words:
                    yield some, whole
    by_group: dict[str, list[str]] = defaultdict(list)
    for text, phrase in phrases.items():
        for group in groups_named(phrase):
            by_group[group].append(text)
    every_kind = [text for text in phrases if is_of_every_kind(text)]
    for some, phrase in phrases.items():
        for group in groups_around(phrase) & by_group.keys() if phrase else ():
            yield from ((some, whole) for whole in by_group[group] if whole != some)
        if every_kind and _is_offence(some, phrase, wanted):
            yield from ((some, whole) for whole in every_kind if whole != some)


def _is_offence(text: str, phrase: Phrase, wanted: Wanted) -> bool:
    known = wanted.names_offence(text) or is_of_every_kind(text)
    return known or bool(groups_named(phrase) | groups_around(phrase))


def _are_two_classes(one: str, other: str) -> bool:
    codes = offence_in(one), offence_in(other)
    return all(codes) and not is_of(*codes)


def _figures(table: HeldTable, level: HeadingLevel) -> _Figures:
    """The exact counts of each heading, by what they are of in every other respect.

    Those of several lines with one heading are added up.
    """
    at = 0 if level.along == "row" else 1
    found: dict[tuple, dict[str, int]] = defaultdict(dict)
    for entry in table.entries:
        text = level.texts.get(entry.place[at])
        if text and entry.count is not None and entry.count.low == entry.count.high:
            others = tuple(label for label in entry.labels if label != text)
            key = entry.force_ids, entry.period, entry.place[1 - at], others
            found[key][text] = found[key].get(text, 0) + (entry.count.low or 0)
    return found


def _is_more(figures: _Figures, some: str, whole: str) -> bool:
    """True where one line has a larger count than the other, which then doesn't hold it."""
    return any(both.get(some, 0) > both[whole] for both in figures.values() if whole in both)


def _are_alike(figures: _Figures, one: str, other: str, *, most: float) -> bool:
    """True where two lines have nearly the same figures wherever both have any."""
    pairs = _pairs(figures, one, other)
    return bool(pairs) and all(max(pair) <= most * min(pair) for pair in pairs)


def _go_together(figures: _Figures, one: str, other: str) -> bool:
    """True where two lines are alike, not the same, though their figures go far up and down."""
    pairs = _pairs(figures, one, other)
    sizes = [min(pair) for pair in pairs]
    return (
        len(pairs) >= _FEWEST
        and any(a != b for a, b in pairs)
        and max(sizes) >= _SPREAD * max(1, min(sizes))
        and _are_alike(figures, one, other, most=_ALIKE)
    )


def _pairs(figures: _Figures, one: str, other: str) -> list[tuple[int, int]]:
    return [(both[one], both[other]) for both in figures.values() if one in both and other in both]
