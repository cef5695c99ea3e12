"""What a person calls a run of the flow, on Prefect's pages and in its log."""

from zoneinfo import ZoneInfo

from prefect.context import FlowRunContext
from prefect.runtime import flow_run as at_runtime

from foistats.telling.names import run_name, tables_name

LONDON = ZoneInfo("Europe/London")


def name_of_run() -> str:
    """The name of the run of the deployment that is about to start. Prefect calls it."""
    here = FlowRunContext.get()
    planned = here is not None and here.flow_run is not None and here.flow_run.auto_scheduled
    day = at_runtime.scheduled_start_time.astimezone(LONDON).date()
    return run_name(at_runtime.parameters, planned=planned, on=day)


def name_of_tables() -> str:
    """The name of the part of a run that reads replies and writes tables. Prefect calls it."""
    return tables_name(list(at_runtime.parameters["request_ids"]))
