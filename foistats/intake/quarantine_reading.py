"""A reading on its way in: a document that hides something is sealed, of the others all is kept."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from foistats.intake.quarantine import known_seal, seal_document
from foistats.intake.quarantine_files import Seal
from foistats.intake.quarantine_told import (
    sealed_reading,
    unmoved_problem,
    without_what_is_hidden,
)
from foistats.intake.receipts import Receipt
from foistats.records import DocumentReading, Finding, ReadDocument
from foistats.workspace import Workspace


class Place(NamedTuple):
    """The response that a document belongs to; `released` are the seals that persons opened."""

    workspace: Workspace
    request_id: str
    response_id: str
    released: Mapping[str, Seal]


def let_in(reading: DocumentReading, receipt: Receipt, place: Place) -> tuple[ReadDocument, ...]:
    """A received file and the files inside it, each a document under a path of its own.

    Hold the workspace's lock: a file that hides something is moved out of documents/ here, and
    all that is kept of it is what was found.
    """
    seal = place.released.get(receipt.path)
    if seal is None and (kept_out := _kept_out(reading, receipt, place)) is not None:
        return (ReadDocument(receipt.path, receipt.sha256, kept_out),)
    documents = []
    whole = ReadDocument(receipt.path, receipt.sha256, reading._replace(parts=()))
    parts = (part._replace(path=f"{receipt.path}/{part.path}") for part in reading.parts)
    for path, sha256, one in (whole, *parts):
        named = _named(one, path, place)
        if seal is not None:
            named = without_what_is_hidden(named, seal, path, place.response_id)
        documents.append(ReadDocument(path, sha256, named))
    return tuple(documents)


def _kept_out(reading: DocumentReading, receipt: Receipt, place: Place) -> DocumentReading | None:
    """What stands for a document that hides something, sealed now or by another copy of it."""
    workspace, path, found = place.workspace, receipt.path, reading.hidden
    try:
        if found:
            seal = _sealed(receipt, found, place)
        elif (known := known_seal(workspace, place.request_id, receipt.sha256)) is not None:
            seal = known
        else:
            return None
    except OSError as reason:
        problem = unmoved_problem(path, found, reason)
        return _named(DocumentReading(hidden=found, problems=(problem,)), path, place)
    return sealed_reading(seal, path, place.response_id)


def _sealed(receipt: Receipt, found: tuple[Finding, ...], place: Place) -> Seal:
    """The document's seal: set now, or a moment ago where another response names the same file."""
    workspace, request_id = place.workspace, place.request_id
    try:
        return seal_document(workspace, request_id, receipt.path, findings=found, on=date.today())
    except FileNotFoundError:
        seal = known_seal(workspace, request_id, receipt.sha256)
        if seal is None:
            raise
        return seal


def _named(reading: DocumentReading, path: str, place: Place) -> DocumentReading:
    """Problems under the document's path below documents/ and the response they belong to."""
    problems = tuple(
        problem._replace(document=path, response_id=place.response_id)
        for problem in reading.problems
    )
    return reading._replace(problems=problems)
