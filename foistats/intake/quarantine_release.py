"""A person lets what a sealed document shows be read; the document stays where it is."""

from collections.abc import Sequence
from datetime import date

from foistats.durable import write_whole
from foistats.errors import WorkspaceError
from foistats.intake.quarantine import sealed_digest
from foistats.intake.quarantine_files import Release, Seal, read_quarantine, release_text
from foistats.workspace import Workspace


def sealed_in(workspace: Workspace, request_ids: Sequence[str]) -> list[Seal]:
    """All sealed documents of some requests, in order."""
    return [
        seal
        for request_id in request_ids
        for seal in read_quarantine(workspace, request_id).seals.values()
    ]


def find_sealed(seals: Sequence[Seal], start: str) -> Seal:
    """The one sealed document whose id begins like this; WorkspaceError if none or several do."""
    start = start.strip().casefold()
    found = [seal for seal in seals if start and seal.seal_id.startswith(start)]
    if not found:
        raise WorkspaceError(
            f"no sealed document has an id that begins with {start!r}; `foistats quarantine list`"
            " shows all ids"
        )
    if len(found) > 1:
        several = ", ".join(f"{seal.seal_id} of {seal.request_id}" for seal in found)
        raise WorkspaceError(
            f"{start!r} begins the ids of several sealed documents: {several}; write more of the id"
            if len({seal.seal_id for seal in found}) > 1
            else f"several requests have this document: {several}; name one with --request"
        )
    return found[0]


def release(workspace: Workspace, seal: Seal, *, because: str, by: str, on: date) -> Seal:
    """Write down that what a sealed document shows may be read; hold the workspace's lock.

    Raises WorkspaceError where nobody says why, or the document isn't the one that was sealed.
    """
    because, by = " ".join(because.split()), " ".join(by.split())
    if not because or not by:
        raise WorkspaceError(
            "a release needs a reason and a name: write them after --because and --by"
        )
    if seal.release is not None:
        raise WorkspaceError(
            f"{seal.seal_id} is released already, by {seal.release.by} on {seal.release.on}:"
            f" {seal.release.because}; delete its release.toml first to say something else"
        )
    folder = f"raw/{seal.request_id}/quarantine/{seal.seal_id}"
    if not seal.sha256:
        raise WorkspaceError(
            f"{folder}/seal.toml can't be read, so nothing says what was sealed; bring it back"
        )
    if sealed_digest(workspace, seal) != seal.sha256:
        raise WorkspaceError(
            f"{folder}/document.sealed isn't there, or isn't the document that was sealed; bring"
            " it back first"
        )
    said = Release(because, by, on, seal.sha256)
    write_whole(workspace.release_file(seal.request_id, seal.seal_id), release_text(said))
    return seal._replace(release=said)
