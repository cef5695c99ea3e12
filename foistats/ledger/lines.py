"""What was done to each response: one line per response and run in .foistats/ledger.jsonl.

Lines are added before the build is noted, so a run that is killed in between leaves them twice,
under two runs, and never not at all. A response that a run used as it was read before has none.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from foistats.durable import append_line
from foistats.errors import WorkspaceError
from foistats.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Deed:
    """What a run did to one document. `how` is `read`, `kept`, `sealed` or `not read`.

    `reading` is the key under which the reading is kept, empty where none is.
    """

    path: str
    sha256: str
    how: str
    reading: str
    counts: int
    problems: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: what one run did to one response, and why. `tables` is the set it went into."""

    at: str
    run: str
    request_id: str
    response_id: str
    force_ids: tuple[str, ...]
    why: str
    documents: tuple[Deed, ...]
    tables: str


def add_entries(workspace: Workspace, entries: Iterable[Entry]) -> None:
    """Add lines, all or (where the disk is full) as many as fit; raises WorkspaceError."""
    lines = [json.dumps(asdict(entry), ensure_ascii=True) for entry in entries]
    if not lines:
        return
    try:
        append_line(workspace.ledger_file, ("\n".join(lines) + "\n").encode())
    except OSError as reason:
        raise WorkspaceError(
            f"what was done can't be written to {workspace.ledger_file}: {reason}; make that file"
            " writable, then run again: the tables are new, and nothing is lost"
        ) from None


def read_entries(workspace: Workspace, request_id: str = "") -> Iterator[dict[str, Any]]:
    """The lines in their order, of one request or of all; without what a power cut tore."""
    try:
        text = workspace.ledger_file.read_text(encoding="utf-8")
    except OSError:
        return
    for line in text.splitlines():
        try:
            entry = json.loads(line)
        except ValueError:
            continue
        if isinstance(entry, dict) and request_id in ("", entry.get("request_id")):
            yield entry
