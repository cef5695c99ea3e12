"""Laws about sums that run up: figures of which each holds those before it."""

from itertools import pairwise
from math import factorial

from foistats.model.values import Period
from foistats.naming.periods.extents import Manner, extents_in
from foistats.naming.periods.lengths import Reach, lengths_in
from foistats.tables.laws.draft import Draft, Law
from foistats.tables.shape.axes import Axis
from foistats.tables.words import Claim, is_cumulative
from schemas.vocabulary import PeriodKind

# Lines of months that rise by accident are rarer than this.
_RARE = 0.0005
_FEWEST_MONTHS = 4
_A_WHOLE_YEAR = 12
# A month has seldom so many times what the first has.
_MORE = 1.5


def _cumulative(draft: Draft) -> str:
    """A line near the table says so: of such figures each holds the one before it.

    One column that is headed so is left out by itself.
    """
    table = draft.table
    named = [table.sensed.grid.name, *draft.titles[:4], *draft.around]
    heads = " ".join(
        cell.text
        for row in table.header_rows
        for col, line in draft.cols.lines.items()
        if line.claim is Claim.DERIVED and (cell := table.sensed.at(row, col)) is not None
    )
    found = next((text for text in named if is_cumulative(text) and text not in heads), "")
    return f"each figure may hold those before it: {found[:80]!r}" if found else ""


def _since(draft: Draft) -> str:
    """A title says since when figures are counted, and each period adds much to the one before.

    Counts of single years would fall now and then, or grow by less than half of the first.
    """
    if not any(_begins_somewhere(line) for line in draft.titles[:3]):
        return ""
    for axis, across, down in ((draft.cols, draft.rows, False), (draft.rows, draft.cols, True)):
        dated = sorted(
            (line.period, line.index)
            for line in axis.lines.values()
            if line.claim is Claim.PLAIN and line.period is not None
        )
        for line in across.lines.values() if len(dated) > 1 else ():
            cells = [
                draft.table.sensed.at(*((at, line.index) if down else (line.index, at)))
                for _, at in dated
            ]
            values = [cell.count.low or 0 for cell in cells if cell and cell.count]
            if line.claim is not Claim.PLAIN or len(values) < len(dated) or not values[0]:
                continue
            if all(2 * (b - a) >= values[0] for a, b in pairwise(values)):
                return f"each figure may hold those before it: {draft.titles[0][:80]!r}"
    return ""


def _begins_somewhere(line: str) -> bool:
    return any(extent.manner is Manner.SINCE for extent in extents_in(line)) or any(
        length.reach is Reach.OPEN and "since" in length.said for length in lengths_in(line)
    )


def _never_falling(draft: Draft) -> str:
    """Each line of months rises from one to the next: four figures do so once in 24 lines.

    Where all lines are straight they show nothing, for so is an example that somebody made up,
    but for a whole year of which each line begins with its own step, as sums of equal months do.
    One line shows it where it rises each time by much the same as it begins with.
    """
    for axis, across, down in ((draft.cols, draft.rows, False), (draft.rows, draft.cols, True)):
        dated = _months_of_a_year(axis)
        if len(dated) < _FEWEST_MONTHS:
            continue
        chance = 1.0
        crooked, from_nothing, alike = False, True, True
        for line in across.lines.values():
            cells = [
                draft.table.sensed.at(*((at, line.index) if down else (line.index, at)))
                for at in dated
            ]
            values = [cell.count.low or 0 for cell in cells if cell and cell.count]
            if line.claim is not Claim.PLAIN or not any(values):
                continue
            if len(values) < len(dated) or any(a > b for a, b in pairwise(values)):
                break
            crooked |= len({b - a for a, b in pairwise(values)}) > 1
            # Of equal months each sum is one more of the first.
            from_nothing &= values[0] > 0 and values[-1] == values[0] * len(values)
            chance /= factorial(len(set(values)))
            alike &= all(
                values[0] <= 2 * (b - a) and b - a <= _MORE * values[0] for a, b in pairwise(values)
            )
        else:
            whole = len(dated) >= _A_WHOLE_YEAR and from_nothing
            rare = chance < _RARE or (chance < 1 and alike)
            if rare and (crooked or whole):
                return "its months rise in every line: each may hold those before it"
    return ""


def _months_of_a_year(axis: Axis) -> list[int]:
    """The lines of months or quarters that follow each other, if all are of one year."""
    dated = [
        line
        for line in axis.lines.values()
        if line.claim is Claim.PLAIN and (line.part is not None or _is_part(line.period))
    ]
    periods = [line.period for line in dated if line.period is not None and line.part is None]
    starts = [period.start for period in periods]
    follow = all(a < b for a, b in pairwise(starts))
    within = not starts or (starts[-1] - starts[0]).days < 366
    return [line.index for line in dated] if follow and within else []


def _is_part(period: Period | None) -> bool:
    return period is not None and period.kind in (PeriodKind.MONTH, PeriodKind.QUARTER)


RUNNING: tuple[Law, ...] = (
    Law(
        "figures_of_one_period",
        "No title says that the figures are cumulative.",
        "Of cumulative figures each holds the one before it: their sum counts things many times.",
        """
        Cumulative offences 2018/19
        Offence | Q1 | Q2 | Q3 | Q4
        Burglary | 5 | 9 | 12 | 20
        """,
        _cumulative,
    ),
    Law(
        "a_start_makes_no_sum",
        "No title says since when figures are counted, where each period adds much to the last.",
        "Such figures hold all years since the start: 800 for 2021 are those of 2020 as well.",
        """
        Knife crimes since 1 January 2020
        2020 | 2021 | 2022
        410 | 800 | 1255
        """,
        _since,
    ),
    Law(
        "figures_fall_sometimes",
        "The months or quarters of a year don't rise in every line of a table.",
        "Where they never fall, each may hold those before it, though nothing says so.",
        """
        Offence | Apr 2018 | May 2018 | Jun 2018 | Jul 2018
        Burglary | 80 | 97 | 120 | 141
        Robbery | 50 | 59 | 71 | 80
        Theft | 8 | 20 | 22 | 33
        """,
        _never_falling,
    ),
)
