"""The question what headings are, held against what was asked, and what its answer declares."""

import re
from collections.abc import Iterator, Mapping, Sequence

from foistats.errors import Unreadable
from foistats.intake import headings as declared
from foistats.intake.writing import Addition, Value
from foistats.naming.spelling import fold
from foistats.question.statements import is_statement
from foistats.records import Category
from foistats.review.choices import Choice, Does
from schemas.vocabulary import Concern

CATEGORY = "category:"
"""How what an answer says begins where it gives the headings to a category."""
_EACH = "each"
_NEXT = re.compile(r"\s*;\s*(?=\d+\s*=)")
_PAIR = re.compile(r"(?P<number>[0-9]{1,6})\s*=\s*(?P<said>.*)", re.DOTALL)
_ONE: tuple[tuple[Concern, str], ...] = (
    (Concern.ASKED, "yes, it is what was asked"),
    (Concern.PART, "it is a part of what was asked"),
    (Concern.WIDER, "it holds what was asked and more"),
    (Concern.OTHER, "no, it is something else"),
)
_SAID: tuple[tuple[Concern, str], ...] = (
    (Concern.ASKED, "yes, it changes nothing"),
    (Concern.PART, "no, the counts are a part of what was asked"),
    (Concern.WIDER, "no, the counts hold what was asked and more"),
    (Concern.OTHER, "no, the counts are of something else"),
)
_SEVERAL: tuple[tuple[Concern, str], ...] = (
    (Concern.ASKED, "yes, each of them is what was asked"),
    (Concern.BREAKDOWN, "they are its parts: together they make what was asked"),
    (Concern.PART, "they are parts of what was asked, and others lack"),
    (Concern.WIDER, "they hold what was asked and more"),
    (Concern.OTHER, "no, they are something else"),
)


def heading_asked(headings: Sequence[str], *, documents: int) -> str:
    """The question in a sentence.

    >>> heading_asked(["Knives seized"], documents=2)
    "Is 'Knives seized' what was asked? It stands in 2 documents; one answer settles all of them."
    >>> heading_asked(["Figures exclude attempts"], documents=1)
    "Are the counts what was asked, if 'Figures exclude attempts' is said of them?"
    """
    several = len(headings) > 1
    if several and all(map(is_statement, headings)):
        asked = "Are the counts what was asked, if all of this is said of them"
    elif several:
        asked = "Are these headings what was asked"
    elif is_statement(headings[0]):
        asked = f"Are the counts what was asked, if {headings[0]!r} is said of them"
    else:
        asked = f"Is {headings[0]!r} what was asked"
    if documents == 1:
        return f"{asked}?"
    stand = "They stand" if several else "It stands"
    return f"{asked}? {stand} in {documents:,} documents; one answer settles all of them."


def heading_choices(headings: Sequence[str], categories: Sequence[Category]) -> list[Choice]:
    """What headings may be; `categories` are those that the request asks for."""
    if headings and all(map(is_statement, headings)):
        known = _SAID
    else:
        known = _SEVERAL if len(headings) > 1 else _ONE
    choices = [Choice(one.value, text, Does("heading", one.value)) for one, text in known]
    taken = {choice.key for choice in choices} | {_EACH}
    for category in categories:
        name = category.category_id
        key = f"category-{name}" if name in taken else name
        text = f"it is the category {category.name!r} ({name})"
        if len(headings) > 1:
            text = f"they make the category {category.name!r} ({name})"
        choices.append(Choice(key, text, Does("heading", f"{CATEGORY}{name}")))
    if len(headings) > 1:
        asks = "what each is by its number, such as: 1 = asked; 2 = other"
        choices.append(Choice(_EACH, "they are different things", Does("heading"), asks=asks))
    return choices


def heading_additions(
    headings: Sequence[str],
    said: str,
    value: str,
    *,
    choices: Sequence[Choice],
    signed: Mapping[str, Value],
) -> list[Addition]:
    """The entries of headings.toml that an answer makes, those of one meaning in one entry."""
    of_meaning: dict[str, list[str]] = {}
    if said:
        of_meaning[said] = list(headings)
    else:
        for heading, meaning in _each(headings, value, choices):
            of_meaning.setdefault(meaning, []).append(heading)
    return [
        Addition(declared.FILE, "heading", {**_words(words), **_meant(meaning), **signed})
        for meaning, words in of_meaning.items()
    ]


def key_of(headings: Sequence[str]) -> tuple[str, ...]:
    """What is the same for the same headings in whatever spelling and order."""
    return tuple(sorted({fold(heading) for heading in headings}))


def _each(
    headings: Sequence[str], value: str, choices: Sequence[Choice]
) -> Iterator[tuple[str, str]]:
    """Each heading with its meaning, as `1 = asked; 2 = other` says."""
    known = {choice.key: choice.does.says for choice in choices if choice.does.says}
    said: dict[int, str] = {}
    for piece in _NEXT.split(value.strip().rstrip(";")):
        pair = _PAIR.fullmatch(piece.strip())
        if pair is None or pair["said"].strip().casefold() not in known:
            raise Unreadable(
                f"{piece!r} doesn't say what a heading is; write its number, = and one of"
                f" {', '.join(known)}"
            )
        number = int(pair["number"])
        if number in said or not 1 <= number <= len(headings):
            raise Unreadable(f"{number} must stand once, from 1 to {len(headings)}")
        said[number] = known[pair["said"].strip().casefold()]
    lacking = [n for n in range(1, len(headings) + 1) if n not in said]
    if lacking:
        raise Unreadable(
            f"what is {headings[lacking[0] - 1]!r}? Write {lacking[0]} = one of {', '.join(known)}"
        )
    for number, meaning in sorted(said.items()):
        yield headings[number - 1], meaning


def _words(words: Sequence[str]) -> dict[str, Value]:
    return {"words": words[0] if len(words) == 1 else list(words)}


def _meant(meaning: str) -> dict[str, Value]:
    if meaning.startswith(CATEGORY):
        return {"category": meaning.removeprefix(CATEGORY)}
    return {"is": meaning}
