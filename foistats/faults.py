"""A fault told without its own words: they may quote a document, and a log keeps what it is told.

What foistats refuses is a sentence of its own. What a library or a bug raises may hold any value
that passed through it, and Prefect writes an exception's text to its server, three times.
"""

import functools
from collections.abc import Callable
from pathlib import Path
from traceback import extract_tb
from typing import ParamSpec, TypeVar

from foistats.errors import FoistatsError
from foistats.records import Problem
from schemas.problem_codes import ProblemCode

P = ParamSpec("P")
T = TypeVar("T")

_ROOMS = {"foistats", "schemas", "flows"}
# Enough to find the line; the whole trail is in the traceback of `foistats run --verbose`.
_MOST_PLACES = 4


class Fault(Exception):
    """A fault of foistats: the kind of what was raised, and where; never its text."""


def without_words(function: Callable[P, T]) -> Callable[P, T]:
    """Have a function raise a Fault in place of whatever isn't a refusal or the system's."""

    @functools.wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return function(*args, **kwargs)
        except (FoistatsError, OSError, Fault):
            raise
        except Exception as error:
            told = f"{kind_and_place(error)}; report this"
        # Out of the handler: a traceback would print the words of what is being handled.
        raise Fault(told)

    return call


def kind_and_place(error: Exception) -> str:
    """What was raised and where, without its text."""
    return f"{type(error).__name__} in {_where(error)}"


def fault_problem(document: str, error: Exception) -> Problem:
    """The row of a request or document on which foistats itself failed; the others go on."""
    return Problem(
        ProblemCode.BUILD_FAILED,
        document,
        "",
        kind_and_place(error),
        "tables, or a problem with a name",
        "report this",
    )


def _where(error: Exception) -> str:
    """The last lines of ours that an exception came through, innermost first."""
    places = []
    for frame in reversed(extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        room = next((part for part in reversed(path.parts[:-1]) if part in _ROOMS), "")
        if room and frame.filename != __file__:
            inside = path.parts[len(path.parts) - 1 - path.parts[::-1].index(room) :]
            places.append(f"{'/'.join(inside)}:{frame.lineno}")
    return ", ".join(places[:_MOST_PLACES]) or "a library"
