"""Tables of one document against each other: those that divide the same things agree in sum."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from foistats.model.values import Period
from foistats.naming.periods import label_of
from foistats.records import Check, Gap, Observation
from foistats.tables.entries import Entry, TableReading
from foistats.tables.marks import exact_sum
from foistats.tables.problems import Found
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import Basis, Unit

# Small numbers agree by accident.
_BEYOND_CHANCE = 30

# Crimes, offences and incidents are used loosely in one letter; these never mean the same.
_UNLIKE = (Unit.ARRESTS, Unit.CHARGES, Unit.SUSPECTS, Unit.VICTIMS, Unit.CALLS)

Sums = dict[str, dict[Period, tuple[int, list[Entry]]]]


@dataclass(slots=True)
class _Family:
    """Parts of a document that agree in most of the periods they share."""

    names: set[str]


def compare_tables(
    readings: list[TableReading], found: Found
) -> tuple[tuple[Observation, ...], tuple[Gap, ...], tuple[Check, ...]]:
    """Hold tables that divide the same things against each other, then write all of them down.

    Two parts belong together where their sums agree in as many periods as they differ or more,
    not by small numbers' chance. A period in which such parts differ is reported with both numbers.
    """
    for sums in _sums(readings).values():
        for family in _families(sums):
            _hold(family, sums, found)
    return tuple(_observations(readings)), tuple(_gaps(readings)), tuple(_checks(readings))


def _sums(readings: list[TableReading]) -> dict[tuple, Sums]:
    """Exact sums by force and sort of unit, then by part and period."""
    gathered: dict[tuple, dict[str, dict[Period, list[Entry]]]] = {}
    for reading in readings:
        for entry in reading.entries:
            kind = entry.unit if entry.unit in _UNLIKE else ""
            parts = gathered.setdefault((entry.force_ids, kind), {})
            parts.setdefault(entry.part_of, {}).setdefault(entry.period, []).append(entry)
    return {
        key: {
            part: {
                period: (total, entries)
                for period, entries in periods.items()
                if (total := exact_sum(entries)) is not None
            }
            for part, periods in parts.items()
        }
        for key, parts in gathered.items()
        if len(parts) > 1
    }


def _families(sums: Sums) -> Iterable[_Family]:
    families: list[_Family] = []
    for one, other in combinations(sums, 2):
        common = sums[one].keys() & sums[other].keys()
        agree = [sums[one][p][0] for p in common if sums[one][p][0] == sums[other][p][0] > 0]
        differ = sum(1 for p in common if sums[one][p][0] != sums[other][p][0])
        if sum(agree) < _BEYOND_CHANCE or len(agree) < differ:
            continue
        joined = [f for f in families if f.names & {one, other}]
        families = [f for f in families if f not in joined]
        families.append(_Family({one, other}.union(*(f.names for f in joined))))
    return families


def _hold(family: _Family, sums: Sums, found: Found) -> None:
    for period in sorted({p for name in family.names for p in sums[name]}):
        values = {name: sums[name][period] for name in sorted(family.names) if period in sums[name]}
        if len(values) < 2:
            continue
        counted = Counter(total for total, _ in values.values())
        most, times = counted.most_common(1)[0]
        settled = times > 1 or len(counted) == 1
        for total, entries in values.values():
            for entry in entries:
                if entry.basis is not Basis.PLAIN:
                    continue
                agrees = settled and total == most
                entry.basis = Basis.PROVED if agrees else Basis.CONTRADICTED
        if len(counted) > 1:
            said = "; ".join(f"{name} comes to {total}" for name, (total, _) in values.items())
            found.add(ProblemCode.TABLES_DISAGREE, ", ".join(values), f"{label_of(period)}: {said}")


def _observations(readings: list[TableReading]) -> Iterable[Observation]:
    for reading in readings:
        grid = reading.table.sensed.grid
        for entry in reading.entries:
            if entry.count is None:
                continue
            confirmed = grid.is_confirmed(*entry.place)
            # What no total proves may still be borne out by a second reader.
            agreed = confirmed and entry.basis is Basis.PLAIN
            yield Observation(
                force_ids=entry.force_ids,
                period=entry.period,
                labels=entry.labels,
                count=entry.count,
                unit=entry.unit,
                as_written=entry.as_written,
                place=grid.place(*entry.place),
                table=entry.part_of,
                basis=Basis.AGREED if agreed else entry.basis,
                force_from=entry.force_from,
                period_from=entry.period_from,
                confirmed=confirmed,
                concern=entry.concern,
                declared=entry.declared,
            )


def _gaps(readings: list[TableReading]) -> Iterable[Gap]:
    for reading in readings:
        grid = reading.table.sensed.grid
        for entry in reading.entries:
            if entry.count is None:
                place = grid.place(*entry.place)
                yield Gap(
                    entry.force_ids,
                    entry.period,
                    entry.labels,
                    entry.unit,
                    place,
                    entry.part_of,
                    entry.concern,
                    reading.unfinished.get(entry.period, ""),
                )


def _checks(readings: list[TableReading]) -> Iterable[Check]:
    for reading in readings:
        grid = reading.table.sensed.grid
        for total in reading.sums.totals:
            yield Check(
                place=grid.place(*total.place),
                table=reading.table.name,
                heading=total.heading,
                printed=total.printed,
                parts_low=total.low,
                parts_high=total.high,
                agrees=total.agrees,
            )
