"""What a run is called on Prefect's pages, and what it did: a page per request, and its progress.

They are copies to be looked at. Whatever goes wrong with them is logged, and stops nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TypeVar, cast
from uuid import UUID
from zoneinfo import ZoneInfo

from prefect.artifacts import (
    create_markdown_artifact,
    create_progress_artifact,
    update_progress_artifact,
)
from prefect.context import FlowRunContext
from prefect.logging import get_run_logger
from prefect.runtime import flow_run as at_runtime

from foistats.errors import FoistatsError
from foistats.inbox.taking import take_what_is_plain
from foistats.progress import listening
from foistats.quality.gate.answers import answer_of
from foistats.quality.gate.judging import judge_whatever_comes
from foistats.release.rows import rows_of
from foistats.run.handed_on import BuiltRequest, Read
from foistats.run.portions import Portion
from foistats.run.record import Order
from foistats.telling.log import line_of_portion, run_name, tables_name
from foistats.telling.markdown import plain
from foistats.telling.page import key_of, page_of
from foistats.telling.since import since_the_last
from foistats.workspace import Workspace

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


T = TypeVar("T")

# A page is a call of the server, which takes some 20 ms.
MOST_PAGES = 100
READING = "reading-replies"
_STEPS = 10
_TABLES = ("totals", "changes", "coverage", "problems")


@contextmanager
def stages_logged() -> Iterator[None]:
    """Log each stage of a run as it begins, and that it waits for another run to end."""
    told: set[str] = set()

    def log(stage: str, _: int, __: int) -> None:
        if stage not in told:
            told.add(stage)
            get_run_logger().info("%s", stage)

    with listening(log):
        yield


def take_in(order: Order) -> None:
    """File what waits in watched folders and mailboxes and is plain; each reply is a line."""
    try:
        workspace = Workspace(Path(order.root))
        taken = take_what_is_plain(workspace, workspace.request_ids(), today=date.today())
    except FoistatsError as refusal:
        # The run itself tells of a workspace that can't be used.
        get_run_logger().warning("%s", refusal)
        return
    for one in taken:
        for line in one.filed:
            get_run_logger().info("%s: %s", one.request_id, line)
        if one.open:
            get_run_logger().warning("%s: %s wait for a person", one.request_id, one.open)
        if one.refused:
            get_run_logger().warning("%s: %s", one.request_id, one.refused)


def log_reading(portion: Portion, read: Read) -> None:
    """Log one line: of a reply with its fields, of a batch of many replies in numbers."""
    line, fields = line_of_portion(portion, [one.response for one in read])
    get_run_logger().info("%s", line, extra=dict(fields))


def judged_by(root: str, request_ids: Sequence[str]) -> dict[str, str]:
    """The gate's sentence on each request, logged too."""
    workspace = Workspace(Path(root))
    judge_whatever_comes(workspace, request_ids)
    told = {one: answer_of(workspace, one).sentence for one in request_ids}
    for request_id, sentence in told.items():
        get_run_logger().info("%s: %s", request_id, sentence)
    return told


def show_pages(root: str, written: Sequence[BuiltRequest], told: Mapping[str, str]) -> None:
    """Show a page per request. `told` has the gate's sentence on each."""
    workspace = Workspace(Path(root))
    today = date.today()  # who is overdue is told as of the day on which the page was made
    for one in written[:MOST_PAGES]:
        with _only_logged(f"the page of {one.request_id}"):
            page = page_of(
                one.title,
                {name: rows_of(one.folder, name) for name in _TABLES},
                request_id=one.request_id,
                folder=one.folder,
                plausible=told.get(one.request_id, ""),
                today=today,
                not_current=one.not_current,
                since=since_the_last(workspace, one),
            )
            create_markdown_artifact(page, key=key_of(one.request_id), description=plain(one.title))
    if len(written) > MOST_PAGES:
        get_run_logger().info(
            "%s more requests have no page here; see their tables", len(written) - MOST_PAGES
        )


def with_progress(items: Iterable[T], *, of: int) -> Iterator[T]:
    """Hand on items as they come, and show how far that is, in ten steps at most."""
    shown = 0
    artifact: UUID | None = None
    for number, item in enumerate(items, 1):
        yield item
        step = number * _STEPS // of
        if step == shown:
            continue
        shown = step
        with _only_logged("how far the reading is"):
            percent = 100 * step / _STEPS
            if artifact is None:
                artifact = cast(UUID, create_progress_artifact(percent, key=READING))
            else:
                update_progress_artifact(artifact, percent)


@contextmanager
def _only_logged(what: str) -> Iterator[None]:
    try:
        yield
    except Exception as error:
        get_run_logger().warning("Prefect didn't take %s: %s", what, type(error).__name__)
