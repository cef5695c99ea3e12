"""What shows that the lines of a table are the parts of one whole, and which lines are not.

Shown by a printed total that adds them up, and by the form of their names: a name and its negation
divide everything, and so do the things that a request asks for together.
"""

from collections import defaultdict
from collections.abc import Sequence, Set
from itertools import permutations

from foistats.naming.spelling import fold
from foistats.question.roles import NOT
from foistats.question.wanted import Wanted, parts_named
from foistats.records import Asked
from foistats.tables.concerns.held import COUNTED, HeadingLevel, HeldTable
from foistats.tables.figures.parts import added_up_by
from foistats.tables.words import Claim, claim_of, is_part
from schemas.vocabulary import Concern

_YES = frozenset({"yes", "y"})
_NO = frozenset({"no", "n"})


def make_the_whole(
    table: HeldTable, level: HeadingLevel, wanted: Wanted, asked: Asked, *, by_name: bool
) -> bool:
    """True where a printed total shows that the lines of a level make the whole of it.

    The total must be of all lines that are counted, agree wherever it stands, and be called
    nothing else than a total, or what was asked: just that, `by_name`. Where some lines have a word
    of what was asked ("Fired" beside "Drawn"), these may be it, and not the total.
    """
    named = [text for text in level.distinct if wanted.names_it(text)]
    if 0 < len(named) < len(level.distinct):
        return False
    reading = table.reading
    axis = reading.rows if level.along == "row" else reading.cols
    lines = set(level.texts)
    if axis is None:
        return False
    covered: set[int] = set()
    for index, parts in added_up_by(reading.sums, level.along):
        labels = axis.lines[index].labels
        called = [text for text in labels if claim_of(text) is not Claim.PLAIN] or labels
        said = [asked.meaning_of(fold(text)) for text in called]
        if any(one is not None and one.concern not in COUNTED for one in said):
            continue
        concerns = {wanted.concern_of(text) for text in called}
        if concerns <= {None, Concern.ASKED} and not (by_name and Concern.ASKED not in concerns):
            covered |= parts
    return lines <= covered


def parts_exceed(table: HeldTable, level: HeadingLevel, whole: str) -> bool:
    """True where lines that name a part of what was asked come to more than the whole of it."""
    wholes: dict[tuple, int] = {}
    parts: dict[tuple, int] = defaultdict(int)
    at = 0 if level.along == "row" else 1
    for entry in table.entries:
        text = level.texts.get(entry.place[at])
        if text is None or entry.count is None or entry.count.low is None:
            continue
        key = (entry.force_ids, entry.period, entry.part_of, entry.place[1 - at])
        if text == whole and entry.count.high is not None:
            wholes[key] = wholes.get(key, 0) + entry.count.high
        elif level.verdicts.get(text) is Concern.PART:
            parts[key] = max(parts[key], entry.count.low)
    return any(parts[key] > all_of_it for key, all_of_it in wholes.items())


def added_to(table: HeldTable, level: HeadingLevel, whole: str) -> tuple[str, ...]:
    """The lines named as parts of a line to which a printed total adds them: it doesn't hold them.

    Of `Burglary`, `Attempted burglary` and `Total` the first line is burglary without attempts.
    """
    lines: dict[str, set[int]] = defaultdict(set)
    for line, text in level.texts.items():
        lines[text].add(line)
    return tuple(
        text
        for text in level.distinct
        if level.verdicts[text] is Concern.PART
        and any(
            lines[whole] | lines[text] <= parts
            for _, parts in added_up_by(table.reading.sums, level.along)
        )
    )


def parts_by_name(level: HeadingLevel, wanted: Wanted) -> bool:
    """True where the names of a level's lines are those of the parts of what was asked.

    `Burglary - residential` and `Burglary - business` are burglaries, unlike `Burglary - solved`;
    `Yes` and `No` divide whatever there is; "burglary and robbery" is asked for as `Burglary` and
    `Robbery`. That no part is missing only a total can show.
    """
    texts = level.distinct
    kinds = all(
        level.verdicts[text] is Concern.PART and not is_outcome(text, wanted) for text in texts
    )
    return kinds or bool(_opposites(texts, wanted)) or wanted.are_its_parts(texts)


def is_outcome(text: str, wanted: Wanted) -> bool:
    """True for what came of offences, or of whom: less than what was asked, whatever its name."""
    return (is_part(text) and not is_part(wanted.written)) or bool(parts_named(text) - wanted.parts)


def _opposites(texts: Sequence[str], wanted: Wanted) -> set[str]:
    """The headings of which one is the negation of another."""
    said = {fold(text).strip(" .") for text in texts}
    if said & _YES and said & _NO:
        return {text for text in texts if fold(text).strip(" .") in _YES | _NO}
    phrases = {text: wanted.phrase_of(text) for text in texts}
    by_words: dict[frozenset[str], list[str]] = {}
    for text, phrase in phrases.items():
        by_words.setdefault(phrase.words - {NOT}, []).append(text)
    return {
        one
        for alike in by_words.values()
        for one, other in permutations(alike, 2)
        if phrases[one].denies(phrases[other])
    }


def denied(text: str, among: Set[str]) -> bool:
    """True where another heading is this one with a "not" before it: neither is the whole.

    `among` are the headings of the level, folded.
    """
    said = fold(text)
    return not among.isdisjoint((f"not {said}", f"non {said}", f"un{said}"))
