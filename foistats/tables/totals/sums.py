"""The lines of a table with their amounts, and how well some of them explain another."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from foistats.model.values import Period
from foistats.tables.figures.amounts import Amount, Arithmetic, Direction, Place, Total
from foistats.tables.senses import SensedCell
from foistats.tables.shape.axes import Axis, Line
from foistats.tables.table import Table
from foistats.tables.words import Claim
from schemas.vocabulary import PeriodKind


class Fit(NamedTuple):
    """How well a set of lines explains a total line, over the lines that cross it."""

    parts: tuple[int, ...]
    exact: int
    open: int
    wrong: int


# Low and high of what some lines come to, and how many of them are blank or a mark.
Summed = tuple[int, int | None, int]


class _Crossed(NamedTuple):
    """All amounts in one line that crosses an axis, by the lines along it; a blank is nought.

    A total is held against many sets of a thousand lines each: their sums run over these.
    """

    low: Mapping[int, int]
    # None where each high is the low.
    high: Mapping[int, int] | None
    unbounded: frozenset[int]
    unknown: frozenset[int]


class Sums:
    """What is known so far of the sums of one table."""

    def __init__(
        self,
        table: Table,
        rows: Axis,
        cols: Axis,
        amount: Callable[[SensedCell | None], Amount | None],
    ) -> None:
        """The amounts of all cells; lines of derived figures are skipped."""
        self.table = table
        self.axes: dict[Direction, Axis] = {"row": rows, "col": cols}
        self.result = Arithmetic()
        self.amounts: dict[Place, Amount | None] = {}
        self.crossed: dict[tuple[Direction, int], _Crossed] = {}
        self.by_form: dict[Direction, frozenset[int]] = {}
        self.by_others: dict[Direction, dict[tuple[str, ...], dict[Period, list[int]]]] = {}
        for row in rows.lines:
            for col in cols.lines:
                self.amounts[row, col] = amount(table.sensed.at(row, col))
        self.skip: dict[Direction, set[int]] = {
            axis: {i for i, line in self.axes[axis].lines.items() if line.claim is Claim.DERIVED}
            for axis in self.axes
        }

    def place(self, axis: Direction, line: int, cross: int) -> Place:
        """The place of the cell in which a line and one that crosses it meet."""
        return (line, cross) if axis == "row" else (cross, line)

    def crossing(self, axis: Direction) -> list[int]:
        """The lines across an axis, without those of derived figures."""
        other: Direction = "col" if axis == "row" else "row"
        return [i for i in self.axes[other].lines if i not in self.skip[other]]

    def totals_of(self, axis: Direction) -> set[int]:
        """The lines along an axis that were found to be totals."""
        return self.result.rows if axis == "row" else self.result.cols

    def heading(self, line: Line) -> tuple[str, ...]:
        """What a line is called: its labels, or its force."""
        return line.labels or ((line.area.name,) if line.area is not None else ())

    def period_of(self, axis: Direction, line: Line) -> str:
        """The period of a line as its heading writes it."""
        texts = (level.texts.get(line.index, "") for level in self.axes[axis].levels)
        return " ".join(text for text in texts if text)

    def vectors(self, axis: Direction, lines: Sequence[int]) -> list[tuple[int, ...]]:
        """The counts of each line in the lines that cross it; none where one isn't exact."""
        found = []
        for line in lines:
            amounts = [self.amounts[self.place(axis, line, x)] for x in self.crossing(axis)]
            if any(a is None or a.mark is not None or a.absent or a.low != a.high for a in amounts):
                return []
            found.append(tuple(amount.low for amount in amounts if amount is not None))
        return found

    def fit(
        self, axis: Direction, index: int, parts: Sequence[int], *, most: int | None = None
    ) -> Fit:
        """How well some lines explain another one; not looked at further past `most` wrong."""
        exact = unsure = wrong = 0
        for cross in self.crossing(axis):
            if most is not None and wrong > most:
                break
            verdict = self.verdict(axis, index, parts, cross)
            if verdict is None:
                continue
            exact += verdict == "exact"
            unsure += verdict == "open"
            wrong += verdict == "wrong"
        return Fit(tuple(parts), exact, unsure, wrong)

    def verdict(self, axis: Direction, index: int, parts: Sequence[int], cross: int) -> str | None:
        """`exact`, `open` or `wrong` for a figure of a total; None where it is not exact."""
        printed = self.amounts[self.place(axis, index, cross)]
        if printed is None or printed.mark is not None or printed.low != printed.high:
            return None
        return self.held(printed, self.sum(axis, parts, cross))

    def comes_to(self, axis: Direction, index: int, summed: Mapping[int, Summed]) -> bool:
        """True where a line is what some others come to, which `summed` gives where it crosses."""
        printed = [(self.amounts[self.place(axis, index, x)], parts) for x, parts in summed.items()]
        verdicts = {
            self.held(amount, parts)
            for amount, parts in printed
            if amount is not None and amount.mark is None and amount.low == amount.high
        }
        return "exact" in verdicts and "wrong" not in verdicts

    def held(self, printed: Amount, parts: Summed) -> str:
        """`exact`, `open` or `wrong` for an exact figure, held against what its parts come to."""
        low, high, unknown = parts
        if low == printed.low and (high == low or unknown):
            return "exact"
        if unknown or high is None or high > low:
            within = low <= printed.low and (unknown or high is None or printed.low <= high)
            return "open" if within else "wrong"
        return "wrong"

    def sum(self, axis: Direction, parts: Sequence[int], cross: int) -> Summed:
        """Low and high of what is known, and how many parts are blank or a mark."""
        crossed = self._crossed(axis, cross)
        low = sum(map(crossed.low.__getitem__, parts))
        unknown = sum(map(crossed.unknown.__contains__, parts)) if crossed.unknown else 0
        if crossed.unbounded and not crossed.unbounded.isdisjoint(parts):
            return low, None, unknown
        high = low if crossed.high is None else sum(map(crossed.high.__getitem__, parts))
        return low, high, unknown

    def _crossed(self, axis: Direction, cross: int) -> _Crossed:
        """The amounts of all lines along an axis in one line that crosses it; worked out once."""
        if (axis, cross) not in self.crossed:
            low: dict[int, int] = {}
            high: dict[int, int] = {}
            unbounded, unknown = set(), set()
            for line in self.axes[axis].lines:
                amount = self.amounts[self.place(axis, line, cross)]
                low[line] = high[line] = 0
                if amount is None or amount.absent:
                    continue
                if amount.mark is not None:
                    unknown.add(line)
                    continue
                low[line] = amount.low
                if amount.high is None:
                    unbounded.add(line)
                else:
                    high[line] = amount.high
            self.crossed[axis, cross] = _Crossed(
                low, high if high != low else None, frozenset(unbounded), frozenset(unknown)
            )
        return self.crossed[axis, cross]

    def beyond_chance(self, axis: Direction, index: int, fit: Fit) -> bool:
        """Small numbers add up by accident: a sum counts as proof from two columns and 30 on."""
        return len(fit.parts) >= 2 and self.is_telling(axis, index)

    def adds(self, axis: Direction, index: int) -> bool:
        """True for a line with a figure above nought."""
        amounts = (self.amounts[self.place(axis, index, x)] for x in self.crossing(axis))
        return any(amount is not None and amount.low > 0 for amount in amounts)

    def chance(self, axis: Direction, index: int, parts: Sequence[int]) -> float:
        """How likely accident makes some lines come to another one: large figures rarely do."""
        likely = 1.0
        for cross in self.crossing(axis):
            printed = self.amounts[self.place(axis, index, cross)]
            if printed is None or printed.mark is not None:
                continue
            known = [self.amounts[self.place(axis, part, cross)] for part in parts]
            adding = sum(amount is not None and amount.low > 0 for amount in known)
            likely /= max(1.0, printed.low / max(1, adding))
        return likely

    def is_telling(self, axis: Direction, index: int) -> bool:
        """True for a line whose figures are so many and so large that no accident adds up to it."""
        values = [
            amount.low
            for cross in self.crossing(axis)
            if (amount := self.amounts[self.place(axis, index, cross)]) and amount.mark is None
        ]
        return sum(1 for v in values if v) >= 2 and sum(values) >= 30

    def record(self, axis: Direction, index: int, fit: Fit | None) -> None:
        """Note each figure of a total beside its parts, or that its parts are unknown."""
        line = self.axes[axis].lines[index]
        if fit is None:
            self.result.unknown.append(line)
            return
        self.result.parts[axis, index] = fit.parts
        heading = " ".join(self.heading(line)) or self.period_of(axis, line) or "no heading"
        for cross in self.crossing(axis):
            place = self.place(axis, index, cross)
            printed = self.amounts[place]
            if printed is None or printed.mark is not None or printed.low != printed.high:
                continue
            low, high, unknown = self.sum(axis, fit.parts, cross)
            verdict = self.verdict(axis, index, fit.parts, cross)
            parts = tuple(self.place(axis, part, cross) for part in fit.parts)
            agrees = verdict != "wrong"
            if unknown and verdict == "open":
                high = None
            self.result.totals.append(Total(place, parts, printed.low, low, high, agrees, heading))

    def take_groups(
        self, axis: Direction, order: Sequence[int], groups: dict[int, tuple[int, ...]]
    ) -> None:
        """Note sums and their parts, which are given as positions in an order of lines."""
        self.totals_of(axis).update(order[head] for head in groups)
        for head, parts in groups.items():
            lines = [order[part] for part in parts]
            self.record(axis, order[head], self.fit(axis, order[head], lines))
            self.result.heads |= {(axis, line): order[head] for line in lines}

    def is_total(self, axis: Direction, line: Line) -> bool:
        """True for a total by its word or its form, or whose period holds those of others."""
        if line.index in self.skip[axis]:
            return False
        if line.claim is Claim.TOTAL or line.index in self.known_by_form(axis):
            return True
        if line.area is not None and line.area.kind in ("region", "country"):
            return any(
                other.area is not None and other.area.kind in ("force", "joint")
                for other in self.axes[axis].lines.values()
            )
        return bool(self.inner_periods(axis, line))

    def known_by_form(self, axis: Direction) -> frozenset[int]:
        """The totals that a layout declares, or the form of the table gives; found once."""
        if axis not in self.by_form:
            declared = self.declared_totals(axis)
            self.by_form[axis] = self.axes[axis].heads | self.outlined(axis) | frozenset(declared)
        return self.by_form[axis]

    def outlined(self, axis: Direction) -> frozenset[int]:
        """Rows of an outline: the group's label stands above its parts, and none of its own."""
        if axis == "col" or len(self.table.label_cols) < 2:
            return frozenset()
        last = self.table.label_cols[-1]
        bare = frozenset(
            row for row in self.axes[axis].lines if self.table.heading(row, last) is None
        )
        return bare if len(bare) * 2 < len(self.axes[axis].lines) else frozenset()

    def declared_totals(self, axis: Direction) -> tuple[int, ...]:
        """The totals that a layout declares."""
        layout = self.table.declared
        if layout is None:
            return ()
        return layout.total_rows if axis == "row" else layout.total_cols

    def dated(self, axis: Direction) -> dict[tuple[str, ...], dict[Period, list[int]]]:
        """The lines with a period of their own, by their other labels and the period.

        They are found once for an axis: a list of thousands of lines has few periods.
        """
        if axis not in self.by_others:
            found: dict[tuple[str, ...], dict[Period, list[int]]] = {}
            for line in self.axes[axis].lines.values():
                if line.period is not None and line.part is None:
                    of_period = found.setdefault(line.others, {})
                    of_period.setdefault(line.period, []).append(line.index)
            self.by_others[axis] = found
        return self.by_others[axis]

    def inner_periods(self, axis: Direction, line: Line) -> tuple[int, ...]:
        """The lines whose periods together fill this line's period, all else being equal."""
        outer = line.period
        if outer is None or line.part is not None or outer.kind is PeriodKind.MONTH:
            return ()
        skip = self.skip[axis]
        inner: dict[Period, list[int]] = {}
        for period, lines in self.dated(axis).get(line.others, {}).items():
            if period != outer and outer.start <= period.start and period.end <= outer.end:
                counted = [index for index in lines if index not in skip]
                if counted:
                    inner[period] = counted
        days = sum(((p.end - p.start).days + 1) * len(found) for p, found in inner.items())
        if days != (outer.end - outer.start).days + 1 or len({p.kind for p in inner}) != 1:
            return ()
        return tuple(sorted(index for found in inner.values() for index in found))
