"""The two deployments of the flow: a nightly batch, and reruns that a person triggers."""

from pathlib import Path
from typing import Any

from prefect.schedules import Cron

from flows.build_statistics import build_statistics

NIGHTLY = "nightly"
RERUN = "rerun"
# Replies come in by day; at this hour nobody writes into raw/ and the clocks never jump.
EVERY_NIGHT = "30 4 * * *"
TIME_ZONE = "Europe/London"


def deployments(root: Path, *, cron: str = EVERY_NIGHT) -> list[Any]:
    """What `foistats serve` serves of one workspace; prefect.yaml says it for a work pool."""
    where = {"root": str(root.resolve())}
    return [
        build_statistics.to_deployment(
            NIGHTLY,
            schedule=Cron(cron, timezone=TIME_ZONE),
            parameters=where,
            description="Reads whatever has arrived and writes the tables anew.",
            concurrency_limit=1,
        ),
        build_statistics.to_deployment(
            RERUN,
            parameters=where,
            description="A rerun by hand: of one request, of some forces, or of everything.",
            concurrency_limit=1,
        ),
    ]
