"""Who had the tables built, when and why: one line per run in .foistats/runs.jsonl, for good."""

import json
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from foistats.durable import make_names_durable
from foistats.errors import FoistatsError, WorkspaceError
from foistats.faults import Fault
from foistats.intake.chosen import chosen_requests
from foistats.workspace import Workspace

if TYPE_CHECKING:
    from foistats.batch import Written


class Trigger(StrEnum):
    """What started a run."""

    HAND = "hand"
    SCHEDULE = "schedule"


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built, and who wants it why. All requests if none is named."""

    root: str
    request_ids: tuple[str, ...] = ()
    forces: tuple[str, ...] = ()
    trigger: Trigger = Trigger.HAND
    reason: str = ""
    by: str = ""
    run_id: str = ""
    """The id of the flow run, where a server has one."""


def recorded(
    order: Order, build: "Callable[[str, list[str]], Sequence[Written]]"
) -> "list[Written]":
    """Build what is ordered, and record what became of it, a refusal too; raises what it raised.

    Refuses before anything is built if the record can't be written. Of a run that is killed
    outright others tell, by `record_lost`.
    """
    workspace = Workspace(Path(order.root))
    _append(workspace.runs_file, b"")
    line = _line(order)
    try:
        wanted = chosen_requests(workspace, order.request_ids, order.forces)
        line["request_ids"] = wanted
        written = list(build(order.root, wanted))
    except BaseException as refusal:
        with suppress(WorkspaceError):  # what went wrong first matters more to who reads it
            _record(workspace, line | {"written": 0, "refusal": _why(refusal)})
        raise
    problems = sum(one.rows.get("problems", 0) for one in written)
    told = {"written": len(written), "problems": problems, "gate": _gate(workspace, written)}
    _record(workspace, line | told | {"refusal": ""})
    return written


def record_lost(order: Order, why: str) -> None:
    """Record a run that ended without a word of its own; nothing where it left a line after all.

    Such a run is known by its `run_id`. When it started isn't known: its times are those of now.
    """
    workspace = Workspace(Path(order.root))
    if not (order.run_id and _has_line(workspace, order.run_id)):
        _record(workspace, _line(order) | {"written": 0, "refusal": why})


def _line(order: Order) -> dict[str, object]:
    return {
        "started_at": _now(),
        "ended_at": "",
        "trigger": order.trigger.value,
        "reason": order.reason,
        "by": order.by,
        "run_id": order.run_id,
        "forces": list(order.forces),
        "request_ids": list(order.request_ids),
    }


def _has_line(workspace: Workspace, run_id: str) -> bool:
    said = f'"run_id": {json.dumps(run_id)}'.encode()
    try:
        with workspace.runs_file.open("rb") as file:
            return any(said in line for line in file)
    except OSError:
        return False


def _gate(workspace: Workspace, written: "Sequence[Written]") -> dict[str, dict[str, object]]:
    """What the gate says of each request's tables: a word, and how many rules failed or didn't run.

    Nothing of it stops a run: it keeps the tables from being published.
    """
    from foistats.quality.gate.answers import answer_of

    answers = {one.request_id: answer_of(workspace, one.request_id) for one in written}
    return {
        request_id: {
            "state": one.state.value,
            "failed": one.failed,
            "could_not_run": one.could_not_run,
        }
        for request_id, one in answers.items()
    }


def _why(refusal: BaseException) -> str:
    """What was refused; of a fault only its kind, for its words may come out of a document."""
    if isinstance(refusal, (FoistatsError, OSError, Fault)):
        return str(refusal)
    kind = type(refusal).__name__
    return kind if isinstance(refusal, Exception) else f"told to end ({kind})"


def _record(workspace: Workspace, line: dict[str, object]) -> None:
    text = json.dumps(line | {"ended_at": _now()}, ensure_ascii=False)
    # A file name that isn't UTF-8 becomes \udcXX, which JSON understands.
    _append(workspace.runs_file, text.encode("utf-8", "backslashreplace") + b"\n")


def _append(path: Path, line: bytes) -> None:
    """Add a line in one go and wait until the disk has it, after whatever a power cut left."""
    try:
        path.parent.mkdir(exist_ok=True)
        # Two runs may end at once: each line is one write at the end of the file.
        with path.open("ab+", buffering=0) as file:
            if line and _ends_within_a_line(file.fileno()):
                line = b"\n" + line
            file.write(line)
            os.fsync(file.fileno())
        make_names_durable(path.parent)
    except OSError as reason:
        raise WorkspaceError(
            f"the run can't be recorded in {path}: {reason}; make that file writable, then run"
            " again"
        ) from None


def _ends_within_a_line(file: int) -> bool:
    size = os.fstat(file).st_size
    if not size:
        return False
    os.lseek(file, size - 1, os.SEEK_SET)
    return os.read(file, 1) != b"\n"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
