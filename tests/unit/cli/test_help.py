"""What `--help` says of each command can be typed, and a shell can complete it."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.core import TyperGroup

from foistats.cli.app import app

ROOT = typer.main.get_command(app)
EXAMPLE = re.compile(r"Example: (foistats .*)")


def commands(group: Any, *words: str) -> list[tuple[tuple[str, ...], Any]]:
    """Every command that does something, with the words by which it is typed."""
    if not isinstance(group, TyperGroup):
        return [(words, group)]
    return [one for name, below in group.commands.items() for one in commands(below, *words, name)]


@pytest.mark.parametrize(("words", "command"), commands(ROOT), ids=str)
def test_every_command_has_examples_that_it_takes(words: tuple[str, ...], command: Any) -> None:
    shown = " ".join(line.strip() or "\n" for line in (command.help or "").splitlines())
    examples = EXAMPLE.findall(shown)
    assert examples, words
    for example in examples:
        typed = shlex.split(example)[1:]
        assert tuple(typed[: len(words)]) == words
        # Whatever it doesn't know is refused here; nothing is run.
        command.make_context(words[-1], typed[len(words) :])


def test_a_shell_completes_commands_and_requests(tmp_path: Path) -> None:
    for name in ("burglary-2025", "burglary-2026", "thefts"):
        (tmp_path / "raw" / name).mkdir(parents=True)
        (tmp_path / "raw" / name / "request.toml").touch()

    def completed(typed: str) -> list[str]:
        words = typed.split(" ")
        done = subprocess.run(
            [Path(sys.executable).with_name("foistats")],
            env=os.environ
            | {
                "_FOISTATS_COMPLETE": "complete_bash",
                "COMP_WORDS": typed,
                "COMP_CWORD": str(len(words) - 1),
            },
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stdout.split()

    assert completed("foistats chas") == ["chase"]
    assert completed("foistats status burg") == ["burglary-2025", "burglary-2026"]
