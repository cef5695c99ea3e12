"""The flow behind `foistats run`: from the replies under raw/ to checked tables in processed/."""

from typing import Any, TypeVar, cast

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.task_runners import ThreadPoolTaskRunner
from prefect.utilities.annotations import quote

from flows.failing import noted
from flows.naming import name_of_tables
from flows.showing import judged_by, log_reading, show_pages, with_progress
from foistats import batch, writing
from foistats.documents.workers import WorkerPool
from foistats.faults import without_words
from foistats.portions import Portion, Refresh
from foistats.runs import Due
from foistats.taken import Read, Taken
from foistats.written import Written

T = TypeVar("T")
THREADS: Any = ThreadPoolTaskRunner(max_workers=4)


def unseen(value: T) -> T:
    """A value that Prefect hands to a task without looking through all that is in it."""
    return cast(T, quote(value))


def build_due(due: Due) -> list[Written]:
    """The flow over what of an order there is to do."""
    return build_statistics(
        due.root, list(due.request_ids), due.run, refresh=due.refresh, forces=list(due.forces)
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
) -> list[Written]:
    """Turn the replies to each request into checked tables; hold the workspace's lock."""
    again = Refresh(refresh, tuple(forces or ()))
    with noted(root), batch.without_garbage_collection(), batch.reading_pool(root) as pool:
        taken = batch.seal_unread(root, take_stock(root, request_ids), pool)
        portions = batch.portions(root, taken, again)
        reading = [
            read_replies.with_options(task_run_name=portion.name).submit(unseen(portion), pool)
            for portion in portions
        ]
        read = [one.result() for one in with_progress(reading, of=len(reading))]
        written = write_tables(root, unseen(taken), unseen(read), run)
        told = ask_the_gate(root, request_ids)
        show_tables(unseen(written), told)
        return written


# Nothing is cached by Prefect: its key covers a task's own lines, not the parser that it calls.
@task(task_run_name="look through raw/", cache_policy=NO_CACHE)
@without_words
def take_stock(root: str, request_ids: list[str]) -> list[Taken]:
    """Read request.toml and responses.csv, and hold every file against its receipt."""
    return batch.take(root, request_ids)


@task(cache_policy=NO_CACHE)
@without_words
def read_replies(portion: Portion, pool: WorkerPool) -> Read:
    """Read some replies in a worker process; what goes wrong is a problem of the document."""
    read = batch.read_portion(portion, pool)
    log_reading(portion, read)
    return read


@task(task_run_name="add up and write", cache_policy=NO_CACHE)
@without_words
def write_tables(root: str, taken: list[Taken], read: list[Read], run: str) -> list[Written]:
    """Add up, check against the contracts, and swap in the new tables of each request."""
    return writing.write(root, taken, read, run=run)


@task(task_run_name="ask whether it can be true", cache_policy=NO_CACHE)
@without_words
def ask_the_gate(root: str, request_ids: list[str]) -> dict[str, str]:
    """Ask whether the figures can be true; whatever the answer, the tables stand. A line each."""
    return judged_by(root, request_ids)


@task(task_run_name="show the tables", cache_policy=NO_CACHE)
@without_words
def show_tables(written: list[Written], told: dict[str, str]) -> None:
    """Show on Prefect's pages what each request's tables say, and what the gate says of them."""
    show_pages(written, told)
