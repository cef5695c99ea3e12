"""receipts.csv: each received file with size and digest, written once, verified at every read."""

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from foistats.durable import write_whole
from foistats.errors import WorkspaceError
from foistats.intake.quarantine import put_away, sealed_digest
from foistats.intake.quarantine_files import Quarantine, Seal, sealed_paths
from foistats.intake.quarantine_told import unmoved_problem
from foistats.intake.sheets import content_of, read_sheet
from foistats.records import Problem
from foistats.workspace import Workspace
from schemas.problem_codes import ProblemCode

COLUMNS = ("path", "bytes", "sha256")
_SIZE = re.compile("[0-9]{1,18}")
_SHA256 = re.compile("[0-9a-f]{64}")


class Receipt(NamedTuple):
    """One received file: its path below documents/, its size and its digest."""

    path: str
    size: int
    sha256: str


class Verified(NamedTuple):
    """The files that are what was received, by path, and the problems of those that aren't.

    `sealed` are documents in quarantine, by the path that they had or would have; of these,
    `released` may be read from there and are among the `receipts` too.
    """

    receipts: Mapping[str, Receipt]
    problems: tuple[Problem, ...]
    sealed: Mapping[str, Seal]
    released: Mapping[str, Seal]


def verify_documents(
    workspace: Workspace, request_id: str, *, listed: Iterable[str], quarantine: Quarantine
) -> Verified:
    """Hold every file against its receipt; a file that has none yet gets one.

    `listed` are the paths that responses name. One row per missing or changed file; the caller
    adds the response it belongs to. A file that was sealed before is put away unread. Hold the
    workspace's lock: receipts.csv may be written. Raises WorkspaceError where a receipt that was
    there has gone or says something else, while its file is still there.
    """
    receipts = read_receipts(workspace, request_id)
    present = workspace.document_paths(request_id)
    _refuse_lost_receipts(workspace, request_id, receipts, present)
    problems: list[Problem] = []
    good: dict[str, Receipt] = {}
    new: list[Receipt] = []
    again: dict[str, Seal] = {}
    for path in present:
        found = _found(workspace, request_id, path)
        if isinstance(found, Problem):
            problems.append(found)
            continue
        kept = receipts.get(path)
        if kept is None:
            new.append(found)
        if (seal := quarantine.holding(found.sha256)) is not None:
            again[path] = seal
        elif kept is not None and (kept.size, kept.sha256) != (found.size, found.sha256):
            problems.append(_changed(path, kept, found, quarantine))
        else:
            good[path] = found
    if new:
        add_receipts(workspace, request_id, new)
    problems += _put_away(workspace, again)
    digests = {one.path: one.sha256 for one in (*receipts.values(), *new)}
    _note_receipts(workspace, request_id, digests)
    elsewhere = sealed_paths(quarantine.seals.values(), digests)
    here = set(present)
    sealed = {path: seal for path, seal in elsewhere.items() if path not in here} | again
    sealed = dict(sorted(sealed.items()))
    others = dict(workspace.not_documents(request_id))
    problems += [_missing(path, f"{what}, not a file") for path, what in others.items()]
    lost = {*receipts, *listed} - {*present, *sealed, *others}
    problems += [_missing(path) for path in sorted(lost)]
    released: dict[str, Seal] = {}
    for path, seal in sealed.items():
        if seal.release is None:
            continue
        digest = sealed_digest(workspace, seal)
        if digest == seal.sha256:
            released[path] = seal
            good[path] = Receipt(path, seal.size, seal.sha256)
        else:
            problems.append(_not_as_sealed(path, seal, digest))
    return Verified(good, tuple(problems), sealed, released)


def _refuse_lost_receipts(
    workspace: Workspace, request_id: str, receipts: Mapping[str, Receipt], present: Iterable[str]
) -> None:
    """Raise WorkspaceError where receipts.csv no longer says what it said of a file that is there.

    Without this a file could be exchanged by taking its receipt away.
    """
    note = workspace.receipts_note(request_id)
    try:
        known = json.loads(note.read_bytes())
        items = [(str(path), str(digest)) for path, digest in known.items()]
    except (OSError, ValueError, AttributeError):
        return
    here = set(present)
    for path, digest in sorted(items):
        now = receipts.get(path)
        if path in here and (now is None or now.sha256 != digest):
            what = "no receipt any more" if now is None else "another receipt than before"
            raise WorkspaceError(
                f"raw/{request_id}/receipts.csv has {what} for {path}; bring the file back as it"
                " was: it proves what was received. Only if it is lost for good, and every document"
                " was compared with what the forces sent, delete"
                f" .foistats/receipts/{note.name} too"
            )


def _note_receipts(workspace: Workspace, request_id: str, digests: Mapping[str, str]) -> None:
    """Note what receipts.csv says now; a note that can't be written costs only the notice."""
    note = workspace.receipts_note(request_id)
    content = json.dumps(dict(sorted(digests.items()))).encode()
    with suppress(OSError):
        if not note.is_file() or note.read_bytes() != content:
            note.parent.mkdir(parents=True, exist_ok=True)
            write_whole(note, content)


def _found(workspace: Workspace, request_id: str, path: str) -> Receipt | Problem:
    """The receipt that a file below documents/ would get now, or why it can't have one."""
    try:
        path.encode()
    except UnicodeEncodeError:
        shown = path.encode(errors="replace").decode()
        return _missing(shown, "a file whose name is no readable text")
    try:
        return receipt_of(workspace.documents_folder(request_id) / path, path)
    except OSError as reason:
        return _missing(path, f"a file that can't be opened: {reason.strerror}")


def _put_away(workspace: Workspace, again: Mapping[str, Seal]) -> Iterator[Problem]:
    """Take files that were sealed before out of documents/; those that won't go are told."""
    for path, seal in again.items():
        try:
            put_away(workspace, seal, path)
        except OSError as reason:
            yield unmoved_problem(path, seal.findings, reason)


def read_receipts(workspace: Workspace, request_id: str) -> dict[str, Receipt]:
    """The receipts by path; raises WorkspaceError for a file that can't be relied on."""
    path = workspace.receipts_file(request_id)
    if not path.is_file():
        return {}
    name = f"raw/{request_id}/receipts.csv"
    sheet = read_sheet(content_of(path, name), known=COLUMNS, name=name)
    found: dict[str, Receipt] = {}
    for line in sheet.lines:
        receipt = _receipt(line.values)
        if receipt is None or found.setdefault(receipt.path, receipt) != receipt:
            raise WorkspaceError(
                f"{name} line {line.number} is not a receipt, or contradicts another one; bring the"
                " file back as it was: it proves what was received"
            )
    return found


def add_receipts(workspace: Workspace, request_id: str, receipts: Iterable[Receipt]) -> None:
    """Write receipts for files that have none; those that there are stay as they are."""
    path = workspace.receipts_file(request_id)
    known = read_receipts(workspace, request_id)
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(sorted({**{r.path: r for r in receipts}, **known}.values()))
    write_whole(path, lines.getvalue().encode("utf-8"))


def receipt_of(file: Path, path: str) -> Receipt:
    """The receipt that a file would get now."""
    with file.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
        return Receipt(path, content.tell(), digest)


def _receipt(values: Mapping[str, str]) -> Receipt | None:
    size, digest = values.get("bytes", ""), values.get("sha256", "").lower()
    # No file has more bytes than eighteen digits say; Python refuses to read much longer numbers.
    if not values.get("path") or not _SIZE.fullmatch(size) or not _SHA256.fullmatch(digest):
        return None
    return Receipt(values["path"], int(size), digest)


def _changed(path: str, kept: Receipt, found: Receipt, quarantine: Quarantine) -> Problem:
    if quarantine.holding(kept.sha256) is not None:
        return Problem(
            ProblemCode.DOCUMENT_CHANGED,
            path,
            "",
            "another file in the place of one that is sealed",
            "no file here: the one received under this name is in quarantine",
            "take it out and store it with `foistats receive`: a clean copy is a response of its"
            " own, which supersedes the earlier one",
        )
    return Problem(
        ProblemCode.DOCUMENT_CHANGED,
        path,
        "",
        f"{found.size} bytes with SHA-256 {found.sha256[:12]}…",
        f"the file received: {kept.size} bytes with SHA-256 {kept.sha256[:12]}…",
        "bring back the file as received; store a corrected reply as a new file with"
        " `foistats receive`",
    )


def _missing(path: str, found: str = "no such file in documents/") -> Problem:
    return Problem(
        ProblemCode.DOCUMENT_MISSING,
        path,
        "",
        found,
        "the file as received",
        "put the file back, or correct its name in responses.csv (several are parted by `;`)",
    )


def _not_as_sealed(path: str, seal: Seal, digest: str) -> Problem:
    return Problem(
        ProblemCode.DOCUMENT_CHANGED if digest else ProblemCode.DOCUMENT_MISSING,
        path,
        seal.seal_id,
        "a released document that is no longer the one sealed"
        if digest
        else "no document.sealed of a released document",
        f"the document as sealed: {seal.size} bytes with SHA-256 {seal.sha256[:12]}…",
        f"bring it back into raw/{seal.request_id}/quarantine/{seal.seal_id}: it isn't kept under"
        " version control",
    )
