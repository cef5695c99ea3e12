"""What a run is called, and what it read, in one line for a log: no text of a reply."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from foistats.records import DocumentReading, ReadDocument, ReadResponse
from foistats.run.portions import Portion

# A reason may be long; the whole of it is in the run's parameters and in runs.jsonl.
_LONGEST = 80


def tables_name(request_ids: Sequence[str]) -> str:
    """The requests, by number if they are many.

    >>> tables_name(["a", "b"]), tables_name(["a"] * 40)
    ('tables of a, b', 'tables of 40 requests')
    """
    named = f"tables of {', '.join(request_ids)}"
    return named if len(named) <= _LONGEST else f"tables of {len(request_ids)} requests"


def run_name(parameters: Mapping[str, object], *, planned: bool, on: date) -> str:
    """A run by when, of what and why.

    >>> run_name({}, planned=True, on=date(2026, 11, 25))
    'nightly 2026-11-25'
    >>> given = {"request": "tasers-2020", "reason": "Dorset corrected its reply"}
    >>> run_name(given, planned=False, on=date(2026, 11, 25))
    'rerun of tasers-2020: Dorset corrected its reply'
    >>> run_name({"forces": ["kent", "dorset"]}, planned=False, on=date(2026, 11, 25))
    'rerun of requests to kent, dorset'
    """
    if planned:
        return f"nightly {on}"
    what = str(parameters.get("request") or "")
    forces = parameters.get("forces")
    if isinstance(forces, Sequence) and forces:
        sent = f"requests to {', '.join(map(str, forces))}"
        what = f"{what}, of {sent}" if what else sent
    reason = " ".join(str(parameters.get("reason") or "").split())
    name = f"rerun of {what or 'all requests'}{f': {reason}' if reason else ''}"
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 3]}..."


# Such a value needs no quotes beside `key=`.
_PLAIN = re.compile(r"[A-Za-z0-9._/+-]+")
_MOST_NAMED = 5


def line_of_portion(
    portion: Portion, read: Iterable[ReadResponse]
) -> tuple[str, Mapping[str, str]]:
    """The line of what was read in one go, and its fields by name: none where many were read."""
    readings = [reading for response in read for reading in _readings(response.documents)]
    counts = sum(len(reading.observations) for reading in readings)
    problems = sum(len(reading.problems) for reading in readings)
    said = f"{portion.name}: {_number(counts, 'count')}, {_number(problems, 'problem')}"
    if len(portion.replies) != 1:
        return said, {}
    reply = portion.replies[0]
    fields = {
        "request": reply.request_id,
        "response": reply.response.response_id,
        "document": _listed(reply.response.documents),
    }
    return f"{said} [{' '.join(_pairs(fields))}]", fields


def _readings(documents: Iterable[ReadDocument]) -> Iterator[DocumentReading]:
    """The readings of documents and of those inside them."""
    for document in documents:
        yield document.reading
        yield from _readings(document.reading.parts)


def _number(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _listed(documents: tuple[str, ...]) -> str:
    left = len(documents) - _MOST_NAMED
    return ";".join([*documents[:_MOST_NAMED], *([f"{left} more"] if left > 0 else [])])


def _pairs(fields: Mapping[str, str]) -> Iterator[str]:
    """`key=value`, where nobody's file name can look like another field, or like a line."""
    for key, value in fields.items():
        yield f"{key}={value if _PLAIN.fullmatch(value) else json.dumps(value)}"
