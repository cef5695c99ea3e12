"""`foistats run` and `foistats serve`: the whole job, typed now or every night."""

import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from foistats.cli.console import ExitCode, say, show
from foistats.errors import FoistatsError, WorkspaceError
from foistats.workspace import Workspace

if TYPE_CHECKING:
    from foistats.run.handed_on import BuiltRequest
    from foistats.run.record import Due

# What fits on a screen beside what was built.
_MOST_UNCHANGED = 10


def run_requests(  # noqa: PLR0913 - a run has as many settings as it has
    request_ids: Sequence[str],
    *,
    root: Path,
    forces: Sequence[str],
    verbose: bool,
    reason: str = "",
    by: str = "",
    refresh: bool = False,
    with_prefect: bool = False,
    cluster: str = "",
) -> int:
    """Build the tables of some requests, or of all; 1 where something was refused.

    3 where the tables of an earlier run are kept, because a request could not be built.

    Only what changed since they were built is done; with `refresh` replies are read again.

    Why and for whom is kept with what became of the run, in .foistats/runs.jsonl.
    """
    from foistats.intake.chosen import chosen_requests
    from foistats.intake.settings import checked_address, read_cluster, read_limits
    from foistats.messages.settings import read_messages
    from foistats.run.record import Due, Order, recorded
    from foistats.run.told_to_end import told_to_end

    def build(due: Due) -> "list[BuiltRequest]":
        return _run(due, verbose=verbose, with_prefect=with_prefect)

    try:
        workspace = Workspace(root)
        wanted = chosen_requests(workspace, request_ids, forces)
        read_limits(workspace)
        cluster = checked_address(cluster) if cluster else read_cluster(workspace)
        read_messages(workspace)
    except FoistatsError as refusal:
        say(str(refusal))
        return ExitCode.WRONG_USAGE
    if not wanted:
        say(f"there is no request under {workspace.raw}; README.md shows how to make one")
        return ExitCode.WRONG_USAGE
    order = Order(
        str(root),
        tuple(wanted),
        tuple(forces),
        reason=reason,
        by=by,
        refresh=refresh,
        judged=True,
        cluster=cluster,
    )
    try:
        with told_to_end():
            written = recorded(order, build)
    except FoistatsError as refusal:
        say(str(refusal))
        return ExitCode.NOTHING_WRITTEN
    except OSError as failure:
        say(f"the tables can't be written: {failure}; nothing that was there before is lost")
        return ExitCode.NOTHING_WRITTEN
    except Exception as fault:
        # Whatever it is, exit code 1 would say that tables were written.
        if verbose:
            traceback.print_exc()
        say(
            f"foistats itself failed: {type(fault).__name__}: {fault}; nothing that was there"
            " before is lost; run again with --verbose and report what it prints"
        )
        return ExitCode.NOTHING_WRITTEN
    from foistats.reporting.written import write_pages

    for failed in write_pages(str(root), written):
        say(failed)
    _show(workspace, written, forces)
    if any(one.not_current is not None for one in written):
        return ExitCode.NOTHING_WRITTEN
    refused = any(one.rows.get("problems") or not one.usable for one in written)
    return ExitCode.REFUSED_SOMETHING if refused else ExitCode.DONE


def _show(workspace: Workspace, there: "Sequence[BuiltRequest]", forces: Sequence[str]) -> None:
    written = [one for one in there if not one.since]
    if written:
        from foistats.cli.summary import show_summary

        show_summary(workspace, written, forces)
    unchanged = [one for one in there if one.since]
    for one in unchanged[:_MOST_UNCHANGED]:
        problems = one.rows.get("problems", 0)
        noun = "problem" if problems == 1 else "problems"
        needed = f"; {problems:,} {noun}, see `foistats status {one.request_id}`" * bool(problems)
        show(f"{one.request_id}: nothing has changed since {one.since}{needed}")
    if len(unchanged) > _MOST_UNCHANGED:
        show(f"... and {len(unchanged) - _MOST_UNCHANGED} more requests in which nothing changed")


def _run(due: "Due", *, verbose: bool, with_prefect: bool) -> "list[BuiltRequest]":
    """Have done what is due by who is installed to do it; progress goes to standard error."""
    from importlib.metadata import entry_points  # a tenth of a run that has nothing to do

    runners = [point for point in entry_points(group="foistats.runners") if point.name == "prefect"]
    if not runners:
        raise WorkspaceError("foistats is not installed with its flows; run: uv sync")
    runner = runners[0].load()
    if verbose:
        written: list[BuiltRequest] = runner(due, verbose=True, with_prefect=with_prefect)
        return written
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

    from foistats.progress import listening

    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:.0f}/{task.total:.0f}"),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as bars:
        stages: dict[str, TaskID] = {}

        def show(stage: str, done: int, of: int) -> None:
            for earlier in stages.values():
                bars.update(earlier, visible=False)
            if stage not in stages:
                stages[stage] = bars.add_task(stage, total=of)
            bars.update(stages[stage], completed=done, total=of, visible=True)

        with listening(show):
            return list(runner(due, verbose=False, with_prefect=with_prefect))


def serve_workspace(root: Path, *, cron: str, port: int) -> int:
    """Serve one workspace until the process is told to end; 2 where it can't begin."""
    from importlib.metadata import entry_points

    try:
        servers = [
            point for point in entry_points(group="foistats.runners") if point.name == "serve"
        ]
        if not servers:
            raise WorkspaceError("foistats is not installed with its flows; run: uv sync")
        servers[0].load()(root, cron=cron, port=port, say=say)
    except FoistatsError as refusal:
        say(str(refusal))
        return ExitCode.WRONG_USAGE
    return ExitCode.DONE
