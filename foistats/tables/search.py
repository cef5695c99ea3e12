"""Finds the reading of a grid that explains every figure in it; refuses where two are left.

The first reading takes the likeliest option of every decision. Where it breaks a law, or leaves a
figure unexplained, readings that depart from it in one decision, then in two, are judged in the
same way. The one that explains most is taken. Where two with the same number of departures explain
as much and give different observations, neither is: the readings are shown side by side.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from foistats.documents.model import column_letters
from foistats.records import Asked
from foistats.tables.account import unexplained
from foistats.tables.around.surroundings import Surroundings
from foistats.tables.choices import NONE, Choices, Decision, Departures, Kind
from foistats.tables.entries import TableReading, Way, repeated
from foistats.tables.meaning import read_table, unread_because
from foistats.tables.problems import Found
from foistats.tables.record_lists.counted import is_record_list, read_records
from foistats.tables.senses import SensedGrid
from foistats.tables.shape.frames import find_tables
from foistats.tables.table import Table
from schemas.problem_codes import ProblemCode

# Readings tried of one grid at most. Large grids get fewer: a try reads the whole grid.
_MOST_TRIES = 60
_MOST_CELLS_TRIED = 60_000


@dataclass(slots=True)
class Attempt:
    """One reading of a whole grid: its tables, the problems met, and how much it leaves open.

    `trouble` counts the figures that it doesn't explain, the printed totals that don't add up, and
    the counts that it gives twice.
    """

    departures: Departures
    readings: list[TableReading]
    found: Found
    trouble: int
    choices: Choices


def read_grid(
    sensed: SensedGrid, tables: Sequence[Table], around: Surroundings, asked: Asked, found: Found
) -> list[TableReading]:
    """Read the tables of a grid; `tables` is how the first reading parts it.

    Where a person declared the tables, only those are read, in the way declared.
    """
    search = _Search(sensed, around, asked, found.document)
    first = search.attempt(NONE, tables)
    best = first
    if first.trouble and not any(table.declared for table in tables):
        best = search.best(first)
        if best is not first:
            _say_why(best, first)
    for (code, what), places in best.found.problems.items():
        for place in places:
            found.add(code, place, what)
    return best.readings


@dataclass(slots=True)
class _Search:
    """What all readings of one grid share."""

    sensed: SensedGrid
    around: Surroundings
    asked: Asked
    document: str

    def attempt(
        self,
        departures: Departures,
        tables: Sequence[Table] | None = None,
        *,
        exploring: bool = False,
    ) -> Attempt:
        """One reading of the grid, with these departures from the likeliest."""
        choices = Choices(departures, exploring)
        found = Found(self.document)
        parted = find_tables(self.sensed, choices) if tables is None else tables
        readings = [self.read(table, found) for table in parted]
        return Attempt(departures, readings, found, self.trouble(readings), choices)

    def read(self, table: Table, found: Found) -> TableReading:
        if is_record_list(table, self.asked):
            return read_records(table, self.around, self.asked, found)
        return read_table(table, self.around, self.asked, found)

    def trouble(self, readings: Sequence[TableReading]) -> int:
        wrong = sum(total.agrees is False for reading in readings for total in reading.sums.totals)
        twice = sum(len(group) for reading in readings for group in repeated(reading.entries))
        return len(unexplained(self.sensed, readings)) + wrong + twice

    def best(self, first: Attempt) -> Attempt:
        """The reading that leaves least open, or the first where two are as good as each other."""
        explored = self.attempt(NONE, exploring=True)
        best = first
        rivals: list[Attempt] = []
        for departures in self.ways(explored, first):
            if best.trouble == 0 and len(departures) > len(best.departures):
                break
            attempt = self.attempt(departures)
            if attempt.trouble < best.trouble:
                best, rivals = attempt, []
            elif attempt.trouble == best.trouble and len(departures) == len(best.departures):
                rivals.append(attempt)
        other = next((rival for rival in rivals if _said(rival) != _said(best)), None)
        if other is not None and best is not first:
            return self.undecided(first, best, other)
        return best

    def ways(self, explored: Attempt, first: Attempt) -> Iterator[Departures]:
        """The departures to try: one decision at a time, then two, those near trouble only."""
        rows = self.troubled_rows(first)
        single = [
            (decision, option)
            for decision, options in explored.choices.others.items()
            if decision.kind is not Kind.ROW or decision.at[0] in rows
            for option in options
        ]
        cells = sum(len(row) for row in self.sensed.rows) or 1
        most = max(2, min(_MOST_TRIES, _MOST_CELLS_TRIED // cells))
        ways: list[Departures] = [{decision: option} for decision, option in single]
        ways += [
            {one[0]: one[1], other[0]: other[1]}
            for one, other in combinations(single, 2)
            if one[0] != other[0]
        ]
        yield from ways[:most]

    def troubled_rows(self, first: Attempt) -> set[int | str]:
        """The rows at which another role may mend something: near what is not explained."""
        rows = {row for row, _ in unexplained(self.sensed, first.readings)}
        rows |= {
            entry.place[0]
            for reading in first.readings
            for group in repeated(reading.entries)
            for entry in group
        }
        rows |= {
            total.place[0]
            for reading in first.readings
            for total in reading.sums.totals
            if total.agrees is False
        }
        first_row = min(rows, default=0)
        return set(range(max(0, first_row - 12), max(rows, default=0) + 2))

    def undecided(self, first: Attempt, one: Attempt, other: Attempt) -> Attempt:
        """Two readings explain as much and differ: none is used, and both are shown."""
        found = Found(self.document)
        shown = " or ".join(describe(attempt.departures) for attempt in (one, other))
        differ = sorted(set(_said(one)) ^ set(_said(other)))
        where = self.sensed.grid.place(*differ[0][-1]) if differ else ""
        what = f"two readings explain every figure: {shown}; they differ first at {where}"
        readings = [
            unread_because(reading.table, what, found) if reading.table.measure_cols else reading
            for reading in first.readings
        ]
        if not found.problems:
            found.add(ProblemCode.LAYOUT_UNCLEAR, self.sensed.grid.name, what)
        ways = [Way(describe(attempt.departures), attempt.readings) for attempt in (one, other)]
        if readings:
            readings[0].undecided = what, (ways[0], ways[1])
        return Attempt(NONE, readings, found, first.trouble, first.choices)


def _say_why(best: Attempt, first: Attempt) -> None:
    """Note with each table why not the likeliest reading was taken."""
    laws = ", ".join(dict.fromkeys(one.broken for one in first.readings if one.broken))
    for reading in best.readings:
        reading.departures = describe(best.departures)
        reading.instead_of = laws or f"{first.trouble} figures that it doesn't explain"


def _said(attempt: Attempt) -> list[tuple]:
    """What a reading says, to compare it with another one."""
    return sorted(
        (str(entry.period), entry.force_ids, entry.labels, str(entry.count), entry.place)
        for reading in attempt.readings
        for entry in reading.entries
    )


def describe(departures: Departures) -> str:
    """Departures in words: `row 4 as headings`.

    >>> describe({Decision(Kind.ROW, (3,)): "headings"})
    'row 4 as headings'
    """
    return " and ".join(
        f"{_where(decision)} as {option}" for decision, option in departures.items()
    )


def _where(decision: Decision) -> str:
    if decision.kind is Kind.ROW:
        return f"row {int(decision.at[0]) + 1}"
    return f"column {column_letters(decision.at[1])}"
