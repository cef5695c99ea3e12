"""`foistats serve`: the tables are built every night, and by hand on Prefect's pages."""

from importlib.metadata import entry_points
from pathlib import Path

from foistats.cli.console import ExitCode, say
from foistats.errors import FoistatsError, WorkspaceError


def serve_workspace(root: Path, *, cron: str, port: int) -> int:
    """Serve one workspace until the process is told to end; 2 where it can't begin."""
    try:
        servers = [one for one in entry_points(group="foistats.runners") if one.name == "serve"]
        if not servers:
            raise WorkspaceError("foistats is not installed with its flows; run: uv sync")
        servers[0].load()(root, cron=cron, port=port, say=say)
    except FoistatsError as refusal:
        say(str(refusal))
        return ExitCode.WRONG_USAGE
    return ExitCode.DONE
