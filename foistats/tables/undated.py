"""Tables that name no period, dated by their sum where it is that of a table which does.

A letter gives the crimes of five years, and then "the outcome of each" without a year: where the
outcomes come to just the five years' total, they are of the five years, and their blanks are zero.
"""

from collections.abc import Sequence
from typing import NamedTuple

from foistats.model.values import Period
from foistats.naming.periods import period_reading
from foistats.naming.periods.spans import span
from foistats.tables.around.proposed import said_of
from foistats.tables.around.surroundings import NOTHING_SAID
from foistats.tables.entries import Entry, TableReading
from foistats.tables.marks import ZERO, exact_sum
from foistats.tables.problems import Found
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import Basis, Source

# A smaller sum may be the same by accident.
_TELLING = 100


class _Whole(NamedTuple):
    """A sum over years that follow each other, all of them from one part of the document."""

    force_ids: tuple[str, ...]
    period: Period
    total: int


def date_by_sums(
    readings: Sequence[TableReading], found: Found, proposed: Sequence[tuple[str, str]] = ()
) -> None:
    """Give undated tables, alone or all together, the years whose sum they come to; else refuse.

    `proposed` are the periods that the document names elsewhere: a person decides on them.
    """
    undated = [reading for reading in readings if reading.undated]
    if not undated:
        return
    wholes = _wholes(readings)
    silent = [reading for reading in undated if not _speaks_of_time(reading)]
    if silent and not _dated(silent, wholes):
        for reading in silent:
            _dated([reading], wholes)
    for reading in undated:
        if any(place in reading.unread for place in (entry.place for entry in reading.undated)):
            what = f"{NOTHING_SAID}{said_of(proposed)}"
            found.add(ProblemCode.NO_PERIOD, reading.table.name, what)


def _speaks_of_time(reading: TableReading) -> bool:
    """True where a heading may be a period, though it was taken for a name: 17/18 may be an age."""
    axes = [axis for axis in (reading.rows, reading.cols) if axis is not None]
    texts = {text for axis in axes for level in axis.levels for text in level.texts.values()}
    return any(period_reading(text) is not None for text in texts)


def _wholes(readings: Sequence[TableReading]) -> list[_Whole]:
    parts: dict[tuple[str, tuple[str, ...]], dict[Period, list[Entry]]] = {}
    for reading in readings:
        for entry in reading.entries:
            of_part = parts.setdefault((entry.part_of, entry.force_ids), {})
            of_part.setdefault(entry.period, []).append(entry)
    wholes = [_whole(forces, periods) for (_, forces), periods in parts.items()]
    return [whole for whole in wholes if whole is not None]


def _whole(force_ids: tuple[str, ...], periods: dict[Period, list[Entry]]) -> _Whole | None:
    """The sum over all periods of a part, if they are of one kind and leave no day out."""
    order = sorted(periods)
    kinds = {period.kind for period in order}
    days = sum((period.end - period.start).days + 1 for period in order)
    if len(order) < 2 or len(kinds) != 1 or (order[-1].end - order[0].start).days + 1 != days:
        return None
    sums = [exact_sum(periods[period]) for period in order]
    total = sum(one for one in sums if one is not None)
    if None in sums or total < _TELLING:
        return None
    return _Whole(force_ids, span(order[0].start, order[-1].end), total)


def _dated(undated: Sequence[TableReading], wholes: Sequence[_Whole]) -> bool:
    entries = [entry for reading in undated for entry in reading.undated]
    known = [entry for entry in entries if entry.mark is None]
    total = exact_sum(known)
    forces = {entry.force_ids for entry in entries}
    fitting = {w for w in wholes if w.total == total and forces == {w.force_ids}}
    if len(fitting) != 1:
        return False
    period = fitting.pop().period
    for reading in undated:
        for entry in reading.undated:
            entry.period, entry.period_from = period, Source.DOCUMENT
            entry.basis = Basis.PROVED
            if entry.mark is not None:
                entry.count = ZERO
            reading.unread.discard(entry.place)
        reading.entries += reading.undated
        reading.undated = []
    return True
