"""What a person sees at the end of a run: the totals, how complete they are, and where they lie."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

from foistats.cli.figures import console, safe, show_figures
from foistats.naming.periods import label_of
from foistats.records import Period
from foistats.workspace import Workspace
from schemas.vocabulary import PeriodKind

if TYPE_CHECKING:
    from foistats.written import Written

# What fits on a screen; the files have everything, and whatever is left out here is said so.
_MOST_REQUESTS = 5
_MOST_PROBLEMS = 5
_MOST_FORCES = 12
_MOST_PERIODS = 12
_MOST_ROWS = 60
_EVERYTHING = "all"

_ORDER = ("force", "joint", "request", "region", "country", "set", "uk")

Row = Mapping[str, Any]
Span = tuple[date, date, str]


def show_summary(workspace: Workspace, written: "Sequence[Written]", forces: Sequence[str]) -> None:
    """Print each request's totals, the problems that need a person, and the folder to open."""
    to = console()
    for one in written[:_MOST_REQUESTS]:
        if one.usable:
            _show_totals(to, one, forces)
            _show_certainty(to, rows_of(one.folder, "documents"))
        else:
            to.print(safe(f"{one.request_id}: not read", "bold"), soft_wrap=True)
        _show_problems(to, rows_of(one.folder, "problems"))
        _say(to, f"Tables: {near(workspace, one.folder)}")
        to.print()
    if len(written) > _MOST_REQUESTS:
        problems = sum(one.rows["problems"] for one in written)
        _say(
            to,
            f"... and {len(written) - _MOST_REQUESTS} more requests. Problems in all:"
            f" {problems:,}. Tables: {near(workspace, workspace.processed)}",
        )


def near(workspace: Workspace, folder: Path) -> str:
    """A folder as a person finds it from where the command was typed."""
    here, folder = Path.cwd(), folder.absolute()
    if folder.is_relative_to(here):
        return str(folder.relative_to(here))
    return str(workspace.root / folder.relative_to(workspace.root.absolute()))


def rows_of(folder: Path, table: str) -> list[dict[str, Any]]:
    """The rows of one table that was written."""
    import pyarrow.parquet as pq

    rows: list[dict[str, Any]] = pq.read_table(folder / f"{table}.parquet").to_pylist()
    return rows


def _say(to: Console, line: str) -> None:
    to.print(safe(line), soft_wrap=True)


def _show_totals(to: Console, one: "Written", forces: Sequence[str]) -> None:
    rows = rows_of(one.folder, "totals")
    to.print(safe(one.title, "bold"), soft_wrap=True)
    if not rows:
        return
    areas, left_out = _areas(rows, forces)
    spans = sorted({_span(row) for row in rows})
    categories = sorted({row["category_id"] for row in rows}, key=lambda c: (c != _EVERYTHING, c))
    if len(areas) * len(categories) > _MOST_ROWS:
        left_out.append(f"{len(categories) - 1} single categories")
        categories = categories[:1]
    if len(spans) > _MOST_PERIODS:
        left_out.append(f"{len(spans) - _MOST_PERIODS} earlier periods")
        spans = spans[-_MOST_PERIODS:]
    of = {(row["area_kind"], row["area_id"], row["category_id"], _span(row)): row for row in rows}
    lines = []
    for kind, area_id, name in areas:
        for category in categories:
            figures = [_figure(of.get((kind, area_id, category, span))) for span in spans]
            named = [safe(name), safe(category)] if len(categories) > 1 else [safe(name)]
            lines.append([*named, *figures])
    labels = [label_of(Period(start, end, PeriodKind(kind))) for start, end, kind in spans]
    headings = ["area", *(["category"] if len(categories) > 1 else []), *labels]
    show_figures(to, headings, lines, words=len(headings) - len(labels))
    if any("(" in cell.plain for line in lines for cell in line[-len(labels) :]):
        _say(
            to,
            "(n of m): counts n of the area's m forces; it isn't the figure of the whole area.",
        )
    more = f" Not shown here: {', '.join(left_out)}; see totals.csv." if left_out else ""
    _say(to, f"Counted: {rows[0]['unit']}.{more}")


def _show_certainty(to: Console, rows: Sequence[Row]) -> None:
    """How many of the counts something else than the reading itself bears out."""
    counts = sum(row["counts"] for row in rows)
    if not counts:
        return
    confirmed = sum(row["counts_confirmed"] for row in rows)
    proved = sum(row["counts_proved"] for row in rows)
    _say(
        to,
        f"Of {counts:,} counts read, {_share(confirmed, counts)} are confirmed by a second reader"
        f" and {_share(proved, counts)} by printed totals.",
    )


def _share(part: int, whole: int) -> str:
    """A share in whole percent; 100 % and 0 % only where it is all, or none.

    >>> _share(999, 1000), _share(1, 1000), _share(7, 7)
    ('99 %', '1 %', '100 %')
    """
    percent = round(100 * part / whole)
    return f"{min(max(percent, 1 if part else 0), 100 if part == whole else 99)} %"


def _span(row: Row) -> Span:
    return row["period_start"], row["period_end"], row["period_kind"]


def _areas(
    rows: Sequence[Row], forces: Sequence[str]
) -> tuple[list[tuple[str, str, str]], list[str]]:
    """Kind, id and name of each area to show, small to large, and what is left out.

    Where one area is exactly the forces asked, it stands in place of "all forces asked".
    """
    found = {(row["area_kind"], row["area_id"]): row for row in rows}
    asked = next((row for row in found.values() if row["area_kind"] == "request"), None)
    own = next((row for row in found.values() if asked is not None and _same(row, asked)), asked)
    if own is not asked and asked is not None:
        del found[asked["area_kind"], asked["area_id"]]
    single = [key for key in found if key[0] == "force"]
    left_out = []
    if forces:
        hidden = [key for key in single if key[1] not in forces]
    else:
        hidden = single if len(single) > _MOST_FORCES else []
    if hidden:
        left_out.append(f"{len(hidden)} single forces")
    shown = [row for key, row in found.items() if key not in hidden]
    shown.sort(key=lambda row: _order(row, own))
    return [(row["area_kind"], row["area_id"], row["area_name"]) for row in shown], left_out


def _same(row: Row, asked: Row) -> bool:
    """True where an area is the forces asked: all of them, and no other."""
    return (
        row["area_kind"] not in ("force", "joint", "request")
        and row["forces_in_area"] == asked["forces_in_area"]
        and row["forces_asked"] == asked["forces_asked"]
    )


def _order(row: Row, own: Row | None) -> tuple[int, int, str]:
    """Forces, the request's own area, then regions, countries, the UK.

    A region comes before those of which fewer forces were asked, a country before larger ones.
    """
    kind = "request" if row is own else row["area_kind"]
    size = -row["forces_asked"] if kind == "region" else row["forces_in_area"]
    return _ORDER.index(kind) if kind in _ORDER else len(_ORDER), size, row["area_name"]


def _figure(row: Row | None) -> Text:
    """A figure with what it lacks: `696 (2 of 5)`; an interval where counts are hidden."""
    if row is None or row["count_low"] is None:
        return Text("none", style="dim")
    low, high = row["count_low"], row["count_high"]
    number = f"{low:,}" if low == high else f"{low:,}–{high:,}" if high is not None else f"{low:,}+"
    if row["complete"]:
        return Text(number)
    return Text(f"{number} ({row['forces_counted']} of {row['forces_in_area']})", style="yellow")


def _show_problems(to: Console, rows: Sequence[Row]) -> None:
    if not rows:
        _say(to, "Nothing needs a person.")
        return
    to.print(safe(f"{_things(len(rows))} a person:", "bold"))
    for row in rows[:_MOST_PROBLEMS]:
        _say(to, f"  {problem_line(row)}")
    if len(rows) > _MOST_PROBLEMS:
        _say(to, f"  ... and {len(rows) - _MOST_PROBLEMS:,} more in problems.csv")


def _things(number: int) -> str:
    return "1 thing needs" if number == 1 else f"{number:,} things need"


def problem_line(row: Row) -> str:
    """A problem in one line: which, where, what was found, what to do."""
    where = " ".join(part for part in (row["document"], row["place"]) if part)
    return f"{row['code']}: {f'{where}: ' if where else ''}found {row['found']}; {row['remedy']}"
