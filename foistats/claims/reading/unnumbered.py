"""Statements without a number: "recorded no offences", "have risen every year". None is checked."""

from dataclasses import dataclass

from foistats.claims.mentions import numbers_in
from foistats.claims.reading.periods import calendar_of
from foistats.claims.reading.tokens import Knows, Token, sentences_of, tokens_of
from foistats.claims.reading.units import Nouns
from foistats.records import Request

_SUBJECTS = frozenset(["AREA", "UNIT", "CAT", "TOTAL", "FORCES"])
_MOVES = frozenset(["UP", "DOWN", "UPN", "DOWNN"])


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of a draft: where it stands, the end exclusive, and its words on one line."""

    start: int
    end: int
    text: str


def statements_without_number(text: str, request: Request) -> tuple[Statement, ...]:
    """The sentences that say something of the figures, and have no number to bind it to."""
    knows = Knows(calendar_of(request), Nouns(request))
    numbers = numbers_in(text)
    found = []
    for start, end in sentences_of(text):
        inside = [number for number in numbers if start <= number.start < end]
        tokens = tokens_of(text, start, end, numbers=inside, knows=knows)
        if not any(token.number is not None for token in tokens) and _states(tokens):
            found.append(Statement(start, end, " ".join(text[start:end].split())))
    return tuple(found)


def _states(tokens: list[Token]) -> bool:
    tags = [token.tag for token in tokens]
    if not {"AREA", "UNIT", "CAT", "FORCES"} & set(tags):
        return False
    moves = any(tag in _MOVES and _SUBJECTS & set(tags[:index]) for index, tag in enumerate(tags))
    none = any(token.lower in {"no", "none", "nothing"} and "LEVEL" in tags for token in tokens)
    every = "ANSWERED" in tags and any(token.lower in {"all", "every"} for token in tokens)
    return moves or none or every
