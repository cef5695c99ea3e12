"""What a person calls a run of the flow, on Prefect's pages and in its log."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from prefect.context import FlowRunContext
from prefect.runtime import flow_run as at_runtime

LONDON = ZoneInfo("Europe/London")
# A reason may be long; the whole of it is in the run's parameters and in runs.jsonl.
_LONGEST = 80


def name_of_run() -> str:
    """The name of the run of the deployment that is about to start. Prefect calls it."""
    here = FlowRunContext.get()
    planned = here is not None and here.flow_run is not None and here.flow_run.auto_scheduled
    day = at_runtime.scheduled_start_time.astimezone(LONDON).date()
    return run_name(at_runtime.parameters, planned=planned, on=day)


def name_of_tables() -> str:
    """The name of the part of a run that reads replies and writes tables. Prefect calls it."""
    return tables_name(list(at_runtime.parameters["request_ids"]))


def tables_name(request_ids: Sequence[str]) -> str:
    """The requests, by number if they are many.

    >>> tables_name(["a", "b"]), tables_name(["a"] * 40)
    ('tables of a, b', 'tables of 40 requests')
    """
    named = f"tables of {', '.join(request_ids)}"
    return named if len(named) <= _LONGEST else f"tables of {len(request_ids)} requests"


def run_name(parameters: dict[str, Any], *, planned: bool, on: date) -> str:
    """A run by when, of what and why.

    >>> run_name({}, planned=True, on=date(2026, 11, 25))
    'nightly 2026-11-25'
    >>> given = {"request": "tasers-2020", "reason": "Dorset corrected its reply"}
    >>> run_name(given, planned=False, on=date(2026, 11, 25))
    'rerun of tasers-2020: Dorset corrected its reply'
    >>> run_name({"forces": ["kent", "dorset"]}, planned=False, on=date(2026, 11, 25))
    'rerun of requests to kent, dorset'
    """
    if planned:
        return f"nightly {on}"
    what = str(parameters.get("request") or "")
    if forces := parameters.get("forces"):
        sent = f"requests to {', '.join(map(str, forces))}"
        what = f"{what}, of {sent}" if what else sent
    reason = " ".join(str(parameters.get("reason") or "").split())
    name = f"rerun of {what or 'all requests'}{f': {reason}' if reason else ''}"
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 3]}..."
