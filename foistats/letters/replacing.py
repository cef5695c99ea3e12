"""Sentences by which a reply says that it takes the place of an earlier one."""

from collections.abc import Iterable

from foistats.letters.statements import Said
from foistats.naming.spelling import plain, regex
from foistats.records import Sentence

_REPLY = (
    r"(?:response|reply|replies|letter|answer|email|e-mail|disclosure|figures?|data|information"
    r"|spreadsheet|table|statistics|correspondence|version)"
)
_EARLIER = r"(?:previous|earlier|initial|original|first|last|prior|former)"
_SAID = (
    rf"\b(?:supersed\w+|replac(?:es|ing|ed))\b.{{0,60}}?\b{_REPLY}\b"
    rf"|\b{_REPLY}\b.{{0,60}}?\b(?:superseded|replaced) by this\b"
    rf"|\bdisregard\b.{{0,40}}?\b(?:{_EARLIER}|our|my|the)\b.{{0,40}}?\b{_REPLY}\b"
    rf"|\b(?:amended|revised|corrected|updated) (?:\w+ )?{_REPLY}\b"
    rf"|\b(?:correction|amendment) to (?:our|my|the) (?:{_EARLIER} )?{_REPLY}\b"
    rf"|\b{_EARLIER} {_REPLY}\b.{{0,60}}?\b(?:incorrect|in error|withdrawn|inaccurate|wrong)\b"
    rf"|\b(?:withdraw\w*|retract\w*)\b.{{0,40}}?\b(?:{_EARLIER}|our|my)\b.{{0,20}}?\b{_REPLY}\b"
    rf"|\b(?:our|my) {_REPLY}\b.{{0,60}}?\b(?:is|was|has been|have been) (?:hereby )?withdrawn\b"
    rf"|\berrors? (?:was|were|has been|have been|in)\b.{{0,60}}?\b{_EARLIER} {_REPLY}\b"
)
_TRIGGER = (
    r"supersed|replac|disregard|amend|revis|correct|updat|withdr|retract|error|inaccura|wrong"
)
# Figures are revised every quarter, laws are replaced, and a review may amend what was said.
_ASIDE = (
    r"\?\W*$|\b(?:if|may|could|might|whether|policy|policies|procedure|legislation|system"
    r"|subject to|regularly|quarterly|reviewed)\b"
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
    return regex(_SAID).search(lower) is not None and regex(_ASIDE).search(lower) is None
