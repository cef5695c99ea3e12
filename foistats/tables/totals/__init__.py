"""Which reading the printed totals prove: every total against its parts, every mark against both.

A total is never summed in. Its parts are looked for where a person would: the run of lines before
or after it, the lines under the same heading, the sub-totals before it. A blank or a mark is zero
only where a total shows it (docs/rules.md, rules 1, 2 and 8).
"""

from collections.abc import Callable

from foistats.tables.figures.amounts import Amount, Arithmetic, Direction, Place
from foistats.tables.senses import SensedCell
from foistats.tables.shape.axes import Axis
from foistats.tables.table import Table
from foistats.tables.totals.claimed import hold_claimed
from foistats.tables.totals.named import find_named
from foistats.tables.totals.subtotals import (
    find_included,
    find_repeated,
    find_set_in,
    find_unlabelled,
)
from foistats.tables.totals.sums import Sums
from foistats.tables.totals.unworded import find_unworded

__all__ = ["work_out"]
_BOTH: tuple[Direction, Direction] = ("col", "row")


def work_out(
    table: Table, rows: Axis, cols: Axis, *, amount: Callable[[SensedCell | None], Amount | None]
) -> Arithmetic:
    """Find the totals of a table and hold each against its parts."""
    sums = Sums(table, rows, cols, amount)
    find_set_in(sums, "row")
    find_included(sums, "row")
    for axis in _BOTH:
        find_named(sums, axis)
    for axis in _BOTH:
        find_unworded(sums, axis)
    for axis in _BOTH:
        hold_claimed(sums, axis)
    for axis in _BOTH[::-1]:
        find_unlabelled(sums, axis)
    find_repeated(sums, "col")
    settle(sums)
    return sums.result


def settle(sums: Sums) -> None:
    """Draw from the totals what is proved, what is contradicted, and what a blank means."""
    result = sums.result
    wrong: set[Place] = set()
    for total in result.totals:
        blanks = [p for p in total.parts if (a := sums.amounts[p]) and a.mark is not None]
        if any((a := sums.amounts[p]) and a.absent for p in total.parts):
            # The total is over those who answered: it says nothing of who left a blank.
            blanks = []
        marks = {a.mark for p in blanks if (a := sums.amounts[p]) and a.mark is not None}
        if total.agrees and total.low == total.printed:
            result.proved.update(total.parts)
            result.zero_cells.update(blanks)
            for mark in marks:
                result.zero[mark] = result.zero.get(mark, 0) + 1
        elif total.agrees and blanks:
            for mark in marks:
                result.not_zero[mark] = result.not_zero.get(mark, 0) + 1
        if not total.agrees:
            wrong.update(total.parts)
    result.contradicted = wrong - result.proved
    # A count that its row bears out and its column doesn't is believed, and not called proved.
    result.proved -= wrong
