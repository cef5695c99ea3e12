"""How `foistats serve` works: a server if none is set, both deployments, and a clean end."""

import logging
import os
import shlex
import signal
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

from flows.local_server import (
    has_records_of_its_own,
    local_server,
    refuse_served,
    refuse_taken,
    server_is_set,
)
from flows.runner import SETTINGS
from foistats.workspace import Workspace


def serve(root: Path, *, cron: str, port: int, say: Callable[[str], None]) -> None:
    """Serve the deployments of one workspace until the process is told to end.

    Raises FoistatsError for a schedule that is none, a port that is taken, a workspace that is
    served already, a server that is silent or gone, or that serves another workspace.
    """
    workspace = Workspace(root)
    for name, value in SETTINGS.items():
        os.environ.setdefault(name, value)
    # A service manager ends a service by SIGTERM; it must end everything that Ctrl-C ends.
    signal.signal(signal.SIGTERM, _interrupt)
    signal.signal(signal.SIGINT, _interrupt)
    with suppress(KeyboardInterrupt):
        _serve(workspace, cron=cron, port=port, say=say)
    say("ended")


def _serve(workspace: Workspace, *, cron: str, port: int, say: Callable[[str], None]) -> None:
    from prefect.client.orchestration import get_client
    from prefect.settings import PREFECT_API_URL, PREFECT_UI_URL

    from flows.deployments import (
        EVERY_NIGHT,
        NIGHTLY,
        RERUN,
        TIME_ZONE,
        deployments,
        refuse_another_folder,
    )
    from flows.failing import SERVED_ROOT, recover_on_start
    from flows.prefect_workarounds import run_what_is_due
    from flows.reaching import Watch, reach_server
    from flows.rebuild import rebuild

    # What each run did is on the pages, and here; what the waiting itself does is of no use.
    logging.getLogger("prefect").setLevel(logging.ERROR)
    cron = cron or EVERY_NIGHT
    served = deployments(workspace.root, cron=cron)
    with ExitStack() as until_the_end:
        started = None
        if not server_is_set():
            refuse_served(workspace.server_note)
            refuse_taken(port)
            say("starting a Prefect server on this machine; the first time takes half a minute")
            started = until_the_end.enter_context(
                local_server(
                    workspace.server_note,
                    home=workspace.prefect_home,
                    port=port,
                    secret_file=workspace.server_secret,
                )
            )
            # Flow runs are processes of their own and learn from the environment where to ask.
            os.environ["PREFECT_API_URL"] = started.url
            os.environ["PREFECT_API_AUTH_STRING"] = started.secret
            until_the_end.enter_context(_using(started.url, started.secret))
        os.environ[SERVED_ROOT] = str(workspace.root.resolve())
        reach_server()
        alone = started is not None and has_records_of_its_own()
        if not alone:
            refuse_another_folder(workspace.root)
        recover_on_start(workspace.root, alone=alone, warn=say)
        say(f"the pages of Prefect: {PREFECT_UI_URL.value() or PREFECT_API_URL.value()}")
        say(f"every night: {rebuild.name}/{NIGHTLY} at '{cron}' ({TIME_ZONE})")
        secret = ""
        if started is not None:
            file = workspace.server_secret.resolve()
            say(f"the pages ask for the text in {file}; it is this folder's secret")
            secret = f' PREFECT_API_AUTH_STRING="$(cat {shlex.quote(str(file))})"'
        say(
            f"by hand: PREFECT_API_URL={PREFECT_API_URL.value()}{secret} prefect deployment run"
            f" {rebuild.name}/{RERUN} -p request=REQUEST -p reason=WHY -p by=WHO"
        )
        client = until_the_end.enter_context(get_client(sync_client=True))
        run_what_is_due(served, lost=Watch(client, started).lost)


def _using(url: str, secret: str) -> Any:
    from prefect.settings import PREFECT_API_AUTH_STRING, PREFECT_API_URL, temporary_settings

    return temporary_settings({PREFECT_API_URL: url, PREFECT_API_AUTH_STRING: secret})


def _interrupt(*_: Any) -> None:
    raise KeyboardInterrupt
