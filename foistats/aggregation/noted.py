"""Problems that a person looked at and settled: they are told no more, and hold nothing up."""

from collections.abc import Iterable, Sequence

from foistats.records import Note, Problem, ReadDocument, ReadResponse
from schemas.problem_codes import ProblemCode

# Of a document with one of these nothing was read, so that no note on it can be found out of date.
_UNREAD = frozenset(
    {
        ProblemCode.CORRECTION_STALE,
        ProblemCode.DECLARATION_INVALID,
        ProblemCode.DOCUMENT_SEALED,
        ProblemCode.READER_DIED,
        ProblemCode.READER_TOO_SLOW,
    }
)
_Row = tuple[str, str, str, str]


def without_noted_proposals(read: ReadResponse, notes: Sequence[Note]) -> ReadResponse:
    """The response without the counts that a person said are none that was asked for.

    Their problems stay until `settle` takes them out with all others that have a note.
    """
    proposed = [note for note in notes if note.code is ProblemCode.COUNT_PROPOSED]
    if not proposed:
        return read
    return ReadResponse(read.response, tuple(_without(one, proposed) for one in read.documents))


def _without(document: ReadDocument, notes: Sequence[Note]) -> ReadDocument:
    noted = {_key(note) for note in notes}
    settled = {
        problem.found
        for problem in document.reading.problems
        if _row(problem._replace(document=document.path)) in noted
    }
    if not settled:
        return document
    left = tuple(one for one in document.reading.proposals if one.said not in settled)
    return document._replace(reading=document.reading._replace(proposals=left))


def settle(
    problems: Iterable[Problem],
    notes: Sequence[Note],
    *,
    request_id: str,
    documents: Iterable[ReadDocument],
) -> list[Problem]:
    """The problems that no note settles; and one for each note whose problem is not there."""
    if not notes:
        return list(problems)
    noted = {_key(note) for note in notes}
    left: list[Problem] = []
    met: set[_Row] = set()
    for problem in problems:
        row = _row(problem)
        if row in noted:
            met.add(row)
        else:
            left.append(problem)
    read = {
        document.path
        for document in documents
        if not any(problem.code in _UNREAD for problem in document.reading.problems)
    }
    left += [
        _stale(note, request_id)
        for note in notes
        if _key(note) not in met and (not note.document or note.document in read)
    ]
    return left


def _row(problem: Problem) -> _Row:
    # The tables show half of a character, as some PDFs have them, as a question mark.
    found = problem.found.encode(errors="replace").decode()
    return problem.document, problem.place, problem.code, found


def _key(note: Note) -> _Row:
    return note.document, note.place, note.code, note.found


def _stale(note: Note, request_id: str) -> Problem:
    at = " ".join(part for part in (note.document, note.place) if part)
    return Problem(
        ProblemCode.CORRECTION_STALE,
        f"raw/{request_id}/statements.toml",
        note.where,
        f"a note on {note.code.value} at {at}, and no problem with just these words",
        "the problem that the note was written for",
        "delete the note; the run tells what is left to be looked at",
    )
