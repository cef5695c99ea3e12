"""The worlds of a request, from its current tables or from those of a release."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from foistats.aggregation.totals import Interval
from foistats.claims.corrected import before_revisions
from foistats.claims.programme import is_possible
from foistats.claims.published import read_published
from foistats.claims.worlds import Cell, Constraint, Forces, Published, Worlds, names_of
from foistats.intake.requests import read_request
from foistats.model.values import Period
from foistats.naming.periods import label_of
from foistats.provenance.wanted_figure import period_of
from foistats.records import Request
from foistats.release.generations import current_folder, folder_before
from foistats.release.rows import rows_of
from foistats.workspace import Workspace
from schemas.vocabulary import Basis, Concern, PeriodKind

Row = Mapping[str, Any]
_GIVEN = (
    "force_id", "category_id", "period_start", "period_end", "period_kind", "unit", "count_low",
    "count_high", "basis", "counted", "concern", "document", "table_place", "place",
)  # fmt: skip


def load_worlds(workspace: Workspace, request_id: str, *, release: Path | None = None) -> Worlds:
    """What the current tables know, or those in a release's folder, and what is published.

    Raises WorkspaceError where there are no tables, and UnusablePublished.
    """
    request = read_request(workspace, request_id)
    folder = release or current_folder(workspace, request_id)
    generation = f"release {release.name}" if release else folder.name
    return _worlds_in(folder, request, generation, read_published(workspace, request))


def worlds_before(workspace: Workspace, worlds: Worlds) -> tuple[Worlds, ...]:
    """What was known before figures were corrected: by replaced replies, and by earlier tables."""
    request_id = worlds.request.request_id
    folders = (current_folder(workspace, request_id), folder_before(workspace, request_id))
    found = []
    try:
        if folders[0] is not None and (revised := before_revisions(worlds, folders[0])):
            found.append(revised)
        if folders[1] is not None:
            found.append(_worlds_in(folders[1], worlds.request, folders[1].name, ()))
    except (OSError, ValueError, KeyError):
        return tuple(found)  # tables of an earlier version are of no use here
    return tuple(found)


def _worlds_in(
    folder: Path, request: Request, generation: str, published: Sequence[Published]
) -> Worlds:
    figures = _figures(rows_of(folder, "totals"))
    rows = rows_of(folder, "observations", _GIVEN)
    figures = {**_parts(rows, request), **figures}
    single_years = Worlds(request, figures)
    worlds = Worlds(
        request,
        figures,
        # Years that a force gave one by one come before what it gave for all of them.
        several_years=tuple(
            year for year in _several_years(rows, request) if is_possible(single_years, (year,))
        ),
        coverage={row["force_id"]: row for row in rows_of(folder, "coverage")},
        other=tuple(row for row in rows if row["count_low"] is not None and not row["counted"]),
        generation=generation,
    )
    return with_published(worlds, published)


def with_published(worlds: Worlds, published: Iterable[Published]) -> Worlds:
    """Add evidence, one by one; what can't be true with the replies is set aside."""
    kept: list[Published] = []
    refuted: list[Published] = []
    for one in published:
        those = [worlds.constraint_of(p) for p in (*kept, one)]
        (kept if is_possible(worlds, those) else refuted).append(one)
    return Worlds(
        worlds.request,
        worlds.figures,
        worlds.several_years,
        tuple(kept),
        tuple(refuted),
        worlds.coverage,
        worlds.other,
        worlds.generation,
    )


def _figures(totals: Iterable[Row]) -> dict[tuple[str, Period], dict[Forces, Interval]]:
    """The totals of single forces, and of those that answer jointly."""
    found: dict[tuple[str, Period], dict[Forces, Interval]] = defaultdict(dict)
    for row in totals:
        if row["area_kind"] in ("force", "joint"):
            of_period = found[row["category_id"], period_of(dict(row))]
            if row["count_low"] is not None:
                forces = tuple(row["area_id"].split("|"))
                of_period[forces] = Interval(row["count_low"], row["count_high"])
    return found


def _parts(
    rows: Iterable[Row], request: Request
) -> dict[tuple[str, Period], dict[Forces, Interval]]:
    """Months and quarters that a year's figure was added up from."""
    summed: dict[tuple[str, Period], dict[Forces, list[Row]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for row in rows:
        if row["counted"] and (period := period_of(dict(row))) not in request.periods:
            summed[row["category_id"], period][tuple(row["force_id"].split("|"))].append(row)
    return {
        key: {forces: _sum(those) for forces, those in of_forces.items()}
        for key, of_forces in summed.items()
    }


def _several_years(rows: Iterable[Row], request: Request) -> tuple[Constraint, ...]:
    """What forces gave for several of the periods together: it is the sum of them.

    Several tables of a force that differ say nothing, as nothing shows which of them is the whole.
    """
    tables: dict[tuple[str, Period, str], dict[tuple[str, str], list[Row]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for row in rows:
        if _is_of_several_years(row, request):
            key = (row["force_id"], period_of(dict(row)), row["category_id"])
            tables[key][row["document"], row["table_place"]].append(row)
    found = []
    for (force_id, period, category), those in sorted(tables.items()):
        singles = [p for p in request.periods if period.start <= p.start and p.end <= period.end]
        sums = {_sum(of_table) for of_table in those.values()}
        if len(singles) < 2 or len(sums) != 1:
            continue
        if singles[0].start != period.start or singles[-1].end != period.end:
            continue
        interval = sums.pop()
        forces = tuple(force_id.split("|"))
        found.append(
            Constraint(
                {Cell(f, p, category): Fraction(1) for f in forces for p in singles},
                Fraction(interval.low),
                None if interval.high is None else Fraction(interval.high),
                f"the reply of {names_of(forces)} for {label_of(period)} together",
            )
        )
    return tuple(found)


def _is_of_several_years(row: Row, request: Request) -> bool:
    return (
        row["period_kind"] == PeriodKind.MULTI_YEAR
        and row["count_low"] is not None
        and row["unit"] == request.unit
        and row["category_id"] != ""
        and row["force_id"] != ""
        and row["basis"] != Basis.CONTRADICTED
        and row["concern"] in (Concern.ASKED, Concern.BREAKDOWN)
    )


def _sum(rows: Iterable[Row]) -> Interval:
    low, high = 0, 0
    bounded = True
    for row in rows:
        low += row["count_low"]
        bounded = bounded and row["count_high"] is not None
        high += row["count_high"] or 0
    return Interval(low, high if bounded else None)
