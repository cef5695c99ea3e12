"""Which reading the printed totals prove: every total against its parts, every mark against both.

A total is never summed in. Its parts are looked for where a person would: the run of lines before
or after it, the lines under the same heading, the sub-totals before it. A blank or a mark is zero
only where a total shows it (design, rules 1, 2 and 8).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from foistats.naming.forces import region_members
from foistats.tables.amounts import Amount, Arithmetic, Direction, Place, Total
from foistats.tables.axes import Axis, Line
from foistats.tables.groups import group_from, groups_under
from foistats.tables.senses import SensedCell
from foistats.tables.table import Table
from foistats.tables.words import Claim, included, is_bare_total
from schemas.vocabulary import PeriodKind


def work_out(
    table: Table, rows: Axis, cols: Axis, *, amount: Callable[[SensedCell | None], Amount | None]
) -> Arithmetic:
    """Find the totals of a table and hold each against its parts."""
    sums = _Sums(table, rows, cols, amount)
    sums.formed("row")
    sums.included("row")
    for axis in _BOTH:
        sums.claimed(axis)
    for axis in _BOTH[::-1]:
        sums.unlabelled(axis)
    for axis in _BOTH:
        if sums.unmarked(axis):
            sums.unlabelled(axis)
    sums.repeated("col")
    sums.settle()
    return sums.result


# A line that includes more others than this names something that they all are.
_FEW = 20
_BOTH: tuple[Direction, Direction] = ("col", "row")


class _Fit(NamedTuple):
    """How well a set of lines explains a total line, over the lines that cross it."""

    parts: tuple[int, ...]
    exact: int
    open: int
    wrong: int


class _Sums:
    def __init__(
        self,
        table: Table,
        rows: Axis,
        cols: Axis,
        amount: Callable[[SensedCell | None], Amount | None],
    ) -> None:
        self.table = table
        self.axes: dict[Direction, Axis] = {"row": rows, "col": cols}
        self.result = Arithmetic()
        self.amounts: dict[Place, Amount | None] = {}
        self.by_form: dict[Direction, frozenset[int]] = {}
        self.by_others: dict[Direction, dict[tuple[str, ...], list[Line]]] = {}
        for row in rows.lines:
            for col in cols.lines:
                self.amounts[row, col] = amount(table.sensed.at(row, col))
        self.skip: dict[Direction, set[int]] = {
            axis: {i for i, line in self.axes[axis].lines.items() if line.claim is Claim.DERIVED}
            for axis in self.axes
        }

    def place(self, axis: Direction, line: int, cross: int) -> Place:
        return (line, cross) if axis == "row" else (cross, line)

    def crossing(self, axis: Direction) -> list[int]:
        other: Direction = "col" if axis == "row" else "row"
        return [i for i in self.axes[other].lines if i not in self.skip[other]]

    def totals_of(self, axis: Direction) -> set[int]:
        return self.result.rows if axis == "row" else self.result.cols

    def claimed(self, axis: Direction) -> None:
        """Lines that say they are totals, periods that hold the others, regions over forces."""
        lines = self.axes[axis].lines
        hard = [i for i, line in lines.items() if self.is_total(axis, line)]
        soft = [i for i, line in lines.items() if line.claim is Claim.SOFT_TOTAL and i not in hard]
        hard += self.sums_by_another_name(axis, hard)
        claiming = {*hard, *soft}
        if len(claiming) == len([i for i in lines if i not in self.skip[axis]]):
            return  # nothing but totals: they are what the force counted
        self.totals_of(axis).update(claiming)
        if claiming and not any(
            lines[i].period or lines[i].area for i in lines if i not in claiming
        ):
            self.nested(axis, hard or soft)
        for index in [*hard, *soft]:
            fit = self.best(axis, index, without=claiming, runs=True)
            if self.beyond_these(axis, index) and (fit is None or fit.wrong):
                continue  # only some of the region's forces stand here: nothing to hold it against
            if fit is not None and self.measures_more(axis, index, fit):
                self.totals_of(axis).discard(index)
                continue
            if fit is not None and fit.wrong and (len(fit.parts) == 1 or (index in soft and hard)):
                fit = None  # "All crime" below the total of some crimes: not a sum of these lines
            self.record(axis, index, fit)

    def measures_more(self, axis: Direction, index: int, fit: _Fit) -> bool:
        """True for `Total open` beside some that are open: more than their sum on every line.

        Only where the heading says more than "total", and on three lines or more: a sum with one
        slip in it is a wrong total.
        """
        said = [
            text for text in self.heading(self.axes[axis].lines[index]) if not is_bare_total(text)
        ]
        if axis == "row" or not said or fit.exact or fit.open or fit.wrong < 3:
            return False
        return all(
            printed is None
            or printed.mark is not None
            or self.sum(axis, fit.parts, x)[0] < printed.low
            for x in self.crossing(axis)
            for printed in (self.amounts[self.place(axis, index, x)],)
        )

    def sums_by_another_name(self, axis: Direction, hard: Sequence[int]) -> list[int]:
        """`Eastern` among forces: no force, no known region, but the sum of the lines below it."""
        lines = self.axes[axis].lines
        order = [i for i in lines if i not in self.skip[axis]]
        found: list[int] = []
        for place, index in enumerate(order):
            if not lines[index].unknown_force or index in hard:
                continue
            below = [i for i in order[place + 1 :] if not lines[i].unknown_force]
            plain = [i for i in below if i not in hard]
            run = _run(below, plain)
            fit = self.fit(axis, index, run)
            if run and not fit.wrong and not fit.open and self.beyond_chance(axis, index, fit):
                found.append(index)
        return found

    def beyond_these(self, axis: Direction, index: int) -> bool:
        """True for a region or country some of whose forces have no line of their own here."""
        lines = self.axes[axis].lines
        area = lines[index].area
        if area is None or area.kind not in ("region", "country"):
            return False
        here = {f for line in lines.values() if line.area for f in line.area.force_ids}
        return not set(region_members(area.area_id)) <= here

    def nested(self, axis: Direction, claiming: Sequence[int]) -> None:
        """A pivot table: each group's sum stands over its parts, and the total sums the groups.

        Taken only where the plain reading fails for a total and exactly one division into groups
        makes every sum come out.
        """
        plain = [i for i in self.axes[axis].lines if i not in self.skip[axis] and i not in claiming]
        last = claiming[-1]
        fit = self.best(axis, last, without=set(claiming))
        if fit is None or not fit.wrong or len(plain) < 4:
            return
        for order in (plain, plain[::-1]):
            values, total = self.vectors(axis, order), self.vectors(axis, [last])
            if not values or not total:
                return
            if groups := groups_under(values, total[0]):
                self.take_groups(axis, order, groups)
                return

    def take_groups(
        self, axis: Direction, order: Sequence[int], groups: dict[int, tuple[int, ...]]
    ) -> None:
        """Note sums and their parts, which are given as positions in an order of lines."""
        self.totals_of(axis).update(order[head] for head in groups)
        for head, parts in groups.items():
            lines = [order[part] for part in parts]
            self.record(axis, order[head], self.fit(axis, order[head], lines))
            self.result.heads |= {(axis, line): order[head] for line in lines}

    def vectors(self, axis: Direction, lines: Sequence[int]) -> list[tuple[int, ...]]:
        """The counts of each line in the lines that cross it; none where one isn't exact."""
        found = []
        for line in lines:
            amounts = [self.amounts[self.place(axis, line, x)] for x in self.crossing(axis)]
            if any(a is None or a.mark is not None or a.absent or a.low != a.high for a in amounts):
                return []
            found.append(tuple(amount.low for amount in amounts if amount is not None))
        return found

    def unmarked(self, axis: Direction) -> bool:
        """Sub-totals that nothing calls so: lines that are the sum of those right below them.

        Shown by two columns or more, beyond chance, and only where no total says what is summed.
        Returns True where one was found.
        """
        lines = self.axes[axis].lines
        summed = any(of == axis for of, _ in self.result.parts)
        if summed or any(line.period or line.area for line in lines.values()):
            return False
        order = [i for i in lines if i not in self.skip[axis] and i not in self.totals_of(axis)]
        values = self.vectors(axis, order)
        start, found = 0, False
        while start < len(values):
            groups = group_from(values, start)
            head = self.fit(axis, order[start], [order[i] for i in groups.get(start, ())])
            if groups and self.beyond_chance(axis, order[start], head):
                self.take_groups(axis, order, groups)
                found = True
                start = max(part for parts in groups.values() for part in parts)
            start += 1
        return found

    def formed(self, axis: Direction) -> None:
        """Lines that are set further in than the line above them are its parts.

        Where they come to it, it is their total. Where they come to less, they are some of it, and
        are not counted beside it. Where they come to more, the form says one thing and the figures
        another: the total is reported as wrong.
        """
        lines = self.axes[axis].lines
        order = [i for i in lines if i not in self.skip[axis]]
        for place, index in enumerate(order):
            parts = self.set_in(axis, order, place)
            if not parts or self.is_total(axis, lines[index]):
                continue
            fit = self.fit(axis, index, parts)
            if not fit.exact and not fit.wrong and not fit.open:
                continue  # a heading without figures of its own
            if fit.wrong and self.are_some(axis, index, parts):
                self.result.inside |= {(axis, part): index for part in parts}
                continue
            self.totals_of(axis).add(index)
            self.record(axis, index, fit)
            self.result.heads |= {(axis, part): index for part in parts}

    def included(self, axis: Direction) -> None:
        """Lines that another line says it includes are some of it, and not counted beside it.

        `Domestic violence` is in `Violence (including domestic)`.
        """
        lines = self.axes[axis].lines
        by_word: dict[str, set[int]] = {}
        for index, line in lines.items():
            for word in {word.casefold() for text in line.labels for word in text.split()}:
                by_word.setdefault(word, set()).add(index)
        for index, line in lines.items():
            said = {word for text in line.labels for word in included(text).split()}
            if not said:
                continue
            named = set.intersection(*(by_word.get(word, set()) for word in said)) - {index}
            for other in named if len(named) <= _FEW else ():
                if not self.is_total(axis, lines[other]):
                    self.result.inside[axis, other] = index

    def set_in(self, axis: Direction, order: Sequence[int], place: int) -> list[int]:
        """The lines right below one that are set further in, without those set in still further."""
        lines = self.axes[axis].lines
        depth = lines[order[place]].depth
        below: list[int] = []
        for index in order[place + 1 :]:
            if lines[index].depth <= depth:
                break
            below.append(index)
        first = min((lines[index].depth for index in below), default=0)
        return [i for i in below if lines[i].depth == first and not self.is_total(axis, lines[i])]

    def are_some(self, axis: Direction, index: int, parts: Sequence[int]) -> bool:
        """True where lines come to less than another one wherever they don't come to it."""
        for cross in self.crossing(axis):
            printed = self.amounts[self.place(axis, index, cross)]
            low, _, _ = self.sum(axis, parts, cross)
            if printed is None or printed.mark is not None or low > printed.low:
                return False
        return True

    def repeated(self, axis: Direction) -> None:
        """A column that gives, on each line of a group, the sum of another column over the group.

        `Offences per gender | Offences of the year`: 29 and 264, each beside 293.
        """
        lines = self.axes[axis].lines
        crossing = self.crossing(axis)
        for index in lines:
            if index in self.totals_of(axis) or index in self.skip[axis]:
                continue
            values = self.vectors(axis, [index])
            runs = _runs_alike(values[0]) if values else []
            if len(runs) < 2 or sum(len(run) > 1 for run in runs) * 2 <= len(runs):
                continue
            for other in lines:
                parts = self.vectors(axis, [other]) if other != index else []
                if parts and all(
                    sum(parts[0][i] for i in run) == values[0][run[0]] for run in runs
                ):
                    self.totals_of(axis).add(index)
                    self.record_repeated(
                        axis, index, other, [[crossing[i] for i in r] for r in runs]
                    )
                    break

    def record_repeated(
        self, axis: Direction, index: int, other: int, runs: Sequence[Sequence[int]]
    ) -> None:
        heading = " ".join(self.heading(self.axes[axis].lines[index])) or "no heading"
        for run in runs:
            place = self.place(axis, index, run[0])
            amount = self.amounts[place]
            if amount is None:
                continue
            parts = tuple(self.place(axis, other, cross) for cross in run)
            self.result.totals.append(
                Total(place, parts, amount.low, amount.low, amount.low, True, heading)
            )

    def is_total(self, axis: Direction, line: Line) -> bool:
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
        layout = self.table.declared
        if layout is None:
            return ()
        return layout.total_rows if axis == "row" else layout.total_cols

    def dated(self, axis: Direction) -> dict[tuple[str, ...], list[Line]]:
        """The lines with a period of their own, by their other labels; found once for an axis."""
        if axis not in self.by_others:
            found: dict[tuple[str, ...], list[Line]] = {}
            for line in self.axes[axis].lines.values():
                if line.period is not None and line.part is None:
                    found.setdefault(line.others, []).append(line)
            self.by_others[axis] = found
        return self.by_others[axis]

    def inner_periods(self, axis: Direction, line: Line) -> tuple[int, ...]:
        """The lines whose periods together fill this line's period, all else being equal."""
        outer = line.period
        if outer is None or line.part is not None:
            return ()
        inner = [
            other
            for other in self.dated(axis).get(line.others, ())
            if other.period is not None
            and other.period != outer
            and outer.start <= other.period.start
            and other.period.end <= outer.end
            and other.index not in self.skip[axis]
        ]
        days = sum((o.period.end - o.period.start).days + 1 for o in inner if o.period is not None)
        full = (outer.end - outer.start).days + 1
        kinds = {o.period.kind for o in inner if o.period is not None}
        if days != full or len(kinds) != 1 or outer.kind is PeriodKind.MONTH:
            return ()
        return tuple(o.index for o in inner)

    def candidates(
        self, axis: Direction, index: int, without: set[int], *, runs: bool
    ) -> Iterable[tuple[int, ...]]:
        """The sets of lines that a total could be the sum of, nearest first.

        With `runs`, at last any unbroken run of lines: a total of the last two years of four.
        """
        lines = self.axes[axis].lines
        this = lines[index]
        order = [i for i in lines if i not in self.skip[axis] and lines[i].claim is not Claim.MEMO]
        if inner := self.inner_periods(axis, this):
            yield inner
        known = self.totals_of(axis)
        plain = [i for i in order if i not in without and i not in known and i != index]
        where = order.index(index) if index in order else len(order)
        before, after = order[:where], order[where + 1 :]
        if this.area is not None and this.area.kind in ("region", "country"):
            members = set(region_members(this.area.area_id))
            yield tuple(
                i for i in plain if (a := lines[i].area) is not None and set(a.force_ids) <= members
            )
        yield _run(reversed(before), plain)
        yield _run(after, plain)
        alike = [i for i in plain if _alike(lines[i], this)]
        yield tuple(alike)
        if this.group:
            yield tuple(i for i in plain if lines[i].group == this.group)
        for group in dict.fromkeys(lines[i].group for i in plain if lines[i].group):
            yield tuple(i for i in plain if lines[i].group == group)
        yield tuple(plain)
        yield tuple(i for i in before if i in plain)
        yield tuple(i for i in after if i in plain)
        subtotals = {i for i in order if i in known and i != index}
        for side in (before, after):
            known_here = [i for i in side if i in subtotals]
            yield from _over_subtotals(side, plain, known_here)
            yield from self.runs(axis, index, known_here)
            if runs:
                yield from self.runs(axis, index, [i for i in side if i in plain])

    def runs(self, axis: Direction, index: int, lines: Sequence[int]) -> Iterator[tuple[int, ...]]:
        """The unbroken runs of two lines or more that come to the total where it is largest.

        Sums from the first line on are kept, so that each run is found without adding it up.
        """
        cross, printed = self.most_telling(axis, index)
        if not printed:
            return
        sums, first_at = 0, {0: [0]}
        for place, line in enumerate(lines, 1):
            amount = self.amounts[self.place(axis, line, cross)]
            known = amount is not None and amount.mark is None and not amount.absent
            sums += amount.low if known and amount is not None else 0
            for start in first_at.get(sums - printed, ()):
                run = tuple(lines[start:place])
                # In one column a wrong total often is the sum of some lines by accident.
                if len(run) >= 2 and self.beyond_chance(axis, index, self.fit(axis, index, run)):
                    yield run
            first_at.setdefault(sums, []).append(place)

    def most_telling(self, axis: Direction, index: int) -> tuple[int, int]:
        """The crossing line in which a total is largest, and what it prints there."""
        printed = [
            (amount.low, cross)
            for cross in self.crossing(axis)
            if (amount := self.amounts[self.place(axis, index, cross)]) and amount.mark is None
        ]
        most, cross = max(printed, default=(0, 0))
        return cross, most

    def best(
        self, axis: Direction, index: int, without: set[int], *, runs: bool = False
    ) -> _Fit | None:
        best: _Fit | None = None
        seen: set[tuple[int, ...]] = set()
        for candidate in self.candidates(axis, index, without, runs=runs):
            parts = tuple(sorted(candidate))
            if not parts or parts in seen:
                continue
            seen.add(parts)
            fit = self.fit(axis, index, parts)
            if best is None or (fit.wrong, -fit.exact) < (best.wrong, -best.exact):
                best = fit
            if not best.wrong and best.exact and best.parts == parts and len(parts) > 1:
                break
        return best

    def fit(self, axis: Direction, index: int, parts: Sequence[int]) -> _Fit:
        exact = unsure = wrong = 0
        for cross in self.crossing(axis):
            verdict = self.verdict(axis, index, parts, cross)
            if verdict is None:
                continue
            exact += verdict == "exact"
            unsure += verdict == "open"
            wrong += verdict == "wrong"
        return _Fit(tuple(parts), exact, unsure, wrong)

    def verdict(self, axis: Direction, index: int, parts: Sequence[int], cross: int) -> str | None:
        printed = self.amounts[self.place(axis, index, cross)]
        if printed is None or printed.mark is not None or printed.low != printed.high:
            return None
        low, high, unknown = self.sum(axis, parts, cross)
        if low == printed.low and (high == low or unknown):
            return "exact"
        if unknown or high is None or high > low:
            within = low <= printed.low and (unknown or high is None or printed.low <= high)
            return "open" if within else "wrong"
        return "wrong"

    def sum(self, axis: Direction, parts: Sequence[int], cross: int) -> tuple[int, int | None, int]:
        """Low and high of what is known, and how many parts are blank or a mark."""
        low, high, unknown = 0, 0, 0
        bounded = True
        for part in parts:
            amount = self.amounts[self.place(axis, part, cross)]
            if amount is None or amount.absent:
                continue
            if amount.mark is not None:
                unknown += 1
                continue
            low += amount.low
            if amount.high is None:
                bounded = False
            else:
                high += amount.high
        return low, (high if bounded else None), unknown

    def beyond_chance(self, axis: Direction, index: int, fit: _Fit) -> bool:
        """Small numbers add up by accident: a sum counts as proof from two columns and 30 on."""
        if len(fit.parts) < 2:
            return False
        values = [
            amount.low
            for cross in self.crossing(axis)
            if (amount := self.amounts[self.place(axis, index, cross)]) and amount.mark is None
        ]
        return sum(1 for v in values if v) >= 2 and sum(values) >= 30

    def record(self, axis: Direction, index: int, fit: _Fit | None) -> None:
        line = self.axes[axis].lines[index]
        if fit is None:
            self.result.unknown.append(line)
            return
        self.result.parts[axis, index] = fit.parts
        heading = " ".join(self.heading(line)) or "no heading"
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

    def heading(self, line: Line) -> tuple[str, ...]:
        return line.labels or ((line.area.name,) if line.area is not None else ())

    def unlabelled(self, axis: Direction) -> None:
        """A line without the word that is the sum of all the others, shown in two columns or more.

        The others are lines of their own and sums of groups; the lines of a group are in its sum.
        """
        lines = self.axes[axis].lines
        known = self.totals_of(axis)
        heads = {head for (of, _), head in self.result.heads.items() if of == axis}
        order = [
            i
            for i in lines
            if i not in self.skip[axis]
            and (i not in known or i in heads)
            and (axis, i) not in self.result.heads
        ]
        if len(order) < 3 or any(lines[i].period is not None for i in order):
            return
        for index in (order[-1], order[0], *order[1:-1]):
            if index in heads:
                continue
            rest = tuple(i for i in order if i != index)
            fit = self.fit(axis, index, rest)
            if not fit.wrong and not fit.open and self.beyond_chance(axis, index, fit):
                known.add(index)
                self.record(axis, index, fit)
                return

    def settle(self) -> None:
        """Draw from the totals what is proved, what is contradicted, and what a blank means."""
        result = self.result
        wrong: set[Place] = set()
        for total in result.totals:
            blanks = [p for p in total.parts if (a := self.amounts[p]) and a.mark is not None]
            if any((a := self.amounts[p]) and a.absent for p in total.parts):
                # The total is over those who answered: it says nothing of who left a blank.
                blanks = []
            marks = {a.mark for p in blanks if (a := self.amounts[p]) and a.mark is not None}
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


def _run(lines: Iterable[int], plain: Sequence[int]) -> tuple[int, ...]:
    """The unbroken run of plain lines that comes first."""
    run: list[int] = []
    allowed = set(plain)
    for index in lines:
        if index not in allowed:
            break
        run.append(index)
    return tuple(run)


def _alike(line: Line, total: Line) -> bool:
    """True where a line has the total's other headings: `2018/19 | Wiltshire | Total`."""
    same_area = total.area is None or line.area == total.area or total.area.kind == "region"
    same_period = total.period is None or line.period == total.period
    return same_area and same_period and set(total.others) <= set(line.others)


def _over_subtotals(
    lines: Sequence[int], plain: Sequence[int], subtotals: Sequence[int]
) -> Iterable[tuple[int, ...]]:
    """Sub-totals alone, and sub-totals with the lines that no sub-total covers."""
    allowed = set(plain)
    known = [i for i in lines if i in set(subtotals)]
    if not known:
        return
    yield tuple(known)
    trailing = [i for i in lines if i in allowed and i > max(known)]
    leading = [i for i in lines if i in allowed and i < min(known)]
    if trailing:
        yield (known[-1], *trailing)
        yield (*known, *trailing)
    if leading:
        yield (*leading, *known)


def _runs_alike(values: Sequence[int]) -> list[list[int]]:
    """The positions of values that stay the same from one to the next, run by run.

    >>> _runs_alike([5, 5, 7])
    [[0, 1], [2]]
    """
    runs: list[list[int]] = []
    for place, value in enumerate(values):
        if runs and values[runs[-1][-1]] == value:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs
