"""What hides something is sealed: out of documents/, unread, and never forgotten.

First seal.toml says so, then the document lies beside it, and only then is it taken out of
documents/. Whatever stops that half way, the next look finds the seal and goes on from there.
"""

import hashlib
import os
import threading
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path, PurePosixPath

from foistats.durable import make_names_durable, write_whole
from foistats.intake.quarantine_files import Seal, read_seal, seal_id_of, seal_text
from foistats.records import Finding
from foistats.workspace import Workspace

# One copy of a document may be sealed while another is: the replies are read in several threads.
_SEALING = threading.RLock()


def seal_document(
    workspace: Workspace,
    request_id: str,
    path: str,
    *,
    findings: Sequence[Finding],
    on: date,
) -> Seal:
    """Seal a file that lies below documents/; hold the workspace's lock.

    Raises OSError where it can't be moved: then it still lies there, and isn't to be read.
    """
    with _SEALING:
        file = workspace.documents_folder(request_id) / path
        content = file.read_bytes()
        name = PurePosixPath(path).name
        seal = seal_incoming(
            workspace, request_id, path, content, name=name, findings=findings, on=on
        )
        _take_out(file)
        return seal


def seal_incoming(
    workspace: Workspace,
    request_id: str,
    path: str,
    content: bytes,
    *,
    name: str,
    findings: Sequence[Finding],
    on: date,
) -> Seal:
    """Seal a document under the path that it would have had below documents/.

    Sealing it again, under this path or another one, changes nothing of what was found first.
    """
    digest = hashlib.sha256(content).hexdigest()
    with _SEALING:
        seal = known_seal(workspace, request_id, digest)
        if seal is None:
            seal = Seal(
                request_id,
                seal_id_of(digest),
                name=name.encode(errors="replace").decode(),
                size=len(content),
                sha256=digest,
                sealed_on=on,
                findings=tuple(findings),
            )
        return _keep(workspace, seal, path, content)


def known_seal(workspace: Workspace, request_id: str, sha256: str) -> Seal | None:
    """The seal of a document with this digest, if it has one that can be read."""
    seal_id = seal_id_of(sha256)
    if not workspace.seal_file(request_id, seal_id).is_file():
        return None
    seal, _ = read_seal(workspace, request_id, seal_id)
    return seal if seal.sha256 == sha256 else None


def put_away(workspace: Workspace, seal: Seal, path: str) -> Seal:
    """Take a sealed document that lies below documents/ out of there, unread; as seal_document."""
    with _SEALING:
        file = workspace.documents_folder(seal.request_id) / path
        seal = _keep(workspace, seal, path, file.read_bytes())
        _take_out(file)
        return seal


def sealed_digest(workspace: Workspace, seal: Seal) -> str:
    """The digest of the sealed bytes as they are now; empty where they aren't here."""
    try:
        with workspace.sealed_document(seal.request_id, seal.seal_id).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _keep(workspace: Workspace, seal: Seal, path: str, content: bytes) -> Seal:
    """Have the quarantine hold a document and name it by this path too."""
    seal_file = workspace.seal_file(seal.request_id, seal.seal_id)
    document = workspace.sealed_document(seal.request_id, seal.seal_id)
    folder = seal_file.parent
    folder.parent.mkdir(exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    if path not in seal.documents or not seal_file.is_file():
        seal = seal._replace(documents=tuple(sorted({*seal.documents, path})))
        write_whole(seal_file, seal_text(seal))
    if sealed_digest(workspace, seal) != seal.sha256:
        write_whole(document, content, mode=0o600)
    # What a killed process left half written: no one else writes while we hold the workspace.
    for left in folder.glob(".*.new"):
        left.unlink(missing_ok=True)
    for names in (folder.parent, folder.parent.parent):
        make_names_durable(names)
    return seal


def _take_out(file: Path) -> None:
    with suppress(FileNotFoundError):
        os.unlink(file)  # noqa: PTH108 - tests make os.unlink fail; Path.unlink hides it
    make_names_durable(file.parent)
