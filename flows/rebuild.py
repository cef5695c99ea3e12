"""The flow behind the deployments: what a person, or the night, wants built, and its record."""

from prefect import flow
from prefect.context import FlowRunContext

from flows.build_statistics import build_statistics
from foistats import runs
from foistats.faults import without_words
from foistats.runs import Order, Trigger


@flow(name="foistats")
@without_words
def rebuild(
    root: str = ".",
    request: str | None = None,
    forces: list[str] | None = None,
    reason: str = "",
    by: str = "",
) -> None:
    """Read the replies to one request, or to all, and write their tables anew.

    Args:
        root: The folder that has raw/ and processed/.
        request: A folder of raw/; all if none.
        forces: Only the requests sent to one of these, such as devon-and-cornwall. Each is built
            as a whole.
        reason: Why; kept in .foistats/runs.jsonl.
        by: Who wants it; kept there too.
    """
    requests = (request,) if request else ()
    order = Order(root, requests, tuple(forces or ()), started_by(), reason, by)
    runs.recorded(order, build_statistics)


def started_by() -> Trigger:
    """Whether the server's schedule made this run, or a person."""
    here = FlowRunContext.get()
    planned = here is not None and here.flow_run is not None and here.flow_run.auto_scheduled
    return Trigger.SCHEDULE if planned else Trigger.HAND
