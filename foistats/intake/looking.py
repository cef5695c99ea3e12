"""A file that a person looks at outside a run: what a workspace knows of it."""

import hashlib
from pathlib import Path
from typing import NamedTuple

from foistats.errors import WorkspaceError
from foistats.intake.quarantine import known_seal
from foistats.intake.quarantine_files import Seal
from foistats.intake.requests import read_request
from foistats.workspace import Workspace


class Known(NamedTuple):
    """What is known of a file. `seal` is the seal of a document with the same digest, if any.

    `received_as` is its name as received; `question` the wording of the request that it lies
    under, empty where it lies elsewhere.
    """

    received_as: str
    seal: Seal | None = None
    question: str = ""

    @property
    def released(self) -> bool:
        """True where a person let what it shows be read."""
        return self.seal is not None and self.seal.release is not None


def known_of(file: Path, root: Path) -> Known:
    """What the workspace that a file lies in, else the one at `root`, knows of it."""
    workspace = _workspace_of(file, root)
    if workspace is None:
        return Known(file.name)
    with file.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    request_ids = workspace.request_ids()
    own = [r for r in request_ids if _lies_in(file, workspace.request_folder(r))]
    seals = [known_seal(workspace, request_id, digest) for request_id in own or request_ids]
    known = sorted((s for s in seals if s is not None), key=lambda s: s.release is None)
    seal = known[0] if known else None
    sealed = own and _lies_in(file, workspace.quarantine_folder(own[0]))
    received_as = seal.name if seal is not None and sealed else file.name
    return Known(received_as, seal, _question(workspace, own[0]) if own else "")


def _workspace_of(file: Path, root: Path) -> Workspace | None:
    path = file.resolve()
    for folder, inner in zip(path.parents[1:], path.parents, strict=False):
        if folder.name == "raw" and (inner / "request.toml").is_file():
            return Workspace(folder.parent)
    return Workspace(root) if (root / "raw").is_dir() else None


def _lies_in(file: Path, folder: Path) -> bool:
    return file.resolve().is_relative_to(folder.resolve())


def _question(workspace: Workspace, request_id: str) -> str:
    """The request's own words: a message that quotes them hides nothing by that."""
    try:
        request = read_request(workspace, request_id)
    except WorkspaceError:
        return ""
    return f"{request.title}\n{request.question}"
