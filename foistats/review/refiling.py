"""A reply filed under one force whose own words name another: its line moves, and why is kept.

The line of responses.csv gets the other force; the next run reads it so. Who said it, why and when
stands in the line's note, which the tables show, and in `refiled.toml`.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from foistats.errors import Unreadable, WorkspaceError
from foistats.intake.responses import COLUMNS
from foistats.intake.sheets import encoded_line, read_sheet, with_cells
from foistats.intake.writing import Addition, Value, added
from foistats.letters.sender import names_of
from foistats.naming.forces import read_force
from foistats.records import DocumentReading, Response
from foistats.review.choices import Choice, Does
from schemas.vocabulary import Outcome

LISTED = "responses.csv"
RECORD = "refiled.toml"
"""The list of replies, and the record of those that were filed under another force."""
REFILE, OWN = "refile", "own"
_FILED_UNDER = " and is filed under "
_CORRECTS, _AGAIN, _WITH = "corrects", "again", "with"


class Misfiled(NamedTuple):
    """Documents of a response that speak for other forces than it is filed under.

    `documents` are to be moved, `others` the replies that those forces have given already. `to` is
    empty where they can't be moved: those forces were not asked, or it isn't plain which it is.
    """

    response: Response
    documents: tuple[str, ...]
    to: tuple[str, ...]
    others: tuple[Response, ...] = ()

    @property
    def whole(self) -> bool:
        """True where all of the response is to be moved."""
        return set(self.documents) == set(self.response.documents)


def is_about_a_sender(found: str) -> bool:
    """True for the problem of a document that speaks for another force, and not of single lines."""
    return _FILED_UNDER in found


def still_filed_under(found: str, force_ids: Sequence[str]) -> bool:
    """True where a response is filed still as it was when a problem was found."""
    return found.endswith(f"{_FILED_UNDER}{names_of(force_ids)}")


def misfiled(
    response: Response,
    readings: Mapping[str, DocumentReading],
    document: str,
    *,
    asked: Sequence[str],
    standing: Sequence[Response],
) -> Misfiled:
    """Where the reply that a document is of belongs: nowhere else if its words aren't plain there.

    `readings` are those of the response's documents, `asked` the forces that were asked.
    """
    spoken = {path: frozenset(_spoken(reading)) for path, reading in readings.items()}
    every = {forces for forces in spoken.values() if forces}
    to = spoken.get(document, frozenset()) or (next(iter(every)) if len(every) == 1 else None)
    if not to or not to <= set(asked) or not _can_be_written(to):
        return Misfiled(response, (document,), ())
    of_others = any(reading.names_sender for reading in readings.values()) or len(every) > 1
    moved = tuple(path for path in response.documents if not of_others or spoken.get(path) == to)
    others = tuple(
        one
        for one in standing
        if one.response_id != response.response_id and one.has_come and to & set(one.force_ids)
    )
    return Misfiled(response, moved, tuple(sorted(to)), others)


def _can_be_written(force_ids: Collection[str]) -> bool:
    """True where responses.csv may name some forces together, and is read so."""
    try:
        return set(read_force(names_of(sorted(force_ids)))) == set(force_ids)
    except Unreadable:
        return False


def _spoken(reading: DocumentReading) -> set[str]:
    every = [reading, *(part.reading for part in reading.parts)]
    return {force_id for one in every for force_id in one.speaks_for}


def refiling_choices(found: Misfiled) -> list[Choice]:
    """That the reply is the other force's, as its first, a later or the same one; or that it isn't.

    With a reply of that force listed already, whether this one corrects it is for a person to say.
    """
    name = names_of(found.to) or "another force"
    own = names_of(found.response.force_ids)
    what = "" if found.whole else f" ({', '.join(found.documents)} alone)"
    choices = []
    for n, one in enumerate(found.others, 1):
        key = "" if len(found.others) == 1 else f"-{n}"
        known = f"{one.response_id}, received on {one.received_on or 'no known day'}"
        texts = {
            _CORRECTS: f"file it under {name}: it corrects {known}, which counts no more",
            _AGAIN: f"file it under {name}: it is the same reply as {known}, which stays",
            _WITH: f"file it under {name}: it belongs to {known}, as a part of that reply",
        }
        choices += [
            Choice(f"{how}{key}", f"{text}{what}", Does(REFILE, f"{how}:{one.response_id}"))
            for how, text in texts.items()
        ]
    if found.to and not found.others:
        choices.append(Choice(REFILE, f"file it under {name}{what}", Does(REFILE)))
    asks = f"why it is {own}'s, such as: {own} answers for {name}"
    choices.append(Choice(OWN, f"it is {own}'s all the same", Does(OWN), asks=asks))
    return choices


def refiled(
    found: Misfiled, says: str, content: bytes, record: bytes, *, signed: Mapping[str, Value]
) -> dict[str, bytes]:
    """responses.csv with the reply under its own force, and the record of it.

    Raises WorkspaceError where the file can't say it.
    """
    how, _, other_id = says.partition(":")
    old = found.response
    note = (
        f"filed under {names_of(found.to)}, not {names_of(old.force_ids)}, by {signed['by']} on"
        f" {signed['on']}: {signed['because']}"
    )
    other = next((one for one in found.others if one.response_id == other_id), None)
    if how == _WITH and other is not None:
        content = _into(content, found, other, note)
    elif found.whole:
        content = _changed(
            content, old, force=names_of(found.to), note=joined_notes(old.note, note)
        )
        if how == _CORRECTS and other is not None:
            content = _changed(content, old, supersedes=_once(old.supersedes, other.response_id))
    else:
        content = _parted(content, found, other if how == _CORRECTS else None, note)
    if how == _AGAIN and other is not None:
        moved = old.response_id if found.whole else _new_id(found)
        content = _changed(content, other, supersedes=_once(other.supersedes, moved))
    entry: dict[str, Value] = {
        "response": old.response_id,
        "documents": list(found.documents),
        "was": names_of(old.force_ids),
        "is": names_of(found.to),
        **signed,
    }
    return {LISTED: content, RECORD: added(record, Addition(RECORD, "refiled", entry))}


def _once(supersedes: str, response_id: str) -> str:
    """One reply replaces one other; a second is for a person to write."""
    if supersedes and supersedes != response_id:
        raise WorkspaceError(
            f"the reply replaces {supersedes} already; correct responses.csv by hand"
        )
    return response_id


def joined_notes(note: str, more: str) -> str:
    """The note of a line, and what is added to it."""
    return f"{note}; {more}" if note else more


def _changed(content: bytes, response: Response, **values: str) -> bytes:
    return changed_line(content, response.response_id, **values)


def changed_line(content: bytes, response_id: str, **values: str) -> bytes:
    """responses.csv with other values on the line of a response."""
    sheet = read_sheet(content, known=COLUMNS, name=LISTED)
    line = next(one for one in sheet.lines if one.values.get("response_id") == response_id)
    return with_cells(content, sheet, line.number, values)


def _parted(content: bytes, found: Misfiled, corrects: Response | None, note: str) -> bytes:
    """The file with some documents of a reply on a line of their own."""
    old = found.response
    rest = [path for path in old.documents if path not in found.documents]
    new_id = _new_id(found)
    content = _changed(content, old, documents=";".join(rest))
    values = {
        "response_id": new_id,
        "force": names_of(found.to),
        "received_on": old.received_on.isoformat() if old.received_on else "",
        "documents": ";".join(found.documents),
        "supersedes": corrects.response_id if corrects else "",
        "note": note,
    }
    sheet = read_sheet(content, known=COLUMNS, name=LISTED)
    newline = encoded_line(sheet._replace(columns=()), {})
    ends = b"" if content.endswith(newline) else newline
    return content + ends + encoded_line(sheet, values)


def _new_id(found: Misfiled) -> str:
    """The id of the line that the moved documents get where others stay."""
    return f"{found.response.response_id}-{'+'.join(found.to)}"


def _into(content: bytes, found: Misfiled, other: Response, note: str) -> bytes:
    """The file with the documents on the line of another reply, and none on their own."""
    old = found.response
    rest = [path for path in old.documents if path not in found.documents]
    content = _changed(
        content,
        other,
        documents=";".join([*other.documents, *found.documents]),
        note=joined_notes(other.note, note),
    )
    if rest:
        return _changed(content, old, documents=";".join(rest))
    moved = f"its documents belong to {other.response_id}: {note}"
    nothing = {"documents": "", "received_on": "", "outcome": Outcome.NO_RESPONSE.value}
    return _changed(content, old, **nothing, section="", note=joined_notes(old.note, moved))
