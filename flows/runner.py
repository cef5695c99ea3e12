"""How `foistats run` does its work: in its own process, or as a flow where a server shows it."""

import logging
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from foistats.progress import tell
from foistats.quality.gate.own_process import OwnProcess, check_in_own_process
from foistats.run import stages
from foistats.run.handed_on import BuiltRequest
from foistats.run.open_lineage import load_client
from foistats.run.portions import Refresh
from foistats.run.record import Due
from foistats.run.told_to_end import told_to_end
from foistats.workspace import Workspace

# What must stand in the environment before Prefect is imported; the other workarounds are in
# flows/prefect_workarounds.py. Nothing is sent anywhere, and a slow machine may take its time to
# start the embedded server. With analytics on, half of all fresh starts of Prefect 3.8 print a
# "database is locked" traceback (PrefectHQ/prefect#19771, #18934, #10188).
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


def run(due: Due, *, verbose: bool, with_prefect: bool) -> list[BuiltRequest]:
    """Do what is due, and wait for it; raises what a stage raised.

    Settings that a person has made for Prefect hold: a server that is set is used, else the one
    that `foistats serve` runs for this workspace. Without either the same stages run in this
    process, unless Prefect is asked for: an embedded server takes 12 seconds and more to start,
    and is gone before anybody could look at its pages.
    """
    workspace = Workspace(Path(due.root))
    if with_prefect or _server_may_be_set() or workspace.server_note.is_file():
        return _run_flow(due, workspace, verbose=verbose, with_prefect=with_prefect)
    return _run_here(due)


def _run_here(due: Due) -> list[BuiltRequest]:
    again = Refresh(due.refresh, due.forces)

    def check(plausibility: OwnProcess) -> None:
        with ThreadPoolExecutor(1) as beside:
            beside.submit(load_client)
            plausibility.check(due.request_ids)

    with check_in_own_process(Workspace(Path(due.root))) as plausibility:
        return stages.build(
            due.root,
            due.request_ids,
            run=due.run,
            refresh=again,
            check=lambda: check(plausibility),
            cluster=due.cluster,
        )


def _server_may_be_set() -> bool:
    """False where nothing is there in which Prefect looks for settings: it needn't be asked.

    Asking it costs as much as a small run: its settings are read by importing it.
    """
    if any(name.startswith("PREFECT_API_") or name == "PREFECT_PROFILE" for name in os.environ):
        return True
    home = Path(os.environ.get("PREFECT_HOME") or "~/.prefect").expanduser()
    if (home / "profiles.toml").is_file():
        return True
    return any(
        "prefect" in _text(Path(name)).casefold() for name in (".env", "prefect.toml")
    ) or "[tool.prefect" in _text(Path("pyproject.toml"))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _run_flow(
    due: Due, workspace: Workspace, *, verbose: bool, with_prefect: bool
) -> list[BuiltRequest]:
    tell("starting Prefect", 0, 1)
    for name, value in (SETTINGS if verbose else SETTINGS | _QUIET).items():
        os.environ.setdefault(name, value)
    from prefect.exceptions import TerminationSignal
    from prefect.settings import (
        PREFECT_API_AUTH_STRING,
        PREFECT_API_URL,
        PREFECT_FLOWS_HEARTBEAT_FREQUENCY,
        temporary_settings,
    )

    from flows.build_statistics import build_due
    from flows.local_server import running_server, server_is_set
    from flows.own_origin import own_secret
    from flows.reaching import reach_server

    if not verbose:
        logging.getLogger("prefect").setLevel(logging.CRITICAL)
    # Waiting for the heartbeat to end costs a second; a run that a person watches needs none.
    settings: dict[Any, Any] = {PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}
    if not server_is_set():
        if url := running_server(workspace.server_note):
            settings[PREFECT_API_URL] = url
            settings[PREFECT_API_AUTH_STRING] = own_secret(workspace.server_secret)
        elif not with_prefect:
            return _run_here(due)
    with temporary_settings(settings), told_to_end(TerminationSignal):
        reach_server("; nothing was written")
        return build_due(due)
