"""Numbers that name something by their looks, asked about where nothing else is counted.

"In this category 45 offences were recorded in 2018/19": `category 45` could be the name of one, and
then the sentence would say nothing at all.
"""

from collections.abc import Sequence

from foistats.letters.tokens import Kind, Token

_WORDS_BETWEEN = 3


def counts_after_all(tokens: Sequence[Token]) -> list[Token]:
    """The tokens of a sentence without counts, with those as counts that may be some.

    Nothing is one where the sentence names no period.
    """
    if not any(t.when is not None and t.when.period is not None for t in tokens):
        return list(tokens)
    return [
        t._replace(kind=Kind.COUNT) if t.kind is Kind.NUMBER and _may_count(i, tokens) else t
        for i, t in enumerate(tokens)
    ]


def _may_count(at: int, tokens: Sequence[Token]) -> bool:
    """True for a number that comes with a count, and stands where what is counted has one."""
    if tokens[at].count is None:
        return False
    if tokens[at].text.casefold().startswith("to "):  # "offences rose to 101"
        return any(t.unit is not None for t in tokens[:at])
    for after in tokens[at + 1 : at + 2 + _WORDS_BETWEEN]:
        if after.kind is Kind.NOUN:
            return after.unit is not None
        if after.kind is not Kind.WORD:
            return False
    return False
