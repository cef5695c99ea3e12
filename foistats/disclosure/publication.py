"""The tables of a release as figures: which counts each row adds up, whatever table it stands in.

A count is what one force recorded of a category in a period. A row that repeats another one, or
that adds up the same counts, is the same figure: to withhold it means to withhold all such rows.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from foistats.naming.forces import force_name, region_members
from foistats.naming.periods import spans as periods
from schemas.vocabulary import Basis, Concern, PeriodKind, Status

Row = Mapping[str, Any]
Rows = Mapping[str, Sequence[Row]]
Key = tuple[str, ...]
"""The counts that a figure adds up, by name and in order."""

_OF_FORCES = ("force", "joint")


class Span(NamedTuple):
    """A stretch of time by its first and last day."""

    start: date
    end: date


class Where(NamedTuple):
    """One interval of one row: the table, the row's number, and the columns of its two ends."""

    table: str
    row: int
    low: str
    high: str


@dataclass
class Printed:
    """A figure with every place where it is printed. `hidden` is True for a force's own mark.

    `area_ids` are the regions, countries and other areas of which it is printed.
    """

    name: str
    low: int
    high: int | None
    force_ids: tuple[str, ...] = ()
    category_id: str = ""
    kind: str = ""
    hidden: bool = False
    places: list[Where] = field(default_factory=list)
    area_ids: set[str] = field(default_factory=set)


@dataclass
class Publication:
    """The figures of one set of tables by the counts that they add up.

    `sums` says that the first count is the sum of the others: a year of its months, a category of
    its labels. `documents` are the digests of the documents that each count was read from.
    """

    figures: dict[Key, Printed] = field(default_factory=dict)
    sums: list[tuple[Key, Key]] = field(default_factory=list)
    documents: dict[str, frozenset[str]] = field(default_factory=dict)


def count_name(force_id: str, start: date, end: date, category_id: str) -> str:
    """The name of a count, the same in every release and request."""
    return f"{force_id} {start} {end} {category_id}"


class NameParts(NamedTuple):
    """Whose count it is, and of which stretch of time by its first and last day."""

    force_ids: tuple[str, ...]
    start: str
    end: str


def parts_of_name(name: str) -> NameParts:
    """What a count's name says, whether it is count_name's or that of a row of its own.

    >>> parts_of_name("norfolk|suffolk 2018-04-01 2019-03-31 all at norfolk a.csv row 2").force_ids
    ('norfolk', 'suffolk')
    """
    forces, start, end, *_ = name.split(" ")
    return NameParts(tuple(forces.split("|")), start, end)


def publication_of(rows: Rows) -> Publication:
    """The figures of a set of tables, whether current or released."""
    return _Reading(rows).publication()


class _Reading:
    """One set of tables being read into figures."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.found = Publication()
        self.gave: dict[tuple[str, Span], list[tuple[str, ...]]] = defaultdict(list)
        self.totals: dict[tuple[tuple[str, ...], str, Span], Row] = {}
        for row in rows["totals"]:
            if row["area_kind"] in _OF_FORCES and row["count_low"] is not None:
                forces = tuple(row["area_id"].split("|"))
                span = Span(row["period_start"], row["period_end"])
                self.gave[row["category_id"], span].append(forces)
                self.totals[forces, row["category_id"], span] = row

    def publication(self) -> Publication:
        for number, row in enumerate(self.rows["totals"]):
            self._total(number, row)
        for number, row in enumerate(self.rows["changes"]):
            self._change(number, row)
        self._observations()
        return self.found

    def _members(self, row: Row) -> frozenset[str]:
        """The forces of an area, as the totals took them."""
        if row["area_kind"] in _OF_FORCES:
            return frozenset(row["area_id"].split("|"))
        if row["area_kind"] == "request":
            return frozenset(f for r in self.rows["coverage"] for f in r["force_id"].split("|"))
        return frozenset(region_members(row["area_id"], row["region_set"]))

    def _within(self, row: Row, spans: Sequence[Span]) -> list[tuple[str, ...]]:
        """The forces of an area that gave a figure for each of some periods."""
        members = self._members(row)
        single = row["area_kind"] in _OF_FORCES
        of_each = [self.gave[row["category_id"], span] for span in spans]
        return [
            forces
            for forces in of_each[0]
            if (members == set(forces) if single else members.issuperset(forces))
            and all(forces in one for one in of_each)
        ]

    def _add(self, key: Key, printed: Printed, where: Where) -> None:
        there = self.found.figures.setdefault(key, printed)
        # Rows that print one figure in two ways together say what both say.
        there.low = max(there.low, printed.low)
        if printed.high is not None:
            there.high = printed.high if there.high is None else min(there.high, printed.high)
        there.hidden = there.hidden or printed.hidden
        there.places.append(where)
        there.area_ids |= printed.area_ids

    def _sum_over(self, row: Row, those: Sequence[tuple[str, ...]], span: Span) -> Key:
        names = {
            count_name(force_id, *span, row["category_id"]) for one in those for force_id in one
        }
        return tuple(sorted(names))

    def _total(self, number: int, row: Row) -> None:
        if row["count_low"] is None:
            return
        span = Span(row["period_start"], row["period_end"])
        those = self._within(row, [span])
        if key := self._sum_over(row, those, span):
            single = row["area_kind"] in _OF_FORCES
            printed = Printed(
                _named(row, span), row["count_low"], row["count_high"],
                those[0] if single else (), row["category_id"], row["area_kind"],
                area_ids=set() if single else {row["area_id"]},
            )  # fmt: skip
            self._add(key, printed, Where("totals", number, "count_low", "count_high"))

    def _change(self, number: int, row: Row) -> None:
        if row["from_low"] is None:
            return
        spans = (Span(row["from_start"], row["from_end"]), Span(row["to_start"], row["to_end"]))
        those = self._within(row, spans)
        for span, side in zip(spans, ("from", "to"), strict=True):
            low, high = f"{side}_low", f"{side}_high"
            if key := self._sum_over(row, those, span):
                name = f"{_named(row, span)}, over the forces that gave two years"
                kind = f"change of {row['area_kind']}"
                printed = Printed(
                    name, row[low], row[high], those[0] if len(those) == 1 else (),
                    row["category_id"], kind,
                    area_ids=set() if row["area_kind"] in _OF_FORCES else {row["area_id"]},
                )  # fmt: skip
                self._add(key, printed, Where("changes", number, low, high))

    def _observations(self) -> None:
        asked = {span for _, span in self.gave}
        counted: dict[tuple[tuple[str, ...], str, Span], list[int]] = defaultdict(list)
        rows = self.rows["observations"]
        for number, row in enumerate(rows):
            if row["count_low"] is None:
                continue
            forces = tuple(row["force_id"].split("|"))
            span = Span(row["period_start"], row["period_end"])
            whole = next((s for s in asked if s.start <= span.start and span.end <= s.end), None)
            if row["counted"] and whole is not None:
                counted[forces, row["category_id"], whole].append(number)
            else:
                self._beside(number, row, forces, span)
        for (forces, category, span), numbers in counted.items():
            self._counted(forces, category, span, numbers)

    def _counted(
        self, forces: tuple[str, ...], category: str, span: Span, numbers: Sequence[int]
    ) -> None:
        """Rows that make a force's figure: one is the figure, several add up to it."""
        rows = self.rows["observations"]
        names = tuple(sorted(count_name(force, *span, category) for force in forces))
        for name in names:
            digests = frozenset(rows[number]["sha256"] for number in numbers)
            self.found.documents[name] = self.found.documents.get(name, frozenset()) | digests
        if len(numbers) == 1 and _span(rows[numbers[0]]) == span:
            self._observation(numbers[0], names, forces)
            return
        parts = []
        for number in numbers:
            parts.append(_own_name(rows[number]))
            self._observation(number, (parts[-1],), forces)
        total = self.totals.get((forces, category, span))
        if total is not None and _can_be(total, _sum_of([rows[number] for number in numbers])):
            self.found.sums.append((names, tuple(parts)))

    def _beside(self, number: int, row: Row, forces: tuple[str, ...], span: Span) -> None:
        """A row that adds to no total: a repetition, a sum over years, or a count of its own."""
        category = row["category_id"]
        usable = (
            row["basis"] != Basis.CONTRADICTED
            and row["concern"] in (Concern.ASKED, Concern.BREAKDOWN)
            and forces != ("",)
            and category
        )
        if usable and (total := self.totals.get((forces, category, span))) is not None:
            same = (row["count_low"], row["count_high"]) == (
                total["count_low"],
                total["count_high"],
            )
            if same and row["unit"] == total["unit"]:
                names = tuple(sorted(count_name(force, *span, category) for force in forces))
                self._observation(number, names, forces)
                return
        if usable and row["period_kind"] == PeriodKind.MULTI_YEAR and self._alone(row):
            years = sorted(s for c, s in self.gave if c == category and _inside(s, span))
            gave = all(forces in self.gave[category, year] for year in years)
            units = {self.totals[forces, category, year]["unit"] for year in years if gave}
            ends = years and (years[0].start, years[-1].end) == (span.start, span.end)
            if ends and gave and units == {row["unit"]}:
                names = tuple(sorted(count_name(f, *y, category) for f in forces for y in years))
                self._observation(number, names, forces)
                return
        self._observation(number, (_own_name(row),), forces)

    def _alone(self, row: Row) -> bool:
        """Whether no other row says something else of the same force, category and stretch."""
        columns = ("force_id", "category_id", "period_start", "period_end")
        those = {
            (other["count_low"], other["count_high"])
            for other in self.rows["observations"]
            if other["count_low"] is not None and all(other[c] == row[c] for c in columns)
        }
        return len(those) == 1

    def _observation(self, number: int, key: Key, forces: tuple[str, ...]) -> None:
        row = self.rows["observations"][number]
        hidden = row["status"] == Status.SUPPRESSED
        printed = Printed(
            _name_of(" and ".join(map(force_name, forces)), row["category_id"], _span(row)),
            row["count_low"], row["count_high"], forces, row["category_id"], "observation", hidden,
        )  # fmt: skip
        self._add(key, printed, Where("observations", number, "count_low", "count_high"))


def figures_by_place(publication: Publication) -> Iterator[tuple[Key, Where]]:
    """Each place of each figure."""
    for key, printed in publication.figures.items():
        for where in printed.places:
            yield key, where


def _span(row: Row) -> Span:
    return Span(row["period_start"], row["period_end"])


def _inside(span: Span, other: Span) -> bool:
    return other.start <= span.start and span.end <= other.end


def _own_name(row: Row) -> str:
    """A count that no other row is known to repeat, by the place where it stands."""
    place = f"{row['response_id']} {row['document']} {row['place']}"
    labels = f"{row['force_id']} {row['period_start']} {row['period_end']} {row['category_id']}"
    return f"{labels} at {place}"


def _sum_of(rows: Sequence[Row]) -> tuple[int, int | None]:
    highs = [row["count_high"] for row in rows]
    return sum(row["count_low"] for row in rows), None if None in highs else sum(highs)


def _can_be(total: Row, of_parts: tuple[int, int | None]) -> bool:
    """Whether a total can be the sum of some rows; either may be withheld."""
    low, high = of_parts
    below = high is not None and high < total["count_low"]
    return not below and (total["count_high"] is None or low <= total["count_high"])


def _named(row: Row, span: Span) -> str:
    return _name_of(row["area_name"], row["category_id"], span)


def _name_of(area: str, category_id: str, stretch: Span) -> str:
    category = "" if category_id == "all" else f", {category_id or 'no category'}"
    return f"{area}{category}, {periods.label_of(periods.span(stretch.start, stretch.end))}"
