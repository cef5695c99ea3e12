"""What passes from a worker to the run: records of ours as bytes, and nothing that can act.

A worker is where a hostile document would take hold, so what it answers is taken apart as carefully
as the document: no class but those of our own records is ever made of it.
"""

import importlib
import io
import pickle
from typing import Any

_RECORDS = ("foistats.records", "schemas.channels", "schemas.problem_codes", "schemas.vocabulary")
_SINGLE = {
    "datetime": ("date", "datetime", "time", "timedelta"),
    "foistats.documents.workers": ("AnswerTooLarge", "JobFailed", "OutOfMemory"),
    "foistats.review.around": ("Excerpt", "Looked"),
}


class NotARecord(Exception):
    """An answer that holds something else than records, or that is no answer at all."""


def packed(answer: Any) -> bytes:
    """An answer as bytes."""
    return pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)


def unpacked(content: bytes) -> Any:
    """The answer that a worker sent; raises NotARecord for anything else.

    >>> unpacked(packed((1, "a", None)))
    (1, 'a', None)
    >>> unpacked(packed(print))
    Traceback (most recent call last):
    foistats.documents.answers.NotARecord: builtins.print
    """
    try:
        return _Unpickler(io.BytesIO(content)).load()
    except NotARecord:
        raise
    # Whatever a worker sends instead of an answer, the run goes on.
    except Exception as error:
        raise NotARecord(type(error).__name__) from error


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
