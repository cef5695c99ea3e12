"""`foistats run`: the whole job, with progress bars and a summary for a person."""

import traceback
from collections.abc import Sequence
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING

from foistats.cli.console import ExitCode, say
from foistats.errors import FoistatsError, UnknownForce, WorkspaceError
from foistats.workspace import Workspace

if TYPE_CHECKING:
    from foistats.batch import Written


def run_requests(
    request_ids: Sequence[str], *, root: Path, forces: Sequence[str], verbose: bool
) -> int:
    """Build the tables of some requests, or of all; 1 where something was refused.

    With `forces` only the requests that were sent to one of them are built, each as a whole: a
    total over some of the replies would be no total.
    """
    from foistats.intake.settings import read_limits

    try:
        workspace = Workspace(root)
        wanted = _wanted(workspace, request_ids, forces)
        read_limits(workspace)
    except FoistatsError as refusal:
        say(str(refusal))
        return ExitCode.WRONG_USAGE
    if not wanted:
        say(f"there is no request under {workspace.raw}; README.md shows how to make one")
        return ExitCode.WRONG_USAGE
    try:
        written = _run(workspace, wanted, verbose=verbose)
    except FoistatsError as refusal:
        say(str(refusal))
        return ExitCode.NOTHING_WRITTEN
    except OSError as reason:
        say(f"the tables can't be written: {reason}; nothing that was there before is lost")
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
    from foistats.cli.summary import show_summary

    show_summary(workspace, written, forces)
    refused = any(one.rows.get("problems") or not one.usable for one in written)
    return ExitCode.REFUSED_SOMETHING if refused else ExitCode.DONE


def _wanted(workspace: Workspace, request_ids: Sequence[str], forces: Sequence[str]) -> list[str]:
    chosen = list(dict.fromkeys(request_ids)) or list(workspace.request_ids())
    for request_id in chosen:
        workspace.request_folder(request_id)
    if not forces:
        return chosen
    from foistats.intake.requests import RequestInvalid, read_request
    from foistats.naming.forces import all_force_ids

    for force in forces:
        if force not in all_force_ids():
            raise UnknownForce(f"{force!r} is no force_id; they are such as devon-and-cornwall")
    wanted = []
    for request_id in chosen:
        try:
            asked = read_request(workspace, request_id).asked_force_ids
        except RequestInvalid:
            # Whom it asked isn't known; the run tells what is wrong with it.
            asked = tuple(forces)
        if set(forces) & set(asked):
            wanted.append(request_id)
    if not wanted:
        raise WorkspaceError(f"none of these requests was sent to {' or '.join(forces)}")
    return wanted


def _run(workspace: Workspace, wanted: Sequence[str], *, verbose: bool) -> "list[Written]":
    """Run the flow that is installed to do it; progress goes to standard error."""
    runners = [point for point in entry_points(group="foistats.runners") if point.name == "prefect"]
    if not runners:
        raise WorkspaceError("foistats is not installed with its flows; run: uv sync")
    runner = runners[0].load()
    if verbose:
        written: list[Written] = runner(workspace.root, wanted, verbose=True)
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
            bars.update(stages[stage], completed=done, visible=True)

        with listening(show):
            return list(runner(workspace.root, wanted, verbose=False))
