"""The running text of one document to observations, proposals and refusals."""

from typing import NamedTuple

from foistats.documents.model import Document
from foistats.extraction.context import Surroundings
from foistats.extraction.refused import find_refusals, spoken
from foistats.records import Asked, Observation, Proposal, Refused


class Prose(NamedTuple):
    """What sentences say: counts that are certain, those that aren't, and what is refused."""

    observations: tuple[Observation, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    refused: tuple[Refused, ...] = ()


def read_prose(document: Document, around: Surroundings, asked: Asked) -> Prose:
    """Read every passage of a document."""
    del around
    return Prose(refused=find_refusals(spoken(document), asked))
