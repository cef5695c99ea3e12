"""Sentences by which a reply says that it takes the place of an earlier one."""

from collections.abc import Iterable

from foistats.letters.statements import Said
from foistats.naming.lexicon import says
from foistats.naming.spelling import plain, regex
from foistats.records import Sentence

_TRIGGER = (
    r"supersed|replac|disregard|amend|revis|correct|updat|withdr|retract|error|inaccura|wrong"
)


def replacing_among(statements: Iterable[Said]) -> tuple[Sentence, ...]:
    """Each statement that says so; a person must say which reply is meant."""
    found = []
    for said in statements:
        lower = plain(said.text[:1_500]).casefold()
        if regex(_TRIGGER).search(lower) is not None and _says_so(lower):
            found.append(Sentence(said.place, said.text))
    return tuple(found)


def _says_so(lower: str) -> bool:
    # Figures are revised every quarter, laws are replaced, a review may amend what was said.
    return says("replacements", "replaces", lower) and not says("replacements", "aside", lower)
