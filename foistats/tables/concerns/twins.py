"""Levels of headings that are one matter to a person: codes beside names, what heads every count.

A level of codes that go with the names beside them, one by one, says what the names say. Levels
with one heading each ("Trafford", "Licensed vehicles", "Count") stand over every count together:
each of them was one more question about the same thing.
"""

from collections.abc import Callable, Mapping, Sequence, Set

from foistats.naming.spelling import fold
from foistats.tables.concerns.held import HeadingLevel
from foistats.tables.figures.amounts import Direction
from foistats.tables.words import is_code

_LETTERS_OF_A_WORD = 3


def without_codes(
    levels: Sequence[HeadingLevel], *, says_something: Callable[[str], object]
) -> list[HeadingLevel]:
    """The levels without those of codes that say, line by line, the same as another level.

    Each name of the other level must say something: of "Total" only the code tells what it is.
    """
    named = [level for level in levels if all(says_something(text) for text in level.distinct)]
    return [
        level
        for level in levels
        if not (
            len(level.distinct) > 1
            and _are_codes(level)
            and any(_go_together(level, other) for other in named if other is not level)
        )
    ]


def _are_codes(level: HeadingLevel) -> bool:
    """True for a column headed "code", and for texts that are no words: `E09000002`, `61`."""
    return is_code(level.title) or not any(_has_a_word(text) for text in level.distinct)


def _has_a_word(text: str) -> bool:
    return any(len(word) >= _LETTERS_OF_A_WORD and word.isalpha() for word in fold(text).split())


def _go_together(codes: HeadingLevel, names: HeadingLevel) -> bool:
    """True where each code stands beside one name only, and each name beside one code."""
    if codes.along != names.along or codes.texts.keys() != names.texts.keys():
        return False
    if _are_codes(names):
        return False
    pairs = {(text, names.texts[line]) for line, text in codes.texts.items()}
    return len(pairs) == len(codes.distinct) == len(names.distinct)


def asked_together(
    asks: Sequence[tuple[tuple[str, ...], str]],
    levels: Sequence[HeadingLevel],
    *,
    lines: Mapping[Direction, Set[int]],
) -> list[tuple[tuple[str, ...], str]]:
    """The questions about a table, those about headings of every count put as one.

    `lines` are the rows and the columns that are left to be asked about.
    """
    over_all = {
        level.distinct[0]
        for level in levels
        if len(level.distinct) == 1 and level.texts.keys() >= lines[level.along]
    }
    alone = [words for words, _ in asks if len(words) == 1 and words[0] in over_all]
    if len(alone) < 2:
        return list(asks)
    words = tuple(dict.fromkeys(one[0] for one in alone))
    others = [(asked, why) for asked, why in asks if asked not in alone]
    return [(words, "each stands over every count: are they what was asked?"), *others]
