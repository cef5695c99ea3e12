"""Sub-totals by name: a line that is called as its group is, and comes to the others in it."""

from collections.abc import Iterator

from foistats.naming.spelling import fold
from foistats.tables.figures.amounts import Direction
from foistats.tables.totals.sums import Sums

# How often accident may make lines alike that are taken for a sum and its parts.
_SURE = 0.01
# What it is worth that a line bears its group's name.
_BY_NAME = 0.05


def find_named(sums: Sums, axis: Direction) -> None:
    """Note as a sum each line that bears its group's name and comes to the group's other lines.

    `Robbery | Robbery` beside `Robbery | Of business property`: one part is enough. Where the
    figures are so small that accident may make them alike, a person is asked.
    """
    found: dict[int, list[int]] = {}
    chance = _BY_NAME
    for head, parts in _groups(sums, axis):
        fit = sums.fit(axis, head, parts)
        if head not in found and fit.exact and not fit.wrong and not fit.open:
            found[head] = parts
            chance *= sums.chance(axis, head, parts)
    for head, parts in found.items():
        if chance >= _SURE and sums.adds(axis, head):
            sums.result.doubted[axis, head] = tuple(parts)
            continue
        sums.totals_of(axis).add(head)
        sums.record(axis, head, sums.fit(axis, head, parts))
        sums.result.heads |= {(axis, part): head for part in parts}


def _groups(sums: Sums, axis: Direction) -> Iterator[tuple[int, list[int]]]:
    """The line that bears its group's name, with the other lines of the group.

    Below the last group the total of all may stand under the group's heading: it is tried without.
    """
    lines = sums.axes[axis].lines
    order = [index for index in lines if index not in sums.skip[axis]]
    groups: dict[tuple, list[int]] = {}
    for index in order:
        line = lines[index]
        if line.group and line.labels and not sums.is_total(axis, line):
            groups.setdefault((line.group, line.said), []).append(index)
    for (group, *_), members in groups.items():
        named = [i for i in members if fold(lines[i].labels[-1]) == fold(group)]
        parts = [i for i in members if i not in named]
        if len(named) != 1 or not parts:
            continue
        yield named[0], parts
        if len(parts) > 1 and parts[-1] == order[-1]:
            yield named[0], parts[:-1]
