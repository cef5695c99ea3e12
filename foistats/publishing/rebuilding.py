"""A release rebuilt from the forces' documents, elsewhere, and held against what was released."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from foistats.errors import WorkspaceError
from foistats.publishing.verify import MANIFEST, differences, not_approved
from foistats.workspace import Workspace


def check(folder: Path, workspace: Workspace | None) -> Iterator[str]:
    """A sentence for each thing that differs from what was released.

    With a workspace the forces' documents are held against the manifest too, and where they are
    the same the tables are built anew from them.
    """
    if reason := not_approved(folder):
        yield reason
    manifest = _manifest(folder)
    if workspace is None or manifest is None:
        yield from differences(folder)
        return
    request_id = str(manifest["release"]["request_id"])
    found = [*differences(folder, workspace.request_folder(request_id))]
    yield from found
    if not found:
        yield from _rebuilt(workspace, request_id, manifest)


def _manifest(folder: Path) -> dict[str, dict[str, object]] | None:
    try:
        manifest: dict[str, dict[str, object]] = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return None
    return manifest


def _rebuilt(
    workspace: Workspace, request_id: str, manifest: dict[str, dict[str, object]]
) -> Iterator[str]:
    """Where tables built anew from the same documents have other values, or other bytes."""
    from foistats.batch import build
    from foistats.publishing.verify import file_digest

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
        values = json.loads((built.folder / "tables.json").read_bytes())
        for table, was in manifest["tables"].items():
            assert isinstance(was, dict)
            now = values.get(table, {})
            file = f"{table}.parquet"
            if now.get("values_sha256") != was["values_sha256"]:
                yield f"{table}: the tables built anew have other values ({_program(manifest)})"
            elif file_digest(built.folder / file) != manifest["files"][file]:
                yield f"{table}: the same values in other bytes ({_program(manifest)})"


def _program(manifest: dict[str, dict[str, object]]) -> str:
    """Whether foistats and its libraries are those that made the release."""
    from foistats.ledger.digests import program_digests

    now, was = program_digests(), manifest["program"]
    other = [name for name in ("code", "code_lists", "libraries") if now[name] != was[name]]
    if not other:
        return "by the same program: report this as a fault"
    said = {"code": "another foistats", "code_lists": "other code lists"}
    return "with " + " and ".join(said.get(name, "other libraries") for name in other)
