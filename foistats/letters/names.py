"""The forces and areas that a sentence names: the sender's own, or somebody else's."""

from collections.abc import Sequence
from typing import NamedTuple

from foistats.letters.tokens import Kind, Token
from foistats.naming.forces import area_reading
from foistats.naming.vocabulary import words

_LONGEST = 6
_BETWEEN = frozenset({"and", "of", "&", "the"})
# Words that begin a sentence or stand in any name: alone they name nobody.
_NOBODY = words("the we in police force constabulary service forces a of and")


class Named(NamedTuple):
    """Which tokens are names, the forces among them, and a name that is no force's.

    `times` says how many different names of forces there are: a joint name is one.
    """

    tokens: frozenset[int]
    force_ids: tuple[str, ...]
    other: str
    times: int = 0


def names_in(tokens: Sequence[Token], text: str) -> Named:
    """Every name of a force, region or body that stands in a sentence, the longest first."""
    used: set[int] = set()
    forces: dict[tuple[str, ...], None] = {}
    other = ""
    at = 0
    while at < len(tokens):
        last = _name_from(tokens, at, text)
        if last is None:
            at += 1
            continue
        area = area_reading(text[tokens[at].start : tokens[last].end])
        if area is not None:
            if area.kind in ("force", "joint"):
                forces[area.force_ids] = None
            else:
                other = other or area.name
            used |= set(range(at, last + 1))
        at = last + 1
    ids = tuple(dict.fromkeys(force_id for named in forces for force_id in named))
    return Named(frozenset(used), ids, other, len(forces))


def _name_from(tokens: Sequence[Token], first: int, text: str) -> int | None:
    """The last token of the longest name that starts at a token."""
    start = tokens[first]
    if start.kind not in (Kind.WORD, Kind.NOUN) or not start.text[0].isupper():
        return None
    last = first
    for index in range(first + 1, min(first + _LONGEST, len(tokens))):
        word = tokens[index]
        if not (word.text[0].isupper() or word.text.casefold() in _BETWEEN):
            break
        last = index
    for index in range(last, first - 1, -1):
        if tokens[index].text.casefold() in _BETWEEN:
            continue
        if index == first and start.text.casefold() in _NOBODY:
            return None
        if area_reading(text[start.start : tokens[index].end]) is not None:
            return index
    return None
