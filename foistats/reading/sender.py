"""Who sent a document, held against the force that it is filed under.

A document that names another force by its own words, and never the force that it is filed under,
counts for nobody until a person decides: no count, no refusal, no proposal of it. The files of one
message or archive are one reply: what any of them says of the sender holds for those that say
nothing of it.
"""

from collections.abc import Iterable, Iterator, Sequence

from foistats.documents.model import Document
from foistats.letters.sender import names_of, other_sender
from foistats.naming.forces.speaking import Named, speaks_for
from foistats.reading.corrected import signed
from foistats.records import (
    Asked,
    DocumentReading,
    Problem,
    ReadDocument,
    Sender,
    StatedSender,
)
from foistats.tables.around.surroundings import Surroundings
from foistats.tables.senses import SensedGrid
from foistats.tables.table import Table
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import Source

# Titles, notes and a cover sheet are short; a list of records has thousands of cells of words.
_LINES = 200
# More names than one letterhead, its joint units and its neighbours have are a list of forces.
_MOST_NAMES = 4
# Enough to show a person why; a letter may name its force in each sentence.
_MOST_SENDERS = 20
_BY_A_PERSON = (Source.LAYOUT, Source.DECLARED)
# What names a force for single counts; a layout is a person's word on who sent them.
_SAYS_WHOSE = (
    Source.TABLE,
    Source.SHEET_NAME,
    Source.TITLE,
    Source.SENTENCE,
    Source.LAYOUT,
)
# What gives one force to all counts of a table or a sentence, and may be a slip.
_OVER_ALL = (Source.SHEET_NAME, Source.TITLE, Source.SENTENCE, Source.DOCUMENT)
_REPLACED = (
    ProblemCode.FORCE_OTHER_THAN_SENDER,
    ProblemCode.COUNT_PROPOSED,
    ProblemCode.NO_TABLE,
    ProblemCode.HEADING_UNCLEAR,
    ProblemCode.REFUSAL_UNCLEAR,
)
_REMEDY = (
    "file it under that force, or say why it is the other's all the same, in `foistats review`;"
    " until then nothing of it counts"
)


def named_beside_text(
    document: Document,
    sensed: Sequence[SensedGrid],
    tables: Sequence[Table],
    around: Surroundings,
) -> tuple[Named, ...]:
    """The forces that titles, notes, cover sheets, names of sheets and margins speak for."""
    found: list[Named] = [
        Named(forces, sheet, sheet) for sheet, forces in around.sheet_forces.items()
    ]
    for line in document.margins[:_LINES]:
        found += speaks_for(line, place="the header or footer", is_line=True)
    for one in sensed:
        of_grid = [table for table in tables if table.sensed is one]
        named = list(_in_grid(one, of_grid))
        if len({name.force_ids for name in named}) <= _MOST_NAMES:
            found += named
    return tuple(found)


def _in_grid(sensed_grid: SensedGrid, tables: Sequence[Table]) -> Iterator[Named]:
    inside = {row for table in tables for row in (*table.header_rows, *table.data_rows)}
    looked_at = 0
    for row, text in sensed_grid.words:
        if row not in inside and looked_at < _LINES:
            looked_at += 1
            yield from speaks_for(text, place=sensed_grid.grid.place(row, 0), is_line=True)
    for text in (*sensed_grid.grid.caption, *sensed_grid.grid.notes, *sensed_grid.grid.titles):
        yield from speaks_for(text, place=sensed_grid.grid.name, is_line=True)
    for table in tables:
        heads = {
            name
            for row in table.header_rows
            for _, cell in sensed_grid.filled(row)
            for name in speaks_for(cell.text, place=table.name, is_line=True)
        }
        # Several are an axis of forces, each column of its own force.
        if len({name.force_ids for name in heads}) == 1:
            yield from heads


def with_sender(
    reading: DocumentReading, named: Iterable[Named], asked: Asked, *, document: str
) -> DocumentReading:
    """The reading of one document, with nothing in it where another force's words name the sender.

    What a person gave to the force, in a layout or a statement, stays. Where a person said that the
    force sent it all the same, all of it does.
    """
    found = tuple(named)
    own = any(set(one.force_ids) & set(asked.force_ids) for one in found) or any(
        observation.force_from in _SAYS_WHOSE and set(observation.force_ids) & set(asked.force_ids)
        for observation in reading.observations
    )
    other = () if own else other_sender(found, asked.force_ids)
    senders = tuple(dict.fromkeys(Sender(*one) for one in found))
    reading = reading._replace(names_sender=own, senders=senders[:_MOST_SENDERS])
    if not other:
        return reading
    if asked.sender is not None and asked.sender_is_stated:
        return _as_stated(reading, other, asked.sender)
    speaks = tuple(dict.fromkeys(force_id for one in other for force_id in one.force_ids))
    place = "; ".join(dict.fromkeys(one.place for one in other[:3]))
    return _withheld(reading, speaks, asked.force_ids, (document, place))


def _as_stated(
    reading: DocumentReading, other: Sequence[Named], sender: StatedSender
) -> DocumentReading:
    """The reading of a document that names another force than the one that sent it.

    What is counted under the one name that it has is the sender's. Under several names it isn't
    plain whose slip that is: each count keeps the name that stands over it.
    """
    names = {frozenset(one.force_ids) for one in other}
    slip = names.pop() if len(names) == 1 else frozenset()
    said = f"sent by {names_of(sender.force_ids)}, {signed(sender.because, sender.by, sender.on)}"
    observations = []
    for one in reading.observations:
        if slip and one.force_from in _OVER_ALL and slip == set(one.force_ids):
            one = one._replace(force_ids=sender.force_ids, force_from=Source.DECLARED)  # noqa: PLW2901
        if set(one.force_ids) == set(sender.force_ids):
            declared = f"{one.declared}; {said}" if one.declared else said
            one = one._replace(declared=declared)  # noqa: PLW2901
        observations.append(one)
    gaps = tuple(
        gap._replace(force_ids=sender.force_ids) if slip and slip == set(gap.force_ids) else gap
        for gap in reading.gaps
    )
    return reading._replace(names_sender=True, observations=tuple(observations), gaps=gaps)


def as_one_reply(documents: Sequence[ReadDocument], force_ids: Sequence[str]) -> list[ReadDocument]:
    """The documents of one reply: one that names nobody goes by what the others say.

    Nothing changes where any of them names a force that the reply is filed under.
    """
    if any(document.reading.names_sender for document in documents):
        return list(documents)
    speaks = tuple(dict.fromkeys(f for document in documents for f in document.reading.speaks_for))
    if not speaks:
        return list(documents)
    return [
        document
        if document.reading.speaks_for or not _says_anything(document.reading)
        else document._replace(
            reading=_withheld(document.reading, speaks, force_ids, (document.path, ""))
        )
        for document in documents
    ]


def _says_anything(reading: DocumentReading) -> bool:
    return bool(reading.observations or reading.refused or reading.proposals or reading.gaps)


def _withheld(
    reading: DocumentReading, speaks: tuple[str, ...], force_ids: Sequence[str], at: tuple[str, str]
) -> DocumentReading:
    """The reading without what would count for a force, and the problem that says why."""
    document, place = at
    filed = names_of(force_ids)
    problem = Problem(
        ProblemCode.FORCE_OTHER_THAN_SENDER,
        document,
        place,
        f"it speaks for {names_of(speaks)} and is filed under {filed}",
        f"a document of {filed}",
        _REMEDY,
    )
    kept = tuple(
        observation
        for observation in reading.observations
        if observation.force_from in _BY_A_PERSON
    )
    problems = tuple(one for one in reading.problems if one.code not in _REPLACED)
    return reading._replace(
        observations=kept,
        problems=(*problems, problem),
        gaps=(),
        refused=(),
        proposals=(),
        headings=(),
        rivals=(),
        replacing=(),
        speaks_for=speaks,
    )
