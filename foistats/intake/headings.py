"""What headings of tables are, held against the question, as a person declared it.

`raw/<request_id>/headings.toml`:

    [[heading]]
    words = "Knives seized"      # or a list of headings that belong together
    is = "other"                 # asked, breakdown, part, wider or other
    because = "what was seized is no count of offences"
    by = "A. Person"
    on = 2019-07-02

    [[heading]]
    words = ["Robbery of a person", "Robbery of a business"]
    category = "robbery"         # instead of `is`: the id of a category of request.toml
    because = "the force divides robberies so"
    by = "A. Person"
    on = 2019-07-02

An entry holds for every document of the request in which a heading has the same letters and
digits, whatever its case, blanks and punctuation. `asked` is what was asked; `breakdown` are parts
that together make it; `part` is a part beside which others lack; `wider` holds what was asked and
more; `other` is something else. Only what was asked, or parts that together make it, is counted.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from foistats.intake.entries import Entry, Invalid, Keys, read_entries
from foistats.intake.sheets import nearest
from foistats.naming.spelling import fold
from foistats.records import Category, HeadingMeaning
from foistats.toml import shown
from schemas.vocabulary import Concern

FILE = "headings.toml"
SAID = tuple(concern for concern in Concern if concern is not Concern.UNCLEAR)
"""What a person may say that a heading is; `unclear` is why a person was asked."""
_KEYS = {"heading": Keys(("words",), optional=("is", "category"))}
_NOT_A_CATEGORY = (Concern.PART, Concern.WIDER, Concern.OTHER)


class Headings(NamedTuple):
    """The meanings of headings by `fold` of their words, and what can't be used."""

    given: Mapping[str, HeadingMeaning]
    invalid: tuple[Invalid, ...] = ()


def read_headings(content: bytes, *, name: str, categories: Sequence[Category]) -> Headings:
    """All headings of a file; `categories` are those of request.toml, whose names have a meaning.

    A heading with two meanings has none: both entries would be believed by somebody.
    """
    file = read_entries(content, name=name, known=_KEYS)
    named = {
        fold(spelling): category
        for category in categories
        for spelling in (category.name, *category.also)
    }
    given: dict[str, HeadingMeaning] = {}
    invalid = list(file.invalid)
    for entry in file.entries.get("heading", ()):
        words = _words(entry)
        meaning = _meaning(entry, [category.category_id for category in categories])
        because, by, on = entry.signed()
        if meaning is not None and not entry.wrong:
            what = meaning.category_id or meaning.concern.value
            for heading in words:
                told = " ".join(f"{heading!r} is {what}, by {by} on {on}: {because}".split())
                _take(entry, heading, meaning._replace(declared=told), given, named)
        # Whatever document an entry names, what it gets wrong may be about any of them.
        invalid += [one._replace(document=None) for one in entry.invalid()]
    return Headings(given, tuple(invalid))


def _words(entry: Entry) -> tuple[str, ...]:
    """The headings that an entry names: one text, or a list of texts."""
    if "words" not in entry.content:
        return ()
    listed = isinstance(entry.content["words"], list)
    words = entry.texts("words") if listed else (entry.text("words"),)
    if not words and not entry.wrong:
        entry.refuse("words", "an empty list", "the words of a heading", "write them as they stand")
    for heading in words:
        if heading.strip() and not fold(heading):
            expected = "a heading with letters or digits"
            remedy = "declare a mark in marks.toml, and correct the cell of another heading"
            entry.refuse("words", shown(heading), expected, remedy)
    return words


def _meaning(entry: Entry, category_ids: Sequence[str]) -> HeadingMeaning | None:
    """What the headings of an entry are: a word of `SAID`, or a category of the request."""
    if ("is" in entry.content) == ("category" in entry.content):
        found = "both is and category" if "is" in entry.content else "neither is nor category"
        entry.refuse("is", found, f"one of {', '.join(SAID)}, or a category", "keep just one")
        return None
    if "is" in entry.content:
        concern = entry.read("is", _concern, expected=f"one of {', '.join(SAID)}")
        return HeadingMeaning(concern) if concern is not None else None
    category_id = entry.text("category").strip()
    if category_id and category_id not in category_ids:
        expected = "the id of a category of request.toml"
        remedy = (
            nearest(category_id, category_ids)
            if category_ids
            else "request.toml asks for no categories: use `is` instead"
        )
        entry.refuse("category", shown(category_id), expected, remedy)
    return HeadingMeaning(Concern.ASKED, category_id)


def _concern(written: str) -> Concern:
    said = written.strip().casefold()
    if said not in SAID:
        raise ValueError(nearest(said, SAID))
    return Concern(said)


def _take(
    entry: Entry,
    heading: str,
    meaning: HeadingMeaning,
    given: dict[str, HeadingMeaning],
    named: Mapping[str, Category],
) -> None:
    """Give a heading its meaning, unless an earlier entry or request.toml gives it another."""
    key = fold(heading)
    category = named.get(key)
    if not given.setdefault(key, meaning).is_as(meaning):
        expected = "one meaning for each heading"
        entry.refuse("words", f"{shown(heading)} with two meanings", expected, "delete one of them")
    elif category is not None and (
        meaning.concern in _NOT_A_CATEGORY or meaning.category_id not in ("", category.category_id)
    ):
        found = f"{shown(heading)}, which request.toml gives to {category.category_id!r}"
        expected = "no other meaning for the name of a category"
        entry.refuse("words", found, expected, "delete it here or under [[categories]]")
