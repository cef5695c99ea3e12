"""`foistats run --explain`: for each response why it is, or isn't, read again. Reads nothing."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from foistats.cli.console import ExitCode, say
from foistats.cli.figures import console, safe
from foistats.errors import FoistatsError
from foistats.holding import PATIENCE_SECONDS, WorkspaceHeld, holding
from foistats.intake.chosen import chosen_requests
from foistats.intake.settings import read_limits
from foistats.ledger.built import Built, unchanged
from foistats.workspace import Workspace

if TYPE_CHECKING:
    from foistats.run.handed_on import Taken


def explain_requests(
    request_ids: Sequence[str], *, root: Path, forces: Sequence[str], refresh: bool
) -> int:
    """Print a line per response of some requests, or of all; no table is written.

    A file that was put under documents/ by hand gets its receipt, as by `foistats status`.
    """
    try:
        workspace = Workspace(root)
        wanted = chosen_requests(workspace, request_ids, forces)
        limits = read_limits(workspace)
        with holding(workspace, "foistats run --explain", patience=PATIENCE_SECONDS):
            lines: list[str] = []
            for request_id in wanted:
                built = None if refresh else unchanged(workspace, request_id, limits)
                lines += (
                    _explained(workspace, request_id, forces, refresh=refresh)
                    if built is None
                    else _kept(request_id, built)
                )
    except WorkspaceHeld as refusal:
        say(str(refusal))
        return ExitCode.REFUSED_SOMETHING
    except FoistatsError as refusal:
        say(str(refusal))
        return ExitCode.WRONG_USAGE
    except OSError as reason:
        say(f"the workspace can't be looked through: {reason}")
        return ExitCode.NOTHING_WRITTEN
    to = console()
    for line in lines:
        to.print(safe(line), soft_wrap=True)
    return ExitCode.DONE


def _kept(request_id: str, built: Built) -> list[str]:
    """A request that needs no run."""
    head = f"{request_id}: nothing has changed since {built.at}; its tables stay as they are"
    return [head, *(f"  {response_id}: not read again" for response_id in sorted(built.responses))]


def _explained(
    workspace: Workspace, request_id: str, forces: Sequence[str], *, refresh: bool
) -> Iterator[str]:
    """A request that is built anew, response by response."""
    from foistats.run import stages
    from foistats.run.portions import Refresh, replies_of

    [taken] = stages.take(str(workspace.root), [request_id])
    if taken.stock is None:
        yield f"{request_id}: can't be used: {'; '.join(one.found for one in taken.problems)}"
        return
    yield f"{request_id}: its tables are built anew{_why_built(taken)}"
    again = Refresh(refresh, tuple(forces))
    replies = replies_of(workspace, taken.stock, taken.before, again)
    of_response = {reply.response.response_id: reply for reply in replies}
    for response in taken.stock.responses:
        reply = of_response.get(response.response_id)
        if reply is None:
            yield f"  {response.response_id}: has no document to read"
        elif why := reply.due(workspace):
            yield f"  {response.response_id}: read, because {why}"
        elif changed := reply.changed():
            yield f"  {response.response_id}: not read again, but {changed}"
        else:
            yield f"  {response.response_id}: not read again: nothing it depends on has changed"


def _why_built(taken: "Taken") -> str:
    """Why tables are built although no reply may have to be read."""
    if taken.before is None:
        return ": they were never built, or the note of it is gone"
    if not taken.before.inputs:
        return (
            ": the last run met something that another try may settle, such as a reader that died"
        )
    if taken.before.inputs == taken.inputs:
        return ": they are not whole as they were written, or a reading anew was asked for"
    return ": something under raw/ or in foistats changed"
