"""One row per received file, and per file inside it: what was read of it, and how surely."""

from collections.abc import Iterable, Iterator

from foistats.records import DocumentReading, Finding, ReadDocument, ReadResponse
from schemas.problem_codes import ProblemCode
from schemas.tables import DOCUMENTS, Record
from schemas.vocabulary import Basis, DocumentState

# A document with one of these was not read at all; with any other problem, as far as it goes.
_NOT_READ = frozenset(
    {
        ProblemCode.DOCUMENT_EMPTY,
        ProblemCode.DOCUMENT_LOCKED,
        ProblemCode.DOCUMENT_BROKEN,
        ProblemCode.DOCUMENT_UNSUPPORTED,
        ProblemCode.DOCUMENT_HOSTILE,
        ProblemCode.READER_DIED,
        ProblemCode.READER_TOO_SLOW,
        ProblemCode.CORRECTION_STALE,
    }
)


def document_rows(request_id: str, readings: Iterable[ReadResponse]) -> Iterator[Record]:
    """One row per document of the responses that stand."""
    for read in readings:
        for document in read.documents:
            yield _row(request_id, read.response.response_id, document)


def _row(request_id: str, response_id: str, document: ReadDocument) -> Record:
    reading = document.reading
    counts = [
        observation for observation in reading.observations if observation.count.low is not None
    ]
    return DOCUMENTS.record(
        request_id=request_id,
        document=document.path,
        response_id=response_id,
        sha256=document.sha256,
        document_kind=reading.kind,
        document_state=_state(reading),
        cells=sum(reading.account),
        counts=len(counts),
        counts_confirmed=sum(count.confirmed for count in counts),
        counts_proved=sum(count.basis is Basis.PROVED for count in counts),
        noted="; ".join([*map(_told, reading.noted), *map(str, reading.passed_over)]),
    )


def _state(reading: DocumentReading) -> DocumentState:
    codes = {problem.code for problem in reading.problems}
    if ProblemCode.DOCUMENT_SEALED in codes:
        return DocumentState.SEALED
    if codes & _NOT_READ and not reading.observations:
        return DocumentState.NOT_READ
    return DocumentState.RELEASED if reading.hidden else DocumentState.READ


def _told(finding: Finding) -> str:
    """What is worth knowing of a document, as `formulas: 12 cells`."""
    noun = finding.noun
    if finding.amount == 1:
        noun = "property" if noun == "properties" else noun.removesuffix("s")
    return f"{finding.channel.value.replace('_', ' ')}: {finding.amount} {noun}"
