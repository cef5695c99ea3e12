"""What passes from a worker to the run: records of ours as bytes, and nothing that can act.

A worker is where a hostile document would take hold, so what it answers is taken apart as carefully
as the document: no class but those of our own records is ever made of it.
"""

import importlib
import io
import pickle
from typing import Any

from foistats.records import DocumentReading, Observation

_RECORDS = (
    "foistats.model.values",
    "foistats.records",
    "schemas.channels",
    "schemas.problem_codes",
    "schemas.vocabulary",
)
_SINGLE = {
    "datetime": ("date", "datetime", "time", "timedelta"),
    "foistats.documents.workers": ("AnswerTooLarge", "JobFailed", "OutOfMemory"),
    "foistats.provenance.marked": ("Shown",),
    "foistats.reading.around": ("Excerpt", "Looked"),
    "foistats.reading.drawn": ("Drawn", "DrawnCell", "DrawnRow"),
}


_PIECE = 20_000


class NotARecord(Exception):
    """An answer that holds something else than records, or that is no answer at all."""


def packed(number: int, answer: Any) -> bytes:
    """The answer to a job as bytes.

    A long list of observations goes in pieces: pickle keeps a note of each text and record until it
    is done, a quarter more memory than 450,000 observations take by themselves.
    """
    pieces = []
    if isinstance(answer, DocumentReading) and len(answer.observations) > _PIECE:
        whole = answer.observations
        pieces = [_dumped(whole[at : at + _PIECE]) for at in range(0, len(whole), _PIECE)]
        answer = answer._replace(observations=())
    head = _dumped((number, answer, [len(piece) for piece in pieces]))
    return b"".join([len(head).to_bytes(8, "big"), head, *pieces])


def unpacked(content: bytes) -> tuple[int, Any]:
    """What a worker sent, and to which job; raises NotARecord for anything else.

    >>> unpacked(packed(1, ("a", None)))
    (1, ('a', None))
    >>> unpacked(packed(1, print))
    Traceback (most recent call last):
    foistats.documents.answers.NotARecord: builtins.print
    """
    try:
        at = 8 + int.from_bytes(content[:8], "big")
        number, answer, lengths = _loaded(content[8:at])
        observations: list[Observation] = []
        for length in lengths:
            observations += _loaded(content[at : at + length])
            at += length
        if observations:
            answer = answer._replace(observations=tuple(observations))
        return number, answer
    except NotARecord:
        raise
    # Whatever a worker sends instead of an answer, the run goes on.
    except Exception as error:
        raise NotARecord(type(error).__name__) from error


def _dumped(some: Any) -> bytes:
    return pickle.dumps(some, pickle.HIGHEST_PROTOCOL)


def _loaded(content: bytes) -> Any:
    return _Unpickler(io.BytesIO(content)).load()


class _Unpickler(pickle.Unpickler):
    """Makes records, numbers, texts, dates and lists of these. No function is ever called."""

    def find_class(self, module: str, name: str) -> Any:
        found = None
        if name in _SINGLE.get(module, ()) or (module in _RECORDS and "." not in name):
            found = getattr(importlib.import_module(module), name, None)
        # Not what such a module has imported for itself: a class of its own.
        if not isinstance(found, type) or found.__module__ != module:
            raise NotARecord(f"{module}.{name}")
        return found
