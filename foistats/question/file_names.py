"""The name that a sender gave a file, held against the question like a heading over all in it.

`Domestic burglaries.csv` says what its figures are. Most names say nothing of them: references,
dates, who wrote. So a word that nothing is known of narrows only where a word that narrows stands:
right before what is counted, after a preposition, or as the only other word.
"""

from collections.abc import Iterator

from foistats.naming.forces.names import without_forces
from foistats.naming.lexicon import words as words_that
from foistats.naming.spelling import plain, regex
from foistats.naming.vocabulary import plurals
from foistats.question.heading_words import names_of, offence_words, one_of
from foistats.question.offence_groups import is_of_every_kind
from foistats.question.phrases import tokens_of
from foistats.question.roles import AT_LEAST, AT_MOST, OVER, UNDER, WITH
from foistats.question.subject import without_times
from foistats.question.wanted import RESTRICTIVE, Wanted, offences_named, parts_named
from schemas.vocabulary import Concern

_ENDING = r"\.[a-z][a-z0-9]{0,4}$"
_CAMEL = r"(?<=[a-z])(?=[A-Z])"
_AGE = r"(?i)\b(?:u|o|under|over|aged?)[ _-]?\d{2}s?\b"
# References, numbers of pages and versions: `CAS-123456-A1B2C3`, `v2`, `(2)`.
_REFERENCE = r"\S*\d\S*|\b[A-Z]{2,6}\b(?=[ -]*\d)"
_LONGEST = 12


def spoken_names(name: str) -> Iterator[str]:
    """The names of a file and of the folders it lies in, as they would be spoken.

    >>> list(spoken_names("4417_23/Burglary-domestic_v2.csv"))
    ['', 'Burglary domestic']
    """
    for piece in name.replace("\\", "/").split("/"):
        text = regex(_ENDING).sub("", plain(piece).strip())
        text = regex(r"(?<=[^\W\d])-(?=[^\W\d])|[_+]|%20").sub(" ", text)
        text = " ".join(map(_parted, text.split()))
        ages = regex(_AGE).findall(text)
        text = regex(_REFERENCE).sub(" ", without_times(text))
        yield " ".join(f"{text} {' '.join(ages)}".split())


def _parted(word: str) -> str:
    """A word out of several, parted; nothing where none of them is counted: it names a body.

    >>> _parted("DomesticBurglaries"), _parted("DevonPartnership"), _parted("Domestic")
    ('Domestic Burglaries', '', 'Domestic')
    """
    parted = regex(_CAMEL).sub(" ", word)
    said = [one.casefold() for one in parted.split()]
    counted = any(one in plurals() or one_of(one) in offence_words() for one in said)
    return parted if len(said) < 2 or counted else ""


def narrowed_by_name(name: str, wanted: Wanted) -> str:
    """The name of a file that says of its figures that they are less, or other, than was asked.

    >>> from foistats.records import Asked
    >>> wanted = Wanted(Asked(title="Burglary", unit="offences"))
    >>> narrowed_by_name("FOI 123-23 Domestic burglaries.csv", wanted)
    'Domestic burglaries'
    >>> narrowed_by_name("FOI 123-23 burglary data final.csv", wanted)
    ''
    """
    if not wanted.said_anything or wanted.by_category:
        return ""
    return next((said for said in spoken_names(name) if said and says_less(said, wanted)), "")


def says_less(said: str, wanted: Wanted, *, alone: bool = True) -> bool:
    """True for a short name with words that narrow what was asked, or that name another thing.

    With `alone` nothing else says what the figures are: an unknown word beside what was asked
    narrows it then. A sheet of indecent images whose table says what it counts may be called so.
    """
    if len(said.split()) > _LONGEST:
        return False
    phrase = wanted.caption_phrase(said)
    met = wanted.phrase.met_by(phrase)
    more = phrase.words - met - wanted.every_word - words_that("notes", "frame")
    if parts_named(said) - wanted.parts and not _is_unit(said, wanted):
        return True
    known = (
        is_of_every_kind(said)
        or bool(phrase.words_as(OVER, UNDER, AT_LEAST, AT_MOST) - wanted.named)
        or bool(regex(_AGE).search(said))
        or any(wanted.is_kind_of_it(word) for word in more)
    )
    if known:
        return True
    if not met:
        return wanted.caption_of(said) is Concern.OTHER and bool(offences_named(more))
    roles = tuple(role for role in RESTRICTIVE if role != WITH)
    return (
        bool(more & phrase.words_as(*roles))
        or bool(offences_named(more))
        or _is_of_another_force(said, wanted)
        or (alone and _stands_beside(said, more, wanted))
    )


def _is_unit(said: str, wanted: Wanted) -> bool:
    return all(unit.value == wanted.unit for unit in parts_named(said))


def _is_of_another_force(said: str, wanted: Wanted) -> bool:
    """True for `robbery essex` in a reply of Kent's; a joint name has the force's own, too.

    Elsewhere in a name it may be of another body: `Essex Partnership`.
    """
    if not wanted.force_ids or without_forces(said, wanted.force_ids) != said:
        return False
    left, words = without_forces(said).split(), said.split()
    if not left or len(left) == len(words):
        return False
    if left == words[: len(left)]:
        return wanted.names_it(left[-1])
    return left == words[-len(left) :] and wanted.names_it(left[0])


def _stands_beside(said: str, more: frozenset[str], wanted: Wanted) -> bool:
    """True where an unknown word stands right beside what was asked: `Shed burglaries`.

    After it there is no other: `burglary medway`, not `burglary note below`.
    """
    tokens = tokens_of(said)
    counted = names_of(wanted.unit)
    asked = [word in counted or one_of(word) in wanted.named for word in tokens]
    unknown = [one_of(word) in more for word in tokens]
    return any(
        (asked[at] and unknown[at - 1]) or (asked[at - 1] and unknown[at] and len(more) == 1)
        for at in range(1, len(tokens))
    )
