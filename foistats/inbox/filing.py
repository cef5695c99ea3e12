"""What was decided about replies that came in: filed under a force, set aside, or still open."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from foistats.documents.file_names import numbered, safe_name
from foistats.durable import append_line, write_whole
from foistats.errors import Unreadable, WorkspaceError
from foistats.holding import holding
from foistats.inbox.proposing import KINDS_IN_WORDS, REPLY, TWICE, Proposal
from foistats.intake import statements
from foistats.intake.days import read_day
from foistats.intake.receive import Received, receive
from foistats.intake.sheets import content_of, nearest, read_sheet
from foistats.intake.writing import Addition, Value, added
from foistats.letters.sender import names_of
from foistats.naming.forces import force_name
from foistats.records import Asked, Finding
from foistats.workspace import Workspace
from schemas.vocabulary import Outcome

ASIDE = "correspondence"
"""The folder below a request's for letters that are no reply, and the name of their list."""
COLUMNS = ("files", "force", "received_on", "kind", "replaces", "question", "reasons", "says")
_ASIDE_COLUMNS = ("file", "force", "on", "kind")
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
        write_whole(listed, _BOM + _line(_ASIDE_COLUMNS))
    for path in decision.files:
        number = 1
        while (folder / (name := numbered(safe_name(path.name), number))).exists():
            number += 1
        write_whole(folder / name, path.read_bytes())
        row = (name, decision.force, decision.received_on.isoformat(), decision.kind)
        append_line(listed, _line(row))


def question_row(one: Proposal) -> dict[str, str]:
    """What is open about one reply, as a line to fill in; its file names are parted by `|`."""
    forces = [force_name(candidate.force_id) for candidate in one.candidates]
    row = (
        "|".join(str(path) for path in one.files),
        forces[0] if len(forces) == 1 and not one.force_open else "",
        one.received_on.isoformat() if one.received_on else "",
        one.kind,
        "",
        one.undecided,
        "; ".join(f"{force_name(c.force_id)}: {c.because}" for c in one.candidates),
        one.says,
    )
    return dict(zip(COLUMNS, row, strict=True))


def questions_csv(rows: Sequence[Mapping[str, str]]) -> bytes:
    """What is open as a CSV file to fill in, a line per reply."""
    lines = [_line([row.get(column, "") for column in COLUMNS]) for row in rows]
    return _BOM + b"".join([_line(COLUMNS), *lines])


def answers_in(path: Path) -> list[Decision]:
    """The decisions of a filled-in CSV file; a line without a force is left for later.

    Raises WorkspaceError with the line where one can't be used.
    """
    sheet = read_sheet(content_of(path, path.name), known=COLUMNS, name=path.name)
    decisions = []
    for line in sheet.lines:
        force = line.values.get("force", "")
        if not force:
            continue
        try:
            day = read_day(line.values.get("received_on", ""))
        except Unreadable as refusal:
            raise WorkspaceError(f"{path.name} line {line.number}: {refusal}") from refusal
        files = tuple(Path(name) for name in line.values.get("files", "").split("|") if name)
        missing = [str(file) for file in files if not file.is_file()]
        if missing or not files:
            what = f"{missing[0]} is not there" if missing else "no file is named"
            raise WorkspaceError(f"{path.name} line {line.number}: {what}")
        kind, replaces = line.values.get("kind", "") or REPLY, line.values.get("replaces", "")
        if kind not in KINDS_IN_WORDS or kind == TWICE:
            known = [one for one in KINDS_IN_WORDS if one != TWICE]
            raise WorkspaceError(
                f"{path.name} line {line.number}: kind {kind!r} is not known;"
                f" {nearest(kind, known)}"
            )
        decisions.append(Decision(files, force, day, kind, replaces))
    return decisions


def _line(row: Sequence[str]) -> bytes:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerow(row)
    return written.getvalue().encode()
