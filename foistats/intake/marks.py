"""What marks and blanks stand for in one document, or in all, as a person declared it.

`raw/<request_id>/marks.toml`:

    [[mark]]
    mark = "*"                   # "" is a blank cell
    meaning = "fewer than 5"     # or "0", "1 to 4", "not available", "not held" ...
    document = "dorset.xlsx"     # only there; every document of the request where it is left out
    because = "the force said so on the telephone"
    by = "A. Person"
    on = 2019-07-02

A document's own legend comes first, then what is declared for it, then what holds for the request.
"""

from collections.abc import Mapping
from typing import NamedTuple

from foistats.intake.entries import Entry, Invalid, Keys, read_entries
from foistats.model.values import Count
from foistats.naming.counts import is_mark, mark_key, meaning_of

FILE = "marks.toml"
_KEYS = {"mark": Keys(("mark", "meaning"), optional=("document",))}


class Marks(NamedTuple):
    """The marks of one request by document, those of every document under the empty text."""

    given: Mapping[str, Mapping[str, Count]]
    invalid: tuple[Invalid, ...] = ()


def read_marks(content: bytes, *, name: str, known: Mapping[str, Count]) -> Marks:
    """All marks of a file; `known` are those that request.toml declares for every document."""
    file = read_entries(content, name=name, known=_KEYS)
    given: dict[str, dict[str, Count]] = {}
    invalid = list(file.invalid)
    before = {mark_key(mark): count for mark, count in known.items()}
    for entry in file.entries.get("mark", ()):
        made = _mark(entry)
        if made is not None:
            document, mark, meaning = made
            of_document = given.setdefault(document, {})
            other = of_document.get(mark, before.get(mark) if not document else None)
            if other is not None and other != meaning:
                expected = "one meaning for each mark of a document"
                entry.refuse("mark", f"{mark!r} with two meanings", expected, "delete one of them")
            else:
                of_document[mark] = meaning
        invalid += entry.invalid()
    return Marks(given, tuple(invalid))


def _mark(entry: Entry) -> tuple[str, str, Count] | None:
    written = entry.text("mark", blank=True)
    if not is_mark(written) and not entry.wrong:
        expected = 'a mark such as "*", "-" or "" for a blank'
        entry.refuse("mark", repr(written), expected, "correct the cell instead")
        return None
    meaning = entry.read(
        "meaning", lambda said: meaning_of(written, said), expected='such as "fewer than 5"'
    )
    document = entry.text("document").strip()
    entry.signed()
    if entry.wrong or meaning is None:
        return None
    return document, mark_key(written), meaning
