"""The records that pass between rooms. Small, frozen, and picklable."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from foistats.model.layouts import Layout
from foistats.model.values import Count, Period
from schemas.channels import Channel
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import (
    Basis,
    Concern,
    DisclosureMethod,
    Extent,
    HeadingsAre,
    Outcome,
    PeriodKind,
    Source,
)


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
    `table` names the table that the place lies in, such as `Sheet1!A3:F12`. `confirmed` is True
    where a second, unrelated reader gave the same for the cell. `declared` is what a person
    declared that made it what it is, with who and when; `as_written` is the force's own.
    `concern` is what its headings are, held against the question: only a count of what was asked,
    or of parts that make it, adds to a total.
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
    confirmed: bool = False
    declared: str = ""
    concern: Concern = Concern.ASKED


class Gap(NamedTuple):
    """A cell where a count belongs and none could be read: a sum without it is not the whole.

    `why` says why, where that is more than that it couldn't be read.
    """

    force_ids: tuple[str, ...]
    period: Period
    labels: tuple[str, ...]
    unit: str
    place: str
    table: str
    concern: Concern = Concern.ASKED
    why: str = ""


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
    """How the non-empty cells of a document's tables were explained (docs/rules.md, rule 12)."""

    counts: int = 0
    headings: int = 0
    totals: int = 0
    notes: int = 0
    ignored: int = 0
    unexplained: int = 0


class Finding(NamedTuple):
    """Hidden content: through which channel, where, and how much of it. It never quotes any.

    `place` says where by position (`sheet 2 of 3`, `page 4`): a hidden sheet's name is hidden too.
    `amount` counts what `noun` names (`cells`, `comments`, `bytes`).
    """

    channel: Channel
    place: str
    amount: int
    noun: str


class Refused(NamedTuple):
    """One question, or the whole request, that a reply refuses or has nothing for.

    `question` is as the reply numbers it (`3`, `2b`), empty where it names none. `section` is of
    the act that binds the force (`12`, `31(1)|40(2)`), empty where none is named. `unclear` is why
    the words settle nothing, for a person to read; `outcome` is None then.
    """

    question: str
    outcome: Outcome | None
    section: str
    place: str
    as_written: str
    extent: Extent = Extent.UNSAID
    unclear: str = ""


class Sentence(NamedTuple):
    """A sentence and where it stands."""

    place: str
    as_written: str


class PassedOver(NamedTuple):
    """Lines of a letter that were taken for somebody else's words: how many, from where on."""

    said: str
    lines: int
    place: str

    def __str__(self) -> str:
        """As a person is told: `23 lines taken for the request, from paragraph 2 on`."""
        lines = "1 line" if self.lines == 1 else f"{self.lines} lines"
        return f"{lines} {self.said}, from {self.place} on"


NO_EXACT_COUNT = "is no exact count"
"""How `Proposal.why` ends where the sentence rounds or guesses: its count is none to be taken."""


class Proposal(NamedTuple):
    """A count that a sentence seems to give, for a person to accept or not.

    `holds` is True where the count may add to a figure of the reply, which can't stand without it.
    """

    place: str
    as_written: str
    why: str
    count: Count  # type: ignore[assignment]  # hides tuple.count, which nobody asks of a record
    period: Period | None
    labels: tuple[str, ...]
    unit: str
    holds: bool

    @property
    def said(self) -> str:
        """What the problem of this proposal says was found; by it a person's answer is matched."""
        return f"{self.as_written!r}: {self.why}"


class Heading(NamedTuple):
    """Headings of one level of a table about which a person is asked, all in one question.

    `words` are the headings as written, `table` is the table's place, `why` says what is open.
    """

    words: tuple[str, ...]
    table: str
    why: str

    @property
    def said(self) -> str:
        """What the problem of these headings says was found; by it an answer is matched."""
        named = ", ".join(map(repr, self.words[:_NAMED]))
        more = len(self.words) - _NAMED
        return f"{named}{f' and {more} more' if more > 0 else ''}: {self.why}"


_NAMED = 4


class Rival(NamedTuple):
    """One of two readings of a grid that explain as much and differ: `says` how it reads it.

    `counts` are the first cells on which the two differ, each with what this one reads there.
    `layout` is the TOML that reads the document so, but for who says so and why.
    """

    says: str
    counts: tuple[tuple[str, str], ...]
    layout: str


class Rivals(NamedTuple):
    """The two readings between which a person picks; `said` is what the problem says was found."""

    said: str
    readings: tuple[Rival, ...]


class Remark(NamedTuple):
    """A sentence of a letter by which the figures that came with it may be less or something else.

    With `of_time` it limits the days that they are of. `left_out` is True where a person said that
    what it speaks of isn't what was asked.
    """

    said: str
    of_time: bool
    left_out: bool


def heading_of(remarks: Sequence[Remark]) -> Heading | None:
    """What a person is asked about the remarks of one letter, all in one question; None for none.

    `remarks` are all that its reading has, those that a person settled too.
    """
    said = tuple(remark.said for remark in remarks if not remark.left_out)
    why = "does this leave the figures that came with it what was asked?"
    several = "do these leave the figures that came with them what was asked?"
    return Heading(said, "", why if len(said) == 1 else several) if said else None


class HeadingMeaning(NamedTuple):
    """What a person said a heading is; `category_id` is the category of the request it names.

    `declared` is who said so, when and why, as it stands beside the counts that it lets in.
    """

    concern: Concern
    category_id: str = ""
    declared: str = ""

    def is_as(self, other: "HeadingMeaning") -> bool:
        """True for the same meaning, whoever gave it."""
        return (self.concern, self.category_id) == (other.concern, other.category_id)


class Sender(NamedTuple):
    """Forces in whose name a document speaks, where it does, and the name as written."""

    force_ids: tuple[str, ...]
    place: str
    as_written: str


class DocumentReading(NamedTuple):
    """Everything that was read from one document.

    `parts` are documents inside it, by their path below it. With `hidden` content nothing of the
    document or its parts was read; `noted` is told and keeps nothing from being read. `kind` is
    the kind of file, empty where it wasn't opened. `headings` are those that a person is asked
    about, `rivals` readings between which a person picks. `replacing` are sentences that say that
    it replaces an earlier reply; `passed_over` counts lines taken for somebody else's words.
    `speaks_for` are other forces than the sender in whose name it speaks; `names_sender` is True
    where its own words name the force that it is filed under. `senders` are all forces in whose
    name it speaks, with place and words; `dated` is the day that it gives itself. `letter_kinds`
    are what its sentences say that it is beside a reply, such as an acknowledgement. `sent_by` are
    the forces that the name in the header of a message names. `remarks` are sentences by which the
    tables that came with it may be less than was asked.
    """

    observations: tuple[Observation, ...] = ()
    problems: tuple[Problem, ...] = ()
    checks: tuple[Check, ...] = ()
    account: CellAccount = CellAccount()
    gaps: tuple[Gap, ...] = ()
    refused: tuple[Refused, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    hidden: tuple[Finding, ...] = ()
    noted: tuple[Finding, ...] = ()
    parts: "tuple[ReadDocument, ...]" = ()
    kind: str = ""
    headings: tuple[Heading, ...] = ()
    rivals: tuple[Rivals, ...] = ()
    replacing: tuple[Sentence, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()
    speaks_for: tuple[str, ...] = ()
    names_sender: bool = False
    senders: tuple[Sender, ...] = ()
    dated: date | None = None
    letter_kinds: tuple[str, ...] = ()
    sent_by: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Category:
    """A category that the request asks for, and other ways in which it is written."""

    category_id: str
    name: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StatedUnit:
    """What a person said that the counts of the table at `place` are, which it calls `counted`.

    `unit` is a unit of requests. Nothing else about the table changes: its headings are held
    against the question as those of any other.
    """

    place: str
    counted: str
    unit: str
    because: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class StatedSender:
    """Who sent a document by a person's word, although its own words name another force."""

    force_ids: tuple[str, ...]
    because: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Asked:
    """What the request and the response say before a document is opened.

    `force_ids` are the forces the response comes from; `marks` maps a mark as written to the
    count it stands for, as declared in request.toml or marks.toml. `aliases` gives the forces that
    a name stands for in this request, by the key of the name. `periods` are those that a person
    gave to tables that name none, by the table's place; `units` are what a person said that the
    counts of some tables of this document are; `headings_are` is what a person said that
    those headings of this document are whose period is open. `received_on` is the day of the
    reply, where it is known: no period that ends later is whole. `headings` are those that a
    person has held against the question, by `fold` of their words. `offences` are the Home Office
    codes of the classes and subclasses asked for, which together are what was asked. `sender` is
    who sent this document by a person's word.
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
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    periods: Mapping[str, Period] = field(default_factory=dict)
    units: tuple[StatedUnit, ...] = ()
    headings_are: HeadingsAre | None = None
    received_on: date | None = None
    offences: tuple[str, ...] = ()
    headings: Mapping[str, HeadingMeaning] = field(default_factory=dict)
    sender: StatedSender | None = None

    @property
    def sender_is_stated(self) -> bool:
        """True where a person said that the force sent this document, whatever name it has."""
        return self.sender is not None and set(self.sender.force_ids) == set(self.force_ids)

    def meaning_of(self, heading: str) -> HeadingMeaning | None:
        """What a person said of a heading, by `fold` of its words; None of a category not asked."""
        said = self.headings.get(heading)
        known = {category.category_id for category in self.categories}
        return (
            None
            if said is not None and said.category_id and said.category_id not in known
            else said
        )


@dataclass(frozen=True, slots=True)
class DisclosurePolicy:
    """How a request protects counts of few people, as `[disclosure]` of its request.toml says.

    Exact counts from 1 to below `threshold` are protected, and whatever a force hid; 0 protects
    only what forces hid. `protect` are the categories that it is about, all where it is empty.
    """

    threshold: int = 0
    method: DisclosureMethod = DisclosureMethod.SUPPRESS
    protect: tuple[str, ...] = ()
    reasons: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """One question sent to many forces, as raw/<request_id>/request.toml states it.

    `periods` are the single periods asked for, first to last, of `period_kind`.
    `force_set` is the name of the set asked (`uk`, `england-and-wales` ...), or empty for a list.
    `approved_by_second` is True where a second person has to approve each release. `disclosure` is
    None where request.toml says nothing of it.
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
    offences: tuple[str, ...] = ()
    approved_by_second: bool = False
    disclosure: DisclosurePolicy | None = None


@dataclass(frozen=True, slots=True)
class Response:
    """What one force sent back at one time: one line of responses.csv, its name resolved.

    `documents` are paths below raw/<request_id>/documents/, with forward slashes. `outcome` is
    None where nobody wrote one: then it is what the documents say. `line` is the line of
    responses.csv, counted from 1 with the header, for messages.
    """

    response_id: str
    force_as_written: str
    force_ids: tuple[str, ...]
    received_on: date | None
    outcome: Outcome | None
    section: str
    documents: tuple[str, ...]
    supersedes: str
    note: str
    line: int

    @property
    def has_come(self) -> bool:
        """False for a line that says no more than that nothing has come from the force yet."""
        return self.outcome is not Outcome.NO_RESPONSE or bool(self.documents)


class ReadDocument(NamedTuple):
    """One document of a response with what was read from it."""

    path: str
    sha256: str
    reading: DocumentReading


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says that one cell or passage should have said; `found` is what it says."""

    place: str
    found: str
    use: str
    because: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Statement:
    """A count that a person took from a sentence; `found` must stand in the passage at `place`."""

    place: str
    found: str
    count: Count
    period: Period
    labels: tuple[str, ...]
    unit: str
    force_ids: tuple[str, ...]
    because: str
    by: str
    on: date


EVERY_OPEN_HEADING = "every heading whose period is open"
"""Stands in the place of a table where a person says what such headings of a document are."""


@dataclass(frozen=True, slots=True)
class StatedPeriod:
    """The period that a person gave to the table at `place`, which names none itself.

    Or what those headings of a document stand for whose period is open; `place` says so then.
    """

    place: str
    period: Period | HeadingsAre
    because: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Note:
    """A problem that a person looked at and settled; it is the row with just these values.

    `response_id` is that of the row where it names no document, and empty otherwise.
    """

    document: str
    place: str
    code: ProblemCode
    found: str
    because: str
    by: str
    on: date
    where: str
    response_id: str = ""


@dataclass(frozen=True, slots=True)
class Declared:
    """What persons declared about one document and the files inside it.

    Each mapping goes by the path of the part, empty for the document itself. `released` says that
    a person let the document out of quarantine: what is hidden is left out, the rest is read.
    """

    layouts: Mapping[str, tuple[Layout, ...]] = field(default_factory=dict)
    corrections: Mapping[str, tuple[Correction, ...]] = field(default_factory=dict)
    statements: Mapping[str, tuple[Statement, ...]] = field(default_factory=dict)
    periods: Mapping[str, tuple[StatedPeriod, ...]] = field(default_factory=dict)
    units: Mapping[str, tuple[StatedUnit, ...]] = field(default_factory=dict)
    marks: Mapping[str, Mapping[str, Count]] = field(default_factory=dict)
    senders: Mapping[str, tuple[StatedSender, ...]] = field(default_factory=dict)
    released: bool = False

    def lost(self, inside: Collection[str]) -> tuple[str, ...]:
        """The files that something is declared of and that are not among the files inside."""
        known = (self.corrections, self.statements, self.periods, self.units, self.marks)
        kinds = (*known, self.senders)
        paths = {path for kind in kinds for path in kind if path}
        return tuple(sorted(path for path in paths if path.split("/")[0] not in inside))


NOTHING_DECLARED = Declared()


@dataclass(frozen=True, slots=True)
class ReadResponse:
    """A response with all of its documents read."""

    response: Response
    documents: tuple[ReadDocument, ...] = ()
