"""What a person decides about a whole list of records: each way to count it is one heading."""

from collections.abc import Iterable
from typing import NamedTuple

from foistats.naming.spelling import fold
from foistats.records import Asked
from schemas.vocabulary import Concern

_COUNTED = (Concern.ASKED, Concern.BREAKDOWN)


class Option(NamedTuple):
    """Ways to count the rows of a list of which one is right, and why it is open which."""

    words: tuple[str, ...]
    why: str


def chosen(words: Iterable[str], asked: Asked) -> str | None:
    """The one way that a person said is what was asked; None where nobody did, or of several."""
    said = {word: asked.meaning_of(fold(word)) for word in words}
    taken = [word for word, one in said.items() if one is not None and one.concern in _COUNTED]
    return taken[0] if len(taken) == 1 else None


def declined(words: Iterable[str], asked: Asked) -> bool:
    """True where a person said of each way that it is not what was asked."""
    said = [asked.meaning_of(fold(word)) for word in words]
    return all(one is not None and one.concern not in _COUNTED for one in said)
