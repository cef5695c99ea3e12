"""Store a reply as it came: a safe name, a receipt, a line in responses.csv. Nothing is lost."""

import hashlib
import os
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from foistats.documents.file_names import numbered, safe_name
from foistats.durable import make_names_durable, write_durably, write_whole
from foistats.errors import WorkspaceError
from foistats.holding import holding
from foistats.intake.asked import asked_of
from foistats.intake.quarantine import known_seal, seal_incoming
from foistats.intake.quarantine_files import Seal, read_quarantine
from foistats.intake.reading import hidden_in
from foistats.intake.receipts import Receipt, add_receipts, read_receipts
from foistats.intake.requests import read_request
from foistats.intake.responses import COLUMNS, file_name, read_responses
from foistats.intake.sheets import Sheet, encoded_line, read_sheet, with_cells
from foistats.naming.forces import read_force
from foistats.records import Asked, Finding, Response
from foistats.workspace import Workspace
from schemas.vocabulary import Outcome

Screen = Callable[[Sequence[Path], Asked], Sequence[tuple[Finding, ...]]]
"""What finds out what each of some files hides, given what was asked."""


class Received(NamedTuple):
    """The response that was listed, and those of its documents that were sealed, by path."""

    response: Response
    sealed: dict[str, Seal]


class _Incoming(NamedTuple):
    """One file on its way in. With `findings` it goes to quarantine and nowhere else."""

    file: Path
    content: bytes
    sha256: str
    findings: tuple[Finding, ...] = ()


def receive(  # noqa: PLR0913 - all that a person says of a reply
    workspace: Workspace,
    files: Sequence[Path],
    *,
    request_id: str,
    force: str,
    received_on: date,
    outcome: Outcome | None = None,
    supersedes: str = "",
    today: date,
    screen: Screen = hidden_in,
) -> Received:
    """Take in the files of one response, and list it; raises WorkspaceError and changes nothing.

    A file that hides something is sealed instead of stored; its line names it all the same.
    Without an outcome the documents say what it amounts to. `supersedes` is the id of the response
    that it replaces, which only a person can say.
    """
    with holding(workspace, "foistats receive"):
        request = read_request(workspace, request_id, today=today)
        force_ids = read_force(force, on=request.sent_on)
        if received_on < request.sent_on:
            raise WorkspaceError(
                f"{received_on} is before {request.sent_on}, when the request was sent; correct the"
                " date"
            )
        if received_on > today:
            raise WorkspaceError(f"{received_on} is after today, {today}; correct the date")
        listed = read_responses(workspace, request, today=today)
        taken = {line.response_id for line in listed.responses}
        taken |= {line.response_id for line in listed.unusable}
        response_id = free_response_id(force_ids, received_on, taken)
        supersedes = _replaced(supersedes, force_ids, listed.responses)
        incoming = _new_files(workspace, request_id, files)
        found = screen([one.file for one in incoming], asked_of(request, force_ids))
        incoming = [
            one._replace(findings=findings) for one, findings in zip(incoming, found, strict=True)
        ]
        receipts, sealed = _store(workspace, request_id, incoming, today=today)
        values = {
            "response_id": response_id,
            "force": force,
            "received_on": received_on.isoformat(),
            "outcome": outcome.value if outcome is not None else "",
            "documents": ";".join(receipt.path for receipt in receipts),
            "supersedes": supersedes,
        }
        waiting = _line_that_waits(listed.responses, force_ids)
        _list(workspace, request_id, values, instead_of=waiting)
        known = read_responses(workspace, request, today=today).responses
    response = next(response for response in known if response.response_id == response_id)
    return Received(response, sealed)


def _replaced(written: str, force_ids: Sequence[str], listed: Sequence[Response]) -> str:
    """The id of the response that a reply of some forces replaces, by its id or by its file's name.

    Raises WorkspaceError where it names none, or several.
    """
    if not written:
        return ""
    given = [one for one in listed if one.has_come and set(one.force_ids) <= set(force_ids)]
    ids = [one.response_id for one in given]
    if written in ids:
        return written
    name = Path(written).name
    named = [
        one.response_id
        for one in given
        if any(Path(document).name == name for document in one.documents)
    ]
    if len(named) == 1:
        return named[0]
    may = f"write {' or '.join(ids)}, or none" if ids else "it has none yet: write none"
    raise WorkspaceError(f"replaces {written!r} names no earlier reply of this force; {may}")


def free_response_id(force_ids: Sequence[str], on: date, taken: Collection[str]) -> str:
    """The id that a reply of some forces gets: their names and its day, and a number if needed.

    >>> free_response_id(("dorset",), date(2026, 7, 3), {"dorset-2026-07-03"})
    'dorset-2026-07-03-2'
    """
    base = f"{'+'.join(force_ids)}-{on.isoformat()}"
    number = 1
    while (candidate := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return candidate


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as reason:
        raise WorkspaceError(
            f"{path} can't be opened: {reason.strerror}; name the file as it is"
        ) from reason


def _new_files(workspace: Workspace, request_id: str, files: Sequence[Path]) -> list[_Incoming]:
    """The files with their content; one that came before is refused, unread."""
    contents = [(path, _content(path)) for path in files]
    incoming = [
        _Incoming(path, content, hashlib.sha256(content).hexdigest()) for path, content in contents
    ]
    before = {r.sha256: r.path for r in read_receipts(workspace, request_id).values()}
    for path, _, digest, _ in incoming:
        if (seal := known_seal(workspace, request_id, digest)) is not None:
            raise WorkspaceError(
                f"{path.name} came before and is sealed, for it hides something: see `foistats"
                f" quarantine list {request_id}`, id {seal.seal_id}. List it in responses.csv as"
                f" {seal.documents[0]} if no line names it yet, or leave it out"
            )
        if digest in before:
            raise WorkspaceError(
                f"{path.name} is already there as raw/{request_id}/documents/{before[digest]};"
                " list that file in responses.csv, or leave it out"
            )
        before[digest] = path.name
    return incoming


def _store(
    workspace: Workspace, request_id: str, incoming: Sequence[_Incoming], *, today: date
) -> tuple[list[Receipt], dict[str, Seal]]:
    """Put the files where they belong, and their receipts; the seals of those that are sealed."""
    folder = workspace.documents_folder(request_id)
    folder.mkdir(exist_ok=True)
    seals = read_quarantine(workspace, request_id).seals.values()
    taken = {name.casefold() for name in workspace.document_paths(request_id)}
    taken |= {path.casefold() for path in read_receipts(workspace, request_id)}
    taken |= {path.casefold() for seal in seals for path in seal.documents}
    receipts = []
    sealed = {}
    for file, content, digest, findings in incoming:
        name = safe_name(file.name)
        if findings:
            name = _free_name(name, taken)
            sealed[name] = seal_incoming(
                workspace, request_id, name, content, name=file.name, findings=findings, on=today
            )
        else:
            name = _place(folder, name, content, taken)
        taken.add(name.casefold())
        receipts.append(Receipt(name, len(content), digest))
    make_names_durable(folder)
    add_receipts(workspace, request_id, receipts)
    return receipts, sealed


def _free_name(name: str, taken: set[str]) -> str:
    """The name, or the first of `name-2`, `name-3` ... that no other file has."""
    number = 1
    while (free := numbered(name, number)).casefold() in taken:
        number += 1
    return free


def _place(folder: Path, name: str, content: bytes, taken: set[str]) -> str:
    """Write a file under the first free name, which is claimed before anything is written."""
    elsewhere = set(taken)
    while True:
        free = _free_name(name, elsewhere)
        with suppress(FileExistsError):
            os.close(os.open(folder / free, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644))
            break
        elsewhere.add(free.casefold())
    aside = folder / f".{os.getpid()}.incoming"
    try:
        write_durably(aside, content)
        aside.replace(folder / free)
    except BaseException:
        aside.unlink(missing_ok=True)
        (folder / free).unlink(missing_ok=True)
        raise
    return free


def _line_that_waits(responses: Sequence[Response], force_ids: Sequence[str]) -> int | None:
    """The line that says no more than that nothing has come from one of some forces, if any.

    Whoever wrote a note on it, or a day, has said more, and finds it as it was.
    """
    named = {one.supersedes for one in responses}
    return next(
        (
            one.line
            for one in responses
            if not one.has_come
            and set(one.force_ids) <= set(force_ids)
            and not (one.received_on or one.section or one.supersedes or one.note)
            and one.response_id not in named
        ),
        None,
    )


def _list(
    workspace: Workspace, request_id: str, values: dict[str, str], *, instead_of: int | None
) -> None:
    """Add a line to responses.csv in the way the file was saved; its other bytes stay.

    With `instead_of` the line with that number is written over.
    """
    path = workspace.responses_file(request_id)
    content = path.read_bytes() if path.is_file() else b""
    sheet = read_sheet(content, known=COLUMNS, name=file_name(request_id))
    if not sheet.columns:
        sheet = Sheet(COLUMNS, (), (), "utf-8", ",", "\n")
        content = encoded_line(sheet, dict(zip(COLUMNS, COLUMNS, strict=True)))
    missing = [name for name, value in values.items() if value and name not in sheet.columns]
    if missing:
        raise WorkspaceError(f"{file_name(request_id)} has no column {missing[0]}; add it")
    if instead_of is not None:
        values = {name: value for name, value in values.items() if name in sheet.columns}
        write_whole(path, with_cells(content, sheet, instead_of, values))
        return
    try:
        line = encoded_line(sheet, values)
        newline = encoded_line(sheet._replace(columns=()), {})
    except UnicodeEncodeError as reason:
        raise WorkspaceError(
            f"{file_name(request_id)} is saved in an encoding that lacks"
            f" {reason.object[reason.start]!r}; save it from the spreadsheet as CSV UTF-8"
        ) from reason
    ends = content.endswith(newline) or not content
    write_whole(path, content + (b"" if ends else newline) + line)
