"""The flow behind `foistats run`: from the replies under raw/ to checked tables in processed/.

The stages and their order are those of foistats/run/stages.py; here each becomes a task.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

from prefect import flow, task

from flows.failing import noted
from flows.prefect_workarounds import (
    MANY_THREADS,
    NEVER_CACHED,
    THREADS,
    not_looked_through,
)
from flows.showing import judged_by, log_reading, name_of_tables, show_pages, with_progress
from foistats.faults import without_words
from foistats.run import stages
from foistats.run.handed_on import BuiltRequest, Read
from foistats.run.portions import Portion, Refresh
from foistats.run.record import Due

T = TypeVar("T")


def build_due(due: Due) -> list[BuiltRequest]:
    """Run the flow over the requests of an order that have to be built."""
    built = build_statistics
    if due.cluster:
        built = build_statistics.with_options(task_runner=MANY_THREADS)
    return built(
        due.root,
        list(due.request_ids),
        due.run,
        refresh=due.refresh,
        forces=list(due.forces),
        cluster=due.cluster,
    )


@flow(name="build-statistics", flow_run_name=name_of_tables, task_runner=THREADS)
@without_words
def build_statistics(
    root: str,
    request_ids: list[str],
    run: str = "",
    *,
    refresh: bool = False,
    forces: list[str] | None = None,
    cluster: str = "",
) -> list[BuiltRequest]:
    """Turn the replies to each request into checked tables; hold the workspace's lock."""
    again = Refresh(refresh, tuple(forces or ()))
    sentences: dict[str, str] = {}
    with noted(root):
        written = stages.build(
            root,
            request_ids,
            run=run,
            refresh=again,
            check=lambda: sentences.update(judged_by(root, request_ids)),
            caller=AsTasks(),
            cluster=cluster,
        )
        AsTasks().stage("show the tables", lambda: show_pages(root, written, sentences))
        return written


class AsTasks:
    """Calls each stage of a run as a task of Prefect, under the stage's name."""

    def stage(self, name: str, call: Callable[[], T]) -> T:
        """Call one stage and wait for it."""
        result: T = _stage.with_options(task_run_name=name)(not_looked_through(call))
        return result

    def read_all(
        self,
        portions: Sequence[Portion],
        read: Callable[[Portion], Read],
        *,
        at_once: int,  # noqa: ARG002 - the flow's task runner has a number of its own
    ) -> list[Read]:
        """Read each portion in a task of its own, several at a time."""
        reading = [
            _read_replies.with_options(task_run_name=portion.name).submit(
                not_looked_through(portion), not_looked_through(read)
            )
            for portion in portions
        ]
        return [one.result() for one in with_progress(reading, of=len(reading))]


@task(name="stage", **NEVER_CACHED)
@without_words
def _stage(call: Callable[[], T]) -> T:
    """One stage of a run that is called once."""
    return call()


@task(name="read-replies", **NEVER_CACHED)
@without_words
def _read_replies(portion: Portion, read: Callable[[Portion], Read]) -> Read:
    """Read some replies in a worker process; what goes wrong is a problem of the document."""
    replies = read(portion)
    log_reading(portion, replies)
    return replies
