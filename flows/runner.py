"""How `foistats run` starts the flow: Prefect kept quiet, at home with no server set up."""

import logging
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from foistats.batch import Written
from foistats.errors import FoistatsError
from foistats.progress import tell
from foistats.workspace import Workspace

# Nothing is sent anywhere, and a slow machine may take its time to start the embedded server.
# With analytics on, half of all fresh starts print a "database is locked" traceback (Prefect 3.8).
SETTINGS = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
}
_QUIET = {
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_INTERNAL_LEVEL": "CRITICAL",
    "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
}


def run(root: Path, request_ids: Sequence[str], *, verbose: bool) -> list[Written]:
    """Run the flow and wait for it; raises what the flow raised.

    Settings that a person has made for Prefect hold: a server that is set is used, else the one
    that `foistats serve` runs for this workspace, else one is started for this run alone.
    """
    tell("starting Prefect", 0, 1)
    for name, value in (SETTINGS if verbose else SETTINGS | _QUIET).items():
        os.environ.setdefault(name, value)
    from prefect.settings import (
        PREFECT_API_URL,
        PREFECT_FLOWS_HEARTBEAT_FREQUENCY,
        temporary_settings,
    )

    from flows.build_statistics import build_statistics
    from flows.failing import told_to_end
    from flows.local_server import running_server, server_is_set

    if not verbose:
        logging.getLogger("prefect").setLevel(logging.CRITICAL)
    # Waiting for the heartbeat to end costs a second; a run that a person watches needs none.
    settings: dict[Any, Any] = {PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}
    if not server_is_set() and (url := running_server(Workspace(root).server_note)):
        settings[PREFECT_API_URL] = url
    with temporary_settings(settings), told_to_end():
        _reach_server()
        return build_statistics(str(root), list(request_ids))


def _reach_server() -> None:
    """Refuse in one sentence where Prefect would end in a traceback: no flow runs without it."""
    from prefect.client.orchestration import get_client

    try:
        with get_client(sync_client=True) as client:
            failure, server = client.api_healthcheck(), str(client.api_url)
    except RuntimeError as reason:  # the embedded server didn't start in its time
        failure, server = reason, "the embedded server"
    if failure is not None:
        raise FoistatsError(
            f"Prefect can't be reached at {server}: {failure}; start that server, or unset"
            " PREFECT_API_URL to run without one; nothing was written"
        )
