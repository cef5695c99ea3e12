"""The force's own statements: sentences as a refusal is read from, each under its questions."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from foistats import records
from foistats.letters.whose import NOT_READ, Sentence, Whose
from foistats.naming.lexicon import says
from foistats.naming.spelling import plain, regex

_MAY_REPLACE = (
    r"supersed|replac|disregard|amend|revis|correct|updat|withdr|retract|error|inaccura|wrong"
)


class Said(NamedTuple):
    """One sentence of the reply and the questions it stands under.

    `announces` is True before a list. `explains` is True where a letter gives its reasons and the
    reader's rights: what it refuses it has said before. `replies` is True between these and the
    letter's head. `why` says why it may not be what the reply says.
    """

    text: str
    place: str
    questions: tuple[str, ...]
    announces: bool
    explains: bool
    replies: bool
    why: str


def statements_of(sentences: Sequence[Sentence]) -> list[Said]:
    """The sentences that are the reply's, those that run over two passages in one."""
    return [
        Said(
            " ".join(piece.stated for piece in pieces),
            pieces[0].home,
            pieces[0].questions,
            pieces[-1].stated.endswith((":", "-", "\u2013")),
            pieces[0].whose is Whose.ANNEX,
            pieces[0].replies,
            # A refusal below a question's number is its answer: no requester refuses anything.
            "" if pieces[0].whose is Whose.UNMARKED else pieces[0].why,
        )
        for pieces in _whole(sentences)
    ]


def _whole(sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    pieces: list[Sentence] = []
    for sentence in sentences:
        if sentence.whose in NOT_READ or not sentence.stated:
            continue
        if pieces and not (pieces[-1].goes_on and _belong(pieces[-1], sentence)):
            yield pieces
            pieces = []
        pieces.append(sentence)
    if pieces:
        yield pieces


def _belong(sentence: Sentence, following: Sentence) -> bool:
    """True where a sentence of the next passage may be the rest of one."""
    return following.passage == sentence.passage + 1 and not (
        following.mark or following.whose is not sentence.whose
    )


def replacing_among(statements: Iterable[Said]) -> tuple[records.Sentence, ...]:
    """Each statement that says so; a person must say which reply is meant."""
    found = []
    for said in statements:
        if says_it_replaces(said.text):
            found.append(records.Sentence(said.place, said.text))
    return tuple(found)


def says_it_replaces(text: str) -> bool:
    """True for a statement that a reply replaces an earlier one: `This supersedes our letter`.

    Figures are revised every quarter, laws are replaced, a review may amend what was said.
    """
    lower = plain(text[:1_500]).casefold()
    if regex(_MAY_REPLACE).search(lower) is None:
        return False
    return says("replacements", "replaces", lower) and not says("replacements", "aside", lower)
