"""Groups of lines by arithmetic alone: which lines are the sums of the lines that follow them.

A pivot table prints each group's sum over its parts, at any depth, without the word "total". The
one way to divide the lines so that every sum comes out is looked for; where there are several, or
none, nothing is said.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

Vector = tuple[int, ...]
# A group needs this many parts: one part alone would be the same line twice.
_FEWEST = 2
# Steps after which the search gives up: real tables need some hundreds.
_MOST_STEPS = 50_000


@dataclass(frozen=True, slots=True)
class Node:
    """A line by its position, and the lines that it is the sum of."""

    line: int
    parts: tuple["Node", ...] = ()

    def heads(self) -> dict[int, tuple[int, ...]]:
        """For this line and those below it: each sum with the lines that it is directly made of."""
        found = {self.line: tuple(part.line for part in self.parts)} if self.parts else {}
        for part in self.parts:
            found |= part.heads()
        return found


class _GaveUpError(Exception):
    """The search took too many steps."""


def groups_under(values: Sequence[Vector], total: Vector) -> dict[int, tuple[int, ...]]:
    """The sums among some lines, in their order, that together make up a total.

    `values` has each line's counts in the columns that cross it. Returns each sum with the lines
    that it is directly the sum of, by position; empty where no or more than one division fits.

    >>> groups_under([(5,), (2,), (3,), (4,), (1,), (3,)], (9,))
    {0: (1, 2), 3: (4, 5)}
    >>> groups_under([(5,), (2,), (3,)], (11,))
    {}
    """
    search = _Search(values)
    try:
        forests = [nodes for end, nodes in search.chains(0, total) if end == len(values)]
    except _GaveUpError:
        return {}
    ways = [
        {head: parts for node in nodes for head, parts in node.heads().items()} for nodes in forests
    ]
    return ways[0] if ways and all(way.keys() == ways[0].keys() for way in ways) else {}


@dataclass(slots=True)
class _Search:
    """The ways in which lines can be sums, each line's found once."""

    values: Sequence[Vector]
    known: dict[int, list[tuple[int, Node]]] = field(default_factory=dict)
    steps: int = 0

    def subtrees(self, line: int) -> list[tuple[int, Node]]:
        """A line alone, and each way in which it is a sum of what follows, with where it ends."""
        if line not in self.known:
            found = [(line + 1, Node(line))]
            self.known[line] = found
            if any(self.values[line]):
                found += [
                    (end, Node(line, parts))
                    for end, parts in self.chains(line + 1, self.values[line])
                    if len(parts) >= _FEWEST
                ]
        return self.known[line]

    def chains(self, start: int, total: Vector) -> list[tuple[int, tuple[Node, ...]]]:
        """The runs of lines, with what each of them holds, that come to a total."""
        found: list[tuple[int, tuple[Node, ...]]] = []
        open_runs: list[tuple[int, Vector, tuple[Node, ...]]] = [(start, (0,) * len(total), ())]
        while open_runs:
            line, so_far, nodes = open_runs.pop()
            self.steps += 1
            if self.steps > _MOST_STEPS:
                raise _GaveUpError
            if so_far == total and nodes:
                found.append((line, nodes))
                # What follows may still belong to it where it adds nothing.
                if line >= len(self.values) or any(self.values[line]):
                    continue
            if line >= len(self.values):
                continue
            added = tuple(a + b for a, b in zip(so_far, self.values[line], strict=True))
            if any(a > b for a, b in zip(added, total, strict=True)):
                continue
            open_runs += [(end, added, (*nodes, node)) for end, node in self.subtrees(line)]
        return found
