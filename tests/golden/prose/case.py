"""What a case is: a passage as a force might write it, and what a careful person takes from it."""

from dataclasses import replace
from typing import NamedTuple

from foistats.documents.model import Document, Passage
from foistats.letters.reading import Prose, read_prose
from foistats.naming.periods import read_period
from foistats.records import Asked
from foistats.tables.around.surroundings import Surroundings
from schemas.vocabulary import PeriodKind


class Take(NamedTuple):
    """A count that must be taken; `high` is the low one where the count is exact."""

    period: str
    low: int | None
    high: int | None
    unit: str
    label: str = ""
    forces: str = "dorset"


class Ask(NamedTuple):
    """A count that must be left to a person; `holds` where no figure can stand without it."""

    low: int | None
    why: str
    holds: bool = False


class Case(NamedTuple):
    """A passage, or several parted by a blank line, and all that must come of it."""

    text: str
    expected: tuple[Take | Ask, ...]
    asked: Asked


# What `foistats read` knows of a document: who sent it, and nothing of any request.
BY_DORSET = Asked(force_ids=("dorset",))


def requested(
    title: str,
    question: str = "",
    *,
    unit: str = "offences",
    first: str = "2016/17",
    last: str = "2020/21",
) -> Asked:
    """A request, and Dorset's reply to it."""
    start = read_period(first)
    return replace(
        BY_DORSET,
        title=title,
        question=question or f"How many {title.lower()} were recorded in each year?",
        unit=unit,
        period_kind=PeriodKind(start.kind),
        first=start,
        last=read_period(last),
    )


def case(text: str, *expected: Take | Ask, asked: Asked = BY_DORSET) -> Case:
    return Case(text, expected, asked)


def take(
    period: str, low: int | None, unit: str = "offences", label: str = "", *, high: int | None = -1
) -> Take:
    return Take(period, low, low if high == -1 else high, unit, label)


def document_of(text: str) -> Document:
    """Passages parted by blank lines."""
    blocks = text.strip("\n").split("\n\n")
    return Document(passages=[Passage(f"paragraph {n}", one) for n, one in enumerate(blocks, 1)])


def read(text: str, asked: Asked = BY_DORSET, *, letter_forces: tuple[str, ...] = ()) -> Prose:
    return read_prose(document_of(text), Surroundings({}, {}, {}, letter_forces), asked)
