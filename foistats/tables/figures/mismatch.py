"""What may explain a printed total that is not the sum of its parts, before a force is accused."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from foistats.tables.figures.amounts import Arithmetic, Direction, Total
from foistats.tables.shape.axes import Axis, Line
from foistats.tables.table import Table
from foistats.tables.words import Claim

_SHOWN = 3


def what_may_explain(total: Total, table: Table, sums: Arithmetic, axes: tuple[Axis, Axis]) -> str:
    """The lines that would make a total come out, or that none would: then the figures are at odds.

    Tried are lines that are not counted, lines that may be sub-totals or are added to their parts,
    a total of some lines only, and a column in which nothing adds up.
    """
    down = all(col == total.place[1] for _, col in total.parts)
    along: Direction = "row" if down else "col"
    look = _Look(total, table, sums, axes[0] if down else axes[1], along)
    for way in (
        look.with_one_left_out,
        look.with_a_sum_for_its_parts,
        look.with_sums_added_to_their_parts,
        look.without_one,
        look.of_some_alone,
        look.nothing_adds_up_here,
    ):
        if said := way():
            return said
    names = [_name(line) for line in look.left_out()]
    if names:
        more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        return f"not counted beside them: {', '.join(names[:_SHOWN])}{more}"
    return "no line that is left out or counted twice explains it"


@dataclass(frozen=True, slots=True)
class _Look:
    """A total that doesn't come out, and the lines along which it adds up."""

    total: Total
    table: Table
    sums: Arithmetic
    axis: Axis
    along: Direction

    @property
    def at(self) -> int:
        return 0 if self.along == "row" else 1

    @property
    def cross(self) -> int:
        return self.total.place[1 - self.at]

    @property
    def parts(self) -> set[int]:
        return {place[self.at] for place in self.total.parts}

    @property
    def missing(self) -> int:
        """How much the parts lack; less than nothing where they come to more."""
        return self.total.printed - self.total.low

    def with_one_left_out(self) -> str:
        for line in self.left_out():
            if self.missing and self.count(line.index) == self.missing:
                return f"with {_name(line)}, which is not counted, they come to it"
        return ""

    def with_a_sum_for_its_parts(self) -> str:
        """Where a sub-total is wrong, a total may be the sum of what the sub-totals print."""
        for index, inner in self.inner_sums():
            instead = (self.count(index) or 0) - self.of(inner)
            if instead and instead == self.missing:
                return f"with {self.named(index)} in place of its parts they come to it"
        return ""

    def with_sums_added_to_their_parts(self) -> str:
        doubled = [index for index, _ in self.inner_sums()]
        if doubled and sum(self.count(index) or 0 for index in doubled) == self.missing:
            names = ", ".join(self.named(index) for index in doubled[:_SHOWN])
            return f"with {names} added to their own parts they come to it: they are in it twice"
        return ""

    def without_one(self) -> str:
        for index in sorted(self.parts):
            if self.missing < 0 and self.count(index) == -self.missing and len(self.parts) > 2:
                return f"without {self.named(index)} they come to it: it may be a sub-total"
        return ""

    def of_some_alone(self) -> str:
        """The first or the last lines come to it: sums from either end are added up once."""
        order = sorted(self.parts)
        for lines in (order, order[::-1]):
            so_far = list(accumulate(self.count(index) or 0 for index in lines))
            if self.total.printed and self.total.printed in so_far[1:-1]:
                last = lines[so_far.index(self.total.printed)]
                return f"{self.named(lines[0])} to {self.named(last)} alone come to it"
        return ""

    def nothing_adds_up_here(self) -> str:
        """Where no total of a column comes out and others do elsewhere, it may hold no counts."""
        here: list[bool | None] = []
        elsewhere: list[bool | None] = []
        for total in self.sums.totals:
            if {place[1 - self.at] for place in total.parts} == {total.place[1 - self.at]}:
                (here if total.place[1 - self.at] == self.cross else elsewhere).append(total.agrees)
        if len(here) > 1 and not any(here) and all(elsewhere) and elsewhere:
            return "no total comes out here, and all beside it do: these may be no counts"
        return ""

    def inner_sums(self) -> Iterator[tuple[int, tuple[int, ...]]]:
        """The sub-totals whose parts are all among the parts of the total."""
        for (axis, index), inner in self.sums.parts.items():
            within = axis == self.along and index != self.total.place[self.at]
            if within and index not in self.parts and len(inner) > 0 and self.parts > set(inner):
                yield index, inner

    def left_out(self) -> Iterator[Line]:
        """The lines that are neither parts nor sums: derived, part of another line, or doubted."""
        known = self.sums.rows if self.along == "row" else self.sums.cols
        parts = self.parts
        for index, line in self.axis.lines.items():
            aside = line.claim in (Claim.DERIVED, Claim.MEMO)
            aside = aside or (self.along, index) in self.sums.inside
            aside = aside or (self.along, index) in self.sums.uneven
            if aside and index not in parts and index not in known:
                yield line

    def of(self, lines: tuple[int, ...]) -> int:
        return sum(self.count(index) or 0 for index in lines)

    def count(self, index: int) -> int | None:
        place = (index, self.cross) if self.along == "row" else (self.cross, index)
        cell = self.table.sensed.at(*place)
        return cell.count.low if cell is not None and cell.count is not None else None

    def named(self, index: int) -> str:
        return _name(self.axis.lines[index])


def _name(line: Line) -> str:
    return repr(" ".join(line.labels) or "a line without heading")
