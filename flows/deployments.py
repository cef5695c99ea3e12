"""The two deployments of the flow: a nightly batch, and reruns that a person triggers.

Both, and whoever types `foistats run`, take turns by the workspace's lock, which dies with its
holder; a service and a worker start one run at a time, besides. They have no concurrency limit of
Prefect's: flows/prefect_workarounds.py says why.
"""

from pathlib import Path
from typing import Any

from prefect.client.orchestration import get_client
from prefect.exceptions import ObjectNotFound
from prefect.schedules import Cron, Schedule
from prefect.types.entrypoint import EntrypointType

from flows.rebuild import rebuild
from foistats.errors import FoistatsError

NIGHTLY = "nightly"
RERUN = "rerun"
# Replies come in by day; at this hour nobody writes into raw/ and the clocks never jump.
EVERY_NIGHT = "30 4 * * *"
TIME_ZONE = "Europe/London"
ONCE_A_NIGHT = "Reads whatever has arrived and writes the tables anew."
BY_HAND = "A rerun by hand: of one request, of the requests sent to some forces, or of all."


def deployments(root: Path, *, cron: str = EVERY_NIGHT) -> list[Any]:
    """What `foistats serve` serves of one workspace; prefect.yaml says it for a work pool.

    Raises FoistatsError for a schedule that is none.
    """
    same: dict[str, Any] = {
        "parameters": {"root": str(root.resolve())},
        # By file it would have to lie below the folder where the command is typed.
        "entrypoint_type": EntrypointType.MODULE_PATH,
    }
    return [
        rebuild.to_deployment(
            NIGHTLY, schedule=every_night(cron), description=ONCE_A_NIGHT, **same
        ),
        rebuild.to_deployment(RERUN, description=BY_HAND, **same),
    ]


def refuse_another_folder(root: Path) -> None:
    """Refuse a server that has these deployments for another folder, whose nights would end.

    Raises FoistatsError.
    """
    with get_client(sync_client=True) as client:
        for name in (f"{rebuild.name}/{NIGHTLY}", f"{rebuild.name}/{RERUN}"):
            try:
                other = client.read_deployment_by_name(name).parameters.get("root")
            except ObjectNotFound:
                continue
            if other not in (None, str(root.resolve())):
                raise FoistatsError(
                    f"the server at {client.api_url} has {name} for {other} already, which would"
                    " be served no more: use another server for this folder, or, if that one is"
                    f" given up, `prefect deployment delete {name}`"
                )


def every_night(cron: str) -> Schedule:
    """A schedule by British clocks."""
    try:
        return Cron(cron, timezone=TIME_ZONE)
    except ValueError:
        raise FoistatsError(
            f"{cron!r} is no cron schedule; write minute, hour, day, month and day of the week,"
            f" such as {EVERY_NIGHT!r}"
        ) from None
