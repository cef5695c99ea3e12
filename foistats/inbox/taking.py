"""What waits to be taken in: a watched folder, a folder of a mailbox; what is plain is filed.

`inbox/<request_id>/` in the workspace is a person's own: nothing in it is moved or deleted. What
was filed or set aside is known by its content, and asked about no more. A file that changed just
now may be half written, and waits for the next time.
"""

import hashlib
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from foistats.durable import write_whole
from foistats.errors import FoistatsError
from foistats.inbox.filing import (
    ASIDE,
    COLUMNS,
    Decision,
    carry_out,
    decided,
    question_row,
    questions_csv,
)
from foistats.inbox.imap import messages_of
from foistats.inbox.incoming import incoming_of
from foistats.inbox.mailbox_settings import read_mailbox
from foistats.inbox.proposing import TWICE, Proposal, propose
from foistats.inbox.sources import Incoming
from foistats.intake.quarantine_files import read_quarantine
from foistats.intake.receipts import read_receipts
from foistats.intake.requests import read_request
from foistats.intake.responses import read_responses
from foistats.intake.settings import read_limits
from foistats.intake.sheets import content_of, read_sheet
from foistats.workspace import Workspace

# Whoever copies a file into the folder is done with it by then.
_SETTLED_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of what waited for one request: filed or set aside, left to a person, or why."""

    request_id: str
    filed: tuple[str, ...] = ()
    open: int = 0
    refused: str = ""


def proposals_of(
    workspace: Workspace,
    request_id: str,
    incoming: Sequence[Incoming],
    *,
    received_on: date | None,
    today: date,
) -> list[Proposal]:
    """A proposal for each reply, held against what is there already."""
    request = read_request(workspace, request_id, today=today)
    return propose(
        incoming,
        request,
        responses=read_responses(workspace, request, today=today).responses,
        digests=known_digests(workspace, request_id),
        received_on=received_on,
        today=today,
        limits=read_limits(workspace),
    )


def known_digests(workspace: Workspace, request_id: str) -> set[str]:
    """The digests of all that was filed, sealed or set aside."""
    found = {one.sha256 for one in read_receipts(workspace, request_id).values()}
    found |= {one.sha256 for one in read_quarantine(workspace, request_id).seals.values()}
    aside = workspace.declared_file(request_id, ASIDE)
    if aside.is_dir():
        found |= {_digest(path) for path in aside.iterdir() if path.is_file()}
    return found


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def waiting(workspace: Workspace, request_id: str) -> list[Incoming]:
    """What lies in the watched folder, and in the mailbox's folder of the request."""
    found: list[Incoming] = []
    messages_to = workspace.inbox_folder(request_id)
    folder = workspace.watched_inbox(request_id)
    if folder.is_dir():
        found += [one for one in incoming_of([folder], messages_to=messages_to) if _is_settled(one)]
    mailbox = read_mailbox(workspace)
    if mailbox is not None and request_id in mailbox.folders:
        found += messages_of(mailbox, mailbox.folders[request_id], to=messages_to)
    return found


def _is_settled(one: Incoming) -> bool:
    return all(path.stat().st_mtime < time.time() - _SETTLED_SECONDS for path in one.files)


def has_sources(workspace: Workspace, request_id: str) -> bool:
    """True where the request has a watched folder, or one of a mailbox."""
    mailbox = read_mailbox(workspace)
    watched = workspace.watched_inbox(request_id).is_dir()
    return watched or (mailbox is not None and request_id in mailbox.folders)


def take_what_is_plain(
    workspace: Workspace, request_ids: Sequence[str], *, today: date
) -> list[Taken]:
    """File, for each request, what every sign agrees on, and list the rest as questions.

    One request that can't be used, or a mailbox that doesn't answer, stops no other.
    """
    taken = []
    for request_id in request_ids:
        try:
            if has_sources(workspace, request_id):
                taken.append(_take(workspace, request_id, today))
        except (FoistatsError, OSError) as reason:
            taken.append(Taken(request_id, refused=str(reason)))
    return taken


def _take(workspace: Workspace, request_id: str, today: date) -> Taken:
    incoming = waiting(workspace, request_id)
    proposals = proposals_of(workspace, request_id, incoming, received_on=None, today=today)
    filed: list[str] = []
    left: list[Proposal] = []
    for one in proposals:
        decision = decided(one)
        if decision is not None:
            filed.append(f"{one.name}: {_filed(workspace, request_id, decision, today)}")
        elif one.kind != TWICE:
            left.append(one)
    write_questions(workspace, request_id, left)
    return Taken(request_id, tuple(filed), len(left))


def _filed(workspace: Workspace, request_id: str, decision: Decision, today: date) -> str:
    received = carry_out(workspace, request_id, decision, today=today)
    if received is None:
        return f"set aside, {decision.kind.replace('_', ' ')} of {decision.force}"
    return f"filed under {decision.force} as {received.response.response_id}"


def write_questions(workspace: Workspace, request_id: str, left: Sequence[Proposal]) -> Path:
    """Add to the list of what a person has to decide; no file is left where that is nothing.

    What was asked before and is open still stays as it is: a person may be filling it in.
    """
    path = workspace.inbox_folder(request_id) / "questions.csv"
    rows: dict[str, Mapping[str, str]] = {row["files"]: row for row in map(question_row, left)}
    rows |= {row["files"]: row for row in _still_open(workspace, request_id, path)}
    if rows:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, questions_csv(list(rows.values())))
    else:
        path.unlink(missing_ok=True)
    return path


def _still_open(workspace: Workspace, request_id: str, path: Path) -> list[Mapping[str, str]]:
    """The lines of the list of which some file is there and was neither filed nor set aside."""
    if not path.is_file():
        return []
    known = known_digests(workspace, request_id)
    lines = read_sheet(content_of(path, path.name), known=COLUMNS, name=path.name).lines
    return [line.values for line in lines if _is_open(line.values.get("files", ""), known)]


def _is_open(files: str, known: set[str]) -> bool:
    paths = [Path(name) for name in files.split("|") if name]
    return any(path.is_file() and _digest(path) not in known for path in paths)


def left_to_a_person(workspace: Workspace, request_id: str) -> int:
    """How many replies wait for a person: those asked about that nobody has filed since."""
    path = workspace.inbox_folder(request_id) / "questions.csv"
    return len(_still_open(workspace, request_id, path))
