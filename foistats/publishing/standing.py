"""What became of a release after it was made: approved by a second person, or withdrawn.

Each is a file beside those of the release, none of which changes. Hold the workspace's lock.
"""

import json
import os
from datetime import date
from pathlib import Path

from foistats.durable import make_names_durable, write_whole
from foistats.errors import WorkspaceError
from foistats.publishing.folders import WAITING, release_folder, releases_folder
from foistats.publishing.verify import (
    APPROVAL,
    MANIFEST,
    SUMS,
    WITHDRAWN,
    differences,
    file_digest,
    read_object,
    same_person,
)
from foistats.workspace import Workspace

_WHY = {WITHDRAWN: ("because",)}


def approve(workspace: Workspace, request_id: str, number: int, *, by: str, on: date) -> Path:
    """Move a release from those that wait to those that are released; gives its folder.

    Raises WorkspaceError unless it waits, is as it was made, and another person made it.
    """
    top = releases_folder(workspace, request_id)
    folder = top / WAITING / str(number)
    if not folder.is_dir():
        release_folder(workspace, request_id, number)
        raise WorkspaceError(f"release {number} of {request_id} doesn't wait for an approval")
    if (gone := withdrawn(folder)) is not None:
        raise WorkspaceError(
            f"release {number} was withdrawn on {gone['on']} by {gone['by']}: {gone['because']}"
        )
    wrong = [*differences(folder)]
    if wrong:
        raise WorkspaceError(
            f"release {number} is not as it was made ({'; '.join(wrong)}); withdraw it, and make"
            " another"
        )
    maker = str(read_object(folder / MANIFEST)["release"]["by"])
    by = person(by)
    if same_person(by, maker):
        raise WorkspaceError(
            f"{maker} made release {number}; another person has to look at it and approve it"
        )
    said = {"by": by, "on": on.isoformat(), "sums_sha256": file_digest(folder / SUMS)}
    write_whole(folder / APPROVAL, json.dumps(said, ensure_ascii=False).encode() + b"\n")
    os.replace(folder, top / str(number))  # noqa: PTH105 - tests make os.replace fail
    make_names_durable(top)
    make_names_durable(folder.parent)
    return top / str(number)


def withdraw(folder: Path, *, because: str, by: str, on: date) -> None:
    """Mark a release as withdrawn; none of its files changes. The first reason stays."""
    if (said := withdrawn(folder)) is not None:
        raise WorkspaceError(
            f"release {folder.name} was withdrawn on {said['on']} already: {said['because']}"
        )
    if not any(letter.isalnum() for letter in because):
        raise WorkspaceError("say with --because why the release is withdrawn")
    said = {"because": because, "by": person(by), "on": on.isoformat()}
    write_whole(folder / WITHDRAWN, json.dumps(said, ensure_ascii=False).encode() + b"\n")


def withdrawn(folder: Path) -> dict[str, str] | None:
    """Why a release was withdrawn, by whom and when; None where it stands."""
    return _said(folder / WITHDRAWN)


def withdrawal_said(folder: Path) -> str:
    """The sentence for whoever uses a release that was withdrawn; empty where it stands."""
    if (gone := withdrawn(folder)) is None:
        return ""
    return f"release {folder.name} was withdrawn on {gone['on']} by {gone['by']}: {gone['because']}"


def approved(folder: Path) -> dict[str, str] | None:
    """Who approved a release, and when; None where nobody did or nobody has to."""
    return _said(folder / APPROVAL)


def person(by: str) -> str:
    """A name as given; raises WorkspaceError where it has no letter."""
    if not any(letter.isalpha() for letter in by):
        raise WorkspaceError(f"{by!r} is nobody's name; say with --by who does this")
    return by.strip()


def _said(path: Path) -> dict[str, str] | None:
    try:
        said = read_object(path)
        return {key: str(said[key]) for key in ("by", "on", *_WHY.get(path.name, ()))}
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError):
        raise WorkspaceError(
            f"{path} is damaged; nobody can say what became of this release"
        ) from None
