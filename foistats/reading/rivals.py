"""Two readings that explain as much and differ, side by side, each with the layout that settles it.

A layout speaks for its whole document: once there is one, nothing else of it is read. So each is
drafted for every table of the document, and only where there is one grid to be decided.
"""

from collections.abc import Sequence

from foistats.naming.periods import label_of
from foistats.reading.propose import draft_table
from foistats.records import Observation, Rival, Rivals
from foistats.tables.around.surroundings import Surroundings
from foistats.tables.entries import NO_PERIOD, Entry, TableReading, Way

_MOST_SHOWN = 5
NO_COUNT = "no count"
_CHECK = "  # ?"


def rivals_of(readings: Sequence[TableReading], around: Surroundings) -> tuple[Rivals, ...]:
    """The readings between which a person picks; none where the document leaves several open."""
    undecided = [reading for reading in readings if reading.undecided is not None]
    if len(undecided) != 1 or undecided[0].undecided is None:
        return ()
    what, ways = undecided[0].undecided
    grid = undecided[0].table.sensed
    others = [reading for reading in readings if reading.table.sensed is not grid]
    said = [_counts(way) for way in ways]
    places = [
        place
        for place in dict.fromkeys(sorted({*said[0], *said[1]}))
        if said[0].get(place) != said[1].get(place)
    ][:_MOST_SHOWN]
    return (
        Rivals(
            what,
            tuple(
                Rival(
                    way.says,
                    tuple(
                        (grid.grid.place(*place), counts.get(place, NO_COUNT)) for place in places
                    ),
                    _layout([*others, *way.readings], around),
                )
                for way, counts in zip(ways, said, strict=True)
            ),
        ),
    )


def _counts(way: Way) -> dict[tuple[int, int], str]:
    """What a reading says of each cell that it takes for a count."""
    return {
        entry.place: said_of(entry)
        for reading in way.readings
        for entry in reading.entries
        if entry.count is not None
    }


def said_of(one: Entry | Observation) -> str:
    """A count as a person compares it: `2020 in 2017, Burglary`."""
    period = "" if one.period == NO_PERIOD else f" in {label_of(one.period)}"
    return f"{one.as_written}{period}{''.join(f', {label}' for label in one.labels)}"


def _layout(readings: Sequence[TableReading], around: Surroundings) -> str:
    """A [[table]] for each table that has counts, without what a draft leaves to a person."""
    lines = [
        line.split(_CHECK)[0]
        for reading in readings
        if reading.entries
        for line in draft_table(reading.table, around)
        if not line.startswith("#")
    ]
    return "\n".join(lines)
