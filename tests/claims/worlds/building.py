"""Workspaces with the made-up requests, built from their tables; the examples are copied."""

import csv
import io
import shutil
from collections.abc import Sequence
from pathlib import Path

from foistats.run import stages
from foistats.workspace import Workspace
from tests.claims.worlds.tables import MADE_UP, World

_EXAMPLES = ("child-sexual-offences-2019", "child-abuse-images-2021")
_HEADER = (
    "response_id",
    "force",
    "received_on",
    "outcome",
    "section",
    "documents",
    "supersedes",
    "note",
)


def build(root: Path, worlds: Sequence[World] = MADE_UP) -> Path:
    """A workspace with the examples and some made-up requests, the tables of all written."""
    examples = Path(__file__).parents[3] / "raw"
    for request_id in _EXAMPLES:
        shutil.copytree(examples / request_id, root / "raw" / request_id)
    for world in worlds:
        write(root, world)
    stages.build(str(root), Workspace(root).request_ids())
    return root


def write(root: Path, world: World) -> None:
    """Write one made-up request as it would have been received."""
    folder = root / "raw" / world.request_id
    (folder / "documents").mkdir(parents=True)
    (folder / "request.toml").write_text(_request(world), encoding="utf-8")
    lines: list[tuple[str, ...]] = [_HEADER]
    for force in _answering(world):
        rows = {
            category: by_force[force]
            for category, by_force in world.rows.items()
            if force in by_force
        }
        if force in world.superseded:
            _reply(folder, world, f"{force}-first", world.superseded[force])
            lines.append(_line(f"{force}-first", force, on="2023-06-15"))
            _reply(folder, world, force, rows)
            lines.append(_line(force, force, on="2023-07-20", supersedes=f"{force}-first"))
        elif rows:
            _reply(folder, world, force, rows)
            lines.append(_line(force, force))
        else:
            _total_reply(folder, world, force)
            lines.append(_line(force, force, outcome="partly_answered"))
    for force, (outcome, section) in world.outcomes.items():
        on = "" if outcome == "no_response" else "2023-06-20"
        lines.append((force, force, on, outcome, section, "", "", ""))
    (folder / "responses.csv").write_text(_csv(lines), encoding="utf-8")


def _answering(world: World) -> list[str]:
    given = {force for by_force in world.rows.values() for force in by_force}
    return sorted(given | set(world.totals_only))


def _request(world: World) -> str:
    forces = sorted({*_answering(world), *world.outcomes})
    categories = "".join(
        f'[[categories]]\nid = "{one}"\nname = "{name}"\n' for one, name in world.categories.items()
    )
    return (
        f'title = "{world.title}"\nquestion = "{world.question}"\nunit = "{world.unit}"\n'
        f"sent_on = 2023-05-30\nforces = {forces}\n".replace("'", '"')
        + f'[periods]\nkind = "{world.kind}"\n'
        f'first = "{world.years[0]}"\nlast = "{world.years[-1]}"\n' + categories
    )


def _line(
    response_id: str,
    force: str,
    *,
    on: str = "2023-06-20",
    outcome: str = "answered",
    supersedes: str = "",
) -> tuple[str, ...]:
    return (response_id, force, on, outcome, "", f"{response_id}.csv", supersedes, "")


def _reply(folder: Path, world: World, name: str, rows: object) -> None:
    assert isinstance(rows, dict)
    given = [
        year
        for place, year in enumerate(world.years)
        if any(row[place] is not None for row in rows.values())
    ]
    first = world.years.index(given[0])
    table: list[tuple[object, ...]] = [("", *given)]
    for category, row in rows.items():
        label = world.categories.get(category, world.title.partition(",")[0])
        table.append((label, *row[first:]))
    (folder / "documents" / f"{name}.csv").write_text(_csv(table), encoding="utf-8")


def _total_reply(folder: Path, world: World, force: str) -> None:
    table: list[tuple[object, ...]] = [("", f"{world.years[0]} to {world.years[-1]}")]
    for category, value in world.totals_only[force].items():
        table.append((world.categories.get(category, world.title.partition(",")[0]), value))
    (folder / "documents" / f"{force}.csv").write_text(_csv(table), encoding="utf-8")


def _csv(rows: object) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)  # type: ignore[arg-type]
    return text.getvalue()
