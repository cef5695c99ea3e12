"""Where things lie: the only room that knows. Nothing here reads or writes a file's content.

raw/<request_id>/request.toml, responses.csv, receipts.csv, documents/, layouts/
processed/<request_id>/current -> generations/<digest>/
.foistats/lock
"""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from foistats.errors import WorkspaceError

# One folder name: nothing that climbs, hides, or is reserved on another system.
_REQUEST_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_NOT_RECEIVED = {"thumbs.db", "desktop.ini"}


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder that has raw/, and processed/ once something has been written."""

    root: Path

    def __post_init__(self) -> None:
        """Refuse a folder that has no raw/, before anything is looked for in it."""
        object.__setattr__(self, "root", Path(self.root))
        if not self.raw.is_dir():
            raise WorkspaceError(
                f"{self.root.resolve()} has no folder raw/; go to the folder that has it, or name"
                " it with --root"
            )

    @property
    def raw(self) -> Path:
        """What came in."""
        return self.root / "raw"

    @property
    def processed(self) -> Path:
        """What goes out."""
        return self.root / "processed"

    @property
    def lock_file(self) -> Path:
        """Held by whoever writes, so that two runs never write at once."""
        return self.root / ".foistats" / "lock"

    def request_ids(self) -> tuple[str, ...]:
        """The requests under raw/, in order; a folder is one if it has a request.toml."""
        return tuple(
            sorted(f.parent.name for f in self.raw.glob("*/request.toml") if _is_id(f.parent.name))
        )

    def request_folder(self, request_id: str) -> Path:
        """raw/<request_id>; raises WorkspaceError with the likeliest names if there is none."""
        folder = self.raw / request_id
        if not _is_id(request_id) or not (folder / "request.toml").is_file():
            known = self.request_ids()
            near = get_close_matches(request_id, known, n=1, cutoff=0.5)
            hint = (
                f"did you mean {near[0]!r}?" if near else f"there is: {', '.join(known) or 'none'}"
            )
            raise WorkspaceError(f"there is no raw/{request_id}/request.toml; {hint}")
        return folder

    def request_file(self, request_id: str) -> Path:
        """The question, the forces and the periods asked."""
        return self.request_folder(request_id) / "request.toml"

    def responses_file(self, request_id: str) -> Path:
        """One line per response."""
        return self.request_folder(request_id) / "responses.csv"

    def receipts_file(self, request_id: str) -> Path:
        """One line per received file, with its digest."""
        return self.request_folder(request_id) / "receipts.csv"

    def documents_folder(self, request_id: str) -> Path:
        """The files exactly as received."""
        return self.request_folder(request_id) / "documents"

    def document_paths(self, request_id: str) -> tuple[str, ...]:
        """The received files below documents/, with forward slashes; without system files."""
        folder = self.documents_folder(request_id)
        found = (path for path in folder.rglob("*") if path.is_file())
        relative = (path.relative_to(folder) for path in found)
        return tuple(sorted(path.as_posix() for path in relative if not _is_litter(path.parts)))

    def document(self, request_id: str, path: str) -> Path:
        """A listed document; raises WorkspaceError for a path that leads out of documents/."""
        folder = self.documents_folder(request_id)
        written = PurePosixPath(path)
        if (
            not path
            or written.is_absolute()
            or ".." in written.parts
            or "\\" in path
            or "\0" in path
        ):
            raise WorkspaceError(
                f"{path!r} is not a path below raw/{request_id}/documents/; write it with forward"
                " slashes, starting below that folder"
            )
        document = folder / written
        if not document.resolve().is_relative_to(folder.resolve()):
            raise WorkspaceError(
                f"{path!r} leads out of raw/{request_id}/documents/; put the file itself there"
            )
        return document

    def layout_files(self, request_id: str, document: str) -> dict[str, Path]:
        """Where layouts of one document are declared, by the part of it, if they are.

        `layouts/reply.eml.toml` is of the document itself, whose part is the empty text, and
        `layouts/reply.eml/a.xlsx.toml` of the file `a.xlsx` inside it.
        """
        folder = self.request_folder(request_id) / "layouts"
        own, inside = folder / f"{document}.toml", folder / document
        found = {"": own} if own.is_file() else {}
        if inside.is_dir():
            for path in sorted(inside.rglob("*.toml")):
                found[path.relative_to(inside).as_posix().removesuffix(".toml")] = path
        return found

    def quality_file(self, request_id: str) -> Path:
        """What the request allows beyond the rules of the quality gate, if it does."""
        return self.request_folder(request_id) / "quality.toml"

    def processed_folder(self, request_id: str) -> Path:
        """Where the tables of one request are."""
        if not _is_id(request_id):
            raise WorkspaceError(f"{request_id!r} is not the name of a request folder")
        return self.processed / request_id

    def generations_folder(self, request_id: str) -> Path:
        """Whole sets of tables, each named by the digest of its content."""
        return self.processed_folder(request_id) / "generations"

    def current_pointer(self, request_id: str) -> Path:
        """What says which set of tables holds: a link where there are links, else a text file."""
        return self.processed_folder(request_id) / "current"


def _is_id(name: str) -> bool:
    return _REQUEST_ID.fullmatch(name) is not None and not name.endswith(".")


def _is_litter(parts: tuple[str, ...]) -> bool:
    """True for what an operating system or an open spreadsheet leaves in a folder."""
    return any(part.startswith((".", "~$")) for part in parts) or parts[-1].lower() in _NOT_RECEIVED
