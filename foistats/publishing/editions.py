"""Sets of tables to be compared: a release, or the current tables, and what made each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from foistats.errors import WorkspaceError
from foistats.intake.breaks import Break, breaks_of
from foistats.intake.requests import read_request
from foistats.ledger.digests import files_below, program_digests
from foistats.naming.forces import region_members
from foistats.provenance.tracing import Row
from foistats.publishing.breaks import breaks_at, touched
from foistats.publishing.folders import WAITING
from foistats.publishing.verify import MANIFEST, read_object
from foistats.release.areas import SINGLE
from foistats.release.generations import current_folder
from foistats.release.rows import rows_of
from foistats.workspace import Workspace

Figure = tuple[str, str, str, date, date]
"""Area kind, area, category, first and last day: the key of a row of `totals`."""
Given = tuple[str, str, date, date]
"""Force or joint forces, category, first and last day of the observations."""


@dataclass(frozen=True)
class Edition:
    """The tables of a release, or the current ones, and digests of what they were made from.

    `areas` are the forces of each region and country, where the release has recorded them.
    """

    name: str
    folder: Path
    raw: Mapping[str, str]
    program: Mapping[str, str]
    areas: Mapping[str, Iterable[str]]
    breaks: tuple[Break, ...] = ()

    @cached_property
    def totals(self) -> dict[Figure, Row]:
        """The rows of `totals` by their figure."""
        return {
            (
                row["area_kind"],
                row["area_id"],
                row["category_id"],
                row["period_start"],
                row["period_end"],
            ): row
            for row in rows_of(self.folder, "totals")
        }

    @cached_property
    def broken(self) -> dict[Figure, tuple[str, ...]]:
        """The figures that are the first after a break in series, each with why."""
        first = touched([*self.totals.values()], self.breaks)
        found = {figure: tuple(breaks_at(row, first)) for figure, row in self.totals.items()}
        return {figure: said for figure, said in found.items() if said}

    @cached_property
    def given(self) -> dict[Given, list[Row]]:
        """The observations with a count by what they are of, counted ones and others."""
        found: dict[Given, list[Row]] = {}
        for row in rows_of(self.folder, "observations"):
            if row["count_low"] is not None:
                key = (row["force_id"], row["category_id"], row["period_start"], row["period_end"])
                found.setdefault(key, []).append(row)
        return found

    @cached_property
    def coverage(self) -> dict[str, Row]:
        """The rows of `coverage` by force."""
        return {row["force_id"]: row for row in rows_of(self.folder, "coverage")}

    @cached_property
    def documents(self) -> dict[str, Row]:
        """The rows of `documents` by document."""
        return {row["document"]: row for row in rows_of(self.folder, "documents")}

    @cached_property
    def responses(self) -> set[str]:
        """The responses that documents are named for."""
        return {row["response_id"] for row in self.documents.values()}

    def members(self, row: Row) -> set[str] | None:
        """The forces of a figure's area; None for all forces asked."""
        if row["area_kind"] in SINGLE:
            return set(row["area_id"].split("|"))
        if row["area_kind"] == "request":
            return None
        return set(self.areas[row["area_id"]])


def release_edition(folder: Path) -> Edition:
    """A release as something to compare."""
    try:
        manifest = read_object(folder / MANIFEST)
        raw, program, areas = manifest["raw"], manifest["program"], manifest["areas"]
        breaks = tuple(map(Break.from_json, manifest["release"].get("breaks", ())))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise WorkspaceError(
            f"{folder / MANIFEST} is damaged; `foistats verify` says how"
        ) from None
    waits = ", which waits for approval," if folder.parent.name == WAITING else ""
    name = f"release {folder.name}{waits}"
    return Edition(name, folder, raw, program, areas, breaks)


def current_edition(workspace: Workspace, request_id: str) -> Edition:
    """The current tables as something to compare."""
    folder = current_folder(workspace, request_id)
    raw = dict(files_below(workspace.request_folder(request_id)))
    areas = areas_of(rows_of(folder, "totals"))
    breaks = breaks_of(workspace, read_request(workspace, request_id))
    return Edition("now", folder, raw, program_digests(), areas, breaks)


def areas_of(totals: Iterable[Row]) -> dict[str, list[str]]:
    """The forces of each region and country that has a figure, as of the day in region_set."""
    return {
        row["area_id"]: sorted(region_members(row["area_id"], row["region_set"]))
        for row in totals
        if row["area_kind"] not in (*SINGLE, "request")
    }
