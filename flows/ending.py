"""A Prefect runner that can be told to end: Prefect's own leaves flow runs behind on SIGTERM."""

import asyncio
import signal
from collections.abc import Sequence
from typing import Any

from prefect.runner import Runner


class EndingRunner(Runner):
    """Starts runs that are due, one at a time; ends them, and itself, on SIGTERM and Ctrl-C."""

    def handle_sigterm(self, *_: Any, **__: Any) -> None:
        """Cancel what runs, then end; at once if that was asked for before."""
        # Prefect 3.8 calls a coroutine here and never awaits it.
        if not self.started or self.stopping:
            raise KeyboardInterrupt
        asyncio.run_coroutine_threadsafe(self.astop(), asyncio.get_running_loop())


def run_what_is_due(deployments: Sequence[Any]) -> None:
    """Serve deployments until told to end. One run at a time: a rerun waits for the night's."""
    runner = EndingRunner(limit=1, pause_on_shutdown=False)
    for deployment in deployments:
        runner.add_deployment(deployment)
    signal.signal(signal.SIGINT, runner.handle_sigterm)
    asyncio.run(runner.start())
