"""How a run that doesn't come to its end is told: by its server, and in .foistats/runs.jsonl.

Four ways to end early. An exception, or SIGTERM: the flow's own process tells both. Killed
outright under `foistats serve` or a worker: Prefect's runner outlives it, sets the flow run to
Crashed and calls `mark_crashed` there; it does so of that flow run alone, and the runs within
it would be shown as running for ever. Killed with nobody left to see it: the run has left a note,
and the next run of the workspace, which holds the lock that the killed one lost, tells of it.
Killed with its service and server, as when a machine stops: the service tells of it when it begins
again.
"""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from uuid import UUID

from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterId,
)
from prefect.client.schemas.objects import FlowRun, State
from prefect.context import FlowRunContext
from prefect.logging import get_run_logger
from prefect.runtime import flow_run as at_runtime
from prefect.states import Cancelled, Crashed

from flows.prefect_workarounds import end_within, not_ended
from foistats.durable import write_whole
from foistats.errors import FoistatsError
from foistats.holding import WorkspaceHeld, holding
from foistats.run import record as runs
from foistats.run.record import Order, Trigger
from foistats.workspace import Workspace

SERVED_ROOT = "FOISTATS_SERVED_ROOT"
"""The variable in which `foistats serve` tells its flow runs which folder it serves."""

_KILLED = "killed, or the machine stopped; the tables before it stay"


def refuse_unserved(root: str) -> None:
    """Refuse to build another folder than the one that is served: whoever asks may not choose it.

    Raises FoistatsError.
    """
    served = os.environ.get(SERVED_ROOT, "")
    if served and str(Path(root).resolve()) != served:
        raise FoistatsError(
            f"this service builds {served} and no other folder; leave out `root`, or serve that"
            " folder by itself"
        )


def order_of(flow_run: FlowRun | None, parameters: dict[str, Any]) -> Order:
    """What a flow run of a deployment was to build, by its parameters."""
    request, forces = parameters.get("request"), parameters.get("forces")
    planned = flow_run is not None and flow_run.auto_scheduled
    # A run that asks for another folder is refused; that is recorded in the folder that is served.
    return Order(
        os.environ.get(SERVED_ROOT) or str(parameters.get("root", ".")),
        (str(request),) if request else (),
        tuple(forces or ()),
        Trigger.SCHEDULE if planned else Trigger.HAND,
        str(parameters.get("reason", "")),
        str(parameters.get("by", "")),
        bool(parameters.get("refresh")),
        judged=True,
        **({"run": str(flow_run.id)} if flow_run is not None else {}),
    )


def mark_crashed(flow: object, flow_run: FlowRun, state: State) -> None:  # noqa: ARG001 - see the docstring
    """Record a run that could not do so itself, and end on the server what it had started.

    A hook: Prefect calls it in the flow's process, or in the runner's if that one is gone, with all
    three arguments by name.
    """
    runs.record_lost(order_of(flow_run, flow_run.parameters), f"{state.name}: {state.message}")
    ended = Cancelled if state.is_cancelling() or state.is_cancelled() else Crashed
    with get_client(sync_client=True) as client:
        end_within(client, [flow_run.id], ended(message="with the run that it was part of"))


@contextmanager
def noted(root: str) -> Iterator[None]:
    """Keep a note of this flow run while it holds the workspace, for whoever comes after a kill."""
    note = Workspace(Path(root)).flow_run_note
    _mark_killed(note, warn=lambda why: get_run_logger().warning(why))
    here = FlowRunContext.get()
    if here is None or here.flow_run is None:
        yield
        return
    parent = at_runtime.parent_flow_run_id
    ids = [str(here.flow_run.id), *([str(parent)] if parent else [])]
    with suppress(OSError):
        write_whole(note, json.dumps({"ids": ids}).encode())
    try:
        yield
    finally:
        with suppress(OSError):
            note.unlink(missing_ok=True)


def recover_on_start(root: Path, *, alone: bool, warn: Callable[[str], None]) -> None:
    """Record, and end on the server, what was killed together with the service that ran it.

    `alone` where no other service has runs on that server. Nothing is done while somebody holds the
    workspace: it is a run that outlived its service, and will tell of itself.
    """
    workspace = Workspace(root)
    if not (alone or workspace.flow_run_note.exists()):
        return
    # What can't be written now is refused, in a sentence, by the first run.
    with suppress(WorkspaceHeld, OSError), holding(workspace, "foistats serve", patience=0):
        _mark_killed(workspace.flow_run_note, warn=warn)
        if alone:
            _end_all_running()


def _end_all_running() -> None:
    state: State[Any] = Crashed(message=_KILLED)
    with get_client(sync_client=True) as client:
        left = client.read_flow_runs(flow_run_filter=FlowRunFilter(state=not_ended()))
        for one in left:
            client.set_flow_run_state(one.id, state, force=True)
            if one.deployment_id is not None:
                runs.record_lost(order_of(one, one.parameters), _KILLED)
        if left:
            end_within(client, [one.id for one in left], state)


def _mark_killed(note: Path, *, warn: Callable[[str], None]) -> None:
    """End on the server the run that left a note: nobody else holds the lock, which records it."""
    try:
        left = json.loads(note.read_text(encoding="utf-8"))
        ids = [UUID(one) for one in left["ids"]]
    except (OSError, ValueError, KeyError, TypeError):
        return
    try:
        with get_client(sync_client=True) as client:
            mine = FlowRunFilter(id=FlowRunFilterId(any_=ids), state=not_ended())
            state: State[Any] = Crashed(message=_KILLED)
            for run in client.read_flow_runs(flow_run_filter=mine):
                client.set_flow_run_state(run.id, state, force=True)
            end_within(client, ids, state)
    except Exception as error:
        # Another server than that run's, say; this run must not be kept from its work.
        warn(f"a killed run can't be told of: {type(error).__name__}")
