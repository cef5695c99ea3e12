"""The batch behind `foistats run`: from the replies under raw/ to checked tables in processed/."""

from pathlib import Path

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.task_runners import ThreadPoolTaskRunner

from flows.quiet import quiet_prefect
from foistats.batch import Batch, Job, Outcome, RequestWork


@task(cache_policy=NO_CACHE)
def take_stock(batch: Batch, request_id: str) -> RequestWork:
    """Read request.toml and responses.csv, check every receipt, list the documents to read."""
    return batch.take_stock(request_id)


@task(cache_policy=NO_CACHE, task_run_name="{name}")
def read_documents(batch: Batch, jobs: list[Job], name: str) -> None:
    """Read some documents in a worker process; what goes wrong becomes a problem of the document."""
    batch.read(jobs)


@task(cache_policy=NO_CACHE, task_run_name="write tables")
def write_tables(batch: Batch, work: list[RequestWork]) -> list[Outcome]:
    """Add up, check against the contracts, and swap in the new tables of each request."""
    return batch.write(work)


@flow(name="build statistics", validate_parameters=False)
def build_statistics(batch: Batch) -> list[Outcome]:
    """Turn the replies to each request into checked tables."""
    work = [take_stock(batch, request_id) for request_id in batch.request_ids]
    reads = [read_documents.submit(batch, jobs, name) for name, jobs in batch.portions(work)]
    for read in reads:
        read.wait()
    return write_tables(batch, work)
