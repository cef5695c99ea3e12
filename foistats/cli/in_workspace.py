"""What a command does in a workspace, and the one line that says why it can't be done."""

from collections.abc import Callable
from pathlib import Path

from foistats.cli.console import ExitCode, say
from foistats.errors import FoistatsError
from foistats.holding import PATIENCE_SECONDS, WorkspaceHeld, holding
from foistats.workspace import Workspace


def held(root: Path, what: str, do: Callable[[Workspace], int]) -> int:
    """Do something while nothing else writes into the workspace."""

    def hold(workspace: Workspace) -> int:
        with holding(workspace, what, patience=PATIENCE_SECONDS):
            return do(workspace)

    return told_in_one_line(root, hold)


def told_in_one_line(root: Path, do: Callable[[Workspace], int]) -> int:
    """Do something, and say in one line why it can't be done where it can't."""
    try:
        return do(Workspace(root))
    except WorkspaceHeld as refusal:
        say(str(refusal))
        return ExitCode.REFUSED_SOMETHING
    except FoistatsError as refusal:
        say(str(refusal))
        return ExitCode.WRONG_USAGE
    except OSError as reason:
        say(f"that can't be written: {reason}")
        return ExitCode.NOTHING_WRITTEN
