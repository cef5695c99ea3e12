"""A release rebuilt from the forces' documents, elsewhere, and held against what was released."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from foistats.disclosure.certificate import FILE as CERTIFICATE
from foistats.disclosure.preparing import prepare
from foistats.disclosure.protected_tables import write_set
from foistats.errors import WorkspaceError
from foistats.intake.requests import read_request
from foistats.publishing.freezing import (
    NOTES,
    PAGE,
    Making,
    Page,
    contents_of,
    totals_of,
)
from foistats.publishing.manifest import installed
from foistats.publishing.verify import MANIFEST, SUMS, differences, not_approved, read_object
from foistats.release.generations import MANIFEST as TABLES_MANIFEST
from foistats.release.generations import current_folder
from foistats.workspace import Workspace
from schemas.tables import TABLES


class Found(NamedTuple):
    """A sentence about a release. `differs` is False where no value and no file is another."""

    said: str
    differs: bool = True


# Marked by what a release before has, so that nobody can make them anew without that release.
_MARKED = (".xlsx", ".ods", "marks.csv", NOTES, PAGE)
_OF_THE_TABLES = frozenset(
    {MANIFEST, SUMS, TABLES_MANIFEST}
    | {f"{table.name}.{ending}" for table in TABLES for ending in ("parquet", "csv")}
)


def check(
    folder: Path, workspace: Workspace | None, *, page: Page | None = None
) -> Iterator[Found]:
    """A sentence for each thing that differs from what was released.

    With a workspace the forces' documents are held against the manifest too, and where they are
    the same the tables are built anew from them, and everything that is made of the tables: the
    workbooks, the notes, the page that `page` makes, the metadata and the verifier. That another
    program writes the same values in other bytes is said, and is no difference.
    """
    if reason := not_approved(folder):
        yield Found(reason)
    manifest = _manifest(folder)
    if workspace is None or manifest is None:
        yield from map(Found, differences(folder))
        return
    request_id = str(manifest["release"]["request_id"])
    found = [*map(Found, differences(folder, workspace.request_folder(request_id)))]
    yield from found
    if not found:
        yield from _rebuilt(folder, workspace, manifest, page)


def _manifest(folder: Path) -> dict[str, dict[str, object]] | None:
    try:
        manifest = read_object(folder / MANIFEST)
        about, program = manifest["release"], manifest["program"]
        usable = all(isinstance(one, dict) for one in (about, program, manifest["tables"]))
        return manifest if usable and about["request_id"] and program["code"] else None
    except (OSError, ValueError, KeyError):
        return None


def _rebuilt(
    folder: Path,
    workspace: Workspace,
    manifest: dict[str, dict[str, object]],
    page: Page | None,
) -> Iterator[Found]:
    """Where tables built anew from the same documents have other values, or other bytes."""
    from foistats.publishing.verify import file_digest
    from foistats.release.rows import read_table
    from foistats.release.spreadsheet import csv_bytes
    from foistats.run.stages import build

    request_id = str(manifest["release"]["request_id"])
    with tempfile.TemporaryDirectory(prefix="foistats-") as name:
        elsewhere = Path(name)
        shutil.copytree(
            workspace.request_folder(request_id), elsewhere / "raw" / request_id, symlinks=True
        )
        if workspace.settings_file.is_file():
            shutil.copyfile(workspace.settings_file, elsewhere / workspace.settings_file.name)
        (built,) = build(str(elsewhere), [request_id])
        if not built.usable:
            raise WorkspaceError(f"{request_id} can't be built from the same files any more")
        tables = _as_released(folder, Workspace(elsewhere), manifest, elsewhere / "as-released")
        values = json.loads((tables / "tables.json").read_bytes())
        for table, was in manifest["tables"].items():
            assert isinstance(was, dict)
            now = values.get(table, {})
            file, sheet = f"{table}.parquet", f"{table}.csv"
            # Whoever rewrites the digests too may have changed the files that people read.
            if csv_bytes(read_table(tables, table)) != (folder / sheet).read_bytes():
                yield Found(f"{sheet} differs from the table built anew ({_program(manifest)})")
            if now.get("values_sha256") != was["values_sha256"]:
                yield Found(
                    f"{table}: the tables built anew have other values ({_program(manifest)})"
                )
            elif file_digest(tables / file) != manifest["files"][file]:
                yield Found(
                    f"{table}: the same values in other bytes ({_program(manifest)})",
                    differs=not _other_program(manifest),
                )
        yield from _made_anew(folder, workspace, Workspace(elsewhere), manifest, page)


def _as_released(
    folder: Path, elsewhere: Workspace, manifest: dict[str, dict[str, object]], aside: Path
) -> Path:
    """The folder of the tables built anew, without what the release withholds."""
    request_id = str(manifest["release"]["request_id"])
    made = current_folder(elsewhere, request_id)
    certificate = _certificate(folder)
    if certificate is None:
        return made
    request = read_request(elsewhere, request_id)
    day = date.fromisoformat(str(manifest["release"]["made_on"]))
    prepared = prepare(elsewhere, request, made, before=(), today=day, certificate=certificate)
    if not prepared.changed:
        return made
    aside.mkdir()
    write_set(
        prepared.rows,
        aside,
        {category.category_id: category.name for category in request.categories},
    )
    return aside


def _certificate(folder: Path) -> bytes | None:
    path = folder / CERTIFICATE
    return path.read_bytes() if path.is_file() else None


def _made_anew(
    folder: Path,
    workspace: Workspace,
    elsewhere: Workspace,
    manifest: dict[str, dict[str, object]],
    page: Page | None,
) -> Iterator[Found]:
    """Where what is made of the tables differs from what they make now."""
    about = manifest["release"]
    request_id, since = str(about["request_id"]), about.get("revised_since")
    if not isinstance(since, int) or "plausibility" not in about:
        yield Found("made by an earlier foistats: only its tables are built anew", differs=False)
        return
    there = (page is not None) and (folder / PAGE).exists()
    making = Making(
        int(str(about["version"])),
        str(about["by"]),
        date.fromisoformat(str(about["made_on"])),
        str(about["plausibility"]),
        since,
        page if there else None,
        _drafts(about.get("drafts")),
        str(about.get("again", "")),
        _certificate(folder),
    )
    before: list[dict[str, object]] = []
    passed_over: tuple[str, ...] = ()
    try:
        before = totals_of(workspace, request_id, since)
    except WorkspaceError:
        passed_over = _MARKED
        yield Found(
            f"release {since}, which the marks of this one refer to, isn't here: the workbooks, the"
            " notes and the page are held against their digests only",
            differs=False,
        )
    made = contents_of(elsewhere, request_id, making, before=before)
    for name in sorted(made.keys() - _OF_THE_TABLES):
        if name.endswith(passed_over) and passed_over:
            continue
        if not (folder / name).is_file() or made[name] != (folder / name).read_bytes():
            yield Found(
                f"{name} differs from the one made anew ({_program(manifest)})",
                differs=not _other_program(manifest),
            )


def _drafts(listed: object) -> tuple[dict[str, object], ...]:
    """What the manifest says of drafts, as far as it is what a release writes."""
    if not isinstance(listed, list):
        return ()
    return tuple(
        one
        for one in listed
        if isinstance(one, dict)
        and isinstance(one.get("name"), str)
        and isinstance(one.get("text_sha256"), str)
        and isinstance(one.get("verdicts"), dict)
    )


def _program(manifest: dict[str, dict[str, object]]) -> str:
    """Whether foistats and its libraries are those that made the release, and which are not."""
    other = _other_program(manifest)
    if not other:
        return "by the same program: report this as a fault"
    return f"with {' and '.join(other)}"


def _other_program(manifest: dict[str, dict[str, object]]) -> list[str]:
    """What differs between this program and the one that made the release; libraries by name."""
    from foistats.ledger.digests import program_digests

    now, was = program_digests(), manifest["program"]
    said = {"code": "another foistats", "code_lists": "other code lists"}
    found = [text for name, text in said.items() if now[name] != was[name]]
    if now["libraries"] == was["libraries"]:
        return found
    made_with = was["with"]
    assert isinstance(made_with, dict)
    others = [
        f"{name} {installed(name)} in place of {then}"
        for name, then in made_with.items()
        if installed(name) != then
    ]
    return [*found, *(others or ["other libraries"])]
