"""The records that pass between rooms. Small, frozen, and picklable."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from schemas.problem_codes import ProblemCode
from schemas.vocabulary import Basis, Outcome, PeriodKind, Source, Status


class Period(NamedTuple):
    """A stretch of days, both ends included, and what sort of stretch it is."""

    start: date
    end: date
    kind: PeriodKind


class Count(NamedTuple):
    """A count as an interval of whole numbers; `high` is None where nothing bounds it.

    `low` is None only where there is no count at all (not held, refused, not available ...).
    """

    low: int | None
    high: int | None
    status: Status

    @property
    def exact(self) -> bool:
        """True where one number is meant, not an interval or an absence."""
        return self.low is not None and self.low == self.high


class Problem(NamedTuple):
    """One thing a person should look at: where it is, what is wrong, what to do."""

    code: ProblemCode
    document: str
    place: str
    found: str
    expected: str
    remedy: str
    response_id: str = ""


class Observation(NamedTuple):
    """One count, for one force, one period and one set of headings, from one place.

    `force_ids` has one force, or several where a joint reply is not divided between them.
    `labels` are the headings other than force and period, as written, rows before columns.
    `table` names the table that the place lies in, such as `Sheet1!A3:F12`.
    """

    force_ids: tuple[str, ...]
    period: Period
    labels: tuple[str, ...]
    count: Count  # type: ignore[assignment]  # hides tuple.count, which nobody asks of a record
    unit: str
    as_written: str
    place: str
    table: str
    basis: Basis
    force_from: Source
    period_from: Source


class Gap(NamedTuple):
    """A cell where a count belongs and none could be read: a sum without it is not the whole."""

    force_ids: tuple[str, ...]
    period: Period
    labels: tuple[str, ...]
    unit: str
    place: str
    table: str


class Check(NamedTuple):
    """One printed total and what its parts come to. `agrees` is None where no parts were found."""

    place: str
    table: str
    heading: str
    printed: int
    parts_low: int | None
    parts_high: int | None
    agrees: bool | None


class CellAccount(NamedTuple):
    """How the non-empty cells of a document's tables were explained (design, rule 12)."""

    counts: int = 0
    headings: int = 0
    totals: int = 0
    notes: int = 0
    ignored: int = 0
    unexplained: int = 0


class DocumentReading(NamedTuple):
    """Everything that was read from one document."""

    observations: tuple[Observation, ...] = ()
    problems: tuple[Problem, ...] = ()
    checks: tuple[Check, ...] = ()
    account: CellAccount = CellAccount()
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class Category:
    """A category that the request asks for, and other ways in which it is written."""

    category_id: str
    name: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What the request and the response say before a document is opened.

    `force_ids` are the forces the response comes from; `marks` maps a mark as written to the
    count it stands for, as declared in request.toml.
    """

    title: str = ""
    question: str = ""
    unit: str = ""
    period_kind: PeriodKind | None = None
    first: Period | None = None
    last: Period | None = None
    force_ids: tuple[str, ...] = ()
    asked_force_ids: tuple[str, ...] = ()
    categories: tuple[Category, ...] = ()
    marks: Mapping[str, Count] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Request:
    """One question sent to many forces, as raw/<request_id>/request.toml states it.

    `periods` are the single periods asked for, first to last, of `period_kind`.
    `force_set` is the name of the set asked (`uk`, `england-and-wales` ...), or empty for a list.
    """

    request_id: str
    title: str
    question: str
    unit: str
    sent_on: date
    period_kind: PeriodKind
    first: Period
    last: Period
    periods: tuple[Period, ...]
    asked_force_ids: tuple[str, ...]
    force_set: str = ""
    categories: tuple[Category, ...] = ()
    marks: Mapping[str, Count] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Response:
    """What one force sent back at one time: one line of responses.csv, its name resolved.

    `documents` are paths below raw/<request_id>/documents/, with forward slashes.
    `line` is the line of responses.csv, counted from 1 with the header, for messages.
    """

    response_id: str
    force_as_written: str
    force_ids: tuple[str, ...]
    received_on: date | None
    outcome: Outcome
    section: str
    documents: tuple[str, ...]
    supersedes: str
    note: str
    line: int


class ReadDocument(NamedTuple):
    """One document of a response with what was read from it."""

    path: str
    sha256: str
    reading: DocumentReading


@dataclass(frozen=True, slots=True)
class ReadResponse:
    """A response with all of its documents read."""

    response: Response
    documents: tuple[ReadDocument, ...] = ()
