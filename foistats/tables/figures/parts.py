"""Which parts of a table must never be added to each other.

Parallel breakdowns (Age beside Gender beside Ethnicity), a whole beside its parts (Recorded,
Detected), and lines that no total covers: each becomes a part of its own, as if it were a table.
"""

from collections.abc import Iterable, Iterator, Sequence

from foistats.naming.counts import CellSense
from foistats.tables.figures.amounts import Arithmetic, Direction
from foistats.tables.figures.versions import lines_in_versions
from foistats.tables.shape.axes import Axis
from foistats.tables.table import Table
from foistats.tables.words import Claim, is_breakdown, is_part, is_whole, kind_of_figure


def divide(table: Table, rows: Axis, cols: Axis, sums: Arithmetic) -> dict[tuple[str, int], str]:
    """Names for the parts of a table that must never be added to each other, by line.

    Parallel breakdowns (Age beside Gender), and a whole beside its parts (Recorded, Detected).
    """
    parts: dict[tuple[str, int], str] = {}
    parts |= {("row", row): name for row, name in _apart(table, sums).items()}
    for name, axis in (("row", rows), ("col", cols)):
        parts |= {(name, line): part for line, part in _beyond_totals(axis, sums, name).items()}
    for name, axis, along in (("col", cols, "col"), ("row", rows, "row")):
        known = sums.cols if name == "col" else sums.rows
        for index, group in parallel_groups(
            table, axis, sums, along="col" if along == "col" else "row"
        ).items():
            parts[name, index] = group
        kinds = _kinds_of_figure(axis) or lines_in_versions(axis)
        parts |= {(name, line): kind for line, kind in kinds.items()}
        counted = (Claim.PLAIN, Claim.TOTAL, Claim.SOFT_TOTAL)
        plain = [line for i, line in axis.lines.items() if i not in known and line.claim in counted]
        if _added_up(sums, name, {line.index for line in plain}):
            continue
        last = {line.index: line.labels[-1] for line in plain if line.labels}
        groups = {line.group for line in plain if line.group}
        if {text for text in groups if is_whole(text)} and any(map(is_part, groups)):
            # "Recorded offences" above some rows, "Detected offences" above others.
            parts |= {(name, line.index): line.group for line in plain if line.group}
            continue
        distinct = set(last.values())
        wholes = {text for text in distinct if is_whole(text)}
        pieces = {text for text in distinct if is_part(text)}
        units = {line.unit for line in plain if line.unit is not None}
        if len(distinct) > 1 and (
            (wholes and pieces - wholes)
            or len(units) > 1
            or _whole_first(wholes, distinct)
            or (name == "col" and _two_say_the_same(table, [line.index for line in plain]))
            or (name == "col" and _one_holds_the_others(table, [line.index for line in plain]))
        ):
            for index, text in last.items():
                parts[name, index] = text
    return parts


def _kinds_of_figure(axis: Axis) -> dict[int, str]:
    """Lines by how their figures were come by, where it is more than one way: actual, estimated.

    A line that doesn't say is of a kind of its own: `Offences` beside `Estimated offences`.
    """
    found = {}
    for index, line in axis.lines.items():
        # "Estimated offences 2019" is a period and no label of the line.
        said = (*line.labels, *(level.texts.get(index, "") for level in axis.levels))
        if line.claim is not Claim.DERIVED:
            found[index] = next((kind for text in said if (kind := kind_of_figure(text))), "")
    if len(set(found.values())) < 2:
        return {}
    return {index: kind or "as it stands" for index, kind in found.items()}


def _added_up(sums: Arithmetic, along: str, lines: set[int]) -> bool:
    """True where a printed total is the sum of all these lines: then they may be added."""
    return any(lines <= parts for _, parts in added_up_by(sums, along))


def added_up_by(sums: Arithmetic, along: str) -> Iterator[tuple[int, set[int]]]:
    """Each total line that agrees wherever it can be checked, with the lines it is the sum of."""
    at = 0 if along == "row" else 1
    for (axis, index), parts in sums.parts.items():
        if axis != along:
            continue
        verdicts = [total.agrees for total in sums.totals if total.place[at] == index]
        if verdicts and all(verdicts):
            yield index, set(_leaves(sums, axis, parts))


def _leaves(sums: Arithmetic, axis: Direction, parts: Iterable[int]) -> Iterator[int]:
    """The lines that a total is made of in the end, through all sub-totals."""
    open_parts, seen = list(parts), set()
    while open_parts:
        part = open_parts.pop()
        if part in seen:
            continue  # two lines that are each other's sum
        seen.add(part)
        inner = sums.parts.get((axis, part))
        if inner:
            open_parts += inner
        else:
            yield part


def _beyond_totals(axis: Axis, sums: Arithmetic, along: str) -> dict[int, str]:
    """Lines that none of the totals covers: some of the same again, or something else."""
    known = sums.cols if along == "col" else sums.rows
    # A group's sum says nothing of the rows beside the group; a total of all does. Columns beside a
    # group often divide the same again: by age, then by outcome.
    heads = {head for (of, _), head in sums.heads.items() if of == along == "row"}
    covered = {
        line
        for (of, total), lines in sums.parts.items()
        if of == along and total not in heads
        for line in lines
    }
    if not covered:
        return {}
    covered |= {line for of, line in sums.heads if of == along}
    if not covered or not known:
        return {}
    plain = [i for i, line in axis.lines.items() if i not in known and line.claim is Claim.PLAIN]
    return {i: "beyond the total" for i in plain if i not in covered}


def _apart(table: Table, sums: Arithmetic) -> dict[int, str]:
    """Rows below a blank row, where no total shows that they are part of the same sum."""
    if len(set(table.blocks.values())) < 2:
        return {}
    for (along, _), rows in sums.parts.items():
        if along == "row" and len({table.blocks.get(row) for row in rows}) > 1:
            return {}
    return {row: f"block {n + 1}" for row, n in table.blocks.items() if n and row not in sums.rows}


def _two_say_the_same(table: Table, cols: Sequence[int]) -> bool:
    """True where two columns hold the same figures on every row: one is the other, said again."""
    columns = []
    for col in cols:
        cells = [table.sensed.at(row, col) for row in table.data_rows]
        columns.append(tuple(str(cell.count or cell.text) if cell else "" for cell in cells))
    telling = [column for column in columns if len(set(column) - {""}) > 2]
    return len(set(telling)) < len(telling)


def _one_holds_the_others(table: Table, cols: Sequence[int]) -> bool:
    """True where on every row one column is at least the sum of the others: it may hold them.

    `Open cases | On plan A | On plan B`: nothing says that the plans are no open cases. Only in a
    table whose rows have several labels, as databases give it: there each column is a measure.
    """
    if len(cols) < 3 or len(table.label_cols) < 2 or len(table.data_rows) < 3:
        return False
    largest: set[int] = set()
    for row in table.data_rows:
        values = {}
        for col in cols:
            cell = table.sensed.at(row, col)
            if cell is None or cell.count is None or cell.count.low is None:
                return False
            values[col] = cell.count.low
        most = max(values, key=lambda col: values[col])
        if values[most] * 2 < sum(values.values()):
            return False
        largest.add(most)
    return len(largest) == 1


def _whole_first(wholes: set[str], distinct: set[str]) -> bool:
    """`Number of offences` beside columns that aren't measures is the sum of what they divide."""
    return 0 < len(wholes) < len(distinct)


def parallel_groups(
    table: Table, axis: Axis, sums: Arithmetic, *, along: Direction
) -> dict[int, str]:
    """Lines by the breakdown they belong to where a table divides the same things twice over.

    `Age` beside `Gender` beside `Ethnicity` each add up to the same: they must not be added to
    each other. Shown by the headings' words, or by equal sums in every crossing line.
    """
    known = sums.rows if along == "row" else sums.cols
    groups: dict[str, list[int]] = {}
    for index, line in axis.lines.items():
        if line.group and index not in known and line.claim is not Claim.DERIVED:
            groups.setdefault(line.group, []).append(index)
    if len(groups) < 2:
        return _totalled_twice(table, sums, along)
    if sum(is_breakdown(group) for group in groups) >= 2 or _equal_sums(table, groups, along):
        return {index: group for group, lines in groups.items() for index in lines}
    return {}


def _totalled_twice(table: Table, sums: Arithmetic, along: Direction) -> dict[int, str]:
    """Two totals of different lines that print the same in every crossing line.

    A total of one other total prints the same, too: that is one total, and its parts are one set.
    """
    crossing = table.data_rows if along == "col" else table.measure_cols
    totals = [(index, parts) for (axis, index), parts in sums.parts.items() if axis == along]
    printed: dict[tuple[str, ...], dict[int, tuple[int, ...]]] = {}
    for index, parts in totals:
        places = [(cross, index) if along == "col" else (index, cross) for cross in crossing]
        values = tuple(c.text for p in places if (c := table.sensed.at(*p)) is not None)
        if any(value.strip("0") for value in values):
            printed.setdefault(values, {})[index] = parts
    for alike in printed.values():
        sets = [parts for parts in alike.values() if alike.keys().isdisjoint(parts)]
        lines = [line for parts in sets for line in parts]
        if len(sets) > 1 and len(lines) == len(set(lines)):
            return {line: f"breakdown {n}" for n, parts in enumerate(sets, 1) for line in parts}
    return {}


def _equal_sums(table: Table, groups: dict[str, list[int]], along: Direction) -> bool:
    crossing = table.data_rows if along == "col" else table.measure_cols
    compared = 0
    for cross in crossing:
        sums = set()
        for lines in groups.values():
            amount = 0
            for line in lines:
                row, col = (cross, line) if along == "col" else (line, cross)
                cell = table.sensed.at(row, col)
                if cell is not None and cell.sense is CellSense.COUNT and cell.count is not None:
                    amount += cell.count.low or 0
            sums.add(amount)
        if len(sums) != 1:
            return False
        compared += sums != {0}
    return compared >= 2
