"""What may explain a printed total that is not the sum of its parts, before a force is accused."""

from collections.abc import Iterator

from foistats.tables.amounts import Arithmetic, Direction, Total
from foistats.tables.axes import Axis, Line
from foistats.tables.table import Table
from foistats.tables.words import Claim

_SHOWN = 3


def what_may_explain(total: Total, table: Table, sums: Arithmetic, axes: tuple[Axis, Axis]) -> str:
    """The line that would make a total come out, or those that were left out beside it.

    Empty where no line is left out and none explains the difference: then the figures themselves
    are in doubt.
    """
    down = all(col == total.place[1] for _, col in total.parts)
    along: Direction = "row" if down else "col"
    axis = axes[0] if down else axes[1]
    cross = total.place[1] if down else total.place[0]
    at = 0 if down else 1
    parts = {place[at] for place in total.parts}
    missing = total.printed - total.low
    left_out = list(_left_out(sums, axis, along, parts, total.place[at]))
    for line in left_out:
        if missing and _count(table, along, line.index, cross) == missing:
            return f"with {_name(line)}, which is not counted, they come to it"
    for index in sorted(parts):
        if missing < 0 and _count(table, along, index, cross) == -missing and len(parts) > 2:
            return f"without {_name(axis.lines[index])} they come to it: it may be a sub-total"
    if left_out:
        names = ", ".join(_name(line) for line in left_out[:_SHOWN])
        more = f" and {len(left_out) - _SHOWN} more" if len(left_out) > _SHOWN else ""
        return f"not counted beside them: {names}{more}"
    return ""


def _left_out(
    sums: Arithmetic, axis: Axis, along: Direction, parts: set[int], total: int
) -> Iterator[Line]:
    """The lines that are neither parts nor sums: derived, part of another line, or doubted."""
    known = sums.rows if along == "row" else sums.cols
    for index, line in axis.lines.items():
        aside = line.claim in (Claim.DERIVED, Claim.MEMO) or (along, index) in sums.inside
        if aside and index not in parts and index not in known and index != total:
            yield line


def _count(table: Table, along: Direction, line: int, cross: int) -> int | None:
    cell = table.sensed.at(line, cross) if along == "row" else table.sensed.at(cross, line)
    return cell.count.low if cell is not None and cell.count is not None else None


def _name(line: Line) -> str:
    return repr(" ".join(line.labels) or "a line without heading")
