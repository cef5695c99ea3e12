"""A sentence's words, periods and numbers; a number is a count only where nothing else claims it.

What a number is instead: a section, a code, a reference, a telephone, a day, an age, a time, money,
a share, a measure, the number of a question, a number of forces. Some of these can't be told from a
count by their looks ("this category 45 offences"): such a token keeps the count that it may be.
"""

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from string import ascii_uppercase
from typing import NamedTuple

from foistats.letters.dates import When, end_of, when_at, year_beside
from foistats.letters.numerals import NUMERAL, number_in_words
from foistats.letters.patterns import DIGITS, TOKEN
from foistats.model.values import Count, Period
from foistats.naming.counts.numbers import MOST, exact_number, spoken_count
from foistats.naming.periods.spans import FIRST_YEAR, LAST_YEAR
from foistats.naming.spelling import regex
from foistats.naming.vocabulary import plurals, singulars
from foistats.records import NO_EXACT_COUNT, Asked
from schemas.vocabulary import Status, Unit


class Kind(StrEnum):
    """What a token is."""

    PERIOD = "period"
    COUNT = "count"
    NOUN = "noun"
    NUMBER = "number"
    WORD = "word"
    SIGN = "sign"


class Token(NamedTuple):
    """One piece of a sentence; `hedge` says why a count among them is not an exact one.

    A number that has a `count` may be one after all.
    """

    kind: Kind
    start: int
    end: int
    text: str
    count: Count | None = None  # type: ignore[assignment]  # hides tuple.count
    when: When | None = None
    unit: Unit | None = None
    hedge: str = ""


# Above this a number "fewer than" which something lies hides nothing: it is a rough figure.
_MOST_HIDDEN = 20
# `in this category 45 offences`: so many words may stand between such a number and its noun.
_WORDS_BETWEEN = 3
_LOWER = {ord(letter): letter.lower() for letter in ascii_uppercase}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(TOKEN)


def tokens_of(text: str, asked: Asked) -> list[Token]:
    """The tokens of a sentence that is `plain` already, in order."""
    found: list[Token] = []
    at = 0
    pattern = _pattern()
    # Half the time of matching without regard to case; only ASCII, for it must keep its length.
    lowered = text.translate(_LOWER)
    while (match := pattern.search(lowered, at)) is not None:
        token = _token(match, text, asked)
        found.append(token)
        at = token.end
    return _dated(found)


def _token(match: re.Match[str], text: str, asked: Asked) -> Token:
    kind, start, end = match.lastgroup or "", match.start(), match.end()
    said = text[start:end]
    match kind:
        case "period":
            longer = end_of(text, end)
            when = when_at(text, start, longer, asked)
            if when is not None:
                return Token(Kind.PERIOD, start, longer, text[start:longer], when=when)
            return Token(Kind.COUNT, start, end, said, _exact(said), hedge="it can be a year")
        case "before" | "after":
            return Token(Kind.PERIOD, start, end, said)
        case "dialled" | "thing" | "other":
            return _perhaps(Token(Kind.NUMBER, start, end, said))
        case "place" if not _is_address(said) and (number := said.split()[0]).isdigit():
            return _count("number", Token(Kind.COUNT, start, start + len(number), number))
        case "vague" | "rough" | "beyond" | "below" | "between" | "zero" | "number":
            return _count(kind, Token(Kind.COUNT, start, end, said))
        case "word":
            folded = said.casefold().strip(".'-")
            end = start + len(said.rstrip(".'-"))
            if folded in plurals():
                return Token(Kind.NOUN, start, end, text[start:end], unit=plurals()[folded])
            return Token(Kind.WORD, start, max(end, start + 1), text[start:end])
        case "sign":
            return Token(Kind.SIGN, start, end, said)
    return Token(Kind.NUMBER, start, end, said)


def _open_count(token: Token) -> Token:
    """A token that counts something, and nobody can say how much."""
    hedge = f"{token.text!r} {NO_EXACT_COUNT}"
    return token._replace(count=Count(0, None, Status.SUPPRESSED), hedge=hedge)


def _perhaps(token: Token) -> Token:
    """A number that names something by its looks, with the count that it is if it doesn't."""
    numbers = regex(DIGITS).findall(token.text)
    count = _exact(numbers[0]) if len(numbers) == 1 else None
    hedge = f"{token.text!r} can be a count, or name something"
    return token._replace(count=count or Count(0, None, Status.SUPPRESSED), hedge=hedge)


def _is_address(said: str) -> bool:
    """True for `12 High Street`, False for `12 offences of street` robbery."""
    _, *words = said.split()
    return all(word[0].isupper() or word in ("of", "the") for word in words)


def _count(kind: str, token: Token) -> Token:
    said = token.text.casefold()
    numbers = [_value(one) for one in re.findall(rf"{DIGITS}|{NUMERAL}", said)]
    known = [number for number in numbers if number is not None and number <= MOST]
    if kind == "vague":
        return _open_count(token)
    if kind == "zero":
        return token._replace(count=Count(0, 0, Status.REPORTED))
    if not known or len(known) != len(numbers):
        return token._replace(kind=Kind.NUMBER) if said[0].isdigit() else _open_count(token)
    if kind == "number":
        hedge = "it can be a year" if _year_like(said) else ""
        return token._replace(count=_exact_count(known[0]), hedge=hedge)
    if kind == "rough":
        return token._replace(
            count=_exact_count(known[0]), hedge=f"{token.text!r} {NO_EXACT_COUNT}"
        )
    digits = re.sub(rf"{DIGITS}|{NUMERAL}", lambda one: str(_value(one.group())), said)
    count = spoken_count(digits)
    if count is None:
        return _open_count(token)
    if kind == "beyond":
        return token._replace(count=count, hedge=f"{token.text!r} has no upper bound")
    if (count.high or 0) > _MOST_HIDDEN:
        return token._replace(count=count, hedge=f"{token.text!r} {NO_EXACT_COUNT}")
    return token._replace(count=count)


def _exact(said: str) -> Count | None:
    number = exact_number(said)
    return _exact_count(number) if number is not None else None


def _exact_count(number: int) -> Count:
    return Count(number, number, Status.REPORTED)


def _value(said: str) -> int | None:
    return exact_number(said) if said[0].isdigit() else number_in_words(said)


def _year_like(said: str) -> bool:
    return said.isdigit() and FIRST_YEAR <= int(said) <= LAST_YEAR


def _dated(tokens: list[Token]) -> list[Token]:
    """`the year before` is the one before the only year that the sentence names."""
    named = {t.when.period for t in tokens if t.when is not None and t.when.period is not None}
    dated = []
    for token in tokens:
        if token.kind is Kind.PERIOD and token.when is None:
            years = 1 if re.search(r"(?i)follow|next|after|subsequent", token.text) else -1
            one: Period | None = next(iter(named)) if len(named) == 1 else None
            period = year_beside(one, years) if one is not None else None
            why = "" if period is not None else f"{token.text!r} is of no year named beside it"
            dated.append(token._replace(when=When(period, why)))
        else:
            dated.append(token)
    return dated


def singular_unit(word: str) -> tuple[bool, Unit | None]:
    """Whether a word is what one of is counted, and its unit."""
    folded = word.casefold()
    return folded in singulars(), singulars().get(folded)


def counts_after_all(tokens: Sequence[Token]) -> list[Token]:
    """The tokens of a sentence without counts, with those as counts that may be some.

    "In this category 45 offences were recorded in 2018/19": `category 45` could be the name of one,
    and then the sentence would say nothing at all. Nothing is one where no period is named.
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
