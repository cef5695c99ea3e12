"""What waits to be taken in: a watched folder, a folder of a mailbox; what is plain is filed.

`inbox/<request_id>/` in the workspace is a person's own: nothing in it is moved or deleted. What
was filed or set aside is known by its content, and asked about no more. A file that changed just
now may be half written, and waits for the next time.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from foistats.durable import write_whole
from foistats.errors import FoistatsError
from foistats.inbox.filing import (
    Decision,
    carry_out,
    decided,
    files_in_line,
    known_digests,
    questions_csv,
    questions_file,
    waiting_lines,
)
from foistats.inbox.imap import messages_of
from foistats.inbox.incoming import forget_messages, incoming_of
from foistats.inbox.mailbox_settings import read_mailbox
from foistats.inbox.proposing import TWICE, Proposal, propose
from foistats.inbox.sources import FETCHED, Incoming
from foistats.intake.requests import read_request
from foistats.intake.responses import read_responses
from foistats.intake.settings import read_limits
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
    listed = read_responses(workspace, request, today=today).responses
    return propose(
        incoming,
        request,
        responses=[one for one in listed if one.has_come],
        digests=known_digests(workspace, request_id),
        received_on=received_on,
        today=today,
        limits=read_limits(workspace),
    )


def waiting(workspace: Workspace, request_id: str) -> list[Incoming]:
    """What lies in the watched folder, and in the mailbox's folder of the request."""
    found: list[Incoming] = []
    messages_to = workspace.inbox_folder(request_id)
    folder = workspace.watched_inbox(request_id)
    if folder.is_dir():
        found += [one for one in incoming_of([folder], messages_to=messages_to) if _is_settled(one)]
    mailbox = read_mailbox(workspace)
    if mailbox is not None and request_id in mailbox.folders:
        found += messages_of(mailbox, mailbox.folders[request_id], to=messages_to / FETCHED)
    return found


def _is_settled(incoming: Incoming) -> bool:
    return all(path.stat().st_mtime < time.time() - _SETTLED_SECONDS for path in incoming.files)


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
    for proposal in proposals:
        decision = decided(proposal)
        if decision is not None:
            filed.append(f"{proposal.name}: {_filed(workspace, request_id, decision, today)}")
        elif proposal.kind != TWICE:
            left.append(proposal)
            continue
        forget_messages(proposal.files, messages_to=workspace.inbox_folder(request_id))
    write_questions(workspace, request_id, left)
    return Taken(request_id, tuple(filed), len(left))


def _filed(workspace: Workspace, request_id: str, decision: Decision, today: date) -> str:
    received = carry_out(workspace, request_id, decision, today=today)
    if received is None:
        return f"set aside, {decision.kind.replace('_', ' ')} of {decision.force}"
    return f"filed under {decision.force} as {received.response.response_id}"


def write_questions(
    workspace: Workspace,
    request_id: str,
    left: Sequence[Proposal],
    *,
    instead_of: Sequence[Proposal] = (),
) -> tuple[Path, int]:
    """Add to the list of what a person has to decide; gives the file and how many lines it has.

    What was asked before and is open still stays as it is, since a person may be filling it in, but
    for what `instead_of` gives, which that person has just handed in again. No file is left where
    nothing is open.
    """
    path = questions_file(workspace, request_id)
    kept = waiting_lines(workspace, request_id, but_for=instead_of)
    asked = {row["files"] for row in kept}
    new = [one for one in left if files_in_line(one) not in asked]
    if kept or new:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, questions_csv(new, waiting=kept))
    else:
        path.unlink(missing_ok=True)
    return path, len(kept) + len(new)


def left_to_a_person(workspace: Workspace, request_id: str) -> int:
    """How many replies wait for a person: those asked about that nobody has filed since."""
    return len(waiting_lines(workspace, request_id))
