"""One at a time: who writes into a workspace holds its lock, and says who that is.

The system gives the lock back when its holder ends, however that ends; the note that is left then
tells the next one what was cut short.
"""

import json
import os
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import Any

from foistats.durable import append_line, write_whole
from foistats.errors import WorkspaceError
from foistats.progress import tell
from foistats.workspace import Workspace

# A run takes seconds; whoever only looks waits this long for it to end.
PATIENCE_SECONDS = 5.0
CUT_SHORT = "killed before it was done: each request has its tables from before, or whole new ones"


class WorkspaceHeld(WorkspaceError):
    """Another process writes into the workspace and took too long; the message names it."""


@contextmanager
def holding(
    workspace: Workspace,
    what: str,
    *,
    by: str = "",
    line: Mapping[str, Any] | None = None,
    patience: float | None = None,
) -> Iterator[bool]:
    """Hold the workspace; gives True if another holder had to be waited for.

    `what` is what a person would call it: `the run`, `foistats status`. `line` is how runs.jsonl
    tells a run that was cut short. Waits `patience` seconds, or as long as it takes if None; then
    raises WorkspaceHeld.
    """
    from filelock import FileLock, Timeout

    workspace.lock_file.parent.mkdir(exist_ok=True)
    lock = FileLock(workspace.lock_file)
    waited = False
    try:
        lock.acquire(timeout=0)
    except Timeout:
        waited, holder = True, holder_of(workspace)
        tell(f"waiting for {holder} to end", 0, 1)
        try:
            lock.acquire(timeout=-1 if patience is None else patience)
        except Timeout:
            raise WorkspaceHeld(
                f"{holder_of(workspace)} holds this workspace; try again when it has ended"
            ) from None
    try:
        _tell_cut_short(workspace)
        with _noting(workspace, _note(what, by, line)):
            yield waited
    finally:
        lock.release()


@contextmanager
def _noting(workspace: Workspace, note: Mapping[str, Any]) -> Iterator[None]:
    """Keep a note for as long as this process holds: only who is gone without a word leaves one."""
    write_whole(workspace.holder_note, json.dumps(note, ensure_ascii=True).encode())
    try:
        yield
    finally:
        with suppress(OSError):
            workspace.holder_note.unlink()


def holder_of(workspace: Workspace) -> str:
    """Who holds the workspace, as far as is noted: what, for whom, since when, which process."""
    noted = _noted(workspace)
    if not noted or _is_gone(noted):
        return "another foistats command"
    by = f" for {noted['by']}" if noted.get("by") else ""
    return (
        f"{noted.get('what', 'a command')}{by} (process {noted.get('pid')} on"
        f" {noted.get('host')}, since {noted.get('since')})"
    )


def _note(what: str, by: str, line: Mapping[str, Any] | None) -> dict[str, Any]:
    since = datetime.now(UTC).isoformat(timespec="seconds")
    host = socket.gethostname()
    return {"what": what, "by": by, "pid": os.getpid(), "host": host, "since": since, "line": line}


def _is_gone(noted: Mapping[str, Any]) -> bool:
    """True where the process of the note is known to have ended: whoever holds now is another."""
    if noted.get("host") != socket.gethostname() or os.name == "nt":
        return False
    try:
        os.kill(int(noted.get("pid", 0)), 0)
    except ProcessLookupError:
        return True
    except (OSError, ValueError, TypeError, OverflowError):
        return False
    return False


def _noted(workspace: Workspace) -> dict[str, Any]:
    try:
        noted = json.loads(workspace.holder_note.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return noted if isinstance(noted, dict) else {}


def _tell_cut_short(workspace: Workspace) -> None:
    """Record a run that was killed: it could not do so itself, and we hold what it held."""
    line = _noted(workspace).get("line")
    if not isinstance(line, dict) or is_recorded(workspace, str(line.get("run"))):
        return
    text = json.dumps(line | {"written": 0, "refusal": CUT_SHORT}, ensure_ascii=True)
    append_line(workspace.runs_file, text.encode() + b"\n")
    workspace.holder_note.unlink(missing_ok=True)


def is_recorded(workspace: Workspace, run: str) -> bool:
    """True where runs.jsonl has a line of the run with this id."""
    said = f'"run": {json.dumps(run)}'.encode()
    try:
        with workspace.runs_file.open("rb") as lines:
            return any(said in line for line in lines)
    except OSError:
        return False
