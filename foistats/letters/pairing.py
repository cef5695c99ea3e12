"""Which period each number of a sentence belongs to, by where they stand."""

from collections.abc import Sequence

from foistats.letters.tokens import Kind, Token
from foistats.naming.spelling import regex
from foistats.naming.vocabulary import words
from foistats.records import Period

_PARTED = words(
    """
    and or compared comparison while whilst whereas with to versus against then but
    """
)


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
