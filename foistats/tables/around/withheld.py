"""Which mark, or blank, stands for the small counts that a document says are withheld.

`Figures under 5 have been withheld` names no mark. Where one sort of star stands among the counts,
it is what was withheld; where nothing but blanks does, a blank is no more than the largest of them,
be it withheld or none. A figure in print that small would show the sentence to be of another table.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from foistats.model.values import Count
from foistats.naming.counts import CellSense, mark_key
from foistats.naming.counts.withheld import withheld_below
from foistats.naming.spelling import regex
from foistats.tables.table import Table

# Dashes and dots stand for none, or for what isn't known, as often as for what is withheld.
_STANDS_FOR_HIDDEN = r"[*#~^†‡§]{1,3}|[\[(]?[csxz][\])]?"


class Withheld(NamedTuple):
    """What each mark stands for, and the most that a blank can be; None where nothing says so."""

    marks: Mapping[str, Count]
    blank: Count | None = None


def withheld_among(
    lines: Iterable[str], tables: Sequence[Table], known: Mapping[str, object]
) -> Withheld:
    """What the lines say of small counts, held against the counts in print; `known` are marks."""
    said = withheld_below(lines)
    if said is None or said.high is None or any(mark not in ("", "-") for mark in known):
        return Withheld({})
    marks: set[str] = set()
    for table in tables:
        for row in table.data_rows:
            for col in table.measure_cols:
                cell = table.sensed.at(row, col)
                if cell is None:
                    continue
                if cell.sense is CellSense.MARK:
                    marks.add(mark_key(cell.text))
                elif cell.count is not None and _contradicts(cell.count, said.high):
                    return Withheld({})
    hidden = {mark for mark in marks if regex(_STANDS_FOR_HIDDEN).fullmatch(mark)}
    if len(hidden) == 1:
        return Withheld(dict.fromkeys(hidden, said))
    return Withheld({}, None if marks else said)


def _contradicts(count: Count, high: int) -> bool:
    """True for a figure in print that would have been withheld, or one that is withheld by name."""
    return not count.exact or (count.low is not None and 0 < count.low <= high)
