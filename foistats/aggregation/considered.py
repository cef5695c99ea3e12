"""What is considered of a reply: one sender's documents, each count once, less what is noted.

What was read twice from one place is counted not at all. Problems that a person looked at and
settled are shown no more, and hold nothing up.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from foistats.reading.covering import held_by_letters
from foistats.reading.sender import as_one_reply
from foistats.records import DocumentReading, Note, Observation, Problem, ReadDocument, ReadResponse
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import Basis, Source


def of_one_sender(read: ReadResponse) -> ReadResponse:
    """The response without what came with another force's letter, or is narrowed by its own."""
    of_one = as_one_reply(read.documents, read.response.force_ids)
    documents = tuple(held_by_letters(of_one))
    if all(one is other for one, other in zip(documents, read.documents, strict=True)):
        return read
    return ReadResponse(read.response, documents)


def without_doubles(read: ReadResponse) -> ReadResponse:
    """The response with each place's count once; one that was there twice is contradicted."""
    if all(_is_single(document.reading) for document in read.documents):
        return read
    return ReadResponse(read.response, tuple(_once(document) for document in read.documents))


def _is_single(reading: DocumentReading) -> bool:
    places = {observation.place for observation in reading.observations}
    return len(places) == len(reading.observations)


def _once(document: ReadDocument) -> ReadDocument:
    reading = document.reading
    times = Counter(_key(observation) for observation in reading.observations)
    kept: dict[tuple[object, ...], Observation] = {}
    for observation in reading.observations:
        double = times[_key(observation)] > 1
        kept.setdefault(
            _key(observation),
            observation._replace(basis=Basis.CONTRADICTED) if double else observation,
        )
    problems = tuple(
        Problem(
            ProblemCode.COUNT_TWICE,
            document.path,
            one.place,
            f"{times[key]} counts read from one place",
            "one count per cell",
            "declare the table in a layout; nothing that this count is part of is counted",
        )
        for key, one in kept.items()
        if times[key] > 1
    )
    once = reading._replace(
        observations=tuple(kept.values()), problems=(*reading.problems, *problems)
    )
    return document._replace(reading=once)


def _key(observation: Observation) -> tuple[object, ...]:
    # A cell has one count; a sentence may have one for each category that it names.
    labels = observation.labels if observation.period_from is Source.SENTENCE else ()
    return (observation.place, tuple(sorted(observation.force_ids)), observation.period, labels)


_Row = tuple[str, str, str, str, str]


def without_noted_proposals(read: ReadResponse, notes: Sequence[Note]) -> ReadResponse:
    """The response without the counts that a person said are none that was asked for.

    Their problems stay until `settle` takes them out with all others that have a note.
    """
    proposed = [note for note in notes if note.code is ProblemCode.COUNT_PROPOSED]
    if not proposed:
        return read
    return ReadResponse(
        read.response, tuple(_without(document, proposed) for document in read.documents)
    )


def _without(document: ReadDocument, notes: Sequence[Note]) -> ReadDocument:
    noted = {_matter(note) for note in notes}
    settled = {
        problem.found
        for problem in document.reading.problems
        if _row(problem._replace(document=document.path)) in noted
    }
    if not settled:
        return document
    left = tuple(
        proposal for proposal in document.reading.proposals if proposal.said not in settled
    )
    return document._replace(reading=document.reading._replace(proposals=left))


def settle(problems: Iterable[Problem], notes: Sequence[Note]) -> list[Problem]:
    """The problems that no note settles.

    A note whose problem is no longer there changes nothing: it was settled in another way, and what
    a note was mistyped for is still told as a problem.
    """
    noted = {_matter(note) for note in notes}
    return [problem for problem in problems if _row(problem) not in noted]


def _row(problem: Problem) -> _Row:
    # The tables show half of a character, as some PDFs have them, as a question mark.
    found = problem.found.encode(errors="replace").decode()
    response_id = problem.response_id if not problem.document else ""
    return problem.document, problem.place, problem.code, found, response_id


def _matter(note: Note) -> _Row:
    return note.document, note.place, note.code, note.found, note.response_id
