"""Whether the Prefect server answers: no flow runs without it, and no night."""

import time

from prefect.client.orchestration import SyncPrefectClient, get_client

from flows.local_server import LocalServer
from foistats.errors import FoistatsError

# Longer than a server takes to be started anew, or to answer on a machine that is busy.
_PATIENCE_SECONDS = 180.0
_ASKS_EVERY = 30.0


def reach_server(what_now: str = "") -> None:
    """Refuse in one sentence where Prefect would end in a traceback."""
    try:
        with get_client(sync_client=True) as client:
            failure, server = client.api_healthcheck(), str(client.api_url)
    except RuntimeError as reason:  # the embedded server didn't start in its time
        failure, server = reason, "the embedded server"
    if failure is not None:
        raise FoistatsError(
            f"Prefect can't be reached at {server}: {failure}; start that server, or unset"
            f" PREFECT_API_URL to do without it{what_now}"
        )


class Watch:
    """Over the server that is served from: it may end, or fall silent, at any time."""

    def __init__(self, client: SyncPrefectClient, started: LocalServer | None) -> None:
        """Watch what `client` asks; `started` is that server if it is our own."""
        self._client = client
        self._started = started
        self._asked = self._answered = time.monotonic()

    def lost(self) -> str:
        """Why there is no server any more; empty as long as there is one."""
        if self._started is not None and self._started.has_ended():
            code = self._started.process.returncode
            return f"the Prefect server ended (exit code {code}); no night is run: serve again"
        if time.monotonic() - self._asked < _ASKS_EVERY:
            return ""
        if self._client.api_healthcheck() is None:
            self._answered = time.monotonic()
        self._asked = time.monotonic()
        silent = self._asked - self._answered
        if silent < _PATIENCE_SECONDS:
            return ""
        return (
            f"the Prefect server at {self._client.api_url} hasn't answered for {silent:.0f}"
            " seconds; no night is run without it: serve again once it does"
        )
