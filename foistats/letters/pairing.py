"""Which period, and which category, each number of a sentence belongs to, by where they stand."""

from collections.abc import Sequence
from typing import NamedTuple

from foistats.letters.tokens import Kind, Token
from foistats.model.values import Period
from foistats.naming.spelling import fold, regex
from foistats.naming.vocabulary import PLAIN_BEFORE_NOUN, words
from foistats.records import Asked, Category

_PARTED = words(
    """
    and or compared comparison while whilst whereas with to versus against then but
    """
)
_LONGEST_NAME = 12
_MAY_FOLLOW = words(", ; . and in during for were was recorded reported between")


def pair_up(
    counts: Sequence[int], times: Sequence[int], tokens: Sequence[Token], words: str
) -> dict[int, Period] | None:
    """Each count's period; None where the sentence doesn't show it one by one."""
    periods = {
        i: when.period
        for i in times
        if (when := tokens[i].when) is not None and when.period is not None
    }
    if not counts or not periods or len(periods) != len(times):
        return None
    if len(counts) == 1 and len(set(periods.values())) == 1:
        return {counts[0]: next(iter(periods.values()))}
    if len(counts) != len(periods) or len(set(periods.values())) != len(periods):
        return None
    if regex(r"(?i)\brespectively\b").search(words):
        in_two_lists = counts[-1] < times[0] or times[-1] < counts[0]
        return dict(zip(counts, periods.values(), strict=True)) if in_two_lists else None
    return _one_by_one(counts, list(periods), periods, tokens)


def _one_by_one(
    counts: Sequence[int],
    times: Sequence[int],
    periods: dict[int, Period],
    tokens: Sequence[Token],
) -> dict[int, Period] | None:
    """`12 in 2018` goes with what follows at once, `In 2018, 12` with what stood before."""
    in_order = sorted((*counts, *times))
    bound: dict[int, int] = {}
    for place, index in enumerate(in_order[:-1]):
        after = in_order[place + 1]
        if index in counts and after in periods and _at_once(tokens[index + 1 : after]):
            bound[index] = after
    used = set(bound.values())
    for place, index in enumerate(in_order):
        if index not in counts or index in bound:
            continue
        before = in_order[place - 1] if place else -1
        if before not in periods or before in used:
            return None
        bound[index] = before
        used.add(before)
    return {index: periods[bound[index]] for index in counts}


def _at_once(between: Sequence[Token]) -> bool:
    """True where nothing between a number and a period parts them."""
    return all(token.kind is not Kind.SIGN or token.text in "(-" for token in between) and not any(
        token.text.casefold() in _PARTED for token in between
    )


class NameBehind(NamedTuple):
    """A category's name as written behind a count, and the tokens that are it."""

    category_id: str
    written: str
    tokens: range


def categories_of(
    counts: Sequence[int], tokens: Sequence[Token], text: str, asked: Asked
) -> dict[int, NameBehind] | None:
    """The category of each count of `812 stalking and 240 rape offences`, by the name behind it.

    None where a count has none, or two have the same.
    """
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
        category.category_id
        for category in categories
        for name in (category.name, *category.also)
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


def one_period(times: Sequence[int], tokens: Sequence[Token]) -> Period | None:
    """The only period of a sentence; None where it names several, or an open one."""
    whens = [tokens[i].when for i in times]
    named = {when.period for when in whens if when is not None}
    return named.pop() if len(named) == 1 else None
