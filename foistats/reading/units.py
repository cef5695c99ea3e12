"""What a person said that the counts of a table are, where the reply calls them otherwise.

"Crimes" and "offences" are different units, and no rule of ours makes one of the other. A person
may know that this reply means the same by both.
"""

from collections.abc import Iterable, Sequence

from foistats.reading.corrected import Stale, signed
from foistats.records import DocumentReading, StatedUnit
from foistats.tables.entries import Entry, TableReading
from schemas.vocabulary import Basis


def give_units(
    readings: Iterable[TableReading], units: Sequence[StatedUnit]
) -> list[tuple[Entry, StatedUnit]]:
    """Give counts their unit before their headings are judged; those counts, each with who did."""
    given = []
    for entry in (one for reading in readings for one in reading.entries) if units else ():
        said = next(
            (u for u in units if u.counted == entry.unit and _is_of(entry.part_of, u.place)), None
        )
        if said is not None:
            entry.unit = said.unit
            given.append((entry, said))
    return given


def sign_units(given: Iterable[tuple[Entry, StatedUnit]]) -> None:
    """Put beside each count who gave it its unit."""
    for entry, said in given:
        signature = signed(said.because, said.by, said.on)
        told = f"that {said.counted} are {said.unit} here, {signature}"
        entry.declared = "; ".join(part for part in (entry.declared, told) if part)
        entry.basis = Basis.DECLARED if entry.basis is Basis.PLAIN else entry.basis


def stale_units(reading: DocumentReading, units: Sequence[StatedUnit]) -> list[Stale]:
    """The units given to tables that are not there, or that don't count that."""
    tables = {(observation.table, observation.unit) for observation in reading.observations}
    tables |= {(gap.table, gap.unit) for gap in reading.gaps}
    return [
        Stale(one.place, f"no table there counts {one.counted}")
        for one in units
        if not any(unit == one.unit and _is_of(table, one.place) for table, unit in tables)
    ]


def _is_of(table: str, place: str) -> bool:
    """True for a table at a place, or one of its parts, such as `Sheet1!A3:F12 [by sex]`."""
    return table == place or table.startswith(f"{place} [")
