"""A Prefect runner that can be told to end: Prefect's own leaves flow runs behind on SIGTERM."""

import asyncio
import signal
from collections.abc import Callable, Sequence
from typing import Any

from prefect.runner import Runner

from foistats.errors import FoistatsError

_LOOKS_EVERY = 1.0
# Ending politely means telling the server, which is asked again and again if it is gone.
_ENDS_WITHIN = 10.0


class EndingRunner(Runner):
    """Starts runs that are due, one at a time; ends them, and itself, on SIGTERM and Ctrl-C."""

    def handle_sigterm(self, *_: Any, **__: Any) -> None:
        """Cancel what runs, then end; at once if that was asked for before."""
        # Prefect 3.8 calls a coroutine here and never awaits it.
        if not self.started or self.stopping:
            raise KeyboardInterrupt
        asyncio.run_coroutine_threadsafe(self.astop(), asyncio.get_running_loop())


def run_what_is_due(deployments: Sequence[Any], *, lost: Callable[[], str]) -> None:
    """Serve deployments until told to end. One run at a time: a rerun waits for the night's.

    `lost` is asked again and again, and says why there is no server any more. A runner would wait
    for it, minutes or for ever, and nobody would know that no night is run: raises FoistatsError.
    """
    runner = EndingRunner(limit=1, pause_on_shutdown=False)
    for deployment in deployments:
        runner.add_deployment(deployment)
    signal.signal(signal.SIGINT, runner.handle_sigterm)
    asyncio.run(_served(runner, lost))


async def _served(runner: Runner, lost: Callable[[], str]) -> None:
    serving = asyncio.create_task(runner.start())
    while True:
        done, _ = await asyncio.wait({serving}, timeout=_LOOKS_EVERY)
        if done:
            return await serving
        if why := await asyncio.to_thread(lost):
            break
    serving.cancel()
    await asyncio.wait({serving}, timeout=_ENDS_WITHIN)
    raise FoistatsError(why)
