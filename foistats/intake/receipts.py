"""receipts.csv: each received file with size and digest, written once, verified at every read."""

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from foistats.durable import write_whole
from foistats.errors import WorkspaceError
from foistats.intake.sheets import read_sheet
from foistats.records import Problem
from foistats.workspace import Workspace
from schemas.problem_codes import ProblemCode

COLUMNS = ("path", "bytes", "sha256")


class Receipt(NamedTuple):
    """One received file: its path below documents/, its size and its digest."""

    path: str
    size: int
    sha256: str


class Verified(NamedTuple):
    """The files that are what was received, by path, and the problems of those that aren't."""

    receipts: Mapping[str, Receipt]
    problems: tuple[Problem, ...]


def verify_documents(workspace: Workspace, request_id: str, *, listed: Iterable[str]) -> Verified:
    """Hold every file against its receipt; a file that has none yet gets one.

    `listed` are the paths that responses name. One row per missing or changed file; the caller
    adds the response it belongs to. Hold the workspace's lock: receipts.csv may be written.
    """
    receipts = read_receipts(workspace, request_id)
    present = workspace.document_paths(request_id)
    problems: list[Problem] = []
    good: dict[str, Receipt] = {}
    new: list[Receipt] = []
    for path in present:
        try:
            path.encode()
        except UnicodeEncodeError:
            shown = path.encode(errors="replace").decode()
            problems.append(_missing(shown, "a file whose name is no readable text"))
            continue
        try:
            found = receipt_of(workspace.documents_folder(request_id) / path, path)
        except OSError as reason:
            problems.append(_missing(path, f"a file that can't be opened: {reason.strerror}"))
            continue
        kept = receipts.get(path)
        if kept is None:
            new.append(found)
        elif (kept.size, kept.sha256) != (found.size, found.sha256):
            problems.append(_changed(path, kept, found))
            continue
        good[path] = found
    others = dict(workspace.not_documents(request_id))
    problems += [_missing(path, f"{what}, not a file") for path, what in others.items()]
    for path in sorted({*receipts, *listed} - set(present) - set(others)):
        problems.append(_missing(path))
    if new:
        add_receipts(workspace, request_id, new)
    return Verified(good, tuple(problems))


def read_receipts(workspace: Workspace, request_id: str) -> dict[str, Receipt]:
    """The receipts by path; raises WorkspaceError for a file that can't be relied on."""
    path = workspace.receipts_file(request_id)
    if not path.is_file():
        return {}
    name = f"raw/{request_id}/receipts.csv"
    sheet = read_sheet(path.read_bytes(), known=COLUMNS, name=name)
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
    if not values.get("path") or not size.isdecimal() or len(digest) != 64:
        return None
    return Receipt(values["path"], int(size), digest)


def _changed(path: str, kept: Receipt, found: Receipt) -> Problem:
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
