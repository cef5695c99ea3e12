"""`foistats why 5,515`: which figures a number is, where nothing else was said of it."""

import json
import shlex
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from foistats.cli.console import ExitCode, say, show
from foistats.cli.in_workspace import told_in_one_line
from foistats.errors import FoistatsError
from foistats.provenance.quoted import Standing, places_of
from foistats.publishing.folders import folder_made, release_folder, versions
from foistats.publishing.standing import withdrawn
from foistats.release.generations import current_folder
from foistats.workspace import Workspace

Quoted = tuple[int, str, str]
"""A number, and the area and period that were typed with it; empty where none was."""


class _Found(NamedTuple):
    """Where a number stands: in the current tables of a request, or in a release of it."""

    request_id: str
    release: int | None
    standing: Standing
    note: str = ""

    @property
    def command(self) -> str:
        """What leads to the cells; empty where the number is no figure."""
        if not self.standing.words:
            return ""
        of = [] if self.release is None else ["--release", str(self.release)]
        words = (*self.standing.words, "--request", self.request_id, *of)
        return shlex.join(("foistats", "why", *words))


def print_places(
    quoted: Quoted, *, root: Path, request: str, release: int | None, as_json: bool
) -> int:
    """Print where a number stands, each with the command that leads to its cells.

    It is looked for in the current tables or in one release; and in every release where it is no
    figure of the current tables.
    """

    def look(workspace: Workspace) -> int:
        request_ids = [request] if request else workspace.request_ids()
        found, refused = _found(workspace, request_ids, quoted, release)
        code = ExitCode.DONE if found else ExitCode.WRONG_USAGE
        number, *others = quoted
        if not found and any(others) and len(refused) < len(request_ids):
            say(f"{number:,} does not stand at {', '.join(filter(None, others))}")
            found, refused = _found(workspace, request_ids, (number, "", ""), release)
        if as_json:
            rows = [_row(one) for one in found]
            sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
        else:
            for one in found:
                show(_line(one))
        if not found and len(refused) == len(request_ids):
            say("\n".join(refused) or "there is no request under raw/")
        elif not found:
            where = "of the current tables or of a release" if release is None else "of the release"
            say(f"{number:,} is no figure or change {where}, and no cell of a reply")
        return code

    return told_in_one_line(root, look)


def _found(
    workspace: Workspace, request_ids: Sequence[str], quoted: Quoted, release: int | None
) -> tuple[list[_Found], list[str]]:
    """Where a number stands in the tables that are meant, or once stood in a release."""
    found, refused = _in_tables(workspace, request_ids, quoted, release)
    if release is None and not any(one.standing.words for one in found):
        found = [*_in_releases(workspace, request_ids, quoted), *found]
    return found, refused


def _in_tables(
    workspace: Workspace, request_ids: Sequence[str], quoted: Quoted, release: int | None
) -> tuple[list[_Found], list[str]]:
    """Where a number stands in one set of tables of each request, and why some can't be asked."""
    found, refused = [], []
    number, area, period = quoted
    for request_id in request_ids:
        try:
            if release is None:
                folder = current_folder(workspace, request_id)
            else:
                folder = folder_made(workspace, request_id, release)
            standing = places_of(folder, number, area=area, period=period)
        except FoistatsError as refusal:
            refused.append(f"{request_id}: {refusal}")
        else:
            found += [_Found(request_id, release, one) for one in standing]
    return found, refused


def _in_releases(
    workspace: Workspace, request_ids: Sequence[str], quoted: Quoted
) -> Iterator[_Found]:
    """Where a number was a figure once, the last release first."""
    number, area, period = quoted
    for request_id in request_ids:
        for version in reversed(versions(workspace, request_id)):
            folder = release_folder(workspace, request_id, version)
            with suppress(FoistatsError):  # an area or period that this release doesn't have
                note = "withdrawn" if withdrawn(folder) else ""
                for place in places_of(folder, number, area=area, period=period):
                    if place.words:
                        yield _Found(request_id, version, place, note)


def _line(found: _Found) -> str:
    of = found.request_id
    if found.release is not None:
        of = f"release {found.release} of {of}{f', {found.note}' if found.note else ''}"
    leads = f": {found.command}" if found.command else ""
    return f"{found.standing.said} ({of}){leads}"


def _row(found: _Found) -> dict[str, object]:
    return {
        "request_id": found.request_id,
        "release": found.release,
        "said": found.standing.said,
        "command": found.command,
        "note": found.note,
    }
