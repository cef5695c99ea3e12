"""Corrections that a person declared: what one cell or sentence should have said.

`raw/<request_id>/corrections.toml`:

    [[correction]]
    document = "dorset.xlsx"     # as the tables call it; a file inside: "reply.eml/figures.xlsx"
    place = "Sheet1!C7"          # or "page 2, table 1, row 4, col 3", "page 1, paragraph 4"
    found = "1,024"              # what the document says there
    use = "1,204"                # what to read instead; "" is a blank cell
    because = "the force wrote on 2 July that two digits were exchanged"
    by = "A. Person"
    on = 2019-07-02

Once the document no longer says what was found, it isn't read until the two are compared.
"""

from typing import NamedTuple

from foistats.intake.entries import Invalid, Keys, read_entries
from foistats.records import Correction

FILE = "corrections.toml"
_KEYS = {"correction": Keys(("document", "place", "found", "use"))}


class Corrections(NamedTuple):
    """The corrections of one request, each with its document, and what can't be used."""

    given: tuple[tuple[str, Correction], ...] = ()
    invalid: tuple[Invalid, ...] = ()


def read_corrections(content: bytes, *, name: str) -> Corrections:
    """All corrections of a file; `name` is how the file is named to a person."""
    file = read_entries(content, name=name, known=_KEYS)
    given: list[tuple[str, Correction]] = []
    invalid = list(file.invalid)
    taken: dict[tuple[str, str, str], str] = {}
    for entry in file.entries.get("correction", ()):
        document, place = entry.text("document").strip(), entry.text("place").strip()
        found, use = entry.text("found", blank=True), entry.text("use", blank=True)
        because, by, on = entry.signed()
        if not entry.wrong:
            if found.strip() == use.strip():
                entry.refuse("use", repr(use), "something else than was found", "delete the entry")
            first = taken.setdefault((document, place, found.strip()), entry.where)
            if first != entry.where:
                entry.refuse("place", f"the same as {first}", "each place once", "delete one")
        if entry.wrong:
            invalid += entry.invalid()
        else:
            given.append((document, Correction(place, found, use, because, by, on)))
    return Corrections(tuple(given), tuple(invalid))
