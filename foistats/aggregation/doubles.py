"""One cell, one count: what was read twice from one place is counted not at all."""

from collections import Counter

from foistats.records import DocumentReading, Observation, Problem, ReadDocument, ReadResponse
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import Basis, Source


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
    times = Counter(_key(one) for one in reading.observations)
    kept: dict[tuple[object, ...], Observation] = {}
    for one in reading.observations:
        double = times[_key(one)] > 1
        kept.setdefault(_key(one), one._replace(basis=Basis.CONTRADICTED) if double else one)
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


def _key(one: Observation) -> tuple[object, ...]:
    # A cell has one count; a sentence may have one for each category that it names.
    labels = one.labels if one.period_from is Source.SENTENCE else ()
    return (one.place, tuple(sorted(one.force_ids)), one.period, labels)
