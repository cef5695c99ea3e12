"""All that Prefect 3.8 needs to be worked around, each with its reason and the upstream issue.

pyproject.toml bounds Prefect to 3.8. Whoever raises that bound reads this module and tries each
workaround without itself; what needs no workaround any more is deleted here. Two more
upstream faults are bounds in pyproject.toml: FastAPI 0.151 and SQLAlchemy 2.1. The deployments have
no concurrency limit either: a run that dies with its server keeps its slot for ever, and no night
is run any more (PrefectHQ/prefect#17415, #9895); the workspace's lock does that work instead.
"""

import asyncio
import signal
from collections.abc import Callable, Sequence
from typing import Any, TypeVar, cast
from uuid import UUID

from prefect.cache_policies import NO_CACHE
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterId,
    FlowRunFilterParentFlowRunId,
    FlowRunFilterState,
    FlowRunFilterStateType,
    TaskRunFilter,
    TaskRunFilterState,
    TaskRunFilterStateType,
)
from prefect.client.schemas.objects import State, StateType
from prefect.runner import Runner
from prefect.task_runners import ThreadPoolTaskRunner
from prefect.utilities.annotations import quote

from foistats.errors import FoistatsError

T = TypeVar("T")

# The cache key covers a task's own lines, not the functions that it calls: an edited parser would
# give its old results (PrefectHQ/prefect#16925, #23062).
NEVER_CACHED: Any = {"cache_policy": NO_CACHE}

# The runner is generic over futures, and its type doesn't say so: Any keeps mypy from an error at
# each flow that names it. Upstream issue: none found.
THREADS: Any = ThreadPoolTaskRunner(max_workers=4)
# For threads that only wait for a cluster to read.
MANY_THREADS: Any = ThreadPoolTaskRunner(max_workers=24)

_LOOKS_EVERY = 1.0
# Ending politely means telling the server, which is asked again and again if it is gone.
_ENDS_WITHIN = 10.0
_NOT_ENDED = [StateType.RUNNING, StateType.PENDING, StateType.CANCELLING]


def not_looked_through(value: T) -> T:
    """A value that Prefect hands to a task without visiting all that is in it.

    Prefect looks for futures in every list and record of an argument, which takes longer than
    reading the replies did. `quote` is its documented way out.
    """
    return cast(T, quote(value))


class EndingRunner(Runner):
    """Starts runs that are due, one at a time; ends them, and itself, on SIGTERM and Ctrl-C."""

    told_to_end = False

    def handle_sigterm(self, *_: Any, **__: Any) -> None:
        """Note that the service shall end; raise KeyboardInterrupt if that was asked for before.

        A signal comes at any line. An exception out of the handler would leave whatever Prefect
        was waiting for undone, such as a deployment half written, and the service would never end.
        """
        # Prefect 3.8 calls a coroutine here and never awaits it, so that flow runs go on without a
        # runner. No upstream issue was found; the handler came with PrefectHQ/prefect#11133.
        if self.told_to_end:
            raise KeyboardInterrupt
        self.told_to_end = True


def run_what_is_due(deployments: Sequence[Any], *, lost: Callable[[], str]) -> None:
    """Serve deployments until told to end. One run at a time: a rerun waits for the night's.

    `lost` is asked again and again, and says why there is no server any more. A runner would wait
    for it, minutes or for ever, and nobody would know that no night is run: raises FoistatsError.
    """
    runner = EndingRunner(limit=1, pause_on_shutdown=False)
    signal.signal(signal.SIGTERM, runner.handle_sigterm)
    signal.signal(signal.SIGINT, runner.handle_sigterm)
    for deployment in deployments:
        runner.add_deployment(deployment)
    if not runner.told_to_end:
        asyncio.run(_served(runner, lost))


async def _served(runner: EndingRunner, lost: Callable[[], str]) -> None:
    serving = asyncio.create_task(runner.start())
    while not runner.told_to_end:
        done, _ = await asyncio.wait({serving}, timeout=_LOOKS_EVERY)
        if done:
            await serving
            return
        if why := await asyncio.to_thread(lost):
            await _cancelled(serving)
            raise FoistatsError(why)
    if runner.started:
        await runner.astop()
        await asyncio.wait({serving}, timeout=_ENDS_WITHIN)
    await _cancelled(serving)


async def _cancelled(serving: "asyncio.Task[None]") -> None:
    serving.cancel()
    await asyncio.wait({serving}, timeout=_ENDS_WITHIN)


def end_within(client: SyncPrefectClient, flow_run_ids: Sequence[UUID], state: State[Any]) -> None:
    """End what some flow runs had started and that is still shown as running.

    Prefect ends a crashed flow run alone: its subflows and their tasks would be shown as running
    for ever (PrefectHQ/prefect#16746, #19600, #21022). Its client has no call that sets a task
    run's state with the server's consent forced, so the request is made by hand.
    """
    parents = FlowRunFilterParentFlowRunId(any_=list(flow_run_ids))
    within = client.read_flow_runs(
        flow_run_filter=FlowRunFilter(parent_flow_run_id=parents, state=not_ended())
    )
    for one in within:
        client.set_flow_run_state(one.id, state, force=True)
    everything = FlowRunFilterId(any_=[*flow_run_ids, *(one.id for one in within)])
    tasks = client.read_task_runs(
        flow_run_filter=FlowRunFilter(id=everything),
        task_run_filter=TaskRunFilter(
            state=TaskRunFilterState(type=TaskRunFilterStateType(any_=_NOT_ENDED))
        ),
    )
    set_to = {"type": state.type.value, "name": state.name, "message": state.message}
    for task in tasks:
        client.request(
            "POST",
            "/task_runs/{id}/set_state",
            path_params={"id": task.id},
            json={"state": set_to, "force": True},
        )


def not_ended() -> FlowRunFilterState:
    """The flow runs that have no final state."""
    return FlowRunFilterState(type=FlowRunFilterStateType(any_=_NOT_ENDED))
