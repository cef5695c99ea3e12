"""Where things lie: the only room that knows. Nothing here reads or writes a file's content.

raw/<request_id>/request.toml, responses.csv, receipts.csv, documents/, layouts/,
  corrections.toml, statements.toml, marks.toml, headings.toml, breaks.toml, aliases.csv,
  quality.toml, published.toml, refiled.toml, chased.csv, correspondence/, correspondence.csv
inbox/<request_id>/
raw/<request_id>/quarantine/<id>/document.sealed, seal.toml, release.toml
processed/<request_id>/current -> generations/<digest>/
processed/<request_id>/gate/gate.parquet, gate.html; report/report.html; not_current.json
processed/releases/<request_id>/<version>/, waiting/<version>/
.foistats/lock, holder.json, runs.jsonl, ledger.jsonl, lineage.jsonl, told.json
.foistats/server.json, flow_run.json
.foistats/readings/<request_id>/<key>, built/<request_id>.json, judged/<request_id>.txt, prefect/
.foistats/rows/<request_id>/<table>.json, receipts/<request_id>.json
"""

import os
import re
import stat
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from foistats.errors import WorkspaceError

# One folder name: nothing that climbs, hides, or is reserved on another system.
_REQUEST_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
# A sealed document's id: how its SHA-256 begins.
_SEAL_ID = re.compile(r"[0-9a-f]{16}")
# Folders of processed/ that belong to no request.
_RESERVED = {"releases"}
CHASED_FILE = "chased.csv"
"""The list of letters that were sent, in a request's folder of raw/."""
_NOT_RECEIVED = {"thumbs.db", "desktop.ini"}

_DEVICES = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)}
)


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
    def settings_file(self) -> Path:
        """What the workspace sets for itself, such as limits; most have none."""
        return self.root / "foistats.toml"

    @property
    def lock_file(self) -> Path:
        """Held by whoever writes, so that two runs never write at once."""
        return self.root / ".foistats" / "lock"

    @property
    def runs_file(self) -> Path:
        """One line per run: when, what, why, by whom, and what became of it."""
        return self.root / ".foistats" / "runs.jsonl"

    @property
    def ledger_file(self) -> Path:
        """One line for each time something was done to a response: what, why and by which run."""
        return self.root / ".foistats" / "ledger.jsonl"

    @property
    def lineage_file(self) -> Path:
        """OpenLineage events of each run, one a line; elsewhere if the client's settings say so."""
        return self.root / ".foistats" / "lineage.jsonl"

    @property
    def told_file(self) -> Path:
        """What people have been told, per channel; digests only."""
        return self.root / ".foistats" / "told.json"

    @property
    def holder_note(self) -> Path:
        """Who holds the lock, while it is held."""
        return self.root / ".foistats" / "holder.json"

    def built_file(self, request_id: str) -> Path:
        """What a request's tables were last built from; disposable."""
        return self.root / ".foistats" / "built" / f"{_checked(request_id)}.json"

    def receipts_note(self, request_id: str) -> Path:
        """The digests of receipts.csv as they were last seen: a receipt that goes is noticed."""
        return self.root / ".foistats" / "receipts" / f"{_checked(request_id)}.json"

    def judged_file(self, request_id: str) -> Path:
        """Of which tables the plausibility check was asked last, and by what; disposable."""
        return self.root / ".foistats" / "judged" / f"{_checked(request_id)}.txt"

    def rows_note(self, request_id: str, table: str) -> Path:
        """Rows of a small table as they were last read; disposable."""
        return self.root / ".foistats" / "rows" / _checked(request_id) / f"{table}.json"

    def readings_folder(self, request_id: str) -> Path:
        """Readings of a request's documents, by what they depend on; disposable."""
        return self.root / ".foistats" / "readings" / _checked(request_id)

    @property
    def server_note(self) -> Path:
        """Where the Prefect server that `foistats serve` runs is to be found, while it runs."""
        return self.root / ".foistats" / "server.json"

    @property
    def flow_run_note(self) -> Path:
        """Which run of the flow holds the workspace; there after it only if it was killed."""
        return self.root / ".foistats" / "flow_run.json"

    @property
    def prefect_home(self) -> Path:
        """Where that server keeps its records; what was done is in our own tables."""
        return self.root / ".foistats" / "prefect"

    @property
    def server_secret(self) -> Path:
        """The secret without which that server answers nobody; only its owner may open it."""
        return self.root / ".foistats" / "server_secret"

    def request_ids(self) -> tuple[str, ...]:
        """The requests under raw/, in order; a folder is one if it has a request.toml.

        Raises WorkspaceError where one has a name whose tables would lie among the releases.
        """
        found = [f.parent.name for f in self.raw.glob("*/request.toml") if _is_id(f.parent.name)]
        for name in found:
            _refuse_reserved(name)
        return tuple(sorted(found))

    def request_folder(self, request_id: str) -> Path:
        """raw/<request_id>; raises WorkspaceError with the likeliest names if there is none."""
        _refuse_reserved(request_id)
        folder = self.raw / request_id
        if not _is_id(request_id) or not (folder / "request.toml").is_file():
            known = self.request_ids()
            near = get_close_matches(request_id, known, n=1, cutoff=0.5)
            hint = (
                f"did you mean {near[0]!r}?" if near else f"there is: {', '.join(known) or 'none'}"
            )
            raise WorkspaceError(f"there is no raw/{request_id}/request.toml; {hint}")
        return folder

    def new_request_folder(self, request_id: str) -> Path:
        """raw/<request_id> before it is made; raises WorkspaceError where that can't be."""
        if not _is_id(request_id):
            raise WorkspaceError(
                f"{request_id!r} can't be the name of a request's folder; use letters, digits,"
                " hyphens and full stops, such as burglary-2025"
            )
        folder = self.raw / request_id
        if folder.exists():
            raise WorkspaceError(f"raw/{request_id} is there already; choose another name")
        if request_id.casefold().partition(".")[0] in _DEVICES:
            raise WorkspaceError(
                f"Windows keeps the name {request_id!r} for a device, so that the folder could"
                " not be opened there; choose another name"
            )
        others = [path.name for path in self.raw.iterdir()] if self.raw.is_dir() else []
        for other in others:
            if other.casefold() == request_id.casefold():
                raise WorkspaceError(
                    f"raw/{other} is there already, which is the same name on Windows and macOS;"
                    " choose another name"
                )
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

    def declared_file(self, request_id: str, name: str) -> Path:
        """A file in which persons declare something of a request, such as `corrections.toml`."""
        return self.request_folder(request_id) / name

    def documents_folder(self, request_id: str) -> Path:
        """The files exactly as received."""
        return self.request_folder(request_id) / "documents"

    def document_paths(self, request_id: str) -> tuple[str, ...]:
        """The received files below documents/, with forward slashes; without system files."""
        return tuple(path for path, what in self._below_documents(request_id) if not what)

    def not_documents(self, request_id: str) -> tuple[tuple[str, str], ...]:
        """What else lies below documents/, with what it is: no link is followed, no pipe opened."""
        return tuple((path, what) for path, what in self._below_documents(request_id) if what)

    def _below_documents(self, request_id: str) -> list[tuple[str, str]]:
        """Every path below documents/ that is no folder, with what it is; empty for a file."""
        top = self.documents_folder(request_id)
        found = []
        for folder, folders, files in os.walk(top):
            for name in [*folders, *files]:
                path = Path(folder, name)
                # What can't even be looked at counts as a file: opening it will say why.
                mode = stat.S_IFREG
                with suppress(OSError):
                    mode = path.lstat().st_mode
                relative = path.relative_to(top)
                if not stat.S_ISDIR(mode) and not _is_litter(relative.parts):
                    found.append((relative.as_posix(), _what(mode)))
        return sorted(found)

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

    def inbox_folder(self, request_id: str) -> Path:
        """Messages cut out of mailboxes, and what a person has to decide about them."""
        return self.processed_folder(request_id) / "inbox"

    def watched_inbox(self, request_id: str) -> Path:
        """Where a person puts replies that came in; every night what is plain of them is filed."""
        return self.root / "inbox" / _checked(request_id)

    def letters_folder(self, request_id: str) -> Path:
        """Letters to forces that wait to be sent."""
        return self.processed_folder(request_id) / "letters"

    def quarantine_folder(self, request_id: str) -> Path:
        """Documents that hide something, out of everyone's way."""
        return self.request_folder(request_id) / "quarantine"

    def seal_ids(self, request_id: str) -> tuple[str, ...]:
        """The ids under which documents of a request are sealed."""
        folders = self.quarantine_folder(request_id).glob("*/")
        return tuple(sorted(f.name for f in folders if _SEAL_ID.fullmatch(f.name)))

    def sealed_document(self, request_id: str, seal_id: str) -> Path:
        """A sealed document's bytes, under a name that no program opens by accident."""
        return self._sealed_folder(request_id, seal_id) / "document.sealed"

    def seal_file(self, request_id: str, seal_id: str) -> Path:
        """What a sealed document was called, its digest, and what was found in it."""
        return self._sealed_folder(request_id, seal_id) / "seal.toml"

    def release_file(self, request_id: str, seal_id: str) -> Path:
        """There only where a person let what the document shows be read."""
        return self._sealed_folder(request_id, seal_id) / "release.toml"

    def _sealed_folder(self, request_id: str, seal_id: str) -> Path:
        if not _SEAL_ID.fullmatch(seal_id):
            raise WorkspaceError(f"{seal_id!r} is not the id of a sealed document")
        return self.quarantine_folder(request_id) / seal_id

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
        return self.processed / _checked(request_id)

    def gate_folder(self, request_id: str) -> Path:
        """What the quality gate says of the request's tables, as a table and as a page."""
        return self.processed_folder(request_id) / "gate"

    def report_file(self, request_id: str) -> Path:
        """The page of a request, for people who would rather look than query."""
        return self.processed_folder(request_id) / "report" / "report.html"

    def not_current_file(self, request_id: str) -> Path:
        """Why the request's tables are kept although they aren't current; mostly not there."""
        return self.processed_folder(request_id) / "not_current.json"

    def generations_folder(self, request_id: str) -> Path:
        """Whole sets of tables, each named by the digest of its content."""
        return self.processed_folder(request_id) / "generations"

    def current_pointer(self, request_id: str) -> Path:
        """What says which set of tables holds: a link where there are links, else a text file."""
        return self.processed_folder(request_id) / "current"


def _checked(request_id: str) -> str:
    if not _is_id(request_id):
        raise WorkspaceError(f"{request_id!r} is not the name of a request folder")
    return request_id


def _refuse_reserved(name: str) -> None:
    if name.casefold() in _RESERVED:
        raise WorkspaceError(
            f"raw/{name} can't be a request, since processed/{name} is kept for something else;"
            " give the folder another name"
        )


def _is_id(name: str) -> bool:
    return _REQUEST_ID.fullmatch(name) is not None and not name.endswith(".")


def _what(mode: int) -> str:
    """What is no file, for a person; empty for a file."""
    if stat.S_ISLNK(mode):
        return "a link to something else"
    return "" if stat.S_ISREG(mode) else "a pipe, socket or device"


def _is_litter(parts: tuple[str, ...]) -> bool:
    """True for what an operating system or an open spreadsheet leaves in a folder."""
    return any(part.startswith((".", "~$")) for part in parts) or parts[-1].lower() in _NOT_RECEIVED
