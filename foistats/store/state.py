"""One state of all that foistats makes of a workspace: which bytes lie under which path.

    raw/..., inbox/..., foistats.toml        as people put them there
    processed/<request_id>/generations/...   sets of tables, under the names that their bytes decide
    kept/<sha256>/<file name>                whatever else foistats writes: pages, notes, readings
    states/<sha256>.json                     a state: each path with the digest of its bytes
    current.json                             the pointer: which state holds

Everything but the pointer and what people put there is written once, under a name that its bytes
decide. So nothing that a pointer names ever changes, and one put of the pointer swaps all of it.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from foistats.errors import WorkspaceError
from foistats.release.pointer import current_name
from foistats.workspace import Workspace

POINTER = "current.json"
STATES = "states"
# What people put there; all else is foistats's.
OF_PEOPLE = ("raw", "inbox")
SETTINGS = "foistats.toml"
_FORMAT = 1
# Of .foistats/, what the next machine needs; locks, secrets and Prefect's records stay.
_NOTES = ("runs.jsonl", "ledger.jsonl", "lineage.jsonl", "told.json")
_NOTE_FOLDERS = ("built", "receipts", "judged", "readings")


class Made(NamedTuple):
    """One file that foistats wrote. Its time tells which set of tables is the older one."""

    sha256: str
    size: int
    time: int


class State(NamedTuple):
    """All that foistats wrote, by path, and which set of tables holds for each request."""

    files: Mapping[str, Made]
    tables: Mapping[str, str]
    before: str = ""

    def content(self) -> bytes:
        """The state as it is stored."""
        files = {path: list(made) for path, made in sorted(self.files.items())}
        said = {"format": _FORMAT, "before": self.before, "tables": dict(self.tables)}
        return json.dumps(said | {"files": files}, indent=0, sort_keys=True).encode()


NOTHING = State({}, {})


def state_of(content: bytes, digest: str) -> State:
    """A stored state; raises WorkspaceError where it isn't the one that the pointer names."""
    if digest_of_bytes(content) != digest:
        raise WorkspaceError(f"{STATES}/{digest}.json is not what was written; restore that object")
    said = json.loads(content)
    if said["format"] != _FORMAT:
        raise WorkspaceError("the bucket was written by a newer foistats; install that one here")
    files = {path: Made(*made) for path, made in said["files"].items()}
    return State(files, said["tables"], said["before"])


def key_of(path: str, made: Made) -> str:
    """The key under which a file's bytes lie."""
    if is_of_tables(path):
        return path
    return f"kept/{made.sha256}/{path.rpartition('/')[2]}"


def is_of_tables(path: str) -> bool:
    """True for a file of a set of tables, whose folder is named by the bytes in it."""
    parts = path.split("/")
    return len(parts) == 5 and parts[0] == "processed" and parts[2] == "generations"


def here(workspace: Workspace, before: str = "") -> State:
    """The state of a folder as it lies on this machine."""
    paths = sorted([*_processed(workspace), *_notes(workspace)])
    root = workspace.root
    files = {}
    for path in paths:
        file = root / path
        files[path] = Made(digest_of_file(file), file.stat().st_size, file.stat().st_mtime_ns)
    requests = {path.split("/")[1] for path in paths if is_of_tables(path)}
    tables = {
        request: name for request in sorted(requests) if (name := current_name(workspace, request))
    }
    return State(files, tables, before)


def of_people(root: Path) -> dict[str, str]:
    """The digest of each file that people put there, by path."""
    found = {}
    for top in OF_PEOPLE:
        for path in _files_below(root / top):
            if path.is_symlink():
                raise WorkspaceError(
                    f"{path.relative_to(root)} is a link, which a bucket can't hold; put the file"
                    " itself there"
                )
            found[path.relative_to(root).as_posix()] = digest_of_file(path)
    if (root / SETTINGS).is_file():
        found[SETTINGS] = digest_of_file(root / SETTINGS)
    return found


def _processed(workspace: Workspace) -> Iterator[str]:
    for path in _files_below(workspace.processed):
        relative = path.relative_to(workspace.root).as_posix()
        parts = relative.split("/")
        # The pointer is made anew; what begins with a full stop is a killed run's.
        pointer = len(parts) == 3 and parts[2] == "current"
        if not pointer and not path.is_symlink() and not any(part[0] == "." for part in parts):
            yield relative


def _notes(workspace: Workspace) -> Iterator[str]:
    folder = workspace.runs_file.parent
    for name in _NOTES:
        if (folder / name).is_file():
            yield f"{folder.name}/{name}"
    for name in _NOTE_FOLDERS:
        for path in _files_below(folder / name):
            if not path.name.startswith("."):
                yield path.relative_to(workspace.root).as_posix()


def _files_below(top: Path) -> Iterator[Path]:
    """Every file below a folder; no link to a folder is followed."""
    for folder, folders, names in os.walk(top):
        folders.sort()
        for name in sorted(names):
            yield Path(folder, name)
        for name in folders:
            if Path(folder, name).is_symlink():
                yield Path(folder, name)


def digest_of_file(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb", buffering=0) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digest_of_bytes(content: bytes) -> str:
    """The SHA-256 of some bytes."""
    return hashlib.sha256(content).hexdigest()
