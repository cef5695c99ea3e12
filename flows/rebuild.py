"""The flow behind the deployments: what a person, or the night, wants built, and its record."""

from prefect import flow
from prefect.context import FlowRunContext

from flows.build_statistics import build_due
from flows.failing import mark_crashed, order_of, refuse_unserved
from flows.showing import name_of_run, stages_logged, take_in
from foistats.faults import without_words
from foistats.reporting.written import write_pages
from foistats.run import record as runs
from foistats.run.record import Trigger


@flow(
    name="foistats",
    flow_run_name=name_of_run,
    on_failure=[mark_crashed],
    on_crashed=[mark_crashed],
    on_cancellation=[mark_crashed],
)
@without_words
def rebuild(
    root: str = ".",
    request: str | None = None,
    forces: list[str] | None = None,
    refresh: bool = False,
    reason: str = "",
    by: str = "",
) -> None:
    """Build the tables of one request, or of all, from whatever has changed since the last run.

    Args:
        root: The folder that has raw/ and processed/.
        request: A folder of raw/; all if none.
        forces: Only the requests sent to one of these, such as devon-and-cornwall. Each is built
            as a whole.
        refresh: Read again what is kept of these forces' replies, or of all replies if none is
            named.
        reason: Why; kept in .foistats/runs.jsonl.
        by: Who wants it; kept there too.
    """
    refuse_unserved(root)
    here = FlowRunContext.get()
    given = {
        "root": root,
        "request": request,
        "forces": forces,
        "reason": reason,
        "by": by,
        "refresh": refresh,
    }
    order = order_of(here.flow_run if here else None, given)
    with stages_logged():
        if order.trigger is Trigger.SCHEDULE:
            take_in(order)
        there = runs.recorded(order, build_due)
    write_pages(root, there)
    runs.refuse_if_kept(there)
