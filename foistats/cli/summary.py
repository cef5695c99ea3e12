"""What a person sees at the end of a run: the totals, how complete they are, and where they lie."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from foistats.naming.periods import label_of
from foistats.records import Period
from foistats.workspace import Workspace
from schemas.vocabulary import PeriodKind

if TYPE_CHECKING:
    from foistats.batch import Written

_MOST_REQUESTS = 5
_MOST_PROBLEMS = 5


def show_summary(workspace: Workspace, written: "Sequence[Written]", forces: Sequence[str]) -> None:
    """Print each request's totals, the problems that need a person, and the folder to open."""
    console = Console()
    for one in written[:_MOST_REQUESTS]:
        if one.usable:
            _show_totals(console, one, forces)
        _show_problems(console, one)
        console.print(
            f"[bold]Tables:[/bold] {escape(_near(workspace, one.folder))}", soft_wrap=True
        )
        console.print()
    if len(written) > _MOST_REQUESTS:
        problems = sum(one.rows["problems"] for one in written)
        console.print(
            f"... and {len(written) - _MOST_REQUESTS} more requests; {problems} problems in all. "
            f"Tables: {escape(_near(workspace, workspace.processed))}"
        )


def _near(workspace: Workspace, folder: Path) -> str:
    folder, root = folder.absolute(), workspace.root.absolute()
    return str(folder.relative_to(root)) if folder.is_relative_to(root) else str(folder)


def rows_of(folder: Path, table: str) -> list[dict[str, Any]]:
    """The rows of one table that was written."""
    import pyarrow.parquet as pq

    rows: list[dict[str, Any]] = pq.read_table(folder / f"{table}.parquet").to_pylist()
    return rows


def _show_totals(console: Console, one: "Written", forces: Sequence[str]) -> None:
    rows = rows_of(one.folder, "totals")
    areas = _areas(rows, forces)
    periods = sorted({(r["period_start"], r["period_end"], r["period_kind"]) for r in rows})
    several = len({r["category_id"] for r in rows}) > 1
    unit = rows[0]["unit"] if rows else ""
    table = Table(title=escape(one.title), caption=_CAPTION, title_justify="left")
    table.add_column("area")
    if several:
        table.add_column("category")
    for start, end, kind in periods:
        heading = label_of(Period(start, end, PeriodKind(kind)))
        table.add_column(heading, justify="right", no_wrap=True, overflow="ignore")
    for area in areas:
        for category in dict.fromkeys(r["category_id"] for r in rows):
            mine = {
                r["period_start"]: r
                for r in rows
                if (r["area_kind"], r["area_id"]) == area and r["category_id"] == category
            }
            name = next(iter(mine.values()))["area_name"]
            shown = [_figure(mine.get(start)) for start, _, _ in periods]
            table.add_row(escape(name), *([escape(category)] if several else []), *shown)
    # A figure that is cut off is a wrong figure: rather a wide table than a short number.
    needed = console.measure(table, options=console.options.update(width=1000)).maximum
    console.print(
        table, width=max(needed, 40), crop=False, no_wrap=True, overflow="ignore", soft_wrap=True
    )
    console.print(f"Counted: {escape(unit)}.", end=" ")


_CAPTION = (
    "n of m: figures of n of the area's m forces; only a total of all may be called the area's"
)


def _areas(rows: Iterable[dict[str, Any]], forces: Sequence[str]) -> list[tuple[str, str]]:
    """Forces and regions while they are few; the larger areas always."""
    areas = list(dict.fromkeys((r["area_kind"], r["area_id"]) for r in rows))
    chosen = [area for area in areas if area[0] == "force" and (not forces or area[1] in forces)]
    if len(chosen) > 12:
        chosen = []
    return [*chosen, *(area for area in areas if area[0] != "force")]


def _figure(row: dict[str, Any] | None) -> str:
    if row is None or row["count_low"] is None:
        return "[dim]none[/dim]"
    low, high = row["count_low"], row["count_high"]
    number = f"{low:,}" if low == high else f"{low:,}–{high:,}" if high is not None else f"{low:,}+"
    if row["complete"] or row["area_kind"] == "force":
        return number
    return f"{number} [yellow]({row['forces_counted']} of {row['forces_in_area']})[/yellow]"


def _show_problems(console: Console, one: "Written") -> None:
    rows = rows_of(one.folder, "problems")
    if not rows:
        console.print("Nothing needs a person.")
        return
    console.print(f"[bold]{len(rows)} things need a person:[/bold]")
    for row in rows[:_MOST_PROBLEMS]:
        where = " ".join(part for part in (row["document"], row["place"]) if part)
        line = f"  {row['code']}: {where}: found {row['found']}; {row['remedy']}"
        console.print(escape(line), soft_wrap=True)
    if len(rows) > _MOST_PROBLEMS:
        console.print(f"  ... and {len(rows) - _MOST_PROBLEMS} more in problems.csv")


def day(value: date | None) -> str:
    """A day as it is printed; a dash where there is none."""
    return value.isoformat() if value is not None else "–"
