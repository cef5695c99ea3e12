"""One reply's file to observations, problems and checks. The only way into extraction.

First the door: a file with hidden content is not read any further. Then its cells and its text,
and the files inside it, each as a document of its own.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from foistats.documents.model import Document, Part
from foistats.errors import DocumentRefused, DocumentReplaced
from foistats.letters.reading import read_prose, said_by_sender
from foistats.model.layouts import Layout
from foistats.naming.forces.speaking import speaks_for
from foistats.naming.periods import label_of
from foistats.question.notes import Stands
from foistats.question.wanted import Wanted
from foistats.reading.corrected import Stale, correct, mark_corrected
from foistats.reading.covering import held_by_letters, remarks_of
from foistats.reading.rivals import rivals_of
from foistats.reading.sender import as_one_reply, named_beside_text, with_sender
from foistats.reading.stated import (
    headings_are_given,
    periods_given,
    stale_periods,
    stale_statements,
    with_marks,
    with_periods,
    with_statements,
)
from foistats.reading.units import give_units, sign_units, stale_units
from foistats.records import (
    NOTHING_DECLARED,
    Asked,
    Declared,
    DocumentReading,
    PassedOver,
    Problem,
    ReadDocument,
    StatedSender,
)
from foistats.tables.account import account_for
from foistats.tables.around.proposed import between_days_of_name, proposals
from foistats.tables.around.reply_day import reply_day
from foistats.tables.around.surroundings import Surroundings, look_around
from foistats.tables.concerns.file_names import open_by_name
from foistats.tables.concerns.tables import hold_against_question
from foistats.tables.entries import TableReading
from foistats.tables.figures.compare import compare_tables
from foistats.tables.marks import settle_marks
from foistats.tables.problems import Found, as_problems
from foistats.tables.search import read_grid
from foistats.tables.senses import SensedGrid, sense_grid
from foistats.tables.shape.captions import with_captions_from_below
from foistats.tables.shape.declared import declared_tables
from foistats.tables.shape.frames import find_tables
from foistats.tables.table import Table
from foistats.tables.undated import date_by_sums
from schemas.problem_codes import ProblemCode

# A file in a file in a file: a zip attached to a message that was forwarded. No reply goes deeper.
_DEEPEST = 4

T = TypeVar("T")


def read_reply(
    path: str | Path,
    asked: Asked,
    declared: Declared = NOTHING_DECLARED,
    received_as: str = "",
    sha256: str = "",
) -> DocumentReading:
    """Read one received file; whatever goes wrong becomes a problem of that file.

    `received_as` is its name where it lies under another one, as a sealed document does. Raises
    DocumentReplaced for a file that hasn't the digest `sha256`, if one is given. Runs in a worker
    process, never in the process that runs the flow.
    """
    from foistats.formats.opening import content_of

    path = Path(path)
    name = received_as or path.name
    try:
        content = content_of(path)
    except DocumentRefused as refusal:
        return _refused(refusal, name)
    return read_sent(content, asked, declared, name, sha256)


def read_sent(
    content: bytes, asked: Asked, declared: Declared, received_as: str, sha256: str = ""
) -> DocumentReading:
    """Read one received file whose bytes another process took; all else is as in `read_reply`."""
    if sha256 and hashlib.sha256(content).hexdigest() != sha256:
        raise DocumentReplaced("the file was replaced while the run was under way; run again")
    reading = _read_content(content, received_as, asked, declared, depth=0)
    if reading.hidden and not declared.released:
        # What any file inside hides is in the received file: no other part of it is read either.
        return DocumentReading(hidden=reading.hidden)
    return reading


def _read_content(
    content: bytes,
    name: str,
    asked: Asked,
    declared: Declared,
    *,
    depth: int,
    sent_on: date | None = None,
) -> DocumentReading:
    """One file and the files inside it; `declared` goes by paths below this very file.

    `sent_on` is the day of the message that it came with.
    """
    from foistats.formats.opening import enter

    question = f"{asked.title}\n{asked.question}"
    try:
        entered = enter(content, name, question=question, released=declared.released)
        document = entered.document
        if document is None:
            return DocumentReading(hidden=entered.hidden)
        document.sent_on = document.sent_on or sent_on
        if document.parts and depth == _DEEPEST:
            raise DocumentRefused(
                ProblemCode.DOCUMENT_HOSTILE,
                f"files within files, more than {_DEEPEST} deep",
                expected="attachments that can be opened one by one",
                remedy="save what it holds and receive that",
            )
    except DocumentRefused as refusal:
        return _refused(refusal, name)
    parts = [
        _read_part(
            part, asked, _below(declared, part.name), depth=depth + 1, sent_on=document.sent_on
        )
        for part in document.parts
    ]
    if not declared.released:
        hidden = [finding for part in parts for finding in part.reading.hidden]
        if hidden:
            return DocumentReading(hidden=tuple(hidden))
    reading = read_as_declared(document, asked=asked, name=name, declared=declared)
    documents = [ReadDocument(name, "", reading), *parts]
    whole, *parts = held_by_letters(as_one_reply(documents, asked.force_ids))
    reading = whole.reading
    inner = [
        ReadDocument(f"{part.path}/{one.path}", one.sha256, one.reading)
        for part in parts
        for one in part.reading.parts
    ]
    flat = [part._replace(reading=part.reading._replace(parts=())) for part in parts]
    return reading._replace(
        parts=(*flat, *inner), hidden=entered.hidden, noted=entered.noted, kind=entered.kind
    )


def _read_part(
    part: Part, asked: Asked, declared: Declared, *, depth: int, sent_on: date | None
) -> ReadDocument:
    reading = _read_content(part.content, part.name, asked, declared, depth=depth, sent_on=sent_on)
    hidden = tuple(
        finding._replace(place=f"{part.name}: {finding.place}" if finding.place else part.name)
        for finding in reading.hidden
    )
    digest = hashlib.sha256(part.content).hexdigest()
    return ReadDocument(part.name, digest, reading._replace(hidden=hidden))


def _below(declared: Declared, name: str) -> Declared:
    """What is declared of a file inside, by paths below that file."""
    return Declared(
        layouts=_of_part(declared.layouts, name),
        corrections=_of_part(declared.corrections, name),
        statements=_of_part(declared.statements, name),
        periods=_of_part(declared.periods, name),
        units=_of_part(declared.units, name),
        marks=_of_part(declared.marks, name),
        # Who sent a message sent what is attached to it.
        senders={**_senders_of_all(declared), **_of_part(declared.senders, name)},
        released=declared.released,
    )


def _senders_of_all(declared: Declared) -> dict[str, tuple[StatedSender, ...]]:
    return {"": declared.senders[""]} if "" in declared.senders else {}


def _of_part(of: Mapping[str, T], name: str) -> dict[str, T]:
    return {
        path[len(name) + 1 :]: one
        for path, one in of.items()
        if path == name or path.startswith(f"{name}/")
    }


def _refused(refusal: DocumentRefused, name: str) -> DocumentReading:
    problem = Problem(refusal.code, name, "", refusal.found, refusal.expected, refusal.remedy)
    return DocumentReading(problems=(problem,))


def read_as_declared(
    document: Document, *, asked: Asked, name: str, declared: Declared
) -> DocumentReading:
    """Read an opened document with what persons declared of it; nothing of it if that is stale."""
    statements, periods = declared.statements.get("", ()), declared.periods.get("", ())
    units = declared.units.get("", ())
    inside = {part.name for part in document.parts}
    corrected = correct(document, declared.corrections.get("", ()))
    stale = [
        *corrected.stale,
        *stale_statements(document, statements),
        *(Stale(path, "no such file inside") for path in declared.lost(inside)),
    ]
    if not stale:
        asked = replace(
            asked,
            marks={**asked.marks, **declared.marks.get("", {})},
            periods=periods_given(periods),
            units=units,
            headings_are=headings_are_given(periods),
            sender=next(iter(declared.senders.get("", ())), None),
        )
        layouts = declared.layouts.get("", ())
        reading = read_cells(document, asked=asked, name=name, layouts=layouts)
        stale = [*stale_periods(reading, periods), *stale_units(reading, units)]
    if stale:
        found = Found(name)
        for place, what in stale:
            found.add(ProblemCode.CORRECTION_STALE, place, what)
        return DocumentReading(problems=as_problems(found))
    observations = with_marks(reading.observations, asked.marks)
    observations = with_periods(mark_corrected(observations, corrected), periods)
    return with_statements(reading._replace(observations=observations), statements, asked)


def read_cells(
    document: Document, *, asked: Asked, name: str, layouts: Sequence[Layout] = ()
) -> DocumentReading:
    """Observations, problems and checks of a document whose cells are known."""
    found = found_in(name, asked)
    sensed, readings, around = read_tables(document, asked=asked, found=found, layouts=layouts)
    given = give_units(readings, asked.units)
    far = {Stands.APART: around.cover, Stands.LETTER: _said_apart(document, readings)}
    headings = hold_against_question(
        readings, asked, found, far=far, lines=document.lines, name=name
    )
    sign_units(given)
    observations, gaps, checks = compare_tables(readings, found)
    account = account_for(sensed, readings, found)
    tables = [reading.table for reading in readings]
    around.named = named_beside_text(document, sensed, tables, around)
    prose = read_prose(document, around, asked)
    for proposal in prose.proposals:
        found.add(ProblemCode.COUNT_PROPOSED, proposal.place, proposal.said)
    for refused in prose.refused:
        if refused.unclear:
            what = f"{refused.as_written[:200]!r}: {refused.unclear}"
            found.add(ProblemCode.REFUSAL_UNCLEAR, refused.place, what)
    said = bool(observations or prose.observations or prose.refused or document.parts)
    if not said and not found.problems:
        found.add(ProblemCode.NO_TABLE, "", _what_there_is(document))
    reading = DocumentReading(
        observations=(*observations, *prose.observations),
        problems=as_problems(found),
        checks=checks,
        account=account,
        gaps=gaps,
        refused=tuple(one for one in prose.refused if not one.unclear),
        proposals=prose.proposals,
        headings=headings,
        rivals=rivals_of(readings, around),
        replacing=prose.replacing,
        passed_over=(*prose.passed_over, *_quoted_below(document)),
        dated=document.sent_on or reply_day(document),
        letter_kinds=prose.kinds,
        sent_by=_sent_by(document),
        remarks=remarks_of(document, asked),
    )
    return with_sender(reading, (*around.named, *prose.named), asked, document=name)


def _quoted_below(document: Document) -> tuple[PassedOver, ...]:
    """The lines of the request, or of another earlier message, that a message repeats."""
    return (
        (PassedOver("quoted from elsewhere", document.quoted, "text"),) if document.quoted else ()
    )


def _sent_by(document: Document) -> tuple[str, ...]:
    """The forces that the name in the header of a message names."""
    named = speaks_for(document.sent_by, place="the header", is_line=True)
    return tuple(dict.fromkeys(force_id for one in named for force_id in one.force_ids))


def _said_apart(document: Document, readings: Sequence[TableReading]) -> tuple[str, ...]:
    """The sentences of a letter in its sender's own voice, where it has tables that count.

    What stands at the head or foot of each page is said of its tables, too.
    """
    if not any(reading.entries for reading in readings):
        return ()
    return (*said_by_sender(document), *dict.fromkeys(document.margins))


def found_in(name: str, asked: Asked) -> Found:
    """Nothing found yet in a document; its messages name periods as the request asks for them."""
    return Found(name) if asked.first is None else Found(name, label_of(asked.first))


def read_tables(
    document: Document, *, asked: Asked, found: Found, layouts: Sequence[Layout] = ()
) -> tuple[list[SensedGrid], list[TableReading], Surroundings]:
    """Read every table of a document; problems go to `found`.

    Returns its grids with the senses of their cells, a reading for each table, and what stands
    around the tables.
    """
    with_captions_from_below(document)
    sensed = [sense_grid(grid, asked.aliases) for grid in document.grids if not grid.hidden]
    for code, place, what in document.remarks:
        found.add(ProblemCode(code), place, what)
    parted: list[list[Table]] = []
    for one in sensed:
        declared = declared_tables(one, layouts, found)
        parted.append(find_tables(one) if declared is None else declared)
    every = [table for of_one in parted for table in of_one]
    around = look_around(document, sensed, every, asked)
    around.proposed = proposals(found.document, sensed, every)
    around.of_name = between_days_of_name(found.document)
    around.narrowed = open_by_name(found.document, Wanted(asked), asked)
    readings = [
        reading
        for one, tables in zip(sensed, parted, strict=True)
        for reading in read_grid(one, tables, around, asked, found)
    ]
    settle_marks(readings, found, blank=around.blank)
    date_by_sums(readings, found, around.proposed)
    return sensed, readings, around


def _what_there_is(document: Document) -> str:
    cells = sum(value is not None for grid in document.grids for row in grid.rows for value in row)
    return f"{cells} cells with content, {len(document.lines)} lines of text"
