"""What blanks and marks stand for, once every total of the document has been worked out."""

from collections import Counter
from datetime import timedelta

from foistats.model.values import Count, Period
from foistats.naming.counts import CellSense
from foistats.tables.entries import UNBOUNDED, Entry, TableReading, repeated
from foistats.tables.problems import Found
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import Basis, Status

ZERO = Count(0, 0, Status.ZERO_BY_MARK)


def settle_marks(readings: list[TableReading], found: Found, *, blank: Count | None = None) -> None:
    """Give each waiting blank and mark the meaning its sums show, or report that none does.

    `blank` is what a blank can be at most where the document says that small counts are withheld.

    A mark means the same throughout a document, so one table's sums can settle it for another.
    A blank is settled within its own table only, and never for a row or column that is all blank.
    """
    shown: Counter[str] = Counter()
    against: Counter[str] = Counter()
    for reading in readings:
        shown.update({m: n for m, n in reading.sums.zero.items() if m})
        against.update({m: n for m, n in reading.sums.not_zero.items() if m})
    zero_marks = {mark for mark in shown if not against[mark] and can_be_zero(mark)}
    for reading in readings:
        _settle_table(reading, zero_marks, found, blank=blank)
        _give_basis(reading)
        _report_repeats(reading, found)


def can_be_zero(mark: str) -> bool:
    """True for a blank or dashes, which a total can show to stand for nothing.

    A spreadsheet's sum skips `*` or `R` whatever they hide: such a total shows nothing.
    """
    return not mark.strip(" -–—.")


def _settle_table(
    reading: TableReading, zero_marks: set[str], found: Found, *, blank: Count | None
) -> None:
    if all(entry.mark is None for entry in reading.entries):
        return
    sums, grid = reading.sums, reading.table.sensed.grid
    blank_is_zero = bool(sums.zero.get("")) and not sums.not_zero.get("")
    empty = _empty_lines(reading)
    silent = _silent_rows(reading)
    not_yet = _not_yet_counted(reading)
    for entry in reading.entries:
        if entry.mark is None:
            continue
        row, col = entry.place
        if entry.mark == "" and entry.period in not_yet:
            found.add(ProblemCode.BLANK_UNEXPLAINED, grid.place(row, col), "blank")
            continue
        shown_here = entry.place in sums.zero_cells and row not in silent
        proved_here = shown_here and can_be_zero(entry.mark)
        if entry.mark == "":
            in_empty = ("row", row) in empty or ("col", col) in empty
            if proved_here or (blank_is_zero and not in_empty and row not in silent):
                entry.count = ZERO
            elif blank is not None and not in_empty and row not in silent:
                entry.count = blank
            else:
                found.add(ProblemCode.BLANK_UNEXPLAINED, grid.place(row, col), "blank")
            continue
        if proved_here or entry.mark in zero_marks:
            entry.count = ZERO
            continue
        # Design, rule 3: a star hides a count; nothing says how large, so nothing bounds it.
        entry.count = UNBOUNDED if set(entry.mark) == {"*"} else None
        found.add(ProblemCode.MARK_UNEXPLAINED, grid.place(row, col), f"{entry.mark!r}")
        if entry.count is None:
            reading.unread.add(entry.place)


def _not_yet_counted(reading: TableReading) -> set[Period]:
    """Periods without any figure that lead up to one which the reply's day cut short.

    November and December are blank in a letter of 3 December: a total that adds up without them
    shows where the figures end, and no zero.
    """
    if not reading.unfinished:
        return set()
    blank: dict[Period, bool] = {}
    for entry in reading.entries:
        blank[entry.period] = blank.get(entry.period, True) and entry.mark == ""
    first = min(period.start for period in reading.unfinished)
    found: set[Period] = set()
    for period in sorted(blank, key=lambda one: one.end, reverse=True):
        if blank[period] and period.end + timedelta(days=1) == first:
            found.add(period)
            first = period.start
    return found


def _silent_rows(reading: TableReading) -> set[int]:
    """Rows in which words stand for a count (`No response`): their blanks may mean the same."""
    table = reading.table
    return {
        row
        for row in table.data_rows
        for col in table.measure_cols
        if (cell := table.sensed.at(row, col)) is not None
        and cell.sense in (CellSense.ABSENCE, CellSense.TEXT)
    }


def _empty_lines(reading: TableReading) -> set[tuple[str, int]]:
    """Rows and columns of the table in which every entry is blank."""
    lines: dict[tuple[str, int], bool] = {}
    for entry in reading.entries:
        for key in (("row", entry.place[0]), ("col", entry.place[1])):
            lines[key] = lines.get(key, True) and entry.mark == ""
    return {key for key, all_blank in lines.items() if all_blank}


def _give_basis(reading: TableReading) -> None:
    for entry in reading.entries:
        if entry.place in reading.sums.contradicted:
            entry.basis = Basis.CONTRADICTED
        elif entry.place in reading.sums.proved and entry.basis is Basis.PLAIN:
            entry.basis = Basis.PROVED


def _report_repeats(reading: TableReading, found: Found) -> None:
    """Counts that nothing tells apart: neither is trusted, one problem for the whole table."""
    groups = repeated(reading.entries)
    if not groups:
        return
    grid = reading.table.sensed.grid
    for group in groups:
        for entry in group:
            entry.basis = Basis.CONTRADICTED
    first = groups[0]
    labels = " | ".join(first[0].labels) or "no headings"
    values = ", ".join(sorted({e.as_written.strip() or "blank" for e in first}))
    found.add(
        ProblemCode.COUNT_TWICE,
        "; ".join(grid.place(*entry.place) for entry in first[:5]),
        f"{len(groups)} counts of {reading.table.name} are given more than once; the first, "
        f"{labels[:80]!r}, {len(first)} times: {values}",
    )


def exact_sum(entries: list[Entry]) -> int | None:
    """The sum of entries that are all exact, else None."""
    total = 0
    for entry in entries:
        if entry.count is None or not entry.count.exact or entry.count.low is None:
            return None
        total += entry.count.low
    return total
