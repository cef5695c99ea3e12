"""Who had the tables built, when and why: one line per run in .foistats/runs.jsonl, for good."""

import json
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from foistats.durable import append_line
from foistats.errors import FoistatsError, TableRejected, TablesKept, WorkspaceError
from foistats.faults import Fault
from foistats.holding import holding, is_recorded
from foistats.intake.chosen import chosen_requests
from foistats.intake.settings import read_cluster, read_limits
from foistats.workspace import Workspace

if TYPE_CHECKING:
    from foistats.run.handed_on import BuiltRequest


class Trigger(StrEnum):
    """What started a run."""

    HAND = "hand"
    SCHEDULE = "schedule"


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built, and who wants it why. All requests if none is named.

    With `refresh` the replies are read again whatever is kept of them: those of `forces`, or all.
    """

    root: str
    request_ids: tuple[str, ...] = ()
    forces: tuple[str, ...] = ()
    trigger: Trigger = Trigger.HAND
    reason: str = ""
    by: str = ""
    refresh: bool = False
    judged: bool = False
    """Whether the gate is asked in this run: tables of which it wasn't asked are due then."""
    cluster: str = ""
    """Where a Dask cluster reads the replies; what foistats.toml says, if nothing."""
    run: str = field(default_factory=lambda: os.urandom(6).hex())
    """The id of the run: that of the flow run, where a server has one."""


@dataclass(frozen=True, slots=True)
class Due:
    """What of an order there is to do: the requests in which anything changed, for one run.

    `forces` are those whose replies are to be read again; all with `refresh` and none named.
    """

    root: str
    run: str
    request_ids: tuple[str, ...]
    refresh: bool
    forces: tuple[str, ...]
    cluster: str = ""


def recorded(
    order: Order, build: "Callable[[Due], Sequence[BuiltRequest]]"
) -> "list[BuiltRequest]":
    """Build what is ordered and due, one run at a time; record what became of it, a refusal too.

    Gives what there is for each request wanted, built now or unchanged, and raises what `build`
    raised. Refuses before anything is built if the record can't be written. Of a run that is
    killed outright the next one writes the line.
    """
    workspace = Workspace(Path(order.root))
    _append(workspace, b"")
    line = _line(order)
    try:
        wanted = chosen_requests(workspace, order.request_ids, order.forces)
        line["request_ids"] = wanted
        there = _built(workspace, order, wanted, line, build)
    except BaseException as refusal:
        why = _why(refusal)
        # A broken contract is told with values of the table, which nobody is to be sent.
        told_as = type(refusal).__name__ if isinstance(refusal, TableRejected) else why
        line |= {"written": 0, "messages": "", "refusal": why, "told_as": told_as}
        try:
            line["messages"] = _tell_people(workspace, order, line["request_ids"], told_as)
        finally:
            with suppress(WorkspaceError):  # what went wrong first matters more to who reads it
                _record(workspace, line)
        _tell_catalogues(
            workspace, line, (), refusal=told_as, aborted=not isinstance(refusal, Exception)
        )
        raise
    written = [one for one in there if not one.since and one.not_current is None]
    unchanged = sum(bool(one.since) for one in there)
    kept = [one.not_current for one in there if one.not_current is not None]
    # What is open of a request stays open in a night in which nothing of it has changed.
    problems = sum(one.rows.get("problems", 0) for one in there if one.not_current is None)
    # Whoever watches for failed runs must hear of tables that could not be made.
    failed = kept_said(there)
    outcome: dict[str, object] = {
        "written": len(written),
        "unchanged": unchanged,
        "problems": problems + sum(len(one.problems) for one in kept),
        "gate": _gate(workspace, written),
        "messages": "",
        "refusal": failed,
    }
    if kept:
        outcome |= {"kept": len(kept), "told_as": failed}
    built_now = [one for one in there if not one.since]
    if built_now and (untold := _tell_catalogues(workspace, line, built_now, refusal=failed)):
        line["lineage"] = untold
    try:
        outcome["messages"] = _tell_people(workspace, order, wanted, failed)
    finally:  # whoever loses patience with a mail server has a run that is done all the same
        _record(workspace, line | outcome)
    return there


def kept_said(there: "Sequence[BuiltRequest]") -> str:
    """Of which requests the tables of an earlier run are kept, and why; empty where of none."""
    return "; ".join(
        f"{one.request_id}: {one.not_current.sentence}"
        for one in there
        if one.not_current is not None
    )


def refuse_if_kept(there: "Sequence[BuiltRequest]") -> None:
    """Raise TablesKept where a request could not be built, so that the run is shown as failed."""
    if said := kept_said(there):
        raise TablesKept(said)


def _built(
    workspace: Workspace,
    order: Order,
    wanted: Sequence[str],
    line: dict[str, object],
    build: "Callable[[Due], Sequence[BuiltRequest]]",
) -> "list[BuiltRequest]":
    """What there is for each request wanted, in their order."""
    unchanged = _unchanged(workspace, order, wanted)
    written: list[BuiltRequest] = []
    if len(unchanged) < len(wanted):
        run = order.run
        with holding(workspace, f"run {run}", by=order.by, line=line) as waited:
            if waited:  # who was waited for may have done it
                unchanged = _unchanged(workspace, order, wanted)
            due = tuple(one for one in wanted if one not in unchanged)
            if due:
                cluster = order.cluster or read_cluster(workspace)
                what = Due(order.root, run, due, order.refresh, order.forces, cluster)
                written = list(build(what))
    by_id = unchanged | {one.request_id: one for one in written}
    return [by_id[request_id] for request_id in wanted if request_id in by_id]


def _unchanged(
    workspace: Workspace, order: Order, wanted: Sequence[str]
) -> "dict[str, BuiltRequest]":
    """The requests that are built already from all that lies there now."""
    if order.refresh:
        return {}
    unchanged = unchanged_requests(workspace, wanted)
    if order.judged:
        from foistats.quality.gate.answers import is_asked

        for request_id in list(unchanged):
            if not is_asked(workspace, request_id):
                del unchanged[request_id]
    return unchanged


def unchanged_requests(
    workspace: Workspace, request_ids: Sequence[str]
) -> "dict[str, BuiltRequest]":
    """The requests, by id, whose tables were built from all that lies in their folders now."""
    from foistats.ledger.built import unchanged
    from foistats.release.pointer import readable_folder
    from foistats.run.handed_on import BuiltRequest

    limits = read_limits(workspace)
    found = {}
    for request_id in request_ids:
        built = unchanged(workspace, request_id, limits)
        if built is not None:
            folder = readable_folder(workspace, request_id)
            found[request_id] = BuiltRequest(
                request_id, built.title, folder, built.rows, built.usable, since=built.at
            )
    return found


def record_lost(order: Order, why: str) -> None:
    """Record a run that ended without a word of its own; nothing where it left a line after all.

    When it started isn't known: its times are those of now.
    """
    workspace = Workspace(Path(order.root))
    if not is_recorded(workspace, order.run):
        told = _tell_people(workspace, order, list(order.request_ids), why)
        lost = {"written": 0, "refusal": why, "messages": told, "told_as": why}
        _record(workspace, _line(order) | lost)


def _line(order: Order) -> dict[str, object]:
    return {
        "run": order.run,
        "started_at": _now(),
        "ended_at": "",
        "trigger": order.trigger.value,
        "reason": order.reason,
        "by": order.by,
        "forces": list(order.forces),
        "refresh": order.refresh,
        "request_ids": list(order.request_ids),
    }


def _tell_people(workspace: Workspace, order: Order, request_ids: object, refusal: str = "") -> str:
    """Tell whoever foistats.toml names of a run that has ended; what became of that."""
    if not workspace.settings_file.is_file():
        return ""
    from foistats.messages.telling import tell_people

    planned = order.trigger is Trigger.SCHEDULE
    wanted = [str(one) for one in request_ids] if isinstance(request_ids, list) else []
    return tell_people(workspace, wanted, by_schedule=planned, refusal=refusal)


def _tell_catalogues(
    workspace: Workspace,
    line: dict[str, object],
    built: "Sequence[BuiltRequest]",
    *,
    refusal: str,
    aborted: bool = False,
) -> str:
    """Write the OpenLineage events of a run; a sentence where that could not be done."""
    from foistats.run.open_lineage import emit_run  # a run that does nothing needs none of it

    return emit_run(workspace, line, built, refusal=refusal, aborted=aborted)


def _gate(workspace: Workspace, written: "Sequence[BuiltRequest]") -> dict[str, dict[str, object]]:
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
    _append(workspace, text.encode("utf-8", "backslashreplace") + b"\n")


def _append(workspace: Workspace, line: bytes) -> None:
    path = workspace.runs_file
    try:
        append_line(path, line)
    except OSError as reason:
        raise WorkspaceError(
            f"the run can't be recorded in {path}: {reason}; make that file writable, then run"
            " again"
        ) from None


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
