"""A release packed as one file to hand on: an RO-Crate, with the forces' documents or without."""

import hashlib
import json
import os
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from foistats.disclosure.certificate import withholds
from foistats.durable import make_names_durable
from foistats.errors import WorkspaceError
from foistats.publishing.crate import METADATA, Packed, crate_metadata
from foistats.publishing.folders import release_folder
from foistats.publishing.standing import approved, withdrawn
from foistats.publishing.verify import ASIDE, MANIFEST, differences, not_approved
from foistats.release.rows import rows_of
from foistats.workspace import Workspace
from schemas.vocabulary import DocumentState

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
# What of the quarantine may be packed: what was found, which quotes nothing, and who had it read.
_QUARANTINE, _OF_QUARANTINE = "quarantine/", ("seal.toml", "release.toml")


class Exported(NamedTuple):
    """What was packed: how many of the forces' files, and which hide something and were not."""

    files: int
    left_out: tuple[str, ...]


def export(
    workspace: Workspace, request_id: str, number: int, *, to: Path, with_documents: bool
) -> Exported:
    """Write a release as an RO-Crate to a file that is not there yet.

    Raises WorkspaceError where the release, or a document that is to be packed, is not as it was,
    or where documents are to be packed that give what the release withholds.
    A document that hides something is never packed. The same release gives the same bytes.
    """
    folder = release_folder(workspace, request_id, number)
    wrong = [*differences(folder), *filter(None, [not_approved(folder)])]
    if wrong:
        raise WorkspaceError(f"release {number} is not as it was released: {'; '.join(wrong)}")
    if with_documents and withholds(folder):
        raise WorkspaceError(
            f"release {number} withholds or rounds figures that the forces' documents give exactly;"
            " pack it without --with-documents"
        )
    _refuse_place(workspace, to)
    manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_bytes())
    hiding = _hiding(folder, manifest["raw"])
    contents = {
        f"release/{path.name}": path.read_bytes()
        for path in sorted(folder.iterdir())
        if path.name not in ASIDE
    }
    release = [_packed(path, content) for path, content in contents.items()]
    raw: dict[str, Packed] = {}
    if with_documents:
        top = workspace.request_folder(request_id)
        for name, path, content in _sources(top, manifest["raw"], hiding):
            raw[name] = _packed(f"raw/{request_id}/{path}", content)
            contents[raw[name].path] = content
    contents[METADATA] = crate_metadata(
        manifest, release=release, raw=raw, approval=approved(folder), withdrawal=withdrawn(folder)
    )
    _write(to, contents)
    return Exported(len(set(raw.values())), hiding)


def _refuse_place(workspace: Workspace, to: Path) -> None:
    if to.exists():
        raise WorkspaceError(f"{to} is there already; name another file with --to")
    if not to.parent.is_dir():
        raise WorkspaceError(f"there is no folder {to.parent}; make it, or name another with --to")
    for kept in (workspace.raw, workspace.processed / "releases"):
        if to.resolve().is_relative_to(kept.resolve()):
            raise WorkspaceError(f"{to} lies in {kept}, which keeps its own files; name another")


def _hiding(folder: Path, raw: Mapping[str, str]) -> tuple[str, ...]:
    """The files of raw/ that hide something, though what one of them shows may have been read."""
    states = (DocumentState.SEALED, DocumentState.RELEASED)
    rows = rows_of(folder, "documents", ["document", "sha256", "document_state"])
    hide = [row for row in rows if row["document_state"] in states]
    names = {f"documents/{row['document'].split('/')[0]}" for row in hide}
    digests = {row["sha256"] for row in hide} | {raw[name] for name in names & raw.keys()}
    return tuple(
        name
        for name, digest in sorted(raw.items())
        if name.removesuffix("/.") in names
        or (digest and digest in digests)
        or (name.startswith(_QUARANTINE) and name.rpartition("/")[2] not in _OF_QUARANTINE)
    )


def _sources(
    top: Path, raw: Mapping[str, str], hiding: tuple[str, ...]
) -> Iterator[tuple[str, str, bytes]]:
    """Each file that may be packed: its name in the manifest, its path, and what it holds."""
    for name, digest in sorted(raw.items()):
        if name in hiding or len(digest) != 64:  # a link is packed as what it leads to
            continue
        path = name.removesuffix("/.")
        try:
            content = (top / path).read_bytes()
        except OSError as reason:
            raise WorkspaceError(f"raw: {path} can't be read: {reason.strerror}") from reason
        if hashlib.sha256(content).hexdigest() != digest:
            raise WorkspaceError(
                f"raw: {path} differs from what the release was made from; it can be packed"
                " without documents only"
            )
        yield name, path, content


def _packed(path: str, content: bytes) -> Packed:
    return Packed(path, len(content), hashlib.sha256(content).hexdigest())


def _write(to: Path, contents: Mapping[str, bytes]) -> None:
    """Write the file aside, then put it in place in one step."""
    aside = to.with_name(f".{to.name}.new")
    try:
        with aside.open("wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
                for name in (METADATA, *sorted(contents.keys() - {METADATA})):
                    info = zipfile.ZipInfo(name, _LONG_AGO)
                    info.compress_type = zipfile.ZIP_DEFLATED
                    info.external_attr = 0o644 << 16
                    made.writestr(info, contents[name])
            file.flush()
            os.fsync(file.fileno())
        os.replace(aside, to)  # noqa: PTH105 - tests make os.replace fail
    finally:
        aside.unlink(missing_ok=True)
    make_names_durable(to.parent)
