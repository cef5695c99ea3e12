"""A whole set of tables written aside, then one pointer swapped: a killed run changes nothing.

`processed/<request_id>/current/totals.parquet` is always of one whole set. Where there are no
symbolic links, `current` is a text file with the set's name; `current_folder` knows both.
"""

import json
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from foistats.durable import make_names_durable, write_durably
from foistats.errors import WorkspaceError
from foistats.release.arrow import logical_digest, parquet_bytes
from foistats.release.for_people import csv_files
from foistats.release.pointer import current_name, name_of, readable_folder
from foistats.release.rows import read_table
from foistats.workspace import Workspace
from schemas.tables import TABLES

if TYPE_CHECKING:
    import pyarrow as pa

MANIFEST = "tables.json"
_KEPT = 2
_NO_NAMES: Mapping[str, str] = {}


def write_tables(
    workspace: Workspace,
    request_id: str,
    tables: "Mapping[str, pa.Table]",
    *,
    category_names: Mapping[str, str] = _NO_NAMES,
) -> Path:
    """Write one request's tables and make them the current ones; gives the folder to open.

    `category_names` are what the request calls its categories, by id, for the files for people.
    Tables must have passed `check_tables`. Hold the workspace's lock. If the same set is current
    already, nothing is written.
    """
    contents = file_contents(tables, category_names)
    name = name_of(contents)
    folder = workspace.generations_folder(request_id)
    generation = folder / name
    pointer = workspace.current_pointer(request_id)
    if not _holds(generation, contents):
        folder.mkdir(parents=True, exist_ok=True)
        _write_generation(generation, contents)
    if current_name(workspace, request_id) != name:
        point(pointer, name)
        _prune(folder, keep=name)
    return readable_folder(workspace, request_id)


def current_folder(workspace: Workspace, request_id: str) -> Path:
    """The folder of the tables that hold now; raises WorkspaceError if none was ever written."""
    name = current_name(workspace, request_id)
    folder = workspace.generations_folder(request_id) / name
    if not name or not folder.is_dir():
        raise WorkspaceError(
            f"there are no tables of {request_id} yet; run `foistats run {request_id}`"
        )
    return folder


def folder_before(workspace: Workspace, request_id: str) -> Path | None:
    """The folder of the tables that held before the current ones; None where none are kept."""
    name = current_name(workspace, request_id)
    folder = workspace.generations_folder(request_id)
    if not folder.is_dir():
        return None
    return next(
        (path for path in reversed(_oldest_first(folder, last=name)) if path.name != name), None
    )


def rows_in(workspace: Workspace, request_id: str) -> dict[str, int]:
    """How many rows each of the current tables has, by its name, as their manifest says."""
    manifest = json.loads((current_folder(workspace, request_id) / MANIFEST).read_bytes())
    return {name: table["rows"] for name, table in manifest.items()}


def file_contents(
    tables: "Mapping[str, pa.Table]", category_names: Mapping[str, str] = _NO_NAMES
) -> dict[str, bytes]:
    """Every file of a set by name: Parquet, CSV for people, and the manifest over them."""
    contents: dict[str, bytes] = {}
    manifest = {}
    for table in TABLES:
        values = tables[table.name]
        contents[f"{table.name}.parquet"] = parquet_bytes(values)
        manifest[table.name] = {
            "row": table.row,
            "rows": values.num_rows,
            "values_sha256": logical_digest(values),
        }
    contents |= csv_files(tables, category_names)
    contents[MANIFEST] = json.dumps(manifest, indent=1).encode() + b"\n"
    return contents


def _holds(generation: Path, contents: Mapping[str, bytes]) -> bool:
    """True where a set is there with every byte; a damaged one is written anew."""
    try:
        return all((generation / name).read_bytes() == data for name, data in contents.items())
    except OSError:
        return False


def _write_generation(generation: Path, contents: Mapping[str, bytes]) -> None:
    aside = generation.with_name(f".{generation.name}.new")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir()
    for name, content in contents.items():
        write_durably(aside / name, content)
    make_names_durable(aside)
    if generation.exists():
        # Its files are not those its name stands for, so nothing is lost but damage.
        shutil.rmtree(generation)
    os.replace(aside, generation)  # noqa: PTH105 - tests make os.replace fail
    make_names_durable(generation.parent)


def point(pointer: Path, name: str) -> None:
    """Swap the pointer in one step; readers see the set before or the set after."""
    aside = pointer.with_name(".current.new")
    with suppress(FileNotFoundError):
        aside.unlink()
    try:
        aside.symlink_to(Path("generations") / name, target_is_directory=True)
    except (OSError, NotImplementedError):
        # Windows without the right to make links, and some network drives.
        write_durably(aside, f"{name}\n".encode())
    os.replace(aside, pointer)  # noqa: PTH105 - tests make os.replace fail
    make_names_durable(pointer.parent)


def _prune(folder: Path, *, keep: str) -> None:
    """Delete all but the newest sets, and what killed runs left. A failure here loses nothing.

    A set with figures is never deleted before there is a newer one that has some.
    """
    newest = _oldest_first(folder, last=keep)
    old = newest[: max(0, len(newest) - _KEPT)]
    if not any(_has_figures(path) for path in newest[len(old) :]):
        # Whatever takes all figures away, the last set that had some can be gone back to.
        last = next((path for path in reversed(old) if _has_figures(path)), None)
        old = [path for path in old if path != last]
    for path in (*old, *(path for path in folder.iterdir() if path.name.startswith("."))):
        shutil.rmtree(path, ignore_errors=True)


def _has_figures(generation: Path) -> bool:
    """True where a set has a total that is a number."""
    import pyarrow as pa

    try:
        totals = read_table(generation, "totals", ["count_low"])
    except (OSError, pa.ArrowException):
        return False
    return bool(totals["count_low"].null_count < totals.num_rows)


def _oldest_first(folder: Path, *, last: str) -> list[Path]:
    """The whole sets by age; one comes last whatever its age, for it was made current again."""
    whole = [path for path in folder.iterdir() if not path.name.startswith(".")]
    return sorted(whole, key=lambda path: (path.name == last, path.stat().st_mtime_ns))
