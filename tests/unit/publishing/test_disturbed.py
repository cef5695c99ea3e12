"""Whatever ends the making of a release, at whatever call: it is there whole, or not at all.

Each scene is played by a process of its own, see disturbed.py: killed before calls that change the
file system, and half way through writes; the disk full from a write on; a call failing once. All
calls of what is short are tried, and of what is long some and the last ones.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system can't fork")


def played(folder: Path, scene: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.unit.publishing.disturbed", folder, scene],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


@pytest.mark.parametrize(
    ("scene", "calls", "writes"),
    # Each file of a release is opened, written and awaited: twenty of them and more.
    [("made", 30, 10), ("approved", 5, 1), ("withdrawn", 4, 1), ("exported", 20, 15)],
)
def test_it_is_there_whole_or_not_at_all_whatever_ends_it(
    tmp_path: Path, scene: str, calls: int, writes: int
) -> None:
    told = played(tmp_path, scene)
    assert told["wrong"] == []
    assert min(told["tried"]["KILL"], told["tried"]["FAILS"]) >= calls
    assert min(told["tried"]["TORN"], told["tried"]["FULL"]) >= writes


def test_a_release_written_in_place_would_be_found_out(tmp_path: Path) -> None:
    wrong = played(tmp_path, "in_place")["wrong"]
    assert any("neither as before nor whole" in one for one in wrong)
