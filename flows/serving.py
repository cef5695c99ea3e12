"""How `foistats serve` works: a server if none is set, both deployments, and a clean end."""

import os
import signal
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from flows.local_server import local_server
from flows.runner import SETTINGS
from foistats.workspace import Workspace


def serve(root: Path, *, cron: str, port: int, say: Callable[[str], None]) -> None:
    """Serve the deployments of one workspace until the process is told to end."""
    workspace = Workspace(root)
    for name, value in SETTINGS.items():
        os.environ.setdefault(name, value)
    # A service manager ends a service by SIGTERM; it must end everything that Ctrl-C ends.
    signal.signal(signal.SIGTERM, _interrupt)
    with ExitStack() as until_the_end:
        if not _server_is_set():
            say("starting a Prefect server on this machine; the first time takes half a minute")
            url = until_the_end.enter_context(
                local_server(workspace.server_note, home=workspace.prefect_home, port=port)
            )
            # Flow runs are processes of their own and learn the address from the environment.
            os.environ["PREFECT_API_URL"] = url
            until_the_end.enter_context(_using(url))
        _serve(workspace, cron=cron, say=say)


def _serve(workspace: Workspace, *, cron: str, say: Callable[[str], None]) -> None:
    from prefect import serve as serve_deployments
    from prefect.settings import PREFECT_API_URL, PREFECT_UI_URL

    from flows.deployments import NIGHTLY, RERUN, TIME_ZONE, deployments

    say(f"the pages of Prefect: {PREFECT_UI_URL.value() or PREFECT_API_URL.value()}")
    say(f"build-statistics/{NIGHTLY} runs at '{cron}' ({TIME_ZONE})")
    say(f"by hand: prefect deployment run build-statistics/{RERUN} -p request=REQUEST")
    try:
        # One at a time: a rerun by hand waits for the nightly run to end.
        serve_deployments(
            *deployments(workspace.root, cron=cron),
            limit=1,
            pause_on_shutdown=False,
            print_starting_message=False,
        )
    except KeyboardInterrupt:
        say("ended")


def _using(url: str) -> Any:
    from prefect.settings import PREFECT_API_URL, temporary_settings

    return temporary_settings({PREFECT_API_URL: url})


def _interrupt(*_: Any) -> None:
    raise KeyboardInterrupt


def _server_is_set() -> bool:
    """True where a person named a server, in the environment or in Prefect's profile."""
    from prefect.settings import PREFECT_API_URL

    return bool(PREFECT_API_URL.value())
