"""What a figure was added up from: per force the cells, and of each missing force the reason.

All of it is read from the released tables, so it holds of the very tables that were published. The
sum of the cells is worked out again here, apart from the code that added them up: a difference is
an error, never a smaller answer.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from operator import eq
from pathlib import Path
from typing import Any

from foistats.errors import FoistatsError
from foistats.model.values import Period
from foistats.naming.forces import force_name
from foistats.provenance.wanted_figure import NoSuchFigure, WantedFigure, find_period
from foistats.release.areas import forces_of
from foistats.release.rows import is_withheld, rows_of, rows_where
from schemas.problem_codes import NEEDS_NO_ANSWER
from schemas.vocabulary import Basis, Concern

_CONCERNS = {
    Concern.PART: "a part of what was asked",
    Concern.WIDER: "more than was asked",
    Concern.OTHER: "something else than was asked",
    Concern.UNCLEAR: "unclear until a person has said what they are",
}

Row = dict[str, Any]
Interval = tuple[int | None, int | None]
"""Low and high of a count. Both are None where there is none; high where nothing bounds it."""


class TablesDisagree(FoistatsError):
    """The cells of the tables don't add up to the tables' own figure."""


@dataclass(frozen=True, slots=True)
class ForceFigure:
    """What one force, or several whose counts aren't divided, gave for the period.

    `cells` are the rows of `observations` that were added, in the order of the documents;
    `not_added` are other rows of the same force, category and period. `documents` are the rows of
    the files that the cells stand in, by path.
    """

    force_ids: tuple[str, ...]
    name: str
    interval: Interval
    cells: tuple[Row, ...]
    not_added: tuple[Row, ...]
    documents: dict[str, Row]
    coverage: Row


@dataclass(frozen=True, slots=True)
class MissingForce:
    """A force of the area without a figure for the period: its row of `coverage`, and why.

    `coverage` is None for a force that was not asked. `absence` is the row of `observations` that
    says so, where there is one; `problems` are those of its reply that a person has to settle.
    `left_out` says in sentences what its documents give that is not counted, where that was asked.
    """

    force_id: str
    name: str
    coverage: Row | None
    absence: Row | None
    cells: tuple[Row, ...]
    problems: tuple[Row, ...]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TracedTotal:
    """A figure with all that it is made of: that of `wanted`, or of another period of its area.

    `digests` are those of all documents of the request, by path.
    """

    wanted: WantedFigure
    period: Period
    interval: Interval
    forces: tuple[ForceFigure, ...]
    missing: tuple[MissingForce, ...]
    digests: dict[str, str]


@dataclass(frozen=True, slots=True)
class TracedChange:
    """A row of `changes` with both of its sides; forces without both figures are in neither."""

    row: Row
    earlier: TracedTotal
    later: TracedTotal


def trace_total(wanted: WantedFigure) -> TracedTotal:
    """The cells behind a total. Raises TablesDisagree where they don't add up to it."""
    total = wanted.total
    members = _members(wanted)
    traced = _trace(wanted, wanted.period, members, only=None)
    stated = (total["count_low"], total["count_high"])
    _hold(traced, stated, total["forces_counted"])
    return replace(traced, interval=stated)


def trace_change(wanted: WantedFigure, since: str) -> TracedChange:
    """The cells behind a change since an earlier period, over the forces that gave both figures.

    Raises NoSuchFigure where the tables compare no such periods, and TablesDisagree where the
    cells don't add up to what they say.
    """
    total = wanted.total
    earlier, later = find_period(since, rows_of(wanted.folder, "totals")), wanted.period
    named = {
        "area_kind": total["area_kind"],
        "area_id": total["area_id"],
        "category_id": total["category_id"],
        "from_start": earlier.start,
        "to_start": later.start,
    }
    found = rows_where(wanted.folder, "changes", {name: partial(eq, named[name]) for name in named})
    row = next(iter(found), None)
    if row is None:
        raise NoSuchFigure(
            f"the tables have no change of {total['area_name']} between those periods: only one"
            " year to the next, and the first to the last, are compared"
        )
    members = _members(wanted)
    left_out = set(row["forces_left_out"].split("|"))
    compared = tuple(force_id for force_id in members if force_id not in left_out)
    sides = [_trace(wanted, period, members, only=compared) for period in (earlier, later)]
    for side, name in zip(sides, ("from", "to"), strict=True):
        _hold(side, (row[f"{name}_low"], row[f"{name}_high"]), row["forces_compared"])
    return TracedChange(row, *sides)


def _members(wanted: WantedFigure) -> tuple[str, ...]:
    """The forces of the area that a total is of, whether or not they were asked."""
    forces = forces_of(wanted.total)
    if forces is None:
        return tuple(row["force_id"] for row in rows_of(wanted.folder, "coverage"))
    return tuple(sorted(forces))


def _trace(
    wanted: WantedFigure, period: Period, members: tuple[str, ...], *, only: Sequence[str] | None
) -> TracedTotal:
    """What each force gave for a period. `only` are the forces that may be counted; all if None."""
    coverage = {row["force_id"]: row for row in rows_of(wanted.folder, "coverage")}
    may = set(coverage) & set(members if only is None else only)
    by_forces: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in _observations(wanted.folder, wanted.total["category_id"], period, members):
        by_forces[tuple(row["force_id"].split("|"))].append(row)
    documents = {row["document"]: row for row in rows_of(wanted.folder, "documents")}
    found: list[ForceFigure] = []
    for forces, rows in sorted(by_forces.items()):
        added = tuple(row for row in rows if row["counted"])
        if added and may.issuperset(forces):
            found.append(
                ForceFigure(
                    forces,
                    " and ".join(map(force_name, forces)),
                    _sum(added),
                    added,
                    tuple(row for row in rows if _is_left(row)),
                    {row["document"]: documents[row["document"]] for row in added},
                    coverage[forces[0]],
                )
            )  # fmt: skip
    counted = {force_id for one in found for force_id in one.force_ids}
    missing = [f for f in members if f not in counted]
    replies = {response for f in missing if f in coverage for response in _responses(coverage[f])}
    problems = _problems(wanted.folder, replies) if replies else {}
    return TracedTotal(
        wanted,
        period,
        _total(found),
        tuple(found),
        tuple(_missing(f, coverage.get(f), by_forces, problems) for f in missing),
        {path: row["sha256"] for path, row in documents.items()},
    )


def _is_left(row: Row) -> bool:
    return row["count_low"] is not None and not row["counted"]


def _observations(
    folder: Path, category_id: str, period: Period, members: Collection[str]
) -> list[Row]:
    """The rows of some forces and a category that lie in a period, absences too, in order."""
    return rows_where(
        folder,
        "observations",
        {
            "category_id": lambda category: category == category_id,
            "force_id": lambda force: not set(force.split("|")).isdisjoint(members),
            "period_start": lambda day: period.start <= day,
            "period_end": lambda day: day <= period.end,
        },
    )


def _problems(folder: Path, responses: Collection[str]) -> dict[str, list[Row]]:
    """What a person has to settle of some responses, by response."""
    found: dict[str, list[Row]] = defaultdict(list)
    keep = {
        "response_id": lambda response: response in responses,
        "code": lambda code: code not in NEEDS_NO_ANSWER,
    }
    for row in rows_where(folder, "problems", keep):
        found[row["response_id"]].append(row)
    return found


def _responses(coverage: Row) -> list[str]:
    """The replies of a force that stand, by id; none of a force that is silent."""
    return [one for one in coverage["response_id"].split("|") if one]


def _missing(
    force_id: str,
    coverage: Row | None,
    by_forces: dict[tuple[str, ...], list[Row]],
    problems: dict[str, list[Row]],
) -> MissingForce:
    rows = [row for forces, those in by_forces.items() if force_id in forces for row in those]
    absence = next((row for row in rows if not row["concern"]), None)
    replies = _responses(coverage) if coverage is not None else []
    return MissingForce(
        force_id,
        force_name(force_id),
        coverage,
        absence,
        tuple(row for row in rows if row["concern"]),
        tuple(row for reply in replies for row in problems.get(reply, ())),
    )


def _hold(traced: TracedTotal, stated: Interval, forces: int) -> None:
    """Refuse to answer where the cells aren't the figure."""
    counted = len({force_id for force in traced.forces for force_id in force.force_ids})
    cells = [row for force in traced.forces for row in force.cells]
    withheld = any(is_withheld(row) for row in cells)
    agree = _within(stated, traced.interval) if withheld else traced.interval == stated
    if not agree or counted != forces:
        raise TablesDisagree(
            f"the cells of {counted} forces add up to {traced.interval}, and the tables say"
            f" {stated} of {forces} forces; run `foistats run`, and report this as a fault"
        )


def _within(stated: Interval, of_cells: Interval) -> bool:
    """Whether a figure can be the sum of cells of which a release withholds some."""
    low, high = of_cells
    if low is None or stated[0] is None or stated[0] < low:
        return False
    return high is None or (stated[1] is not None and stated[1] <= high)


def _sum(rows: Iterable[Row]) -> Interval:
    low, high = 0, 0
    bounded = True
    for row in rows:
        low += row["count_low"]
        bounded = bounded and row["count_high"] is not None
        high += row["count_high"] or 0
    return low, high if bounded else None


def _total(figures: Sequence[ForceFigure]) -> Interval:
    return _sum(row for figure in figures for row in figure.cells) if figures else (None, None)


def why_not_added(row: Row) -> str:
    """Why a count of the same force, category and period is not in the figure."""
    if row["counted"] and "|" in row["force_id"]:
        names = " and ".join(map(force_name, row["force_id"].split("|")))
        return f"it is of {names} together, and nothing divides it between them"
    if row["counted"]:
        return "the force has no figure for the other period, so it is not compared"
    if row["concern"] not in (Concern.ASKED, Concern.BREAKDOWN):
        return f"its headings are {_CONCERNS[Concern(row['concern'])]}"
    if row["basis"] == Basis.CONTRADICTED:
        return "a printed total or another table of the reply contradicts it"
    return "it divides what another table, or the period as a whole, gives already"
