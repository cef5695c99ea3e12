"""What was read of some replies, in one line for a log: numbers and names, no text of a reply."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from foistats.records import DocumentReading, ReadDocument, ReadResponse
from foistats.run.portions import Portion

# Such a value needs no quotes beside `key=`.
_PLAIN = re.compile(r"[A-Za-z0-9._/+-]+")
_MOST_NAMED = 5


def line_of_portion(
    portion: Portion, read: Iterable[ReadResponse]
) -> tuple[str, Mapping[str, str]]:
    """The line of what was read in one go, and its fields by name: none where many were read."""
    readings = [one for response in read for one in _readings(response.documents)]
    counts = sum(len(one.observations) for one in readings)
    problems = sum(len(one.problems) for one in readings)
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
