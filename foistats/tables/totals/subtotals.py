"""Sub-totals without a word: lines that the form or the figures show to hold other lines."""

from collections.abc import Mapping, Sequence

from foistats.tables.figures.amounts import Direction, Total
from foistats.tables.totals.candidates import best_fit
from foistats.tables.totals.groups import groups_under
from foistats.tables.totals.sums import Sums
from foistats.tables.words import included

# A column that accident would make more rarely than this repeats sums; up to the other it may.
_SURE, _DOUBTED = 0.05, 0.5
# A line that includes more others than this names something that they all are.
_FEW = 20


def find_set_in(sums: Sums, axis: Direction) -> None:
    """Lines that are set further in than the line above them are its parts.

    Where they come to it, it is their total. Where they come to less, they are some of it, and
    are not counted beside it. Where they come to more, the form says one thing and the figures
    another: the total is reported as wrong. In a table whose sums stand below their parts, the
    line below them is the one.
    """
    lines = sums.axes[axis].lines
    order = [i for i in lines if i not in sums.skip[axis]]
    down = _groups_set_in(sums, axis, order)
    up = _groups_set_in(sums, axis, order[::-1])
    groups = up if _coming_out(sums, axis, up) > _coming_out(sums, axis, down) else down
    for index, parts in groups.items():
        fit = sums.fit(axis, index, parts)
        if not fit.exact and not fit.wrong and not fit.open:
            continue  # a heading without figures of its own
        if fit.wrong and _are_some(sums, axis, index, parts):
            sums.result.inside |= {(axis, part): index for part in parts}
            continue
        sums.totals_of(axis).add(index)
        sums.record(axis, index, fit)
        sums.result.heads |= {(axis, part): index for part in parts}


def _groups_set_in(sums: Sums, axis: Direction, order: Sequence[int]) -> dict[int, list[int]]:
    """Each line with those right after it that are set further in, but not in still further."""
    lines = sums.axes[axis].lines
    groups: dict[int, list[int]] = {}
    open_lines: list[int] = []
    for index in order:
        while open_lines and lines[open_lines[-1]].depth >= lines[index].depth:
            open_lines.pop()
        total = sums.is_total(axis, lines[index])
        if open_lines and not total:
            groups.setdefault(open_lines[-1], []).append(index)
        if not total:
            open_lines.append(index)
    return groups


def _coming_out(sums: Sums, axis: Direction, groups: Mapping[int, Sequence[int]]) -> int:
    """How many groups come to their line in every line that crosses them."""
    fits = (sums.fit(axis, index, parts, most=0) for index, parts in groups.items())
    return sum(fit.exact > 0 and not fit.wrong for fit in fits)


def _are_some(sums: Sums, axis: Direction, index: int, parts: Sequence[int]) -> bool:
    """True where lines come to less than another one wherever they don't come to it."""
    for cross in sums.crossing(axis):
        printed = sums.amounts[sums.place(axis, index, cross)]
        low, _, _ = sums.sum(axis, parts, cross)
        if printed is None or printed.mark is not None or low > printed.low:
            return False
    return True


def find_included(sums: Sums, axis: Direction) -> None:
    """Lines that another line says it includes are some of it, and not counted beside it.

    `Domestic violence` is in `Violence (including domestic)`.
    """
    lines = sums.axes[axis].lines
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
            if not sums.is_total(axis, lines[other]):
                sums.result.inside[axis, other] = index


def find_nested(sums: Sums, axis: Direction, claiming: Sequence[int]) -> None:
    """A pivot table: each group's sum stands over its parts, and the total sums the groups.

    Taken only where the plain reading fails for a total and exactly one division into groups
    makes every sum come out.
    """
    plain = [i for i in sums.axes[axis].lines if i not in sums.skip[axis] and i not in claiming]
    last = claiming[-1]
    fit = best_fit(sums, axis, last, without=set(claiming))
    if fit is None or not fit.wrong or len(plain) < 4:
        return
    for order in (plain, plain[::-1]):
        values, total = sums.vectors(axis, order), sums.vectors(axis, [last])
        if not values or not total:
            return
        if groups := groups_under(values, total[0]):
            sums.take_groups(axis, order, groups)
            return


def find_repeated(sums: Sums, axis: Direction) -> None:
    """A column that gives, on each line of a group, the sum of another column over the group.

    `Offences per gender | Offences of the year`: 29 and 264, each beside 293. Small figures come
    again by accident: where that is likely, a person is asked.
    """
    lines = sums.axes[axis].lines
    crossing = sums.crossing(axis)
    plain = [i for i in lines if i not in sums.totals_of(axis) and i not in sums.skip[axis]]
    for index in plain:
        values = sums.vectors(axis, [index])
        runs = _runs_alike(values[0]) if values else []
        if len(runs) < 2 or sum(len(run) > 1 for run in runs) * 2 <= len(runs):
            continue
        for other in plain:
            parts = sums.vectors(axis, [other]) if other != index else []
            if not parts or any(sum(parts[0][i] for i in run) != values[0][run[0]] for run in runs):
                continue
            chance = len(plain) * _chance_repeated(parts[0], runs)
            if chance < _SURE:
                sums.totals_of(axis).add(index)
                _record_repeated(sums, axis, index, other, [[crossing[i] for i in r] for r in runs])
            elif chance < _DOUBTED:
                sums.result.doubted[axis, index] = (other,)
            else:
                continue
            break


def _chance_repeated(parts: Sequence[int], runs: Sequence[Sequence[int]]) -> float:
    """How likely a figure that comes again is by accident the sum of those beside it, each time."""
    chance = 1.0
    for run in runs:
        adding = [parts[i] for i in run if parts[i]]
        if len(adding) > 1:
            chance /= max(1.0, sum(adding) / len(adding))
    return chance


def _record_repeated(
    sums: Sums, axis: Direction, index: int, other: int, runs: Sequence[Sequence[int]]
) -> None:
    heading = " ".join(sums.heading(sums.axes[axis].lines[index])) or "no heading"
    for run in runs:
        place = sums.place(axis, index, run[0])
        amount = sums.amounts[place]
        if amount is None:
            continue
        parts = tuple(sums.place(axis, other, cross) for cross in run)
        sums.result.totals.append(
            Total(place, parts, amount.low, amount.low, amount.low, True, heading)
        )


def find_unlabelled(sums: Sums, axis: Direction) -> None:
    """A line without the word that is the sum of all the others, shown in two columns or more.

    The others are lines of their own and sums of groups; the lines of a group are in its sum.
    """
    lines = sums.axes[axis].lines
    known = sums.totals_of(axis)
    heads = {head for (of, _), head in sums.result.heads.items() if of == axis}
    order = [
        i
        for i in lines
        if i not in sums.skip[axis]
        and (i not in known or i in heads)
        and (axis, i) not in sums.result.heads
    ]
    if len(order) < 3 or any(lines[i].period is not None for i in order):
        return
    # Summed once: to sum the others anew for each line goes with the square of the lines.
    whole = {cross: sums.sum(axis, order, cross)[0] for cross in sums.crossing(axis)}
    for index in (order[-1], order[0], *order[1:-1]):
        # A line of marks alone could be anything, and is never told to be a sum.
        if index in heads or not sums.is_telling(axis, index):
            continue
        if not _may_be_half(sums, axis, index, whole):
            continue
        rest = tuple(i for i in order if i != index)
        fit = sums.fit(axis, index, rest)
        if not fit.wrong and not fit.open and sums.beyond_chance(axis, index, fit):
            known.add(index)
            sums.record(axis, index, fit)
            return


def _may_be_half(sums: Sums, axis: Direction, index: int, whole: Mapping[int, int]) -> bool:
    """True where each exact figure of a line is what all lines come to without it."""
    for cross, total in whole.items():
        own = sums.amounts[sums.place(axis, index, cross)]
        if own is None or own.mark is not None or own.low != own.high:
            continue
        if total - (0 if own.absent else own.low) != own.low:
            return False
    return True


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
