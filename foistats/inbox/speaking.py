"""In whose name the files of one reply speak, where a person has said whose it is."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from foistats.documents.limits import Limits
from foistats.errors import Unreadable
from foistats.intake.asked import asked_of
from foistats.intake.reading import Job, read_documents
from foistats.letters.sender import names_of
from foistats.naming.forces import read_force
from foistats.reading.sender import as_one_reply
from foistats.records import Declared, Finding, ReadDocument, Request


class Speaking(NamedTuple):
    """The forces for which a reply speaks, none if they are those that a person said.

    `because` are the words that say so. `name` is how responses.csv may have these forces; empty
    where they were not asked, or can't be named together. `hidden` has what each file hides.
    """

    force_ids: tuple[str, ...]
    because: str
    name: str
    hidden: dict[Path, tuple[Finding, ...]]


def who_speaks(
    files: Sequence[Path],
    request: Request,
    force_ids: tuple[str, ...],
    *,
    received_on: date,
    limits: Limits | None = None,
) -> Speaking:
    """Read some files as the reply of some forces, and see whether their words name others."""
    asked = asked_of(request, force_ids, received_on=received_on)
    jobs = {path: Job(str(path), asked, Declared()) for path in files}
    readings = read_documents(jobs, workers=1, limits=limits)
    hidden = {path: reading.hidden for path, reading in readings.items()}
    own = [ReadDocument(str(path), "", one) for path, one in readings.items()]
    every = [part for one in own for part in (one, *one.reading.parts)]
    if any(hidden.values()):
        return Speaking((), "", "", hidden)
    if any(one.reading.names_sender for one in every):
        return Speaking((), "", "", hidden)
    reading_of = [one.reading for one in as_one_reply(every, force_ids)]
    others = tuple(dict.fromkeys(speak for reading in reading_of for speak in reading.speaks_for))
    said = [
        f"{sender.as_written!r} in {sender.place}"
        for document in every
        for sender in document.reading.senders
        if set(sender.force_ids) & set(others)
    ]
    because = "; ".join(dict.fromkeys(said[:3]))
    return Speaking(others, because, _name(others, request), hidden)


def _name(force_ids: Sequence[str], request: Request) -> str:
    if not force_ids or not set(force_ids) <= set(request.asked_force_ids):
        return ""
    name = names_of(sorted(force_ids))
    try:
        return name if set(read_force(name)) == set(force_ids) else ""
    except Unreadable:
        return ""
