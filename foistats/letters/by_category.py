"""Several categories of the request counted in one sentence: `812 stalking and 240 rape offences`.

Each number belongs to the category whose name stands directly behind it, and to nothing else.
"""

from collections.abc import Sequence
from typing import NamedTuple

from foistats.letters.tokens import Kind, Token
from foistats.naming.spelling import fold
from foistats.naming.vocabulary import PLAIN_BEFORE_NOUN
from foistats.records import Asked, Category, Period

_LONGEST_NAME = 12


class NameBehind(NamedTuple):
    """A category's name as written behind a count, and the tokens that are it."""

    category_id: str
    written: str
    tokens: range


def categories_of(
    counts: Sequence[int], tokens: Sequence[Token], text: str, asked: Asked
) -> dict[int, NameBehind] | None:
    """The name behind each count; None where one has none, or two have the same."""
    if len(counts) < 2 or len(asked.categories) < 2:
        return None
    names = {count: _name_behind(count, tokens, text, asked.categories) for count in counts}
    found = {count: name for count, name in names.items() if name is not None}
    different = {name.category_id for name in found.values()}
    return found if len(counts) == len(found) == len(different) else None


def _name_behind(
    count: int, tokens: Sequence[Token], text: str, categories: Sequence[Category]
) -> NameBehind | None:
    """The category whose name follows a count at once."""
    first = count + 1
    while first < len(tokens) and tokens[first].text.casefold() in PLAIN_BEFORE_NOUN:
        first += 1
    best: NameBehind | None = None
    for last in range(first, min(first + _LONGEST_NAME, len(tokens))):
        if tokens[last].kind in (Kind.COUNT, Kind.PERIOD) or tokens[last].text in ",;:":
            break
        said = text[tokens[first].start : tokens[last].end]
        one = _category(said, categories)
        if one is not None and _ends_there(last + 1, tokens):
            best = NameBehind(one, said, range(first, last + 1))
    return best


def _category(said: str, categories: Sequence[Category]) -> str | None:
    folded = fold(said)
    matching = {
        one.category_id
        for one in categories
        for name in (one.name, *one.also)
        if fold(name) == folded
    }
    return matching.pop() if len(matching) == 1 else None


def _ends_there(at: int, tokens: Sequence[Token]) -> bool:
    """True where nothing behind a name narrows it: `rape offences`, not `rape of a child`."""
    while at < len(tokens) and tokens[at].kind is Kind.NOUN and tokens[at].unit is not None:
        at += 1
    if at == len(tokens):
        return True
    token = tokens[at]
    return token.kind in (Kind.COUNT, Kind.PERIOD) or token.text.casefold() in _MAY_FOLLOW


_MAY_FOLLOW = frozenset(
    [",", ";", ".", "and", "in", "during", "for", "were", "was", "recorded", "reported", "between"]
)


def one_period(times: Sequence[int], tokens: Sequence[Token]) -> Period | None:
    """The only period of a sentence; None where it names several, or an open one."""
    whens = [tokens[i].when for i in times]
    named = {when.period for when in whens if when is not None}
    return named.pop() if len(named) == 1 else None
