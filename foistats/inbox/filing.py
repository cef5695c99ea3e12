"""What was decided about replies that came in: filed under a force, set aside, or still open."""

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from foistats.documents.file_names import numbered, safe_name
from foistats.durable import append_line, write_whole
from foistats.errors import Unreadable
from foistats.holding import holding
from foistats.inbox.aside import ASIDE, QUESTIONS
from foistats.inbox.aside import COLUMNS as ASIDE_COLUMNS
from foistats.inbox.incoming import headed
from foistats.inbox.proposing import KINDS_IN_WORDS, REPLY, TWICE, Proposal
from foistats.intake import statements
from foistats.intake.days import read_day
from foistats.intake.quarantine_files import read_quarantine
from foistats.intake.receipts import read_receipts
from foistats.intake.receive import Received, receive
from foistats.intake.sheets import content_of, nearest, read_sheet
from foistats.intake.writing import Addition, Value, added
from foistats.letters.sender import names_of
from foistats.naming.forces import force_name
from foistats.records import Asked, Finding
from foistats.workspace import Workspace
from schemas.vocabulary import Outcome

COLUMNS = (
    "files",
    "force",
    "received_on",
    "kind",
    "replaces",
    "question",
    "reasons",
    "says",
    "header",
)
NONE = "none"
"""What a person writes under `replaces` for a reply that stands beside the earlier one."""
_BOM = b"\xef\xbb\xbf"


class Decision(NamedTuple):
    """What a person, or the documents by themselves, decided about one reply.

    `because` is why it is the force's although its words name another, and `by` who says so.
    """

    files: tuple[Path, ...]
    force: str
    received_on: date
    kind: str = REPLY
    replaces: str = ""
    hidden: tuple[tuple[Finding, ...], ...] = ()
    outcome: Outcome | None = None
    because: str = ""
    by: str = ""


def decided(proposal: Proposal) -> Decision | None:
    """The decision that needs no person; None where one is needed, or nothing is to be filed."""
    if proposal.undecided or proposal.received_on is None or not proposal.candidates:
        return None
    force = force_name(proposal.candidates[0].force_id)
    return Decision(
        proposal.files, force, proposal.received_on, proposal.kind, hidden=proposal.hidden
    )


def carry_out(
    workspace: Workspace, request_id: str, decision: Decision, *, today: date
) -> Received | None:
    """File a reply, or set another letter aside; None for the latter. Raises WorkspaceError."""
    if decision.kind != REPLY:
        _set_aside(workspace, request_id, decision)
        return None
    known = dict(zip(decision.files, decision.hidden, strict=False))

    def screen(paths: Sequence[Path], asked: Asked) -> list[tuple[Finding, ...]]:
        from foistats.intake.reading import hidden_in

        if all(path in known for path in paths):
            return [known[path] for path in paths]
        return hidden_in(paths, asked)

    received = receive(
        workspace,
        decision.files,
        request_id=request_id,
        force=decision.force,
        received_on=decision.received_on,
        outcome=decision.outcome,
        supersedes=decision.replaces,
        today=today,
        screen=screen,
    )
    if decision.because:
        _state_sender(workspace, request_id, received, decision, today)
    return received


def _state_sender(
    workspace: Workspace, request_id: str, received: Received, decision: Decision, today: date
) -> None:
    """Declare that the force sent the documents, whatever other name stands in them."""
    path = workspace.declared_file(request_id, statements.FILE)
    with holding(workspace, "foistats receive"):
        content = path.read_bytes() if path.is_file() else b""
        for document in received.response.documents:
            values: dict[str, Value] = {
                "document": document,
                "force": names_of(received.response.force_ids),
                "because": decision.because,
                "by": decision.by,
                "on": today,
            }
            content = added(content, Addition(statements.FILE, "sender", values))
        write_whole(path, content)


def _set_aside(workspace: Workspace, request_id: str, decision: Decision) -> None:
    """Keep a letter that is no reply, and note it in correspondence.csv."""
    folder = workspace.declared_file(request_id, ASIDE)
    folder.mkdir(exist_ok=True)
    listed = workspace.declared_file(request_id, f"{ASIDE}.csv")
    if not listed.is_file():
        write_whole(listed, _BOM + _line(ASIDE_COLUMNS))
    for path in decision.files:
        number = 1
        while (folder / (name := numbered(safe_name(path.name), number))).exists():
            number += 1
        write_whole(folder / name, path.read_bytes())
        row = (name, decision.force, decision.received_on.isoformat(), decision.kind)
        append_line(listed, _line(row))


def known_digests(workspace: Workspace, request_id: str) -> set[str]:
    """The digests of all files that came before: replies, sealed ones, and letters set aside."""
    known = {receipt.sha256 for receipt in read_receipts(workspace, request_id).values()}
    known |= {seal.sha256 for seal in read_quarantine(workspace, request_id).seals.values()}
    folder = workspace.declared_file(request_id, ASIDE)
    files = folder.iterdir() if folder.is_dir() else ()
    return known | {_digest(path) for path in files if path.is_file()}


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def questions_csv(open_: Iterable[Proposal], *, waiting: Sequence[Mapping[str, str]] = ()) -> bytes:
    """What is open as a CSV file to fill in: a line per reply, the file names parted by `|`.

    `waiting` are lines of earlier days that nobody has answered, as they stand there.
    """
    lines = [_line(COLUMNS)]
    lines += [_line([row.get(column, "") for column in COLUMNS]) for row in waiting]
    lines += [_line(_question(one)) for one in open_]
    return _BOM + b"".join(lines)


def _question(proposal: Proposal) -> tuple[str, ...]:
    forces = [force_name(candidate.force_id) for candidate in proposal.candidates]
    force = forces[0] if len(forces) == 1 else proposal.joint
    question = proposal.undecided
    if proposal.replaces and proposal.kind == REPLY and not proposal.corrects:
        # Two replies of which neither replaces the other are counted by nobody: that must be meant.
        force = ""
        known = ", ".join(proposal.replaces)
        question += f"; write force, and under replaces {known} or {NONE}"
    return (
        files_in_line(proposal),
        force,
        proposal.received_on.isoformat() if proposal.received_on else "",
        proposal.kind,
        proposal.corrects,
        question,
        "; ".join(f"{force_name(c.force_id)}: {c.because}" for c in proposal.candidates),
        proposal.says,
        "; ".join(filter(None, map(headed, proposal.files))),
    )


def files_in_line(proposal: Proposal) -> str:
    """The files of a reply as a line of questions names them, parted by `|`."""
    return "|".join(str(path) for path in proposal.files)


def waiting_lines(
    workspace: Workspace, request_id: str, *, but_for: Sequence[Proposal] = ()
) -> list[Mapping[str, str]]:
    """The lines of the file of questions that are open still, as a person left them.

    Those whose files have gone, or were filed since, are not; nor are those that a proposal asks
    about again.
    """
    path = questions_file(workspace, request_id)
    if not path.is_file():
        return []
    again = {files_in_line(one) for one in but_for}
    known = known_digests(workspace, request_id)
    sheet = read_sheet(content_of(path, path.name), known=COLUMNS, name=path.name)
    open_ = []
    for line in sheet.lines:
        named = line.values.get("files", "")
        files = [Path(name) for name in named.split("|")]
        if named in again or not all(file.is_file() for file in files):
            continue
        if not {_digest(file) for file in files} <= known:
            open_.append(line.values)
    return open_


def questions_file(workspace: Workspace, request_id: str) -> Path:
    """Where the questions about a request's inbox lie."""
    return workspace.inbox_folder(request_id) / QUESTIONS


class Answered(NamedTuple):
    """One line of a filled-in file: what was decided, or why it can't be taken."""

    line: int
    files: tuple[Path, ...]
    decision: Decision | None
    why_not: str = ""


def answers_in(path: Path) -> Iterator[Answered]:
    """The decisions of a filled-in CSV file; a line without a force is left for later.

    Raises WorkspaceError where the file is no table.
    """
    sheet = read_sheet(content_of(path, path.name), known=COLUMNS, name=path.name)
    for line in sheet.lines:
        force = line.values.get("force", "")
        if not force:
            continue
        files = tuple(Path(name) for name in line.values.get("files", "").split("|") if name)
        kind = line.values.get("kind", "") or REPLY
        replaces = line.values.get("replaces", "")
        missing = [str(file) for file in files if not file.is_file()]
        try:
            day = read_day(line.values.get("received_on", ""))
            if kind not in KINDS_IN_WORDS or kind == TWICE:
                known = [one for one in KINDS_IN_WORDS if one != TWICE]
                raise Unreadable(f"kind {kind!r} is not known; {nearest(kind, known)}")
            if missing or not files:
                raise Unreadable(f"{missing[0]} is not there" if missing else "no file is named")
        except Unreadable as refusal:
            yield Answered(line.number, files, None, str(refusal))
            continue
        replaces = "" if replaces.casefold() == NONE else replaces
        yield Answered(line.number, files, Decision(files, force, day, kind, replaces))


def _line(row: Sequence[str]) -> bytes:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerow(row)
    return written.getvalue().encode()
