"""What is taken from one table: an entry per cell of counts, and an account of the other cells."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from foistats.model.values import Count, Period
from foistats.tables.figures.amounts import Arithmetic, Place
from foistats.tables.record_lists.columns import RecordList
from foistats.tables.shape.axes import Axis
from foistats.tables.table import Table
from schemas.vocabulary import Basis, Concern, PeriodKind, Source, Status

# Stands where an entry has no period; no such entry becomes an observation.
NO_PERIOD = Period(date.min, date.min, PeriodKind.PART_YEAR)
UNBOUNDED = Count(0, None, Status.SUPPRESSED)


@dataclass(slots=True)
class Entry:
    """One cell that should be a count, with all that heads it; an observation, or else a gap.

    `count` is None where none could be read; `mark` waits for the sums to give it a meaning.
    """

    place: Place
    force_ids: tuple[str, ...]
    force_from: Source
    period: Period
    period_from: Source
    labels: tuple[str, ...]
    unit: str
    part_of: str
    count: Count | None
    as_written: str
    mark: str | None = None
    basis: Basis = Basis.PLAIN
    concern: Concern = Concern.ASKED
    declared: str = ""


class Way(NamedTuple):
    """One of two ways to read a grid that explain as much: in words, and as it reads the tables."""

    says: str
    readings: "list[TableReading]"


@dataclass(slots=True)
class TableReading:
    """A table read: its entries and its sums. `ignored` and `unread` account for other cells.

    `undated` are entries of a table that nothing gives a period; only a sum can still show it.
    `unfinished` are its periods that had not ended on the day of the reply, and why that is so.
    `rows` and `cols` are what its headings mean. `broken` is the law that this reading breaks, so
    that nothing of it is used; `departures` how it departs from the likeliest reading, and
    `instead_of` what was wrong with that one: both empty where the likeliest was taken. `undecided`
    are two ways to read the grid of which neither is used, with the sentence that says so.
    `records` is what a list of records says of its rows; None of any other table.
    """

    table: Table
    entries: list[Entry] = field(default_factory=list)
    sums: Arithmetic = field(default_factory=Arithmetic)
    ignored: set[Place] = field(default_factory=set)
    unread: set[Place] = field(default_factory=set)
    undated: list[Entry] = field(default_factory=list)
    unfinished: dict[Period, str] = field(default_factory=dict)
    not_counts: bool = False
    rows: Axis | None = None
    cols: Axis | None = None
    broken: str = ""
    departures: str = ""
    instead_of: str = ""
    undecided: tuple[str, tuple[Way, Way]] | None = None
    records: RecordList | None = None


def repeated(entries: list[Entry]) -> list[list[Entry]]:
    """Entries that say the same of the same: one force, period, part and set of headings."""
    if len(set(map(_key, entries))) == len(entries):
        return []
    groups: dict[tuple, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(_key(entry), []).append(entry)
    return [group for group in groups.values() if len(group) > 1]


def _key(entry: Entry) -> tuple:
    return (entry.force_ids, entry.period, entry.labels, entry.part_of)
